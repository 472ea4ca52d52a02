import { loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat } from "ethers";
import { lendCode } from "../../fixtures/account-code";
import { Proposal, State } from "../../fixtures/governance";
import { aGovernor } from "../../unit/governor/world";

// EIP-7702: a person's account may take up a contract's code, and change it with every transaction.
describe("Attack: an account that borrows other code after the vote", () => {
  const delegation = (to: string) => concat(["0xef0100", to]);

  async function aCallToABorrower() {
    const world = await aGovernor();
    const { governor, citizens, stranger, board } = world;
    await lendCode(stranger.address, delegation(board.target as string));
    const data = board.interface.encodeFunctionData("post", [7]);
    const proposal = new Proposal(governor, citizens[0], [{ target: stranger.address, data }]);
    await proposal.passAndQueue(citizens);
    await proposal.mature();
    return { ...world, proposal };
  }

  it("reverts with NationGovernor_CodeChanged when it borrows from another contract", async () => {
    const { governor, proposal, stranger, markedBoard } = await loadFixture(aCallToABorrower);
    await lendCode(stranger.address, delegation(markedBoard.target as string));
    await expect(proposal.execute()).to.be.revertedWithCustomError(governor, "NationGovernor_CodeChanged");
  });

  it("reverts with NationGovernor_TargetWithoutCode when it borrows from none any more", async () => {
    const { governor, proposal, stranger } = await loadFixture(aCallToABorrower);
    await lendCode(stranger.address, "0x");
    await expect(proposal.execute())
      .to.be.revertedWithCustomError(governor, "NationGovernor_TargetWithoutCode")
      .withArgs(0, stranger.address);
  });

  it("reverts with NationGovernor_CodeChanged when a payee has begun to, until it has ended", async () => {
    const { governor, citizens, timelock, newKey, board } = await loadFixture(aGovernor);
    await setBalance(await timelock.getAddress(), 5n);
    const proposal = new Proposal(governor, citizens[0], [{ target: newKey.address, value: 5n }]);
    await proposal.passAndQueue(citizens);
    await proposal.mature();
    await lendCode(newKey.address, delegation(board.target as string));
    await expect(proposal.execute()).to.be.revertedWithCustomError(governor, "NationGovernor_CodeChanged");
    await lendCode(newKey.address, "0x");
    await expect(proposal.execute()).to.changeEtherBalance(newKey, 5n);
    expect(await proposal.state()).to.equal(State.Executed);
  });
});
