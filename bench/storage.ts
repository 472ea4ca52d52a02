import { concat, keccak256, toBeHex, zeroPadValue } from "ethers";
import hre from "hardhat";

const MOST_BASE_SLOTS = 96;

/** The slot of a key in the mapping that lies at a base slot. */
export const inMapping = (key: string, base: number): string =>
  keccak256(concat([zeroPadValue(key, 32), toBeHex(base, 32)]));

/** What a contract has stored, and could have. */
export class Storage {
  constructor(private readonly account: string) {}

  async load(slot: string): Promise<bigint> {
    return BigInt(await hre.ethers.provider.getStorage(this.account, slot));
  }

  async store(slot: string, word: bigint): Promise<void> {
    const name = `0x${BigInt(slot).toString(16)}`;
    await hre.network.provider.send("hardhat_setStorageAt", [this.account, name, toBeHex(word, 32)]);
  }

  /** The first of the lowest slots at which something is found that is known to be there. */
  async findBase(matches: (base: number) => Promise<boolean>): Promise<number> {
    for (let base = 0; base < MOST_BASE_SLOTS; base++) if (await matches(base)) return base;
    throw new Error(`The layout of ${this.account} is not what the bench looks for.`);
  }
}
