import { addressOf } from "../../core/directory";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery, type NextStep } from "../../core/next";
import { moment, type Moment } from "../../core/units";
import { Agreements__factory } from "../../generated/contracts";
import { moneyChanger } from "../coin/money";
import { pageOfAgreements, type RecordedAgreement } from "./list";
import { timesOf } from "./records";

/** What the agreements tell people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.agreements", {
  sign: "You are asked to sign agreement {agreementId} until {until}.",
  "sign.cost": "The agreement lapses, and binds nobody.",
  declarePerformed:
    "Agreement {agreementId} binds you until {until}: declare it performed, or agree with the others on how it ends.",
  "declarePerformed.cost": "The agreement lapses, and all get back what they locked.",
  dispute: "Agreement {agreementId} was declared performed: dispute that until {until} if it is not true.",
  "dispute.cost": "The collateral is paid out as if everything was done.",
  answer: "Agreement {agreementId} is before the court: say how to divide the collateral until {until}.",
  "answer.cost": "The court can only give the others what they demand.",
  concede: "You can move your demand on agreement {agreementId} towards the others' until {until}.",
  "concede.cost": "The court takes one of the demands as they stand.",
  lapse: "The time of agreement {agreementId} has passed: end it, which pays back what is locked.",
  complete: "Agreement {agreementId} was performed: pay it out.",
  divide: "The court has ruled on agreement {agreementId}: divide the collateral.",
});

const step = stepsOf("agreements", nextSentences);

/** So many of the newest agreements of a person are looked at, and so far back on nodes that tell little at once. */
const [NEWEST, STRETCHES] = [30, 12];

export async function nextOf({ connection, account, citizen }: NextQuery): Promise<NextPart> {
  const { runner } = connection;
  const address = addressOf(connection, "agreements");
  const contract = Agreements__factory.connect(address, runner);
  const reading = { contract, address, runner, money: moneyChanger(connection) };
  const query = { account, limit: NEWEST };
  const page = await pageOfAgreements(connection, reading, query, { citizen, stretches: STRETCHES });
  const citizenId = await citizen;
  const steps = page.items.flatMap((found) => {
    const place = found.record.parties.findIndex((party, index) =>
      party.citizenId === 0n
        ? found.terms.parties[index].account.toLowerCase() === account.toLowerCase()
        : party.citizenId === citizenId,
    );
    return place === -1 ? [] : stepsFor(found, place);
  });
  return { steps, isPartial: page.cursor !== undefined };
}

function stepsFor({ id, phase, terms, record, at }: RecordedAgreement, party: number): NextStep[] {
  const { hasSigned, hasDeclared, demandHash } = record.parties[party];
  const { due, objectionEndsAt, answersUntil, movesUntil } = timesOf(record, terms, at);
  const params = { agreementId: id };
  const args = (until: Moment) => ({ agreementId: id, until: moment.format(until) });
  if (due !== undefined) return [step(due, { kind: "owed", act: due, params, args: { agreementId: id } })];
  if (phase === "open" && !hasSigned) {
    const until = terms.signBy;
    return [step("sign", { kind: "can", act: "sign", params: { ...params, party }, until, args: args(until) })];
  }
  if (phase === "binding" && objectionEndsAt === undefined) {
    const { until } = terms;
    const parts = { kind: "can", act: "declarePerformed", params: { ...params, party }, until } as const;
    return [step("declarePerformed", { ...parts, args: args(until) })];
  }
  if (phase === "binding" && objectionEndsAt !== undefined && !hasDeclared) {
    const until = objectionEndsAt;
    return [step("dispute", { kind: "can", act: "dispute", params: { ...params, party }, until, args: args(until) })];
  }
  if (phase === "disputed" && BigInt(demandHash) === 0n && answersUntil !== undefined && at < answersUntil) {
    const until = answersUntil;
    return [step("answer", { kind: "must", act: "answer", params: { ...params, party }, until, args: args(until) })];
  }
  const areAllIn = record.parties.every((one) => BigInt(one.demandHash) !== 0n);
  if (phase === "disputed" && areAllIn && movesUntil !== undefined && at < movesUntil) {
    const until = movesUntil;
    return [step("concede", { kind: "can", act: "concede", params: { ...params, party }, until, args: args(until) })];
  }
  return [];
}
