import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { mine, setNextBlockBaseFeePerGas, time } from "@nomicfoundation/hardhat-network-helpers";
import { encodeBytes32String, type ContractTransactionResponse, type TransactionReceipt } from "ethers";
import { ethers } from "hardhat";
import { nation, type ProvisionChanges } from "../../fixtures/institutions";

export const DAY = 86_400n;
export const STEPS = encodeBytes32String("steps");
/** In wei a unit of gas. */
export const BASE_FEE = 20n * 10n ** 9n;
/** What a transaction offers in a block of that base fee. Who has the gas estimated is told the least that does not fail. */
export const FEES = { gasLimit: 5_000_000n, maxFeePerGas: 2n * BASE_FEE, maxPriorityFeePerGas: 0n };
export const POT = 10n ** 18n;
export const BUDGET = 10n ** 17n;
export const GAS = 200_000n;

/** Sends in a block of a base fee. The next blocks have the one from before: other tests of the process send on this chain, too. */
export async function atBaseFee<Sent>(send: () => Promise<Sent>, baseFee = BASE_FEE): Promise<Sent> {
  const { baseFeePerGas } = (await ethers.provider.getBlock("latest"))!;
  await setNextBlockBaseFeePerGas(baseFee);
  try {
    return await send();
  } finally {
    await setNextBlockBaseFeePerGas(baseFeePerGas!);
    await mine();
  }
}

/** The upkeep of a nation that has steps to take, and a budget of native coin. All of it is the government's to change. */
export async function anEmptyUpkeep(changes: ProvisionChanges["upkeep"] = {}) {
  const [, keeper, stranger] = await ethers.getSigners();
  const world = await nation({
    only: ["nation", "treasury", "upkeep"],
    stub: { citizenship: "CitizenshipStub" },
    provisions: { upkeep: changes },
  });
  const { upkeep, treasury, government } = world;
  const steps = await ethers.deployContract("DueSteps");
  await world.nation.appointInstitution(STEPS, steps);
  for (const name of ["take", "burn", "burnAll", "shout", "pass"] as const) {
    await upkeep.setKept(STEPS, steps.interface.getFunction(name).selector, true);
  }
  const budget = async (asset: string) =>
    treasury.openBudget({
      purpose: "Upkeep",
      spender: upkeep.target as string,
      asset,
      ceiling: BUDGET,
      period: 30n * DAY,
      until: BigInt(await time.latest()) + 300n * DAY,
    });
  await budget(ethers.ZeroAddress);
  await government.sendTransaction({ to: treasury, value: 100n * POT });

  const act = (data: string, gas = GAS, institution = STEPS) => ({ institution, gas, data });
  const take = (step: number, gas = GAS) => act(steps.interface.encodeFunctionData("take", [step]), gas);
  /** Somebody has steps taken, in a block of the base fee. */
  const perform = (acts: readonly ReturnType<typeof act>[], as: HardhatEthersSigner = keeper) =>
    atBaseFee(() => upkeep.connect(as).perform([...acts], FEES));
  /** What a transaction was told to have paid, how much gas it took, and how many steps were done. */
  const told = async (sent: ContractTransactionResponse | Promise<ContractTransactionResponse>) => {
    const receipt: TransactionReceipt = (await (await sent).wait())!;
    const [event] = await upkeep.queryFilter(upkeep.filters.Performed(), receipt.blockNumber, receipt.blockNumber);
    const { done, reward } = event.args;
    return { done, reward, gasUsed: receipt.gasUsed, cost: receipt.gasUsed * BASE_FEE, receipt };
  };
  return { ...world, keeper, stranger, steps, budget, act, take, perform, told };
}

/** The same with coin. */
export async function anUpkeepOf(changes: ProvisionChanges["upkeep"] = {}) {
  const world = await anEmptyUpkeep(changes);
  await world.government.sendTransaction({ to: world.upkeep, value: POT });
  return world;
}
export const anUpkeep = () => anUpkeepOf();
