import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aGivenRound, aMatchedRound, anUnmatchedRound, POT } from "./world";

describe("Grants", () => {
  describe("returnRest()", () => {
    it("sends what no project got back to the treasury, whoever calls", async () => {
      const { grants, coin, treasury, stranger, claimableUntil } = await loadFixture(aMatchedRound);
      await grants.settle(1);
      const { left } = await grants.roundOf(1);
      await time.setNextBlockTimestamp(claimableUntil + 1n);
      const act = grants.connect(stranger).returnRest(1);
      await expect(act).to.emit(grants, "RestReturned").withArgs(1, left);
      await expect(act).to.changeTokenBalances(coin, [grants, treasury], [-left, left]);
      expect((await grants.roundOf(1)).left).to.equal(0n);
    });

    it("returns how much", async () => {
      const { grants, claimableUntil } = await loadFixture(aMatchedRound);
      await time.increaseTo(claimableUntil + 1n);
      expect(await grants.returnRest.staticCall(1)).to.equal(POT);
    });

    it("reverts with Grants_ClaimingRuns in the last second", async () => {
      const { grants, claimableUntil } = await loadFixture(aMatchedRound);
      await time.setNextBlockTimestamp(claimableUntil);
      await expect(grants.returnRest(1))
        .to.be.revertedWithCustomError(grants, "Grants_ClaimingRuns")
        .withArgs(1, claimableUntil);
    });

    it("reverts with Grants_NothingLeft the second time", async () => {
      const { grants, claimableUntil } = await loadFixture(aMatchedRound);
      await time.increaseTo(claimableUntil + 1n);
      await grants.returnRest(1);
      await expect(grants.returnRest(1)).to.be.revertedWithCustomError(grants, "Grants_NothingLeft").withArgs(1);
    });

    it("reverts with Grants_NothingLeft for one that was not matched", async () => {
      const { grants } = await loadFixture(anUnmatchedRound);
      await expect(grants.returnRest(1)).to.be.revertedWithCustomError(grants, "Grants_NothingLeft").withArgs(1);
    });

    it("reverts with Grants_NotClosed while the round is open", async () => {
      const { grants, round } = await loadFixture(aGivenRound);
      await expect(grants.returnRest(1))
        .to.be.revertedWithCustomError(grants, "Grants_NotClosed")
        .withArgs(1, round.closesAt);
    });

    it("reverts with Grants_UnknownRound for one that there is none of", async () => {
      const { grants } = await loadFixture(aMatchedRound);
      await expect(grants.returnRest(2)).to.be.revertedWithCustomError(grants, "Grants_UnknownRound").withArgs(2);
    });
  });
});
