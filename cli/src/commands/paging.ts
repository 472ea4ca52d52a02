import { usageError } from "../errors";
import type { Page, PageQuery } from "../../../sdk/src/core";

/** What lists take. */
export const PAGE_OPTIONS = {
  "--limit <n>": "how many to list; 20 if left out",
  "--after <cursor>": "go on where an earlier page ended, as it said",
} as const;

const LIMIT = 20;
const MOST = 10_000;

/** How many entries a page shall have. */
function limitIn(text: string | undefined): number {
  if (text === undefined) return LIMIT;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST) return limit;
  throw usageError(`"${text}" is no number of entries.`, `Write a whole number from 1 to ${MOST}.`);
}

/** Which part of a list somebody wants. */
export const pageIn = ({
  limit,
  after,
}: {
  readonly limit: string | undefined;
  readonly after: string | undefined;
}): PageQuery => ({
  limit: limitIn(limit),
  ...(after !== undefined && { cursor: after }),
});

/** How to go on, where there is more. */
export const more = ({ cursor }: Page<unknown>): string[] =>
  cursor === undefined ? [] : ["", `There are more: --after ${cursor}`];
