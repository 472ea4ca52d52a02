import { callIn } from "../../core/calldata";
import { Findings, type Check } from "../../core/findings";
import { offChain } from "../../core/provision-specs";
import { durationOf } from "../../core/quantities";
import { roles } from "../../core/roles";
import { declarationOf, institutionNames, isOptional, type InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { CharterError, parseCharter, type Charter } from "../charter";
import { interfaceOf, variantOf, type Variants } from "../institutions";
import type { InstitutionRecord } from "../journal";
import { stepsDue, type Codes } from "../plan";
import { provisionsOf } from "../provisions";
import type { Step } from "../steps";
import { likenessOf } from "./likeness";
import { decodeTerms } from "./terms";

/** A founding without a record, of which the chain alone tells. */
export interface Traced {
  readonly founder: string;
  readonly chainId: bigint;
  readonly deployer: string;
  /** The institutions that this software knows, in the order in which they were built. */
  readonly names: readonly InstitutionName[];
  /** All of them, in that order. */
  readonly all: readonly string[];
  readonly institutions: Readonly<Partial<Record<InstitutionName, InstitutionRecord>>>;
  readonly steps: readonly Step[];
  readonly codes: Codes;
}

/** The charter that a founding by these steps must have had, as far as the chain tells, and what is wrong with it. */
export interface Derived {
  readonly charter: Charter | undefined;
  readonly citizens: readonly string[];
  readonly variants: Variants;
  readonly checks: readonly Check[];
}

/**
 * Reads the charter back from the terms and the steps, puts it through the checks of every charter, and compares what it would found
 * with what was founded: nothing was that no charter could have said.
 */
export function deriveCharter(traced: Traced): Derived {
  const { names, all, institutions, steps, founder, chainId, codes, deployer } = traced;
  const findings = new Findings("terms");
  const citizens = steps.flatMap((step) => (step.kind === "admit" ? step.applicants : []));
  const variants = Object.fromEntries(
    names.flatMap((name) => {
      const variant = variantOf(name, institutions[name]!.contract);
      return variant === undefined ? [] : [[name, variant]];
    }),
  ) as Variants;
  const written = writtenFrom(traced, { citizens, variants });
  let charter: Charter;
  try {
    charter = parseCharter(written);
  } catch (error) {
    if (!(error instanceof CharterError)) throw error;
    for (const { field, message } of error.problems)
      findings.add(`The terms: ${field}`, "fault", `${field} ${message} No charter can say so.`);
    return { charter: undefined, citizens, variants, checks: findings.checks };
  }
  findings.add("The terms", "founded", "lie within the bounds of every charter");

  // What everyone signs is the digest of the charter with its names, which the chain does not have.
  const due = stepsDue({ charter, founder, citizens, chainId: String(chainId), variants }, codes, all);
  const dossiers = new Set(steps.flatMap((step) => (step.kind === "admit" ? [step.dossier] : [])));
  const plain = <Some extends Step | undefined>(step: Some): Some =>
    step?.kind === "admit" ? { ...step, dossier: NO_DOSSIER } : step;
  const { odd, unknown } = likenessOf(steps.map(plain), due.map(plain), { deployer, names: all, codes });
  findings.expect("The plan", odd.length === 0 && dossiers.size <= 1, {
    good: `is that of a founding with these terms, in ${steps.length} steps`,
    bad: [...odd, ...(dossiers.size > 1 ? ["the citizens are asked for several things"] : [])].join("; "),
  });
  for (const one of unknown) findings.add("The plan", "unknown", one);
  return { charter, citizens, variants, checks: findings.checks };
}

const NO_DOSSIER = `0x${"00".repeat(32)}`;

/** A charter as a person would write it to found this. */
function writtenFrom(
  { names, institutions, steps }: Traced,
  { citizens, variants }: { readonly citizens: readonly string[]; readonly variants: Variants },
): Record<string, unknown> {
  const invitation = steps.find((step) => step.kind === "admit")?.period ?? 0n;
  const written: Record<string, unknown> = {
    institutions: Object.fromEntries(institutionNames.filter(isOptional).map((name) => [name, names.includes(name)])),
    citizens: citizens.map((address) => ({ address })),
    articles: steps.flatMap(articlesIn),
    offices: steps.flatMap((step) =>
      step.kind === "handOver"
        ? step.offices.map(({ role, holder, term }) => ({
            role: roleNamed(role),
            citizen: holder,
            term: durationOf(term),
          }))
        : [],
    ),
  };
  for (const name of names) {
    const declaration = declarationOf(name);
    const { charter: path = [] } = declaration;
    const created = decodeTerms(name, institutions[name]!);
    const settings = declaration.settingsFrom?.(created, { variant: variants[name], citizens, invitation }) ?? {};
    for (const [key, value] of Object.entries(settings)) put(written, [...path, key], value);
    const specs = provisionsOf(name);
    const terms = (specs.length === 0 ? [] : created.at(-1)) as { value: bigint; min: bigint; max: bigint }[];
    for (const [index, { kind, path: place }] of specs.entries()) {
      const { value, min, max } = terms[index];
      const [one, least, most] = [value, min, max].map((amount) => offChain(kind, amount));
      put(written, place, { value: one, min: least, max: most });
    }
  }
  return written;
}

function put(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let node = root;
  for (const key of path.slice(0, -1)) {
    node[key] ??= {};
    node = node[key] as Record<string, unknown>;
  }
  const last = path[path.length - 1];
  const known = node[last];
  node[last] = typeof known === "object" && typeof value === "object" ? { ...known, ...value } : value;
}

const roleNamed = (role: bigint): string =>
  Object.entries(roles).find(([, one]) => one === role)?.[0] ?? `role ${role}`;

const authority = interfaceOf(spine.authority.name);

function articlesIn(step: Step): { title: string; text: string }[] {
  if (step.kind !== "call") return [];
  const call = callIn(authority, step.template);
  if (call?.name !== "enact") return [];
  const texts = call.args[0] as Iterable<{ readonly title: string; readonly text: string }>;
  return [...texts].map(({ title, text }) => ({ title, text }));
}
