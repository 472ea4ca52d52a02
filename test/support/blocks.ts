import { setCode, setStorageAt } from "@nomicfoundation/hardhat-network-helpers";
import { ethers } from "hardhat";

/** Where EIP-2935 keeps the hashes of past blocks. */
export const HISTORY = "0x0000F90827F1C53a10cb7A02335B175320002935";

/** How many blocks `blockhash` remembers. */
export const REMEMBERED = 256;

/** How many blocks the history remembers. */
export const RECORDED = 8191;

/** EIP-2935's own code, as chains have it at that address. */
const HISTORY_CODE =
  "0x3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500";

export async function hashOf(blockNumber: bigint | number): Promise<string> {
  const block = await ethers.provider.getBlock(blockNumber);
  return block?.hash ?? ethers.ZeroHash;
}

/** Puts EIP-2935's contract in its place, which the test network leaves out, with one block and the last one recorded. */
export async function recordBlock(blockNumber: bigint | number, recordedHash?: string): Promise<void> {
  await setCode(HISTORY, HISTORY_CODE);
  await record(blockNumber, recordedHash ?? (await hashOf(blockNumber)));
  const last = await ethers.provider.getBlockNumber();
  await record(last, await hashOf(last));
}

export async function record(blockNumber: bigint | number, blockHash: string): Promise<void> {
  await setStorageAt(HISTORY, BigInt(blockNumber) % BigInt(RECORDED), blockHash);
}
