import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { CHALLENGER, OTHER, revocation, Ruling } from "../../fixtures/tribunal";
import { Phase, UNIQUENESS } from "../../fixtures/admissions";
import { admissionsBeforeTheCourt } from "../../fixtures/admitted";

const NEWCOMER = OTHER + 1;
const BOND = parseEther("0.02");

/**
 * Attack: somebody is admitted with a forged dossier, with a real court in the nation.
 *
 * Defence: a panel of jurors removes the newcomer, whose vote never woke. The bond pays the challenger, and the validators lose
 * theirs.
 */
async function aFalseNewcomer() {
  const world = await admissionsBeforeTheCourt(3);
  const { admit, impostor, newcomer, challenge } = world;
  const filed = await admit(impostor, [1, 2]);
  const caseId = await challenge({ of: newcomer });
  return { ...world, filed, caseId };
}

async function aRuling() {
  const world = await aFalseNewcomer();
  await world.rule(world.caseId, Ruling.grant);
  return world;
}

describe("A false person before the court", () => {
  it("has no vote, and no bond back, while the challenge waits", async () => {
    const { admissions, citizenship, filed, caseId } = await loadFixture(aFalseNewcomer);
    await time.increase(31 * 86_400);
    expect(await citizenship.mayVote(NEWCOMER)).to.equal(false);
    await expect(admissions.settle(filed))
      .to.be.revertedWithCustomError(admissions, "Admissions_BondHeld")
      .withArgs(await admissions.idOf(filed), NEWCOMER, caseId);
  });

  it("has no bond back between the ruling and its enforcement", async () => {
    const { admissions, filed, caseId } = await loadFixture(aRuling);
    await expect(admissions.settle(filed))
      .to.be.revertedWithCustomError(admissions, "Admissions_BondHeld")
      .withArgs(await admissions.idOf(filed), NEWCOMER, caseId);
    await expect(admissions.proveFalse(filed, caseId)).to.be.revertedWithCustomError(admissions, "Admissions_NotFinal");
  });

  it("pays the challenger, and costs the validators their bonds", async () => {
    const { admissions, tribunal, stranger, filed, caseId, treasury } = await loadFixture(aRuling);
    await tribunal.enforce(caseId);
    await admissions.proveFalse(filed, caseId);
    expect(await admissions.owedTo(ZeroAddress, stranger)).to.equal((BOND * 3n) / 4n);
    expect(await admissions.owedTo(ZeroAddress, treasury)).to.equal(BOND / 4n + parseEther("0.102"));
    expect((await admissions.applicationOf(await admissions.idOf(filed))).phase).to.equal(Phase.False);
  });

  it("owes the bond to who is acquitted", async () => {
    const { admissions, rule, filed, caseId } = await loadFixture(aFalseNewcomer);
    await rule(caseId, Ruling.dismiss);
    await time.increase(31 * 86_400);
    await admissions.settle(filed);
    expect(await admissions.owedToCitizen(ZeroAddress, NEWCOMER)).to.equal(BOND);
    await expect(admissions.proveFalse(filed, caseId)).to.be.revertedWithCustomError(admissions, "Admissions_NotFinal");
  });
});

/**
 * Attack: an accomplice has the citizenship ended for something else, before the ruling that the admission was false can end it.
 *
 * Defence: a final ruling that an admission was false counts, whatever ended the citizenship.
 */
async function anEndThatAnotherRulingTook() {
  const world = await aFalseNewcomer();
  const { challenge, rule, tribunal, citizen, caseId } = world;
  const another = await challenge({ of: NEWCOMER, by: citizen(CHALLENGER), sanctions: [revocation] });
  await rule(another, Ruling.grant);
  await tribunal.enforce(another);
  await rule(caseId, Ruling.grant);
  return { ...world, another };
}

describe("A false person whose citizenship another ruling ended", () => {
  it("has no bond back as long as that can be shown", async () => {
    const { admissions, tribunal, filed, caseId } = await loadFixture(anEndThatAnotherRulingTook);
    await expect(tribunal.enforce(caseId)).to.emit(tribunal, "SanctionFailed");
    await time.increase(200 * 86_400);
    await expect(admissions.settle(filed))
      .to.be.revertedWithCustomError(admissions, "Admissions_BondHeld")
      .withArgs(await admissions.idOf(filed), NEWCOMER, caseId);
  });

  it("pays who called the admission false, and costs the validators their bonds", async () => {
    const { admissions, stranger, filed, caseId } = await loadFixture(anEndThatAnotherRulingTook);
    await admissions.proveFalse(filed, caseId);
    expect(await admissions.owedTo(ZeroAddress, stranger)).to.equal((BOND * 3n) / 4n);
    for (const validator of [1, 2]) expect((await admissions.validatorOf(validator)).isDisowned).to.equal(true);
  });

  it("returns by the ruling that ended it, and by no other", async () => {
    const { admissions, filed, caseId, another } = await loadFixture(anEndThatAnotherRulingTook);
    await admissions.proveFalse(filed, caseId);
    expect((await admissions.digestOf(UNIQUENESS)).isFinal).to.equal(false);
    await expect(admissions.allowReturn(UNIQUENESS, caseId)).to.be.revertedWithCustomError(
      admissions,
      "Admissions_NotFinal",
    );
    await admissions.allowReturn(UNIQUENESS, another);
    expect((await admissions.digestOf(UNIQUENESS)).isFinal).to.equal(true);
  });
});
