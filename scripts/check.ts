/** Checks a charter: `npm run check -- charters/weekend.json`. Nothing is asked of a chain or sent. */
import { parseArgs } from "node:util";
import { namesIn } from "../sdk/src/founding/charter";
import { readCharter } from "./founding/charter";
import { CommandError, runCommand, say } from "./founding/command";

const HELP = `Checks a charter: JSON, in which comments may stand, or YAML.

  npm run check -- <charter>`;

runCommand(() => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { charter: { type: "string" }, help: { type: "boolean", default: false } },
  });
  if (values.help) return say(HELP);
  const file = values.charter ?? positionals[0];
  if (file === undefined) throw new CommandError("Which charter?", "Name it: npm run check -- charters/weekend.json");

  const charter = readCharter(file);
  const { nation, articles, citizens, offices } = charter;
  say(`${nation.name} can be founded by ${file}:`);
  say(`  ${articles.length} articles, ${citizens.length} founding citizens, ${offices.length} offices`);
  say(`  institutions: ${namesIn(charter).join(", ")}`);
});
