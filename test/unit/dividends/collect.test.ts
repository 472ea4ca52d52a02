import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Proposal } from "../../fixtures/governance";
import { aNation, COIN, DAY } from "./world";

/** The government gives the dividends a budget of 20 coin a month, or of another asset. */
async function aBudget(asset?: string) {
  const world = await aNation();
  const { treasury, coin, dividends, governor, citizens } = world;
  const terms = {
    purpose: "Dividends",
    spender: dividends.target as string,
    asset: asset ?? (coin.target as string),
    ceiling: 20n * COIN,
    period: 30n * DAY,
    until: BigInt(await time.latest()) + 300n * DAY,
  };
  const call = {
    target: treasury.target as string,
    data: treasury.interface.encodeFunctionData("openBudget", [terms]),
  };
  await new Proposal(governor, citizens[0], [call], "A budget").passAndExecute(citizens.slice(0, 6));
  return world;
}
const aCoinBudget = () => aBudget();
const aForeignBudget = () => aBudget(ethers.ZeroAddress);

describe("Dividends", () => {
  describe("collect()", () => {
    it("draws all that the budget has now, whoever calls", async () => {
      const { dividends, coin, treasury, stranger } = await loadFixture(aCoinBudget);
      await expect(dividends.connect(stranger).collect(1)).to.changeTokenBalances(
        coin,
        [dividends, treasury],
        [20n * COIN, -20n * COIN],
      );
      expect((await dividends.runningEpoch()).collected).to.equal(20n * COIN);
    });

    it("draws it again in the next period", async () => {
      const { dividends } = await loadFixture(aCoinBudget);
      await dividends.collect(1);
      await time.increase(31n * DAY);
      await dividends.collect(1);
      expect((await dividends.runningEpoch()).collected).to.equal(40n * COIN);
    });

    it("reverts with Dividends_NothingToCollect until the next period", async () => {
      const { dividends } = await loadFixture(aCoinBudget);
      await dividends.collect(1);
      await expect(dividends.collect(1))
        .to.be.revertedWithCustomError(dividends, "Dividends_NothingToCollect")
        .withArgs(1);
    });

    it("reverts with Dividends_ForeignBudget for a budget of another asset", async () => {
      const { dividends } = await loadFixture(aForeignBudget);
      await expect(dividends.collect(1))
        .to.be.revertedWithCustomError(dividends, "Dividends_ForeignBudget")
        .withArgs(1, ethers.ZeroAddress);
    });

    it("reverts with Treasury_UnknownBudget where there is none", async () => {
      const { dividends, treasury } = await loadFixture(aNation);
      await expect(dividends.collect(1))
        .to.be.revertedWithCustomError(treasury, "Treasury_UnknownBudget")
        .withArgs(1, 0);
    });
  });
});
