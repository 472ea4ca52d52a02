import {
  TASK_COMPILE,
  TASK_COMPILE_SOLIDITY_CHECK_ERRORS,
  TASK_COMPILE_SOLIDITY_COMPILE_JOBS,
  TASK_COMPILE_SOLIDITY_FILTER_COMPILATION_JOBS,
  TASK_COMPILE_SOLIDITY_GET_COMPILER_INPUT,
  TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD,
  TASK_COMPILE_SOLIDITY_GET_SOURCE_PATHS,
  TASK_COMPILE_SOLIDITY_MERGE_COMPILATION_JOBS,
  TASK_COMPILE_SOLIDITY_RUN_SOLCJS,
} from "hardhat/builtin-tasks/task-names";
import { getSolidityFilesCachePath, SolidityFilesCache } from "hardhat/builtin-tasks/utils/solidity-files-cache";
import { subtask, task } from "hardhat/config";
import { getAllFilesMatching } from "hardhat/internal/util/fs-utils";
import type {
  CompilationJob,
  CompilerInput,
  CompilerOutput,
  HardhatRuntimeEnvironment,
  ResolvedFile,
  SolcBuild,
} from "hardhat/types";
import { existsSync } from "node:fs";
import path from "node:path";
import { version as solcPackageVersion } from "solc/package.json";
import { coverage, instrumentedSettings } from "../coverage";
import { balance, isOfProduct, outputSelectionOf } from "./jobs";
import { compileInThread, compilers, longVersion } from "./pool";
import { writeTypes } from "./types";

// Compile with the soljson (WebAssembly) build shipped in the `solc` npm package that package.json pins,
// so that no compiler is ever downloaded.
const { version, compilerPath } = { version: solcPackageVersion, compilerPath: require.resolve("solc/soljson.js") };

subtask(TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD).setAction(
  async (args: { solcVersion: string }, _hre, runSuper): Promise<SolcBuild> => {
    if (args.solcVersion !== version) return runSuper();
    return { version, longVersion: await longVersion(compilerPath), compilerPath, isSolcJs: true };
  },
);

interface Code {
  readonly opcodes?: string;
  readonly sourceMap?: string;
}

interface CompiledContract {
  readonly evm?: { readonly bytecode?: Code; readonly deployedBytecode?: Code };
}

/** How many jobs of the running task are compiled. */
let compiled = 0;

/** What the running task has compiled or only read. */
let read: ResolvedFile[] = [];

subtask(TASK_COMPILE_SOLIDITY_RUN_SOLCJS).setAction(
  async ({ input, solcJsPath }: { input: CompilerInput; solcJsPath: string }): Promise<CompilerOutput> => {
    const output = JSON.parse(await compileInThread(solcJsPath, JSON.stringify(input))) as CompilerOutput;
    compiled += 1;
    // Hardhat's chain reads no output where these are missing, and uses neither without the syntax trees.
    for (const { evm } of Object.values(output.contracts ?? {}).flatMap(Object.values) as readonly CompiledContract[]) {
      for (const code of [evm?.bytecode, evm?.deployedBytecode]) {
        if (code !== undefined) Object.assign(code, { opcodes: code.opcodes ?? "", sourceMap: code.sourceMap ?? "" });
      }
    }
    // It wants the syntax tree of each source that it is told of.
    const sources = Object.entries(output.sources ?? {}).filter(([, { ast }]) => ast !== undefined);
    return { ...output, sources: Object.fromEntries(sources) };
  },
);

/**
 * Enters files that were only imported in Hardhat's cache, as compiled with no settings: it takes files that it doesn't know for
 * changed, and would compile what imports them again each time.
 */
async function rememberReadFiles({ config }: HardhatRuntimeEnvironment): Promise<void> {
  const file = getSolidityFilesCachePath(config.paths);
  const cache = await SolidityFilesCache.readFromFile(file);
  const unknown = read.filter(({ absolutePath }) => cache.getEntry(absolutePath) === undefined);
  if (unknown.length === 0) return;
  for (const { absolutePath, sourceName, lastModificationDate, contentHash, content } of unknown) {
    const { imports, versionPragmas } = content;
    const solcConfig = { version, settings: {} };
    const entry = { sourceName, contentHash, imports, versionPragmas, solcConfig, artifacts: [] };
    cache.addFile(absolutePath, { ...entry, lastModificationDate: lastModificationDate.valueOf() });
  }
  await cache.writeToFile(file);
}

/** Whether the running task compiles the product alone. */
let productOnly = false;

task(TASK_COMPILE)
  .addFlag("product", "Compiles only what a nation consists of: nothing for tests and the bench, no types of theirs")
  .setAction(async (args: { product: boolean; noTypechain: boolean; quiet: boolean }, hre, runSuper) => {
    productOnly = args.product;
    read = [];
    await runSuper({ ...args, noTypechain: true });
    await rememberReadFiles(hre);
    if (!args.product && !args.noTypechain && !hre.config.typechain.dontOverrideCompile)
      await writeTypes(hre, args.quiet);
  });

// Contracts that only tests and benchmarks use are compiled too, but live beside what uses them.
const testSources = ["test/mocks", "bench/contracts"];

subtask(TASK_COMPILE_SOLIDITY_GET_SOURCE_PATHS).setAction(
  async (args: { sourcePath?: string }, hre: HardhatRuntimeEnvironment, runSuper): Promise<string[]> => {
    const paths = (await runSuper(args)) as string[];
    for (const folder of productOnly ? [] : testSources) {
      const absolute = path.join(hre.config.paths.root, folder);
      if (existsSync(absolute)) paths.push(...(await getAllFilesMatching(absolute, (file) => file.endsWith(".sol"))));
    }
    return paths;
  },
);

subtask(TASK_COMPILE_SOLIDITY_FILTER_COMPILATION_JOBS).setAction(
  async (args: { compilationJobs: CompilationJob[] }, _hre, runSuper): Promise<CompilationJob[]> => {
    const compilationJobs = args.compilationJobs.filter((job) => !productOnly || isOfProduct(job));
    return (await runSuper({ ...args, compilationJobs })) as CompilationJob[];
  },
);

subtask(TASK_COMPILE_SOLIDITY_MERGE_COMPILATION_JOBS).setAction(
  async ({ compilationJobs }: { compilationJobs: CompilationJob[] }): Promise<CompilationJob[]> =>
    balance(compilationJobs),
);

subtask(TASK_COMPILE_SOLIDITY_COMPILE_JOBS).setAction(
  async (args: { compilationJobs: CompilationJob[]; quiet: boolean }, _hre, runSuper): Promise<unknown> => {
    compiled = 0;
    read = args.compilationJobs.flatMap((job) => job.getResolvedFiles());
    const began = performance.now();
    const tell = (): void => {
      const seconds = Math.round((performance.now() - began) / 1000);
      console.log(`Compiling: ${compiled} of ${args.compilationJobs.length} parts done after ${seconds} s.`);
    };
    const telling = args.quiet ? undefined : setInterval(tell, 4_000);
    try {
      return (await runSuper({ ...args, concurrency: compilers })) as unknown;
    } finally {
      clearInterval(telling);
    }
  },
);

subtask(TASK_COMPILE_SOLIDITY_GET_COMPILER_INPUT).setAction(
  async ({ compilationJob }: { compilationJob: CompilationJob }, _hre, runSuper): Promise<CompilerInput> => {
    const input = (await runSuper()) as CompilerInput;
    const settings = { ...input.settings, outputSelection: outputSelectionOf(compilationJob) };
    return { ...input, settings: coverage ? { ...settings, ...instrumentedSettings } : settings };
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
