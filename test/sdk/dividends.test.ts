import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { civic, citizenId, connect, type NationClient } from "../../sdk/src";
import { epochId } from "../../sdk/src/institutions/dividends";
import { anEpoch, aNation } from "../unit/dividends/world";

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
