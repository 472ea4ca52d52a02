import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aNation, aVote, COIN, EPOCH, WINDOW } from "./world";

describe("Dividends", () => {
  describe("closeEpoch()", () => {
    it("reverts with Dividends_EpochRuns a second too early", async () => {
      const { dividends, closable } = await loadFixture(aNation);
      const at = await closable();
      await time.setNextBlockTimestamp(at - 1n);
      await expect(dividends.closeEpoch()).to.be.revertedWithCustomError(dividends, "Dividends_EpochRuns").withArgs(at);
    });

    it("closes with the second before, whoever calls, and begins the next one", async () => {
      const { dividends, stranger, closable } = await loadFixture(aNation);
      const at = await closable();
      await time.setNextBlockTimestamp(at);
      await dividends.connect(stranger).closeEpoch();
      const { from, until, claimableUntil } = await dividends.epochOf(1);
      expect([from, until, claimableUntil]).to.deep.equal([at - EPOCH, at - 1n, at + WINDOW]);
      expect((await dividends.runningEpoch()).from).to.equal(at);
    });

    it("divides what came in: by all citizens, and a share by all stake", async () => {
      const { dividends, closable } = await loadFixture(aVote);
      const at = await closable();
      await time.setNextBlockTimestamp(at);
      const { from } = await dividends.runningEpoch();
      await expect(dividends.closeEpoch())
        .to.emit(dividends, "EpochClosed")
        .withArgs(2, from, at - 1n, at + WINDOW, 600n * COIN, 200n * COIN, 8, 400n * COIN);
      const { share, left } = await dividends.epochOf(2);
      expect([share, left, await dividends.reserved()]).to.deep.equal([75n * COIN, 800n * COIN, 800n * COIN]);
    });

    it("keeps what cannot be divided for the next epoch", async () => {
      const { dividends, coin, give, close } = await loadFixture(aVote);
      await give(5n);
      await close();
      const { runningEpoch, reserved } = {
        runningEpoch: await dividends.runningEpoch(),
        reserved: await dividends.reserved(),
      };
      expect(runningEpoch.collected + reserved).to.equal(await coin.balanceOf(dividends));
      expect(runningEpoch.collected).to.equal(4n); // 800 coin and 5, less a quarter, by eight: 4 are left.
    });

    it("divides nothing by stake where nobody has any", async () => {
      const { stake, dividends, citizens, give, close } = await loadFixture(aNation);
      await stake.connect(citizens[0]).unstake(300n * COIN);
      await stake.connect(citizens[1]).unstake(100n * COIN);
      await give(800n * COIN);
      await close();
      const { share, stakersPot } = await dividends.epochOf(1);
      expect([share, stakersPot]).to.deep.equal([100n * COIN, 0n]);
    });

    it("divides by stake only what as much stake as the stake house reckons on would get", async () => {
      const { stake, dividends, citizens, staking, give, close } = await loadFixture(aNation);
      await stake.connect(citizens[0]).unstake(300n * COIN);
      await stake.connect(citizens[1]).unstake(100n * COIN);
      await staking(4, 9n);
      await give(800n * COIN);
      await close();
      const { share, stakersPot, until } = await dividends.epochOf(1);
      expect(await stake.objectionBase(until)).to.equal(90n * COIN);
      expect([share, stakersPot]).to.deep.equal([(780n * COIN) / 8n, 20n * COIN]);
    });

    it("divides nothing where there is no citizen", async () => {
      const { citizenship, dividends, citizens, give, closable } = await loadFixture(aNation);
      await give(800n * COIN);
      for (const citizen of citizens) await citizenship.connect(citizen).renounce();
      await time.increaseTo(await closable());
      await dividends.closeEpoch();
      const { share, citizens: counted } = await dividends.epochOf(1);
      expect([share, counted]).to.deep.equal([0n, 0n]);
    });
  });

  describe("runningEpoch()", () => {
    it("tells what would be divided", async () => {
      const { dividends } = await loadFixture(aVote);
      expect((await dividends.runningEpoch()).collected).to.equal(800n * COIN);
    });
  });

  describe("epochOf()", () => {
    for (const epochId of [0, 3]) {
      it(`reverts with Dividends_UnknownEpoch for epoch ${epochId} of two`, async () => {
        const { dividends, close } = await loadFixture(aVote);
        await close();
        await expect(dividends.epochOf(epochId))
          .to.be.revertedWithCustomError(dividends, "Dividends_UnknownEpoch")
          .withArgs(epochId);
      });
    }
  });

  describe("epochCount()", () => {
    it("counts the epochs that are closed", async () => {
      const { dividends } = await loadFixture(aVote);
      expect(await dividends.epochCount()).to.equal(1n);
    });
  });

  describe("supportsInterface()", () => {
    it("knows ERC-165, and no id of nothing", async () => {
      const { dividends } = await loadFixture(aNation);
      expect(await dividends.supportsInterface("0x01ffc9a7")).to.equal(true);
      expect(await dividends.supportsInterface("0xffffffff")).to.equal(false);
    });

    it("knows its own interface, and that of provisions", async () => {
      const { dividends } = await loadFixture(aNation);
      const idOf = async (name: string) => {
        const { interface: abi } = await ethers.getContractAt(name, ethers.ZeroAddress);
        let id = 0n;
        abi.forEachFunction(({ selector }) => (id ^= BigInt(selector)));
        return ethers.toBeHex(id, 4);
      };
      expect(await dividends.supportsInterface(await idOf("IDividends"))).to.equal(true);
      expect(await dividends.supportsInterface(await idOf("IProvisions"))).to.equal(true);
    });
  });
});
