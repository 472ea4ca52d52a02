import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { midnight, Standing } from "../../fixtures/citizenship";
import { DAY, key } from "../../fixtures/money";
import { ACCUSED, foundTribunal, rulingIdOf, OTHER, Ruling, suspension } from "../../fixtures/tribunal";
import { granted } from "./world";

const now = async () => BigInt(await time.latest());

describe("Enforcement", () => {
  describe("a suspension", () => {
    async function given() {
      const world = await foundTribunal();
      const caseId = await granted(world, [suspension(30 * DAY)]);
      return { ...world, caseId };
    }

    it("runs from its enforcement, to the midnight at or after its end", async () => {
      const { tribunal, citizenship, caseId } = await loadFixture(given);
      await time.increase(50 * DAY);
      const sent = await tribunal.enforce(caseId);
      const until = midnight((await now()) + BigInt(30 * DAY));
      await expect(sent).to.emit(citizenship, "CitizenSuspended").withArgs(ACCUSED, until, rulingIdOf(caseId));
      const { standing, suspendedUntil } = await citizenship.citizen(ACCUSED);
      expect([standing, suspendedUntil]).to.deep.equal([Standing.Suspended, until]);
    });

    it("follows on a suspension under way", async () => {
      const { tribunal, citizenship, caseId, ruled } = await loadFixture(given);
      await tribunal.enforce(caseId);
      const first = (await citizenship.citizen(ACCUSED)).suspendedUntil;
      const second = await ruled(Ruling.grant, { sanctions: [suspension(10 * DAY)] });
      await tribunal.enforce(second);
      const { standing, suspendedUntil } = await citizenship.citizen(ACCUSED);
      expect([standing, suspendedUntil]).to.deep.equal([Standing.Suspended, first + BigInt(10 * DAY)]);
    });

    it("takes no vote, now or in between", async () => {
      const { tribunal, citizenship, caseId, ruled } = await loadFixture(given);
      await tribunal.enforce(caseId);
      const second = await ruled(Ruling.grant, { sanctions: [suspension(10 * DAY)] });
      await tribunal.enforce(second);
      const moment = await now();
      await time.increase(1);
      expect(await citizenship.pastVotesOf(ACCUSED, moment)).to.equal(1n);
    });

    it("starts now when the last one is over and nobody has reinstated the citizen", async () => {
      const { tribunal, citizenship, caseId, ruled } = await loadFixture(given);
      await tribunal.enforce(caseId);
      const second = await ruled(Ruling.grant, { sanctions: [suspension(10 * DAY)] });
      await time.increaseTo((await citizenship.citizen(ACCUSED)).suspendedUntil + 1n);
      await tribunal.enforce(second);
      const until = midnight((await now()) + BigInt(10 * DAY));
      expect((await citizenship.citizen(ACCUSED)).suspendedUntil).to.equal(until);
    });

    it("reaches a citizen whose term is over", async () => {
      const { tribunal, citizenship, newKey, ruled } = await loadFixture(given);
      await citizenship.setProvision(key("term"), 90);
      await citizenship.connect(newKey).requestAdmission(ethers.ZeroHash);
      await citizenship.admit(newKey);
      const caseId = await ruled(Ruling.grant, { of: OTHER + 1, sanctions: [suspension(10 * DAY)] });
      await time.increase(100 * DAY);
      expect(await citizenship.isActive(OTHER + 1)).to.equal(false);
      await expect(tribunal.enforce(caseId)).to.emit(citizenship, "CitizenSuspended");
    });

    it("stays due once the citizenship has ended", async () => {
      const { tribunal, citizenship, citizen, caseId } = await loadFixture(given);
      await citizenship.connect(citizen(ACCUSED)).renounce();
      await expect(tribunal.enforce(caseId))
        .to.emit(tribunal, "SanctionFailed")
        .withArgs(caseId, ACCUSED, 0, tribunal.interface.encodeErrorResult("Enforcement_NobodyHeld", [ACCUSED]));
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([false]);
    });

    it("ends by its time, when a stranger can reinstate the citizen", async () => {
      const { tribunal, citizenship, stranger, caseId } = await loadFixture(given);
      await tribunal.enforce(caseId);
      await time.increaseTo((await citizenship.citizen(ACCUSED)).suspendedUntil);
      await expect(citizenship.connect(stranger).reinstate(ACCUSED)).to.emit(citizenship, "CitizenReinstated");
    });
  });
});
