import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "../..");
const documents = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { cwd: root })
  .toString()
  .split("\n")
  .filter((file) => file !== "" && existsSync(path.join(root, file)));

const textOf = (file: string): string =>
  readFileSync(path.join(root, file), "utf8").replaceAll(/^```[\s\S]*?^```/gm, "");

/** The anchors of a document's headings, as hosts of repositories make them. */
function anchorsOf(file: string): string[] {
  return [...textOf(file).matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

/** The links within the repository that lead nowhere. */
function brokenIn(file: string): string[] {
  const links = [...textOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [target, anchor] = link.split("#");
      const linked = target === "" ? file : path.posix.join(path.posix.dirname(file), target);
      if (!existsSync(path.join(root, linked))) return true;
      return anchor !== undefined && !anchorsOf(linked).includes(anchor);
    });
}

describe("Links of documents", () => {
  for (const file of documents) {
    it(`${file} links to nothing that is not there`, () => {
      expect(brokenIn(file)).to.deep.equal([]);
    });
  }

  it("docs/README.md links to every document", () => {
    const others = documents.filter((file) => /^docs\/[\w-]+\.md$/.test(file) && file !== "docs/README.md");
    const index = textOf("docs/README.md");
    expect(others.filter((file) => !index.includes(`](${path.basename(file)})`))).to.deep.equal([]);
  });
});
