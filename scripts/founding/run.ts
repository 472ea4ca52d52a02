import type { FoundingRecord } from "../../sdk/src/founding";
import { processTerminal } from "../../cli/src/output/terminal";
import { run } from "../../cli/src/program";
import { openNetwork } from "./chain";

const scripts: Readonly<Record<string, string>> = {
  "requests make": "npm run requests --",
  "requests sign": "npm run sign --",
};

/** Runs a command of `civitas` on the networks of hardhat.config.ts. */
export function runOnNetworks(
  command: readonly string[],
  publish?: (record: FoundingRecord, say: (line: string) => void) => Promise<void>,
): void {
  void run([...command, ...process.argv.slice(2)], {
    terminal: processTerminal,
    called: (name) => scripts[name] ?? `npm run ${name} --`,
    openNetwork,
    ...(publish !== undefined && { publish }),
    keyVariables: ["CITIZEN_KEY"],
    passwordVariables: ["CITIZEN_PASSWORD"],
  }).then((status) => process.exit(status));
}
