import { concat, keccak256 } from "ethers";
import { contractCodes, type ContractCode, type ContractName } from "../generated/bytecode";
import { contractsOf } from "./institutions";
import type { InstitutionName } from "../institutions/registry";

/** Where the code of a contract comes from: by default from this package; from the compiler in tests. */
export type CodeSource = (contract: ContractName) => ContractCode | Promise<ContractCode>;

/** The code that this package carries. */
export const packagedCode: CodeSource = (contract) => contractCodes[contract];

/** The codes of some contracts, at hand. */
export async function codesOf(
  code: CodeSource,
  names: readonly InstitutionName[],
): Promise<(contract: ContractName) => ContractCode> {
  const contracts = deployable(names);
  const all = await Promise.all(contracts.map(async (one): Promise<[string, ContractCode]> => [one, await code(one)]));
  const known = new Map(all);
  return (contract) => known.get(contract)!;
}

/** Everything that a founding of some institutions can deploy. */
const deployable = (names: readonly InstitutionName[]): ContractName[] => [
  "NationDeployer",
  "Create2Factory",
  ...names.flatMap(contractsOf),
];

/** The creation code of an institution with its constructor's arguments. */
export const creationCodeOf = (
  codes: (contract: ContractName) => ContractCode,
  { contract, arguments: encoded }: { readonly contract: string; readonly arguments: string },
): string => codes(contract as ContractName).creation + encoded.slice(2);

const creationHashes = new WeakMap<CodeSource, Map<ContractName, Promise<string>>>();

/** A digest of a contract's creation code. Reckoned once for each source. */
function creationHashOf(code: CodeSource, contract: ContractName): Promise<string> {
  const known = creationHashes.get(code) ?? new Map<ContractName, Promise<string>>();
  creationHashes.set(code, known);
  const hash = known.get(contract) ?? Promise.resolve(code(contract)).then(({ creation }) => keccak256(creation));
  known.set(contract, hash);
  return hash;
}

/** A digest of everything that a founding of some institutions can deploy. */
export async function codeHashOf(code: CodeSource, names: readonly InstitutionName[]): Promise<string> {
  return keccak256(concat(await Promise.all(deployable(names).map((contract) => creationHashOf(code, contract)))));
}
