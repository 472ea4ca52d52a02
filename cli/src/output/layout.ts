import { cut, padded, widthOf, wrapped } from "./text";

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Gives way where the terminal is too narrow. One of them should. */
  readonly shrinks?: boolean;
}

const GAP = 2;
const LEAST = 8;

/** A table that fits a terminal. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string[] {
  const widths = columns.map(({ title }, index) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index]))));
  const spare = () => width - widths.reduce((sum, one) => sum + one, 0) - GAP * (columns.length - 1);
  for (const [index, { shrinks }] of columns.entries()) {
    if (shrinks === true && spare() < 0) widths[index] = Math.max(LEAST, widths[index] + spare());
  }
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => padded(cut(cell, widths[index]), widths[index], columns[index].align))
      .join(" ".repeat(GAP))
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)];
}

/** Facts, one below the other: their names to the left, their values to the right, in as many lines as they need. */
export function facts(
  entries: readonly (readonly [name: string, value: string | undefined])[],
  width: number,
): string[] {
  const shown = entries.filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  const column = Math.max(...shown.map(([name]) => widthOf(name))) + GAP;
  return shown.flatMap(([name, value]) => {
    const lines = value.split("\n").flatMap((line) => wrapped(line, width - column - 2));
    return lines.map((line, index) => `  ${padded(index === 0 ? name : "", column)}${line}`.trimEnd());
  });
}
