import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { BOND } from "../../fixtures/court";
import { DAY, key } from "../../fixtures/money";
import { aRoll } from "./world";

describe("JuryRoll", () => {
  describe("retire()", () => {
    it("emits JurorRetired", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(4)).retire())
        .to.emit(roll, "JurorRetired")
        .withArgs(4);
    });

    it("takes the juror out of the count", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(4)).retire();
      expect(await roll.size()).to.deep.equal([10n, 9n]);
    });

    it("keeps the bond and the position for 30 days, since earlier draws may find the juror", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(4)).retire();
      const { position, hasRetired, bond } = await roll.jurorOf(4);
      expect([position, hasRetired, bond]).to.deep.equal([4n, true, BOND]);
    });

    it("reverts with JuryRoll_NotEnrolled when the citizen has no position", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(11)).retire())
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotEnrolled")
        .withArgs(11);
    });

    context("given a minimum stay", () => {
      async function aStay() {
        const world = await aRoll();
        await world.roll.connect(world.government).setProvision(key("minimumStay"), 30 * DAY);
        return { ...world, endsAt: (await world.roll.jurorOf(4)).enrolledAt + BigInt(30 * DAY) };
      }

      it("reverts with JuryRoll_StayTooShort a second before its end", async () => {
        const { roll, citizen, endsAt } = await loadFixture(aStay);
        await time.setNextBlockTimestamp(endsAt - 1n);
        await expect(roll.connect(citizen(4)).retire())
          .to.be.revertedWithCustomError(roll, "JuryRoll_StayTooShort")
          .withArgs(4, endsAt);
      });

      it("retires the juror at its end", async () => {
        const { roll, citizen, endsAt } = await loadFixture(aStay);
        await time.setNextBlockTimestamp(endsAt);
        await expect(roll.connect(citizen(4)).retire())
          .to.emit(roll, "JurorRetired")
          .withArgs(4);
      });
    });

    context("given an open duty", () => {
      async function aDuty() {
        const world = await aRoll();
        const { drawn } = await world.draw();
        return { ...world, drawn, juror: world.citizen(drawn[0]) };
      }

      it("keeps the bond", async () => {
        const { roll, coin, juror } = await loadFixture(aDuty);
        await expect(roll.connect(juror).retire()).to.changeTokenBalance(coin, juror, 0n);
      });

      it("keeps the position and takes the juror out of the count", async () => {
        const { roll, juror, drawn } = await loadFixture(aDuty);
        await roll.connect(juror).retire();
        const record = await roll.jurorOf(drawn[0]);
        expect([record.hasRetired, record.duties, record.bond]).to.deep.equal([true, 1n, BOND]);
        expect((await roll.size()).jurors).to.equal(9n);
      });

      it("reverts with JuryRoll_NotEnrolled the second time", async () => {
        const { roll, juror, drawn } = await loadFixture(aDuty);
        await roll.connect(juror).retire();
        await expect(roll.connect(juror).retire())
          .to.be.revertedWithCustomError(roll, "JuryRoll_NotEnrolled")
          .withArgs(drawn[0]);
      });

      it("reverts with JuryRoll_AlreadyEnrolled before the bond is withdrawn", async () => {
        const { roll, juror, drawn } = await loadFixture(aDuty);
        const { position } = await roll.jurorOf(drawn[0]);
        await roll.connect(juror).retire();
        await expect(roll.connect(juror).enrol())
          .to.be.revertedWithCustomError(roll, "JuryRoll_AlreadyEnrolled")
          .withArgs(drawn[0], position);
      });
    });
  });
});
