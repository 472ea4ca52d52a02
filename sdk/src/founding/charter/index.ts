import { z } from "zod";
import { checkAbsent, withoutAbsent } from "./absent";
import { crossCheck } from "./checks";
import { CharterError, problemsOf } from "./problems";
import { charterSchema, type Charter } from "./schema";

export { charterHashOf } from "./digest";
export { CharterError, type CharterProblem } from "./problems";
export {
  CHARTER_LIMITS,
  charterSchema,
  citizenNamed,
  namesIn,
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
  const charter = withoutAbsent(parsed.data);
  const problems = [...checkAbsent(charter, json), ...crossCheck(charter)];
  if (problems.length > 0) throw new CharterError(problems);
  return charter;
}

/** The JSON Schema of charters, for editors. */
export function charterJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(charterSchema, { io: "input" });
  // The check of the charter says more of a wrong name than a schema can; an editor should know the right ones alone.
  Object.assign(schema.properties?.institutions as object, { additionalProperties: false });
  return { $schema, title: "Charter of a nation", ...schema };
}
