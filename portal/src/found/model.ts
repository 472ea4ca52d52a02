import type { Tree } from "./tree";
import { words } from "./words";

/** What a charter begins with: a short law that cites the numbers that it rests on. */
export const model = (): Tree => ({
  nation: {},
  articles: words.model.map(([title, text]) => ({ title, text })),
  citizens: [],
});
