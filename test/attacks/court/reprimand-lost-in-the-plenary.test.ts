import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { coins } from "../../fixtures/money";
import { ACCUSED, aTribunal, fine, Outcome, revocation, Ruling } from "../../fixtures/tribunal";
import { NATIVE } from "../../fixtures/treasury";

/** Five jurors reprimand, and the accused appeals, since the plenary of an ending knew no ruling but the end and the acquittal. */
async function appealed() {
  const world = await aTribunal();
  const { court, citizen, challenge, caseOf } = world;
  const caseId = await challenge({ sanctions: [fine(coins(50)), revocation] });
  const dispute = caseOf(caseId);
  await dispute.judge(Array.from({ length: 5 }, () => Ruling.reprimand));
  await dispute.fund(Ruling.dismiss, citizen(ACCUSED), 3n * (await court.appealCost(caseId, "0x")));
  await dispute.pass();
  await dispute.pass();
  return { ...world, caseId };
}

describe("Attack: an offender appeals to a plenary that can only end the citizenship or acquit", () => {
  async function judged() {
    const world = await loadFixture(appealed);
    const { court, citizen, caseOf, caseId } = world;
    for (let id = 1; id <= 11; ++id) {
      await court.connect(citizen(id)).voteInPlenary(caseId, id <= 4 ? Ruling.grant : Ruling.reprimand, "");
    }
    await caseOf(caseId).pass();
    await court.execute(caseId);
    return world;
  }

  it("is reprimanded, as eleven of thirteen find an offence", async () => {
    const { tribunal, caseId } = await judged();
    expect((await tribunal.challengeOf(caseId)).outcome).to.equal(Outcome.Reprimanded);
    expect(await tribunal.offencesOf(ACCUSED)).to.equal(1n);
  });

  it("gets no bond", async () => {
    const { tribunal } = await judged();
    expect(await tribunal.owedToCitizen(NATIVE, ACCUSED)).to.equal(0n);
  });
});
