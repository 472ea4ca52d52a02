import type { Command } from "../command";

/** What can be completed: commands, those below them, and options. */
export interface CompletionWords {
  /** First words, with what they do. */
  readonly commands: readonly {
    readonly name: string;
    readonly summary: string;
    readonly below: readonly { readonly name: string; readonly summary: string }[];
  }[];
  /** Options by command; two words where a command is below another. */
  readonly options: Readonly<Record<string, readonly { readonly name: string; readonly meaning: string }[]>>;
  readonly global: readonly { readonly name: string; readonly meaning: string }[];
}

const flagOf = (written: string): string => written.split(" ")[0];

/** What can be completed of some commands. */
export function completionWords(
  commands: readonly Command[],
  global: Readonly<Record<string, string>>,
): CompletionWords {
  const first = [...new Set(commands.map(({ name }) => name.split(" ")[0]))];
  const optionsIn = (declared: Readonly<Record<string, string>>) =>
    Object.entries(declared).map(([written, meaning]) => ({ name: flagOf(written), meaning }));
  return {
    commands: first.map((name) => {
      const own = commands.find((one) => one.name === name);
      const below = commands
        .filter((one) => one.name.startsWith(`${name} `))
        .map((one) => ({ name: one.name.split(" ")[1], summary: one.summary }));
      return { name, summary: own?.summary ?? below.map((one) => one.name).join(", "), below };
    }),
    options: Object.fromEntries(commands.map(({ name, options }) => [name, optionsIn(options)])),
    global: optionsIn(global),
  };
}
