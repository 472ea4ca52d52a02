import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { coins } from "../../fixtures/money";
import { ACCUSED, aTribunal, fine, Ruling } from "../../fixtures/tribunal";

describe("Attack: a fine is dodged by unstaking in time", () => {
  it("reaches what is leaving while it cools down", async () => {
    const { tribunal, stake, citizen, challenge, rule } = await loadFixture(aTribunal);
    await stake.connect(citizen(ACCUSED)).stake(coins(100));
    const caseId = await challenge({ sanctions: [fine(coins(80))] });
    await rule(caseId, Ruling.grant);
    await stake.connect(citizen(ACCUSED)).unstake(coins(100));
    await tribunal.enforce(caseId);
    expect((await stake.positionOf(ACCUSED)).leaving).to.equal(coins(20));
  });

  it("stays owed by whoever withdrew while the case went on, and is collected from the next stake", async () => {
    const { tribunal, court, stake, coin, treasury, citizen, challenge, judge } = await loadFixture(aTribunal);
    const accused = stake.connect(citizen(ACCUSED));
    await accused.stake(coins(100));
    const caseId = await challenge({ sanctions: [fine(coins(80))] });
    await accused.unstake(coins(100));
    await judge(caseId, Ruling.grant);
    await stake.withdraw(ACCUSED);
    await court.execute(caseId);
    await tribunal.enforce(caseId);
    expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(coins(80));

    await accused.stake(coins(100));
    await accused.unstake(coins(100));
    await expect(tribunal.collectFine(ACCUSED)).to.changeTokenBalance(coin, treasury, coins(80));
    expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(0n);
  });

  it("follows the person to a new key", async () => {
    const { citizenship, tribunal, stake, coin, newKey, ruled, move } = await loadFixture(aTribunal);
    await tribunal.enforce(await ruled(Ruling.grant, { sanctions: [fine(coins(80))] }));
    await move(ACCUSED, newKey);
    // A moved citizenship stakes nothing before its vote has been woken.
    await time.increaseTo((await citizenship.citizen(ACCUSED)).wakesAt);
    await citizenship.wake(ACCUSED);
    await coin.connect(newKey).approve(stake, coins(100));
    await stake.connect(newKey).stake(coins(100));
    await tribunal.collectFine(ACCUSED);
    expect((await stake.positionOf(ACCUSED)).staked).to.equal(coins(20));
  });
});
