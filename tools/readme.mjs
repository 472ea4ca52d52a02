#!/usr/bin/env node
// `npm run readme`: runs the README's commands by its own words and in its order, as a newcomer does, on a chain of this machine:
// those that need a public network or a key are only looked up. What it founds is removed at the end.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { root, run } from "./runners.mjs";

const readme = readFileSync(path.join(root, "README.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const record = path.join(root, "deployments/localhost/weekend.json");

/** What begins the chain, which stays; `npm ci` has been done by whoever runs this. */
const START = "npm start";

/** How long the chain may take until the story is told, in milliseconds. */
const PATIENCE = 300_000;

/** The commands of the README's blocks without a language, one to a line, without their comments. */
const blocks = [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)].filter(([, language]) => language === "");
const commands = blocks
  .flatMap(([, , block]) => block.split("\n"))
  .map((line) => line.replace(/\s+#.*$/, "").trim())
  .filter((line) => /^(npm|npx) /.test(line));
const inText = [...readme.matchAll(/`(npm (?:run )?[\w:]+(?: -- [^`]*)?)`/g)].map(([, command]) => command);

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}

/** Commands that name scripts which there are not. */
function unknown() {
  const own = new Set(["ci", "start", "test"]);
  return [...commands, ...inText].filter((command) => {
    const name = /^npm (?:run )?([\w:]+)/.exec(command)?.[1];
    return name !== undefined && !own.has(name) && scripts[name] === undefined;
  });
}

/** Begins the chain, which keeps its nation apart from yours, and waits until its story is told. */
function begin(folder) {
  const child = spawn(process.execPath, ["tools/start.mjs", "--folder", folder], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const told = new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error("`npm start` told no story in time.")), PATIENCE);
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      process.stdout.write(chunk);
      printed += chunk;
      if (/Ctrl-C/.test(printed)) {
        clearTimeout(timer);
        done();
      }
    });
    child.on("exit", (status) => {
      clearTimeout(timer);
      failed(new Error(`\`npm start\` ended with ${status}.`));
    });
  });
  return { child, told };
}

const isLocal = (command) =>
  /--network localhost|^npm run check |^npm run civitas -- (use|--dev|proposals)/.test(command);

async function follow() {
  if (!commands.some((command) => command.endsWith(START)))
    throw new Error(`The README does not begin by \`${START}\`.`);
  const missing = unknown();
  if (missing.length > 0) throw new Error(`The README names what there is not: ${missing.join(", ")}`);
  if (existsSync(record)) throw new Error(`${record} is somebody's record of a nation: move it away first.`);

  const folder = mkdtempSync(path.join(tmpdir(), "civitas-readme-"));
  const { child, told } = begin(folder);
  // What a command remembers for its user is remembered there.
  const env = { XDG_CONFIG_HOME: folder, APPDATA: folder };
  try {
    await told;
    // A charter is checked before a nation is founded from it.
    const local = [...inText, ...commands].filter(isLocal);
    for (const kind of ["check", "found", "verify", "civitas"])
      if (!local.some((command) => command.startsWith(`npm run ${kind} `)))
        throw new Error(`The README does not tell how to ${kind} on this machine.`);
    for (const command of [...new Set(local), "npm run example"]) {
      console.log(`\n$ ${command}`);
      // It asks before it spends, and is not answered by a machine.
      const words = /npm run found|--dev \d+ pay/.test(command) ? `${command} --yes` : command;
      const { status } = await run({ command: "bash", args: ["-c", words], env }, (chunk) =>
        process.stdout.write(chunk),
      );
      if (status !== 0) throw new Error(`\`${words}\` ended with ${status}.`);
    }
  } finally {
    child.removeAllListeners("exit");
    const ended = new Promise((done) => child.on("exit", done));
    if (child.exitCode === null) {
      child.kill("SIGINT");
      await ended;
    }
    rmSync(record, { force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

follow().then(
  () => console.log("\nThe README's commands work in their order."),
  (error) => fail(error.message),
);
