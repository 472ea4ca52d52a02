import { loadFixture, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { Role } from "../support/citizenship";
import { DAY } from "../support/money";
import { foundJury, openTrial } from "../support/trial";

/**
 * Suspensions that have run their time stand until somebody ends them, and anyone may. Whoever knows the seed could compare the
 * panels with and without the jurors concerned, and end the suspensions or not before drawing.
 */
describe("Attack: a panel bent by a reinstatement after the freeze", () => {
  const SUSPENDED = [1, 2, 3, 4, 5, 6];

  /** Ten jurors, of whom six could be reinstated; the roll is frozen, and the seed known. */
  async function aKnownSeed() {
    const world = await foundJury(10, 10);
    const { constitution, citizenship, government } = world;
    await constitution.connect(government).grantRole(Role.Justice, government, 0);
    const until = BigInt(await time.latest()) + BigInt(DAY);
    for (const citizenId of SUSPENDED) await citizenship.connect(government).suspend(citizenId, until, ZeroHash);
    const trial = await openTrial(world);
    await trial.pass();
    await trial.pin();
    return { ...world, trial };
  }

  async function aPanelWith(reinstated: readonly number[]): Promise<number[]> {
    const { citizenship, stranger, trial } = await loadFixture(aKnownSeed);
    const snapshot = await takeSnapshot();
    for (const citizenId of reinstated) await citizenship.connect(stranger).reinstate(citizenId);
    const panel = await (await trial.draw()).panel();
    await snapshot.restore();
    return panel;
  }

  it("finds nobody who was not active at the freeze", async () => {
    const panel = await aPanelWith(SUSPENDED);
    expect(panel).to.have.lengthOf(3);
    expect(panel.filter((citizenId) => SUSPENDED.includes(citizenId))).to.deep.equal([]);
  });

  for (const reinstated of [[1], [2, 4, 6], SUSPENDED]) {
    it(`draws the same with ${reinstated.length} of them reinstated as with none`, async () => {
      expect(await aPanelWith(reinstated)).to.deep.equal(await aPanelWith([]));
    });
  }
});
