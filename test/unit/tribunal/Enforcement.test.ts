import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { expect } from "chai";
import { ethers } from "hardhat";
import { midnight, Standing } from "../../fixtures/citizenship";
import { ALL_TRIES, BOND } from "../../fixtures/court";
import { coins, DAY, key } from "../../fixtures/money";
import {
  ACCUSED,
  aTribunal,
  conveyance,
  fine,
  foundTribunal,
  Ground,
  groundsOf,
  order,
  type SanctionTerms,
  OTHER,
  Outcome,
  revocation,
  Ruling,
  suspension,
  type TribunalWorld,
  valuesOf,
  voiding,
} from "../../fixtures/tribunal";

const now = async () => BigInt(await time.latest());
const JUROR = 1;
const SANCTION_GAS = 1_000_000;

/** A challenge of an offence that was granted, and waits to be enforced. */
async function granted(world: TribunalWorld, sanctions: readonly SanctionTerms[], of = ACCUSED) {
  return world.ruled(Ruling.grant, { sanctions, of });
}

const aFined = (amount: bigint, of = ACCUSED) =>
  async function aFinedCitizen() {
    const world = await foundTribunal();
    const caseId = await granted(world, [fine(amount)], of);
    return { ...world, caseId };
  };

describe("Enforcement", () => {
  describe("a fine", () => {
    const fined = aFined(coins(150));

    context("given enough is staked", () => {
      async function given() {
        const world = await fined();
        await world.stake.connect(world.citizen(ACCUSED)).stake(coins(200));
        return world;
      }

      it("is taken from the stake, for the treasury", async () => {
        const { tribunal, stake, coin, treasury, caseId } = await loadFixture(given);
        await expect(tribunal.enforce(caseId)).to.changeTokenBalances(
          coin,
          [stake, treasury],
          [-coins(150), coins(150)],
        );
        expect((await stake.positionOf(ACCUSED)).staked).to.equal(coins(50));
        expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(0n);
      });

      it("emits what was done, with the case as its grounds", async () => {
        const { tribunal, stake, caseId } = await loadFixture(given);
        const sent = tribunal.enforce(caseId);
        await expect(sent).to.emit(stake, "Slashed").withArgs(ACCUSED, coins(150), groundsOf(caseId));
        await expect(sent).to.emit(tribunal, "FineImposed").withArgs(caseId, ACCUSED, coins(150));
        await expect(sent).to.emit(tribunal, "FineCollected").withArgs(ACCUSED, coins(150), 0, 0);
        await expect(sent)
          .to.emit(tribunal, "SanctionCarriedOut")
          .withArgs(caseId, ACCUSED, 0, valuesOf(fine(coins(150))));
      });

      it("leaves coin in the account alone", async () => {
        const { tribunal, coin, citizen, caseId } = await loadFixture(given);
        await expect(tribunal.enforce(caseId)).to.changeTokenBalance(coin, citizen(ACCUSED), 0n);
      });
    });

    context("given a part of the stake is leaving", () => {
      it("is taken from that, too", async () => {
        const { tribunal, stake, citizen, caseId } = await loadFixture(fined);
        await stake.connect(citizen(ACCUSED)).stake(coins(200));
        await stake.connect(citizen(ACCUSED)).unstake(coins(180));
        await tribunal.enforce(caseId);
        const { staked, leaving } = await stake.positionOf(ACCUSED);
        expect([staked, leaving]).to.deep.equal([0n, coins(50)]);
      });
    });

    context("given a juror with less at stake than the fine", () => {
      const finedJuror = aFined(coins(150), JUROR);
      async function given() {
        const world = await finedJuror();
        await world.stake.connect(world.citizen(JUROR)).stake(coins(60));
        return world;
      }

      it("takes the rest from the bond", async () => {
        const { tribunal, roll, caseId } = await loadFixture(given);
        await expect(tribunal.enforce(caseId))
          .to.emit(tribunal, "FineCollected")
          .withArgs(JUROR, coins(60), coins(90), 0);
        expect((await roll.jurorOf(JUROR)).bond).to.equal(BOND - coins(90));
      });

      it("removes the juror from the roll, with the case as its grounds", async () => {
        const { tribunal, roll, caseId } = await loadFixture(given);
        await expect(tribunal.enforce(caseId))
          .to.emit(roll, "BondSlashed")
          .withArgs(JUROR, coins(90), groundsOf(caseId));
        expect((await roll.jurorOf(JUROR)).hasRetired).to.equal(true);
      });
    });

    context("given a juror with enough at stake", () => {
      it("leaves bond and place alone", async () => {
        const { tribunal, stake, roll, citizen, caseId } = await loadFixture(aFined(coins(150), JUROR));
        await stake.connect(citizen(JUROR)).stake(coins(150));
        await tribunal.enforce(caseId);
        const { bond, hasRetired } = await roll.jurorOf(JUROR);
        expect([bond, hasRetired]).to.deep.equal([BOND, false]);
      });
    });

    context("given less than the fine in stake and bond", () => {
      it("takes all of it, and the rest stays owed", async () => {
        const { tribunal, stake, citizen, caseId } = await loadFixture(aFined(coins(300), JUROR));
        await stake.connect(citizen(JUROR)).stake(coins(60));
        await expect(tribunal.enforce(caseId))
          .to.emit(tribunal, "FineCollected")
          .withArgs(JUROR, coins(60), BOND, coins(140));
        expect(await tribunal.unpaidFineOf(JUROR)).to.equal(coins(140));
      });
    });

    context("given nothing at stake", () => {
      it("is imposed, and owed whole", async () => {
        const { tribunal, stake, caseId } = await loadFixture(fined);
        const sent = tribunal.enforce(caseId);
        await expect(sent).to.emit(tribunal, "FineImposed");
        await expect(sent).to.emit(tribunal, "SanctionCarriedOut");
        await expect(sent).not.to.emit(tribunal, "FineCollected");
        await expect(sent).not.to.emit(stake, "Slashed");
        expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(coins(150));
      });
    });

    context("given an earlier fine that is unpaid", () => {
      it("is added, and both are collected by the later case", async () => {
        const { tribunal, stake, citizen, caseId, ruled } = await loadFixture(fined);
        await tribunal.enforce(caseId);
        const later = await ruled(Ruling.grant, { sanctions: [fine(coins(50))] });
        await stake.connect(citizen(ACCUSED)).stake(coins(180));
        await expect(tribunal.enforce(later)).to.emit(stake, "Slashed").withArgs(ACCUSED, coins(180), groundsOf(later));
        expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(coins(20));
      });
    });

    context("given the citizen has renounced", () => {
      it("reaches what is still at stake", async () => {
        const { tribunal, stake, citizenship, citizen, caseId } = await loadFixture(fined);
        await stake.connect(citizen(ACCUSED)).stake(coins(200));
        await citizenship.connect(citizen(ACCUSED)).renounce();
        await expect(tribunal.enforce(caseId)).to.emit(stake, "Slashed").withArgs(ACCUSED, coins(150), anyValue);
      });
    });
  });

  describe("collectFine()", () => {
    async function given() {
      const world = await aFined(coins(150))();
      await world.tribunal.enforce(world.caseId);
      return world;
    }

    it("takes what there is now and returns it when a stranger calls", async () => {
      const { tribunal, stake, coin, treasury, citizen, stranger, caseId } = await loadFixture(given);
      await stake.connect(citizen(ACCUSED)).stake(coins(40));
      expect(await tribunal.collectFine.staticCall(ACCUSED)).to.equal(coins(40));
      const sent = tribunal.connect(stranger).collectFine(ACCUSED);
      await expect(sent).to.changeTokenBalance(coin, treasury, coins(40));
      await expect(sent).to.emit(tribunal, "FineCollected").withArgs(ACCUSED, coins(40), 0, coins(110));
      await expect(sent).to.emit(stake, "Slashed").withArgs(ACCUSED, coins(40), groundsOf(caseId));
    });

    it("takes no more than is unpaid, by several calls", async () => {
      const { tribunal, stake, citizen } = await loadFixture(given);
      for (const amount of [100, 100]) {
        await stake.connect(citizen(ACCUSED)).stake(coins(amount));
        await tribunal.collectFine(ACCUSED);
      }
      expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(0n);
      expect((await stake.positionOf(ACCUSED)).staked).to.equal(coins(50));
    });

    it("takes from the bond of whoever enrols", async () => {
      const { tribunal, roll, citizen } = await loadFixture(given);
      await roll.connect(citizen(ACCUSED)).enrol();
      await expect(tribunal.collectFine(ACCUSED))
        .to.emit(tribunal, "FineCollected")
        .withArgs(ACCUSED, 0, BOND, coins(50));
    });

    it("reverts with Enforcement_NothingToCollect when nothing is there", async () => {
      const { tribunal } = await loadFixture(given);
      await expect(tribunal.collectFine(ACCUSED))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCollect")
        .withArgs(ACCUSED, coins(150));
    });

    it("reverts with Enforcement_NothingToCollect when nothing is unpaid, whatever is at stake", async () => {
      const { tribunal, stake, citizen } = await loadFixture(given);
      await stake.connect(citizen(OTHER)).stake(coins(1));
      await expect(tribunal.collectFine(OTHER))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCollect")
        .withArgs(OTHER, 0);
    });
  });

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
      await expect(sent).to.emit(citizenship, "CitizenSuspended").withArgs(ACCUSED, until, groundsOf(caseId));
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

    it("gives no vote in between", async () => {
      const { tribunal, citizenship, caseId, ruled } = await loadFixture(given);
      await tribunal.enforce(caseId);
      const second = await ruled(Ruling.grant, { sanctions: [suspension(10 * DAY)] });
      await tribunal.enforce(second);
      const moment = await now();
      await time.increase(1);
      expect(await citizenship.pastVotesOf(ACCUSED, moment)).to.equal(0n);
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
      await citizenship.setProvision(key("term"), 20);
      await citizenship.connect(newKey).requestAdmission(ethers.ZeroHash);
      await citizenship.admit(newKey);
      const caseId = await ruled(Ruling.grant, { of: OTHER + 1, sanctions: [suspension(10 * DAY)] });
      await time.increase(30 * DAY);
      expect(await citizenship.isActive(OTHER + 1)).to.equal(false);
      await expect(tribunal.enforce(caseId)).to.emit(citizenship, "CitizenSuspended");
    });

    it("is moot once the citizenship has ended", async () => {
      const { tribunal, citizenship, citizen, caseId } = await loadFixture(given);
      await citizenship.connect(citizen(ACCUSED)).renounce();
      await expect(tribunal.enforce(caseId)).to.emit(tribunal, "SanctionMoot").withArgs(caseId, ACCUSED, 0);
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true]);
    });

    it("ends by its time, when a stranger can reinstate the citizen", async () => {
      const { tribunal, citizenship, stranger, caseId } = await loadFixture(given);
      await tribunal.enforce(caseId);
      await time.increaseTo((await citizenship.citizen(ACCUSED)).suspendedUntil);
      await expect(citizenship.connect(stranger).reinstate(ACCUSED)).to.emit(citizenship, "CitizenReinstated");
    });
  });

  describe("a revocation", () => {
    async function given() {
      const world = await foundTribunal();
      const caseId = await granted(world, [revocation]);
      return { ...world, caseId };
    }

    it("ends the citizenship", async () => {
      const { tribunal, citizenship, caseId } = await loadFixture(given);
      await expect(tribunal.enforce(caseId))
        .to.emit(citizenship, "CitizenRevoked")
        .withArgs(ACCUSED, groundsOf(caseId));
    });

    it("reaches a citizen who is suspended", async () => {
      const { tribunal, citizenship, caseId, ruled } = await loadFixture(given);
      await tribunal.enforce(await ruled(Ruling.grant, { sanctions: [suspension(100 * DAY)] }));
      await expect(tribunal.enforce(caseId)).to.emit(citizenship, "CitizenRevoked");
    });

    it("is moot for the later of two challenges that are granted", async () => {
      const { tribunal, caseId, ruled } = await loadFixture(given);
      const later = await ruled(Ruling.grant, { ground: Ground.Deceased });
      await tribunal.enforce(caseId);
      await expect(tribunal.enforce(later)).to.emit(tribunal, "SanctionMoot").withArgs(later, ACCUSED, 0);
    });

    it("leaves a juror's bond and duty in the roll", async () => {
      const { tribunal, roll, court, challenge, caseOf, ruled, citizenship } = await loadFixture(given);
      const pending = await challenge({ ground: Ground.Deceased });
      await caseOf(pending).pass();
      await caseOf(pending).seed();
      await court.draw(pending, ALL_TRIES);
      const [juror] = await caseOf(pending).panel();
      const against = await ruled(Ruling.grant, { of: Number(juror), sanctions: [revocation] });
      await tribunal.enforce(against);
      expect((await citizenship.citizen(juror)).standing).to.equal(Standing.Revoked);
      const { duties, bond } = await roll.jurorOf(juror);
      expect([duties > 0n, bond]).to.deep.equal([true, BOND]);
      await expect(roll.withdraw(juror)).to.be.revertedWithCustomError(roll, "JuryRoll_OnDuty");
    });
  });

  for (const [what, name, sanction] of [
    ["the voiding of a permit", "permits", voiding(7n)],
    ["the conveyance of a deed", "land", conveyance(7n, OTHER)],
  ] as const) {
    describe(what, () => {
      async function given() {
        const world = await foundTribunal();
        const caseId = await granted(world, [sanction]);
        const registry = await ethers.deployContract("PlainRegistry", [world.tribunal]);
        await registry.register(7, ACCUSED);
        return { ...world, caseId, registry };
      }

      it(`is not carried out until the nation has ${name}, and then is`, async () => {
        const { tribunal, registry, caseId, appoint } = await loadFixture(given);
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
        const { tribunal, registry, caseId, appoint } = await loadFixture(given);
        await appoint(name, await registry.getAddress());
        await tribunal.enforce(caseId);
        expect(await registry.lastGrounds()).to.equal(groundsOf(caseId));
        expect(await registry.ownerOf(7)).to.equal(sanction.recipientId);
        expect(await registry.acts()).to.equal(1n);
      });

      it("fails, with the institution's reason, if it is not the citizen's own", async () => {
        const { tribunal, registry, caseId, appoint } = await loadFixture(given);
        await registry.register(7, OTHER);
        await appoint(name, await registry.getAddress());
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
      const { tribunal, ruled } = await loadFixture(given);
      await tribunal.enforce(await ruled(Ruling.grant, { sanctions: [order("guild", 0n, 7n)] }));
      const later = await ruled(Ruling.grant, { sanctions: [order("guild", 0n, 7n)] });
      await expect(tribunal.enforce(later)).to.emit(tribunal, "SanctionMoot").withArgs(later, ACCUSED, 0);
      expect((await tribunal.challengeOf(later)).isEnforced).to.deep.equal([true]);
    });

    it("fails with the institution's reason when the institution has no such order", async () => {
      const { tribunal, registry, ruled } = await loadFixture(given);
      const caseId = await ruled(Ruling.grant, { sanctions: [order("guild", 255n, 7n)] });
      const reason = registry.interface.encodeErrorResult("PlainRegistry_UnknownOrder", [255]);
      await expect(tribunal.enforce(caseId)).to.emit(tribunal, "SanctionFailed").withArgs(caseId, ACCUSED, 0, reason);
    });
  });

  describe("several sanctions", () => {
    async function given() {
      const world = await foundTribunal();
      const caseId = await granted(world, [voiding(7n), fine(coins(10)), conveyance(8n), suspension(DAY)]);
      return { ...world, caseId };
    }

    it("carries each out by itself when one fails", async () => {
      const { tribunal, citizenship, caseId } = await loadFixture(given);
      await tribunal.enforce(caseId);
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([false, true, false, true]);
      expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(coins(10));
      expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Suspended);
    });

    // Checks TRIB-4.
    it("tries again only those that failed", async () => {
      const { tribunal, caseId, appoint } = await loadFixture(given);
      await tribunal.enforce(caseId);
      const registry = await ethers.deployContract("PlainRegistry", [tribunal]);
      await registry.register(7, ACCUSED);
      await appoint("permits", await registry.getAddress());
      const sent = tribunal.enforce(caseId);
      await expect(sent).not.to.emit(tribunal, "FineImposed");
      await expect(sent).to.emit(tribunal, "SanctionCarriedOut").withArgs(caseId, ACCUSED, 0, anyValue);
      await expect(sent).to.emit(tribunal, "SanctionFailed").withArgs(caseId, ACCUSED, 2, anyValue);
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true, true, false, true]);
    });

    it("can be the last word one after the other: a suspension, then the end", async () => {
      const { tribunal, citizenship, ruled } = await loadFixture(given);
      const caseId = await ruled(Ruling.grant, { of: OTHER, sanctions: [suspension(DAY), revocation, fine(1n)] });
      await tribunal.enforce(caseId);
      expect((await citizenship.citizen(OTHER)).standing).to.equal(Standing.Revoked);
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true, true, true]);
    });
  });

  context("given the tribunal holds justice no longer", () => {
    it("fails, and is carried out once it does again", async () => {
      const { tribunal, constitution, stake, citizen, ruled } = await loadFixture(aTribunal);
      await stake.connect(citizen(ACCUSED)).stake(coins(50));
      const caseId = await ruled(Ruling.grant, { sanctions: [fine(coins(10)), suspension(DAY)] });
      await constitution.revokeRole(2n, tribunal);
      const reason = stake.interface.encodeErrorResult("AccessManagedUnauthorized", [await tribunal.getAddress()]);
      await expect(tribunal.enforce(caseId)).to.emit(tribunal, "SanctionFailed").withArgs(caseId, ACCUSED, 0, reason);
      expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(0n);

      await constitution.grantRole(2n, tribunal, 0);
      await tribunal.enforce(caseId);
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true, true]);
    });
  });

  describe("impose()", () => {
    it("reverts with Enforcement_NotByRuling when the caller is not the tribunal itself", async () => {
      const { tribunal, government, stranger } = await loadFixture(aTribunal);
      for (const somebody of [government, stranger]) {
        await expect(tribunal.connect(somebody).impose(1, ACCUSED, fine(1n)))
          .to.be.revertedWithCustomError(tribunal, "Enforcement_NotByRuling")
          .withArgs(somebody);
      }
    });
  });

  context("given little gas", () => {
    it("reverts with Enforcement_GasTooLow rather than let a sanction fail for it", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.grant);
      await expect(tribunal.enforce(caseId, { gasLimit: SANCTION_GAS }))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_GasTooLow")
        .withArgs(anyValue, anyValue);
      expect((await tribunal.challengeOf(caseId)).outcome).to.equal(Outcome.Granted);
    });

    it("reverts or carries out everything, whatever is sent", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.grant, { sanctions: [suspension(DAY), fine(1n)] });
      const lefts = new Set<bigint | string>();
      for (let gasLimit = 300_000; gasLimit <= 2_000_000; gasLimit += 50_000) {
        lefts.add(await tribunal.enforce.staticCall(caseId, { gasLimit }).catch(() => "reverted"));
      }
      expect([...lefts]).to.deep.equal(["reverted", 0n]);
    });
  });
});
