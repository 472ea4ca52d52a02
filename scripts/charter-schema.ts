/** Writes charters/charter.schema.json, by which editors check a charter while it is written: `npm run charters:schema`. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { charterSchemaText } from "./generate/charter-schema";

async function write(): Promise<void> {
  writeFileSync(path.join(__dirname, "../charters/charter.schema.json"), await charterSchemaText());
}

write().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
