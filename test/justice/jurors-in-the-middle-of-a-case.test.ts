import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { caseView } from "../fixtures/case-view";
import { Standing } from "../fixtures/citizenship";
import { coins, DAY } from "../fixtures/money";
import { BOND, foundJury, lastTrial, openTrial, recover } from "../fixtures/trial";
import { NATIVE } from "../fixtures/treasury";
import { fine, Ground, type SanctionTerms, Ruling, suspension } from "../fixtures/tribunal";

const ACCUSED = 1;
const GAS = { gasLimit: 5_000_000 };

/** Four citizens of nine, whose terms end after a while, are on the roll. */
async function aJury() {
  return foundJury(9, 4, { citizenship: { term: "90 days" } });
}

/** Six of them are, as many as a panel of five and a juror who is accused. */
async function aLargerJury() {
  return foundJury(9, 6, { citizenship: { term: "90 days" } });
}

/**
 * A juror was found guilty by the others; before that is enforced, the juror is drawn for another case, in which the
 * fourth is a party.
 */
async function aGuiltyJuror(sanctions: readonly SanctionTerms[]) {
  // Where the citizenship is at stake, the panel has five seats.
  const isEnding = sanctions.length === 0;
  const world = await loadFixture(isEnding ? aLargerJury : aJury);
  const { tribunal, court, stranger } = world;
  const { fees, bond } = await tribunal.challengeCost(stranger, ACCUSED, isEnding);
  const [ground, article] = isEnding ? [Ground.FalseDossier, 0] : [Ground.Offence, 1];
  const value = fees + bond;
  await tribunal.connect(stranger).challenge(ACCUSED, ground, article, [...sanctions], "What happened.", { value });
  const charge = await (await lastTrial(world)).decide(isEnding ? 2 : Ruling.grant);
  const { rounds } = await caseView(court, charge.id);
  const panel = rounds[0].panel.map(({ citizenId }) => Number(citizenId));
  expect(panel).to.have.members(isEnding ? [2, 3, 4, 5, 6] : [2, 3, 4]);
  if (isEnding) {
    // The roll has no eleven others: all citizens confirm it.
    for (const voter of world.citizens.slice(1)) await court.connect(voter).voteInPlenary(charge.id, 2, "");
    await charge.pass();
  }
  await court.execute(charge.id, GAS);
  const trial = await (await openTrial(world, isEnding ? [4, 5, 6] : [4])).seat();
  expect(await trial.panel()).to.have.members([ACCUSED, 2, 3]);
  return { ...world, trial, enforce: () => tribunal.enforce(charge.id, GAS) };
}

const aSuspendedJuror = async () => {
  const world = await aGuiltyJuror([suspension(30 * DAY)]);
  await world.enforce();
  return world;
};

const aRevokedJuror = async () => {
  const world = await aGuiltyJuror([]);
  await world.enforce();
  return world;
};

const aFinedJuror = async () => {
  const world = await aGuiltyJuror([fine(coins(30))]);
  await world.enforce();
  return world;
};

/** A juror's citizenship is moved to a new key after the draw. */
async function aMovedJuror() {
  const world = await loadFixture(aJury);
  const trial = await (await openTrial(world, [4])).seat();
  const newKey = world.stranger;
  await recover(world, ACCUSED, newKey);
  return { ...world, trial, oldKey: world.citizens[ACCUSED - 1], newKey };
}

/** The terms of all end after the draw, and those of all but one juror are prolonged. */
async function aLapsedJuror() {
  const world = await loadFixture(aJury);
  const { citizenship, court, government } = world;
  const { until } = await citizenship.citizen(ACCUSED);
  const trial = await openTrial(world, [4]);
  await time.increaseTo(until - 3_600n);
  await court.advance(trial.id);
  await (await trial.pin()).draw();
  for (let id = 2; id <= 9; ++id) await citizenship.connect(government).renew(id, until + 80n * BigInt(DAY));
  await time.increaseTo(until);
  return { ...world, trial };
}

describe("Story: what becomes of jurors in the middle of a case", () => {
  for (const [what, world, isCitizen] of [
    ["suspended by the tribunal", aSuspendedJuror, true],
    ["revoked by the tribunal", aRevokedJuror, false],
    ["fined by the tribunal, out of the bond", aFinedJuror, true],
    ["lapsed", aLapsedJuror, true],
  ] as const) {
    describe(`a juror who is ${what}`, () => {
      it("keeps the seat, votes from the last account, and is paid there", async () => {
        const { court, trial, citizens } = await loadFixture(world);
        await trial.vote({ [ACCUSED]: 1, 2: 1, 3: 2 });
        await trial.pass();
        await court.settle(trial.id, 0);
        const share = (await court.arbitrationCost("0x")) / 3n;
        await expect(court.claimForCitizen(NATIVE, ACCUSED)).to.changeEtherBalance(citizens[ACCUSED - 1], share);
      });

      it("keeps the duty and the bond until the case is final and settled", async () => {
        const { juryRoll, coin, court, trial, citizens } = await loadFixture(world);
        const holder = citizens[ACCUSED - 1];
        const { bond, duties } = await juryRoll.jurorOf(ACCUSED);
        expect(duties).to.equal(1n);
        await expect(juryRoll.connect(holder).withdraw(ACCUSED))
          .to.be.revertedWithCustomError(juryRoll, "JuryRoll_OnDuty")
          .withArgs(ACCUSED, 1);
        await trial.vote({ [ACCUSED]: 1, 2: 1, 3: 1 });
        await trial.pass();
        await court.settle(trial.id, 0);
        const { hasRetired } = await juryRoll.jurorOf(ACCUSED);
        if (isCitizen && !hasRetired) await juryRoll.connect(holder).retire();
        // From then on no draw that began before finds the juror.
        await time.increase(30 * DAY);
        const leave = () => juryRoll.connect(holder).withdraw(ACCUSED);
        await expect(leave).to.changeTokenBalance(coin, holder, bond);
      });

      it("loses a part of the bond by not voting, as any other", async () => {
        const { juryRoll, trial } = await loadFixture(world);
        const { bond } = await juryRoll.jurorOf(ACCUSED);
        const penalty = await juryRoll.noShowPenalty();
        await trial.vote({ 2: 1, 3: 1 });
        const after = await juryRoll.jurorOf(ACCUSED);
        expect([after.bond, after.duties]).to.deep.equal([bond - (bond * penalty) / 100_00n, 0n]);
      });

      it("is not drawn for the next case", async () => {
        const world_ = await loadFixture(world);
        const next = await (await openTrial(world_)).seat();
        expect(await next.panel())
          .to.have.length(3)
          .and.not.include(ACCUSED);
      });
    });
  }

  it("does what the court has ruled", async () => {
    const suspended = await loadFixture(aSuspendedJuror);
    expect((await suspended.citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Suspended);
    const revoked = await loadFixture(aRevokedJuror);
    expect((await revoked.citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Revoked);
    const fined = await loadFixture(aFinedJuror);
    expect((await fined.juryRoll.jurorOf(ACCUSED)).bond).to.equal(BOND - coins(30));
    const lapsed = await loadFixture(aLapsedJuror);
    expect(await lapsed.citizenship.isActive(ACCUSED)).to.equal(false);
  });

  describe("a juror whose citizenship is moved to a new key", () => {
    it("cannot vote from the old one", async () => {
      const { court, trial, oldKey } = await loadFixture(aMovedJuror);
      const seat = (await trial.panel()).indexOf(ACCUSED);
      await expect(trial.commit(ACCUSED, 1, oldKey))
        .to.be.revertedWithCustomError(court, "Court_NotYourSeat")
        .withArgs(trial.id, 0, seat, oldKey);
    });

    it("votes and is paid at the new one", async () => {
      const { court, trial, newKey } = await loadFixture(aMovedJuror);
      await trial.vote({ [ACCUSED]: 1, 2: 1, 3: 2 });
      await trial.pass();
      await court.settle(trial.id, 0);
      const share = (await court.arbitrationCost("0x")) / 3n;
      await expect(court.claimForCitizen(NATIVE, ACCUSED)).to.changeEtherBalance(newKey, share);
    });

    it("reveals with the new key what the old one sealed", async () => {
      const world = await loadFixture(aJury);
      const trial = await (await openTrial(world, [4])).seat();
      await trial.commit(ACCUSED, 2);
      await recover(world, ACCUSED, world.stranger);
      await trial.wait();
      await expect(trial.reveal(ACCUSED, 2)).to.emit(world.court, "VoteRevealed").withArgs(trial.id, ACCUSED, 0, 2, "");
    });

    it("retires from the new key, to which the bond goes", async () => {
      const { court, coin, juryRoll, trial, newKey } = await loadFixture(aMovedJuror);
      await trial.vote({ [ACCUSED]: 1, 2: 1, 3: 1 });
      await trial.pass();
      await court.settle(trial.id, 0);
      await juryRoll.connect(newKey).retire();
      await time.increase(30 * DAY);
      await expect(juryRoll.withdraw(ACCUSED)).to.changeTokenBalance(coin, newKey, BOND);
    });
  });
});
