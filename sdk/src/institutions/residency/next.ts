import { addressOf } from "../../core/directory";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery } from "../../core/next";
import { multicall, readEncoder } from "../../core/reader";
import { moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { Residency__factory } from "../../generated/contracts";
import { residentFrom } from "./records";
import { residentId as idUnit } from "./units";

/** What the residency tells people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.residency", {
  extend: "Your residency ends on {until}: pay for another term, if you want to stay.",
  "extend.cost": "You are no resident any more. You can become one again at any time.",
  upgrade: "You are a citizen now: end your residency, which gives back what you paid ahead and keeps its history.",
});

const step = stepsOf("residency", nextSentences);

/** From how long before its end a residency is told of, in seconds. */
const NOTICE = 14n * 86_400n;

export async function nextOf({ connection, account, citizen }: NextQuery): Promise<NextPart> {
  const address = addressOf(connection, "residency");
  const contract = Residency__factory.connect(address, connection.runner);
  const id = await contract.permitOf(account);
  if (id === 0n) return { steps: [] };
  const residentId = idUnit.from(id);
  const { values, at } = await multicall(providerOf(connection.runner), [
    readEncoder(contract, address)(contract.residencyAt, [id], (raw) => residentFrom(residentId, raw)),
  ]);
  const [{ until }] = values;
  if ((await citizen) !== undefined)
    return { steps: [step("upgrade", { kind: "owed", act: "upgrade", params: { residentId } })] };
  if (at >= until || until - at > NOTICE) return { steps: [] };
  const args = { until: moment.format(until) };
  return { steps: [step("extend", { kind: "can", act: "subscribe", params: { terms: 1 }, until, args })] };
}
