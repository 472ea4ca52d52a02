import { expect } from "chai";
import { anArchive } from "../../fixtures/agreements";
import { foundCourt, Phase } from "../../fixtures/court";
import { coins } from "../../fixtures/money";

const FRIENDS = [1, 2, 3];

/** Of so many jurors, three are friends who sign as further parties. One of them demands all that Ana locked. */
async function aPackedAgreement(jurors: number) {
  const world = await anArchive(() => foundCourt(12, jurors));
  const { open, citizen, coin, agreements, ana, ben } = world;
  const parties = [ana, ben, ...FRIENDS.map(citizen)];
  for (const friend of parties.slice(2)) await coin.connect(friend).approve(agreements, 2n ** 255n);
  const locks = [coins(100), 0n, 0n, 0n, 0n];
  const deal = await open({ parties: parties.map(({ address }) => address), locks, payouts: locks });
  await deal.signAll(parties);
  await deal.dispute(2, citizen(1), [0n, 0n, coins(100), 0n, 0n]);
  return { ...world, dispute: await deal.case() };
}

describe("Attack: signatories beyond the second judge their own agreement", () => {
  it("calls the plenary at last where the roll has too few others", async () => {
    const { dispute } = await aPackedAgreement(5);
    await dispute.seat();
    expect(await dispute.phase()).to.equal(Phase.Plenary);
  });

  it("seats three others where the roll has them", async () => {
    const { dispute } = await aPackedAgreement(6);
    await dispute.seat();
    expect([...(await dispute.panel())].sort()).to.deep.equal([4n, 5n, 6n]);
  });
});
