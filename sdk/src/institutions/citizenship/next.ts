import type { Address } from "../../core/address";
import { classify } from "../../core/classification";
import { addressOf } from "../../core/directory";
import { isRevert } from "../../core/errors";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery, type NextStep } from "../../core/next";
import { multicall, readEncoder } from "../../core/reader";
import { moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { Citizenship__factory, type Citizenship } from "../../generated/contracts";
import { citizenFrom, someMoment } from "./records";
import { renewalOf } from "./terms";
import { citizenId as idUnit } from "./units";

/** What the citizenship tells people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.citizenship", {
  accept: "You are invited to become a citizen: accept until {until}.",
  "accept.cost": "The invitation ends, and somebody has to invite or admit you anew.",
  renew: "Your term ends {ends}: renew your citizenship.",
  "renew.cost": "From {ends} on you have no vote, and from {late} on you have to be admitted anew.",
  renewLate: "Your term ended {ends}, and the nation lets you come back still: renew your citizenship.",
  "renewLate.cost": "It lets you only while it knows fewer than three citizens whose terms run, and 90 days more.",
  reinstate: "Your suspension is over: end it.",
  wake: "Your vote has slept long enough: wake it.",
  "wake.cost": "It does not count until somebody wakes it.",
});

const step = stepsOf("citizenship", nextSentences);

/** Whether the nation lets somebody come back whose term ended long ago. The contract alone knows what that depends on. */
async function letsComeBack(contract: Citizenship, account: Address): Promise<boolean> {
  try {
    await contract.renewOwn.staticCall({ from: account });
    return true;
  } catch (error) {
    const failure = await classify(error);
    if (isRevert(failure, "Citizenship_NotRenewable")) return false;
    throw failure;
  }
}

export async function nextOf({ connection, account, citizen }: NextQuery): Promise<NextPart> {
  const provider = providerOf(connection.runner);
  const address = addressOf(connection, "citizenship");
  const contract = Citizenship__factory.connect(address, connection.runner);
  const encodeRead = readEncoder(contract, address);
  const [citizenId, { values, at }] = await Promise.all([
    citizen,
    multicall(provider, [encodeRead(contract.admissionOf, [account], ({ invitedUntil }) => someMoment(invitedUntil))]),
  ]);
  const [invitedUntil] = values;
  if (citizenId === undefined) {
    if (invitedUntil === undefined || invitedUntil <= at) return { steps: [] };
    const args = { until: moment.format(invitedUntil) };
    return { steps: [step("accept", { kind: "can", act: "requestAdmission", until: invitedUntil, args })] };
  }

  const record = await multicall(provider, [
    encodeRead(contract.citizen, [citizenId], (raw) => citizenFrom(idUnit.from(citizenId), raw)),
    encodeRead(contract.mayVote, [citizenId], (may) => may),
  ]);
  const [{ standing, until, suspendedUntil, wakesAt }, mayVote] = record.values;
  const steps: NextStep[] = [];
  const renewal = renewalOf(until);
  if (renewal !== undefined && at >= renewal.from && at < renewal.until) {
    const args = { ends: moment.format(until), late: moment.format(renewal.until) };
    const deadline = at < until ? until : renewal.until;
    steps.push(step("renew", { kind: "must", act: "renewOwn", until: deadline, args }));
  }
  if (renewal !== undefined && at >= renewal.until && (await letsComeBack(contract, account))) {
    steps.push(step("renewLate", { kind: "must", act: "renewOwn", args: { ends: moment.format(until) } }));
  }
  // A vote that others moved, or that was renewed late, wakes by a call alone.
  if (!mayVote && wakesAt <= at && at < until) {
    steps.push(step("wake", { kind: "must", act: "wake", params: { citizenId } }));
  }
  if (standing === "suspended" && suspendedUntil !== undefined && suspendedUntil <= at) {
    steps.push(step("reinstate", { kind: "can", act: "reinstate", params: { citizenId } }));
  }
  return { steps };
}
