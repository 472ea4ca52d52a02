import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { coins } from "../../fixtures/money";
import { aTribunal, fine, Outcome, revocation, Ruling } from "../../fixtures/tribunal";

const { dismiss, reprimand, grant } = Ruling;

// Three of five do not end a citizenship: they count as reprimands.
describe("Attack: those who find the accused guilty are beaten, since they differ about the sanction", () => {
  for (const [votes, sanction, outcome, what] of [
    [[dismiss, reprimand, grant], fine(coins(80)), Outcome.Reprimanded, "1 : 1 : 1"],
    [[dismiss, dismiss, reprimand, grant, grant], revocation, Outcome.Reprimanded, "2 : 1 : 2"],
    [[dismiss, dismiss, grant, grant, grant], revocation, Outcome.Reprimanded, "2 : 0 : 3"],
    [[dismiss, dismiss, dismiss, reprimand, grant], revocation, Outcome.Dismissed, "3 : 1 : 1"],
  ] as const) {
    it(`rules as the juror in the middle does, by ${what} of dismissals, reprimands and grants`, async () => {
      const { tribunal, court, challenge, caseOf } = await loadFixture(aTribunal);
      const caseId = await challenge({ sanctions: [sanction] });
      const dispute = await caseOf(caseId).decide(votes);
      await court.execute(dispute.id);
      expect((await tribunal.challengeOf(caseId)).outcome).to.equal(outcome);
    });
  }
});
