import { expect } from "chai";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { aCourt, BOND, NO_SHOW_PENALTY } from "../../fixtures/court";
import { DAY } from "../../fixtures/money";

const LEFT_OVER = BOND - (BOND * NO_SHOW_PENALTY) / 100_00n;

async function aPanel() {
  const world = await aCourt();
  const dispute = await world.open();
  await dispute.seat();
  const panel = await dispute.panel();
  return { ...world, dispute, panel, juror: world.citizen(panel[0]) };
}

type World = Awaited<ReturnType<typeof aPanel>>;

describe("Attack: a juror escapes the penalty by leaving before the end", () => {
  for (const [how, escape] of [
    ["retiring", ({ roll, juror }: World) => roll.connect(juror).retire()],
    ["renouncing the citizenship", ({ citizenship, panel }: World) => citizenship.end(panel[0])],
    ["being suspended", ({ citizenship, panel }: World) => citizenship.setActive(panel[0], false)],
    ["moving to another account", ({ citizenship, panel, stranger }: World) => citizenship.move(panel[0], stranger)],
  ] as const) {
    it(`still takes a part of the bond after ${how}`, async () => {
      const world = await loadFixture(aPanel);
      const { roll, dispute, panel } = world;
      await escape(world);
      await expect(roll.withdraw(panel[0]))
        .to.be.revertedWithCustomError(roll, "JuryRoll_OnDuty")
        .withArgs(panel[0], 1);
      await dispute.vote([undefined, 1, 1]);
      await dispute.pass();
      expect((await roll.jurorOf(panel[0])).bond).to.equal(LEFT_OVER);
    });
  }

  it("keeps a voter's bond until the round is settled", async () => {
    const { roll, court, dispute, panel, juror } = await loadFixture(aPanel);
    await dispute.vote([1, 1, 1]);
    await roll.connect(juror).retire();
    await dispute.pass();
    await expect(roll.withdraw(panel[0])).to.be.revertedWithCustomError(roll, "JuryRoll_OnDuty");
    await dispute.pass();
    await expect(roll.withdraw(panel[0])).to.be.revertedWithCustomError(roll, "JuryRoll_OnDuty");
    await court.settle(dispute.id, 0);
    await time.increase(30 * DAY);
    await expect(roll.withdraw(panel[0])).not.to.be.reverted;
  });
});
