import { z } from "zod";
import { crossCheck } from "./checks";
import { CharterError, problemsOf } from "./problems";
import { charterSchema, type Charter } from "./schema";

export { charterHashOf } from "./digest";
export { CharterError, type CharterProblem } from "./problems";
export {
  CHARTER_LIMITS,
  charterSchema,
  citizenNamed,
  provisionIn,
  sectionIn,
  settingsIn,
  type Charter,
  type CharterInput,
  type OfficeRole,
} from "./schema";

/**
 * Checks a charter and fills in its defaults.
 *
 * @param json The charter, as read from JSON.
 * @returns The checked charter, in the same human units.
 * @throws {@link CharterError} with everything that is wrong with it.
 * @example
 * const charter = parseCharter({ nation: { name: "Weekend" }, citizens: [{ address: "0x…" }] });
 */
export function parseCharter(json: unknown): Charter {
  const parsed = charterSchema.safeParse(json);
  if (!parsed.success) throw new CharterError(parsed.error.issues.flatMap((issue) => problemsOf(issue, json)));
  const problems = crossCheck(parsed.data);
  if (problems.length > 0) throw new CharterError(problems);
  return parsed.data;
}

/** The JSON Schema of charters, for editors. */
export function charterJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(charterSchema, { io: "input" });
  return { $schema, title: "Charter of a nation", ...schema };
}
