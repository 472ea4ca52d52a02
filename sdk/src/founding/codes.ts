import { concat, keccak256 } from "ethers";
import { contractCodes, type ContractCode, type ContractName } from "../generated/bytecode";
import { contractsOf } from "./institutions";
import { institutionNames } from "../institutions/registry";

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

const codeHashes = new WeakMap<CodeSource, Promise<string>>();

/** A digest of everything that a founding can deploy. Reckoned once for each source: there is much of it. */
export function codeHashOf(code: CodeSource): Promise<string> {
  const known = codeHashes.get(code) ?? reckonCodeHash(code);
  codeHashes.set(code, known);
  return known;
}

async function reckonCodeHash(code: CodeSource): Promise<string> {
  const contracts: ContractName[] = ["NationDeployer", ...institutionNames.flatMap(contractsOf)];
  const creations = await Promise.all(contracts.map(async (contract) => (await code(contract)).creation));
  return keccak256(concat(creations.map((creation) => keccak256(creation))));
}
