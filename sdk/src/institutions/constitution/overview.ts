import { addressOf, type Connection } from "../../core/directory";
import { readEncoder, readingContract } from "../../core/reader";
import type { Constitution } from "../../generated/contracts";
import { constitutionReads } from "../../generated/reads";
import { toArticle } from "./client";

/** What the overview tells of it. */
export const overview = (connection: Connection) => {
  const address = addressOf(connection, "constitution");
  const contract = readingContract<Constitution>(address, { runner: connection.runner, reads: constitutionReads });
  return { articles: readEncoder(contract, address)(contract.articles, [], (all) => all.map(toArticle)) };
};
