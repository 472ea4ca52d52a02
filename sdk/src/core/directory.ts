import type { ContractRunner } from "ethers";
import type { Address } from "./address";
import { InstitutionMissingError } from "./errors";

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
export function addressOf(connection: Connection, name: string): Address {
  const address = connection.directory[name] as Address | undefined;
  if (address === undefined) throw new InstitutionMissingError(name, connection.nation);
  return address;
}
