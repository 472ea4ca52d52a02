import type { ParamType, Result } from "ethers";
import { Findings, type Check } from "../../core/findings";
import type { Inspection } from "../../core/inspection";
import { institutionNames, type InstitutionName } from "../../institutions/registry";
import { parseCharter } from "../charter";
import { addressesOf, argumentsOf, creatorOf, variantOf, forEachInstitution } from "../institutions";
import type { FoundingRecord } from "../journal";
import { termsIn } from "./terms";

/** A charter that says nothing: what it is decides nothing about whom an institution knows. */
const sample = () => parseCharter({ nation: { name: "Sample" }, citizens: [{ name: "Somebody" }] });

/** Addresses at which an institution of the sample would stand. */
const PLACES = addressesOf(`0x${"5a".repeat(20)}`);
const NOBODY = `0x${"a5".repeat(20)}`;

/** What every institution of a record would be created with if the sample were its charter. */
function sampleTerms({ institutions }: Pick<FoundingRecord, "institutions">): Record<InstitutionName, Result> {
  const encoded = argumentsOf({
    charter: sample(),
    founder: NOBODY,
    citizens: [NOBODY],
    chainId: 1n,
    variants: forEachInstitution((name) => variantOf(name, institutions[name].contract)),
    addresses: PLACES,
  });
  const record = {
    institutions: forEachInstitution((name) => ({ ...institutions[name], arguments: encoded[name] })),
  };
  return forEachInstitution((name) => termsIn(record, name));
}

/** The accounts that stand where the sample has an institution, in structures too; lists have no fixed places. */
function knownIn(
  inputs: readonly ParamType[],
  { terms, model }: { terms: Result; model: Result },
): { name: InstitutionName; account: string }[] {
  return inputs.flatMap((input, index) => {
    const value: unknown = terms[index];
    const example: unknown = model[index];
    if (input.baseType === "tuple")
      return knownIn(input.components ?? [], { terms: value as Result, model: example as Result });
    const name = institutionNames.find((one) => PLACES[one] === example);
    return name === undefined ? [] : [{ name, account: String(value) }];
  });
}

/**
 * Compares whom every institution was created to know with where the institutions are: it asks the court for rulings, the citizenship
 * for citizens, and pays the treasury, and no other. That its code holds what it was created with is compared with the code.
 */
export function checkWiring(inspection: Inspection, record: Pick<FoundingRecord, "institutions">): Check[] {
  const findings = new Findings("code");
  const models = sampleTerms(record);
  for (const name of institutionNames) {
    const { inputs } = creatorOf(name, record.institutions[name].contract).deploy;
    const known = knownIn(inputs, { terms: termsIn(record, name), model: models[name] });
    if (known.length === 0) continue;
    const strange = known.filter((one) => one.account !== inspection.addresses[one.name]);
    findings.expect(`Whom ${name} knows`, strange.length === 0, {
      good: known.map((one) => one.name).join(", "),
      bad: strange.map((one) => `${one.account} as ${one.name}`).join(", "),
    });
  }
  return findings.checks;
}
