import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aGovernor, delay, period } from "./world";

describe("NationGovernor", () => {
  describe("the conventions of governors", () => {
    it("has a name and a version", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.name()).to.equal("Nation Governor");
      expect(await governor.version()).to.equal("1");
    });

    it("keeps time by timestamps", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(await governor.clock()).to.equal(await time.latest());
    });

    it("says how it counts", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.COUNTING_MODE()).to.equal("support=bravo&quorum=for&houses=citizens,stake");
    });

    it("reads its periods and its threshold from its provisions", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.votingDelay()).to.equal(delay);
      expect(await governor.votingPeriod()).to.equal(period);
      expect(await governor.proposalThreshold()).to.equal(1);
    });

    it("tells the share that an ordinary quorum is", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect([await governor.quorumNumerator(), await governor.quorumDenominator()]).to.deep.equal([20_00n, 100_00n]);
    });

    it("tells an ordinary quorum in heads, rounded up", async () => {
      const { governor, electorate } = await loadFixture(aGovernor);
      const now = await time.latest();
      await electorate.setTotal(21);
      expect(await governor.quorum(now)).to.equal(5);
    });

    for (const [citizens, floor] of [
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 3],
      [12, 3],
      [15, 3],
    ]) {
      it(`tells a floor of ${floor} heads in a nation of ${citizens}`, async () => {
        const { governor, electorate } = await loadFixture(aGovernor);
        const now = await time.latest();
        await electorate.setTotal(citizens);
        expect(await governor.quorum(now)).to.equal(floor);
      });
    }

    it("reckons a quorum on the greater base", async () => {
      const { governor, electorate } = await loadFixture(aGovernor);
      const now = await time.latest();
      await electorate.setLeastBase(100);
      expect(await governor.quorum(now)).to.equal(20);
    });

    for (const [threshold, citizens, expected] of [
      [100, 10, 1],
      [100, 99, 1],
      [100, 100, 2],
      [100, 5_000, 100],
      [100, 6_000, 100],
    ]) {
      it(`asks ${expected} of ${citizens} citizens to propose where the provision says ${threshold}`, async () => {
        const { governor, electorate } = await loadFixture(aGovernor);
        await governor.setProvision(ethers.encodeBytes32String("proposalThreshold"), threshold);
        await electorate.setTotal(citizens);
        expect(await governor.proposalThreshold()).to.equal(expected);
      });
    }

    it("tells an account's votes by heads", async () => {
      const { governor, citizens } = await loadFixture(aGovernor);
      expect(await governor.getVotes(citizens[0], await time.latest())).to.equal(1);
    });

    it("supports the interface of governors", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.supportsInterface("0x01ffc9a7")).to.equal(true);
      expect(await governor.supportsInterface("0xffffffff")).to.equal(false);
    });

    it("lists its ten provisions in order", async () => {
      const { governor } = await loadFixture(aGovernor);
      const keys = (await governor.provisions()).map(({ key }) => ethers.decodeBytes32String(key));
      expect(keys).to.deep.equal([
        "votingDelay",
        "votingPeriod",
        "lateExtension",
        "secondReadingDelay",
        "proposalThreshold",
        "citizenQuorum",
        "citizenMajority",
        "constitutionalCitizenQuorum",
        "constitutionalCitizenMajority",
        "stakeObjection",
      ]);
    });
  });
});
