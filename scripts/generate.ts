/**
 * Writes sdk/src/generated from the compiled contracts: typechain's types (without bytecode), ABIs for other tools, every custom error with the
 * sentence to act on, who may call which function, the bytecode that founding deploys, and the code of the one-call reader.
 *
 * Run after `hardhat compile`: `npm run sdk:generate`.
 */
import { Interface, type Fragment, type JsonFragment } from "ethers";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generateTypes } from "../tools/compile/typechain";
import { readArtifacts, type Artifact } from "./generate/artifacts";
import { renderAbis } from "./generate/abis";
import { renderBytecode, renderReader } from "./generate/bytecode";
import { collectErrors, renderErrors } from "./generate/errors";
import { checkPowers, renderPowers } from "./generate/powers";
import { renderReads } from "./generate/reads";

const root = path.join(__dirname, "..");
const generated = path.join(root, "sdk/src/generated");
const abis = path.join(root, "cache/sdk-abis");

/** What several contracts answer alike gets a type of its own. */
const shared = ["IPayouts", "IProvisions"];

/** Runs once inside an `eth_call` and is never deployed. */
const reader = "Reader";

const write = (name: string, text: string): void => {
  writeFileSync(path.join(generated, name), text);
};

const ABI = /const _abi = (\[\n.*?\n\]) as const;/s;

const readInterface = (name: string): Interface =>
  Interface.from(JSON.parse(readFileSync(path.join(abis, `${name}.json`), "utf8")) as JsonFragment[]);

const isSaidBy = ({ fragments }: Interface, said: Fragment): boolean =>
  fragments.some((fragment) => fragment.type === said.type && fragment.format("sighash") === said.format("sighash"));

/**
 * An ABI as ethers reads it from sentences, which take a page a third of what the same takes as JSON. What several contracts answer
 * alike is written once, with the factory of its own type.
 */
function inSentences(name: string): { imports: string; abi: string } {
  const whole = readInterface(name);
  const parts = shared
    .filter((part) => part !== name)
    .map((part) => ({ part, said: readInterface(part) }))
    .filter(({ said }) => said.fragments.every((fragment) => isSaidBy(whole, fragment)));
  const own = whole.fragments.filter((fragment) => !parts.some(({ said }) => isSaidBy(said, fragment)));
  const sentences = own.map((fragment) => JSON.stringify(fragment.format("full")));
  const lines = [...parts.map(({ part }) => `...${part}__factory.abi`), ...sentences];
  return {
    imports: parts.map(({ part }) => `import { ${part}__factory } from "./${part}__factory";\n`).join(""),
    abi: `[\n  ${lines.join(",\n  ")}\n]`,
  };
}

/**
 * Lets the factories that typechain wrote decode every text: ethers' own interface throws at bytes that are no UTF-8. Their ABIs
 * are written in sentences.
 */
function makeLenient(folder: string): void {
  for (const file of readdirSync(folder).filter((name) => name.endsWith("__factory.ts"))) {
    const text = readFileSync(path.join(folder, file), "utf8");
    const { imports, abi } = inSentences(file.replace("__factory.ts", ""));
    const lenient = text
      .replace(ABI, () => `const _abi = ${abi};`)
      .replace(
        "import { Contract, Interface, ",
        `import { LenientInterface } from "../../../core/abi";\n${imports}import { Contract, `,
      )
      .replace("new Interface(_abi)", "new LenientInterface(_abi)")
      .replace("new Contract(address, _abi, runner)", "new Contract(address, new LenientInterface(_abi), runner)");
    if (lenient.split("LenientInterface").length !== 4)
      throw new Error(`${file} is not as typechain used to write it.`);
    writeFileSync(path.join(folder, file), lenient);
  }
}

const hasFunctions = (artifact: Artifact): boolean =>
  artifact.abi.some((item) => item.type === "function" || item.type === "fallback");

async function generate(): Promise<void> {
  const artifacts = readArtifacts(path.join(root, "artifacts"));
  const concrete = artifacts.filter((artifact) => artifact.creation !== "0x");
  const deployed = concrete.filter(hasFunctions);
  const errors = collectErrors(artifacts);

  for (const folder of [generated, abis]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  // From ABIs alone, typechain writes factories without bytecode: the SDK's main entry must not carry it.
  const spoken = [...deployed, ...artifacts.filter(({ name }) => shared.includes(name))];
  const files = spoken.map((artifact) => {
    const file = path.join(abis, `${artifact.name}.json`);
    // Errors are decoded by errors.ts, whichever contract raised them: the ABIs that pages carry need none.
    writeFileSync(file, JSON.stringify(artifact.abi.filter(({ type }) => type !== "error")));
    return file;
  });
  await generateTypes({
    cwd: root,
    target: "ethers-v6",
    outDir: path.join(generated, "contracts"),
    filesToProcess: files,
    allFiles: files,
    inputDir: abis,
  });

  makeLenient(path.join(generated, "contracts/factories"));

  write("abis.ts", renderAbis(spoken));
  write("errors.ts", renderErrors(errors));
  write("bytecode.ts", renderBytecode(deployed));
  write("powers.ts", renderPowers(deployed, artifacts));
  write("reads.ts", renderReads(deployed));
  write("reader.ts", renderReader(concrete.filter((artifact) => artifact.name === reader)));
  checkPowers(deployed);
  process.stdout.write(`sdk/src/generated: ${deployed.length} contracts, ${errors.length} errors\n`);
}

generate().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
