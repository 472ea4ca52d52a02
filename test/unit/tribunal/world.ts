import { time } from "@nomicfoundation/hardhat-network-helpers";

export const LONG = "x".repeat(2048);
export const now = async () => BigInt(await time.latest());
