import type { Declaration } from "../core/declaration";
import { admissions } from "./admissions/declaration";
import { agreements } from "./agreements/declaration";
import { attestations } from "./attestations/declaration";
import { citizenship } from "./citizenship/declaration";
import { coin } from "./coin/declaration";
import { constitution } from "./constitution/declaration";
import { court } from "./court/declaration";
import { didRegistry } from "./did-registry/declaration";
import { dividends } from "./dividends/declaration";
import { governor } from "./governor/declaration";
import { grants } from "./grants/declaration";
import { juryRoll } from "./jury-roll/declaration";
import { merit } from "./merit/declaration";
import { nation } from "./nation/declaration";
import { passport } from "./passport/declaration";
import { petitions } from "./petitions/declaration";
import { randomness } from "./randomness/declaration";
import { recovery } from "./recovery/declaration";
import { residency } from "./residency/declaration";
import { stake } from "./stake/declaration";
import { timelock } from "./timelock/declaration";
import { treasury } from "./treasury/declaration";
import { tribunal } from "./tribunal/declaration";
import { upkeep } from "./upkeep/declaration";

/** Every institution, in the order in which it is built: a new one is appended, and none ever moves. */
export const registry = {
  constitution,
  nation,
  passport,
  citizenship,
  treasury,
  coin,
  stake,
  timelock,
  governor,
  randomness,
  juryRoll,
  court,
  agreements,
  tribunal,
  didRegistry,
  admissions,
  recovery,
  attestations,
  dividends,
  residency,
  petitions,
  merit,
  grants,
  upkeep,
} as const satisfies Readonly<Record<string, Declaration>>;

/** Every institution's declaration, by its name. */
export type Registry = typeof registry;

/** The name of an institution that this software knows. */
export type InstitutionName = keyof Registry;

/** The institutions that a nation can be without. */
export type OptionalName = {
  [Name in InstitutionName]: "always" extends NonNullable<Registry[Name]["founded"]> ? never : Name;
}[InstitutionName];

/** One thing for each institution of a nation: which of the optional ones there are differs from nation to nation. */
export type ByInstitution<Thing> = { readonly [Name in Exclude<InstitutionName, OptionalName>]: Thing } & {
  readonly [Name in OptionalName]?: Thing;
};

/** The names of the institutions, in the order in which they are built. */
export const institutionNames = /* @__PURE__ */ Object.keys(registry) as InstitutionName[];

/** What the software knows of an institution. */
export const declarationOf = (name: InstitutionName): Declaration => registry[name];

/** Whether this software knows an institution of that name. */
export const isKnown = (name: string): name is InstitutionName => (institutionNames as string[]).includes(name);

/** Whether a nation can be without an institution. */
export const isOptional = (name: InstitutionName): name is OptionalName =>
  (declarationOf(name).founded ?? "always") !== "always";
