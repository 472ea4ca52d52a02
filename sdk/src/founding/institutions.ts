import {
  concat,
  encodeBytes32String,
  getAddress,
  getCreateAddress,
  keccak256,
  toUtf8Bytes,
  type Interface,
} from "ethers";
import { contractCodes, type ContractCode, type ContractName } from "../generated/bytecode";
import { institutionNames, type InstitutionName } from "../core/directory";
import { blockRandomness, interfaces } from "./interfaces";
import { CHARTER_LIMITS, provisionIn, type Charter } from "./charter";
import { flagOf } from "./flag";
import { onChain, provisionSpecs, type ProvisionSpec } from "./provisions";
import { scaled, secondsOf } from "./quantities";
import { randomnessContracts, randomnessTermsOf, type FoundedChance, type RandomnessSource } from "./randomness";

// The institutions are laid in the order of the directory.
export { institutionNames, type InstitutionName };

/** The contract of each institution but chance, which has several: see {@link contractOf}. */
export const institutionContracts = {
  constitution: "Constitution",
  nation: "Nation",
  passport: "Passport",
  citizenship: "Citizenship",
  treasury: "Treasury",
  coin: "CivicCoin",
  stake: "Stake",
  timelock: "TimelockController",
  governor: "NationGovernor",
  juryRoll: "JuryRoll",
  court: "Court",
  agreements: "Agreements",
  tribunal: "Tribunal",
} as const satisfies Record<Exclude<InstitutionName, "randomness">, ContractName>;

/** The contract of an institution in a nation with that source of chance. */
export const contractOf = (name: InstitutionName, source: RandomnessSource): ContractName =>
  name === "randomness" ? randomnessContracts[source] : institutionContracts[name];

/** Where the code of a contract comes from: by default from this package; from the compiler in tests. */
export type CodeSource = (contract: ContractName) => ContractCode | Promise<ContractCode>;

/** The code that this package carries. */
export const packagedCode: CodeSource = (contract) => contractCodes[contract];

/** The interface of an institution, for acts that are the same on all of them. */
export const interfaceOf = (name: InstitutionName): Interface => interfaces[name];

/** Where the chance of a nation with those institutions comes from. */
export const sourceIn = (
  institutions: Readonly<Record<"randomness", { readonly contract: string }>>,
): RandomnessSource => (institutions.randomness.contract === randomnessContracts.block ? "block" : "drand");

/** The interface that an institution's contract is created by: that of its very contract. */
export const creatorOf = (name: InstitutionName, contract: string): Interface =>
  contract === randomnessContracts.block ? blockRandomness : interfaceOf(name);

/** The address of every institution. */
export type Addresses = Readonly<Record<InstitutionName, string>>;

/** The deployer that a founder's transaction with that nonce creates. */
export const deployerOf = (founder: string, nonce: number): string => getCreateAddress({ from: founder, nonce });

/** Where a deployer creates the institutions: known before any of them exists. */
export function addressesOf(deployer: string): Addresses {
  return Object.fromEntries(
    institutionNames.map((name, index) => [name, getCreateAddress({ from: deployer, nonce: index + 1 })]),
  ) as Record<InstitutionName, string>;
}

/** A provision as a constructor takes it. */
export interface ProvisionTerms {
  readonly value: bigint;
  readonly min: bigint;
  readonly max: bigint;
}

/** A provision of the charter in its unit on chain. */
export function termsOf(charter: Charter, spec: ProvisionSpec): ProvisionTerms {
  const { value, min, max } = provisionIn(charter, spec);
  return { value: onChain(spec.kind, value), min: onChain(spec.kind, min), max: onChain(spec.kind, max) };
}

/** The nation's face as its contract takes it. */
export function nationTermsOf({ nation }: Charter): Record<"name" | "motto" | "domain" | "daoURI" | "flag", string> {
  const { name, motto, domain, daoURI, flag } = nation;
  return { name, motto, domain, daoURI, flag: flag ?? flagOf(name) };
}

/** The coin's name: as the charter says, or after the nation, as far as that fits a signing domain. */
export function coinNameOf({ coin, nation }: Charter): string {
  const candidates = [`${nation.name} Coin`, nation.name, `${coin.symbol} Coin`, "Civic Coin"];
  const fits = (name: string) => toUtf8Bytes(name).length <= CHARTER_LIMITS.coinName;
  return coin.name ?? candidates.find(fits)!;
}

/** The citizenship token's name: as the charter says, or after the nation. */
export const citizenshipNameOf = ({ citizenship, nation }: Charter): string =>
  citizenship.name ?? `${nation.name} Citizenship`;

/**
 * What each institution is created with.
 *
 * @param charter The checked charter.
 * @param context Who founds, the founding citizens' accounts in the charter's order, where everything will be, and where chance
 *        comes from on which chain.
 * @returns The constructor's arguments, ABI-encoded, by institution.
 */
export function argumentsOf(
  charter: Charter,
  context: {
    readonly founder: string;
    readonly citizens: readonly string[];
    readonly addresses: Addresses;
    readonly chance: FoundedChance;
  },
): Record<InstitutionName, string> {
  const { founder, citizens, addresses, chance } = context;
  const { constitution, nation, passport, citizenship, treasury, coin, stake, timelock, governor } = addresses;
  const { randomness, juryRoll, court, agreements } = addresses;
  const provisionsOf = (institution: InstitutionName) =>
    provisionSpecs.filter((spec) => spec.institution === institution).map((spec) => termsOf(charter, spec));
  const directory = institutionNames.map((name) => ({ name: encodeBytes32String(name), account: addresses[name] }));
  const perCitizen = scaled(charter.coin.genesis.perCitizen, 18);
  const toTreasury = scaled(charter.coin.genesis.treasury, 18);
  const maxSupply = scaled(charter.coin.maxSupply, 18);
  // What goes there and comes back is not spent: stake, the bonds of jurors, what agreements hold until they are kept.
  const exempt = [stake, juryRoll, agreements];
  const genesis = [
    ...citizens.map((holder) => ({ holder, amount: perCitizen })),
    { holder: treasury, amount: toTreasury },
  ].filter(({ amount }) => amount > 0n);

  const values: Record<InstitutionName, readonly unknown[]> = {
    constitution: [founder, citizenship],
    nation: [constitution, nationTermsOf(charter), directory],
    passport: [nation],
    citizenship: [
      constitution,
      passport,
      treasury,
      citizenshipNameOf(charter),
      charter.citizenship.symbol,
      provisionsOf("citizenship"),
    ],
    treasury: [constitution, citizenship, provisionsOf("treasury")],
    coin: [
      constitution,
      { name: coinNameOf(charter), symbol: charter.coin.symbol, treasury, maxSupply, genesis, exempt },
      provisionsOf("coin"),
    ],
    stake: [constitution, coin, citizenship, treasury, provisionsOf("stake")],
    timelock: [
      secondsOf(charter.government.timelock),
      [governor],
      [governor],
      "0x0000000000000000000000000000000000000000",
    ],
    governor: [{ authority: constitution, nation, citizenship, stake, timelock, maxSupply }, provisionsOf("governor")],
    randomness: randomnessTermsOf(charter, chance),
    juryRoll: [constitution, coin, citizenship, court, treasury, provisionsOf("juryRoll")],
    court: [constitution, citizenship, juryRoll, randomness, treasury, provisionsOf("court")],
    agreements: [citizenship, court, coin, treasury],
    tribunal: [{ authority: constitution, nation, citizenship, stake, juryRoll, court }, provisionsOf("tribunal")],
  };
  const encode = (name: InstitutionName) => creatorOf(name, contractOf(name, chance.source)).encodeDeploy(values[name]);
  return Object.fromEntries(institutionNames.map((name) => [name, encode(name)])) as Record<InstitutionName, string>;
}

/** The creation code of an institution with its constructor's arguments. */
export async function creationCodeOf(
  code: CodeSource,
  { contract, arguments: encoded }: { readonly contract: string; readonly arguments: string },
): Promise<string> {
  const { creation } = await code(contract as ContractName);
  return concat([creation, encoded]);
}

const codeHashes = new WeakMap<CodeSource, Promise<string>>();

/** A digest of everything that a founding can deploy. Reckoned once for each source: there is much of it. */
export function codeHashOf(code: CodeSource): Promise<string> {
  const known = codeHashes.get(code) ?? reckonCodeHash(code);
  codeHashes.set(code, known);
  return known;
}

async function reckonCodeHash(code: CodeSource): Promise<string> {
  const contracts = [
    "NationDeployer",
    ...Object.values(institutionContracts),
    ...Object.values(randomnessContracts),
  ] as const;
  const creations = await Promise.all(contracts.map(async (contract) => (await code(contract)).creation));
  return keccak256(concat(creations.map((creation) => keccak256(creation))));
}

/** A digest of a charter, the same for the same content. */
export const charterHashOf = (charter: Charter): string => keccak256(toUtf8Bytes(canonical(charter)));

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([key, item]) => item !== undefined && key !== "$schema");
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
    .join(",")}}`;
}

/** An address as everyone writes it. */
export const checksummed = (address: string): string => getAddress(address.toLowerCase());
