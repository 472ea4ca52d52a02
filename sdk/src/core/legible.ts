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
  { pattern: /[\p{Private_Use}\p{Unassigned}]/u, what: "a character without a meaning" },
];

const JOINERS = /[\u200c\u200d]/;
const SELECTORS = /[\ufe0e\ufe0f]/;
const TAGS = /[\u{e0020}-\u{e007f}]/u;

/** Letters of scripts in which joiners decide how words are written. */
const isJoined = (letter: string): boolean =>
  /[\p{Letter}\p{Mark}]/u.test(letter) &&
  !/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]/u.test(letter);

const isPicture = (character: string): boolean =>
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u.test(character) || SELECTORS.test(character);

/** Whether an invisible character is a part of the visible one before it, as in pictures of several characters. */
function belongs(character: string, before: string | undefined): boolean {
  if (before === undefined) return false;
  if (JOINERS.test(character)) return isJoined(before) || (character === "\u200d" && isPicture(before));
  if (SELECTORS.test(character)) return /\p{Emoji}/u.test(before);
  // The flags of regions are a black flag with tags.
  return TAGS.test(character) && (before === "\u{1f3f4}" || TAGS.test(before));
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
  const characters = Array.from(text);
  for (const [index, character] of characters.entries()) {
    if (layout !== "line" && character === "\n") continue;
    if (layout === "markup" && (character === "\t" || character === "\r")) continue;
    if (belongs(character, characters[index - 1])) continue;
    const kind = kinds.find(({ pattern }) => pattern.test(character));
    if (kind !== undefined) return `holds ${kind.what} (${codeOf(character)}).`;
  }
  if (layout === "line" && text !== text.trim()) return "begins or ends with white space.";
  return undefined;
}
