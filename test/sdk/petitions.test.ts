import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { connect, InvalidInputError, isRevert, wei } from "../../sdk/src";
import { verifyFounding } from "../../sdk/src/founding";
import { Keeper } from "../../sdk/src/keeper";
import { packSignatures } from "../../sdk/src/institutions/petitions";
import { compiledCode } from "../fixtures/code";
import { failureOf } from "../fixtures/failure";
import { foundNation } from "../fixtures/nation";

/** A nation of six whose government is about to pay somebody: three carried it, and it waits. */
async function waiting() {
  const world = await foundNation(6, { institutions: { petitions: true } });
  await world.founder.sendTransaction({ to: world.treasury, value: 10n ** 18n });
  const { nation } = world.founding.addresses;
  const clients = await Promise.all(world.citizens.map((citizen) => connect(citizen, nation)));
  const calls = [
    clients[0].treasury.pay.call({ to: world.stranger.address, amount: { native: wei.from(5n) }, purpose: "Raid" }),
  ];
  const { proposal } = await clients[0].governor.propose.wait({ calls, description: "Raid", rehearse: false });
  await time.increaseTo(proposal.opensAt + 1n);
  for (const { governor } of clients.slice(0, 3)) await governor.vote.wait({ proposalId: proposal.id, support: "for" });
  await time.increaseTo(proposal.closesAt + 1n);
  await clients[0].governor.queue.wait({ proposalId: proposal.id });
  const made = await clients[0].governor.proposal({ proposalId: proposal.id });
  const asStranger = await connect(world.stranger, nation);
  return {
    ...world,
    clients,
    asStranger,
    proposalId: proposal.id,
    terms: { calls: made.calls, description: made.description },
  };
}

async function collecting() {
  const world = await waiting();
  await world.clients[5].petitions.open.wait(world.terms);
  return world;
}

async function voting() {
  const world = await collecting();
  const { clients, proposalId, asStranger } = world;
  const signatures = await Promise.all(
    clients.slice(3, 5).map(({ petitions }) => petitions.signPetition({ proposalId })),
  );
  const brought = await asStranger.petitions.bring.wait({ proposalId, signatures });
  await time.increase(1);
  return { ...world, brought };
}

/** The second vote is over, and what it is about is held for a day more. */
async function afterTheVote({ brought }: Pick<Awaited<ReturnType<typeof voting>>, "brought">) {
  await time.increaseTo(brought.vote!.endsAt + 1n);
}

describe("nation.petitions", () => {
  it("opens one by what the proposal says, and lists it", async () => {
    const { clients, proposalId, terms } = await loadFixture(waiting);
    expect(await clients[5].petitions.signaturesNeeded()).to.equal(3n);
    const opened = await clients[5].petitions.open.wait(terms);
    expect(opened).to.include({ proposalId, vote: undefined });
    const { items } = await clients[0].petitions.list();
    expect(items.map(({ proposalId: id, phase, signatures, needed }) => [id, phase, signatures, needed])).to.deep.equal(
      [[proposalId, "collecting", 1n, 3n]],
    );
  });

  it("brings what citizens signed, and opens the second vote with the last that it takes", async () => {
    const { brought, clients, proposalId } = await loadFixture(voting);
    expect(brought.brought).to.deep.equal([4n, 5n]);
    const petition = await clients[0].petitions.petition({ proposalId });
    expect(petition).to.include({ phase: "voting", voteEndsAt: brought.vote!.endsAt, outcome: "open" });
    expect(await clients[0].timelock.heldUntil({ id: petition.operation })).to.equal(brought.vote!.heldUntil);
    expect(await clients[0].petitions.hasSigned({ proposalId, citizenId: brought.brought[0] })).to.equal(true);
  });

  it("tells citizens to sign, to vote and to settle", async () => {
    const actsOf = async (client: Awaited<ReturnType<typeof connect>>) =>
      (await client.next()).steps
        .filter(({ institution }) => institution === "petitions")
        .map(({ act, kind }) => [act, kind]);
    const { clients } = await loadFixture(collecting);
    expect(await actsOf(clients[0])).to.deep.equal([["sign", "can"]]);
    expect(await actsOf(clients[5])).to.deep.equal([]);
    const later = await loadFixture(voting);
    expect(await actsOf(later.clients[0])).to.deep.equal([["vote", "must"]]);
    const { proposalId } = later;
    const cast = await later.clients[0].petitions.vote.wait({ proposalId, inFavour: false });
    expect(cast).to.include({ citizenId: 1n, inFavour: false });
    expect(await actsOf(later.clients[0])).to.deep.equal([]);
    expect(await later.clients[0].petitions.hasVoted({ proposalId, citizenId: cast.citizenId })).to.equal(true);
    await afterTheVote(later);
    expect(await actsOf(later.clients[1])).to.deep.equal([["settle", "can"]]);
  });

  it("ends what more voted against, which the proposal shows, and verification explains", async () => {
    const world = await loadFixture(voting);
    const { clients, asStranger, proposalId, founding } = world;
    for (const { petitions } of clients.slice(3)) await petitions.vote.wait({ proposalId, inFavour: false });
    await afterTheVote(world);
    const settled = await asStranger.petitions.settle.wait({ proposalId });
    expect(settled).to.deep.include({ confirmed: false, votes: { for: 0n, against: 3n } });
    expect((await asStranger.petitions.petition({ proposalId })).outcome).to.equal("refused");
    expect((await asStranger.governor.list()).items[0].state).to.equal("canceled");
    const { verdict } = await verifyFounding(ethers.provider, founding.addresses.nation, { code: compiledCode });
    expect(verdict).to.equal("whole");
  });

  it("lets go what was confirmed, and is whole", async () => {
    const world = await loadFixture(voting);
    const { clients, asStranger, proposalId, founding } = world;
    await clients[0].petitions.vote.wait({ proposalId, inFavour: true });
    await afterTheVote(world);
    const { confirmed } = await asStranger.petitions.settle.wait({ proposalId });
    expect(confirmed).to.equal(true);
    const { verdict } = await verifyFounding(ethers.provider, founding.addresses.nation, { code: compiledCode });
    expect(verdict).to.equal("whole");
  });

  it("is settled by the keeper, before what was refused could be done", async () => {
    const world = await loadFixture(voting);
    const { clients, proposalId, stranger, founding } = world;
    for (const { petitions } of clients.slice(3)) await petitions.vote.wait({ proposalId, inFavour: false });
    const keeper = new Keeper(stranger, founding.addresses.nation, { only: ["petitions", "governor"] });
    expect(await keeper.pass()).to.deep.equal([]);
    await afterTheVote(world);
    const [settled, ...more] = await keeper.pass();
    expect(settled).to.include({ key: `settle petition ${proposalId}`, outcome: "done" });
    expect(more).to.deep.equal([]);
    expect((await clients[0].petitions.petition({ proposalId })).outcome).to.equal("refused");
    expect(await keeper.pass()).to.deep.equal([]);
  });

  it("takes a signature back", async () => {
    const { clients, proposalId } = await loadFixture(collecting);
    expect(await clients[5].petitions.withdraw.wait({ proposalId })).to.include({ proposalId, citizenId: 6n });
    expect(
      isRevert(await failureOf(clients[5].petitions.withdraw({ proposalId })), "Petitions_AlreadyWithdrawn"),
    ).to.equal(true);
    await clients[5].petitions.sign.wait({ proposalId });
  });

  it("packs no signature of another petition, and none that is none", async () => {
    const { clients, proposalId } = await loadFixture(collecting);
    const signed = await clients[3].petitions.signPetition({ proposalId });
    for (const one of [
      { ...signed, proposalId: (proposalId + 1n) as typeof proposalId },
      { ...signed, signature: "0x12" },
    ])
      expect(() => packSignatures({ proposalId, signatures: [one] })).to.throw(InvalidInputError);
  });

  it("is told by the overview", async () => {
    const { clients } = await loadFixture(collecting);
    expect((await clients[0].overview()).petitions).to.deep.include({ petitions: 1, needed: 3n });
  });
});
