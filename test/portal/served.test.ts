import { expect } from "chai";
import { artifacts } from "hardhat";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { PORTAL_FOLDER, portalAddress, servePortal, type ServedPortal } from "../../scripts/local/portal";

const root = path.resolve(__dirname, "../..");

describe("servePortal()", () => {
  let folder: string;
  let served: ServedPortal;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "civitas-portal-"));
    mkdirSync(path.join(folder, "site/assets"), { recursive: true });
    writeFileSync(path.join(folder, "site/index.html"), "<!doctype html>");
    writeFileSync(path.join(folder, "site/assets/a.js"), "1");
    writeFileSync(path.join(folder, "secret.json"), "{}");
    served = await servePortal({ folder: path.join(folder, "site"), port: 0 });
  });

  after(async () => {
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Asks as no browser would: a client that mends nothing of the path. */
  const ask = (place: string, method = "GET") =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((done, failed) => {
      const { port } = new URL(served.url);
      const sent = request({ host: "127.0.0.1", port, path: place, method }, (response) => {
        let body = "";
        response.on("data", (chunk: Buffer) => (body += chunk.toString()));
        response.on("end", () => done({ status: response.statusCode!, headers: response.headers, body }));
      });
      sent.on("error", failed);
      sent.end();
    });

  it("serves the page at its root, to be asked for anew", async () => {
    const { status, headers, body } = await ask("/?nation=0x1");
    expect([status, body]).to.deep.equal([200, "<!doctype html>"]);
    expect(headers).to.include({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    });
  });

  it("lets assets be kept, whose names change with them", async () => {
    const { headers } = await ask("/assets/a.js");
    expect(headers["cache-control"]).to.contain("immutable");
  });

  it("serves nothing outside of its folder", async () => {
    for (const place of [
      "/../secret.json",
      "/%2e%2e/secret.json",
      "/assets/..%2f..%2fsecret.json",
      "/%00",
      "/%",
      "//",
    ]) {
      expect((await ask(place)).status, place).to.equal(404);
    }
  });

  it("takes nothing but questions", async () => {
    const { status, headers } = await ask("/", "POST");
    expect([status, headers.allow]).to.deep.equal([405, "GET, HEAD"]);
    expect(await ask("/", "HEAD")).to.include({ status: 200, body: "" });
  });

  it("takes a free port where its own is taken", async () => {
    const second = await servePortal({ folder, port: Number(new URL(served.url).port) });
    expect(second.url).not.to.equal(served.url);
    await second.close();
  });

  it("names nation and node in the page's address", () => {
    const address = portalAddress(served, { nation: "0xab", rpc: "http://127.0.0.1:8545" });
    expect(address).to.equal(`${served.url}/?nation=0xab&rpc=http://127.0.0.1:8545`);
  });
});

describe("the portal, built", () => {
  let page: string;

  before(() => {
    execFileSync(process.execPath, ["tools/portal.mjs", "--if-stale"], { cwd: root, stdio: "pipe" });
    page = readFileSync(path.join(PORTAL_FOLDER, "index.html"), "utf8");
  });

  const links = () => [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link);

  it("names its files by relative paths, so that any folder serves it", () => {
    const foreign = links().filter((link) => !link.startsWith("./") && !link.startsWith("data:"));
    expect(foreign).to.deep.equal([]);
    expect(links().every((link) => link.startsWith("data:") || existsSync(path.join(PORTAL_FOLDER, link)))).to.equal(
      true,
    );
  });

  it("has a policy that lets nothing run but its own files", () => {
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)![1];
    expect(policy)
      .to.contain("default-src 'none'")
      .and.to.contain("script-src 'self';")
      .and.to.contain("style-src 'self';");
    expect(policy).not.to.match(/unsafe|script-src[^;]*(http|\*|data:)/);
    expect(page).not.to.match(/<script(?![^>]*src=)|<style|\son\w+=/);
  });

  it("loads at most 320 kB of gzip at first", () => {
    const first = new Set(links().filter((link) => /\.(js|css)$/.test(link)));
    // The page that is shown at first, and what it takes, come after.
    const assets = readdirSync(path.join(PORTAL_FOLDER, "assets"));
    const today = assets.filter((file) => /^(Today|Choices)-/.test(file)).map((file) => `./assets/${file}`);
    expect(today.length).to.be.greaterThan(0);
    const size = [...first, ...today].reduce(
      (sum, link) => sum + gzipSync(readFileSync(path.join(PORTAL_FOLDER, link))).length,
      0,
    );
    expect(size).to.be.lessThan(320_000);
  });

  it("carries no contract's code until somebody verifies", () => {
    const code = artifacts.readArtifactSync("Citizenship").bytecode.slice(2, 402);
    const carrying = links().filter(
      (link) => /\.js$/.test(link) && readFileSync(path.join(PORTAL_FOLDER, link), "utf8").includes(code),
    );
    expect(carrying).to.deep.equal([]);
  });
});
