import { loadFixture, mine } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aNation } from "../fixtures/nation";
import { verifyThrough } from "../fixtures/verification";

/** Three years of blocks that come every twelve seconds. */
const THREE_YEARS = 7_900_000;

async function anOldNation() {
  const world = await aNation();
  await mine(THREE_YEARS, { interval: 12 });
  return world;
}

/** What public nodes allow. */
const LIMITS = { blocks: 1000, batch: 3, latencyMs: 50, states: 128, transactions: 2_350_000 };

describe("verifyFounding(), of a nation three years old", () => {
  context("given a public node: ranges of 1,000 blocks, three requests a batch, 50 ms, no archive", () => {
    for (const by of ["record", "nation"] as const) {
      it(`verifies it within a minute by its ${by}`, async () => {
        const { founding } = await loadFixture(anOldNation);
        const { report, seconds, largestBatch } = await verifyThrough(LIMITS, founding[by]);
        expect(report.verdict).to.equal("whole");
        expect(largestBatch).to.be.at.most(3);
        expect(seconds).to.be.lessThan(60);
      });
    }
  });
});
