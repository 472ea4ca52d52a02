import { id } from "ethers";
import { Justice } from "../justice";
import { COIN, DAY, type Person, type World } from "../world";
import type { Area } from "./action";

const TEXT = "Ana paints the house of Ben by the end of May, and Ben pays 60 coins.";
const STATEMENT = "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqab";
const OBJECTION = 2 * DAY;
const DEMAND = [70n * COIN, 30n * COIN];
const SIGNATURE_TYPES = {
  AgreementSignature: [
    { name: "party", type: "address" },
    { name: "agreement", type: "Agreement" },
  ],
  Agreement: [
    { name: "agreementId", type: "uint256" },
    { name: "parties", type: "address[]" },
    { name: "asset", type: "address" },
    { name: "locks", type: "uint256[]" },
    { name: "payouts", type: "uint256[]" },
    { name: "signBy", type: "uint256" },
    { name: "until", type: "uint256" },
    { name: "objectionPeriod", type: "uint256" },
    { name: "track", type: "uint8" },
    { name: "text", type: "string" },
  ],
};
const SETTLEMENT_TYPES = {
  Settlement: [
    { name: "agreementId", type: "uint256" },
    { name: "party", type: "address" },
    { name: "asset", type: "address" },
    { name: "parties", type: "address[]" },
    { name: "division", type: "uint256[]" },
    { name: "validUntil", type: "uint256" },
  ],
};

/** An agreement of two citizens who lock civic coin: 40 and 60, of which the first gets 95 once it is performed. */
export class Deal {
  private agreementId = 0n;

  private constructor(
    readonly justice: Justice,
    readonly parties: readonly [Person, Person],
    readonly terms: Awaited<ReturnType<typeof Deal.termsOf>>,
  ) {}

  /** The terms, after another agreement. */
  static async drafted(world: World): Promise<Deal> {
    const justice = await Justice.found(world);
    const { chain, coin } = world;
    const parties = [await world.citizen(21), await world.citizen(22)] as const;
    for (const { signer } of parties) {
      await chain.send(() => coin.connect(signer).approve(justice.agreements, 2n ** 256n - 1n));
    }
    const deal = new Deal(justice, parties, await Deal.termsOf(world, parties));
    await (await deal.opened()).justice.world.chain.send(deal.sign(0));
    return deal;
  }

  /** One that all have signed. */
  static async bound(world: World): Promise<Deal> {
    const deal = await (await Deal.drafted(world)).opened();
    for (const party of deal.parties.keys()) await world.chain.send(deal.sign(party));
    return deal;
  }

  private static async termsOf({ chain, coin }: World, parties: readonly Person[]) {
    return {
      parties: parties.map(({ address }) => address),
      asset: await coin.getAddress(),
      locks: [40n * COIN, 60n * COIN],
      payouts: [95n * COIN, 5n * COIN],
      textHash: id(TEXT),
      signBy: chain.time + DAY,
      until: chain.time + 30 * DAY,
      objectionPeriod: OBJECTION,
      track: 0,
    };
  }

  /** Opens one by these terms. */
  async opened(): Promise<this> {
    await this.justice.world.chain.send(this.open);
    this.agreementId = await this.justice.agreements.agreementCount();
    return this;
  }

  readonly open = () => this.justice.agreements.open(this.terms, TEXT);
  readonly complete = () => this.justice.agreements.complete(this.agreementId, this.terms);

  sign(party: number, signature = "0x") {
    const { signer } = this.parties[party];
    return () => this.justice.agreements.connect(signer).sign(this.agreementId, this.terms, party, signature);
  }

  /** What hands in a party's signature for it. */
  async signFor(party: number) {
    const { agreements, world } = this.justice;
    const { parties, asset, locks, payouts, signBy, until, objectionPeriod, track } = this.terms;
    const terms = { parties, asset, locks, payouts, signBy, until, objectionPeriod, track };
    const signature = await this.parties[party].wallet.signTypedData(
      await world.domainOf(agreements),
      SIGNATURE_TYPES,
      { party: parties[party], agreement: { agreementId: this.agreementId, ...terms, text: TEXT } },
    );
    return () => agreements.sign(this.agreementId, this.terms, party, signature);
  }

  declare(party: number) {
    const { signer } = this.parties[party];
    return () =>
      this.justice.agreements.connect(signer).declarePerformed(this.agreementId, this.terms, party, STATEMENT);
  }

  /** What hands in an offer that both have signed. */
  async settlement() {
    const { agreements, world } = this.justice;
    const offer = { division: [50n * COIN, 50n * COIN], validUntil: this.terms.until };
    const { parties, asset } = this.terms;
    const domain = await world.domainOf(agreements);
    const signatures = await Promise.all(
      this.parties.map(({ wallet, address: party }) =>
        wallet.signTypedData(domain, SETTLEMENT_TYPES, {
          agreementId: this.agreementId,
          party,
          asset,
          parties,
          ...offer,
        }),
      ),
    );
    return () => agreements.settle(this.agreementId, this.terms, offer, signatures);
  }

  /** What brings it before the court. */
  async complaint() {
    const { agreements } = this.justice;
    const value = await agreements.disputeCost(this.agreementId, this.terms);
    const { signer } = this.parties[0];
    return () => agreements.connect(signer).dispute(this.agreementId, this.terms, 0, DEMAND, STATEMENT, { value });
  }

  async disputed(): Promise<this> {
    await this.justice.world.chain.send(await this.complaint());
    return this;
  }

  /** Before the court, which has ruled for the first party. */
  async ruled(): Promise<this> {
    await this.disputed();
    const { caseId } = await (await this.justice.lastCase()).decide(1);
    await this.justice.world.chain.send(() => this.justice.court.execute(caseId, { gasLimit: 3_000_000 }));
    return this;
  }

  readonly divide = () => this.justice.agreements.divide(this.agreementId, this.terms, DEMAND);
}

export const area: Area = {
  title: "Agreements",
  actions: [
    {
      id: "openAgreement",
      title: `open an agreement of two, with a text of ${TEXT.length} bytes`,
      prepare: async (world) => (await Deal.drafted(world)).open,
      accesses: { account: 1, read: 2, change: 1, open: 3 },
      note: "The terms and the text are in the event; the chain keeps their hash, the phase and the parties' citizen ids.",
    },
    {
      id: "signAgreement",
      title: "sign it, and lock civic coin",
      prepare: async (world) => (await (await Deal.drafted(world)).opened()).sign(0),
      accesses: { account: 2, read: 4, change: 3 },
    },
    {
      id: "signAgreementFor",
      title: "hand in another's signature, and lock that party's civic coin",
      prepare: async (world) => (await (await Deal.drafted(world)).opened()).signFor(0),
      accesses: { account: 2, read: 4, change: 3, signature: 1 },
    },
    {
      id: "declarePerformed",
      title: "declare it performed",
      prepare: async (world) => (await Deal.bound(world)).declare(0),
      accesses: { account: 1, read: 3, change: 1 },
    },
    {
      id: "completeAgreement",
      title: "complete it",
      prepare: async (world) => {
        const deal = await Deal.bound(world);
        for (const party of deal.parties.keys()) await world.chain.send(deal.declare(party));
        return deal.complete;
      },
      accesses: { account: 1, read: 4, change: 1, open: 3 },
      note: "The parties and the treasury, which taxes the gain of the first, are owed nothing yet: a slot each.",
    },
    {
      id: "settleAgreement",
      title: "settle with both signatures",
      prepare: async (world) => (await Deal.bound(world)).settlement(),
      accesses: { account: 2, read: 6, change: 1, open: 3, signature: 2 },
      note: "The parties and the treasury, which taxes the gain of the first, are owed nothing yet: a slot each.",
    },
    {
      id: "disputeAgreement",
      title: "dispute it, with a demand: the court's case included",
      prepare: async (world) => {
        const deal = await Deal.bound(world);
        await deal.justice.open(11, 12);
        return deal.complaint();
      },
      accesses: { account: 3, read: 14, change: 2, open: 7 },
    },
    {
      id: "divideAgreement",
      title: "divide the collateral as the court ruled",
      prepare: async (world) => (await (await Deal.bound(world)).ruled()).divide,
      accesses: { account: 1, read: 5, change: 1, open: 3 },
      note: "The parties and the treasury, which taxes the gain of the first, are owed nothing yet: a slot each.",
    },
    {
      id: "claimCollateral",
      title: "pay a party what it is owed",
      prepare: async (world) => {
        const deal = await Deal.bound(world);
        for (const party of deal.parties.keys()) await world.chain.send(deal.declare(party));
        await world.chain.send(deal.complete);
        const { agreements } = deal.justice;
        return () => agreements.claimForCitizen(world.coin, 21);
      },
      accesses: { account: 2, read: 1, change: 2, clear: 1 },
      note: "The slot of what is owed is emptied.",
    },
  ],
};
