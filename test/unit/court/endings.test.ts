import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import {
  aCourtOf,
  ENDING,
  endingData,
  extraData,
  FIVE_SEATS,
  LARGE,
  LINE,
  PANELS_ONLY,
  Phase,
  PLENARY,
  PLENARY_AT_ONCE,
  SEAT_FEE,
  type CaseTerms,
  type CourtWorld,
} from "../../fixtures/court";
import { DAY } from "../../fixtures/money";
import { NATIVE } from "../../fixtures/treasury";

/** Choices of an offence: 1 acquits, 2 reprimands, and 3 ends the citizenship. */
const [ACQUIT, REPRIMAND, END] = [1, 2, 3];
const CITIZENS = 20;
const MARKS = LINE + FIVE_SEATS + ENDING;

const world = aCourtOf(CITIZENS, 16);
const smallRoll = aCourtOf(CITIZENS, 15);

const votes = (...counts: readonly (readonly [number, number | undefined])[]) =>
  counts.flatMap(([count, choice]) => Array.from({ length: count }, () => choice));

async function opened(of: () => Promise<CourtWorld> = world, terms: CaseTerms = {}) {
  const found = await loadFixture(of);
  return { ...found, dispute: await found.open({ choices: 3, isEnding: true, ...terms }) };
}

/** After a first panel. */
async function afterFive(given: readonly (number | undefined)[], of = world, terms: CaseTerms = {}) {
  const found = await opened(of, terms);
  await found.dispute.judge(given);
  return found;
}

/** After a second panel, which nobody asked for. */
async function afterEleven(given: readonly (number | undefined)[]) {
  const found = await afterFive(votes([5, END]));
  await found.dispute.judge(given);
  return found;
}

/** Before the plenary at once. */
async function beforeAll(terms: CaseTerms = {}) {
  const found = await opened(world, { marks: ENDING + PLENARY_AT_ONCE, ...terms });
  await found.dispute.pass();
  return found;
}

async function all(found: Awaited<ReturnType<typeof opened>>, given: readonly number[]) {
  for (const [index, choice] of given.entries()) {
    await found.court.connect(found.citizen(index + 1)).voteInPlenary(found.dispute.id, choice, "");
  }
  await found.dispute.pass();
  return (await found.dispute.caseView()).ruling;
}

// Checks JUST-13: two panels of which 70 % each agreed, or a constitutional plenary, end a citizenship.
describe("Court", () => {
  context("given the end of a citizenship is at stake", () => {
    describe("createDispute()", () => {
      it("takes the fees of sixteen seats", async () => {
        const { court } = await loadFixture(world);
        expect(await court.arbitrationCost(endingData(MARKS))).to.equal(16n * SEAT_FEE);
      });

      it("gives the first panel the fees of five", async () => {
        const { dispute } = await opened();
        expect((await dispute.round()).fees).to.equal(5n * SEAT_FEE);
      });

      it("excuses the parties that follow what the end takes", async () => {
        const { dispute } = await opened(world, { excused: [3, 4] });
        expect((await dispute.caseView()).excused).to.deep.equal([3n, 4n]);
      });

      for (const { title, data, choices } of [
        { title: "without what the end takes", data: extraData(MARKS), choices: 3 },
        { title: "off a line", data: endingData(FIVE_SEATS + ENDING), choices: 3 },
        { title: "with one choice, which could not acquit", data: endingData(MARKS), choices: 1 },
      ]) {
        it(`reverts with Court_ExtraDataInvalid ${title}`, async () => {
          const { arbitrable, court } = await loadFixture(world);
          await expect(arbitrable.open(choices, data, { value: 16n * SEAT_FEE }))
            .to.be.revertedWithCustomError(court, "Court_ExtraDataInvalid")
            .withArgs(data);
        });
      }

      it("reverts with Court_ExtraDataInvalid on a mark that there is not", async () => {
        const { court } = await loadFixture(world);
        await expect(court.arbitrationCost("0x40"))
          .to.be.revertedWithCustomError(court, "Court_ExtraDataInvalid")
          .withArgs("0x40");
      });
    });

    describe("advance()", () => {
      context("given four of five seats are for the end", () => {
        it("opens a panel of eleven, without an appeal", async () => {
          const { dispute, court } = await afterFive(votes([4, END], [1, ACQUIT]));
          const { phase, round } = await court.hearing(dispute.id);
          expect([phase, round, (await dispute.round()).size]).to.deep.equal([Phase.Evidence, 1n, BigInt(LARGE)]);
        });

        it("gives it the fees that were paid beforehand", async () => {
          const { dispute } = await afterFive(votes([4, END], [1, ACQUIT]));
          expect((await dispute.round()).fees).to.equal(11n * SEAT_FEE);
        });

        it("gives no ruling yet", async () => {
          const { dispute, court } = await afterFive(votes([4, END], [1, ACQUIT]));
          expect(await court.currentRuling(dispute.id)).to.equal(0);
        });

        it("seats eleven others", async () => {
          const { dispute } = await afterFive(votes([5, END]));
          const first = (await dispute.caseView()).rounds[0].panel.map(({ citizenId }) => citizenId);
          await dispute.seat();
          const second = await dispute.panel();
          expect([second.length, second.filter((id) => first.includes(id))]).to.deep.equal([LARGE, []]);
        });

        it("opens the plenary where the roll has no eleven others", async () => {
          const { dispute } = await afterFive(votes([5, END]), smallRoll);
          await dispute.pass();
          expect(await dispute.phase()).to.equal(Phase.Plenary);
        });
      });

      for (const [given, ruling, title] of [
        [votes([3, END], [2, ACQUIT]), REPRIMAND, "three for the end and two against"],
        [votes([3, END]), REPRIMAND, "three for the end, and two who stayed away"],
        [votes([2, END], [3, ACQUIT]), ACQUIT, "two for the end"],
      ] as const) {
        it(`lets the median of ${title} rule ${ruling}, votes for the end counting for what comes next`, async () => {
          const { dispute } = await afterFive(given);
          const { phase, ruling: found } = await dispute.caseView();
          expect([phase, found]).to.deep.equal([Phase.Appeal, BigInt(ruling)]);
        });
      }

      it("acquits with three of five where nothing lies between", async () => {
        const { dispute } = await afterFive(votes([3, 2], [2, 1]), world, { choices: 2 });
        expect((await dispute.caseView()).ruling).to.equal(1n);
      });

      it("rules the end by eight of eleven", async () => {
        const { dispute } = await afterEleven(votes([8, END], [3, ACQUIT]));
        const { phase, ruling } = await dispute.caseView();
        expect([phase, ruling]).to.deep.equal([Phase.Appeal, BigInt(END)]);
      });

      it("rules what comes next by seven of eleven", async () => {
        const { dispute } = await afterEleven(votes([7, END], [4, ACQUIT]));
        expect((await dispute.caseView()).ruling).to.equal(BigInt(REPRIMAND));
      });

      it("does not lean to the first panel's finding between equals", async () => {
        const { dispute } = await afterEleven(votes([3, REPRIMAND], [3, ACQUIT]).concat(votes([5, undefined])));
        expect((await dispute.caseView()).ruling).to.equal(BigInt(ACQUIT));
      });

      it("asks for the plenary's cost from an appeal against the first panel", async () => {
        const { dispute } = await afterFive(votes([5, ACQUIT]));
        expect((await dispute.caseView()).appealCost).to.equal(BigInt(PLENARY) * SEAT_FEE);
      });

      it("opens the plenary after an appeal", async () => {
        const { dispute, court, arbitrable } = await afterFive(votes([5, ACQUIT]));
        await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
        await dispute.pass();
        expect(await dispute.phase()).to.equal(Phase.Plenary);
      });

      context("given the plenary", () => {
        for (const [title, given, ruling] of [
          ["the quorum of citizens and the majority of ballots", votes([8, END], [3, ACQUIT]) as number[], END],
          ["one fewer than the quorum, counted for what comes next", votes([7, END]) as number[], REPRIMAND],
          ["the quorum, but no majority", votes([8, END], [5, ACQUIT]) as number[], REPRIMAND],
          ["one fewer than the quorum, and as many who acquit", votes([7, END], [7, ACQUIT]) as number[], ACQUIT],
          ["nobody", [], ACQUIT],
          ["too few for any ruling", votes([2, END]) as number[], ACQUIT],
          ["a median that reprimands", votes([4, END], [8, REPRIMAND]) as number[], REPRIMAND],
          ["a median that acquits", votes([6, END], [7, ACQUIT]) as number[], ACQUIT],
          ["a median that refuses to decide", votes([7, 0], [6, END]) as number[], ACQUIT],
        ] as const) {
          it(`rules ${ruling} by ${title}`, async () => {
            expect(await all(await beforeAll(), given)).to.equal(BigInt(ruling));
          });
        }

        it("needs three heads, whatever the quorum is", async () => {
          const { open, court, citizen } = await loadFixture(aCourtOf(6, 0));
          const dispute = await open({ choices: 2, isEnding: true });
          await dispute.pass();
          for (const id of [1, 2]) await court.connect(citizen(id)).voteInPlenary(dispute.id, 2, "");
          await dispute.pass();
          expect((await dispute.caseView()).ruling).to.equal(1n);
        });

        it("acquits although two panels ended the citizenship", async () => {
          const found = await afterEleven(votes([11, END]));
          const cost = await found.court.appealCost(found.dispute.id, "0x");
          await found.arbitrable.appeal(found.dispute.id, { value: cost });
          await found.dispute.pass();
          expect(await all(found, votes([7, END], [8, ACQUIT]) as number[])).to.equal(BigInt(ACQUIT));
        });

        it("does not lean to the end that two panels found, between equals", async () => {
          const found = await afterEleven(votes([11, END]));
          const cost = await found.court.appealCost(found.dispute.id, "0x");
          await found.arbitrable.appeal(found.dispute.id, { value: cost });
          await found.dispute.pass();
          expect(await all(found, votes([7, END], [7, ACQUIT]) as number[])).to.equal(BigInt(REPRIMAND));
        });
      });
    });

    describe("takeRefund()", () => {
      it("credits the arbitrable with what the second panel would have cost", async () => {
        const { dispute, court, arbitrable } = await afterFive(votes([5, ACQUIT]));
        await dispute.pass();
        await expect(arbitrable.takeRefund(dispute.id))
          .to.emit(court, "Credited")
          .withArgs(NATIVE, arbitrable, 0, 11n * SEAT_FEE);
      });

      it("credits it once", async () => {
        const { dispute, court, arbitrable } = await afterFive(votes([5, ACQUIT]));
        await dispute.pass();
        await arbitrable.takeRefund(dispute.id);
        await expect(arbitrable.takeRefund(dispute.id)).not.to.emit(court, "Credited");
      });

      it("credits nothing after a second panel", async () => {
        const { dispute, court, arbitrable } = await afterEleven(votes([11, END]));
        await dispute.pass();
        await expect(arbitrable.takeRefund(dispute.id)).not.to.emit(court, "Credited");
      });

      it("reverts with Court_WrongPhase before the ruling is final", async () => {
        const { dispute, court, arbitrable } = await opened();
        await expect(arbitrable.takeRefund(dispute.id))
          .to.be.revertedWithCustomError(court, "Court_WrongPhase")
          .withArgs(dispute.id, Phase.Evidence);
      });

      it("reverts with Court_NotTheArbitrable for anyone else", async () => {
        const { dispute, court, stranger } = await afterFive(votes([5, ACQUIT]));
        await dispute.pass();
        await expect(court.connect(stranger).takeRefund(dispute.id))
          .to.be.revertedWithCustomError(court, "Court_NotTheArbitrable")
          .withArgs(dispute.id, stranger);
      });
    });
  });

  context("given a case of panels alone", () => {
    async function ofPanels(of: () => Promise<CourtWorld> = world) {
      const { open, ...found } = await loadFixture(of);
      const dispute = await open({ choices: 2, isEnding: true, marks: ENDING + PANELS_ONLY });
      await dispute.judge(votes([3, 2], [2, 1]));
      return { ...found, dispute };
    }

    it("rules by the majority of five", async () => {
      const { dispute } = await ofPanels();
      const { phase, ruling } = await dispute.caseView();
      expect([phase, ruling]).to.deep.equal([Phase.Appeal, 2n]);
    });

    it("is final once eleven have ruled on appeal", async () => {
      const { dispute, court, arbitrable } = await ofPanels();
      await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
      await dispute.judge(votes([6, 2], [5, 1]));
      const { phase, ruling } = await dispute.caseView();
      expect([phase, ruling]).to.deep.equal([Phase.Final, 2n]);
    });

    it("goes to the plenary where the roll has no eleven others", async () => {
      const { dispute, court, arbitrable } = await ofPanels(smallRoll);
      await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
      await dispute.pass();
      expect(await dispute.phase()).to.equal(Phase.Plenary);
    });

    it("takes there what the end of any citizenship takes: else the plenary acquits", async () => {
      const { dispute, court, citizen, arbitrable } = await ofPanels(smallRoll);
      await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
      await dispute.pass();
      for (let id = 1; id <= 7; ++id) await court.connect(citizen(id)).voteInPlenary(dispute.id, 2, "");
      await dispute.pass();
      expect((await dispute.caseView()).ruling).to.equal(1n);
    });

    it("takes the fees of five seats", async () => {
      const { court } = await loadFixture(world);
      expect(await court.arbitrationCost(endingData(MARKS + PANELS_ONLY))).to.equal(5n * SEAT_FEE);
    });
  });

  context("given the plenary decides at once", () => {
    it("costs as the plenary does on appeal", async () => {
      const { court } = await loadFixture(world);
      expect(await court.arbitrationCost(endingData(MARKS + PLENARY_AT_ONCE))).to.equal(BigInt(PLENARY) * SEAT_FEE);
    });

    it("hears evidence, and opens the plenary", async () => {
      const { dispute } = await beforeAll();
      expect(await dispute.phase()).to.equal(Phase.Plenary);
    });
  });

  describe("decidedAt()", () => {
    it("returns the end of the time for appeals, whenever somebody advances the case", async () => {
      const { dispute, court } = await afterFive(votes([5, ACQUIT]));
      const { endsAt } = await dispute.caseView();
      await dispute.wait();
      await time.increase(30 * DAY);
      await court.advance(dispute.id);
      expect(await court.decidedAt(dispute.id)).to.deep.equal([endsAt, false]);
    });

    it("returns the moment of the last vote where nothing could follow", async () => {
      const found = await loadFixture(world);
      const dispute = await found.open({ choices: 2, isLine: true, marks: PANELS_ONLY });
      await dispute.judge([1, 1, 1]);
      await found.arbitrable.appeal(dispute.id, { value: await found.court.appealCost(dispute.id, "0x") });
      await dispute.judge(votes([11, 1]));
      const { moment } = await found.court.decidedAt(dispute.id);
      expect(moment).to.equal((await dispute.round()).revealEndsAt);
    });

    it("tells that the plenary ruled", async () => {
      const found = await beforeAll();
      await all(found, []);
      const { isByPlenary } = await found.court.decidedAt(found.dispute.id);
      expect(isByPlenary).to.equal(true);
    });

    it("reverts with Court_WrongPhase before the ruling is final", async () => {
      const { dispute, court } = await opened();
      await expect(court.decidedAt(dispute.id))
        .to.be.revertedWithCustomError(court, "Court_WrongPhase")
        .withArgs(dispute.id, Phase.Evidence);
    });
  });
});
