import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { EXIT, type ExitName } from "../../cli/src/errors";
import { aCommandLine, type CommandLine } from "../fixtures/command-line";

describe("The status of a command", () => {
  let line: CommandLine;

  beforeEach(async () => {
    line = await aCommandLine();
  });

  afterEach(() => line.close());

  const kinds: readonly [string, ExitName, readonly (readonly string[])[]][] = [
    [
      "what the nation does not have",
      "failed",
      [
        ["case", "99"],
        ["citizens", "999"],
        ["proposal", "latest"],
        ["constitution", "999"],
      ],
    ],
    [
      "what is written wrong",
      "usage",
      [
        ["citizens", "x9"],
        ["watch", "--after", "blah"],
        ["watch", "--for", "blah"],
      ],
    ],
  ];
  for (const [what, exit, all] of kinds) {
    for (const args of all) {
      it(`is ${EXIT[exit]} for ${what}: ${args.join(" ")}`, async () => {
        const { status, errors } = await line.runs(...args);
        expect(status, errors).to.equal(EXIT[exit]);
      });
    }
  }

  it("is the same for a place that a file holds", async () => {
    const state = line.file("watched.txt");
    writeFileSync(state, "blah\n");
    const { status, errors } = await line.runs("watch", "--state", state);
    expect(status).to.equal(EXIT.usage);
    expect(errors).to.include('"blah" is no place at which a watch ended.').and.include("Name another file");
  });
});
