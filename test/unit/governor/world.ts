import { getCreateAddress } from "ethers";
import { ethers } from "hardhat";
import type { ProvisionTermsStruct } from "../../../typechain-types/contracts/governor/NationGovernor";
import { Proposal } from "../../fixtures/governance";

export const days = (count: number): number => count * 86_400;
export const coins = (count: number): bigint => BigInt(count) * 10n ** 18n;
export const delay = days(1);
export const period = days(5);
export const extension = days(2);
export const timelockDelay = days(2);
export const maxSupply = coins(1_000_000);
const quorum = (value: number): ProvisionTermsStruct => ({ value, min: 0, max: 100_00 });
const majority = (value: number, min = 0): ProvisionTermsStruct => ({ value, min, max: 99_99 });

/** Ordinary: 20 % of citizens, 10 % of stake, simple majorities. Constitutional: 50 % and 30 %, two thirds of each. */
export const provisions = (): ProvisionTermsStruct[] => [
  { value: delay, min: days(1), max: days(30) },
  { value: period, min: days(1), max: days(30) },
  { value: extension, min: 0, max: days(20) },
  { value: 1, min: 1, max: 100 },
  quorum(20_00),
  majority(50_00),
  quorum(10_00),
  majority(50_00),
  quorum(50_00),
  majority(66_66, 50_00),
  quorum(30_00),
  majority(66_66, 50_00),
];

/** Marks the functions whose call makes a proposal constitutional. */
export const CONSTITUTIONAL_ROLE = 4;

/**
 * A governor over ten citizens, one head and a hundred coins at stake each, whose registers the test sets by hand.
 * The marked board's `post` is a constitutional function.
 */
export async function aGovernor(initialProvisions = provisions()) {
  const [founder, ...people] = await ethers.getSigners();
  const citizens = people.slice(0, 10);
  const [stranger, newKey] = people.slice(10);

  const electorate = await ethers.deployContract("ElectorateStub");
  const stakes = await ethers.deployContract("ElectorateStub");
  const board = await ethers.deployContract("Noticeboard");
  const markedBoard = await ethers.deployContract("Noticeboard");
  const constitution = await ethers.deployContract("Constitution", [founder, electorate]);

  const nonce = await founder.getNonce();
  const governorAddress = getCreateAddress({ from: founder.address, nonce: nonce + 1 });
  const timelock = await ethers.deployContract("TimelockController", [
    timelockDelay,
    [governorAddress],
    [governorAddress],
    ethers.ZeroAddress,
  ]);
  const terms = {
    authority: constitution,
    citizenship: electorate,
    stake: stakes,
    timelock,
    maxSupply,
  };
  const factory = await ethers.getContractFactory("NationGovernor");
  const governor = await factory.deploy(terms, initialProvisions);
  await constitution.grantRole(0, timelock, 0);
  await constitution.setTargetFunctionRole(
    markedBoard,
    [board.interface.getFunction("post").selector],
    CONSTITUTIONAL_ROLE,
  );

  for (const [index, citizen] of citizens.entries()) {
    await electorate.setElector(index + 1, citizen.address, 1, 0);
    await stakes.setElector(index + 1, citizen.address, 0, coins(100));
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
