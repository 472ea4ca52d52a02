import stringWidth from "fast-string-width";

/** What a terminal, or a reader, would take for something else than text: control characters, escapes, marks of direction. */
const UNPRINTABLE = /[\p{Control}\p{Bidi_Control}\u2028\u2029\ufeff\p{Surrogate}]/gu;

/** A text of anybody's in one line, without what a terminal would obey. */
export const printable = (text: string): string => text.replaceAll(/\s+/g, " ").replaceAll(UNPRINTABLE, "").trim();

/** The beginning of a text of anybody's in quotation marks, none of which is its own. */
export const quoted = (text: string, most: number): string =>
  `"${Array.from(printable(text).replaceAll(/["\u201c-\u201f\u2033\u2036\uff02]/g, "'"))
    .slice(0, most)
    .join("")}"`;

/** A text of anybody's in its lines, without what a terminal would obey. */
export const printableLines = (text: string): string[] => text.split(/\r?\n/).map(printable);

/** How many columns of a terminal a text takes. */
export const widthOf = (text: string): number => stringWidth(text);

/** A text cut to a number of columns. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = "";
  for (const character of text) {
    if (widthOf(kept + character) > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** A text filled up with spaces. */
export function padded(text: string, columns: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, columns - widthOf(text)));
  return align === "left" ? text + space : space + text;
}

/** A text in lines of at most so many columns. Words that are longer stand alone. */
export function wrapped(text: string, columns: number, indent = ""): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > columns - indent.length) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((one) => (one === "" ? "" : indent + one));
}

/** "1 citizen", "3 citizens". */
export const counted = (count: number | bigint, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${BigInt(count) === 1n ? one : many}`;

/** "Ada, Bo and Cleo". */
export const listed = (items: readonly string[], word = "and"): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${word} ${items[items.length - 1]}`;

/** A camelCase name as words: "taxRate" is "tax rate". */
export const inWords = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();

/** An address as people compare it. */
export const brief = (address: string): string => `${address.slice(0, 6)}…${address.slice(-4)}`;
