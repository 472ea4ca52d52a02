import { time } from "@nomicfoundation/hardhat-network-helpers";
import { encodeBytes32String, id, ZeroAddress } from "ethers";
import { ethers } from "hardhat";
import { Phase } from "../../fixtures/admissions";
import { nation } from "../../fixtures/institutions";
import { Ground } from "../../fixtures/tribunal";

export const DAY = 86_400n;
export const PERIOD = 30n * DAY;
export const HALF_LIFE = 365n;
export const MOST = 10n;
export const POINT = 10n ** 18n;
export const CITIZENS = 12;
export const CITIZEN = 7n;
export const APPLICATION = id("application");
export const REFERENCE = id("delivery");

/** A name as the contract keeps it. */
export const key = (name: string): string => encodeBytes32String(name);

export const now = async (): Promise<bigint> => BigInt(await time.latest());

/** The beginning of the period in which a moment lies. */
export const beginning = (moment: bigint): bigint => (moment / PERIOD) * PERIOD;

/** How a round of a case went: who sat, and who revealed a vote. */
export interface Round {
  readonly jurors: readonly number[];
  readonly voted: readonly number[];
}

/** A case of two choices as the court stores it: on a line, or by rankings. */
export function wordsOf(rounds: readonly Round[], { isLine, commitEndsAt }: { isLine: boolean; commitEndsAt: bigint }) {
  const choices = 2n;
  const [kind, width] = isLine ? [2n, 8n] : [0n, 4n];
  const words = [(kind << 208n) | (choices << 216n) | (BigInt(rounds.length) << 224n), 0n, 0n, 0n, 0n, 0n, 0n, 0n];
  for (const { jurors, voted } of rounds) {
    let [head, tail, votes] = [(BigInt(jurors.length) << 160n) | (commitEndsAt << 168n), 0n, 0n];
    for (const [seat, juror] of jurors.entries()) {
      if (seat < 5) head |= BigInt(juror) << BigInt(32 * seat);
      else tail |= BigInt(juror) << BigInt(32 * (seat - 5));
      if (voted.includes(juror)) votes |= 2n << (width * BigInt(seat));
    }
    // Above the votes lies how large the panel is.
    words.push(head, tail, 0n, 0n, votes | (BigInt(jurors.length) << 192n), 0n, 0n, 0n, 0n);
  }
  return words;
}

/** The merit of a nation with citizens, whose institutions say what they are told. It begins five days into a period. */
export async function aMerit() {
  const [, awarder, anyone, ...people] = await ethers.getSigners();
  const witness = await ethers.deployContract("MeritWitness");
  const tribunal = await ethers.deployContract("TribunalStub");
  for (const name of ["governor", "court", "admissions"]) await witness.appoint(key(name), witness);
  await witness.appoint(key("tribunal"), tribunal);
  const world = await nation({
    only: ["merit"],
    stub: { citizenship: "CitizenshipStub" },
    accounts: { nation: await witness.getAddress() },
    officers: { awarder },
  });
  const { merit, citizenship } = world;
  const holders = people.slice(0, CITIZENS);
  for (const holder of holders) await citizenship.admit(holder);
  const start = beginning(await now()) + PERIOD + 5n * DAY;
  await time.increaseTo(start);

  let proposals = 0n;
  /** A vote of these citizens that ended at a moment. */
  const vote = async (closesAt: bigint, ...citizenIds: (bigint | number)[]) => {
    await witness.setBallots(++proposals, closesAt, citizenIds);
    return proposals;
  };
  /** Records a ballot of a citizen in a vote that ended at a moment. */
  const recordBallot = async (closesAt: bigint, citizenId: bigint | number = CITIZEN) =>
    merit.connect(anyone).recordBallots([{ citizenId, proposalId: await vote(closesAt, citizenId) }]);
  const award = (points: bigint, reference = "delivery", citizenId: bigint | number = CITIZEN) =>
    merit.connect(awarder).award(citizenId, key("bounty"), id(reference), points);
  /** A challenge of a citizen that was granted for good. */
  const grant = (caseId: number, citizenId: bigint | number, ground: bigint = Ground.Offence) =>
    tribunal.setGranted(caseId, citizenId, ground, ZeroAddress, 0);
  /** An application of the last citizen that was settled, to which these validators attested. */
  const settle = (...validatorIds: number[]) =>
    witness.setApplication(APPLICATION, Phase.Settled, CITIZENS, validatorIds);
  return { ...world, witness, tribunal, awarder, anyone, holders, start, vote, recordBallot, award, grant, settle };
}

/** A citizen has 8 points from an award. */
export async function anAward() {
  const world = await aMerit();
  await world.award(8n);
  return { ...world, awardedAt: await now() };
}
