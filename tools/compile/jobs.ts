import type { CompilationJob, ResolvedFile } from "hardhat/types";

/** What Hardhat asks the compiler for, by default of every source of a job. */
const outputs = ["abi", "evm.bytecode", "evm.deployedBytecode", "evm.methodIdentifiers", "metadata"];

/** What artifacts, the generated code and the verification of sources are made of. */
const neededOutputs = [
  "abi",
  "evm.bytecode.object",
  "evm.bytecode.linkReferences",
  "evm.deployedBytecode.object",
  "evm.deployedBytecode.linkReferences",
  "evm.deployedBytecode.immutableReferences",
  "evm.methodIdentifiers",
  "metadata",
];

/** The IR pipeline takes about so many times as long as the legacy one. */
const irFactor = 8;

const emittingFiles = (job: CompilationJob): ResolvedFile[] =>
  job.getResolvedFiles().filter((file) => job.emitsArtifacts(file));

/** Whether a job compiles what the product consists of, and not what only tests, the bench or nobody uses. */
export const isOfProduct = (job: CompilationJob): boolean =>
  emittingFiles(job).some(({ sourceName }) => sourceName.startsWith("contracts/"));

/**
 * Asks the compiler for nothing that no artifact is made of: no code of sources that a job only imports, no source maps, and no syntax
 * trees, which take a third of the time. None of it changes a byte of the code. Hardhat's stack traces through Solidity and the names of
 * errors in its messages want the trees: `STACK_TRACES=1 npx hardhat compile --force` brings them.
 */
export function outputSelectionOf(job: CompilationJob): Record<string, Record<string, string[]>> {
  if (process.env.STACK_TRACES !== undefined) return { "*": { "": ["ast"], "*": outputs } };
  return Object.fromEntries(emittingFiles(job).map((file) => [file.sourceName, { "*": neededOutputs }]));
}

const merged = (jobs: readonly CompilationJob[]): CompilationJob[] =>
  jobs.length === 0 ? [] : [jobs.reduce((whole, job) => whole.merge(job))];

/**
 * Puts jobs of one file each together so that several compilers are busy to the end: one of the product's contracts, one of what
 * only tests and the bench use, one for each contract that goes through the IR pipeline; the longest first.
 */
export function balance(jobs: readonly CompilationJob[]): CompilationJob[] {
  const viaIr = jobs.filter((job) => job.getSolcConfig().settings.viaIR === true);
  const legacy = jobs.filter((job) => !viaIr.includes(job));
  const weightOf = (job: CompilationJob): number =>
    emittingFiles(job).reduce((sum, file) => sum + file.content.rawContent.length, 0) *
    (viaIr.includes(job) ? irFactor : 1);
  return [...merged(legacy.filter(isOfProduct)), ...merged(legacy.filter((job) => !isOfProduct(job))), ...viaIr].sort(
    (a, b) => weightOf(b) - weightOf(a),
  );
}
