import { command } from "../command";

/** What `civitas` shows without a command. */
export const home = command({
  name: "",
  group: "look",
  summary: "the nation, and what you can or must do next",
  example: "",
  run: () => Promise.resolve({ data: {}, lines: [] }),
});
