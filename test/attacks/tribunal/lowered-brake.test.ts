import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Standing } from "../../fixtures/citizenship";
import { DAY, key } from "../../fixtures/money";
import { ACCUSED, aTribunal, OTHER, Ruling } from "../../fixtures/tribunal";

/** A place is left in the line, until the government lowers the brake: then it is closed beyond the lapse of the one who waits. */
async function lowered() {
  const world = await aTribunal();
  const { tribunal, government, ruled } = world;
  await tribunal.connect(government).setProvision(key("monthlyEndings"), 20_00);
  const caseId = await ruled(Ruling.grant);
  const other = await ruled(Ruling.grant, { of: OTHER });
  const { lapsesAt } = await tribunal.challengeOf(caseId);
  await time.increaseTo(lapsesAt - BigInt(29 * DAY));
  await tribunal.enforce(other);
  await tribunal.connect(government).setProvision(key("monthlyEndings"), 2_00);
  return { ...world, caseId, lapsesAt };
}

describe("Attack: a government lowers the brake on endings, so that a friend's ending lapses in line", () => {
  it("adds the time in which the line is closed, once anybody has tried to carry the ending out", async () => {
    const { tribunal, citizenship, caseId, lapsesAt } = await loadFixture(lowered);
    await tribunal.enforce(caseId);
    const possibleAt = await tribunal.nextEndingAt(false);
    expect(possibleAt).to.be.greaterThan(lapsesAt);
    await time.increaseTo(possibleAt);
    await tribunal.enforce(caseId);
    expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Revoked);
  });
});
