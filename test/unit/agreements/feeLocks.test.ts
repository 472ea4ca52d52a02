import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anArchive, type ArbitratedDeal } from "../../fixtures/agreements";
import { aLargeCourt, COST } from "../../fixtures/court";
import { NATIVE } from "../../fixtures/treasury";
import { ANAS, BENS } from "./world";

/** Two fees. */
const MUCH = 2n * COST;

const aLargeArchive = () => anArchive(aLargeCourt);

/** What Ana and Ben lock for fees. */
const withLocks = async (feeLocks: readonly [bigint, bigint]) => {
  const world = await loadFixture(aLargeArchive);
  const { bind, agreements, ana, ben } = world;
  const deal = await bind({ feeLocks: [...feeLocks] });
  const owed = () => Promise.all([11, 12].map((id) => agreements.owedToCitizen(NATIVE, id)));
  /** Ana disputes, Ben answers, and the first panel rules. */
  const judge = async (ruling: number): Promise<ArbitratedDeal> => {
    await deal.dispute(0, ana, ANAS);
    await deal.answer(1, ben, BENS);
    return deal.rule(ruling);
  };
  return { ...world, deal, owed, judge };
};

/** As three parties lock, of whom Ana disputes and nobody answers. */
const ofThree = async (feeLocks: readonly [bigint, bigint, bigint]) => {
  const world = await loadFixture(aLargeArchive);
  const { open, agreements, ana, ben, eve } = world;
  const parties = [ana, ben, eve];
  const deal = await open({
    parties: parties.map(({ address }) => address),
    locks: [3n, 0n, 0n],
    payouts: [1n, 1n, 1n],
    feeLocks: [...feeLocks],
  });
  await deal.signAll(parties);
  const owed = async () => [
    await agreements.owedToCitizen(NATIVE, 11),
    await agreements.owedToCitizen(NATIVE, 12),
    await agreements.owedTo(NATIVE, eve),
  ];
  return { ...world, deal, owed };
};

// Checks AGR-9.
describe("Agreements", () => {
  describe("fee locks", () => {
    context("when parties sign", () => {
      it("takes them with the signature", async () => {
        const { open, ana, agreements } = await loadFixture(aLargeArchive);
        const deal = await open({ feeLocks: [5n, 7n] });
        await expect(deal.sign(0, ana)).to.changeEtherBalances([ana, agreements], [-5n, 5n]);
      });

      it("takes them on top of native collateral", async () => {
        const { open, ana, agreements } = await loadFixture(aLargeArchive);
        const deal = await open({ asset: NATIVE, locks: [3n, 4n], payouts: [7n, 0n], feeLocks: [5n, 7n] });
        await expect(deal.sign(0, ana)).to.changeEtherBalances([ana, agreements], [-8n, 8n]);
      });

      it("returns them to those who signed when another declines", async () => {
        const { open, ana, ben, agreements } = await loadFixture(aLargeArchive);
        const deal = await open({ feeLocks: [5n, 7n] });
        await deal.sign(0, ana);
        await expect(deal.decline(1, ben)).to.emit(agreements, "FeesHandedOut").withArgs(1, [5n, 0n]);
      });

      it("reverts with Agreements_WrongValue when it is not sent", async () => {
        const { open, ana, agreements } = await loadFixture(aLargeArchive);
        const { id, terms } = await open({ feeLocks: [5n, 7n] });
        await expect(agreements.connect(ana).sign(id, terms, 0, "0x"))
          .to.be.revertedWithCustomError(agreements, "Agreements_WrongValue")
          .withArgs(0, 5);
      });
    });

    context("when a party disputes", () => {
      it("pays the court, out of the party's own", async () => {
        const { deal, ana, court, agreements } = await withLocks([MUCH, MUCH]);
        expect(await deal.cost(0)).to.equal(0n);
        await expect(deal.dispute(0, ana, ANAS)).to.changeEtherBalances([agreements, court, ana], [-COST, COST, 0n]);
      });

      it("pays as far as they have it", async () => {
        const { deal } = await withLocks([1n, 2n]);
        expect(await deal.cost(0)).to.equal(COST - 3n);
      });

      it("pays nothing of what a further open case costs more", async () => {
        const { deal, bind, ana } = await withLocks([MUCH, MUCH]);
        await (await bind()).dispute(0, ana, ANAS);
        expect(await deal.cost(0)).to.equal(COST);
      });

      it("tells who disputed, and the fee", async () => {
        const { deal, ben } = await withLocks([MUCH, MUCH]);
        await deal.dispute(1, ben, BENS);
        const { disputant, firstFee } = await deal.record();
        expect([disputant, firstFee]).to.deep.equal([1n, COST]);
      });
    });

    context("when the court names the party that disputed", () => {
      it("pays it one instance's fee out of the loser's", async () => {
        const { deal, owed, judge } = await withLocks([MUCH, MUCH]);
        await judge(1);
        await deal.divide(ANAS);
        expect(await owed()).to.deep.equal([MUCH, MUCH - COST]);
      });

      it("pays it as much as the loser locked", async () => {
        const { deal, owed, judge } = await withLocks([0n, COST / 4n]);
        await judge(1);
        await deal.divide(ANAS);
        expect(await owed()).to.deep.equal([0n, 0n]);
      });

      it("pays it what it sent itself", async () => {
        const { deal, owed, judge } = await withLocks([COST / 2n, COST]);
        await judge(1);
        await deal.divide(ANAS);
        expect(await owed()).to.deep.equal([COST / 2n, 0n]);
      });
    });

    context("when the court names the other party", () => {
      it("leaves it to the one that disputed to bear the fee", async () => {
        const { deal, owed, judge } = await withLocks([MUCH, MUCH]);
        await judge(2);
        await deal.divide(BENS);
        expect(await owed()).to.deep.equal([MUCH - COST, MUCH]);
      });

      it("pays it one instance's fee for an appeal that nobody answered", async () => {
        const { deal, owed, ana, ben, court } = await withLocks([MUCH, MUCH]);
        await deal.dispute(0, ana, ANAS);
        await deal.answer(1, ben, BENS);
        const dispute = await (await deal.case()).judge([1, 1, 1]);
        await dispute.fund(2, ben, 3n * (await court.appealCost(dispute.id, "0x")));
        await dispute.pass();
        await dispute.decide(Array<number>(11).fill(2));
        await court.execute(dispute.id);
        await deal.divide(BENS);
        expect(await owed()).to.deep.equal([0n, MUCH + COST]);
      });

      it("pays nothing for an appeal that the loser answered by a stake", async () => {
        const { deal, owed, ana, ben, court } = await withLocks([MUCH, MUCH]);
        await deal.dispute(0, ana, ANAS);
        await deal.answer(1, ben, BENS);
        const dispute = await (await deal.case()).judge([1, 1, 1]);
        const cost = await court.appealCost(dispute.id, "0x");
        await dispute.fund(1, ana, 2n * cost);
        await dispute.fund(2, ben, 3n * cost);
        await dispute.pass();
        await dispute.decide(Array<number>(11).fill(2));
        await court.execute(dispute.id);
        await deal.divide(BENS);
        expect(await owed()).to.deep.equal([MUCH - COST, MUCH]);
      });

      it("pays nothing for an appeal that was wrong", async () => {
        const { deal, owed, ana, ben, court } = await withLocks([MUCH, MUCH]);
        await deal.dispute(0, ana, ANAS);
        await deal.answer(1, ben, BENS);
        const dispute = await (await deal.case()).judge([1, 1, 1]);
        await dispute.fund(2, ben, 3n * (await court.appealCost(dispute.id, "0x")));
        await dispute.pass();
        await dispute.decide(Array<number>(11).fill(1));
        await court.execute(dispute.id);
        await deal.divide(ANAS);
        expect(await owed()).to.deep.equal([MUCH, MUCH - COST]);
      });

      it("pays nothing for an appeal that was not funded in full", async () => {
        const { deal, owed, ana, ben, court } = await withLocks([MUCH, MUCH]);
        await deal.dispute(0, ana, ANAS);
        await deal.answer(1, ben, BENS);
        const dispute = await (await deal.case()).judge([0, 0, 0]);
        await dispute.fund(1, ana, 1n);
        await dispute.fund(2, ben, 3n * (await court.appealCost(dispute.id, "0x")));
        await dispute.pass();
        await dispute.decide(Array<number>(11).fill(1));
        await court.execute(dispute.id);
        await deal.divide(ANAS);
        expect(await owed()).to.deep.equal([MUCH, MUCH - COST]);
      });
    });

    for (const [ruling, what] of [
      [0, "the court refuses"],
      [2, "the court names a party without a demand"],
    ] as const) {
      it(`leaves the fee to the one that disputed when ${what}`, async () => {
        const { deal, owed, ana } = await withLocks([MUCH, MUCH]);
        await deal.dispute(0, ana, ANAS);
        await deal.rule(ruling);
        await deal.divide();
        expect(await owed()).to.deep.equal([MUCH - COST, MUCH]);
      });
    }

    it("leaves the fee to the one that disputed when they settle", async () => {
      const { deal, owed, ana, ben } = await withLocks([MUCH, MUCH]);
      await deal.dispute(1, ben, BENS);
      await deal.settle(ana, BENS);
      await deal.settle(ben, BENS);
      expect(await owed()).to.deep.equal([MUCH, MUCH - COST]);
    });

    it("returns them whole when it was performed", async () => {
      const { deal, owed, ana, ben } = await withLocks([MUCH, 1n]);
      await deal.declare(0, ana);
      await deal.declare(1, ben);
      await deal.complete();
      expect(await owed()).to.deep.equal([MUCH, 1n]);
    });

    context("given three parties", () => {
      it("pays for one that locked nothing out of the others', in their order", async () => {
        const { deal, owed, eve } = await ofThree([COST / 2n, COST, 0n]);
        expect(await deal.cost(2)).to.equal(0n);
        await deal.dispute(2, eve, [0n, 0n, 3n]);
        await deal.rule(0);
        await deal.divide();
        expect(await owed()).to.deep.equal([0n, COST / 2n, 0n]);
      });

      it("divides what the winner advanced between the losers", async () => {
        const { deal, owed, ana } = await ofThree([COST, COST, COST]);
        await deal.dispute(0, ana, [3n, 0n, 0n]);
        await deal.rule(1);
        await deal.divide([3n, 0n, 0n]);
        expect(await owed()).to.deep.equal([COST, COST / 2n, COST / 2n]);
      });

      it("takes from a later loser what an earlier one has not locked", async () => {
        const { deal, owed, ana } = await ofThree([COST, 1n, COST]);
        await deal.dispute(0, ana, [3n, 0n, 0n]);
        await deal.rule(1);
        await deal.divide([3n, 0n, 0n]);
        expect(await owed()).to.deep.equal([COST, 0n, 1n]);
      });
    });

    context("when the agreement is opened", () => {
      it("reverts with Agreements_WrongCount for fewer than parties", async () => {
        const { termsOf, agreements } = await loadFixture(aLargeArchive);
        await expect(agreements.open(await termsOf({ feeLocks: [1n] }), "text"))
          .to.be.revertedWithCustomError(agreements, "Agreements_WrongCount")
          .withArgs(1, 2);
      });

      it("reverts with Agreements_CollateralTooHigh above 2^96 - 1", async () => {
        const { termsOf, agreements } = await loadFixture(aLargeArchive);
        await expect(agreements.open(await termsOf({ feeLocks: [2n ** 96n - 1n, 1n] }), "text"))
          .to.be.revertedWithCustomError(agreements, "Agreements_CollateralTooHigh")
          .withArgs(2n ** 96n, 2n ** 96n - 1n);
      });
    });
  });
});
