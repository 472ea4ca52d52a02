import { getAddress, isAddress } from "ethers";
import { citizenId as idUnit, type CitizenId, type NationClient } from "../../../sdk/src";
import type { Context } from "../context";
import { CommandError, usageError } from "../errors";
import { brief } from "../output/text";

/** Somebody whom a command names. */
export interface Person {
  readonly address: string;
  /** Undefined if the account holds no citizenship. */
  readonly citizenId: CitizenId | undefined;
  /** How people call them: "citizen 3", or the account's address. */
  readonly name: string;
}

const NUMBER = /^#?(\d{1,8})$/;

/** How somebody is called. */
export const nameOf = (citizenId: CitizenId | undefined, address: string): string =>
  citizenId === undefined ? address : `citizen ${citizenId} (${brief(address)})`;

async function addressIn(context: Context, nation: NationClient, text: string): Promise<string> {
  if (text === "me") {
    // Without a key this says so, and how to name one.
    return (await context.account()) ?? (await context.signer()).getAddress();
  }
  const { institutions } = await nation.profile();
  const named = text === "government" ? institutions.timelock : institutions[text];
  if (named !== undefined) return named;
  const isHexadecimal: boolean = isAddress(text);
  if (isHexadecimal) return getAddress(text);
  if (/^0x/i.test(text) || !text.includes(".")) throw unknown(text);
  const { provider } = await context.chain();
  // Only chains with ENS resolve names.
  const resolved = await provider.resolveName(text).catch(() => null);
  if (resolved === null) throw unknown(text);
  return resolved;
}

const unknown = (text: string): Error =>
  usageError(
    `"${text}" names nobody.`,
    "Write a citizen's number, an address whose checksum fits, an institution such as treasury, or me.",
  );

/** Whom somebody means: a citizen by number, an account by address or ENS name, an institution, or "me". */
export async function personOf(context: Context, text: string): Promise<Person> {
  const nation = await context.nation();
  const number = NUMBER.exec(text)?.[1];
  if (number !== undefined) {
    const citizenId = idUnit.from(BigInt(number));
    const address = await nation.citizenship.holderOf({ citizenId });
    if (address === undefined) throw new CommandError(`There is no citizen ${number}.`, "civitas citizens lists all.");
    return { address, citizenId, name: nameOf(citizenId, address) };
  }
  const address = await addressIn(context, nation, text);
  const citizenId = await nation.citizenship.citizenOf({ account: address });
  return { address, citizenId, name: nameOf(citizenId, address) };
}

/** A citizen whom somebody means. */
export async function citizenMeant(
  context: Context,
  text: string,
): Promise<Person & { readonly citizenId: CitizenId }> {
  const person = await personOf(context, text);
  if (person.citizenId === undefined)
    throw usageError(`${person.address} holds no citizenship.`, "Name a citizen: civitas citizens lists all.");
  return { ...person, citizenId: person.citizenId };
}

/** The citizen who acts. */
export const ownCitizen = (context: Context): Promise<Person & { readonly citizenId: CitizenId }> =>
  citizenMeant(context, "me");
