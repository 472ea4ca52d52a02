import type { ChainLog } from "../../core/evidence";
import type { DecodedLog, Inspection } from "../../core/inspection";
import { spine } from "../../institutions/spine";
import type { LoggedEvent } from "./claims";
import { isBefore } from "./reading";

/** Fewer open a nation only if they are all that its charter names. */
const FEWEST = 3;

/** When a nation opened, in seconds since 1970; undefined as long as it has not. */
async function openedAt(inspection: Inspection): Promise<number | undefined> {
  const { name } = spine.register;
  const [[found]] = await inspection.multicall("the opening", [inspection.encodeRead(name, "opening")]);
  const { isOpen, founders, windowEndsAt } = found as {
    readonly isOpen: boolean;
    readonly founders: bigint;
    readonly windowEndsAt: bigint;
  };
  if (!isOpen) return undefined;
  if (founders === 0n) return 0;
  const isFounder = ({ event }: DecodedLog) => (event.args.citizenId as bigint) <= founders;
  const admissions = (await inspection.queryLogs([name], ["CitizenAdmitted"])).filter(isFounder);
  const at = async (count: number): Promise<number> => {
    const admission = admissions.at(count - 1);
    return admission === undefined ? Infinity : (await inspection.evidence.block(admission.log.blockNumber)).timestamp;
  };
  const enough = Math.max(FEWEST, Math.ceil(Number(founders) / 2));
  return Math.min(await at(Number(founders)), Math.max(Number(windowEndsAt), await at(enough)));
}

/** The cases that were brought before the nation opened, or before it was handed over, of all in their order. */
export async function casesBeforeOpening<One extends LoggedEvent>(
  inspection: Inspection,
  { cases, handedOver }: { readonly cases: readonly One[]; readonly handedOver: ChainLog | undefined },
): Promise<One[]> {
  const early = cases.filter(({ log }) => handedOver === undefined || isBefore(log, handedOver));
  const later = cases.slice(early.length);
  if (later.length === 0) return early;
  const opened = await openedAt(inspection);
  if (opened === undefined) return [...cases];
  for (const one of later) {
    if ((await inspection.evidence.block(one.log.blockNumber)).timestamp >= opened) break;
    early.push(one);
  }
  return early;
}
