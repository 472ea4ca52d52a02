import { time } from "@nomicfoundation/hardhat-network-helpers";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { ethers } from "hardhat";
import { signedAcceptance } from "./citizenship";
import { Case, CITIZEN_DAYS, COST, courtTerms, GWEI, rollTerms } from "./court";
import { coins, DAY, key, MAX_SUPPLY, provisionTerms, YEAR } from "./money";

export const CHALLENGE_BOND = 50_000_000n * GWEI;
export const COOL_OFF = 90 * DAY;
export const MAX_FINE = coins(500);
export const MAX_SUSPENSION = 180 * DAY;
/** What a challenge costs. */
export const PRICE = COST + CHALLENGE_BOND;

export const Ground = { DuplicatePerson: 0n, FalseDossier: 1n, Deceased: 2n, Offence: 3n } as const;
export const Outcome = {
  None: 0n,
  Pending: 1n,
  Undecided: 2n,
  Dismissed: 3n,
  Granted: 4n,
  Reprimanded: 5n,
} as const;
export const Sanction = { Fine: 0n, Suspend: 1n, Revoke: 2n, VoidPermit: 3n, MoveDeed: 4n } as const;
/** What a panel rules. */
export const Ruling = { refuse: 0, dismiss: 1, grant: 2, reprimand: 3 } as const;

export interface MeasureTerms {
  readonly sanction: bigint;
  readonly value: bigint | number;
  readonly recipientId: bigint | number;
}

export const fine = (value: bigint): MeasureTerms => ({ sanction: Sanction.Fine, value, recipientId: 0 });
export const suspension = (value: number): MeasureTerms => ({ sanction: Sanction.Suspend, value, recipientId: 0 });
export const revocation: MeasureTerms = { sanction: Sanction.Revoke, value: 0, recipientId: 0 };
export const voiding = (value: bigint): MeasureTerms => ({ sanction: Sanction.VoidPermit, value, recipientId: 0 });
export const conveyance = (value: bigint, recipientId = 0): MeasureTerms => ({
  sanction: Sanction.MoveDeed,
  value,
  recipientId,
});

/** In the order in which the tribunal declares them. */
export const tribunalTerms = () => [
  { value: CHALLENGE_BOND / GWEI, min: 1, max: 1_000_000_000_000n },
  { value: COOL_OFF, min: DAY, max: 3 * YEAR },
  { value: MAX_FINE / coins(1), min: 0, max: 1_000_000 },
  { value: MAX_SUSPENSION, min: 0, max: 5 * YEAR },
];

/** Citizens run from 1: the first ten serve as jurors, then come those whom the tests are about. */
export const JURORS = 10;
export const CHALLENGER = 11;
export const ACCUSED = 12;
export const OTHER = 13;
/** The number of the article in force that offences are against; the next one is repealed. */
export const ARTICLE = 1;
export const REPEALED = 2;

/** A nation's justice: everything is real but chance. The government is an account, so that a test can act for it. */
export async function foundTribunal() {
  const [government, treasury, stranger, newKey, ...others] = await ethers.getSigners();
  const citizens = others.slice(0, OTHER);
  const start = await government.getNonce();
  const address = (index: number) => ethers.getCreateAddress({ from: government.address, nonce: start + index });
  const [constitutionAt, nationAt, passportAt, citizenshipAt, coinAt, stakeAt, randomnessAt, rollAt, courtAt] =
    Array.from({ length: 9 }, (_, index) => address(index));

  const constitution = await ethers.deployContract("Constitution", [government, citizenshipAt]);
  const nation = await ethers.deployContract("Nation", [
    constitutionAt,
    { name: "Aurora", motto: "", domain: "", daoURI: "", flag: "<svg " },
    [],
  ]);
  await ethers.deployContract("PassportStub");
  const citizenship = await ethers.deployContract("Citizenship", [
    constitutionAt,
    passportAt,
    treasury,
    "Citizenship of Aurora",
    "AUC",
    [
      { value: 0, min: 0, max: 36_500 },
      { value: 0, min: 0, max: 1_000 },
      { value: 1_000, min: 1, max: 1_000_000 },
    ],
  ]);
  const coin = await ethers.deployContract("CivicCoin", [
    constitutionAt,
    {
      name: "Aurora",
      symbol: "AUR",
      treasury: treasury.address,
      maxSupply: MAX_SUPPLY,
      genesis: [...citizens, stranger, newKey].map(({ address: holder }) => ({ holder, amount: coins(2_000) })),
      exempt: [stakeAt, rollAt],
    },
    [provisionTerms.taxRate, provisionTerms.yearlyMint],
  ]);
  const stake = await ethers.deployContract("Stake", [
    constitutionAt,
    coinAt,
    citizenshipAt,
    treasury,
    [provisionTerms.cooldown],
  ]);
  const randomness = await ethers.deployContract("RandomnessStub");
  const roll = await ethers.deployContract("JuryRoll", [
    constitutionAt,
    coinAt,
    citizenshipAt,
    courtAt,
    treasury,
    rollTerms(),
  ]);
  const court = await ethers.deployContract("Court", [
    constitutionAt,
    citizenshipAt,
    rollAt,
    randomnessAt,
    treasury,
    courtTerms(),
  ]);
  const tribunal = await ethers.deployContract("Tribunal", [
    {
      authority: constitutionAt,
      nation: nationAt,
      citizenship: citizenshipAt,
      stake: stakeAt,
      juryRoll: rollAt,
      court: courtAt,
    },
    tribunalTerms(),
  ]);

  const selectors = (contract: { interface: { getFunction(name: string): { selector: string } | null } }) =>
    ["suspend", "reinstate", "revoke", "slash"].flatMap((name) => contract.interface.getFunction(name)?.selector ?? []);
  for (const contract of [citizenship, stake, roll]) {
    await constitution.setTargetFunctionRole(contract, selectors(contract), 2n);
  }
  await constitution.grantRole(2n, tribunal, 0);
  await constitution.enact([
    { title: "Peace", text: "Nobody harms another." },
    { title: "Hats", text: "Hats are worn." },
  ]);
  await constitution.repeal(REPEALED);

  for (const citizen of citizens) {
    await citizenship.connect(citizen).requestAdmission(ethers.ZeroHash);
    await citizenship.admit(citizen);
    await coin.connect(citizen).approve(roll, ethers.MaxUint256);
    await coin.connect(citizen).approve(stake, ethers.MaxUint256);
  }
  await time.increase(CITIZEN_DAYS * DAY);
  for (const juror of citizens.slice(0, JURORS)) await roll.connect(juror).enrol();

  const citizen = (citizenId: bigint | number) => citizens[Number(citizenId) - 1];
  const caseOf = (caseId: bigint) => new Case(caseId, court, randomness, citizens);

  /** Brings a challenge: an outsider's, of the accused's dossier, unless said otherwise. */
  async function challenge(terms: ChallengeTerms = {}): Promise<bigint> {
    await send(terms);
    return court.caseCount();
  }

  /** The same, as it is sent. */
  function send({ of = ACCUSED, by = stranger, value = PRICE, ...terms }: ChallengeTerms = {}) {
    const { measures = [], statement = "What happened." } = terms;
    const ground = terms.ground ?? (measures.length === 0 ? Ground.FalseDossier : Ground.Offence);
    const citedId =
      terms.citedId ?? (ground === Ground.Offence ? ARTICLE : ground === Ground.DuplicatePerson ? OTHER : 0);
    return tribunal.connect(by).challenge(of, ground, citedId, [...measures], statement, { value });
  }

  /** Lets a panel decide, and leaves the ruling to be delivered. */
  async function judge(caseId: bigint, ruling: number): Promise<void> {
    await caseOf(caseId).decide([ruling, ruling, ruling]);
  }

  /** Lets a panel decide, and delivers the ruling. */
  async function rule(caseId: bigint, ruling: number) {
    await judge(caseId, ruling);
    return court.execute(caseId);
  }

  /** A challenge that was ruled. */
  async function ruled(ruling: number, terms: ChallengeTerms = {}): Promise<bigint> {
    const caseId = await challenge(terms);
    await rule(caseId, ruling);
    return caseId;
  }

  /** Takes a citizenship to another account of the same person. */
  async function move(citizenId: number, newHolder: HardhatEthersSigner): Promise<void> {
    const deadline = (1n << 40n) - 1n;
    const signature = await signedAcceptance(citizenship, {
      citizenId,
      newHolder: newHolder.address,
      signer: newHolder,
      deadline,
    });
    await citizenship.move(citizenId, newHolder, deadline, signature);
  }

  return {
    constitution,
    nation,
    citizenship,
    coin,
    stake,
    randomness,
    roll,
    court,
    tribunal,
    government,
    treasury,
    stranger,
    newKey,
    citizens,
    /** The account of a citizen. */
    citizen,
    caseOf,
    challenge,
    send,
    judge,
    rule,
    ruled,
    move,
    /** The nation gets an institution. */
    appoint: (name: string, account: string) => nation.appointInstitution(key(name), account),
  };
}

export interface ChallengeTerms {
  /** The citizen who is challenged. */
  readonly of?: number;
  readonly by?: HardhatEthersSigner;
  /** FalseDossier, or an offence if there are measures. */
  readonly ground?: bigint;
  readonly citedId?: number | bigint;
  readonly measures?: readonly MeasureTerms[];
  readonly statement?: string;
  readonly value?: bigint;
}

export type TribunalWorld = Awaited<ReturnType<typeof foundTribunal>>;

/** A world with a nation's justice: `loadFixture(aTribunal)`. */
export async function aTribunal(): Promise<TribunalWorld> {
  return foundTribunal();
}

/** The grounds that other institutions are given: the case's number. */
export const groundsOf = (caseId: bigint): string => ethers.toBeHex(caseId, 32);
