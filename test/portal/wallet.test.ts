import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { Eip1193Provider } from "ethers";
import { network } from "hardhat";
import { civic } from "../../sdk/src";
import { foundNation } from "../fixtures/nation";
import { Page } from "./page";

const aNation = () => foundNation(3);

interface Habits {
  readonly account: string;
  readonly refuses?: boolean;
  readonly chainId?: string;
}

/** A wallet that the browser announces, over Hardhat's chain. */
function aWallet({ account, refuses = false, chainId }: Habits): Eip1193Provider {
  return {
    request: async ({ method, params }) => {
      if (method === "eth_requestAccounts" || method === "eth_accounts") return [account];
      if (method === "eth_chainId" && chainId !== undefined) return chainId;
      if (method === "wallet_switchEthereumChain") throw Object.assign(new Error("Not now."), { code: 4902 });
      if (method === "eth_sendTransaction" && refuses) throw Object.assign(new Error("User rejected."), { code: 4001 });
      return (await network.provider.send(method, params as unknown[])) as unknown;
    },
  };
}

describe("the portal, with a wallet", () => {
  const page = new Page();

  before(() => page.begin());
  afterEach(() => page.clear());
  after(() => page.end());

  /** A payment of the second citizen, as far as its sheet. */
  async function aPayment(habits: Omit<Habits, "account">, name: string) {
    const world = await loadFixture(aNation);
    const { nation, citizens } = world;
    const shown = page.open(nation.target as string, "/money");
    const provider = aWallet({ ...habits, account: citizens[1].address });
    const detail = { info: { uuid: name, name, icon: "https://elsewhere/icon.png" }, provider };
    await shown.findByText("To see what you have, say who acts.");
    page.testing.act(() => void window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail })));
    await shown.click(`Open ${name}`);
    await shown.write("To whom (address)", citizens[0].address);
    await shown.write("How much leaves you", "2");
    await shown.findByText(/ arrive\. /);
    await shown.click("Pay");
    const dialog = page.testing.within(await shown.findByRole("dialog"));
    await dialog.findByText(/It goes through\.$/);
    const send = async () =>
      page.testing.fireEvent.click(await dialog.findByRole("button", { name: "Continue in your wallet" }));
    return { ...world, send, text: (wanted: string | RegExp) => dialog.findByText(wanted) };
  }

  it("finds it when it is announced, and sends what the sheet said", async () => {
    const { coin, citizens, send, text } = await aPayment({}, "Purse");
    const before = await coin.balanceOf(citizens[1]);
    await send();
    await text("Done. A block includes it.");
    expect(before - (await coin.balanceOf(citizens[1]))).to.equal(civic.parse("2"));
    expect(document.querySelector('img[src^="http"]')).to.equal(null);
  });

  it("says that nothing was signed when the wallet says no", async () => {
    const { coin, citizens, send, text } = await aPayment({ refuses: true }, "Stern");
    const before = await coin.balanceOf(citizens[1]);
    await send();
    await text("Nothing was signed.");
    expect(await coin.balanceOf(citizens[1])).to.equal(before);
  });

  it("sends nothing from a wallet that stays on another chain", async () => {
    const { send, text } = await aPayment({ chainId: "0x1" }, "Abroad");
    await send();
    await text(/the wallet is on chain 1, and the nation lives on chain 31337/);
  });
});
