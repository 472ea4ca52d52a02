import { addressOf, type Connection } from "../../core/directory";
import { readEncoder, readingContract } from "../../core/reader";
import type { Citizenship } from "../../generated/contracts";
import { citizenshipReads } from "../../generated/reads";
import { heads } from "../../core/units";
import { openingFrom } from "./records";
import { glanceAtTerms } from "./terms";
import { citizenId } from "./units";

/** What the overview tells of it. */
export const overview = (connection: Connection) => {
  const address = addressOf(connection, "citizenship");
  const contract = readingContract<Citizenship>(address, { runner: connection.runner, reads: citizenshipReads });
  const encodeRead = readEncoder(contract, address);
  return {
    /** How many a quorum is measured against. */
    count: encodeRead(contract.citizenCount, [], heads.from),
    /** How far the founding is, and whether the nation is open. */
    opening: encodeRead(contract.opening, [], openingFrom),
    lastId: encodeRead(contract.lastCitizenId, [], citizenId.from),
    /** Of the first 64 citizens, whose terms begin together: which end soon, or have just ended. */
    terms: glanceAtTerms(contract, address),
  };
};
