import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anArchive } from "../../fixtures/agreements";
import { coins } from "../../fixtures/money";

/** A citizen on the roll is a party. So is Eve, who becomes a citizen once the agreement is binding. */
async function aDispute() {
  const world = await anArchive();
  const { open, citizen, eve, citizenship, agreements, coin } = world;
  const juror = citizen(1);
  await coin.connect(juror).approve(agreements, coins(40));
  const deal = await open({ parties: [juror.address, eve.address] });
  await deal.signAll([juror, eve]);
  await citizenship.admit(eve);
  await deal.dispute(0, juror, [coins(90), coins(10)]);
  return { ...world, deal, dispute: await deal.case() };
}

describe("Attack: a party sits on the panel that decides on its agreement", () => {
  it("is excused, whether a citizen at the opening or only since", async () => {
    const { dispute } = await loadFixture(aDispute);
    expect((await dispute.caseView()).excused).to.deep.equal([1n, 13n]);
  });

  for (const word of ["ash", "birch", "cedar", "dogwood", "elm"]) {
    it(`is not drawn, by the seed ${word}`, async () => {
      const { dispute } = await loadFixture(aDispute);
      await dispute.seat(word);
      expect(await dispute.panel()).not.to.include(1n);
    });
  }
});
