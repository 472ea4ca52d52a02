import { distance } from "fastest-levenshtein";
import type { CharterProblem } from "../../../sdk/src/founding";

/** The fields that a problem says are unknown. */
export const unknownFields = ({ message }: CharterProblem): string[] =>
  /has unknown fields? (.+): the known ones are /.exec(message)?.[1].split(", ") ?? [];

/** What its writer probably meant by a field that is wrong, as advice; undefined if nothing is likely. */
export function likelyMeaning(
  { field, message }: CharterProblem,
  { charter, found }: { readonly charter: unknown; readonly found: unknown },
): string | undefined {
  const unknown = unknownFields({ field, message });
  if (unknown.length > 0) {
    const known = /: the known ones are (.+)\.$/.exec(message)?.[1].split(", ") ?? [];
    const closest = unknown.flatMap((name) => closestTo(name, known) ?? []);
    return closest.length === 0 ? undefined : `Did you mean ${closest.join(", ")}?`;
  }
  if (typeof found !== "string") return undefined;

  const number = /^\s*(\d+(?:[.,]\d+)?)\s*%?\s*$/.exec(found)?.[1].replace(",", ".");
  if (number !== undefined && /\b(percentage|number)\b/.test(message)) return `Write ${number}, as a number.`;
  const names = /\.citizen$/.test(field)
    ? namesIn(charter)
    : (/^must be (?:one of )?(.+)\.$/.exec(message)?.[1].split(/, | or /) ?? []);
  const closest = closestTo(found, names);
  return closest === undefined || closest === found ? undefined : `Did you mean ${closest}?`;
}

function namesIn(charter: unknown): string[] {
  const { citizens } = charter as { readonly citizens?: unknown };
  if (!Array.isArray(citizens)) return [];
  return citizens.flatMap((one: unknown) => {
    const name = (one as { readonly name?: unknown } | null)?.name;
    return typeof name === "string" ? [name] : [];
  });
}

/** The one of some words that differs from a word by no more than a third of its letters. */
function closestTo(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((one) => ({ one, away: distance(word.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  const [first] = ranked;
  return first !== undefined && first.away <= Math.max(1, Math.floor(word.length / 3)) ? first.one : undefined;
}
