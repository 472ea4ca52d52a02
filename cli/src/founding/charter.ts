import { readFileSync } from "node:fs";
import {
  findNodeAtLocation,
  parse as parseJson,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from "jsonc-parser";
import { isNode, LineCounter, parseDocument } from "yaml";
import { CharterError, parseCharter, type Charter, type CharterProblem } from "../../../sdk/src/founding";
import { CommandError } from "../errors";
import { likelyMeaning, unknownFields } from "./likely-meaning";

/** A line and a column of a file, from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** What a file holds, and where. */
interface Content {
  readonly value: unknown;
  /** Where what stands at a path begins; of what is missing, where it would belong. */
  readonly placeOf: (path: readonly (string | number)[]) => Place;
}

/**
 * Reads a charter from a file in UTF-8: JSON, in which comments may stand, or YAML.
 *
 * @throws CommandError with what is wrong: where, what was found, what is allowed, and what was probably meant.
 */
export function readCharter(file: string): Charter {
  const text = readText(file, { what: "charter", missing: "Write one, or take one from charters/." });
  const isYaml = /\.ya?ml$/i.test(file) || !/^\s*[{/]/.test(text);
  const content = shallow(file, () => (isYaml ? readYaml(file, text) : readJsonWithComments(file, text)));
  try {
    return shallow(file, () => parseCharter(content.value));
  } catch (error) {
    if (!(error instanceof CharterError)) throw error;
    const { problems } = error;
    const list = problems.map((problem) => `\n  ${lineOf(file, problem, content)}`).join("");
    const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
    throw new CommandError(`The charter has ${count}:${list}`, error.advice, { cause: error });
  }
}

/** Says in words that a file goes too deep: readers go into what stands within something by calling themselves. */
function shallow<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new CommandError(`${file} puts more into one another than any charter does.`, "Mend it: see charters/.", {
      cause,
    });
  }
}

function lineOf(file: string, problem: CharterProblem, { value, placeOf }: Content): string {
  const path = pathOf(problem.field);
  const { line, column } = placeOf([...path, ...unknownFields(problem).slice(0, 1)]);
  const found = path.length === 0 ? undefined : at(value, path);
  const shown =
    found === undefined || (typeof found === "object" && found !== null)
      ? ""
      : ` It is ${JSON.stringify(found).slice(0, 80)}.`;
  const meant = likelyMeaning(problem, { charter: value, found });
  const hint = meant === undefined ? "" : ` ${meant}`;
  return `${file}:${line}:${column}  ${problem.field || "the charter"}: ${problem.message}${shown}${hint}`;
}

/** The steps to a field such as `citizens[3].name`. */
const pathOf = (field: string): (string | number)[] =>
  [...field.matchAll(/[^.[\]]+|\[(\d+)\]/g)].map(([name, index]) => (index === undefined ? name : Number(index)));

const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | null | undefined)?.[key], value);

function readJsonWithComments(file: string, text: string): Content {
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: true };
  const value = parseJson(text, errors, options) as unknown;
  const [first] = errors;
  if (first !== undefined) {
    const { line, column } = placeIn(text, first.offset);
    throw new CommandError(
      `${file}:${line}:${column} is not JSON: ${wordsOf(printParseErrorCode(first.error))}.`,
      "Mend it there: an editor shows the place.",
    );
  }
  const tree = parseTree(text, [], options);
  const odd = tree && oddKeyIn(tree);
  if (odd !== undefined) {
    const { line, column } = placeIn(text, odd.offset);
    throw new CommandError(
      `${file}:${line}:${column} has the key ${JSON.stringify(odd.value)}${odd.value === PROTOTYPE ? ", which no charter has" : " twice in one object"}.`,
      "Take it out: readers would take it for what it is not.",
    );
  }
  return {
    value,
    placeOf: (path) => {
      for (let length = path.length; tree !== undefined && length >= 0; --length) {
        const node = findNodeAtLocation(tree, path.slice(0, length));
        if (node !== undefined) return placeIn(text, node.offset);
      }
      return { line: 1, column: 1 };
    },
  };
}

/** What a parser takes for something else than a key. */
const PROTOTYPE = "__proto__";

/** The first key that stands in an object a second time, or that is none. A reader sees the first, a parser takes the last. */
function oddKeyIn(node: Node): Node | undefined {
  const children = node.children ?? [];
  const seen = new Set<unknown>();
  for (const child of children) {
    const key = node.type === "object" ? child.children?.[0] : undefined;
    if (key !== undefined && (key.value === PROTOTYPE || seen.has(key.value))) return key;
    seen.add(key?.value);
    const within = oddKeyIn(child);
    if (within !== undefined) return within;
  }
  return undefined;
}

/** A code such as `CommaExpected` in words. */
const wordsOf = (code: string): string => code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();

function readYaml(file: string, text: string): Content {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const [first] = document.errors;
  if (first !== undefined) {
    // The reader takes its own end for a fault of the text.
    if (/call stack/.test(first.message)) throw new RangeError(first.message);
    const { line, col } = lines.linePos(first.pos[0]);
    throw new CommandError(
      `${file}:${line}:${col} is not YAML: ${first.message}`,
      "Mend it there: an editor shows the place.",
    );
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new CommandError(`${file} is not YAML: ${(error as Error).message}`, "Write what is meant in full.", {
      cause: error,
    });
  }
  return {
    value,
    placeOf: (path) => {
      for (let length = path.length; length >= 0; --length) {
        const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range != null) {
          const { line, col } = lines.linePos(node.range[0]);
          return { line, column: col };
        }
      }
      return { line: 1, column: 1 };
    },
  };
}

function placeIn(text: string, offset: number): Place {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

function readText(file: string, { what, missing }: { readonly what: string; readonly missing: string }): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EISDIR")
      throw new CommandError(`${file} is a folder.`, `Name the file of the ${what} in it.`, { cause: error });
    if (code === "ENOENT" || code === "ENOTDIR")
      throw new CommandError(`There is no ${what} ${file}.`, missing, { cause: error });
    throw new CommandError(`${file} cannot be read (${code}).`, "Let it be read, or name another one.", {
      cause: error,
    });
  }
  try {
    // Bytes that are no UTF-8 would become letters that nobody wrote.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CommandError(`${file} is not UTF-8.`, "Save it as UTF-8: every editor can.", { cause: error });
  }
}

/** Reads JSON from a file, and says in plain words what is wrong with it. */
export function readJson(file: string, about: { readonly what: string; readonly missing: string }): unknown {
  const text = readText(file, about);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CommandError(`${file} is not JSON: ${(error as Error).message}`, "Mend it: an editor shows where.", {
      cause: error,
    });
  }
}
