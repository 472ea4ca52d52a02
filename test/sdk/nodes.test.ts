import { expect } from "chai";
import { HDNodeWallet, JsonRpcProvider, Mnemonic, type JsonRpcPayload, type JsonRpcResult } from "ethers";
import { bps, civic, connect, isRevert, seconds, type NationClient } from "../../sdk/src";
import { budgetId } from "../../sdk/src/institutions/treasury";
import { found } from "../../sdk/src/founding";
import { developmentMnemonic, findAnvil, startChain, type ChainKind, type LocalChain } from "../../scripts/local/chain";
import { compiledCode } from "../fixtures/code";
import { charterOf } from "../fixtures/nation";

/** Counts the HTTP requests that it makes, and the calls in them. */
class CountingProvider extends JsonRpcProvider {
  readonly requests: string[][] = [];

  override _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    this.requests.push([payload].flat().map(({ method }) => method));
    return super._send(payload);
  }
}

const wallet = (index: number): HDNodeWallet =>
  HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(developmentMnemonic), `m/44'/60'/0'/0/${index}`);

const failureOf = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => undefined,
    (error: unknown) => error,
  );

const kinds: ChainKind[] = findAnvil() === undefined ? ["hardhat"] : ["anvil", "hardhat"];

for (const kind of kinds) {
  describe(`over HTTP to a node (${kind})`, () => {
    let chain: LocalChain;
    let provider: CountingProvider;
    let nation: NationClient;

    before(async () => {
      chain = await startChain({ port: 18_545, kind });
      provider = new CountingProvider(chain.url, undefined, { cacheTimeout: -1, polling: true });
      provider.pollingInterval = 50;
      const [founder, citizen] = [wallet(0).connect(provider), wallet(1).connect(provider)];
      const { addresses } = await found(charterOf([citizen.address]), founder, {
        code: compiledCode,
        consents: ({ domain, types, message }) => citizen.signTypedData(domain, types, message),
      });
      nation = await connect(citizen, addresses.nation);
    });

    after(async () => {
      provider.destroy();
      await chain.stop();
    });

    it("reads the whole nation in one HTTP request with one call", async () => {
      provider.requests.length = 0;
      const { profile } = await nation.overview();
      expect(provider.requests).to.deep.equal([["eth_call"]]);
      expect(profile.name).to.equal("Testland");
    });

    for (const [form, act] of Object.entries({
      send: () => nation.coin.setProvision({ key: "taxRate", value: bps.percent("2") }),
      simulate: () => nation.coin.setProvision.simulate({ key: "taxRate", value: bps.percent("2") }),
      estimate: () => nation.coin.setProvision.estimate({ key: "taxRate", value: bps.percent("2") }),
    })) {
      it(`names the contract's error on ${form}`, async () => {
        const error = await failureOf(act());
        expect(isRevert(error, "AccessManagedUnauthorized") && error.args).to.deep.equal({ caller: nation.account });
      });
    }

    it("names the contract's error on a read", async () => {
      const error = await failureOf(nation.treasury.budget({ budgetId: budgetId.from(1) }));
      expect(isRevert(error, "Treasury_UnknownBudget") && error.args).to.deep.equal({ budgetId: 1n, lastBudgetId: 0n });
    });

    it("names the contract's error when it is too late", async () => {
      const amount = civic.parse("1000000");
      const sent = await nation.coin.transfer({ to: nation.treasury.address, amount }, { gasLimit: 200_000n }).catch(
        (error: unknown) => error, // Hardhat's node tells at once, anvil's when it waits.
      );
      const error =
        sent instanceof Error
          ? sent
          : await failureOf((sent as Awaited<ReturnType<typeof nation.coin.transfer>>).wait());
      expect(isRevert(error, "ERC20InsufficientBalance") && error.args.needed, String(error)).to.equal(amount);
    });

    it("sends one act right after another, however long ethers remembers an account's count", async () => {
      const forgetful = new JsonRpcProvider(chain.url, undefined, { cacheTimeout: 60_000 });
      forgetful.pollingInterval = 50;
      try {
        const { coin, treasury } = await connect(wallet(1).connect(forgetful), nation.address);
        for (const amount of [civic.parse("1"), civic.parse("2"), civic.parse("3")]) {
          const { received } = await coin.transfer.wait({ to: treasury.address, amount });
          expect(received).to.equal(amount);
        }
      } finally {
        forgetful.destroy();
      }
    });

    it("sends, and tells what happened", async () => {
      const calls = [
        nation.coin.tryProvision.call({ key: "taxRate", value: bps.percent("0.5"), period: seconds.days(30) }),
      ];
      const sent = await nation.governor.propose({ calls, description: "Try it" });
      const { proposal } = await sent.wait();
      expect(await nation.governor.proposal({ proposalId: proposal.id })).to.deep.equal(proposal);
    });

    it("hears of what happens", async () => {
      const heard = new Promise<bigint>((resolve, reject) => {
        const listen = nation.coin.events.Approval.watch(({ value }) => {
          resolve(value);
          listen.then((stop) => stop()).catch(reject);
        });
        listen
          .then(async () => nation.coin.approve.wait({ spender: nation.stake.address, amount: civic.parse("7") }))
          .catch(reject);
      });
      expect(await heard).to.equal(civic.parse("7"));
    });
  });
}
