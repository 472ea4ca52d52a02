import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ACCUSED, ARTICLE, aTribunal, COOL_OFF, fine, Ground, OTHER, Ruling } from "../../fixtures/tribunal";
import { now } from "./world";

describe("Tribunal", () => {
  describe("challengeable()", () => {
    it("returns true for a citizen who was never challenged", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      expect(await tribunal.challengeable(ACCUSED, Ground.Deceased, 0)).to.deep.equal([true, 0n, 0n]);
    });

    it("returns false and the pending challenge while one is pending", async () => {
      const { tribunal, challenge } = await loadFixture(aTribunal);
      const caseId = await challenge();
      expect(await tribunal.challengeable(ACCUSED, Ground.FalseDossier, 0)).to.deep.equal([false, caseId, 0n]);
    });

    it("tells offences apart by their article, and duplicates not by the other citizen", async () => {
      const { tribunal, challenge } = await loadFixture(aTribunal);
      await challenge({ sanctions: [fine(1n)] });
      await challenge({ ground: Ground.DuplicatePerson });
      expect((await tribunal.challengeable(ACCUSED, Ground.Offence, ARTICLE))[0]).to.equal(false);
      expect((await tribunal.challengeable(ACCUSED, Ground.Offence, ARTICLE + 1))[0]).to.equal(true);
      expect((await tribunal.challengeable(ACCUSED, Ground.DuplicatePerson, 1))[0]).to.equal(false);
    });

    it("returns false for a citizenship that nobody holds", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      expect(await tribunal.challengeable(OTHER + 1, Ground.Deceased, 0)).to.deep.equal([false, 0n, 0n]);
    });

    for (const ruling of [Ruling.refuse, Ruling.dismiss]) {
      context(`given such a challenge failed by ruling ${ruling}`, () => {
        it("returns false until the cool-off ends, and challenge() reverts until then", async () => {
          const { tribunal, ruled, send } = await loadFixture(aTribunal);
          await ruled(ruling);
          const endsAt = (await now()) + BigInt(COOL_OFF);
          expect(await tribunal.challengeable(ACCUSED, Ground.FalseDossier, 0)).to.deep.equal([false, 0n, endsAt]);
          await time.setNextBlockTimestamp(endsAt - 1n);
          await expect(send()).to.be.revertedWithCustomError(tribunal, "Tribunal_CoolingOff").withArgs(ACCUSED, endsAt);
          await time.setNextBlockTimestamp(endsAt);
          await expect(send()).not.to.be.reverted;
        });

        it("returns true on another ground", async () => {
          const { tribunal, ruled } = await loadFixture(aTribunal);
          await ruled(ruling);
          expect((await tribunal.challengeable(ACCUSED, Ground.Deceased, 0))[0]).to.equal(true);
        });
      });
    }

    it("returns true at once after a reprimand", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      await ruled(Ruling.reprimand, { sanctions: [fine(1n)] });
      expect((await tribunal.challengeable(ACCUSED, Ground.Offence, ARTICLE))[0]).to.equal(true);
    });
  });
});
