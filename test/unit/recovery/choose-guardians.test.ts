import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Wallet, ZeroAddress, ZeroHash } from "ethers";
import { nextAt, now, waitUntil } from "../../fixtures/citizenship";
import {
  aChoice,
  ANN,
  announced,
  aRecovery,
  BEN,
  COMPLETION_PERIOD,
  COST,
  CYD,
  decreed,
  DELAY,
  guarded,
  readyAt,
} from "./world";

/** So many accounts, in ascending order. */
const accounts = (count: number): string[] =>
  Array.from({ length: count }, () => Wallet.createRandom().address).sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));

/** Ann has other guardians since those before announced. */
async function replaced() {
  const world = await announced();
  await world.recovery.connect(world.ann).chooseGuardians(2, [], [BEN, CYD]);
  await waitUntil((await now()) + DELAY);
  const again = () => world.recovery.connect(world.ann).chooseGuardians(0, [], []);
  return { ...world, again };
}

describe("Recovery", () => {
  describe("chooseGuardians()", () => {
    it("reverts with Recovery_GuardiansNeeded while those before announced what can be completed", async () => {
      const world = await loadFixture(replaced);
      const { recovery, again } = world;
      const until = (await readyAt(world, ANN)) + COMPLETION_PERIOD;
      await expect(again()).to.be.revertedWithCustomError(recovery, "Recovery_GuardiansNeeded").withArgs(ANN, until);
      await nextAt(until);
      await expect(again()).to.emit(recovery, "GuardiansChosen");
    });

    it("reverts with Recovery_GuardiansNeeded while its stop can be contested", async () => {
      const { recovery, ann, again } = await loadFixture(replaced);
      await recovery.connect(ann).stop();
      const { contestableUntil } = await recovery.recoveryOf(ANN);
      await expect(again())
        .to.be.revertedWithCustomError(recovery, "Recovery_GuardiansNeeded")
        .withArgs(ANN, contestableUntil);
      await nextAt(contestableUntil);
      await expect(again()).to.emit(recovery, "GuardiansChosen");
    });

    it("takes others once the case is brought, and while the government's announcement waits", async () => {
      const { recovery, ann, stranger, again } = await loadFixture(replaced);
      await recovery.connect(ann).stop();
      await recovery.connect(stranger).contest(ANN, { value: COST });
      await expect(again()).to.emit(recovery, "GuardiansChosen");
      const other = await loadFixture(decreed);
      await expect(other.recovery.connect(other.cyd).chooseGuardians(2, [], [ANN, BEN])).to.emit(
        other.recovery,
        "GuardiansChosen",
      );
    });

    it("emits GuardiansChosen with the end of the delay", async () => {
      const { recovery, ann, first, second } = await loadFixture(aRecovery);
      const from = (await now()) + 100n + DELAY;
      await nextAt(from - DELAY);
      await expect(recovery.connect(ann).chooseGuardians(2, [first, second], [BEN]))
        .to.emit(recovery, "GuardiansChosen")
        .withArgs(ANN, 2, [first.address, second.address], [BEN], from);
    });

    it("leaves who was in force before until the delay is over", async () => {
      const { recovery } = await loadFixture(aChoice);
      expect((await recovery.guardiansOf(ANN)).threshold).to.equal(0);
    });

    it("shows the choice at once", async () => {
      const { recovery, first, second } = await loadFixture(aChoice);
      const { threshold, accounts: chosen, citizenIds } = await recovery.chosenGuardiansOf(ANN);
      expect([threshold, chosen, citizenIds]).to.deep.equal([2n, [first.address, second.address], [BEN]]);
    });

    it("puts them in force when the delay is over", async () => {
      const { recovery } = await loadFixture(aChoice);
      const { from } = await recovery.chosenGuardiansOf(ANN);
      await waitUntil(from);
      expect((await recovery.guardiansOf(ANN)).citizenIds).to.deep.equal([BEN]);
    });

    it("replaces a choice that is not in force yet", async () => {
      const { recovery, ann, first, second } = await loadFixture(aChoice);
      await recovery.connect(ann).chooseGuardians(2, [first, second], []);
      await waitUntil((await now()) + DELAY);
      expect((await recovery.guardiansOf(ANN)).citizenIds).to.deep.equal([]);
    });

    it("leaves those in force while another choice waits and is replaced", async () => {
      const { recovery, ann } = await loadFixture(guarded);
      await recovery.connect(ann).chooseGuardians(2, [], [BEN, CYD]);
      await recovery.connect(ann).chooseGuardians(0, [], []);
      expect((await recovery.guardiansOf(ANN)).accounts.length).to.equal(2);
    });

    it("takes no guardians, with the threshold 0", async () => {
      const { recovery, ann } = await loadFixture(guarded);
      await recovery.connect(ann).chooseGuardians(0, [], []);
      await waitUntil((await now()) + DELAY);
      expect((await recovery.guardiansOf(ANN)).threshold).to.equal(0);
    });

    it("takes seven guardians", async () => {
      const { recovery, ann } = await loadFixture(aRecovery);
      await recovery.connect(ann).chooseGuardians(4, accounts(6), [BEN]);
      expect((await recovery.chosenGuardiansOf(ANN)).accounts.length).to.equal(6);
    });

    it("lets a suspended citizen choose", async () => {
      const { recovery, citizenship, justice, ann } = await loadFixture(aRecovery);
      await citizenship.connect(justice).suspend(ANN, (await now()) + DELAY, ZeroHash);
      await expect(recovery.connect(ann).chooseGuardians(2, [], [BEN, CYD])).to.emit(recovery, "GuardiansChosen");
    });

    it("reverts with Recovery_NotCitizen for a stranger", async () => {
      const { recovery, stranger } = await loadFixture(aRecovery);
      await expect(recovery.connect(stranger).chooseGuardians(0, [], []))
        .to.be.revertedWithCustomError(recovery, "Recovery_NotCitizen")
        .withArgs(stranger);
    });

    for (const [threshold, count, why] of [
      [4, 8, "there are eight"],
      [3, 2, "it takes more than there are"],
      [2, 4, "half of them suffice"],
      [1, 1, "one suffices"],
      [0, 2, "it takes none of some"],
    ] as const) {
      it(`reverts with Recovery_ThresholdOutOfBounds when ${why}`, async () => {
        const { recovery, ann } = await loadFixture(aRecovery);
        await expect(recovery.connect(ann).chooseGuardians(threshold, accounts(count), []))
          .to.be.revertedWithCustomError(recovery, "Recovery_ThresholdOutOfBounds")
          .withArgs(threshold, count, 2);
      });
    }

    it("reverts with Recovery_NotAscending when an account is named twice", async () => {
      const { recovery, ann, first } = await loadFixture(aRecovery);
      await expect(recovery.connect(ann).chooseGuardians(2, [first, first], []))
        .to.be.revertedWithCustomError(recovery, "Recovery_NotAscending")
        .withArgs(1);
    });

    it("reverts with Recovery_NotAscending for the zero account", async () => {
      const { recovery, ann, first } = await loadFixture(aRecovery);
      await expect(recovery.connect(ann).chooseGuardians(2, [ZeroAddress, first], []))
        .to.be.revertedWithCustomError(recovery, "Recovery_NotAscending")
        .withArgs(0);
    });

    it("reverts with Recovery_NotAscending when a citizen is named twice", async () => {
      const { recovery, ann, first } = await loadFixture(aRecovery);
      await expect(recovery.connect(ann).chooseGuardians(2, [first], [BEN, BEN]))
        .to.be.revertedWithCustomError(recovery, "Recovery_NotAscending")
        .withArgs(2);
    });

    it("reverts with Recovery_NameByCitizenId for the account of a citizen", async () => {
      const { recovery, ann, ben, cyd } = await loadFixture(aRecovery);
      const [low] = [ben, cyd].sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
      const lowId = low === ben ? BEN : CYD;
      await expect(recovery.connect(ann).chooseGuardians(2, [low, Wallet.createRandom().address], []))
        .to.be.revertedWithCustomError(recovery, "Recovery_NameByCitizenId")
        .withArgs(low, lowId);
    });

    it("reverts with Recovery_NotAGuardian for oneself", async () => {
      const { recovery, ann } = await loadFixture(aRecovery);
      await expect(recovery.connect(ann).chooseGuardians(2, [], [ANN, BEN]))
        .to.be.revertedWithCustomError(recovery, "Recovery_NotAGuardian")
        .withArgs(ANN);
    });

    it("reverts with Recovery_NotAGuardian for a citizenship that nobody holds", async () => {
      const { recovery, citizenship, ann, cyd } = await loadFixture(aRecovery);
      await citizenship.connect(cyd).renounce();
      await expect(recovery.connect(ann).chooseGuardians(2, [], [BEN, CYD]))
        .to.be.revertedWithCustomError(recovery, "Recovery_NotAGuardian")
        .withArgs(CYD);
    });
  });
});
