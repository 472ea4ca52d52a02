import { loadFixture, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt, aCourtOf, type CourtWorld, PERIODS, Phase, SEAT_FEE } from "../../fixtures/court";
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

    it("draws fifteen jurors who can all vote from their seats", async () => {
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

      it("excludes the first panel when the roll has twice as many other jurors", async () => {
        const world = await loadFixture(aCourtOf(17, 17));
        expect(await seatedTwice(world)).to.deep.equal([0, 0, 0, 0, 0, 0]);
      });

      it("draws from all jurors when the roll has fewer", async () => {
        const world = await loadFixture(aCourtOf(16, 16));
        expect(Math.max(...(await seatedTwice(world)))).to.be.greaterThan(0);
      });
    });

    it("draws no excused citizen", async () => {
      const { open } = await loadFixture(aCourt);
      const dispute = await open({ excused: [1, 2, 3, 4, 5, 6, 7] });
      await dispute.seat();
      expect([...(await dispute.panel())].sort()).to.deep.equal([10n, 8n, 9n]);
    });

    it("shrinks the panel to an odd number when the tries are used up", async () => {
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

    it("keeps a panel of one when one juror is found", async () => {
      const { open, citizenship } = await loadFixture(aCourt);
      const dispute = await open({ excused: [1, 2, 3, 4, 5, 6, 7, 8] });
      await dispute.pass();
      await citizenship.setActive(9, false);
      await dispute.seed();
      await dispute.draw();
      expect(await dispute.panel()).to.deep.equal([10n]);
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
