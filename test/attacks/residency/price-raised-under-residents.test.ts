import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { waitUntil } from "../../fixtures/citizenship";
import { aResident, consent, ENDLESS, PRICE, setPrice, TERM, type World } from "../../unit/residency/world";

const NATIVE = ethers.ZeroAddress;
const TERM_KEY = ethers.encodeBytes32String("term");

/** What the contract owes and holds ahead, in wei. */
async function owing({ residency, ann, treasury }: World): Promise<bigint> {
  const { ahead, price } = await residency.residencyAt(1);
  return ahead * price + (await residency.owedTo(NATIVE, ann)) + (await residency.owedTo(NATIVE, treasury));
}

describe("Attack on RESIDENCY-3: the price of a residency is raised under who has paid ahead", () => {
  it("takes no more of what was paid, and gives all of it back", async () => {
    const world = await loadFixture(aResident);
    const { residency, ann, since } = world;
    await setPrice(world, 100n * PRICE);
    await waitUntil(since + 5n * TERM);
    await residency.settle([1]);
    await residency.connect(ann).cancel();
    expect(await residency.owedTo(NATIVE, ann)).to.equal(6n * PRICE);
  });

  it("lets nobody use a consent to the old price", async () => {
    const world = await loadFixture(aResident);
    const { residency, ben, sponsor } = world;
    const signature = await consent(world, ben);
    await setPrice(world, PRICE + 10n ** 9n);
    const value = 2n * (PRICE + 10n ** 9n);
    await expect(residency.connect(sponsor).subscribeFor(ben, 2, PRICE, TERM, ENDLESS, signature, { value }))
      .to.be.revertedWithCustomError(residency, "Residency_PriceAbove")
      .withArgs(PRICE + 10n ** 9n, PRICE);
  });

  it("shortens no term that was paid, unless its resident agrees", async () => {
    const world = await loadFixture(aResident);
    const { residency, ann, government, since } = world;
    await residency.connect(government).setProvision(TERM_KEY, 1);
    expect(await residency.permitUntil(1)).to.equal(since + 12n * TERM);
    await expect(residency.connect(ann).subscribe(1, PRICE, TERM, { value: PRICE }))
      .to.be.revertedWithCustomError(residency, "Residency_TermBelow")
      .withArgs(TERM / 30n, TERM);
  });

  for (const [what, price] of [
    ["rises", 3n * PRICE + 10n ** 9n],
    ["falls", (PRICE / 3n / 10n ** 9n) * 10n ** 9n],
    ["falls to nothing", 0n],
  ] as const) {
    it(`holds what it owes when the price ${what} and terms are added`, async () => {
      const world = await loadFixture(aResident);
      const { residency, ann, since } = world;
      await waitUntil(since + 2n * TERM);
      await setPrice(world, price);
      const { cost } = await residency.costOf(ann, 5);
      await residency.connect(ann).subscribe(5, price, TERM, { value: cost });
      expect(await owing(world)).to.equal(await ethers.provider.getBalance(residency));
      await residency.connect(ann).cancel();
      expect(await owing(world)).to.equal(await ethers.provider.getBalance(residency));
    });
  }
});
