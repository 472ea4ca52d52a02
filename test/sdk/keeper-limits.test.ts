import { loadFixture, mine, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { makeError, type TransactionRequest } from "ethers";
import { ethers, network } from "hardhat";
import { wei } from "../../sdk/src";
import { Keeper } from "../../sdk/src/keeper";
import { inFavour } from "../fixtures/governance";
import { aLawfulNation } from "../fixtures/justice";

const GWEI = 1_000_000_000n;
const baseFee = (fee: bigint) => network.provider.send("hardhat_setNextBlockBaseFeePerGas", [`0x${fee.toString(16)}`]);

/** A proposal that anyone may queue, and a keeper's wallet. */
async function aCarriedProposal() {
  const world = await loadFixture(aLawfulNation);
  const { coin, treasury, citizens } = world;
  const data = coin.interface.encodeFunctionData("mint", [treasury.target, 1n]);
  const proposal = world.propose([{ target: coin.target as string, data }]);
  await proposal.propose();
  await proposal.open();
  await proposal.voteAll(citizens, inFavour);
  await proposal.close();
  await baseFee(GWEI);
  await mine();
  const wallet = ethers.Wallet.createRandom(ethers.provider);
  await setBalance(wallet.address, 10n ** 20n);
  return { ...world, wallet, nation: world.founding.addresses.nation, plain: wallet.sendTransaction.bind(wallet) };
}

describe("Attack: a keeper pays more than it agreed to", () => {
  it("pays no more than its limit when the price rises between the estimate and the sending", async () => {
    const { wallet, nation, plain } = await aCarriedProposal();
    wallet.sendTransaction = async (request: TransactionRequest) => {
      await baseFee(5_000n * GWEI);
      await mine();
      return plain(request);
    };
    const limit = wei.parse("0.01");
    const before = await ethers.provider.getBalance(wallet.address);
    const [act] = await new Keeper(wallet, nation, { maxCost: limit, only: ["governor"], timeout: 1_000 }).pass();
    expect(before - (await ethers.provider.getBalance(wallet.address))).to.be.at.most(limit);
    expect(act.outcome).not.to.equal("done");
  });

  it("pays once where the node takes the transaction and its answer is lost", async () => {
    const { wallet, nation, plain } = await aCarriedProposal();
    wallet.sendTransaction = async (request: TransactionRequest) => {
      await plain(request);
      throw makeError("request timeout", "TIMEOUT", { operation: "send", reason: "timeout", request: {} as never });
    };
    const keeper = new Keeper(wallet, nation, { only: ["governor"] });
    await network.provider.send("evm_setAutomine", [false]);
    try {
      for (let pass = 0; pass < 6; ++pass) await keeper.pass();
    } finally {
      await network.provider.send("evm_setAutomine", [true]);
    }
    await mine();
    expect(await ethers.provider.getTransactionCount(wallet.address)).to.equal(1);
  });
});
