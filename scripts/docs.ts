/** Writes what of docs/ is generated: `npm run docs`, or the documents that are named. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { documents } from "./generate/documents";

const root = path.join(__dirname, "..");

async function write(): Promise<void> {
  const named = process.argv.slice(2);
  for (const [file, render] of Object.entries(documents)) {
    if (named.length > 0 && !named.includes(file)) continue;
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), await render(root));
    process.stdout.write(`${file}\n`);
  }
}

write().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
