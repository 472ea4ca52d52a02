#!/usr/bin/env node
// `npm run civitas -- …`: the commands of cli/, from their sources in this process, without building the package.
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
require("../cli/src/main.ts");
