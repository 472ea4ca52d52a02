import { usageError } from "../errors";
import type { Page } from "../reading/page";

/** What lists take. */
export const PAGE_OPTIONS = {
  "--limit <n>": "how many to list; 20 if left out",
  "--after <cursor>": "go on where an earlier page ended, as it said",
} as const;

const LIMIT = 20;
const MOST = 10_000;

/** How many entries a page shall have. */
export function limitIn(text: string | undefined): number {
  if (text === undefined) return LIMIT;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST) return limit;
  throw usageError(`"${text}" is no number of entries.`, `Write a whole number from 1 to ${MOST}.`);
}

/** How to go on, where there is more. */
export const more = ({ cursor }: Page<unknown>): string[] =>
  cursor === undefined ? [] : ["", `There are more: --after ${cursor}`];
