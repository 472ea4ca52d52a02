import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { ethers } from "hardhat";
import charter from "../../charters/demonstration.json";
import type { CharterInput } from "../../sdk/src/founding/charter";
import { found, type Founding } from "../../sdk/src/founding/found";
import { compiledCode } from "./code";
import { consentsOf } from "./nation";

/** The nation of the demonstration charter on Hardhat's chain, and the people in it. */
export interface DemonstrationNation {
  readonly founding: Founding;
  readonly founder: HardhatEthersSigner;
  readonly citizens: readonly HardhatEthersSigner[];
  readonly stranger: HardhatEthersSigner;
}

/** Founds the demonstration nation, with the consent of all its citizens. */
export async function demonstrationNation(): Promise<DemonstrationNation> {
  const [founder, ...others] = await ethers.getSigners();
  const citizens = others.slice(0, charter.citizens.length);
  const founding = await found(charter as CharterInput, founder, {
    code: compiledCode,
    consents: consentsOf(citizens),
    accounts: ({ index }) => citizens[index].address,
  });
  return { founding, founder, citizens, stranger: others[citizens.length] };
}
