import { type ParamType, type Provider, type Result } from "ethers";
import { lenientCoder } from "../../core/abi";
import { quoted } from "../../core/legible";
import { NationError } from "../../core/errors";
import type { Evidence } from "../../core/evidence";
import { Findings, type Check } from "../../core/findings";
import { isOptional, type InstitutionName } from "../../institutions/registry";
import { namesIn, settingsIn } from "../charter";
import { argumentsOf, contractOf, creatorOf, namesOf, unknownOf, type Addresses } from "../institutions";
import type { FoundingRecord, InstitutionRecord } from "../journal";
import { chooseVariants, forbiddenVariants } from "../variants";

/** The terms on which an institution was created, as its constructor took them. */
export const decodeTerms = (
  name: InstitutionName,
  { contract, arguments: encoded }: Pick<InstitutionRecord, "contract" | "arguments">,
): Result => lenientCoder().decode(creatorOf(name, contract).deploy.inputs, encoded);

/** The same of one that is verified. */
export const termsIn = (
  subject: Pick<InstitutionRecord, "contract" | "arguments"> & { readonly name: InstitutionName },
) => decodeTerms(subject.name, subject);

/** Whether the terms of an institution can be read to the last. */
export function areReadable(name: InstitutionName, terms: Pick<InstitutionRecord, "contract" | "arguments">): boolean {
  const read = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(read);
  };
  try {
    read(decodeTerms(name, terms));
    return true;
  } catch {
    return false;
  }
}

/** The terms of an institution, without the unknown institutions that its lists name. */
export function termsApart(
  name: InstitutionName,
  terms: Pick<InstitutionRecord, "contract" | "arguments">,
  { strangers, told }: { readonly strangers: ReadonlyMap<string, string>; readonly told: Set<string> },
): unknown {
  const apart = (value: unknown, type: ParamType): unknown => {
    if (type.arrayChildren !== null)
      return [...(value as Iterable<unknown>)]
        .filter((item) => {
          const stranger = typeof item === "string" ? strangers.get(item) : undefined;
          if (stranger !== undefined) told.add(`the terms of the ${name} name the institution ${quoted(stranger)}`);
          return stranger === undefined;
        })
        .map((item) => apart(item, type.arrayChildren!));
    if (type.components !== null) return type.components.map((one, index) => apart((value as unknown[])[index], one));
    return String(value);
  };
  try {
    const decoded = decodeTerms(name, terms);
    return creatorOf(name, terms.contract).deploy.inputs.map((input, index) => apart(decoded[index], input));
  } catch {
    return terms.arguments;
  }
}

/** Whether the record's terms are those of its charter: then what is compared with the terms is compared with the charter. */
export function checkTerms(record: FoundingRecord, addresses: Addresses): Check[] {
  const findings = new Findings("founding acts");
  const { charter, institutions, variants } = record;
  const chainId = BigInt(record.chainId);
  const names = namesOf(institutions);
  const encoded = argumentsOf({ ...record, chainId, addresses });
  const told = new Set<string>();
  const strangers = new Map(
    unknownOf(institutions).map((name) => [(addresses as Readonly<Record<string, string>>)[name], name]),
  );
  const isOther = (name: InstitutionName): boolean => {
    const { contract, arguments: recorded } = institutions[name]!;
    if (contract !== contractOf(name, variants[name])) return true;
    if (recorded === encoded[name]) return false;
    const [found, due] = [recorded, encoded[name]!].map((terms) =>
      JSON.stringify(termsApart(name, { contract, arguments: terms }, { strangers, told })),
    );
    return strangers.size === 0 || found !== due;
  };
  const others = names.filter(isOther);
  findings.expect("The terms of the institutions", others.length === 0, {
    good: `are those of the charter (${charter.nation.name}, ${charter.citizens.length} founding citizens)`,
    bad: `are not those of the charter: ${others.join(", ")}`,
  });
  const { unlike, silent } = differencesIn(record);
  findings.expect("The choice of the institutions", unlike.length === 0, {
    good: names.join(", "),
    bad: `is not the charter's: it differs in ${unlike.join(", ")}`,
  });
  // Whoever founded may have left them out, or may not have known them: nothing tells which.
  if (silent.length > 0)
    findings.add(
      "What the charter is silent about",
      "unknown",
      `this software would found ${silent.join(", ")}, and the nation was founded without`,
    );
  const forbidden = forbiddenVariants(charter, { names, chainId, variants });
  for (const name of names) {
    const variant = variants[name];
    if (variant === undefined && !forbidden.includes(name)) continue;
    findings.expect(`The choice of the ${name}`, !forbidden.includes(name), {
      good: `${variant}, as the charter and the chain allow`,
      bad: `${variant}, where the charter says ${JSON.stringify(settingsIn(charter, name))}`,
    });
  }
  return findings.checks;
}

/**
 * Asks the chain what a founding would choose that the charter leaves to the chain. Nations outlive what their chains could not do
 * when they were founded, so that another choice is no fault.
 */
export async function checkChoice(
  { charter, institutions, variants, ...record }: FoundingRecord,
  { provider, evidence }: { readonly provider: Provider; readonly evidence: Evidence },
): Promise<Check[]> {
  const findings = new Findings("founding acts");
  const chainId = await evidence.read("the chain's id", (node) => node.chainId());
  if (BigInt(record.chainId) !== chainId) {
    findings.add("The record's chain", "fault", `is ${record.chainId}, and this one is ${chainId}`);
    return findings.checks;
  }
  const names = namesOf(institutions);
  // What the charter forbids is a fault already.
  const forbidden = forbiddenVariants(charter, { names, chainId, variants });
  const open = names.filter((name) => variants[name] !== undefined && !forbidden.includes(name));
  const chosen = await chooseVariants(charter, {
    names: open,
    chainId,
    ask: (choose) =>
      evidence.read("what the chain can do", () =>
        choose(provider).catch((error: unknown) => {
          // What the charter wants and the chain cannot do, the institution itself tells.
          if (error instanceof NationError) return undefined as never;
          throw error;
        }),
      ),
  });
  for (const name of open.filter((one) => (chosen[one] ?? variants[one]) !== variants[one]))
    findings.add(
      `The choice of the ${name}`,
      "unknown",
      `${variants[name]}, and today a founding on this chain would choose ${chosen[name]}: nothing proves what the chain could do then`,
    );
  return findings.checks;
}

/** In what the choice of a record is not its charter's; apart from that, what a charter that is silent leaves to the software. */
function differencesIn({ charter, institutions }: FoundingRecord) {
  const recorded = namesOf(institutions);
  const chosen = namesIn(charter);
  const missing = chosen.filter((name) => !recorded.includes(name));
  const isSilent = (name: InstitutionName) => isOptional(name) && charter.institutions?.[name] === undefined;
  return {
    unlike: [...missing.filter((name) => !isSilent(name)), ...recorded.filter((name) => !chosen.includes(name))],
    silent: missing.filter(isSilent),
  };
}
