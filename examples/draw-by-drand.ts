import type { NationClient } from "@civitas/sdk";
import type { CaseId } from "@civitas/sdk/court";
import { drandUrl } from "@civitas/sdk/randomness";

export async function drawByDrand(nation: NationClient, caseId: CaseId): Promise<void> {
  const { round } = await nation.court.case({ caseId });
  if (round.seed === undefined) return;
  const source = nation.randomness.sourceAt({ address: round.seed.randomness });
  const awaited = (await source.seedRequest({ requestId: round.seed.requestId })).round;
  if (awaited === undefined) return;
  const { signature } = (await (await fetch(drandUrl(awaited.number))).json()) as {
    signature: string;
  };
  await nation.court.draw({ caseId, signature });
}
