import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const root = path.resolve(__dirname, "../..");
const run = promisify(execFile);

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Somebody else's project that has installed the SDK as it would be published. */
export interface Consumer {
  readonly folder: string;
  /** Writes a source file of the project. */
  write(name: string, text: string): void;
  /** Runs a program in the project and resolves to what it printed. */
  run(program: string, ...parameters: string[]): Promise<string>;
  remove(): void;
}

const npm = (folder: string, ...parameters: string[]) =>
  run("npm", parameters, { cwd: folder, shell: process.platform === "win32", maxBuffer: 2 ** 26 });

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;

/** The folder of a package as the one in `from` finds it. */
function folderOf(name: string, from: string): string {
  const places = createRequire(path.join(from, "package.json")).resolve.paths(name) ?? [];
  const found = places.map((place) => path.join(place, name)).find((place) => isPackage(place));
  if (found === undefined) throw new Error(`${name} is not installed: run \`npm ci\`.`);
  return found;
}

function isPackage(folder: string): boolean {
  try {
    return manifestOf(folder).name !== "";
  } catch {
    return false;
  }
}

/** Packages with all that they need, by name, from what is installed here: so the test needs no network. */
function closure(names: readonly string[], from: string, found = new Map<string, string>()): Map<string, string> {
  for (const name of names) {
    if (found.has(name)) continue;
    const folder = folderOf(name, from);
    found.set(name, folder);
    closure(Object.keys(manifestOf(folder).dependencies ?? {}), folder, found);
  }
  return found;
}

async function pack(folder: string, destination: string): Promise<string> {
  const scripts = folder === path.join(root, "sdk") ? [] : ["--ignore-scripts"];
  const { stdout } = await npm(root, "pack", folder, "--json", "--pack-destination", destination, ...scripts);
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf("[\n"))) as { filename: string }[];
  return path.join(destination, filename);
}

/** Packs the SDK and installs the tarball, with ethers, in a new project. */
export async function aConsumer(): Promise<Consumer> {
  const folder = mkdtempSync(path.join(tmpdir(), "civitas-consumer-"));
  const tarballs = path.join(folder, "tarballs");
  mkdirSync(tarballs);

  const packages = closure(["ethers", ...Object.keys(manifestOf(path.join(root, "sdk")).dependencies ?? {})], root);
  packages.set("@civitas/sdk", path.join(root, "sdk"));
  const dependencies: Record<string, string> = {};
  for (const [name, place] of packages) dependencies[name] = `file:${await pack(place, tarballs)}`;

  const manifest = { name: "consumer", version: "1.0.0", private: true, dependencies };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  await npm(folder, "install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts");

  return {
    folder,
    write: (name, text) => {
      writeFileSync(path.join(folder, name), text);
    },
    run: async (program, ...parameters) => (await run(program, parameters, { cwd: folder, maxBuffer: 2 ** 26 })).stdout,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
