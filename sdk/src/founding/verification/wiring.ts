import type { ParamType, Result } from "ethers";
import { Findings, type Check } from "../../core/findings";
import { institutionNames, type InstitutionName } from "../../institutions/registry";
import { termsEncoded, creatorOf, variantOf } from "../institutions";
import { sampleAddresses, sampleTerms } from "../needs";
import { decodeTerms, termsIn } from "./terms";
import { tenureBeside, type Subject, type Tenures } from "./subjects";

/** An account that an institution was created to know as another institution. */
export interface KnownAccount {
  readonly name: InstitutionName;
  readonly account: string;
}

/** The accounts that stand where the sample has an institution, in structures too; lists have no fixed places. */
function knownIn(
  inputs: readonly ParamType[],
  { terms, model }: { readonly terms: Result; readonly model: Result },
): KnownAccount[] {
  const places = sampleAddresses();
  return inputs.flatMap((input, index) => {
    const value: unknown = terms[index];
    const example: unknown = model[index];
    if (input.baseType === "tuple")
      return knownIn(input.components ?? [], { terms: value as Result, model: example as Result });
    const name = institutionNames.find((one) => places[one] === example);
    return name === undefined ? [] : [{ name, account: String(value) }];
  });
}

/** Whom an institution was created to know: what stands in its terms where the terms of a sample have an institution. */
export function accountsKnownBy(subject: Pick<Subject, "name" | "contract" | "arguments">): KnownAccount[] {
  const { name, contract } = subject;
  const variant = variantOf(name, contract);
  const encoded = termsEncoded(name, { ...sampleTerms({ [name]: variant }), addresses: sampleAddresses() });
  const model = decodeTerms(name, { contract, arguments: encoded });
  return knownIn(creatorOf(name, contract).deploy.inputs, { terms: termsIn(subject), model });
}

/**
 * Compares whom an institution was created to know with who the institutions are, and were while it was one: it asks the court for
 * rulings, the citizenship for citizens, and pays the treasury, and no other. That its code holds what it was created with is
 * compared with the code.
 */
export function checkWiring(subject: Subject, tenures: Tenures): Check[] {
  const findings = new Findings("code");
  const known = accountsKnownBy(subject);
  if (known.length === 0) return [];
  const heldBy = ({ name, account: address }: KnownAccount) =>
    tenureBeside(tenures, { subject, known: { name, address } });
  const strange = known.filter((one) => heldBy(one) === undefined);
  const former = known.filter((one) => (heldBy(one)?.until ?? Infinity) < Infinity);

  const title = subject.origin === "founded" ? `Whom ${subject.name} knows` : `Whom the adopted ${subject.name} knows`;
  const listed = (accounts: readonly KnownAccount[]) =>
    accounts.map((one) => `${one.account} as ${one.name}`).join(", ");
  if (strange.length > 0) findings.add(title, "fault", listed(strange));
  else if (former.length > 0 && subject.isCurrent)
    findings.add(title, "changed", `${listed(former)}, which the government replaced or closed since`);
  else findings.add(title, "founded", known.map((one) => one.name).join(", "));
  return findings.checks;
}
