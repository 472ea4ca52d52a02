import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aMerit, CITIZEN, CITIZENS } from "../../unit/merit/world";

const CASE = 4;
const AGAIN = BigInt(CITIZENS) + 1n;

/** A citizen with a ballot, a point and an offence leaves, and comes back as another citizen. */
async function aReturn() {
  const world = await aMerit();
  const { merit, citizenship, holders, vote, start, grant } = world;
  const holder = holders[Number(CITIZEN) - 1];
  const proposalId = await vote(start, CITIZEN);
  await merit.recordBallots([{ citizenId: CITIZEN, proposalId }]);
  await grant(CASE, CITIZEN);
  await citizenship.end(CITIZEN);
  await citizenship.admit(holder);
  return { ...world, holder, proposalId };
}

describe("Attack: a citizen leaves and comes back, for the points and without the offences", () => {
  it("gives the person no second point for the ballot of the former citizenship", async () => {
    const { merit, proposalId } = await loadFixture(aReturn);
    await expect(merit.recordBallots([{ citizenId: AGAIN, proposalId }]))
      .to.be.revertedWithCustomError(merit, "Merit_NoBallot")
      .withArgs(AGAIN, proposalId);
  });

  it("leaves the points with the citizenship that ended", async () => {
    const { merit } = await loadFixture(aReturn);
    expect(await merit.meritOf(AGAIN)).to.equal(0);
    expect((await merit.recordOf(CITIZEN)).ballots).to.equal(1);
  });

  it("leaves no offence behind, whenever it is recorded (MERIT-5)", async () => {
    const { merit } = await loadFixture(aReturn);
    await merit.recordOffences([CASE]);
    expect((await merit.recordOf(AGAIN)).offences).to.equal(1);
    expect((await merit.offenceOf(AGAIN, 1)).caseId).to.equal(CASE);
  });

  it("puts an offence of the present citizenship beside that of the former one", async () => {
    const { merit, grant } = await loadFixture(aReturn);
    await grant(5, AGAIN);
    await merit.recordOffences([CASE, 5]);
    expect((await merit.recordOf(AGAIN)).offences).to.equal(2);
  });

  it("follows the person to a new key", async () => {
    const { merit, citizenship, recordBallot, start, awarder: newKey } = await loadFixture(aMerit);
    await recordBallot(start, 2);
    const before = await merit.recordOf(2);
    await citizenship.move(2, newKey);
    expect((await merit.recordOf(2)).ballots).to.equal(before.ballots);
  });
});
