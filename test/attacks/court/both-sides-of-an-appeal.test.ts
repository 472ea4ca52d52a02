import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aJudgedCase, LARGE, Phase, SEAT_FEE } from "../../fixtures/court";
import { NATIVE } from "../../fixtures/treasury";

const COST = BigInt(LARGE) * SEAT_FEE;

/** The loser funds both sides at once, so that nobody else shares in the stake. */
async function aSelfAnswered() {
  const world = await aJudgedCase();
  const { dispute, citizen } = world;
  const loser = citizen(18);
  await dispute.fund(2, loser, 3n * COST);
  await dispute.fund(1, loser, 2n * COST);
  return { ...world, loser };
}

describe("Attack: an appellant answers the own appeal, so that it costs one fee and not the stake", () => {
  it("leaves the others the time to answer", async () => {
    const { dispute, citizen, court } = await loadFixture(aSelfAnswered);
    expect(await dispute.phase()).to.equal(Phase.Appeal);
    await expect(dispute.fund(1, citizen(17), 20n * COST)).not.to.be.rejected;
    expect(await court.contributionOf(dispute.id, 0, 1, citizen(17))).to.equal(20n * COST);
  });

  it("loses most of the stake to whoever answers", async () => {
    const { dispute, citizen, court, loser } = await loadFixture(aSelfAnswered);
    await dispute.fund(1, citizen(17), 20n * COST);
    await dispute.pass();
    await dispute.decide(Array.from({ length: LARGE }, () => 1));
    for (const who of [loser, citizen(17)]) await court.settleContribution(dispute.id, 0, 1, who);
    // Five costs were put in. The own side holds two of twenty-two parts of the pool.
    expect(await court.owedTo(NATIVE, loser)).to.equal((24n * COST * 2n) / 22n);
    expect(await court.owedTo(NATIVE, citizen(17))).to.be.greaterThan(21n * COST);
  });
});
