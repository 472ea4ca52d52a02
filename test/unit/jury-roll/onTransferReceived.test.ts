import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { BOND } from "../../fixtures/court";
import { impersonated } from "../../fixtures/money";
import { aRoll, transferAndCall, transferFromAndCall } from "./world";

describe("JuryRoll", () => {
  describe("onTransferReceived()", () => {
    it("enrols the sender in one transaction, without an allowance", async () => {
      const { roll, coin, citizen } = await loadFixture(aRoll);
      await coin.connect(citizen(11)).approve(roll, 0);
      await expect(coin.connect(citizen(11))[transferAndCall](roll, BOND))
        .to.emit(roll, "JurorEnrolled")
        .withArgs(11, 11, BOND);
      expect(await roll.jurorOf(11)).to.deep.equal([11n, BigInt(await time.latest()), false, 0n, 0n, BOND]);
    });

    it("returns its selector, which accepts the payment", async () => {
      const { roll, coin, citizen } = await loadFixture(aRoll);
      const asCoin = roll.connect(await impersonated(await coin.getAddress()));
      expect(await asCoin.onTransferReceived.staticCall(citizen(11), citizen(11), BOND, "0x")).to.equal("0x88a7ca5c");
    });

    it("reverts with JuryRoll_NotTheCoin when the caller is not the coin", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(11)).onTransferReceived(citizen(11), citizen(11), BOND, "0x"))
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheCoin")
        .withArgs(citizen(11));
    });

    it("reverts with JuryRoll_SentForAnother when another account sends the coin", async () => {
      const { roll, coin, citizen } = await loadFixture(aRoll);
      await coin.connect(citizen(11)).approve(citizen(12), BOND);
      await expect(coin.connect(citizen(12))[transferFromAndCall](citizen(11), roll, BOND))
        .to.be.revertedWithCustomError(roll, "JuryRoll_SentForAnother")
        .withArgs(citizen(12), citizen(11));
    });

    it("reverts with JuryRoll_NotActiveCitizen when the account is not a citizen", async () => {
      const { roll, coin, stranger } = await loadFixture(aRoll);
      await expect(coin.connect(stranger)[transferAndCall](roll, BOND))
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotActiveCitizen")
        .withArgs(stranger);
    });

    it("reverts with JuryRoll_AlreadyEnrolled when the citizen is on the roll", async () => {
      const { roll, coin, citizen } = await loadFixture(aRoll);
      await expect(coin.connect(citizen(4))[transferAndCall](roll, BOND))
        .to.be.revertedWithCustomError(roll, "JuryRoll_AlreadyEnrolled")
        .withArgs(4, 4);
    });

    for (const [what, amount] of [
      ["a unit less than", BOND - 1n],
      ["a unit more than", BOND + 1n],
    ] as const) {
      it(`reverts with JuryRoll_NotTheBond for ${what} the bond`, async () => {
        const { roll, coin, citizen } = await loadFixture(aRoll);
        await expect(coin.connect(citizen(11))[transferAndCall](roll, amount))
          .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheBond")
          .withArgs(amount, BOND);
      });
    }

    context("given a roll without an exemption from tax", () => {
      const aTaxedRoll = () => aRoll(["juryRoll"]);

      it("reverts with JuryRoll_NotTheBond when tax was taken from the bond", async () => {
        const { roll, coin, citizen, government } = await loadFixture(aTaxedRoll);
        await coin.connect(government).setExemption(roll, 0);
        const tax = await coin.taxOn(citizen(11), roll, BOND);
        expect(tax).to.be.greaterThan(0n);
        await expect(coin.connect(citizen(11))[transferAndCall](roll, BOND))
          .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheBond")
          .withArgs(BOND - tax, BOND);
      });

      it("accepts a payment that is the bond after tax", async () => {
        const { roll, coin, citizen, government } = await loadFixture(aTaxedRoll);
        await coin.connect(government).setExemption(roll, 0);
        const gross = await coin.grossFor(citizen(11), roll, BOND);
        await expect(coin.connect(citizen(11))[transferAndCall](roll, gross)).to.changeTokenBalance(coin, roll, BOND);
      });
    });
  });
});
