import { addressOf, type Connection } from "../../core/directory";
import { readEncoder, readingContract } from "../../core/reader";
import type { CivicCoin } from "../../generated/contracts";
import { civicCoinReads } from "../../generated/reads";
import { civic } from "./units";

/** What the overview tells of it. */
export const overview = (connection: Connection) => {
  const address = addressOf(connection, "coin");
  const contract = readingContract<CivicCoin>(address, { runner: connection.runner, reads: civicCoinReads });
  const encodeRead = readEncoder(contract, address);
  return {
    name: encodeRead(contract.name, [], String),
    symbol: encodeRead(contract.symbol, [], String),
    supply: encodeRead(contract.totalSupply, [], civic.from),
    maxSupply: encodeRead(contract.MAX_SUPPLY, [], civic.from),
    mintable: encodeRead(contract.mintable, [], civic.from),
  };
};
