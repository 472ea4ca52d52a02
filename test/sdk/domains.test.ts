import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id } from "ethers";
import {
  bps,
  citizenId,
  civic,
  days,
  InvalidInputError,
  isRevert,
  moment,
  seconds,
  SignerNeededError,
  wei,
} from "../../sdk/src";
import { describeProposal, UnknownProposalError, proposalId } from "../../sdk/src/institutions/governor";
import { roleId } from "../../sdk/src/institutions/constitution";
import { ethers } from "hardhat";
import { flagOf } from "../../sdk/src/institutions/nation/flag";
import { aConnectedNation } from "../fixtures/connected";

const ten = civic.parse("10");
const one = citizenId.from(1);
const inDays = async (count: number) => moment.from((await time.latest()) + count * 86_400);

const failureOf = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("nation.governor", () => {
  async function aProposal() {
    const world = await loadFixture(aConnectedNation);
    const { client } = world;
    const calls = [
      client.coin.tryProvision.call({ key: "taxRate", value: bps.percent("0.5"), period: seconds.days(30) }),
      client.constitution.amend.call({ number: 1, title: "Voice", text: "Every citizen speaks." }),
      client.treasury.pay.call({ to: world.stranger.address, amount: { coin: ten }, purpose: "Thanks" }),
    ];
    const proposed = await client.governor.propose.wait({ calls, description: "A new start" });
    return { ...world, calls, ...proposed };
  }

  it("tells what was proposed, and its class", async () => {
    const { proposal, calls, class: proposalClass, citizens } = await loadFixture(aProposal);
    expect(proposal.calls).to.deep.equal(calls);
    expect(proposal.proposer).to.equal(citizens[0].address);
    expect(proposalClass).to.equal("constitutional");
  });

  it("finds the proposal again by its id", async () => {
    const { client, proposal } = await loadFixture(aProposal);
    expect(await client.governor.proposal({ proposalId: proposal.id })).to.deep.equal(proposal);
  });

  it("knows the id beforehand", async () => {
    const { client, proposal } = await loadFixture(aProposal);
    expect(await client.governor.idOf(proposal)).to.equal(proposal.id);
  });

  it("says that there is no such proposal", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const error = await failureOf(client.governor.proposal({ proposalId: proposalId.from(7n) }));
    expect(error).to.be.instanceOf(UnknownProposalError);
  });

  it("carries what several institutions are to do through to the end", async () => {
    const { client, clients, proposal, stranger } = await loadFixture(aProposal);
    const { governor } = client;
    await time.increaseTo(proposal.opensAt + 1n);
    expect(await governor.state({ proposalId: proposal.id })).to.equal("active");
    for (const citizen of clients) await citizen.governor.vote.wait({ proposalId: proposal.id, support: "for" });
    await time.increaseTo((await governor.status({ proposalId: proposal.id })).closesAt + 1n);
    const { executableAt } = await governor.queue.wait(proposal);
    await time.increaseTo(executableAt);
    await governor.execute.wait(proposal);

    expect(await governor.state({ proposalId: proposal.id })).to.equal("executed");
    expect(await client.coin.taxRate()).to.equal(50n);
    expect((await client.constitution.article({ number: 1 })).text).to.equal("Every citizen speaks.");
    expect(await client.coin.balanceOf({ account: stranger.address })).to.equal(ten);
  });

  it("tells how both houses stand, in one request", async () => {
    const { client, proposal } = await loadFixture(aProposal);
    await time.increaseTo(proposal.opensAt + 1n);
    await client.governor.voteWithReason.wait({ proposalId: proposal.id, support: "for", reason: "Yes" });
    const { state, houses, executableAt } = await client.governor.status({ proposalId: proposal.id });
    expect(state).to.equal("active");
    expect(executableAt).to.equal(undefined);
    const { current: majority } = await client.governor.provision({ key: "constitutionalCitizenMajority" });
    expect(houses.citizens).to.include({ for: 1n, against: 0n, electorate: 3n, majority });
    expect(houses).to.deep.equal(await client.governor.houses({ proposalId: proposal.id }));
    expect(await client.governor.hasVoted({ proposalId: proposal.id, citizenId: one })).to.equal(true);
  });

  it("lets the proposer take it back", async () => {
    const { client, proposal } = await loadFixture(aProposal);
    await client.governor.cancel.wait(proposal);
    expect(await client.governor.state({ proposalId: proposal.id })).to.equal("canceled");
  });

  it("lets nobody else take it back", async () => {
    const { clients, proposal } = await loadFixture(aProposal);
    const error = await failureOf(clients[1].governor.cancel.simulate(proposal));
    expect(isRevert(error, "GovernorUnableToCancel")).to.equal(true);
  });

  it("names the proposer for a provider that simulates", async () => {
    const { client, calls, citizens } = await loadFixture(aProposal);
    const reader = await client.as(ethers.provider);
    const terms = { calls, description: "Another start" };
    expect(await failureOf(reader.governor.propose.simulate(terms))).to.be.instanceOf(SignerNeededError);
    const proposer = citizens[0].address;
    const simulated = await reader.governor.propose.simulate({ ...terms, proposer }, { from: proposer });
    expect(simulated).to.equal(
      await reader.governor.idOf({ calls, description: describeProposal({ ...terms, proposer }) }),
    );
  });

  it("does not name the proposer twice", () => {
    const proposer = ethers.Wallet.createRandom().address;
    const description = describeProposal({ description: "Once", proposer });
    expect(describeProposal({ description, proposer })).to.equal(description);
  });

  it("tells the class of calls", async () => {
    const { client, calls } = await loadFixture(aProposal);
    expect(await client.governor.classOf({ calls: calls.slice(0, 1) })).to.equal("ordinary");
  });

  it("tells its limits", async () => {
    const { client, governor } = await loadFixture(aConnectedNation);
    expect(await client.governor.gracePeriod()).to.equal(await governor.GRACE_PERIOD());
    expect(await client.governor.maxCalls()).to.equal(Number(await governor.MAX_CALLS()));
  });
});

describe("nation.treasury", () => {
  async function aBudget() {
    const world = await loadFixture(aConnectedNation);
    const { government, citizens } = world;
    const terms = {
      purpose: "Bread",
      spender: citizens[0].address,
      ceiling: { coin: ten },
      period: seconds.days(30),
      until: await inDays(365),
    };
    const opened = await government.treasury.openBudget.wait(terms);
    return { ...world, terms, ...opened };
  }

  it("opens a budget that belongs to the citizen", async () => {
    const { client, budgetId, citizenId: owner, terms } = await loadFixture(aBudget);
    expect(owner).to.equal(1n);
    const { purpose, spender, ceiling, period } = terms;
    expect(await client.treasury.budget({ budgetId })).to.deep.include({
      purpose,
      spender,
      ceiling,
      period,
      citizenId: 1n,
    });
  });

  it("lets the spender spend in the budget's money", async () => {
    const { client, budgetId, stranger } = await loadFixture(aBudget);
    const spending = { budgetId, to: stranger.address, amount: { coin: civic.parse("4") }, note: "Flour" };
    const spent = await client.treasury.spend.wait(spending);
    expect(spent.amount).to.deep.equal({ coin: civic.parse("4") });
    expect(await client.treasury.availableOf({ budgetId })).to.deep.equal({ coin: civic.parse("6") });
  });

  it("tells who spends if somebody else tries", async () => {
    const { asStranger, budgetId, stranger, citizens } = await loadFixture(aBudget);
    const spending = { budgetId, to: stranger.address, amount: { coin: ten }, note: "Mine" };
    const error = await failureOf(asStranger.treasury.spend(spending));
    expect(isRevert(error, "Treasury_NotSpender") && error.args.spender).to.equal(citizens[0].address);
  });

  it("closes a budget", async () => {
    const { government, budgetId, terms } = await loadFixture(aBudget);
    expect((await government.treasury.closeBudget.wait({ budgetId })).oldUntil).to.equal(terms.until);
    expect(await government.treasury.budgetCount()).to.equal(1);
  });

  it("pays native coin", async () => {
    const { government, stranger, citizens } = await loadFixture(aConnectedNation);
    await stranger.sendTransaction({ to: government.treasury.address, value: 1_000n });
    const payment = { to: citizens[1].address, amount: { native: wei.from(100n) }, purpose: "Prize" };
    const { balance } = await government.treasury.pay.wait(payment);
    expect(balance).to.deep.equal({ native: 900n });
    expect(await government.treasury.nativeBalance()).to.equal(900n);
  });

  it("pays more by a constitutional decision", async () => {
    const { government, stranger, citizens } = await loadFixture(aConnectedNation);
    await stranger.sendTransaction({ to: government.treasury.address, value: 1_000n });
    const payment = { to: citizens[1].address, amount: { native: wei.from(500n) }, purpose: "Harbour" };
    const paid = await government.treasury.payConstitutionally.wait(payment);
    expect(paid).to.deep.include({ ...payment, balance: { native: 500n }, isConstitutional: true });
  });

  it("tells what may still leave in all", async () => {
    const { client, treasury, coin } = await loadFixture(aConnectedNation);
    const { balance, available } = await treasury.totalOutflowOf(coin);
    expect(await client.treasury.totalOutflowOf({ asset: "coin" })).to.deep.equal({
      balance: { coin: balance },
      left: { coin: 0n },
      limit: { coin: balance / 2n },
      available: { coin: available },
    });
  });

  it("tells what may still leave, by asset", async () => {
    const { client, treasury, coin, founding } = await loadFixture(aConnectedNation);
    const { available } = await treasury.outflowOf(coin);
    expect((await client.treasury.outflowOf({ asset: "coin" })).available).to.deep.equal({ coin: available });
    expect((await client.treasury.outflowOf({ asset: "native" })).balance).to.deep.equal({ native: 0n });
    const token = founding.addresses.coin; // By its address, it is the coin all the same.
    expect((await client.treasury.outflowOf({ asset: { token } })).available).to.deep.equal({ coin: available });
  });
});

describe("nation.stake", () => {
  async function aStaker() {
    const world = await loadFixture(aConnectedNation);
    const { client, government, citizens } = world;
    await government.coin.mint.wait({ to: citizens[0].address, amount: civic.parse("100") });
    await client.coin.approve.wait({ spender: client.stake.address, amount: ten });
    const staked = await client.stake.stake.wait({ amount: ten });
    return { ...world, staked };
  }

  it("locks coin for votes", async () => {
    const { client, staked } = await loadFixture(aStaker);
    expect([staked.citizenId, staked.amount]).to.deep.equal([1n, ten]);
    expect(await client.stake.votesOf({ citizenId: one })).to.equal(ten);
    expect(await client.stake.totalStaked()).to.equal(ten);
  });

  it("takes coin that is sent with a call", async () => {
    const { client } = await loadFixture(aStaker);
    await client.coin.transferAndCall.wait({ to: client.stake.address, amount: ten });
    expect((await client.stake.positionOf({ citizenId: one })).staked).to.equal(civic.parse("20"));
  });

  it("lets coin leave after the cooldown", async () => {
    const { client, citizens } = await loadFixture(aStaker);
    const { leavesAt } = await client.stake.unstake.wait({ amount: ten });
    expect(await client.stake.positionOf({ citizenId: one })).to.deep.include({ staked: 0n, leaving: ten, leavesAt });
    await time.increaseTo(leavesAt);
    const { to, amount } = await client.stake.withdraw.wait({ citizenId: one });
    expect([to, amount]).to.deep.equal([citizens[0].address, ten]);
  });

  it("says until when it cools down", async () => {
    const { client } = await loadFixture(aStaker);
    const { leavesAt } = await client.stake.unstake.wait({ amount: ten });
    const error = await failureOf(client.stake.withdraw({ citizenId: one }));
    expect(isRevert(error, "Stake_CoolingDown") && error.args.leavesAt).to.equal(leavesAt);
  });

  it("knows the past", async () => {
    const { client } = await loadFixture(aStaker);
    const at = moment.from(await time.latest());
    await time.increase(10);
    expect(await client.stake.pastVotesOf({ citizenId: one, at })).to.equal(ten);
    expect(await client.stake.pastStakeOf({ citizenId: one, at })).to.equal(ten);
    expect(await client.stake.pastDelegateOf({ citizenId: one, at })).to.equal(1n);
  });

  it("hands its votes to another citizen", async () => {
    const { client, citizens } = await loadFixture(aStaker);
    await client.stake.delegate.wait({ to: citizens[1].address });
    expect(await client.stake.votesOf({ citizenId: citizenId.from(2) })).to.equal(ten);
  });
});

describe("nation.citizenship", () => {
  async function aRegistrar() {
    const world = await loadFixture(aConnectedNation);
    const office = { role: "registrar", citizenId: one, until: await inDays(30) } as const;
    const appointed = await world.government.constitution.appoint.wait(office);
    return { ...world, office, appointed };
  }

  it("tells a citizen's record", async () => {
    const { client, citizens } = await loadFixture(aConnectedNation);
    expect(await client.citizenship.citizen({ citizenId: one })).to.deep.include({
      id: 1n,
      holder: citizens[0].address,
      standing: "active",
      suspendedUntil: undefined,
    });
  });

  it("knows who is a citizen and who is not", async () => {
    const { client, citizens, stranger } = await loadFixture(aConnectedNation);
    expect(await client.citizenship.citizenOf({ account: citizens[2].address })).to.equal(3n);
    expect(await client.citizenship.activeCitizenOf({ account: citizens[2].address })).to.equal(3n);
    expect(await client.citizenship.formerCitizenOf({ account: citizens[2].address })).to.equal(undefined);
    expect(await client.citizenship.citizenOf({ account: stranger.address })).to.equal(undefined);
    expect(await client.citizenship.holderOf({ citizenId: citizenId.from(9) })).to.equal(undefined);
    expect(await client.citizenship.isActive({ citizenId: one })).to.equal(true);
    expect([await client.citizenship.citizenCount(), await client.citizenship.lastCitizenId()]).to.deep.equal([3n, 3n]);
  });

  it("lets a stranger ask, and a registrar admit", async () => {
    const { client, asStranger, stranger } = await loadFixture(aRegistrar);
    expect((await asStranger.citizenship.requestAdmission.wait({})).admitted).to.equal(undefined);
    const { requestedAt } = await client.citizenship.admissionOf({ account: stranger.address });
    expect(requestedAt).to.equal(BigInt(await time.latest()));
    const admitted = await client.citizenship.admit.wait({ applicant: stranger.address });
    expect([admitted.citizenId, admitted.holder]).to.deep.equal([4n, stranger.address]);
  });

  it("lets several ask, and a registrar admit them together", async () => {
    const { client, asStranger, stranger } = await loadFixture(aRegistrar);
    await asStranger.citizenship.requestAdmission.wait({ dossier: id("dossier") });
    const { admitted } = await client.citizenship.admitBatch.wait({ applicants: [stranger.address] });
    expect(admitted).to.have.lengthOf(1);
  });

  it("admits who is invited as soon as they ask", async () => {
    const { client, asStranger, stranger } = await loadFixture(aRegistrar);
    const invitees = [stranger.address];
    await client.citizenship.invite.wait({ invitees, until: await inDays(1) });
    const { admitted } = await asStranger.citizenship.requestAdmission.wait({});
    expect(admitted?.citizenId).to.equal(4n);
  });

  it("takes an invitation back", async () => {
    const { client, stranger } = await loadFixture(aRegistrar);
    const invitees = [stranger.address];
    await client.citizenship.invite.wait({ invitees, until: await inDays(1) });
    await client.citizenship.uninvite.wait({ invitees });
    const { invitedUntil } = await client.citizenship.admissionOf({ account: stranger.address });
    expect(invitedUntil).to.equal(undefined);
  });

  it("takes a request back", async () => {
    const { asStranger, stranger } = await loadFixture(aConnectedNation);
    await asStranger.citizenship.requestAdmission.wait({});
    const { applicant } = await asStranger.citizenship.withdrawRequest.wait();
    expect(applicant).to.equal(stranger.address);
  });

  it("gives citizenship up", async () => {
    const { client } = await loadFixture(aConnectedNation);
    expect((await client.citizenship.renounce.wait()).citizenId).to.equal(1n);
    expect((await client.citizenship.citizen({ citizenId: one })).standing).to.equal("renounced");
  });

  it("hands the vote to another citizen and knows the past", async () => {
    const { client, citizens } = await loadFixture(aConnectedNation);
    await client.citizenship.delegate.wait({ to: citizens[1].address });
    const at = moment.from(await time.latest());
    await time.increase(10);
    expect(await client.citizenship.votesOf({ citizenId: citizenId.from(2) })).to.equal(2n);
    expect(await client.citizenship.pastVotesOf({ citizenId: citizenId.from(2), at })).to.equal(2n);
    expect(await client.citizenship.pastDelegateOf({ citizenId: one, at })).to.equal(2n);
    expect(await client.citizenship.delegateOf({ account: citizens[0].address })).to.equal(citizens[1].address);
  });

  it("draws the passport", async () => {
    const { client } = await loadFixture(aConnectedNation);
    expect(await client.citizenship.passport({ citizenId: one })).to.match(/^data:application\/json/);
  });

  it("sets the term of new citizenships, in days", async () => {
    const { government } = await loadFixture(aConnectedNation);
    await government.citizenship.setProvision.wait({ key: "term", value: days.from(365) });
    expect((await government.citizenship.provision({ key: "term" })).text).to.equal("365 days");
  });

  it("tells an office, and ends it", async () => {
    const { client, government, office, appointed, citizens } = await loadFixture(aRegistrar);
    expect(appointed).to.deep.include({ role: "registrar", citizenId: 1n, before: undefined, after: office.until });
    expect(await client.constitution.officeOf(office)).to.equal(office.until);
    expect(await client.constitution.hasRole({ role: "registrar", account: citizens[0].address })).to.equal(true);
    await government.constitution.dismiss.wait(office);
    expect(await client.constitution.hasRole({ role: "registrar", account: citizens[0].address })).to.equal(false);
  });

  it("lets an officer resign", async () => {
    const { client } = await loadFixture(aRegistrar);
    expect(await client.constitution.resign.wait({ role: "registrar" })).to.deep.include({ citizenId: 1n });
  });
});

describe("nation.constitution", () => {
  it("enacts, amends and repeals", async () => {
    const { client, government } = await loadFixture(aConnectedNation);
    const { enacted } = await government.constitution.enact.wait({
      articles: [{ title: "Bread", text: "Bread for all." }],
    });
    expect(enacted).to.deep.equal([
      { number: 3, version: 1, hash: id("Bread for all."), title: "Bread", text: "Bread for all." },
    ]);
    await government.constitution.amend.wait({ number: 3, title: "Bread", text: "And butter." });
    expect(await client.constitution.versionsOf({ number: 3 })).to.equal(2);
    await government.constitution.repeal.wait({ number: 3 });
    expect((await client.constitution.article({ number: 3 })).text).to.equal("");
    expect((await client.constitution.article({ number: 3, version: 1 })).text).to.equal("Bread for all.");
    expect(await client.constitution.articleCount()).to.equal(3);
    expect((await client.constitution.articles()).map(({ version }) => version)).to.deep.equal([1, 1, 3]);
  });

  it("tells who may call what", async () => {
    const { client, stranger } = await loadFixture(aConnectedNation);
    const target = client.citizenship.address;
    const { selector } = client.citizenship.admit.fragment;
    expect(await client.constitution.roleFor({ target, selector })).to.equal("registrar");
    expect(await client.constitution.canCall({ caller: stranger.address, target, selector })).to.equal(false);
    expect(await client.constitution.canCall({ caller: client.timelock.address, target, selector })).to.equal(true);
  });

  it("gives an institution a role and takes it back", async () => {
    const { government, client } = await loadFixture(aConnectedNation);
    const grant = { role: roleId.from(77), account: client.stake.address };
    await government.constitution.grantRole.wait(grant);
    expect(await client.constitution.hasRole(grant)).to.equal(true);
    expect((await government.constitution.revokeRole.wait(grant)).revoked).to.deep.equal(grant);
    expect((await government.constitution.revokeRole.wait(grant)).revoked).to.equal(undefined);
  });

  it("arranges roles", async () => {
    const { government } = await loadFixture(aConnectedNation);
    const { constitution } = government;
    const role = roleId.from(77);
    expect(await constitution.labelRole.wait({ role, label: "baker" })).to.include({ role, label: "baker" });
    expect(await constitution.setRoleAdmin.wait({ role, admin: "justice" })).to.include({
      before: "government",
      after: "justice",
    });
    expect(await constitution.setRoleGuardian.wait({ role, guardian: roleId.from(70) })).to.include({
      before: "government",
      after: 70n,
    });
    expect(await constitution.setGrantDelay.wait({ role, delay: seconds.days(1) })).to.include({
      before: 0n,
      after: 86_400n,
    });
    const target = government.stake.address;
    const selectors = [government.stake.slash.fragment.selector];
    const mapped = await constitution.setTargetFunctionRole.wait({ target, selectors, role });
    expect(mapped.functions).to.deep.equal([{ selector: selectors[0], before: "justice", after: role }]);
    expect(await constitution.setTargetClosed.wait({ target, closed: true })).to.include({
      before: false,
      after: true,
    });
    const delayed = await constitution.setTargetAdminDelay.wait({ target, delay: seconds.days(5) });
    expect(delayed).to.include({ before: 0n, after: 432_000n });
  });

  it("makes several calls of its own in one", async () => {
    const { government, client } = await loadFixture(aConnectedNation);
    const calls = [roleId.from(5), roleId.from(6)].map((role) =>
      client.constitution.labelRole.call({ role, label: `role ${role}` }),
    );
    expect((await government.constitution.multicall.wait({ calls })).calls).to.equal(2);
  });

  it("makes a call that the caller may make", async () => {
    const { government, client } = await loadFixture(aConnectedNation);
    const call = client.coin.setProvision.call({ key: "taxRate", value: bps.percent("2") });
    expect((await government.constitution.execute.wait({ call })).executed).to.equal(undefined);
    expect(await client.coin.taxRate()).to.equal(200n);
  });
});

describe("nation.coin", () => {
  it("sets who bears no tax", async () => {
    const { government, client, stranger } = await loadFixture(aConnectedNation);
    const set = await government.coin.setExemption.wait({ account: stranger.address, exemption: "receiving" });
    expect([set.before, set.after]).to.deep.equal(["none", "receiving"]);
    expect(await client.coin.exemptionOf({ account: stranger.address })).to.equal("receiving");
  });

  it("exempts an account for good", async () => {
    const { government, client, stranger } = await loadFixture(aConnectedNation);
    const { account } = await government.coin.fixExemption.wait({ account: stranger.address });
    expect(account).to.equal(stranger.address);
    expect(await client.coin.isExemptionFixed({ account })).to.equal(true);
  });

  it("sets, tries and ratifies its provisions", async () => {
    const { government } = await loadFixture(aConnectedNation);
    const { coin } = government;
    const set = await coin.setProvision.wait({ key: "taxRate", value: bps.percent("2") });
    expect([set.before, set.after]).to.deep.equal([100n, 200n]);
    const trial = { key: "taxRate", value: bps.percent("3"), period: seconds.days(1) } as const;
    const tried = await coin.tryProvision.wait(trial);
    expect([tried.standing, tried.trial, tried.until]).to.deep.equal([
      200n,
      300n,
      BigInt(await time.latest()) + 86_400n,
    ]);
    expect((await coin.provision({ key: "taxRate" })).tried).to.deep.equal({ value: 300n, until: tried.until });
    const ratified = await coin.ratifyProvision.wait({ key: "taxRate" });
    expect([ratified.before, ratified.after]).to.deep.equal([200n, 300n]);
  });

  it("tells what a payment would come to", async () => {
    const { client, citizens, coin } = await loadFixture(aConnectedNation);
    const [from, to] = [citizens[0].address, citizens[1].address];
    expect(await client.coin.taxOn({ from, to, amount: ten })).to.equal(civic.parse("0.1"));
    expect([await client.coin.name(), await client.coin.symbol()]).to.deep.equal([
      await coin.name(),
      await coin.symbol(),
    ]);
    expect(await client.coin.maxSupply()).to.equal(await coin.MAX_SUPPLY());
    expect(await client.coin.mintable()).to.equal(await coin.mintable());
  });

  it("pays out of an allowance", async () => {
    const { government, clients, citizens } = await loadFixture(aConnectedNation);
    const [from, to] = [citizens[0].address, citizens[1].address];
    await government.coin.mint.wait({ to: from, amount: civic.parse("100") });
    await clients[0].coin.approve.wait({ spender: to, amount: civic.parse("30") });
    await clients[1].coin.transferFrom.wait({ from, to, amount: ten });
    const { received } = await clients[1].coin.transferNetFrom.wait({ from, to, net: civic.parse("5") });
    expect(received).to.equal(civic.parse("5"));
    const left = await clients[1].coin.allowance({ owner: from, spender: to });
    expect(left).to.be.lessThan(civic.parse("15"));
  });
});

describe("nation.timelock", () => {
  it("tells its delay, and changes it", async () => {
    const { government, timelock } = await loadFixture(aConnectedNation);
    expect(await government.timelock.delay()).to.equal(await timelock.getMinDelay());
    const formerDelay = await government.timelock.delay();
    const changed = await government.timelock.setProvision.wait({ key: "delay", value: seconds.days(3) });
    expect(changed).to.include({ before: formerDelay, after: 259_200n });
  });

  it("tells how long calls wait", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const taxed = client.coin.setProvision.call({ key: "taxRate", value: bps.percent("2") });
    const named = client.setMotto.call({ motto: "Never" });
    expect(await client.timelock.delayOf({ calls: [named], class: "ordinary" })).to.equal(seconds.days(2));
    expect(await client.timelock.delayOf({ calls: [named], class: "constitutional" })).to.equal(seconds.days(7));
    expect(await client.timelock.delayOf({ calls: [taxed], class: "ordinary" })).to.equal(seconds.days(7));
  });

  it("takes operations from nobody but the governor", async () => {
    const { asStranger, client } = await loadFixture(aConnectedNation);
    const call = client.coin.setProvision.call({ key: "taxRate", value: bps.percent("2") });
    const error = await failureOf(asStranger.timelock.schedule({ call, delay: seconds.days(7) }));
    expect(isRevert(error, "AccessControlUnauthorizedAccount")).to.equal(true);
  });

  it("knows where an operation stands", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const calls = [client.setMotto.call({ motto: "Never" })];
    expect(await client.timelock.stateOf({ id: await client.timelock.hashOf({ calls }) })).to.equal("unset");
  });

  it("knows who proposes", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const role = await client.timelock.contract.PROPOSER_ROLE();
    expect(await client.timelock.hasRole({ role, account: client.governor.address })).to.equal(true);
  });
});

describe("nation", () => {
  for (const [act, text] of [
    ["setName", { name: "Newland" }],
    ["setMotto", { motto: "New" }],
    ["setDomain", { domain: "new.example" }],
    ["setDaoURI", { daoURI: "ipfs://new" }],
    ["setFlag", { flag: flagOf("Newland") }],
  ] as const) {
    it(`changes its profile: ${act}`, async () => {
      const { government } = await loadFixture(aConnectedNation);
      const write = government[act] as typeof government.setName;
      const { after } = await write.wait(text as { name: string });
      expect(after).to.equal(Object.values(text)[0]);
    });
  }

  it("refuses what is no flag, before anybody is asked", async () => {
    const { government } = await loadFixture(aConnectedNation);
    const flag = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><script>1</script></svg>`;
    for (const attempt of [government.setFlag({ flag }), government.setFlag.simulate({ flag })]) {
      const error = await failureOf(attempt);
      expect(error).to.be.instanceOf(InvalidInputError);
      expect((error as InvalidInputError).advice).to.include("<script> does not belong in it");
    }
  });

  it("keeps the history of its institutions", async () => {
    const { government, founding } = await loadFixture(aConnectedNation);
    const { before, after } = await government.appointInstitution.wait({ name: "passport" });
    expect([before, after]).to.deep.equal([founding.addresses.passport, undefined]);
    const history = await government.historyOf({ name: "passport" });
    expect(history.map(({ account }) => account)).to.deep.equal([founding.addresses.passport, undefined]);
  });
});
