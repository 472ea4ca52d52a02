import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { citizenId, civic, connect, moment, type NationClient, seconds, wei } from "../../sdk/src";
import { caseId as caseUnit } from "../../sdk/src/institutions/court/units";
import type { NextStep } from "../../sdk/src/watch";
import { openNode } from "../../sdk/src/core";
import { demonstrationNation } from "../fixtures/demonstration";
import { aConnectedNation } from "../fixtures/connected";
import { aCourtroom, bring, judge, jurors, outwait, pass, seat } from "../fixtures/justice";
import { aNationOf } from "../fixtures/nation";
import { publicNode } from "../fixtures/public-node";
import { ACCUSED, aTribunalOfPanels, Ruling } from "../fixtures/tribunal";

const DAY = 86_400;

/** So slow that the way counts, and not what is computed, in milliseconds. */
const LATENCY = 600;

const aNationOfFour = aNationOf(4);

/** The steps of an institution, or all. */
async function stepsOf(nation: NationClient, institution?: string): Promise<NextStep[]> {
  const { steps, unreadable } = await nation.next();
  expect(unreadable).to.deep.equal([]);
  return steps.filter((step) => institution === undefined || step.institution === institution);
}

const acts = (steps: readonly NextStep[]) => steps.map(({ kind, act }) => `${kind} ${act}`);

describe("nation.next()", () => {
  context("given nothing to do", () => {
    it("tells nothing, and whose citizenship it is", async () => {
      const { client, asStranger } = await loadFixture(aConnectedNation);
      expect(await client.next()).to.deep.include({ account: client.account, citizenId: 1n, steps: [], partial: [] });
      expect(await asStranger.next()).to.deep.include({ citizenId: undefined, steps: [] });
    });
  });

  context("given an invitation", () => {
    it("tells to accept it until it ends", async () => {
      const { government, asStranger } = await loadFixture(aConnectedNation);
      const until = moment.from((await time.latest()) + 20 * DAY);
      await government.citizenship.invite.wait({ invitees: [asStranger.account!], until });
      const [step] = await stepsOf(asStranger);
      expect(step).to.include({ kind: "can", institution: "citizenship", act: "requestAdmission", until });
      expect(step.text).to.equal(`You are invited to become a citizen: accept until ${moment.format(until)}.`);
      expect(step.messages.step.key).to.equal("next.citizenship.accept");
      await time.increaseTo(until);
      expect(await stepsOf(asStranger)).to.deep.equal([]);
    });
  });

  context("given a term that ends soon", () => {
    it("tells to renew it, and what it costs to let it pass", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const { until } = await client.citizenship.citizen({ citizenId: citizenId.from(1) });
      await time.increaseTo(until - BigInt(30 * DAY));
      const [step] = await stepsOf(client);
      expect(step).to.include({ kind: "must", act: "renewOwn", until });
      expect(step.cost).to.include("you have no vote");
      await client.citizenship.renewOwn.wait();
      expect(await stepsOf(client)).to.deep.equal([]);
    });
  });

  context("given a term that ended long ago", () => {
    it("tells to renew it where the nation lets everybody come back, since it knows fewer than three", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const { until } = await client.citizenship.citizen({ citizenId: citizenId.from(1) });
      await time.increaseTo(until + BigInt(100 * DAY));
      const [step] = await stepsOf(client);
      expect(step).to.include({ kind: "must", act: "renewOwn", until: undefined });
      expect(step.text).to.include("lets you come back still");
      await client.citizenship.renewOwn.wait();
      expect(await stepsOf(client)).to.deep.equal([]);
    });

    it("tells nothing where others stayed", async () => {
      const { citizens, founding } = await loadFixture(aNationOfFour);
      const [last, ...others] = await Promise.all(
        [...citizens].reverse().map((citizen) => connect(citizen, founding.addresses.nation)),
      );
      const { until } = await last.citizenship.citizen({ citizenId: citizenId.from(4) });
      await time.increaseTo(until - BigInt(30 * DAY));
      for (const other of others) await other.citizenship.renewOwn.wait();
      await time.increaseTo(until + BigInt(100 * DAY));
      expect(await stepsOf(last)).to.deep.equal([]);
    });
  });

  context("given a proposal", () => {
    async function aProposal() {
      const world = await loadFixture(aConnectedNation);
      const calls = [{ target: world.stranger.address, value: wei.from(0n), data: "0x" }];
      const { proposal } = await world.client.governor.propose.wait({ calls, description: "Do nothing\n\nAt all." });
      return { ...world, proposal };
    }

    it("tells citizens to vote, once it is open and until they have", async () => {
      const { client, asStranger, proposal } = await loadFixture(aProposal);
      const [later] = await stepsOf(client);
      expect(later).to.include({ kind: "can", act: "vote", from: proposal.opensAt, until: proposal.closesAt });
      await time.increaseTo(proposal.opensAt + 1n);
      const [now] = await stepsOf(client);
      expect(now).to.deep.include({ act: "vote", from: undefined, params: { proposalId: proposal.id } });
      expect(now.text).to.equal(`Vote on “Do nothing” until ${moment.format(proposal.closesAt)}.`);
      expect(await stepsOf(asStranger)).to.deep.equal([]);
      await client.governor.vote.wait({ proposalId: proposal.id, support: "for" });
      expect(await stepsOf(client)).to.deep.equal([]);
    });

    it("tells anyone to queue and execute what passed", async () => {
      const { clients, asStranger, proposal } = await loadFixture(aProposal);
      const { id } = proposal;
      await time.increaseTo(proposal.opensAt + 1n);
      for (const citizen of clients) await citizen.governor.vote.wait({ proposalId: id, support: "for" });
      await time.increaseTo((await asStranger.governor.status({ proposalId: id })).closesAt + 1n);
      const [queue] = await stepsOf(asStranger);
      expect(queue).to.deep.include({ kind: "can", act: "queue", params: { proposalId: id } });
      const { executableAt } = await asStranger.governor.queue.wait({ proposalId: id });
      const [wait] = await stepsOf(asStranger);
      expect(wait).to.include({ act: "execute", from: executableAt });
      await time.increaseTo(executableAt);
      const [execute] = await stepsOf(asStranger);
      expect(execute).to.include({ act: "execute", from: undefined });
      expect(execute.cost).to.equal("What was decided lapses.");
    });
  });

  context("given a proposal that too few voted on", () => {
    it("tells citizens to propose it again, from when on and until when", async () => {
      const { client, clients, asStranger, stranger } = await loadFixture(aConnectedNation);
      const calls = [{ target: stranger.address, value: wei.from(0n), data: "0x" }];
      const { proposal } = await client.governor.propose.wait({ calls, description: "Do nothing" });
      await time.increaseTo(proposal.opensAt + 1n);
      await client.governor.vote.wait({ proposalId: proposal.id, support: "for" });
      await time.increaseTo(proposal.closesAt + 1n);
      const [later] = await stepsOf(clients[1], "governor");
      const from = moment.after(proposal.closesAt, seconds.days(14));
      const until = moment.after(from, seconds.days(30));
      expect(later).to.include({ kind: "can", act: "proposeAgain", from, until });
      expect(later.messages.step.key).to.equal("next.governor.proposeAgainLater");
      expect(await stepsOf(asStranger, "governor")).to.deep.equal([]);
      await time.increaseTo(from);
      const [now] = await stepsOf(clients[1], "governor");
      expect(now.from).to.equal(undefined);
      expect(now.text).to.include("can have a second call until");
      await clients[1].governor.proposeAgain.wait(now.params as never);
      expect(acts(await stepsOf(clients[1], "governor"))).to.deep.equal(["can vote"]);
    });
  });

  context("given coin that was unstaked", () => {
    it("tells from when on it can be withdrawn", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const amount = civic.parse("5");
      await client.coin.approve.wait({ spender: client.stake.address, amount: civic.parse("6") });
      await client.stake.stake.wait({ amount });
      const { leavesAt } = await client.stake.unstake.wait({ amount });
      const [later] = await stepsOf(client, "stake");
      expect(later).to.deep.include({ kind: "owed", act: "withdraw", params: { citizenId: 1n }, from: leavesAt });
      await time.increaseTo(leavesAt);
      const [now] = await stepsOf(client, "stake");
      expect(now).to.include({ from: undefined, text: "Withdraw the 5 civic coin that you unstaked." });
    });
  });

  context("given a case before the court", () => {
    async function aSeatedCase() {
      const world = await loadFixture(aCourtroom);
      const caseId = await bring(world);
      await seat(world, caseId);
      const [juror, ...others] = await jurors(world, caseId);
      return { ...world, caseId, juror, others };
    }

    it("tells its jurors to hand in votes and to reveal them, before all else", async () => {
      const world = await loadFixture(aSeatedCase);
      const { juror, caseId } = world;
      const { round } = await juror.court.case({ caseId });
      const [commit] = await stepsOf(juror);
      expect(commit).to.deep.include({ kind: "must", act: "commit", params: { caseId }, until: round.commitEndsAt });
      expect(commit.cost).to.include("lose a part of your bond");
      await juror.court.commit.wait({ caseId, choice: 1 });
      const [later] = await stepsOf(juror);
      expect(later).to.include({ kind: "must", act: "reveal", from: round.commitEndsAt });
      await outwait(world, caseId);
      const [reveal] = await stepsOf(juror);
      expect(reveal).to.include({ kind: "must", act: "reveal", from: undefined, until: round.revealEndsAt });
    });

    it("tells its jurors to settle it, and then what they are owed", async () => {
      const world = await loadFixture(aCourtroom);
      const caseId = await bring(world);
      await judge(world, caseId, [1, 1, 1]);
      const [juror] = await jurors(world, caseId);
      await pass(world, caseId);
      expect(acts(await stepsOf(juror))).to.include("owed settleAll");
      await world.asStranger.court.settleAll({ caseId });
      const steps = await stepsOf(juror);
      expect(acts(steps)).to.include("owed claimForCitizen").and.not.include("owed settleAll");
      const owed = steps.find(({ act }) => act === "claimForCitizen")!;
      expect(owed.text).to.match(/^You are owed [\d.]+ native coin as a citizen: claim it\.$/);
      await juror.court.claimForCitizen.wait(owed.params as never);
      expect(acts(await stepsOf(juror))).to.not.include("owed claimForCitizen");
    });

    it("tells whoever gave for an appeal that did not come about what comes back", async () => {
      const world = await loadFixture(aCourtroom);
      const { asStranger } = world;
      const caseId = await bring(world);
      await judge(world, caseId, [1, 1, 1]);
      await asStranger.court.fundAppeal.wait({ caseId, choice: 2, amount: wei.from(1_000_000_000_000n) });
      expect(acts(await stepsOf(asStranger, "court"))).to.deep.equal([]);
      await pass(world, caseId);
      const [settle] = await stepsOf(asStranger, "court");
      const params = { caseId, round: 0, choice: 2, contributor: asStranger.account };
      expect(settle).to.deep.include({ kind: "owed", act: "settleContribution", params });
      expect(settle.text).to.include("settle 0.000001 native coin");
      await asStranger.court.settleContribution.wait(settle.params as never);
      expect(acts(await stepsOf(asStranger))).to.deep.equal(["owed claim"]);
    });

    it("tells who is challenged to answer", async () => {
      const world = await loadFixture(aCourtroom);
      const { asStranger } = world;
      const terms = { citizenId: citizenId.from(12), ground: "falseDossier", statement: "It is forged." } as const;
      const { caseId } = await asStranger.tribunal.challenge.wait(terms);
      const steps = await stepsOf(world.as(12), "tribunal");
      const { endsAt } = await asStranger.court.case({ caseId });
      expect(steps).to.have.length(1);
      expect(steps[0]).to.deep.include({ kind: "must", act: "answer", params: { caseId }, until: endsAt });
      expect(await stepsOf(world.as(11), "tribunal")).to.deep.equal([]);
    });

    it("tells whose citizenship panels ended that all citizens can be asked, until it is too late", async () => {
      const world = await loadFixture(aTribunalOfPanels);
      const caseId = caseUnit.from(await world.ruled(Ruling.grant));
      await world.tribunal.enforce(caseId);
      const accused = await connect(world.citizen(ACCUSED), await world.nation.getAddress());
      const other = await connect(world.citizen(1), await world.nation.getAddress());
      // Some of this nation's institutions are plain accounts, which answer nothing.
      const told = async (client: NationClient) =>
        (await client.next()).steps.filter(({ institution }) => institution === "tribunal");
      const { reopenableUntil: until } = await accused.tribunal.challengeOf({ caseId });
      const [step, ...more] = await told(accused);
      expect(step).to.deep.include({ kind: "can", act: "reopen", params: { caseId }, until });
      expect([...more, ...(await told(other))]).to.deep.equal([]);
      await time.increaseTo(until!);
      expect(await told(accused)).to.deep.equal([]);
    });
  });

  context("given an agreement", () => {
    async function anAgreement() {
      const world = await loadFixture(aConnectedNation);
      const [ana, ben] = world.clients;
      const latest = await time.latest();
      const terms = {
        parties: [ana, ben].map((party) => ({
          account: party.account!,
          lock: { coin: civic.parse("10") },
          payout: { coin: civic.parse("10") },
        })),
        text: "Ana paints the house of Ben.",
        signBy: moment.from(latest + 5 * DAY),
        until: moment.from(latest + 60 * DAY),
        objectionPeriod: seconds.days(2),
      };
      const { agreementId } = await ana.agreements.open.wait(terms);
      for (const party of [ana, ben]) {
        await party.coin.approve.wait({ spender: party.agreements.address, amount: civic.parse("10") });
      }
      return { ...world, ana, ben, terms, agreementId };
    }

    it("tells its parties to sign, to dispute what was declared, and to pay it out", async () => {
      const { ana, ben, asStranger, terms, agreementId } = await loadFixture(anAgreement);
      const [sign] = await stepsOf(ben, "agreements");
      const params = { agreementId, party: 1 };
      expect(sign).to.deep.include({ kind: "can", act: "sign", params, until: terms.signBy });
      await ana.agreements.sign.wait({ agreementId });
      await ben.agreements.sign.wait({ agreementId });
      const [declare] = await stepsOf(ben, "agreements");
      expect(declare).to.deep.include({ kind: "can", act: "declarePerformed", params, until: terms.until });
      expect(declare.cost).to.equal("The agreement lapses, and all get back what they locked.");
      await ana.agreements.declarePerformed.wait({ agreementId, statement: "It is white." });
      expect(acts(await stepsOf(ana, "agreements"))).to.deep.equal([]);
      const [dispute] = await stepsOf(ben, "agreements");
      expect(dispute).to.deep.include({ kind: "can", act: "dispute", params });
      await time.increaseTo(dispute.until!);
      expect(acts(await stepsOf(ben, "agreements"))).to.deep.equal(["owed complete"]);
      expect(await stepsOf(asStranger, "agreements")).to.deep.equal([]);
    });

    it("tells the other party to answer before the court", async () => {
      const { ana, ben, agreementId } = await loadFixture(anAgreement);
      await ana.agreements.sign.wait({ agreementId });
      await ben.agreements.sign.wait({ agreementId });
      const demand = [{ coin: civic.parse("20") }, { coin: civic.parse("0") }];
      await ana.agreements.dispute.wait({ agreementId, demand, statement: "He has not paid." });
      const { answersUntil } = await ana.agreements.agreement({ agreementId });
      const [answer] = await stepsOf(ben, "agreements");
      expect(answer).to.deep.include({
        kind: "must",
        act: "answer",
        params: { agreementId, party: 1 },
        until: answersUntil,
      });
      expect(await stepsOf(ana, "agreements")).to.deep.equal([]);
      const answered = [{ coin: civic.parse("0") }, { coin: civic.parse("20") }];
      await ben.agreements.answer.wait({ agreementId, demand: answered, statement: "The walls are grey." });
      const { movesUntil } = await ana.agreements.agreement({ agreementId });
      for (const [party, one] of [ana, ben].entries()) {
        const [concede] = await stepsOf(one, "agreements");
        const params = { agreementId, party };
        expect(concede).to.deep.include({ kind: "can", act: "concede", params, until: movesUntil });
      }
    });
  });

  context("given a budget", () => {
    it("tells its spender what can be spent, and until when", async () => {
      const { client, clients, government, founding, citizens } = await loadFixture(aConnectedNation);
      await client.coin.transfer.wait({ to: founding.addresses.treasury, amount: civic.parse("50") });
      const until = moment.from((await time.latest()) + 60 * DAY);
      const { budgetId } = await government.treasury.openBudget.wait({
        spender: citizens[0].address,
        ceiling: { coin: civic.parse("1") },
        period: seconds.days(30),
        until,
        purpose: "Paint",
      });
      const [spend] = await stepsOf(client, "treasury");
      expect(spend).to.deep.include({ kind: "can", act: "spend", params: { budgetId }, until });
      expect(spend.text).to.match(/^You can spend [\d.]+ civic coin of budget 1 now\. It ends /);
      expect(await stepsOf(clients[1], "treasury")).to.deep.equal([]);
      await time.increaseTo(until);
      expect(await stepsOf(client, "treasury")).to.deep.equal([]);
    });
  });

  context("given a vote that sleeps after a move", () => {
    it("tells to wake it once that is possible", async () => {
      const { government, clients, asStranger } = await loadFixture(aConnectedNation);
      await government.constitution.setTargetFunctionRole.wait({
        target: government.citizenship.address,
        selectors: [government.citizenship.move.fragment.selector],
        role: "government",
      });
      const id = citizenId.from(1);
      const deadline = moment.from((await time.latest()) + DAY);
      await government.citizenship.move.wait(await asStranger.citizenship.signAcceptance({ citizenId: id, deadline }));
      const asleep = await stepsOf(asStranger, "citizenship");
      expect(acts(asleep)).to.not.include("must wake");
      const { wakesAt } = await clients[1].citizenship.citizen({ citizenId: id });
      await time.increaseTo(wakesAt);
      const [wake] = await stepsOf(asStranger, "citizenship");
      expect(wake).to.deep.include({ kind: "must", act: "wake", params: { citizenId: id } });
      await clients[1].citizenship.wake.wait({ citizenId: id });
      expect(acts(await stepsOf(asStranger, "citizenship"))).to.not.include("must wake");
    });
  });

  context("given several things", () => {
    it("tells what must be done first, then what can be, each by its deadline", async () => {
      const { client, citizens, stranger } = await loadFixture(aConnectedNation);
      const { until } = await client.citizenship.citizen({ citizenId: citizenId.from(1) });
      await time.increaseTo(until - BigInt(10 * DAY));
      for (const description of ["One", "Two"]) {
        const calls = [{ target: stranger.address, value: wei.from(0n), data: "0x" }];
        await client.governor.propose.wait({ calls, description });
        await time.increase(DAY / 2);
      }
      const steps = await stepsOf(client);
      expect(acts(steps)).to.deep.equal(["must renewOwn", "can vote", "can vote"]);
      expect(steps[1].text).to.include("One");
      expect(citizens[0].address).to.equal(client.account);
    });
  });

  context("given an institution that cannot be read", () => {
    it("tells of all others", async () => {
      const { client, government, asStranger } = await loadFixture(aConnectedNation);
      const burner = await ethers.deployContract("PassportStub");
      const nation = await ethers.getContractAt("Nation", client.address);
      const runner = await ethers.getSigner(government.account!);
      const key = ethers.encodeBytes32String("stake");
      await nation.connect(runner).appointInstitution(key, await burner.getAddress());
      const until = moment.from((await time.latest()) + 20 * DAY);
      await government.citizenship.invite.wait({ invitees: [asStranger.account!], until });
      const again = await connect(client.contract.runner!, client.address);
      const { unreadable, steps } = await again.next({ account: client.account! });
      expect(unreadable.map(({ institution }) => institution)).to.deep.equal(["stake"]);
      expect(steps).to.deep.equal([]);
      const invited = await again.next({ account: asStranger.account! });
      expect(acts(invited.steps)).to.deep.equal(["can requestAdmission"]);
    });
  });

  context("given the demonstration's nation, behind a slow node", () => {
    it("takes four round trips", async () => {
      const { founding, citizens } = await loadFixture(demonstrationNation);
      const { nation: address } = founding.addresses;
      const near = await connect(citizens[0], address);
      const calls = [{ target: citizens[1].address, value: wei.from(0n), data: "0x" }];
      await near.governor.propose.wait({ calls, description: "Do nothing" });
      await near.next(); // Loads what it takes.
      const node = await publicNode({ latencyMs: LATENCY });
      const provider = openNode(node.url, { chainId: 31_337 });
      try {
        const nation = await connect(provider, address);
        let took = Infinity;
        // The quickest counts: others may use the machine meanwhile.
        for (let turn = 0; turn < 3; ++turn) {
          const start = performance.now();
          const { steps } = await nation.next({ account: citizens[0].address });
          took = Math.min(took, performance.now() - start);
          expect(acts(steps)).to.deep.equal(["can vote"]);
        }
        expect(took / LATENCY).to.be.below(6); // Four, and what a machine computes meanwhile.
      } finally {
        provider.destroy();
        await node.close();
      }
    });
  });
});
