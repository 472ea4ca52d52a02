import { loadFixture, setBalance, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  aCourt,
  aCourtOf,
  aJudgedCase,
  BOND,
  COST,
  courtTerms,
  type CourtWorld,
  extraData,
  FAST_PERIODS,
  FAST_SEAT_FEE,
  NO_SHOW_PENALTY,
  PERIODS,
  Phase,
  SALT,
  SEAT_FEE,
} from "../../fixtures/court";
import { DAY, key } from "../../fixtures/money";
import { NATIVE } from "../../fixtures/treasury";

const APPEAL_COST = 7n * SEAT_FEE;
const OWN_SIDE = 2n * APPEAL_COST;
const OTHER_SIDE = 3n * APPEAL_COST;
const LONGEST = "x".repeat(2_048);
const TOO_LONG = `${LONGEST}x`;

/** A case before its draw, whose seed is not known. */
async function aDraw() {
  const world = await aCourt();
  const dispute = await world.open();
  await dispute.pass();
  return { ...world, dispute };
}

/** A case whose panel of three is complete. */
async function aPanel() {
  const world = await aDraw();
  await world.dispute.seat();
  return world;
}

/** A case before the plenary, since nobody is on the roll. Citizen 12 is a party. */
async function aPlenary() {
  const world = await aCourtOf(12, 0)();
  const dispute = await world.open({ excused: [12] });
  await dispute.pass();
  return { ...world, dispute };
}

/** A case that a panel has decided for choice 1. */
async function aDecidedCase() {
  const world = await aCourt();
  const dispute = await world.open();
  await dispute.decide([1, 1, 2]);
  return { ...world, dispute };
}

describe("Court", () => {
  describe("constructor", () => {
    it("has thirteen provisions in their order", async () => {
      const { court } = await loadFixture(aCourt);
      expect((await court.provisions()).map((p) => [ethers.decodeBytes32String(p.key), Number(p.unit)])).to.deep.equal([
        ["evidencePeriod", 1],
        ["commitPeriod", 1],
        ["revealPeriod", 1],
        ["appealPeriod", 1],
        ["seatFee", 3],
        ["fastEvidencePeriod", 1],
        ["fastCommitPeriod", 1],
        ["fastRevealPeriod", 1],
        ["fastAppealPeriod", 1],
        ["fastSeatFee", 3],
        ["panelQuorum", 0],
        ["plenaryPeriod", 1],
        ["plenaryQuorum", 0],
      ]);
    });

    it("has its source of randomness", async () => {
      const { court, randomness } = await loadFixture(aCourt);
      expect(await court.randomness()).to.equal(randomness);
    });

    for (const [index, name, bounds, limit] of [
      [4, "seatFee", { min: 0, max: 1_000_000_000 }, 2 ** 48 - 1],
      [10, "panelQuorum", { min: 1, max: 100_01 }, 100_00],
      [11, "plenaryPeriod", { min: 1, max: 366 * DAY }, 365 * DAY],
    ] as const) {
      it(`reverts with bounds of ${name} that could make it stand still`, async () => {
        const { court, authority, citizenship, roll, randomness, treasury } = await loadFixture(aCourt);
        const terms = courtTerms().map((t, i) => (i === index ? { ...t, ...bounds } : t));
        const factory = await ethers.getContractFactory("Court");
        await expect(factory.deploy(authority, citizenship, roll, randomness, treasury, terms))
          .to.be.revertedWithCustomError(court, "Court_BoundsUnsound")
          .withArgs(key(name), bounds.min, bounds.max, limit);
      });
    }
  });

  describe("createDispute()", () => {
    it("numbers cases from 1", async () => {
      const { court, arbitrable, open } = await loadFixture(aCourt);
      await expect(arbitrable.open(2, "0x", { value: COST }))
        .to.emit(court, "DisputeCreation")
        .withArgs(1, arbitrable);
      expect((await open()).id).to.equal(2n);
    });

    it("tells what was brought, and paid", async () => {
      const { court, arbitrable } = await loadFixture(aCourt);
      await expect(arbitrable.open(2, extraData(1), { value: 3n * FAST_SEAT_FEE }))
        .to.emit(court, "CaseOpened")
        .withArgs(1, arbitrable, 1, 2, 3n * FAST_SEAT_FEE);
    });

    it("opens a round of three that hears evidence", async () => {
      const { court, arbitrable } = await loadFixture(aCourt);
      const tx = await arbitrable.open(2, "0x", { value: COST });
      await expect(tx)
        .to.emit(court, "RoundOpened")
        .withArgs(1, 0, 3, (await time.latest()) + PERIODS.evidence);
      expect(await court.phaseOf(1)).to.equal(Phase.Evidence);
    });

    it("goes by the fast track's periods if asked to", async () => {
      const { court, arbitrable } = await loadFixture(aCourt);
      const tx = await arbitrable.open(2, extraData(1), { value: 3n * FAST_SEAT_FEE });
      await expect(tx)
        .to.emit(court, "RoundOpened")
        .withArgs(1, 0, 3, (await time.latest()) + FAST_PERIODS.evidence);
    });

    it("excuses the parties that it is told of", async () => {
      const { court, arbitrable } = await loadFixture(aCourt);
      await expect(arbitrable.open(2, extraData(0, [4, 7]), { value: COST }))
        .to.emit(court, "CitizenExcused")
        .withArgs(1, 4)
        .and.to.emit(court, "CitizenExcused")
        .withArgs(1, 7);
      expect((await court.caseView(1)).excused).to.deep.equal([4n, 7n]);
    });

    it("owes the rest to who paid more", async () => {
      const { court, arbitrable } = await loadFixture(aCourt);
      await arbitrable.open(2, "0x", { value: COST + 5n });
      expect(await court.owedTo(NATIVE, arbitrable)).to.equal(5n);
    });

    it("reverts when less is paid than it costs", async () => {
      const { court, government } = await loadFixture(aCourt);
      await expect(court.connect(government).createDispute(2, "0x", { value: COST - 1n }))
        .to.be.revertedWithCustomError(court, "Court_CostNotCovered")
        .withArgs(COST - 1n, COST);
    });

    for (const choices of [0, 255]) {
      it(`reverts with ${choices} choices`, async () => {
        const { court } = await loadFixture(aCourt);
        await expect(court.createDispute(choices, "0x", { value: COST }))
          .to.be.revertedWithCustomError(court, "Court_ChoicesOutOfBounds")
          .withArgs(choices, 254);
      });
    }

    it("takes 254 choices", async () => {
      const { court } = await loadFixture(aCourt);
      await expect(court.createDispute(254, "0x", { value: COST })).not.to.be.reverted;
    });

    for (const [what, data] of [
      ["a track that there is not", "0x02"],
      ["half a party", "0x000000"],
      ["nine parties", extraData(0, [1, 2, 3, 4, 5, 6, 7, 8, 9])],
    ] as const) {
      it(`reverts with ${what}`, async () => {
        const { court } = await loadFixture(aCourt);
        await expect(court.createDispute(2, data, { value: COST }))
          .to.be.revertedWithCustomError(court, "Court_ExtraDataInvalid")
          .withArgs(data);
      });
    }

    it("takes eight parties", async () => {
      const { open } = await loadFixture(aCourt);
      const dispute = await open({ excused: [1, 2, 3, 4, 5, 6, 7, 8] });
      expect((await dispute.caseView()).excused).to.deep.equal([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]);
    });

    it("reverts with a party that is nobody", async () => {
      const { court } = await loadFixture(aCourt);
      await expect(court.createDispute(2, extraData(0, [4, 0]), { value: COST }))
        .to.be.revertedWithCustomError(court, "Court_PartyInvalid")
        .withArgs(0);
    });
  });

  describe("arbitrationCost()", () => {
    it("is the fee for three seats of the track", async () => {
      const { court } = await loadFixture(aCourt);
      expect(await court.arbitrationCost("0x")).to.equal(COST);
      expect(await court.arbitrationCost("0x01")).to.equal(3n * FAST_SEAT_FEE);
    });
  });

  describe("submitEvidence()", () => {
    it("publishes it, in the case's group", async () => {
      const { court, open, stranger } = await loadFixture(aCourt);
      const { id } = await open();
      await expect(court.connect(stranger).submitEvidence(id, LONGEST))
        .to.emit(court, "Evidence")
        .withArgs(court, id, stranger, LONGEST);
    });

    it("reverts with a text that is too long", async () => {
      const { court, open } = await loadFixture(aCourt);
      const { id } = await open();
      await expect(court.submitEvidence(id, TOO_LONG))
        .to.be.revertedWithCustomError(court, "Court_TextTooLong")
        .withArgs(2_049, 2_048);
    });

    it("reverts once the phase is over", async () => {
      const { court, open } = await loadFixture(aCourt);
      const dispute = await open();
      await dispute.wait();
      await expect(court.submitEvidence(dispute.id, ""))
        .to.be.revertedWithCustomError(court, "Court_TooLate")
        .withArgs(dispute.id, (await dispute.caseView()).endsAt);
    });
  });

  describe("recuse()", () => {
    it("excuses the caller", async () => {
      const { court, open, citizen } = await loadFixture(aCourt);
      const { id } = await open({ excused: [4] });
      await expect(court.connect(citizen(7)).recuse(id))
        .to.emit(court, "CitizenExcused")
        .withArgs(id, 7);
      expect((await court.caseView(id)).excused).to.deep.equal([4n, 7n]);
    });

    it("reverts for somebody who is no citizen", async () => {
      const { court, open, stranger } = await loadFixture(aCourt);
      const { id } = await open();
      await expect(court.connect(stranger).recuse(id))
        .to.be.revertedWithCustomError(court, "Court_NotActiveCitizen")
        .withArgs(stranger);
    });

    it("reverts for who is excused already", async () => {
      const { court, open, citizen } = await loadFixture(aCourt);
      const { id } = await open({ excused: [3, 4] });
      await expect(court.connect(citizen(4)).recuse(id))
        .to.be.revertedWithCustomError(court, "Court_Excused")
        .withArgs(id, 4);
    });

    it("reverts when eight are excused", async () => {
      const { court, open, citizen } = await loadFixture(aCourt);
      const { id } = await open({ excused: [1, 2, 3, 4, 5, 6, 7, 8] });
      await expect(court.connect(citizen(9)).recuse(id))
        .to.be.revertedWithCustomError(court, "Court_ExcusesFull")
        .withArgs(id, 8);
    });
  });

  describe("advance()", () => {
    context("given the evidence", () => {
      it("reverts a second before its end", async () => {
        const { court, open } = await loadFixture(aCourt);
        const dispute = await open();
        const { endsAt } = await dispute.caseView();
        await time.setNextBlockTimestamp(endsAt - 1n);
        await expect(court.advance(dispute.id))
          .to.be.revertedWithCustomError(court, "Court_PhaseNotOver")
          .withArgs(dispute.id, Phase.Evidence, endsAt);
      });

      it("freezes the roll at its end", async () => {
        const { court, open, randomness } = await loadFixture(aCourt);
        const dispute = await open();
        await dispute.wait();
        await expect(court.advance(dispute.id))
          .to.emit(court, "RollFrozen")
          .withArgs(dispute.id, 0, randomness, 1, 10, 3);
        expect((await dispute.round()).frozenAt).to.equal(await time.latest());
        expect(await dispute.phase()).to.equal(Phase.Draw);
      });
    });

    context("given the votes", () => {
      it("reverts while votes are handed in", async () => {
        const { court, dispute } = await loadFixture(aPanel);
        await expect(court.advance(dispute.id))
          .to.be.revertedWithCustomError(court, "Court_PhaseNotOver")
          .withArgs(dispute.id, Phase.Commit, (await dispute.round()).commitEndsAt);
      });

      it("reverts while they are revealed", async () => {
        const { court, dispute } = await loadFixture(aPanel);
        await dispute.vote([1, 1, undefined]);
        await expect(court.advance(dispute.id))
          .to.be.revertedWithCustomError(court, "Court_PhaseNotOver")
          .withArgs(dispute.id, Phase.Reveal, (await dispute.round()).revealEndsAt);
      });

      it("closes them early once all are revealed", async () => {
        const { court, dispute, arbitrable } = await loadFixture(aPanel);
        await dispute.vote([1, 1, 2]);
        await expect(court.advance(dispute.id))
          .to.emit(court, "RoundClosed")
          .withArgs(dispute.id, 0, true, 1)
          .and.to.emit(court, "AppealPossible")
          .withArgs(dispute.id, arbitrable);
      });

      for (const [votes, ruling] of [
        [[1, 2, 2], 2n],
        [[2, 1, 1], 1n],
        [[0, 0, 1], 0n],
        [[0, 1, 2], 0n],
        [[1, 2, undefined], 0n],
        [[2, 2, undefined], 2n],
      ] as const) {
        it(`rules ${ruling} on the votes ${votes.map((v) => v ?? "none").join(", ")}`, async () => {
          const { dispute } = await loadFixture(aPanel);
          await dispute.vote(votes);
          await dispute.pass();
          const { ruling: ruled, hasRuling } = await dispute.round();
          expect([ruled, hasRuling]).to.deep.equal([ruling, true]);
        });
      }

      it("strikes those who did not reveal, whether or not they handed in", async () => {
        const { roll, dispute, coin, treasury } = await loadFixture(aPanel);
        const panel = await dispute.panel();
        await dispute.commit(0, 1);
        await dispute.vote([undefined, 1, undefined]);
        const before = await coin.balanceOf(treasury);
        await dispute.pass();
        expect((await coin.balanceOf(treasury)) - before).to.equal((2n * BOND * NO_SHOW_PENALTY) / 100_00n);
        for (const seat of [0, 2]) {
          const { hasRetired, duties } = await roll.jurorOf(panel[seat]);
          expect([hasRetired, duties]).to.deep.equal([true, 0n]);
        }
      });

      it("by the penalty of the round's opening", async () => {
        const { roll, dispute, government } = await loadFixture(aPanel);
        await roll.connect(government).setProvision(key("noShowPenalty"), 100_00);
        const panel = await dispute.panel();
        await dispute.vote([1, 1, undefined]);
        await dispute.pass();
        expect((await roll.jurorOf(panel[2])).bond).to.equal(BOND - (BOND * NO_SHOW_PENALTY) / 100_00n);
      });
    });

    context("given too few votes for the panel's quorum", () => {
      it("draws another panel of the size, without those who were struck", async () => {
        const { court, dispute } = await loadFixture(aPanel);
        const panel = await dispute.panel();
        await dispute.vote([1, undefined, undefined]);
        await dispute.wait();
        await expect(court.advance(dispute.id))
          .to.emit(court, "RoundClosed")
          .withArgs(dispute.id, 0, false, 0)
          .and.to.emit(court, "RoundOpened")
          .withArgs(dispute.id, 1, 3, 0)
          .and.to.emit(court, "RollFrozen");
        await dispute.seat();
        const redrawn = await dispute.panel();
        expect(redrawn).not.to.include(panel[1]);
        expect(redrawn).not.to.include(panel[2]);
      });

      it("leaves a share of the fees to who voted, and the others' to the new panel", async () => {
        const { dispute } = await loadFixture(aPanel);
        await dispute.vote([1, undefined, undefined]);
        await dispute.pass();
        const { rounds } = await dispute.caseView();
        expect(rounds.map(({ fees }) => fees)).to.deep.equal([SEAT_FEE, 2n * SEAT_FEE]);
      });

      it("goes to the next size when the second fails too, and from the last to the plenary", async () => {
        const { open, court } = await loadFixture(aCourtOf(36, 36));
        const dispute = await open();
        const sizes = [];
        for (let i = 0; i < 6; ++i) {
          await dispute.judge([]);
          const { size, isRedraw } = await dispute.round();
          sizes.push([size, isRedraw]);
        }
        expect(sizes).to.deep.equal([
          [3n, true],
          [7n, false],
          [7n, true],
          // Twenty are struck by now, and sixteen are left.
          [15n, false],
          [15n, true],
          [31n, false],
        ]);
        expect(await court.phaseOf(dispute.id)).to.equal(Phase.Plenary);
      });
    });

    context("given the appeal", () => {
      it("decides at its end, if nobody brought it", async () => {
        const { court, dispute } = await loadFixture(aJudgedCase);
        await dispute.wait();
        await expect(court.advance(dispute.id)).to.emit(court, "CaseDecided").withArgs(dispute.id, 1);
        expect(await dispute.phase()).to.equal(Phase.Final);
      });

      it("decides though the ruling's own side is funded", async () => {
        const { dispute, stranger } = await loadFixture(aJudgedCase);
        await dispute.fund(1, stranger, OWN_SIDE);
        await dispute.pass();
        expect(await dispute.phase()).to.equal(Phase.Final);
      });

      it("opens the next round at its end, if another side is funded alone", async () => {
        const { court, dispute, stranger, arbitrable } = await loadFixture(aJudgedCase);
        await dispute.fund(2, stranger, OTHER_SIDE);
        await dispute.wait();
        await expect(court.advance(dispute.id))
          .to.emit(court, "AppealDecision")
          .withArgs(dispute.id, arbitrable)
          .and.to.emit(court, "RoundOpened");
        expect((await dispute.round()).size).to.equal(7n);
      });
    });
  });

  describe("draw()", () => {
    it("reverts before the seed is known", async () => {
      const { court, dispute, randomness } = await loadFixture(aDraw);
      await expect(dispute.draw())
        .to.be.revertedWithCustomError(court, "Court_SeedUnknown")
        .withArgs(dispute.id, randomness, 1);
    });

    it("reverts without a try", async () => {
      const { court, dispute } = await loadFixture(aDraw);
      await expect(dispute.draw(0)).to.be.revertedWithCustomError(court, "Court_NothingTried").withArgs(dispute.id);
    });

    it("seats three and lets them vote", async () => {
      const { court, dispute } = await loadFixture(aDraw);
      await dispute.seed();
      const tx = await dispute.draw();
      const now = await time.latest();
      await expect(tx)
        .to.emit(court, "JurorsSeated")
        .withArgs(dispute.id, 0, 0, await dispute.panel())
        .and.to.emit(court, "PanelCompleted")
        .withArgs(dispute.id, 0, 3, now + PERIODS.commit, now + PERIODS.commit + PERIODS.reveal);
      expect(await dispute.phase()).to.equal(Phase.Commit);
    });

    it("draws the same panel one try at a time", async () => {
      const { court, open } = await loadFixture(aCourt);
      const [whole, divided] = [await open(), await open()];
      await divided.wait();
      for (const { id } of [whole, divided]) await court.advance(id);
      for (const dispute of [whole, divided]) await dispute.seed();
      await whole.draw();
      while ((await divided.phase()) === Phase.Draw) await divided.draw(1);
      expect((await divided.panel()).length).to.equal(3);
      expect(await court.phaseOf(divided.id)).to.equal(Phase.Commit);
    });

    it("draws fifteen, in whose seats everybody finds themselves", async () => {
      const { open, stranger, court } = await loadFixture(aCourtOf(36, 36));
      const dispute = await open();
      await dispute.judge([1, 1, 1]);
      for (const size of [7n, 15n]) {
        await dispute.fund(2, stranger, 3n * size * SEAT_FEE);
        await dispute.pass();
        await dispute.seat();
        if (size === 7n) {
          await dispute.vote([1, 1, 1, 1, 1, 1, 1]);
          await court.advance(dispute.id);
        }
      }
      const panel = await dispute.panel();
      expect(new Set(panel).size).to.equal(15);
      await dispute.vote(panel.map((_, seat) => seat % 3));
      await court.advance(dispute.id);
      expect((await dispute.round()).ballots).to.deep.equal([5n, 5n, 5n]);
    });

    context("given an appeal from three to seven", () => {
      /** For each of some seeds, how many of the first panel sit in the second. */
      async function seatedTwice({ open, stranger }: CourtWorld): Promise<number[]> {
        const dispute = await open();
        await dispute.judge([1, 1, 1]);
        const first = new Set(await dispute.panel());
        await dispute.fund(2, stranger, 3n * 7n * SEAT_FEE);
        await dispute.pass();
        await dispute.pass();
        const counts: number[] = [];
        for (const word of ["a", "b", "c", "d", "e", "f"]) {
          const snapshot = await takeSnapshot();
          await dispute.seat(word);
          const second = await dispute.panel();
          expect(new Set(second).size).to.equal(7);
          counts.push(second.filter((citizenId) => first.has(citizenId)).length);
          await snapshot.restore();
        }
        return counts;
      }

      it("lets nobody look again at the own ruling where twice as many others can be drawn", async () => {
        const world = await loadFixture(aCourtOf(17, 17));
        expect(await seatedTwice(world)).to.deep.equal([0, 0, 0, 0, 0, 0]);
      });

      it("draws from everybody in a smaller nation, rather than too few", async () => {
        const world = await loadFixture(aCourtOf(16, 16));
        expect(Math.max(...(await seatedTwice(world)))).to.be.greaterThan(0);
      });
    });

    it("draws nobody who is excused", async () => {
      const { open } = await loadFixture(aCourt);
      const dispute = await open({ excused: [1, 2, 3, 4, 5, 6, 7] });
      await dispute.seat();
      expect([...(await dispute.panel())].sort()).to.deep.equal([10n, 8n, 9n]);
    });

    it("gives up after the tries it has, and shrinks to the odd number found", async () => {
      const { court, open, roll } = await loadFixture(aCourt);
      const dispute = await open({ excused: [1, 2, 3, 4, 5, 6, 7, 8] });
      await dispute.pass();
      await dispute.seed();
      await expect(dispute.draw()).to.emit(court, "PanelCompleted");
      const panel = await dispute.panel();
      expect(panel.length).to.equal(1);
      const other = panel[0] === 9n ? 10n : 9n;
      expect((await roll.jurorOf(other)).duties).to.equal(0n);
      expect((await dispute.round()).tries).to.equal(64n + 16n * 10n);
    });

    it("keeps a single juror who is found", async () => {
      const { open, citizenship } = await loadFixture(aCourt);
      const dispute = await open({ excused: [1, 2, 3, 4, 5, 6, 7, 8] });
      await dispute.pass();
      await citizenship.setActive(9, false);
      await dispute.seed();
      await dispute.draw();
      expect(await dispute.panel()).to.deep.equal([10n]);
    });

    it("calls the plenary if nobody is found", async () => {
      const { court, open, citizen } = await loadFixture(aCourtOf(3, 3));
      const dispute = await open();
      for (const id of [1, 2, 3]) await court.connect(citizen(id)).recuse(dispute.id);
      await dispute.pass();
      await dispute.seed();
      await expect(dispute.draw()).to.emit(court, "PlenaryOpened");
      expect(await dispute.phase()).to.equal(Phase.Plenary);
    });
  });

  describe("commit()", () => {
    it("seals a vote", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      const panel = await dispute.panel();
      await expect(dispute.commit(1, 2))
        .to.emit(court, "VoteCommitted")
        .withArgs(dispute.id, panel[1], await dispute.commitment(1, 2));
      expect((await dispute.round()).panel[1].hasCommitted).to.equal(true);
    });

    it("replaces it", async () => {
      const { dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await dispute.vote([undefined, 1, undefined]);
      expect((await dispute.round()).panel[1].choice).to.equal(1n);
    });

    it("reverts with nothing", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await expect(court.connect(await dispute.juror(0)).commit(dispute.id, 0, 0, ethers.ZeroHash))
        .to.be.revertedWithCustomError(court, "Court_CommitmentEmpty")
        .withArgs(dispute.id);
    });

    it("reverts for another's seat", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      const juror = await dispute.juror(0);
      await expect(court.connect(juror).commit(dispute.id, 0, 1, SALT))
        .to.be.revertedWithCustomError(court, "Court_NotYourSeat")
        .withArgs(dispute.id, 0, 1, juror);
    });

    it("reverts for a seat that there is not", async () => {
      const { court, dispute, stranger } = await loadFixture(aPanel);
      await expect(court.connect(stranger).commit(dispute.id, 0, 3, SALT))
        .to.be.revertedWithCustomError(court, "Court_NotYourSeat")
        .withArgs(dispute.id, 0, 3, stranger);
    });

    it("takes it from a juror who lost the citizenship, but not the duty", async () => {
      const { citizenship, dispute } = await loadFixture(aPanel);
      await citizenship.end((await dispute.panel())[0]);
      await expect(dispute.commit(0, 1)).not.to.be.reverted;
    });

    it("reverts at the end of the time", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      const { commitEndsAt } = await dispute.round();
      await time.setNextBlockTimestamp(commitEndsAt);
      await expect(dispute.commit(0, 1))
        .to.be.revertedWithCustomError(court, "Court_TooLate")
        .withArgs(dispute.id, commitEndsAt);
    });

    it("takes it a second before", async () => {
      const { dispute } = await loadFixture(aPanel);
      const [juror, commitment] = [await dispute.juror(0), await dispute.commitment(0, 1)];
      await time.setNextBlockTimestamp((await dispute.round()).commitEndsAt - 1n);
      await expect(dispute.court.connect(juror).commit(dispute.id, 0, 0, commitment)).not.to.be.reverted;
    });
  });

  // Checks JUST-6.
  describe("reveal()", () => {
    it("gives the vote, with its reasons", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await dispute.wait();
      await expect(dispute.reveal(1, 2, LONGEST))
        .to.emit(court, "VoteRevealed")
        .withArgs(dispute.id, (await dispute.panel())[1], 0, 2, LONGEST);
      expect((await dispute.round()).ballots).to.deep.equal([0n, 0n, 1n]);
    });

    it("reverts while votes are handed in", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await expect(dispute.reveal(1, 2))
        .to.be.revertedWithCustomError(court, "Court_WrongPhase")
        .withArgs(dispute.id, Phase.Commit);
    });

    it("reverts at the end of the time", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      const { revealEndsAt } = await dispute.round();
      await time.increaseTo(revealEndsAt);
      await expect(dispute.reveal(1, 2))
        .to.be.revertedWithCustomError(court, "Court_TooLate")
        .withArgs(dispute.id, revealEndsAt);
    });

    for (const [what, choice, salt] of [
      ["another choice", 1, SALT],
      ["another salt", 2, ethers.id("other")],
    ] as const) {
      it(`reverts with ${what}`, async () => {
        const { court, dispute } = await loadFixture(aPanel);
        await dispute.commit(1, 2);
        await dispute.wait();
        await expect(dispute.reveal(1, choice, "", salt))
          .to.be.revertedWithCustomError(court, "Court_RevealMismatch")
          .withArgs(dispute.id, 0, 1);
      });
    }

    it("reverts the second time", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await dispute.wait();
      await dispute.reveal(1, 2);
      await expect(dispute.reveal(1, 2)).to.be.revertedWithCustomError(court, "Court_RevealMismatch");
    });

    it("reverts for another's seat", async () => {
      const { court, dispute, stranger } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await dispute.wait();
      await expect(court.connect(stranger).reveal(dispute.id, 0, 1, 2, SALT, ""))
        .to.be.revertedWithCustomError(court, "Court_NotYourSeat")
        .withArgs(dispute.id, 0, 1, stranger);
    });

    it("reverts with a choice that there is not", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 3);
      await dispute.wait();
      await expect(dispute.reveal(1, 3))
        .to.be.revertedWithCustomError(court, "Court_NoSuchChoice")
        .withArgs(dispute.id, 3, 2);
    });

    it("reverts with reasons that are too long", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await dispute.wait();
      await expect(dispute.reveal(1, 2, TOO_LONG))
        .to.be.revertedWithCustomError(court, "Court_TextTooLong")
        .withArgs(2_049, 2_048);
    });
  });

  describe("voteInPlenary()", () => {
    it("counts a citizen's vote", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 2, "It is so."))
        .to.emit(court, "VoteRevealed")
        .withArgs(dispute.id, 1, 0, 2, "It is so.");
      expect((await dispute.round()).ballots).to.deep.equal([0n, 0n, 1n]);
    });

    it("reverts the second time", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await court.connect(citizen(1)).voteInPlenary(dispute.id, 2, "");
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 2, ""))
        .to.be.revertedWithCustomError(court, "Court_AlreadyVoted")
        .withArgs(dispute.id, 1);
    });

    it("reverts for somebody who is no citizen", async () => {
      const { court, dispute, stranger } = await loadFixture(aPlenary);
      await expect(court.connect(stranger).voteInPlenary(dispute.id, 2, ""))
        .to.be.revertedWithCustomError(court, "Court_NotActiveCitizen")
        .withArgs(stranger);
    });

    it("reverts for who became a citizen after it was called", async () => {
      const { court, dispute, stranger, citizenship } = await loadFixture(aPlenary);
      await citizenship.admit(stranger);
      await expect(court.connect(stranger).voteInPlenary(dispute.id, 2, ""))
        .to.be.revertedWithCustomError(court, "Court_NotInPlenary")
        .withArgs(dispute.id, 13, (await dispute.round()).frozenAt);
    });

    it("reverts for a party", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await expect(court.connect(citizen(12)).voteInPlenary(dispute.id, 2, ""))
        .to.be.revertedWithCustomError(court, "Court_Excused")
        .withArgs(dispute.id, 12);
    });

    it("reverts with a choice that there is not", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 3, ""))
        .to.be.revertedWithCustomError(court, "Court_NoSuchChoice")
        .withArgs(dispute.id, 3, 2);
    });

    it("reverts with reasons that are too long", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 2, TOO_LONG))
        .to.be.revertedWithCustomError(court, "Court_TextTooLong")
        .withArgs(2_049, 2_048);
    });

    it("reverts once it is over", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await dispute.wait();
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 2, ""))
        .to.be.revertedWithCustomError(court, "Court_TooLate")
        .withArgs(dispute.id, (await dispute.caseView()).endsAt);
    });

    for (const [votes, ruling] of [
      [[1, 1, 2, 2, 2], 2n],
      [[2, 2, 1, 1], 0n],
      [[0, 0, 0, 1], 0n],
      // Three of twelve are less than three in ten.
      [[2, 2, 2], 0n],
    ] as const) {
      it(`rules ${ruling} on the votes ${votes.join(", ")}`, async () => {
        const { court, dispute, citizen } = await loadFixture(aPlenary);
        for (const [i, choice] of votes.entries()) {
          await court.connect(citizen(i + 1)).voteInPlenary(dispute.id, choice, "");
        }
        await dispute.wait();
        await expect(court.advance(dispute.id))
          .to.emit(court, "RoundClosed")
          .withArgs(dispute.id, 0, votes.length > 3, ruling)
          .and.to.emit(court, "CaseDecided")
          .withArgs(dispute.id, ruling);
      });
    }

    it("leaves the last ruling as it was when too few vote", async () => {
      const { dispute, court, stranger } = await loadFixture(aPanel);
      await dispute.vote([1, 1, 1]);
      await court.advance(dispute.id);
      await dispute.fund(2, stranger, OTHER_SIDE);
      await dispute.pass();
      // Nobody votes: two panels of seven, as far as there are jurors, then the plenary.
      while ((await dispute.phase()) !== Phase.Plenary) await dispute.judge([]);
      await dispute.pass();
      expect(await court.currentRuling(dispute.id)).to.equal(1n);
    });
  });

  describe("fundAppeal()", () => {
    it("counts a contribution", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await expect(court.connect(stranger).fundAppeal(dispute.id, 2, { value: 5n }))
        .to.emit(court, "AppealFunded")
        .withArgs(dispute.id, 0, 2, stranger, 5);
      expect(await court.contributionOf(dispute.id, 0, 2, stranger)).to.equal(5n);
      expect((await dispute.round()).sides).to.deep.equal([[2n, 5n, OTHER_SIDE]]);
    });

    it("owes what is above the need", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await dispute.fund(2, stranger, OTHER_SIDE + 5n);
      expect(await court.owedTo(NATIVE, stranger)).to.equal(5n);
      expect(await court.contributionOf(dispute.id, 0, 2, stranger)).to.equal(OTHER_SIDE);
    });

    for (const order of [
      [1, 2],
      [2, 1],
    ]) {
      it(`opens the next round at once when sides ${order.join(" and ")} are funded`, async () => {
        const { dispute, stranger } = await loadFixture(aJudgedCase);
        for (const side of order) await dispute.fund(side, stranger, side === 1 ? OWN_SIDE : OTHER_SIDE);
        expect(await dispute.phase()).to.equal(Phase.Evidence);
        const { size, fees } = await dispute.round();
        expect([size, fees]).to.deep.equal([7n, APPEAL_COST]);
      });
    }

    it("reverts when the side is funded", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await dispute.fund(2, stranger, OTHER_SIDE);
      await expect(dispute.fund(2, stranger, 1n))
        .to.be.revertedWithCustomError(court, "Court_SideFunded")
        .withArgs(dispute.id, 2);
    });

    it("reverts with nothing", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await expect(dispute.fund(2, stranger, 0n))
        .to.be.revertedWithCustomError(court, "Court_NothingSent")
        .withArgs(dispute.id);
    });

    it("reverts for a side that there is not", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await expect(dispute.fund(3, stranger, 1n))
        .to.be.revertedWithCustomError(court, "Court_NoSuchChoice")
        .withArgs(dispute.id, 3, 2);
    });

    context("given half of the time has passed", () => {
      async function halfTime() {
        const world = await aJudgedCase();
        const at = (await world.dispute.caseView()).endsAt - BigInt(PERIODS.appeal / 2);
        await time.setNextBlockTimestamp(at);
        return { ...world, at };
      }

      it("reverts for a side against the ruling", async () => {
        const { court, dispute, stranger, at } = await halfTime();
        await expect(dispute.fund(2, stranger, 1n))
          .to.be.revertedWithCustomError(court, "Court_TooLate")
          .withArgs(dispute.id, at);
      });

      it("takes it for the ruling's own", async () => {
        const { dispute, stranger } = await halfTime();
        await expect(dispute.fund(1, stranger, 1n)).not.to.be.reverted;
      });
    });

    it("reverts once it is over", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await dispute.wait();
      await expect(dispute.fund(1, stranger, 1n))
        .to.be.revertedWithCustomError(court, "Court_TooLate")
        .withArgs(dispute.id, (await dispute.caseView()).endsAt);
    });
  });

  describe("appeal()", () => {
    it("opens the next round, for the arbitrable who pays it", async () => {
      const { court, dispute, arbitrable } = await loadFixture(aJudgedCase);
      await expect(arbitrable.appeal(dispute.id, { value: APPEAL_COST }))
        .to.emit(court, "AppealDecision")
        .withArgs(dispute.id, arbitrable);
      expect((await dispute.round()).size).to.equal(7n);
    });

    it("reverts for anyone else", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await expect(court.connect(stranger).appeal(dispute.id, "0x", { value: APPEAL_COST }))
        .to.be.revertedWithCustomError(court, "Court_NotTheArbitrable")
        .withArgs(dispute.id, stranger);
    });

    it("reverts when less is paid than it costs", async () => {
      const { court, dispute, arbitrable } = await loadFixture(aJudgedCase);
      await expect(arbitrable.appeal(dispute.id, { value: APPEAL_COST - 1n }))
        .to.be.revertedWithCustomError(court, "Court_CostNotCovered")
        .withArgs(APPEAL_COST - 1n, APPEAL_COST);
    });

    it("comes to the plenary after fifteen, and to an end there", async () => {
      const { open, arbitrable, court } = await loadFixture(aCourtOf(36, 36));
      const dispute = await open();
      for (const seats of [3, 7, 15]) {
        await dispute.judge(new Array<number>(seats).fill(1));
        await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
      }
      const { size, fees } = await dispute.round();
      expect([size, fees]).to.deep.equal([31n, 31n * SEAT_FEE]);
      await dispute.pass();
      expect(await dispute.phase()).to.equal(Phase.Plenary);
      await dispute.pass();
      expect(await dispute.phase()).to.equal(Phase.Final);
    });
  });

  describe("ERC-792", () => {
    it("tells what an appeal costs while there can be one", async () => {
      const { court, dispute } = await loadFixture(aJudgedCase);
      expect(await court.appealCost(dispute.id, "0x")).to.equal(APPEAL_COST);
      await dispute.pass();
      expect(await court.appealCost(dispute.id, "0x")).to.equal(ethers.MaxUint256);
    });

    it("tells when it can be brought", async () => {
      const { court, dispute } = await loadFixture(aJudgedCase);
      const { endsAt } = await dispute.caseView();
      expect(await court.appealPeriod(dispute.id)).to.deep.equal([endsAt - BigInt(PERIODS.appeal), endsAt]);
      await dispute.pass();
      expect(await court.appealPeriod(dispute.id)).to.deep.equal([0n, 0n]);
    });

    it("tells where a dispute stands", async () => {
      const { court, open } = await loadFixture(aCourt);
      const dispute = await open();
      expect(await court.disputeStatus(dispute.id)).to.equal(0n);
      await dispute.judge([1, 1, 1]);
      expect(await court.disputeStatus(dispute.id)).to.equal(1n);
      await dispute.wait();
      expect(await court.disputeStatus(dispute.id)).to.equal(0n);
      await court.advance(dispute.id);
      expect(await court.disputeStatus(dispute.id)).to.equal(2n);
      await court.execute(dispute.id);
      expect(await court.disputeStatus(dispute.id)).to.equal(2n);
    });

    it("reverts for a dispute that there is not", async () => {
      const { court } = await loadFixture(aCourt);
      await expect(court.disputeStatus(1)).to.be.revertedWithCustomError(court, "Court_WrongPhase").withArgs(1, 0);
    });
  });

  describe("execute()", () => {
    it("delivers the ruling", async () => {
      const { court, dispute, arbitrable } = await loadFixture(aDecidedCase);
      await expect(court.execute(dispute.id))
        .to.emit(court, "RulingDelivered")
        .withArgs(dispute.id, arbitrable, 1)
        .and.to.emit(arbitrable, "Ruling")
        .withArgs(court, dispute.id, 1);
      expect(await dispute.phase()).to.equal(Phase.Executed);
    });

    it("reverts the second time", async () => {
      const { court, dispute } = await loadFixture(aDecidedCase);
      await court.execute(dispute.id);
      await expect(court.execute(dispute.id))
        .to.be.revertedWithCustomError(court, "Court_WrongPhase")
        .withArgs(dispute.id, Phase.Executed);
    });

    it("leaves the ruling to be delivered again when the receiver fails", async () => {
      const { court, dispute, arbitrable } = await loadFixture(aDecidedCase);
      await arbitrable.setManner(1);
      await expect(court.execute(dispute.id)).to.emit(court, "RulingRefused").withArgs(dispute.id, arbitrable, 1);
      await arbitrable.setManner(0);
      await court.execute(dispute.id);
      expect(await arbitrable.rulingOf(dispute.id)).to.equal(1n);
    });

    it("reverts when the gas would not give the receiver its due", async () => {
      const { court, dispute } = await loadFixture(aDecidedCase);
      await expect(court.execute(dispute.id, { gasLimit: 1_500_000n })).to.be.revertedWithCustomError(
        court,
        "Court_GasTooLow",
      );
    });
  });

  describe("settle()", () => {
    it("shares the fees among those who voted with the ruling", async () => {
      const { court, dispute } = await loadFixture(aDecidedCase);
      const panel = await dispute.panel();
      await expect(court.settle(dispute.id, 0))
        .to.emit(court, "RoundSettled")
        .withArgs(dispute.id, 0, COST / 2n, 0);
      expect(await Promise.all(panel.map((id) => court.owedToCitizen(NATIVE, id)))).to.deep.equal([
        COST / 2n,
        COST / 2n,
        0n,
      ]);
    });

    it("releases the jurors", async () => {
      const { court, dispute, roll } = await loadFixture(aDecidedCase);
      await court.settle(dispute.id, 0);
      for (const id of await dispute.panel()) expect((await roll.jurorOf(id)).duties).to.equal(0n);
    });

    it("gives the treasury what no division shares out", async () => {
      const { court, dispute, arbitrable } = await loadFixture(aJudgedCase);
      await arbitrable.appeal(dispute.id, { value: APPEAL_COST });
      await dispute.decide([1, 1, 1, 2, 2, 0, 0]);
      await expect(court.settle(dispute.id, 1))
        .to.emit(court, "RoundSettled")
        .withArgs(dispute.id, 1, APPEAL_COST / 3n, APPEAL_COST % 3n);
    });

    it("gives the treasury the fees of a round in which nobody was right", async () => {
      const { court, open, treasury } = await loadFixture(aCourt);
      const dispute = await open();
      await dispute.decide([1, 2, undefined]);
      await court.settle(dispute.id, 0);
      expect(await court.owedTo(NATIVE, treasury)).to.equal(COST);
    });

    it("gives the treasury the fees of the plenary", async () => {
      const { court, dispute, treasury } = await loadFixture(aPlenary);
      await dispute.pass();
      await expect(court.settle(dispute.id, 0)).to.emit(court, "Credited").withArgs(NATIVE, treasury, 0, COST);
    });

    it("reverts the second time", async () => {
      const { court, dispute } = await loadFixture(aDecidedCase);
      await court.settle(dispute.id, 0);
      await expect(court.settle(dispute.id, 0))
        .to.be.revertedWithCustomError(court, "Court_AlreadySettled")
        .withArgs(dispute.id, 0);
    });

    it("reverts for a round that there is not", async () => {
      const { court, dispute } = await loadFixture(aDecidedCase);
      await expect(court.settle(dispute.id, 1))
        .to.be.revertedWithCustomError(court, "Court_NoSuchRound")
        .withArgs(dispute.id, 1);
    });
  });

  // Checks JUST-5.
  describe("settleContribution()", () => {
    /** Sides 1 and 2 are funded, each by two; side 0 in part. Then the panel of seven, as far as there are jurors, votes. */
    async function anAppealWith(choice: number) {
      const world = await aJudgedCase();
      const { dispute, stranger, citizen, court } = world;
      await dispute.fund(0, stranger, 7n);
      await dispute.fund(2, stranger, 1n);
      await dispute.fund(2, citizen(12), OTHER_SIDE - 1n);
      await dispute.fund(1, citizen(11), OWN_SIDE / 3n);
      await dispute.fund(1, stranger, OWN_SIDE - OWN_SIDE / 3n);
      await dispute.judge(new Array<number>(7).fill(choice));
      await dispute.pass();
      return {
        ...world,
        due: (side: number, who: string) => court.settleContribution.staticCall(dispute.id, 0, side, who),
      };
    }
    const upheld = () => anAppealWith(1);
    const overturned = () => anAppealWith(2);
    const refused = () => anAppealWith(0);
    const POOL = OWN_SIDE + OTHER_SIDE - APPEAL_COST;

    it("gives the pool to the side that is right, by what each gave", async () => {
      const { due, citizen, stranger } = await loadFixture(upheld);
      expect(await due(1, citizen(11).address)).to.equal((POOL * (OWN_SIDE / 3n)) / OWN_SIDE);
      expect(await due(1, stranger.address)).to.equal((POOL * (OWN_SIDE - OWN_SIDE / 3n)) / OWN_SIDE);
    });

    it("gives the last the rest, to the wei", async () => {
      const { court, dispute, due, citizen, stranger } = await loadFixture(overturned);
      await court.settleContribution(dispute.id, 0, 2, stranger);
      expect(await court.owedTo(NATIVE, stranger)).to.equal(1n);
      expect(await due(2, citizen(12).address)).to.equal(POOL - 1n);
    });

    it("tells so", async () => {
      const { court, dispute, stranger } = await loadFixture(upheld);
      await expect(court.settleContribution(dispute.id, 0, 0, stranger))
        .to.emit(court, "ContributionSettled")
        .withArgs(dispute.id, 0, 0, stranger, 7)
        .and.to.emit(court, "Credited")
        .withArgs(NATIVE, stranger, 0, 7);
    });

    it("gives nothing to the side that is wrong", async () => {
      const { court, dispute, citizen } = await loadFixture(upheld);
      await expect(court.settleContribution(dispute.id, 0, 2, citizen(12)))
        .to.be.revertedWithCustomError(court, "Court_NothingToSettle")
        .withArgs(dispute.id, 0, 2, citizen(12));
    });

    it("gives a side that was not funded its money back", async () => {
      const { due, stranger } = await loadFixture(overturned);
      expect(await due(0, stranger.address)).to.equal(7n);
    });

    it("shares the cost between all sides if none of them is right", async () => {
      const { court, dispute, citizen, stranger } = await loadFixture(refused);
      for (const [side, who] of [
        [2, citizen(12)],
        [1, citizen(11)],
        [1, stranger],
        [2, stranger],
      ] as const) {
        await court.settleContribution(dispute.id, 0, side, who);
      }
      const owed = await Promise.all([citizen(11), citizen(12), stranger].map((who) => court.owedTo(NATIVE, who)));
      expect(owed.reduce((sum, amount) => sum + amount)).to.equal(POOL);
    });

    it("reverts the second time", async () => {
      const { court, dispute, stranger } = await loadFixture(upheld);
      await court.settleContribution(dispute.id, 0, 0, stranger);
      await expect(court.settleContribution(dispute.id, 0, 0, stranger))
        .to.be.revertedWithCustomError(court, "Court_NothingToSettle")
        .withArgs(dispute.id, 0, 0, stranger);
    });

    it("gives all back after an appeal that nobody brought", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await dispute.fund(1, stranger, OWN_SIDE);
      await dispute.pass();
      expect(await court.settleContribution.staticCall(dispute.id, 0, 1, stranger)).to.equal(OWN_SIDE);
    });

    it("gives all back after an appeal that the arbitrable paid", async () => {
      const { court, dispute, arbitrable, stranger } = await loadFixture(aJudgedCase);
      await dispute.fund(2, stranger, OTHER_SIDE);
      await arbitrable.appeal(dispute.id, { value: APPEAL_COST });
      await dispute.decide([1, 1, 1, 1, 1, 1, 1]);
      expect(await court.settleContribution.staticCall(dispute.id, 0, 2, stranger)).to.equal(OTHER_SIDE);
    });
  });

  describe("claim()", () => {
    it("pays what is owed", async () => {
      const { court, dispute, stranger, government } = await loadFixture(aJudgedCase);
      await dispute.fund(2, stranger, OTHER_SIDE + 5n);
      const tx = court.connect(government).claim(NATIVE, stranger);
      await expect(tx).to.changeEtherBalances([court, stranger], [-5n, 5n]);
      await expect(tx).to.emit(court, "Claimed").withArgs(NATIVE, stranger, 0, 5);
    });

    it("reverts when nothing is owed", async () => {
      const { court, stranger } = await loadFixture(aCourt);
      await expect(court.claim(NATIVE, stranger))
        .to.be.revertedWithCustomError(court, "Payouts_NothingOwed")
        .withArgs(NATIVE, stranger, 0);
    });

    it("reverts when it is not taken, and stays owed", async () => {
      const { court, arbitrable } = await loadFixture(aCourt);
      await arbitrable.open(2, "0x", { value: COST + 5n });
      await expect(court.claim(NATIVE, arbitrable))
        .to.be.revertedWithCustomError(court, "Payouts_PaymentRefused")
        .withArgs(arbitrable, 5);
      expect(await court.owedTo(NATIVE, arbitrable)).to.equal(5n);
    });
  });

  describe("claimForCitizen()", () => {
    it("pays the account that holds the citizenship now", async () => {
      const { court, citizenship, dispute, stranger } = await loadFixture(aDecidedCase);
      const [juror] = await dispute.panel();
      await court.settle(dispute.id, 0);
      await citizenship.move(juror, stranger);
      const tx = court.claimForCitizen(NATIVE, juror);
      await expect(tx).to.changeEtherBalance(stranger, COST / 2n);
      await expect(tx)
        .to.emit(court, "Claimed")
        .withArgs(NATIVE, stranger, juror, COST / 2n);
    });

    it("reverts when nothing is owed", async () => {
      const { court } = await loadFixture(aCourt);
      await expect(court.claimForCitizen(NATIVE, 4))
        .to.be.revertedWithCustomError(court, "Payouts_NothingOwed")
        .withArgs(NATIVE, ethers.ZeroAddress, 4);
    });
  });

  describe("appointRandomness()", () => {
    it("reverts for anyone but the government", async () => {
      const { court, randomness, stranger } = await loadFixture(aCourt);
      await expect(court.connect(stranger).appointRandomness(randomness))
        .to.be.revertedWithCustomError(court, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });

    it("reverts for an account without code", async () => {
      const { court, stranger } = await loadFixture(aCourt);
      await expect(court.appointRandomness(stranger))
        .to.be.revertedWithCustomError(court, "Court_RandomnessHasNoCode")
        .withArgs(stranger);
    });

    it("counts for draws to come, and leaves those under way", async () => {
      const { court, dispute, open, randomness } = await loadFixture(aDraw);
      const newRandomness = await ethers.deployContract("RandomnessStub");
      await expect(court.appointRandomness(newRandomness))
        .to.emit(court, "RandomnessAppointed")
        .withArgs(newRandomness);
      expect((await dispute.round()).randomness).to.equal(randomness);
      const next = await open();
      await next.pass();
      expect((await next.round()).randomness).to.equal(newRandomness);
      await dispute.seat();
      expect(await dispute.phase()).to.equal(Phase.Commit);
    });
  });

  describe("caseView()", () => {
    it("reverts for a case that there is not", async () => {
      const { court } = await loadFixture(aCourt);
      await expect(court.caseView(1)).to.be.revertedWithCustomError(court, "Court_WrongPhase").withArgs(1, 0);
    });

    it("tells of the whole case", async () => {
      const { dispute, arbitrable, stranger } = await loadFixture(aJudgedCase);
      await dispute.fund(2, stranger, OTHER_SIDE);
      const view = await dispute.caseView();
      expect([view.arbitrable, view.track, view.choices, view.phase, view.ruling]).to.deep.equal([
        await arbitrable.getAddress(),
        0n,
        2n,
        Phase.Appeal,
        1n,
      ]);
      expect(view.appealCost).to.equal(APPEAL_COST);
      const [round] = view.rounds;
      expect(round.ballots).to.deep.equal([0n, 3n, 0n]);
      expect(round.panel.map(({ hasVoted, choice }) => [hasVoted, choice])).to.deep.equal([
        [true, 1n],
        [true, 1n],
        [true, 1n],
      ]);
      expect(round.sides).to.deep.equal([[2n, OTHER_SIDE, OTHER_SIDE]]);
    });

    it("names the end of the commits while they are handed in", async () => {
      const { dispute } = await loadFixture(aPanel);
      expect((await dispute.caseView()).endsAt).to.equal((await dispute.round()).commitEndsAt);
    });
  });

  describe("commitmentOf()", () => {
    it("is bound to the court, the case, the round, the juror, the choice and the salt", async () => {
      const { court } = await loadFixture(aCourt);
      const encoded = ethers.AbiCoder.defaultAbiCoder().encode(
        ["address", "uint256", "uint256", "uint256", "uint256", "bytes32"],
        [await court.getAddress(), 1, 2, 3, 4, SALT],
      );
      expect(await court.commitmentOf(1, 2, 3, 4, SALT)).to.equal(ethers.keccak256(encoded));
    });
  });

  it("pays out all that was paid in, to the wei, when everything is claimed", async () => {
    const { court, dispute, stranger, citizen, treasury } = await loadFixture(aJudgedCase);
    await setBalance(stranger.address, ethers.parseEther("1000"));
    await dispute.fund(2, stranger, OTHER_SIDE + 3n);
    await dispute.fund(1, citizen(11), 11n);
    await dispute.pass();
    await dispute.decide([2, 2, 2, 1, 1, undefined, undefined]);
    for (const round of [0, 1]) await court.settle(dispute.id, round);
    await court.settleContribution(dispute.id, 0, 2, stranger);
    await court.settleContribution(dispute.id, 0, 1, citizen(11));
    for (const account of [stranger, citizen(11), treasury]) {
      if ((await court.owedTo(NATIVE, account)) !== 0n) await court.claim(NATIVE, account);
    }
    for (let id = 1; id <= 12; ++id)
      if ((await court.owedToCitizen(NATIVE, id)) !== 0n) await court.claimForCitizen(NATIVE, id);
    expect(await ethers.provider.getBalance(court)).to.equal(0n);
  });
});
