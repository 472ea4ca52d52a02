import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { BOND, NO_SHOW_PENALTY } from "../../fixtures/court";
import { DAY, key } from "../../fixtures/money";
import { aRoll } from "./world";

describe("JuryRoll", () => {
  describe("penalize()", () => {
    const PENALTY = (BOND * NO_SHOW_PENALTY) / 100_00n;

    it("reverts with JuryRoll_NotTheCourt when the caller is not the court", async () => {
      const { roll, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).penalize([], 1))
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheCourt")
        .withArgs(stranger);
    });

    it("transfers a part of the bond to the treasury", async () => {
      const { coin, roll, draw, asCourt, treasury } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await expect(asCourt.penalize([...drawn.slice(0, 2)], NO_SHOW_PENALTY)).to.changeTokenBalances(
        coin,
        [treasury, roll],
        [2n * PENALTY, -2n * PENALTY],
      );
    });

    it("removes the juror from the roll", async () => {
      const { roll, draw, asCourt } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await expect(asCourt.penalize([drawn[0]], NO_SHOW_PENALTY))
        .to.emit(roll, "JurorRemoved")
        .withArgs(drawn[0], PENALTY)
        .and.to.emit(roll, "JurorRetired")
        .withArgs(drawn[0]);
      const record = await roll.jurorOf(drawn[0]);
      expect([record.hasRetired, record.duties, record.bond]).to.deep.equal([true, 0n, BOND - PENALTY]);
    });

    it("does not count a retired juror out twice", async () => {
      const { roll, draw, asCourt, citizen } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await roll.connect(citizen(drawn[0])).retire();
      await asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
      expect((await roll.size()).jurors).to.equal(9n);
    });

    it("lets the juror withdraw the rest of the bond", async () => {
      const { roll, coin, draw, asCourt, citizen } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
      await time.increase(30 * DAY);
      await expect(roll.connect(citizen(drawn[0])).withdraw(drawn[0])).to.changeTokenBalance(
        coin,
        citizen(drawn[0]),
        BOND - PENALTY,
      );
      expect(await roll.size()).to.deep.equal([10n, 9n]);
    });

    it("keeps the juror out of draws frozen in the second of the removal or later", async () => {
      const { draw, asCourt } = await loadFixture(aRoll);
      const { drawn } = await draw({ seats: 10 });
      await asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
      const removedAt = await time.latest();
      for (const frozenAt of [removedAt, removedAt + 1]) {
        expect((await draw({ frozenAt, seats: 10 })).drawn).not.to.include(drawn[0]);
      }
    });

    it("lets a draw frozen before find the juror, who gets a duty", async () => {
      const { roll, draw, asCourt } = await loadFixture(aRoll);
      const { drawn } = await draw({ seats: 10 });
      await asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
      const frozenAt = (await time.latest()) - 1;
      expect((await draw({ frozenAt, seats: 10 })).drawn).to.include(drawn[0]);
      const record = await roll.jurorOf(drawn[0]);
      expect([record.hasRetired, record.duties]).to.deep.equal([true, 1n]);
    });

    it("keeps the moment of the first removal after a second one", async () => {
      const { roll, draw, asCourt } = await loadFixture(aRoll);
      const { drawn } = await draw({ seats: 10 });
      await draw({ seats: 10 });
      await asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
      const removedAt = await time.latest();
      await time.increase(DAY);
      await asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
      expect((await roll.size()).jurors).to.equal(9n);
      expect((await draw({ frozenAt: removedAt + 1, seats: 10 })).drawn).not.to.include(drawn[0]);
    });

    context("given a removed juror", () => {
      async function aRemoval() {
        const world = await aRoll();
        const { drawn } = await world.draw();
        await world.asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
        return { ...world, removed: drawn[0], freeAt: (await time.latest()) - 1 + 30 * DAY };
      }

      it("reverts with JuryRoll_LeftLately for the juror, too, a second before 30 days are over", async () => {
        const { roll, removed, citizen, freeAt } = await loadFixture(aRemoval);
        await time.setNextBlockTimestamp(freeAt - 1);
        await expect(roll.connect(citizen(removed)).withdraw(removed))
          .to.be.revertedWithCustomError(roll, "JuryRoll_LeftLately")
          .withArgs(removed, freeAt);
      });

      it("lets anyone withdraw the bond from then on", async () => {
        const { roll, coin, removed, stranger, citizen, freeAt } = await loadFixture(aRemoval);
        await time.setNextBlockTimestamp(freeAt);
        await expect(roll.connect(stranger).withdraw(removed)).to.changeTokenBalance(
          coin,
          citizen(removed),
          BOND - PENALTY,
        );
      });

      it("lets anyone withdraw the bond once the citizenship has ended", async () => {
        const { roll, coin, citizenship, removed, stranger, citizen } = await loadFixture(aRemoval);
        await citizenship.end(removed);
        await expect(roll.connect(stranger).withdraw(removed)).to.changeTokenBalance(
          coin,
          citizen(removed),
          BOND - PENALTY,
        );
        expect((await roll.size()).jurors).to.equal(9n);
      });

      it("reverts with JuryRoll_NotEnrolled when the juror retires", async () => {
        const { roll, removed, citizen } = await loadFixture(aRemoval);
        await expect(roll.connect(citizen(removed)).retire())
          .to.be.revertedWithCustomError(roll, "JuryRoll_NotEnrolled")
          .withArgs(removed);
      });
    });
  });

  describe("noShowPenalty()", () => {
    it("returns the provision", async () => {
      const { roll, government } = await loadFixture(aRoll);
      await roll.connect(government).setProvision(key("noShowPenalty"), 5_00);
      expect(await roll.noShowPenalty()).to.equal(5_00n);
    });
  });
});
