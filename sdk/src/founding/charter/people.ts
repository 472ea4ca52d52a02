import { getAddress, isAddress } from "ethers";
import { NOBODY, sampleAddresses } from "../needs";
import { placeholderOf, SELF } from "../steps";

/** Below this stand the zero address and those that chains keep for contracts of their own. */
const FIRST_ACCOUNT = 2n ** 16n;

let reserved: ReadonlySet<string> | undefined;

/** What stands for contracts and accounts of a founding until their addresses are known: it would be filled in for a citizen's. */
const reservedAddresses = (): ReadonlySet<string> =>
  (reserved ??= new Set(
    [
      ...Array.from({ length: SELF + 1 }, (_, index) => placeholderOf(index)),
      ...Object.values(sampleAddresses()),
      NOBODY,
    ].map((one) => getAddress(one)),
  ));

/** Why an address cannot be a founding citizen's; undefined if it can. Ends the sentence "the address ...". */
export function complaintOfAccount(address: string): string | undefined {
  if (BigInt(address) < FIRST_ACCOUNT)
    return "is nobody's: no key leads to it, and the chain keeps it for itself. Take the address from the citizen's wallet.";
  if (reservedAddresses().has(getAddress(address)))
    return "is nobody's: it stands for an address that a founding fills in. Take the address from the citizen's wallet.";
  return undefined;
}

/** Scripts some letters of which look like those of another one. */
const ALIKE = ["Latin", "Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic"].map((script) => ({
  script,
  letters: new RegExp(`\\p{Script=${script}}`, "u"),
}));

/** Why a name would be read as something else than it is; undefined if it would not. Ends the sentence "the name ...". */
export function complaintOfName(name: string): string | undefined {
  const isOfAddress: boolean = /^0x[0-9a-f]{40}$/i.test(name) || isAddress(name);
  if (isOfAddress)
    return "has the form of an address, and would be read as one: leave it out, or say what the citizen is called.";
  for (const word of name.match(/[\p{Letter}\p{Mark}]+/gu) ?? []) {
    const [first, second] = ALIKE.filter(({ letters }) => letters.test(word));
    if (second !== undefined)
      return `mixes ${first.script} and ${second.script} letters in one word, some of which look alike: write it in one script.`;
  }
  return undefined;
}

/** A name as readers tell it from others: not by the form of its letters, nor by spaces, nor by what nobody sees. */
export const nameAsRead = (name: string): string =>
  name
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .toLowerCase()
    // What stood apart may make one letter now.
    .normalize("NFKC")
    .replace(/\s+/g, " ")
    .trim();
