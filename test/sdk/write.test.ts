import { loadFixture, mine } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { BrowserProvider, parseEther, Wallet, ZeroAddress } from "ethers";
import { ethers, network } from "hardhat";
import {
  bps,
  civic,
  connect,
  InsufficientFundsError,
  InvalidInputError,
  isRevert,
  NetworkFaultError,
  NoNationError,
  ProviderNeededError,
  ReplacedError,
  SignerNeededError,
  StillPendingError,
  TransactionFailedError,
  type NationClient,
} from "../../sdk/src";
import { aConnectedNation } from "../fixtures/connected";

const ten = civic.parse("10");

const failureOf = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("connect()", () => {
  it("acts as the signer's account", async () => {
    const { client, citizens } = await loadFixture(aConnectedNation);
    expect(client.account).to.equal(citizens[0].address);
  });

  it("has no account with a provider", async () => {
    const { nation } = await loadFixture(aConnectedNation);
    const reader = await connect(ethers.provider, await nation.getAddress());
    expect(reader.account).to.equal(undefined);
  });

  it("finds every institution in the directory", async () => {
    const { client, founding } = await loadFixture(aConnectedNation);
    const found = [client.constitution, client.citizenship, client.coin, client.treasury, client.governor];
    const { constitution, citizenship, coin, treasury, governor } = founding.addresses;
    expect(found.map(({ address }) => address)).to.deep.equal([constitution, citizenship, coin, treasury, governor]);
  });

  it("gives the same object each time", async () => {
    const { client } = await loadFixture(aConnectedNation);
    expect(client.coin).to.equal(client.coin);
  });

  it("lets somebody else act", async () => {
    const { client, stranger } = await loadFixture(aConnectedNation);
    expect((await client.as(stranger)).account).to.equal(stranger.address);
  });

  it("misses a closed institution only when it is asked for", async () => {
    const { client, government, citizens } = await loadFixture(aConnectedNation);
    await government.appointInstitution.wait({ name: "stake" });
    const anew = await connect(citizens[0], client.address);
    expect(() => anew.stake).to.throw(`The directory of ${client.address} names no stake.`);
    expect(anew.coin.address).to.equal(client.coin.address);
  });

  for (const [given, address, expected] of [
    ["an account without code", Wallet.createRandom().address, NoNationError],
    ["something that is no address", "Testland", InvalidInputError],
  ] as const) {
    it(`refuses ${given}`, async () => {
      const [signer] = await ethers.getSigners();
      expect(await failureOf(connect(signer, address))).to.be.instanceOf(expected);
    });
  }

  it("refuses a contract that is no nation", async () => {
    const { coin, citizens } = await loadFixture(aConnectedNation);
    expect(await failureOf(connect(citizens[0], await coin.getAddress()))).to.be.instanceOf(NoNationError);
  });

  it("asks for a connection to a chain", async () => {
    const { nation } = await loadFixture(aConnectedNation);
    const lonely = Wallet.createRandom();
    expect(await failureOf(connect(lonely, await nation.getAddress()))).to.be.instanceOf(ProviderNeededError);
  });
});

describe("a write", () => {
  async function aPayment(): Promise<{ payer: NationClient; to: string }> {
    const { government, client, citizens } = await loadFixture(aConnectedNation);
    await government.coin.mint.wait({ to: citizens[0].address, amount: civic.parse("100") });
    return { payer: client, to: citizens[1].address };
  }

  describe("sent", () => {
    it("tells what happened by name", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const { received, tax } = await payer.coin.transfer.wait({ to, amount: ten });
      expect([received, tax]).to.deep.equal([civic.parse("9.9"), civic.parse("0.1")]);
    });

    it("gives the receipt", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const sent = await payer.coin.transfer({ to, amount: ten });
      expect((await sent.wait()).receipt.hash).to.equal(sent.hash);
    });

    it("fails with the contract's own error before anything is sent", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const error = await failureOf(payer.coin.transfer({ to, amount: civic.parse("1000000") }));
      expect(isRevert(error, "ERC20InsufficientBalance") && error.args.needed).to.equal(civic.parse("1000000"));
    });

    it("fails with the contract's own error after it was sent all the same", async () => {
      const { payer, to } = await loadFixture(aPayment);
      await network.provider.send("evm_setAutomine", [false]);
      const sent = await payer.coin.transfer({ to, amount: civic.parse("1000000") }, { gasLimit: 100_000n });
      await mine();
      await network.provider.send("evm_setAutomine", [true]);
      const error = await failureOf(sent.wait());
      expect(isRevert(error, "ERC20InsufficientBalance"), String(error)).to.equal(true);
    });

    it("fails as such if it ran out of gas", async () => {
      const { payer, to } = await loadFixture(aPayment);
      await network.provider.send("evm_setAutomine", [false]);
      const sent = await payer.coin.transfer({ to, amount: ten }, { gasLimit: 25_000n });
      await mine();
      await network.provider.send("evm_setAutomine", [true]);
      const error = await failureOf(sent.wait());
      expect(error).to.be.instanceOf(TransactionFailedError).with.property("hash", sent.hash);
    });

    it("says that it is still pending once the timeout ends", async () => {
      const { payer, to } = await loadFixture(aPayment);
      await network.provider.send("evm_setAutomine", [false]);
      const sent = await payer.coin.transfer({ to, amount: ten });
      const error = await failureOf(sent.wait({ timeout: 50 }));
      await network.provider.send("evm_setAutomine", [true]);
      await mine();
      expect(error).to.be.instanceOf(StillPendingError).with.property("hash", sent.hash);
    });

    it("takes a signer", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const reader = await payer.as(ethers.provider);
      expect(await failureOf(reader.coin.transfer({ to, amount: ten }))).to.be.instanceOf(SignerNeededError);
    });

    it("says who cannot pay for the gas", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const poor = await payer.as(Wallet.createRandom(ethers.provider));
      expect(await failureOf(poor.coin.approve({ spender: to, amount: ten }))).to.be.instanceOf(InsufficientFundsError);
    });

    it("refuses what is no address before it asks the chain", async () => {
      const { payer } = await loadFixture(aPayment);
      const error = await failureOf(payer.coin.transfer({ to: "0x12", amount: ten }));
      expect(error).to.be.instanceOf(InvalidInputError).with.property("found", "0x12");
    });

    it("waits with a timeout longer than a timer takes", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const { receipt } = await payer.coin.transfer.wait({ to, amount: ten }, { timeout: 30 * 86_400_000 });
      expect(receipt.status).to.equal(1);
    });

    it("refuses to wait for no confirmation, and sends nothing", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const before = await ethers.provider.getBlockNumber();
      const error = await failureOf(payer.coin.transfer.wait({ to, amount: ten }, { confirmations: 0 }));
      expect(error).to.be.instanceOf(InvalidInputError);
      expect(await ethers.provider.getBlockNumber()).to.equal(before);
    });

    it("takes overrides", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const { hash } = await payer.coin.transfer({ to, amount: ten }, { gasLimit: 123_456n });
      expect((await ethers.provider.getTransaction(hash))?.gasLimit).to.equal(123_456n);
    });
  });

  describe(".wait()", () => {
    it("takes overrides", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const { receipt } = await payer.coin.transfer.wait({ to, amount: ten }, { gasLimit: 123_456n, confirmations: 1 });
      expect((await ethers.provider.getTransaction(receipt.hash))?.gasLimit).to.equal(123_456n);
    });

    it("says that it is still pending once the timeout ends", async () => {
      const { payer, to } = await loadFixture(aPayment);
      await network.provider.send("evm_setAutomine", [false]);
      const error = await failureOf(payer.coin.transfer.wait({ to, amount: ten }, { timeout: 50 }));
      await network.provider.send("evm_setAutomine", [true]);
      await mine();
      expect(error).to.be.instanceOf(StillPendingError);
    });
  });

  describe(".call()", () => {
    it("describes what sending would do", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const call = payer.coin.transfer.call({ to, amount: ten });
      const { hash } = await payer.coin.transfer({ to, amount: ten });
      const sent = await ethers.provider.getTransaction(hash);
      expect({ target: sent?.to, value: sent?.value, data: sent?.data }).to.deep.equal(call);
    });
  });

  describe(".simulate()", () => {
    it("returns what the contract would", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const net = civic.parse("9.9");
      const gross = await payer.coin.grossFor({ from: payer.account ?? "", to, net });
      expect(await payer.coin.transferNet.simulate({ to, net })).to.equal(gross);
    });

    it("throws what sending would", async () => {
      const { payer } = await loadFixture(aPayment);
      const amount = { key: "taxRate", value: bps.percent("99") } as const;
      const sent = await failureOf(payer.coin.setProvision(amount));
      const simulated = await failureOf(payer.coin.setProvision.simulate(amount));
      expect(isRevert(simulated, "AccessManagedUnauthorized")).to.equal(true);
      expect((simulated as Error).message).to.equal((sent as Error).message);
    });

    it("acts as whoever is named", async () => {
      const { payer } = await loadFixture(aPayment);
      const parameters = { key: "taxRate", value: bps.percent("5") } as const;
      await payer.coin.setProvision.simulate(parameters, { from: payer.timelock.address });
    });

    it("needs no account", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const reader = await payer.as(ethers.provider);
      expect(await reader.coin.transfer.simulate({ to, amount: civic.from(0n) }, { from: to })).to.equal(true);
    });
  });

  describe(".estimate()", () => {
    it("tells the gas that sending takes, and its cost", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const { gas, cost, maxCost } = await payer.coin.transfer.estimate({ to, amount: ten });
      const { receipt } = await payer.coin.transfer.wait({ to, amount: ten });
      expect(gas).to.be.within(receipt.gasUsed, (receipt.gasUsed * 12n) / 10n);
      expect(cost).to.be.greaterThan(0n).and.at.most(maxCost);
    });

    it("throws what sending would", async () => {
      const { payer } = await loadFixture(aPayment);
      const error = await failureOf(payer.coin.transfer.estimate({ to: ZeroAddress, amount: ten }));
      expect(isRevert(error, "ERC20InvalidReceiver") && error.args).to.deep.equal({ receiver: ZeroAddress });
    });

    it("reckons with the price that is given", async () => {
      const { payer, to } = await loadFixture(aPayment);
      const { gas, cost } = await payer.coin.transfer.estimate({ to, amount: ten }, { gasPrice: 7n });
      expect(cost).to.equal(gas * 7n);
    });
  });
});

describe("events", () => {
  it("tells what happened, in order, with its place", async () => {
    const { client, government, citizens } = await loadFixture(aConnectedNation);
    const from = await ethers.provider.getBlockNumber();
    for (const amount of [ten, civic.parse("20")]) {
      await government.coin.mint.wait({ to: citizens[0].address, amount });
    }
    const events = await client.coin.events.Transfer.query({ where: { to: citizens[0].address }, from: from + 1 });
    expect(events.map(({ value, block }) => [value, block])).to.deep.equal([
      [ten, from + 1],
      [civic.parse("20"), from + 2],
    ]);
  });

  it("tells the same in pieces", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const whole = await client.citizenship.events.CitizenAdmitted.query();
    const pieces = await client.citizenship.events.CitizenAdmitted.query({ blocksPerRequest: 3 });
    expect(whole).to.have.lengthOf(3);
    expect(pieces).to.deep.equal(whole);
  });

  it("refuses to look for what is not indexed", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const error = await failureOf(client.coin.events.Transfer.query({ where: { value: ten } }));
    expect(error).to.be.instanceOf(InvalidInputError);
  });

  it("tells of each from now on until the watch ends", async () => {
    const { client, government, citizens } = await loadFixture(aConnectedNation);
    const heard = await new Promise<bigint>((resolve, reject) => {
      client.coin.events.Transfer.watch(({ value }) => {
        resolve(value);
      }).then(async (stop) => {
        await government.coin.mint.wait({ to: citizens[0].address, amount: ten });
        setTimeout(() => void stop(), 5_000);
      }, reject);
    });
    expect(heard).to.equal(ten);
  });
});

describe("a broken connection", () => {
  it("is told from a contract's refusal", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const broken = new ethers.JsonRpcProvider("http://127.0.0.1:9", 31_337, { staticNetwork: true });
    const far = await client.as(broken);
    const error = await failureOf(far.coin.totalSupply());
    broken.destroy();
    expect(error).to.be.instanceOf(NetworkFaultError);
  });
});

describe("a replaced transaction", () => {
  async function aPendingPayment() {
    const { government, client, citizens } = await loadFixture(aConnectedNation);
    await government.coin.mint.wait({ to: citizens[0].address, amount: civic.parse("100") });
    const provider = new BrowserProvider(network.provider);
    provider.pollingInterval = 20;
    const wallet = await provider.getSigner(citizens[0].address);
    const payer = await client.as(wallet);
    await network.provider.send("evm_setAutomine", [false]);
    const sent = await payer.coin.transfer({ to: citizens[1].address, amount: ten });
    const pending = await provider.getTransaction(sent.hash);
    if (pending === null) expect.fail("the payment is not pending");
    return { sent, pending, wallet };
  }

  afterEach(() => network.provider.send("evm_setAutomine", [true]));

  it("is told if something else took its place", async () => {
    const { sent, pending, wallet } = await aPendingPayment();
    const waiting = failureOf(sent.wait());
    const price = { maxFeePerGas: parseEther("0.0000001"), maxPriorityFeePerGas: parseEther("0.00000005") };
    await wallet.sendTransaction({ to: wallet.address, nonce: pending.nonce, ...price });
    await mine();
    expect(await waiting).to.be.instanceOf(ReplacedError);
  });

  it("counts if it is the same at another price", async () => {
    const { sent, pending, wallet } = await aPendingPayment();
    const waiting = sent.wait();
    const price = { maxFeePerGas: parseEther("0.0000001"), maxPriorityFeePerGas: parseEther("0.00000005") };
    await wallet.sendTransaction({ to: pending.to, data: pending.data, nonce: pending.nonce, ...price });
    await mine();
    expect((await waiting).tax).to.equal(civic.parse("0.1"));
  });
});
