import type * as Hooks from "@civitas/react";
import { citizenId, civic, type NationClient } from "@civitas/sdk";
import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import type * as Testing from "@testing-library/react";
import { expect } from "chai";
import type { Signer } from "ethers";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { createElement as CreateElement, ReactNode } from "react";
import type { App as TemplateApp } from "../../react/template/src/App";
import { foundNation } from "../fixtures/nation";
import { closeWindow, openWindow } from "../fixtures/window";

const aNation = () => foundNation(5);
const template = path.join(__dirname, "../../react/template");

describe("React", () => {
  // React looks for a page when it is loaded, and knows that one alone.
  let testing: typeof Testing;
  let createElement: typeof CreateElement;
  let hooks: typeof Hooks;
  let App: typeof TemplateApp;

  before(async () => {
    openWindow();
    testing = await import("@testing-library/react");
    testing.configure({ asyncUtilTimeout: 20_000 });
    ({ createElement } = await import("react"));
    hooks = await import("@civitas/react");
    ({ App } = await import("../../react/template/src/App"));
  });

  afterEach(() => testing.cleanup());

  after(() => closeWindow());

  /** A hook inside a provider. */
  function use<Result>(nation: string, runner: Signer, hook: () => Result) {
    const wrapper = ({ children }: { children: ReactNode }) =>
      createElement(hooks.NationProvider, { nation, runner, live: { everyMs: 20, confirmations: 1 } }, children);
    return testing.renderHook(hook, { wrapper }).result;
  }

  const until = (isSo: () => unknown) => testing.waitFor(() => expect(isSo()).to.equal(true), { interval: 20 });

  describe("useOverview()", () => {
    it("loads first, and then has the nation's state", async () => {
      const { nation, citizens } = await loadFixture(aNation);
      const result = use(nation.target as string, citizens[0], () => hooks.useOverview());
      expect([result.current.isLoading, result.current.data]).to.deep.equal([true, undefined]);
      await until(() => !result.current.isLoading);
      expect(result.current.data?.citizenship?.count).to.equal(5n);
    });

    it("says that there is no nation at an address", async () => {
      const { citizens } = await loadFixture(aNation);
      const result = use(citizens[1].address, citizens[0], () => hooks.useOverview());
      await until(() => result.current.error !== undefined);
      expect(result.current.error?.name).to.equal("NoNationError");
      expect(result.current.isLoading).to.equal(false);
    });

    it("reads again after an event of the nation", async () => {
      const { nation, citizenship, citizens } = await loadFixture(aNation);
      const result = use(nation.target as string, citizens[0], () => hooks.useOverview());
      await until(() => result.current.data !== undefined);
      await citizenship.connect(citizens[4]).renounce();
      await until(() => result.current.data?.citizenship?.count === 4n);
    });
  });

  describe("useList()", () => {
    it("reads page after page", async () => {
      const { nation, citizens } = await loadFixture(aNation);
      const result = use(nation.target as string, citizens[0], () => hooks.useList("citizenship.list", { limit: 3 }));
      await until(() => result.current.items.length === 3);
      expect(result.current.hasMore).to.equal(true);
      result.current.more();
      await until(() => result.current.items.length === 5);
      expect(result.current.hasMore).to.equal(false);
      expect(result.current.items.map(({ id }) => id)).to.deep.equal([5n, 4n, 3n, 2n, 1n]);
    });

    it("filters as the SDK does", async () => {
      const { nation, citizens } = await loadFixture(aNation);
      const result = use(nation.target as string, citizens[0], () =>
        hooks.useList("governor.list", { state: "active" }),
      );
      await until(() => !result.current.isLoading);
      expect(result.current.items).to.deep.equal([]);
    });
  });

  describe("useRead()", () => {
    it("reads nothing while it is not enabled", async () => {
      const { nation, citizens } = await loadFixture(aNation);
      let reads = 0;
      const read = async (connected: NationClient) => {
        reads += 1;
        return Promise.resolve(connected.account);
      };
      const result = use(nation.target as string, citizens[0], () => ({
        off: hooks.useRead(["off"], read, { enabled: false }),
        nation: hooks.useNation(),
      }));
      await until(() => result.current.nation.data !== undefined);
      expect([reads, result.current.off.isLoading]).to.deep.equal([0, false]);
    });

    it("keeps reads apart by what they depend on, ids too", async () => {
      const { nation, citizens } = await loadFixture(aNation);
      const result = use(nation.target as string, citizens[0], () =>
        [1n, 2n].map((id) =>
          hooks.useRead(["holder", citizenId.from(id)], async ({ citizenship }) =>
            citizenship.contract.holderOf(citizenId.from(id)),
          ),
        ),
      );
      await until(() => result.current.every(({ data }) => data !== undefined));
      expect(result.current.map(({ data }) => data)).to.deep.equal([citizens[0].address, citizens[1].address]);
    });
  });

  describe("useCase()", () => {
    it("says why a case cannot be read", async () => {
      const { nation, citizens } = await loadFixture(aNation);
      const { caseId } = await import("@civitas/sdk/court");
      const result = use(nation.target as string, citizens[0], () => hooks.useCase({ caseId: caseId.from(7n) }));
      await until(() => result.current.error !== undefined);
      expect(result.current.error?.message).to.contain("7");
    });
  });

  describe("useNext()", () => {
    it("lists what the connected account can do", async () => {
      const { nation, citizens } = await loadFixture(aNation);
      const result = use(nation.target as string, citizens[0], () => hooks.useNext());
      await until(() => result.current.data !== undefined);
      expect(result.current.data?.steps).to.be.an("array");
    });
  });

  describe("useAct()", () => {
    const paying = (nation: string, runner: Signer) =>
      use(nation, runner, () => hooks.useAct(({ coin }) => coin.transfer));

    it("sends, and says what happened", async () => {
      const { nation, citizens } = await loadFixture(aNation);
      const result = paying(nation.target as string, citizens[0]);
      await result.current.send({ to: citizens[1].address, amount: civic.parse("1") });
      await until(() => result.current.status === "included");
      const { isBusy, hash, result: paid, error } = result.current;
      expect([isBusy, error]).to.deep.equal([false, undefined]);
      expect(paid?.receipt.hash).to.equal(hash);
    });

    it("sends once for two clicks", async () => {
      const { nation, coin, citizens } = await loadFixture(aNation);
      const result = paying(nation.target as string, citizens[0]);
      const before = await coin.balanceOf(citizens[0]);
      const payment = { to: citizens[1].address, amount: civic.parse("1") };
      await Promise.all([result.current.send(payment), result.current.send(payment)]);
      expect(before - (await coin.balanceOf(citizens[0]))).to.equal(civic.parse("1"));
    });

    it("says why it failed, and can be used again", async () => {
      const { nation, citizens } = await loadFixture(aNation);
      const result = paying(nation.target as string, citizens[0]);
      const sent = await result.current.send({ to: citizens[1].address, amount: civic.parse("1000000000") });
      await until(() => result.current.status === "failed");
      expect([sent, result.current.isBusy]).to.deep.equal([undefined, false]);
      expect(result.current.error?.message).to.contain("ERC20InsufficientBalance");
      await result.current.send({ to: citizens[1].address, amount: civic.parse("1") });
      await until(() => result.current.status === "included");
    });

    it("forgets how the last one ended", async () => {
      const { nation, citizens } = await loadFixture(aNation);
      const result = paying(nation.target as string, citizens[0]);
      await result.current.send({ to: citizens[1].address, amount: civic.parse("1") });
      await until(() => result.current.status === "included");
      result.current.reset();
      await until(() => result.current.status === "idle");
      expect([result.current.hash, result.current.result]).to.deep.equal([undefined, undefined]);
    });

    it("previews in words, with what it takes, and sends nothing", async () => {
      const { nation, coin, citizens } = await loadFixture(aNation);
      const result = paying(nation.target as string, citizens[0]);
      const before = await coin.balanceOf(citizens[0]);
      const { described, estimate } = await result.current.preview({
        to: citizens[1].address,
        amount: civic.parse("1"),
      });
      expect(described.text).to.contain("citizen 2");
      expect(estimate.gas > 21_000n).to.equal(true);
      expect(await coin.balanceOf(citizens[0])).to.equal(before);
    });

    it("reads again what is shown once it is included", async () => {
      const { nation, citizens } = await loadFixture(aNation);
      const wrapper = ({ children }: { children: ReactNode }) =>
        createElement(
          hooks.NationProvider,
          { nation: nation.target as string, runner: citizens[4], live: false },
          children,
        );
      const { result } = testing.renderHook(
        () => ({ act: hooks.useAct(({ citizenship }) => citizenship.renounce), overview: hooks.useOverview() }),
        { wrapper },
      );
      await until(() => result.current.overview.data?.citizenship?.count === 5n);
      await result.current.act.send();
      await until(() => result.current.overview.data?.citizenship?.count === 4n);
    });
  });

  describe("a hook without a provider", () => {
    it("says what it lacks", async () => {
      expect(() => testing.renderHook(() => hooks.useOverview())).to.throw("NationProvider");
      await Promise.resolve();
    });
  });

  describe("the template", () => {
    async function aPage() {
      const world = await loadFixture(aNation);
      const { nation, stranger, citizens } = world;
      const { findByText, findByLabelText, findByRole } = testing.render(
        createElement(App, {
          nation: nation.target as string,
          reader: stranger,
          openWallet: () => Promise.resolve(citizens[0]),
        }),
      );
      const click = async (name: string) => testing.fireEvent.click(await findByRole("button", { name }));
      const write = async (label: RegExp, value: string) =>
        testing.fireEvent.change(await findByLabelText(label), { target: { value } });
      return { ...world, findByText, findByRole, click, write };
    }
    it("shows the nation without a wallet", async () => {
      const { nation, findByText } = await aPage();
      expect((await findByText(await nation.name())).tagName).to.equal("H1");
      await findByText("5 citizens");
      await findByText("Nothing was proposed yet.");
    });

    it("pays from the wallet that was opened", async () => {
      const { coin, citizens, findByText, click, write } = await aPage();
      const before = await coin.balanceOf(citizens[1]);
      await click("Open a wallet");
      await write(/^To/, citizens[1].address);
      await click("Pay");
      await findByText(/^Paid: /);
      expect((await coin.balanceOf(citizens[1])) > before).to.equal(true);
    });

    it("shows what the chain refused, with advice", async () => {
      const { findByRole, citizens, click, write } = await aPage();
      await click("Open a wallet");
      await write(/^To/, citizens[1].address);
      await write(/^Coin/, "1000000000");
      await click("Pay");
      expect((await findByRole("alert")).textContent).to.contain("ERC20InsufficientBalance");
    });

    it("asks for an address where it has none", () => {
      const { getByText } = testing.render(
        createElement(App, { nation: "", reader: {} as never, openWallet: () => Promise.reject(new Error("no")) }),
      );
      getByText(/^Which nation\?/);
    });
  });

  describe("the template, built", () => {
    const dist = path.join(template, "dist");

    before(() => {
      execFileSync("npm", ["run", "--silent", "build"], { cwd: template, stdio: "pipe" });
    });

    it("writes files that any folder serves", () => {
      const page = readFileSync(path.join(dist, "index.html"), "utf8");
      const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link);
      expect(links.length).to.be.greaterThan(1);
      expect(links.filter((link) => !link.startsWith("./"))).to.deep.equal([]);
    });

    it("loads at most 300 kB of gzip at first", () => {
      const page = readFileSync(path.join(dist, "index.html"), "utf8");
      const first = [...page.matchAll(/assets\/[\w.-]+\.(?:js|css)/g)].map(([file]) => file);
      const size = [...new Set(first)].reduce(
        (sum, file) => sum + gzipSync(readFileSync(path.join(dist, file))).length,
        0,
      );
      expect(first.length).to.be.greaterThan(1);
      expect(size).to.be.lessThan(300_000);
    });
  });
});
