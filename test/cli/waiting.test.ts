import { expect } from "chai";
import { EXIT } from "../../cli/src/errors";
import { sleep } from "../../cli/src/interruption";
import { aCommandLine } from "../fixtures/command-line";

describe("sleep()", () => {
  const stateOf = async (sleeping: Promise<void>): Promise<string> =>
    Promise.race([
      sleeping.then(() => "over"),
      new Promise<string>((resolve) => setTimeout(() => resolve("sleeping"), 100)),
    ]);

  it("ends when the time is over", async () => {
    expect(await stateOf(sleep(10, new AbortController().signal))).to.equal("over");
  });

  it("sleeps longer than a timer of the platform can, until the signal", async () => {
    const ending = new AbortController();
    const sleeping = sleep(30 * 86_400_000, ending.signal);
    expect(await stateOf(sleeping)).to.equal("sleeping");
    ending.abort();
    expect(await stateOf(sleeping)).to.equal("over");
    expect(await stateOf(sleep(30 * 86_400_000, ending.signal))).to.equal("over");
  });
});

describe("A length of time that is none", () => {
  for (const args of [
    ["watch", "--for", "soon"],
    ["keep", "--rest", "soon", "--yes", "--dev", "0"],
  ]) {
    it(`is refused before anything begins: ${args.join(" ")}`, async () => {
      const line = await aCommandLine();
      try {
        const { status, output, errors } = await line.runs(...args);
        expect(status).to.equal(EXIT.usage);
        expect(output).to.equal("");
        expect(errors).to.include('"soon" is no length of time.').and.not.include("Watching");
      } finally {
        await line.close();
      }
    });
  }
});
