import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { caseView } from "../../fixtures/case-view";
import { ACCUSED, CHALLENGER, foundTribunal } from "../../fixtures/tribunal";
import { LONG } from "./world";

describe("Tribunal", () => {
  describe("answer()", () => {
    async function aChallenge() {
      const world = await foundTribunal();
      const caseId = await world.challenge();
      return { ...world, caseId };
    }

    it("emits ChallengeAnswered", async () => {
      const { tribunal, caseId, citizen } = await loadFixture(aChallenge);
      await expect(tribunal.connect(citizen(ACCUSED)).answer(caseId, "Not so."))
        .to.emit(tribunal, "ChallengeAnswered")
        .withArgs(caseId, ACCUSED, citizen(ACCUSED), "Not so.");
    });

    it("is accepted until the evidence ends, and not from then on, though nobody has advanced the case", async () => {
      const { tribunal, court, caseId, citizen } = await loadFixture(aChallenge);
      const { endsAt } = await caseView(court, caseId);
      await time.setNextBlockTimestamp(endsAt - 1n);
      await expect(tribunal.connect(citizen(ACCUSED)).answer(caseId, "")).to.emit(tribunal, "ChallengeAnswered");
      await expect(tribunal.connect(citizen(ACCUSED)).answer(caseId, ""))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NotHeard")
        .withArgs(caseId);
    });

    it("reverts with Tribunal_NotHeard once the case has moved on", async () => {
      const { tribunal, caseId, citizen, caseOf } = await loadFixture(aChallenge);
      await caseOf(caseId).pass();
      await expect(tribunal.connect(citizen(ACCUSED)).answer(caseId, ""))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NotHeard")
        .withArgs(caseId);
    });

    it("is accepted from the new key when the citizenship has moved", async () => {
      const { tribunal, caseId, citizen, newKey, move } = await loadFixture(aChallenge);
      await move(ACCUSED, newKey);
      await expect(tribunal.connect(newKey).answer(caseId, "")).to.emit(tribunal, "ChallengeAnswered");
      await expect(tribunal.connect(citizen(ACCUSED)).answer(caseId, ""))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NotTheAccused")
        .withArgs(caseId, citizen(ACCUSED));
    });

    it("reverts with Tribunal_NotTheAccused when somebody else answers", async () => {
      const { tribunal, caseId, stranger, citizen } = await loadFixture(aChallenge);
      for (const somebody of [stranger, citizen(CHALLENGER)]) {
        await expect(tribunal.connect(somebody).answer(caseId, ""))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NotTheAccused")
          .withArgs(caseId, somebody);
      }
    });

    it("reverts with Tribunal_NoSuchChallenge when there is no such challenge", async () => {
      const { tribunal, citizen } = await loadFixture(aChallenge);
      await expect(tribunal.connect(citizen(ACCUSED)).answer(2, ""))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NoSuchChallenge")
        .withArgs(2);
    });

    it("takes 2,048 bytes and no more", async () => {
      const { tribunal, caseId, citizen } = await loadFixture(aChallenge);
      const accused = tribunal.connect(citizen(ACCUSED));
      await expect(accused.answer(caseId, LONG)).not.to.be.reverted;
      await expect(accused.answer(caseId, `${LONG}x`))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_StatementTooLong")
        .withArgs(2049, 2048);
    });
  });
});
