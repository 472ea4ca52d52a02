/** Writes what of docs/ is generated: `npm run docs`. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { documents } from "./generate/documents";

const root = path.join(__dirname, "..");

async function write(): Promise<void> {
  for (const [file, render] of Object.entries(documents)) {
    writeFileSync(path.join(root, file), await render(root));
    process.stdout.write(`${file}\n`);
  }
}

write().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
