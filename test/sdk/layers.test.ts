import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { institutionNames } from "../../sdk/src";

const root = path.join(__dirname, "../../sdk/src");

/** Every file of the SDK but what is generated, by its path in the SDK. */
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((file) => file.split(path.sep).join("/"))
  .filter((file) => file.endsWith(".ts") && !file.startsWith("generated/"));
const known = new Set(files);

/** Which files of the SDK each file imports, types included. */
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), "utf8"));
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith("."))
    .map(({ fileName }) => path.posix.join(path.posix.dirname(file), fileName))
    .map((target) => [`${target}.ts`, `${target}/index.ts`].find((one) => known.has(one)) ?? target);
}

const importsFrom = (folder: string): { file: string; target: string }[] =>
  files
    .filter((file) => file.startsWith(folder))
    .flatMap((file) => (imports.get(file) ?? []).map((target) => ({ file, target })));

/** The first circle of imports that is found; undefined if there is none. */
function circle(): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const target of imports.get(file) ?? []) {
      const found = visit(target, [...trail, file]);
      if (found !== undefined) return found;
    }
    done.add(file);
    return undefined;
  };
  return files.map((file) => visit(file, [])).find((found) => found !== undefined);
}

/** The names of institutions that a file writes as texts. */
function namesIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.ES2022);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const isName = ts.isStringLiteral(node) && (institutionNames as readonly string[]).includes(node.text);
    if (isName) found.push(`${file}: ${node.text}`);
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

/** The entry shows what the institutions have for founders. */
const exempt = ["founding/index.ts"];

/** What the founding knows institutions by. */
const shared = ["institutions/registry.ts", "institutions/spine.ts", "institutions/powers.ts"];

describe("The layers of the SDK", () => {
  it("holds no circle of imports", () => {
    expect(circle()).to.equal(undefined);
  });

  it("leaves the core without anything above it", () => {
    const above = importsFrom("core/").filter(({ target }) => !/^(core|generated)\//.test(target));
    expect(above).to.deep.equal([]);
  });

  it("lets institutions know nothing of the founding", () => {
    expect(importsFrom("institutions/").filter(({ target }) => target.startsWith("founding/"))).to.deep.equal([]);
  });

  it("lets the founding know institutions by their registry, the spine and the powers alone", () => {
    const named = importsFrom("founding/")
      .filter(({ file }) => !exempt.includes(file))
      .filter(({ target }) => target.startsWith("institutions/"))
      .filter(({ target }) => !shared.includes(target));
    expect(named).to.deep.equal([]);
  });

  it("names no institution in core and founding", () => {
    const knowing = files.filter((file) => /^(core|founding)\//.test(file) && !exempt.includes(file));
    expect(knowing.flatMap(namesIn)).to.deep.equal([]);
  });
});
