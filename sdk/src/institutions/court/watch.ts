import { toBeHex, type Log } from "ethers";
import { addressOf } from "../../core/directory";
import type { StopWatching, WatchOptions } from "../../core/events";
import { toNationError } from "../../core/classification";
import { providerOf } from "../../core/write";
import type { Case } from "./case";
import { readCase, type CourtReader } from "./cases";
import { caseId as caseUnit, type CaseId } from "./units";

/** The names under which events give the case that they concern. */
const CASE_FIELDS = ["caseId", "disputeId", "evidenceGroupId"] as const;

/** Reads a case anew, once for each block in which something happened in it; every case if none is named. */
export async function watchCases(
  reader: CourtReader,
  listener: (found: Case) => void,
  { where: { caseId } = {}, onFailure }: WatchOptions<{ readonly caseId: CaseId }>,
): Promise<StopWatching> {
  const { connection, contract } = reader;
  const provider = providerOf(connection.runner);
  const address = addressOf(connection, "court");
  const topic = caseId === undefined ? null : toBeHex(caseId, 32);
  // Whatever concerns a case names it first, save evidence, which names its arbitrator first.
  const evidence = contract.getEvent("Evidence").fragment.topicHash;
  const sources =
    topic === null
      ? [{ address }]
      : [
          { address, topics: [null, topic] },
          { address, topics: [evidence, null, topic] },
        ];

  const caseOf = (log: Log): CaseId | undefined => {
    const event = contract.interface.parseLog(log);
    const field = event?.fragment.inputs.find(({ name }) => (CASE_FIELDS as readonly string[]).includes(name));
    return field && caseUnit.from(event?.args.getValue(field.name) as bigint);
  };
  const seen = new Map<CaseId, number>();
  let isOver = false;
  const onLog = (log: Log): void => {
    let found: CaseId | undefined;
    try {
      found = caseOf(log);
    } catch (error) {
      onFailure?.(toNationError(error));
      return;
    }
    if (found === undefined || (caseId !== undefined && found !== caseId)) return;
    if (seen.get(found) === log.blockNumber) return;
    seen.set(found, log.blockNumber);
    // An answer that comes late is older than what was told since.
    const isLatest = () => !isOver && seen.get(found) === log.blockNumber;
    readCase(reader, found).then(
      (read) => isLatest() && listener(read),
      (error: unknown) => isLatest() && onFailure?.(toNationError(error)),
    );
  };
  for (const source of sources) await provider.on(source, onLog);
  return async () => {
    isOver = true;
    for (const source of sources) await provider.off(source, onLog);
  };
}
