import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { citizenId } from "../../../sdk/src";
import { ENDLESS, signedAcceptance } from "../../fixtures/citizenship";
import { seat } from "../../fixtures/justice";
import { aRecoveringNation } from "../../fixtures/recovery";

const DAY = 86_400;
const ANN = citizenId.from(1);

/** A nation with a roll of ten, among them Ann and whom she trusts. */
async function aNation() {
  const lawful = await aRecoveringNation();
  const newKey = (await ethers.getSigners())[30];
  const present = lawful.recovery.connect(lawful.citizens[0]);
  const panelOf = async (byCitizen: number) => {
    const { caseId } = await lawful.as(byCitizen).recovery.contest.wait({ citizenId: ANN });
    await seat(lawful, caseId);
    const { round } = await lawful.asStranger.court.case({ caseId });
    return round.panel.map((juror) => Number(juror.citizenId));
  };
  return { ...lawful, newKey, present, panelOf };
}

/**
 * Attack: whoever has the present key chooses other guardians before the recovery is contested, so that these do not judge, and the
 * guardians who announced do.
 *
 * Defence: the parties of a case are the citizen and the guardians who announced, whoever are guardians by then.
 */
describe("Attack: guardians are chosen so that others judge a recovery", () => {
  it("excuses who announced, and nobody whom the present key names afterwards", async () => {
    const { recovery, citizens, present, newKey, panelOf } = await loadFixture(aNation);
    for (const guardians of [
      [7, 8],
      [2, 3],
    ]) {
      await present.chooseGuardians(2, [], guardians);
      await time.increase(14 * DAY);
    }
    await present.chooseGuardians(2, [], [4, 5, 6]);
    await time.increase(DAY);
    for (const [index, id] of [2, 3].entries()) await recovery.connect(citizens[id - 1]).confirm(ANN, newKey, index);
    await time.increase(13 * DAY);
    await present.stop();
    const panel = await panelOf(2);
    expect(panel.length).to.equal(5);
    for (const id of [1, 2, 3]) expect(panel).not.to.include(id);
    // Of seven others five sit, so that one at least is whom the thief named.
    expect(panel.some((id) => [4, 5, 6].includes(id))).to.equal(true);
  });

  it("excuses guardians named by an account that holds a citizenship by then, each once", async () => {
    const { recovery, citizens, citizenship, present, newKey, panelOf } = await loadFixture(aNation);
    const accounts = (await ethers.getSigners())
      .slice(31, 33)
      .sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
    await present.chooseGuardians(2, accounts, [4]);
    await time.increase(14 * DAY);
    for (const [index, one] of accounts.entries()) await recovery.connect(one).confirm(ANN, newKey, index);
    await present.stop();
    // Citizen 2 moves to the first of these accounts, and citizen 4, who is a guardian by name, to the second.
    for (const [index, id] of [2, 4].entries()) {
      const [signer, newHolder] = [accounts[index], accounts[index].address];
      const signature = await signedAcceptance(citizenship, { citizenId: id, newHolder, signer });
      await citizenship.connect(citizens[id - 1]).move(id, newHolder, ENDLESS, signature);
    }
    const panel = await panelOf(9);
    expect(panel.length).to.equal(5);
    for (const id of [1, 2, 4]) expect(panel).not.to.include(id);
  });
});
