import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { BOND, CITIZEN_DAYS } from "../../fixtures/court";
import { DAY, key } from "../../fixtures/money";
import { aRoll } from "./world";

/** No bond is due. Citizens 11 and 12 never were on the roll. */
async function withoutBond() {
  const world = await aRoll();
  await world.roll.connect(world.government).setProvision(key("bond"), 0);
  return world;
}

describe("JuryRoll", () => {
  describe("enrolFor()", () => {
    // Checks JURY-1.
    it("gives each citizen a place, without a bond", async () => {
      const { roll, stranger } = await loadFixture(withoutBond);
      const sent = roll.connect(stranger).enrolFor([11, 12]);
      await expect(sent).to.emit(roll, "JurorEnrolled").withArgs(11, 11, 0);
      await expect(sent).to.emit(roll, "JurorEnrolled").withArgs(12, 12, 0);
      expect(await roll.size()).to.deep.equal([12n, 12n]);
    });

    it("returns how many were enrolled", async () => {
      const { roll } = await loadFixture(withoutBond);
      expect(await roll.enrolFor.staticCall([10, 11, 12])).to.equal(2n);
    });

    it("enrols nobody twice who is named twice", async () => {
      const { roll } = await loadFixture(withoutBond);
      expect(await roll.enrolFor.staticCall([11, 11])).to.equal(1n);
    });

    it("reverts with JuryRoll_BondDue where a bond is due", async () => {
      const { roll } = await loadFixture(aRoll);
      await expect(roll.enrolFor([11]))
        .to.be.revertedWithCustomError(roll, "JuryRoll_BondDue")
        .withArgs(BOND);
    });

    it("passes over whoever opted out", async () => {
      const { roll, citizen } = await loadFixture(withoutBond);
      await roll.connect(citizen(11)).optOut();
      expect(await roll.enrolFor.staticCall([11, 12])).to.equal(1n);
    });

    it("passes over whoever is not active", async () => {
      const { roll, citizenship } = await loadFixture(withoutBond);
      await citizenship.setActive(11, false);
      expect(await roll.enrolFor.staticCall([11, 12, 99])).to.equal(1n);
    });

    it("passes over a citizen admitted too recently, until the time", async () => {
      const { roll, citizenship, stranger } = await loadFixture(withoutBond);
      await citizenship.admit(stranger);
      const eligibleAt = (await time.latest()) + CITIZEN_DAYS * DAY;
      await time.increaseTo(eligibleAt - 1);
      expect(await roll.enrolFor.staticCall([13], { blockTag: "latest" })).to.equal(0n);
      await time.increaseTo(eligibleAt);
      expect(await roll.enrolFor.staticCall([13])).to.equal(1n);
    });

    it("passes over whoever left the roll, also once the place is free", async () => {
      const { roll, citizen } = await loadFixture(withoutBond);
      await roll.connect(citizen(4)).retire();
      expect(await roll.enrolFor.staticCall([4])).to.equal(0n);
      await time.increase(30 * DAY);
      await roll.withdraw(4);
      expect(await roll.enrolFor.staticCall([4])).to.equal(0n);
    });
  });

  describe("optOut()", () => {
    it("emits JurorOptedOut", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(11)).optOut())
        .to.emit(roll, "JurorOptedOut")
        .withArgs(11);
    });

    it("does nothing the second time", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(11)).optOut();
      await expect(roll.connect(citizen(11)).optOut()).not.to.emit(roll, "JurorOptedOut");
    });

    it("keeps nobody from enrolling alone", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(11)).optOut();
      await expect(roll.connect(citizen(11)).enrol())
        .to.emit(roll, "JurorEnrolled")
        .withArgs(11, 11, BOND);
    });

    it("is open to who is not active yet", async () => {
      const { roll, citizenship, citizen } = await loadFixture(aRoll);
      await citizenship.setActive(11, false);
      await expect(roll.connect(citizen(11)).optOut())
        .to.emit(roll, "JurorOptedOut")
        .withArgs(11);
    });

    it("reverts with JuryRoll_NotCitizen for a stranger", async () => {
      const { roll, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).optOut())
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotCitizen")
        .withArgs(stranger);
    });

    it("reverts with JuryRoll_AlreadyEnrolled for who is on the roll", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(4)).optOut())
        .to.be.revertedWithCustomError(roll, "JuryRoll_AlreadyEnrolled")
        .withArgs(4, 4);
    });
  });
});
