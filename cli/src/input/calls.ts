import { readFileSync } from "node:fs";
import { Interface, isAddress, isHexString, ZeroAddress, type ParamType } from "ethers";
import { bps, coins, days, gwei, wei, type Call, type NationClient, type Provision } from "../../../sdk/src";
import { toKey } from "../../../sdk/src/core";
import { powers, roles, type InstitutionName, type PowerEntry } from "../../../sdk/src/founding";
import type { Context } from "../context";
import { usageError } from "../errors";
import { personOf } from "./people";
import { coinsIn, lengthIn, momentIn, shareIn } from "./quantities";

/** An argument as somebody wrote it: a text, or a list or structure of such. */
export type Written = string | number | boolean | readonly Written[] | { readonly [name: string]: Written };

/** An act of an institution that the government can do. */
export interface GovernmentAct extends PowerEntry {
  readonly contract: InstitutionName;
}

/** What the government can do, by institution: those that the nation has. */
export async function governmentActs(nation: NationClient): Promise<readonly GovernmentAct[]> {
  const { institutions } = await nation.profile();
  const isOne = (entry: PowerEntry): entry is GovernmentAct => entry.contract !== "deployer";
  return powers().filter(
    (entry) => isOne(entry) && entry.power === "government" && institutions[entry.contract] !== undefined,
  ) as GovernmentAct[];
}

/** Splits what stands between the brackets of a call: JSON where it is written so, and else text up to the next comma. */
export function splitArguments(text: string): Written[] {
  const found: Written[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const end = /^["[{]/.test(rest) ? endOfJson(rest) : (/,(?!\d{3}(?:\D|$))/.exec(rest)?.index ?? rest.length);
    const one = rest.slice(0, end).trim();
    found.push(/^["[{]/.test(one) ? (JSON.parse(one) as Written) : one);
    rest = rest.slice(end).trim();
    if (rest.startsWith(",")) rest = rest.slice(1).trim();
  }
  return found;
}

/** Where a value of JSON ends that begins a text. */
function endOfJson(text: string): number {
  for (let end = text.indexOf(text[0] === '"' ? '"' : text[0] === "[" ? "]" : "}", 1); end !== -1;) {
    try {
      JSON.parse(text.slice(0, end + 1));
      return end + 1;
    } catch {
      end = text.indexOf(text[end], end + 1);
    }
  }
  throw usageError(
    `What begins with ${text.slice(0, 20)} has no end.`,
    "Close it: texts by a quotation mark, lists and structures by a bracket.",
  );
}

/** A call that is written as `institution.function(argument, …)`. */
export async function callIn(context: Context, text: string): Promise<Call> {
  const [, institution, name, rest] = /^\s*(\w+)\.(\w+)\s*\(([^]*)\)\s*$/.exec(text) ?? [];
  if (institution === undefined)
    throw usageError(`"${text}" is no call.`, "Write it as in: coin.tryProvision(taxRate, 2.5 %, 30 days)");
  return callOf(context, { institution, name, given: splitArguments(rest) });
}

/** A call of an institution's function, with arguments as people write them: in order, or by name. */
export async function callOf(
  context: Context,
  {
    institution,
    name,
    given,
  }: { institution: string; name: string; given: readonly Written[] | Readonly<Record<string, Written>> },
): Promise<Call> {
  const nation = await context.nation();
  const acts = await governmentActs(nation);
  const named = acts.filter((one) => one.contract === institution);
  const entry = named.find((one) => one.function.name === name);
  if (entry === undefined) {
    const known =
      named.length === 0 ? [...new Set(acts.map(({ contract }) => contract))] : named.map((one) => one.function.name);
    throw usageError(
      named.length === 0
        ? `The nation's government does nothing in "${institution}".`
        : `The government has no act ${institution}.${name}.`,
      `Choose one of ${known.join(", ")}.`,
    );
  }
  const { inputs } = entry.function;
  const texts = Array.isArray(given)
    ? (given as readonly Written[])
    : inputs.map((input) => (given as Record<string, Written>)[input.name]);
  if (texts.length !== inputs.length || texts.includes(undefined as never)) {
    throw usageError(
      `${institution}.${name} takes ${inputs.length === 0 ? "nothing" : inputs.map((input) => input.name).join(", ")}.`,
      `Write: ${institution}.${name}(${inputs.map((input) => `<${input.name}>`).join(", ")})`,
    );
  }
  const values: unknown[] = [];
  for (const [index, input] of inputs.entries()) {
    values.push(await valueOf(context, { entry, input, written: texts[index], siblings: texts, inputs }));
  }
  const { institutions } = await nation.profile();
  return {
    target: institutions[institution],
    value: wei.from(0n),
    data: new Interface([entry.function]).encodeFunctionData(entry.function, values),
  };
}

interface Place {
  readonly entry: GovernmentAct;
  readonly input: ParamType;
  readonly written: Written;
  readonly siblings: readonly Written[];
  readonly inputs: readonly ParamType[];
}

/** What an argument is for the contract. */
async function valueOf(context: Context, place: Place): Promise<unknown> {
  const { entry, input, written } = place;
  const { arrayChildren, components } = input;
  if (input.isArray() && arrayChildren !== null) {
    const items = Array.isArray(written) ? (written as readonly Written[]) : [written];
    return Promise.all(items.map((one) => valueOf(context, { ...place, input: arrayChildren, written: one })));
  }
  if (input.isTuple() && components !== null) {
    if (typeof written !== "object")
      throw wrong(place, `a structure: {${components.map(({ name }) => `"${name}": …`).join(", ")}}`);
    const fields = Array.isArray(written)
      ? (written as readonly Written[])
      : components.map(({ name }) => (written as Record<string, Written>)[name]);
    return Promise.all(
      components.map((component, index) => {
        if (fields[index] === undefined) throw wrong({ ...place, input: component }, "something");
        return valueOf(context, {
          entry,
          input: component,
          written: fields[index],
          siblings: fields,
          inputs: components,
        });
      }),
    );
  }
  if (typeof written === "object") throw wrong(place, "one value");
  const text = String(written).trim();
  return scalarOf(context, place, text);
}

async function scalarOf(context: Context, place: Place, text: string): Promise<unknown> {
  const { input } = place;
  const { name, type } = input;
  if (type === "string") return text;
  if (type === "bool") {
    if (/^(yes|true)$/i.test(text)) return true;
    if (/^(no|false)$/i.test(text)) return false;
    throw wrong(place, "yes or no");
  }
  if (type === "address") return addressOf(context, name, text);
  if (/^bytes\d*$/.test(type)) return isHexString(text) ? text : toKey(text);
  return numberOf(context, place, text);
}

async function addressOf(context: Context, name: string, text: string): Promise<string> {
  if (name === "asset" && text === "native") return ZeroAddress;
  if (text === "nobody" || text === ZeroAddress) return ZeroAddress;
  return (await personOf(context, text)).address;
}

const MOMENT = /until|deadline|At$/i;
const LENGTH = /period|delay/i;
const AMOUNT = /amount|ceiling/i;

async function numberOf(context: Context, place: Place, text: string): Promise<bigint> {
  const { entry, input, inputs, siblings } = place;
  const { name } = input;
  const isProvision = /Provision$/.test(entry.function.name);
  if (isProvision && /value/i.test(name)) {
    const key = siblings[inputs.findIndex((one) => one.name === "key")];
    return provisionValue(await provisionOf(context, entry.contract, typeof key === "string" ? key : ""), text);
  }
  if (/^role(Id)?$|admin|guardian/.test(name) && text in roles) return roles[text as keyof typeof roles];
  if (MOMENT.test(name) && !/^\d{9,}$/.test(text)) return momentIn(text, await context.now());
  if (LENGTH.test(name) && !/^\d+$/.test(text)) return lengthIn(text);
  if (AMOUNT.test(name)) {
    const asset = siblings[inputs.findIndex((one) => one.name === "asset")];
    // Of other tokens nobody here knows the digits.
    return typeof asset === "string" && (await isForeign(context, asset.trim())) ? whole(place, text) : coinsIn(text);
  }
  if (/citizenId/i.test(name)) return whole(place, text.replace(/^#/, ""));
  return /%$/.test(text) ? shareIn(text) : whole(place, text);
}

/** Whether an asset is neither the native coin nor the civic coin, which its name and its address mean alike. */
async function isForeign(context: Context, asset: string): Promise<boolean> {
  const nation = await context.nation();
  const [address, { institutions }] = await Promise.all([addressOf(context, "asset", asset), nation.profile()]);
  return address !== ZeroAddress && address.toLowerCase() !== institutions.coin.toLowerCase();
}

function whole(place: Place, text: string): bigint {
  if (!/^\d+$/.test(text)) throw wrong(place, "a whole number");
  return BigInt(text);
}

const wrong = ({ entry, input, written }: Place, allowed: string): Error =>
  usageError(
    `${JSON.stringify(written) ?? "Nothing"} does not fit ${input.name} of ${entry.contract}.${entry.function.name}.`,
    `It takes ${allowed}.`,
  );

/** A provision of an institution, by its key. */
export async function provisionOf(context: Context, institution: string, key: string): Promise<Provision> {
  const { provisions } = await context.overview();
  const all =
    (provisions as Readonly<Record<string, Readonly<Record<string, Provision>> | undefined>>)[institution] ?? {};
  if (Object.hasOwn(all, key)) return all[key];
  throw usageError(
    `There is no provision ${institution}.${key}.`,
    `Choose one of ${Object.keys(all).join(", ") || "another institution's"}.`,
  );
}

const units: { readonly [Unit in Provision["unit"]]: (text: string) => bigint } = {
  BasisPoints: shareIn,
  Seconds: lengthIn,
  Coins: (text) => coins.from(BigInt(text.replace(/\s*coins?$/, ""))),
  Gwei: (text) => gwei.parse(text.replace(/\s*(native|ETH).*$/i, "")),
  Heads: (text) => BigInt(text),
  CitizenShare: (text) => shareIn(text.replace(/\s*of the citizens$/, "")),
  Days: (text) => (/^\d+$/.test(text) ? days.from(BigInt(text)) : daysIn(text)),
};

const DAY = 86_400n;

/** A length of time in days: one that is none in whole days would be another than what was written. */
function daysIn(text: string): bigint {
  const length = lengthIn(text);
  if (length % DAY === 0n) return length / DAY;
  throw usageError(`"${text}" is no whole number of days.`, 'Write whole days, as in "30d" or "48 hours".');
}

/** A provision's value as people write it, in the provision's unit; within its bounds. */
export function provisionValue({ unit, key, min, max }: Provision, text: string): bigint {
  let value: bigint;
  try {
    value = units[unit](text);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw usageError(`"${text}" is no value of ${key}.`, "Write a whole number.", error);
    throw error;
  }
  if (value >= min && value <= max) return value;
  const write = (amount: bigint) =>
    unit === "BasisPoints" || unit === "CitizenShare" ? bps.format(bps.from(amount)) : String(amount);
  throw usageError(
    `${text} is out of the bounds of ${key}.`,
    `It can be from ${write(min)} to ${write(max)}: the founding fixed that, and no government can leave it.`,
  );
}

interface WrittenCall {
  readonly institution?: string;
  readonly function?: string;
  readonly arguments?: readonly Written[] | Readonly<Record<string, Written>>;
  readonly target?: string;
  readonly to?: string;
  readonly value?: string | number;
  readonly data?: string;
}

/** The calls in a file of JSON: as texts, by institution and function, or as bare calls (a Safe's Transaction Builder writes these). */
export async function callsInFile(context: Context, file: string): Promise<Call[]> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw usageError(`${file} holds no JSON.`, "Write a list of calls: see docs/civitas.md.", cause);
  }
  const { transactions } = content as { readonly transactions?: unknown };
  const list = Array.isArray(content)
    ? (content as unknown[])
    : Array.isArray(transactions)
      ? (transactions as unknown[])
      : [content];
  const calls: Call[] = [];
  for (const [index, one] of list.entries()) calls.push(await writtenCall(context, one, `${file}, call ${index + 1}`));
  return calls;
}

async function writtenCall(context: Context, one: unknown, place: string): Promise<Call> {
  if (typeof one === "string") return callIn(context, one);
  const {
    institution,
    function: name,
    arguments: given = [],
    target,
    to = target,
    value = 0,
    data,
  } = (one ?? {}) as WrittenCall;
  if (institution !== undefined && name !== undefined) return callOf(context, { institution, name, given });
  if (to !== undefined && isAddress(to) && isHexString(data ?? "0x"))
    return { target: to, value: wei.from(BigInt(value)), data: data ?? "0x" };
  throw usageError(
    `${place}, is no call.`,
    'Write "coin.mint(3, 10)", or {"institution", "function", "arguments"}, or {"to", "value", "data"}.',
  );
}
