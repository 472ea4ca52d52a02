/** What a sentence names: a text, a number, another sentence, or a list of these. */
export type MessageValue = string | number | bigint | boolean | Message | readonly MessageValue[];

/** What a sentence names, by the names of its places. */
export type MessageArguments = Readonly<Record<string, MessageValue>>;

/**
 * A sentence of the SDK: its English words, and the key and arguments by which {@link translate} says it in another language.
 *
 * @example
 * const { key, args, text } = error.messages.advice;
 */
export interface Message<Key extends string = string> {
  /** What is said, such as `"error.InvalidInputError"`: the same in every version of the SDK. */
  readonly key: Key;
  /** What the sentence names. */
  readonly args: MessageArguments;
  /** The sentence in English. */
  readonly text: string;
}

/** A sentence or a part of one: a message where it has places of its own. */
export type Words = string | Message;

/** The English words. */
export const textOf = (words: Words): string => (typeof words === "string" ? words : words.text);

/** The names of the places of a sentence: "what" and "allowed" of "Pass {allowed} as {what}." */
export type PlacesIn<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer List}:${string}` ? List : Name extends `${string} ${string}` ? never : Name) | PlacesIn<Rest>
  : never;

/** What a sentence takes. It may be given more, for other languages to name. */
export type ArgumentsOf<Template extends string> = Readonly<Record<PlacesIn<Template>, MessageValue>> &
  MessageArguments;

/**
 * Sentences in English by their keys: `{name}` stands where the argument of that name is put, `{name:; }` where the items of a list are
 * put, with that between them; commas if nothing is said.
 */
export type Templates = Readonly<Record<string, string>>;

/** The sentences of one part of the SDK. */
export interface Catalogue<Area extends string = string, Sentences extends Templates = Templates> {
  /** What every key begins with. */
  readonly area: Area;
  readonly sentences: Sentences;
  /** Says one of them. */
  readonly say: <Key extends keyof Sentences & string>(
    key: Key,
    ...args: [PlacesIn<Sentences[Key]>] extends [never]
      ? [args?: MessageArguments]
      : [args: ArgumentsOf<Sentences[Key]>]
  ) => Message<`${Area}.${Key}`>;
}

const PLACE = /\{(\w+)(?::([^}]*))?\}/g;

const isMessage = (value: Exclude<MessageValue, readonly MessageValue[]>): value is Message =>
  typeof value === "object";

const isList = (value: MessageValue): value is readonly MessageValue[] => Array.isArray(value);

type Say = (message: Message) => string;

function show(value: MessageValue, say: Say, between = ", "): string {
  if (isList(value)) return value.map((item) => show(item, say)).join(between);
  return isMessage(value) ? say(value) : String(value);
}

const fill = (template: string, args: MessageArguments, say: Say): string =>
  template.replaceAll(PLACE, (place, name: string, between?: string) =>
    Object.hasOwn(args, name) ? show(args[name], say, between) : place,
  );

const inEnglish = ({ text }: Message): string => text;

/**
 * Makes a sentence by a template of its own.
 *
 * @example
 * const waiting = message({ key: "my.waiting", template: "{name} waits.", args: { name: "Maya" } });
 */
export const message = <const Key extends string>(parts: {
  readonly key: Key;
  readonly template: string;
  readonly args?: MessageArguments;
}): Message<Key> => {
  const { key, template, args = {} } = parts;
  return { key, args, text: fill(template, args, inEnglish) };
};

/** Declares the sentences of one part of the SDK: what each takes is read from its places. */
/* @__NO_SIDE_EFFECTS__ */
export function catalogue<const Area extends string, const Sentences extends Templates>(
  area: Area,
  sentences: Sentences,
): Catalogue<Area, Sentences> {
  return {
    area,
    sentences,
    say: (key, ...[args]) =>
      message({ key: `${area}.${key}` as const, template: sentences[key], ...(args !== undefined && { args }) }),
  };
}

/** Every key of a catalogue, with its area. */
export type KeysOf<Known extends Catalogue> =
  Known extends Catalogue<infer Area, infer Sentences> ? `${Area}.${keyof Sentences & string}` : never;

/**
 * A sentence in another language: with `{name}` where an argument stands, or a function of the arguments where the language asks for
 * more, such as plurals. It is given the arguments in words, and the message as it is.
 */
export type Translation = string | ((args: Readonly<Record<string, string>>, message: Message) => string);

/** Sentences in another language by their keys. What it lacks stays English. */
export type Translations<Key extends string = string> = { readonly [Name in Key]?: Translation };

/**
 * Says a sentence in another language, with the sentences inside it. What the language lacks stays English.
 *
 * @example
 * const german = { "error.UserRejectedError.advice": "Bestätige es in der Wallet, wenn du es wolltest." };
 * show(translate(error.messages.advice, german));
 */
export function translate(said: Message, translations: Translations): string {
  const translation = Object.hasOwn(translations, said.key) ? translations[said.key] : undefined;
  if (translation === undefined) return said.text;
  const say = (inner: Message): string => translate(inner, translations);
  if (typeof translation === "string") return fill(translation, said.args, say);
  return translation(
    Object.fromEntries(Object.entries(said.args).map(([name, value]) => [name, show(value, say)])),
    said,
  );
}
