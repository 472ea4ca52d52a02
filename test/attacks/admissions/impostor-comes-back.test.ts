import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { Phase, UNIQUENESS } from "../../fixtures/admissions";
import { admissionsBeforeTheCourt } from "../../fixtures/admitted";
import { DAY } from "../../fixtures/money";
import { revocation, Ruling } from "../../fixtures/tribunal";

/**
 * Attack: an impostor who is challenged renounces and comes back by the same account. The ruling ends the later citizenship, and
 * nothing waits any more that calls the first admission false: the bond goes back in the block of the ruling.
 *
 * Defence: what ended a citizenship lately is pending for a week, whichever citizenship it was.
 */
async function anImpostorWhoCameBack(isOffence: boolean) {
  const world = await admissionsBeforeTheCourt(4);
  const { admit, impostor, newcomer, challenge, citizenship, rule } = world;
  const first = await admit(impostor, [1, 2]);
  const caseId = await challenge(isOffence ? { of: newcomer, sanctions: [revocation] } : { of: newcomer });
  await citizenship.connect(impostor).renounce();
  const second = await admit(impostor, [3, 4]);
  await rule(caseId, Ruling.grant);
  return { ...world, first, second, caseId, later: newcomer + 1 };
}

const anImpostor = () => anImpostorWhoCameBack(false);

/** The same, or an offender, whose later citizenship the ruling has ended. */
async function anEnd(isOffence: boolean) {
  const world = await anImpostorWhoCameBack(isOffence);
  await world.tribunal.enforce(world.caseId);
  return { ...world, endedAt: await time.latest() };
}
const anImpostorsEnd = () => anEnd(false);
const anOffendersEnd = () => anEnd(true);

describe("An impostor who renounces and comes back before the ruling", () => {
  it("has no bond back in the breath of the ruling's enforcement", async () => {
    const { admissions, tribunal, first, caseId, newcomer } = await loadFixture(anImpostor);
    await tribunal.enforce(caseId);
    await expect(admissions.settle(first))
      .to.be.revertedWithCustomError(admissions, "Admissions_BondHeld")
      .withArgs(await admissions.idOf(first), newcomer, caseId);
  });

  it("is ended by the ruling on the former citizenship", async () => {
    const { tribunal, caseId, newcomer, later } = await loadFixture(anImpostorsEnd);
    const { citizenId } = await tribunal.challengeOf(caseId);
    expect([citizenId, await tribunal.endedBy(caseId)]).to.deep.equal([newcomer, later]);
  });

  it("has no bond back a second before the week is over, and then", async () => {
    const { admissions, first, endedAt } = await loadFixture(anImpostorsEnd);
    await time.setNextBlockTimestamp(endedAt + 7 * DAY - 1);
    await expect(admissions.settle(first)).to.be.revertedWithCustomError(admissions, "Admissions_BondHeld");
    await time.setNextBlockTimestamp(endedAt + 7 * DAY);
    await admissions.settle(first);
    expect((await admissions.applicationOf(await admissions.idOf(first))).phase).to.equal(Phase.Settled);
  });

  it("pays the challenger", async () => {
    const { admissions, first, caseId, stranger, bond } = await loadFixture(anImpostorsEnd);
    await admissions.proveFalse(first, caseId);
    expect(await admissions.owedTo(ZeroAddress, stranger)).to.equal((bond * 3n) / 4n);
  });

  it("reverts with Admissions_NotFinal when the later admission is called false by that ruling", async () => {
    const { admissions, second, caseId, later } = await loadFixture(anImpostorsEnd);
    await expect(admissions.proveFalse(second, caseId))
      .to.be.revertedWithCustomError(admissions, "Admissions_NotFinal")
      .withArgs(caseId, later);
  });
});

describe("Whoever a ruling ended after coming back", () => {
  for (const [who, scene] of [
    ["an impostor", anImpostorsEnd],
    ["an offender", anOffendersEnd],
  ] as const) {
    it(`may return as ${who} once the ruling is final`, async () => {
      const { admissions, admit, impostor, citizenship, caseId, later } = await loadFixture(scene);
      expect((await admissions.digestOf(UNIQUENESS)).citizenId).to.equal(later);
      await admissions.allowReturn(UNIQUENESS, caseId);
      await admit(impostor, [1, 3]);
      expect(await citizenship.citizenOf(impostor)).to.equal(later + 1);
    });
  }

  it("leaves a digest that the government can free", async () => {
    const { admissions, government, caseId } = await loadFixture(anOffendersEnd);
    await admissions.allowReturn(UNIQUENESS, caseId);
    await expect(admissions.connect(government).freeDigest(UNIQUENESS)).to.emit(admissions, "DigestFreed");
  });
});
