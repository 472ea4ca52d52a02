import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { markdownDocument } from "./markdown";

/** A branch of a suite, or a test, which has no children. */
interface Node {
  readonly title: string;
  readonly children: Node[];
}

/** Where suites are not told: what tests share, and what they deploy. */
const SHARED = ["fixtures", "mocks"];
const BRANCHES = ["describe", "context"];

/** Files under test/ whose names end as given, by their paths from there, in order. */
function filesIn(root: string, ending: string): string[] {
  return readdirSync(path.join(root, "test"), { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => file.endsWith(ending) && !SHARED.includes(file.split("/")[0]))
    .sort();
}

/* HARDHAT'S SUITES */

/** A title as it is written: a value in it by its name. */
function titleOf(expression: ts.Expression): string {
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (ts.isTemplateExpression(expression)) {
    const spans = expression.templateSpans.map((span) => titleOf(span.expression) + span.literal.text);
    return expression.head.text + spans.join("");
  }
  if (ts.isConditionalExpression(expression)) {
    const choices = [expression.whenTrue, expression.whenFalse].map(titleOf).filter((choice) => choice.trim() !== "");
    return choices.map((choice) => choice.trim()).join(" / ");
  }
  return `{${nameIn(expression)}}`;
}

/** What a value is called: `name` of `name`, of `entry.name` and of `JSON.stringify(name)`. */
function nameIn(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isCallExpression(expression)) {
    const [argument] = expression.arguments;
    const isOfArgument = argument !== undefined && !ts.isLiteralExpression(argument);
    if (isOfArgument) return nameIn(argument);
    return ts.isPropertyAccessExpression(expression.expression) ? nameIn(expression.expression.expression) : "value";
  }
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  if (ts.isElementAccessExpression(expression)) return nameIn(expression.expression);
  return "value";
}

/** One source file: the functions in it that may hold suites, by name, and the files that it imports others from. */
class Source {
  private static readonly read = new Map<string, Source>();
  readonly file: ts.SourceFile;
  private readonly functions = new Map<string, ts.Node>();
  private readonly imports = new Map<string, string>();

  private constructor(private readonly path: string) {
    this.file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
    this.collect(this.file);
  }

  static at(file: string): Source {
    const known = Source.read.get(file) ?? new Source(file);
    Source.read.set(file, known);
    return known;
  }

  private collect(node: ts.Node): void {
    if (ts.isFunctionDeclaration(node) && node.name && node.body) this.functions.set(node.name.text, node.body);
    if (
      ts.isVariableDeclaration(node) &&
      ts.isIdentifier(node.name) &&
      node.initializer &&
      isFunction(node.initializer)
    )
      this.functions.set(node.name.text, node.initializer.body);
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const bindings = node.importClause?.namedBindings;
      if (bindings && ts.isNamedImports(bindings))
        for (const { name } of bindings.elements) this.imports.set(name.text, node.moduleSpecifier.text);
    }
    ts.forEachChild(node, (child) => {
      this.collect(child);
    });
  }

  /** The body of a function that this file declares or imports from another test file. */
  functionCalled(name: string): { source: Source; body: ts.Node } | undefined {
    const body = this.functions.get(name);
    if (body !== undefined) return { source: this, body };
    const from = this.imports.get(name);
    if (from === undefined || !from.startsWith(".")) return undefined;
    const file = path.join(path.dirname(this.path), `${from}.ts`);
    return file.includes(`${path.sep}test${path.sep}fixtures${path.sep}`)
      ? Source.at(file).functionCalled(name)
      : undefined;
  }
}

const isFunction = (node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** Adds the suites in a piece of code to a branch. A branch of the same title goes on. */
function grow(source: Source, code: ts.Node, branch: Node[]): void {
  const visit = (node: ts.Node): void => {
    // What a function holds belongs where it is called.
    if (ts.isFunctionDeclaration(node)) return;
    if (ts.isVariableDeclaration(node) && node.initializer && isFunction(node.initializer)) return;
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const callee = node.expression.text;
      const [title, body] = node.arguments;
      if (callee === "it") {
        branch.push({ title: titleOf(title), children: [] });
        return;
      }
      if (BRANCHES.includes(callee)) {
        const grown = titleOf(title);
        const known = branch.find((one) => one.title === grown && one.children.length > 0);
        const children: Node[] = known?.children ?? [];
        grow(source, (body as ts.ArrowFunction).body, children);
        if (known === undefined) branch.push({ title: grown, children });
        return;
      }
      const called = source.functionCalled(callee);
      if (called !== undefined && holdsSuites(called.body)) grow(called.source, called.body, branch);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(code, visit);
}

function holdsSuites(code: ts.Node): boolean {
  const isSuite =
    ts.isCallExpression(code) && ts.isIdentifier(code.expression) && ["it", ...BRANCHES].includes(code.expression.text);
  return isSuite || (ts.forEachChild(code, (child) => holdsSuites(child) || undefined) ?? false);
}

/* FOUNDRY'S SUITES */

/** The contracts of a file that hold tests, each test by its name and the comment above it. */
function contractsOf(file: string): Node[] {
  const lines = readFileSync(file, "utf8").split("\n");
  const contracts: Node[] = [];
  for (const [index, line] of lines.entries()) {
    const contract = /^(?:abstract )?contract (\w+)/.exec(line)?.[1];
    if (contract !== undefined) contracts.push({ title: contract, children: [] });
    const test = /^ {4}function ((?:test|invariant)\w*)\(/.exec(line)?.[1];
    if (test === undefined) continue;
    let first = index;
    while (lines[first - 1].trimStart().startsWith("///")) first -= 1;
    const comment = lines.slice(first, index).map((one) => one.trim().replace(/^\/\/\/ ?/, ""));
    const said = comment.filter((one) => !one.startsWith("forge-config")).join(" ");
    contracts.at(-1)!.children.push({ title: said === "" ? `\`${test}\`` : `\`${test}\`: ${said}`, children: [] });
  }
  return contracts.filter(({ children }) => children.length > 0);
}

/* THE DOCUMENT */

/** A title as Markdown: what it quotes as code stays, and nothing else is taken for emphasis, a link or a tag. */
const escaped = (title: string): string =>
  title
    .replaceAll("\n", " ")
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replaceAll(/([\\*<[]|\b_|_\b)/g, "\\$1")))
    .join("");

const listOf = (nodes: readonly Node[], depth = 0): string =>
  nodes
    .map(({ title, children }) => `${"  ".repeat(depth)}- ${escaped(title)}\n${listOf(children, depth + 1)}`)
    .join("");

/** Every suite under test/, by its folder. Suites of several files with one title are one. */
export function readSuites(root: string): Map<string, Node[]> {
  const folders = new Map<string, Node[]>();
  const folder = (file: string): Node[] => {
    const name = path.posix.dirname(file);
    const known = folders.get(name) ?? [];
    folders.set(name, known);
    return known;
  };
  for (const file of filesIn(root, ".test.ts")) {
    const source = Source.at(path.join(root, "test", file));
    grow(source, source.file, folder(file));
  }
  for (const file of filesIn(root, ".t.sol")) folder(file).push(...contractsOf(path.join(root, "test", file)));
  return new Map([...folders].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** docs/tests.md. */
export function testsDocument(root: string): Promise<string> {
  const sections = [...readSuites(root)].map(([folder, suites]) => `## ${folder}\n\n${listOf(suites)}`);
  return markdownDocument(`# Tests

<!-- Generated from the tests by \`npm run tests:tree\`. Do not edit. -->

What the tests say is seen, as trees: the contract or the subject, the function, what is given, and what comes of it. A name in
braces stands for several values, for each of which the test is run. Foundry runs the suites of \`invariants\`, and Hardhat all
others.

${sections.join("\n")}
`);
}
