import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCourt, aCourtOf, BOND, PERIODS } from "../../fixtures/court";
import { DAY, impersonated } from "../../fixtures/money";

const GROUNDS = ethers.id("ruling");

/**
 * A case whose panel is absent, and a second case with a known seed: of five jurors, at least one of the first case must sit in the
 * second.
 */
async function aKnownDraw() {
  const world = await aCourtOf(12, 5)();
  const { roll, open, court } = world;
  const idle = await open();
  await idle.seat();
  const absent = await idle.panel();
  const dispute = await open();
  await dispute.pass();
  await idle.wait();
  await dispute.seed("known");
  const panel = await foreseen();
  expect(panel.filter((id) => absent.includes(id)).length).to.be.greaterThan(0);
  return { ...world, idle, dispute, absent, panel, foreseen };

  /** The panel that a draw would seat now. */
  async function foreseen(): Promise<bigint[]> {
    const { requestId, frozenAt } = await dispute.round();
    const openedAt = frozenAt - BigInt(PERIODS.evidence);
    const asCourt = roll.connect(await impersonated(await court.getAddress()));
    const positions = (await roll.size()).positions;
    const seed = await world.randomness.seedOf(requestId);
    const draw = { seed, frozenAt, openedAt, positions, firstTry: 0, tries: 144, seats: 3 };
    const terms = { ...draw, servesUntil: frozenAt, caseId: dispute.id, hasRecusals: false };
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
      "having jurors retire who are friends",
      async ({ roll, citizen, absent }: World) => {
        for (const id of absent) await roll.connect(citizen(id)).retire();
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

  it("frees no removed juror's position by a withdrawal, the juror's own included", async () => {
    const { court, roll, idle, absent, stranger, citizen } = await loadFixture(aKnownDraw);
    await court.advance(idle.id);
    const freeAt = (await time.latest()) - 1 + 30 * DAY;
    for (const caller of [stranger, citizen(absent[0])]) {
      await expect(roll.connect(caller).withdraw(absent[0]))
        .to.be.revertedWithCustomError(roll, "JuryRoll_LeftLately")
        .withArgs(absent[0], freeAt);
    }
  });

  it("keeps the removed jurors out of every draw frozen at the removal or later", async () => {
    const { court, open } = await loadFixture(aCourt);
    const idle = await open();
    await idle.seat();
    const absent = await idle.panel();
    await idle.wait();
    // From the commit phase to the end of the reveal phase.
    await time.increase(PERIODS.reveal);
    await court.advance(idle.id);
    // The case of the absent freezes the roll anew in that same moment.
    await idle.seat();
    const later = await open();
    await later.seat();
    for (const id of [...(await idle.panel()), ...(await later.panel())]) expect(absent).not.to.include(id);
  });
});
