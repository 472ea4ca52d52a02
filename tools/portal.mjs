#!/usr/bin/env node
// Builds the portal into portal/dist; with `--if-stale`, only if what it is made of has changed since it was last built.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { unlessDone } from "./ready.mjs";
import { root } from "./runners.mjs";

const sources = [
  "portal/index.html",
  "portal/package.json",
  "portal/vite.config.ts",
  "portal/src",
  "react/src",
  "sdk/src",
  "package-lock.json",
];
const folder = "portal/dist";

const build = () =>
  new Promise((done, failed) => {
    const vite = path.join(root, "node_modules/vite/bin/vite.js");
    const args = [vite, "build", "--logLevel", "error"];
    const child = spawn(process.execPath, args, {
      cwd: path.join(root, "portal"),
      stdio: ["ignore", "inherit", "inherit"],
    });
    process.once("SIGTERM", () => child.kill());
    child.on("error", failed);
    child.on("close", (status) => {
      if (status === 0) done();
      else failed(new Error(`The portal was not built: \`vite build\` ended with status ${status}.`));
    });
  });

if (!process.argv.includes("--if-stale")) rmSync(path.join(root, folder), { recursive: true, force: true });
unlessDone("portal", sources, [`${folder}/index.html`], build).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
