import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourtOf, BOND, CITIZEN_DAYS } from "../../fixtures/court";
import { DAY, key } from "../../fixtures/money";
import { aRoll } from "./world";

describe("JuryRoll", () => {
  describe("enrol()", () => {
    it("transfers the bond from the caller", async () => {
      const { roll, coin, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(11)).enrol()).to.changeTokenBalances(coin, [citizen(11), roll], [-BOND, BOND]);
    });

    it("assigns the next position, from 1", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(11)).enrol())
        .to.emit(roll, "JurorEnrolled")
        .withArgs(11, 11, BOND);
      expect(await roll.size()).to.deep.equal([11n, 11n]);
    });

    it("stores the juror", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(11)).enrol();
      expect(await roll.jurorOf(11)).to.deep.equal([11n, BigInt(await time.latest()), false, 0n, 0n, BOND]);
    });

    it("reverts with JuryRoll_NotActiveCitizen when the account is not a citizen", async () => {
      const { roll, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).enrol())
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotActiveCitizen")
        .withArgs(stranger);
    });

    it("reverts with JuryRoll_NotActiveCitizen when the citizen is not active", async () => {
      const { roll, citizenship, citizen } = await loadFixture(aRoll);
      await citizenship.setActive(11, false);
      await expect(roll.connect(citizen(11)).enrol())
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotActiveCitizen")
        .withArgs(citizen(11));
    });

    // Checks JURY-1.
    it("reverts with JuryRoll_AlreadyEnrolled when the citizen is on the roll", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(4)).enrol())
        .to.be.revertedWithCustomError(roll, "JuryRoll_AlreadyEnrolled")
        .withArgs(4, 4);
    });

    context("given a citizen admitted too recently", () => {
      async function aNewcomer() {
        const world = await aRoll();
        await world.citizenship.admit(world.stranger);
        return { ...world, eligibleAt: (await time.latest()) + CITIZEN_DAYS * DAY };
      }

      it("reverts with JuryRoll_CitizenTooNew a second before the time", async () => {
        const { roll, stranger, eligibleAt } = await loadFixture(aNewcomer);
        await time.setNextBlockTimestamp(eligibleAt - 1);
        await expect(roll.connect(stranger).enrol())
          .to.be.revertedWithCustomError(roll, "JuryRoll_CitizenTooNew")
          .withArgs(13, eligibleAt);
      });

      it("enrols the citizen at the time", async () => {
        const { roll, stranger, eligibleAt } = await loadFixture(aNewcomer);
        await time.setNextBlockTimestamp(eligibleAt);
        await expect(roll.connect(stranger).enrol()).to.emit(roll, "JurorEnrolled");
      });
    });

    context("given a bond above the hundredth part of what citizens hold on average", () => {
      it("takes that part", async () => {
        const { roll, coin, citizen, government, citizenship } = await loadFixture(aRoll);
        await roll.connect(government).setProvision(key("bond"), 1_000_000);
        const part = (await coin.totalSupply()) / (100n * (await citizenship.citizenCount()));
        expect(await roll.bondNow()).to.equal(part);
        await expect(roll.connect(citizen(11)).enrol()).to.changeTokenBalance(coin, roll, part);
      });

      it("takes it from the first citizen before any vote is awake", async () => {
        const { roll, coin, government, citizenship } = await loadFixture(aRoll);
        await roll.connect(government).setProvision(key("bond"), 1_000_000);
        await citizenship.setTotal(0);
        expect(await roll.bondNow()).to.equal((await coin.totalSupply()) / 100n);
      });
    });

    context("given no bond", () => {
      it("enrols a citizen without an allowance", async () => {
        const { roll, coin, citizen, government } = await loadFixture(aRoll);
        await roll.connect(government).setProvision(key("bond"), 0);
        await coin.connect(citizen(11)).approve(roll, 0);
        await expect(roll.connect(citizen(11)).enrol())
          .to.emit(roll, "JurorEnrolled")
          .withArgs(11, 11, 0);
      });
    });

    context("given free positions", () => {
      // Checks JURY-1.
      it("assigns the last freed position first, then the others, then a new one", async () => {
        const { roll, citizen, citizenship, stranger } = await loadFixture(aRoll);
        await roll.connect(citizen(3)).retire();
        await roll.connect(citizen(7)).retire();
        await time.increase(30 * DAY);
        for (const id of [3, 7]) await roll.withdraw(id);
        expect(await roll.size()).to.deep.equal([10n, 8n]);
        await expect(roll.connect(citizen(11)).enrol())
          .to.emit(roll, "JurorEnrolled")
          .withArgs(11, 7, BOND);
        await expect(roll.connect(citizen(12)).enrol())
          .to.emit(roll, "JurorEnrolled")
          .withArgs(12, 3, BOND);
        await citizenship.admit(stranger);
        await time.increase(CITIZEN_DAYS * DAY);
        await expect(roll.connect(stranger).enrol()).to.emit(roll, "JurorEnrolled").withArgs(13, 11, BOND);
      });
    });
  });

  // Checks JURY-2.
  it("holds the sum of the bonds in coin", async () => {
    const { roll, coin } = await loadFixture(aCourtOf(5, 5));
    expect(await coin.balanceOf(roll)).to.equal(5n * BOND);
  });
});
