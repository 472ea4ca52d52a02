import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { REST } from "../../fixtures/court";
import { DAY, key } from "../../fixtures/money";
import { aRoll } from "./world";

describe("JuryRoll", () => {
  describe("release()", () => {
    async function aRelease() {
      const world = await aRoll();
      const { drawn } = await world.draw({ seats: 10 });
      await world.asCourt.release([...drawn.slice(0, 3)]);
      return { ...world, drawn, releasedAt: await time.latest() };
    }

    it("reverts with JuryRoll_NotTheCourt when the caller is not the court", async () => {
      const { roll, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).release([]))
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheCourt")
        .withArgs(stranger);
    });

    it("ends the duty and starts the rest", async () => {
      const { roll, drawn, releasedAt } = await loadFixture(aRelease);
      const record = await roll.jurorOf(drawn[0]);
      expect([record.duties, record.restsUntil]).to.deep.equal([0n, BigInt(releasedAt + REST)]);
    });

    it("emits JurorsReleased with the jurors", async () => {
      const { roll, asCourt, drawn } = await loadFixture(aRelease);
      await expect(asCourt.release([drawn[3]]))
        .to.emit(roll, "JurorsReleased")
        .withArgs([drawn[3]], anyValue);
    });

    it("keeps a resting juror out of draws until a second before the end", async () => {
      const { draw, drawn, releasedAt } = await loadFixture(aRelease);
      const found = await draw({ frozenAt: releasedAt + REST - 1, seats: 10 });
      expect(found.drawn).not.to.include(drawn[0]);
      expect(found.drawn.length).to.equal(7);
    });

    it("allows draws from the end of the rest on", async () => {
      const { draw, drawn, releasedAt } = await loadFixture(aRelease);
      expect((await draw({ frozenAt: releasedAt + REST, seats: 10 })).drawn).to.include(drawn[0]);
    });

    it("does not affect draws frozen before", async () => {
      const { draw, drawn, frozenAt } = await loadFixture(aRelease);
      expect((await draw({ frozenAt, seats: 10 })).drawn).to.include(drawn[0]);
    });

    context("given a rest that has not ended", () => {
      it("extends the rest, so that a draw frozen during it does not find the juror", async () => {
        const { asCourt, draw, drawn, frozenAt, releasedAt } = await loadFixture(aRelease);
        await draw({ frozenAt, seats: 10 });
        await time.increase(DAY);
        await asCourt.release([drawn[0]]);
        expect((await draw({ frozenAt: releasedAt + 1, seats: 10 })).drawn).not.to.include(drawn[0]);
      });

      it("never shortens the rest", async () => {
        const { roll, asCourt, draw, drawn, frozenAt, releasedAt, government } = await loadFixture(aRelease);
        await draw({ frozenAt, seats: 10 });
        await roll.connect(government).setProvision(key("rest"), 0);
        await asCourt.release([drawn[0]]);
        expect((await roll.jurorOf(drawn[0])).restsUntil).to.equal(releasedAt + REST);
      });
    });

    it("keeps the rest across retirement and a new enrolment", async () => {
      const { roll, citizen, drawn, releasedAt, draw } = await loadFixture(aRelease);
      await roll.connect(citizen(drawn[0])).retire();
      expect((await roll.jurorOf(drawn[0])).restsUntil).to.equal(releasedAt + REST);
      await roll.connect(citizen(drawn[0])).enrol();
      const frozenAt = (await time.latest()) + 1;
      expect((await draw({ frozenAt, seats: 10 })).drawn).not.to.include(drawn[0]);
    });
  });
});
