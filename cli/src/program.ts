import { Command as Commander, CommanderError, Option } from "commander";
import { closest, distance } from "fastest-levenshtein";
import { NationError, RevertError } from "../../sdk/src";
import { toNationError } from "../../sdk/src/core";
import { groups, type Command } from "./command";
import { commands, home } from "./commands";
import { contextOf, type Flags, type Surroundings } from "./context";
import { CommandError, EXIT, EXIT_MEANINGS, hashIn, statusOf, UnsettledError, usageError } from "./errors";
import { GLOBAL_OPTIONS } from "./global-options";
import { toJson } from "./output/json";
import { columnsOf, painter } from "./output/terminal";
import { version } from "./version";

/** What may stand behind every command. */
const globalOptions = (): Option[] =>
  Object.entries(GLOBAL_OPTIONS).map(([written, meaning]) => new Option(written, meaning));

const statuses = Object.entries(EXIT)
  .map(([name, status]) => `  ${String(status).padStart(3)}  ${EXIT_MEANINGS[name as keyof typeof EXIT]}`)
  .join("\n");

/** The commands of groups of acts: "judge commit" stands below "judge". */
function parentOf(root: Commander, { name }: Command, parents: Map<string, Commander>): Commander {
  const [first, second] = name.split(" ");
  if (second === undefined) return root;
  const known = parents.get(first);
  if (known !== undefined) return known;
  const siblings = commands.filter((one) => one.name.startsWith(`${first} `)).map((one) => one.name.split(" ")[1]);
  const parent = root
    .command(first)
    .description(siblings.join(", "))
    .helpGroup(`${groups[commands.find((one) => one.name.startsWith(`${first} `))!.group]}:`);
  parents.set(first, parent);
  return parent;
}

const camel = (flag: string): string =>
  flag.replace(/^--|[<[\]>.]/g, "").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What was written, by the names that a command's declaration gives. */
export function valuesOf(
  { arguments: declared }: Pick<Command, "arguments">,
  given: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const named = Object.keys(declared).map((written, index) => {
    const name = camel(written.replace(/[<>[\]]|\.\.\./g, ""));
    // What an option of the same name says counts where the argument is left out.
    return [name, given[index] ?? options[name] ?? (written.includes("...") ? [] : undefined)] as const;
  });
  return { ...options, ...Object.fromEntries(named) };
}

/** Makes the program of all commands. What a command ends with is given to `end`. */
export function programOf(
  surroundings: Surroundings,
  end: (command: Command, values: object) => Promise<void>,
): Commander {
  const { terminal } = surroundings;
  const root = new Commander("civitas")
    .description(
      "Found a digital nation, and live in it.\n\nWithout a command: the nation, and what you can or must do next.",
    )
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => terminal.output.write(text),
      writeErr: (text) => terminal.errors.write(text),
      // Told as every other failure is.
      outputError: () => undefined,
      getOutHelpWidth: () => columnsOf(terminal),
      getErrHelpWidth: () => columnsOf(terminal),
    })
    .configureHelp({ showGlobalOptions: true })
    .addHelpText("after", `\nStatus:\n${statuses}\n\nMore of a command: civitas <command> --help`);
  const parents = new Map<string, Commander>();
  for (const declared of commands) {
    const made = parentOf(root, declared, parents)
      .command(declared.name.split(" ").at(-1)!, { isDefault: / (list|show)$/.test(declared.name) })
      .summary(declared.summary)
      .description(declared.details === undefined ? declared.summary : `${declared.summary}\n\n${declared.details}`)
      .helpGroup(`${groups[declared.group]}:`)
      .addHelpText("after", `\nExample:\n  civitas ${declared.example}`);
    for (const [written, meaning] of Object.entries(declared.arguments)) made.argument(written, meaning);
    for (const [written, meaning] of Object.entries(declared.options)) {
      const option = new Option(written, meaning);
      made.addOption(option);
    }
    addNetworks(made, declared, surroundings);
    made.action(async (...given: unknown[]) => {
      await end(declared, valuesOf(declared, given, made.optsWithGlobals<Record<string, unknown>>()));
    });
  }
  for (const option of globalOptions()) root.addOption(option);
  root.allowExcessArguments().action(async () => {
    const [unknown] = root.args;
    if (unknown !== undefined) throw noCommand(unknown);
    await end(home, root.opts<Record<string, unknown>>());
  });
  return root;
}

/** What was written is no command; which one was probably meant. */
function noCommand(written: string): CommandError {
  const names = [...new Set(commands.map(({ name }) => name.split(" ")[0]))];
  const nearest = closest(written, names);
  const isNear = distance(written, nearest) <= Math.max(1, Math.floor(written.length / 3));
  return usageError(
    `There is no command "${written}".`,
    isNear ? `Did you mean ${nearest}?` : "civitas --help lists all.",
  );
}

/** Where networks have names, the commands that found take one. */
function addNetworks(made: Commander, { name, group }: Command, { openNetwork, publish }: Surroundings): void {
  if (openNetwork === undefined || group !== "found") return;
  made.addOption(new Option("--network <name>", "a network of hardhat.config.ts").default("localhost"));
  if (name === "verify" && publish !== undefined)
    made.addOption(new Option("--explorer", "publish the sources with the chain's block explorers"));
}

/** Runs a command line, prints what it says, and resolves to its status. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { terminal } = surroundings;
  let status: number = EXIT.done;
  const end = async (command: Command, values: object): Promise<void> => {
    const flags = values as Flags;
    const context = contextOf(flags, surroundings);
    const answer = await command
      .run(context, values as never)
      .catch((error: unknown) => {
        throw afterSending(error, context.sent);
      })
      .finally(() => context.end());
    status = answer.exit ?? EXIT.done;
    if (answer.isTold === true) return;
    const printed = flags.json === true ? toJson(answer.data) : answer.lines.join("\n");
    if (printed !== "") terminal.output.write(`${printed}\n`);
  };
  try {
    await programOf(surroundings, end).parseAsync([...argv], { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    return tell(error instanceof CommanderError ? miswritten(error) : error, argv.includes("--json"), surroundings);
  }
}

/** A node that fails once something is sent: the same must not be tried again without a look at that. */
function afterSending(error: unknown, sent: readonly string[]): unknown {
  const hash = sent.at(-1);
  if (hash === undefined || statusOf(toKnown(error)) !== EXIT.unreachable) return error;
  const { message } = toKnown(error);
  return new UnsettledError({ hash, message: `${message} Before that, ${hash} was sent.`, cause: error });
}

const toKnown = (error: unknown): CommandError | NationError =>
  error instanceof CommandError || error instanceof NationError ? error : toNationError(error);

/** A command is not written as it must be, as the parser found. */
function miswritten({ message }: CommanderError): CommandError {
  const [what, meant] = message.replace(/^error: /, "").split("\n");
  const advice = "civitas <command> --help tells what a command takes, and civitas --help lists all.";
  return usageError(`${capitalized(what)}.`, meant === undefined ? advice : `${meant.slice(1, -1)} ${advice}`);
}

const capitalized = (text: string): string => text[0].toUpperCase() + text.slice(1);

/** Says what went wrong, and what to do. */
function tell(error: unknown, asJson: boolean, { terminal }: Surroundings): number {
  const known = toKnown(error);
  const status = statusOf(known);
  if (asJson) {
    const { name, message, advice } = known;
    const hash = hashIn(known);
    terminal.errors.write(`${toJson({ error: { name, message, advice, status, ...(hash && { hash }) } })}\n`);
    return status;
  }
  const paint = painter({ ...terminal, output: terminal.errors });
  // Of a refusal, people want to know what to do; the name of the error comes behind.
  const [first, second] =
    known instanceof RevertError
      ? [`Refused: ${known.advice}`, paint("dim", known.message)]
      : [known.message, known.advice];
  terminal.errors.write(`\n${paint("red", first)}\n${second}\n`);
  const { cause } = known;
  // What nobody foresaw is shown whole, so that it can be reported.
  if (known.name === "UnexpectedError" && cause instanceof Error && terminal.env.CIVITAS_DEBUG !== undefined)
    terminal.errors.write(`${cause.stack}\n`);
  return status;
}
