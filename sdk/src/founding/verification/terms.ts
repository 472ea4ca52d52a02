import { AbiCoder, type Result } from "ethers";
import { Findings, type Check } from "../../core/findings";
import { institutionNames, type InstitutionName } from "../../institutions/registry";
import { settingsIn } from "../charter";
import { contractOf, creatorOf } from "../institutions";
import type { FoundingRecord } from "../journal";
import { forbiddenVariants } from "../variants";

/** The terms on which an institution was created, as its constructor took them. */
export function termsIn(record: Pick<FoundingRecord, "institutions">, name: InstitutionName): Result {
  const { contract, arguments: encoded } = record.institutions[name];
  return AbiCoder.defaultAbiCoder().decode(creatorOf(name, contract).deploy.inputs, encoded);
}

/** Whether the record's terms are those of its charter: then what is compared with the terms is compared with the charter. */
export function checkTerms(record: FoundingRecord, encoded: Record<InstitutionName, string>): Check[] {
  const findings = new Findings("founding acts");
  const { charter, institutions, variants, chainId } = record;
  const others = institutionNames.filter(
    (name) =>
      institutions[name].arguments !== encoded[name] ||
      institutions[name].contract !== contractOf(name, variants[name]),
  );
  findings.expect("The terms of the institutions", others.length === 0, {
    good: `are those of the charter (${charter.nation.name}, ${charter.citizens.length} founding citizens)`,
    bad: `are not those of the charter: ${others.join(", ")}`,
  });
  const forbidden = forbiddenVariants(charter, { chainId: BigInt(chainId), variants });
  for (const name of institutionNames) {
    const variant = variants[name];
    if (variant === undefined && !forbidden.includes(name)) continue;
    findings.expect(`The choice of the ${name}`, !forbidden.includes(name), {
      good: `${variant}, as the charter and the chain allow`,
      bad: `${variant}, where the charter says ${JSON.stringify(settingsIn(charter, name))}`,
    });
  }
  return findings.checks;
}
