import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Standing } from "../../fixtures/citizenship";
import { coins, DAY } from "../../fixtures/money";
import {
  ACCUSED,
  aTribunalOfPanels,
  fine,
  Outcome,
  REOPENING_PRICE,
  revocation,
  Ruling,
  suspension,
  type SanctionTerms,
} from "../../fixtures/tribunal";

const JUSTICE = 2n;
const OTHERS = 90;
const [FINE, PERIOD] = [coins(50), 180 * DAY];
const whole = [fine(FINE), suspension(PERIOD), revocation];

/** A challenge that was carried out, and is before the plenary again. */
async function reopened(sanctions: readonly SanctionTerms[] = whole, earlier?: SanctionTerms) {
  const world = await aTribunalOfPanels();
  const { tribunal, court, ruled, inPlenary, caseOf } = world;
  if (earlier !== undefined) await tribunal.enforce(await ruled(Ruling.grant, { sanctions: [earlier] }));
  const caseId = await ruled(Ruling.grant, { sanctions });
  await tribunal.enforce(caseId);
  await tribunal.reopen(caseId, "I was away.", { value: REOPENING_PRICE });
  const reopenedAs = await court.caseCount();
  await caseOf(reopenedAs).pass();
  const judge = async (ruling: number) => {
    await inPlenary(reopenedAs, ruling);
    return court.execute(reopenedAs);
  };
  return { ...world, caseId, reopenedAs, judge };
}

const aReopening = () => reopened();
const withoutMore = () => reopened([revocation]);
const afterAShortSuspension = () => reopened(whole, suspension(DAY));
const afterASuspension = () => reopened(whole, suspension(OTHERS * DAY));

/** The tribunal is out of office as the acquittal is delivered. */
async function outOfOffice() {
  const world = await reopened();
  const { constitution, government, tribunal, judge } = world;
  await constitution.connect(government).revokeRole(JUSTICE, tribunal);
  await judge(Ruling.dismiss);
  return world;
}

describe("Tribunal", () => {
  describe("rule()", () => {
    context("given the plenary decides otherwise on what was carried out", () => {
      it("remits what is unpaid of the fine", async () => {
        const { tribunal, judge, caseId } = await loadFixture(aReopening);
        await expect(judge(Ruling.dismiss)).to.emit(tribunal, "FineRemitted").withArgs(caseId, ACCUSED, FINE);
        expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(0n);
      });

      it("remits no more than is unpaid", async () => {
        const { tribunal, stake, citizen, judge, caseId } = await loadFixture(aReopening);
        await stake.connect(citizen(ACCUSED)).stake(coins(20));
        await tribunal.collectFine(ACCUSED);
        await expect(judge(Ruling.dismiss)).to.emit(tribunal, "FineRemitted").withArgs(caseId, ACCUSED, coins(30));
      });

      it("remits nothing where all is paid", async () => {
        const { tribunal, stake, citizen, judge } = await loadFixture(aReopening);
        await stake.connect(citizen(ACCUSED)).stake(coins(60));
        await tribunal.collectFine(ACCUSED);
        await expect(judge(Ruling.dismiss)).not.to.emit(tribunal, "FineRemitted");
      });

      for (const [title, ruling] of [
        ["acquits", Ruling.dismiss],
        ["reprimands", Ruling.reprimand],
        ["refuses to decide", Ruling.refuse],
      ] as const) {
        it(`lifts the suspension if it ${title}`, async () => {
          const { citizenship, judge } = await loadFixture(aReopening);
          await expect(judge(ruling)).to.emit(citizenship, "CitizenReinstated").withArgs(ACCUSED);
          expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Active);
        });
      }

      it("leaves what another case imposed before", async () => {
        const { citizenship, judge } = await loadFixture(afterASuspension);
        const { suspendedUntil } = await citizenship.citizen(ACCUSED);
        await judge(Ruling.dismiss);
        const { standing, suspendedUntil: until } = await citizenship.citizen(ACCUSED);
        expect([standing, until]).to.deep.equal([Standing.Suspended, suspendedUntil - BigInt(PERIOD)]);
      });

      it("does not suspend anew whose other suspension is over by then", async () => {
        const { citizenship, judge } = await loadFixture(afterAShortSuspension);
        await judge(Ruling.dismiss);
        expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Active);
      });

      it("carries nothing over to whoever renounces meanwhile and comes back", async () => {
        const { tribunal, citizenship, citizen, judge } = await loadFixture(aReopening);
        await citizenship.connect(citizen(ACCUSED)).renounce();
        await judge(Ruling.dismiss);
        await citizenship.connect(citizen(ACCUSED)).requestAdmission(ethers.ZeroHash);
        await citizenship.admit(citizen(ACCUSED));
        await expect(tribunal.recognise(ACCUSED)).to.be.revertedWithCustomError(
          tribunal,
          "Enforcement_NothingToCarryOver",
        );
      });

      it("takes the offence back of whoever has come back twice", async () => {
        const { tribunal, court, citizenship, citizen, inPlenary, reopenedAs } = await loadFixture(aReopening);
        const comeBack = async () => {
          await citizenship.connect(citizen(ACCUSED)).renounce();
          await citizenship.connect(citizen(ACCUSED)).requestAdmission(ethers.ZeroHash);
          await citizenship.admit(citizen(ACCUSED));
          return citizenship.citizenOf(citizen(ACCUSED));
        };
        await inPlenary(reopenedAs, Ruling.dismiss);
        const between = await comeBack();
        const presentId = await comeBack();
        await court.execute(reopenedAs);
        expect([await tribunal.offencesOf(between), await tribunal.offencesOf(presentId)]).to.deep.equal([0n, 0n]);
      });

      it("finds the suspension where it was carried over to", async () => {
        const { tribunal, court, citizenship, citizen, citizens, inPlenary, reopenedAs } =
          await loadFixture(aReopening);
        await inPlenary(reopenedAs, Ruling.dismiss);
        await citizenship.connect(citizen(ACCUSED)).renounce();
        await citizenship.connect(citizen(ACCUSED)).requestAdmission(ethers.ZeroHash);
        await citizenship.admit(citizen(ACCUSED));
        await tribunal.recognise(ACCUSED);
        await court.execute(reopenedAs);
        const presentId = citizens.length + 1;
        expect((await citizenship.citizen(presentId)).standing).to.equal(Standing.Active);
        expect(await tribunal.unpaidFineOf(presentId)).to.equal(0n);
      });
    });

    it("leaves fine and suspension as they are where the plenary confirms", async () => {
      const { tribunal, citizenship, judge } = await loadFixture(aReopening);
      await judge(Ruling.grant);
      expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(FINE);
      expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Suspended);
    });
  });

  describe("lift()", () => {
    it("lifts the suspension where the ruling could not, since the tribunal was out of office", async () => {
      const { tribunal, citizenship, constitution, government, caseId } = await loadFixture(outOfOffice);
      expect((await tribunal.challengeOf(caseId)).outcome).to.equal(Outcome.Dismissed);
      await constitution.connect(government).grantRole(JUSTICE, tribunal, 0);
      await expect(tribunal.lift(caseId)).to.emit(citizenship, "CitizenReinstated").withArgs(ACCUSED);
    });

    it("finds the suspension where it was carried over to, with nothing else left of the former citizenship", async () => {
      const { tribunal, citizenship, constitution, government, citizen, caseId } = await loadFixture(outOfOffice);
      await constitution.connect(government).grantRole(JUSTICE, tribunal, 0);
      await citizenship.connect(citizen(ACCUSED)).renounce();
      await citizenship.connect(citizen(ACCUSED)).requestAdmission(ethers.ZeroHash);
      await citizenship.admit(citizen(ACCUSED));
      const presentId = await citizenship.citizenOf(citizen(ACCUSED));
      await expect(tribunal.recognise(ACCUSED))
        .to.emit(tribunal, "PersonRecognised")
        .withArgs(ACCUSED, presentId, anyValue);
      expect((await citizenship.citizen(presentId)).standing).to.equal(Standing.Suspended);
      await expect(tribunal.lift(caseId)).to.emit(citizenship, "CitizenReinstated").withArgs(presentId);
    });

    it("reverts with Tribunal_NothingToLift once the suspension is over by its time", async () => {
      const { tribunal, constitution, government, caseId } = await loadFixture(outOfOffice);
      await constitution.connect(government).grantRole(JUSTICE, tribunal, 0);
      await time.increase(PERIOD + DAY);
      await expect(tribunal.lift(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToLift")
        .withArgs(caseId, Outcome.Dismissed);
    });

    it("reverts with Tribunal_NothingToLift the second time", async () => {
      const { tribunal, judge, caseId } = await loadFixture(aReopening);
      await judge(Ruling.dismiss);
      await expect(tribunal.lift(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToLift")
        .withArgs(caseId, Outcome.Dismissed);
    });

    it("reverts with Tribunal_NothingToLift if it suspended nobody", async () => {
      const { tribunal, judge, caseId } = await loadFixture(withoutMore);
      await judge(Ruling.dismiss);
      await expect(tribunal.lift(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToLift")
        .withArgs(caseId, Outcome.Dismissed);
    });

    it("reverts with Tribunal_NothingToLift before the plenary has decided", async () => {
      const { tribunal, caseId } = await loadFixture(aReopening);
      await expect(tribunal.lift(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToLift")
        .withArgs(caseId, Outcome.Reopened);
    });

    it("reverts with Tribunal_NothingToLift if the plenary confirmed", async () => {
      const { tribunal, judge, caseId } = await loadFixture(aReopening);
      await judge(Ruling.grant);
      await expect(tribunal.lift(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToLift")
        .withArgs(caseId, Outcome.Granted);
    });

    it("reverts with Tribunal_NothingToLift if the challenge was never reopened", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunalOfPanels);
      const caseId = await ruled(Ruling.grant, { sanctions: [suspension(DAY)] });
      await tribunal.enforce(caseId);
      await expect(tribunal.lift(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToLift")
        .withArgs(caseId, Outcome.Granted);
    });

    it("reverts with Tribunal_NoSuchChallenge if there is none", async () => {
      const { tribunal } = await loadFixture(aTribunalOfPanels);
      await expect(tribunal.lift(7)).to.be.revertedWithCustomError(tribunal, "Tribunal_NoSuchChallenge").withArgs(7);
    });
  });
});
