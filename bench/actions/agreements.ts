import { id } from "ethers";
import { Deal, OBJECTION, TEXT } from "../../test/fixtures/deal";
import { Justice } from "../justice";
import { COIN, DAY, type Person, type World } from "../world";
import type { Area } from "./action";

const STATEMENT = "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqab";
const DEMAND = [70n * COIN, 30n * COIN];

/** An agreement of two citizens who lock civic coin: 40 and 60, of which the first gets 95 once it is performed. */
export class BenchDeal {
  private constructor(
    readonly justice: Justice,
    readonly parties: readonly [Person, Person],
    private deal: Deal,
  ) {}

  /** The terms, after another agreement. */
  static async drafted(world: World): Promise<BenchDeal> {
    const justice = await Justice.found(world);
    const { chain, coin } = world;
    const { agreements } = justice;
    const parties = [await world.citizen(21), await world.citizen(22)] as const;
    for (const { signer } of parties) await chain.send(() => coin.connect(signer).approve(agreements, 2n ** 256n - 1n));
    const terms = {
      parties: parties.map(({ address }) => address),
      asset: await coin.getAddress(),
      locks: [40n * COIN, 60n * COIN],
      payouts: [95n * COIN, 5n * COIN],
      feeLocks: [0n, 0n],
      textHash: id(TEXT),
      signBy: chain.time + DAY,
      until: chain.time + 30 * DAY,
      objectionPeriod: OBJECTION,
      track: 0,
    };
    const deal = await new BenchDeal(justice, parties, new Deal(0n, terms, agreements)).opened();
    await chain.send(deal.sign(0));
    return deal;
  }

  /** One that all have signed. */
  static async bound(world: World): Promise<BenchDeal> {
    const deal = await (await BenchDeal.drafted(world)).opened();
    for (const party of deal.parties.keys()) await world.chain.send(deal.sign(party));
    return deal;
  }

  /** Opens one by these terms. */
  async opened(): Promise<this> {
    const { agreements, world } = this.justice;
    await world.chain.send(this.open);
    this.deal = new Deal(await agreements.agreementCount(), this.deal.terms, agreements);
    return this;
  }

  readonly open = () => this.justice.agreements.open(this.deal.terms, TEXT);
  readonly complete = () => this.deal.complete();
  readonly divide = () => this.deal.divide(DEMAND);

  sign(party: number) {
    return () => this.deal.sign(party, this.parties[party].signer);
  }

  /** What hands in a party's signature for it. */
  async signFor(party: number) {
    const signature = await this.deal.signature(party, this.parties[party].wallet);
    return () => this.justice.agreements.sign(this.deal.id, this.deal.terms, party, signature);
  }

  declare(party: number) {
    return () => this.deal.declare(party, this.parties[party].signer, STATEMENT);
  }

  /** What hands in an offer that both have signed. */
  async settlement() {
    const { agreements } = this.justice;
    const { id: agreementId, terms } = this.deal;
    const offer = await this.deal.offer([50n * COIN, 50n * COIN]);
    const signatures = await Promise.all(this.parties.map(({ wallet }) => this.deal.approval(wallet, offer.division)));
    return () => agreements.settle(agreementId, terms, offer, signatures);
  }

  /** What brings it before the court. */
  async complaint() {
    const cost = await this.deal.cost();
    return () => this.deal.dispute(0, this.parties[0].signer, DEMAND, cost, STATEMENT);
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
}

export const area: Area = {
  title: "Agreements",
  actions: [
    {
      id: "openAgreement",
      title: `open an agreement of two, with a text of ${TEXT.length} bytes`,
      prepare: async (world) => (await BenchDeal.drafted(world)).open,
      accesses: { account: 1, read: 2, change: 1, open: 3 },
      note: "The terms and the text are in the event; the chain keeps their hash, the phase and the parties' citizen ids.",
    },
    {
      id: "signAgreement",
      title: "sign it, and lock civic coin",
      prepare: async (world) => (await (await BenchDeal.drafted(world)).opened()).sign(0),
      accesses: { account: 2, read: 4, change: 3 },
    },
    {
      id: "signAgreementFor",
      title: "hand in another's signature, and lock that party's civic coin",
      prepare: async (world) => (await (await BenchDeal.drafted(world)).opened()).signFor(0),
      accesses: { account: 2, read: 4, change: 3, signature: 1 },
    },
    {
      id: "declarePerformed",
      title: "declare it performed",
      prepare: async (world) => (await BenchDeal.bound(world)).declare(0),
      accesses: { account: 1, read: 3, change: 1 },
    },
    {
      id: "completeAgreement",
      title: "complete it",
      prepare: async (world) => {
        const deal = await BenchDeal.bound(world);
        for (const party of deal.parties.keys()) await world.chain.send(deal.declare(party));
        return deal.complete;
      },
      accesses: { account: 1, read: 4, change: 1, open: 3 },
      note: "The parties and the treasury, which taxes the gain of the first, are owed nothing yet: a slot each.",
    },
    {
      id: "settleAgreement",
      title: "settle with both signatures",
      prepare: async (world) => (await BenchDeal.bound(world)).settlement(),
      accesses: { account: 2, read: 6, change: 1, open: 3, signature: 2 },
      note: "The parties and the treasury, which taxes the gain of the first, are owed nothing yet: a slot each.",
    },
    {
      id: "disputeAgreement",
      title: "dispute it, with a demand: the court's case included",
      prepare: async (world) => {
        const deal = await BenchDeal.bound(world);
        await deal.justice.open(11, 12);
        return deal.complaint();
      },
      accesses: { account: 3, read: 14, change: 2, open: 7 },
    },
    {
      id: "divideAgreement",
      title: "divide the collateral as the court ruled",
      prepare: async (world) => (await (await BenchDeal.bound(world)).ruled()).divide,
      accesses: { account: 1, read: 5, change: 1, open: 3 },
      note: "The parties and the treasury, which taxes the gain of the first, are owed nothing yet: a slot each.",
    },
    {
      id: "claimCollateral",
      title: "pay a party what it is owed",
      prepare: async (world) => {
        const deal = await BenchDeal.bound(world);
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
