import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { State } from "../../fixtures/governance";
import { aNationOf, type FoundedNation } from "../../fixtures/nation";
import { impersonated } from "../../fixtures/money";
import { COIN, DAY, NATIVE } from "../../fixtures/treasury";

const HOLDING = 1_000n * COIN;
const OUTFLOW = encodeBytes32String("outflow");
const TOTAL_OUTFLOW = encodeBytes32String("totalOutflow");

// Two of ten citizens carried one ordinary proposal that lifted the outflow cap, emptied the treasury and put the cap back.
// Checks TREASURY-2 and TREASURY-4.
describe("Attack: a cap is raised, the treasury emptied, and the cap put back", () => {
  async function aRichNation() {
    const world = await aNationOf(10)();
    const { treasury, stranger } = world;
    await stranger.sendTransaction({ to: treasury, value: HOLDING });
    const target = await treasury.getAddress();
    const { interface: api } = treasury;
    const calls = {
      raise: { target, data: api.encodeFunctionData("setProvision", [OUTFLOW, 25_00]) },
      restore: { target, data: api.encodeFunctionData("setProvision", [OUTFLOW, 10_00]) },
      raiseByTrial: { target, data: api.encodeFunctionData("tryProvision", [OUTFLOW, 25_00, DAY]) },
      lower: { target, data: api.encodeFunctionData("setProvision", [OUTFLOW, 1_00]) },
      pay: (amount: bigint) => ({
        target,
        data: api.encodeFunctionData("pay", [NATIVE, stranger.address, amount, "For our services"]),
      }),
    };
    return { ...world, calls };
  }

  /** Has the government carry out calls in one transaction, as if a vote had carried them. */
  async function decree({ timelock, constitution }: FoundedNation, calls: readonly { target: string; data: string }[]) {
    const government = await impersonated(await timelock.getAddress());
    const executions = calls.map(({ target, data }) =>
      constitution.interface.encodeFunctionData("execute", [target, data]),
    );
    return constitution.connect(government).multicall(executions);
  }

  it("takes nothing from the treasury when two of ten citizens propose it", async () => {
    const { governor, treasury, citizens, calls, propose } = await loadFixture(aRichNation);
    const proposal = propose([calls.raise, calls.pay(HOLDING / 4n), calls.restore], "Raise, drain, restore");
    await proposal.pass(citizens.slice(0, 2));
    expect(await governor.state(proposal.id)).to.equal(State.Defeated);
    expect((await treasury.outflowOf(NATIVE)).balance).to.equal(HOLDING);
  });

  it("reverts with Treasury_OutflowExceeded even when the whole nation carries it", async () => {
    const world = await loadFixture(aRichNation);
    const { treasury, calls } = world;
    await expect(decree(world, [calls.raise, calls.pay(HOLDING / 4n), calls.restore])).to.be.revertedWithCustomError(
      treasury,
      "Treasury_OutflowExceeded",
    );
  });

  it("reverts with Treasury_CapNotTried when the cap is raised by a trial", async () => {
    const world = await loadFixture(aRichNation);
    const { treasury, calls } = world;
    await expect(decree(world, [calls.raiseByTrial, calls.pay(HOLDING / 4n)]))
      .to.be.revertedWithCustomError(treasury, "Treasury_CapNotTried")
      .withArgs(OUTFLOW);
  });

  it("gains nothing by lowering the cap first and raising it to what it was", async () => {
    const world = await loadFixture(aRichNation);
    const { treasury, calls } = world;
    await expect(decree(world, [calls.lower, calls.restore, calls.pay(HOLDING / 10n)])).to.be.revertedWithCustomError(
      treasury,
      "Treasury_OutflowExceeded",
    );
  });

  it("drains by the old cap alone in the 30 days that a raise waits", async () => {
    const world = await loadFixture(aRichNation);
    const { treasury, calls } = world;
    await decree(world, [calls.raise, calls.pay(HOLDING / 10n)]);
    const raisedAt = await time.latest();
    await time.increaseTo(raisedAt + 30 * DAY - 1);
    expect((await treasury.outflowOf(NATIVE)).available).to.equal(0n);
  });

  it("gains nothing by opening many budgets instead", async () => {
    const world = await loadFixture(aRichNation);
    const { treasury, citizens, stranger } = world;
    const target = await treasury.getAddress();
    const until = (await time.latest()) + 365 * DAY;
    const open = ({ address: spender }: { address: string }) => ({
      target,
      data: treasury.interface.encodeFunctionData("openBudget", [
        { purpose: "Ours", spender, asset: NATIVE, ceiling: HOLDING, period: DAY, until },
      ]),
    });
    await decree(world, citizens.map(open));
    await treasury.connect(citizens[0]).spend(1, stranger, HOLDING / 10n, "Mine");
    for (const [index, citizen] of citizens.slice(1).entries()) {
      await expect(treasury.connect(citizen).spend(index + 2, stranger, 1n, "Mine")).to.be.revertedWithCustomError(
        treasury,
        "Treasury_OutflowExceeded",
      );
    }
  });

  it("takes at most half even by constitutional decisions that raise the total cap", async () => {
    const world = await loadFixture(aRichNation);
    const { treasury, calls, stranger } = world;
    const { target } = calls.raise;
    const pay = (amount: bigint) => ({
      target,
      data: treasury.interface.encodeFunctionData("payConstitutionally", [NATIVE, stranger.address, amount, "All"]),
    });
    const raise = {
      target,
      data: treasury.interface.encodeFunctionData("setProvision", [TOTAL_OUTFLOW, 50_01]),
    };
    await expect(decree(world, [raise, pay(HOLDING)]))
      .to.be.revertedWithCustomError(treasury, "Provisions_OutOfBounds")
      .withArgs(TOTAL_OUTFLOW, 50_01, 10_00, 50_00);
    await expect(decree(world, [pay(HOLDING / 2n + 1n)])).to.be.revertedWithCustomError(
      treasury,
      "Treasury_OutflowExceeded",
    );
  });
});
