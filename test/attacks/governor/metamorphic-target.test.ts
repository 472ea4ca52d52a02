import { loadFixture, setBalance, setCode } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { lendCode } from "../../fixtures/account-code";
import { Proposal, State } from "../../fixtures/governance";
import { aGovernor } from "../../unit/governor/world";

const otherCode = "0x60016000526001601ff3";

// Tornado Cash, May 2023: the code behind an approved target was destroyed and replaced before execution.
// Checks GOV-8.
describe("Attack: other code behind an approved target", () => {
  const pinOf = (code: string) =>
    BigInt(ethers.keccak256(code === "0x" ? ethers.ZeroHash : ethers.keccak256(code))) >> 78n;

  it("reverts with NationGovernor_CodeChanged when the code was replaced", async () => {
    const { governor, citizens, post, board } = await loadFixture(aGovernor);
    const before = await ethers.provider.getCode(board);
    const proposal = new Proposal(governor, citizens[0], [post(7)]);
    await proposal.passAndQueue(citizens);
    await setCode(await board.getAddress(), otherCode);
    await proposal.mature();
    await expect(proposal.execute())
      .to.be.revertedWithCustomError(governor, "NationGovernor_CodeChanged")
      .withArgs(proposal.id, pinOf(before), pinOf(otherCode));
    expect(await proposal.state()).to.equal(State.Queued);
  });

  it("reverts with NationGovernor_TargetWithoutCode when the code is gone", async () => {
    const { governor, citizens, post, board } = await loadFixture(aGovernor);
    const proposal = new Proposal(governor, citizens[0], [post(7)]);
    await proposal.passAndQueue(citizens);
    await setCode(await board.getAddress(), "0x");
    await proposal.mature();
    await expect(proposal.execute())
      .to.be.revertedWithCustomError(governor, "NationGovernor_TargetWithoutCode")
      .withArgs(0, await board.getAddress());
  });

  it("reverts with NationGovernor_CodeChanged when code appears where a payment was approved", async () => {
    const { governor, citizens, timelock, stranger } = await loadFixture(aGovernor);
    await setBalance(await timelock.getAddress(), 5n);
    const proposal = new Proposal(governor, citizens[0], [{ target: stranger.address, value: 5n }]);
    await proposal.passAndQueue(citizens);
    await lendCode(stranger.address, otherCode);
    await proposal.mature();
    await expect(proposal.execute())
      .to.be.revertedWithCustomError(governor, "NationGovernor_CodeChanged")
      .withArgs(proposal.id, pinOf("0x"), pinOf(otherCode));
  });

  it("does not trip over an account that was never used before it is paid", async () => {
    const { governor, citizens, timelock } = await loadFixture(aGovernor);
    await setBalance(await timelock.getAddress(), 5n);
    const unused = ethers.Wallet.createRandom().address;
    const proposal = new Proposal(governor, citizens[0], [{ target: unused, value: 5n }]);
    await proposal.passAndQueue(citizens);
    await setBalance(unused, 1n); // The account exists now, and its code hash is no longer zero.
    await proposal.mature();
    await proposal.execute();
    expect(await ethers.provider.getBalance(unused)).to.equal(6n);
  });
});
