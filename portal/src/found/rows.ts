import { useRef } from "react";
import { useFounding } from "./state";
import { withAt, type Tree } from "./tree";

/** The rows of a list of a charter that is being written. */
export const rowsIn = (tree: Tree, list: string): readonly unknown[] => {
  const found = tree[list];
  return Array.isArray(found) ? (found as unknown[]) : [];
};

/** The rows of a list with keys that stay theirs, so that a row that goes takes no other's writing with it. */
export function useRows(list: string, count: number) {
  const { change } = useFounding();
  const keys = useRef<number[]>([]);
  const next = useRef(0);
  while (keys.current.length < count) keys.current.push(next.current++);
  keys.current.length = count;
  return {
    keys: [...keys.current],
    add: (row: unknown) => change((tree) => withAt(tree, [list], [...rowsIn(tree, list), row]) as Tree),
    remove: (index: number) => {
      keys.current.splice(index, 1);
      change((tree) => ({ ...tree, [list]: rowsIn(tree, list).filter((_, place) => place !== index) }));
    },
  };
}
