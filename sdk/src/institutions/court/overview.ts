import { addressOf, type Connection } from "../../core/directory";
import { readEncoder, readingContract } from "../../core/reader";
import type { Court } from "../../generated/contracts";
import { courtReads } from "../../generated/reads";

/** What the overview tells of it. */
export const overview = (connection: Connection) => {
  const address = addressOf(connection, "court");
  const contract = readingContract<Court>(address, { runner: connection.runner, reads: courtReads });
  /** How many cases were brought to the court. */
  return { cases: readEncoder(contract, address)(contract.caseCount, [], Number) };
};
