/** How a text is laid out: in one line, in several, or as markup, where white space means nothing. */
export type Layout = "line" | "lines" | "markup";

const codeOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;

/** What Unicode's tables say of characters that readers cannot see, or see in another order than they were written. */
const kinds: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /\p{Surrogate}/u, what: "half of a character, which is no UTF-8" },
  { pattern: /\p{Control}/u, what: "a control character" },
  { pattern: /\p{Bidi_Control}/u, what: "a character that changes the direction of writing" },
  { pattern: /[\p{Line_Separator}\p{Paragraph_Separator}]/u, what: "a separator of lines that few readers know" },
  { pattern: /\p{Default_Ignorable_Code_Point}/u, what: "an invisible character" },
  { pattern: /[\u2800\ufff9-\ufffc\u{13430}-\u{1343f}\u{1d159}]/u, what: "an invisible character" },
  { pattern: /\ufffd/, what: "the mark of a character that was lost: save the file as UTF-8" },
  { pattern: /[\p{Private_Use}\p{Unassigned}]/u, what: "a character without a meaning" },
];

/* PICTURES OF SEVERAL CHARACTERS */

const PICTURE = String.raw`(?=\p{Emoji})\p{Extended_Pictographic}`;
const PART = String.raw`${PICTURE}(?:\p{Emoji_Modifier}|\ufe0f)?`;

/** Pictures that are joined, as families are, and those with tags, as flags of regions are. */
const JOINED_PICTURES = new RegExp(
  String.raw`${PART}(?:\u200d${PART})+|${PICTURE}[\u{e0020}-\u{e007e}]+\u{e007f}`,
  "gu",
);

let recommended: RegExp | undefined;

/** Whether Unicode has a picture of several characters. What chooses the look of one of them may be left out. */
function isKnownPicture(sequence: string): boolean {
  recommended ??= new RegExp(String.raw`^\p{RGI_Emoji}$`, "v");
  const qualified = sequence
    .replaceAll("\ufe0f", "")
    .replaceAll(/(?!\p{Emoji_Presentation})(?=\p{Emoji})\p{Extended_Pictographic}(?!\p{Emoji_Modifier})/gu, "$&\ufe0f");
  return recommended.test(qualified);
}

/** One picture in the place of each of several characters: as visible, and nothing in it is not. */
const withoutSequences = (text: string): string =>
  text.replaceAll(JOINED_PICTURES, (sequence) => (isKnownPicture(sequence) ? "\u{1f3f4}" : sequence));

/* JOINERS AND VARIATIONS */

const [ZERO_WIDTH_NON_JOINER, ZERO_WIDTH_JOINER] = ["\u200c", "\u200d"];
const KEYCAP = "\u20e3";

const scripts = (...names: readonly string[]): readonly RegExp[] =>
  names.map((name) => new RegExp(String.raw`(?=[\p{Letter}\p{Mark}])\p{scx=${name}}`, "u"));

/** Scripts whose letters join their neighbours: a joiner decides whether they do. */
const CURSIVE = scripts("Arab", "Syrc", "Nkoo", "Mong", "Adlm", "Rohg", "Mand", "Phag");

/** Scripts whose consonants a virama joins: a joiner beside it decides how. */
const CONJOINING = scripts(
  ...["Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Khmr", "Mymr"],
  ...["Bali", "Cakm", "Gran", "Java", "Kthi", "Newa", "Sylo", "Tirh"],
);

const [KHMER, MONGOLIAN] = [scripts("Khmr"), scripts("Mong")];

type Neighbour = string | undefined;

const isLetter = (character: Neighbour): boolean => character !== undefined && /\p{Letter}/u.test(character);
const isMark = (character: Neighbour): boolean => character !== undefined && /\p{Mark}/u.test(character);
const areOf = (script: readonly RegExp[], ...characters: readonly Neighbour[]): boolean =>
  script.some((one) => characters.every((character) => character !== undefined && one.test(character)));

/** Whether a character is a virama: Unicode orders marks by their class, and this one between those of 8 and of 10. */
const isVirama = (character: Neighbour): boolean =>
  isMark(character) &&
  `a\u05b0${character!}`.normalize("NFD") === `a${character!}\u05b0` &&
  `a${character!}\u3099`.normalize("NFD") === `a\u3099${character!}`;

/** Whether a joiner decides how the letters beside it are written. */
function joins(joiner: string, before: Neighbour, [after, next]: readonly Neighbour[]): boolean {
  if (isLetter(after) && areOf(CURSIVE, before, after)) return true;
  // A suffix is set apart from numbers and foreign words, too.
  const isWord = before !== undefined && /[\p{Letter}\p{Number}]/u.test(before);
  if (joiner === ZERO_WIDTH_NON_JOINER && isWord && isLetter(after) && areOf(CURSIVE, after)) return true;

  if (isVirama(before) && isLetter(after)) return areOf(CONJOINING, before, after);
  if (isVirama(after) && isLetter(next)) return areOf(CONJOINING, before, after, next);
  // Where a Khmer vowel stands that follows a shifter.
  return isMark(before) && isMark(after) && areOf(KHMER, before, after);
}

const isPicture = new RegExp(`^${PICTURE}$`, "u");

/** Whether an invisible character has a meaning where it is: it is a part of the visible ones beside it. */
function belongs(character: string, before: Neighbour, following: readonly Neighbour[]): boolean {
  if (before === undefined) return false;
  const [after] = following;
  if (character === ZERO_WIDTH_NON_JOINER || character === ZERO_WIDTH_JOINER)
    return joins(character, before, following);
  if (character === "\ufe0f" && after === KEYCAP) return /[0-9#*]/.test(before);
  if (/[\ufe0e\ufe0f]/.test(character)) return isPicture.test(before);
  // Variants of letters: Mongolian words and Japanese names are spelt with them.
  if (/[\u180b-\u180d\u180f]/.test(character)) return isLetter(before) && areOf(MONGOLIAN, before);
  if (character === "\u180e") return isLetter(after) && areOf(MONGOLIAN, before, after);
  return /[\u{e0100}-\u{e01ef}]/u.test(character) && /\p{Unified_Ideograph}/u.test(before);
}

/**
 * Why people would not read a text as it was written; undefined if they would.
 *
 * @returns What is wrong, to continue "the text ...".
 *
 * @example
 * illegible("Aurelia\u202e", "line"); // "holds a character that changes the direction of writing (U+202E)."
 */
export function illegible(text: string, layout: Layout): string | undefined {
  const characters = Array.from(withoutSequences(text));
  for (const [index, character] of characters.entries()) {
    if (layout !== "line" && character === "\n") continue;
    if (layout === "markup" && (character === "\t" || character === "\r")) continue;
    const kind = kinds.find(({ pattern }) => pattern.test(character));
    if (kind === undefined) continue;
    if (!belongs(character, characters[index - 1], characters.slice(index + 1, index + 3)))
      return `holds ${kind.what} (${codeOf(character)}).`;
  }
  if (text !== "" && text.trim() === "") return "holds nothing but white space.";
  if (/^\p{Mark}/u.test(text)) return "begins with a mark that has no letter.";
  if (layout === "line" && text !== text.trim()) return "begins or ends with white space.";
  return undefined;
}

/** What ends a quotation, or looks as if it did. Apostrophes stay. */
const QUOTES = /(?!['\u2018\u2019\u201b])[\p{Quotation_Mark}\u02ba\u02dd\u02ee\u05f4\u2033\u2036\u3003]/gu;

/**
 * A text of anybody's as a sentence can quote it: in one line, with U+FFFD in the place of what readers cannot see, without a quotation
 * mark that ends it, and no longer than a sentence bears.
 *
 * @param most The most characters.
 */
export function quotable(text: string, most = 300): string {
  const seen = text
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/[\p{Control}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Surrogate}\p{Private_Use}]/gu, "\ufffd")
    .replaceAll(QUOTES, "'")
    .trim();
  const characters = Array.from(seen);
  return characters.length <= most ? seen : `${characters.slice(0, most).join("")}…`;
}

/** A text of anybody's in quotation marks, see {@link quotable}. */
export const quoted = (text: string, most?: number): string => `"${quotable(text, most)}"`;
