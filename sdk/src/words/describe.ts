import type { FunctionFragment, Interface, Result } from "ethers";
import { getAddress } from "ethers";
import { provisionSentences } from "../core/call-words";
import { argumentsIn } from "../core/calldata";
import { interfaceBy } from "../core/declaration";
import { toNationError } from "../core/classification";
import { fromKey } from "../core/keys";
import { message, type Message, type MessageArguments, type MessageValue } from "../core/messages";
import type { Address } from "../core/address";
import { wei, type Wei } from "../core/units";
import { declarationOf, institutionNames, isKnown, type InstitutionName } from "../institutions/registry";
import { effectsOf, foreignEffects, plainEffects, type Effects } from "./effects";
import { NameBook, type Names } from "./names";
import { callWordsOf, provisionKind, provisionNames } from "./registry";
import { otherCallSentences, thingSentences, tokenSentences } from "./sentences";
import {
  accountMessage,
  argumentMessage,
  dataMessage,
  inSentence,
  listed,
  nativeMessage,
  moneyMessage,
  provisionMessage,
  structureMessages,
  type Writing,
} from "./values";

/** A call that is to be described. */
export interface CallToDescribe {
  readonly target: Address;
  /** Native coin that goes with it; none if left out. */
  readonly value?: bigint;
  readonly data: string;
}

/** What a call does, in words. */
export interface DescribedCall extends Effects {
  /** The sentence, such as "Try a tax of 1.25 % for 30 days". */
  readonly text: string;
  /** The sentence by its key and arguments, for other languages. */
  readonly message: Message;
  readonly target: Address;
  /** The institution that is called; undefined if the nation knows none there, or its institutions are not known. */
  readonly institution: string | undefined;
  /** The function that is called, as its contract has it; undefined if it is unknown, or nothing is called. */
  readonly signature: string | undefined;
  /** What the function is given, as people read it, by name. */
  readonly args: MessageArguments;
  /** Native coin that goes with it. */
  readonly value: Wei;
  /** The calls that it makes itself. */
  readonly calls: readonly DescribedCall[];
  /** Whether the called contract is one of the nation's, and its function known. */
  readonly isKnown: boolean;
}

const { say } = otherCallSentences;

/** The interfaces of an institution: of each contract that it can be built by. */
function interfacesOf(name: InstitutionName): Interface[] {
  const { factory, variants } = declarationOf(name);
  const others = Object.values(variants?.contracts ?? {}).map((one) => interfaceBy(one.factory));
  return [...new Set([interfaceBy(factory), ...others])];
}

const withFunction = (name: InstitutionName, selector: string): FunctionFragment | undefined =>
  interfacesOf(name)
    .map((iface) => iface.getFunction(selector))
    .find((fragment) => fragment !== null);

const TRIED = /^(set|try|ratify)Provision$/;

/** The institutions that have a function. */
const havingFunction = (selector: string): { name: InstitutionName; fragment: FunctionFragment }[] =>
  institutionNames.flatMap((name) => {
    const fragment = withFunction(name, selector);
    return fragment === undefined ? [] : [{ name, fragment }];
  });

/** Whether an institution has the provision that a call is about; true of calls about none. */
function fits(name: InstitutionName, fragment: FunctionFragment, data: string): boolean {
  if (!TRIED.test(fragment.name)) return true;
  return Object.hasOwn(declarationOf(name).provisions ?? {}, fromKey(`0x${data.slice(10, 74)}`));
}

/** Whom a call is to: an institution by its name, another contract of the nation, or a stranger. */
interface Receiver {
  readonly institution: InstitutionName | undefined;
  readonly fragment: FunctionFragment | undefined;
  /** Whether the nation names the contract, or its names are not known. */
  readonly isNamed: boolean;
  /** Whether it is only taken for that institution by its function, as nobody said where the institutions are. */
  readonly isGuess: boolean;
}

function receiverOf(call: CallToDescribe, names: NameBook): Receiver {
  const selector = call.data.slice(0, 10).toLowerCase();
  const name = names.institutionAt(call.target);
  if (name !== undefined && isKnown(name)) {
    return { institution: name, fragment: withFunction(name, selector), isNamed: true, isGuess: false };
  }
  const having = havingFunction(selector);
  // Of a stranger's contract, what tokens of coins have is taken for theirs: titles of citizens share its selectors.
  const ofTokens = having.find(
    (one) => one.name === "coin" && Object.hasOwn(tokenSentences.sentences, one.fragment.name),
  );
  const fragment = (ofTokens ?? having.at(0))?.fragment;
  if (names.hasDirectory) return { institution: undefined, fragment, isNamed: name !== undefined, isGuess: false };
  const fitting = having.filter((one) => fits(one.name, one.fragment, call.data));
  const isClear = fitting.length === 1;
  return { institution: isClear ? fitting[0].name : undefined, fragment, isNamed: true, isGuess: isClear };
}

/** The values of a function by their names, those of its structures included. */
function valuesIn(fragment: FunctionFragment, values: Result): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  fragment.inputs.forEach((param, index) => {
    const value: unknown = values[index];
    named[param.name || `argument${index}`] = value;
    if (param.components === null || param.arrayChildren !== null) return;
    param.components.forEach((component, place) => {
      named[component.name] ??= (value as Result)[place];
    });
  });
  return named;
}

/** The calls that a function makes with what it is given: one by its target and data, many by lists, or its own functions. */
function callsIn(target: Address, values: Readonly<Record<string, unknown>>, name: string): CallToDescribe[] {
  const { targets, target: single, data } = values;
  const payloads = values.payloads ?? values.calldatas;
  if (Array.isArray(targets) && Array.isArray(payloads)) {
    const amounts = values.values as readonly bigint[] | undefined;
    return (targets as string[]).map((to, index) => ({
      target: to,
      value: amounts?.[index] ?? 0n,
      data: String(payloads[index] ?? "0x"),
    }));
  }
  const payload = data ?? values.payload;
  if (typeof single === "string" && typeof payload === "string") {
    return [{ target: single, value: (values.value as bigint | undefined) ?? 0n, data: payload }];
  }
  if (name === "multicall" && Array.isArray(data)) return (data as string[]).map((one) => ({ target, data: one }));
  return [];
}

/** So many calls within a call are described. Lists in calldata may share their items, and so hold any number of calls. */
const MOST_CALLS = 300;

interface Budget {
  left: number;
}

/** Describes the calls that a call makes, as far as there is room for them: of the others it is said that there are more. */
function describeInner(inner: readonly CallToDescribe[], names: NameBook, budget: Budget): DescribedCall[] {
  const described: DescribedCall[] = [];
  for (const [index, call] of inner.entries()) {
    if (budget.left <= 0) return [...described, undescribed(inner.slice(index))];
    budget.left -= 1;
    described.push(describeOne(call, names, budget));
  }
  return described;
}

function undescribed(calls: readonly CallToDescribe[]): DescribedCall {
  const value = wei.from(calls.reduce((sum, call) => sum + (call.value ?? 0n), 0n));
  const sentence = paying(say("tooDeep", { count: calls.length }), value);
  const [{ target }] = calls;
  const unknown = { institution: undefined, signature: undefined, args: {}, calls: [], isKnown: false };
  return { ...unknown, ...told(sentence), ...foreignEffects(), target: getAddress(target), value };
}

function describeOne(call: CallToDescribe, names: NameBook, budget: Budget): DescribedCall {
  const target = getAddress(call.target);
  const value = wei.from(call.value ?? 0n);
  const receiver = receiverOf(call, names);
  const found = { target, institution: names.institutionAt(target), value };
  const named = accountMessage(target, names);
  const bare = { ...found, ...foreignEffects(), signature: undefined, args: {}, calls: [], isKnown: false };

  if (call.data === "0x" || call.data === "") {
    const sentence =
      value === 0n ? say("nothing", { target: named }) : say("send", { amount: nativeMessage(value), target: named });
    return { ...bare, ...told(sentence), ...plainEffects(value), isKnown: found.institution !== undefined };
  }
  const { institution, fragment, isNamed, isGuess } = receiver;
  if (fragment === undefined) {
    const args = { target: named, data: dataMessage(call.data) };
    return { ...bare, ...told(paying(isNamed ? say("unknown", args) : say("foreignUnknown", args), value)) };
  }
  const signature = fragment.format("sighash");
  const values = argumentsIn(fragment, call.data);
  if (values === undefined) {
    const args = { function: fragment.name, target: named, data: dataMessage(call.data) };
    // A stranger's contract may take the data for something else.
    if (!isNamed) return { ...bare, ...told(paying(say("foreignUnknown", args), value)) };
    const sentence = say("misfit", args);
    const placed = institution === undefined || isGuess ? sentence : say("at", { sentence, target });
    return { ...bare, signature, ...told(paying(placed, value)) };
  }

  const byName = valuesIn(fragment, values);
  const calls = describeInner(callsIn(target, byName, fragment.name), names, budget);
  const words = institution === undefined ? undefined : callWordsOf[institution];
  const writing: Writing = {
    names,
    values: byName,
    kindOf: (argument) => words?.kinds[`${fragment.name}.${argument}`] ?? words?.kinds[argument],
    functionOf: (selector) => functionAt(byName.target, selector, names),
  };
  const args = argumentsOf(fragment, values, writing);
  const part = {
    institution,
    fragment,
    args: inSentences(fragment, args, writing),
    calls,
    value,
    target,
    named,
    writing,
  };
  const own = ownSentence(part);
  const sentence = own ?? otherSentence(part, isNamed);
  const placed = isGuess && own !== undefined ? say("at", { sentence, target }) : sentence;
  const isSure = institution !== undefined && !isGuess;
  const effects = isSure
    ? effectsOf(institution, fragment, { args: { ...fieldsOf(fragment, writing), ...part.args }, value })
    : foreignEffects();
  return { ...found, ...told(placed), ...effects, signature, args, calls, isKnown: isSure };
}

const told = (sentence: Message): { readonly text: string; readonly message: Message } => ({
  text: sentence.text,
  message: sentence,
});

const paying = (sentence: Message, value: bigint): Message =>
  value === 0n ? sentence : say("withValue", { sentence, amount: nativeMessage(value) });

/** What a selector names: of an institution, or of any if the contract is not known. */
function functionAt(target: unknown, selector: string, names: NameBook): string | undefined {
  const institution = typeof target === "string" ? names.institutionAt(target) : undefined;
  if (institution !== undefined && isKnown(institution)) return withFunction(institution, selector)?.name;
  return havingFunction(selector).at(0)?.fragment.name;
}

function argumentsOf(
  fragment: FunctionFragment,
  values: Result,
  writing: Writing,
): Readonly<Record<string, MessageValue>> {
  const args: Record<string, MessageValue> = {};
  fragment.inputs.forEach((param, index) => {
    args[param.name || `argument${index}`] = argumentMessage(param, values[index], writing);
  });
  return args;
}

/** Arguments as sentences bear them. */
const inSentences = ({ inputs }: FunctionFragment, args: MessageArguments, writing: Writing): MessageArguments =>
  Object.fromEntries(
    Object.entries(args).map(([name, value], index) => [name, inSentence(inputs[index], value, writing)]),
  );

/** The fields of structures as arguments of their own, as sentences name them. */
function fieldsOf({ inputs }: FunctionFragment, writing: Writing): MessageArguments {
  const structures = inputs.filter(({ components, arrayChildren }) => components !== null && arrayChildren === null);
  return Object.assign(
    {},
    ...structures.map((param) => structureMessages(param.components!, writing.values[param.name], writing)),
  ) as MessageArguments;
}

interface Parts {
  readonly institution: InstitutionName | undefined;
  readonly fragment: FunctionFragment;
  readonly args: MessageArguments;
  readonly calls: readonly DescribedCall[];
  readonly value: bigint;
  readonly target: Address;
  readonly named: Message;
  readonly writing: Writing;
}

/** The sentence that an institution has for its function; undefined if it has none. */
function ownSentence(parts: Parts): Message | undefined {
  const { institution, fragment, args, calls, value, writing } = parts;
  if (institution === undefined) return tokenSentence(parts);
  const words = callWordsOf[institution];
  if (TRIED.test(fragment.name)) return paying(provisionSentence(parts, institution), value);
  const { sentences, area } = words.sentences;
  const name = [fragment.format("sighash"), fragment.name].find((key) => Object.hasOwn(sentences, key));
  if (name === undefined) return undefined;
  const template = sentences[name];
  const takesValue = !fragment.inputs.some((input) => input.name === "value") && template.includes("{value}");
  const places = {
    ...fieldsOf(fragment, writing),
    ...args,
    ...(calls.length > 0 && { calls: calls.map((one) => one.message) }),
    ...(takesValue && { value: nativeMessage(value) }),
  };
  const sentence = message({
    key: `${area}.${name}`,
    template,
    args: { calls: thingSentences.say("noText"), ...places },
  });
  return takesValue ? sentence : paying(sentence, value);
}

function provisionSentence({ fragment, args, writing }: Parts, institution: InstitutionName): Message {
  const key = fromKey(String(writing.values.key));
  const kind = provisionKind(institution, key);
  const { standing, trial } = provisionNames(institution, key);
  const { newValue } = writing.values;
  const shown = kind === undefined || typeof newValue !== "bigint" ? args.newValue : provisionMessage(kind, newValue);
  return provisionSentences.say(fragment.name as keyof typeof provisionSentences.sentences, {
    ...args,
    provision: standing,
    trial,
    newValue: shown ?? "",
    period: args.period ?? "",
  });
}

/** A plain call to a token whose name is known. */
function tokenSentence({ fragment, args, target, value, writing: { names, values } }: Parts): Message | undefined {
  const { name } = fragment;
  if (!Object.hasOwn(tokenSentences.sentences, name) || typeof values.value !== "bigint" || value > 0n)
    return undefined;
  if (names.tokenAt(target) === undefined) return undefined;
  const amount = moneyMessage(target, values.value, names);
  return message({
    key: `call.token.${name}`,
    template: tokenSentences.sentences[name as keyof typeof tokenSentences.sentences],
    args: { ...args, value: amount },
  });
}

/** What is said of a function that has no sentence: its name, and what it is given. */
function otherSentence({ fragment, args, value, named }: Parts, isNamed: boolean): Message {
  const about = { function: fragment.name, target: named };
  const all = { ...about, arguments: listed(args) };
  const isBare = fragment.inputs.length === 0;
  const sentence = isNamed
    ? isBare
      ? say("genericBare", about)
      : say("generic", all)
    : isBare
      ? say("foreignBare", about)
      : say("foreign", all);
  return paying(sentence, value);
}

/** Describes calls with the names in a book, which then knows whom else they name. */
export const describeWith = (calls: readonly CallToDescribe[], names: NameBook): DescribedCall[] =>
  calls.map((call) => describeOne(call, names, { left: MOST_CALLS }));

/**
 * Says in words what a call does: which function of which institution, with amounts in their units and moments as dates. Nothing is
 * asked of a chain. Whoever is connected to a nation has `nation.describeCall(call)`, which also names citizens and tokens.
 *
 * @param call The call, as a write describes it or a proposal holds it.
 * @param names What is known of addresses: the nation's `directory`, `citizens`, `tokens`. Without the directory an institution is
 * known by its functions alone, and the sentence names the contract.
 *
 * @example
 * const { text } = describeCall(nation.coin.tryProvision.call({ key: "taxRate", value: bps.percent("1.25"), period: seconds.days(30) }));
 */
export function describeCall(call: CallToDescribe, names: Names = {}): DescribedCall {
  try {
    return describeWith([call], new NameBook(names))[0];
  } catch (error) {
    throw toNationError(error); // An address or data of another form.
  }
}
