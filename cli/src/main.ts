#!/usr/bin/env node
import { processTerminal } from "./output/terminal";
import { run } from "./program";
import type { Surroundings } from "./context";

const surroundings: Surroundings = {
  terminal: processTerminal,
  called: (name) => `civitas ${name}`,
  keyVariables: ["CIVITAS_KEY"],
  passwordVariables: ["CIVITAS_PASSWORD"],
};

// What reads from a pipe may close it before all is said: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

void run(process.argv.slice(2), surroundings).then((status) => {
  process.exitCode = status;
  // Nothing that a command opened is left to wait for; what is printed goes out first.
  process.stdout.write("", () => process.exit(status));
});
