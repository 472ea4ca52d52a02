import { loadFixture, mineUpTo, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { decompress, published, QUICKNET_GENESIS } from "../fixtures/drand";
import { Phase } from "../fixtures/court";
import { SILENCE } from "../fixtures/randomness";
import { foundJury, openTrial } from "../fixtures/trial";

const ROUND_OFFSET = 200n;
const ROUND_BITS = 32n;
const MOST_BASE_SLOTS = 16;

/** A nation that draws its panels by drand, and a case whose roll is frozen. */
async function aDraw() {
  const world = await foundJury(7, 3, { justice: { randomness: { source: "drand" } } });
  const source = await ethers.getContractAt("DrandRandomness", world.founding.addresses.randomness!);
  const trial = await (await openTrial(world)).pass();
  const { requestId } = await trial.round();
  return { ...world, source, trial, requestId };
}

type World = Awaited<ReturnType<typeof aDraw>>;

/** The first moment at which a round can be given up. */
async function fallBackAt({ source, requestId }: World): Promise<bigint> {
  const { round } = await source.requestOf(requestId);
  return BigInt(QUICKNET_GENESIS) + 3n * (round - 1n) + BigInt(SILENCE);
}

/** Lets a week go by from when the round was due, and gives it up. */
async function giveUp(world: World): Promise<void> {
  await time.increaseTo(await fallBackAt(world));
  await world.source.fallBack(world.requestId);
}

/** As if the request had fixed a round that quicknet has published: those of the tests' days are to come. */
async function fixRound({ source, requestId }: World, newRound: number): Promise<void> {
  const { round } = await source.requestOf(requestId);
  const account = await source.getAddress();
  for (let base = 0; base < MOST_BASE_SLOTS; ++base) {
    const key = ethers.AbiCoder.defaultAbiCoder().encode(["uint256", "uint256"], [requestId, base]);
    const slot = ethers.keccak256(key);
    const word = BigInt(await ethers.provider.getStorage(account, slot));
    if (((word >> ROUND_OFFSET) & ((1n << ROUND_BITS) - 1n)) !== round) continue;
    const changed = word + ((BigInt(newRound) - round) << ROUND_OFFSET);
    await ethers.provider.send("hardhat_setStorageAt", [account, slot, ethers.toBeHex(changed, 32)]);
    return;
  }
}

describe("Story: a nation draws its panels by drand", () => {
  it("waits for the round: nobody is drawn before it is submitted", async () => {
    const { court, source, trial, requestId } = await loadFixture(aDraw);
    await mineUpTo((await source.requestOf(requestId)).blockNumber);
    await source.pin(requestId);
    await expect(court.draw(trial.id, 1_000))
      .to.be.revertedWithCustomError(court, "Court_SeedUnknown")
      .withArgs(trial.id, source, requestId);
  });

  it("draws by a round that quicknet really published, which anyone submits", async () => {
    const world = await loadFixture(aDraw);
    const { court, source, trial, requestId, stranger } = world;
    await fixRound(world, published.latest.round);
    await mineUpTo((await source.requestOf(requestId)).blockNumber);
    await source.connect(stranger).submit(requestId, decompress(published.latest.signature));
    await trial.draw();
    expect(await court.phaseOf(trial.id)).to.equal(Phase.Commit);
    expect(await trial.panel()).to.have.members([1, 2, 3]);
    await trial.vote({ 1: 1, 2: 1, 3: 1 });
    await trial.pass();
    expect(await court.currentRuling(trial.id)).to.equal(1n);
  });

  context("given drand is silent", () => {
    it("gives no round up before a week is over", async () => {
      const world = await loadFixture(aDraw);
      const { source, requestId } = world;
      const { round } = await source.requestOf(requestId);
      const at = await fallBackAt(world);
      await time.setNextBlockTimestamp(at - 1n);
      await expect(source.fallBack(requestId))
        .to.be.revertedWithCustomError(source, "DrandRandomness_RoundAwaited")
        .withArgs(requestId, round, at);
    });

    it("awaits another round after a week, and has the panel drawn by a block after two", async () => {
      const world = await loadFixture(aDraw);
      const { court, source, trial, requestId } = world;
      await giveUp(world);
      expect((await source.requestOf(requestId)).fallbacks).to.equal(1n);
      await giveUp(world);
      expect((await source.requestOf(requestId)).round).to.equal(0n);
      await trial.pin();
      await trial.draw();
      expect(await trial.panel()).to.have.members([1, 2, 3]);
      await trial.vote({ 1: 2, 2: 2, 3: 2 });
      await trial.pass();
      expect(await court.currentRuling(trial.id)).to.equal(2n);
    });

    it("goes on with the blocks alone once the government appoints them, in draws that begin later", async () => {
      const world = await loadFixture(aDraw);
      const { court, government, source, trial } = world;
      const blocks = await ethers.deployContract("BlockRandomness", [4]);
      await court.connect(government).appointRandomness(blocks);
      expect((await trial.round()).randomness).to.equal(await source.getAddress());
      const next = await (await openTrial(world)).pass();
      const { randomness, requestId } = await next.round();
      expect(randomness).to.equal(await blocks.getAddress());
      await mineUpTo((await blocks.requestOf(requestId)).blockNumber);
      await blocks.pin(requestId);
      await next.draw();
      expect(await next.panel()).to.have.members([1, 2, 3]);
    });
  });
});
