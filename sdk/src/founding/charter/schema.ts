import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import { fields, provisionField, type ProvisionInput, type Section, type SettingsOf } from "../../core/fields";
import type { ProvisionSpec, Quantity } from "../../core/provision-specs";
import { noOffices } from "../../institutions/powers";
import {
  declarationOf,
  institutionNames,
  isOptional,
  type InstitutionName,
  type OptionalName,
  type Registry,
} from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import type { PlacedProvision } from "../provisions";

const { text, duration, address, record } = fields;

/** How much a charter can hold: what the contracts take, and what founds in a few transactions. Texts in bytes of UTF-8. */
export const CHARTER_LIMITS = {
  articles: 64,
  articleTitle: 80,
  articleText: 2048,
  citizens: 100,
  offices: 20,
  officeTerm: "1461 days",
} as const;

const citizenSchema = record({
  name: text(64, "a name", { min: 1 })
    .optional()
    .describe("What the charter calls this person; it is not written to the chain."),
  address: address.optional().describe("The account. On a local chain it may be left out: an account is derived."),
});

const officeSchema = record({
  role: z
    .enum(["registrar"], {
      error: ({ input }) => `must be registrar${typeof input === "string" ? (noOffices.get(input) ?? "") : ""}.`,
    })
    .describe("What the office may do: admit and renew (registrar)."),
  citizen: text(64, "the name or address of one of the citizens", { min: 1 }),
  term: duration.default("365 days").describe("How long the office lasts."),
});

const articleSchema = record({
  title: text(CHARTER_LIMITS.articleTitle, "a title", { min: 1 }),
  text: text(CHARTER_LIMITS.articleText, "a text", { min: 1, layout: "lines" }).describe(
    "May cite provisions: {coin.taxRate}, {governor.votingPeriod}.",
  ),
});

/** Which institutions a nation is founded with. A name that is no optional institution's is judged with the others' needs. */
const choiceSchema = z
  .object(
    Object.fromEntries(
      institutionNames.filter(isOptional).map((name) => {
        const { summary, founded } = declarationOf(name);
        const meaning = `${summary[0].toUpperCase()}${summary.slice(1)}. Founded ${founded === "if named" ? "only if this is true" : "unless this is false"}.`;
        return [name, z.boolean({ error: "must be true or false." }).optional().describe(meaning)];
      }),
    ) as Record<OptionalName, z.ZodOptional<z.ZodBoolean>>,
    { error: 'must be an object that says of institutions whether they are founded, such as { "tribunal": false }.' },
  )
  .catchall(z.boolean({ error: "must be true or false." }));

/** What a charter says of no single institution. */
const common = {
  institutions: choiceSchema
    .optional()
    .describe(
      "Which institutions the nation is founded with, where it can be without. The government can adopt others later.",
    ),
  articles: z
    .array(articleSchema, { error: "must be a list of articles, each with title and text." })
    .max(CHARTER_LIMITS.articles, { error: `must be at most ${CHARTER_LIMITS.articles} articles.` })
    .default([]),
  citizens: z
    .array(citizenSchema, { error: "must be a list of citizens, each with name, address or both." })
    .min(1, { error: "must have at least one citizen: a nation without citizens could never decide anything." })
    .max(CHARTER_LIMITS.citizens, {
      error: `must be at most ${CHARTER_LIMITS.citizens} founding citizens: the nation admits the others.`,
    }),
  offices: z
    .array(officeSchema, { error: "must be a list of offices, each with role, citizen and term." })
    .max(CHARTER_LIMITS.offices, { error: `must be at most ${CHARTER_LIMITS.offices} offices.` })
    .default([]),
};

/* THE INSTITUTIONS' SECTIONS, each at its declaration's place */

/** A section of the charter as it grows, declaration by declaration. */
interface Group {
  readonly fields: Map<string, z.ZodType | Group>;
  meaning?: string | undefined;
}

const groupIn = ({ fields: known }: Group, key: string, meaning?: string): Group => {
  const found = known.get(key) ?? { fields: new Map(), meaning };
  known.set(key, found);
  return found as Group;
};

/** The names of what an institution's section of the charter holds beside its provisions. */
export const fieldsIn = (name: InstitutionName): string[] => Object.keys(declarationOf(name).section?.(fields) ?? {});

function growInstitution(root: Group, name: InstitutionName): void {
  const { charter = [], section, provisions = {}, groups = {} } = declarationOf(name);
  const own = charter.reduce((group, key) => groupIn(group, key), root);
  for (const [key, field] of Object.entries(section?.(fields) ?? {})) own.fields.set(key, field as z.ZodType);
  for (const [key, spec] of Object.entries(provisions)) {
    const path = spec.at ?? [key];
    const parent = path.slice(0, -1).reduce((group, step) => groupIn(group, step, groups[step]), own);
    parent.fields.set(path[path.length - 1], provisionField(spec));
  }
}

function schemaOf({ fields: known, meaning }: Group): z.ZodType {
  const shape = [...known].map(([key, field]) => [key, field instanceof z.ZodType ? field : schemaOf(field)] as const);
  const whole = record(Object.fromEntries(shape));
  // A section that can be empty can be left out.
  const section = whole.safeParse({}).success ? whole.prefault({}) : whole;
  return meaning === undefined ? section : section.describe(meaning);
}

function charterSchemaOf(names: readonly InstitutionName[]): z.ZodType<Charter, CharterInput> {
  const root: Group = { fields: new Map<string, z.ZodType | Group>([["$schema", z.string().optional()]]) };
  growInstitution(root, spine.directory.name); // A charter begins with what the nation is called.
  for (const [key, field] of Object.entries(common)) root.fields.set(key, field);
  for (const name of names) growInstitution(root, name);
  return schemaOf(root) as z.ZodType<Charter, CharterInput>;
}

/** What a charter must be, before its fields are seen together. */
export const charterSchema = charterSchemaOf(institutionNames);

/* THE SAME AS TYPES */

type Common = z.ZodObject<typeof common & { readonly $schema: z.ZodOptional<z.ZodString> }>;

/** A value at a path; on the way, what can be empty can be left out. */
type Placed<Path extends readonly string[], Value> = Path extends readonly [
  infer Key extends string,
  ...infer Rest extends readonly string[],
]
  ? CanBeEmpty<Placed<Rest, Value>> extends true
    ? { [Place in Key]?: Placed<Rest, Value> }
    : { [Place in Key]: Placed<Rest, Value> }
  : Value;

type CanBeEmpty<Value> = undefined extends Value ? true : object extends Value ? true : false;

/** A value at a path, with nothing left out. */
type PlacedWhole<Path extends readonly string[], Value> = Path extends readonly [
  infer Key extends string,
  ...infer Rest extends readonly string[],
]
  ? { [Place in Key]: PlacedWhole<Rest, Value> }
  : Value;

/** A value at a path that is left out with all that leads there alone. */
type PlacedIfAny<Path extends readonly string[], Value> = Path extends readonly [
  infer Key extends string,
  ...infer Rest extends readonly string[],
]
  ? { [Place in Key]?: PlacedIfAny<Rest, Value> }
  : Value;

type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** One type where several were laid over each other. */
type Flat<Type> = Type extends readonly unknown[]
  ? Type
  : Type extends object
    ? { [Key in keyof Type]: Flat<Type[Key]> }
    : Type;

type PathOf<Key, Spec> =
  Spec extends ProvisionSpec<bigint, infer At> ? (At extends readonly [] ? [Key & string] : At) : never;

type ShapeOf<Name extends InstitutionName> = Registry[Name]["section"] extends Section<infer Shape> | undefined
  ? Shape
  : never;
type SpecsOf<Name extends InstitutionName> = NonNullable<Registry[Name]["provisions"]>;
type CharterPathOf<Name extends InstitutionName> = NonNullable<Registry[Name]["charter"]>;

type SectionInput<Name extends InstitutionName> =
  | (keyof ShapeOf<Name> extends never ? never : z.input<z.ZodObject<ShapeOf<Name>>>)
  | {
      [Key in keyof SpecsOf<Name>]: Placed<PathOf<Key, SpecsOf<Name>[Key]>, ProvisionInput | undefined>;
    }[keyof SpecsOf<Name>];
type SectionOutput<Name extends InstitutionName> =
  | (keyof ShapeOf<Name> extends never ? never : SettingsOf<ShapeOf<Name>>)
  | { [Key in keyof SpecsOf<Name>]: PlacedWhole<PathOf<Key, SpecsOf<Name>[Key]>, ProvisionInput> }[keyof SpecsOf<Name>];

/** The institutions of which a charter says something. */
type Chartered = {
  [Name in InstitutionName]: CharterPathOf<Name> extends readonly [] ? never : Name;
}[InstitutionName];

type Inputs = { [Name in Chartered]: Placed<CharterPathOf<Name>, Together<SectionInput<Name>>> }[Chartered];
type Outputs = {
  [Name in Chartered]: Name extends OptionalName
    ? PlacedIfAny<CharterPathOf<Name>, Together<SectionOutput<Name>>>
    : PlacedWhole<CharterPathOf<Name>, Together<SectionOutput<Name>>>;
}[Chartered];

/** The input from which a nation is founded, as a person writes it: only `nation.name` and `citizens` are needed. */
export type CharterInput = Flat<z.input<Common> & Together<Inputs>>;

/**
 * A charter that has been checked, with every default filled in; sections of institutions that it leaves out are left out, too.
 * Parsing it again gives the same.
 */
export type Charter = Flat<z.output<Common> & Together<Outputs>>;

/** The role that an office gives. */
export type OfficeRole = Charter["offices"][number]["role"];

/* WHAT A CHARTER SAYS */

/** The institutions that a charter founds, in the order in which they are built. */
export function namesIn({ institutions = {} }: Pick<Charter, "institutions">): InstitutionName[] {
  return institutionNames.filter((name) => {
    if (!isOptional(name)) return true;
    return institutions[name] ?? declarationOf(name).founded === "by default";
  });
}

/** A charter that founds every institution, and says nothing else. */
export const sampleCharter = (): Charter => {
  const institutions = Object.fromEntries(institutionNames.map((name) => [name, true]));
  return charterSchema.parse({ nation: { name: "Sample" }, citizens: [{ name: "Somebody" }], institutions });
};

/** A provision as a charter gives it, with its bounds. */
export interface BoundedQuantity {
  readonly value: Quantity;
  readonly min: Quantity;
  readonly max: Quantity;
}

const at = (charter: Charter, path: readonly string[]): unknown =>
  path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], charter);

/** The provision at its place in the charter, with its bounds. */
export function provisionIn(charter: Charter, { path, within: [min, max] }: PlacedProvision): BoundedQuantity {
  const given = at(charter, path) as ProvisionInput;
  if (typeof given !== "object") return { value: given, min, max };
  return { value: given.value, min: given.min ?? min, max: given.max ?? max };
}

/** An institution's section of a charter. */
export const settingsIn = (charter: Charter, name: InstitutionName): never =>
  at(charter, declarationOf(name).charter ?? []) as never;

/** The section of a charter that was declared so. */
export function sectionIn<Shape extends z.ZodRawShape>(charter: Charter, section: Section<Shape>): SettingsOf<Shape> {
  const name = institutionNames.find((one) => declarationOf(one).section === (section as Section))!;
  return settingsIn(charter, name);
}

/** The index of the citizen whom a charter calls by that name or address. */
export function citizenNamed(charter: Charter, name: string): number | undefined {
  const index = charter.citizens.findIndex(
    (citizen) =>
      citizen.name === name ||
      (isAddress(name) && citizen.address !== undefined && getAddress(citizen.address) === getAddress(name)),
  );
  return index === -1 ? undefined : index;
}
