import { addressOf } from "../../core/directory";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery } from "../../core/next";
import { multicall, readEncoder } from "../../core/reader";
import { moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { Stake__factory } from "../../generated/contracts";
import { civic } from "../coin/units";

/** What the stake tells people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.stake", {
  withdraw: "Withdraw the {amount} civic coin that you unstaked.",
  leaving: "The {amount} civic coin that you unstaked can be withdrawn from {from} on.",
});

const step = stepsOf("stake", nextSentences);

export async function nextOf({ connection, citizen }: NextQuery): Promise<NextPart> {
  const citizenId = await citizen;
  if (citizenId === undefined) return { steps: [] };
  const address = addressOf(connection, "stake");
  const contract = Stake__factory.connect(address, connection.runner);
  const { values, at } = await multicall(providerOf(connection.runner), [
    readEncoder(contract, address)(contract.positionOf, [citizenId], (position) => position),
  ]);
  const [{ leaving, leavesAt }] = values;
  if (leaving === 0n) return { steps: [] };
  const from = leavesAt > at ? moment.from(leavesAt) : undefined;
  const args = { amount: civic.format(civic.from(leaving)), ...(from !== undefined && { from: moment.format(from) }) };
  const parts = { kind: "owed", act: "withdraw", params: { citizenId }, from, args } as const;
  return { steps: [step(from === undefined ? "withdraw" : "leaving", parts)] };
}
