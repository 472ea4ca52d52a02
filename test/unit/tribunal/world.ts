import { time } from "@nomicfoundation/hardhat-network-helpers";
import { ACCUSED, fine, foundTribunal, Ruling, type SanctionTerms, type TribunalWorld } from "../../fixtures/tribunal";

export const LONG = "x".repeat(2048);
export const now = async () => BigInt(await time.latest());

/** A challenge of an offence that was granted, and waits to be enforced. */
export async function granted(world: TribunalWorld, sanctions: readonly SanctionTerms[], of = ACCUSED) {
  return world.ruled(Ruling.grant, { sanctions, of });
}

export const aFined = (amount: bigint, of = ACCUSED) =>
  async function aFinedCitizen() {
    const world = await foundTribunal();
    const caseId = await granted(world, [fine(amount)], of);
    return { ...world, caseId };
  };
