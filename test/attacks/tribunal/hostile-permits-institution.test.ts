import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { expect } from "chai";
import { ethers } from "hardhat";
import { coins, key } from "../../fixtures/money";
import { ACCUSED, aTribunal, fine, foundTribunal, revocation, Ruling, voiding } from "../../fixtures/tribunal";

const Manner = { Revert: 1, BurnGas: 2, RevertWithMuch: 3, ComeBackIn: 4 } as const;

/** Permits that do with a ruling what they like, and a ruling that asks for other things, too. */
async function hostilePermits() {
  const world = await foundTribunal();
  const registry = await ethers.deployContract("PlainRegistry", [world.tribunal]);
  await registry.register(7, ACCUSED);
  await world.appoint("permits", await registry.getAddress());
  const caseId = await world.ruled(Ruling.grant, { sanctions: [voiding(7n), fine(coins(1)), revocation] });
  return { ...world, registry, caseId };
}

// Checks TRIB-4.
describe("Attack: the institution of permits is hostile", () => {
  for (const manner of ["Revert", "BurnGas", "RevertWithMuch"] as const) {
    it(`keeps no other sanction from being carried out: ${manner}`, async () => {
      const { tribunal, citizenship, registry, caseId } = await loadFixture(hostilePermits);
      await registry.setManner(Manner[manner], "0x");
      await expect(tribunal.enforce(caseId)).to.emit(tribunal, "SanctionFailed").withArgs(caseId, ACCUSED, 0, anyValue);
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([false, true, true]);
      expect(await citizenship.isActive(ACCUSED)).to.equal(false);
    });
  }

  it("makes nobody pay for more than a bounded part of what it says", async () => {
    const { tribunal, registry, caseId } = await loadFixture(hostilePermits);
    await registry.setManner(Manner.RevertWithMuch, "0x");
    await tribunal.enforce(caseId);
    const [{ args }] = await tribunal.queryFilter(tribunal.filters.SanctionFailed());
    expect(ethers.dataLength(args.reason)).to.equal(256);
  });

  it("costs whoever enforces a bounded amount of gas", async () => {
    const { tribunal, registry, caseId } = await loadFixture(hostilePermits);
    await registry.setManner(Manner.BurnGas, "0x");
    const receipt = await (await tribunal.enforce(caseId)).wait();
    // Instrumented contracts take more.
    expect(receipt?.gasUsed).to.be.lessThan(process.env.COVERAGE_HITS === undefined ? 1_500_000n : 1_700_000n);
  });

  it("gains nothing by coming back in to carry out a sanction of its own", async () => {
    const { tribunal, registry, caseId } = await loadFixture(hostilePermits);
    const attempt = tribunal.interface.encodeFunctionData("impose", [caseId, 1, revocation]);
    await registry.setManner(Manner.ComeBackIn, attempt);
    await tribunal.enforce(caseId);
    expect(await registry.didComeBackIn()).to.equal(false);
  });

  it("changes nothing by coming back in to collect", async () => {
    const { tribunal, stake, citizen, registry, caseId } = await loadFixture(hostilePermits);
    await stake.connect(citizen(ACCUSED)).stake(coins(10));
    await registry.setManner(Manner.ComeBackIn, tribunal.interface.encodeFunctionData("collectFine", [ACCUSED]));
    await tribunal.enforce(caseId);
    expect((await stake.positionOf(ACCUSED)).staked).to.equal(coins(9));
    expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(0n);
  });

  it("is tried again with the institution that replaces it", async () => {
    const { tribunal, registry, caseId, appoint } = await loadFixture(hostilePermits);
    await registry.setManner(Manner.Revert, "0x");
    await tribunal.enforce(caseId);
    const successor = await ethers.deployContract("PlainRegistry", [tribunal]);
    await successor.register(7, ACCUSED);
    await appoint("permits", await successor.getAddress());
    await tribunal.enforce(caseId);
    expect(await successor.acts()).to.equal(1n);
  });

  it("is believed in nothing if it has no code", async () => {
    const { nation, tribunal, ruled, appoint } = await loadFixture(aTribunal);
    const caseId = await ruled(Ruling.grant, { sanctions: [voiding(7n)] });
    await appoint("permits", ethers.ZeroAddress);
    await expect(nation.appointInstitution(key("permits"), ethers.Wallet.createRandom())).to.be.reverted;
    await expect(tribunal.enforce(caseId)).to.emit(tribunal, "SanctionFailed");
  });
});
