import { ZeroAddress } from "ethers";
import type { Address } from "../../core/address";
import { addressOf } from "../../core/directory";
import { isRevert } from "../../core/errors";
import type { Events, LogRange } from "../../core/events";
import { asNationError } from "../../core/failures";
import { wei, type Wei } from "../../core/units";
import { feesIn, signerOf, type FeeOverrides, type Write } from "../../core/write";
import { Citizenship__factory, type Court } from "../../generated/contracts";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import type { Payouts } from "../payouts";
import { readMany, type CourtReader } from "./cases";
import type { CourtEventUnits } from "./events";
import type { CaseId } from "./units";

/** Whose claims, and in which part of the chain's log to look for them. */
export interface CourtClaimQuery extends LogRange {
  /** The connected account if left out. */
  readonly account?: Address;
  /** Whose fees; the account's citizen if left out. Name it if the citizenship has ended. */
  readonly citizenId?: CitizenId;
}

/** A round that the juror voted in, of a case that is final, and that nobody has settled. */
export interface UnsettledRound {
  readonly caseId: CaseId;
  readonly round: number;
  /** What the juror will be owed for it. */
  readonly fees: Wei;
}

/** A contribution to an appeal of a case that is final, and what of it, or with it, comes back. */
export interface UnsettledContribution {
  readonly caseId: CaseId;
  readonly round: number;
  readonly choice: number;
  readonly amount: Wei;
}

/** What the court owes somebody, and will once it is settled. */
export interface CourtClaimable {
  readonly account: Address;
  /** Undefined if the account holds no citizenship. */
  readonly citizenId: CitizenId | undefined;
  /** What the account can claim now. */
  readonly owed: Wei;
  /** What the juror can claim now. */
  readonly fees: Wei;
  readonly rounds: readonly UnsettledRound[];
  readonly contributions: readonly UnsettledContribution[];
  /** All of it. */
  readonly total: Wei;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

/** Looks through the log for what somebody voted in and contributed to, and asks what is due for it. */
export async function readClaimable(
  reader: CourtReader,
  events: Events<Court, CourtEventUnits>,
  query: CourtClaimQuery,
): Promise<CourtClaimable> {
  const { connection, contract } = reader;
  const { runner } = connection;
  const account = query.account ?? connection.account ?? (await signerOf(runner, "asking what is due").getAddress());
  const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), runner);
  const raw = query.citizenId ?? (await citizenship.citizenOf(account));
  const citizenId = raw === 0n ? undefined : idUnit.from(raw);
  const { from, to, blocksPerRequest } = query;
  const range = Object.fromEntries(
    Object.entries({ from, to, blocksPerRequest }).filter(([, value]) => value !== undefined),
  );

  const [owed, fees, votes, funded] = await Promise.all([
    contract.owedTo(ZeroAddress, account),
    citizenId === undefined ? 0n : contract.owedToCitizen(ZeroAddress, citizenId),
    citizenId === undefined ? [] : events.VoteRevealed.query({ ...range, where: { citizenId } }),
    events.AppealFunded.query({ ...range, where: { contributor: account } }),
  ]);
  const rounds = await unsettledRounds(reader, votes);
  const contributions = await unsettledContributions(contract, account, funded);
  const total = wei.from(owed + fees + sum([...rounds.map((r) => r.fees), ...contributions.map((c) => c.amount)]));
  return { account, citizenId, owed: wei.from(owed), fees: wei.from(fees), rounds, contributions, total };
}

type Vote = Readonly<{ caseId: CaseId; round: number }>;

async function unsettledRounds(reader: CourtReader, votes: readonly Vote[]): Promise<UnsettledRound[]> {
  const caseIds = [...new Set(votes.map(({ caseId }) => caseId))];
  const cases = new Map((await readMany(reader, caseIds)).map((found) => [found.id, found]));
  return votes.flatMap(({ caseId, round: index }) => {
    const found = cases.get(caseId)!;
    const round = found.rounds[index];
    if (!found.isFinal || round.isSettled || round.isPlenary) return [];
    // Of a panel without a ruling the voters share what it kept for them.
    const shares = round.ruling === undefined ? round.voted : BigInt(round.panel.length);
    return [{ caseId: found.id, round: round.round, fees: wei.from(round.fees / shares) }];
  });
}

type Funded = Readonly<{ caseId: CaseId; round: number; choice: number }>;

/** What of contributions to appeals comes back to whoever made them. */
export async function unsettledContributions(
  contract: Court,
  account: Address,
  funded: readonly Funded[],
): Promise<UnsettledContribution[]> {
  const sides = new Map(funded.map((side) => [`${side.caseId}/${side.round}/${side.choice}`, side]));
  const amounts = [...sides.values()].map(async ({ caseId, round, choice }) => {
    try {
      const amount = await contract.settleContribution.staticCall(caseId, round, choice, account);
      return [{ caseId, round, choice, amount: wei.from(amount) }];
    } catch (error) {
      const cause = await asNationError(error);
      // Lost, credited already, or of a case that goes on.
      if (isRevert(cause, "Court_NothingToSettle") || isRevert(cause, "Court_WrongPhase")) return [];
      throw cause;
    }
  });
  return (await Promise.all(amounts)).flat();
}

/** What to settle and claim, and how. */
export interface CourtClaimOptions extends CourtClaimQuery, FeeOverrides {
  /** Called after each transaction. */
  readonly onStep?: (step: ClaimStep) => void;
}

/** A transaction on the way to somebody's money. */
export interface ClaimStep {
  readonly act: "settle" | "settleContribution" | "claim" | "claimForCitizen";
  readonly hash: string;
}

/** What was paid out. */
export interface CourtClaimed {
  readonly account: Address;
  /** To the account. */
  readonly owed: Wei;
  /** To the juror, at the present account of whoever holds the citizenship, or held it last. */
  readonly fees: Wei;
}

/** The acts that collecting takes. */
export interface ClaimActs extends Pick<Payouts, "claim" | "claimForCitizen"> {
  readonly settle: Write<{ readonly caseId: CaseId; readonly round: number }, unknown>;
  readonly settleContribution: Write<
    { readonly caseId: CaseId; readonly round: number; readonly choice: number; readonly contributor: Address },
    unknown,
    bigint
  >;
}

/** Anyone may settle for anyone, and claim. */
const doneByOthers = ["Court_AlreadySettled", "Court_NothingToSettle", "Payouts_NothingOwed"] as const;

/** Settles and claims all that is due to somebody. */
export async function claimAll(
  { contract }: CourtReader,
  acts: ClaimActs,
  { account, citizenId, rounds, contributions }: CourtClaimable,
  options: CourtClaimOptions,
): Promise<CourtClaimed> {
  const { onStep } = options;
  const overrides = feesIn(options);
  const step = async <Result>(
    act: ClaimStep["act"],
    send: () => Promise<{ hash: string; wait(): Promise<Result> }>,
  ): Promise<Result | undefined> => {
    try {
      const sent = await send();
      const result = await sent.wait();
      onStep?.({ act, hash: sent.hash });
      return result;
    } catch (error) {
      if (doneByOthers.some((name) => isRevert(error, name))) return undefined;
      throw error;
    }
  };
  for (const { caseId, round } of rounds) await step("settle", () => acts.settle({ caseId, round }, overrides));
  for (const { caseId, round, choice } of contributions) {
    const terms = { caseId, round, choice, contributor: account };
    await step("settleContribution", () => acts.settleContribution(terms, overrides));
  }
  const [owed, fees] = await Promise.all([
    contract.owedTo(ZeroAddress, account),
    citizenId === undefined ? 0n : contract.owedToCitizen(ZeroAddress, citizenId),
  ]);
  const nothing = wei.from(0n);
  return {
    account,
    owed:
      (owed === 0n ? undefined : await step("claim", () => acts.claim({ account }, overrides)))?.amount.native ??
      nothing,
    fees:
      citizenId === undefined || fees === 0n
        ? nothing
        : ((await step("claimForCitizen", () => acts.claimForCitizen({ citizenId }, overrides)))?.amount.native ??
          nothing),
  };
}
