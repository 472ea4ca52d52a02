import { loadFixture, setNextBlockBaseFeePerGas } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { Eip1193Provider } from "ethers";
import { ethers, network } from "hardhat";
import { civic } from "../../sdk/src";
import { foundNation } from "../fixtures/nation";
import { Page } from "./page";

const aNation = () => foundNation(5);

/** A wallet over Hardhat's chain that answers when it is let, and tells of other accounts. */
class SlowWallet {
  held: Promise<void> | undefined;
  sends = 0;
  readonly #listeners: ((accounts: readonly string[]) => void)[] = [];

  constructor(
    public account: string,
    readonly slow: string,
  ) {}

  on(_: string, listener: (accounts: readonly string[]) => void): void {
    this.#listeners.push(listener);
  }

  choose(account: string): void {
    this.account = account;
    for (const listener of this.#listeners) listener([account]);
  }

  readonly request: Eip1193Provider["request"] = async ({ method, params }) => {
    if (method === this.slow) await this.held;
    if (method === "eth_requestAccounts" || method === "eth_accounts") return [this.account];
    if (method === "eth_sendTransaction") this.sends += 1;
    return (await network.provider.send(method, params as unknown[])) as unknown;
  };

  /** Lets it answer from now on. */
  hold(): () => void {
    let release = (): void => undefined;
    this.held = new Promise((done) => {
      release = done;
    });
    return release;
  }
}

describe("Attack: the portal", () => {
  const page = new Page();

  before(() => page.begin());
  afterEach(() => page.clear());
  after(() => page.end());

  type Shown = ReturnType<Page["open"]>;

  const acting = (): string => document.querySelector(".top .right")?.textContent ?? "";

  const announce = (name: string, provider: SlowWallet): void => {
    const detail = { info: { uuid: name, name }, provider };
    page.testing.act(() => void window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail })));
  };

  /** The sheet of a payment of 2 coins, tried. */
  async function sheetOf(shown: Shown, to: string) {
    await shown.write("To whom (address)", to);
    await shown.write("How much leaves you", "2");
    await shown.findByText(/ arrive\. /);
    await shown.click("Pay");
    return page.testing.within(await shown.findByRole("dialog"));
  }

  for (const text of ["Meet at 2026-99-99T00:00:00Z", "Meet at 0000-00-00T24:61:61Z"]) {
    for (const place of ["/", "/record"]) {
      it(`shows ${place} although a stranger wrote "${text}"`, async () => {
        const { nation, coin, propose } = await loadFixture(aNation);
        const call = {
          target: coin.target as string,
          data: coin.interface.encodeFunctionData("mint", [coin.target, 5n]),
        };
        await propose([call], text).propose();
        const shown = page.open(nation.target as string, place, { as: 1 });
        await shown.findAllByText(new RegExp(text.slice(8)));
        expect(document.body.textContent).not.to.include("fault of its own");
      });
    }
  }

  for (const path of ["/people/%", "/decisions/%E0%A4", "/article/%zz"]) {
    it(`stays a page at ${path}`, async () => {
      const { nation } = await loadFixture(aNation);
      const shown = page.open(nation.target as string, path);
      await shown.findAllByRole("link", { name: "Today" });
    });
  }

  it("pays no more gas than was told, whatever the base fee became meanwhile", async () => {
    const { nation, coin, citizens } = await loadFixture(aNation);
    const shown = page.open(nation.target as string, "/money", { as: 2 });
    const dialog = await sheetOf(shown, citizens[0].address);
    await dialog.findByText(/It goes through\.$/);
    const before = await coin.balanceOf(citizens[1]);
    await setNextBlockBaseFeePerGas(500n * 10n ** 9n);
    await network.provider.send("evm_mine");
    page.testing.fireEvent.click(await dialog.findByRole("button", { name: "Sign and send" }));
    await dialog.findByRole("button", { name: "Try it again" });
    expect(await coin.balanceOf(citizens[1])).to.equal(before);
    // What it costs now is told before anything is sent.
    page.testing.fireEvent.click(await dialog.findByRole("button", { name: "Try it again" }));
    await dialog.findByText(/It goes through\.$/);
    await dialog.findByRole("button", { name: "Sign and send" });
  });

  it("says that it could not be tried where the node did not answer, and tries again", async () => {
    const { nation, citizens } = await loadFixture(aNation);
    const shown = page.open(nation.target as string, "/money", { as: 2 });
    const estimateGas = ethers.provider.estimateGas.bind(ethers.provider);
    const limit = { code: -32005, message: "daily request count exceeded, request rate limited" };
    ethers.provider.estimateGas = () =>
      Promise.reject(Object.assign(new Error("could not coalesce error"), { code: "UNKNOWN_ERROR", error: limit }));
    try {
      const dialog = await sheetOf(shown, citizens[0].address);
      await dialog.findByText("We could not try it: the node did not say what would happen.");
      ethers.provider.estimateGas = estimateGas;
      page.testing.fireEvent.click(await dialog.findByRole("button", { name: "Try it again" }));
      await dialog.findByText(/It goes through\.$/);
    } finally {
      ethers.provider.estimateGas = estimateGas;
    }
  });

  context("given a wallet", () => {
    async function paying(name: string, slow: string) {
      const world = await loadFixture(aNation);
      const { nation, citizens } = world;
      const wallet = new SlowWallet(citizens[1].address, slow);
      const shown = page.open(nation.target as string, "/money");
      await shown.findByText("To see what you have, say who acts.");
      announce(name, wallet);
      return { ...world, wallet, shown };
    }

    it("writes down what was sent although its sheet was closed meanwhile", async () => {
      const { nation, citizens, wallet, shown } = await paying("Late", "eth_sendTransaction");
      await shown.click("Open Late");
      const dialog = await sheetOf(shown, citizens[0].address);
      await dialog.findByText(/It goes through\.$/);
      const release = wallet.hold();
      page.testing.fireEvent.click(await dialog.findByRole("button", { name: "Continue in your wallet" }));
      await dialog.findByText(/Your wallet is asked/);
      page.testing.fireEvent.click((await dialog.findAllByRole("button", { name: "Close" }))[0]);
      release();
      const key = `civitas.acts.${(nation.target as string).toLowerCase()}`;
      await page.until(() => window.localStorage.getItem(key)?.includes('"included"'));
      expect(wallet.sends).to.equal(1);
    });

    it("acts as nobody whom its person has left", async () => {
      const { citizens, wallet, shown } = await paying("Ghost", "none");
      await shown.click("Open Ghost");
      await shown.findByText("You have");
      await shown.click(/Your account/);
      await shown.click("Act as nobody");
      await shown.findByText("To see what you have, say who acts.");
      page.testing.act(() => wallet.choose(citizens[2].address));
      await new Promise((done) => setTimeout(done, 1_000));
      await shown.findByText("To see what you have, say who acts.");
    });

    it("takes nothing over when it answers after another was chosen", async () => {
      const { wallet, shown } = await paying("Slow", "eth_requestAccounts");
      const release = wallet.hold();
      await shown.click("Open Slow");
      await shown.click("Be Ada");
      await shown.findByText("You have");
      page.testing.act(() => release());
      await new Promise((done) => setTimeout(done, 1_000));
      expect(acting()).to.include("Ada");
    });

    it("sends nothing again while the node does not know what was sent", async () => {
      const { coin, citizens, wallet, shown } = await paying("Far", "none");
      await shown.click("Open Far");
      const dialog = await sheetOf(shown, citizens[0].address);
      await dialog.findByText(/It goes through\.$/);
      const before = await coin.balanceOf(citizens[1]);
      await network.provider.send("evm_setAutomine", [false]);
      try {
        const button = await dialog.findByRole("button", { name: "Continue in your wallet" });
        page.testing.fireEvent.click(button);
        await dialog.findByText("Sent. It counts once a block includes it.");
        page.testing.fireEvent.click(button);
        page.testing.fireEvent.click(button);
      } finally {
        await network.provider.send("evm_setAutomine", [true]);
      }
      await network.provider.send("evm_mine");
      await dialog.findByText("Done. A block includes it.");
      expect([wallet.sends, before - (await coin.balanceOf(citizens[1]))]).to.deep.equal([1, civic.parse("2")]);
    });
  });
});
