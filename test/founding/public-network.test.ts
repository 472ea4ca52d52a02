import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import demonstration from "../../charters/demonstration.json";
import { developmentAccounts, developmentMnemonic, findAnvil, freePort } from "../../scripts/local/chain";
import { answers } from "../../scripts/local/rpc";
import { localAccount } from "../../cli/src/chain/development";
import { EXIT } from "../../cli/src/errors";
import { run as runCommand } from "../../cli/src/program";
import type { FoundingRecord, FoundingRequest } from "../../sdk/src/founding";
import { interfaceOf } from "../../sdk/src/founding/institutions";
import { readContract } from "../../sdk/src/founding/plan";
import { surroundingsOf } from "../fixtures/terminal";

const root = path.join(__dirname, "../..");
const SEPOLIA = 11_155_111;
const anvil = findAnvil();

/** The demonstration's charter with the accounts of its citizens, as a public network needs them. */
const citizens = demonstration.citizens.map((citizen, index) => ({
  ...citizen,
  address: localAccount(index + 1).address,
}));

/** How a command ended, and what it said. */
interface Ending {
  readonly status: number | null;
  readonly said: string;
}

// A chain that calls itself Sepolia, and that makes its blocks in its own time: only anvil does both.
(anvil === undefined ? describe.skip : describe)("the demonstration's charter, on a public network", () => {
  let chain: ChildProcess;
  let rpc: string;
  let folder: string;
  const inFolder = (...names: string[]) => path.join(folder, ...names);

  before(async () => {
    const port = await freePort(18_760);
    rpc = `http://127.0.0.1:${port}`;
    folder = mkdtempSync(path.join(tmpdir(), "public-network-"));
    const own = ["--host", "127.0.0.1", "--port", String(port), "--silent", "--block-time", "1"];
    const people = ["--mnemonic", developmentMnemonic, "--accounts", String(developmentAccounts)];
    chain = spawn(anvil!, [...own, ...people, "--chain-id", String(SEPOLIA)], { stdio: "ignore" });
    while (!(await answers(rpc))) {
      expect(chain.exitCode, "the chain ended").to.equal(null);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    writeFileSync(inFolder("aurelia.json"), JSON.stringify({ ...demonstration, citizens }));
  });

  after(async () => {
    const ended = new Promise((resolve) => chain.once("exit", resolve));
    chain.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true });
  });

  /** Runs a command on Sepolia as npm does, as the founder. */
  function npmRun(script: string, ...args: readonly string[]): Promise<Ending> {
    const env = {
      ...process.env,
      HARDHAT_NETWORK: undefined,
      SEPOLIA_RPC: rpc,
      FOUNDER_KEY: localAccount(0).privateKey,
    };
    const command = ["-r", "ts-node/register/transpile-only", `scripts/${script}.ts`, ...args, "--network", "sepolia"];
    const child = spawn(process.execPath, command, { cwd: root, env });
    child.stdin.end();
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    return new Promise((resolve) => child.once("close", (status) => resolve({ status, said })));
  }

  const requests = () => readdirSync(inFolder("requests")).sort();

  it("cannot be prepared as long as the charter names no accounts, and says so", async () => {
    const { status, said } = await npmRun(
      "requests",
      "--charter",
      "charters/demonstration.json",
      "--out",
      inFolder("none"),
    );
    expect(said).to.match(/Ada/);
    expect(said).to.match(/address/);
    expect(status).to.equal(EXIT.failed);
  });

  it("is prepared: a request for each founding citizen", async () => {
    const { status, said } = await npmRun(
      "requests",
      "--charter",
      inFolder("aurelia.json"),
      "--out",
      inFolder("requests"),
    );
    expect(said).to.match(/Aurelia, to be founded by 0x\w{40} on sepolia \(chain 11155111\)/);
    expect(status).to.equal(0);
    expect(requests()).to.have.length(citizens.length);
  });

  it("is signed by each of them, with a key of their own", async () => {
    for (const [index, file] of requests().entries()) {
      const base = surroundingsOf({ env: { CITIZEN_KEY: localAccount(index + 1).privateKey } });
      const surroundings = { ...base, keyVariables: ["CITIZEN_KEY"], passwordVariables: ["CITIZEN_PASSWORD"] };
      const args = ["--request", inFolder("requests", file), "--charter", inFolder("aurelia.json")];
      const status = await runCommand(["requests", "sign", ...args], surroundings);
      expect(surroundings.said.errors.text).to.equal("");
      expect(surroundings.said.output.text).to.include(
        `${citizens[index].name} asks to be a founding citizen of Aurelia.`,
      );
      expect(status).to.equal(0);
      const { signature } = JSON.parse(readFileSync(inFolder("requests", file), "utf8")) as FoundingRequest;
      expect(signature).to.match(/^0x[0-9a-f]{130}$/);
    }
  });

  it("is founded with what they signed, and is whole", async () => {
    const files = ["--charter", inFolder("aurelia.json"), "--requests", inFolder("requests"), "--deployments", folder];
    const { status, said } = await npmRun("found", ...files, "--yes");
    expect(said).to.match(/12 of 12 founding citizens have signed/);
    expect(said).to.match(/All \d+ checks passed: the nation is as founded\./);
    expect(said).not.to.match(/Invited, and a citizen on accepting/);
    expect(status).to.equal(0);
  });

  it("has all citizens in, in the charter's order, and the officer", async () => {
    const record = JSON.parse(readFileSync(inFolder("sepolia", "aurelia.json"), "utf8")) as FoundingRecord;
    const provider = new JsonRpcProvider(rpc, SEPOLIA, { staticNetwork: true });
    try {
      const read = async (name: "citizenship" | "constitution", method: string, values: readonly unknown[] = []) => {
        const { address } = record.institutions[name];
        return (await readContract(provider, { address, interface: interfaceOf(name) }, method, values))[0] as unknown;
      };
      const numbers: unknown[] = [];
      for (const { address } of citizens) numbers.push(await read("citizenship", "activeCitizenOf", [address]));
      expect(numbers).to.deep.equal(citizens.map((_, index) => BigInt(index + 1)));
      expect(await read("citizenship", "admittedCount")).to.equal(BigInt(citizens.length));
      for (const { citizen } of demonstration.offices) {
        const number = citizens.findIndex(({ name }) => name === citizen) + 1;
        expect(await read("constitution", "officeOf", [1, number])).not.to.equal(0n);
      }
    } finally {
      provider.destroy();
    }
  });

  it("is verified by its name and by its address", async () => {
    const { institutions } = JSON.parse(readFileSync(inFolder("sepolia", "aurelia.json"), "utf8")) as FoundingRecord;
    for (const nation of ["Aurelia", institutions.nation.address]) {
      const { status, said } = await npmRun("verify", "--nation", nation, "--deployments", folder);
      expect(said).to.match(/All \d+ checks passed: the nation is as founded\./);
      expect(status).to.equal(0);
    }
  });
});
