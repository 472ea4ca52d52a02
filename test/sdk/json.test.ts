import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Interface } from "ethers";
import { readdirSync } from "node:fs";
import path from "node:path";
import { civic, InvalidInputError, isRevert, NationError, NetworkFaultError, RevertError } from "../../sdk/src";
import { civicCoinAbi } from "../../sdk/src/abi";
import { decodeRevert, jsonReplacer, jsonReviver, RateLimitError, toNationError } from "../../sdk/src/core";
import { CivicCoin__factory } from "../../sdk/src/generated/contracts";
import { aConnectedNation } from "../fixtures/connected";
import { failureOf } from "../fixtures/failure";
import { REVERTS } from "../fixtures/node-answers";

const through = (value: unknown): unknown => JSON.parse(JSON.stringify(value, jsonReplacer), jsonReviver) as unknown;

/** Another copy of the SDK's modules, as a page or a process with two versions of a package has it. */
function copied(file: string): Record<string, new (...values: never[]) => Error> {
  const folder = path.join(__dirname, "../../sdk/src/core");
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  const kept = files.map((name) => [name, require.cache[name]] as const);
  for (const name of files) delete require.cache[name];
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the second copy of a module that is loaded already
    return require(path.join(folder, file)) as ReturnType<typeof copied>;
  } finally {
    for (const [name, module] of kept) if (module !== undefined) require.cache[name] = module;
  }
}

describe("jsonReplacer() and jsonReviver()", () => {
  it("keeps amounts, however deep", () => {
    const value = { amounts: [1n, -5n, 10n ** 30n], nested: { amount: civic.parse("1") }, text: "7n" };
    expect(through(value)).to.deep.equal(value);
  });

  it("keeps the whole overview of a nation", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const overview = await client.overview();
    const found = through(overview) as typeof overview;
    expect(found.coin).to.deep.equal(overview.coin);
    expect(found.at).to.equal(overview.at);
    // As in all JSON, a field without a value is left out.
    expect(JSON.stringify(found, jsonReplacer)).to.equal(JSON.stringify(overview, jsonReplacer));
  });

  it("keeps what an act did, and its events", async () => {
    const { client, government, citizens } = await loadFixture(aConnectedNation);
    const { receipt, ...result } = await government.coin.mint.wait({
      to: citizens[0].address,
      amount: civic.parse("5"),
    });
    const events = await client.coin.events.Transfer.query();
    expect(through({ result, events })).to.deep.equal({ result, events });
    expect((through(receipt) as { hash: string }).hash).to.equal(receipt.hash);
  });

  context("given an error", () => {
    it("keeps its class, its arguments and its advice", async () => {
      const { client, stranger } = await loadFixture(aConnectedNation);
      const amount = civic.parse("99999999");
      const error = (await failureOf(client.coin.transfer.simulate({ to: stranger.address, amount }))) as RevertError;
      const found = through({ error }) as { error: unknown };
      expect(found.error).to.be.instanceOf(RevertError).and.to.be.instanceOf(Error);
      expect(isRevert(found.error, "ERC20InsufficientBalance") && found.error.args.needed).to.equal(amount);
      const { message, advice, retryable } = found.error as NationError;
      expect([message, advice, retryable]).to.deep.equal([error.message, error.advice, false]);
    });

    it("keeps the one inside it", () => {
      const inner = decodeRevert(REVERTS.panic);
      const outer = new RevertError({ revert: "FailedCall", args: {}, advice: "Look inside.", inner });
      expect((through(outer) as RevertError).inner)
        .to.be.instanceOf(NationError)
        .with.property("name", "PanicError");
    });

    it("takes no prototype from what somebody wrote", () => {
      const written = JSON.stringify({ error: toNationError(new Error("rate limit exceeded")) }, jsonReplacer);
      const forged = written.replace('"fields":{', '"fields":{"__proto__":{"isForged":true},');
      const { error } = JSON.parse(forged, jsonReviver) as { error: NationError & { isForged?: boolean } };
      expect(forged).not.to.equal(written);
      expect(error).to.be.instanceOf(RateLimitError);
      expect(error.isForged).to.equal(undefined);
    });

    it("leaves out its cause, which may contain itself", () => {
      const cause: { self?: unknown } = {};
      cause.self = cause;
      const found = through(toNationError(Object.assign(new Error("rate limit exceeded"), { cause }))) as NationError;
      expect(found).to.be.instanceOf(RateLimitError).and.to.be.instanceOf(NetworkFaultError);
      expect(found.cause).to.equal(undefined);
    });
  });

  for (const value of [{ $bigint: "five" }, { $bigint: "5", more: 1 }, { $error: "none" }, { $error: { kinds: 5 } }]) {
    it(`leaves ${JSON.stringify(value)} as it is`, () => {
      expect(through(value)).to.deep.equal(value);
    });
  }
});

describe("NationError", () => {
  it("knows the errors of another copy of its module, class by class", () => {
    const { RateLimitError: Other } = copied("node-errors.ts");
    const error = new Other(...(["slow down"] as never[]));
    expect(Object.getPrototypeOf(error)).not.to.equal(RateLimitError.prototype);
    expect([RateLimitError, NetworkFaultError, NationError].map((kind) => error instanceof kind)).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(error).not.to.be.instanceOf(InvalidInputError);
    expect(toNationError(error)).to.equal(error);
  });

  it("takes no class without a name of its own for another", () => {
    class Stranger extends InvalidInputError {}
    const error = new InvalidInputError({ what: "a thing", found: "none", allowed: "one" });
    expect(error).not.to.be.instanceOf(Stranger);
    expect(new Stranger({ what: "a thing", found: "none", allowed: "one" })).to.be.instanceOf(InvalidInputError);
  });
});

describe("an ABI", () => {
  it("has what the SDK speaks by, and every error, too", () => {
    // An interface may name a result that the contract leaves nameless: what is encoded is compared.
    const spoken = Interface.from(civicCoinAbi.filter(({ type }) => type !== "error")).format(true);
    expect(spoken).to.have.members(Interface.from(CivicCoin__factory.abi).format(true));
    expect(civicCoinAbi.filter(({ type }) => type === "error")).not.to.be.empty;
  });
});
