import type { Contract, ContractTransactionResponse } from "ethers";
import type { CitizenId, NationClient } from "@civitas/sdk";
import { extraDataOf, type CaseId } from "@civitas/sdk/court";

export async function dispute(
  nation: NationClient,
  escrow: Contract,
  parties: CitizenId[],
): Promise<CaseId> {
  const terms = { track: "fast", parties } as const; // parties do not sit in their own case
  const value = await nation.court.cost(terms);
  const sent = (await escrow.getFunction("dispute")(extraDataOf(terms), {
    value,
  })) as ContractTransactionResponse;
  const receipt = await sent.wait();
  if (receipt === null) throw new TypeError("not included");
  return nation.court.openedIn({ receipt })[0].caseId;
}
