import { once } from "node:events";
import { request as ask } from "node:http";
import { connect as connectTo } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { ethers } from "hardhat";
import { BrowserSigner, WalletBridge, WalletGoneError } from "../../cli/src/chain/browser";
import { EXIT } from "../../cli/src/errors";
import { run } from "../../cli/src/program";
import { civic } from "../../sdk/src";
import { toNationError } from "../../sdk/src/core";
import { Browser, refusal, until, type PageWallet } from "../fixtures/browser";
import { aConnectedNation } from "../fixtures/connected";
import { failureOf } from "../fixtures/failure";
import { publicNode, type PublicNode } from "../fixtures/public-node";
import { surroundingsOf } from "../fixtures/terminal";

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/#[0-9a-f]{64}/;
const UNKNOWN_CHAIN = 4902;
const REJECTED = 4001;

type Answers = Readonly<Record<string, (params: readonly unknown[]) => unknown>>;

/** A wallet with an account of Hardhat's, which answers some questions in its own way, and keeps what it was asked. */
function walletOf(account: string, answers: Answers = {}) {
  const asked: string[] = [];
  const usual: Answers = { eth_requestAccounts: () => [account.toLowerCase()] };
  const request: PageWallet["request"] = ({ method, params = [] }) => {
    asked.push(method);
    const answer = answers[method] ?? usual[method];
    const answered = answer === undefined ? ethers.provider.send(method, [...params]) : answer(params);
    return Promise.resolve(answered);
  };
  return { request, asked };
}

describe("civitas --browser", () => {
  let node: PublicNode;

  beforeEach(async () => {
    node = await publicNode();
  });
  afterEach(() => node.close());

  /** A command line beside a nation, whose page a browser with these wallets opens. */
  async function world() {
    const given = await loadFixture(aConnectedNation);
    const [person] = given.citizens;
    const place = ["--rpc", node.url, "--nation", given.founding.addresses.nation, "--browser", "--yes"];
    const start = async (wallets: Readonly<Record<string, PageWallet>>, ...args: readonly string[]) => {
      const { said, ...rest } = surroundingsOf();
      const ended = run([...args, ...place], rest);
      const text = () => said.output.text + said.errors.text;
      await until(() => ADDRESS.test(text()));
      const browser = await new Browser(ADDRESS.exec(text())![0], wallets).open();
      return { said, browser, ended };
    };
    const pay = (wallet: PageWallet) => start({ Fox: wallet }, "pay", given.stranger.address, "3");
    const received = () => given.client.coin.balanceOf({ account: given.stranger.address });
    return { ...given, person, start, pay, received };
  }

  it("sends what a person's wallet signs, and tells the page that it is over", async () => {
    const { pay, person, received } = await world();
    const before = await received();
    const wallet = walletOf(person.address);
    const { said, browser, ended } = await pay(wallet);
    expect(await ended, said.errors.text).to.equal(EXIT.done);
    expect((await received()) - before).to.equal(civic.parse("2.97")); // Less the tax.
    expect(wallet.asked).to.deep.equal(["eth_requestAccounts", "eth_chainId", "eth_sendTransaction"]);
    await browser.says("The command has ended. You can close this page.");
  });

  it("prints the address beside an answer that programs read", async () => {
    const { start, person } = await world();
    const { said, ended } = await start({ Fox: walletOf(person.address) }, "account", "--json");
    expect(await ended).to.equal(EXIT.done);
    expect(JSON.parse(said.output.text)).to.include({ address: person.address });
    expect(said.errors.text).to.match(ADDRESS);
  });

  it("sends nothing that the person rejects in the wallet", async () => {
    const { pay, person, received } = await world();
    const before = await received();
    const rejecting = walletOf(person.address, {
      eth_sendTransaction: () => {
        throw refusal(REJECTED, "User rejected the request.");
      },
    });
    const { ended } = await pay(rejecting);
    expect(await ended).to.equal(EXIT.declined);
    expect(await received()).to.equal(before);
  });

  it("sends nothing where the person gives no account", async () => {
    const { pay, person } = await world();
    const { said, ended } = await pay(walletOf(person.address, { eth_requestAccounts: () => [] }));
    expect(await ended).to.equal(EXIT.locked);
    expect(said.errors.text).to.include("The wallet gave no account.");
  });

  it("asks the wallet to change to the nation's chain", async () => {
    const { pay, person } = await world();
    let chain = "0x1";
    const wallet = walletOf(person.address, {
      eth_chainId: () => chain,
      wallet_switchEthereumChain: (params) => {
        ({ chainId: chain } = params[0] as { readonly chainId: string });
        return null;
      },
    });
    const { ended } = await pay(wallet);
    expect(await ended).to.equal(EXIT.done);
    expect(chain).to.equal("0x7a69");
  });

  for (const [what, said, change] of [
    [
      "does not know the nation's chain",
      /does not know/,
      () => {
        throw refusal(UNKNOWN_CHAIN, "Unrecognized chain ID.");
      },
    ],
    ["says that it changed to the nation's chain, and did not", /on chain 1, and not on 31337/, () => null],
  ] as const) {
    it(`sends nothing where the wallet ${what}`, async () => {
      const { pay, person } = await world();
      const wallet = walletOf(person.address, { eth_chainId: () => "0x1", wallet_switchEthereumChain: change });
      const { said: words, ended } = await pay(wallet);
      expect(await ended).to.equal(EXIT.failed);
      expect(words.errors.text).to.match(said);
      expect(wallet.asked).not.to.include("eth_sendTransaction");
    });
  }

  it("lets the person choose among several wallets", async () => {
    const { start, person } = await world();
    const [first, second] = [walletOf(ethers.ZeroAddress), walletOf(person.address)];
    const { browser, ended, said } = await start({ Fox: first, Frame: second }, "account", "--json");
    await until(() => browser.buttons.length === 2);
    expect(browser.buttons.map(({ textContent }) => textContent)).to.deep.equal(["Fox", "Frame"]);
    browser.buttons[1].onclick();
    expect(await ended).to.equal(EXIT.done);
    expect(JSON.parse(said.output.text)).to.include({ address: person.address });
    expect(first.asked).to.deep.equal([]);
  });

  it("takes a wallet that announces nothing", async () => {
    const { start, person } = await world();
    const { ended } = await start({ "": walletOf(person.address) }, "account");
    expect(await ended).to.equal(EXIT.done);
  });

  it("founds a nation", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "civitas-browser-"));
    const { start, person } = await world();
    const wallet = walletOf(person.address);
    const { said, ended } = await start({ Fox: wallet }, "found", "charters/weekend.json", "--deployments", folder);
    expect(await ended, said.errors.text).to.equal(EXIT.done);
    expect(wallet.asked.filter((method) => method === "eth_sendTransaction").length).to.be.greaterThan(15);
    rmSync(folder, { recursive: true, force: true });
  });
});

describe("The page between a command and a browser's wallet", () => {
  const people = ethers.getSigners();
  const open: WalletBridge[] = [];
  afterEach(() => Promise.all(open.splice(0).map((bridge) => bridge.close())));

  async function aPage(answers: Answers = {}) {
    const bridge = await WalletBridge.open();
    open.push(bridge);
    const [, person] = await people;
    const wallet = walletOf(person.address, answers);
    const show = () => new Browser(bridge.url, { Fox: wallet }).open();
    return { bridge, wallet, person, show };
  }

  it("signs texts and structures as the key itself would", async () => {
    const { bridge, person, show } = await aPage();
    await show();
    const signer = (await BrowserSigner.open(bridge)).connect(ethers.provider);
    const domain = { name: "Testland", chainId: 31_337 };
    const types = { Letter: [{ name: "text", type: "string" }] };
    const value = { text: "Good day." };
    expect(await signer.signMessage("Good day.")).to.equal(await person.signMessage("Good day."));
    const expected = await person.signTypedData(domain, types, value);
    expect(await signer.signTypedData(domain, types, value)).to.equal(expected);
    const { code } = (await failureOf(signer.signTransaction())) as { readonly code?: string };
    expect(code).to.equal("UNSUPPORTED_OPERATION");
  });

  for (const [what, given, act] of [
    ["signature", { personal_sign: () => ({}) }, (by: BrowserSigner) => by.signMessage("x")],
    [
      "transaction",
      { eth_sendTransaction: () => "0x12" },
      (by: BrowserSigner) => by.sendTransaction({ to: by.address }),
    ],
  ] as const) {
    it(`takes nothing else for a ${what}`, async () => {
      const { bridge, show } = await aPage(given);
      await show();
      const node = await publicNode();
      const provider = new JsonRpcProvider(node.url);
      const signer = (await BrowserSigner.open(bridge)).connect(provider);
      const { message } = (await failureOf(act(signer))) as Error;
      expect(message).to.include(`no ${what}`);
      provider.destroy();
      await node.close();
    });
  }

  it("tells what a wallet says, as a wallet's own words", async () => {
    const { bridge, show } = await aPage({
      eth_requestAccounts: () => {
        throw refusal(-32002, "Request already pending.");
      },
    });
    await show();
    expect(toNationError(await failureOf(BrowserSigner.open(bridge))).name).to.equal("RequestPendingError");
  });

  for (const [what, leave] of [
    ["closed", (page: Browser) => page.close()],
    ["opened anew", (_: Browser, show: () => Promise<Browser>) => show()],
  ] as const) {
    it(`asks nothing twice where the page is ${what} while the wallet asks`, async () => {
      const { bridge, show, wallet } = await aPage({ eth_sendTransaction: () => new Promise(() => undefined) });
      const page = await show();
      const sending = failureOf(bridge.ask("eth_sendTransaction", [{}]));
      await until(() => wallet.asked.length === 1);
      await leave(page, show);
      expect(((await sending) as WalletGoneError).advice).to.include("before you do it again");
      await new Promise((done) => setTimeout(done, 500));
      expect(wallet.asked).to.deep.equal(["eth_sendTransaction"]);
    });
  }

  it("says so in a browser without a wallet", async () => {
    const { bridge } = await aPage();
    const browser = await new Browser(bridge.url, {}).open();
    await browser.says("This browser has no wallet. Open the address in one that has.");
  });

  describe("to strangers", () => {
    interface Asking {
      readonly method?: string;
      readonly path?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }

    /** What is answered to a request of whoever writes it by hand. */
    const answerTo = (
      bridge: WalletBridge,
      { method = "POST", path: to = "/next", headers = {}, body = "{}" }: Asking,
    ) => {
      const { hostname, port, hash } = new URL(bridge.url);
      const known = { authorization: `Bearer ${hash.slice(1)}`, "x-page": "mine" };
      return new Promise<{ status: number; policy: string | undefined }>((done, failed) => {
        const asked = ask({ hostname, port, method, path: to, headers: { ...known, ...headers } }, (response) => {
          response.resume();
          const policy = response.headers["content-security-policy"];
          done({ status: response.statusCode!, policy: policy as string | undefined });
        });
        asked.on("error", failed);
        asked.end(method === "GET" ? undefined : body);
      });
    };

    for (const [what, status, asking] of [
      ["without the secret", 403, { headers: { authorization: "" } }],
      ["with another secret", 403, { headers: { authorization: `Bearer ${"0".repeat(64)}` } }],
      ["by another name of this machine", 403, { headers: { host: "evil.example" } }],
      ["from another page", 403, { headers: { origin: "https://evil.example" } }],
      ["for another file", 404, { method: "GET", path: "/etc/passwd" }],
      ["in another way", 405, { method: "PUT", path: "/" }],
      ["for what there is not", 404, { path: "/other" }],
      ["with an answer to nothing", 409, { path: "/answer", body: `{"id":7,"result":[]}` }],
      ["with an answer that is none", 400, { path: "/answer", body: "{" }],
      ["with more than an answer holds", 413, { path: "/answer", body: "x".repeat(1_000_001) }],
    ] as readonly (readonly [string, number, Asking])[]) {
      it(`answers ${status} ${what}`, async () => {
        const { bridge } = await aPage();
        const asked = bridge.ask("eth_requestAccounts").catch(() => undefined);
        expect((await answerTo(bridge, asking)).status).to.equal(status);
        await bridge.close();
        await asked;
      });
    }

    it("lets the page run its own script alone, in no frame", async () => {
      const { bridge } = await aPage();
      const { policy } = await answerTo(bridge, { method: "GET", path: "/", headers: { authorization: "" } });
      expect(policy).to.match(/default-src 'none'; script-src 'sha256-[\w+/=]{44}'; .*frame-ancestors 'none'/);
    });

    it("ends though somebody holds a connection open", async () => {
      const { bridge } = await aPage();
      const { hostname, port } = new URL(bridge.url);
      const socket = connectTo(Number(port), hostname);
      await once(socket, "connect");
      const began = performance.now();
      await bridge.close();
      expect(performance.now() - began).to.be.lessThan(10_000);
      socket.destroy();
    });

    it("has another secret each time", async () => {
      const [first, second] = [await aPage(), await aPage()];
      expect(new URL(first.bridge.url).hash).not.to.equal(new URL(second.bridge.url).hash);
    });
  });
});
