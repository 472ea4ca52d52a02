import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { aMerit, DAY, key, wordsOf, type Round } from "./world";

const CASE = 4;

/** A case whose first panel had a juror who stayed away, and whose second one had eleven seats. */
async function aCase(isLine: boolean) {
  const world = await aMerit();
  const rounds: Round[] = [
    { jurors: [3, 5, 7], voted: [3, 7] },
    { jurors: [1, 2, 4, 6, 8, 9, 10, 11, 12, 13, 14], voted: [8, 9, 14] },
    { jurors: [], voted: [] },
  ];
  const servedAt = world.start - 2n * DAY;
  await world.witness.setCase(CASE, wordsOf(rounds, { isLine, commitEndsAt: servedAt }));
  return { ...world, servedAt };
}

const onALine = () => aCase(true);
const byRankings = () => aCase(false);

describe("Merit", () => {
  describe("recordDuties()", () => {
    it("gives a juror who revealed a vote three points, dated when the panel could reveal", async () => {
      const { merit, witness, servedAt } = await loadFixture(onALine);
      const referenceId = await merit.dutyIdOf(CASE, 0, 2);
      await expect(merit.recordDuties([{ caseId: CASE, round: 0 }]))
        .to.emit(merit, "PointsEarned")
        .withArgs(7, key("jury"), referenceId, witness, 3, servedAt);
    });

    for (const [title, fixture] of [
      ["on a line", onALine],
      ["by rankings", byRankings],
    ] as const) {
      context(`given a vote ${title}`, () => {
        it("gives points to all who revealed, and to nobody else", async () => {
          const { merit } = await loadFixture(fixture);
          await merit.recordDuties([{ caseId: CASE, round: 0 }]);
          const found = [3, 5, 7].map(async (one) => (await merit.recordOf(one)).duties);
          expect(await Promise.all(found)).to.deep.equal([3n, 0n, 3n]);
        });

        it("finds the jurors of a panel of eleven", async () => {
          const { merit } = await loadFixture(fixture);
          await merit.recordDuties([{ caseId: CASE, round: 1 }]);
          const found = [1, 8, 9, 10, 14].map(async (one) => (await merit.recordOf(one)).duties);
          expect(await Promise.all(found)).to.deep.equal([0n, 3n, 3n, 0n, 3n]);
        });
      });
    }

    it("skips a seat that has its points, and goes on", async () => {
      const { merit } = await loadFixture(onALine);
      await merit.recordDuties([{ caseId: CASE, round: 0 }]);
      const rounds = [0, 1].map((round) => ({ caseId: CASE, round }));
      expect(await merit.recordDuties.staticCall(rounds)).to.equal(9);
      await merit.recordDuties(rounds);
      expect((await merit.recordOf(3)).duties).to.equal(3);
    });

    it("gives points to who reveals after the others were recorded", async () => {
      const { merit, witness, servedAt } = await loadFixture(onALine);
      await merit.recordDuties([{ caseId: CASE, round: 0 }]);
      const rounds = [{ jurors: [3, 5, 7], voted: [3, 5, 7] }];
      await witness.setCase(CASE, wordsOf(rounds, { isLine: true, commitEndsAt: servedAt }));
      expect(await merit.recordDuties.staticCall([{ caseId: CASE, round: 0 }])).to.equal(3);
    });

    for (const [title, round] of [
      ["a plenary", 2],
      ["a round that there is not", 3],
    ] as const) {
      it(`reverts with Merit_NoDuty for ${title}`, async () => {
        const { merit } = await loadFixture(onALine);
        await expect(merit.recordDuties([{ caseId: CASE, round }]))
          .to.be.revertedWithCustomError(merit, "Merit_NoDuty")
          .withArgs(CASE, round);
      });
    }

    it("reverts with Merit_NoInstitution in a nation without a court", async () => {
      const { merit, witness } = await loadFixture(aMerit);
      await witness.appoint(key("court"), ZeroAddress);
      await expect(merit.recordDuties([]))
        .to.be.revertedWithCustomError(merit, "Merit_NoInstitution")
        .withArgs(key("court"));
    });
  });

  describe("recordedSeats()", () => {
    it("has a bit for each seat", async () => {
      const { merit } = await loadFixture(onALine);
      await merit.recordDuties([{ caseId: CASE, round: 0 }]);
      expect([await merit.recordedSeats(CASE, 0), await merit.recordedSeats(CASE, 1)]).to.deep.equal([0b101n, 0n]);
    });
  });

  describe("dutyIdOf()", () => {
    it("names the case, the round and the seat", async () => {
      const { merit } = await loadFixture(aMerit);
      expect(BigInt(await merit.dutyIdOf(0xabc, 2, 10))).to.equal(0xabc020an);
    });
  });
});
