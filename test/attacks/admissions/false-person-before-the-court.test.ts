import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { nation } from "../../fixtures/institutions";
import { foundTribunal, OTHER, Ruling } from "../../fixtures/tribunal";
import { DOSSIER, Phase, UNIQUENESS } from "../../fixtures/admissions";

const NEWCOMER = OTHER + 1;
const BOND = parseEther("0.02");

/**
 * Attack: somebody is admitted with a forged dossier, with a real court in the nation.
 *
 * Defence: a panel of jurors removes the newcomer, whose vote never woke. The bond pays the challenger, and the validators lose
 * theirs.
 */
async function aFalseNewcomer() {
  const world = await foundTribunal(true);
  const { constitution, citizenship, tribunal, treasury, newKey: impostor, citizen, government } = world;
  const { admissions } = await nation({
    only: ["admissions"],
    accounts: {
      constitution: await constitution.getAddress(),
      nation: await world.nation.getAddress(),
      citizenship: await citizenship.getAddress(),
      tribunal: await tribunal.getAddress(),
      treasury,
    },
  });
  for (const citizenId of [1, 2, 3]) {
    await admissions.connect(government).accredit(citizenId);
    await admissions.connect(citizen(citizenId)).payBond({ value: parseEther("0.05") });
  }
  const [fee, bond] = await admissions.cost();
  await admissions.connect(impostor).applyForAdmission(DOSSIER, UNIQUENESS, { value: fee + bond });
  const filed = {
    applicant: impostor.address,
    payer: impostor.address,
    nonce: 0n,
    dossier: DOSSIER,
    uniqueness: UNIQUENESS,
  };
  await citizenship.connect(impostor).requestAdmission(DOSSIER);
  for (const citizenId of [1, 2]) {
    await admissions.connect(citizen(citizenId)).attest(await admissions.idOf(filed));
  }
  await admissions.admit(filed, 0, "0x");
  const caseId = await world.challenge({ of: NEWCOMER });
  return { ...world, admissions, filed, caseId, impostor };
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
