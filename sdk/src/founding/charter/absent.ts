import { declarationOf, institutionNames } from "../../institutions/registry";
import { provisionsOf } from "../provisions";
import type { CharterProblem } from "./problems";
import { fieldsIn, namesIn, type Charter } from "./schema";

type Node = Readonly<Record<string, unknown>>;

const isNode = (node: unknown): node is Node => typeof node === "object" && node !== null && !Array.isArray(node);

/** The places of what a charter does not decide, as it leaves the institution out. */
const absentPlaces = (charter: Charter) => {
  const founded = namesIn(charter);
  return institutionNames
    .filter((name) => !founded.includes(name))
    .map((name) => {
      const { charter: section = [] } = declarationOf(name);
      const fields = fieldsIn(name).map((field) => [...section, field]);
      return { name, section, places: [...fields, ...provisionsOf(name).map(({ path }) => path)] };
    });
};

/** Complains about what a charter says of institutions that it leaves out. */
export function checkAbsent(charter: Charter, written: unknown): CharterProblem[] {
  const isWritten = (place: readonly string[]) =>
    place.reduce<unknown>((node, key) => (isNode(node) ? node[key] : undefined), written) !== undefined;
  return absentPlaces(charter)
    .filter(({ places }) => places.some(isWritten))
    .map(({ name, section }) => ({
      field: section.join("."),
      message: `is about the ${name}, which the charter does not found: leave it out, or say "institutions": { "${name}": true }.`,
    }));
}

/** The charter without the defaults of institutions that it leaves out. */
export const withoutAbsent = (charter: Charter): Charter =>
  absentPlaces(charter)
    .flatMap(({ places }) => places)
    .reduce<Node>(without, charter) as unknown as Charter;

/** A node without what is at a place, and without what is empty then. */
function without(node: Node, [key, ...rest]: readonly string[]): Node {
  const { [key]: found, ...others } = node;
  if (rest.length === 0 || !isNode(found)) return others;
  const left = without(found, rest);
  return Object.keys(left).length === 0 ? others : { ...others, [key]: left };
}
