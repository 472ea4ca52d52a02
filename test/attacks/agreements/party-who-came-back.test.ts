import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anArchive } from "../../fixtures/agreements";
import { foundCourt, Phase } from "../../fixtures/court";
import { coins, DAY } from "../../fixtures/money";

/** Ana, citizen 11, renounces and comes back as citizen 13. She enrols, and then disputes her agreement. */
async function aReturn() {
  const world = await anArchive(() => foundCourt(12, 3));
  const { bind, ana, citizenship, roll } = world;
  const deal = await bind();
  await citizenship.end(11);
  await citizenship.admit(ana);
  await time.increase(2 * DAY);
  await roll.connect(ana).enrol();
  await deal.dispute(0, ana, [coins(100), 0n]);
  return { ...world, deal, dispute: await deal.case() };
}

describe("Attack: a party renounces and comes back to judge its own agreement", () => {
  it("excuses the party by the citizenship that its account holds now", async () => {
    const { dispute } = await loadFixture(aReturn);
    expect((await dispute.caseView()).excused).to.deep.equal([13n, 12n]);
  });

  it("seats the others", async () => {
    const { dispute } = await loadFixture(aReturn);
    await dispute.seat();
    expect(await dispute.phase()).to.equal(Phase.Commit);
    expect([...(await dispute.panel())].sort()).to.deep.equal([1n, 2n, 3n]);
  });

  it("excuses a party whose citizenship ended by that citizenship, which can be given back", async () => {
    const { bind, ben, citizenship } = await loadFixture(anArchive);
    const deal = await bind();
    await citizenship.end(11);
    await deal.dispute(1, ben, [0n, coins(100)]);
    expect((await (await deal.case()).caseView()).excused).to.deep.equal([11n, 12n]);
  });
});
