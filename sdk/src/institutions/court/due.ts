import { dueAct, dueOf, readUnfinished, type Due, type DueAct, type DueQuery } from "../../core/due";
import { moment } from "../../core/units";
import { randomnessAt } from "../randomness/client";
import type { Case } from "./case";
import { readCases } from "./cases";
import { courtClient, type CourtClient } from "./client";
import { caseId as caseUnit } from "./units";

const TRIES = 256;

/** Seeds that came late are drawn from, and those that never come are asked for again after 30 days. */
const SILENCE_PERIOD = 30n * 86_400n;

const isDone = ({ phase, rounds }: Case): boolean => phase === "executed" && rounds.every(({ isSettled }) => isSettled);

/** What the seed of a draw needs, or the draw itself. */
async function ofDraw(court: CourtClient, { id: caseId, round, at }: Case, query: DueQuery): Promise<DueAct[]> {
  const { randomness, requestId } = round.seed!; // A round that is being drawn has asked for one.
  const source = randomnessAt(randomness, query.connection.runner);
  const name = `case ${caseId}, round ${round.round}`;
  if ((await source.seedOf({ requestId })) !== undefined) {
    const key = `draw ${caseId} ${round.round} ${round.tries}`;
    return [dueAct(key, `Draws the panel of ${name}.`, court.drawSome, { caseId, tries: TRIES })];
  }
  if (at >= moment.from(round.frozenAt! + SILENCE_PERIOD)) {
    const key = `request again ${caseId} ${randomness} ${requestId}`;
    return [dueAct(key, `Asks for another seed for ${name}.`, court.requestAgain, { caseId })];
  }
  if ((await source.kind()) === "unknown") return [];

  const { state, attempt, blockHash, round: awaited } = await source.seedRequest({ requestId });
  const seed = `seed ${requestId} at ${randomness}`;
  const pin = () =>
    dueAct(`pin ${randomness} ${requestId} ${attempt}`, `Pins the block of ${seed}.`, source.pin, { requestId });
  if (state === "pinnable") return [pin()];
  if (state !== "submittable") return [];
  const signature = await query.fetchRound?.(awaited!.number);
  // The chain forgets the block, whatever drand does.
  if (signature === undefined) return blockHash === undefined ? [pin()] : [];
  const key = `submit ${randomness} ${requestId} ${attempt}`;
  return [dueAct(key, `Submits round ${awaited!.number} for ${seed}.`, source.submit, { requestId, signature })];
}

async function ofCase(court: CourtClient, found: Case, query: DueQuery): Promise<DueAct[]> {
  const { id: caseId, phase, round, rounds, next } = found;
  if (phase === "draw") return ofDraw(court, found, query);
  const acts: DueAct[] = [];
  if (next.some(({ act, isOpen }) => act === "advance" && isOpen)) {
    const key = `advance ${caseId} ${round.round} ${phase}`;
    acts.push(dueAct(key, `Moves case ${caseId} on from ${phase}.`, court.advance, { caseId }));
  }
  if (phase === "final") {
    const text = `Delivers the ruling of case ${caseId}.`;
    // Whoever refuses the ruling would refuse it again.
    acts.push(dueAct(`execute ${caseId}`, text, court.execute, { caseId }, (isDelivered) => isDelivered));
  }
  if (phase === "final" || phase === "executed") {
    for (const { round: number } of rounds.filter(({ isSettled }) => !isSettled)) {
      const text = `Settles round ${number} of case ${caseId}.`;
      acts.push(dueAct(`settle ${caseId} ${number}`, text, court.settle, { caseId, round: number }));
    }
  }
  return acts;
}

/** What anyone can carry out about cases now. */
export const courtDue: Due = async (query) => {
  const { connection, finished } = query;
  const court = courtClient(connection);
  const last = await court.contract.caseCount();
  const reader = { connection, contract: court.contract };
  const cases = await readUnfinished(query, last, caseUnit.from, (ids) => readCases(reader, ids));
  const acts: DueAct[] = [];
  for (const found of cases) {
    if (isDone(found)) finished.add(String(found.id));
    else acts.push(...(await dueOf(`case ${found.id}`, () => ofCase(court, found, query))));
  }
  return acts;
};
