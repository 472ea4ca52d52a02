import type { Context } from "./context";

/** What a command found or did: for programs, and for people. */
export interface Answer {
  /** Printed as JSON with `--json`: amounts are whole numbers of base units, as decimal texts; moments are seconds since 1970. */
  readonly data: unknown;
  readonly lines: readonly string[];
  /** Whether all of it was printed as it happened. */
  readonly isTold?: boolean;
  /** The command's status; 0 if left out. */
  readonly exit?: number;
}

/** What a command is about, as help lists it. */
export const groups = {
  found: "Found and verify",
  look: "Look around",
  citizen: "Be a citizen",
  money: "Money",
  decide: "Decide",
  justice: "Justice",
  agree: "Agreements",
  tools: "Settings and tools",
} as const;

export type Group = keyof typeof groups;

/** "dry-run" as a property: dryRun. */
type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

type ArgumentOf<Written extends string> = Written extends `<${infer Name}...>`
  ? { readonly [Key in Camel<Name>]: readonly string[] }
  : Written extends `[${infer Name}...]`
    ? { readonly [Key in Camel<Name>]: readonly string[] }
    : Written extends `<${infer Name}>`
      ? { readonly [Key in Camel<Name>]: string }
      : Written extends `[${infer Name}]`
        ? { readonly [Key in Camel<Name>]: string | undefined }
        : never;

type OptionOf<Written extends string> = Written extends `--${infer Name} <${string}...>`
  ? { readonly [Key in Camel<Name>]: readonly string[] | undefined }
  : Written extends `--${infer Name} <${string}>`
    ? { readonly [Key in Camel<Name>]: string | undefined }
    : Written extends `--${infer Name}`
      ? { readonly [Key in Camel<Name>]: boolean | undefined }
      : never;

type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** What is written behind a command, by name. */
export type ValuesOf<Arguments extends string, Options extends string> = ([Arguments] extends [never]
  ? unknown
  : Together<ArgumentOf<Arguments>>) &
  ([Options] extends [never] ? unknown : Together<OptionOf<Options>>);

/** A command: what is written behind it, what it means, and what it does. */
export interface Command {
  /** One word, or two for a command of a group of acts: "judge commit". */
  readonly name: string;
  readonly group: Group;
  readonly summary: string;
  /** What it does, at more length. */
  readonly details?: string;
  /** By how they are written: `"<who>"`, `"[amount]"`, `"<files...>"`. */
  readonly arguments: Readonly<Record<string, string>>;
  /** By how they are written: `"--net"`, `"--reason <text>"`. */
  readonly options: Readonly<Record<string, string>>;
  /** What follows "civitas" in an example. */
  readonly example: string;
  run(context: Context, values: never): Promise<Answer>;
}

/** Declares a command. Its function is given what is written behind it, by name. */
export function command<const Arguments extends string = never, const Options extends string = never>(
  declared: Omit<Command, "arguments" | "options" | "run"> & {
    readonly arguments?: Readonly<Record<Arguments, string>>;
    readonly options?: Readonly<Record<Options, string>>;
    run(context: Context, values: ValuesOf<Arguments, Options>): Promise<Answer>;
  },
): Command {
  return { ...declared, arguments: declared.arguments ?? {}, options: declared.options ?? {} };
}
