import { readFileSync } from "node:fs";
import path from "node:path";
import { addressOnANewChain } from "../local/address";
import { markdownDocument } from "./markdown";

/** A place for an example in a document, and what stands there. */
const PLACE = /<!-- example: (\S+) -->\n\n```ts\n.*?```/gs;

/** A document's text with the examples that it shows, each as its file has it. */
export const withExamples = (root: string, text: string): string =>
  text.replaceAll(PLACE, (_place, file: string) => {
    const example = readFileSync(path.join(root, file), "utf8");
    return `<!-- example: ${file} -->\n\n\`\`\`ts\n${example}\`\`\``;
  });

/** The SDK's README. */
export const sdkReadme = (root: string): Promise<string> =>
  markdownDocument(withExamples(root, readFileSync(path.join(root, "sdk/README.md"), "utf8")));

/** The README's example, with the address of the nation that `npm start` founds. */
export const firstHour = async (root: string): Promise<string> =>
  readFileSync(path.join(root, "examples/first-hour.ts"), "utf8").replace(
    /connect\(ada, "0x[0-9a-fA-F]{40}"\)/,
    `connect(ada, "${await addressOnANewChain(root)}")`,
  );
