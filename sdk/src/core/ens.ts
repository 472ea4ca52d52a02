import { getAddress, isAddress, type ContractRunner, type Provider } from "ethers";
import { addressFault, type Address } from "./address";
import { errorMessages } from "./error-messages";
import { InvalidInputError } from "./errors";
import { withNationErrors } from "./failures";
import { retrying } from "./retries";
import { providerOf } from "./runner";

const { say } = errorMessages;

/** What ethers knows a chain by that has the names of ENS. */
const ENS = "org.ethers.plugins.network.Ens";

const hasNames = async (provider: Provider): Promise<boolean> => {
  const { plugins } = await retrying(() => provider.getNetwork());
  return plugins.some(({ name }) => name === ENS);
};

/**
 * The address that a person wrote: an address as it is, or that of an ENS name where the chain has names.
 *
 * @throws {@link InvalidInputError} if it is neither, or the name belongs to nobody.
 *
 * @example
 * const to = await resolveAddress(provider, "maya.eth");
 * await nation.coin.transfer.wait({ to, amount });
 */
export const resolveAddress = (runner: ContractRunner, written: string): Promise<Address> =>
  withNationErrors(async () => {
    const text = written.trim();
    const isPlain: boolean = isAddress(text);
    if (isPlain) return getAddress(text);
    const provider = providerOf(runner);
    // What has no dot is a misspelt address, not a name.
    if (!text.includes(".") || !(await hasNames(provider))) throw addressFault(text)!;
    const found = await retrying(() => provider.resolveName(text));
    if (found !== null) return found;
    throw new InvalidInputError({ what: say("resolving.nobody"), found: text, allowed: say("resolving.allowed") });
  });

/**
 * The ENS name of an account, where the chain has names and the account chose one that leads back to it.
 *
 * @example
 * const name = (await nameOf(provider, citizen)) ?? citizen;
 */
export const nameOf = (runner: ContractRunner, account: Address): Promise<string | undefined> =>
  withNationErrors(async () => {
    const provider = providerOf(runner);
    if (!(await hasNames(provider))) return undefined;
    return (await retrying(() => provider.lookupAddress(account))) ?? undefined;
  });
