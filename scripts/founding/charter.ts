import { readFileSync } from "node:fs";
import { parseCharter, type Charter } from "../../sdk/src/founding";
import { CommandError } from "./command";

/** Reads a charter from a file: JSON in UTF-8. */
export function readCharter(file: string): Charter {
  return parseCharter(readJson(file, { what: "charter", missing: "Write one, or take one from charters/." }));
}

/** Reads JSON from a file, and says in plain words what is wrong with it. */
export function readJson(
  file: string,
  { what, missing }: { readonly what: string; readonly missing: string },
): unknown {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new CommandError(`There is no ${what} ${file}.`, missing, error);
  }
  let text: string;
  try {
    // Bytes that are no UTF-8 would become letters that nobody wrote.
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CommandError(`${file} is not UTF-8.`, "Save it as UTF-8: every editor can.", error);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CommandError(
      `${file} is not JSON: ${(error as Error).message}`,
      "Mend it: an editor shows where.",
      error,
    );
  }
}
