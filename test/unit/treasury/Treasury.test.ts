import { loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aTreasury, CAP, COIN, DAY, HOLDING, NATIVE, OUTFLOW } from "../../fixtures/treasury";

const bytes32 = (text: string) => ethers.encodeBytes32String(text);
const longest = "x".repeat(256);

describe("Treasury", () => {
  describe("constructor", () => {
    it("stores the citizenship and the authority", async () => {
      const { treasury, citizenship, authority } = await loadFixture(aTreasury);
      expect(await treasury.citizenship()).to.equal(citizenship);
      expect(await treasury.authority()).to.equal(authority);
    });

    it("has one provision, the outflow cap", async () => {
      const { treasury } = await loadFixture(aTreasury);
      const provisions = await treasury.provisions();
      expect(provisions.map((p) => [p.key, p.unit, p.current, p.min, p.max])).to.deep.equal([
        [bytes32("outflow"), 0n, OUTFLOW, 1_00n, 100_00n],
      ]);
    });

    it("reverts with Provisions_OutOfBounds when the cap's upper bound is above the whole", async () => {
      const { treasury, authority, citizenship } = await loadFixture(aTreasury);
      const factory = await ethers.getContractFactory("Treasury");
      await expect(factory.deploy(authority, citizenship, [{ value: 20_00, min: 0, max: 100_01 }]))
        .to.be.revertedWithCustomError(treasury, "Provisions_OutOfBounds")
        .withArgs(bytes32("outflow"), 100_01, 0, 100_00);
    });
  });

  describe("receive()", () => {
    it("emits Received with the payer, the amount and the balance", async () => {
      const { treasury, stranger } = await loadFixture(aTreasury);
      await expect(stranger.sendTransaction({ to: treasury, value: 5n }))
        .to.emit(treasury, "Received")
        .withArgs(stranger, 5n, HOLDING + 5n);
    });

    it("reverts on the callback of a safe ERC-721 transfer", async () => {
      const { treasury, stranger } = await loadFixture(aTreasury);
      await expect(stranger.sendTransaction({ to: treasury, data: ethers.id("onERC721Received()").slice(0, 10) })).to.be
        .reverted;
    });
  });

  describe("pay()", () => {
    context("given native coin", () => {
      it("transfers the amount", async () => {
        const { treasury, supplier } = await loadFixture(aTreasury);
        await expect(treasury.pay(NATIVE, supplier, 3n * COIN, "Bread")).to.changeEtherBalances(
          [treasury, supplier],
          [-3n * COIN, 3n * COIN],
        );
      });

      it("emits Paid with the purpose and the balance", async () => {
        const { treasury, supplier } = await loadFixture(aTreasury);
        await expect(treasury.pay(NATIVE, supplier, 3n * COIN, "Bread"))
          .to.emit(treasury, "Paid")
          .withArgs(NATIVE, supplier, 3n * COIN, "Bread", HOLDING - 3n * COIN);
      });

      it("reverts with Treasury_PaymentRefused when the receiver refuses the coin", async () => {
        const { treasury, token } = await loadFixture(aTreasury);
        await expect(treasury.pay(NATIVE, token, 1n, "Bread"))
          .to.be.revertedWithCustomError(treasury, "Treasury_PaymentRefused")
          .withArgs(token, 1n);
      });
    });

    context("given a token", () => {
      it("transfers the amount", async () => {
        const { treasury, token, supplier } = await loadFixture(aTreasury);
        await expect(treasury.pay(token, supplier, 3n, "Bread")).to.changeTokenBalances(
          token,
          [treasury, supplier],
          [-3n, 3n],
        );
      });

      it("emits Paid with the purpose and the balance", async () => {
        const { treasury, token, supplier } = await loadFixture(aTreasury);
        await expect(treasury.pay(token, supplier, 3n, "Bread"))
          .to.emit(treasury, "Paid")
          .withArgs(token, supplier, 3n, "Bread", HOLDING - 3n);
      });

      it("reverts with Treasury_NotAnAsset when there is no code at its address", async () => {
        const { treasury, stranger, supplier } = await loadFixture(aTreasury);
        await expect(treasury.pay(stranger, supplier, 1n, "Bread"))
          .to.be.revertedWithCustomError(treasury, "Treasury_NotAnAsset")
          .withArgs(stranger);
      });
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { treasury, stranger } = await loadFixture(aTreasury);
      await expect(treasury.connect(stranger).pay(NATIVE, stranger, 1n, "Bread"))
        .to.be.revertedWithCustomError(treasury, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });

    it("accepts a purpose of 256 bytes", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await expect(treasury.pay(NATIVE, supplier, 1n, longest)).to.emit(treasury, "Paid");
    });

    for (const [what, purpose] of [
      ["no purpose", ""],
      ["a purpose of 257 bytes", longest + "x"],
    ]) {
      it(`reverts with Treasury_TextOutOfBounds for ${what}`, async () => {
        const { treasury, supplier } = await loadFixture(aTreasury);
        await expect(treasury.pay(NATIVE, supplier, 1n, purpose))
          .to.be.revertedWithCustomError(treasury, "Treasury_TextOutOfBounds")
          .withArgs(purpose.length, 256);
      });
    }

    it("reverts with Treasury_InvalidReceiver when the receiver is the zero address", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await expect(treasury.pay(NATIVE, ethers.ZeroAddress, 1n, "Bread"))
        .to.be.revertedWithCustomError(treasury, "Treasury_InvalidReceiver")
        .withArgs(ethers.ZeroAddress);
    });

    it("reverts with Treasury_InvalidReceiver when the receiver is the treasury", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await expect(treasury.pay(NATIVE, treasury, 1n, "Bread"))
        .to.be.revertedWithCustomError(treasury, "Treasury_InvalidReceiver")
        .withArgs(treasury);
    });
  });

  describe("outflow cap", () => {
    for (const [what, assetOf] of [
      ["native coin", () => NATIVE],
      ["a token", (token: string) => token],
    ] as const) {
      context(`given ${what}`, () => {
        it("pays the whole cap", async () => {
          const { treasury, token, supplier } = await loadFixture(aTreasury);
          const asset = assetOf(await token.getAddress());
          await treasury.pay(asset, supplier, CAP, "Harbour");
          expect(await treasury.outflowOf(asset)).to.deep.equal([HOLDING - CAP, CAP, CAP, 0n]);
        });

        it("reverts with Treasury_OutflowExceeded for one base unit more", async () => {
          const { treasury, token, supplier } = await loadFixture(aTreasury);
          const asset = assetOf(await token.getAddress());
          await expect(treasury.pay(asset, supplier, CAP + 1n, "Harbour"))
            .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
            .withArgs(asset, CAP + 1n, CAP, 0n);
        });
      });
    }

    it("counts each asset separately", async () => {
      const { treasury, token, supplier } = await loadFixture(aTreasury);
      await treasury.pay(NATIVE, supplier, CAP, "Harbour");
      expect((await treasury.outflowOf(token)).available).to.equal(CAP);
    });

    it("counts payments and spending together", async () => {
      const { treasury, token, citizen, supplier, open } = await loadFixture(aTreasury);
      const id = await open();
      await treasury.connect(citizen).spend(id, supplier, 4n, "Stones");
      await treasury.pay(token, supplier, 5n, "Harbour");
      expect((await treasury.outflowOf(token)).left).to.equal(9n);
    });

    it("rises by the provision's share of what arrives", async () => {
      const { treasury, supplier, stranger } = await loadFixture(aTreasury);
      await treasury.pay(NATIVE, supplier, CAP, "Harbour");
      await stranger.sendTransaction({ to: treasury, value: 10n });
      expect((await treasury.outflowOf(NATIVE)).available).to.equal((10n * OUTFLOW) / 100_00n);
    });

    it("leaves nothing available when the provision falls below what has left", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await treasury.pay(NATIVE, supplier, CAP, "Harbour");
      await treasury.setProvision(bytes32("outflow"), 10_00);
      expect(await treasury.outflowOf(NATIVE)).to.deep.equal([HOLDING - CAP, CAP, CAP / 2n, 0n]);
    });

    it("pays the whole balance when the cap is the whole", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await treasury.setProvision(bytes32("outflow"), 100_00);
      await expect(treasury.pay(NATIVE, supplier, HOLDING, "Hand-over")).to.changeEtherBalance(supplier, HOLDING);
    });

    it("reverts with Treasury_OutflowExceeded for more than the balance when the cap is the whole", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await treasury.setProvision(bytes32("outflow"), 100_00);
      await expect(treasury.pay(NATIVE, supplier, HOLDING + 1n, "Hand-over"))
        .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
        .withArgs(NATIVE, HOLDING + 1n, HOLDING, 0n);
    });

    it("reverts with Treasury_OutflowExceeded with exact figures for the largest uint256", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await expect(treasury.pay(NATIVE, supplier, ethers.MaxUint256, "Everything"))
        .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
        .withArgs(NATIVE, ethers.MaxUint256, CAP, 0n);
    });

    it("reverts with possibleAt 0 for an asset without a balance", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await setBalance(await treasury.getAddress(), 0n);
      await expect(treasury.pay(NATIVE, supplier, 1n, "Bread"))
        .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
        .withArgs(NATIVE, 1n, 0n, 0n);
    });

    context("given outflows of 50, 70 and 80 a day apart, which exhaust it", () => {
      async function anExhaustedTreasury() {
        const world = await aTreasury();
        const paidAt: number[] = [];
        for (const coins of [50n, 70n, 80n]) {
          await world.treasury.pay(NATIVE, world.supplier, coins * COIN, "Harbour");
          paidAt.push(await time.latest());
          await time.increase(DAY);
        }
        return { ...world, paidAt };
      }

      // With 800 held, `x` may leave once no more than (160 - x) / 0.8 is counted: 150 is when the first has lapsed.
      for (const [coins, lapsed] of [
        [1n, 0],
        [40n, 0],
        [41n, 1],
        [96n, 1],
        [97n, 2],
        [160n, 2],
      ] as const) {
        it(`reverts with the lapse of outflow ${lapsed + 1} as possibleAt for ${coins}`, async () => {
          const { treasury, supplier, paidAt } = await loadFixture(anExhaustedTreasury);
          await expect(treasury.pay(NATIVE, supplier, coins * COIN, "Bread"))
            .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
            .withArgs(NATIVE, coins * COIN, 0n, paidAt[lapsed] + 30 * DAY);
        });

        it(`pays ${coins} at that moment`, async () => {
          const { treasury, supplier, paidAt } = await loadFixture(anExhaustedTreasury);
          await time.setNextBlockTimestamp(paidAt[lapsed] + 30 * DAY);
          await expect(treasury.pay(NATIVE, supplier, coins * COIN, "Bread")).to.changeEtherBalance(
            supplier,
            coins * COIN,
          );
        });

        it(`reverts for ${coins} one second earlier`, async () => {
          const { treasury, supplier, paidAt } = await loadFixture(anExhaustedTreasury);
          await time.setNextBlockTimestamp(paidAt[lapsed] + 30 * DAY - 1);
          await expect(treasury.pay(NATIVE, supplier, coins * COIN, "Bread")).to.be.revertedWithCustomError(
            treasury,
            "Treasury_OutflowExceeded",
          );
        });
      }

      it("reverts with possibleAt 0 for more than the share of the balance", async () => {
        const { treasury, supplier } = await loadFixture(anExhaustedTreasury);
        await expect(treasury.pay(NATIVE, supplier, 160n * COIN + 1n, "Bread"))
          .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
          .withArgs(NATIVE, 160n * COIN + 1n, 0n, 0n);
      });
    });
  });

  describe("openBudget()", () => {
    it("numbers budgets from 1", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      expect(await treasury.openBudget.staticCall(await termsWith())).to.equal(1n);
    });

    it("increments budgetCount", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      await open();
      await open();
      expect(await treasury.budgetCount()).to.equal(2n);
    });

    it("stores the citizen when the spender holds a citizenship", async () => {
      const { treasury, token, citizen, termsWith } = await loadFixture(aTreasury);
      const terms = await termsWith();
      await expect(treasury.openBudget(terms))
        .to.emit(treasury, "BudgetOpened")
        .withArgs(1n, citizen, 7n, token, terms.ceiling, terms.period, terms.until, "Roads");
    });

    it("stores the account when the spender holds no citizenship", async () => {
      const { treasury, token, clerk, termsWith } = await loadFixture(aTreasury);
      const terms = await termsWith({ spender: clerk });
      await expect(treasury.openBudget(terms))
        .to.emit(treasury, "BudgetOpened")
        .withArgs(1n, clerk, 0n, token, terms.ceiling, terms.period, terms.until, "Roads");
    });

    it("stores the terms", async () => {
      const { treasury, token, citizen, termsWith } = await loadFixture(aTreasury);
      const terms = await termsWith();
      await treasury.openBudget(terms);
      expect(await treasury.budget(1)).to.deep.equal([
        "Roads",
        citizen.address,
        7n,
        await token.getAddress(),
        terms.ceiling,
        0n,
        BigInt(terms.period),
        BigInt(await time.latest()),
        BigInt(terms.until),
      ]);
    });

    it("opens a budget of native coin", async () => {
      const { treasury, citizen, supplier, open } = await loadFixture(aTreasury);
      const id = await open({ asset: NATIVE });
      await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones")).to.changeEtherBalance(supplier, 4n);
    });

    it("accepts a purpose of 256 bytes", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      const id = await open({ purpose: longest });
      expect((await treasury.budget(id)).purpose).to.equal(longest);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { treasury, citizen, termsWith } = await loadFixture(aTreasury);
      await expect(treasury.connect(citizen).openBudget(await termsWith()))
        .to.be.revertedWithCustomError(treasury, "AccessManagedUnauthorized")
        .withArgs(citizen);
    });

    for (const [what, purpose] of [
      ["no purpose", ""],
      ["a purpose of 257 bytes", longest + "x"],
    ]) {
      it(`reverts with Treasury_TextOutOfBounds for ${what}`, async () => {
        const { treasury, termsWith } = await loadFixture(aTreasury);
        await expect(treasury.openBudget(await termsWith({ purpose })))
          .to.be.revertedWithCustomError(treasury, "Treasury_TextOutOfBounds")
          .withArgs(purpose.length, 256);
      });
    }

    it("reverts with Treasury_InvalidSpender when the spender is the zero address", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      await expect(treasury.openBudget(await termsWith({ spender: ethers.ZeroAddress })))
        .to.be.revertedWithCustomError(treasury, "Treasury_InvalidSpender")
        .withArgs(ethers.ZeroAddress);
    });

    it("reverts with Treasury_InvalidSpender when the spender is the treasury", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      await expect(treasury.openBudget(await termsWith({ spender: treasury })))
        .to.be.revertedWithCustomError(treasury, "Treasury_InvalidSpender")
        .withArgs(treasury);
    });

    it("reverts with Treasury_NotAnAsset when there is no code at the token's address", async () => {
      const { treasury, stranger, termsWith } = await loadFixture(aTreasury);
      await expect(treasury.openBudget(await termsWith({ asset: stranger })))
        .to.be.revertedWithCustomError(treasury, "Treasury_NotAnAsset")
        .withArgs(stranger);
    });

    it("reverts with Treasury_EmptyBudget without a ceiling", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      await expect(treasury.openBudget(await termsWith({ ceiling: 0 })))
        .to.be.revertedWithCustomError(treasury, "Treasury_EmptyBudget")
        .withArgs(0, 7 * DAY);
    });

    it("reverts with Treasury_EmptyBudget without a period", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      await expect(treasury.openBudget(await termsWith({ period: 0 })))
        .to.be.revertedWithCustomError(treasury, "Treasury_EmptyBudget")
        .withArgs(10n * COIN, 0);
    });

    it("reverts with Treasury_EndPassed when the end is now", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      const now = (await time.latest()) + 10;
      const terms = await termsWith({ until: now });
      await time.setNextBlockTimestamp(now);
      await expect(treasury.openBudget(terms))
        .to.be.revertedWithCustomError(treasury, "Treasury_EndPassed")
        .withArgs(now, now);
    });

    it("opens a budget that ends one second later", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      const now = (await time.latest()) + 10;
      const terms = await termsWith({ until: now + 1 });
      await time.setNextBlockTimestamp(now);
      await expect(treasury.openBudget(terms)).to.emit(treasury, "BudgetOpened");
    });
  });

  describe("spend()", () => {
    async function aBudget() {
      const world = await aTreasury();
      return { ...world, id: await world.open(), openedAt: await time.latest() };
    }

    async function aClerksBudget() {
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
        await citizenship.give(8, clerk);
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
        await citizenship.give(7, newKey);
        await expect(treasury.connect(newKey).spend(id, supplier, 4n, "Stones"))
          .to.emit(treasury, "BudgetSpent")
          .withArgs(id, newKey, supplier, token, 4n, "Stones", HOLDING - 4n);
      });

      it("reverts with Treasury_NotSpender for the citizen's old key", async () => {
        const { treasury, citizenship, citizen, newKey, supplier, id } = await loadFixture(aBudget);
        await citizenship.give(7, newKey);
        await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones"))
          .to.be.revertedWithCustomError(treasury, "Treasury_NotSpender")
          .withArgs(id, citizen, newKey);
      });
    });

    context("given an account's budget", () => {
      it("can be spent by the account", async () => {
        const { treasury, clerk, supplier, id } = await loadFixture(aClerksBudget);
        await expect(treasury.connect(clerk).spend(id, supplier, 4n, "Stones")).to.emit(treasury, "BudgetSpent");
      });

      it("stays the account's when the account becomes a citizen later", async () => {
        const { treasury, citizenship, clerk, supplier, id } = await loadFixture(aClerksBudget);
        await citizenship.give(8, clerk);
        await citizenship.setActive(8, false);
        await expect(treasury.connect(clerk).spend(id, supplier, 4n, "Stones")).to.emit(treasury, "BudgetSpent");
      });

      it("reverts with Treasury_NotSpender when the caller is somebody else", async () => {
        const { treasury, citizen, clerk, supplier, id } = await loadFixture(aClerksBudget);
        await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones"))
          .to.be.revertedWithCustomError(treasury, "Treasury_NotSpender")
          .withArgs(id, citizen, clerk);
      });

      it("returns the account as spender", async () => {
        const { treasury, clerk, id } = await loadFixture(aClerksBudget);
        const { spender, citizenId } = await treasury.budget(id);
        expect([spender, citizenId]).to.deep.equal([clerk.address, 0n]);
      });
    });
  });

  describe("closeBudget()", () => {
    it("ends the budget at once", async () => {
      const { treasury, citizen, supplier, open } = await loadFixture(aTreasury);
      const id = await open();
      await treasury.closeBudget(id);
      const closedAt = await time.latest();
      await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones"))
        .to.be.revertedWithCustomError(treasury, "Treasury_BudgetEnded")
        .withArgs(id, closedAt);
    });

    it("emits BudgetClosed with the old end", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      const id = await open();
      const { until } = await treasury.budget(id);
      await expect(treasury.closeBudget(id)).to.emit(treasury, "BudgetClosed").withArgs(id, until);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { treasury, citizen, open } = await loadFixture(aTreasury);
      const id = await open();
      await expect(treasury.connect(citizen).closeBudget(id))
        .to.be.revertedWithCustomError(treasury, "AccessManagedUnauthorized")
        .withArgs(citizen);
    });

    it("reverts with Treasury_UnknownBudget for an unknown budget", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await expect(treasury.closeBudget(1))
        .to.be.revertedWithCustomError(treasury, "Treasury_UnknownBudget")
        .withArgs(1, 0);
    });

    it("reverts with Treasury_BudgetEnded the second time", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      const id = await open();
      await treasury.closeBudget(id);
      const closedAt = await time.latest();
      await expect(treasury.closeBudget(id))
        .to.be.revertedWithCustomError(treasury, "Treasury_BudgetEnded")
        .withArgs(id, closedAt);
    });
  });

  describe("availableOf()", () => {
    it("returns the ceiling at first", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      expect(await treasury.availableOf(await open())).to.equal(10n * COIN);
    });

    it("returns at most what can leave the treasury", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      expect(await treasury.availableOf(await open({ ceiling: CAP + 1n }))).to.equal(CAP);
    });

    it("returns 0 after the end", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      const id = await open();
      await treasury.closeBudget(id);
      expect(await treasury.availableOf(id)).to.equal(0n);
    });

    it("reverts with Treasury_UnknownBudget for an unknown budget", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await expect(treasury.availableOf(0))
        .to.be.revertedWithCustomError(treasury, "Treasury_UnknownBudget")
        .withArgs(0, 0);
    });
  });

  describe("budget()", () => {
    it("reverts with Treasury_UnknownBudget for an unknown budget", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await expect(treasury.budget(1)).to.be.revertedWithCustomError(treasury, "Treasury_UnknownBudget").withArgs(1, 0);
    });
  });
});
