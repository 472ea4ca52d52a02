import { expect } from "chai";
import {
  BrowserProvider,
  FetchRequest,
  Interface,
  JsonRpcProvider,
  Network,
  Wallet,
  type Provider,
  type TransactionRequest,
} from "ethers";
import { connect, InvalidInputError, isRevert, NationError, NetworkFaultError, UnexpectedError } from "../../sdk/src";
import { findRevertData, RateLimitError, RequestPendingError, toNationError } from "../../sdk/src/core";
import { failureOf } from "../fixtures/failure";
import { REVERTS, shapes, type AskedFor, type Shape } from "../fixtures/node-answers";
import { rarer } from "../fixtures/rarer-answers";

const CHAIN = Network.from(31_337);
const SOMEBODY = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const key = new Wallet(`0x${"11".repeat(32)}`);

/** The call of a payment: it begins as what a contract answers could. */
const data = new Interface(["function transfer(address to, uint256 amount)"]).encodeFunctionData("transfer", [
  SOMEBODY,
  5n,
]);
const transaction: TransactionRequest = { to: SOMEBODY, data, from: key.address };

/** A provider whose every answer over HTTP is the same. */
function answering(answer: (ids: number[]) => { readonly status: number; readonly body: string }): JsonRpcProvider {
  const request = new FetchRequest("http://127.0.0.1:1");
  request.setThrottleParams({ maxAttempts: 2, slotInterval: 1 });
  request.getUrlFunc = ({ body }) => {
    const asked = JSON.parse(Buffer.from(body!).toString()) as { id: number } | { id: number }[];
    const ids = [asked].flat().map(({ id }) => id);
    const { status, body: text } = answer(ids);
    return Promise.resolve({
      statusCode: status,
      statusMessage: status === 429 ? "Too Many Requests" : "As it says",
      headers: { "content-type": "application/json" },
      body: Buffer.from(text),
    });
  };
  return new JsonRpcProvider(request, CHAIN, { staticNetwork: CHAIN, cacheTimeout: -1, batchStallTime: 1 });
}

/** A provider in front of what a shape answers. */
function nodeOf({ answer, http, batch }: Shape): JsonRpcProvider {
  const error = (id: number) => ({ jsonrpc: "2.0", id, error: answer });
  return answering((ids) => {
    if (http !== undefined) return http;
    if (batch !== undefined) return batch;
    const list = ids.map(error);
    return { status: 200, body: JSON.stringify(list.length === 1 ? list[0] : list) };
  });
}

/** A browser's wallet that throws what a shape answers. */
const walletOf = ({ answer }: Shape): BrowserProvider =>
  new BrowserProvider(
    {
      request: ({ method }) => {
        if (method === "eth_chainId") return Promise.resolve("0x7a69");
        if (method === "eth_accounts") return Promise.resolve([key.address]);
        if (method === "eth_blockNumber") return Promise.resolve("0x1");
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- wallets throw plain objects
        return Promise.reject(answer!);
      },
    },
    CHAIN,
    { staticNetwork: CHAIN },
  );

const asks: Readonly<Record<AskedFor, (provider: Provider) => Promise<unknown>>> = {
  call: (provider) => provider.call(transaction),
  estimate: (provider) => provider.estimateGas(transaction),
  send: async (provider) => {
    if (provider instanceof BrowserProvider) {
      const signer = await provider.getSigner();
      return signer.sendTransaction({ ...transaction, gasLimit: 100_000n, gasPrice: 1n, nonce: 0, type: 0 });
    }
    const signed = { to: SOMEBODY, data, nonce: 0, gasLimit: 100_000n, gasPrice: 1n, chainId: CHAIN.chainId, type: 0 };
    return provider.broadcastTransaction(await key.signTransaction(signed));
  },
  logs: (provider) => provider.getLogs({ address: SOMEBODY, topics: [`0x${data.slice(10, 74)}`], fromBlock: 0 }),
  state: (provider) => provider.getBalance(SOMEBODY),
};

const shouldBeClassified = (shape: Shape, provider: () => Provider | undefined): void => {
  for (const asked of shape.on) {
    it(`gives ${shape.expected}${shape.again ? ", to be tried again," : ""} on ${asked}`, async () => {
      const node = provider();
      const failure =
        node === undefined
          ? Object.assign(new Error(shape.thrown!.message), shape.thrown)
          : await failureOf(asks[asked](node));
      node?.destroy();
      const error = toNationError(failure);
      expect(error.name, `${error.message} <- ${String((failure as Error).message)}`).to.equal(shape.expected);
      expect(error.retryable).to.equal(shape.again);
      expect(error.advice).to.match(/\.$/);
      expect(`${error.message} ${error.advice}`).not.to.include(data.slice(2, 40));
    });
  }
};

describe("what nodes and wallets say", () => {
  describe("toNationError(), over HTTP", () => {
    for (const shape of [...shapes.nodes, ...shapes.services]) {
      context(`given ${shape.by}`, () => {
        shouldBeClassified(shape, () => (shape.thrown === undefined ? nodeOf(shape) : undefined));
      });
    }

    it("gives each request of a batch its own answer", async () => {
      const provider = answering((ids) => ({
        status: 200,
        body: JSON.stringify(
          ids.map((id, index) =>
            index === 0
              ? { jsonrpc: "2.0", id, error: { code: -32_005, message: "rate limit exceeded" } }
              : { jsonrpc: "2.0", id, error: { code: 3, message: "execution reverted", data: REVERTS.text } },
          ),
        ),
      }));
      const failures = await Promise.all([
        failureOf(provider.call(transaction)),
        failureOf(provider.call(transaction)),
      ]);
      provider.destroy();
      expect(failures.map((failure) => toNationError(failure).name)).to.deep.equal([
        "RateLimitError",
        "RevertTextError",
      ]);
    });
  });

  describe("toNationError(), through a wallet", () => {
    for (const shape of shapes.wallets) {
      context(`given ${shape.by}`, () => {
        shouldBeClassified(shape, () => (shape.thrown === undefined ? walletOf(shape) : undefined));
      });
    }
  });

  describe("toNationError(), of what is said more rarely", () => {
    for (const [by, failure, expected, again] of rarer) {
      it(`gives ${expected}${again ? ", to be tried again," : ""} for ${by}`, () => {
        const error = toNationError(Object.assign(new Error(failure.message), failure));
        expect(error.name, error.message).to.equal(expected);
        expect(error.retryable).to.equal(again);
      });
    }
  });

  describe("a node's address", () => {
    for (const message of [
      "error sending request for url (https://eth-mainnet.example/v2/SECRET)",
      "request to https://rpc.example/SECRET failed, reason: connect ECONNREFUSED",
      "could not connect to wss://user:SECRET@rpc.example/ws?key=SECRET",
    ]) {
      it(`is told without what may be a key: ${message.slice(0, 40)}`, () => {
        const error = toNationError(Object.assign(new Error(message), { code: -32_603 }));
        expect(`${error.message} ${error.advice}`).not.to.include("SECRET");
        expect(error.message).to.match(/(eth-mainnet|rpc)\.example/);
      });
    }
  });

  describe("the table", () => {
    const all = [...shapes.nodes, ...shapes.services, ...shapes.wallets];

    it("has at least sixty shapes, each documented", () => {
      expect(all.length).to.be.greaterThanOrEqual(60);
      expect(all.filter(({ documented }) => !documented.startsWith("https://"))).to.deep.equal([]);
    });

    it("has every family", () => {
      const families =
        "geth,erigon,Nethermind,Besu,reth,anvil,Hardhat,OP,Arbitrum,zkSync,Infura,Alchemy,QuickNode,Ankr,Cloudflare,publicnode,drpc,Chainstack,MetaMask,Coinbase Wallet,Rabby,Ledger,WalletConnect,Frame";
      const missing = families.split(",").filter((family) => !all.some(({ by }) => by.startsWith(family)));
      expect(missing).to.deep.equal([]);
    });
  });

  describe("the question", () => {
    const quoting = `could not coalesce error (error={ "code": -32000, "message": "busy" }, payload={ "params": [ { "data": "${data}" } ] })`;

    it("is never taken for revert data, however often a message quotes it", () => {
      for (const failure of [
        new Error(quoting),
        quoting,
        { code: -32_603, message: `custom error (tx={"data":"${data}"})` },
        { code: -32_000, message: "rate limited", data },
        { code: -32_000, message: "rate limited", data: { request: { data } } },
        { error: { code: -32_005, message: "limit exceeded", transaction: { data } } },
      ]) {
        expect(findRevertData(failure), JSON.stringify(failure)).to.equal(undefined);
      }
    });

    it("is never taken for revert data where no contract runs", async () => {
      const provider = answering(([id]) => ({
        status: 200,
        body: JSON.stringify({
          jsonrpc: "2.0",
          id,
          error: { code: 3, message: "execution reverted", data: REVERTS.text },
        }),
      }));
      const failure = await failureOf(asks.logs(provider));
      provider.destroy();
      expect(findRevertData(failure)).to.equal(undefined);
      expect(toNationError(failure)).to.be.instanceOf(UnexpectedError);
    });
  });

  describe("an answer that is garbled", () => {
    it("is the node's fault, not the caller's", async () => {
      const provider = answering(([id]) => ({
        status: 200,
        body: JSON.stringify({ jsonrpc: "2.0", id, result: "0xzz" }),
      }));
      const failure = await failureOf(provider.getBlockNumber());
      provider.destroy();
      expect(toNationError(failure)).to.be.instanceOf(NetworkFaultError);
    });
  });

  describe("connect()", () => {
    const through = async (body: (id: number) => unknown): Promise<unknown> => {
      const provider = answering((ids) => ({
        status: 200,
        body: JSON.stringify(ids.map((id) => ({ jsonrpc: "2.0", id, ...(body(id) as object) }))[0]),
      }));
      const failure = await failureOf(connect(provider, SOMEBODY));
      provider.destroy();
      return failure;
    };

    it("says that the node limits it, and not that there is no nation", async () => {
      const failure = await through(() => ({ error: { code: -32_005, message: "slow down" } }));
      expect(failure).to.be.instanceOf(RateLimitError);
    });

    it("says that there is no nation where the account has no code", async () => {
      const failure = await through(() => ({ result: "0x" }));
      expect((failure as NationError).name).to.equal("NoNationError");
    });

    it("takes a missing answer for none", async () => {
      const provider = answering(() => ({ status: 200, body: "[]" }));
      const failure = await failureOf(connect(provider, SOMEBODY));
      provider.destroy();
      expect(failure).to.be.instanceOf(NetworkFaultError);
    });

    for (const [given, address] of [
      ["a checksum that does not fit", "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293Bc"],
      ["a name", "testland.eth"],
    ]) {
      it(`refuses ${given} as input`, async () => {
        const provider = answering(() => ({ status: 500, body: "" }));
        const failure = await failureOf(connect(provider, address));
        provider.destroy();
        expect(failure).to.be.instanceOf(InvalidInputError).with.property("found", address);
      });
    }
  });

  describe("a class that may be tried again", () => {
    it("says so itself", () => {
      expect(new RateLimitError("slow down").retryable).to.equal(true);
      expect(new RequestPendingError("one").retryable).to.equal(false);
      expect(isRevert(toNationError({ code: 3, data: REVERTS.custom }), "ERC20InsufficientBalance")).to.equal(true);
    });
  });
});
