import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { roles } from "../../../sdk/src/core/roles";
import { foundNation } from "../../fixtures/nation";

// Taking a role was ordinary, and ready five days before the payment that a petition would have held back: so six of thirty first
// abolished petitions, and then paid themselves.
describe("Attack: whoever fears a petition takes the petitions' role by an ordinary decision", () => {
  async function aSleepyNation() {
    const world = await foundNation(30, { institutions: { petitions: true } });
    const { treasury, citizens, stranger, founder, constitution, petitions } = world;
    await founder.sendTransaction({ to: treasury, value: 10n ** 18n });
    const six = citizens.slice(0, 6);
    const raid = world.propose(
      [
        {
          target: treasury.target as string,
          data: treasury.interface.encodeFunctionData("pay", [
            ethers.ZeroAddress,
            stranger.address,
            10n ** 17n,
            "Work",
          ]),
        },
      ],
      "Work",
    );
    const taking = world.propose(
      [
        {
          target: constitution.target as string,
          data: constitution.interface.encodeFunctionData("revokeRole", [roles.petition, petitions.target]),
        },
      ],
      "Tidy up",
    );
    return { ...world, raid, taking, six, others: citizens.slice(6) };
  }

  it("fails with what carries an ordinary decision: it takes a constitutional one", async () => {
    const { governor, taking, six } = await loadFixture(aSleepyNation);
    await taking.pass(six);
    expect(await governor.proposalClass(taking.id)).to.equal(1n);
    expect(await taking.state()).to.equal(3n);
  });

  it("leaves the petition its hold, and its second vote", async () => {
    const { petitions, raid, taking, six, others, governor } = await loadFixture(aSleepyNation);
    await taking.pass(six);
    await raid.passAndQueue(six);
    await petitions.connect(others[0]).open(raid.targets, raid.values, raid.calldatas, raid.hash);
    for (const one of others.slice(1, 3)) await petitions.connect(one).sign(raid.id);
    await time.increase(1);
    for (const one of others) await petitions.connect(one).vote(raid.id, false);
    await time.increaseTo((await petitions.petitionOf(raid.id)).voteEndsAt + 1n);
    await petitions.settle(raid.id);
    await expect(raid.execute()).to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState");
  });
});
