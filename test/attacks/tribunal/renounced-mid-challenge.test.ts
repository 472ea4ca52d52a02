import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Standing } from "../../fixtures/citizenship";
import { coins, DAY } from "../../fixtures/money";
import {
  ACCUSED,
  CHALLENGE_BOND,
  fine,
  foundTribunal,
  Ground,
  OTHER,
  revocation,
  Ruling,
  suspension,
} from "../../fixtures/tribunal";
import { NATIVE } from "../../fixtures/money";

/** Whoever is challenged has a stake, and renounces before the ruling. */
async function aRenouncer() {
  const world = await foundTribunal();
  const { stake, citizenship, citizen } = world;
  await stake.connect(citizen(ACCUSED)).stake(coins(100));
  const caseId = await world.challenge({ sanctions: [suspension(DAY), fine(coins(30)), revocation] });
  await citizenship.connect(citizen(ACCUSED)).renounce();
  return { ...world, caseId };
}

describe("Attack: the accused renounces before the ruling", () => {
  it("escapes no fine: what is at stake is still within reach", async () => {
    const { tribunal, stake, rule, caseId } = await loadFixture(aRenouncer);
    await rule(caseId, Ruling.grant);
    await tribunal.enforce(caseId);
    expect((await stake.positionOf(ACCUSED)).staked).to.equal(coins(70));
  });

  it("leaves nobody to suspend or revoke, which stays due", async () => {
    const { tribunal, rule, caseId } = await loadFixture(aRenouncer);
    await rule(caseId, Ruling.grant);
    const sent = tribunal.enforce(caseId);
    const reason = tribunal.interface.encodeErrorResult("Enforcement_NobodyHeld", [ACCUSED]);
    for (const index of [0, 2]) {
      await expect(sent).to.emit(tribunal, "SanctionFailed").withArgs(caseId, ACCUSED, index, reason);
    }
    expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([false, true, false]);
  });

  it("counts as an offence of that person none the less", async () => {
    const { tribunal, rule, caseId } = await loadFixture(aRenouncer);
    await rule(caseId, Ruling.grant);
    expect(await tribunal.offencesOf(ACCUSED)).to.equal(1n);
  });

  context("given the account is admitted again before the ruling is carried out", () => {
    /** The account's new citizenship. */
    const ANEW = OTHER + 1;
    async function aReturn() {
      const world = await aRenouncer();
      const { citizenship, citizen } = world;
      await citizenship.connect(citizen(ACCUSED)).requestAdmission(ethers.ZeroHash);
      await citizenship.admit(citizen(ACCUSED));
      return world;
    }

    it("is suspended and revoked as the same person", async () => {
      const { tribunal, citizenship, rule, caseId } = await loadFixture(aReturn);
      await rule(caseId, Ruling.grant);
      const sent = tribunal.enforce(caseId);
      for (const index of [0, 2]) {
        await expect(sent).to.emit(tribunal, "SanctionCarriedOut").withArgs(caseId, ACCUSED, index, anyValue);
      }
      expect((await citizenship.citizen(ANEW)).standing).to.equal(Standing.Revoked);
    });

    it("can still answer the challenge", async () => {
      const { tribunal, citizen, caseId } = await loadFixture(aReturn);
      await expect(tribunal.connect(citizen(ACCUSED)).answer(caseId, "")).to.emit(tribunal, "ChallengeAnswered");
    });
  });

  it("gets the bond if the challenge is dismissed", async () => {
    const { tribunal, citizen, rule, caseId } = await loadFixture(aRenouncer);
    await rule(caseId, Ruling.dismiss);
    await expect(tribunal.claimForCitizen(NATIVE, ACCUSED)).to.changeEtherBalance(citizen(ACCUSED), CHALLENGE_BOND);
  });

  it("makes a challenger who renounces lose nothing", async () => {
    const { tribunal, citizenship, citizen, challenge, rule } = await loadFixture(aRenouncer);
    const caseId = await challenge({ of: OTHER, by: citizen(11), ground: Ground.Deceased });
    await citizenship.connect(citizen(11)).renounce();
    await rule(caseId, Ruling.grant);
    await expect(tribunal.claimForCitizen(NATIVE, 11)).to.changeEtherBalance(citizen(11), CHALLENGE_BOND);
  });
});
