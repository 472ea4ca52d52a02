import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { foundNation } from "../../fixtures/nation";

const DAY = 86_400;

/** A nation of thirty in which hardly anybody votes: six carry a payment of a tenth of the treasury. */
async function aSleepyNation() {
  const world = await foundNation(30, { institutions: { petitions: true } });
  const { treasury, citizens, stranger, founder } = world;
  await founder.sendTransaction({ to: treasury, value: 10n ** 18n });
  const pay = (amount: bigint) => ({
    target: treasury.target as string,
    data: treasury.interface.encodeFunctionData("pay", [ethers.ZeroAddress, stranger.address, amount, "Consulting"]),
  });
  const raid = await world.propose([pay(10n ** 17n)], "Consulting").passAndQueue(citizens.slice(0, 6));
  return { ...world, raid, raiders: citizens.slice(0, 6), others: citizens.slice(6) };
}

describe("Attack: a fifth of a sleepy nation pays itself out of the treasury", () => {
  it("succeeds where nobody looks", async () => {
    const { raid, stranger } = await loadFixture(aSleepyNation);
    await raid.mature();
    await expect(raid.execute()).to.changeEtherBalance(stranger, 10n ** 17n);
  });

  it("ends where three sign and seven vote against it", async () => {
    const { petitions, raid, raiders, others, governor, treasury } = await loadFixture(aSleepyNation);
    await petitions.connect(others[0]).open(raid.targets, raid.values, raid.calldatas, raid.hash);
    for (const one of others.slice(1, 3)) await petitions.connect(one).sign(raid.id);
    await time.increase(1);
    for (const one of raiders) await petitions.connect(one).vote(raid.id, true);
    for (const one of others.slice(0, 7)) await petitions.connect(one).vote(raid.id, false);
    await time.increaseTo((await petitions.petitionOf(raid.id)).voteEndsAt + 1n);
    await petitions.settle(raid.id);
    await time.increase(60 * DAY);
    await expect(raid.execute()).to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState");
    expect(await ethers.provider.getBalance(treasury)).to.equal(10n ** 18n);
  });

  it("cannot be executed while the second vote runs, nor sooner because of it", async () => {
    const { petitions, raid, others, governor, timelock } = await loadFixture(aSleepyNation);
    const readyAt = await governor.proposalEta(raid.id);
    await petitions.connect(others[0]).open(raid.targets, raid.values, raid.calldatas, raid.hash);
    for (const one of others.slice(1, 3)) await petitions.connect(one).sign(raid.id);
    const { operation } = await petitions.petitionOf(raid.id);
    const heldUntil = await timelock.heldUntil(operation);
    await time.increaseTo(heldUntil - 1n);
    await expect(raid.execute()).to.be.revertedWithCustomError(timelock, "TimelockUnexpectedOperationState");
    expect(await governor.proposalEta(raid.id)).to.be.greaterThan(readyAt);
  });

  it("gives the others the whole wait, and the days of the vote, also where the raiders open it themselves", async () => {
    const { petitions, raid, raiders, others, governor } = await loadFixture(aSleepyNation);
    const readyAt = await governor.proposalEta(raid.id);
    await petitions.connect(raiders[0]).open(raid.targets, raid.values, raid.calldatas, raid.hash);
    for (const one of raiders.slice(1, 3)) await petitions.connect(one).sign(raid.id);
    await time.increase(1);
    for (const one of raiders) await petitions.connect(one).vote(raid.id, true);
    const { voteEndsAt } = await petitions.petitionOf(raid.id);
    expect(voteEndsAt).to.equal(readyAt + BigInt(7 * DAY));
    // Nobody of the others looks before the wait would have ended.
    await time.increaseTo(readyAt + BigInt(6 * DAY));
    for (const one of others.slice(0, 7)) await petitions.connect(one).vote(raid.id, false);
    await time.increaseTo(voteEndsAt + 1n);
    await petitions.settle(raid.id);
    await expect(raid.execute()).to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState");
  });

  it("delays nothing for ever: one petition, one hold, and time that stood still is given back", async () => {
    const { petitions, raid, others, governor, stranger } = await loadFixture(aSleepyNation);
    const readyAt = await governor.proposalEta(raid.id);
    await petitions.connect(others[0]).open(raid.targets, raid.values, raid.calldatas, raid.hash);
    for (const one of others.slice(1, 3)) await petitions.connect(one).sign(raid.id);
    const heldFrom = BigInt(await time.latest());
    const heldUntil = readyAt + BigInt(8 * DAY);
    expect(await governor.proposalEta(raid.id)).to.equal(heldUntil + readyAt - heldFrom);
    await time.increaseTo(heldUntil + readyAt - heldFrom);
    await expect(
      petitions.connect(others[5]).open(raid.targets, raid.values, raid.calldatas, raid.hash),
    ).to.be.revertedWithCustomError(petitions, "Petitions_NotWaiting");
    // Nobody settled, and more than the fourteen days have passed since it was first ready that a decision has.
    await time.increase(13 * DAY);
    await expect(raid.execute()).to.changeEtherBalance(stranger, 10n ** 17n);
  });
});
