import { readFileSync } from "node:fs";
import path from "node:path";
import { artifacts, config } from "hardhat";
import type { CodeSource } from "../../sdk/src/founding/institutions";
import type { ContractCode } from "../../sdk/src/generated/bytecode";

/** The source file of every contract that a founding deploys. */
export const sources = {
  Constitution: "contracts/constitution/Constitution.sol",
  Cornerstone: "contracts/founding/Cornerstone.sol",
  Nation: "contracts/Nation.sol",
  Passport: "contracts/citizenship/Passport.sol",
  Citizenship: "contracts/citizenship/Citizenship.sol",
  Treasury: "contracts/treasury/Treasury.sol",
  CivicCoin: "contracts/coin/CivicCoin.sol",
  Stake: "contracts/staking/Stake.sol",
  TimelockController: "@openzeppelin/contracts/governance/TimelockController.sol",
  NationGovernor: "contracts/governance/NationGovernor.sol",
  BlockRandomness: "contracts/arbitration/randomness/BlockRandomness.sol",
  DrandRandomness: "contracts/arbitration/randomness/DrandRandomness.sol",
  JuryRoll: "contracts/arbitration/JuryRoll.sol",
  Court: "contracts/arbitration/Court.sol",
  Agreements: "contracts/arbitration/Agreements.sol",
  Tribunal: "contracts/arbitration/Tribunal.sol",
} as const;

/** A contract that a founding deploys. */
export type FoundedContract = keyof typeof sources;

interface Compiled {
  readonly metadata: string;
  readonly evm: { readonly deployedBytecode: { readonly immutableReferences?: ContractCode["immutables"] } };
}

interface Build {
  readonly output: { readonly contracts: Readonly<Record<string, Readonly<Record<string, Compiled>>>> };
}

const builds = new Map<string, Build>();

/** Everything that the compiler told of a contract. Builds are large: each is read once. */
export function compiled(source: string, contract: string): Compiled {
  const folder = path.join(config.paths.artifacts, source);
  const debug = readFileSync(path.join(folder, `${contract}.dbg.json`), "utf8");
  const file = path.join(folder, (JSON.parse(debug) as { buildInfo: string }).buildInfo);
  const build = builds.get(file) ?? (JSON.parse(readFileSync(file, "utf8")) as Build);
  builds.set(file, build);
  return build.output.contracts[source][contract];
}

const codes = new Map<string, ContractCode>();

/** The code that Hardhat compiled, so that what is founded in tests is what coverage has instrumented. */
export const compiledCode: CodeSource = (contract) => {
  const known = codes.get(contract);
  if (known !== undefined) return known;
  const { bytecode, deployedBytecode, linkReferences } = artifacts.readArtifactSync(`${sources[contract]}:${contract}`);
  const immutables = compiled(sources[contract], contract).evm.deployedBytecode.immutableReferences ?? {};
  const code = { creation: bytecode, runtime: deployedBytecode, immutables, links: linkReferences };
  codes.set(contract, code);
  return code;
};
