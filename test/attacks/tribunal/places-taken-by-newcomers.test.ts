import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Standing } from "../../fixtures/citizenship";
import { DAY, key } from "../../fixtures/money";
import { ACCUSED, foundTribunal, OTHER, revocation, Ruling, type TribunalWorld } from "../../fixtures/tribunal";

const [FIRST, SECOND] = [OTHER + 1, OTHER + 2];

async function admit({ citizenship }: TribunalWorld, account: TribunalWorld["stranger"]): Promise<void> {
  await citizenship.connect(account).requestAdmission(ethers.ZeroHash);
  await citizenship.admit(account);
}

/** The guilty waits for the end. An accomplice was admitted, found guilty and ended just before it could be carried out. */
async function anAccompliceEnded() {
  const world = await foundTribunal(true);
  const { tribunal, newKey, ruled } = world;
  await admit(world, newKey);
  const guilty = await ruled(Ruling.grant, { of: ACCUSED, sanctions: [revocation] });
  const accomplice = await ruled(Ruling.grant, { of: FIRST });
  await tribunal.enforce(accomplice);
  return { ...world, guilty, accomplice, endedAt: await time.latest() };
}

/** Two accomplices, of whom the brake lets one go. */
async function twoAccomplices() {
  const world = await foundTribunal(true);
  const { tribunal, citizenship, government, newKey, stranger, ruled } = world;
  await citizenship.connect(government).setProvision(key("monthlyAdmissions"), 25_00);
  await admit(world, newKey);
  await admit(world, stranger);
  const [first, second] = [
    await ruled(Ruling.grant, { of: FIRST }),
    await ruled(Ruling.grant, { of: SECOND, by: newKey }),
  ];
  await tribunal.enforce(first);
  return { ...world, second, endedAt: await time.latest() };
}

// Checks JUST-8.
describe("Attack: accomplices are admitted and ended, so that the guilty's own end waits in line", () => {
  it("ends the guilty at once: newcomers have a line of their own", async () => {
    const { tribunal, citizenship, guilty } = await loadFixture(anAccompliceEnded);
    await tribunal.enforce(guilty);
    expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Revoked);
  });

  it("does not close the line of established citizens", async () => {
    const { tribunal, endedAt } = await loadFixture(anAccompliceEnded);
    expect(await tribunal.nextEndingAt(false)).to.equal(0n);
    expect(await tribunal.nextEndingAt(true)).to.equal(endedAt + 30 * DAY);
  });

  it("gives the guilty no more time than the line of established citizens was closed", async () => {
    const { tribunal, court, guilty } = await loadFixture(anAccompliceEnded);
    const { moment } = await court.decidedAt(guilty);
    expect((await tribunal.challengeOf(guilty)).lapsesAt).to.be.lessThan(moment + BigInt(366 * DAY));
  });

  it("lets no more newcomers go than the brake", async () => {
    const { tribunal, second, endedAt } = await loadFixture(twoAccomplices);
    const reason = tribunal.interface.encodeErrorResult("Enforcement_EndingsBraked", [SECOND, endedAt + 30 * DAY]);
    await expect(tribunal.enforce(second)).to.emit(tribunal, "SanctionFailed").withArgs(second, SECOND, 0, reason);
  });

  it("counts the time in which the newcomers' line is closed for who waits in it", async () => {
    const { tribunal, court, second, endedAt } = await loadFixture(twoAccomplices);
    const { moment } = await court.decidedAt(second);
    await time.increaseTo(endedAt + 30 * DAY);
    expect((await tribunal.challengeOf(second)).lapsesAt).to.be.greaterThan(moment + BigInt(390 * DAY));
  });
});
