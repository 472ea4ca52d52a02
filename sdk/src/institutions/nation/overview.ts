import type { Connection } from "../../core/directory";
import { readEncoder, readingContract } from "../../core/reader";
import type { Nation } from "../../generated/contracts";
import { nationReads } from "../../generated/reads";
import { toProfile } from "./client";

/** What the overview tells of it. */
export const overview = ({ nation: address, runner }: Connection) => {
  const contract = readingContract<Nation>(address, { runner, reads: nationReads });
  return { profile: readEncoder(contract, address)(contract.profile, [], toProfile) };
};
