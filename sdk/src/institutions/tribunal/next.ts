import { addressOf } from "../../core/directory";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery, type NextStep } from "../../core/next";
import { multicallEach, readEncoder } from "../../core/reader";
import { moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { Citizenship__factory, Court__factory, Tribunal__factory } from "../../generated/contracts";
import type { ChallengeStructOutput } from "../../generated/contracts/Tribunal";
import { toPhase, type CasePhase } from "../court/case";

/** What the tribunal tells people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.tribunal", {
  answer: "You are challenged in case {caseId}: answer until {until}.",
  "answer.cost": "The jurors decide with what the challenger says alone.",
  reopen: "Panels found that your citizenship ends, in case {caseId}: have all citizens decide until {until}.",
  "reopen.cost": "The ruling of the panels stands.",
  enforce: "Your challenge in case {caseId} was granted: have it carried out until {until}.",
  "enforce.cost": "What the court granted lapses.",
});

const step = stepsOf("tribunal", nextSentences);

/** So many of the newest cases are looked at. */
const NEWEST = 40;

export async function nextOf({ connection, account, citizen }: NextQuery): Promise<NextPart> {
  const { runner } = connection;
  const provider = providerOf(runner);
  const [address, court] = [addressOf(connection, "tribunal"), addressOf(connection, "court")];
  const contract = Tribunal__factory.connect(address, runner);
  const courtContract = Court__factory.connect(court, runner);
  const [count, citizenId] = await Promise.all([courtContract.caseCount(), citizen]);
  const ids = Array.from({ length: Math.min(NEWEST, Number(count)) }, (_, index) => count - BigInt(index));
  if (ids.length === 0) return { steps: [] };
  const encodeRead = readEncoder(contract, address);
  const encodeCourtRead = readEncoder(courtContract, court);
  const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), runner);
  const encodeCitizenRead = readEncoder(citizenship, addressOf(connection, "citizenship"));
  const { values, at } = await multicallEach(provider, [
    ...ids.map((id) => encodeRead(contract.challengeOf, [id], (raw) => raw)),
    ...ids.map((id) => encodeCourtRead(courtContract.phaseOf, [id], toPhase)),
  ]);
  // Cases of others than the tribunal are no challenges.
  const found = ids.flatMap((id, index) => {
    const [challenge, phase] = [values[index], values[ids.length + index]];
    if (!challenge.success || !phase.success) return [];
    return [{ id, challenge: challenge.value as ChallengeStructOutput, phase: phase.value as CasePhase }];
  });
  const accused = found.filter(
    ({ challenge, phase }) => citizenId !== undefined && challenge.citizenId === citizenId && phase === "evidence",
  );
  const ends =
    accused.length === 0
      ? []
      : (
          await multicallEach(
            provider,
            accused.map(({ id }) => encodeCourtRead(courtContract.hearing, [id], ({ endsAt }) => moment.from(endsAt))),
          )
        ).values;
  const steps: NextStep[] = [];
  for (const [index, { id }] of accused.entries()) {
    const end = ends[index];
    if (!end.success) continue;
    const until = end.value as ReturnType<typeof moment.from>;
    if (until <= at) continue;
    const args = { caseId: id, until: moment.format(until) };
    steps.push(step("answer", { kind: "must", act: "answer", params: { caseId: id }, until, args }));
  }
  const reopenable = found.filter(({ challenge }) => challenge.reopenableUntil > at);
  const holders =
    reopenable.length === 0
      ? []
      : (
          await multicallEach(
            provider,
            // Whose citizenship was ended has none any more, and is still known as who held it.
            reopenable.map(({ challenge }) =>
              encodeCitizenRead(citizenship.holderOf, [challenge.citizenId], (raw) => raw),
            ),
          )
        ).values;
  for (const [index, { id, challenge }] of reopenable.entries()) {
    const holder = holders[index];
    if (!holder.success || (holder.value as string).toLowerCase() !== account.toLowerCase()) continue;
    const until = moment.from(challenge.reopenableUntil);
    const args = { caseId: id, until: moment.format(until) };
    steps.push(step("reopen", { kind: "can", act: "reopen", params: { caseId: id }, until, args }));
  }
  for (const { id, challenge } of found) {
    const isOwn = challenge.challenger.toLowerCase() === account.toLowerCase();
    if (!isOwn || challenge.lapsesAt <= at || challenge.isEnforced.every((isDone) => isDone)) continue;
    const until = moment.from(challenge.lapsesAt);
    const args = { caseId: id, until: moment.format(until) };
    steps.push(step("enforce", { kind: "can", act: "enforce", params: { caseId: id }, until, args }));
  }
  return { steps, isPartial: count > BigInt(NEWEST) };
}
