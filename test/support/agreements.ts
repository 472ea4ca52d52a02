import { time } from "@nomicfoundation/hardhat-network-helpers";
import type { Signer } from "ethers";
import { ethers } from "hardhat";
import type { Agreements } from "../../typechain-types";
import { aCourt, Case, type CourtWorld } from "./court";
import { coins, DAY, domainOf, Exemption } from "./money";

export const AgreementPhase = {
  None: 0n,
  Open: 1n,
  Binding: 2n,
  Disputed: 3n,
  Ruled: 4n,
  Declined: 5n,
  Lapsed: 6n,
  Performed: 7n,
  Settled: 8n,
  Divided: 9n,
} as const;

export const NATIVE = ethers.ZeroAddress;
export const TEXT = "Ana paints the house of Ben by the end of May, and Ben pays 60 coins.";
export const OBJECTION = 2 * DAY;
export const COLLATERAL = coins(100);
export const FOREVER = 2 ** 40 - 1;

export interface Terms {
  parties: string[];
  asset: string;
  locks: bigint[];
  payouts: bigint[];
  textHash: string;
  signBy: number;
  until: number;
  objectionPeriod: number;
  lane: number;
}

const agreementFields = [
  { name: "agreementId", type: "uint256" },
  { name: "parties", type: "address[]" },
  { name: "asset", type: "address" },
  { name: "locks", type: "uint256[]" },
  { name: "payouts", type: "uint256[]" },
  { name: "signBy", type: "uint256" },
  { name: "until", type: "uint256" },
  { name: "objectionPeriod", type: "uint256" },
  { name: "lane", type: "uint8" },
  { name: "text", type: "string" },
];

const signatureTypes = {
  AgreementSignature: [
    { name: "party", type: "address" },
    { name: "agreement", type: "Agreement" },
  ],
  Agreement: agreementFields,
};

const settlementTypes = {
  Settlement: [
    { name: "agreementId", type: "uint256" },
    { name: "party", type: "address" },
    { name: "asset", type: "address" },
    { name: "parties", type: "address[]" },
    { name: "division", type: "uint256[]" },
    { name: "validUntil", type: "uint256" },
  ],
};

/**
 * A court of twelve citizens, ten of whom are on the roll, and agreements that the coin exempts. Ana and Ben are the citizens 11
 * and 12 and have a thousand coins each, as has Eve, who is none.
 */
export async function anArchive() {
  const world = await aCourt();
  const { court, citizenship, coin, treasury, government, citizen, stranger } = world;
  const agreements = await ethers.deployContract("Agreements", [citizenship, court, coin, treasury]);
  await coin.connect(government).setExemption(agreements, Exemption.Both);
  const [ana, ben, eve] = [citizen(11), citizen(12), stranger];
  for (const party of [ana, ben, eve, citizen(1)]) await coin.connect(party).approve(agreements, ethers.MaxUint256);
  const token = await ethers.deployContract("PlainToken");
  for (const party of [ana, ben, eve]) {
    await token.mint(party, coins(1_000));
    await token.connect(party).approve(agreements, ethers.MaxUint256);
  }
  const passerBy = citizen(2);
  /** What Ana and Ben agree unless said otherwise: each locks, 40 and 60, and Ana gets 95. */
  const termsOf = async (changes: Partial<Terms> = {}): Promise<Terms> => ({
    parties: [ana.address, ben.address],
    asset: await coin.getAddress(),
    locks: [coins(40), coins(60)],
    payouts: [coins(95), coins(5)],
    textHash: ethers.id(TEXT),
    signBy: (await time.latest()) + DAY,
    until: (await time.latest()) + 30 * DAY,
    objectionPeriod: OBJECTION,
    lane: 0,
    ...changes,
  });
  /** Opens an agreement. */
  const open = async (changes: Partial<Terms> = {}): Promise<Deal> => {
    const terms = await termsOf(changes);
    await agreements.open(terms, TEXT);
    return new Deal(await agreements.agreementCount(), terms, agreements, world);
  };
  /** Opens an agreement between Ana and Ben, and has both sign. */
  const bind = async (changes: Partial<Terms> = {}): Promise<Deal> => {
    const deal = await open(changes);
    await deal.signAll([ana, ben]);
    return deal;
  };
  return { ...world, agreements, token, ana, ben, eve, passerBy, termsOf, open, bind };
}

export type Archive = Awaited<ReturnType<typeof anArchive>>;

/** Drives one agreement. */
export class Deal {
  constructor(
    readonly id: bigint,
    readonly terms: Terms,
    readonly agreements: Agreements,
    private readonly world: CourtWorld,
  ) {}

  record() {
    return this.agreements.agreement(this.id);
  }

  async phase(): Promise<bigint> {
    return (await this.record()).phase;
  }

  /** What a party must send to sign. */
  valueOf(party: number): bigint {
    return this.terms.asset === NATIVE ? this.terms.locks[party] : 0n;
  }

  sign(party: number, by: Signer, signature = "0x") {
    return this.agreements.connect(by).sign(this.id, this.terms, party, signature, { value: this.valueOf(party) });
  }

  async signAll(signers: readonly Signer[]): Promise<this> {
    for (const [party, signer] of signers.entries()) await this.sign(party, signer);
    return this;
  }

  /** What a party signs so that others may hand it in. */
  async signature(party: number, signer: Signer, changes: Record<string, unknown> = {}, chainId?: bigint) {
    const domain = await domainOf(this.agreements);
    const { parties, asset, locks, payouts, signBy, until, objectionPeriod, lane } = this.terms;
    const agreement = { parties, asset, locks, payouts, signBy, until, objectionPeriod, lane };
    return signer.signTypedData({ ...domain, chainId: chainId ?? domain.chainId }, signatureTypes, {
      party: parties[party],
      agreement: { agreementId: this.id, ...agreement, text: TEXT, ...changes },
    });
  }

  /** A party's approval of a settlement, so that others may hand it in. */
  async approval(party: number, signer: Signer, division: readonly bigint[], validUntil = FOREVER) {
    const { parties, asset } = this.terms;
    return signer.signTypedData(await domainOf(this.agreements), settlementTypes, {
      agreementId: this.id,
      party: parties[party],
      asset,
      parties,
      division,
      validUntil,
    });
  }

  settle(by: Signer, division: bigint[], signatures?: string[], validUntil = FOREVER) {
    return this.agreements
      .connect(by)
      .settle(this.id, this.terms, { division, validUntil }, signatures ?? this.terms.parties.map(() => "0x"));
  }

  decline(party: number, by: Signer) {
    return this.agreements.connect(by).decline(this.id, this.terms, party);
  }

  lapse() {
    return this.agreements.lapse(this.id, this.terms);
  }

  declare(party: number, by: Signer, statement = "Done.") {
    return this.agreements.connect(by).declarePerformed(this.id, this.terms, party, statement);
  }

  complete() {
    return this.agreements.complete(this.id, this.terms);
  }

  cost() {
    return this.agreements.disputeCost(this.id, this.terms);
  }

  async dispute(party: number, by: Signer, claim: bigint[], value?: bigint, statement = "The paint peels off.") {
    return this.agreements
      .connect(by)
      .dispute(this.id, this.terms, party, claim, statement, { value: value ?? (await this.cost()) });
  }

  answer(party: number, by: Signer, claim: bigint[], statement = "It does not.") {
    return this.agreements.connect(by).answer(this.id, this.terms, party, claim, statement);
  }

  /** The court's case. */
  async case(): Promise<Case> {
    const { court, randomness, citizens } = this.world;
    return new Case((await this.record()).caseId, court, randomness, citizens);
  }

  /** Has the first panel decide, and the ruling delivered. */
  async rule(ruling: number): Promise<this> {
    const dispute = await this.case();
    await dispute.decide([ruling, ruling, ruling]);
    await this.world.court.execute(dispute.id);
    return this;
  }

  divide(claim: bigint[] = []) {
    return this.agreements.divide(this.id, this.terms, claim);
  }
}
