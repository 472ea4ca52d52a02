import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCourt, BOND } from "../../fixtures/court";
import { DAY, impersonated, key } from "../../fixtures/money";

const GROUNDS = ethers.id("ruling");

/**
 * A case whose panel is absent, and a second case with a known seed: absent jurors of the first would sit in the second.
 */
async function aKnownDraw() {
  const world = await aCourt();
  const { roll, government, open, court } = world;
  // Without a rest, only the removal keeps a juror out.
  await roll.connect(government).setProvision(key("rest"), 0);
  const idle = await open();
  await idle.seat();
  const absent = await idle.panel();
  const dispute = await open();
  await dispute.pass();
  await idle.wait();
  for (let word = 0; ; ++word) {
    await dispute.seed(`known ${word}`);
    const panel = await foreseen();
    if (panel.some((id) => absent.includes(id))) {
      return { ...world, idle, dispute, absent, panel, foreseen };
    }
  }

  /** The panel that a draw would seat now. */
  async function foreseen(): Promise<bigint[]> {
    const { requestId, frozenAt } = await dispute.round();
    const asCourt = roll.connect(await impersonated(await court.getAddress()));
    const positions = (await roll.size()).positions;
    const seed = await world.randomness.seedOf(requestId);
    const terms = { seed, frozenAt, positions, firstTry: 0, tries: 200, seats: 3 };
    return [...(await asCourt.draw.staticCall(terms, [])).citizenIds];
  }
}

type World = Awaited<ReturnType<typeof aKnownDraw>>;

// Checks JURY-3.
describe("Attack: an account that knows the seed has a juror removed before the draw", () => {
  for (const [how, remove] of [
    ["closing the case in which the juror failed", ({ court, idle }: World) => court.advance(idle.id)],
    [
      "having a fine taken from the bond",
      async ({ roll, government, absent }: World) => {
        for (const id of absent) await roll.connect(government).slash(id, BOND / 2n, GROUNDS);
      },
    ],
    [
      "both, one after the other",
      async ({ court, roll, idle, government, absent }: World) => {
        await court.advance(idle.id);
        await time.increase(DAY);
        for (const id of absent) await roll.connect(government).slash(id, BOND / 2n, GROUNDS);
      },
    ],
  ] as const) {
    it(`draws the same panel after ${how}`, async () => {
      const world = await loadFixture(aKnownDraw);
      const { dispute, panel } = world;
      await remove(world);
      await dispute.draw();
      expect(await dispute.panel()).to.deep.equal(panel);
    });
  }

  it("cannot free the removed juror's position by withdrawing the bond for the juror", async () => {
    const { court, roll, idle, absent, stranger, citizen } = await loadFixture(aKnownDraw);
    await court.advance(idle.id);
    const freeAt = (await time.latest()) - 1 + 30 * DAY;
    await expect(roll.connect(stranger).withdraw(absent[0]))
      .to.be.revertedWithCustomError(roll, "JuryRoll_RemovedLately")
      .withArgs(absent[0], freeAt);
    await expect(roll.connect(citizen(absent[0])).withdraw(absent[0])).not.to.be.reverted;
  });

  it("keeps the removed juror out of every draw frozen at the removal or later", async () => {
    const { court, open, idle, absent } = await loadFixture(aKnownDraw);
    await court.advance(idle.id);
    // The case of the absent freezes the roll anew in that same moment.
    expect((await idle.round()).seatsWanted).to.equal(3n);
    await idle.seat();
    for (const id of await idle.panel()) expect(absent).not.to.include(id);
    const later = await open();
    await later.seat();
    for (const id of await later.panel()) expect(absent).not.to.include(id);
  });
});
