import { Contract, type ContractRunner } from "ethers";
import { LenientInterface } from "./abi";
import { requireAddress, type Address } from "./address";
import { isForeignAnswer } from "./foreign-answers";
import type { Connection } from "./directory";
import { NoNationError, UnknownRevertError } from "./errors";
import { asNationError, withNationErrors } from "./failures";
import { fromKey } from "./keys";
import { withRetries } from "./retries";
import { providerOf, signerOf } from "./runner";

/** The account behind a runner; undefined if there is only a connection. */
export const accountOf = async (runner: ContractRunner): Promise<Address | undefined> =>
  "getAddress" in runner ? signerOf(runner, "connecting").getAddress() : undefined;

interface Directory {
  institutions(): Promise<readonly { readonly name: string; readonly account: Address }[]>;
}

const directoryAbi = ["function institutions() view returns ((bytes32 name, address account)[])"];

async function directoryAt(runner: ContractRunner, nation: Address): Promise<Record<string, Address>> {
  providerOf(runner); // Throws if there is no connection.
  const directory = new Contract(nation, new LenientInterface(directoryAbi), runner) as unknown as Directory;
  try {
    const entries = await withRetries(() => directory.institutions());
    return Object.fromEntries(entries.map(({ name, account }) => [fromKey(name), account]));
  } catch (error) {
    const cause = await asNationError(error);
    // No code, or other code, answers with nothing.
    const isNone = cause instanceof UnknownRevertError || isForeignAnswer(error);
    throw isNone ? new NoNationError(nation, { cause: error }) : cause;
  }
}

/**
 * Finds a nation's institutions, for a page that needs but one or two of their clients: it carries no other.
 *
 * @throws {@link NoNationError} if there is none at that address.
 *
 * @example
 * import { openConnection } from "@civitas/sdk/connection";
 * import { coinClient } from "@civitas/sdk/coin";
 *
 * const coin = coinClient(await openConnection(signer, "0x…"));
 * await coin.transfer.wait({ to, amount });
 */
export const openConnection = (runner: ContractRunner, nation: Address): Promise<Connection> =>
  withNationErrors(async () => {
    requireAddress(nation, "a nation's address");
    const [directory, account] = await Promise.all([directoryAt(runner, nation), accountOf(runner)]);
    return { runner, account, nation, directory };
  });
