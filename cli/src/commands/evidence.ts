import { readFileSync } from "node:fs";
import path from "node:path";
import { contentHash } from "../../../sdk/src/institutions/court";
import { act, doing } from "../act";
import { command } from "../command";
import { CommandError, usageError } from "../errors";
import { caseMeant } from "../input/cases";
import { printable } from "../output/text";

export const evidence = command({
  name: "evidence",
  group: "justice",
  summary: "submit evidence in a case, while it hears it",
  details:
    "What you write stands on the chain, for everybody. A file stays where you publish it; its digest shows if it is changed.",
  arguments: { "<case>": "its number, or latest", "<text>": "what it says or shows" },
  options: {
    "--name <name>": "what it is, in a few words; Statement if left out",
    "--uri <uri>": "where a file of it is published",
    "--file <file>": "that file, of which the digest is taken",
  },
  example: 'evidence 2 "The wall is white: see the photograph." --uri ipfs://bafy… --file wall.jpg',
  run: async (context, { case: which, text, name = "Statement", uri, file }) => {
    if (file !== undefined && uri === undefined)
      throw usageError("A digest alone shows nobody the file.", "Publish it, and say where: --uri <uri>");
    const caseId = await caseMeant(context, which);
    const hashed = file === undefined ? {} : digestOf(file);
    return act(context, {
      title: `Submit evidence in case ${caseId}: ${printable(name)}`,
      effects: [printable(text)],
      act: (on) =>
        doing(on.court.submitEvidence, {
          caseId,
          evidence: { name, description: text, ...(uri !== undefined && { fileUri: uri }), ...hashed },
        }),
      done: () => [`It was submitted: civitas case ${caseId}`],
    });
  },
});

function digestOf(file: string): { readonly fileHash: string; readonly fileType?: string } {
  try {
    const type = path.extname(file).slice(1);
    return { fileHash: contentHash(new Uint8Array(readFileSync(file))), ...(type !== "" && { fileType: type }) };
  } catch (cause) {
    throw new CommandError(`There is no file ${file}.`, "Look for its name.", { cause });
  }
}
