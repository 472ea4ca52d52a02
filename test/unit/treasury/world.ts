import { ethers } from "hardhat";

export const bytes32 = (text: string) => ethers.encodeBytes32String(text);
export const longest = "x".repeat(256);
