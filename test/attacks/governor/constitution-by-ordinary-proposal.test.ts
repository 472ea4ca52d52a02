import { loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { aGovernor, CONSTITUTIONAL_ROLE, timelockDelay } from "../../unit/governor/world";

const Constitutional = 1n;

// The constitution marks the functions whose call is constitutional. Taking the mark away, or wrapping the call so that the
// governor does not see it, would let a bare majority of an ordinary vote do what takes a change of the constitution.
// Checks GOV-5 and POWER-7.
describe("Attack: changing the constitution by an ordinary proposal", () => {
  async function aMarkedNation() {
    const world = await aGovernor();
    const { constitution, board, timelock } = world;
    const nation = await ethers.deployContract("Nation", [
      constitution,
      { name: "Testland", motto: "", domain: "", daoURI: "", flag: "<svg />" },
      [],
    ]);
    // It does what the government says, and nothing else.
    const government = await ethers.getImpersonatedSigner(await timelock.getAddress());
    await setBalance(government.address, 10n ** 18n);
    const agent = await ethers.deployContract("PlainAgent", government);
    const appointInstitution = nation.interface.getFunction("appointInstitution");
    await constitution.setTargetFunctionRole(nation, [appointInstitution.selector], CONSTITUTIONAL_ROLE);
    const appointment = nation.interface.encodeFunctionData("appointInstitution", [
      encodeBytes32String("court"),
      board.target,
    ]);
    const unmarking = constitution.interface.encodeFunctionData("setTargetFunctionRole", [
      nation.target,
      [appointInstitution.selector],
      0,
    ]);
    return { ...world, nation, agent, appointment, unmarking };
  }

  type World = Awaited<ReturnType<typeof aMarkedNation>>;

  /** A call as somebody could wrap it. */
  interface Wrapped {
    readonly to: keyof World & ("constitution" | "timelock" | "governor");
    readonly data: (world: World, target: string, data: string) => string;
  }

  const wrappings: Readonly<Record<string, Wrapped>> = {
    "the constitution's execute": {
      to: "constitution",
      data: ({ constitution }, target, data) => constitution.interface.encodeFunctionData("execute", [target, data]),
    },
    "the constitution's schedule": {
      to: "constitution",
      data: ({ constitution }, target, data) =>
        constitution.interface.encodeFunctionData("schedule", [target, data, 0]),
    },
    "the constitution's multicall": {
      to: "constitution",
      data: ({ constitution }, target, data) =>
        constitution.interface.encodeFunctionData("multicall", [
          [constitution.interface.encodeFunctionData("execute", [target, data])],
        ]),
    },
    "the timelock's schedule": {
      to: "timelock",
      data: ({ timelock }, target, data) =>
        timelock.interface.encodeFunctionData("schedule", [target, 0, data, ZeroHash, ZeroHash, timelockDelay]),
    },
    "the timelock's executeBatch": {
      to: "timelock",
      data: ({ timelock }, target, data) =>
        timelock.interface.encodeFunctionData("executeBatch", [[target], [0], [data], ZeroHash, ZeroHash]),
    },
    "the governor's relay": {
      to: "governor",
      data: ({ governor }, target, data) => governor.interface.encodeFunctionData("relay", [target, 0, data]),
    },
  };

  const classOf = ({ governor }: World, target: unknown, data: string) => governor.classOf([target as string], [data]);

  it("fails for a call of a marked function, which is constitutional as it is", async () => {
    const world = await loadFixture(aMarkedNation);
    expect(await classOf(world, world.nation.target, world.appointment)).to.equal(Constitutional);
  });

  it("fails for taking the mark away, which is constitutional itself", async () => {
    const world = await loadFixture(aMarkedNation);
    expect(await classOf(world, world.constitution.target, world.unmarking)).to.equal(Constitutional);
  });

  for (const [how, { to, data }] of Object.entries(wrappings)) {
    it(`fails for a marked call in ${how}`, async () => {
      const world = await loadFixture(aMarkedNation);
      const wrapped = data(world, world.nation.target as string, world.appointment);
      expect(await classOf(world, world[to].target, wrapped)).to.equal(Constitutional);
    });

    it(`fails for taking the mark away in ${how}`, async () => {
      const world = await loadFixture(aMarkedNation);
      const wrapped = data(world, world.constitution.target as string, world.unmarking);
      expect(await classOf(world, world[to].target, wrapped)).to.equal(Constitutional);
    });
  }

  it("fails among ordinary calls", async () => {
    const { governor, nation, appointment, post } = await loadFixture(aMarkedNation);
    const calls = [post(1), { target: nation.target as string, data: appointment }, post(2)];
    expect(
      await governor.classOf(
        calls.map(({ target }) => target),
        calls.map(({ data }) => data),
      ),
    ).to.equal(Constitutional);
  });

  it("fails for taking the mark away by a bare majority", async () => {
    const { governor, constitution, citizens, unmarking } = await loadFixture(aMarkedNation);
    const proposal = new Proposal(governor, citizens[0], [{ target: constitution.target as string, data: unmarking }]);
    await proposal.propose();
    await proposal.open();
    await proposal.voteAll(citizens.slice(0, 6), inFavour);
    await proposal.voteAll(citizens.slice(6), against);
    await proposal.close();
    expect(await proposal.state()).to.equal(State.Defeated);
  });

  it("fails through a contract in between, which has no power", async () => {
    const { governor, citizens, nation, agent, appointment } = await loadFixture(aMarkedNation);
    const data = agent.interface.encodeFunctionData("perform", [nation.target, appointment]);
    const proposal = new Proposal(governor, citizens[0], [{ target: agent.target as string, data }]);
    await proposal.passAndQueue(citizens);
    await proposal.mature();
    await expect(proposal.execute())
      .to.be.revertedWithCustomError(nation, "AccessManagedUnauthorized")
      .withArgs(agent.target);
  });

  it("fails for handing the role of marked functions to a contract, even by the government", async () => {
    const { constitution, agent } = await loadFixture(aMarkedNation);
    await expect(constitution.grantRole(CONSTITUTIONAL_ROLE, agent, 0))
      .to.be.revertedWithCustomError(constitution, "Constitution_HeldByGovernment")
      .withArgs(CONSTITUTIONAL_ROLE);
  });

  it("fails for making it an office, even by the government", async () => {
    const { constitution } = await loadFixture(aMarkedNation);
    await expect(constitution.appoint(CONSTITUTIONAL_ROLE, 1, 2n ** 32n))
      .to.be.revertedWithCustomError(constitution, "Constitution_NoOffice")
      .withArgs(CONSTITUTIONAL_ROLE);
  });

  it("succeeds as what it is, a change of the constitution", async () => {
    const { governor, citizens, nation, board, appointment } = await loadFixture(aMarkedNation);
    const proposal = new Proposal(governor, citizens[0], [{ target: nation.target as string, data: appointment }]);
    await proposal.passAndExecute(citizens);
    expect(await nation.institution(encodeBytes32String("court"))).to.equal(board);
  });
});
