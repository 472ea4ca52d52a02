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

const ZERO_WIDTH_JOINER = "\u200d";
const JOINERS = /[\u200c\u200d]/;
const SELECTORS = /[\ufe0e\ufe0f]/;
const KEYCAP = "\u20e3";

/** The flags of England, Scotland and Wales: a black flag with tags. Tags after anything else hide words. */
const REGIONS =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/gu;

/** Letters, marks and digits of scripts in which joiners decide how words are written. */
const JOINED =
  /(?=[\p{Letter}\p{Mark}\p{Number}])[\p{scx=Arab}\p{scx=Syrc}\p{scx=Nkoo}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}]/u;

const isJoined = (character: string | undefined): boolean => character !== undefined && JOINED.test(character);
const isVisible = (character: string | undefined): boolean =>
  character !== undefined && !/[\s\p{Default_Ignorable_Code_Point}]/u.test(character);
const isPicture = (character: string | undefined): boolean =>
  character !== undefined &&
  (/[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u.test(character) || SELECTORS.test(character));

/** Whether an invisible character is a part of the visible ones beside it, as in pictures of several characters. */
function belongs(character: string, before: string | undefined, after: string | undefined): boolean {
  if (before === undefined) return false;
  if (JOINERS.test(character)) {
    if (character === ZERO_WIDTH_JOINER) return isJoined(before) || (isPicture(before) && isPicture(after));
    return isVisible(before) && isVisible(after) && (isJoined(before) || isJoined(after));
  }
  if (SELECTORS.test(character)) return /[0-9#*]/.test(before) ? after === KEYCAP : /\p{Emoji}/u.test(before);
  // Variants of letters: Mongolian words and Japanese names are spelt with them.
  if (/[\u180b-\u180f]/.test(character)) return /\p{Script=Mongolian}/u.test(before);
  return /[\u{e0100}-\u{e01ef}]/u.test(character) && /\p{Script=Han}/u.test(before);
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
  const characters = Array.from(text.replaceAll(REGIONS, "\u{1f3f4}"));
  for (const [index, character] of characters.entries()) {
    if (layout !== "line" && character === "\n") continue;
    if (layout === "markup" && (character === "\t" || character === "\r")) continue;
    if (belongs(character, characters[index - 1], characters[index + 1])) continue;
    const kind = kinds.find(({ pattern }) => pattern.test(character));
    if (kind !== undefined) return `holds ${kind.what} (${codeOf(character)}).`;
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
