import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { key } from "../../fixtures/money";
import {
  ACCUSED,
  conveyance,
  foundTribunal,
  rulingIdOf,
  order,
  OTHER,
  REPEALED,
  Ruling,
  valuesOf,
  voiding,
} from "../../fixtures/tribunal";
import { granted } from "./world";

describe("Enforcement", () => {
  for (const [what, name, sanction] of [
    ["the voiding of a permit", "permits", voiding(7n)],
    ["the conveyance of a deed", "land", conveyance(7n, OTHER)],
  ] as const) {
    describe(what, () => {
      async function given() {
        const world = await foundTribunal();
        const registry = await ethers.deployContract("PlainRegistry", [world.tribunal]);
        await registry.register(7, ACCUSED);
        await world.appoint(name, await registry.getAddress());
        const caseId = await granted(world, [sanction]);
        return { ...world, caseId, registry };
      }

      it(`is not carried out while the nation has no ${name}, and is once it has`, async () => {
        const { tribunal, registry, caseId, appoint } = await loadFixture(given);
        await appoint(name, ethers.ZeroAddress);
        const reason = tribunal.interface.encodeErrorResult("Enforcement_NoInstitution", [key(name)]);
        await expect(tribunal.enforce(caseId)).to.emit(tribunal, "SanctionFailed").withArgs(caseId, ACCUSED, 0, reason);
        expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([false]);

        await appoint(name, await registry.getAddress());
        await expect(tribunal.enforce(caseId))
          .to.emit(tribunal, "SanctionCarriedOut")
          .withArgs(caseId, ACCUSED, 0, valuesOf(sanction));
        expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true]);
      });

      it("tells the institution what, whose and why", async () => {
        const { tribunal, registry, caseId } = await loadFixture(given);
        await tribunal.enforce(caseId);
        expect(await registry.lastRulingId()).to.equal(rulingIdOf(caseId));
        expect(await registry.ownerOf(7)).to.equal(sanction.recipientId);
        expect(await registry.acts()).to.equal(1n);
      });

      it("fails, with the institution's reason, if it is not the citizen's own any more", async () => {
        const { tribunal, registry, caseId } = await loadFixture(given);
        await registry.register(7, OTHER);
        const reason = registry.interface.encodeErrorResult("PlainRegistry_NotTheirs", [7, ACCUSED]);
        await expect(tribunal.enforce(caseId)).to.emit(tribunal, "SanctionFailed").withArgs(caseId, ACCUSED, 0, reason);
      });
    });
  }

  describe("an order", () => {
    async function given() {
      const world = await foundTribunal();
      const registry = await ethers.deployContract("PlainRegistry", [world.tribunal]);
      await registry.register(7, ACCUSED);
      await world.appoint("guild", await registry.getAddress());
      return { ...world, registry };
    }

    it("reaches an institution of any name", async () => {
      const { tribunal, registry, ruled } = await loadFixture(given);
      const caseId = await ruled(Ruling.grant, { sanctions: [order("guild", 0n, 7n)] });
      await tribunal.enforce(caseId);
      expect(await registry.isVoid(7)).to.equal(true);
    });

    it("is moot when the institution says that nothing is left of it", async () => {
      const { constitution, tribunal, ruled } = await loadFixture(given);
      await constitution.amend(REPEALED, "Hats", "Hats are worn again.");
      const sanctions = [order("guild", 0n, 7n)];
      const first = await ruled(Ruling.grant, { sanctions });
      const later = await ruled(Ruling.grant, { sanctions, citedId: REPEALED });
      await tribunal.enforce(first);
      await expect(tribunal.enforce(later)).to.emit(tribunal, "SanctionMoot").withArgs(later, ACCUSED, 0);
      expect((await tribunal.challengeOf(later)).isEnforced).to.deep.equal([true]);
    });

    for (const [what, number, value] of [
      ["has no such order", 255n, 7n],
      ["has no such thing", 0n, 8n],
    ] as const) {
      it(`reverts with Tribunal_ObjectInvalid when the institution ${what}`, async () => {
        const { tribunal, send } = await loadFixture(given);
        await expect(send({ sanctions: [order("guild", 0n, 7n), order("guild", number, value)] }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_ObjectInvalid")
          .withArgs(1, key("guild"), number, value);
      });
    }

    it("reverts with Tribunal_ObjectInvalid when the thing is another citizen's", async () => {
      const { tribunal, send } = await loadFixture(given);
      await expect(send({ of: OTHER, sanctions: [order("guild", 0n, 7n)] }))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_ObjectInvalid")
        .withArgs(0, key("guild"), 0, 7);
    });

    it("reverts with Tribunal_ObjectInvalid when an order took it before", async () => {
      const { tribunal, send, ruled } = await loadFixture(given);
      await tribunal.enforce(await ruled(Ruling.grant, { sanctions: [order("guild", 0n, 7n)] }));
      await expect(send({ sanctions: [order("guild", 0n, 7n)] }))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_ObjectInvalid")
        .withArgs(0, key("guild"), 0, 7);
    });

    it("reverts with Enforcement_NoInstitution when the nation has none of that name", async () => {
      const { tribunal, send } = await loadFixture(given);
      await expect(send({ sanctions: [order("docks", 0n, 7n)] }))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_NoInstitution")
        .withArgs(key("docks"));
    });
  });
});
