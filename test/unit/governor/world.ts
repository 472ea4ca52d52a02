import { ethers } from "hardhat";
import { Proposal } from "../../fixtures/governance";
import { nation, type ProvisionChanges } from "../../fixtures/institutions";

export const days = (count: number): number => count * 86_400;
export const hours = (count: number): number => count * 3_600;
export const coins = (count: number): bigint => BigInt(count) * 10n ** 18n;
export const delay = days(1);
export const period = days(5);
export const extension = days(2);
export const timelockDelay = days(2);
export const longDelay = days(7);
export const maxSupply = coins(1_000_000);

/** Ordinary: 20 % of citizens, and a simple majority. Constitutional: 50 %, and two thirds. The stake house objects with 10 %. */
const figures = {
  votingDelay: { value: delay, min: days(1), max: days(5) },
  votingPeriod: { value: period, min: days(1), max: days(30) },
  lateExtension: { value: extension, min: 0, max: days(3) },
  secondReadingDelay: { value: days(30), min: days(14), max: days(90) },
  proposalThreshold: { value: 1, min: 1, max: 100 },
  citizenQuorum: { value: 20_00, min: 5_00, max: 50_00 },
  citizenMajority: { value: 50_00, min: 50_00, max: 75_00 },
  constitutionalCitizenQuorum: { value: 50_00, min: 20_00, max: 60_00 },
  constitutionalCitizenMajority: { value: 66_66, min: 60_00, max: 75_00 },
  stakeObjection: { value: 10_00, min: 5_00, max: 33_00 },
} satisfies ProvisionChanges["governor"];

/** The place of a provision in what the constructor takes. */
export const placeOf = (key: keyof typeof figures): number => Object.keys(figures).indexOf(key);

/** As the constructor takes them. */
export const provisions = () => Object.values(figures).map((terms) => ({ ...terms }));

/** Marks the functions whose call makes a proposal constitutional. */
export const CONSTITUTIONAL_ROLE = 4;

/**
 * A governor over ten citizens, one head and a hundred coins at stake each, whose registers the test sets by hand.
 * The marked board's `post` is a constitutional function.
 */
export async function aGovernor() {
  const [, ...people] = await ethers.getSigners();
  const citizens = people.slice(0, 10);
  const [stranger, newKey] = people.slice(10);
  const world = await nation({
    only: ["constitution", "timelock", "governor"],
    stub: { citizenship: "CitizenshipStub", stake: "CitizenshipStub" },
    charter: { government: { timelock: "2 days" } },
    provisions: { governor: figures },
  });
  const { government: founder, constitution, timelock, governor } = world;
  const [electorate, stakes] = [world.citizenship, world.stake];

  const board = await ethers.deployContract("Noticeboard");
  const markedBoard = await ethers.deployContract("Noticeboard");
  const terms = {
    authority: constitution,
    citizenship: electorate,
    stake: stakes,
    timelock,
    maxSupply,
  };
  const factory = await ethers.getContractFactory("NationGovernor");
  await constitution.setTargetFunctionRole(
    markedBoard,
    [board.interface.getFunction("post").selector],
    CONSTITUTIONAL_ROLE,
  );

  for (const [index, citizen] of citizens.entries()) {
    await electorate.setVoter(index + 1, citizen, 1);
    await stakes.setVoter(index + 1, citizen, coins(100));
  }
  await electorate.setTotal(10);
  await stakes.setTotal(coins(1_000));

  const post = (notice: number) => ({
    target: board.target as string,
    data: board.interface.encodeFunctionData("post", [notice]),
  });
  return {
    founder,
    citizens,
    stranger,
    newKey,
    electorate,
    stakes,
    board,
    markedBoard,
    constitution,
    timelock,
    governor,
    terms,
    factory,
    post,
  };
}

export type World = Awaited<ReturnType<typeof aGovernor>>;

export const Ordinary = 0n;
export const Constitutional = 1n;

/** The rounds of a vote. */
export const [First, SecondCall, SecondReading] = [0n, 1n, 2n];

/** A governor with one ordinary proposal of the first citizen's. */
export async function aProposal() {
  const world = await aGovernor();
  const proposal = new Proposal(world.governor, world.citizens[0], [world.post(7)]);
  await proposal.propose();
  return { ...world, proposal };
}

/** The same, with the vote open. */
export async function anOpenVote() {
  const world = await aProposal();
  await world.proposal.open();
  return world;
}

/** The same, carried and queued. */
export async function aQueuedProposal() {
  const world = await aGovernor();
  const proposal = new Proposal(world.governor, world.citizens[0], [world.post(7)]);
  await proposal.passAndQueue(world.citizens);
  return { ...world, proposal };
}

/** An institution with a cap, a protection and a rate of 10 % each, of which the constitution marks `open`, `close` and the setter. */
export async function aGuardedInstitution({ constitution }: Pick<World, "constitution">) {
  const terms = { value: 10_00n, min: 1_00n, max: 50_00n };
  const institution = await ethers.deployContract("GuardedInstitution", [constitution, [terms, terms, terms]]);
  const selectors = (["open", "close", "setProvision"] as const).map(
    (name) => institution.interface.getFunction(name).selector,
  );
  await constitution.setTargetFunctionRole(institution, selectors, CONSTITUTIONAL_ROLE);
  return institution;
}
