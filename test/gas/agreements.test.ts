import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { anArchive, OBJECTION, TEXT } from "../fixtures/agreements";
import { coins, NATIVE } from "../fixtures/money";

const ANAS = [coins(90), coins(10)];
const gasOf = async (sending: Promise<ContractTransactionResponse>) => (await (await sending).wait())!.gasUsed;

/** Slots that every first agreement of a person fills are filled. */
async function aUsedArchive() {
  const world = await anArchive();
  const { bind, ana, ben, agreements, coin, treasury } = world;
  for (const asset of [await coin.getAddress(), NATIVE]) {
    const deal = await bind({ asset });
    await deal.declare(0, ana);
    await deal.declare(1, ben);
    await deal.complete();
  }
  await agreements.claim(coin, treasury);
  return world;
}

// Apart from the unit tests, which are also run where every line is counted and so costs more.
describe("Gas of agreements between two citizens, in civic coin", () => {
  it("costs at most 145,000 for open()", async () => {
    const { agreements, termsOf } = await loadFixture(aUsedArchive);
    expect(await gasOf(agreements.open(await termsOf(), TEXT))).to.be.at.most(145_000n);
  });

  it("costs at most 76,000 for sign()", async () => {
    const { open, ana, ben } = await loadFixture(aUsedArchive);
    const deal = await open();
    expect(await gasOf(deal.sign(0, ana))).to.be.at.most(76_000n);
    expect(await gasOf(deal.sign(1, ben))).to.be.at.most(76_000n);
  });

  // 50,000 before a declaration ended the offers that were made before it.
  it("costs at most 53,000 for declarePerformed()", async () => {
    const { bind, ana } = await loadFixture(aUsedArchive);
    const deal = await bind();
    expect(await gasOf(deal.declare(0, ana))).to.be.at.most(53_000n);
  });

  it("costs at most 100,000 for complete()", async () => {
    const { bind, ana } = await loadFixture(aUsedArchive);
    const deal = await bind();
    await deal.declare(0, ana);
    await time.increase(OBJECTION);
    expect(await gasOf(deal.complete())).to.be.at.most(100_000n);
  });

  it("costs at most 150,000 for settle() with both signatures", async () => {
    const { bind, ana, ben, stranger } = await loadFixture(aUsedArchive);
    const deal = await bind();
    const halves = [coins(50), coins(50)];
    const signatures = [await deal.approval(ana, halves), await deal.approval(ben, halves)];
    expect(await gasOf(deal.settle(stranger, halves, signatures))).to.be.at.most(150_000n);
  });

  // 320,000 before a person's open disputes were counted, which takes a slot, and 340,000 before the court asked who counts them.
  it("costs at most 346,000 for dispute(), and 80,000 for answer()", async () => {
    const { bind, ana, ben } = await loadFixture(aUsedArchive);
    const deal = await bind();
    expect(await gasOf(deal.dispute(1, ben, [coins(30), coins(70)]))).to.be.at.most(346_000n);
    expect(await gasOf(deal.answer(0, ana, ANAS))).to.be.at.most(80_000n);
  });

  it("costs at most 102,000 for divide()", async () => {
    const { bind, ana } = await loadFixture(aUsedArchive);
    const deal = await bind();
    await deal.dispute(0, ana, ANAS);
    await deal.rule(1);
    expect(await gasOf(deal.divide(ANAS))).to.be.at.most(102_000n);
  });
});
