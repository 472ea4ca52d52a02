import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Proposal, State } from "../../fixtures/governance";
import { aGovernor } from "../../unit/governor/world";

// GHSA-5h3x-9wvq-w4m2: whoever copies a proposal from the mempool becomes its proposer, and cancels it.
describe("Attack: taking over a proposal by proposing a copy first", () => {
  it("cannot be done: the description names its proposer, and the id depends on it", async () => {
    const { governor, citizens, post } = await loadFixture(aGovernor);
    const [author, thief] = citizens;
    const original = new Proposal(governor, author, [post(7)]);

    await expect(
      governor.connect(thief).propose(original.targets, original.values, original.calldatas, original.description),
    )
      .to.be.revertedWithCustomError(governor, "NationGovernor_ProposerNotNamed")
      .withArgs(thief.address, `#proposer=${thief.address.toLowerCase()}`);

    const copy = new Proposal(governor, thief, [post(7)]);
    await copy.propose();
    await copy.cancel();
    await original.propose();
    expect(original.id).not.to.equal(copy.id);
    expect(await original.state()).to.equal(State.Pending);
  });
});
