import { isAddress, ZeroAddress } from "ethers";
import { blockAt } from "../../core/block-at";
import { InvalidInputError, NoNationError } from "../../core/errors";
import { fromKey, toKey } from "../../core/keys";
import type { InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { checksummed, interfaceOf, type Addresses } from "../institutions";
import { readContract } from "../plan";
import type { Reading } from "../verification/inspecting";

/** A nation as it stands. */
export interface LivingNation {
  /** Its own address. */
  readonly address: string;
  readonly name: string;
  /** Where its institutions are, those that no software knows included. */
  readonly addresses: Addresses;
  /** The block since which it has had logs. */
  readonly since: number;
}

/**
 * Reads a nation's name and directory.
 *
 * @throws {@link InvalidInputError} if the address is none.
 * @throws {@link NoNationError} if there is no contract.
 */
export async function readNation(nation: string, { provider, read }: Reading): Promise<LivingNation> {
  if (!isAddress(nation)) {
    throw new InvalidInputError({ what: "a nation's address", found: nation, allowed: "0x and 40 hexadecimal digits" });
  }
  const address = checksummed(nation);
  if ((await read("the nation's code", () => provider.getCode(address))) === "0x") throw new NoNationError(address);
  const directory = { address, interface: interfaceOf(spine.directory.name) };
  const [profile] = await read("the nation", () => readContract(provider, directory, "profile"));
  const { terms, foundedAt, institutions } = profile as {
    readonly terms: { readonly name: string };
    readonly foundedAt: bigint;
    readonly institutions: readonly { readonly name: string; readonly account: string }[];
  };
  const entries = institutions.map((one): [string, string] => [fromKey(one.name), one.account]);
  // The nation itself is where it is, whether its directory names it or not.
  const addresses = { ...Object.fromEntries(entries), [spine.directory.name]: address } as unknown as Addresses;
  const since = await blockAt(Number(foundedAt), {
    head: await read("the latest block", () => provider.getBlockNumber()),
    timestampOf: async (block) => (await read("a block", () => provider.getBlock(block)))!.timestamp,
  });
  return { address, name: terms.name, addresses, since };
}

/** Every account that was an institution, whether it is still. */
export async function holdersOf(
  name: InstitutionName,
  { nation, provider, read }: Reading & { readonly nation: string },
): Promise<string[]> {
  const directory = { address: nation, interface: interfaceOf(spine.directory.name) };
  const [history] = await read("an institution's history", () =>
    readContract(provider, directory, "historyOf", [toKey(name)]),
  );
  const accounts = (history as readonly { readonly account: string }[]).map(({ account }) => account);
  return [...new Set(accounts)].filter((account) => account !== ZeroAddress);
}
