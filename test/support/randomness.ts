import { mineUpTo } from "@nomicfoundation/hardhat-network-helpers";
import { ethers } from "hardhat";
import type { BeaconHarness, BlockRandomness, DrandRandomness } from "../../typechain-types";
import { REMEMBERED } from "./blocks";

export const BLOCKS_AHEAD = 4;
export const MARGIN = 900;
export const SILENCE = 7 * 24 * 60 * 60;

type Source = BlockRandomness | BeaconHarness | DrandRandomness;

const coder = ethers.AbiCoder.defaultAbiCoder();

/** A source of chance from blocks alone, asked once by a requester. */
export async function aBlockRequest() {
  const [requester, other, stranger] = await ethers.getSigners();
  const source = await ethers.deployContract("BlockRandomness", [BLOCKS_AHEAD]);
  await source.connect(requester).request();
  const { blockNumber } = await source.requestOf(1);
  return { source, requester, other, stranger, blockNumber };
}

/** A source of chance from blocks and a beacon that the test signs for, asked once by a requester. */
export async function aBeaconRequest() {
  const [requester, other, stranger] = await ethers.getSigners();
  const source = await ethers.deployContract("BeaconHarness", [BLOCKS_AHEAD, MARGIN]);
  await source.connect(requester).request();
  const { blockNumber, round } = await source.requestOf(1);
  return { source, requester, other, stranger, blockNumber, round };
}

/** The first block that can read the hash of a request's block comes next. */
export async function buildBlockOf(source: Source, requestId: number): Promise<void> {
  const { blockNumber } = await source.requestOf(requestId);
  await mineUpTo(blockNumber);
}

/** The first block that can no longer read it comes next. */
export async function forgetBlockOf(source: Source, requestId: number): Promise<void> {
  const { blockNumber } = await source.requestOf(requestId);
  await mineUpTo(blockNumber + BigInt(REMEMBERED));
}

/** What the seed of a request has to be. */
export async function expectedSeed(source: Source, requestId: number, beacon: string): Promise<string> {
  const { chainId } = await ethers.provider.getNetwork();
  const { requester, attempt, blockHash } = await source.requestOf(requestId);
  return ethers.keccak256(
    coder.encode(
      ["uint256", "address", "address", "uint256", "uint256", "bytes32", "bytes32"],
      [chainId, await source.getAddress(), requester, requestId, attempt, blockHash, beacon],
    ),
  );
}

/** The signature that the test's beacon takes for a round, and the randomness that it gives. */
export function signatureOf(round: bigint): string {
  return coder.encode(["uint256", "uint256", "uint256"], [round, round, round]);
}

export const beaconOf = (round: bigint): string => ethers.keccak256(signatureOf(round));
