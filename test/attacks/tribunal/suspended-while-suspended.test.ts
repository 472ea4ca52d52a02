import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Standing } from "../../fixtures/citizenship";
import { DAY } from "../../fixtures/money";
import { ACCUSED, foundTribunal, Ruling, suspension } from "../../fixtures/tribunal";

async function aSuspendedCitizen() {
  const world = await foundTribunal();
  await world.tribunal.enforce(await world.ruled(Ruling.grant, { sanctions: [suspension(100 * DAY)] }));
  const { suspendedUntil } = await world.citizenship.citizen(ACCUSED);
  const caseId = await world.ruled(Ruling.grant, { sanctions: [suspension(DAY)] });
  return { ...world, suspendedUntil, caseId };
}

describe("Attack: a short suspension replaces a long one", () => {
  it("is served after it", async () => {
    const { tribunal, citizenship, suspendedUntil, caseId } = await loadFixture(aSuspendedCitizen);
    await tribunal.enforce(caseId);
    const { standing, suspendedUntil: until } = await citizenship.citizen(ACCUSED);
    expect(standing).to.equal(Standing.Suspended);
    expect(until).to.equal(suspendedUntil + BigInt(DAY));
  });

  it("reinstates nobody by running out of gas between the two", async () => {
    const { tribunal, citizenship, citizen, caseId } = await loadFixture(aSuspendedCitizen);
    for (let gasLimit = 100_000; gasLimit < 1_300_000; gasLimit += 40_000) {
      await tribunal
        .connect(citizen(ACCUSED))
        .enforce(caseId, { gasLimit })
        .catch(() => undefined);
      expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Suspended);
    }
  });

  it("gives no moment in which the citizen is active", async () => {
    const { tribunal, citizenship, caseId } = await loadFixture(aSuspendedCitizen);
    const before = BigInt(await time.latest());
    expect(await citizenship.isActive(ACCUSED)).to.equal(false);
    await tribunal.enforce(caseId);
    const after = BigInt(await time.latest());
    expect(await citizenship.isActive(ACCUSED)).to.equal(false);
    for (const moment of [before, after]) expect(await citizenship.isStillActive(ACCUSED, moment)).to.equal(false);
  });

  it("leaves the vote", async () => {
    const { tribunal, citizenship, caseId } = await loadFixture(aSuspendedCitizen);
    await tribunal.enforce(caseId);
    expect(await citizenship.votesOf(ACCUSED)).to.equal(1n);
  });

  it("leaves the total that a quorum is measured against as it was", async () => {
    const { tribunal, citizenship, caseId } = await loadFixture(aSuspendedCitizen);
    const before = await citizenship.citizenCount();
    await tribunal.enforce(caseId);
    expect(await citizenship.citizenCount()).to.equal(before);
  });
});
