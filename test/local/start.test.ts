import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { findAnvil } from "../../scripts/local/chain";
import type { FoundingRecord } from "../../sdk/src/founding";

const root = path.resolve(__dirname, "../..");

interface StartOptions {
  readonly until?: RegExp;
  readonly signal?: NodeJS.Signals;
  readonly flags?: readonly string[];
}

// Hardhat's node keeps nothing that could be gone on with.
(findAnvil() === undefined ? describe.skip : describe)("npm start", () => {
  let folder: string;
  let nation: string;
  const running = new Set<ChildProcess>();

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "civitas-start-"));
  });

  after(async () => {
    for (const child of running) {
      child.kill("SIGINT");
      await new Promise((resolve) => child.once("exit", resolve));
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts it, and ends it by a signal once it says something. */
  function start({ until, signal, flags = ["--no-portal"] }: StartOptions = {}) {
    const args = [path.join(root, "tools/start.mjs"), "--port", "18750", "--folder", folder, ...flags];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    let said = "";
    const hear = (chunk: Buffer) => {
      const before = until?.test(said);
      said += chunk.toString();
      if (before === false && until?.test(said) === true) child.kill(signal);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    return new Promise<{ said: string; status: number | null }>((resolve) => {
      child.once("close", (status) => {
        running.delete(child);
        resolve({ said, status });
      });
    });
  }

  const titlesIn = (said: string) => [...said.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));

  it("goes on at the step of the story at which it was killed", async () => {
    const killed = await start({ until: /\n4\. /, signal: "SIGKILL" });
    expect(titlesIn(killed.said)).to.deep.equal([1, 2, 3, 4]);
    const again = await start({ until: /Ctrl-C stops the chain and keeps the nation/, signal: "SIGINT" });
    expect(again.said).to.match(/goes on where it stopped on http:\/\/127\.0\.0\.1:18750/);
    expect(titlesIn(again.said)).to.deep.equal([4, 5, 6, 7, 8, 9, 10, 11]);
    expect(again.status).to.equal(0);
  });

  it("tells no story twice", async () => {
    const { said } = await start({ until: /Ctrl-C stops the chain and keeps the nation/, signal: "SIGINT" });
    expect(titlesIn(said)).to.deep.equal([]);
  });

  it("ends its greeting with the address of the portal, which names nation and node", async () => {
    const { said, status } = await start({ until: /Open the nation: .*\n/, signal: "SIGINT", flags: [] });
    const { institutions } = JSON.parse(readFileSync(record(), "utf8")) as FoundingRecord;
    const greeting = said.slice(0, said.indexOf("\nStopping the chain.")).trim().split("\n");
    expect(greeting.at(-1)).to.match(
      new RegExp(
        `^Open the nation: http://127\\.0\\.0\\.1:\\d+/\\?nation=${institutions.nation.address}&rpc=http://127\\.0\\.0\\.1:18750$`,
      ),
    );
    expect(status).to.equal(0);
  });

  const record = () => path.join(folder, "localhost", "aurelia.json");

  it("says in a sentence what to do with a nation of other contracts", async () => {
    const text = readFileSync(record(), "utf8");
    const { codeHash, ...rest } = JSON.parse(text) as FoundingRecord;
    writeFileSync(
      record(),
      JSON.stringify({ ...rest, codeHash: codeHash.replace(/.$/, (last) => (last === "0" ? "1" : "0")) }),
    );
    const { said, status } = await start();
    expect(said).to.match(/founded by another version of this software\. Begin anew: npm start -- --fresh/);
    expect(status).to.equal(1);
    writeFileSync(record(), text);
  });

  it("says in a sentence what to do with a record that is cut short", async () => {
    const text = readFileSync(record(), "utf8");
    nation = (JSON.parse(text) as FoundingRecord).institutions.nation.address;
    writeFileSync(record(), text.slice(0, 500));
    const { said, status } = await start();
    expect(said).to.match(/aurelia\.json is damaged\.\n[^]*\nOr begin anew: npm start -- --fresh\n/);
    expect(status).to.equal(1);
  });

  it("says in a sentence what to do with a record that is another file", async () => {
    writeFileSync(record(), "{}");
    const { said, status } = await start();
    expect(said).to.match(/is damaged \(version\)[^]*\nOr begin anew: npm start -- --fresh\n/);
    expect(said).not.to.include("    at ");
    expect(status).to.equal(1);
  });

  it("finds its nation again without the record", async () => {
    rmSync(record());
    const { said } = await start({ until: /Ctrl-C stops the chain and keeps the nation/, signal: "SIGINT" });
    expect(said).to.include(`The nation's address, all that a client needs: ${nation}`);
  });
});
