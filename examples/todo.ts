import { moment, type NationClient } from "@civitas/sdk";

export async function todo(nation: NationClient): Promise<void> {
  const { steps, unreadable } = await nation.next(); // or of another account: next({ account })
  for (const { kind, text, cost, until } of steps) {
    console.log(kind, text, cost ?? "", until === undefined ? "" : moment.format(until));
  }
  for (const { institution, reason } of unreadable) console.log(institution, reason.advice);
}
