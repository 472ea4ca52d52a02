import { FunctionFragment, Interface, type JsonFragment } from "ethers";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { declarationIn, type Declared } from "./access";

/** Where in the bytecode a library's address or an immutable value stands. */
export interface Reference {
  readonly start: number;
  readonly length: number;
}

/** One compiled contract, interface or library, as the generators need it. */
export interface Artifact {
  readonly name: string;
  readonly source: string;
  readonly abi: readonly JsonFragment[];
  readonly creation: string;
  readonly runtime: string;
  /** Immutable values in the deployed code, by the compiler's id of each. */
  readonly immutables: Readonly<Record<string, readonly Reference[]>>;
  /** Libraries to link in the creation code: source, library, places. */
  readonly links: Readonly<Record<string, Readonly<Record<string, readonly Reference[]>>>>;
  /** The sentence of each error, by signature. */
  readonly notices: ReadonlyMap<string, string>;
  /** The signatures of the functions that change state. */
  readonly changing: readonly string[];
  /** What it declares itself, apart from what it inherits. */
  readonly declared: Declared;
}

interface HardhatArtifact {
  readonly contractName: string;
  readonly sourceName: string;
  readonly abi: readonly JsonFragment[];
  readonly bytecode: string;
  readonly deployedBytecode: string;
  readonly linkReferences: Artifact["links"];
}

interface CompiledContract {
  readonly metadata: string;
  readonly evm: { readonly deployedBytecode: { readonly immutableReferences?: Artifact["immutables"] } };
}

interface BuildInfo {
  readonly output: { readonly contracts: Readonly<Record<string, Readonly<Record<string, CompiledContract>>>> };
}

interface Metadata {
  readonly output: {
    readonly userdoc: { readonly errors?: Readonly<Record<string, readonly { readonly notice?: string }[]>> };
    readonly devdoc: { readonly methods?: Readonly<Record<string, { readonly "custom:access"?: string }>> };
  };
}

const readJson = <content>(file: string): content => JSON.parse(readFileSync(file, "utf8")) as content;

const builds = new Map<string, BuildInfo>();

function buildOf(file: string): BuildInfo {
  const { buildInfo } = readJson<{ buildInfo: string }>(file.replace(/\.json$/, ".dbg.json"));
  const location = path.resolve(path.dirname(file), buildInfo);
  const known = builds.get(location) ?? readJson<BuildInfo>(location);
  builds.set(location, known);
  return known;
}

const documentationOf = ({ metadata }: CompiledContract): Metadata["output"] =>
  metadata === "" ? { userdoc: {}, devdoc: {} } : (JSON.parse(metadata) as Metadata).output;

function noticesOf({ userdoc }: Metadata["output"]): Map<string, string> {
  return new Map(
    Object.entries(userdoc.errors ?? {}).flatMap(([signature, [{ notice } = {}]]) =>
      notice === undefined ? [] : [[signature, notice.replaceAll(/\s+/g, " ").trim()]],
    ),
  );
}

const changingIn = (abi: readonly JsonFragment[]): string[] =>
  new Interface(abi).fragments
    .filter((fragment) => FunctionFragment.isFragment(fragment))
    .filter(({ constant }) => !constant)
    .map((fragment) => fragment.format("sighash"));

function tagsOf({ devdoc }: Metadata["output"]): Map<string, string> {
  return new Map(
    Object.entries(devdoc.methods ?? {}).flatMap(([signature, { "custom:access": tag }]) =>
      tag === undefined ? [] : [[signature, tag]],
    ),
  );
}

function readArtifact(file: string, root: string): Artifact {
  const artifact = readJson<HardhatArtifact>(file);
  const { contractName: name, sourceName: source } = artifact;
  const compiled = buildOf(file).output.contracts[source][name];
  const documentation = documentationOf(compiled);
  const text = source.startsWith("contracts/") ? readFileSync(path.join(root, source), "utf8") : "";
  return {
    name,
    source,
    abi: artifact.abi,
    creation: artifact.bytecode,
    runtime: artifact.deployedBytecode,
    immutables: compiled.evm.deployedBytecode.immutableReferences ?? {},
    links: artifact.linkReferences,
    notices: noticesOf(documentation),
    changing: changingIn(artifact.abi),
    declared: { name, source, ...declarationIn(text, name), tags: tagsOf(documentation) },
  };
}

/**
 * Everything compiled from `contracts/`, sorted by name.
 *
 * @param folder Hardhat's artifacts folder.
 */
export function readArtifacts(folder: string): Artifact[] {
  const own = path.join(folder, "contracts");
  if (!existsSync(own)) throw new Error(`Nothing is compiled in ${folder}: run \`npm run compile\` first.`);
  return readdirSync(own, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json") && !file.endsWith(".dbg.json"))
    .map((file) => readArtifact(path.join(own, file), path.dirname(folder)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
