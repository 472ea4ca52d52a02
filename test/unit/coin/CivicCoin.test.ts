import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  aCoinAndStake,
  coins,
  DAY,
  domainOf,
  Exemption,
  key,
  MAX_SUPPLY,
  provisionTerms,
  TAX_RATE,
  YEAR,
  YEARLY_MINT,
} from "../../fixtures/money";

const Zero = ethers.ZeroAddress;
const MAX_UINT96 = 2n ** 96n - 1n;
// At 2 % the tax on one unit less than 100 coins is, rounded down, one unit less too: 98 coins arrive of either.
const GROSS_FOR_98 = coins(100) - 1n;
const transferAndCall = "transferAndCall(address,uint256)";
const transferFromAndCall = "transferFromAndCall(address,address,uint256)";

async function aCoinAndReceiver() {
  const world = await aCoinAndStake();
  const receiver = await ethers.deployContract("PaymentReceiver", [world.coin]);
  return { ...world, receiver };
}

async function terms() {
  const [, , treasury, holder] = await ethers.getSigners();
  return {
    name: "Aurora",
    symbol: "AUR",
    treasury: treasury.address,
    maxSupply: MAX_SUPPLY,
    genesis: [{ holder: holder.address, amount: coins(10) }],
    exempt: [] as string[],
  };
}

async function deployWith(
  change: Partial<Awaited<ReturnType<typeof terms>>>,
  provisions = [provisionTerms.taxRate, provisionTerms.yearlyMint],
) {
  const authority = await ethers.deployContract("AccessManager", [(await ethers.getSigners())[0]]);
  return ethers.deployContract("CivicCoin", [authority, { ...(await terms()), ...change }, provisions]);
}

describe("CivicCoin", () => {
  describe("constructor()", () => {
    it("takes the coin's name, symbol and 18 decimals", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      expect([await coin.name(), await coin.symbol(), await coin.decimals()]).to.deep.equal(["Aurora", "AUR", 18n]);
    });

    it("credits the genesis, also to the treasury", async () => {
      const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
      expect(await coin.balanceOf(ana)).to.equal(coins(1_000));
      expect(await coin.balanceOf(treasury)).to.equal(coins(4_000));
      expect(await coin.totalSupply()).to.equal(coins(10_000));
    });

    it("exempts the accounts of its terms", async () => {
      const { coin, stake } = await loadFixture(aCoinAndStake);
      expect(await coin.exemptionOf(stake)).to.equal(Exemption.Both);
    });

    it("returns its limits", async () => {
      const { coin, treasury } = await loadFixture(aCoinAndStake);
      expect(await coin.MAX_TAX_RATE()).to.equal(20_00);
      expect(await coin.MAX_SUPPLY()).to.equal(MAX_SUPPLY);
      expect(await coin.TREASURY()).to.equal(treasury);
    });

    it("has two provisions", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      const shown = (await coin.provisions()).map(({ key, unit, current, max }) => [key, unit, current, max]);
      expect(shown).to.deep.equal([
        [TAX_RATE, 0n, 2_00n, 20_00n],
        [YEARLY_MINT, 0n, 5_00n, 10_00n],
      ]);
    });

    it("accepts a tax bound at the cap", async () => {
      const coin = await deployWith({}, [{ value: 20_00, min: 0, max: 20_00 }, provisionTerms.yearlyMint]);
      expect(await coin.taxRate()).to.equal(20_00);
    });

    it("reverts with CivicCoin_TaxRateTooHigh when the tax bound is above the cap", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      await expect(deployWith({}, [{ value: 0, min: 0, max: 20_01 }, provisionTerms.yearlyMint]))
        .to.be.revertedWithCustomError(coin, "CivicCoin_TaxRateTooHigh")
        .withArgs(20_01, 20_00);
    });

    it("reverts with CivicCoin_NoTreasury without a treasury", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      await expect(deployWith({ treasury: Zero }))
        .to.be.revertedWithCustomError(coin, "CivicCoin_NoTreasury")
        .withArgs(Zero);
    });

    it("accepts a maximum supply of 96 bits, all of it given at genesis", async () => {
      const holder = (await ethers.getSigners())[3];
      const coin = await deployWith({
        maxSupply: MAX_UINT96,
        genesis: [{ holder: holder.address, amount: MAX_UINT96 }],
      });
      expect(await coin.balanceOf(holder)).to.equal(MAX_UINT96);
    });

    it("reverts with CivicCoin_MaxSupplyTooHigh when the maximum supply has more than 96 bits", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      await expect(deployWith({ maxSupply: MAX_UINT96 + 1n }))
        .to.be.revertedWithCustomError(coin, "CivicCoin_MaxSupplyTooHigh")
        .withArgs(MAX_UINT96 + 1n, MAX_UINT96);
    });

    it("reverts with CivicCoin_MaxSupplyExceeded when the genesis exceeds the maximum supply", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      await expect(deployWith({ maxSupply: coins(10) - 1n }))
        .to.be.revertedWithCustomError(coin, "CivicCoin_MaxSupplyExceeded")
        .withArgs(coins(10), coins(10) - 1n);
    });

    it("reverts with ERC20InvalidReceiver when a genesis holder is the zero address", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      await expect(deployWith({ genesis: [{ holder: Zero, amount: 1n }] }))
        .to.be.revertedWithCustomError(coin, "ERC20InvalidReceiver")
        .withArgs(Zero);
    });

    for (const [who, account] of [
      ["the zero address", () => Promise.resolve(Zero)],
      ["the treasury", async () => (await terms()).treasury],
    ] as const) {
      it(`reverts with CivicCoin_ExemptionFixed when ${who} is to be exempt`, async () => {
        const { coin } = await loadFixture(aCoinAndStake);
        await expect(deployWith({ exempt: [await account()] }))
          .to.be.revertedWithCustomError(coin, "CivicCoin_ExemptionFixed")
          .withArgs(await account());
      });
    }
  });

  describe("transfer()", () => {
    context("given neither side is exempt", () => {
      it("takes the tax from the amount, for the treasury", async () => {
        const { coin, ana, ben, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(ben, coins(100))).to.changeTokenBalances(
          coin,
          [ana, ben, treasury],
          [-coins(100), coins(98), coins(2)],
        );
      });

      it("emits a Transfer of the net amount, then one of the tax", async () => {
        const { coin, ana, ben, treasury } = await loadFixture(aCoinAndStake);
        const receipt = await (await coin.connect(ana).transfer(ben, coins(100))).wait();
        const events = receipt!.logs.map((log) => coin.interface.parseLog(log)!);
        expect(events.map(({ name, args }): unknown[] => [name, ...(args as unknown[])])).to.deep.equal([
          ["Transfer", ana.address, ben.address, coins(98)],
          ["Transfer", ana.address, treasury.address, coins(2)],
        ]);
      });

      it("rounds the tax down", async () => {
        const { coin, ana, ben, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(ben, 99n)).to.changeTokenBalances(coin, [ben, treasury], [98n, 1n]);
      });

      it("emits no Transfer of a tax below one unit", async () => {
        const { coin, ana, ben } = await loadFixture(aCoinAndStake);
        const receipt = await (await coin.connect(ana).transfer(ben, 49n)).wait();
        expect(receipt!.logs.length).to.equal(1);
        expect(await coin.balanceOf(ben)).to.equal(coins(1_000) + 49n);
      });

      it("changes no balance for an amount of zero", async () => {
        const { coin, stranger, ben } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(stranger).transfer(ben, 0)).to.emit(coin, "Transfer").withArgs(stranger, ben, 0);
      });

      it("transfers the whole balance", async () => {
        const { coin, ana, ben } = await loadFixture(aCoinAndStake);
        await coin.connect(ana).transfer(ben, coins(1_000));
        expect(await coin.balanceOf(ana)).to.equal(0);
      });

      it("reverts with ERC20InsufficientBalance for one unit more", async () => {
        const { coin, ana, ben } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(ben, coins(1_000) + 1n))
          .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
          .withArgs(ana, coins(1_000), coins(1_000) + 1n);
      });

      it("reverts with ERC20InvalidReceiver when the receiver is the zero address", async () => {
        const { coin, ana } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(Zero, 1))
          .to.be.revertedWithCustomError(coin, "ERC20InvalidReceiver")
          .withArgs(Zero);
      });
    });

    context("given a rate is on trial", () => {
      it("applies the rate on trial until the trial lapses, then the standing rate", async () => {
        const { coin, government, ana, ben, treasury } = await loadFixture(aCoinAndStake);
        await coin.connect(government).tryProvision(TAX_RATE, 10_00, 30 * DAY);
        await expect(coin.connect(ana).transfer(ben, coins(100))).to.changeTokenBalance(coin, treasury, coins(10));
        await time.increase(30 * DAY);
        await expect(coin.connect(ana).transfer(ben, coins(100))).to.changeTokenBalance(coin, treasury, coins(2));
      });

      it("keeps the treasury's balance, which shares the slot", async () => {
        const { coin, government, treasury } = await loadFixture(aCoinAndStake);
        await coin.connect(government).tryProvision(TAX_RATE, 10_00, 30 * DAY);
        expect(await coin.balanceOf(treasury)).to.equal(coins(4_000));
      });
    });

    context("given the rate is zero", () => {
      it("takes no tax", async () => {
        const { coin, government, ana, ben } = await loadFixture(aCoinAndStake);
        await coin.connect(government).setProvision(TAX_RATE, 0);
        await expect(coin.connect(ana).transfer(ben, coins(100))).to.changeTokenBalance(coin, ben, coins(100));
      });
    });

    context("given the sender is the receiver", () => {
      it("changes no balance, and takes no tax", async () => {
        const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(ana, coins(100))).to.changeTokenBalances(coin, [ana, treasury], [0, 0]);
      });

      it("emits a Transfer of the whole amount", async () => {
        const { coin, ana } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(ana, coins(100)))
          .to.emit(coin, "Transfer")
          .withArgs(ana, ana, coins(100));
      });

      it("reverts with ERC20InsufficientBalance when the amount exceeds the balance", async () => {
        const { coin, ana } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(ana, coins(1_000) + 1n))
          .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
          .withArgs(ana, coins(1_000), coins(1_000) + 1n);
      });
    });

    context("given the treasury is a side", () => {
      it("takes no tax from a payment to the treasury", async () => {
        const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(treasury, coins(100))).to.changeTokenBalances(
          coin,
          [ana, treasury],
          [-coins(100), coins(100)],
        );
      });

      it("takes no tax from a payment of the treasury", async () => {
        const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(treasury).transfer(ana, coins(100))).to.changeTokenBalances(
          coin,
          [ana, treasury],
          [coins(100), -coins(100)],
        );
      });

      it("changes no balance when the treasury pays itself", async () => {
        const { coin, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(treasury).transfer(treasury, coins(100))).to.changeTokenBalance(coin, treasury, 0);
      });

      it("reverts with ERC20InsufficientBalance when the treasury has less", async () => {
        const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(treasury).transfer(ana, coins(4_000) + 1n))
          .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
          .withArgs(treasury, coins(4_000), coins(4_000) + 1n);
      });

      it("keeps the rate when it spends everything", async () => {
        const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
        await coin.connect(treasury).transfer(ana, coins(4_000));
        expect(await coin.taxRate()).to.equal(2_00);
      });
    });

    for (const [name, exemption, sends, receives] of [
      ["None", Exemption.None, false, false],
      ["Sending", Exemption.Sending, true, false],
      ["Receiving", Exemption.Receiving, false, true],
      ["Both", Exemption.Both, true, true],
    ] as const) {
      context(`given the exemption of an account is ${name}`, () => {
        const tax = (exempt: boolean) => (exempt ? 0n : coins(2));

        it(`${sends ? "takes no" : "takes the"} tax from what it sends`, async () => {
          const { coin, government, ana, ben, treasury } = await loadFixture(aCoinAndStake);
          await coin.connect(government).setExemption(ana, exemption);
          await expect(coin.connect(ana).transfer(ben, coins(100))).to.changeTokenBalances(
            coin,
            [ana, ben, treasury],
            [-coins(100), coins(100) - tax(sends), tax(sends)],
          );
        });

        it(`${receives ? "takes no" : "takes the"} tax from what it receives`, async () => {
          const { coin, government, ana, ben, treasury } = await loadFixture(aCoinAndStake);
          await coin.connect(government).setExemption(ana, exemption);
          await expect(coin.connect(ben).transfer(ana, coins(100))).to.changeTokenBalances(
            coin,
            [ana, ben, treasury],
            [coins(100) - tax(receives), -coins(100), tax(receives)],
          );
        });

        it("returns the same from taxOn()", async () => {
          const { coin, government, ana, ben } = await loadFixture(aCoinAndStake);
          await coin.connect(government).setExemption(ana, exemption);
          expect(await coin.taxOn(ana, ben, coins(100))).to.equal(tax(sends));
          expect(await coin.taxOn(ben, ana, coins(100))).to.equal(tax(receives));
        });
      });
    }
  });

  describe("transferFrom()", () => {
    it("spends the allowance by the gross amount", async () => {
      const { coin, ana, ben, cem } = await loadFixture(aCoinAndStake);
      await coin.connect(ana).approve(cem, coins(150));
      await coin.connect(cem).transferFrom(ana, ben, coins(100));
      expect(await coin.allowance(ana, cem)).to.equal(coins(50));
    });

    it("reverts with ERC20InsufficientAllowance when the allowance covers only the net amount", async () => {
      const { coin, ana, ben, cem } = await loadFixture(aCoinAndStake);
      await coin.connect(ana).approve(cem, coins(98));
      await expect(coin.connect(cem).transferFrom(ana, ben, coins(100)))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientAllowance")
        .withArgs(cem, coins(98), coins(100));
    });
  });

  describe("taxOn()", () => {
    it("returns 0 from and to the treasury, and to the sender", async () => {
      const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
      expect(await coin.taxOn(ana, treasury, coins(100))).to.equal(0);
      expect(await coin.taxOn(treasury, ana, coins(100))).to.equal(0);
      expect(await coin.taxOn(ana, ana, coins(100))).to.equal(0);
    });

    it("returns the tax of any amount", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      expect(await coin.taxOn(ana, ben, ethers.MaxUint256)).to.equal((ethers.MaxUint256 * 2n) / 100n);
    });
  });

  describe("grossFor()", () => {
    it("returns the net amount when the transfer is untaxed", async () => {
      const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
      expect(await coin.grossFor(ana, treasury, coins(98))).to.equal(coins(98));
    });

    it("returns 0 for 0", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      expect(await coin.grossFor(ana, ben, 0)).to.equal(0);
    });

    it("returns the least gross amount of which the net amount arrives", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      const arrives = async (gross: bigint) => gross - (await coin.taxOn(ana, ben, gross));
      for (const net of [1n, 48n, 49n, 50n, 98n, 99n, 12_345_678_901n]) {
        const gross = await coin.grossFor(ana, ben, net);
        expect([await arrives(gross), await arrives(gross - 1n)]).to.deep.equal([net, net - 1n]);
      }
    });

    it("returns a gross amount up to the maximum supply", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      expect(await coin.grossFor(ana, ben, MAX_SUPPLY)).to.equal(((MAX_SUPPLY - 1n) * 100n) / 98n + 1n);
    });

    it("reverts with CivicCoin_MaxSupplyExceeded for more than the maximum supply", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      await expect(coin.grossFor(ana, ben, MAX_SUPPLY + 1n))
        .to.be.revertedWithCustomError(coin, "CivicCoin_MaxSupplyExceeded")
        .withArgs(MAX_SUPPLY + 1n, MAX_SUPPLY);
    });
  });

  describe("transferNet()", () => {
    it("credits the whole net amount, and the payer pays the tax", async () => {
      const { coin, ana, ben, treasury } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(ana).transferNet(ben, coins(98))).to.changeTokenBalances(
        coin,
        [ana, ben, treasury],
        [-GROSS_FOR_98, coins(98), coins(2) - 1n],
      );
    });

    it("returns the gross amount", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      expect(await coin.connect(ana).transferNet.staticCall(ben, coins(98))).to.equal(GROSS_FOR_98);
    });

    it("reverts with ERC20InsufficientBalance when the balance covers only the net amount", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(ana).transferNet(ben, coins(981)))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
        .withArgs(ana, coins(1_000), await coin.grossFor(ana, ben, coins(981)));
    });
  });

  describe("transferNetFrom()", () => {
    it("spends the allowance by the gross amount", async () => {
      const { coin, ana, ben, cem } = await loadFixture(aCoinAndStake);
      await coin.connect(ana).approve(cem, GROSS_FOR_98);
      await expect(coin.connect(cem).transferNetFrom(ana, ben, coins(98))).to.changeTokenBalance(coin, ben, coins(98));
      expect(await coin.allowance(ana, cem)).to.equal(0);
    });

    it("reverts with ERC20InsufficientAllowance when the allowance covers only the net amount", async () => {
      const { coin, ana, ben, cem } = await loadFixture(aCoinAndStake);
      await coin.connect(ana).approve(cem, GROSS_FOR_98 - 1n);
      await expect(coin.connect(cem).transferNetFrom(ana, ben, coins(98)))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientAllowance")
        .withArgs(cem, GROSS_FOR_98 - 1n, GROSS_FOR_98);
    });
  });

  describe("transferAndCall()", () => {
    it("calls the receiver with the net amount", async () => {
      const { coin, ana, receiver } = await loadFixture(aCoinAndReceiver);
      await coin.connect(ana)[transferAndCall](receiver, coins(100));
      expect(await receiver.booked(ana)).to.equal(coins(98));
    });

    it("calls the receiver with the whole amount when the transfer is untaxed", async () => {
      const { coin, government, ana, receiver } = await loadFixture(aCoinAndReceiver);
      await coin.connect(government).setExemption(receiver, Exemption.Receiving);
      await coin.connect(ana)[transferAndCall](receiver, coins(100));
      expect(await receiver.booked(ana)).to.equal(coins(100));
    });

    it("returns true", async () => {
      const { coin, ana, receiver } = await loadFixture(aCoinAndReceiver);
      expect(await coin.connect(ana)[transferAndCall].staticCall(receiver, 1)).to.equal(true);
    });

    it("reverts with ERC1363InvalidReceiver when the receiver has no callback", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(ana)[transferAndCall](ben, coins(100)))
        .to.be.revertedWithCustomError(coin, "ERC1363InvalidReceiver")
        .withArgs(ben);
    });

    it("reverts with ERC20InsufficientBalance when the amount exceeds the balance", async () => {
      const { coin, ana, receiver } = await loadFixture(aCoinAndReceiver);
      await expect(coin.connect(ana)[transferAndCall](receiver, ethers.MaxUint256))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
        .withArgs(ana, coins(1_000), ethers.MaxUint256);
    });
  });

  describe("transferFromAndCall()", () => {
    it("calls the receiver with the net amount, and spends the allowance by the gross amount", async () => {
      const { coin, ana, ben, receiver } = await loadFixture(aCoinAndReceiver);
      await coin.connect(ana).approve(ben, coins(100));
      await coin.connect(ben)[transferFromAndCall](ana, receiver, coins(100));
      expect(await receiver.booked(ana)).to.equal(coins(98));
      expect(await coin.allowance(ana, ben)).to.equal(0);
    });

    it("returns true", async () => {
      const { coin, ana, ben, receiver } = await loadFixture(aCoinAndReceiver);
      await coin.connect(ana).approve(ben, coins(100));
      expect(await coin.connect(ben)[transferFromAndCall].staticCall(ana, receiver, 1)).to.equal(true);
    });

    it("reverts with ERC20InsufficientAllowance without an allowance", async () => {
      const { coin, ana, ben, receiver } = await loadFixture(aCoinAndReceiver);
      await expect(coin.connect(ben)[transferFromAndCall](ana, receiver, 1))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientAllowance")
        .withArgs(ben, 0, 1);
    });
  });

  describe("permit()", () => {
    const types = {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    };

    async function aPermit() {
      const world = await aCoinAndStake();
      const { coin, ana, ben } = world;
      const permit = { owner: ana.address, spender: ben.address, value: coins(5), nonce: 0n, deadline: 2n ** 40n };
      const signature = await ana.signTypedData(await domainOf(coin), types, permit);
      return { ...world, permit, signature };
    }

    it("approves the signed amount, under the coin's name", async () => {
      const { coin, ana, ben, permit, signature } = await loadFixture(aPermit);
      const { v, r, s } = ethers.Signature.from(signature);
      await coin.permit(ana, ben, permit.value, permit.deadline, v, r, s);
      expect(await coin.allowance(ana, ben)).to.equal(permit.value);
    });

    it("reverts with ERC2612InvalidSigner the second time", async () => {
      const { coin, ana, ben, permit, signature } = await loadFixture(aPermit);
      const { v, r, s } = ethers.Signature.from(signature);
      await coin.permit(ana, ben, permit.value, permit.deadline, v, r, s);
      await expect(coin.permit(ana, ben, permit.value, permit.deadline, v, r, s))
        .to.be.revertedWithCustomError(coin, "ERC2612InvalidSigner")
        .withArgs(anyValue, ana);
    });
  });

  describe("setExemption()", () => {
    it("emits ExemptionSet with the old and the new exemption", async () => {
      const { coin, government, stake } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).setExemption(stake, Exemption.Receiving))
        .to.emit(coin, "ExemptionSet")
        .withArgs(stake, Exemption.Both, Exemption.Receiving);
      expect(await coin.exemptionOf(stake)).to.equal(Exemption.Receiving);
    });

    it("keeps the balance, which shares the word", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      await coin.connect(government).setExemption(ana, Exemption.Both);
      expect(await coin.balanceOf(ana)).to.equal(coins(1_000));
      await coin.connect(government).setExemption(ana, Exemption.None);
      expect(await coin.balanceOf(ana)).to.equal(coins(1_000));
    });

    it("reverts with CivicCoin_ExemptionFixed for the treasury", async () => {
      const { coin, government, treasury } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).setExemption(treasury, Exemption.None))
        .to.be.revertedWithCustomError(coin, "CivicCoin_ExemptionFixed")
        .withArgs(treasury);
      expect(await coin.exemptionOf(treasury)).to.equal(Exemption.Both);
    });

    it("reverts with CivicCoin_ExemptionFixed for the zero address", async () => {
      const { coin, government } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).setExemption(Zero, Exemption.Both))
        .to.be.revertedWithCustomError(coin, "CivicCoin_ExemptionFixed")
        .withArgs(Zero);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { coin, ana } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(ana).setExemption(ana, Exemption.Both))
        .to.be.revertedWithCustomError(coin, "AccessManagedUnauthorized")
        .withArgs(ana);
    });
  });

  describe("mint()", () => {
    it("mints the whole amount, untaxed", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      const minting = coin.connect(government).mint(ana, coins(100));
      await expect(minting).to.emit(coin, "Transfer").withArgs(Zero, ana, coins(100));
      await expect(minting).to.changeTokenBalance(coin, ana, coins(100));
      expect(await coin.totalSupply()).to.equal(coins(10_100));
    });

    it("mints to the treasury", async () => {
      const { coin, government, treasury } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).mint(treasury, 7)).to.changeTokenBalance(coin, treasury, 7);
    });

    it("mints up to the yearly bound, which leaves out the genesis", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      expect(await coin.mintable()).to.equal(coins(500));
      await coin.connect(government).mint(ana, coins(500));
      expect(await coin.mintable()).to.equal(0);
    });

    it("reverts with CivicCoin_YearlyMintExceeded for one unit above the yearly bound", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).mint(ana, coins(500) + 1n))
        .to.be.revertedWithCustomError(coin, "CivicCoin_YearlyMintExceeded")
        .withArgs(coins(500) + 1n, coins(500));
    });

    it("does not raise its own bound within the year", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      await coin.connect(government).mint(ana, coins(400));
      expect(await coin.mintable()).to.equal(coins(100));
    });

    it("mints again after 365 days, not one second before", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      await coin.connect(government).mint(ana, coins(300));
      const at = await time.latest();
      await time.increase(100 * DAY);
      await coin.connect(government).mint(ana, coins(200));
      await time.increaseTo(at + YEAR - 1);
      expect(await coin.mintable()).to.equal(0);
      await time.increaseTo(at + YEAR);
      // of 10,300 coins at the window's beginning, less the 200 minted in it
      expect(await coin.mintable()).to.equal(coins(315));
    });

    it("returns 0 from mintable() while more was minted than a lowered bound", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      await coin.connect(government).mint(ana, coins(300));
      await coin.connect(government).setProvision(YEARLY_MINT, 1_00);
      expect(await coin.mintable()).to.equal(0);
    });

    it("mints up to the maximum supply, and nothing more", async () => {
      const [, , , holder] = await ethers.getSigners();
      const authority = await ethers.deployContract("AccessManager", [holder]);
      const coin = await ethers.deployContract("CivicCoin", [
        authority,
        { ...(await terms()), maxSupply: coins(10) + 1n },
        [provisionTerms.taxRate, provisionTerms.yearlyMint],
      ]);
      expect(await coin.mintable()).to.equal(1);
      await coin.connect(holder).mint(holder, 1);
      await expect(coin.connect(holder).mint(holder, 1))
        .to.be.revertedWithCustomError(coin, "CivicCoin_MaxSupplyExceeded")
        .withArgs(coins(10) + 2n, coins(10) + 1n);
    });

    it("reverts with ERC20InvalidReceiver when the receiver is the zero address", async () => {
      const { coin, government } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).mint(Zero, 1))
        .to.be.revertedWithCustomError(coin, "ERC20InvalidReceiver")
        .withArgs(Zero);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { coin, ana } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(ana).mint(ana, 1))
        .to.be.revertedWithCustomError(coin, "AccessManagedUnauthorized")
        .withArgs(ana);
    });
  });

  describe("setProvision()", () => {
    it("sets the rate, and keeps the treasury's balance", async () => {
      const { coin, government, treasury } = await loadFixture(aCoinAndStake);
      await coin.connect(government).setProvision(TAX_RATE, 3_00);
      expect(await coin.taxRate()).to.equal(3_00);
      expect(await coin.balanceOf(treasury)).to.equal(coins(4_000));
    });

    it("reverts with Provisions_OutOfBounds for a value above the bound", async () => {
      const { coin, government } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).setProvision(TAX_RATE, 20_01))
        .to.be.revertedWithCustomError(coin, "Provisions_OutOfBounds")
        .withArgs(TAX_RATE, 20_01, 0, 20_00);
    });

    it("reverts with Provisions_Unknown for an unknown provision", async () => {
      const { coin, government } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).setProvision(key("fee"), 1))
        .to.be.revertedWithCustomError(coin, "Provisions_Unknown")
        .withArgs(key("fee"));
    });
  });

  describe("supportsInterface()", () => {
    for (const [name, id] of [
      ["ERC-165", "0x01ffc9a7"],
      ["ERC-20", "0x36372b07"],
      ["ERC-20 metadata", "0xa219a025"],
      ["ERC-2612", "0x9d8ff7da"],
      ["ERC-1363", "0xb0202a11"],
    ] as const) {
      it(`returns true for ${name}`, async () => {
        const { coin } = await loadFixture(aCoinAndStake);
        expect(await coin.supportsInterface(id)).to.equal(true);
      });
    }

    it("returns true for its own interface", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      const own = (await ethers.getContractAt("ICivicCoin", Zero)).interface;
      const inherited = new Set(["totalSupply", "balanceOf", "transfer", "allowance", "approve", "transferFrom"]);
      let id = 0n;
      own.forEachFunction((fn) => {
        if (!inherited.has(fn.name)) id ^= BigInt(fn.selector);
      });
      expect(await coin.supportsInterface(ethers.toBeHex(id, 4))).to.equal(true);
    });

    it("returns false for other interfaces", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      expect(await coin.supportsInterface("0xffffffff")).to.equal(false);
    });
  });
});
