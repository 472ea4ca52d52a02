import { concat, keccak256 } from "ethers";
import { contractCodes, type ContractCode, type ContractName } from "../generated/bytecode";
import { contractsOf } from "./institutions";
import type { InstitutionName } from "../institutions/registry";

/** Where the code of a contract comes from: by default from this package; from the compiler in tests. */
export type CodeSource = (contract: ContractName) => ContractCode | Promise<ContractCode>;

/** The code that this package carries. */
export const packagedCode: CodeSource = (contract) => contractCodes[contract];

/** The creation code of an institution with its constructor's arguments. */
export async function creationCodeOf(
  code: CodeSource,
  { contract, arguments: encoded }: { readonly contract: string; readonly arguments: string },
): Promise<string> {
  const { creation } = await code(contract as ContractName);
  return concat([creation, encoded]);
}

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
  const contracts: ContractName[] = ["NationDeployer", ...names.flatMap(contractsOf)];
  return keccak256(concat(await Promise.all(contracts.map((contract) => creationHashOf(code, contract)))));
}
