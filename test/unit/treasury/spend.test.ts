import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aTreasury, CAP, COIN, DAY, HOLDING } from "../../fixtures/treasury";

describe("Treasury", () => {
  describe("spend()", () => {
    async function aBudget() {
      const world = await aTreasury();
      return { ...world, id: await world.open(), openedAt: await time.latest() };
    }

    async function aContractsBudget() {
      const world = await aTreasury();
      return { ...world, id: await world.open({ spender: world.clerk }) };
    }

    it("transfers the amount", async () => {
      const { treasury, token, citizen, supplier, id } = await loadFixture(aBudget);
      await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones")).to.changeTokenBalances(
        token,
        [treasury, supplier],
        [-4n, 4n],
      );
    });

    it("emits BudgetSpent with the spender, the amount, the note and the balance", async () => {
      const { treasury, token, citizen, supplier, id } = await loadFixture(aBudget);
      await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones"))
        .to.emit(treasury, "BudgetSpent")
        .withArgs(id, citizen, supplier, token, 4n, "Stones", HOLDING - 4n);
    });

    it("counts the sum spent in the period", async () => {
      const { treasury, citizen, supplier, id } = await loadFixture(aBudget);
      await treasury.connect(citizen).spend(id, supplier, 4n, "Stones");
      await treasury.connect(citizen).spend(id, supplier, 5n, "Sand");
      expect((await treasury.budget(id)).spent).to.equal(9n);
    });

    it("spends the whole ceiling", async () => {
      const { treasury, citizen, supplier, id } = await loadFixture(aBudget);
      await treasury.connect(citizen).spend(id, supplier, 10n * COIN, "Stones");
      expect(await treasury.availableOf(id)).to.equal(0n);
    });

    it("reverts with Treasury_CeilingExceeded for one base unit more", async () => {
      const { treasury, citizen, supplier, id, openedAt } = await loadFixture(aBudget);
      await treasury.connect(citizen).spend(id, supplier, 4n * COIN, "Stones");
      await expect(treasury.connect(citizen).spend(id, supplier, 6n * COIN + 1n, "Sand"))
        .to.be.revertedWithCustomError(treasury, "Treasury_CeilingExceeded")
        .withArgs(id, 6n * COIN + 1n, 6n * COIN, openedAt + 7 * DAY);
    });

    it("reverts with Treasury_OutflowExceeded for more than the outflow cap leaves", async () => {
      const { treasury, token, citizen, supplier, id } = await loadFixture(aBudget);
      await treasury.pay(token, supplier, CAP - 3n, "Harbour");
      const paidAt = await time.latest();
      await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones"))
        .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
        .withArgs(token, 4n, 3n, paidAt + 30 * DAY);
    });

    it("reverts with Treasury_InvalidReceiver when the receiver is the treasury", async () => {
      const { treasury, citizen, id } = await loadFixture(aBudget);
      await expect(treasury.connect(citizen).spend(id, treasury, 4n, "Stones"))
        .to.be.revertedWithCustomError(treasury, "Treasury_InvalidReceiver")
        .withArgs(treasury);
    });

    it("reverts with Treasury_TextOutOfBounds without a note", async () => {
      const { treasury, citizen, supplier, id } = await loadFixture(aBudget);
      await expect(treasury.connect(citizen).spend(id, supplier, 4n, ""))
        .to.be.revertedWithCustomError(treasury, "Treasury_TextOutOfBounds")
        .withArgs(0, 256);
    });

    for (const unknown of [0n, 2n]) {
      it(`reverts with Treasury_UnknownBudget for budget ${unknown} if there is one`, async () => {
        const { treasury, citizen, supplier } = await loadFixture(aBudget);
        await expect(treasury.connect(citizen).spend(unknown, supplier, 4n, "Stones"))
          .to.be.revertedWithCustomError(treasury, "Treasury_UnknownBudget")
          .withArgs(unknown, 1n);
      });
    }

    context("given the next period", () => {
      it("has the whole ceiling from its first second", async () => {
        const { treasury, citizen, supplier, id, openedAt } = await loadFixture(aBudget);
        await treasury.connect(citizen).spend(id, supplier, 10n * COIN, "Stones");
        await time.increaseTo(openedAt + 7 * DAY);
        expect(await treasury.availableOf(id)).to.equal(10n * COIN);
      });

      it("has no new ceiling one second earlier", async () => {
        const { treasury, citizen, supplier, id, openedAt } = await loadFixture(aBudget);
        await treasury.connect(citizen).spend(id, supplier, 10n * COIN, "Stones");
        await time.increaseTo(openedAt + 7 * DAY - 1);
        expect(await treasury.availableOf(id)).to.equal(0n);
      });

      it("counts periods from the opening, whenever it is spent", async () => {
        const { treasury, citizen, supplier, id, openedAt } = await loadFixture(aBudget);
        await time.increaseTo(openedAt + 3 * 7 * DAY + 5 * DAY);
        await treasury.connect(citizen).spend(id, supplier, 4n, "Stones");
        const { periodSince, spent } = await treasury.budget(id);
        expect([periodSince, spent]).to.deep.equal([BigInt(openedAt + 3 * 7 * DAY), 4n]);
      });

      it("shows the present period before anything is spent in it", async () => {
        const { treasury, citizen, supplier, id, openedAt } = await loadFixture(aBudget);
        await treasury.connect(citizen).spend(id, supplier, 4n, "Stones");
        await time.increaseTo(openedAt + 2 * 7 * DAY);
        const { periodSince, spent } = await treasury.budget(id);
        expect([periodSince, spent]).to.deep.equal([BigInt(openedAt + 2 * 7 * DAY), 0n]);
      });
    });

    context("given its end", () => {
      it("can be spent one second before its end", async () => {
        const { treasury, citizen, supplier, id } = await loadFixture(aBudget);
        const { until } = await treasury.budget(id);
        await time.setNextBlockTimestamp(until - 1n);
        await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones")).to.emit(treasury, "BudgetSpent");
      });

      it("reverts with Treasury_BudgetEnded from its end on", async () => {
        const { treasury, citizen, supplier, id } = await loadFixture(aBudget);
        const { until } = await treasury.budget(id);
        await time.setNextBlockTimestamp(until);
        await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones"))
          .to.be.revertedWithCustomError(treasury, "Treasury_BudgetEnded")
          .withArgs(id, until);
      });
    });

    context("given a citizen's budget", () => {
      it("reverts with Treasury_NotSpender for another account", async () => {
        const { treasury, citizen, clerk, id } = await loadFixture(aBudget);
        await expect(treasury.connect(clerk).spend(id, clerk, 4n, "Stones"))
          .to.be.revertedWithCustomError(treasury, "Treasury_NotSpender")
          .withArgs(id, clerk, citizen);
      });

      it("reverts with Treasury_NotSpender for another citizen", async () => {
        const { treasury, citizenship, citizen, clerk, id } = await loadFixture(aBudget);
        await citizenship.setVoter(8, clerk, 1);
        await expect(treasury.connect(clerk).spend(id, clerk, 4n, "Stones"))
          .to.be.revertedWithCustomError(treasury, "Treasury_NotSpender")
          .withArgs(id, clerk, citizen);
      });

      it("reverts with Treasury_NotSpender while the citizen is not active", async () => {
        const { treasury, citizenship, citizen, supplier, id } = await loadFixture(aBudget);
        await citizenship.setActive(7, false);
        await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones"))
          .to.be.revertedWithCustomError(treasury, "Treasury_NotSpender")
          .withArgs(id, citizen, citizen);
      });

      it("can be spent again when the citizen is reinstated", async () => {
        const { treasury, citizenship, citizen, supplier, id } = await loadFixture(aBudget);
        await citizenship.setActive(7, false);
        await citizenship.setActive(7, true);
        await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones")).to.emit(treasury, "BudgetSpent");
      });

      it("can be spent by the citizen's new account", async () => {
        const { treasury, token, citizenship, newKey, supplier, id } = await loadFixture(aBudget);
        await citizenship.setVoter(7, newKey, 1);
        await expect(treasury.connect(newKey).spend(id, supplier, 4n, "Stones"))
          .to.emit(treasury, "BudgetSpent")
          .withArgs(id, newKey, supplier, token, 4n, "Stones", HOLDING - 4n);
      });

      it("reverts with Treasury_NotSpender for the citizen's old key", async () => {
        const { treasury, citizenship, citizen, newKey, supplier, id } = await loadFixture(aBudget);
        await citizenship.setVoter(7, newKey, 1);
        await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones"))
          .to.be.revertedWithCustomError(treasury, "Treasury_NotSpender")
          .withArgs(id, citizen, newKey);
      });
    });

    context("given a contract's budget", () => {
      it("can be spent by the account", async () => {
        const { treasury, clerk, supplier, id } = await loadFixture(aContractsBudget);
        await expect(treasury.connect(clerk).spend(id, supplier, 4n, "Stones")).to.emit(treasury, "BudgetSpent");
      });

      it("stays the account's when the account becomes a citizen later", async () => {
        const { treasury, citizenship, clerk, supplier, id } = await loadFixture(aContractsBudget);
        await citizenship.setVoter(8, clerk, 1);
        await citizenship.setActive(8, false);
        await expect(treasury.connect(clerk).spend(id, supplier, 4n, "Stones")).to.emit(treasury, "BudgetSpent");
      });

      it("reverts with Treasury_NotSpender when the caller is somebody else", async () => {
        const { treasury, citizen, clerk, supplier, id } = await loadFixture(aContractsBudget);
        await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones"))
          .to.be.revertedWithCustomError(treasury, "Treasury_NotSpender")
          .withArgs(id, citizen, clerk);
      });

      it("returns the account as spender", async () => {
        const { treasury, clerk, id } = await loadFixture(aContractsBudget);
        const { spender, citizenId } = await treasury.budget(id);
        expect([spender, citizenId]).to.deep.equal([clerk.address, 0n]);
      });
    });
  });
});
