import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aMerit, beginning, CITIZEN, PERIOD } from "../../unit/merit/world";

describe("Attack: ballots are timed around the edge of a period", () => {
  it("dates two points around an edge a whole period apart", async () => {
    const { merit, recordBallot, start } = await loadFixture(aMerit);
    const edge = beginning(start) + PERIOD;
    await time.increaseTo(edge + 10n);
    await recordBallot(edge - 1n);
    await recordBallot(edge);
    const dates = (await merit.queryFilter(merit.filters.PointsEarned())).map(({ args }) => args.earnedAt);
    expect(dates).to.deep.equal([edge - PERIOD, edge]);
  });

  it("gives no third point before another period begins", async () => {
    const { merit, recordBallot, start } = await loadFixture(aMerit);
    const edge = beginning(start) + PERIOD;
    await time.increaseTo(edge + PERIOD);
    for (const closesAt of [edge - 1n, edge, edge + 1n, edge + PERIOD - 1n]) await recordBallot(closesAt);
    expect((await merit.recordOf(CITIZEN)).ballots).to.equal(2);
  });

  it("leaves nobody without the point of a period by recording another one first", async () => {
    const { merit, recordBallot, start } = await loadFixture(aMerit);
    const first = beginning(start);
    await time.increaseTo(first + 3n * PERIOD);
    // Somebody else records the middle one, which lies less than 30 days from both of the others.
    for (const days of [45n, 29n, 61n]) await recordBallot(first + days * 86_400n);
    expect((await merit.recordOf(CITIZEN)).ballots).to.equal(3);
  });
});
