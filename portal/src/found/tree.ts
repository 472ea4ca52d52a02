/** JSON as it is being written: a charter, before anyone has checked it. */
export interface Tree {
  readonly [key: string]: unknown;
}

export type Path = readonly (string | number)[];

export const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands at a place; undefined if nothing does. */
export const at = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (node, key) =>
      typeof node === "object" && node !== null && Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined,
    root,
  );

/** A text or number as it is shown in a field; empty for anything else. */
export const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

export const textAt = (root: unknown, path: Path): string => textOf(at(root, path));

/** A tree without some of its keys. */
export const omit = (tree: object, keys: readonly string[]): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([key]) => !keys.includes(key)));

/** The same with something else at a place. What becomes undefined is gone, and what is empty then as well; rows of lists stay. */
export function withAt(root: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const inner = withAt(at(root, [key]), rest, value);
  if (typeof key === "number") {
    const list: unknown[] = Array.isArray(root) ? [...(root as unknown[])] : [];
    list[key] = inner ?? {};
    return list;
  }
  const others = omit(isTree(root) ? root : {}, [key]);
  const isEmpty = inner === undefined || (rest.length > 0 && isTree(inner) && Object.keys(inner).length === 0);
  return isEmpty ? others : { ...(isTree(root) ? root : {}), [key]: inner };
}

/** A place as the SDK's checks name it: `citizens[0].address`. */
export const fieldOf = (path: Path): string =>
  path.reduce<string>(
    (field, key) => (typeof key === "number" ? `${field}[${key}]` : field === "" ? key : `${field}.${key}`),
    "",
  );

/** A number where a text is one, and the text as it is where it is none: what it must be is for the checks to say. */
export const valueOf = (text: string): string | number | undefined => {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  return /^\d{1,15}(\.\d{1,15})?$/.test(trimmed) ? Number(trimmed) : text;
};

/** Leaves out of one tree what a second has and a third lacks: what a charter would say of institutions that it leaves out. */
export function without(tree: Tree, { whole, left }: { readonly whole: Tree; readonly left: Tree }): Tree {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]): [string, unknown][] => {
      if (Object.hasOwn(whole, key) && !Object.hasOwn(left, key)) return [];
      const [inWhole, inLeft] = [whole[key], left[key]];
      if (!isTree(value) || !isTree(inWhole) || !isTree(inLeft)) return [[key, value]];
      return [[key, without(value, { whole: inWhole, left: inLeft })]];
    }),
  );
}
