/** Records anew what a founding deploys and sends, after a change that is meant: `npm run golden:record`. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { golden } from "../test/founding/golden";

async function record(): Promise<void> {
  const text = await format(JSON.stringify(await golden()), { parser: "json", printWidth: 120 });
  writeFileSync(path.join(__dirname, "../test/founding/golden.recorded.json"), text);
}

record().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
