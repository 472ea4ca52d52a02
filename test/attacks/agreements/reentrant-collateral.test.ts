import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { anArchive } from "../../fixtures/agreements";
import { coins, NATIVE } from "../../fixtures/money";

async function anAccomplice() {
  const world = await anArchive();
  const { agreements, ana } = world;
  const toll = await ethers.deployContract("TollToken");
  const accomplice = await ethers.deployContract("CallbackReceiver");
  for (const party of [ana.address, await accomplice.getAddress()]) await toll.mint(party, coins(1_000));
  await toll.connect(ana).approve(agreements, ethers.MaxUint256);
  await accomplice.onReceive(
    toll,
    0,
    toll.interface.encodeFunctionData("approve", [await agreements.getAddress(), ethers.MaxUint256]),
  );
  await accomplice.callBack();
  const terms = {
    parties: [ana.address, await accomplice.getAddress()],
    asset: await toll.getAddress(),
    locks: [coins(10), coins(10)],
    payouts: [coins(10), coins(10)],
  };
  return { ...world, toll, accomplice, terms };
}

describe("Attack: a token or a receiver calls back in the middle of an act, to count money twice", () => {
  it("cannot have what arrives for one agreement counted for another", async () => {
    const { agreements, open, ana, toll, accomplice, terms } = await loadFixture(anAccomplice);
    const [deal, other] = [await open(terms), await open(terms)];
    // What the toll takes of the first lock the second would make up for.
    await accomplice.onReceive(
      agreements,
      0,
      agreements.interface.encodeFunctionData("sign", [other.id, other.terms, 1, "0x"]),
    );
    await toll.setHook(accomplice);
    await expect(deal.sign(0, ana)).to.be.revertedWithCustomError(agreements, "ReentrancyGuardReentrantCall");
  });

  it("reverts with ReentrancyGuardReentrantCall when a citizen's token is claimed while a lock comes in", async () => {
    const { agreements, open, ana, toll, accomplice, terms } = await loadFixture(anAccomplice);
    const [deal, other] = [await open(terms), await open(terms)];
    await deal.sign(0, ana);
    await deal.decline(0, ana);
    await accomplice.onReceive(
      agreements,
      0,
      agreements.interface.encodeFunctionData("claimForCitizen", [await toll.getAddress(), 11]),
    );
    await toll.setHook(accomplice);
    await expect(other.sign(0, ana)).to.be.revertedWithCustomError(agreements, "ReentrancyGuardReentrantCall");
  });

  it("reverts with ReentrancyGuardReentrantCall when an account's token is claimed while a lock comes in", async () => {
    const { agreements, open, ana, toll, accomplice, terms } = await loadFixture(anAccomplice);
    const [deal, other] = [await open(terms), await open(terms)];
    const { interface: acts } = agreements;
    await accomplice.onReceive(agreements, 0, acts.encodeFunctionData("sign", [deal.id, deal.terms, 1, "0x"]));
    await accomplice.callBack();
    await deal.decline(0, ana);
    const creditor = [await toll.getAddress(), await accomplice.getAddress()] as const;
    await accomplice.onReceive(agreements, 0, acts.encodeFunctionData("claim", [...creditor]));
    await toll.setHook(accomplice);
    await expect(other.sign(0, ana)).to.be.revertedWithCustomError(agreements, "ReentrancyGuardReentrantCall");
  });

  it("gains nothing by declining while the lock comes in: it comes in, and is owed once", async () => {
    const { agreements, open, ana, toll, accomplice, terms } = await loadFixture(anAccomplice);
    const deal = await open(terms);
    await accomplice.onReceive(
      agreements,
      0,
      agreements.interface.encodeFunctionData("decline", [deal.id, deal.terms, 1]),
    );
    await toll.setHook(accomplice);
    await deal.sign(0, ana);
    expect(await agreements.owedToCitizen(toll, 11)).to.equal(coins(10));
    expect(await toll.balanceOf(agreements)).to.equal(coins(10));
  });

  it("is not paid native coin a second time while it is paid", async () => {
    const { agreements, open, ana, accomplice, terms } = await loadFixture(anAccomplice);
    const data = agreements.interface.encodeFunctionData("claim", [NATIVE, await accomplice.getAddress()]);
    const deal = await open({ ...terms, asset: NATIVE });
    await accomplice.onReceive(
      agreements,
      coins(10),
      agreements.interface.encodeFunctionData("sign", [deal.id, deal.terms, 1, "0x"]),
    );
    await ana.sendTransaction({ to: accomplice, value: coins(10) });
    await deal.decline(0, ana);
    await accomplice.onReceive(agreements, 0, data);
    await expect(agreements.claim(NATIVE, accomplice))
      .to.be.revertedWithCustomError(agreements, "Payouts_PaymentRefused")
      .withArgs(accomplice, coins(10));
    await accomplice.onReceive(ethers.ZeroAddress, 0, "0x");
    await expect(agreements.claim(NATIVE, accomplice)).to.changeEtherBalance(agreements, -coins(10));
  });
});
