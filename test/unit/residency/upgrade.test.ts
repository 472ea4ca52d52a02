import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { DAY, nextAt, waitUntil } from "../../fixtures/citizenship";
import { recordOf } from "../../fixtures/records";
import { aResident, CITIZEN, PRICE, REASONS, TERM } from "./world";

const NATIVE = ethers.ZeroAddress;

/** Ann has become a citizen. */
async function aCitizen() {
  const world = await aResident();
  await world.citizenship.setVoter(CITIZEN, world.ann, 1);
  return world;
}

describe("Residency", () => {
  describe("upgrade()", () => {
    it("ends the residency, and emits ResidencyUpgraded", async () => {
      const { residency, ben, ann, since } = await loadFixture(aCitizen);
      const at = since + TERM + DAY;
      await nextAt(at);
      await expect(residency.connect(ben).upgrade(1))
        .to.emit(residency, "ResidencyUpgraded")
        .withArgs(1n, CITIZEN, 10n * PRICE);
      expect(await residency.isPermitted(ann)).to.equal(false);
      expect(await residency.owedToCitizen(NATIVE, CITIZEN)).to.equal(10n * PRICE);
      expect(recordOf(await residency.residencyAt(1))).to.include({ until: at, ahead: 0n, citizenId: CITIZEN });
    });

    it("keeps the history with the citizen", async () => {
      const { residency, since } = await loadFixture(aCitizen);
      await residency.upgrade(1);
      expect(await residency.residencyOf(CITIZEN)).to.equal(1n);
      expect((await residency.residencyAt(1)).since).to.equal(since);
    });

    it("leaves the end of a residency that is over", async () => {
      const { residency, since } = await loadFixture(aCitizen);
      await waitUntil(since + 20n * TERM);
      await residency.upgrade(1);
      expect(await residency.permitUntil(1)).to.equal(since + 12n * TERM);
    });

    it("lets the account be a new resident once it is no citizen's any more", async () => {
      const { residency, citizenship, ann, pay } = await loadFixture(aCitizen);
      await residency.upgrade(1);
      await citizenship.end(CITIZEN);
      await pay(ann, 1);
      expect(await residency.permitOf(ann)).to.equal(2n);
    });

    it("reverts with Residency_NotCitizen the second time, and of who is none", async () => {
      const { residency, ann, ben, pay } = await loadFixture(aCitizen);
      await residency.upgrade(1);
      await pay(ben, 1);
      for (const [id, account] of [
        [1n, ann.address],
        [2n, ben.address],
      ] as const) {
        await expect(residency.upgrade(id))
          .to.be.revertedWithCustomError(residency, "Residency_NotCitizen")
          .withArgs(id, account);
      }
    });

    it("reverts with Residency_Barred as long as the government bars the account", async () => {
      const { residency, citizenship, government, ann, pay } = await loadFixture(aResident);
      const barredUntil = BigInt(await time.latest()) + 30n * DAY;
      await residency.connect(government).revokeResidency(1, barredUntil, REASONS);
      await citizenship.setVoter(CITIZEN, ann, 1);
      await expect(residency.upgrade(1))
        .to.be.revertedWithCustomError(residency, "Residency_Barred")
        .withArgs(ann.address, barredUntil);
      await citizenship.end(CITIZEN);
      await expect(pay(ann, 1)).to.be.revertedWithCustomError(residency, "Residency_Barred");
      await citizenship.setVoter(CITIZEN, ann, 1);
      await waitUntil(barredUntil);
      await residency.upgrade(1);
      expect(await residency.residencyOf(CITIZEN)).to.equal(1n);
    });

    it("reverts with Residency_UnknownResident", async () => {
      const { residency } = await loadFixture(aCitizen);
      await expect(residency.upgrade(0))
        .to.be.revertedWithCustomError(residency, "Residency_UnknownResident")
        .withArgs(0n);
    });
  });

  describe("claimForCitizen()", () => {
    it("pays who became a citizen what was paid ahead, at the account that holds the citizenship", async () => {
      const { residency, ann } = await loadFixture(aCitizen);
      await residency.upgrade(1);
      await expect(residency.claimForCitizen(NATIVE, CITIZEN)).to.changeEtherBalance(ann, 11n * PRICE);
    });
  });
});
