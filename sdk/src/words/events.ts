import type { EventFragment, Interface } from "ethers";
import { sharedEventKinds, sharedEventSentences, type EventValueKind, type EventWords } from "../core/event-words";
import { decode } from "../core/decoding";
import { interfaceBy } from "../core/declaration";
import type { ChainLog } from "../core/evidence";
import { fromKey } from "../core/keys";
import { message, type Message, type MessageArguments, type MessageValue } from "../core/messages";
import { declarationOf, isKnown, type InstitutionName } from "../institutions/registry";
import { ofEach } from "./institutions";
import type { NameBook } from "./names";
import { provisionKind, provisionNames } from "./registry";
import {
  accountMessage,
  argumentMessage,
  institutionMessage,
  inSentence,
  provisionMessage,
  type Writing,
} from "./values";

/** How the events of each institution are told. */
export const eventWordsOf = /* @__PURE__ */ ofEach(({ eventSentences }) => eventSentences);

/** The interfaces of an institution: of each contract that it can be built by. */
export function interfacesOf(name: InstitutionName): Interface[] {
  const { factory, variants } = declarationOf(name);
  const others = Object.values(variants?.contracts ?? {}).map((one) => interfaceBy(one.factory));
  return [...new Set([interfaceBy(factory), ...others])];
}

/** What a selector names in an institution. */
const functionOf = (institution: string, selector: string): string | undefined =>
  isKnown(institution)
    ? interfacesOf(institution)
        .map((iface) => iface.getFunction(selector)?.name)
        .find((name) => name !== undefined)
    : undefined;

/** What a log tells. */
export interface Told {
  /** The event's name; undefined if this software does not know it. */
  readonly event: string | undefined;
  readonly message: Message;
}

/** "0x12345678…abcd": ids of proposals have 77 digits. */
function shortened(value: bigint): string {
  const digits = value.toString(16).padStart(64, "0");
  return `0x${digits.slice(0, 8)}…${digits.slice(-4)}`;
}

type Values = Readonly<Record<string, unknown>>;

const kindOf = (words: EventWords, event: string, field: string): EventValueKind | undefined =>
  words.kinds[`${event}.${field}`] ??
  words.kinds[field] ??
  sharedEventKinds[`${event}.${field}`] ??
  sharedEventKinds[field];

const PROVISION_FIELDS = ["oldValue", "newValue", "standing", "trial"] as const;

/** What an event of a provision names: the provision, and its values as a charter writes them. */
function provisionArguments(institution: InstitutionName, values: Values): MessageArguments {
  const key = fromKey(String(values.key));
  const kind = provisionKind(institution, key);
  const { standing, trial } = provisionNames(institution, key);
  const shown = PROVISION_FIELDS.flatMap((field) => {
    const value = values[field];
    if (typeof value !== "bigint") return [];
    return [[field, kind === undefined ? String(value) : provisionMessage(kind, value)] as const];
  });
  return {
    ...Object.fromEntries(shown),
    provision: standing,
    trialName: trial,
  };
}

/** A log of an institution in a sentence, with the names in a book, which then knows whom else it names. */
export function tellLog(log: ChainLog, institution: string, names: NameBook): Told {
  const by = institutionMessage(institution, log.address);
  const unknown: Told = { event: undefined, message: sharedEventSentences.say("unknown", { institution: by }) };
  if (!isKnown(institution)) return unknown;
  const found = interfacesOf(institution)
    .map((iface) => decode(iface, { ...log }))
    .find((event) => event !== null);
  if (found === undefined) return unknown;
  try {
    const values = found.args.toObject();
    return { event: found.name, message: sentenceOf(found.fragment, values, { institution, by, names }) };
  } catch {
    return unknown; // Other code may stand there, and raise an event of that name with anything in it.
  }
}

function sentenceOf(
  { name, inputs }: EventFragment,
  values: Values,
  { institution, by, names }: { readonly institution: InstitutionName; readonly by: Message; readonly names: NameBook },
): Message {
  const words: EventWords = eventWordsOf[institution];
  const writing: Writing = {
    names,
    values,
    kindOf: (field) => {
      const kind = kindOf(words, name, field);
      return kind === "proposal" ? undefined : kind;
    },
    functionOf: (selector) => functionOf(names.institutionAt(String(values.target)) ?? institution, selector),
  };
  const args: Record<string, MessageValue> = { institution: by };
  for (const input of inputs) {
    const value = values[input.name];
    args[input.name] =
      kindOf(words, name, input.name) === "proposal"
        ? shortened(value as bigint)
        : input.indexed === true && typeof value === "object"
          ? "" // An indexed text is kept as its hash alone.
          : inSentence(input, argumentMessage(input, value, writing), writing);
  }
  if ("key" in values) Object.assign(args, provisionArguments(institution, values));
  if ("citizenId" in values && typeof values.account === "string") {
    args.creditor = values.citizenId === 0n ? accountMessage(values.account, names) : args.citizenId;
  }
  const { sentences, area } = Object.hasOwn(words.sentences.sentences, name) ? words.sentences : sharedEventSentences;
  const template = Object.hasOwn(sentences, name) ? (sentences as Record<string, string>)[name] : undefined;
  return template === undefined
    ? sharedEventSentences.say("unknown", { institution: by })
    : sentence(message({ key: `${area}.${name}`, template, args }));
}

/** Begins with a capital letter, whatever it begins with. */
const sentence = (said: Message): Message => ({
  ...said,
  text: said.text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()),
});
