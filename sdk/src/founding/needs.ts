import { declarationOf, institutionNames, type InstitutionName } from "../institutions/registry";
import { sampleCharter } from "./charter/schema";
import { addressesOf, valuesOf, type Addresses, type Variants } from "./institutions";

/** What stands in a sample for an account that is no institution's. */
export const NOBODY = `0x${"a5".repeat(20)}`;

let addresses: Addresses | undefined;

/** Addresses at which the institutions of a sample would stand. */
export const sampleAddresses = (): Addresses => (addresses ??= addressesOf(`0x${"5a".repeat(20)}`, institutionNames));

/** Everything but addresses that a sample decides: what it says decides nothing about whom an institution knows. */
export const sampleTerms = (variants: Variants = {}) => ({
  charter: sampleCharter(),
  deployer: NOBODY,
  citizens: [NOBODY],
  chainId: 1n,
  variants,
});

const needs = new Map<InstitutionName, readonly InstitutionName[]>();

/** The institutions that one knows: those that its terms name, whichever contract it is built by. */
export function needsOf(name: InstitutionName): readonly InstitutionName[] {
  // Declarations never change, and every charter that is read asks.
  let known = needs.get(name);
  if (known === undefined) needs.set(name, (known = namedBy(name)));
  return known;
}

function namedBy(name: InstitutionName): InstitutionName[] {
  const { variants } = declarationOf(name);
  const sample = { addresses: sampleAddresses() };
  const named = new Set<string | symbol>();
  const recorder = new Proxy(sample.addresses, {
    get: (all, key) => {
      named.add(key);
      return Reflect.get(all, key) as string;
    },
  });
  for (const variant of Object.keys(variants?.contracts ?? { only: undefined })) {
    valuesOf(name, { ...sampleTerms(variants && { [name]: variant }), ...sample }, recorder);
  }
  return institutionNames.filter((one) => named.has(one));
}

/** Those of some institutions that know one. */
export const neededBy = (needed: InstitutionName, names: readonly InstitutionName[]): InstitutionName[] =>
  names.filter((name) => name !== needed && needsOf(name).includes(needed));
