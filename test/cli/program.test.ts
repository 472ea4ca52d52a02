import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { Interface, ZeroAddress } from "ethers";
import { groups } from "../../cli/src/command";
import { commands } from "../../cli/src/commands";
import { completionOf, shells } from "../../cli/src/completion/shells";
import { completionWords } from "../../cli/src/completion/words";
import { CommandError, EXIT, EXIT_MEANINGS, statusOf, statusOfVerdict, UnsettledError } from "../../cli/src/errors";
import { GLOBAL_OPTIONS } from "../../cli/src/global-options";
import { run, valuesOf } from "../../cli/src/program";
import { version } from "../../cli/src/version";
import { InvalidInputError, NetworkFaultError, StillPendingError, UserRejectedError } from "../../sdk/src";
import { decodeRevert } from "../../sdk/src/core";
import { surroundingsOf } from "../fixtures/terminal";

const root = path.join(__dirname, "../..");

describe("The program civitas", () => {
  const runs = async (...args: readonly string[]) => {
    const surroundings = surroundingsOf();
    const status = await run(args, surroundings);
    return { status, output: surroundings.said.output.text, errors: surroundings.said.errors.text };
  };

  it("has the version of its package", async () => {
    const manifest = JSON.parse(readFileSync(path.join(root, "cli/package.json"), "utf8")) as { version: string };
    expect(version).to.equal(manifest.version);
    expect(await runs("--version")).to.include({ status: EXIT.done, output: `${version}\n` });
  });

  it("lists every command in its help, with the statuses", async () => {
    const { output, status } = await runs("--help");
    expect(status).to.equal(EXIT.done);
    for (const { name } of commands) expect(output).to.match(new RegExp(`^  ${name.split(" ")[0]}\\b`, "m"));
    for (const meaning of Object.values(EXIT_MEANINGS)) expect(output).to.include(meaning);
  });

  it("keeps its help within 80 columns", async () => {
    const { output } = await runs("pay", "--help");
    expect(output.split("\n").every((line) => line.length <= 80)).to.equal(true);
    expect(output).to.match(/Example:\n {2}civitas pay 3 12\.5 --net/);
  });

  it("says what was probably meant by an unknown command", async () => {
    const { status, errors } = await runs("statsu");
    expect(status).to.equal(EXIT.usage);
    expect(errors).to.match(/There is no command "statsu"\.\nDid you mean status\?/);
  });

  it("refuses unknown options and missing arguments", async () => {
    expect((await runs("pay", "3", "1", "--gross")).status).to.equal(EXIT.usage);
    expect((await runs("pay", "3")).status).to.equal(EXIT.usage);
  });

  it("tells as every other failure what is written otherwise than it must be", async () => {
    for (const [args, words] of [
      [["pay", "3"], /^\nMissing required argument 'amount'\.\ncivitas <command> --help tells/],
      [["pay", "3", "1", "--gross"], /^\nUnknown option '--gross'\.\ncivitas <command> --help tells/],
      [["--jsn"], /^\nUnknown option '--jsn'\.\nDid you mean --json\? civitas <command> --help tells/],
    ] as const)
      expect((await runs(...args)).errors).to.match(words);
    const { status, errors } = await runs("pay", "3", "--json");
    expect(JSON.parse(errors)).to.have.nested.include({ "error.status": status, "error.name": "CommandError" });
  });

  it("takes no key as an argument", async () => {
    expect((await runs("status", "--key", "0x01")).status).to.equal(EXIT.usage);
    expect(Object.keys(GLOBAL_OPTIONS).join(" ")).not.to.match(/--(key|password|phrase|mnemonic)\b/);
  });

  it("says which nation and which node it lacks, in one sentence and what to do", async () => {
    const { status, errors } = await runs("status");
    expect(status).to.equal(EXIT.usage);
    expect(errors).to.match(/Which (node|nation)\?\nName/);
  });

  it("tells failures as JSON where that is asked for, wherever the option stands", async () => {
    for (const args of [
      ["--json", "status"],
      ["status", "--json"],
    ]) {
      const { status, errors, output } = await runs(...args);
      expect(output).to.equal("");
      expect(JSON.parse(errors)).to.have.nested.property("error.status", status);
    }
  });

  it("tells that nothing answers at an address, and shows no key that may be in it", async () => {
    const { status, errors } = await runs(
      "status",
      "--rpc",
      "http://127.0.0.1:9/v2/secret",
      "--nation",
      "0x74488196E09d43599123442fC3F6b5Fd2DA8F75D",
    );
    expect(status).to.equal(EXIT.unreachable);
    expect(errors).to.match(/Nothing answers at http:\/\/127\.0\.0\.1:9\./);
    expect(errors).not.to.match(/secret/);
  });

  describe("declarations", () => {
    for (const { name, group, summary, example, arguments: taken } of commands) {
      it(`says of ${name} what it does, with an example that can be run`, async () => {
        expect(groups).to.have.property(group);
        expect(summary).to.match(/^[^A-Z].*[^.]$/);
        expect(example.startsWith(name.replace(/ (list|show)$/, ""))).to.equal(true);
        // Required arguments stand before optional ones, as on every command line.
        const marks = Object.keys(taken).map((written) => written[0]);
        expect(marks.join("")).to.match(/^<*\[*$/);
        expect((await runs(...name.split(" "), "--help")).output).to.include(`civitas ${example}`);
      });
    }

    it("gives arguments by their names, and options where an argument is left out", () => {
      const taken = { "[charter]": "", "[more...]": "" };
      expect(valuesOf({ arguments: taken }, [undefined, ["a"]], { charter: "file" })).to.deep.equal({
        charter: "file",
        more: ["a"],
      });
      expect(valuesOf({ arguments: taken }, ["one", undefined], {})).to.deep.equal({ charter: "one", more: [] });
    });
  });

  describe("statuses", () => {
    it("gives each failure the status that the documents say", () => {
      const refused = decodeRevert(
        new Interface([
          "error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
        ]).encodeErrorResult("ERC20InsufficientBalance", [ZeroAddress, 1, 2]),
      );
      const failures: [unknown, number][] = [
        [refused, EXIT.refused],
        [new UserRejectedError(), EXIT.declined],
        [new NetworkFaultError("gone"), EXIT.unreachable],
        [new StillPendingError("0x12"), EXIT.unsettled],
        [new UnsettledError({}), EXIT.unsettled],
        [new InvalidInputError({ what: "it", found: "a", allowed: "b" }), EXIT.failed],
        [new CommandError("a", "b", { exit: "locked" }), EXIT.locked],
        [new Error("unforeseen"), EXIT.failed],
      ];
      expect(failures.map(([error]) => statusOf(error))).to.deep.equal(failures.map(([, status]) => status));
    });

    it("gives each verdict its status", () => {
      const verdicts = ["whole", "fault", "incomplete", "changed", "partly"] as const;
      expect(verdicts.map(statusOfVerdict)).to.deep.equal([0, 2, 3, 4, 5]);
    });

    it("has no status twice", () => {
      expect(new Set(Object.values(EXIT)).size).to.equal(Object.keys(EXIT).length);
    });
  });

  describe("completion", () => {
    const words = completionWords(commands, GLOBAL_OPTIONS);
    const hasBash = spawnSync("bash", ["--version"]).status === 0;

    for (const shell of shells) {
      it(`completes every command and option in ${shell}`, () => {
        const script = completionOf(shell, words).join("\n");
        for (const { name, options } of commands) {
          for (const word of name.split(" ")) expect(script).to.include(word);
          for (const written of Object.keys(options)) expect(script).to.include(written.split(" ")[0].slice(2));
        }
      });
    }

    it("completes in a running bash", function () {
      if (!hasBash) return;
      const ask = (...typed: readonly string[]) => {
        const script = `${completionOf("bash", words).join("\n")}\nCOMP_WORDS=(${typed.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${typed.length - 1}; _civitas; echo "\${COMPREPLY[@]}"`;
        return execFileSync("bash", ["-c", script], { encoding: "utf8" }).trim().split(" ");
      };
      expect(ask("civitas", "propo")).to.deep.equal(["propose", "proposals", "proposal"]);
      expect(ask("civitas", "judge", "re")).to.deep.equal(["reveal", "recuse", "retire"]);
      expect(ask("civitas", "judge", "reveal", "--b")).to.deep.equal(["--because", "--browser"]);
      expect(ask("civitas", "pay", "3", "1", "--n")).to.deep.equal(["--net", "--nation"]);
    });

    it("refuses a shell that it does not know", async () => {
      expect((await runs("completion", "tcsh")).status).to.equal(EXIT.usage);
      expect((await runs("completion", "fish")).output).to.match(/complete -c civitas/);
    });
  });
});
