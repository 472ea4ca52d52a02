import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import { documents } from "../../scripts/generate/documents";

const root = path.join(__dirname, "../..");

describe("Generated documents", () => {
  for (const [file, render] of Object.entries(documents)) {
    it(`${file} is what the code says`, async () => {
      const written = readFileSync(path.join(root, file), "utf8");
      expect(written).to.equal(await render(root), "run `npm run docs`");
    });
  }
});
