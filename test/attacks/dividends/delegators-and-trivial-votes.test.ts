import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aNation, COIN } from "../../unit/dividends/world";

// Paid per ballot, a faction draws the pot by votes about nothing; paid over those who took part, it pays to keep others away.
describe("Attack: dividends are farmed", () => {
  it("gains nothing by many votes: one ballot counts as much as five", async () => {
    const { dividends, vote, give, close } = await loadFixture(aNation);
    const first = await vote([0, 1, 2], "Vote 0");
    for (const number of [1, 2, 3, 4]) await vote([0], `Vote ${number}`);
    await give(80n * COIN);
    await close();
    const paid = (citizenId: number) => dividends.claim.staticCall(1, [{ citizenId, proposalId: first.id }]);
    expect(await paid(1)).to.equal(await paid(3));
  });

  it("gains nothing by keeping others away: a lone voter has one share of all", async () => {
    const { dividends, vote, give, close } = await loadFixture(aNation);
    const { id } = await vote([2]);
    await give(80n * COIN);
    await close();
    expect(await dividends.claim.staticCall(1, [{ citizenId: 3, proposalId: id }])).to.equal((60n * COIN) / 8n);
  });

  it("pays no delegator for the ballot of a delegate", async () => {
    const { citizenship, dividends, citizens, vote, give, close } = await loadFixture(aNation);
    await citizenship.connect(citizens[3]).delegate(citizens[2]);
    const { id } = await vote([0, 1, 2]);
    await give(80n * COIN);
    await close();
    await expect(dividends.claim(1, [{ citizenId: 4, proposalId: id }]))
      .to.be.revertedWithCustomError(dividends, "Dividends_NoBallot")
      .withArgs(4, id);
  });

  it("keeps coin that is reserved from being divided again", async () => {
    const { dividends, give, close } = await loadFixture(aNation);
    await give(80n * COIN);
    await close();
    await close();
    expect((await dividends.epochOf(2)).left).to.equal(0n);
  });
});
