import { existsSync, readdirSync, renameSync } from "node:fs";
import path from "node:path";
import { readDeployment } from "../../cli/src/founding/deployment";

/** The first block of the chain that a record is of; undefined if it cannot be known. */
function genesisIn(file: string): string | undefined {
  try {
    return readDeployment(file)?.genesis ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Sets aside the records in a folder of what was founded on the same chain as a record, once that chain is gone: nobody can go on
 * with them, or verify what they remember.
 *
 * @returns Where they are now.
 */
export function setAside({ record, folder }: { readonly record: string; readonly folder: string }): string[] {
  const gone = genesisIn(record);
  if (gone === undefined || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => path.join(folder, name))
    .filter((file) => genesisIn(file) === gone)
    .map((file) => {
      renameSync(file, `${file}.gone`);
      return `${file}.gone`;
    });
}
