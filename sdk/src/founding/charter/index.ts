import { z } from "zod";
import { checkAbsent, withoutAbsent } from "./absent";
import { checkInstitutions, crossCheck } from "./checks";
import { institutionNames, isOptional, type InstitutionName } from "../../institutions/registry";
import { CharterError, problemsOf } from "./problems";
import { charterSchema, type Charter, type CharterInput } from "./schema";

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

export { flagIn, provisionsIn, type CharteredProvision } from "./told";

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

/**
 * Checks what a charter would say of some institutions, and fills in its defaults.
 *
 * @param names The institutions.
 * @param nation What the nation is called.
 * @param sections Their sections.
 * @throws {@link CharterError} with everything that is wrong with it.
 */
export function parseSections(
  names: readonly InstitutionName[],
  { nation, sections }: { readonly nation: string; readonly sections: Partial<CharterInput> },
): Charter {
  const institutions = Object.fromEntries(
    institutionNames.filter(isOptional).map((name) => [name, names.includes(name)]),
  );
  const written = { citizens: [{ name: "Somebody" }], nation: { name: nation }, ...sections, institutions };
  const parsed = charterSchema.safeParse(written);
  if (!parsed.success) throw new CharterError(parsed.error.issues.flatMap((issue) => problemsOf(issue, written)));
  const problems = [...checkAbsent(parsed.data, written), ...checkInstitutions(parsed.data, names)];
  if (problems.length > 0) throw new CharterError(problems);
  return parsed.data;
}

/** The JSON Schema of charters, for editors. */
export function charterJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(charterSchema, { io: "input" });
  // The check of the charter says more of a wrong name than a schema can; an editor should know the right ones alone.
  Object.assign(schema.properties?.institutions as object, { additionalProperties: false });
  return { $schema, title: "Charter of a nation", ...schema };
}
