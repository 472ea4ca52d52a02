import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aRound, COIN, COUNTED, POT } from "../../unit/grants/world";

describe("Attack: somebody gives to the own project", () => {
  it("gets nothing of the pot alone, however much", async () => {
    const { grants, give, close } = await loadFixture(aRound);
    await give(1, 1, COUNTED);
    for (let citizenId = 2; citizenId <= 10; ++citizenId) await give(citizenId, 2, COIN);
    await close();
    expect((await grants.projectOf(1)).matching).to.equal(0n);
    await grants.settle(1);
    expect((await grants.projectOf(1)).matched).to.equal(0n);
  });

  it("loses the tax by it", async () => {
    const { grants, coin, give, close } = await loadFixture(aRound);
    await give(1, 1, COUNTED);
    await close();
    await grants.settle(1);
    expect(await grants.owedToCitizen(coin, 1)).to.equal((COUNTED * 95n) / 100n);
  });

  it("gets a tenth with one stranger's help at most: no more than the share of the donors", async () => {
    const { grants, give, close } = await loadFixture(aRound);
    await give(1, 1, COUNTED);
    await give(2, 1, COUNTED / 2n);
    await give(2, 2, COIN);
    for (let citizenId = 3; citizenId <= 10; ++citizenId) await give(citizenId, 2, COIN);
    await close();
    expect((await grants.projectOf(1)).matching <= (POT * 3n) / 20n).to.equal(true);
  });
});
