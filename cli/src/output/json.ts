/** What a command found, for programs: amounts, moments and numbers of the chain as decimal texts, in base units. */
export const toJson = (data: unknown): string =>
  JSON.stringify(data, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value), 2);

/** The same in one line, for what goes on. */
export const toJsonLine = (data: unknown): string =>
  JSON.stringify(data, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
