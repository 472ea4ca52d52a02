import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { civic, citizenId, connect, type NationClient } from "../../sdk/src";
import { epochId } from "../../sdk/src/institutions/dividends";
import { Keeper } from "../../sdk/src/keeper";
import { Proposal } from "../fixtures/governance";
import { anEpoch, aNation, COIN, DAY } from "../unit/dividends/world";

const asked = (number: number) => ({ citizenId: citizenId.from(number) });

async function aDivided() {
  const world = await anEpoch();
  const nation = await connect(world.citizens[0], world.founding.addresses.nation);
  return { ...world, nation };
}

const claimOf = async (nation: NationClient, number: number) => {
  const [{ epochId: id, citizenId: who, proposalId }] = await nation.dividends.due(asked(number));
  return { epochId: id, participations: [{ citizenId: who, proposalId }] };
};

describe("nation.dividends", () => {
  describe("due()", () => {
    it("tells what a citizen can claim, and the ballot that shows it", async () => {
      const { nation, proposal, claimableUntil } = await loadFixture(aDivided);
      const due = await nation.dividends.due(asked(1));
      expect(due).to.deep.equal([
        {
          epochId: 2n,
          citizenId: 1n,
          proposalId: proposal.id,
          byHead: civic.parse("75"),
          byStake: civic.parse("150"),
          claimableUntil,
        },
      ]);
    });

    it("tells nothing to whoever cast no ballot", async () => {
      const { nation } = await loadFixture(aDivided);
      expect(await nation.dividends.due(asked(4))).to.deep.equal([]);
    });

    it("tells nothing to whoever was paid", async () => {
      const { nation } = await loadFixture(aDivided);
      await nation.dividends.claim.wait(await claimOf(nation, 1));
      expect(await nation.dividends.due(asked(1))).to.deep.equal([]);
    });

    it("tells nothing before the first epoch was closed", async () => {
      const { founding, citizens } = await loadFixture(aNation);
      const nation = await connect(citizens[0], founding.addresses.nation);
      expect(await nation.dividends.due(asked(1))).to.deep.equal([]);
    });
  });

  describe("due() and participations()", () => {
    it("finds a vote behind a hundred proposals that were cancelled", async () => {
      const { founding, governor, citizens, motto, give, close, closable } = await loadFixture(aNation);
      await time.increaseTo((await closable()) - 3n * DAY);
      const vote = new Proposal(governor, citizens[0], [motto("Ours")], "Ours");
      await vote.propose();
      for (let number = 0; number < 100; ++number) {
        const cancelled = new Proposal(governor, citizens[7], [motto("Theirs")], `Cancelled ${number}`);
        await cancelled.propose();
        await cancelled.cancel();
      }
      await vote.open();
      await close();
      await vote.voteAll([citizens[0], citizens[1], citizens[2]], 1);
      await vote.close();
      await give(80n * COIN);
      await close();
      const nation = await connect(citizens[1], founding.addresses.nation);
      const due = await nation.dividends.due(asked(2));
      expect(due.map((one) => one.proposalId)).to.deep.equal([vote.id]);
      const citizenIds = [2, 3].map((number) => citizenId.from(number));
      const took = await nation.dividends.participations({ epochId: epochId.from(2), citizenIds });
      expect(took.map((one) => one.citizenId)).to.deep.equal([2n, 3n]);
    });

    it("leaves out whoever is no citizen any more, so that the others are paid", async () => {
      const { nation, citizens, citizenship } = await loadFixture(aDivided);
      await citizenship.connect(citizens[2]).renounce();
      expect(await nation.dividends.due(asked(3))).to.deep.equal([]);
      const citizenIds = [1, 2, 3].map((number) => citizenId.from(number));
      const id = epochId.from(2);
      const participations = await nation.dividends.participations({ epochId: id, citizenIds });
      const { paid } = await nation.dividends.claim.wait({ epochId: id, participations });
      expect(paid.map((one) => one.citizenId)).to.deep.equal([1n, 2n]);
    });
  });

  describe("claim()", () => {
    it("says who was paid how much", async () => {
      const { nation, citizens } = await loadFixture(aDivided);
      const { paid } = await nation.dividends.claim.wait(await claimOf(nation, 1));
      expect(paid.map(({ holder, byHead, byStake }) => [holder, byHead + byStake])).to.deep.equal([
        [citizens[0].address, civic.parse("225")],
      ]);
    });

    it("pays everybody at once", async () => {
      const { nation } = await loadFixture(aDivided);
      const citizenIds = [1, 2, 3, 4].map((number) => citizenId.from(number));
      const id = epochId.from(2);
      const participations = await nation.dividends.participations({ epochId: id, citizenIds });
      const { paid } = await nation.dividends.claim.wait({ epochId: id, participations });
      expect(paid.map((one) => one.citizenId)).to.deep.equal([1n, 2n, 3n]);
      expect(await nation.dividends.isPaid({ epochId: id, citizenId: citizenId.from(2) })).to.equal(true);
    });
  });

  describe("list()", () => {
    it("lists the epochs, the newest first, in pages", async () => {
      const { nation } = await loadFixture(aDivided);
      const first = await nation.dividends.list({ limit: 1 });
      expect(first.items.map(({ id, left }) => [id, left])).to.deep.equal([[2n, civic.parse("800")]]);
      const second = await nation.dividends.list({ limit: 1, cursor: first.cursor! });
      expect(second.items.map(({ id }) => id)).to.deep.equal([1n]);
    });
  });

  describe("closeEpoch()", () => {
    it("says what is divided", async () => {
      const { nation, give, closable } = await loadFixture(aDivided);
      await give(civic.parse("80"));
      await time.increaseTo(await closable());
      const { epochId: id, citizensPot, stakersPot } = await nation.dividends.closeEpoch.wait();
      expect([id, citizensPot, stakersPot]).to.deep.equal([3n, civic.parse("60"), civic.parse("20")]);
      expect(await nation.dividends.epochCount()).to.equal(3);
      expect((await nation.dividends.epoch({ epochId: id })).citizensPot).to.equal(civic.parse("60"));
    });
  });

  describe("a keeper", () => {
    it("closes an epoch once it is long enough, and not before", async () => {
      const { nation, stranger, founding, closable } = await loadFixture(aDivided);
      const keeper = new Keeper(stranger, founding.addresses.nation, { only: ["dividends"] });
      expect(await keeper.pass()).to.deep.equal([]);
      await time.increaseTo(await closable());
      const [closed, ...more] = await keeper.pass();
      expect(closed).to.include({ key: "close epoch 3", outcome: "done" });
      expect(more).to.deep.equal([]);
      expect(await nation.dividends.epochCount()).to.equal(3);
      expect(await keeper.pass()).to.deep.equal([]);
    });
  });

  describe("returnRest()", () => {
    it("says how much went back", async () => {
      const { nation, claimableUntil } = await loadFixture(aDivided);
      await time.increaseTo(claimableUntil + 1n);
      const { amount } = await nation.dividends.returnRest.wait({ epochId: epochId.from(2) });
      expect(amount).to.equal(civic.parse("800"));
    });
  });

  describe("nation.next()", () => {
    it("tells of a dividend, and what it costs to let it pass", async () => {
      const { nation } = await loadFixture(aDivided);
      const { steps } = await nation.next();
      const found = steps.find(({ institution }) => institution === "dividends");
      expect([found?.kind, found?.text.includes("225"), found?.cost]).to.deep.equal([
        "owed",
        true,
        "What is not claimed by then goes back to the treasury.",
      ]);
    });

    it("tells nobody to claim nothing", async () => {
      const { founding, citizens, vote, close } = await loadFixture(aNation);
      await vote([0, 1, 2]);
      await close();
      const nation = await connect(citizens[0], founding.addresses.nation);
      const { steps } = await nation.next();
      expect(steps.filter(({ institution }) => institution === "dividends")).to.deep.equal([]);
      expect(await nation.dividends.due(asked(1))).to.deep.equal([]);
    });

    it("tells a stranger nothing of it", async () => {
      const { nation, stranger } = await loadFixture(aDivided);
      const { steps } = await nation.next({ account: stranger.address });
      expect(steps.filter(({ institution }) => institution === "dividends")).to.deep.equal([]);
    });
  });

  describe("nation.overview()", () => {
    it("tells of the running epoch", async () => {
      const { nation, give } = await loadFixture(aDivided);
      await give(civic.parse("5"));
      const { dividends } = await nation.overview();
      expect([dividends?.epochs, dividends?.running.collected, dividends?.reserved]).to.deep.equal([
        2,
        civic.parse("5"),
        civic.parse("800"),
      ]);
      const { collected } = await nation.dividends.running();
      expect(collected).to.equal(civic.parse("5"));
    });
  });
});
