import { addressOf } from "../../core/directory";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery } from "../../core/next";
import { multicall, readEncoder } from "../../core/reader";
import { moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { Recovery__factory } from "../../generated/contracts";
import { progressFrom } from "./client";

/** What the recovery tells people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.recovery", {
  stop: "It was announced that your citizenship moves to {newHolder}, from {readyAt} on: stop that if you have not lost your key.",
  "stop.cost": "The citizenship is no longer yours.",
  stopAtOnce:
    "Your citizenship can move to {newHolder} at any moment: stop that at once if you have not lost your key.",
  "stopAtOnce.cost": "The citizenship is no longer yours.",
});

const step = stepsOf("recovery", nextSentences);

export async function nextOf({ connection, citizen }: NextQuery): Promise<NextPart> {
  const citizenId = await citizen;
  if (citizenId === undefined) return { steps: [] };
  const address = addressOf(connection, "recovery");
  const { runner } = connection;
  const contract = Recovery__factory.connect(address, runner);
  const { values, at } = await multicall(providerOf(runner), [
    readEncoder(contract, address)(contract.recoveryOf, [citizenId], (raw) => raw),
  ]);
  const { status, newHolder, readyAt, lapsesAt } = progressFrom(values[0], at);
  if (status !== "announced") return { steps: [] };
  const args = { newHolder: newHolder!, readyAt: moment.format(readyAt!) };
  // It is safe to stop until it can be completed. From then on it is a race, until the announcement lapses.
  return at < readyAt!
    ? { steps: [step("stop", { kind: "must", act: "stop", until: readyAt, args })] }
    : { steps: [step("stopAtOnce", { kind: "must", act: "stop", until: lapsesAt, args })] };
}
