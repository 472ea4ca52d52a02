/** What spreadsheets would run if it stood at the beginning of a cell. */
const FORMULA = /^[=+\-@\t\r]/;

/** A cell of a table of comma-separated values (RFC 4180). Nothing that somebody wrote becomes a formula. */
function cell(value: unknown): string {
  if (typeof value === "bigint" || typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : value == null ? "" : JSON.stringify(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as comma-separated values: their fields' names first. */
export function toCsv(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return rows.length === 0
    ? []
    : [names.map(cell).join(","), ...rows.map((row) => names.map((name) => cell(row[name])).join(","))];
}
