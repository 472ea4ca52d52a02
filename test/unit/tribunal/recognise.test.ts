import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Standing } from "../../fixtures/citizenship";
import { coins, DAY } from "../../fixtures/money";
import { ACCUSED, comeBack, fine, foundTribunal, OTHER, Ruling, suspension } from "../../fixtures/tribunal";

/** The citizenship that the accused gets anew. */
const ANEW = OTHER + 1;
const PERIOD = 180 * DAY;

/** The accused was fined twenty coins, none of which is at stake, was suspended, and has renounced. */
async function aRenouncer() {
  const world = await foundTribunal();
  const { tribunal, citizenship, citizen } = world;
  await tribunal.enforce(await world.ruled(Ruling.grant, { sanctions: [fine(coins(20)), suspension(PERIOD)] }));
  const until = (await time.latest()) + PERIOD;
  const { suspendedUntil } = await citizenship.citizen(ACCUSED);
  await citizenship.connect(citizen(ACCUSED)).renounce();
  return { ...world, until, suspendedUntil };
}

/** The accused has come back. */
async function aReturn() {
  const world = await aRenouncer();
  await comeBack(world, world.citizen(ACCUSED));
  return world;
}

describe("Enforcement", () => {
  describe("recognise()", () => {
    it("suspends the new citizenship for the rest", async () => {
      const { tribunal, citizenship, until, suspendedUntil } = await loadFixture(aReturn);
      await expect(tribunal.recognise(ACCUSED)).to.emit(tribunal, "PersonRecognised").withArgs(ACCUSED, ANEW, until);
      const present = await citizenship.citizen(ANEW);
      expect([present.standing, present.suspendedUntil]).to.deep.equal([Standing.Suspended, suspendedUntil]);
    });

    it("returns the new citizenship", async () => {
      const { tribunal } = await loadFixture(aReturn);
      expect(await tribunal.recognise.staticCall(ACCUSED)).to.equal(ANEW);
    });

    it("reverts with Enforcement_NothingToCarryOver the second time", async () => {
      const { tribunal } = await loadFixture(aReturn);
      await tribunal.recognise(ACCUSED);
      await expect(tribunal.recognise(ACCUSED))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCarryOver")
        .withArgs(ACCUSED);
    });

    it("reverts with Enforcement_NothingToCarryOver once the suspension is over", async () => {
      const { tribunal } = await loadFixture(aReturn);
      await time.increase(PERIOD);
      await expect(tribunal.recognise(ACCUSED))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCarryOver")
        .withArgs(ACCUSED);
    });

    it("reverts with Enforcement_NoSuccessor before the holder has come back", async () => {
      const { tribunal } = await loadFixture(aRenouncer);
      await expect(tribunal.recognise(ACCUSED))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_NoSuccessor")
        .withArgs(ACCUSED);
    });

    for (const [what, citizenId] of [
      ["that lasts", OTHER],
      ["that was never given", ANEW + 1],
    ] as const) {
      it(`reverts with Enforcement_NoSuccessor for a citizenship ${what}`, async () => {
        const { tribunal } = await loadFixture(aReturn);
        await expect(tribunal.recognise(citizenId))
          .to.be.revertedWithCustomError(tribunal, "Enforcement_NoSuccessor")
          .withArgs(citizenId);
      });
    }
  });

  describe("unpaidFineOf(), offencesOf()", () => {
    it("returns the same for every citizenship of a person", async () => {
      const { tribunal } = await loadFixture(aReturn);
      for (const citizenId of [ACCUSED, ANEW]) {
        expect([await tribunal.unpaidFineOf(citizenId), await tribunal.offencesOf(citizenId)]).to.deep.equal([
          coins(20),
          1n,
        ]);
      }
    });

    it("returns nothing for others", async () => {
      const { tribunal } = await loadFixture(aReturn);
      expect([await tribunal.unpaidFineOf(OTHER), await tribunal.offencesOf(OTHER)]).to.deep.equal([0n, 0n]);
    });
  });

  describe("collectFine()", () => {
    it("collects from the stake of a person who came back", async () => {
      const { tribunal, stake, citizen } = await loadFixture(aReturn);
      await stake.connect(citizen(ACCUSED)).stake(coins(50));
      await expect(tribunal.collectFine(ACCUSED)).to.emit(tribunal, "FineCollected").withArgs(ANEW, coins(20), 0, 0);
      expect((await stake.positionOf(ANEW)).staked).to.equal(coins(30));
    });

    it("reverts with Enforcement_NothingToCollect while neither citizenship has anything at stake", async () => {
      const { tribunal } = await loadFixture(aReturn);
      await expect(tribunal.collectFine(ACCUSED))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCollect")
        .withArgs(ACCUSED, coins(20));
    });
  });
});
