import { addressOf, type Connection } from "../../core/directory";
import { readEncoder, readingContract } from "../../core/reader";
import type { Stake } from "../../generated/contracts";
import { stakeReads } from "../../generated/reads";
import { civic } from "../coin/units";

/** What the overview tells of it. */
export const overview = (connection: Connection) => {
  const address = addressOf(connection, "stake");
  const contract = readingContract<Stake>(address, { runner: connection.runner, reads: stakeReads });
  return { total: readEncoder(contract, address)(contract.totalStaked, [], civic.from) };
};
