import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id, ZeroHash, type BaseContract } from "ethers";
import { ethers } from "hardhat";
import { aNationThatAdoptedJustice, decide, suspend } from "../fixtures/adoption";
import type { Call } from "../fixtures/governance";
import { coins } from "../fixtures/money";
import { verdictsOf, bothReports } from "../fixtures/verification";

const [REGISTRAR, JUSTICE, PETITION, OTHER] = [1, 2, 6, 77];

const callOf = (contract: BaseContract, method: string, values: readonly unknown[]): Call => ({
  target: contract.target as string,
  data: contract.interface.encodeFunctionData(method, values),
});

/** A nation that adopted justice, and a stranger's contract that makes calls for anybody. */
async function aNationAndAStranger() {
  const world = await aNationThatAdoptedJustice();
  return { ...world, agent: await ethers.deployContract("Bringer") };
}

type World = Awaited<ReturnType<typeof aNationAndAStranger>>;

const act = async ({ agent, stranger }: World, calls: readonly Call[], values: readonly bigint[] = []) => {
  const amounts = calls.map((_, index) => values[index] ?? 0n);
  const value = amounts.reduce((sum, one) => sum + one, 0n);
  const targets = calls.map(({ target }) => target);
  await agent.connect(stranger).bringAll(
    targets,
    calls.map(({ data }) => data ?? "0x"),
    amounts,
    { value },
  );
};

const selectorOf = (contract: BaseContract, method: string) => contract.interface.getFunction(method)!.selector;

/** Expects a fault by record and by address that tells of something. */
async function expectFault(world: World, told: RegExp) {
  for (const [verdict, ...details] of await verdictsOf(world)) {
    expect(verdict).to.equal("fault");
    expect(details.join("\n")).to.match(told);
  }
}

// Checks POWER-3.
describe("verifyFounding(), of powers that were somebody else's for a while", () => {
  it("finds what was done by functions of justice that were another role's", async () => {
    const world = await loadFixture(aNationAndAStranger);
    const { citizens, citizenship, coin, constitution, stake, agent } = world;
    const give = (target: BaseContract, method: string, role: number) =>
      callOf(constitution, "setTargetFunctionRole", [target.target, [selectorOf(target, method)], role]);
    await decide(world, [
      give(citizenship, "revoke", OTHER),
      give(stake, "slash", OTHER),
      callOf(constitution, "grantRole", [OTHER, agent.target, 0]),
    ]);
    const tribunal = await ethers.getContractAt("Tribunal", world.adoption.addresses.tribunal!);
    await coin.connect(citizens[9])["transferAndCall(address,uint256)"](stake, coins(30));
    const { fees, bond } = await tribunal.challengeCost(agent, 11, true);
    await act(
      world,
      [
        callOf(tribunal, "challenge", [11, 0, 10, [], "x"]),
        callOf(citizenship, "revoke", [12, id("whatever")]),
        callOf(stake, "slash", [10, coins(30), id("whatever")]),
      ],
      [fees + bond],
    );
    await decide({ ...world, citizens: citizens.slice(0, 11) }, [
      give(citizenship, "revoke", JUSTICE),
      give(stake, "slash", JUSTICE),
      callOf(constitution, "revokeRole", [OTHER, agent.target]),
    ]);
    await expectFault(world, /CitizenRevoked[^]*Slashed/);
  });

  it("finds a reinstatement before the end of a suspension by whoever held justice", async () => {
    const world = await loadFixture(aNationAndAStranger);
    const { citizenship, constitution, agent } = world;
    await decide(world, [callOf(constitution, "grantRole", [JUSTICE, agent.target, 0])]);
    await suspend(world);
    await act(world, [callOf(citizenship, "reinstate", [12])]);
    await decide(world, [callOf(constitution, "revokeRole", [JUSTICE, agent.target])]);
    await expectFault(world, /CitizenReinstated of citizenship/);
  });

  it("finds what was held and struck by whoever held the petitions' role", async () => {
    const world = await loadFixture(aNationAndAStranger);
    const { citizens, constitution, nation, timelock, agent } = world;
    await decide(world, [callOf(constitution, "grantRole", [PETITION, agent.target, 0])]);
    await world.propose([callOf(nation, "setMotto", ["The citizens' will"])], "Motto").passAndQueue(citizens);
    const operation = (await timelock.queryFilter(timelock.filters.CallScheduled())).at(-1)!.args.id;
    await act(world, [callOf(timelock, "hold", [operation, 86_400]), callOf(timelock, "strike", [operation])]);
    await decide(world, [callOf(constitution, "revokeRole", [PETITION, agent.target])]);
    await expectFault(world, /OperationHeld of timelock[^]*OperationStruck of timelock/);
  });

  it("finds who was let in by a function of the registrar's that was another role's", async () => {
    const world = await loadFixture(aNationAndAStranger);
    const { citizenship, constitution, agent } = world;
    const give = (role: number) =>
      callOf(constitution, "setTargetFunctionRole", [citizenship.target, [selectorOf(citizenship, "admit")], role]);
    await decide(world, [give(OTHER), callOf(constitution, "grantRole", [OTHER, agent.target, 0])]);
    const newcomer = (await ethers.getSigners())[17];
    await citizenship.connect(newcomer).requestAdmission(ZeroHash);
    await act(world, [callOf(citizenship, "admit", [newcomer.address])]);
    await decide(world, [give(REGISTRAR), callOf(constitution, "revokeRole", [OTHER, agent.target])]);
    await expectFault(world, /CitizenAdmitted of citizenship/);
  });

  it("lists who was let in by whom a decision made registrar, with the decision", async () => {
    const world = await loadFixture(aNationAndAStranger);
    const { citizenship, constitution, agent } = world;
    await decide(world, [callOf(constitution, "grantRole", [REGISTRAR, agent.target, 0])]);
    const newcomer = (await ethers.getSigners())[17];
    await citizenship.connect(newcomer).requestAdmission(ZeroHash);
    await act(world, [callOf(citizenship, "admit", [newcomer.address])]);
    for (const { verdict, changes } of await bothReports(world)) {
      expect(verdict).to.equal("changed");
      const acts = changes.find(({ title }) => title === "Acts of registrar");
      expect(acts?.detail).to.match(/^CitizenAdmitted 13 in block \d+, in office by proposal /);
    }
  });
});
