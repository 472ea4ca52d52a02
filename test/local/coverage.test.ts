import { expect } from "chai";
import { concat, getAddress, toBeHex } from "ethers";
import { collectHits, watchedAddress } from "../../tools/coverage/hits";
import { aChain } from "../fixtures/chain";

const hash = "0xabababababababab";

/** Code that calls the watched address with the hash and what gas is left, as an instrumented statement does. */
const statement = concat(
  [
    ["0x67", hash, "0x60c01b5a17"], // PUSH8 hash, shifted to the left of the word, or'ed with the gas that is left
    ["0x5f52"], // stored
    ["0x5f5f60205f73", watchedAddress, "0x5ffa50"], // STATICCALL without gas
  ].flat(),
);

describe("collectHits()", () => {
  let hits: ReadonlyMap<string, number>;
  let chain: Awaited<ReturnType<typeof aChain>>;
  let from: string;

  before(() => {
    hits = collectHits();
  });

  beforeEach(async () => {
    chain = await aChain({});
    from = await chain.send("eth_accounts", []).then(([first]: string[]) => getAddress(first));
  });

  afterEach(() => chain.destroy());

  /** How many hits more there are after a transaction that runs such code. */
  async function hitsOf(...code: readonly string[]): Promise<number> {
    const earlier = hits.get(hash) ?? 0;
    const transaction = { from, data: concat(code), gas: toBeHex(200_000) };
    await chain.send("eth_sendTransaction", [transaction]).catch(() => undefined);
    return (hits.get(hash) ?? 0) - earlier;
  }

  it("counts a hit of a transaction", async () => {
    expect(await hitsOf(statement)).to.equal(1);
  });

  it("counts each hit of one transaction", async () => {
    expect(await hitsOf(statement, statement, statement)).to.equal(3);
  });

  it("counts a hit of a transaction that reverts", async () => {
    expect(await hitsOf(statement, "0x5f5ffd")).to.equal(1);
  });

  it("counts a hit on a chain that began anew", async () => {
    await chain.send("hardhat_reset", []);
    expect(await hitsOf(statement)).to.equal(1);
  });

  it("counts nothing where nothing calls the watched address", async () => {
    expect(await hitsOf("0x5f5ffd")).to.equal(0);
  });
});
