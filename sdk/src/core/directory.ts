import type { ContractRunner } from "ethers";
import type { Address } from "./address";
import { InstitutionMissingError } from "./errors";

/** The institutions that the SDK speaks to, by their names in the nation's directory. */
export const institutionNames = [
  "constitution",
  "nation",
  "passport",
  "citizenship",
  "treasury",
  "coin",
  "stake",
  "timelock",
  "governor",
  "randomness",
  "juryRoll",
  "court",
  "agreements",
  "tribunal",
] as const;

/** The name of an institution that the SDK speaks to. */
export type InstitutionName = (typeof institutionNames)[number];

/** Who acts, and where the institutions are. */
export interface Connection {
  readonly runner: ContractRunner;
  /** The connected account; undefined if there is only a connection. */
  readonly account: Address | undefined;
  /** The nation's own address. */
  readonly nation: Address;
  /** Every name in the directory, those unknown to the SDK included. */
  readonly directory: Readonly<Record<string, Address>>;
}

/** Where an institution is. */
export function placeOf(connection: Connection, name: InstitutionName): Address {
  const place = connection.directory[name] as Address | undefined;
  if (place === undefined) throw new InstitutionMissingError(name, connection.nation);
  return place;
}
