import { AbiCoder, type Result } from "ethers";
import { Findings, type Check } from "../../core/findings";
import { isOptional, type InstitutionName } from "../../institutions/registry";
import { namesIn, settingsIn } from "../charter";
import { argumentsOf, contractOf, creatorOf, namesOf, type Addresses } from "../institutions";
import type { FoundingRecord, InstitutionRecord } from "../journal";
import { forbiddenVariants } from "../variants";

/** The terms on which an institution was created, as its constructor took them. */
export const decodeTerms = (
  name: InstitutionName,
  { contract, arguments: encoded }: Pick<InstitutionRecord, "contract" | "arguments">,
): Result => AbiCoder.defaultAbiCoder().decode(creatorOf(name, contract).deploy.inputs, encoded);

/** The same of one that is verified. */
export const termsIn = (
  subject: Pick<InstitutionRecord, "contract" | "arguments"> & { readonly name: InstitutionName },
) => decodeTerms(subject.name, subject);

/** Whether the record's terms are those of its charter: then what is compared with the terms is compared with the charter. */
export function checkTerms(record: FoundingRecord, addresses: Addresses): Check[] {
  const findings = new Findings("founding acts");
  const { charter, institutions, variants } = record;
  const chainId = BigInt(record.chainId);
  const names = namesOf(institutions);
  const encoded = argumentsOf({ ...record, chainId, addresses });
  const others = names.filter((name) => {
    const { contract, arguments: recorded } = institutions[name]!;
    return recorded !== encoded[name] || contract !== contractOf(name, variants[name]);
  });
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
