import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { FoundingRecord, Journal } from "../../sdk/src/founding";
import { CommandError } from "./command";

/** Where it is kept what was founded on a network. */
export const deploymentFile = (folder: string, network: string): string => path.join(folder, `${network}.json`);

/** What was founded on a network, or began to be. */
export function readDeployment(file: string): FoundingRecord | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as FoundingRecord;
  } catch (error) {
    throw new CommandError(
      `${file} is damaged.`,
      "Restore it from a copy; only what it holds can be gone on with.",
      error,
    );
  }
}

/** A journal in a file, which is never half written: a power cut leaves the old one or the new one. */
export function fileJournal(file: string): Journal {
  return {
    load: () => Promise.resolve(readDeployment(file)),
    save: (record) => {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, `${JSON.stringify(record, undefined, 2)}\n`, { flush: true });
      renameSync(`${file}.new`, file);
      return Promise.resolve();
    },
  };
}
