#!/usr/bin/env node
// `npm start`: makes ready what a nation consists of, then founds the demonstration nation (scripts/start.ts) in this same process,
// whose age is what both tell as the time taken.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { ready } from "./ready.mjs";
import { root } from "./runners.mjs";

const require = createRequire(import.meta.url);

if (!existsSync(path.join(root, "artifacts/contracts"))) {
  console.log("Compiling the contracts, which takes half a minute the first time.");
}
// Nobody wonders for long: what changed since the last time is compiled, too.
const slow = setTimeout(() => console.log("Making ready what has changed, which takes half a minute at most."), 1_500);
try {
  const made = ready({ productOnly: true });
  // While the compiler's process starts, this one has a core of its own.
  require("ts-node").register({ transpileOnly: true, dir: root });
  require("ethers");
  await made;
  clearTimeout(slow);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
require("../scripts/start.ts");
