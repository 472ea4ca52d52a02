import { dueAct, readUnfinished, type Due } from "../../core/due";
import { addressOf } from "../../core/directory";
import { isRevert } from "../../core/errors";
import { multicallEach, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import { Court__factory } from "../../generated/contracts";
import type { ChallengeStructOutput } from "../../generated/contracts/Tribunal";
import { caseId as caseUnit, type CaseId } from "../court/units";
import { tribunalClient } from "./client";
import { toOutcome } from "./outcomes";

/** The sanctions that the court granted, and that nobody has carried out. */
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
  const acts = [];
  for (const { caseId, found, at } of await readUnfinished(query, last, caseUnit.from, read)) {
    if (!found.success) {
      // A case of somebody else's.
      if (!isRevert(found.error, "Tribunal_NoSuchChallenge")) throw found.error;
      finished.add(String(caseId));
      continue;
    }
    const { outcome, lapsesAt, isEnforced } = found.value as ChallengeStructOutput;
    if (toOutcome(outcome) === "pending") continue;
    const left = isEnforced.filter((isDone) => !isDone).length;
    if (left === 0 || lapsesAt <= at) {
      finished.add(String(caseId));
      continue;
    }
    const text = `Carries out what the court granted in case ${caseId}.`;
    // Endings wait in line, and an institution may refuse an order.
    const isMore = (after: bigint) => after < BigInt(left);
    acts.push(dueAct(`enforce ${caseId} ${left}`, text, tribunal.enforce, { caseId }, isMore));
  }
  return acts;
};
