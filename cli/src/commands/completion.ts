import { command, type Command } from "../command";
import { completionOf, shells, type Shell } from "../completion/shells";
import { completionWords } from "../completion/words";
import { usageError } from "../errors";
import { GLOBAL_OPTIONS } from "../global-options";
import { listed } from "../output/text";

/** The command that prints what a shell completes; given all commands, itself included. */
export const completionFor = (all: () => readonly Command[]): Command =>
  command({
    name: "completion",
    group: "tools",
    summary: "print what makes your shell complete commands and options",
    arguments: { "<shell>": shells.join(", ") },
    example: "completion bash",
    run: (_context, { shell }) => {
      if (!(shells as readonly string[]).includes(shell))
        throw usageError(`There is no completion for ${shell}.`, `Write ${listed(shells, "or")}.`);
      const lines = completionOf(shell as Shell, completionWords(all(), GLOBAL_OPTIONS));
      return Promise.resolve({ data: { shell, script: lines.join("\n") }, lines });
    },
  });
