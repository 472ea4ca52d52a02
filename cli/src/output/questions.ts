import { confirm, isCancel, password, select, spinner, text } from "@clack/prompts";
import { CommandError } from "../errors";
import { isInteractive, type Terminal } from "./terminal";

/** A choice among several. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

/** What a person at the terminal is asked. All of it is printed beside the answer, which programs read. */
export interface Questions {
  /** Whether somebody is there. */
  readonly canAsk: boolean;
  agree(question: string): Promise<boolean>;
  text(
    question: string,
    options?: { readonly hint?: string; readonly check?: (answer: string) => string | undefined },
  ): Promise<string>;
  choose<Value extends string>(question: string, choices: readonly Choice<Value>[]): Promise<Value>;
  /** Asks for a password, which is not shown. */
  password(question: string): Promise<string>;
  /** Shows that something is under way, until it is over. */
  during<Result>(what: string, work: () => Promise<Result>): Promise<Result>;
}

/** Thrown when somebody leaves a question unanswered, with Ctrl-C or Escape. */
const interrupted = (): CommandError =>
  new CommandError("You stopped.", "Nothing was sent. Run it again when you want to.", { exit: "interrupted" });

const answered = <Answer>(answer: Answer): Exclude<Answer, symbol> => {
  if (isCancel(answer)) throw interrupted();
  return answer as Exclude<Answer, symbol>;
};

/** Asks at a terminal. */
export function questionsAt(terminal: Terminal): Questions {
  const { input, errors: output } = terminal;
  const canAsk = isInteractive(terminal);
  return {
    canAsk,
    agree: async (message) => answered(await confirm({ message, initialValue: false, input, output })),
    text: async (message, { hint, check } = {}) =>
      answered(
        await text({
          message,
          input,
          output,
          ...(hint !== undefined && { placeholder: hint }),
          validate: (given) => check?.(given ?? ""),
        }),
      ),
    choose: async (message, choices) =>
      answered(
        await select<string>({ message, options: choices.map((one) => ({ ...one })), input, output, maxItems: 12 }),
      ) as never,
    password: async (message) => answered(await password({ message, input, output })),
    during: async (what, work) => {
      if (!canAsk) return work();
      const shown = spinner({ output });
      shown.start(what);
      try {
        return await work();
      } finally {
        shown.clear();
      }
    },
  };
}
