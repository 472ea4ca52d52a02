import { getAddress, getCreateAddress, type Interface } from "ethers";
import {
  interfaceBy,
  interfaceOf as interfaceIn,
  type Addresses as AnyAddresses,
  type ProvisionTerms,
  type Terms,
} from "../core/declaration";
import { keyOf } from "../core/keys";
import { onChain } from "../core/provision-specs";
import type { ContractName } from "../generated/bytecode";
import { NationDeployer__factory } from "../generated/contracts";
import {
  declarationOf,
  institutionNames,
  isKnown,
  type ByInstitution,
  type InstitutionName,
} from "../institutions/registry";
import { provisionIn, sectionIn, settingsIn, type Charter } from "./charter/schema";
import { provisionsOf, type PlacedProvision } from "./provisions";

/** What the deployer speaks. */
export const deployerInterface = NationDeployer__factory.createInterface();

/** The interface of an institution: of its richest contract, if it can be built by several. */
export const interfaceOf = (name: InstitutionName): Interface => interfaceIn(declarationOf(name));

/** The contracts that an institution can be built by. */
export function contractsOf(name: InstitutionName): ContractName[] {
  const { contract, variants } = declarationOf(name);
  return variants === undefined ? [contract] : Object.values(variants.contracts).map((one) => one.contract);
}

/** The contract of an institution, by the variant if it has several. */
export function contractOf(name: InstitutionName, variant: string | undefined): ContractName {
  const { contract, variants } = declarationOf(name);
  return variant === undefined ? contract : (variants?.contracts[variant]?.contract ?? contract);
}

/** Which of an institution's variants a contract is; undefined if it has but one contract. */
export function variantOf(name: InstitutionName, contract: string): string | undefined {
  const { variants } = declarationOf(name);
  return Object.entries(variants?.contracts ?? {}).find(([, one]) => one.contract === contract)?.[0];
}

/** The interface that an institution's contract is created by: that of its very contract. */
export function creatorOf(name: InstitutionName, contract: string): Interface {
  const { factory, variants } = declarationOf(name);
  const variant = Object.values(variants?.contracts ?? {}).find((one) => one.contract === contract);
  return interfaceBy(variant?.factory ?? factory);
}

/** The address of every institution of a nation, in the order in which they were built; those that this software does not know included. */
export type Addresses = ByInstitution<string>;

/** The names of a nation's institutions that this software knows, in the order in which they were built. */
export const namesOf = (nation: ByInstitution<unknown>): InstitutionName[] => Object.keys(nation).filter(isKnown);

/** The names of a nation's institutions that this software does not know. */
export const unknownOf = (nation: ByInstitution<unknown>): string[] =>
  Object.keys(nation).filter((name) => !isKnown(name));

/** One thing for each of some institutions. Which of them a nation cannot be without is for the caller to have among them. */
export const forEach = <Name extends string, Thing>(
  names: readonly Name[],
  make: (name: Name, index: number) => Thing,
): ByInstitution<Thing> & Record<Name, Thing> =>
  Object.fromEntries(names.map((name, index) => [name, make(name, index)])) as ByInstitution<Thing> &
    Record<Name, Thing>;

/** Where a deployer creates what it creates in that place, from 0: known before it exists. */
export const addressAt = (deployer: string, index: number): string =>
  getCreateAddress({ from: deployer, nonce: index + 1 });

/** Where a deployer creates institutions in their order. */
export const addressesOf = (deployer: string, names: readonly string[]): Addresses =>
  forEach(names, (_, index) => addressAt(deployer, index));

/** A provision of the charter in its unit on chain. */
export function termsOf(charter: Charter, spec: PlacedProvision): ProvisionTerms {
  const { value, min, max } = provisionIn(charter, spec);
  return { value: onChain(spec.kind, value), min: onChain(spec.kind, min), max: onChain(spec.kind, max) };
}

/** Which contract each institution with several is built by. */
export type Variants = Readonly<Partial<Record<InstitutionName, string>>>;

/** Everything that decides what the institutions are created with. */
export interface FoundingTerms {
  readonly charter: Charter;
  /** Who governs while the nation is founded: its deployer. */
  readonly deployer: string;
  /** The founding citizens' accounts, in the charter's order. */
  readonly citizens: readonly string[];
  readonly chainId: bigint;
  readonly variants: Variants;
  readonly addresses: Addresses;
}

/** What an institution is created with: its constructor's arguments, ABI-encoded. */
export function termsEncoded(name: InstitutionName, founding: FoundingTerms): string {
  const contract = contractOf(name, founding.variants[name]);
  return creatorOf(name, contract).encodeDeploy(valuesOf(name, founding));
}

/** The functions that an upkeep pays for, also of institutions that a nation may adopt later. */
export const keptFunctions = (): Terms<never>["kept"] =>
  institutionNames.flatMap((name) =>
    (declarationOf(name).kept ?? []).map((called) => ({
      institution: keyOf(name),
      selector: interfaceOf(name).getFunction(called)!.selector,
    })),
  );

/** What each institution is created with that has an address. */
export const argumentsOf = (founding: FoundingTerms): ByInstitution<string> =>
  forEach(namesOf(founding.addresses), (name) => termsEncoded(name, founding));

/**
 * What an institution is created with, as its declaration gives it.
 *
 * @param known Where the institutions are that it knows.
 */
export function valuesOf(
  name: InstitutionName,
  founding: FoundingTerms,
  known: AnyAddresses = founding.addresses,
): readonly unknown[] {
  const { charter, deployer, citizens, chainId, variants, addresses } = founding;
  const terms: Terms<never> = {
    settings: settingsIn(charter, name),
    settingsOf: (section) => sectionIn(charter, section),
    provisions: provisionsOf(name).map((spec) => termsOf(charter, spec)),
    deployer,
    citizens,
    chainId,
    variant: variants[name],
    directory: Object.entries(addresses).map(([one, account]) => ({ name: keyOf(one), account })),
    taxExempt: namesOf(addresses)
      .filter((one) => declarationOf(one).taxExempt)
      .map((one) => addresses[one]!),
    kept: keptFunctions(),
  };
  return declarationOf(name).terms(known, terms);
}

/** An address as everyone writes it. */
export const checksummed = (address: string): string => getAddress(address.toLowerCase());
