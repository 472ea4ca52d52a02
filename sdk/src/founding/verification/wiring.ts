import type { ParamType, Result } from "ethers";
import { creatorOf, institutionNames, type InstitutionName } from "../institutions";
import type { FoundingRecord } from "../journal";
import { termsIn } from "./content";
import type { Inspection } from "./inspection";
import { Findings, type Check } from "./report";

/** Which institution a constructor's parameter of that name is to be; undefined if it is none's. */
function institutionCalled(parameter: string): InstitutionName | undefined {
  const bare = parameter.replace(/^initial(?=[A-Z])/, "");
  const name = `${bare[0].toLowerCase()}${bare.slice(1)}`;
  return name === "authority" ? "constitution" : institutionNames.find((one) => one === name);
}

/** The institutions among a constructor's terms, those in its structures included. */
function knownIn(inputs: readonly ParamType[], terms: Result): { name: InstitutionName; account: string }[] {
  return inputs.flatMap((input, index) => {
    const value: unknown = terms[index];
    if (input.baseType === "tuple") return knownIn(input.components ?? [], value as Result);
    const name = input.baseType === "address" ? institutionCalled(input.name) : undefined;
    return name === undefined ? [] : [{ name, account: String(value) }];
  });
}

/**
 * Compares whom every institution was created to know with where the institutions are: it asks the court for rulings, the citizenship
 * for citizens, and pays the treasury, and no other. That its code holds what it was created with is compared with the code.
 */
export function checkWiring(inspection: Inspection, record: Pick<FoundingRecord, "institutions">): Check[] {
  const findings = new Findings("code");
  for (const name of institutionNames) {
    const { inputs } = creatorOf(name, record.institutions[name].contract).deploy;
    const known = knownIn(inputs, termsIn(record, name));
    if (known.length === 0) continue;
    const strange = known.filter((one) => one.account !== inspection.addresses[one.name]);
    findings.expect(`Whom ${name} knows`, strange.length === 0, {
      good: known.map((one) => one.name).join(", "),
      bad: strange.map((one) => `${one.account} as ${one.name}`).join(", "),
    });
  }
  return findings.checks;
}
