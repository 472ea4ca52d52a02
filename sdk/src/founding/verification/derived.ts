import { Findings, type Check } from "../../core/findings";
import { offChain } from "../../core/provision-specs";
import { durationOf } from "../../core/quantities";
import { roles } from "../../core/roles";
import { declarationOf, institutionNames, isOptional, type InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { CharterError, parseCharter, type Charter } from "../charter";
import { interfaceOf, variantOf, type Variants } from "../institutions";
import type { InstitutionRecord } from "../journal";
import { planOf, type Codes } from "../plan";
import { provisionsOf } from "../provisions";
import { dataOf, type Step } from "../steps";
import { decodeTerms } from "./terms";

/** A founding without a record, of which the chain alone tells. */
export interface Traced {
  readonly founder: string;
  readonly chainId: bigint;
  readonly names: readonly InstitutionName[];
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
  const { names, institutions, steps, founder, chainId, codes } = traced;
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
  const { steps: due } = planOf({ charter, founder, citizens, chainId: String(chainId), variants }, codes, names);
  const dossiers = new Set(steps.flatMap((step) => (step.kind === "admit" ? [step.dossier] : [])));
  const plain = (step: Step | undefined): string =>
    step === undefined ? "" : dataOf(step.kind === "admit" ? { ...step, dossier: NO_DOSSIER } : step, NO_DOSSIER);
  const other = Array.from({ length: Math.max(steps.length, due.length) }, (_, index) => index).filter(
    (index) => plain(steps[index]) !== plain(due[index]),
  );
  const isSo = other.length === 0 && dossiers.size <= 1;
  findings.expect("The plan", isSo, {
    good: `is that of a founding with these terms, in ${steps.length} steps`,
    bad: other
      .map((index) => `step ${index + 1} is not "${due[index]?.title ?? "nothing"}", which these terms give`)
      .join("; "),
  });
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
  const call = authority.parseTransaction({ data: step.template });
  if (call?.name !== "enact") return [];
  const texts = call.args[0] as Iterable<{ readonly title: string; readonly text: string }>;
  return [...texts].map(({ title, text }) => ({ title, text }));
}
