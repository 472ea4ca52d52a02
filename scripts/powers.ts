/** Writes docs/powers.md from the one table of powers: `npm run docs:powers`. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { powersDocument } from "./generate/powers-document";

async function write(): Promise<void> {
  writeFileSync(path.join(__dirname, "../docs/powers.md"), await powersDocument());
}

write().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
