import { loadFixture, mine, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { InvalidInputError, isRevert, moment, type NationError } from "../../sdk/src";
import {
  decompressRound,
  drandPublishedAt,
  drandUrl,
  NoRoundTakenError,
  randomnessAt,
  requestId as idUnit,
} from "../../sdk/src/institutions/randomness";
import { REMEMBERED } from "../fixtures/blocks";
import { aChain } from "../fixtures/chain";
import { decompress, foreign, MODULUS, published, QUICKNET_GENESIS } from "../fixtures/drand";
import { failureOf } from "../fixtures/failure";
import { aLawfulNation } from "../fixtures/justice";
import {
  aBeaconRequest,
  aBlockRequest,
  BLOCKS_AHEAD,
  buildBlockOf,
  forgetBlockOf,
  MARGIN,
  signatureOf,
  SILENCE,
} from "../fixtures/randomness";

const requestId = idUnit.from(1);

describe("nation.randomness", () => {
  async function ofBlocks() {
    const world = await loadFixture(aBlockRequest);
    const source = randomnessAt(await world.source.getAddress(), world.stranger);
    return { ...world, contract: world.source, source };
  }

  async function ofBeacon() {
    const world = await loadFixture(aBeaconRequest);
    const source = randomnessAt(await world.source.getAddress(), world.stranger);
    return { ...world, contract: world.source, source };
  }

  it("is the nation's own", async () => {
    const { asStranger } = await loadFixture(aLawfulNation);
    expect(asStranger.randomness.address).to.equal(await asStranger.court.randomness());
    expect(["block", "drand"]).to.include(await asStranger.randomness.kind());
    expect(await asStranger.randomness.lastRequestId()).to.equal(0n);
  });

  it("speaks to another source, too", async () => {
    const { asStranger } = await loadFixture(aLawfulNation);
    const other = await ethers.deployContract("DrandRandomness", [BLOCKS_AHEAD, MARGIN]);
    expect(await asStranger.randomness.sourceAt({ address: await other.getAddress() }).kind()).to.equal("drand");
  });

  describe("kind()", () => {
    it("tells what randomness is made of", async () => {
      const { stranger, source } = await ofBlocks();
      expect(await source.kind()).to.equal("block");
      const stub = await ethers.deployContract("RandomnessStub");
      expect(await randomnessAt(await stub.getAddress(), stranger).kind()).to.equal("unknown");
      expect(await randomnessAt(stranger.address, stranger).kind()).to.equal("unknown");
    });

    it("says that the chain could not be reached, and asks again the next time", async () => {
      const { contract, stranger } = await ofBlocks();
      const address = await contract.getAddress();
      let isDown = true;
      const provider = new Proxy(ethers.provider, {
        get: (target, name): unknown => {
          if (name === "call" && isDown) return () => Promise.reject(new TypeError("fetch failed"));
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        },
      });
      const source = randomnessAt(address, provider);
      expect(((await failureOf(source.kind())) as NationError).name).to.equal("NetworkFaultError");
      isDown = false;
      expect(await source.kind()).to.equal("block");
      expect(stranger.address).not.to.equal(address);
    });
  });

  describe("from blocks", () => {
    it("tells that the block is to come", async () => {
      const { source, requester, blockNumber } = await ofBlocks();
      expect(await source.seedRequest({ requestId })).to.deep.equal({
        id: 1n,
        requester: requester.address,
        state: "awaitingBlock",
        blockNumber: Number(blockNumber),
        blockHash: undefined,
        round: undefined,
        attempt: 1,
        fallbacks: 0,
        seed: undefined,
      });
    });

    it("is asked for, pinned, and known", async () => {
      const { source } = await ofBlocks();
      const asked = await source.request.wait();
      expect([asked.requestId, asked.round]).to.deep.equal([2n, undefined]);
      await mine(BLOCKS_AHEAD + 1);
      const second = { requestId: asked.requestId };
      expect((await source.seedRequest(second)).state).to.equal("pinnable");
      const { blockHash } = await source.pin.wait(second);
      const known = await source.seedRequest(second);
      expect([known.state, known.blockHash]).to.deep.equal(["known", blockHash]);
      expect(known.seed).to.equal(await source.seedOf(second));
      expect(await source.seedOf({ requestId })).to.equal(undefined);
    });

    it("is renewed where the chain has forgotten the block", async () => {
      const { source, contract } = await ofBlocks();
      await forgetBlockOf(contract, 1);
      await mine();
      expect((await source.seedRequest({ requestId })).state).to.equal("missed");
      const { attempt, blockNumber } = await source.renew.wait({ requestId });
      expect([attempt, blockNumber]).to.deep.equal([2, (await time.latestBlock()) + BLOCKS_AHEAD]);
      expect((await source.seedRequest({ requestId })).state).to.equal("awaitingBlock");
    });

    it("can be pinned as long as the chain remembers", async () => {
      const { source, contract } = await ofBlocks();
      await buildBlockOf(contract, 1);
      await mine(REMEMBERED);
      expect((await source.seedRequest({ requestId })).state).to.equal("pinnable");
    });

    it("takes no round", async () => {
      const { source } = await ofBlocks();
      const error = await failureOf(source.submit({ requestId, signature: published.first.signature }));
      expect(error).to.be.instanceOf(NoRoundTakenError);
      expect((error as NationError).advice).to.contain("Pin the request's block");
    });

    it("says that there is no such request", async () => {
      const { source } = await ofBlocks();
      const error = await failureOf(source.seedRequest({ requestId: idUnit.from(9) }));
      expect(isRevert(error, "BlockRandomness_UnknownRequest") && error.args.lastRequestId).to.equal(1n);
    });
  });

  describe("from a beacon", () => {
    it("tells which round it waits for, from when, and until when", async () => {
      const { source, round } = await ofBeacon();
      const found = await source.seedRequest({ requestId });
      const publishedAt = drandPublishedAt(Number(round));
      expect(found.state).to.equal("awaitingBlock");
      expect(found.round).to.deep.equal({
        number: Number(round),
        publishedAt,
        fallsBackAt: publishedAt + BigInt(SILENCE),
      });
    });

    it("has its block pinned while the round is to come", async () => {
      const { source, contract } = await ofBeacon();
      await buildBlockOf(contract, 1);
      await mine();
      expect((await source.seedRequest({ requestId })).state).to.equal("pinnable");
      await source.pin.wait({ requestId });
      expect((await source.seedRequest({ requestId })).state).to.equal("awaitingRound");
    });

    it("takes the round once it is published, and is known", async () => {
      const { source, contract, round } = await ofBeacon();
      await buildBlockOf(contract, 1);
      await time.increaseTo(drandPublishedAt(Number(round)));
      expect((await source.seedRequest({ requestId })).state).to.equal("submittable");
      await source.submit.wait({ requestId, signature: signatureOf(round) });
      expect((await source.seedRequest({ requestId })).state).to.equal("known");
    });

    it("wants only the block where another request brought the round", async () => {
      const { source, contract } = await ofBeacon();
      // Two requests a second apart, whose rounds are the same.
      const start = Math.ceil((await time.latest()) / 3) * 3 + 3 + ((QUICKNET_GENESIS + 1 - MARGIN) % 3);
      await time.setNextBlockTimestamp(start);
      const { requestId: first, round } = await source.request.wait();
      await time.setNextBlockTimestamp(start + 1);
      const { requestId: second, round: same } = await source.request.wait();
      expect(same).to.equal(round);
      await buildBlockOf(contract, 3);
      await time.increaseTo(drandPublishedAt(round!));
      await source.submit.wait({ requestId: first, signature: signatureOf(BigInt(round!)) });
      expect((await source.seedRequest({ requestId: second })).state).to.equal("pinnable");
    });

    it("gives the round up after a week of silence", async () => {
      const { source, contract } = await ofBeacon();
      await buildBlockOf(contract, 1);
      await mine();
      await source.pin.wait({ requestId });
      const { round } = await source.seedRequest({ requestId });
      const early = await failureOf(source.fallBack({ requestId }));
      expect(isRevert(early, "DrandRandomness_RoundAwaited") && early.args.fallBackAt).to.equal(round!.fallsBackAt);
      await time.increaseTo(round!.fallsBackAt);
      const { attempt, round: next } = await source.fallBack.wait({ requestId });
      expect(attempt).to.equal(2);
      expect(next).to.be.greaterThan(round!.number);
    });
  });
});

describe("a source of randomness from drand", () => {
  for (const { round, signature } of [published.thousandth, published.millionth]) {
    it(`takes round ${round} as a relay serves it`, async () => {
      const asked = Number(drandPublishedAt(round)) - MARGIN;
      const chain = await aChain({ initialDate: new Date((asked - 60) * 1_000).toISOString() });
      const signer = await chain.getSigner(0);
      const factory = await ethers.getContractFactory("DrandRandomness", signer);
      const source = randomnessAt(await (await factory.deploy(BLOCKS_AHEAD, MARGIN)).getAddress(), signer);
      expect(await source.kind()).to.equal("drand");

      await chain.send("evm_setNextBlockTimestamp", [asked]);
      expect((await source.request.wait()).round).to.equal(round);
      await chain.send("hardhat_mine", [ethers.toQuantity(BLOCKS_AHEAD + 1)]);
      await chain.send("evm_setNextBlockTimestamp", [asked + MARGIN]);
      await chain.send("hardhat_mine", []);
      expect((await source.seedRequest({ requestId })).state).to.equal("submittable");
      await source.submit.wait({ requestId, signature: signature.slice(2) });
      expect((await source.seedRequest({ requestId })).state).to.equal("known");
      expect(await source.contract.randomnessOf(round)).to.equal(ethers.sha256(signature));
      chain.destroy();
    });
  }
});

describe("a round of drand's", () => {
  it("is decompressed as the contracts take it", () => {
    for (const { signature } of Object.values(published))
      expect(decompressRound(signature)).to.equal(decompress(signature));
  });

  it("is taken without 0x, as relays serve it", () => {
    const { signature } = published.later;
    expect(decompressRound(signature.slice(2))).to.equal(decompress(signature));
  });

  it("comes back as it is if it is whole", () => {
    const whole = decompress(published.latest.signature);
    expect(decompressRound(whole)).to.equal(whole);
  });

  it("is verified by the contract", async () => {
    const quicknet = await ethers.deployContract("QuicknetHarness");
    const { round, signature } = published.recent;
    expect(await quicknet.verify(round, decompressRound(signature))).to.equal(ethers.sha256(signature));
  });

  const bits = (top: bigint, x: bigint) => ethers.toBeHex((top << 381n) | x, 48);
  const wrong = {
    "no hexadecimal digits": "signature",
    "too few bytes": "0xb55e7cb2",
    "a point that is not compressed": bits(0b001n, 5n),
    "the point at infinity": bits(0b110n, 0n),
    "an x that is on no point": bits(0b100n, 1n),
    "an x beyond the field": bits(0b100n, MODULUS + 3n),
  };
  for (const [name, signature] of Object.entries(wrong)) {
    it(`is not ${name}`, () => {
      expect(() => decompressRound(signature)).to.throw(InvalidInputError);
    });
  }

  it("is a point even when it is of another network: the contract refuses it", () => {
    expect(decompressRound(foreign.signature)).to.equal(decompress(foreign.signature));
  });

  it("has an address at any relay", () => {
    const chain = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
    expect(drandUrl(7)).to.equal(`https://api.drand.sh/${chain}/public/7`);
    expect(drandUrl(7, "https://drand.cloudflare.com")).to.equal(`https://drand.cloudflare.com/${chain}/public/7`);
  });

  it("is published every three seconds", () => {
    expect(drandPublishedAt(1)).to.equal(moment.from(QUICKNET_GENESIS));
    expect(drandPublishedAt(3)).to.equal(moment.from(QUICKNET_GENESIS + 6));
  });
});
