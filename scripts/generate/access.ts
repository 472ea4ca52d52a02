import { parseAccess, type Access } from "../../sdk/src/core/access";

/** What a contract, an interface or an abstract contract of ours declares itself, apart from what it inherits. */
export interface Declared {
  readonly name: string;
  readonly source: string;
  /** What it inherits from directly, the most derived one first. */
  readonly bases: readonly string[];
  /** The names of its functions, in the order of the source. */
  readonly order: readonly string[];
  /** What `@custom:access` says of its functions, by signature. */
  readonly tags: ReadonlyMap<string, string>;
}

/** Who may call a function of a contract, as the function's `@custom:access` says. */
export interface DocumentedAccess extends Access {
  readonly signature: string;
}

const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
const HEADER = /\b(?:contract|interface)\s+(?<name>\w+)(?:\s+is\s+(?<bases>[^{]+))?\s*\{/g;
const FUNCTION = /\bfunction\s+(\w+)/g;

/** What a source says of a contract in it: from whom it inherits, and its functions in order. */
export function declarationIn(text: string, contract: string): Pick<Declared, "bases" | "order"> {
  const code = text.replaceAll(COMMENTS, "");
  const headers = [...code.matchAll(HEADER)];
  const index = headers.findIndex(({ groups }) => groups?.name === contract);
  if (index === -1) return { bases: [], order: [] };
  const body = code.slice(headers[index].index, headers[index + 1]?.index);
  const bases = (headers[index].groups?.bases ?? "").split(",");
  return {
    bases: bases.flatMap((base) => /\w+/.exec(base) ?? []).reverse(),
    order: [...body.matchAll(FUNCTION)].map(([, name]) => name),
  };
}

/** A contract and all that it inherits from, the most derived one first; what is not ours is left out. */
function lineageOf(name: string, declared: ReadonlyMap<string, Declared>): Declared[] {
  const own = declared.get(name);
  if (own === undefined) return [];
  const all = [own, ...own.bases.flatMap((base) => lineageOf(base, declared))];
  return all.filter((one, index) => all.indexOf(one) === index);
}

/**
 * Reads who may call each function of a contract that changes state, base contracts first, in the order of their sources. Where
 * several declarations of a function are inherited, the most derived one that has the tag counts: so an interface speaks for
 * whatever implements it. Functions without the tag are left out.
 *
 * @throws Error if a tag has another form than {@link parseAccess} reads.
 */
export function accessOf(
  contract: { readonly name: string; readonly changing: readonly string[] },
  declared: ReadonlyMap<string, Declared>,
): DocumentedAccess[] {
  const lineage = lineageOf(contract.name, declared);
  const order = [...lineage].reverse().flatMap((one) => one.order);
  const rank = (signature: string) => order.indexOf(signature.slice(0, signature.indexOf("(")));
  return [...contract.changing]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((signature) => {
      const author = lineage.find(({ tags }) => tags.has(signature));
      if (author === undefined) return [];
      const line = author.tags.get(signature)!.replaceAll(/\s+/g, " ").trim();
      const access = parseAccess(line);
      if (access !== undefined) return [{ signature, ...access }];
      throw new Error(
        `${author.source} says \`@custom:access ${line}\` of ${signature}: write the power in small letters, then \` constitutional\` if a proposal that calls the function changes the constitution, then \`: \` and a note if there is more to say.`,
      );
    });
}
