import { addressOf, type Connection } from "../../core/directory";
import { readEncoder, readingContract } from "../../core/reader";
import type { JuryRoll } from "../../generated/contracts";
import { juryRollReads } from "../../generated/reads";
import { heads } from "../../core/units";

/** What the overview tells of it. */
export const overview = (connection: Connection) => {
  const address = addressOf(connection, "juryRoll");
  const contract = readingContract<JuryRoll>(address, { runner: connection.runner, reads: juryRollReads });
  /** How many citizens may be drawn as jurors. */
  return { jurors: readEncoder(contract, address)(contract.size, [], ({ jurors }) => heads.from(jurors)) };
};
