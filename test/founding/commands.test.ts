import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { encryptKeystoreJson, JsonRpcProvider } from "ethers";
import { startChain, type LocalChain } from "../../scripts/local/chain";
import { localAccount } from "../../cli/src/chain/development";
import { EXIT } from "../../cli/src/errors";
import type { FoundingRecord, FoundingRequest } from "../../sdk/src/founding";

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
  { rpc, killAt, env = {} }: { rpc: string; killAt?: string; env?: Readonly<Record<string, string>> },
): Promise<Ending> {
  const options = { cwd: root, env: { ...process.env, LOCALHOST_RPC: rpc, HARDHAT_NETWORK: undefined, ...env } };
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

describe("npm run found, npm run verify", () => {
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
    expect(said).to.match(/Add --yes to do it without being asked/);
    expect(status).to.equal(EXIT.declined);
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

  it("spends no more than it may, and says how it may be more", async () => {
    const elsewhere = mkdtempSync(path.join(tmpdir(), "deployments-"));
    const cheap = ["--charter", charter, "--yes", "--deployments", elsewhere, "--max-cost", "0.0000001"];
    const { status, said } = await found(cheap);
    rmSync(elsewhere, { recursive: true });
    expect(said).to.match(/can cost [\d.]+ [^]* of the 0\.0000001 that were agreed to, 0\.0 are spent/);
    expect(said).to.match(/run it again with more: --max-cost/);
    expect(status).to.equal(1);
  });

  it("refuses an amount that is none", async () => {
    const { status, said } = await found(["--charter", charter, "--yes", "--max-cost", "much"]);
    expect(said).to.match(/"much" is no amount of native coin/);
    expect(status).to.equal(EXIT.usage);
  });

  it("goes on after it was killed, and sends nothing twice", async () => {
    const killed = await found(["--charter", charter, "--yes"], "[ 6/19]");
    expect(killed.status).to.equal(null);
    const resumed = await found(["--charter", charter, "--yes"]);
    expect(resumed.said).to.match(/Going on with what .* remembers/);
    expect(resumed.said).to.match(/All \d+ checks passed: the nation is as founded\./);
    expect(resumed.status).to.equal(0);

    const provider = new JsonRpcProvider(chain.url);
    const record = JSON.parse(readFileSync(path.join(folder, "localhost", "weekend.json"), "utf8")) as FoundingRecord;
    expect(await provider.getTransactionCount(record.founder)).to.equal(19);
    provider.destroy();
  });

  it("verifies what was founded", async () => {
    const { status, said } = await verify();
    expect(said).to.match(/All \d+ checks passed: the nation is as founded\./);
    expect(status).to.equal(0);
  });

  it("refuses to go on with another charter of that name, and says what to do", async () => {
    const other = path.join(folder, "other.txt");
    const weekend = JSON.parse(readFileSync(charter, "utf8")) as { nation: object };
    writeFileSync(other, JSON.stringify({ ...weekend, nation: { ...weekend.nation, motto: "Always" } }));
    const { status, said } = await found(["--charter", other, "--yes"]);
    expect(said).to.match(/begun with another charter[^]*move .*weekend\.json away to found anew/);
    expect(status).to.equal(1);
  });

  it("founds another nation beside it, and verifies the one that is named", async () => {
    const founded = await found(["--charter", "charters/assembly.json", "--yes"]);
    expect(founded.status).to.equal(0);
    const unclear = await verify();
    expect(unclear.said).to.match(/There are 2 nations on localhost:[^]*assembly\.json[^]*weekend\.json[^]*--nation/);
    expect(unclear.status).to.equal(1);
    const named = await verify(["--nation", "Weekend"]);
    expect(named.said).to.match(/All \d+ checks passed: the nation is as founded\./);
    const nobody = await verify(["--nation", "Utopia"]);
    expect(nobody.said).to.match(/Nothing of the name Utopia was founded on localhost/);
  });
});

describe("npm run requests, npm run sign", () => {
  let chain: LocalChain;
  let folder: string;
  const charter = "charters/weekend.json";
  const inFolder = (...names: string[]) => path.join(folder, ...names);

  before(async () => {
    chain = await startChain({ port: 18_720 });
    folder = mkdtempSync(path.join(tmpdir(), "requests-"));
    await prepare();
  });

  after(async () => {
    await chain.stop();
    rmSync(folder, { recursive: true });
  });

  const prepare = (args: readonly string[] = []) =>
    run("scripts/requests.ts", ["--charter", charter, "--out", inFolder("requests"), ...args], { rpc: chain.url });
  const sign = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    run("scripts/sign.ts", args, { rpc: chain.url, env });
  const ada = () => ["--request", inFolder("requests", "001-ada.json"), "--charter", charter];
  const signatureIn = (file: string) =>
    (JSON.parse(readFileSync(inFolder("requests", file), "utf8")) as FoundingRequest).signature;

  it("writes a file for each founding citizen", () => {
    expect(readdirSync(inFolder("requests"))).to.deep.equal(["001-ada.json", "002-bo.json", "003-cleo.json"]);
  });

  it("mixes no two foundings in one folder", async () => {
    const { status, said } = await prepare();
    expect(said).to.match(/is not empty/);
    expect(status).to.equal(1);
  });

  it("refuses a founder who is no address", async () => {
    const { said } = await prepare(["--founder", "0x12"]);
    expect(said).to.match(/The founder's address is none/);
  });

  it("signs with a key", async () => {
    const { status, said } = await sign(ada(), { CITIZEN_KEY: localAccount(1).privateKey });
    expect(said).to.match(/Ada asks to be a founding citizen of Weekend/);
    expect(status).to.equal(0);
    expect(signatureIn("001-ada.json")).to.match(/^0x[0-9a-f]{130}$/);
  });

  it("signs with a keystore", async () => {
    const keystore = inFolder("bo.keystore");
    const { address, privateKey } = localAccount(2);
    writeFileSync(
      keystore,
      await encryptKeystoreJson({ address, privateKey }, "open sesame", { scrypt: { N: 1024, r: 8, p: 1 } }),
    );
    const request = inFolder("requests", "002-bo.json");
    const args = ["--request", request, "--charter", charter, "--keystore", keystore];
    const { status } = await sign(args, { CITIZEN_PASSWORD: "open sesame" });
    expect(status).to.equal(0);
    expect(signatureIn("002-bo.json")).to.match(/^0x[0-9a-f]{130}$/);
  });

  it("refuses another person's key", async () => {
    const { status, said } = await sign(ada(), { CITIZEN_KEY: localAccount(2).privateKey });
    expect(said).to.match(/This key is that of 0x[^]*the request is for 0x/);
    expect(status).to.equal(1);
  });

  it("shows no key that is none", async () => {
    const { said } = await sign(ada(), { CITIZEN_KEY: "0xbeef" });
    expect(said).to.match(/CITIZEN_KEY is no private key/);
    expect(said).not.to.match(/beef/);
  });

  it("refuses a request for another charter", async () => {
    const other = inFolder("other.json");
    const text = readFileSync(path.join(root, charter), "utf8").replace('"Weekend"', '"Weekday"');
    writeFileSync(other, text);
    const args = ["--request", inFolder("requests", "001-ada.json"), "--charter", other];
    const { status, said } = await sign(args, { CITIZEN_KEY: localAccount(1).privateKey });
    expect(said).to.match(/The request is not for this founding:[^]*the charter's digest/);
    expect(status).to.equal(1);
  });

  it("refuses a charter that is no UTF-8", async () => {
    const broken = inFolder("broken.json");
    writeFileSync(broken, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]));
    const args = ["--request", inFolder("requests", "001-ada.json"), "--charter", broken];
    expect((await sign(args, { CITIZEN_KEY: localAccount(1).privateKey })).said).to.match(/is not UTF-8/);
  });

  it("founds where the requests say", async () => {
    const args = ["--charter", charter, "--yes", "--requests", inFolder("requests"), "--deployments", folder];
    const { status, said } = await run("scripts/found.ts", args, { rpc: chain.url });
    expect(said).to.match(/All \d+ checks passed: the nation is as founded\./);
    expect(status).to.equal(0);
    const { institutions } = JSON.parse(readFileSync(inFolder("localhost", "weekend.json"), "utf8")) as FoundingRecord;
    const { request } = JSON.parse(readFileSync(inFolder("requests", "001-ada.json"), "utf8")) as FoundingRequest;
    expect(institutions.citizenship.address).to.equal(request.domain.verifyingContract);
  });
});
