import { loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { expect } from "chai";
import { id, parseEther, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import type { VerificationReport } from "../../../sdk/src/founding";
import type { Proposal } from "../../fixtures/governance";
import { foundNation } from "../../fixtures/nation";
import { bothReports, verdictsOf } from "../../fixtures/verification";

const ROLES = ["PROPOSER_ROLE", "EXECUTOR_ROLE", "CANCELLER_ROLE"].map(id);

const details = ({ faults, incomplete }: VerificationReport) => [...faults, ...incomplete].map(({ title }) => title);

// An agent to whom the government gave a role at the timelock can schedule and carry out the calls of any proposal there, whatever
// became of its vote. Verification took whatever a known proposal says for what was decided.
describe("Attack: the calls of a proposal on which nobody voted pass for decided", () => {
  async function aNationWithAnAgent() {
    const world = await foundNation(3);
    const { timelock, treasury, founder, citizens } = world;
    await founder.sendTransaction({ to: treasury, value: parseEther("100") });
    const agent = await ethers.deployContract("Echo");
    const { target } = timelock;
    const grants = ROLES.map((role) => ({
      target: target as string,
      data: timelock.interface.encodeFunctionData("grantRole", [role, agent.target]),
    }));
    await world.propose(grants, "Let an agent help").passAndExecute(citizens);
    await setBalance(agent.target as string, 10n ** 20n);
    return { ...world, agent: await ethers.getImpersonatedSigner(agent.target as string) };
  }
  type World = Awaited<ReturnType<typeof aNationWithAnAgent>>;

  const payment = ({ treasury, stranger, propose }: World): Proposal =>
    propose(
      [
        {
          target: treasury.target as string,
          data: treasury.interface.encodeFunctionData("pay", [ZeroAddress, stranger.address, 10n, "mine"]),
        },
      ],
      "Nobody wants this",
    );

  async function batch({ governor, timelock }: World, { targets, values, calldatas, hash }: Proposal) {
    const salt = toBeHex((BigInt(governor.target as string) << 96n) ^ BigInt(hash), 32);
    const args = [targets, values, calldatas, ZeroHash, salt] as const;
    return { args, operation: await timelock.hashOperationBatch(...args) };
  }

  async function carryOut(world: World, proposal: Proposal, by: HardhatEthersSigner) {
    await world.timelock.connect(by).executeBatch(...(await batch(world, proposal)).args);
  }

  async function schedule(world: World, proposal: Proposal, by: HardhatEthersSigner) {
    const { timelock } = world;
    const delay = await timelock.getMinDelay();
    await timelock.connect(by).scheduleBatch(...(await batch(world, proposal)).args, delay);
    await time.increase(delay + 1n);
  }

  it("is a fault if nobody voted", async () => {
    const world = await loadFixture(aNationWithAnAgent);
    const proposal = payment(world);
    await proposal.propose();
    await schedule(world, proposal, world.agent);
    await carryOut(world, proposal, world.agent);
    for (const report of await bothReports(world)) {
      expect(report.verdict).to.equal("fault");
      expect(details(report)).to.include.members(["CallExecuted of timelock", "Paid of treasury"]);
    }
  });

  it("is a fault if it was cancelled at the timelock, and scheduled again", async () => {
    const world = await loadFixture(aNationWithAnAgent);
    const proposal = payment(world);
    await proposal.passAndQueue(world.citizens);
    const { operation } = await batch(world, proposal);
    await world.timelock.connect(world.agent).cancel(operation);
    await schedule(world, proposal, world.agent);
    await carryOut(world, proposal, world.agent);
    for (const report of await bothReports(world)) {
      expect(report.verdict).to.equal("fault");
      expect(details(report)).to.include.members(["CallScheduled of timelock", "Paid of treasury"]);
    }
  });

  it("is no fault if it was voted, queued, and carried out by the agent", async () => {
    const world = await loadFixture(aNationWithAnAgent);
    const proposal = payment(world);
    await proposal.passAndQueue(world.citizens);
    await proposal.mature();
    await carryOut(world, proposal, world.agent);
    for (const report of await bothReports(world)) {
      expect([report.verdict, ...details(report)]).to.deep.equal(["changed"]);
      expect(report.changes.map(({ title }) => title)).to.include("Paid of treasury");
    }
  });

  it("is told if the agent cancels what was decided", async () => {
    const world = await loadFixture(aNationWithAnAgent);
    const proposal = payment(world);
    await proposal.passAndQueue(world.citizens);
    const { operation } = await batch(world, proposal);
    await world.timelock.connect(world.agent).cancel(operation);
    for (const report of await bothReports(world)) {
      expect([report.verdict, ...details(report)]).to.deep.equal(["changed"]);
      expect(report.changes.map(({ title }) => title)).to.include("Cancelled of timelock");
    }
  });

  it("leaves what the governor itself carries out as it was", async () => {
    const world = await loadFixture(aNationWithAnAgent);
    await payment(world).passAndExecute(world.citizens);
    expect(await verdictsOf(world)).to.deep.equal([["changed"], ["changed"]]);
  });
});
