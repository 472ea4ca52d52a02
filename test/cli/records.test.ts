import { existsSync, mkdirSync } from "node:fs";
import { expect } from "chai";
import { ethers } from "hardhat";
import { EXIT } from "../../cli/src/errors";
import { setAside } from "../../scripts/local/records";
import { aCommandLine, type CommandLine } from "../fixtures/command-line";

const other = `0x${"11".repeat(32)}`;

describe("The records of what was founded", () => {
  let line: CommandLine;
  let genesis: string;

  beforeEach(async () => {
    line = await aCommandLine();
    genesis = (await ethers.provider.getBlock(0))!.hash!;
    mkdirSync(line.file("localhost"));
  });

  afterEach(() => line.close());

  describe("civitas verify", () => {
    it("refuses at once what was founded on a chain that is gone", async () => {
      const charter = { nation: { name: "Weekend" } };
      const institutions = { nation: { address: line.founding.addresses.nation } };
      line.written("localhost/weekend.json", { genesis: other, charter, institutions });
      const args = ["verify", "weekend", "--deployments", line.file("")];
      const { status, errors } = await line.runs(...args);
      expect(status).to.equal(EXIT.failed);
      expect(errors).to.include("weekend.json remembers what was founded on another chain");
    });
  });

  describe("setAside()", () => {
    it("moves away those of the same chain, and no others", () => {
      const record = line.written("aurelia.json", { genesis });
      const own = line.written("localhost/weekend.json", { genesis });
      const others = [
        line.written("localhost/sunday.json", { genesis: other }),
        line.written("localhost/monday.json", { genesis: null }),
      ];
      expect(setAside({ record, folder: line.file("localhost") })).to.deep.equal([`${own}.gone`]);
      expect([own, `${own}.gone`, ...others].map((file) => existsSync(file))).to.deep.equal([false, true, true, true]);
    });

    it("moves nothing where the chain is not known", () => {
      const own = line.written("localhost/weekend.json", { genesis: null });
      for (const record of [line.file("none.json"), line.written("aurelia.json", { genesis: null })])
        expect(setAside({ record, folder: line.file("localhost") })).to.deep.equal([]);
      expect(existsSync(own)).to.equal(true);
    });
  });
});
