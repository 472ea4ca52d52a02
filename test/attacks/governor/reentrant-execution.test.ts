import { loadFixture, takeSnapshot } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { BytesLike } from "ethers";
import { ethers } from "hardhat";
import { Proposal } from "../../fixtures/governance";
import { aNationOf } from "../../fixtures/nation";
import { aGovernor } from "../../unit/governor/world";

// A target is called by the government itself: what it does meanwhile must not be done in the government's name.
describe("Attack: a target that calls back while it is executed", () => {
  async function aTrap() {
    const world = await aGovernor();
    const target = await ethers.deployContract("ReentrantTarget");
    const run = { target: target.target as string, data: target.interface.encodeFunctionData("run") };
    const proposal = new Proposal(world.governor, world.citizens[0], [run]);
    await proposal.passAndQueue(world.citizens);
    await proposal.mature();
    return { ...world, target, run, proposal };
  }

  const argumentsOf = ({ targets, values, calldatas, hash }: Proposal): [string[], bigint[], BytesLike[], string] => [
    targets,
    values,
    calldatas,
    hash,
  ];

  it("does not execute itself twice", async () => {
    const { governor, target, proposal } = await loadFixture(aTrap);
    await target.prepare(governor, governor.interface.encodeFunctionData("execute", argumentsOf(proposal)));
    await proposal.execute();
    expect(await target.calls()).to.equal(1);
    expect(governor.interface.parseError(await target.answer())?.name).to.equal("GovernorUnexpectedProposalState");
  });

  it("does not act as the timelock, on which it is called", async () => {
    const { governor, target, proposal, constitution, timelock } = await loadFixture(aTrap);
    for (const [account, data] of [
      [constitution, constitution.interface.encodeFunctionData("grantRole", [0, target.target, 0])],
      [timelock, timelock.interface.encodeFunctionData("updateDelay", [0])],
      [governor, governor.interface.encodeFunctionData("relay", [target.target, 0, "0x"])],
    ] as const) {
      const world = await takeSnapshot();
      await target.prepare(account, data);
      await proposal.execute();
      expect(await target.succeeded()).to.equal(false);
      await world.restore();
    }
  });

  it("executes no other proposal meanwhile, which is executed afterwards", async () => {
    const { governor, citizens, target, post, board, run } = await loadFixture(aTrap);
    const other = new Proposal(governor, citizens[1], [post(7)], "Another");
    const outer = new Proposal(governor, citizens[0], [run], "A trap once more");
    await other.propose();
    await outer.propose();
    await outer.open();
    await other.voteAll(citizens, 1);
    await outer.voteAll(citizens, 1);
    await outer.close();
    await other.queue();
    await outer.queue();
    await outer.mature();
    await target.prepare(governor, governor.interface.encodeFunctionData("execute", argumentsOf(other)));
    await outer.execute();
    const refused = governor.interface.parseError(await target.answer());
    expect([refused?.name, refused?.args[0]]).to.deep.equal(["NationGovernor_Executing", outer.id]);
    expect(await board.notice()).to.equal(0);
    await other.execute();
    expect(await board.notice()).to.equal(7);
  });

  // The class of its calls was found before another proposal lowered the cap: raising it again took an ordinary decision.
  it("raises no cap by an ordinary decision that another proposal lowered meanwhile", async () => {
    const { coin, governor, citizens } = await loadFixture(aNationOf(5));
    const target = await coin.getAddress();
    const yearlyMint = ethers.encodeBytes32String("yearlyMint");
    const { current, min } = await coin.provision(yearlyMint);
    const setting = (value: bigint) => ({
      target,
      data: coin.interface.encodeFunctionData("setProvision", [yearlyMint, value]),
    });
    const trap = await ethers.deployContract("ReentrantTarget");
    const run = { target: trap.target as string, data: trap.interface.encodeFunctionData("run") };
    const lower = new Proposal(governor, citizens[4], [setting(min)], "Mint less");
    const trapped = new Proposal(governor, citizens[0], [run, setting(current)], "Leave it as it is");
    await lower.propose();
    await trapped.propose();
    await trapped.open();
    await lower.voteAll(citizens, 1);
    await trapped.voteAll(citizens.slice(0, 3), 1);
    await trapped.close();
    for (const proposal of [lower, trapped]) await proposal.queue();
    for (const proposal of [lower, trapped]) await proposal.mature();
    await trap.prepare(governor, governor.interface.encodeFunctionData("execute", argumentsOf(lower)));
    await trapped.execute();
    expect(governor.interface.parseError(await trap.answer())?.name).to.equal("NationGovernor_Executing");
    await lower.execute();
    expect((await coin.provision(yearlyMint)).current).to.equal(min);
  });

  it("takes over no relay, since the governor calls nothing in its own name", async () => {
    const { governor, citizens, target, run, post, board } = await loadFixture(aTrap);
    const { target: boardAddress, data } = post(7);
    const relay = {
      target: await governor.getAddress(),
      data: governor.interface.encodeFunctionData("relay", [boardAddress, 0, data]),
    };
    const inner = new Proposal(governor, citizens[1], [relay], "The one within");
    const outer = new Proposal(governor, citizens[0], [run, relay], "The one around");
    await inner.propose();
    await outer.propose();
    await outer.open();
    await inner.voteAll(citizens, 1);
    await outer.voteAll(citizens, 1);
    await outer.close();
    await inner.queue();
    await outer.queue();
    await outer.mature();
    await target.prepare(governor, governor.interface.encodeFunctionData("execute", argumentsOf(inner)));
    await expect(outer.execute())
      .to.be.revertedWithCustomError(governor, "NationGovernor_NoRelay")
      .withArgs(boardAddress);
    expect(await board.notice()).to.equal(0);
    await expect(inner.execute())
      .to.be.revertedWithCustomError(governor, "NationGovernor_NoRelay")
      .withArgs(boardAddress);
  });
});
