import type { z } from "zod";
import { NationError } from "../../core/errors";
import { foundingMessages } from "../messages";

const { say } = foundingMessages;

/** What is wrong with a charter, and where. */
export interface CharterProblem {
  /** The field's path, such as `coin.taxRate.max`. */
  readonly field: string;
  /** What it must be. */
  readonly message: string;
}

/** The charter cannot found a nation: {@link CharterError.problems} lists everything that is wrong with it. */
export class CharterError extends NationError {
  static override readonly kind: string = "CharterError";
  override readonly name = "CharterError";

  constructor(readonly problems: readonly CharterProblem[]) {
    const list = problems.map(({ field, message }) =>
      say("CharterError.item", { field: field || "the charter", message }),
    );
    const count = list.length;
    super(
      count === 1 ? say("CharterError.one", { problems: list }) : say("CharterError.many", { count, problems: list }),
      say("CharterError.advice"),
    );
  }
}

type Issue = z.core.$ZodIssue;

/** What is wrong with what was found at a place of the charter. */
export function problemsOf(issue: Issue, root: unknown, base: readonly PropertyKey[] = []): CharterProblem[] {
  const path = [...base, ...issue.path];
  if (issue.code === "invalid_union") {
    // A provision given as an object is judged as one, anything else as a plain quantity.
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const found = path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key], root);
    const inner = typeof found === "object" && found !== null ? branches.at(-1) : branches[0];
    if (inner !== undefined && issue.message === "Invalid input")
      return inner.flatMap((one) => problemsOf(one, root, path));
  }
  const missing = issue.code === "invalid_type" && path.length > 0 && at(root, path) === undefined;
  return [{ field: fieldOf(path), message: missing ? `is missing: it ${issue.message}` : issue.message }];
}

const at = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key], root);

const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (field, key) => (typeof key === "number" ? `${field}[${key}]` : field ? `${field}.${String(key)}` : String(key)),
    "",
  );
