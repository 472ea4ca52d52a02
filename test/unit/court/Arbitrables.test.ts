import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCourt, aLargeCourt, Case, COST } from "../../fixtures/court";

const AMOUNT = 10n ** 18n;

async function anEscrow() {
  const world = await aCourt();
  const { court, citizen, randomness, citizens } = world;
  const [payer, payee] = [citizen(11), citizen(12)];
  const factory = await ethers.getContractFactory("EscrowArbitrable", payer);
  const escrow = await factory.deploy(court, payee, { value: AMOUNT });
  await escrow.reclaim({ value: COST });
  await escrow.connect(payee).contest({ value: COST });
  return { ...world, escrow, payer, payee, dispute: new Case(1n, court, randomness, citizens) };
}

async function aPrize() {
  const world = await aLargeCourt();
  const { court, citizen, randomness, citizens } = world;
  const prize = await ethers.deployContract("MultiPartyArbitrable", [court], { value: AMOUNT });
  for (const id of [1, 2, 3]) await prize.connect(citizen(id)).claimPrize({ value: COST });
  await prize.dispute();
  return { ...world, prize, dispute: new Case(1n, court, randomness, citizens) };
}

describe("Court, with other authors' arbitrable contracts for ERC-792", () => {
  describe("an escrow between two", () => {
    for (const [ruling, toPayer, toPayee] of [
      [1, AMOUNT + COST, 0n],
      [2, 0n, AMOUNT + COST],
      [0, (AMOUNT + COST) / 2n, (AMOUNT + COST) / 2n],
    ] as const) {
      it(`is divided according to ruling ${ruling}`, async () => {
        const { court, dispute, payer, payee } = await loadFixture(anEscrow);
        await dispute.decide([ruling, ruling, ruling]);
        await expect(court.execute(dispute.id)).to.changeEtherBalances([payer, payee], [toPayer, toPayee]);
      });
    }

    it("is resolved once", async () => {
      const { court, dispute, escrow } = await loadFixture(anEscrow);
      await dispute.decide([1, 1, 1]);
      await court.execute(dispute.id);
      expect(await escrow.isResolved()).to.equal(true);
      await expect(court.execute(dispute.id)).to.be.revertedWithCustomError(court, "Court_WrongPhase");
    });
  });

  describe("a prize with many claimants", () => {
    it("goes to the claimant of the ruling", async () => {
      const { court, dispute, prize, citizen } = await loadFixture(aPrize);
      await dispute.decide([3, 3, 1]);
      await expect(court.execute(dispute.id)).to.emit(prize, "Ruling").withArgs(court, 1, 3);
      expect(await prize.winnings(citizen(3))).to.equal(AMOUNT + 2n * COST);
    });

    it("is shared when the court refuses to decide", async () => {
      const { court, dispute, prize, citizen } = await loadFixture(aPrize);
      await dispute.decide([0, 0, 1]);
      await court.execute(dispute.id);
      expect(await prize.winnings(citizen(1))).to.equal((AMOUNT + 2n * COST) / 3n);
    });

    it("goes to another claimant after an appeal paid through the contract", async () => {
      const { court, dispute, prize, citizen } = await loadFixture(aPrize);
      await dispute.judge([3, 3, 1]);
      await prize.connect(citizen(1)).appeal({ value: await court.appealCost(1, "0x") });
      await dispute.decide([1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3]);
      await court.execute(dispute.id);
      expect(await prize.winnings(citizen(1))).to.equal(AMOUNT + 2n * COST);
    });
  });
});
