import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { startChain, type LocalChain } from "../../scripts/local/chain";
import type { FoundingRecord } from "../../sdk/src/founding";

const root = path.join(__dirname, "../..");

/** How a command ended, and what it said. */
interface Ending {
  readonly status: number | null;
  readonly said: string;
}

/**
 * Runs a command as npm does.
 *
 * @param killAt Kills it, without warning, as soon as it has said this.
 */
function run(
  script: string,
  args: readonly string[],
  { rpc, killAt }: { rpc: string; killAt?: string },
): Promise<Ending> {
  const options = { cwd: root, env: { ...process.env, LOCALHOST_RPC: rpc, HARDHAT_NETWORK: undefined } };
  const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", script, ...args], options);
  child.stdin.end();
  let said = "";
  const listen = (chunk: Buffer) => {
    said += chunk.toString();
    if (killAt !== undefined && said.includes(killAt)) child.kill("SIGKILL");
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  return new Promise((resolve) => child.once("close", (status) => resolve({ status, said })));
}

describe("npm run found, npm run verify", function () {
  this.timeout(120_000);

  let chain: LocalChain;
  let folder: string;
  const charter = "charters/weekend.json";

  before(async () => {
    chain = await startChain({ port: 18_700 });
    folder = mkdtempSync(path.join(tmpdir(), "deployments-"));
  });

  after(async () => {
    await chain.stop();
    rmSync(folder, { recursive: true });
  });

  const found = (args: readonly string[], killAt?: string) =>
    run("scripts/found.ts", ["--deployments", folder, ...args], { rpc: chain.url, killAt });
  const verify = (args: readonly string[] = []) =>
    run("scripts/verify.ts", ["--deployments", folder, ...args], { rpc: chain.url });

  it("does not spend without being told to", async () => {
    const { status, said } = await found(["--charter", charter]);
    expect(said).to.match(/About 19 transactions and [\d,]+ gas/);
    expect(said).to.match(/Add --yes to found without being asked/);
    expect(status).to.equal(1);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("says what a charter takes that leaves institutions out", async () => {
    const { said } = await found(["--charter", "charters/assembly.json"]);
    expect(said).to.match(/About 14 transactions and [\d,]+ gas/);
  });

  it("has nothing to verify yet", async () => {
    const { status, said } = await verify();
    expect(said).to.match(/Nothing was founded on localhost/);
    expect(status).to.equal(1);
  });

  it("lists what is wrong with a charter", async () => {
    const wrong = path.join(folder, "wrong.txt");
    writeFileSync(wrong, JSON.stringify({ nation: { name: "" } }));
    const { status, said } = await found(["--charter", wrong]);
    rmSync(wrong);
    expect(said).to.match(/nation\.name: must be a name of 1 to 64 characters\./);
    expect(said).to.match(/citizens: is missing/);
    expect(status).to.equal(1);
  });

  it("knows its networks", async () => {
    const { said } = await found(["--charter", charter, "--network", "mars"]);
    expect(said).to.match(/There is no network "mars"[^]*localhost, sepolia/);
  });

  it("goes on after it was killed, and sends nothing twice", async () => {
    const killed = await found(["--charter", charter, "--yes"], "[ 6/19]");
    expect(killed.status).to.equal(null);
    const resumed = await found(["--charter", charter, "--yes"]);
    expect(resumed.said).to.match(/Going on with what .* remembers/);
    expect(resumed.said).to.match(/All \d+ checks passed: the nation is as founded\./);
    expect(resumed.status).to.equal(0);

    const provider = new JsonRpcProvider(chain.url);
    const record = JSON.parse(readFileSync(path.join(folder, "localhost.json"), "utf8")) as FoundingRecord;
    expect(await provider.getTransactionCount(record.founder)).to.equal(19);
    provider.destroy();
  });

  it("verifies what was founded", async () => {
    const { status, said } = await verify();
    expect(said).to.match(/All \d+ checks passed: the nation is as founded\./);
    expect(status).to.equal(0);
  });

  it("refuses to go on with another charter, and says what to do", async () => {
    const { status, said } = await found(["--charter", "charters/demonstration.json", "--yes"]);
    expect(said).to.match(/begun with another charter[^]*move .*localhost\.json away to found anew/);
    expect(status).to.equal(1);
  });
});
