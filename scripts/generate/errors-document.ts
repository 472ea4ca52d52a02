import { ErrorFragment, type JsonFragment } from "ethers";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { revertErrors } from "../../sdk/src/generated/errors";
import { markdownDocument } from "./markdown";

interface Artifact {
  readonly contractName: string;
  readonly abi: readonly JsonFragment[];
  readonly bytecode: string;
}

interface Source {
  readonly contract: string;
  readonly folder: string;
  readonly lines: readonly string[];
}

function readSources(root: string): Source[] {
  return readdirSync(path.join(root, "contracts"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".sol"))
    .map((file) => ({
      contract: path.basename(file, ".sol"),
      folder: file.split(path.sep)[0],
      lines: readFileSync(path.join(root, "contracts", file), "utf8").split("\n"),
    }))
    .sort((a, b) => (a.contract < b.contract ? -1 : 1));
}

const FUNCTION = /^\s*(?:function (\w+)|modifier (\w+)|(constructor|receive|fallback)\b)/;

/** Where our sources declare an error and raise it. */
interface Use {
  folder?: string;
  readonly raisers: Set<string>;
}

/** What our sources do with each error: the folder that declares it, and the functions that raise it, `Court.commit`. */
function usesOf(names: ReadonlySet<string>, sources: readonly Source[]): Map<string, Use> {
  const uses = new Map([...names].map((name): [string, Use] => [name, { raisers: new Set() }]));
  for (const { contract, folder, lines } of sources) {
    let inside = "";
    for (const line of lines) {
      const [, ...opened] = FUNCTION.exec(line) ?? [];
      inside = opened.find((name) => name !== undefined) ?? inside;
      const code = line.replace(/\/\/.*$/, "");
      const declared = /^\s*error (\w+)\(/.exec(code)?.[1];
      for (const [, name] of code.matchAll(/\b(\w+)\(/g)) {
        const use = uses.get(name);
        if (use === undefined) continue;
        if (name === declared) use.folder = folder;
        else use.raisers.add(`${contract}.${inside}`);
      }
    }
  }
  return uses;
}

/** The contracts that can be deployed, with the selectors of the errors in their ABIs. */
function carriers(root: string): [contract: string, selectors: Set<string>][] {
  const folder = path.join(root, "artifacts");
  const files = readdirSync(path.join(folder, "contracts"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json") && !file.endsWith(".dbg.json"))
    .map((file) => `contracts/${file}`);
  const artifacts = files.map((file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Artifact);
  return artifacts
    .filter(({ bytecode }) => bytecode !== "0x")
    .map(({ contractName, abi }): [string, Set<string>] => {
      const errors = abi.filter(({ type }) => type === "error").map((item) => ErrorFragment.from(item).selector);
      return [contractName, new Set(errors)];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** docs/errors.md, from the compiled contracts and the SDK's table of errors. */
export function errorsDocument(root: string): Promise<string> {
  const entries = revertErrors.map(([signature, advice]) => ({ fragment: ErrorFragment.from(signature), advice }));
  const uses = usesOf(new Set(entries.map(({ fragment }) => fragment.name)), readSources(root));
  const contracts = carriers(root);

  const sections = new Map<string, string[]>();
  for (const { fragment, advice } of entries) {
    const { folder = "OpenZeppelin and solady", raisers } = uses.get(fragment.name) ?? { raisers: new Set<string>() };
    const carrying = contracts.filter(([, selectors]) => selectors.has(fragment.selector)).map(([name]) => name);
    const raised = [...(raisers.size > 0 ? raisers : carrying)].map((name) => `\`${name}\``).join(", ");
    const signature = fragment.format("full").replace(/^error /, "");
    const paragraph = `- \`${signature}\`, \`${fragment.selector}\`\n\n  ${advice} Raised by ${raised}.`;
    sections.set(folder, [...(sections.get(folder) ?? []), paragraph]);
  }
  const ours = [...sections.keys()].filter((name) => /^[a-z]/.test(name)).sort();
  const others = [...sections.keys()].filter((name) => !ours.includes(name));
  const body = [...ours, ...others].map((name) => `## ${name}\n\n${sections.get(name)?.join("\n\n")}`);
  return markdownDocument(`# Errors

<!-- Generated from the compiled contracts by \`npm run docs\`. Do not edit. -->

Every custom error with which a contract of a nation reverts: ${entries.length} of them, by the folder that declares them. Each has a
signature, a selector (the first four bytes of the revert data), a sentence to act on, and the functions that raise it. The
SDK decodes all of them: \`isRevert(error, "Citizenship_AlreadyCitizen")\` narrows the arguments, \`error.advice\` is the sentence.

${body.join("\n\n")}
`);
}
