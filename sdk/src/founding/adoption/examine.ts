import type { Result } from "ethers";
import type { Inspection } from "../../core/inspection";
import type { InstitutionName } from "../../institutions/registry";
import type { CodeSource } from "../codes";
import { LookalikeError, type Mismatch } from "../errors";
import { contractOf, creatorOf, termsEncoded, variantOf, type FoundingTerms } from "../institutions";
import { provisionsOf } from "../provisions";
import { examine } from "../verification/collect";
import { decodeTerms } from "../verification/terms";
import { accountsKnownBy } from "../verification/wiring";

/** A contract that somebody deployed, to be adopted as an institution. */
export interface Candidate {
  readonly name: InstitutionName;
  readonly address: string;
  /** What it should have been created with. */
  readonly terms: FoundingTerms;
  readonly code: CodeSource;
}

/**
 * Refuses a contract that is not what this software would have built: with its code, knowing the nation's institutions and no
 * other, with those provisions.
 *
 * @throws {@link LookalikeError} with everything in which it differs.
 */
export async function refuseLookalike(inspection: Inspection, candidate: Candidate): Promise<void> {
  const { name, address, terms, code } = candidate;
  const { subject, checks } = await examine(inspection.evidence, { name, account: address, code });
  const refuse = (mismatches: readonly Mismatch[]) => {
    if (mismatches.length > 0) throw new LookalikeError(name, { address, mismatches });
  };
  const expected = "what this software builds through a deployer";
  refuse(
    checks
      .filter(({ finding }) => finding === "fault" || finding === "incomplete")
      .map(({ detail }) => ({ what: "code", found: detail, expected })),
  );

  const due = { ...terms, variants: { [name]: variantOf(name, subject.contract) } };
  const wiring = accountsKnownBy(subject)
    .map((one) => ({ what: one.name, found: one.account, expected: due.addresses[one.name] ?? "none" }))
    .filter(({ found, expected: known }) => found !== known);
  const created = decodeTerms(name, subject);
  const encoded = termsEncoded(name, due);
  const model = decodeTerms(name, { contract: contractOf(name, due.variants[name]), arguments: encoded });
  const mismatches = [
    ...wiring,
    ...variantMismatch(name, { chosen: terms.variants[name], found: due.variants[name] }),
    ...provisionMismatches(name, { created, model }),
  ];
  if (mismatches.length === 0 && encoded !== subject.arguments) {
    const inputs = creatorOf(name, subject.contract).deploy.inputs;
    const differing = inputs.filter((_, index) => String(created[index]) !== String(model[index]));
    mismatches.push({ what: "terms", found: listOf(differing, created), expected: listOf(differing, model) });
  }
  refuse(mismatches);
}

const listOf = (inputs: readonly { readonly name: string }[], terms: Result): string =>
  inputs.map(({ name }) => `${name} ${String(terms.getValue(name))}`).join(", ");

/** Another contract than this software builds on this chain today by these settings, where several can build an institution. */
const variantMismatch = (
  name: InstitutionName,
  { chosen, found }: { readonly chosen: string | undefined; readonly found: string | undefined },
): Mismatch[] =>
  chosen === found ? [] : [{ what: "contract", found: contractOf(name, found), expected: contractOf(name, chosen) }];

interface ProvisionTuple {
  readonly value: bigint;
  readonly min: bigint;
  readonly max: bigint;
}

/** Provisions, the last of an institution's terms, that have other values or bounds. */
function provisionMismatches(
  name: InstitutionName,
  { created, model }: { readonly created: Result; readonly model: Result },
): Mismatch[] {
  const textOf = ({ value, min, max }: ProvisionTuple) => `${value} within ${min} to ${max}`;
  return provisionsOf(name).flatMap(({ key }, index) => {
    const [found, expected] = [created, model].map((terms) => textOf((terms.at(-1) as ProvisionTuple[])[index]));
    return found === expected ? [] : [{ what: key, found, expected }];
  });
}
