import { loadFixture, mine } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import type { NationError } from "../../sdk/src";
import { CasePhaseError, caseId as caseUnit, SeedAwaitedError, type DrawStep } from "../../sdk/src/institutions/court";
import { REMEMBERED } from "../fixtures/blocks";
import { failureOf } from "../fixtures/failure";
import { aCourtroom, aLawfulNation, bring, pass } from "../fixtures/justice";
import { BLOCKS_AHEAD, MARGIN, signatureOf } from "../fixtures/randomness";

describe("drawing a panel", () => {
  async function aFrozenRoll() {
    const world = await loadFixture(aCourtroom);
    const caseId = await bring(world);
    await pass(world, caseId);
    return { ...world, caseId };
  }

  async function aBuiltBlock() {
    const world = await loadFixture(aFrozenRoll);
    await mine(BLOCKS_AHEAD + 1);
    return world;
  }

  /** The same with randomness from blocks and a beacon that the test signs for. */
  async function aBeacon() {
    const world = await loadFixture(aCourtroom);
    const beacon = await ethers.deployContract("BeaconHarness", [BLOCKS_AHEAD, MARGIN]);
    await world.government.court.appointRandomness.wait({ randomness: await beacon.getAddress() });
    const caseId = await bring(world);
    await pass(world, caseId);
    await mine(BLOCKS_AHEAD + 1);
    return { ...world, caseId, beacon };
  }

  it("pins the block, and draws", async () => {
    const { asStranger, caseId } = await loadFixture(aBuiltBlock);
    const steps: DrawStep[] = [];
    const found = await asStranger.court.draw({ caseId }, { onStep: (step) => steps.push(step) });
    expect(found.phase).to.equal("commit");
    expect(steps.map(({ act, seated, seatsWanted }) => [act, seated.length, seatsWanted])).to.deep.equal([
      ["pin", 0, 3],
      ["draw", 3, 3],
    ]);
  });

  it("goes on step by step until the panel is complete", async () => {
    const { asStranger, caseId } = await loadFixture(aBuiltBlock);
    const steps: DrawStep[] = [];
    const found = await asStranger.court.draw({ caseId }, { triesPerStep: 1, onStep: (step) => steps.push(step) });
    expect(found.round.panel).to.have.length(3);
    const seated = steps.map((step) => step.seated.length);
    expect(seated.length).to.be.greaterThan(3);
    expect(seated).to.deep.equal([...seated].sort());
  });

  it("draws one step at a time for who wants that", async () => {
    const { asStranger, caseId } = await loadFixture(aBuiltBlock);
    const { round } = await asStranger.court.case({ caseId });
    await asStranger.randomness.pin.wait({ requestId: round.seed!.requestId });
    const drawn = await asStranger.court.drawSome.wait({ caseId, tries: 64 });
    expect(drawn.seated).to.have.length(3);
    expect([drawn.isComplete, drawn.isPlenary]).to.deep.equal([true, false]);
  });

  it("goes on where somebody else left off", async () => {
    const world = await loadFixture(aBuiltBlock);
    const { asStranger, caseId } = world;
    const requestId = (await asStranger.court.case({ caseId })).round.seed!.requestId;
    await asStranger.randomness.pin.wait({ requestId });
    await asStranger.court.drawSome.wait({ caseId, tries: 1 });
    expect((await world.as(1).court.draw({ caseId })).phase).to.equal("commit");
  });

  it("says which block it waits for", async () => {
    const { asStranger, caseId } = await loadFixture(aFrozenRoll);
    const error = await failureOf(asStranger.court.draw({ caseId }));
    expect(error).to.be.instanceOf(SeedAwaitedError);
    const { requestId } = error as SeedAwaitedError;
    const { blockNumber } = await asStranger.randomness.seedRequest({ requestId });
    expect((error as NationError).advice).to.equal(`Draw once the chain is past block ${blockNumber}.`);
  });

  it("has another block fixed for one that the chain has forgotten", async () => {
    const { asStranger, caseId } = await loadFixture(aFrozenRoll);
    await mine(BLOCKS_AHEAD + REMEMBERED + 1);
    const acts: string[] = [];
    const error = await failureOf(asStranger.court.draw({ caseId }, { onStep: ({ act }) => acts.push(act) }));
    expect(error).to.be.instanceOf(SeedAwaitedError);
    expect(acts).to.deep.equal(["renew"]);
    await mine(BLOCKS_AHEAD + 1);
    expect((await asStranger.court.draw({ caseId })).phase).to.equal("commit");
  });

  it("has nothing to do for a panel that is complete", async () => {
    const { asStranger, caseId } = await loadFixture(aBuiltBlock);
    const found = await asStranger.court.draw({ caseId });
    expect((await asStranger.court.draw({ caseId })).round).to.deep.equal(found.round);
  });

  it("says that the case is to be moved on first", async () => {
    const world = await loadFixture(aCourtroom);
    const error = await failureOf(world.asStranger.court.draw({ caseId: await bring(world) }));
    expect(error).to.be.instanceOf(CasePhaseError);
    expect((error as NationError).advice).to.contain("advance({ caseId })");
  });

  it("says that there is nothing to draw in a case that is over", async () => {
    const world = await loadFixture(aLawfulNation);
    const caseId = await bring(world);
    await pass(world, caseId);
    expect((await world.asStranger.court.draw({ caseId })).phase).to.equal("plenary");
    await pass(world, caseId);
    expect(await failureOf(world.asStranger.court.draw({ caseId }))).to.be.instanceOf(CasePhaseError);
  });

  it("says that there is no such case", async () => {
    const { asStranger } = await loadFixture(aLawfulNation);
    const error = (await failureOf(asStranger.court.draw({ caseId: caseUnit.from(3) }))) as NationError;
    expect(error.advice).to.contain("read the case");
  });

  context("given randomness from a beacon", () => {
    it("keeps the block at once, and says which round it waits for, from when, and where it is", async () => {
      const { asStranger, caseId, beacon } = await loadFixture(aBeacon);
      const acts: string[] = [];
      const error = await failureOf(asStranger.court.draw({ caseId }, { onStep: ({ act }) => acts.push(act) }));
      expect(acts).to.deep.equal(["pin"]);
      expect(error).to.be.instanceOf(SeedAwaitedError);
      const { round } = await beacon.requestOf(1);
      expect((error as NationError).message).to.contain(`round ${round} of drand's quicknet, which is published at 20`);
      expect((error as NationError).advice).to.contain(`/public/${round} then, and draw with its signature`);
    });

    it("asks for a round that is published", async () => {
      const { asStranger, caseId } = await loadFixture(aBeacon);
      await mine(2, { interval: MARGIN + 3 });
      const error = (await failureOf(asStranger.court.draw({ caseId }))) as NationError;
      expect(error.advice).to.match(/^Fetch https:\/\/api\.drand\.sh\/[0-9a-f]{64}\/public\/\d+, and draw/);
    });

    it("submits the round that it is given", async () => {
      const { asStranger, caseId, beacon } = await loadFixture(aBeacon);
      await mine(2, { interval: MARGIN + 3 });
      const { round } = await beacon.requestOf(1);
      const acts: string[] = [];
      const terms = { caseId, signature: signatureOf(round) };
      const onStep = ({ act }: DrawStep) => acts.push(act);
      expect((await asStranger.court.draw(terms, { onStep })).phase).to.equal("commit");
      expect(acts).to.deep.equal(["submit", "draw"]);
    });

    it("says that it was another round's", async () => {
      const { asStranger, caseId, beacon } = await loadFixture(aBeacon);
      await mine(2, { interval: MARGIN + 3 });
      const { round } = await beacon.requestOf(1);
      const error = (await failureOf(
        asStranger.court.draw({ caseId, signature: signatureOf(round + 1n) }),
      )) as NationError;
      expect(error.advice).to.contain("fetch the request's round from a drand relay");
    });
  });

  context("given a source of randomness that the SDK does not know", () => {
    async function another() {
      const world = await loadFixture(aCourtroom);
      const source = await ethers.deployContract("RandomnessStub");
      await world.government.court.appointRandomness.wait({ randomness: await source.getAddress() });
      const caseId = await bring(world);
      await pass(world, caseId);
      return { ...world, caseId, source };
    }

    it("says that the seed is its to give", async () => {
      const { asStranger, caseId, source } = await loadFixture(another);
      const error = (await failureOf(asStranger.court.draw({ caseId }))) as NationError;
      expect(error).to.be.instanceOf(SeedAwaitedError);
      expect(error.message).to.contain(await source.getAddress());
    });

    it("draws once the seed is there", async () => {
      const { asStranger, caseId, source } = await loadFixture(another);
      await source.setSeed(1, ethers.id("seed"));
      expect((await asStranger.court.draw({ caseId })).phase).to.equal("commit");
    });
  });
});
