import { readFileSync } from "node:fs";
import { FunctionFragment, Interface, isAddress, isHexString, ZeroAddress, type ParamType } from "ethers";
import { z } from "zod";
import { bps, coins, days, gwei, wei, type Call, type NationClient, type Provision } from "../../../sdk/src";
import { toKey } from "../../../sdk/src/core";
import { powers, roles, type InstitutionName, type PowerEntry } from "../../../sdk/src/founding";
import type { Context } from "../context";
import { CommandError, usageError } from "../errors";
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
  if (typeof given !== "object" || given === null)
    throw usageError(`The arguments of ${institution}.${name} are no list.`, "Write them in order, or by their names.");
  const texts = Array.isArray(given) ? (given as readonly Written[]) : byNames(inputs, given, `${institution}.${name}`);
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

/** Values in the order of what they are for. One of another name is likely a misspelt one. */
function byNames(inputs: readonly ParamType[], given: object, what: string): Written[] {
  const other = Object.keys(given).find((key) => inputs.every(({ name }) => name !== key));
  if (other !== undefined) {
    throw usageError(
      `${what} has no "${other}".`,
      `It has ${inputs.length === 0 ? "nothing" : inputs.map(({ name }) => name).join(", ")}.`,
    );
  }
  return inputs.map(({ name }) => (Object.hasOwn(given, name) ? (given as Record<string, Written>)[name] : undefined!));
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
    if (typeof written !== "object" || written === null)
      throw wrong(place, `a structure: {${components.map(({ name }) => `"${name}": …`).join(", ")}}`);
    const fields = Array.isArray(written)
      ? (written as readonly Written[])
      : byNames(components, written, `${input.name} of ${entry.contract}.${entry.function.name}`);
    if (fields.length > components.length)
      throw wrong(place, `a structure of ${components.map(({ name }) => name).join(", ")}`);
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
  if (typeof written === "object" || written === undefined) throw wrong(place, "one value");
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

/** A call as a Safe's Transaction Builder writes it, where it keeps the function and leaves the data to be encoded. */
const builderInput: z.ZodType<BuilderInput> = z.lazy(() =>
  z.object({ name: z.string(), type: z.string(), components: z.array(builderInput).optional() }),
);
interface BuilderInput {
  readonly name: string;
  readonly type: string;
  readonly components?: BuilderInput[] | undefined;
}

const byName = z.strictObject({
  institution: z.string(),
  function: z.string(),
  arguments: z.unknown().optional(),
});

const bare = z.strictObject({
  to: z.string().refine((text) => isAddress(text)),
  value: z.union([z.string().regex(/^(\d+|0x[0-9a-f]+)$/i), z.int().nonnegative()]).default(0),
  data: z
    .string()
    .refine((text) => isHexString(text) && text.length % 2 === 0)
    .nullish(),
  contractMethod: z.object({ name: z.string(), inputs: z.array(builderInput).default([]) }).nullish(),
  contractInputsValues: z.record(z.string(), z.unknown()).nullish(),
  /** What other programs keep beside a call, and what does not change it. */
  operation: z.literal([0, "0"]).optional(),
});

const FORMS =
  'Write "coin.mint(3, 10)", or {"institution", "function", "arguments"}, or {"to", "value", "data"}: the value in whole wei, the data in hexadecimal.';

/** The calls in a file of JSON: as texts, by institution and function, or as bare calls (a Safe's Transaction Builder writes these). */
export async function callsInFile(context: Context, file: string): Promise<Call[]> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw usageError(`There is no file ${file} that can be read.`, "Name a list of calls: see docs/civitas.md.", cause);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw usageError(`${file} holds no JSON.`, "Write a list of calls: see docs/civitas.md.", cause);
  }
  const calls: Call[] = [];
  for (const [index, one] of (await listIn(context, file, content)).entries())
    calls.push(await writtenCall(context, one, `${file}, call ${index + 1}`));
  return calls;
}

/** The list of calls in a file's content: the content itself, its transactions, or the one call that it is. */
async function listIn(context: Context, file: string, content: unknown): Promise<readonly unknown[]> {
  if (Array.isArray(content)) return content as unknown[];
  if (typeof content !== "object" || content === null || !("transactions" in content)) return [content];
  const { transactions, chainId } = content as { readonly transactions: unknown; readonly chainId?: unknown };
  if (!Array.isArray(transactions)) throw usageError(`The transactions of ${file} are no list.`, FORMS);
  const { chainId: here } = await context.chain();
  const named = typeof chainId === "string" ? chainId : JSON.stringify(chainId);
  if (named !== undefined && named !== String(here)) {
    throw usageError(
      `${file} is for chain ${named}, and the nation is on chain ${here}.`,
      "What has an address there can be another contract here: write the calls for this chain.",
    );
  }
  return transactions as unknown[];
}

async function writtenCall(context: Context, one: unknown, place: string): Promise<Call> {
  if (typeof one === "string") return at(place, () => callIn(context, one));
  if (typeof one !== "object" || one === null) throw usageError(`${place}, is no call.`, FORMS);
  if ("institution" in one) {
    const { institution, function: name, arguments: given } = parsed(byName, one, place);
    return at(place, () => callOf(context, { institution, name, given: (given ?? []) as readonly Written[] }));
  }
  const { target, ...rest } = one as { readonly target?: unknown };
  const { to, value, data, contractMethod, contractInputsValues } = parsed(
    bare,
    target === undefined || "to" in rest ? one : { ...rest, to: target },
    place,
  );
  const encoded = contractMethod == null ? undefined : encodedBy(contractMethod, contractInputsValues ?? {}, place);
  if (data != null && encoded !== undefined && data.toLowerCase() !== encoded.toLowerCase()) {
    throw usageError(
      `${place}, says two things: its data is no call of its contractMethod ${contractMethod!.name} with these values.`,
      "Leave one of the two out.",
    );
  }
  return { target: to, value: wei.from(BigInt(value)), data: data ?? encoded ?? "0x" };
}

/** What stands at a place, if it has a form; a key that is not of it is likely a misspelt one that is. */
function parsed<Form>(form: z.ZodType<Form>, one: unknown, place: string): Form {
  const { data, error } = form.safeParse(one);
  if (error === undefined) return data;
  const [issue] = error.issues;
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys")
    throw usageError(`${place}, has ${issue.keys.map((key) => `"${key}"`).join(", ")}, which no call has.`, FORMS);
  throw usageError(path === "" ? `${place}, is no call.` : `${place}, has no ${path} that fits.`, FORMS, error);
}

/** Says of what is wrong with a call where it stands. */
async function at<Result>(place: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CommandError && error.exit === "usage")
      throw usageError(`${place}: ${error.message}`, error.advice, error);
    throw error;
  }
}

/** The data of a call that a Transaction Builder leaves to be encoded: its values are texts, lists and structures in JSON. */
function encodedBy(
  { name, inputs }: { readonly name: string; readonly inputs: readonly BuilderInput[] },
  values: Readonly<Record<string, unknown>>,
  place: string,
): string | undefined {
  // By these names the Builder keeps what has no function.
  if (["", "receive", "fallback"].includes(name)) return undefined;
  const unknown = Object.keys(values).find((key) => inputs.every((input) => input.name !== key));
  if (unknown !== undefined)
    throw usageError(`${place}, has a value of "${unknown}", which ${name} does not take.`, "Leave it out.");
  const given = inputs.map((input) => {
    if (!Object.hasOwn(values, input.name) || values[input.name] === null)
      throw usageError(`${place}, has no value of ${input.name} of ${name}.`, "Add it to contractInputsValues.");
    return builderValue(input, values[input.name]);
  });
  try {
    const fragment = FunctionFragment.from({ type: "function", name, inputs: [...inputs], outputs: [] });
    return new Interface([fragment]).encodeFunctionData(fragment, given);
  } catch (cause) {
    throw usageError(
      `${place}, has values that do not fit ${name}(${inputs.map(({ type }) => type).join(", ")}).`,
      "Mend contractInputsValues: amounts in whole units, lists and structures in JSON.",
      cause,
    );
  }
}

function builderValue({ type }: BuilderInput, value: unknown): unknown {
  if (type === "bool") {
    if (value === true || value === "true") return true;
    return value === false || value === "false" ? false : undefined;
  }
  if (typeof value !== "string" || !/\]$|^tuple/.test(type)) return value;
  try {
    // Numbers of a chain are longer than those of JSON.
    return JSON.parse(
      value.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d{16,}/g, (part) => (part.startsWith('"') ? part : `"${part}"`)),
    );
  } catch {
    return value;
  }
}
