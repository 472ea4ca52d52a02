import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { toBeHex, ZeroAddress } from "ethers";
import { aMerit, beginning, CITIZEN, DAY, key, now, PERIOD } from "./world";

describe("Merit", () => {
  describe("recordBallots()", () => {
    it("gives a point, dated at the beginning of its period", async () => {
      const { merit, anyone, vote, start, witness } = await loadFixture(aMerit);
      const proposalId = await vote(start, CITIZEN);
      await expect(merit.connect(anyone).recordBallots([{ citizenId: CITIZEN, proposalId }]))
        .to.emit(merit, "PointsEarned")
        .withArgs(CITIZEN, key("ballot"), toBeHex(proposalId, 32), witness, 1, beginning(start));
    });

    it("adds it to the citizen's points for ballots", async () => {
      const { merit, recordBallot, start } = await loadFixture(aMerit);
      await recordBallot(start);
      const { ballots, duties, attestations, awarded } = await merit.recordOf(CITIZEN);
      expect([ballots, duties, attestations, awarded]).to.deep.equal([1n, 0n, 0n, 0n]);
    });

    it("gives each of a batch a point", async () => {
      const { merit, vote, start } = await loadFixture(aMerit);
      const proposalId = await vote(start, 1, 2, 3);
      const ballots = [1, 2, 3].map((citizenId) => ({ citizenId, proposalId }));
      expect(await merit.recordBallots.staticCall(ballots)).to.equal(3);
      await merit.recordBallots(ballots);
      expect(await Promise.all([1, 2, 3].map((one) => merit.meritOf(one)))).to.not.include(0n);
    });

    it("skips a second ballot of a period, and goes on", async () => {
      const { merit, vote, start, recordBallot } = await loadFixture(aMerit);
      await recordBallot(start);
      const [again, other] = [await vote(start - DAY, CITIZEN), await vote(start, 2)];
      const ballots = [
        { citizenId: CITIZEN, proposalId: again },
        { citizenId: 2, proposalId: other },
      ];
      expect(await merit.recordBallots.staticCall(ballots)).to.equal(1);
      await expect(merit.recordBallots(ballots)).to.emit(merit, "PointsEarned");
      expect((await merit.recordOf(CITIZEN)).ballots).to.equal(1);
    });

    it("gives another point in the next period, and in an earlier one", async () => {
      const { merit, start, recordBallot } = await loadFixture(aMerit);
      await time.increaseTo(start + PERIOD);
      await recordBallot(start);
      await recordBallot(start + PERIOD - 1n);
      await recordBallot(start - PERIOD);
      expect((await merit.recordOf(CITIZEN)).ballots).to.equal(3);
    });

    it("keeps apart periods that lie 256 periods from each other", async () => {
      const { merit, start, recordBallot } = await loadFixture(aMerit);
      await recordBallot(start);
      await recordBallot(start - 256n * PERIOD);
      expect((await merit.recordOf(CITIZEN)).ballots).to.equal(2);
    });

    it("reverts with Merit_VoteOpen in the last second of a vote", async () => {
      const { merit, vote, start } = await loadFixture(aMerit);
      const closesAt = start + DAY;
      const proposalId = await vote(closesAt, CITIZEN);
      await time.setNextBlockTimestamp(closesAt);
      await expect(merit.recordBallots([{ citizenId: CITIZEN, proposalId }]))
        .to.be.revertedWithCustomError(merit, "Merit_VoteOpen")
        .withArgs(proposalId, closesAt);
    });

    it("gives the point a second later", async () => {
      const { merit, vote, start } = await loadFixture(aMerit);
      const closesAt = start + DAY;
      const proposalId = await vote(closesAt, CITIZEN);
      await time.setNextBlockTimestamp(closesAt + 1n);
      await expect(merit.recordBallots([{ citizenId: CITIZEN, proposalId }])).to.emit(merit, "PointsEarned");
    });

    it("reverts with Merit_NoBallot for a citizen who cast none", async () => {
      const { merit, vote, start } = await loadFixture(aMerit);
      const proposalId = await vote(start, 2);
      await expect(merit.recordBallots([{ citizenId: CITIZEN, proposalId }]))
        .to.be.revertedWithCustomError(merit, "Merit_NoBallot")
        .withArgs(CITIZEN, proposalId);
    });

    it("reverts with Merit_NoBallot for a proposal that there never was", async () => {
      const { merit } = await loadFixture(aMerit);
      await expect(merit.recordBallots([{ citizenId: CITIZEN, proposalId: 99 }]))
        .to.be.revertedWithCustomError(merit, "Merit_NoBallot")
        .withArgs(CITIZEN, 99);
    });

    it("reverts with Merit_NoInstitution in a nation without a governor", async () => {
      const { merit, witness } = await loadFixture(aMerit);
      await witness.appoint(key("governor"), ZeroAddress);
      await expect(merit.recordBallots([]))
        .to.be.revertedWithCustomError(merit, "Merit_NoInstitution")
        .withArgs(key("governor"));
    });
  });

  describe("hasBallotPoint()", () => {
    it("tells of the period, and of no other", async () => {
      const { merit, recordBallot, start } = await loadFixture(aMerit);
      await recordBallot(start);
      const period = await merit.periodOf(start);
      const found = [-1n, 0n, 1n].map((step) => merit.hasBallotPoint(CITIZEN, period + step));
      expect(await Promise.all(found)).to.deep.equal([false, true, false]);
    });
  });

  describe("periodOf()", () => {
    it("begins a period every 30 days since 1970", async () => {
      const { merit } = await loadFixture(aMerit);
      const first = beginning(await now());
      const found = [first - 1n, first, first + PERIOD - 1n].map((moment) => merit.periodOf(moment));
      expect(await Promise.all(found)).to.deep.equal([first / PERIOD - 1n, first / PERIOD, first / PERIOD]);
    });
  });
});
