#!/usr/bin/env node
// `npm run check -- <charter>`: checks a charter (scripts/check.ts) in this process, without a second one that would take a second.
import { createRequire } from "node:module";
import process from "node:process";
import { ready } from "./ready.mjs";
import { root } from "./runners.mjs";

const require = createRequire(import.meta.url);

try {
  // Compiles nothing but the first time, and when the contracts have changed.
  await ready({ productOnly: true });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
require("ts-node").register({ transpileOnly: true, dir: root });
require("../scripts/check.ts");
