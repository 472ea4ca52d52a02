import { loadFixture, mine } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { EXIT } from "../../cli/src/errors";
import type { CaseId } from "../../sdk/src/institutions/court";
import { commandLineBeside, type CommandLineTools } from "../fixtures/command-line";
import { aCourtroom, bring, outwait, type LawfulNation } from "../fixtures/justice";

describe("civitas case draw", () => {
  let line: LawfulNation & CommandLineTools;
  let caseId: CaseId;

  beforeEach(async () => {
    line = await commandLineBeside(await loadFixture(aCourtroom));
    caseId = await bring(line);
    await outwait(line, caseId);
    await line.asStranger.court.advance.wait({ caseId });
  });

  afterEach(() => line.close());

  const draws = (...flags: readonly string[]) =>
    line.by(line.stranger.address, "case", String(caseId), "draw", ...flags);

  context("given the seed waits for a block", () => {
    it("names the block before anybody agrees, and offers nothing", async () => {
      const { status, output, errors } = await draws("--yes");
      expect(status).to.equal(EXIT.failed);
      expect(errors.replaceAll(/\s+/g, " ")).to.match(
        /waits for block \d+, and the chain is at block \d+\. Nothing was sent/,
      );
      expect(output).to.not.include("Draw the panel");
      const shown = await line.by(line.stranger.address, "case", String(caseId));
      expect(shown.output).to.match(new RegExp(`^  civitas case ${caseId} draw {2}once block \\d+ is there$`, "m"));
    });
  });

  context("given the block is there", () => {
    beforeEach(() => mine(8));

    it("shows what it costs, and sends nothing where that is asked for", async () => {
      const { status, output, errors } = await draws("--dry-run");
      expect(status, errors).to.equal(EXIT.done);
      expect(output.replaceAll(/\s+/g, " ")).to.match(
        /costs about [\d.]+ \w+ for the first transaction, at most [\d.]+/,
      );
      expect((await line.asStranger.court.case({ caseId })).phase).to.equal("draw");
    });

    it("draws the panel, and names each transaction", async () => {
      const { status, output, errors } = await draws("--yes");
      expect(status, errors).to.equal(EXIT.done);
      expect(output).to.match(/draw: \d of \d seats\. Sent: 0x[0-9a-f]{64}/);
      expect((await line.asStranger.court.case({ caseId })).phase).to.equal("commit");
    });
  });
});
