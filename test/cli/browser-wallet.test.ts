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
import { BrowserSigner, WalletBridge, type BridgeOptions } from "../../cli/src/chain/browser";
import { EXIT, hashIn, statusOf } from "../../cli/src/errors";
import { run } from "../../cli/src/program";
import { civic, type NationError } from "../../sdk/src";
import { toNationError } from "../../sdk/src/core";
import { Browser, refusal, until, type PageWallet } from "../fixtures/browser";
import { aConnectedNation } from "../fixtures/connected";
import { failureOf } from "../fixtures/failure";
import { publicNode, type PublicNode } from "../fixtures/public-node";
import { surroundingsOf } from "../fixtures/terminal";

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/#[0-9a-f]{64}/;
const UNKNOWN_CHAIN = 4902;
const REJECTED = 4001;
/** Hardhat's third account. */
const OTHER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

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

  it("describes the nation's chain to a wallet that does not know it", async () => {
    const { pay, person } = await world();
    let chain = "0x1";
    const described: unknown[] = [];
    const wallet = walletOf(person.address, {
      eth_chainId: () => chain,
      wallet_switchEthereumChain: () => {
        throw refusal(UNKNOWN_CHAIN, "Unrecognized chain ID.");
      },
      wallet_addEthereumChain: (params) => {
        described.push(...params);
        chain = "0x7a69";
        return null;
      },
    });
    const { ended, said } = await pay(wallet);
    expect(await ended, said.errors.text).to.equal(EXIT.done);
    expect(described).to.deep.equal([
      {
        chainId: "0x7a69",
        chainName: "localhost",
        rpcUrls: [node.url],
        nativeCurrency: { name: "ETH", symbol: "ETH", decimals: 18 },
      },
    ]);
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
      const wallet = walletOf(person.address, {
        eth_chainId: () => "0x1",
        wallet_switchEthereumChain: change,
        wallet_addEthereumChain: change,
      });
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

  async function aPage(answers: Answers = {}, options: BridgeOptions = {}) {
    const bridge = await WalletBridge.open(options);
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

  for (const [method, status] of [
    ["eth_sendTransaction", EXIT.unsettled],
    ["personal_sign", EXIT.failed],
  ] as const) {
    it(`asks nothing twice where the page is closed while the wallet is asked for ${method}`, async () => {
      const { bridge, show, wallet } = await aPage({ [method]: () => new Promise(() => undefined) });
      const page = await show();
      const asking = failureOf(bridge.ask(method, [{}]));
      await until(() => wallet.asked.length === 1);
      await page.close();
      expect(statusOf(await asking)).to.equal(status);
      await show();
      await new Promise((done) => setTimeout(done, 500));
      expect(wallet.asked).to.deep.equal([method]);
    });
  }

  context("given it is open in two tabs", () => {
    it("lets the newest go on, and tells the other", async () => {
      const { bridge, show } = await aPage();
      const first = await show();
      expect(await bridge.ask("eth_chainId")).to.equal("0x7a69");
      const second = await show();
      await first.says(/open in another tab/);
      for (let turn = 0; turn < 5; ++turn) expect(await bridge.ask("eth_chainId")).to.equal("0x7a69");
      await second.says(/Leave this page open/);
      expect(first.requests).to.be.lessThan(6);
    });

    it("takes the answer of the one whose wallet shows the question", async () => {
      let confirm: (hash: string) => void = () => undefined;
      const { bridge, show, wallet } = await aPage({
        eth_sendTransaction: () => new Promise((done) => (confirm = done)),
      });
      await show();
      const sending = bridge.ask("eth_sendTransaction", [{}]);
      await until(() => wallet.asked.length === 1);
      const second = await show();
      await second.says(/Leave this page open/);
      expect(await bridge.ask("eth_chainId")).to.equal("0x7a69");
      await second.close();
      confirm("0x12");
      expect(await sending).to.equal("0x12");
    });

    it("leaves alone what the newest is asked when the other is closed", async () => {
      const { bridge, show } = await aPage();
      const first = await show();
      expect(await bridge.ask("eth_chainId")).to.equal("0x7a69");
      const second = await show();
      await second.says(/Leave this page open/);
      const asked = bridge.ask("personal_sign", ["0x12", (await people)[1].address]);
      await first.close();
      expect(await asked).to.match(/^0x/);
    });
  });

  it("says to open it again where it was closed between two questions, and goes on there", async () => {
    const told: string[] = [];
    const { bridge, show } = await aPage({}, { onAbsence: (url) => told.push(url) });
    const page = await show();
    await bridge.ask("eth_chainId");
    await page.close();
    const asked = bridge.ask("eth_chainId");
    await until(() => told.length > 0);
    expect(told).to.deep.equal([bridge.url]);
    await show();
    expect(await asked).to.equal("0x7a69");
  });

  const itself: Record<string, unknown> = {};
  itself.itself = itself;
  for (const [what, answer, expected] of [
    ["an answer that holds itself", () => itself, /cannot be read/],
    ["an answer without end", () => "x".repeat(1_000_001), /cannot be read/],
    ["a number that JSON lacks", () => 1n, /cannot be read/],
    [
      "a failure that holds itself",
      () => {
        throw Object.assign(refusal(REJECTED, "Rejected."), { data: itself });
      },
      /Rejected/,
    ],
  ] as const) {
    it(`ends what it asked by ${what}`, async () => {
      const { bridge, show } = await aPage({ personal_sign: answer });
      await show();
      const { message } = (await failureOf(bridge.ask("personal_sign"))) as Error;
      expect(message).to.match(expected);
      expect(await bridge.ask("eth_chainId")).to.equal("0x7a69");
    });
  }

  context("given a wallet that does something else", () => {
    async function aSigner(answers: Answers) {
      const { bridge, show, person } = await aPage(answers);
      await show();
      const node = await publicNode();
      const provider = new JsonRpcProvider(node.url, undefined, { cacheTimeout: -1 });
      const told: string[] = [];
      const signer = (await BrowserSigner.open(bridge, (hash) => void told.push(hash))).connect(provider);
      const end = async () => {
        provider.destroy();
        await node.close();
      };
      return { signer, person, told, end };
    }
    const sends = (change: (asked: object) => object) => (params: readonly unknown[]) =>
      ethers.provider.send("eth_sendTransaction", [change(params[0] as object)]);

    for (const [what, change, expected] of [
      ["sends from another account", (asked: object) => ({ ...asked, from: OTHER }), /sent: it is not what/],
      ["sends to somebody else", (asked: object) => ({ ...asked, to: OTHER }), /goes elsewhere/],
      ["sends another call", (asked: object) => ({ ...asked, data: "0x12" }), /does something else/],
      ["sends another amount", (asked: object) => ({ ...asked, value: "0x2" }), /carries another amount/],
    ] as const) {
      it(`tells what it sent where it ${what}`, async () => {
        const { signer, told, end } = await aSigner({ eth_sendTransaction: sends(change) });
        const error = await failureOf(signer.sendTransaction({ to: signer.address, value: 1n }));
        expect((error as Error).message).to.match(expected);
        expect(statusOf(error)).to.equal(EXIT.unsettled);
        expect(told).to.deep.equal([hashIn(error)]);
        await end();
      });
    }

    it("takes no transaction for its answer that was included before", async () => {
      const [, person] = await people;
      const { hash } = await person.sendTransaction({ to: person.address, value: 1n });
      const { signer, end } = await aSigner({ eth_sendTransaction: () => hash });
      const error = await failureOf(signer.sendTransaction({ to: signer.address, value: 1n }));
      expect((error as Error).message).to.include("was included before");
      await end();
    });

    it("says that it may have sent where the wallet's own node fails", async () => {
      const { signer, end } = await aSigner({
        eth_sendTransaction: () => {
          throw refusal(-32_603, "socket hang up");
        },
      });
      expect(statusOf(await failureOf(signer.sendTransaction({ to: signer.address })))).to.equal(EXIT.unsettled);
      await end();
    });

    it("takes no signature of another account", async () => {
      const [, , other] = await people;
      const { signer, end } = await aSigner({ personal_sign: () => other.signMessage("x") });
      expect(((await failureOf(signer.signMessage("x"))) as NationError).message).to.include(signer.address);
      await end();
    });
  });

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

    it("ends the question that a page shows, whose answer is none", async () => {
      const { bridge } = await aPage();
      const asking = failureOf(bridge.ask("eth_sendTransaction", [{}]));
      expect((await answerTo(bridge, {})).status).to.equal(200);
      expect((await answerTo(bridge, { path: "/answer", body: "null" })).status).to.equal(400);
      expect(statusOf(await asking)).to.equal(EXIT.unsettled);
    });

    it("ends no question because of a page that does not show it", async () => {
      const { bridge } = await aPage();
      const asking = bridge.ask("eth_chainId");
      expect((await answerTo(bridge, {})).status).to.equal(200);
      const headers = { "x-page": "another" };
      for (const [path, body, status] of [
        ["/gone", "{}", 204],
        ["/answer", "{", 400],
        ["/answer", `{"id":1,"result":"0x1"}`, 409],
      ] as const)
        expect((await answerTo(bridge, { path, body, headers })).status).to.equal(status);
      await answerTo(bridge, { path: "/answer", body: `{"id":1,"result":"0x2"}` });
      expect(await asking).to.equal("0x2");
    });

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
