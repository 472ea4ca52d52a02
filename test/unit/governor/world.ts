import { ethers } from "hardhat";
import { Proposal } from "../../fixtures/governance";
import { nation, type ProvisionChanges } from "../../fixtures/institutions";

export const days = (count: number): number => count * 86_400;
export const coins = (count: number): bigint => BigInt(count) * 10n ** 18n;
export const delay = days(1);
export const period = days(5);
export const extension = days(2);
export const timelockDelay = days(2);
export const maxSupply = coins(1_000_000);
const quorum = (value: number) => ({ value, min: 0, max: 100_00 });
const majority = (value: number, min = 0) => ({ value, min, max: 99_99 });

/** Ordinary: 20 % of citizens, 10 % of stake, simple majorities. Constitutional: 50 % and 30 %, two thirds of each. */
const figures = {
  votingDelay: { value: delay, min: days(1), max: days(30) },
  votingPeriod: { value: period, min: days(1), max: days(30) },
  lateQuorumExtension: { value: extension, min: 0, max: days(20) },
  proposalThreshold: { value: 1, min: 1, max: 100 },
  citizenQuorum: quorum(20_00),
  citizenMajority: majority(50_00),
  stakeQuorum: quorum(10_00),
  stakeMajority: majority(50_00),
  constitutionalCitizenQuorum: quorum(50_00),
  constitutionalCitizenMajority: majority(66_66, 50_00),
  constitutionalStakeQuorum: quorum(30_00),
  constitutionalStakeMajority: majority(66_66, 50_00),
} satisfies ProvisionChanges["governor"];

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
