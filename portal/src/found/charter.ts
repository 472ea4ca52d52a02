import { renderCitations } from "@civitas/sdk";
import {
  charterJsonSchema,
  CharterError,
  namesIn,
  parseCharter,
  provisionsIn,
  type Charter,
  type CharteredProvision,
  type CharterProblem,
} from "@civitas/sdk/founding";
import { isTree, omit, without, type Tree } from "./tree";

/** What is wrong with a charter that is being written, and the charter itself once nothing is. */
export interface Checked {
  readonly charter: Charter | undefined;
  readonly problems: readonly CharterProblem[];
}

/** Asks the SDK, which says everything that is wrong. */
export function check(tree: Tree): Checked {
  try {
    return { charter: parseCharter(tree), problems: [] };
  } catch (error) {
    if (error instanceof CharterError) return { charter: undefined, problems: error.problems };
    throw error;
  }
}

type Choice = Readonly<Record<string, boolean>>;

/** Which institutions a charter that is being written chooses, as far as it says so. */
export const choiceIn = ({ institutions }: Tree): Choice =>
  isTree(institutions)
    ? Object.fromEntries(
        Object.entries(institutions).filter((entry): entry is [string, boolean] => typeof entry[1] === "boolean"),
      )
    : {};

/** A charter of some institutions with every default, and what keeps them from working together. */
export const checkChoice = (institutions: Choice): Checked =>
  check({ nation: { name: "A" }, citizens: [{ name: "A" }], institutions });

export const shapeOf = (institutions: Choice): Charter | undefined => checkChoice(institutions).charter;

export const isFounded = (tree: Tree, name: string): boolean =>
  (namesIn({ institutions: choiceIn(tree) }) as readonly string[]).includes(name);

/** What a JSON Schema says of one place of a charter. */
export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
}

let known: Schema | undefined;

export const schema = (): Schema => (known ??= charterJsonSchema() as Schema);

/** The institutions that a charter chooses, by what they are for. */
export const choices = (): Readonly<Record<string, Schema>> => schema().properties?.institutions?.properties ?? {};

/** What a charter says of no single institution. */
const LISTS = ["institutions", "articles", "citizens", "offices"];

/** The charter without what it says of institutions that it no longer founds. */
export function pruned(tree: Tree): Tree {
  const whole = shapeOf(Object.fromEntries(Object.keys(choices()).map((name) => [name, true])));
  const left = shapeOf(choiceIn(tree));
  if (whole === undefined || left === undefined) return tree;
  return without(tree, { whole: sectionsOf(whole), left: sectionsOf(left) });
}

const sectionsOf = (charter: object): Tree => omit(charter, ["nation", ...LISTS]);

/** The provisions by their places in the charter, such as `coin.taxRate`. */
export const byPlace = (charter: Charter): ReadonlyMap<string, CharteredProvision> =>
  new Map(provisionsIn(charter).map((provision) => [provision.path.join("."), provision]));

/** A text of the law as it will read, with the numbers that it cites. */
export function reading(text: string, charter: Charter): string {
  const provisions: Record<string, Record<string, CharteredProvision>> = {};
  for (const provision of provisionsIn(charter)) (provisions[provision.institution] ??= {})[provision.key] = provision;
  return renderCitations({ text, provisions });
}
