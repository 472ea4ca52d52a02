/** Checks a charter: `npm run check -- charters/weekend.json`. Nothing is asked of a chain or sent. */
import { processTerminal } from "../cli/src/output/terminal";
import { run } from "../cli/src/program";

void run(["check", ...process.argv.slice(2)], {
  terminal: processTerminal,
  called: (name) => `npm run ${name} --`,
  keyVariables: [],
  passwordVariables: [],
}).then((status) => process.exit(status));
