import { impersonateAccount, loadFixture, mine, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { ethers } from "hardhat";
import { connect, extraDataOf, type CaseId, type DisputeTerms, type NationClient } from "../../sdk/src";
import type { PlainArbitrable } from "../../typechain-types";
import { CITIZEN_DAYS } from "./court";
import { DAY } from "./money";
import { foundNation, type FoundedNation } from "./nation";
import { BLOCKS_AHEAD } from "./randomness";

export const CITIZENS = 12;
export const JURORS = 10;

/** A nation with a court, as its people's SDKs see it. */
export interface LawfulNation extends FoundedNation {
  /** As somebody who holds nothing. */
  readonly outsider: NationClient;
  /** As the timelock: what the citizens could decide, without the wait. */
  readonly government: NationClient;
  /** As each citizen, by id. */
  as(citizenId: bigint | number): NationClient;
  readonly arbitrable: PlainArbitrable;
}

/** What the tests' numbers are, where a charter's own are others. */
const justice = {
  juryRoll: { bond: 100, citizenDays: "1 day", rest: "30 days", noShowPenalty: 20 },
  court: {
    fast: {
      evidencePeriod: "1 day",
      commitPeriod: "12 hours",
      revealPeriod: "12 hours",
      appealPeriod: "1 day",
      seatFee: 0.0001,
    },
    plenaryQuorum: 30,
  },
};

/** A world with a nation that has a court; twelve citizens, nobody on the roll: `loadFixture(aLawfulNation)`. */
export async function aLawfulNation(): Promise<LawfulNation> {
  const world = await foundNation(CITIZENS, { justice });
  const { nation, timelock, court } = world.founding.addresses;
  await impersonateAccount(timelock);
  await setBalance(timelock, 10n ** 20n);
  await time.increase(CITIZEN_DAYS * DAY);
  const government = await connect(await ethers.getSigner(timelock), nation);
  const clients = await Promise.all(world.citizens.map((citizen) => government.as(citizen)));
  return {
    ...world,
    government,
    outsider: await government.as(world.stranger),
    as: (citizenId) => clients[Number(citizenId) - 1],
    arbitrable: await ethers.deployContract("PlainArbitrable", [court]),
  };
}

/** A world with ten citizens on the jury roll: `loadFixture(aCourtroom)`. */
export async function aCourtroom(): Promise<LawfulNation> {
  const world = await loadFixture(aLawfulNation);
  for (let id = 1; id <= JURORS; ++id) await (await world.as(id).juryRoll.enrol()).wait();
  return world;
}

/** Brings a case through the arbitrable. */
export async function bring(world: LawfulNation, choices = 2, terms: DisputeTerms = {}): Promise<CaseId> {
  const { outsider, arbitrable, stranger } = world;
  const cost = await outsider.court.cost(terms);
  const sent = await arbitrable.connect(stranger).open(choices, extraDataOf(terms), { value: cost });
  const receipt = await sent.wait();
  return outsider.court.openedIn({ receipt: receipt! })[0].caseId;
}

/** Waits until the case's phase is over. */
export async function outwait({ outsider }: LawfulNation, caseId: CaseId): Promise<void> {
  const { endsAt } = await outsider.court.case({ caseId });
  await time.increaseTo(endsAt!);
}

/** Waits until the case's phase is over, and moves it on. */
export async function pass(world: LawfulNation, caseId: CaseId) {
  await outwait(world, caseId);
  return (await world.outsider.court.advance({ caseId })).wait();
}

/** From the evidence to a complete panel. */
export async function seat(world: LawfulNation, caseId: CaseId) {
  await pass(world, caseId);
  await mine(BLOCKS_AHEAD + 1);
  return world.outsider.court.draw({ caseId });
}

/** The present panel's jurors, in the order of their seats. */
export async function jurors(world: LawfulNation, caseId: CaseId): Promise<NationClient[]> {
  const { round } = await world.outsider.court.case({ caseId });
  return round.panel.map(({ citizenId }) => world.as(citizenId));
}

/** From the evidence to the ruling: each seat's vote is sealed and revealed. */
export async function judge(world: LawfulNation, caseId: CaseId, votes: readonly number[]) {
  await seat(world, caseId);
  const panel = await jurors(world, caseId);
  for (const [place, choice] of votes.entries()) await (await panel[place].court.commit({ caseId, choice })).wait();
  await outwait(world, caseId);
  for (const place of votes.keys()) await (await panel[place].court.reveal({ caseId })).wait();
  return (await world.outsider.court.advance({ caseId })).wait();
}
