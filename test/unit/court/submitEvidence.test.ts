import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt } from "../../fixtures/court";
import { LONGEST, TOO_LONG } from "./world";

describe("Court", () => {
  describe("submitEvidence()", () => {
    it("emits Evidence in the group of the case", async () => {
      const { court, open, stranger } = await loadFixture(aCourt);
      const { id } = await open();
      await expect(court.connect(stranger).submitEvidence(id, LONGEST))
        .to.emit(court, "Evidence")
        .withArgs(court, id, stranger, LONGEST);
    });

    it("reverts with Court_TextTooLong for a text of 2,049 bytes", async () => {
      const { court, open } = await loadFixture(aCourt);
      const { id } = await open();
      await expect(court.submitEvidence(id, TOO_LONG))
        .to.be.revertedWithCustomError(court, "Court_TextTooLong")
        .withArgs(2_049, 2_048);
    });

    it("reverts with Court_TooLate once the phase is over", async () => {
      const { court, open } = await loadFixture(aCourt);
      const dispute = await open();
      await dispute.wait();
      await expect(court.submitEvidence(dispute.id, ""))
        .to.be.revertedWithCustomError(court, "Court_TooLate")
        .withArgs(dispute.id, (await dispute.caseView()).endsAt);
    });
  });
});
