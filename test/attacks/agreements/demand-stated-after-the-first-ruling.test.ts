import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anArchive } from "../../fixtures/agreements";
import { aLargeCourt, Phase } from "../../fixtures/court";
import { coins } from "../../fixtures/money";

const ANAS = [coins(90), coins(10)];

/** Ben stated no demand, and the first panel found for him: each party would get its lock back. Ana appeals. */
async function anAppeal() {
  const world = await anArchive(aLargeCourt);
  const deal = await world.bind();
  await deal.dispute(0, world.ana, ANAS);
  const dispute = await deal.case();
  await dispute.judge([2, 2, 2]);
  const { appealCost } = await dispute.caseView();
  await dispute.fund(1, world.ana, 3n * appealCost);
  await dispute.fund(2, world.ben, 2n * appealCost);
  await dispute.pass();
  return { ...world, deal, dispute };
}

// Checks AGR-6.
describe("Attack: a party gives a ruling another meaning by a demand that it states afterwards", () => {
  it("fails while the court hears evidence again", async () => {
    const { deal, dispute, ben, agreements } = await loadFixture(anAppeal);
    expect(await dispute.phase()).to.equal(Phase.Evidence);
    const { answersUntil } = await deal.record();
    await expect(deal.answer(1, ben, [0n, coins(100)]))
      .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
      .withArgs(1, answersUntil);
  });

  it("leaves the ruling the meaning that it was given with", async () => {
    const { deal, dispute, court, agreements } = await loadFixture(anAppeal);
    await dispute.decide(Array<number>(11).fill(2));
    await court.execute(dispute.id);
    await expect(deal.divide([0n, coins(100)]))
      .to.emit(agreements, "AgreementEnded")
      .withArgs(1, 9, [coins(40), coins(60)]);
  });
});
