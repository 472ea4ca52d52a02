import { getAddress, id, isHexString, ZeroAddress, ZeroHash, type ParamType } from "ethers";
import { commonKinds, type ValueKind } from "../core/call-words";
import { fromKey } from "../core/keys";
import { quotable } from "../core/legible";
import { message, type Message, type MessageArguments, type MessageValue } from "../core/messages";
import type { ProvisionKind } from "../core/provision-specs";
import { bps, days, formatDecimals, gwei, heads, moment, seconds, token, wei } from "../core/units";
import { civic } from "../institutions/coin/units";
import { fromRoleId } from "../institutions/constitution/roles";
import { isKnown } from "../institutions/registry";
import type { NameBook, TokenName } from "./names";
import { institutionSentences, roleSentences, thingSentences } from "./sentences";

const { say } = thingSentences;

/** What arguments are written with. */
export interface Writing {
  readonly names: NameBook;
  /** How the function's arguments are written, by their names. */
  readonly kindOf: (argument: string) => ValueKind | undefined;
  /** The function's arguments by their names, those of its structures included. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The functions that a selector names, of the contract that the call is about. */
  readonly functionOf: (selector: string) => string | undefined;
}

/** The most items that a sentence names of a list of numbers or texts. */
const MOST_ITEMS = 30;

const number = (value: bigint | number): string => heads.format(heads.from(BigInt(value)));

/** "the jury roll" for "juryRoll". */
export const inWords = (name: string): string =>
  name.replaceAll(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

const known = <Sentences extends object>(sentences: Sentences, name: string): name is keyof Sentences & string =>
  Object.hasOwn(sentences, name);

/** An institution as sentences name it. What this software does not know bears a name that anyone may have chosen. */
export function institutionMessage(name: string, address: string): Message {
  const { sentences, say: sayInstitution } = institutionSentences;
  if (known(sentences, name)) return sayInstitution(name);
  if (isKnown(name)) return say("namedInstitution", { name: inWords(name) });
  return say("otherInstitution", { name: quotable(name), address: getAddress(address) });
}

/** An account by the name that the nation has for it. */
export function accountMessage(account: string, names: NameBook): Message {
  if (account === ZeroAddress) return say("nobody");
  const address = getAddress(account);
  const institution = names.institutionAt(address);
  if (institution !== undefined) return institutionMessage(institution, address);
  const citizenId = names.citizenAt(address);
  return citizenId === undefined ? say("account", { address }) : say("citizenAt", { citizenId, address });
}

/** An amount of the chain's native coin. */
export const nativeMessage = (amount: bigint): Message => say("native", { number: wei.format(wei.from(amount)) });

/** An amount of an asset by its address; the zero address is the chain's native coin. */
export function moneyMessage(asset: string, amount: bigint, names: NameBook): Message {
  if (asset === ZeroAddress) return isWhole(amount) ? say("unlimited") : nativeMessage(amount);
  const address = getAddress(asset);
  if (names.institutionAt(address) === "coin") {
    return isWhole(amount) ? say("unlimited") : say("civic", { number: civic.format(civic.from(amount)) });
  }
  const named = names.tokenAt(address);
  if (isWhole(amount)) return say("unlimitedOf", { asset: tokenMessage(address, named) });
  if (named === undefined) return say("tokenUnits", { number: number(amount), address });
  const { symbol, decimals } = named;
  return say("token", {
    number: token.format({ amount: token.from(amount), decimals }),
    symbol: quotable(symbol),
    address,
  });
}

const tokenMessage = (address: string, named: TokenName | undefined): Message =>
  named === undefined
    ? say("tokenAddress", { address })
    : say("tokenName", { symbol: quotable(named.symbol), address });

/** A value of a provision, by how a charter writes it. */
export function provisionMessage(kind: ProvisionKind, value: bigint): Message {
  switch (kind) {
    case "percent":
      return say("percent", { number: formatDecimals(bps.from(value), 2) });
    case "share":
      return say("share", { number: formatDecimals(bps.from(value), 2) });
    case "duration":
      return durationMessage(value);
    case "term":
      return value === 0n ? say("unlimited") : daysMessage(value);
    case "days":
      return daysMessage(value);
    case "native":
      return say("native", { number: gwei.format(gwei.from(value)) });
    case "coins":
      return say("civic", { number: number(value) });
    case "heads":
      return say("heads", { number: number(value) });
  }
}

const durationMessage = (value: bigint): Message =>
  say("duration", { words: seconds.format(seconds.from(value)), seconds: value });

const daysMessage = (value: bigint): Message => say("days", { words: days.format(days.from(value)), days: value });

/** The last moment that a date can be written for. */
const LAST = 8_640_000_000_000n;

const momentMessage = (value: bigint): Message =>
  value >= moment.never || value > LAST
    ? say("never")
    : say("moment", { words: moment.format(moment.from(value)), seconds: value });

function untilMessage(value: bigint, otherwise: "never" | "notAtAll" | "noLonger"): Message {
  if (value === 0n) return say(otherwise);
  const end = momentMessage(value);
  return end.key === "thing.never" ? end : say("until", { moment: end });
}

/** Whether an allowance is the largest number of its type, by which contracts mean that there is no limit. */
const isWhole = (amount: bigint): boolean => amount === (1n << 256n) - 1n;

const textMessage = (text: string): Message => (text === "" ? say("noText") : say("text", { text: quotable(text) }));

/** How many bytes hexadecimal digits write. */
const bytesIn = (data: string): number => (data.length - 2) / 2;

/** Bytes that nobody can read, by their size. */
export const dataMessage = (data: string): Message =>
  data === "0x" ? say("noData") : say("data", { count: number(bytesIn(data)) });

/** The size of a text, or of bytes, which come as hexadecimal digits. */
const sizeMessage = ({ type }: ParamType, value: string): Message =>
  say("size", { count: number(type === "string" ? new TextEncoder().encode(value).length : bytesIn(value)) });

const hashMessage = (hash: string): Message => say("hash", { start: hash.slice(0, 8), end: hash.slice(-4) });

function roleMessage(roleId: bigint): Message {
  const role = fromRoleId(roleId);
  return typeof role === "bigint" ? roleSentences.say("other", { number: String(role) }) : roleSentences.say(role);
}

const timelockRoles = ["PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE"] as const;

function timelockRoleMessage(role: string): Message {
  if (role === ZeroHash) return roleSentences.say("DEFAULT_ADMIN_ROLE");
  return roleSentences.say(timelockRoles.find((name) => id(name) === role) ?? "unknown");
}

/** A name that contracts keep as a key; keys may hold what is no text, and any text that is no institution's name. */
function nameMessage(key: string): MessageValue {
  const name = fromKey(key);
  if (name === key) return hashMessage(key);
  return isKnown(name) ? inWords(name) : say("text", { text: quotable(name) });
}

/** A provision that this software knows no words for, by its key: what anyone may have written. */
export const otherProvisionMessage = (key: string): Message =>
  isHexString(key) ? say("unknownProvision") : say("otherProvision", { name: quotable(key) });

function functionMessage(selector: string, { functionOf }: Writing): Message {
  const name = functionOf(selector);
  return name === undefined ? say("unknownFunction", { selector }) : say("function", { name });
}

/** An argument of a function as a sentence names it. */
export function argumentMessage(param: ParamType, value: unknown, writing: Writing): MessageValue {
  const kind = writing.kindOf(param.name) ?? commonKinds[param.name];
  return argument(param, value, { writing, kind });
}

interface Manner {
  readonly writing: Writing;
  readonly kind: ValueKind | undefined;
}

function argument(param: ParamType, value: unknown, manner: Manner): MessageValue {
  const { writing, kind } = manner;
  if (param.arrayChildren !== null) {
    const { arrayChildren } = param;
    const items = [...(value as Iterable<unknown>)];
    if (items.length === 0) return say("nothing");
    return items.map((item) => argument(arrayChildren, item, manner));
  }
  if (param.components !== null) {
    const fields = structureMessages(param.components, value, writing);
    if (typeof kind === "object" && "each" in kind)
      return message({ key: "thing.each", template: kind.each, args: fields });
    const named = Object.entries(fields).map(([name, field]) => say("named", { name: inWords(name), value: field }));
    return say("structure", { fields: named });
  }
  if (typeof value === "bigint") return numberMessage(value, manner);
  if (typeof value === "boolean") return say(value ? "yes" : "no");
  return wordMessage(param, String(value), manner);
}

/** The fields of a structure as sentences name them. */
export const structureMessages = (
  components: readonly ParamType[],
  value: unknown,
  writing: Writing,
): Readonly<Record<string, MessageValue>> => {
  const values = [...(value as Iterable<unknown>)];
  return Object.fromEntries(
    components.map((component, index) => [
      component.name,
      inSentence(component, argumentMessage(component, values[index], writing), writing),
    ]),
  );
};

function numberMessage(value: bigint, { writing, kind }: Manner): MessageValue {
  if (typeof kind === "object") {
    if ("untilOr" in kind) return untilMessage(value, kind.untilOr);
    if ("of" in kind) return moneyMessage(String(writing.values[kind.of]), value, writing.names);
    const choices = kind as readonly string[];
    return choices[Number(value)] ?? say("choice", { number: String(value) });
  }
  switch (kind) {
    case "civic":
      return isWhole(value) ? say("unlimited") : say("civic", { number: civic.format(civic.from(value)) });
    case "native":
      return nativeMessage(value);
    case "moment":
      return momentMessage(value);
    case "duration":
      return durationMessage(value);
    case "days":
      return daysMessage(value);
    case "citizen":
      return say("citizen", { citizenId: value });
    case "role":
      return roleMessage(value);
    case "id":
      return String(value);
    default:
      return value < 0n ? String(value) : number(value);
  }
}

function wordMessage(param: ParamType, value: string, { writing, kind }: Manner): MessageValue {
  if (param.type === "address") {
    return param.name === "asset" ? assetMessage(value, writing.names) : accountMessage(value, writing.names);
  }
  if (kind === "size") return sizeMessage(param, value);
  if (param.type === "string") return textMessage(value);
  if (kind === "functions") return functionMessage(value, writing);
  if (kind === "timelockRole") return timelockRoleMessage(value);
  if (kind === "name") return nameMessage(value);
  return param.type === "bytes" ? dataMessage(value) : hashMessage(value);
}

function assetMessage(asset: string, names: NameBook): Message {
  if (asset === ZeroAddress) return say("nativeCoin");
  const address = getAddress(asset);
  if (names.institutionAt(address) === "coin") return say("civicCoin");
  return tokenMessage(address, names.tokenAt(address));
}

/** Lists of these say what power is about: each item once, and none left out. */
const SETS: readonly unknown[] = ["functions", "role", "timelockRole", "citizen", "id", "name"];

const itemKey = (item: MessageValue): string =>
  typeof item === "object" && "text" in item ? item.text : JSON.stringify(item, (_, value: unknown) => String(value));

/**
 * An argument as a sentence bears it. Lists of numbers and texts end with how many more there are; whatever power may be about,
 * as accounts, functions and roles, is named to the last.
 */
export function inSentence(param: ParamType, value: MessageValue, writing: Writing): MessageValue {
  const { arrayChildren } = param;
  if (arrayChildren === null || !Array.isArray(value)) return value;
  const items = value as readonly MessageValue[];
  const kind = writing.kindOf(param.name) ?? commonKinds[param.name];
  if (SETS.includes(kind)) return [...new Map(items.map((item) => [itemKey(item), item])).values()];
  const isPlain = /^(u?int\d*|bool|string|bytes\d*)$/.test(arrayChildren.type);
  if (!isPlain || items.length <= MOST_ITEMS) return items;
  return [...items.slice(0, MOST_ITEMS), say("more", { count: items.length - MOST_ITEMS })];
}

/** Arguments with their names, for functions that have no sentence of their own. */
export const listed = (args: MessageArguments): Message[] =>
  Object.entries(args).map(([name, value]) => say("named", { name: inWords(name), value }));
