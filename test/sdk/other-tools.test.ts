import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id, Network, type Provider } from "ethers";
import hre, { ethers } from "hardhat";
import { createPublicClient, createWalletClient, custom, type EIP1193Provider } from "viem";
import { hardhat } from "viem/chains";
import { civic, connect, InvalidInputError, isRevert, moment, wei } from "../../sdk/src";
import { civicCoinAbi } from "../../sdk/src/abi";
import { nameOf, resolveAddress, toSafeTransactions } from "../../sdk/src/core";
import { aConnectedNation } from "../fixtures/connected";
import { failureOf } from "../fixtures/failure";
import { ViemSigner, type ViemWallet } from "../fixtures/viem";

const transport = custom(hre.network.provider as EIP1193Provider);
const ten = civic.parse("10");

/** A nation, and its first citizen with a wallet of viem's. */
async function aViemCitizen() {
  const world = await aConnectedNation();
  const wallet: ViemWallet = createWalletClient({
    account: world.citizens[0].address as `0x${string}`,
    chain: hardhat,
    transport,
  });
  const nation = await connect(new ViemSigner(wallet, ethers.provider), world.founding.addresses.nation);
  return { ...world, nation };
}

describe("An account of viem's", () => {
  it("acts in a nation", async () => {
    const { nation, stranger } = await loadFixture(aViemCitizen);
    const { received, tax } = await nation.coin.transfer.wait({ to: stranger.address, amount: ten });
    expect(received + tax).to.equal(ten);
  });

  it("signs what others deliver", async () => {
    const { nation, asStranger, stranger } = await loadFixture(aViemCitizen);
    const validBefore = moment.of(new Date("2100-01-01"));
    const payment = await nation.coin.signTransfer({ to: stranger.address, amount: ten, validBefore });
    const { from } = await asStranger.coin.transferWithAuthorization.wait(payment);
    expect(from).to.equal(nation.account);
  });

  it("is told why a contract refuses", async () => {
    const { nation, stranger } = await loadFixture(aViemCitizen);
    const amount = civic.parse("99999999");
    const error = await failureOf(nation.coin.transfer({ to: stranger.address, amount }));
    expect(isRevert(error, "ERC20InsufficientBalance")).to.equal(true);
  });

  it("reads by the ABIs of @civitas/sdk/abi, with their types", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const reader = createPublicClient({ chain: hardhat, transport });
    const supply: bigint = await reader.readContract({
      address: client.coin.address as `0x${string}`,
      abi: civicCoinAbi,
      functionName: "totalSupply",
    });
    expect(supply).to.equal(await client.coin.totalSupply());
  });
});

describe("toSafeTransactions()", () => {
  const createdAt = new Date("2030-01-01");

  it("writes calls as the Transaction Builder reads them", async () => {
    const { client, stranger } = await loadFixture(aConnectedNation);
    const call = client.coin.approve.call({ spender: client.stake.address, amount: ten });
    const file = toSafeTransactions([call, { target: stranger.address, value: wei.parse("1"), data: "0x" }], {
      chainId: 31_337,
      name: "Stake",
      safe: stranger.address,
      createdAt,
    });
    expect(file).to.deep.include({ version: "1.0", chainId: "31337", createdAt: createdAt.getTime() });
    expect(file.transactions).to.deep.equal([
      { to: client.coin.address, value: "0", data: call.data, contractMethod: null, contractInputsValues: null },
      {
        to: stranger.address,
        value: "1000000000000000000",
        data: "0x",
        contractMethod: null,
        contractInputsValues: null,
      },
    ]);
    expect(file.meta.createdFromSafeAddress).to.equal(stranger.address);
  });

  it("reckons the checksum as the Transaction Builder does, without the name", () => {
    const { meta } = toSafeTransactions([], { chainId: 1, name: "Any name", createdAt });
    const serialized =
      '{["chainId","createdAt","meta","transactions","version"]"1",1893456000000,' +
      '{["createdFromOwnerAddress","createdFromSafeAddress","description","name","txBuilderVersion"]' +
      '"","","",null,"1.16.5",},[],"1.0",}';
    expect(meta.checksum).to.equal(id(serialized));
  });

  it("goes through JSON", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const file = toSafeTransactions([client.coin.approve.call({ spender: client.stake.address, amount: ten })], {
      chainId: 1n,
    });
    expect(JSON.parse(JSON.stringify(file))).to.deep.equal(file);
  });
});

describe("resolveAddress()", () => {
  const owner = "0x1111111111111111111111111111111111111111";

  /** A chain with names, of which one belongs to somebody. */
  const named = {
    provider: null,
    getFeeData: () => undefined,
    broadcastTransaction: () => undefined,
    getNetwork: () => Promise.resolve(Network.from(1)),
    resolveName: (name: string) => Promise.resolve(name === "maya.eth" ? owner : null),
    lookupAddress: (address: string) => Promise.resolve(address === owner ? "maya.eth" : null),
  } as unknown as Provider;

  it("returns an address as it is, with its checksum", async () => {
    const { stranger } = await loadFixture(aConnectedNation);
    expect(await resolveAddress(ethers.provider, ` ${stranger.address.toLowerCase()} `)).to.equal(stranger.address);
  });

  it("returns the address of a name, where the chain has names", async () => {
    expect(await resolveAddress(named, "maya.eth")).to.equal(owner);
  });

  it("refuses a name that belongs to nobody", async () => {
    const error = await failureOf(resolveAddress(named, "nobody.eth"));
    expect(error).to.be.instanceOf(InvalidInputError);
    expect((error as Error).message).to.equal('"nobody.eth" is not a name that leads to an account.');
  });

  it("refuses a name on a chain that has none", async () => {
    expect(await failureOf(resolveAddress(ethers.provider, "maya.eth"))).to.be.instanceOf(InvalidInputError);
  });

  it("refuses what is neither", async () => {
    expect(await failureOf(resolveAddress(named, "0x12"))).to.be.instanceOf(InvalidInputError);
  });

  it("is reversed by nameOf(), where the chain has names", async () => {
    expect(await nameOf(named, owner)).to.equal("maya.eth");
    expect(await nameOf(ethers.provider, owner)).to.equal(undefined);
  });
});
