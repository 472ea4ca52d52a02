import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anEpoch, aNation, COIN } from "./world";

describe("Dividends", () => {
  describe("claim()", () => {
    it("pays by head, and by the own stake", async () => {
      const { dividends, citizens, proposal, took } = await loadFixture(anEpoch);
      await expect(dividends.claim(2, [took(1)]))
        .to.emit(dividends, "DividendPaid")
        .withArgs(2, 1, citizens[0], proposal.id, 75n * COIN, 150n * COIN);
    });

    it("pays whoever has no stake by head alone, whoever calls", async () => {
      const { dividends, coin, stranger, citizens, took } = await loadFixture(anEpoch);
      await expect(dividends.connect(stranger).claim(2, [took(3)])).to.changeTokenBalances(
        coin,
        [citizens[2], stranger, dividends],
        [75n * COIN, 0, -75n * COIN],
      );
    });

    it("pays many at once, and returns the sum", async () => {
      const { dividends, took } = await loadFixture(anEpoch);
      const all = [took(1), took(2), took(3)];
      expect(await dividends.claim.staticCall(2, all)).to.equal(425n * COIN);
      await dividends.claim(2, all);
      expect([(await dividends.epochOf(2)).left, await dividends.reserved()]).to.deep.equal([375n * COIN, 375n * COIN]);
    });

    // Checks DIV-2.
    it("skips whoever was paid already", async () => {
      const { dividends, coin, citizens, took } = await loadFixture(anEpoch);
      await dividends.claim(2, [took(1)]);
      await expect(dividends.claim(2, [took(1), took(2), took(2)])).to.changeTokenBalances(
        coin,
        [citizens[0], citizens[1]],
        [0, 125n * COIN],
      );
      expect(await dividends.isPaid(2, 1)).to.equal(true);
    });

    it("pays what is nothing without a payment", async () => {
      const { dividends, coin, vote, close, citizens } = await loadFixture(aNation);
      const proposal = await vote([0, 1, 2]);
      await close();
      await expect(dividends.claim(1, [{ citizenId: 3, proposalId: proposal.id }])).to.changeTokenBalance(
        coin,
        citizens[2],
        0,
      );
    });

    it("pays in the last second", async () => {
      const { dividends, claimableUntil, took } = await loadFixture(anEpoch);
      await time.setNextBlockTimestamp(claimableUntil);
      await dividends.claim(2, [took(1)]);
      expect(await dividends.isPaid(2, 1)).to.equal(true);
    });

    it("reverts with Dividends_ClaimingOver a second later", async () => {
      const { dividends, claimableUntil, took } = await loadFixture(anEpoch);
      await time.setNextBlockTimestamp(claimableUntil + 1n);
      await expect(dividends.claim(2, [took(1)]))
        .to.be.revertedWithCustomError(dividends, "Dividends_ClaimingOver")
        .withArgs(2, claimableUntil);
    });

    it("reverts with Dividends_UnknownEpoch for the running one", async () => {
      const { dividends, took } = await loadFixture(anEpoch);
      await expect(dividends.claim(3, [took(1)]))
        .to.be.revertedWithCustomError(dividends, "Dividends_UnknownEpoch")
        .withArgs(3);
    });

    it("reverts with Dividends_NoBallot for whoever cast none", async () => {
      const { dividends, proposal, took } = await loadFixture(anEpoch);
      await expect(dividends.claim(2, [took(4)]))
        .to.be.revertedWithCustomError(dividends, "Dividends_NoBallot")
        .withArgs(4, proposal.id);
    });

    it("reverts with Dividends_NoBallot for nobody", async () => {
      const { dividends, proposal, took } = await loadFixture(anEpoch);
      await expect(dividends.claim(2, [took(0)]))
        .to.be.revertedWithCustomError(dividends, "Dividends_NoBallot")
        .withArgs(0, proposal.id);
    });

    it("reverts for a proposal that there is none of", async () => {
      const { dividends, took } = await loadFixture(anEpoch);
      await expect(dividends.claim(2, [took(1, 7n)]))
        .to.be.revertedWithCustomError(dividends, "Dividends_NotInEpoch")
        .withArgs(2, 7, 0);
    });

    it("reverts with Dividends_NotInEpoch for a vote that ended later", async () => {
      const { dividends, governor, vote, took } = await loadFixture(anEpoch);
      const later = await vote([0, 1, 2], "Later");
      await expect(dividends.claim(2, [took(1, later.id)]))
        .to.be.revertedWithCustomError(dividends, "Dividends_NotInEpoch")
        .withArgs(2, later.id, await governor.proposalDeadline(later.id));
    });

    it("reverts with Dividends_NotInEpoch for a vote that ended before", async () => {
      const { dividends, governor, vote, close } = await loadFixture(aNation);
      const early = await vote([0, 1, 2]);
      await close();
      await close();
      await expect(dividends.claim(2, [{ citizenId: 1, proposalId: early.id }]))
        .to.be.revertedWithCustomError(dividends, "Dividends_NotInEpoch")
        .withArgs(2, early.id, await governor.proposalDeadline(early.id));
    });

    it("skips whoever has left since, and pays the others of the batch", async () => {
      const { dividends, coin, citizenship, citizens, took } = await loadFixture(anEpoch);
      await citizenship.connect(citizens[2]).renounce();
      await expect(dividends.claim(2, [took(1), took(3), took(2)])).to.changeTokenBalances(coin, citizens.slice(0, 3), [
        225n * COIN,
        125n * COIN,
        0n,
      ]);
      expect(await dividends.isPaid(2, 3)).to.equal(false);
    });

    it("skips whoever had left before the end", async () => {
      const { dividends, citizenship, citizens, vote, close } = await loadFixture(aNation);
      const proposal = await vote([0, 1, 2]);
      await citizenship.connect(citizens[2]).renounce();
      await close();
      const participation = { citizenId: 3, proposalId: proposal.id };
      expect(await dividends.claim.staticCall(1, [participation])).to.equal(0n);
      await expect(dividends.claim(1, [participation])).not.to.emit(dividends, "DividendPaid");
    });
  });

  describe("shareOf()", () => {
    it("tells both parts", async () => {
      const { dividends } = await loadFixture(anEpoch);
      expect(await dividends.shareOf(2, 2)).to.deep.equal([75n * COIN, 50n * COIN]);
    });

    it("reckons the smallest stake of the beginning and the ends of the quarters", async () => {
      const { dividends, stake, staking, citizens, close, give } = await loadFixture(anEpoch);
      await stake.connect(citizens[0]).unstake(200n * COIN);
      await staking(1, 400n);
      await give(96n * COIN);
      await close();
      // Of 600 coin at stake at the end, 100 are the first one's, and 100 were the second one's all along.
      expect(await dividends.shareOf(3, 1)).to.deep.equal([9n * COIN, 4n * COIN]);
      expect(await dividends.shareOf(3, 2)).to.deep.equal([9n * COIN, 4n * COIN]);
    });
  });
});
