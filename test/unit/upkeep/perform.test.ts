import { loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import { ethers } from "hardhat";
import { anEmptyUpkeep, anUpkeep, anUpkeepOf, atBaseFee, FEES, GAS, STEPS } from "./world";

const MAX_REWARD = 1_000_000n;
const withLowLimit = () => anUpkeepOf({ maxReward: { value: MAX_REWARD / 10n ** 3n, min: 0n } });
const withoutCoin = () => anEmptyUpkeep();

describe("Upkeep", () => {
  describe("perform()", () => {
    it("takes the steps, in their order, at the institutions that the directory names", async () => {
      const { steps, perform, take } = await loadFixture(anUpkeep);
      await perform([take(1), take(2)]);
      expect([await steps.isDone(1), await steps.isDone(2)]).to.deep.equal([true, true]);
    });

    it("pays the caller once, and tells how much", async () => {
      const { upkeep, keeper, perform, told, take } = await loadFixture(anUpkeep);
      const sent = await perform([take(1), take(2)]);
      const { reward, done } = await told(sent);
      expect(done).to.equal(2);
      await expect(sent).to.changeEtherBalances([upkeep, keeper], [-reward, reward]);
      await expect(sent).to.emit(upkeep, "Performed").withArgs(keeper, 2, reward);
    });

    it("pays no more than the gas that the transaction took, with the margin (UPK-1)", async () => {
      const { perform, told, act, steps } = await loadFixture(anUpkeep);
      const burn = act(steps.interface.encodeFunctionData("burn", [400_000]), 500_000n);
      const { reward, cost } = await told(perform([burn]));
      expect(reward).to.be.within(cost, (cost * 110n) / 100n);
    });

    it("answers how many were done", async () => {
      const { upkeep, keeper, steps, take } = await loadFixture(anUpkeep);
      await steps.take(1);
      const [done] = await upkeep.connect(keeper).perform.staticCall([take(1), take(2)]);
      expect(done).to.equal(1);
    });

    context("given a step that somebody else has taken", () => {
      it("skips it, tells so, and takes the others (UPK-4)", async () => {
        const { upkeep, steps, perform, take } = await loadFixture(anUpkeep);
        await steps.take(1);
        const reason = steps.interface.encodeErrorResult("NothingDue", [1]);
        await expect(perform([take(2), take(1), take(3)]))
          .to.emit(upkeep, "ActFailed")
          .withArgs(STEPS, 1, reason);
        expect(await steps.isDone(3)).to.equal(true);
      });

      it("pays nothing for it (UPK-4)", async () => {
        const { steps, perform, told, take } = await loadFixture(anUpkeep);
        await steps.take(1);
        const mixed = await told(perform([take(1), take(2)]));
        const alone = await told(perform([take(3)]));
        expect(mixed.done).to.equal(1);
        // What the first step looked at is cheaper for the other one.
        expect(mixed.reward).to.be.lessThan(alone.reward);
      });

      it("reverts with Upkeep_NothingDone if there is no other", async () => {
        const { upkeep, steps, perform, take } = await loadFixture(anUpkeep);
        await steps.take(1);
        await expect(perform([take(1), take(1)]))
          .to.be.revertedWithCustomError(upkeep, "Upkeep_NothingDone")
          .withArgs(2);
      });
    });

    it("reverts with Upkeep_NothingDone for no steps", async () => {
      const { upkeep, perform } = await loadFixture(anUpkeep);
      await expect(perform([])).to.be.revertedWithCustomError(upkeep, "Upkeep_NothingDone").withArgs(0);
    });

    it("reverts with Upkeep_NotKept when a function is not listed (UPK-2)", async () => {
      const { upkeep, steps, perform, act, take } = await loadFixture(anUpkeep);
      const { selector } = steps.interface.getFunction("isDone");
      await expect(perform([take(1), act(selector)]))
        .to.be.revertedWithCustomError(upkeep, "Upkeep_NotKept")
        .withArgs(STEPS, selector);
    });

    it("reverts with Upkeep_NotKept when the function is listed at another institution (UPK-2)", async () => {
      const { upkeep, steps, perform, act } = await loadFixture(anUpkeep);
      const { selector } = steps.interface.getFunction("take");
      const court = encodeBytes32String("court");
      await expect(perform([act(steps.interface.encodeFunctionData("take", [1]), GAS, court)]))
        .to.be.revertedWithCustomError(upkeep, "Upkeep_NotKept")
        .withArgs(court, selector);
    });

    it("reverts with Upkeep_NotKept for a call of fewer than four bytes", async () => {
      const { upkeep, perform, act } = await loadFixture(anUpkeep);
      await expect(perform([act("0x12")]))
        .to.be.revertedWithCustomError(upkeep, "Upkeep_NotKept")
        .withArgs(STEPS, "0x12000000");
    });

    it("skips a step of an institution that was closed", async () => {
      const { upkeep, nation, perform, take, steps } = await loadFixture(anUpkeep);
      await nation.appointInstitution(encodeBytes32String("others"), steps);
      await upkeep.setKept(encodeBytes32String("others"), steps.interface.getFunction("take").selector, true);
      await nation.appointInstitution(STEPS, ZeroAddress);
      const other = { ...take(2), institution: encodeBytes32String("others") };
      await expect(perform([take(1), other]))
        .to.emit(upkeep, "ActFailed")
        .withArgs(STEPS, 0, "0x");
    });

    context("given little gas", () => {
      it("reverts with Upkeep_GasTooLow when a step would get less than it is to", async () => {
        const { upkeep, keeper, take } = await loadFixture(anUpkeep);
        const gas = 300_000n;
        await expect(
          upkeep.connect(keeper).perform([take(1, gas)], { ...FEES, gasLimit: gas }),
        ).to.be.revertedWithCustomError(upkeep, "Upkeep_GasTooLow");
      });

      it("gives a step no more than it is to get", async () => {
        const { upkeep, perform, take, act, steps } = await loadFixture(anUpkeep);
        const burn = act(steps.interface.encodeFunctionData("burn", [100_000]), 90_000n);
        await expect(perform([burn, take(1)]))
          .to.emit(upkeep, "ActFailed")
          .withArgs(STEPS, 0, "0x");
      });
    });

    context("given little coin", () => {
      it("pays what is there (UPK-1)", async () => {
        const { upkeep, perform, told, take } = await loadFixture(anUpkeep);
        await setBalance(upkeep.target as string, 5);
        expect((await told(perform([take(1)]))).reward).to.equal(5);
      });

      it("takes the steps without a reward when nothing is there", async () => {
        const { steps, perform, told, take } = await loadFixture(withoutCoin);
        expect((await told(perform([take(1)]))).reward).to.equal(0);
        expect(await steps.isDone(1)).to.equal(true);
      });
    });

    it("pays nothing where the base fee is nothing", async () => {
      const { upkeep, keeper, told, take } = await loadFixture(anUpkeep);
      const sent = atBaseFee(() => upkeep.connect(keeper).perform([take(1)], FEES), 0n);
      expect((await told(sent)).reward).to.equal(0);
    });

    it("pays each step the most that a step earns, and no more", async () => {
      const { perform, told, take } = await loadFixture(withLowLimit);
      expect((await told(perform([take(1), take(2)]))).reward).to.equal(2n * MAX_REWARD * 10n ** 6n);
    });

    it("reverts with FailedCall for a caller who takes no coin", async () => {
      const { upkeep, steps, take } = await loadFixture(anUpkeep);
      const account = await ethers.deployContract("KeeperAccount", [upkeep]);
      await account.behave(true, false);
      await expect(atBaseFee(() => account.performEach([take(1)], FEES))).to.be.revertedWithCustomError(
        await ethers.getContractAt("Errors", upkeep),
        "FailedCall",
      );
      expect(await steps.isDone(1)).to.equal(false);
    });

    it("takes the steps of whoever takes no coin where the base fee is nothing", async () => {
      const { upkeep, steps, take } = await loadFixture(anUpkeep);
      const account = await ethers.deployContract("KeeperAccount", [upkeep]);
      await account.behave(true, false);
      await atBaseFee(() => account.performEach([take(1)], FEES), 0n);
      expect(await steps.isDone(1)).to.equal(true);
    });
  });
});
