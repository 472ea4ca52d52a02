import { loadFixture, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt, aCourtOf, aJudgedCase, PERIODS, Phase, SEAT_FEE } from "../../fixtures/court";
import { aDraw } from "./world";

describe("Court", () => {
  describe("draw()", () => {
    it("reverts with Court_SeedUnknown before the seed is known", async () => {
      const { court, dispute, randomness } = await loadFixture(aDraw);
      await expect(dispute.draw())
        .to.be.revertedWithCustomError(court, "Court_SeedUnknown")
        .withArgs(dispute.id, randomness, 1);
    });

    it("reverts with Court_NothingTried for zero tries", async () => {
      const { court, dispute } = await loadFixture(aDraw);
      await expect(dispute.draw(0)).to.be.revertedWithCustomError(court, "Court_NothingTried").withArgs(dispute.id);
    });

    it("seats three jurors and opens the commit phase", async () => {
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

    it("draws the same panel when the tries are divided", async () => {
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

    it("draws eleven jurors who can all vote from their seats", async () => {
      const { court, dispute, arbitrable } = await loadFixture(aJudgedCase);
      await arbitrable.appeal(dispute.id, { value: 11n * SEAT_FEE });
      await dispute.seat();
      const panel = await dispute.panel();
      expect(new Set(panel).size).to.equal(11);
      await dispute.vote(panel.map((_, seat) => seat % 3));
      await court.advance(dispute.id);
      expect((await dispute.round()).ballots).to.deep.equal([4n, 4n, 3n]);
    });

    // Checks JUST-7.
    context("given an appeal from three to eleven", () => {
      it("draws nobody of the first panel", async () => {
        const { dispute, arbitrable } = await loadFixture(aJudgedCase);
        const first = await dispute.panel();
        await arbitrable.appeal(dispute.id, { value: 11n * SEAT_FEE });
        await dispute.pass();
        for (const word of ["a", "b", "c"]) {
          const snapshot = await takeSnapshot();
          await dispute.seat(word);
          for (const citizenId of await dispute.panel()) expect(first).not.to.include(citizenId);
          await snapshot.restore();
        }
      });

      it("opens the plenary at once when the roll had fewer than eleven others", async () => {
        const { court, open, arbitrable } = await loadFixture(aCourtOf(18, 13));
        const dispute = await open();
        await dispute.judge([1, 1, 1]);
        await arbitrable.appeal(dispute.id, { value: 11n * SEAT_FEE });
        await dispute.wait();
        await expect(court.advance(dispute.id)).to.emit(court, "PlenaryOpened");
      });
    });

    // Checks JURY-4.
    it("draws nobody who enrolled after the case was opened", async () => {
      const { open, roll, citizen } = await loadFixture(aCourtOf(12, 3));
      const dispute = await open();
      for (let id = 4; id <= 12; ++id) await roll.connect(citizen(id)).enrol();
      await dispute.seat();
      expect([...(await dispute.panel())].sort()).to.deep.equal([1n, 2n, 3n]);
    });

    it("draws no excused citizen", async () => {
      const { open } = await loadFixture(aCourt);
      const dispute = await open({ excused: [1, 2, 3, 4, 5, 6, 7] });
      await dispute.seat();
      expect([...(await dispute.panel())].sort()).to.deep.equal([10n, 8n, 9n]);
    });

    it("draws nobody who stepped aside", async () => {
      const { open, court, citizen } = await loadFixture(aCourt);
      const dispute = await open();
      for (let id = 1; id <= 7; ++id) await court.connect(citizen(id)).recuse(dispute.id);
      await dispute.seat();
      expect([...(await dispute.panel())].sort()).to.deep.equal([10n, 8n, 9n]);
    });

    // Checks JUST-7.
    context("given fewer jurors than seats", () => {
      async function aShortDraw() {
        const world = await aCourt();
        const dispute = await world.open({ excused: [1, 2, 3, 4, 5, 6, 7] });
        await dispute.pass();
        await world.citizenship.setActive(8, false);
        await dispute.seed();
        return { ...world, dispute };
      }

      it("opens the plenary when the tries are used up", async () => {
        const { court, dispute } = await loadFixture(aShortDraw);
        await expect(dispute.draw()).to.emit(court, "PlenaryOpened");
        expect(await dispute.phase()).to.equal(Phase.Plenary);
        expect((await dispute.round()).tries).to.equal(64n + 16n * 10n);
      });

      it("releases those who were seated", async () => {
        const { dispute, roll } = await loadFixture(aShortDraw);
        await dispute.draw();
        expect(await dispute.panel()).to.deep.equal([]);
        for (const id of [9, 10]) expect((await roll.jurorOf(id)).duties).to.equal(0n);
      });
    });

    it("opens the plenary when no juror is found", async () => {
      const { court, open, citizen } = await loadFixture(aCourtOf(3, 3));
      const dispute = await open();
      for (const id of [1, 2, 3]) await court.connect(citizen(id)).recuse(dispute.id);
      await dispute.pass();
      await dispute.seed();
      await expect(dispute.draw()).to.emit(court, "PlenaryOpened");
      expect(await dispute.phase()).to.equal(Phase.Plenary);
    });
  });
});
