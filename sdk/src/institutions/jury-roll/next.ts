import { addressOf } from "../../core/directory";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery } from "../../core/next";
import { multicall, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import { JuryRoll__factory } from "../../generated/contracts";
import { civic } from "../coin/units";

/** What the jury roll tells people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.juryRoll", {
  withdraw: "Withdraw your bond as a juror, {amount} civic coin: you left the roll, and have no duty left.",
});

const step = stepsOf("juryRoll", nextSentences);

export async function nextOf({ connection, citizen }: NextQuery): Promise<NextPart> {
  const citizenId = await citizen;
  if (citizenId === undefined) return { steps: [] };
  const address = addressOf(connection, "juryRoll");
  const contract = JuryRoll__factory.connect(address, connection.runner);
  const { values } = await multicall(providerOf(connection.runner), [
    readEncoder(contract, address)(contract.jurorOf, [citizenId], (juror) => juror),
  ]);
  const [{ position, hasRetired, duties, bond }] = values;
  if (position === 0n || !hasRetired || duties > 0n || bond === 0n) return { steps: [] };
  const args = { amount: civic.format(civic.from(bond)) };
  return { steps: [step("withdraw", { kind: "owed", act: "withdraw", params: { citizenId }, args })] };
}
