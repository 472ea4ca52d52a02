import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aMerit, CITIZEN, DAY, PERIOD } from "../../unit/merit/world";

describe("Attack: merit is farmed by proposals about nothing", () => {
  it("gives one point in 30 days, though a vote ends every three days", async () => {
    const { merit, vote, start } = await loadFixture(aMerit);
    const begins = start - 5n * DAY;
    await time.increaseTo(begins + 3n * PERIOD);
    const ballots = [];
    for (let day = 0n; day < 90n; day += 3n) {
      ballots.push({ citizenId: CITIZEN, proposalId: await vote(begins + day * DAY, CITIZEN) });
    }
    await merit.recordBallots(ballots);
    expect((await merit.recordOf(CITIZEN)).ballots).to.equal(3);
  });

  it("never weighs more than a ballot a month does, however many there are", async () => {
    const { merit, recordBallot, start } = await loadFixture(aMerit);
    const years = 20n;
    await time.increaseTo(start + years * 365n * DAY);
    for (let month = 0n; month < (years * 365n) / 30n; ++month) await recordBallot(start + month * PERIOD);
    const most = 1 / (1 - 2 ** (-30 / 365));
    expect(Number(await merit.meritOf(CITIZEN)) / 1e18).to.be.lessThan(most);
  });

  it("gives nothing to whoever makes them", async () => {
    const { merit, vote, start } = await loadFixture(aMerit);
    const proposalId = await vote(start, 2);
    await expect(merit.recordBallots([{ citizenId: CITIZEN, proposalId }]))
      .to.be.revertedWithCustomError(merit, "Merit_NoBallot")
      .withArgs(CITIZEN, proposalId);
  });
});
