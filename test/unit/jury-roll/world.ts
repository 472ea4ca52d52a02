import type { InstitutionName } from "../../../sdk/src/institutions/registry";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { ethers } from "hardhat";
import { foundCourt } from "../../fixtures/court";
import { DAY, impersonated } from "../../fixtures/money";

const SEED = ethers.id("seed");
export const transferAndCall = "transferAndCall(address,uint256)";
export const transferFromAndCall = "transferFromAndCall(address,address,uint256)";

/** How long a service lasts. */
export const SERVICE = 4 * DAY;

/** Ten jurors of twelve citizens, and the roll as the court calls it. */
export async function aRoll(unfixed: readonly InstitutionName[] = []) {
  const world = await foundCourt(12, 10, unfixed);
  const asCourt = world.roll.connect(await impersonated(await world.court.getAddress()));
  await time.increase(1);
  const frozenAt = await time.latest();
  const terms = {
    seed: SEED,
    frozenAt,
    openedAt: frozenAt,
    positions: (await world.roll.size()).positions,
    firstTry: 0,
    tries: 400,
    seats: 3,
    servesUntil: frozenAt + SERVICE,
    caseId: 1,
    hasRecusals: false,
  };
  /** Draws, and returns the jurors and the number of tries. */
  const draw = async (changes: Partial<typeof terms> = {}, excluded: readonly bigint[] = []) => {
    const asked = { ...terms, ...changes };
    const [drawn, tried] = await asCourt.draw.staticCall(asked, [...excluded]);
    await asCourt.draw(asked, [...excluded]);
    return { drawn: [...drawn], tried };
  };
  return { ...world, asCourt, terms, draw, frozenAt };
}
