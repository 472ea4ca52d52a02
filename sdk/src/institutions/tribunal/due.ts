import { dueAct, dueOf, possible, readUnfinished, type Due, type DueAct, type DueQuery } from "../../core/due";
import { addressOf } from "../../core/directory";
import { isRevert } from "../../core/errors";
import { multicallEach, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import { Court__factory } from "../../generated/contracts";
import type { ChallengeStructOutput } from "../../generated/contracts/Tribunal";
import { citizenshipClient } from "../citizenship/client";
import { citizenId as idUnit } from "../citizenship/units";
import { caseId as caseUnit, type CaseId } from "../court/units";
import { tribunalClient, type TribunalClient } from "./client";
import { toOutcome } from "./outcomes";

/** A year: how long after the end of a citizenship its challenge can be reopened. */
const REOPENABLE = 365n * 86_400n;

/** Why what may be due is not. */
const REFUSALS = [
  "Tribunal_NothingToRefund",
  "Court_WrongPhase",
  "Tribunal_NotKeptAsleep",
  "Tribunal_KeptAsleep",
  "Enforcement_NothingToCollect",
  "Enforcement_NothingToCarryOver",
  "Enforcement_NoSuccessor",
] as const;

/** What a challenge that is ruled leaves to be done. */
async function ofChallenge(
  tribunal: TribunalClient,
  caseId: CaseId,
  { outcome, lapsesAt, isEnforced, isNewcomer, citizenId, reopenedAs }: ChallengeStructOutput,
  at: bigint,
): Promise<DueAct[]> {
  const isGranted = toOutcome(outcome) === "granted";
  const acts: DueAct[] = [];
  const left = isEnforced.filter((isDone) => !isDone).length;
  if (isGranted && left > 0 && at < lapsesAt) {
    const text = `Carries out what the court granted in case ${caseId}.`;
    // Endings wait in line, and an institution may refuse an order.
    const isMore = (after: bigint) => after < BigInt(left);
    acts.push(dueAct(`enforce ${caseId} ${left}`, text, tribunal.enforce, { caseId }, isMore));
  }

  const perhaps: DueAct[] = [];
  for (const id of [caseId, ...(reopenedAs === 0n ? [] : [caseUnit.from(reopenedAs)])]) {
    const text = `Credits what the court gives back of case ${id}.`;
    perhaps.push(dueAct(`refund ${id}`, text, tribunal.refund, { caseId: id }));
  }
  if (isNewcomer && !(isGranted && at < lapsesAt)) {
    const text = `Lets the vote wake that case ${caseId} kept asleep.`;
    perhaps.push(dueAct(`wake ${caseId}`, text, tribunal.wake, { caseId }));
  }
  const accused = idUnit.from(citizenId);
  const unpaid = await tribunal.unpaidFineOf({ citizenId: accused });
  if (unpaid !== 0n) {
    const text = `Collects the fine that citizen ${citizenId} owes.`;
    perhaps.push(dueAct(`collect ${citizenId} ${unpaid}`, text, tribunal.collectFine, { citizenId: accused }));
  }
  if (isGranted) {
    const text = `Has whoever held citizenship ${citizenId}, and came back, serve the rest of a suspension.`;
    perhaps.push(dueAct(`recognise ${citizenId}`, text, tribunal.recognise, { formerId: accused }));
  }
  return [...acts, ...(await possible(perhaps, REFUSALS))];
}

/** The votes that a tribunal left asleep which was replaced. */
async function ofSleepers(tribunal: TribunalClient, { connection, from, to, blocksPerRequest }: DueQuery) {
  const citizenship = citizenshipClient(connection);
  const kept = await citizenship.events.CitizenKeptAsleep.query({
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(blocksPerRequest !== undefined && { blocksPerRequest }),
  });
  const last = new Map(kept.map(({ citizenId, isKept }) => [citizenId, isKept]));
  const asleep = [...last].filter(([, isKept]) => isKept).map(([id]) => id);
  const acts = asleep.map((citizenId) => {
    const text = `Lets the vote of citizen ${citizenId} wake, which no challenge keeps asleep.`;
    return dueAct(`wake citizen ${citizenId}`, text, tribunal.wakeCitizen, { citizenId });
  });
  return possible(acts, REFUSALS);
}

/** What rulings leave to be done: sanctions, refunds, votes to wake, fines to collect. */
export const tribunalDue: Due = async (query) => {
  const { connection, finished } = query;
  const tribunal = tribunalClient(connection);
  const encodeRead = readEncoder(tribunal.contract, tribunal.address);
  const last = await Court__factory.connect(addressOf(connection, "court"), connection.runner).caseCount();

  const read = async (caseIds: readonly CaseId[]) => {
    const { values, at } = await multicallEach(
      providerOf(connection.runner),
      caseIds.map((caseId) => encodeRead(tribunal.contract.challengeOf, [caseId], (raw) => raw)),
    );
    return caseIds.map((caseId, index) => ({ caseId, found: values[index], at }));
  };
  const acts: DueAct[] = [];
  for (const { caseId, found, at } of await readUnfinished(query, last, caseUnit.from, read)) {
    if (!found.success) {
      // A case of somebody else's, or one that was reopened, whose challenge tells of it.
      if (!isRevert(found.error, "Tribunal_NoSuchChallenge")) throw found.error;
      finished.add(String(caseId));
      continue;
    }
    const challenge = found.value as ChallengeStructOutput;
    if (toOutcome(challenge.outcome) === "pending") continue;
    const due = await dueOf(`case ${caseId}`, () => ofChallenge(tribunal, caseId, challenge, at));
    acts.push(...due);
    // Rounds are settled, and fines paid, long after. What is reopened comes back.
    const endsAt = challenge.openedAt + 3n * REOPENABLE;
    if (due.length === 0 && at > (challenge.lapsesAt > endsAt ? challenge.lapsesAt : endsAt)) {
      finished.add(String(caseId));
    }
  }
  return [...acts, ...(await ofSleepers(tribunal, query))];
};
