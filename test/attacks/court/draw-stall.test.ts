import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourtOf, Phase } from "../../fixtures/court";

const aSmallCourt = aCourtOf(12, 5);

describe("Attack: every juror is filtered out, so that a draw never ends", () => {
  for (const [how, filter] of [
    [
      "not active any more",
      async ({ citizenship }: Awaited<ReturnType<typeof aSmallCourt>>) => {
        for (let id = 1; id <= 5; ++id) await citizenship.setActive(id, false);
      },
    ],
  ] as const) {
    it(`opens the plenary once the tries are used up when all jurors are ${how}`, async () => {
      const world = await loadFixture(aSmallCourt);
      const dispute = await world.open();
      await dispute.pass();
      await filter(world);
      await dispute.seed();
      let transactions = 0;
      for (; (await dispute.phase()) === Phase.Draw; ++transactions) await dispute.draw(50);
      expect(transactions).to.equal(3); // 64 + 16 * 5 tries, fifty at a time
      expect(await dispute.phase()).to.equal(Phase.Plenary);
    });
  }

  it("seats those who retired after the freeze: whoever is drawn is not warned in time to leave", async () => {
    const { open, roll, citizen } = await loadFixture(aSmallCourt);
    const dispute = await open();
    await dispute.pass();
    for (let id = 1; id <= 5; ++id) await roll.connect(citizen(id)).retire();
    await dispute.seed();
    await expect(dispute.draw()).to.emit(dispute.court, "PanelCompleted");
  });

  it("uses at most the tries that the caller allows", async () => {
    const world = await loadFixture(aSmallCourt);
    const dispute = await world.open();
    await dispute.pass();
    for (let id = 1; id <= 5; ++id) await world.citizenship.setActive(id, false);
    await dispute.seed();
    await dispute.draw(20);
    expect((await dispute.round()).tries).to.equal(20n);
  });
});
