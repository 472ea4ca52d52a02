import { artifacts } from "hardhat";
import type { CodeSource } from "../../sdk/src/founding/institutions";
import type { ContractCode } from "../../sdk/src/generated/bytecode";

const sources: Readonly<Record<string, string>> = {
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
};

type Immutables = ContractCode["immutables"];

const known = new Map<string, Promise<ContractCode>>();

/** The code that Hardhat compiled, so that what is founded in tests is what coverage has instrumented. */
export const compiledCode: CodeSource = (contract) => {
  const code = known.get(contract) ?? compile(contract);
  known.set(contract, code);
  return code;
};

async function compile(contract: string): Promise<ContractCode> {
  const source = sources[contract];
  const name = `${source}:${contract}`;
  const { bytecode, deployedBytecode, linkReferences } = await artifacts.readArtifact(name);
  const build = await artifacts.getBuildInfo(name);
  const compiled = build?.output.contracts[source][contract].evm.deployedBytecode as {
    immutableReferences?: Immutables;
  };
  return {
    creation: bytecode,
    runtime: deployedBytecode,
    immutables: compiled.immutableReferences ?? {},
    links: linkReferences,
  };
}
