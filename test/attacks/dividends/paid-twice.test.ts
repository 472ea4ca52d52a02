import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anEpoch, COIN } from "../../unit/dividends/world";

describe("Attack: a dividend is claimed twice", () => {
  it("fails within one claim", async () => {
    const { dividends, coin, citizens, took } = await loadFixture(anEpoch);
    await expect(dividends.claim(2, [took(1), took(1)])).to.changeTokenBalance(coin, citizens[0], 225n * COIN);
  });

  it("fails by another proposal", async () => {
    const { dividends, coin, vote, citizens, give, close } = await loadFixture(anEpoch);
    const [one, other] = [await vote([0, 1, 2], "One"), await vote([0, 1, 2], "Other")];
    await give(80n * COIN);
    await close();
    await dividends.claim(3, [{ citizenId: 3, proposalId: one.id }]);
    await expect(dividends.claim(3, [{ citizenId: 3, proposalId: other.id }])).to.changeTokenBalance(
      coin,
      citizens[2],
      0,
    );
  });

  it("fails by leaving and coming back: the new citizenship cast no ballot", async () => {
    const { dividends, citizenship, citizens, took, proposal } = await loadFixture(anEpoch);
    await dividends.claim(2, [took(1)]);
    await citizenship.connect(citizens[0]).renounce();
    await expect(dividends.claim(2, [{ citizenId: 9, proposalId: proposal.id }]))
      .to.be.revertedWithCustomError(dividends, "Dividends_NoBallot")
      .withArgs(9, proposal.id);
  });
});
