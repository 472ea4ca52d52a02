import "@nomicfoundation/hardhat-toolbox";
import {
  TASK_COMPILE_SOLIDITY_CHECK_ERRORS,
  TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD,
  TASK_COMPILE_SOLIDITY_GET_SOURCE_PATHS,
} from "hardhat/builtin-tasks/task-names";
import { existsSync } from "node:fs";
import path from "node:path";
import { subtask, vars, type HardhatUserConfig } from "hardhat/config";
import type { HardhatRuntimeEnvironment, SolcBuild } from "hardhat/types";
import { getAllFilesMatching } from "hardhat/internal/util/fs-utils";
import { version as solcPackageVersion } from "solc/package.json";

const coverage = process.argv.includes("coverage");

// Compile with the soljson (WebAssembly) build shipped in the `solc` npm package that package.json pins,
// so that no compiler is ever downloaded.
subtask(TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD).setAction(
  async ({ solcVersion }: { solcVersion: string }, _hre, runSuper): Promise<SolcBuild> => {
    if (solcVersion !== solcPackageVersion) return runSuper();
    const { default: solc } = (await import("solc")) as { default: { version(): string } };
    return {
      version: solcVersion,
      longVersion: solc.version().replace(/\.Emscripten.*$/, ""), // e.g. 0.8.37+commit.f401782d
      compilerPath: require.resolve("solc/soljson.js"),
      isSolcJs: true,
    };
  },
);

// Contracts that only tests and benchmarks use are compiled too, but live beside what uses them.
const testSources = ["test/mocks", "bench/contracts"];

subtask(TASK_COMPILE_SOLIDITY_GET_SOURCE_PATHS).setAction(
  async (args: { sourcePath?: string }, hre: HardhatRuntimeEnvironment, runSuper): Promise<string[]> => {
    const paths = (await runSuper(args)) as string[];
    for (const folder of testSources) {
      const absolute = path.join(hre.config.paths.root, folder);
      if (existsSync(absolute)) paths.push(...(await getAllFilesMatching(absolute, (file) => file.endsWith(".sol"))));
    }
    return paths;
  },
);

interface SolcMessage {
  severity: "error" | "warning" | "info";
  errorCode?: string;
  formattedMessage: string;
  sourceLocation?: { file: string };
}

const dependencies = /^(@openzeppelin|solady)\//;

// Warnings inside dependencies are not ours to fix; a warning in our own sources fails the build.
subtask(TASK_COMPILE_SOLIDITY_CHECK_ERRORS).setAction(
  async ({ output, quiet }: { output: { errors?: SolcMessage[] }; quiet: boolean }, _hre, runSuper) => {
    const errors = (output.errors ?? [])
      .filter((e) => e.severity === "error" || !dependencies.test(e.sourceLocation?.file ?? ""))
      .map((e) => (coverage || e.severity === "info" ? e : { ...e, severity: "error" as const }));
    return (await runSuper({ output: { ...output, errors }, quiet })) as unknown;
  },
);

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

const config: HardhatUserConfig = {
  networks: {
    hardhat: {
      accounts: { count: 40 },
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
  // `hardhat coverage` compiles instrumented sources: keep them out of the ordinary artifacts and types
  paths: coverage ? { artifacts: "cache/coverage/artifacts", cache: "cache/coverage/cache" } : {},
  typechain: { outDir: "typechain-types", target: "ethers-v6", dontOverrideCompile: coverage },
  gasReporter: { enabled: process.env.REPORT_GAS === "1", offline: true, excludeContracts: ["@openzeppelin/"] },
  mocha: { timeout: 120_000 },
  solidity: {
    compilers: [{ version: solcPackageVersion, settings }],
    // The governor carries OpenZeppelin's and two houses, the court its whole procedure: only the IR pipeline leaves them
    // room under the size limit.
    // Coverage instruments sources, which the IR pipeline would optimize away, on a chain without that limit.
    overrides: coverage
      ? {}
      : Object.fromEntries(
          [
            "contracts/governor/NationGovernor.sol",
            "contracts/court/Court.sol",
            "contracts/agreements/Agreements.sol",
            "contracts/tribunal/Tribunal.sol",
            "contracts/randomness/DrandRandomness.sol",
            "contracts/randomness/BlockRandomness.sol",
            "contracts/treasury/Treasury.sol",
          ].map((file) => [file, { version: solcPackageVersion, settings: { ...settings, viaIR: true } }]),
        ),
  },
};

export default config;
