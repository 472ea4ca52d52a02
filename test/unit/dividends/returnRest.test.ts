import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anEpoch, COIN } from "./world";

describe("Dividends", () => {
  describe("returnRest()", () => {
    it("reverts with Dividends_ClaimingRuns in the last second of claims", async () => {
      const { dividends, claimableUntil } = await loadFixture(anEpoch);
      await time.setNextBlockTimestamp(claimableUntil);
      await expect(dividends.returnRest(2))
        .to.be.revertedWithCustomError(dividends, "Dividends_ClaimingRuns")
        .withArgs(2, claimableUntil);
    });

    it("sends what nobody claimed to the treasury afterwards, whoever calls", async () => {
      const { dividends, coin, treasury, stranger, claimableUntil, took } = await loadFixture(anEpoch);
      await dividends.claim(2, [took(1)]);
      await time.setNextBlockTimestamp(claimableUntil + 1n);
      await expect(dividends.connect(stranger).returnRest(2)).to.changeTokenBalances(
        coin,
        [treasury, dividends],
        [575n * COIN, -575n * COIN],
      );
      expect([(await dividends.epochOf(2)).left, await dividends.reserved()]).to.deep.equal([0n, 0n]);
    });

    it("reverts with Dividends_NothingLeft the second time", async () => {
      const { dividends, claimableUntil } = await loadFixture(anEpoch);
      await time.increaseTo(claimableUntil + 1n);
      await dividends.returnRest(2);
      await expect(dividends.returnRest(2))
        .to.be.revertedWithCustomError(dividends, "Dividends_NothingLeft")
        .withArgs(2);
    });

    it("reverts with Dividends_UnknownEpoch for the running one", async () => {
      const { dividends } = await loadFixture(anEpoch);
      await expect(dividends.returnRest(3))
        .to.be.revertedWithCustomError(dividends, "Dividends_UnknownEpoch")
        .withArgs(3);
    });
  });
});
