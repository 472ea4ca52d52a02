import type { Call, NationClient } from "../../../sdk/src";

/** What calls do, in a sentence each. */
export const describeCalls = async (nation: NationClient, calls: readonly Call[]): Promise<string[]> =>
  (await nation.describeCalls(calls)).map(({ text }) => text);
