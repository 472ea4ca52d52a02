import { loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCourt, aJudgedCase, COST } from "../../fixtures/court";
import { NATIVE } from "../../fixtures/treasury";
import { aDecidedCase, OTHER_SIDE } from "./world";

describe("Court", () => {
  describe("claim()", () => {
    it("pays the account that is owed, whoever calls", async () => {
      const { court, dispute, stranger, government } = await loadFixture(aJudgedCase);
      await dispute.fund(2, stranger, OTHER_SIDE + 5n);
      const tx = court.connect(government).claim(NATIVE, stranger);
      await expect(tx).to.changeEtherBalances([court, stranger], [-5n, 5n]);
      await expect(tx).to.emit(court, "Claimed").withArgs(NATIVE, stranger, 0, 5);
    });

    it("reverts with Payouts_NothingOwed when nothing is owed", async () => {
      const { court, stranger } = await loadFixture(aCourt);
      await expect(court.claim(NATIVE, stranger))
        .to.be.revertedWithCustomError(court, "Payouts_NothingOwed")
        .withArgs(NATIVE, stranger, 0);
    });

    it("reverts with Payouts_PaymentRefused when the account refuses, and still owes it", async () => {
      const { court, arbitrable } = await loadFixture(aCourt);
      await arbitrable.open(2, "0x", { value: COST + 5n });
      await expect(court.claim(NATIVE, arbitrable))
        .to.be.revertedWithCustomError(court, "Payouts_PaymentRefused")
        .withArgs(arbitrable, 5);
      expect(await court.owedTo(NATIVE, arbitrable)).to.equal(5n);
    });
  });

  describe("claimForCitizen()", () => {
    it("pays the account that holds the citizenship now", async () => {
      const { court, citizenship, dispute, stranger } = await loadFixture(aDecidedCase);
      const [juror] = await dispute.panel();
      await court.settle(dispute.id, 0);
      await citizenship.move(juror, stranger);
      const tx = court.claimForCitizen(NATIVE, juror);
      await expect(tx).to.changeEtherBalance(stranger, COST / 3n);
      await expect(tx)
        .to.emit(court, "Claimed")
        .withArgs(NATIVE, stranger, juror, COST / 3n);
    });

    it("reverts with Payouts_NothingOwed when nothing is owed", async () => {
      const { court } = await loadFixture(aCourt);
      await expect(court.claimForCitizen(NATIVE, 4))
        .to.be.revertedWithCustomError(court, "Payouts_NothingOwed")
        .withArgs(NATIVE, ethers.ZeroAddress, 4);
    });
  });

  it("holds nothing once everything is settled and claimed", async () => {
    const { court, dispute, stranger, citizen, treasury } = await loadFixture(aJudgedCase);
    await setBalance(stranger.address, ethers.parseEther("1000"));
    await dispute.fund(2, stranger, OTHER_SIDE + 3n);
    await dispute.fund(1, citizen(11), 11n);
    await dispute.pass();
    await dispute.decide([2, 2, 2, 2, 2, 2, 1, 1, 1, undefined, undefined]);
    for (const round of [0, 1]) await court.settle(dispute.id, round);
    await court.settleContribution(dispute.id, 0, 2, stranger);
    await court.settleContribution(dispute.id, 0, 1, citizen(11));
    for (const account of [stranger, citizen(11), treasury]) {
      if ((await court.owedTo(NATIVE, account)) !== 0n) await court.claim(NATIVE, account);
    }
    for (let id = 1; id <= 18; ++id)
      if ((await court.owedToCitizen(NATIVE, id)) !== 0n) await court.claimForCitizen(NATIVE, id);
    expect(await ethers.provider.getBalance(court)).to.equal(0n);
  });
});
