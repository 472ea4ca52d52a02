import { addressOf, type Connection } from "../../core/directory";
import { readEncoder, readingContract } from "../../core/reader";
import type { NationTimelock } from "../../generated/contracts";
import { nationTimelockReads } from "../../generated/reads";
import { seconds } from "../../core/units";

/** What the overview tells of it. */
export const overview = (connection: Connection) => {
  const address = addressOf(connection, "timelock");
  const contract = readingContract<NationTimelock>(address, { runner: connection.runner, reads: nationTimelockReads });
  return { delay: readEncoder(contract, address)(contract.getMinDelay, [], seconds.from) };
};
