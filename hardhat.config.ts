import "@nomicfoundation/hardhat-toolbox";
import { vars, type HardhatUserConfig } from "hardhat/config";
import { version as solcPackageVersion } from "solc/package.json";
import "./tools/compile";
import irSources from "./tools/compile/ir.json";
import { coverage, folder as coverageFolder } from "./tools/coverage";

// From the environment, or from Hardhat's own store (`npx hardhat vars set FOUNDER_KEY`): never from a file of the repository.
const setting = (name: string): string | undefined =>
  process.env[name] ?? (vars.has(name) ? vars.get(name) : undefined);
const founderKey = setting("FOUNDER_KEY");
const testnet = (rpcSetting: string, chainId: number, publicRpc: string) => ({
  url: setting(rpcSetting) ?? publicRpc,
  chainId,
  accounts: founderKey === undefined ? [] : [founderKey],
});

const settings = { evmVersion: "cancun", viaIR: false, optimizer: { enabled: true, runs: 200 } };

/**
 * The compiler's own steps for Yul but two: its expression inliner, and its function specializer, which writes a function again for
 * each constant that it is called with.
 */
const optimizerSteps =
  "dhfoDgvulfnTUtnIf[xa[r]EscLMcCTUtTOntnfDIulLculVcul[j]Tpulxa[rul]xa[r]cLgvifCTUca[r]LSsTOtfDnca[r]Iulc]jmul[jul]VcTOculjmul:fDnTOcmu";

const details = { yul: true, cse: true, deduplicate: true, constantOptimizer: true, yulDetails: { optimizerSteps } };

/** Optimized for size: they lie close under the limit of a contract's code (EIP-170). It makes their calls dearer by at most 0.7 %. */
const largest: Readonly<Record<string, object>> = {
  "contracts/citizenship/Citizenship.sol": { enabled: true, runs: 1, details },
  "contracts/court/Court.sol": { enabled: true, runs: 1, details },
  "contracts/governor/NationGovernor.sol": { enabled: true, runs: 1, details },
  "contracts/tribunal/Tribunal.sol": { enabled: true, runs: 1, details },
};

const config: HardhatUserConfig = {
  networks: {
    hardhat: {
      accounts: { count: 40 },
      // Instrumented contracts are larger than what fits in one transaction since EIP-7825.
      ...(coverage && { hardfork: "prague", gas: 60_000_000, blockGasLimit: 60_000_000 }),
      // `npm start` asks for blocks at an interval where it wants a chain that keeps people waiting.
      mining:
        process.env.BLOCK_SECONDS === undefined
          ? { auto: true }
          : { auto: false, interval: Number(process.env.BLOCK_SECONDS) * 1000 },
    },
    localhost: { url: setting("LOCALHOST_RPC") ?? "http://127.0.0.1:8545" },
    sepolia: testnet("SEPOLIA_RPC", 11_155_111, "https://ethereum-sepolia-rpc.publicnode.com"),
    baseSepolia: testnet("BASE_SEPOLIA_RPC", 84_532, "https://sepolia.base.org"),
    optimismSepolia: testnet("OPTIMISM_SEPOLIA_RPC", 11_155_420, "https://sepolia.optimism.io"),
    arbitrumSepolia: testnet("ARBITRUM_SEPOLIA_RPC", 421_614, "https://sepolia-rollup.arbitrum.io/rpc"),
  },
  etherscan: { apiKey: setting("ETHERSCAN_API_KEY") ?? "" },
  sourcify: { enabled: true },
  // Coverage compiles instrumented sources: keep them out of the ordinary artifacts and types
  paths: coverage ? { artifacts: `${coverageFolder}/artifacts`, cache: `${coverageFolder}/cache` } : {},
  typechain: { outDir: "typechain-types", target: "ethers-v6", dontOverrideCompile: coverage },
  gasReporter: { enabled: process.env.REPORT_GAS === "1", offline: true, excludeContracts: ["@openzeppelin/"] },
  // Ends what hangs. What takes long on a busy machine is no fault: how fast something is, a test says by its own bound.
  mocha: { timeout: 900_000 },
  solidity: {
    compilers: [{ version: solcPackageVersion, settings }],
    // The governor carries OpenZeppelin's and two houses, the court its whole procedure, the citizenship its histories: only
    // the IR pipeline leaves them room under the size limit. Each seat that the jury roll fills costs less gas by it.
    // Coverage instruments sources, which the IR pipeline would optimize away, on a chain without that limit.
    overrides: coverage
      ? {}
      : Object.fromEntries(
          irSources.map((file) => {
            const optimizer = largest[file] ?? settings.optimizer;
            return [file, { version: solcPackageVersion, settings: { ...settings, optimizer, viaIR: true } }];
          }),
        ),
  },
};

export default config;
