import type { Address } from "../../core/address";
import { addressOf } from "../../core/directory";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery, type NextStep } from "../../core/next";
import { multicall, readEncoder } from "../../core/reader";
import { moment, wei } from "../../core/units";
import { providerOf } from "../../core/write";
import { Court__factory } from "../../generated/contracts";
import type { Case, CaseAct } from "./case";
import { readCases, type CourtReader } from "./cases";
import { unsettledContributions } from "./claims";
import { dutyOf, isReleased } from "./duties";
import { caseId as idUnit } from "./units";

/** What the court tells people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.court", {
  commit: "You are a juror in case {caseId}: hand in a sealed vote until {until}.",
  "commit.cost": "You are removed from the jury roll, and lose a part of your bond.",
  reveal: "You are a juror in case {caseId}: reveal your vote until {until}.",
  "reveal.cost": "You are removed from the jury roll, and lose a part of your bond.",
  revealLater: "You are a juror in case {caseId}: reveal your vote from {from} on, until {until}.",
  "revealLater.cost": "You are removed from the jury roll, and lose a part of your bond.",
  voteInPlenary: "Vote in the plenary of case {caseId} until {until}, unless you have.",
  "voteInPlenary.cost": "Your voice does not count in this ruling.",
  settleAll: "Case {caseId} is decided: settle its rounds, which pays its jurors.",
  settleContribution:
    "What you gave for the appeal of case {caseId} comes back: settle {amount} native coin, and claim them.",
  other: "In case {caseId}, which concerns you: {text}",
});

const step = stepsOf("court", nextSentences);

/** So many of the newest cases are looked at, in requests of so many. */
const [NEWEST, AT_ONCE] = [40, 20];

/** What concerns the parties and jurors of a case, beside what jurors must do. */
const OF_CONCERN: readonly CaseAct[] = ["submitEvidence", "advance", "draw", "requestAgain", "fundAppeal", "execute"];

export async function nextOf({ connection, account, citizen }: NextQuery): Promise<NextPart> {
  const address = addressOf(connection, "court");
  const contract = Court__factory.connect(address, connection.runner);
  const reader: CourtReader = { connection: { ...connection, account }, contract };
  const [count, citizenId] = await Promise.all([contract.caseCount(), citizen]);
  if (count === 0n) return { steps: [] };
  const ids = Array.from({ length: Math.min(NEWEST, Number(count)) }, (_, index) => idUnit.from(count - BigInt(index)));
  const parts: Promise<Case[]>[] = [];
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    parts.push(readCases(reader, ids.slice(first, first + AT_ONCE)));
  }
  const cases = (await Promise.all(parts)).flat();
  const steps = citizenId === undefined ? [] : cases.flatMap((found) => stepsIn(found, citizenId));
  const isPartial = count > BigInt(NEWEST);
  return { steps: [...steps, ...(await contributionsTo(reader, cases, account))], isPartial };
}

/** What somebody gave for appeals of these cases, and gets back. */
async function contributionsTo(
  { connection, contract }: CourtReader,
  cases: readonly Case[],
  account: Address,
): Promise<NextStep[]> {
  const sides = cases
    .filter(({ isFinal }) => isFinal)
    .flatMap(({ id: caseId, rounds }) =>
      rounds.flatMap(({ round, sides: raised }) => raised.map(({ choice }) => ({ caseId, round, choice }))),
    );
  if (sides.length === 0) return [];
  const encodeRead = readEncoder(contract, addressOf(connection, "court"));
  const { values: given } = await multicall(
    providerOf(connection.runner),
    sides.map(({ caseId, round, choice }) =>
      encodeRead(contract.contributionOf, [caseId, round, choice, account], (amount) => amount),
    ),
  );
  const own = sides.filter((_, index) => given[index] > 0n);
  return (await unsettledContributions(contract, account, own)).map(({ caseId, round, choice, amount }) =>
    step("settleContribution", {
      kind: "owed",
      act: "settleContribution",
      params: { caseId, round, choice, contributor: account },
      args: { caseId, amount: wei.format(amount) },
    }),
  );
}

function stepsIn(found: Case, citizenId: bigint): NextStep[] {
  const params = { caseId: found.id };
  const steps: NextStep[] = [];
  const seats = found.rounds.flatMap((round) => {
    const own = round.panel.find((seat) => seat.citizenId === citizenId);
    return own === undefined ? [] : [{ round, own }];
  });
  for (const { round, own } of seats) {
    if (isReleased(found, round, own)) continue;
    const { act, from, until } = dutyOf(found, round, own);
    if (act === undefined || until === undefined) continue;
    const args = {
      caseId: found.id,
      until: moment.format(until),
      ...(from !== undefined && { from: moment.format(from) }),
    };
    steps.push(step(from === undefined ? act : "revealLater", { kind: "must", act, params, from, until, args }));
  }
  const open = found.next.filter(({ isYours }) => isYours);
  for (const { act, until, text } of open) {
    if (act === "voteInPlenary" && until !== undefined) {
      const args = { caseId: found.id, until: moment.format(until) };
      steps.push(step("voteInPlenary", { kind: "can", act, params, until, args }));
    } else if (act === "settleAll" && seats.some(({ round }) => !round.isSettled)) {
      steps.push(step("settleAll", { kind: "owed", act, params, args: { caseId: found.id } }));
    } else if (OF_CONCERN.includes(act) && (seats.length > 0 || found.excused.some((id) => id === citizenId))) {
      steps.push(step("other", { kind: "can", act, params, until, args: { caseId: found.id, text } }));
    }
  }
  return steps;
}
