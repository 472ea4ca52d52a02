import { encodeBytes32String, getAddress, getCreateAddress, type Interface } from "ethers";
import { interfaceBy, interfaceOf as interfaceIn, type ProvisionTerms, type Terms } from "../core/declaration";
import { onChain } from "../core/provision-specs";
import type { ContractName } from "../generated/bytecode";
import { NationDeployer__factory } from "../generated/contracts";
import { declarationOf, institutionNames, type InstitutionName } from "../institutions/registry";
import { provisionIn, sectionIn, settingsIn, type Charter } from "./charter";
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

/** The address of every institution. */
export type Addresses = Readonly<Record<InstitutionName, string>>;

/** One thing for each institution. */
export const forEachInstitution = <Thing>(make: (name: InstitutionName, index: number) => Thing) =>
  Object.fromEntries(institutionNames.map((name, index) => [name, make(name, index)])) as Record<
    InstitutionName,
    Thing
  >;

/** The deployer that a founder's transaction with that nonce creates. */
export const deployerOf = (founder: string, nonce: number): string => getCreateAddress({ from: founder, nonce });

/** Where a deployer creates the institutions: known before any of them exists. */
export const addressesOf = (deployer: string): Addresses =>
  forEachInstitution((_, index) => getCreateAddress({ from: deployer, nonce: index + 1 }));

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
  readonly founder: string;
  /** The founding citizens' accounts, in the charter's order. */
  readonly citizens: readonly string[];
  readonly chainId: bigint;
  readonly variants: Variants;
  readonly addresses: Addresses;
}

/** What each institution is created with: its constructor's arguments, ABI-encoded. */
export function argumentsOf(founding: FoundingTerms): Record<InstitutionName, string> {
  return forEachInstitution((name) => {
    const variant = founding.variants[name];
    return creatorOf(name, contractOf(name, variant)).encodeDeploy(valuesOf(name, founding));
  });
}

function valuesOf(name: InstitutionName, founding: FoundingTerms): readonly unknown[] {
  const { charter, founder, citizens, chainId, variants, addresses } = founding;
  const terms: Terms<never> = {
    settings: settingsIn(charter, name),
    settingsOf: (section) => sectionIn(charter, section),
    provisions: provisionsOf(name).map((spec) => termsOf(charter, spec)),
    founder,
    citizens,
    chainId,
    variant: variants[name],
    directory: institutionNames.map((one) => ({ name: encodeBytes32String(one), account: addresses[one] })),
    taxExempt: institutionNames.filter((one) => declarationOf(one).taxExempt).map((one) => addresses[one]),
  };
  return declarationOf(name).terms(addresses, terms);
}

/** An address as everyone writes it. */
export const checksummed = (address: string): string => getAddress(address.toLowerCase());
