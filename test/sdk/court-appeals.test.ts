import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { InvalidInputError, wei, type NationError } from "../../sdk/src";
import { AppealSideClosedError, CasePhaseError } from "../../sdk/src/institutions/court";
import { PERIODS, SEAT_FEE } from "../fixtures/court";
import { failureOf } from "../fixtures/failure";
import { aCourtroom, aFullCourtroom, bring, judge, jurors, outwait, pass } from "../fixtures/justice";

/** What eleven seats cost. */
const NEXT = 11n * SEAT_FEE;

describe("an appeal", () => {
  async function aRuling() {
    const world = await loadFixture(aFullCourtroom);
    const caseId = await bring(world);
    await judge(world, caseId, [1, 1, 2]);
    const { appeal } = await world.asStranger.court.case({ caseId });
    return { ...world, caseId, appeal: appeal! };
  }

  it("tells what each side needs, has, and until when", async () => {
    const { appeal } = await loadFixture(aRuling);
    const { against, cost, halfTimeAt, endsAt, isBrought, sides } = appeal;
    expect([against, cost, isBrought]).to.deep.equal([1, NEXT, false]);
    expect(endsAt - halfTimeAt).to.equal(BigInt(PERIODS.appeal / 2));
    expect(sides.map(({ choice, isRuling, needed, until }) => [choice, isRuling, needed, until])).to.deep.equal([
      [0, false, 3n * NEXT, halfTimeAt],
      [1, true, 2n * NEXT, endsAt],
      [2, false, 3n * NEXT, halfTimeAt],
    ]);
    expect(sides.every(({ isOpen, missing, needed }) => isOpen && missing === needed)).to.equal(true);
  });

  it("takes one contribution after another", async () => {
    const world = await loadFixture(aRuling);
    const { caseId } = world;
    const given = await world.as(11).court.fundAppeal.wait({ caseId, choice: 2, amount: wei.from(NEXT) });
    expect(given).to.deep.include({ choice: 2, round: 0, amount: NEXT, surplus: 0n });
    const { appeal, round } = await world.asStranger.court.case({ caseId });
    expect(appeal!.sides[2]).to.deep.include({ raised: NEXT, missing: 2n * NEXT, isFunded: false, isOpen: true });
    expect(round.sides).to.deep.equal([{ choice: 2, raised: NEXT, needed: 3n * NEXT, isFunded: false }]);
  });

  it("sends no more than the side lacks", async () => {
    const world = await loadFixture(aRuling);
    const { caseId } = world;
    const all = await world.as(11).court.fundAppeal.wait({ caseId, choice: 2, amount: wei.parse("1") });
    expect([all.amount, all.surplus]).to.deep.equal([3n * NEXT, 0n]);
    expect((await world.asStranger.court.case({ caseId })).appeal!.isBrought).to.equal(true);
  });

  it("says that a side is funded", async () => {
    const world = await loadFixture(aRuling);
    const { caseId } = world;
    await world.as(11).court.fundAppeal.wait({ caseId, choice: 2 });
    const error = await failureOf(world.as(12).court.fundAppeal({ caseId, choice: 2 }));
    expect(error).to.be.instanceOf(AppealSideClosedError);
    expect((error as NationError).message).to.contain("it has all of the 0.033 native coin that it needs");
  });

  it("joins the ruling's own side with any amount, though it is funded", async () => {
    const world = await loadFixture(aRuling);
    const { caseId } = world;
    await world.as(11).court.fundAppeal.wait({ caseId, choice: 1 });
    const more = await world.as(12).court.fundAppeal.wait({ caseId, choice: 1, amount: wei.parse("0.5") });
    expect([more.amount, more.surplus]).to.deep.equal([wei.parse("0.5"), 0n]);
    expect(await failureOf(world.as(12).court.fundAppeal({ caseId, choice: 1 }))).to.be.instanceOf(
      AppealSideClosedError,
    );
  });

  it("says that half time is over, and which side is still open", async () => {
    const world = await loadFixture(aRuling);
    const { caseId, appeal } = world;
    await time.increaseTo(appeal.halfTimeAt);
    const error = await failureOf(world.as(11).court.fundAppeal({ caseId, choice: 2 }));
    expect(error).to.be.instanceOf(AppealSideClosedError);
    expect((error as NationError).advice).to.contain("The ruling's own side, choice 1, is open until");
    const { sides } = (await world.asStranger.court.case({ caseId })).appeal!;
    expect(sides.map(({ isOpen }) => isOpen)).to.deep.equal([false, true, false]);
  });

  it("says that the time is over", async () => {
    const world = await loadFixture(aRuling);
    const { caseId } = world;
    await outwait(world, caseId);
    const error = await failureOf(world.as(11).court.fundAppeal({ caseId, choice: 1 }));
    expect(error).to.be.instanceOf(CasePhaseError);
    expect((error as NationError).advice).to.contain("advance({ caseId })");
  });

  it("says that there is nothing to appeal against", async () => {
    const world = await loadFixture(aCourtroom);
    const error = await failureOf(world.as(11).court.fundAppeal({ caseId: await bring(world), choice: 1 }));
    expect((error as NationError).message).to.contain("is in its evidence phase");
  });

  it("says that there is no such choice", async () => {
    const world = await loadFixture(aRuling);
    const error = await failureOf(world.as(11).court.fundAppeal({ caseId: world.caseId, choice: 3 }));
    expect(error).to.be.instanceOf(InvalidInputError);
  });

  it("tells that the next round comes, answered or not", async () => {
    const world = await loadFixture(aRuling);
    const { caseId } = world;
    await world.as(11).court.fundAppeal.wait({ caseId, choice: 2 });
    const { next } = await world.asStranger.court.case({ caseId });
    expect(next[next.length - 1].text).to.contain("to the next round");
    expect((await pass(world, caseId)).phase).to.equal("evidence");
  });

  describe("of two people who fund eleven seats together", () => {
    async function elevenSeats() {
      const world = await loadFixture(aRuling);
      const { caseId } = world;
      const [first, second, defender] = [world.as(11), world.as(12), world.asStranger];
      await first.court.fundAppeal.wait({ caseId, choice: 2, amount: wei.from(NEXT) });
      await second.court.fundAppeal.wait({ caseId, choice: 2 });
      await defender.court.fundAppeal.wait({ caseId, choice: 1 });
      await pass(world, caseId);
      return { ...world, first, second, defender };
    }

    async function reversed() {
      const world = await loadFixture(elevenSeats);
      await judge(world, world.caseId, [2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1]);
      await pass(world, world.caseId);
      return world;
    }

    it("opens the round", async () => {
      const { asStranger, caseId } = await loadFixture(elevenSeats);
      const { round, phase, appeal } = await asStranger.court.case({ caseId });
      expect([phase, round.round, round.size, round.fees]).to.deep.equal(["evidence", 1, 11, NEXT]);
      expect(appeal).to.equal(undefined);
    });

    it("keeps what the first round raised in the case", async () => {
      const { asStranger, caseId } = await loadFixture(elevenSeats);
      const { rounds } = await asStranger.court.case({ caseId });
      expect(rounds[0].sides.map(({ choice, isFunded }) => [choice, isFunded])).to.deep.equal([
        [1, true],
        [2, true],
      ]);
    });

    it("reverses the ruling, and shares what the other side staked", async () => {
      const { asStranger, caseId, first, second, defender } = await loadFixture(reversed);
      expect((await asStranger.court.case({ caseId })).ruling).to.equal(2);
      // Five times the cost was raised, less the cost itself, by one share and two.
      const pool = 4n * NEXT;
      const side = { caseId, round: 0, choice: 2 };
      expect((await first.court.claimable()).contributions).to.deep.equal([{ ...side, amount: pool / 3n }]);
      expect((await second.court.claimable()).contributions).to.deep.equal([{ ...side, amount: (pool * 2n) / 3n }]);
      expect((await defender.court.claimable()).contributions).to.deep.equal([]);
    });

    it("pays each of the two who collects it", async () => {
      const { first, second, defender } = await loadFixture(reversed);
      const collected = [await first.court.claimAll(), await second.court.claimAll(), await defender.court.claimAll()];
      expect(collected.reduce((sum, { owed }) => sum + owed, 0n)).to.equal(4n * NEXT);
      expect(collected[2].owed).to.equal(0n);
      expect((await first.court.claimable()).total).to.equal(0n);
    });

    it("pays the jurors of both rounds who voted, right in the end or not", async () => {
      const world = await loadFixture(reversed);
      const { caseId, asStranger } = world;
      const settled = await asStranger.court.settleAll({ caseId });
      expect(settled.map(({ round, share }) => [round, share])).to.deep.equal([
        [0, SEAT_FEE],
        [1, SEAT_FEE],
      ]);
      const [juror] = await jurors(world, caseId);
      expect((await juror.court.claimAll()).fees).to.be.greaterThanOrEqual(SEAT_FEE);
    });
  });
});
