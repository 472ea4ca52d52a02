import { toBeHex, type Log } from "ethers";
import { addressOf } from "../../core/directory";
import type { NationError } from "../../core/errors";
import { toNationError } from "../../core/failures";
import type { CaseId } from "../../core/units";
import { providerOf } from "../../core/write";
import { readCase, type CourtReader } from "./cases";
import type { Case } from "./case";

/** Reads a case anew, once for each block in which something happened in it. */
export async function watchCase(
  reader: CourtReader,
  caseId: CaseId,
  listener: (found: Case) => void,
  onFailure?: (failure: NationError) => void,
): Promise<() => Promise<void>> {
  const { connection, contract } = reader;
  const provider = providerOf(connection.runner);
  const address = addressOf(connection, "court");
  const topic = toBeHex(caseId, 32);
  // Whatever concerns a case names it first, save evidence, which names its arbitrator first.
  const evidence = contract.getEvent("Evidence").fragment.topicHash;
  const sources = [
    { address, topics: [null, topic] },
    { address, topics: [evidence, null, topic] },
  ];

  let seen = -1;
  const onLog = ({ blockNumber }: Log): void => {
    if (blockNumber === seen) return;
    seen = blockNumber;
    readCase(reader, caseId).then(listener, (error: unknown) => onFailure?.(toNationError(error)));
  };
  for (const source of sources) await provider.on(source, onLog);
  return async () => {
    for (const source of sources) await provider.off(source, onLog);
  };
}
