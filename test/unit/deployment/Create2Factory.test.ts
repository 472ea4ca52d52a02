import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat, getCreate2Address, id, keccak256, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { misbuilt, SHORTEST } from "./world";

const SALT = id("a salt");

async function aFactory() {
  const [sender] = await ethers.getSigners();
  const factory = await ethers.deployContract("Create2Factory");
  const send = (data: string) => sender.sendTransaction({ to: factory, data, gasLimit: 1_000_000 });
  return { factory, sender, send };
}

describe("Create2Factory", () => {
  it("creates the contract where salt and code say", async () => {
    const { factory, send } = await loadFixture(aFactory);
    await send(concat([SALT, SHORTEST]));
    const address = getCreate2Address(await factory.getAddress(), SALT, keccak256(SHORTEST));
    expect(await ethers.provider.getCode(address)).to.equal("0x00");
  });

  it("returns the address", async () => {
    const { factory } = await loadFixture(aFactory);
    const address = getCreate2Address(await factory.getAddress(), SALT, keccak256(SHORTEST));
    expect(await ethers.provider.call({ to: factory, data: concat([SALT, SHORTEST]) })).to.equal(address.toLowerCase());
  });

  it("passes the constructor's error on", async () => {
    const { send } = await loadFixture(aFactory);
    const misbuiltContract = await ethers.getContractFactory("Misbuilt");
    await expect(send(concat([SALT, await misbuilt(42)])))
      .to.be.revertedWithCustomError(misbuiltContract, "Misbuilt_Because")
      .withArgs(42);
  });

  it("reverts without a reason when the contract stands already", async () => {
    const { send } = await loadFixture(aFactory);
    await send(concat([SALT, SHORTEST]));
    await expect(send(concat([SALT, SHORTEST]))).to.be.revertedWithoutReason();
  });

  it("reverts when the data is shorter than a salt", async () => {
    const { send } = await loadFixture(aFactory);
    await expect(send(ZeroHash.slice(0, -2))).to.be.rejected;
  });

  it("reverts when native coin is sent", async () => {
    const { factory, sender } = await loadFixture(aFactory);
    const data = concat([SALT, SHORTEST]);
    await expect(sender.sendTransaction({ to: factory, data, value: 1 })).to.be.revertedWithoutReason();
  });
});
