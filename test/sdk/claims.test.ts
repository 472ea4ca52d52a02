import { loadFixture, mine, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  citizenId,
  civic,
  connect,
  isRevert,
  moment,
  seconds,
  SignerNeededError,
  token,
  wei,
  type Claimable,
  type Money,
  type NationClient,
} from "../../sdk/src";
import { failureOf } from "../fixtures/failure";
import { aLawfulNation, CITIZENS } from "../fixtures/justice";

const ANA = citizenId.from(CITIZENS);

type Named = Pick<Claimable, "institution" | "citizenId" | "amount">;

const named = (found: readonly Claimable[]): Named[] =>
  found.map(({ institution, citizenId: id, amount }) => ({ institution, citizenId: id, amount }));

/** Ana, a citizen, and Sam, who is none, once locked native coin, civic coin and a token, and declined: all of it is owed. */
async function aNationThatOwes() {
  const world = await aLawfulNation();
  const { government, stranger } = world;
  const ana = world.as(CITIZENS);
  const sam = world.asStranger;
  const plain = await ethers.deployContract("PlainToken");
  for (const { account, coin, agreements } of [ana, sam]) {
    await government.coin.mint.wait({ to: account!, amount: civic.parse("200") });
    await coin.approve.wait({ spender: agreements.address, amount: civic.parse("200") });
    await plain.mint(account!, 100n);
    await plain.connect(await ethers.getSigner(account!)).approve(agreements.address, 100n);
  }
  const locks: Money[] = [
    { native: wei.from(7n) },
    { coin: civic.parse("40") },
    { token: await plain.getAddress(), amount: token.from(9n) },
  ];
  for (const lock of locks) await lockAndDecline(ana, sam, lock);
  return { ...world, ana, sam, plain, locks, stranger };
}

async function lockAndDecline(ana: NationClient, sam: NationClient, lock: Money): Promise<void> {
  const now = await time.latest();
  const parties = [ana, sam].map(({ account }) => ({ account: account!, lock, payout: lock }));
  const terms = {
    parties: [...parties, { account: ethers.Wallet.createRandom().address, lock, payout: lock }],
    text: "Three share a boat.",
    signBy: moment.from(now + 86_400),
    until: moment.from(now + 30 * 86_400),
    objectionPeriod: seconds.days(2),
  };
  const { agreementId } = await ana.agreements.open.wait(terms);
  for (const { agreements } of [ana, sam]) await agreements.sign.wait({ agreementId });
  await ana.agreements.decline.wait({ agreementId });
}

describe("nation.claimable()", () => {
  it("tells what a citizen is owed, of every kind of money", async () => {
    const { ana, locks } = await loadFixture(aNationThatOwes);
    const owed = locks.map((amount) => ({ institution: "agreements", citizenId: ANA, amount }));
    expect(named(await ana.claimable())).to.deep.equal(owed);
  });

  it("tells what an account is owed that holds no citizenship", async () => {
    const { sam, locks } = await loadFixture(aNationThatOwes);
    const owed = locks.map((amount) => ({ institution: "agreements", citizenId: undefined, amount }));
    expect(named(await sam.claimable())).to.deep.equal(owed);
  });

  it("tells what another account is owed", async () => {
    const { ana, sam } = await loadFixture(aNationThatOwes);
    expect(await ana.claimable({ account: sam.account! })).to.deep.equal(await sam.claimable());
  });

  it("is empty for an account that is owed nothing", async () => {
    const { ana } = await loadFixture(aNationThatOwes);
    expect(await ana.claimable({ account: ethers.Wallet.createRandom().address })).to.deep.equal([]);
  });

  it("finds native and civic coin without the log, and tokens in it", async () => {
    const { sam, locks } = await loadFixture(aNationThatOwes);
    await mine();
    const from = await ethers.provider.getBlockNumber();
    expect((await sam.claimable({ from })).map(({ amount }) => amount)).to.deep.equal(locks.slice(0, 2));
    expect((await sam.claimable({ blocksPerRequest: 25 })).map(({ amount }) => amount)).to.deep.equal(locks);
  });

  it("tells it to the new account when the citizenship has moved", async () => {
    const { ana, government, locks } = await loadFixture(aNationThatOwes);
    const newKey = await government.as((await ethers.getSigners()).at(-2)!);
    const accepted = await newKey.citizenship.signAcceptance({ citizenId: ANA, deadline: moment.never });
    const { citizenship, constitution } = government;
    const selectors = [citizenship.move.fragment.selector];
    const right = { target: citizenship.address, selectors, role: "government" } as const;
    await constitution.setTargetFunctionRole.wait(right);
    await citizenship.move.wait(accepted);
    expect((await newKey.claimable()).map(({ amount }) => amount)).to.deep.equal(locks);
    expect(await ana.claimable()).to.deep.equal([]);
  });

  it("tells it to the last holder when the citizenship has ended", async () => {
    const { ana, locks } = await loadFixture(aNationThatOwes);
    await ana.citizenship.renounce.wait();
    expect((await ana.claimable()).map(({ amount }) => amount)).to.deep.equal(locks);
  });

  it("tells what an institution owes that the nation has replaced", async () => {
    const { ana, government, locks } = await loadFixture(aNationThatOwes);
    const silent = await ethers.deployContract("SilentAccount");
    const account = await silent.getAddress();
    await government.appointInstitution.wait({ name: "agreements", account });
    const found = await ana.claimable();
    expect(found.map(({ amount }) => amount)).to.deep.equal(locks);
    expect(new Set(found.map(({ address }) => address))).to.deep.equal(new Set([ana.agreements.address]));
  });

  it("tells what an institution owes that the nation has closed", async () => {
    const { ana, government, locks } = await loadFixture(aNationThatOwes);
    await government.appointInstitution.wait({ name: "agreements", account: ethers.ZeroAddress });
    expect((await ana.claimable()).map(({ amount }) => amount)).to.deep.equal(locks);
  });

  it("passes over an institution of another generation", async () => {
    const { ana, government, plain, locks } = await loadFixture(aNationThatOwes);
    const account = await plain.getAddress();
    await government.appointInstitution.wait({ name: "tribunal", account });
    expect((await ana.claimable()).map(({ amount }) => amount)).to.deep.equal(locks);
  });

  it("takes an account where nobody is connected", async () => {
    const { ana, sam } = await loadFixture(aNationThatOwes);
    const reader = await connect(ethers.provider, ana.address);
    expect(await reader.claimable({ account: sam.account! })).to.have.length(3);
    expect(await failureOf(reader.claimable())).to.be.instanceOf(SignerNeededError);
  });
});

describe("nation.claimAll()", () => {
  it("pays a citizen everything", async () => {
    const { ana, plain, locks } = await loadFixture(aNationThatOwes);
    const before = await plain.balanceOf(ana.account!);
    const { paid, failed } = await ana.claimAll();
    expect(named(paid)).to.deep.equal(locks.map((amount) => ({ institution: "agreements", citizenId: ANA, amount })));
    expect(failed).to.deep.equal([]);
    expect((await plain.balanceOf(ana.account!)) - before).to.equal(9n);
    expect(await ana.claimable()).to.deep.equal([]);
  });

  it("pays another account, and never the caller", async () => {
    const { ana, sam, plain } = await loadFixture(aNationThatOwes);
    await ana.claimAll({ account: sam.account! });
    expect([await plain.balanceOf(sam.account!), await plain.balanceOf(ana.account!)]).to.deep.equal([100n, 91n]);
  });

  it("tells the transaction of each payment", async () => {
    const { sam } = await loadFixture(aNationThatOwes);
    const { paid } = await sam.claimAll();
    for (const { hash } of paid) expect((await ethers.provider.getTransactionReceipt(hash))?.status).to.equal(1);
  });

  it("claims the rest when a token refuses", async () => {
    const { ana, sam } = await loadFixture(aNationThatOwes);
    const toll = await ethers.deployContract("TollToken");
    for (const { account, agreements } of [ana, sam]) {
      await toll.mint(account!, 5n);
      await toll.connect(await ethers.getSigner(account!)).approve(agreements.address, 5n);
    }
    const lock = { token: await toll.getAddress(), amount: token.from(5n) };
    await lockAndDecline(ana, sam, lock);
    await toll.setToll(1_000_000n);
    const { paid, failed } = await sam.claimAll();
    expect(paid).to.have.length(3);
    expect(failed.map(({ amount }) => amount)).to.deep.equal([lock]);
    expect(isRevert(failed[0].reason, "ERC20InsufficientBalance")).to.equal(true);
  });

  it("leaves out what somebody claimed meanwhile", async () => {
    const { ana, sam } = await loadFixture(aNationThatOwes);
    const [first, second] = await Promise.all([ana.claimAll({ account: sam.account! }), sam.claimAll()]);
    expect(first.paid.length + second.paid.length).to.equal(3);
    expect([...first.failed, ...second.failed]).to.deep.equal([]);
  });
});
