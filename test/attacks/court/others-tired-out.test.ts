import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aLargeCourt } from "../../fixtures/court";

// Whoever opens many small cases puts others on duty, and keeps the own friends out of them.
const FRIENDS = [1, 2, 3, 4, 5];

describe("Attack: all jurors but one's friends are tired out by small cases", () => {
  /** A case whose roll is frozen, after some small cases for which everybody but the friends was drawn. */
  async function drawnAfter(cases: number, by: "recusal" | "parties" = "recusal"): Promise<bigint[]> {
    const { open, court, citizen } = await loadFixture(aLargeCourt);
    const target = await open({ isLine: true, hasFiveSeats: true, choices: 3 });
    for (let count = 0; count < cases; ++count) {
      const small = await open({ track: 1, hasFiveSeats: true, excused: by === "parties" ? FRIENDS : [] });
      if (by === "recusal") for (const id of FRIENDS) await court.connect(citizen(id)).recuse(small.id);
      await small.seat(`small ${count}`);
    }
    await time.increase(3 * 86_400);
    await court.advance(target.id);
    await target.seed("known");
    await target.draw();
    return target.panel();
  }

  for (const by of ["recusal", "parties"] as const) {
    it(`draws the same panel as without those cases, when the friends are kept out by ${by}`, async () => {
      expect(await drawnAfter(3, by)).to.deep.equal(await drawnAfter(0));
    });
  }
});
