import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aMatchedRound, aNation, aNationWith, aRound, COIN, COUNTED, POT, ROUND, STEP } from "./world";

async function aPot() {
  const world = await aNation();
  await world.grants.collect(1);
  return world;
}
async function aPotBy(changes: Parameters<typeof aNationWith>[0]) {
  const world = await aNationWith(changes);
  await world.grants.collect(1);
  return world;
}
const byHeads = () => aPotBy({ counted: { value: 0 } });
const byFigure = () => aPotBy({ counted: { value: 500_000 } });
const byTooMuch = () => aPotBy({ counted: { value: 600_000, max: 600_000 } });
const withoutLeast = () => aNationWith({ leastPot: { value: 0, min: 0 } });

describe("Grants", () => {
  describe("openRound()", () => {
    it("opens a round with all that was collected, whoever calls", async () => {
      const { grants, stranger } = await loadFixture(aPot);
      const at = BigInt(await time.latest()) + 5n;
      await time.setNextBlockTimestamp(at);
      await expect(grants.connect(stranger).openRound())
        .to.emit(grants, "RoundOpened")
        .withArgs(1, POT, COUNTED, at + ROUND / 2n, at + ROUND, 50_00, 25_00);
      expect(await grants.collected()).to.equal(0n);
      expect(await grants.roundCount()).to.equal(1n);
    });

    it("divides the pot by the citizens for what counts, where no amount is set", async () => {
      const { grants } = await loadFixture(byHeads);
      await grants.openRound();
      expect((await grants.roundOf(1)).counted).to.equal((POT / 16n / STEP) * STEP);
    });

    it("divides it by as many as there were before some left", async () => {
      const { grants, citizenship } = await loadFixture(byHeads);
      await citizenship.setLeastBase(1000);
      await grants.openRound();
      expect((await grants.roundOf(1)).counted).to.equal(COIN);
    });

    it("counts a step where the pot has less for each", async () => {
      const { grants, citizenship } = await loadFixture(byHeads);
      await citizenship.setLeastBase(10n ** 12n);
      await grants.openRound();
      expect((await grants.roundOf(1)).counted).to.equal(STEP);
    });

    it("gives a lone nation without citizens the whole pot to count", async () => {
      const { grants, citizenship } = await loadFixture(byHeads);
      await citizenship.setTotal(0);
      await grants.openRound();
      expect((await grants.roundOf(1)).counted).to.equal(POT);
    });

    it("counts as much as a charter can choose", async () => {
      const { grants } = await loadFixture(byFigure);
      await grants.openRound();
      expect((await grants.roundOf(1)).counted).to.equal(500_000n * COIN);
    });

    it("counts no more than a gift has room for, whatever the bounds", async () => {
      const { grants } = await loadFixture(byTooMuch);
      await grants.openRound();
      expect((await grants.roundOf(1)).counted).to.equal((2n ** 39n - 1n) * STEP);
    });

    it("reverts with Grants_PotTooSmall a base unit below the least pot, and opens with it", async () => {
      const { grants, pay, stranger } = await loadFixture(aNation);
      await pay(stranger, 100n * COIN - 1n, "0x");
      await expect(grants.openRound())
        .to.be.revertedWithCustomError(grants, "Grants_PotTooSmall")
        .withArgs(100n * COIN - 1n, 100n * COIN);
      await pay(stranger, 1n, "0x");
      await grants.openRound();
      expect((await grants.roundOf(1)).pot).to.equal(100n * COIN);
    });

    it("reverts with Grants_PotTooSmall for nothing, whatever the bounds", async () => {
      const { grants } = await loadFixture(withoutLeast);
      await expect(grants.openRound()).to.be.revertedWithCustomError(grants, "Grants_PotTooSmall").withArgs(0, 0);
    });

    it("reverts with Grants_RoundRuns while the last one is not closed", async () => {
      const { grants, pay, stranger, round } = await loadFixture(aRound);
      await pay(stranger, 200n * COIN, "0x");
      await time.increaseTo(round.closesAt + 1n);
      await expect(grants.openRound())
        .to.be.revertedWithCustomError(grants, "Grants_RoundRuns")
        .withArgs(1, round.closesAt);
    });

    it("numbers the projects of the next one on", async () => {
      const { grants, pay, stranger, register } = await loadFixture(aMatchedRound);
      await pay(stranger, 200n * COIN, "0x");
      await grants.openRound();
      expect(await register(1)).to.equal(5n);
      const { firstProjectId, projects } = await grants.roundOf(2);
      expect([firstProjectId, projects]).to.deep.equal([5n, 1n]);
    });
  });
});
