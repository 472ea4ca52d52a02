import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { coins } from "../../fixtures/money";
import { ACCUSED, CHALLENGE_BOND, CHALLENGER, fine, foundTribunal, revocation, Ruling } from "../../fixtures/tribunal";
import { NATIVE } from "../../fixtures/money";

/** Whoever is challenged has a stake, and takes the citizenship to another key before the ruling. */
async function aMover() {
  const world = await foundTribunal();
  await world.stake.connect(world.citizen(ACCUSED)).stake(coins(100));
  const caseId = await world.challenge({
    sanctions: [fine(coins(30)), revocation],
    by: world.citizen(CHALLENGER),
  });
  await world.move(ACCUSED, world.newKey);
  return { ...world, caseId };
}

describe("Attack: the accused moves to another key before the ruling", () => {
  it("is sanctioned as a person", async () => {
    const { tribunal, citizenship, stake, newKey, rule, caseId } = await loadFixture(aMover);
    await rule(caseId, Ruling.grant);
    await tribunal.enforce(caseId);
    expect((await stake.positionOf(ACCUSED)).staked).to.equal(coins(70));
    expect(await citizenship.citizenOf(newKey)).to.equal(0n);
  });

  it("is paid the bond at the new key, and not at the old one", async () => {
    const { tribunal, citizen, newKey, rule, caseId } = await loadFixture(aMover);
    await rule(caseId, Ruling.dismiss);
    await expect(tribunal.claimForCitizen(NATIVE, ACCUSED)).to.changeEtherBalances(
      [newKey, citizen(ACCUSED)],
      [CHALLENGE_BOND, 0n],
    );
  });

  it("pays the challenger who moved, too", async () => {
    const { tribunal, citizen, stranger, move, rule, caseId } = await loadFixture(aMover);
    await move(CHALLENGER, stranger);
    await rule(caseId, Ruling.grant);
    await expect(tribunal.claimForCitizen(NATIVE, CHALLENGER)).to.changeEtherBalances(
      [stranger, citizen(CHALLENGER)],
      [CHALLENGE_BOND, 0n],
    );
  });

  it("cannot challenge their citizenship from the key it was moved to", async () => {
    const { tribunal, send, newKey } = await loadFixture(aMover);
    await expect(send({ by: newKey })).to.be.revertedWithCustomError(tribunal, "Tribunal_OwnCitizenship");
  });
});
