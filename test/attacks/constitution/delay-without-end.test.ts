import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { roles } from "../../../sdk/src/core/roles";
import { DAY } from "../../fixtures/citizenship";
import { impersonated } from "../../fixtures/money";
import { foundNation } from "../../fixtures/nation";

const FOR_EVER = 2n ** 32n - 1n;
const LONGEST = 30n * DAY;

// One decision closed the treasury, and delayed its opening by 136 years.
describe("Attack: a delay that locks an institution for ever", () => {
  async function aGovernment() {
    const world = await foundNation(10);
    const government = await impersonated(await world.timelock.getAddress());
    return { ...world, ruled: world.constitution.connect(government) };
  }

  for (const [what, set] of [
    [
      "the changes of an institution's powers",
      ({ ruled, treasury }, delay) => ruled.setTargetAdminDelay(treasury, delay),
    ],
    ["the grants of a role", ({ ruled }, delay) => ruled.setGrantDelay(roles.registrar, delay)],
    ["the calls of whoever holds a role", ({ ruled, treasury }, delay) => ruled.grantRole(77, treasury, delay)],
  ] as [string, (world: Awaited<ReturnType<typeof aGovernment>>, delay: bigint) => Promise<unknown>][]) {
    for (const delay of [FOR_EVER, LONGEST + 1n]) {
      it(`cannot be ${delay} seconds for ${what}`, async () => {
        const world = await loadFixture(aGovernment);
        await expect(set(world, delay))
          .to.be.revertedWithCustomError(world.constitution, "Constitution_DelayTooLong")
          .withArgs(delay, LONGEST);
      });
    }

    it(`can be 30 days for ${what}`, async () => {
      const world = await loadFixture(aGovernment);
      await expect(set(world, LONGEST)).not.to.be.reverted;
    });
  }

  it("leaves what was closed with the longest delay to be opened after it", async () => {
    const { ruled, constitution, treasury, stranger, founder, timelock } = await loadFixture(aGovernment);
    await founder.sendTransaction({ to: treasury, value: 10n });
    await ruled.setTargetClosed(treasury, true);
    await ruled.setTargetAdminDelay(treasury, LONGEST);
    await time.increase(LONGEST);
    const opening = constitution.interface.encodeFunctionData("setTargetClosed", [treasury.target, false]);
    await ruled.schedule(constitution, opening, 0);
    await time.increase(LONGEST);
    await ruled.execute(constitution, opening);
    const government = await impersonated(await timelock.getAddress());
    await expect(treasury.connect(government).pay(ethers.ZeroAddress, stranger, 1n, "Open again")).not.to.be.reverted;
  });
});
