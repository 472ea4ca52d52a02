import { time } from "@nomicfoundation/hardhat-network-helpers";
import { ethers } from "hardhat";
import type { BudgetTermsStruct } from "../../typechain-types/contracts/treasury/Treasury";

export const NATIVE = ethers.ZeroAddress;
export const COIN = 10n ** 18n;
export const DAY = 86_400;

/** What the treasury of {@link aTreasury} holds of native coin and of its token. */
export const HOLDING = 1_000n * COIN;

/** The outflow cap of {@link aTreasury}, in basis points, and what it lets leave of {@link HOLDING}. */
export const OUTFLOW = 20_00n;
export const CAP = (HOLDING * OUTFLOW) / 100_00n;

/** A treasury with a thousand of native coin and of a token, a citizen (id 7) and a government that is one account. */
export async function aTreasury() {
  const [government, citizen, newKey, clerk, supplier, stranger] = await ethers.getSigners();
  const authority = await ethers.deployContract("SoleAuthority", [government]);
  const citizenship = await ethers.deployContract("TreasuryCitizenshipStub");
  await citizenship.give(7, citizen);
  const treasury = await ethers.deployContract("Treasury", [
    authority,
    citizenship,
    [{ value: OUTFLOW, min: 1_00, max: 100_00 }],
  ]);
  const token = await ethers.deployContract("PlainToken");
  await token.mint(treasury, HOLDING);
  await stranger.sendTransaction({ to: treasury, value: HOLDING });

  /** The terms of a budget of ten tokens a week for a year, spent by the citizen, with some of them changed. */
  const termsWith = async (changed: Partial<BudgetTermsStruct> = {}): Promise<BudgetTermsStruct> => ({
    purpose: "Roads",
    spender: citizen,
    asset: token,
    ceiling: 10n * COIN,
    period: 7 * DAY,
    until: (await time.latest()) + 365 * DAY,
    ...changed,
  });

  /** Opens a budget and returns its number. */
  const open = async (changed: Partial<BudgetTermsStruct> = {}): Promise<bigint> => {
    await treasury.openBudget(await termsWith(changed));
    return treasury.budgetCount();
  };

  return {
    government,
    citizen,
    newKey,
    clerk,
    supplier,
    stranger,
    authority,
    citizenship,
    treasury,
    token,
    termsWith,
    open,
  };
}
