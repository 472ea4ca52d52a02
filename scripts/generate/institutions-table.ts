import { readFileSync } from "node:fs";
import path from "node:path";
import { contractsOf } from "../../sdk/src/founding/institutions";
import { declarationOf, institutionNames } from "../../sdk/src/institutions/registry";
import { addressOnANewChain } from "../local/address";
import { withExamples } from "./examples";
import { markdownDocument } from "./markdown";
import { kebab, title } from "./names";

const BEGIN = "<!-- institutions: `npm run docs` -->";
const END = "<!-- /institutions -->";

/** A document with its table of the institutions, which stands between two comments, written anew. */
function withInstitutions(file: string, pages: string): (root: string) => Promise<string> {
  return (root) => {
    const text = readFileSync(path.join(root, file), "utf8");
    const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
    if (before < 0 || after < before) throw new Error(`${file} has no place for the table of the institutions.`);
    const rows = institutionNames.map((name) => {
      const contracts = contractsOf(name).map((contract) => `\`${contract}\``);
      return `| [${title(name)}](${pages}${kebab(name)}.md) | ${contracts.join(", ")} | ${declarationOf(name).summary} |`;
    });
    const table = `| institution | contract | what it is |\n| --- | --- | --- |\n${rows.join("\n")}`;
    return markdownDocument(`${text.slice(0, before)}${BEGIN}\n\n${table}\n\n${text.slice(after)}`);
  };
}

const table = withInstitutions("README.md", "docs/");

/** The README, with the examples that it shows, and the address of the nation that `npm start` founds. */
export const readme = async (root: string): Promise<string> =>
  withExamples(root, await table(root)).replace(
    /civitas -- use 0x[0-9a-fA-F]{40}/,
    `civitas -- use ${await addressOnANewChain(root)}`,
  );
export const index = withInstitutions("docs/README.md", "");
