import { namesIn } from "../../../sdk/src/founding";
import { command } from "../command";
import { usageError } from "../errors";
import { readCharter } from "../founding/charter";
import { counted } from "../output/text";

export const check = command({
  name: "check",
  group: "found",
  summary: "check a charter",
  details:
    "Nothing is asked of a chain, or sent. What is wrong is named with its line, what is allowed, and what was probably meant.",
  arguments: { "[charter]": "the charter: JSON, in which comments may stand, or YAML" },
  options: { "--charter <file>": "the charter, by an option" },
  example: "check weekend.json",
  run: ({ surroundings }, { charter: file }) => {
    if (file === undefined)
      throw usageError("Which charter?", `Name it: ${surroundings.called("check")} charters/weekend.json`);
    const charter = readCharter(file);
    const { nation, articles, citizens, offices } = charter;
    const institutions = namesIn(charter);
    return Promise.resolve({
      data: {
        nation: nation.name,
        articles: articles.length,
        citizens: citizens.length,
        offices: offices.length,
        institutions,
      },
      lines: [
        `${nation.name} can be founded by ${file}:`,
        `  ${counted(articles.length, "article")}, ${counted(citizens.length, "founding citizen")}, ${counted(offices.length, "office")}`,
        `  institutions: ${institutions.join(", ")}`,
      ],
    });
  },
});
