import { time } from "@nomicfoundation/hardhat-network-helpers";
import { ethers } from "hardhat";

export const name = (text: string) => ethers.encodeBytes32String(text);
export const svg = (length: number) => `<svg xmlns="http://www.w3.org/2000/svg">${"x".repeat(length - 46)}</svg>`;

export const terms = {
  name: "Aurelia",
  motto: "Lux in tenebris",
  domain: "aurelia.example",
  daoURI: "ipfs://aurelia",
  flag: svg(64),
};

export async function aNation() {
  const [government, stranger] = await ethers.getSigners();
  const constitution = await (await ethers.getContractFactory("AccessManager")).deploy(government);
  const factory = await ethers.getContractFactory("Nation");
  // At the creation, institutions may be addresses at which nothing exists yet.
  const [treasury, coin] = [ethers.Wallet.createRandom().address, ethers.Wallet.createRandom().address];
  const nation = await factory.deploy(constitution, terms, [
    { name: name("treasury"), account: treasury },
    { name: name("coin"), account: coin },
  ]);
  const foundedAt = BigInt(await time.latest());
  const successor = await (await ethers.getContractFactory("PlainAgent")).deploy();
  return { nation, factory, constitution, government, stranger, treasury, coin, successor, foundedAt };
}
