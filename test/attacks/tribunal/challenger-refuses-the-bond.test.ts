import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { ACCUSED, CHALLENGE_BOND, foundTribunal, Ground, OTHER, Outcome, PRICE, Ruling } from "../../fixtures/tribunal";
import { NATIVE } from "../../fixtures/money";

/** A challenge by a contract that takes no money. */
async function aRefusingChallenger() {
  const world = await foundTribunal();
  const challenger = await ethers.deployContract("RefusingChallenger");
  const { tribunal } = world;
  const data = tribunal.interface.encodeFunctionData("challenge", [ACCUSED, Ground.FalseDossier, 0, [], ""]);
  await challenger.send(tribunal, data, { value: PRICE });
  return { ...world, challenger, caseId: 1n };
}

describe("Attack: a challenger refuses the bond, to keep the ruling from taking effect", () => {
  for (const [ruling, outcome] of [
    [Ruling.refuse, Outcome.Undecided],
    [Ruling.dismiss, Outcome.Dismissed],
    [Ruling.grant, Outcome.Granted],
  ] as const) {
    it(`keeps ruling ${ruling} from nothing`, async () => {
      const { tribunal, court, rule, caseId } = await loadFixture(aRefusingChallenger);
      await expect(rule(caseId, ruling)).to.emit(court, "RulingDelivered");
      expect((await tribunal.challengeOf(caseId)).outcome).to.equal(outcome);
    });
  }

  it("leaves the bond owed, and nobody else's with it", async () => {
    const { tribunal, challenger, rule, ruled, stranger, caseId } = await loadFixture(aRefusingChallenger);
    await rule(caseId, Ruling.grant);
    await expect(tribunal.claim(NATIVE, challenger)).to.be.revertedWithCustomError(tribunal, "Payouts_PaymentRefused");
    await ruled(Ruling.grant, { of: OTHER });
    await expect(tribunal.claim(NATIVE, stranger)).to.changeEtherBalance(stranger, CHALLENGE_BOND);
    await challenger.setTakes(true);
    await expect(tribunal.claim(NATIVE, challenger)).to.changeEtherBalance(challenger, CHALLENGE_BOND);
  });
});
