import type { Call, NationClient } from "@civitas/sdk";

export async function preview(nation: NationClient, calls: Call[]): Promise<string[]> {
  const described = await nation.describeCalls(calls); // "Try a tax of 1.25 % for 30 days"
  const { failures, changes, outflow, ...rehearsal } = await nation.governor.rehearse({ calls });
  return [
    ...described.map(({ text }) => text),
    `The proposal is ${rehearsal.class}; the calls were tried ${rehearsal.mode}.`,
    ...failures.map(({ index, error }) => `Call ${index} would fail: ${error?.advice}`),
    ...changes.map(({ key, before, after }) => `${key}: ${before.text}, then ${after.text}`),
    `${outflow.length} assets leave the treasury.`,
  ];
}
