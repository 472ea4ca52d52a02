import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { Proposal } from "../../fixtures/governance";
import { aNationOf } from "../../fixtures/nation";
import { COIN, DAY, NATIVE } from "../../fixtures/treasury";

const HOLDING = 1_000n * COIN;

// A faction of 20 % carries every ordinary decision of a nation where nobody else votes. The outflow cap decides how much it
// takes before the others wake: 27.1 % in three months, 46.9 % in six.
describe("Attack: a faction of a fifth raids the treasury of a sleepy nation", () => {
  async function aSleepyNation() {
    const world = await aNationOf(20)();
    await world.stranger.sendTransaction({ to: world.treasury, value: HOLDING });
    return { ...world, faction: world.citizens.slice(0, 4), raider: world.citizens[0] };
  }

  type World = Awaited<ReturnType<typeof aSleepyNation>>;

  /** A decision of the faction on a payment to itself, as soon as it can be. */
  async function decide({ governor, treasury, faction, raider }: World, amount: bigint, text: string) {
    const data = treasury.interface.encodeFunctionData("pay", [NATIVE, raider.address, amount, text]);
    const proposal = new Proposal(governor, raider, [{ target: await treasury.getAddress(), data }], text);
    await proposal.passAndQueue(faction);
    await proposal.mature();
    return proposal;
  }

  /** As many payments of the whole cap as months pass. */
  async function raid(world: World, months: number): Promise<bigint> {
    const { treasury } = world;
    for (let month = 0; month < months; month++) {
      const { balance } = await treasury.outflowOf(NATIVE);
      const proposal = await decide(world, balance / 10n, `Month ${month}`);
      await proposal.execute();
      await time.increase(30 * DAY);
    }
    return (await treasury.outflowOf(NATIVE)).balance;
  }

  it("takes 27.1 % in three months", async () => {
    expect(await raid(await loadFixture(aSleepyNation), 3)).to.equal((HOLDING * 729n) / 1_000n);
  });

  it("takes 46.9 % in six months", async () => {
    expect(await raid(await loadFixture(aSleepyNation), 6)).to.equal((HOLDING * 531_441n) / 1_000_000n);
  });

  it("takes no more by a second payment within 30 days", async () => {
    const world = await loadFixture(aSleepyNation);
    const first = await decide(world, HOLDING / 10n, "The whole cap");
    await first.execute();
    const second = await decide(world, 1n, "A crumb");
    await expect(second.execute()).to.be.revertedWithCustomError(world.treasury, "Treasury_OutflowExceeded");
  });

  it("is ended by an ordinary decision of the others that lowers the cap", async () => {
    const world = await loadFixture(aSleepyNation);
    const { treasury, governor, citizens } = world;
    await raid(world, 1);
    const data = treasury.interface.encodeFunctionData("setProvision", [encodeBytes32String("outflow"), 1_00]);
    const calls = [{ target: await treasury.getAddress(), data }];
    const lowering = new Proposal(governor, citizens[19], calls, "Lower the cap");
    await lowering.passAndExecute(citizens.slice(4));
    const { balance } = await treasury.outflowOf(NATIVE);
    const next = await decide(world, balance / 10n, "The next month");
    await expect(next.execute())
      .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
      .withArgs(NATIVE, balance / 10n, balance / 100n, 0n);
  });
});
