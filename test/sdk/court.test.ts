import { loadFixture, mine, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { BrowserProvider, type Eip1193Provider } from "ethers";
import { ethers, network } from "hardhat";
import { setTimeout } from "node:timers/promises";
import { citizenId, connect, gwei, InvalidInputError, isRevert, moment, wei, type NationError } from "../../sdk/src";
import {
  caseId as caseUnit,
  NotACitizenError,
  readExtraData,
  type Case,
  type CaseId,
  extraDataOf,
} from "../../sdk/src/institutions/court";
import { COST, FAST_SEAT_FEE, PERIODS, SEAT_FEE } from "../fixtures/court";
import { failureOf } from "../fixtures/failure";
import { DAY } from "../fixtures/money";
import { aCourtroom, aLawfulNation, bring, judge, jurors, outwait, pass, seat } from "../fixtures/justice";

describe("nation.court", () => {
  async function aCase() {
    const world = await loadFixture(aCourtroom);
    return { ...world, caseId: await bring(world, 2, { parties: [citizenId.from(1), citizenId.from(2)] }) };
  }

  async function aSeatedCase() {
    const world = await loadFixture(aCase);
    const found = await seat(world, world.caseId);
    return { ...world, found };
  }

  async function aJudgedCase() {
    const world = await loadFixture(aCase);
    const judged = await judge(world, world.caseId, [1, 2, 1]);
    return { ...world, judged };
  }

  async function aFinalCase() {
    const world = await loadFixture(aJudgedCase);
    const decided = await pass(world, world.caseId);
    return { ...world, decided };
  }

  describe("bringing a case", () => {
    it("tells what it costs in both tracks", async () => {
      const { asStranger } = await loadFixture(aLawfulNation);
      expect(await asStranger.court.costs()).to.deep.equal({ general: COST, fast: 3n * FAST_SEAT_FEE });
      expect(await asStranger.court.cost()).to.equal(COST);
      expect(await asStranger.court.cost({ track: "fast" })).to.equal(3n * FAST_SEAT_FEE);
    });

    it("tells the provisions in their units", async () => {
      const { asStranger } = await loadFixture(aLawfulNation);
      const { evidencePeriod, seatFee } = await asStranger.court.provisions();
      expect(evidencePeriod.text).to.equal("3 days");
      expect(gwei.toWei(seatFee.current)).to.equal(SEAT_FEE);
    });

    it("finds the case that another contract's transaction brought", async () => {
      const { asStranger, arbitrable, caseId } = await loadFixture(aCase);
      expect(await asStranger.court.casesOf({ arbitrable: await arbitrable.getAddress() })).to.deep.equal([
        { caseId, arbitrable: await arbitrable.getAddress(), track: "general", choices: 2, fees: COST },
      ]);
    });

    it("finds none in a transaction that brought none", async () => {
      const world = await loadFixture(aCase);
      const { receipt } = await pass(world, world.caseId);
      expect(world.asStranger.court.openedIn({ receipt })).to.deep.equal([]);
    });

    it("lets an account bring one for itself", async () => {
      const { asStranger, stranger } = await loadFixture(aLawfulNation);
      const cost = await asStranger.court.cost({ track: "fast" });
      const opened = await asStranger.court.open.wait({ choices: 3, track: "fast", cost });
      expect(opened).to.deep.include({
        caseId: 1n,
        arbitrable: stranger.address,
        track: "fast",
        choices: 3,
        fees: cost,
      });
    });

    it("says what is to be paid", async () => {
      const { asStranger } = await loadFixture(aLawfulNation);
      const error = await failureOf(asStranger.court.open({ choices: 2, cost: wei.from(1n) }));
      expect(isRevert(error, "Court_CostNotCovered") && error.args).to.deep.equal({ paid: 1n, cost: COST });
      expect(isRevert(error, "Court_CostNotCovered") && error.advice).to.contain("send that many wei");
    });
  });

  describe("case()", () => {
    it("tells everything in one request", async () => {
      const { nation, caseId, citizens } = await loadFixture(aSeatedCase);
      const asked: string[] = [];
      const wallet: Eip1193Provider = {
        request: ({ method, params }) => {
          asked.push(method);
          return network.provider.request({ method, params: params as unknown[] });
        },
      };
      const signer = await new BrowserProvider(wallet).getSigner(citizens[0].address);
      const client = await connect(signer, await nation.getAddress());
      asked.length = 0;
      const found = await client.court.case({ caseId });
      expect(asked).to.deep.equal(["eth_call"]);
      expect(found.viewer?.citizenId).to.equal(1n);
    });

    it("tells a case that hears evidence", async () => {
      const { asStranger, caseId, arbitrable } = await loadFixture(aCase);
      const found = await asStranger.court.case({ caseId });
      expect(found).to.deep.include({
        id: caseId,
        arbitrable: await arbitrable.getAddress(),
        track: "general",
        choices: 2,
        phase: "evidence",
        ruling: undefined,
        isFinal: false,
        appeal: undefined,
        excused: [1n, 2n],
        viewer: undefined,
      });
      expect(found.endsAt).to.equal(moment.from((await time.latest()) + PERIODS.evidence));
      expect(found.round).to.deep.include({ round: 0, size: 3, fees: COST, frozenAt: undefined, seed: undefined });
    });

    it("tells who sits", async () => {
      const { found, asStranger, caseId } = await loadFixture(aSeatedCase);
      expect(found.phase).to.equal("commit");
      expect(found.round.panel.map(({ seat: place, vote, choice }) => [place, vote, choice])).to.deep.equal([
        [0, "none", undefined],
        [1, "none", undefined],
        [2, "none", undefined],
      ]);
      expect(found.endsAt).to.equal(found.round.commitEndsAt);
      const [, juror] = await jurors(await loadFixture(aSeatedCase), caseId);
      expect((await juror.court.case({ caseId })).viewer).to.deep.equal({
        citizenId: found.round.panel[1].citizenId,
        seat: 1,
        isExcused: false,
      });
      expect((await asStranger.court.case({ caseId })).viewer).to.equal(undefined);
    });

    it("tells the connected party that it does not sit", async () => {
      const world = await loadFixture(aCase);
      const { viewer } = await world.as(1).court.case({ caseId: world.caseId });
      expect(viewer).to.deep.equal({ citizenId: 1n, seat: undefined, isExcused: true });
    });

    it("tells the votes and the ruling", async () => {
      const { asStranger, caseId, judged } = await loadFixture(aJudgedCase);
      const { ruling, round, phase } = await asStranger.court.case({ caseId });
      expect([judged.phase, judged.ruling]).to.deep.equal(["appeal", 1]);
      expect([phase, ruling, round.ruling]).to.deep.equal(["appeal", 1, 1]);
      expect(round.ballots).to.deep.equal([0n, 2n, 1n]);
      expect(round.panel.map(({ choice }) => choice)).to.deep.equal([1, 2, 1]);
    });

    it("says that there is no such case", async () => {
      const { asStranger } = await loadFixture(aLawfulNation);
      const error = await failureOf(asStranger.court.case({ caseId: caseUnit.from(7) }));
      expect(isRevert(error, "Court_WrongPhase") && error.args.caseId).to.equal(7n);
    });
  });

  describe("what comes next", () => {
    const acts = async (world: Awaited<ReturnType<typeof aCase>>, as = world.asStranger) =>
      (await as.court.case({ caseId: world.caseId })).next.map(({ act, isOpen, isYours }) => [act, isOpen, isYours]);

    it("is evidence, and then the draw", async () => {
      const world = await loadFixture(aCase);
      expect(await acts(world, world.as(3))).to.deep.equal([
        ["submitEvidence", true, true],
        ["recuse", true, true],
        ["advance", false, false],
      ]);
      expect((await acts(world, world.as(1)))[1]).to.deep.equal(["recuse", true, false]);
    });

    it("is nobody's where no account is connected", async () => {
      const world = await loadFixture(aCase);
      const found = await acts(world, await world.asStranger.as(ethers.provider));
      expect(found.every(([, , isYours]) => isYours === false)).to.equal(true);
    });

    it("is to move on once the evidence is over", async () => {
      const world = await loadFixture(aCase);
      await outwait(world, world.caseId);
      expect(await acts(world)).to.deep.equal([["advance", true, true]]);
    });

    it("does not offer a citizen to be excused twice", async () => {
      const world = await loadFixture(aCase);
      await world.as(5).court.recuse.wait({ caseId: world.caseId });
      expect((await acts(world, world.as(5)))[1]).to.deep.equal(["recuse", true, false]);
    });

    it("is the draw, by the seed that it names", async () => {
      const world = await loadFixture(aCase);
      await pass(world, world.caseId);
      const { next, round } = await world.asStranger.court.case({ caseId: world.caseId });
      const [{ act, text }, later] = next;
      expect(act).to.equal("draw");
      expect(text).to.contain("of 3 seats").and.to.contain("request 1");
      expect([later.act, later.from]).to.deep.equal(["requestAgain", round.frozenAt! + BigInt(30 * DAY)]);
    });

    it("is to ask for another seed after 30 days", async () => {
      const world = await loadFixture(aCase);
      await pass(world, world.caseId);
      await time.increase(30 * DAY);
      const { seed } = (await world.asStranger.court.case({ caseId: world.caseId })).round;
      const asked = await world.asStranger.court.requestAgain.wait({ caseId: world.caseId });
      expect([asked.randomness, asked.requestId]).to.deep.equal([seed!.randomness, seed!.requestId + 1n]);
    });

    it("is the jurors' vote, and only theirs", async () => {
      const world = await loadFixture(aSeatedCase);
      const { found } = world;
      const [juror] = await jurors(world, world.caseId);
      const { next } = await juror.court.case({ caseId: world.caseId });
      expect(next.map(({ act, by, isOpen, isYours }) => [act, by, isOpen, isYours])).to.deep.equal([
        ["commit", "jurors", true, true],
        ["reveal", "jurors", false, false],
      ]);
      expect(next[0].citizenIds).to.deep.equal(found.round.panel.map(({ citizenId: id }) => id));
      expect(next[1].from).to.equal(found.round.commitEndsAt);
      expect((await acts(world, world.as(1)))[0]).to.deep.equal(["commit", true, false]);
    });

    it("is to reveal for those who sealed, and to move on when all have", async () => {
      const world = await loadFixture(aSeatedCase);
      const { caseId, asStranger } = world;
      const panel = await jurors(world, caseId);
      for (const juror of panel) await juror.court.commit.wait({ caseId, choice: 1 });
      await outwait(world, caseId);
      expect((await acts(world)).map(([act]) => act)).to.deep.equal(["reveal", "advance"]);
      await panel[0].court.reveal.wait({ caseId });
      const [{ citizenIds }] = (await asStranger.court.case({ caseId })).next;
      expect(citizenIds).to.have.length(2);
      for (const juror of panel.slice(1)) await juror.court.reveal.wait({ caseId });
      expect(await acts(world)).to.deep.equal([["advance", true, true]]);
    });

    it("is the appeal, side by side", async () => {
      const world = await loadFixture(aJudgedCase);
      const { next } = await world.asStranger.court.case({ caseId: world.caseId });
      expect(next.map(({ act }) => act)).to.deep.equal(["fundAppeal", "fundAppeal", "fundAppeal", "advance"]);
      expect(next[1].text).to.contain("choice 1, which was ruled: 0.022 native coin");
    });

    it("is the delivery, and the settling", async () => {
      const world = await loadFixture(aFinalCase);
      expect(await acts(world)).to.deep.equal([
        ["execute", true, true],
        ["settleAll", true, true],
      ]);
      await world.asStranger.court.execute.wait({ caseId: world.caseId });
      await world.asStranger.court.settleAll({ caseId: world.caseId });
      expect(await acts(world)).to.deep.equal([]);
    });
  });

  describe("list()", () => {
    async function fiveCases() {
      const world = await loadFixture(aLawfulNation);
      for (let count = 0; count < 5; ++count) await bring(world);
      return world;
    }

    it("tells the last ones first", async () => {
      const { asStranger } = await loadFixture(fiveCases);
      expect((await asStranger.court.list()).items.map(({ id }) => id)).to.deep.equal([5n, 4n, 3n, 2n, 1n]);
      expect(await asStranger.court.caseCount()).to.equal(5);
    });

    it("tells them page by page", async () => {
      const { asStranger } = await loadFixture(fiveCases);
      const first = await asStranger.court.list({ limit: 3 });
      expect(first.items.map(({ id }) => id)).to.deep.equal([5n, 4n, 3n]);
      const second = await asStranger.court.list({ limit: 3, cursor: first.cursor! });
      expect(second.items.map(({ id }) => id)).to.deep.equal([2n, 1n]);
      expect(second.cursor).to.equal(undefined);
    });

    it("tells none where none was brought", async () => {
      const { asStranger } = await loadFixture(aLawfulNation);
      expect((await asStranger.court.list()).items).to.deep.equal([]);
    });
  });

  describe("events", () => {
    it("tells what was brought", async () => {
      const { asStranger, caseId } = await loadFixture(aCase);
      const [opened] = await asStranger.court.events.CaseOpened.query({ where: { caseId } });
      expect(opened.fees).to.equal(COST);
    });
  });

  describe("watch()", () => {
    /** What a watch hears while something is done. */
    async function heard(
      world: Awaited<ReturnType<typeof aCase>>,
      act: () => Promise<unknown>,
      client = world.asStranger,
      where: { readonly caseId?: CaseId } = { caseId: world.caseId },
    ) {
      const found: Case[] = [];
      const failures: NationError[] = [];
      const stop = await client.court.watch((one) => found.push(one), {
        where,
        onFailure: (failure) => failures.push(failure),
      });
      await act();
      for (let waited = 0; waited < 100 && found.length + failures.length === 0; ++waited) await setTimeout(20);
      await stop();
      return { found, failures };
    }

    it("tells of the case anew when something has happened", async () => {
      const world = await loadFixture(aCase);
      const { found } = await heard(world, () => pass(world, world.caseId));
      expect(found.map(({ id, phase }) => [id, phase])).to.deep.equal([[world.caseId, "draw"]]);
    });

    it("hears of evidence", async () => {
      const world = await loadFixture(aCase);
      const evidence = { name: "A letter" };
      const { found } = await heard(world, async () =>
        world.as(3).court.submitEvidence.wait({ caseId: world.caseId, evidence }),
      );
      expect(found).to.have.length(1);
    });

    it("hears of every case if none is named", async () => {
      const world = await loadFixture(aCase);
      const second = await bring(world);
      const { found } = await heard(world, () => pass(world, second), world.asStranger, {});
      expect(found.map(({ id }) => id)).to.deep.equal([second]);
    });

    it("hears of no other case", async () => {
      const world = await loadFixture(aCase);
      const second = await bring(world);
      const evidence = { name: "A letter" };
      const { found } = await heard(world, async () => {
        await world.as(3).court.submitEvidence.wait({ caseId: second, evidence });
        await world.as(3).court.submitEvidence.wait({ caseId: world.caseId, evidence });
      });
      expect(found.map(({ id }) => id)).to.deep.equal([world.caseId]);
    });

    it("tells that the case could not be read", async () => {
      const world = await loadFixture(aCase);
      let isDown = false;
      const provider = new Proxy(ethers.provider, {
        get: (target, name): unknown => {
          if (name === "provider") return undefined; // Else ethers would go around this one.
          if (name === "send" && isDown) return () => Promise.reject(new TypeError("fetch failed"));
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        },
      });
      const act = async () => {
        isDown = true;
        await world.as(3).court.recuse.wait({ caseId: world.caseId });
      };
      const { failures } = await heard(world, act, await world.asStranger.as(provider));
      expect(failures.map(({ name }) => name)).to.deep.equal(["NetworkFaultError"]);
    });
  });

  describe("recuse()", () => {
    it("excuses the citizen", async () => {
      const world = await loadFixture(aCase);
      const excused = await world.as(5).court.recuse.wait({ caseId: world.caseId });
      expect(excused.citizenId).to.equal(5n);
      const { viewer } = await world.as(5).court.case({ caseId: world.caseId });
      expect(viewer).to.deep.equal({ citizenId: 5n, seat: undefined, isExcused: true });
    });
  });

  describe("advance()", () => {
    it("says until when it is to wait", async () => {
      const { asStranger, caseId } = await loadFixture(aCase);
      const { endsAt } = await asStranger.court.case({ caseId });
      const error = await failureOf(asStranger.court.advance({ caseId }));
      expect(isRevert(error, "Court_PhaseNotOver") && error.args.endsAt).to.equal(endsAt);
    });

    it("tells which phase comes next", async () => {
      const world = await loadFixture(aCase);
      expect((await pass(world, world.caseId)).phase).to.equal("draw");
      const final = await loadFixture(aFinalCase);
      expect([final.decided.phase, final.decided.ruling]).to.deep.equal(["final", 1]);
    });
  });

  describe("the plenary", () => {
    async function aPlenary() {
      const world = await loadFixture(aLawfulNation); // Nobody is on the roll.
      const caseId = await bring(world, 2, { parties: [citizenId.from(1)] });
      return { ...world, caseId, called: await pass(world, caseId) };
    }

    it("is called where nobody is on the roll", async () => {
      const { asStranger, caseId, called } = await loadFixture(aPlenary);
      expect(called.phase).to.equal("plenary");
      const { round, next } = await asStranger.court.case({ caseId });
      expect([round.isPlenary, round.size]).to.deep.equal([true, undefined]);
      expect(next.map(({ act, by }) => [act, by])).to.deep.equal([
        ["voteInPlenary", "citizens"],
        ["advance", "anyone"],
      ]);
    });

    it("decides", async () => {
      const world = await loadFixture(aPlenary);
      const { caseId } = world;
      for (const id of [2, 3, 4, 6]) await world.as(id).court.voteInPlenary.wait({ caseId, choice: 2 });
      const vote = { caseId, choice: 1, justification: "I saw it." };
      const given = await world.as(5).court.voteInPlenary.wait(vote);
      expect(given).to.deep.include({ citizenId: 5n, round: 0, choice: 1, justification: "I saw it." });
      const { phase, ruling } = await pass(world, caseId);
      expect([phase, ruling]).to.deep.equal(["final", 2]);
      const { voted, pairs } = (await world.asStranger.court.case({ caseId })).round;
      expect(voted).to.equal(5n);
      expect(pairs).to.deep.equal([
        { choice: 0, other: 1, before: 4n },
        { choice: 0, other: 2, before: 1n },
        { choice: 1, other: 2, before: 1n },
      ]);
    });

    it("refuses without a quorum", async () => {
      const world = await loadFixture(aPlenary);
      const { phase, ruling } = await pass(world, world.caseId);
      expect([phase, ruling]).to.deep.equal(["final", 0]);
      expect((await world.asStranger.court.case({ caseId: world.caseId })).ruling).to.equal(0);
    });

    it("counts a party, too", async () => {
      const world = await loadFixture(aPlenary);
      const { caseId } = world;
      const [{ isYours }] = (await world.as(1).court.case({ caseId })).next;
      expect(isYours).to.equal(true);
      expect((await world.as(1).court.voteInPlenary.wait({ caseId, choice: 1 })).citizenId).to.equal(1n);
    });
  });

  describe("the fast track", () => {
    it("carries a case from its opening to its delivery, sooner and for less", async () => {
      const world = await loadFixture(aCourtroom);
      const { asStranger, arbitrable } = world;
      const caseId = await bring(world, 2, { track: "fast" });
      const { track, round } = await asStranger.court.case({ caseId });
      expect([track, round.fees]).to.deep.equal(["fast", 3n * FAST_SEAT_FEE]);
      const start = await time.latest();
      await judge(world, caseId, [2, 2, 2]);
      await pass(world, caseId);
      expect((await time.latest()) - start).to.be.lessThan(PERIODS.evidence + 86_400);
      await asStranger.court.execute.wait({ caseId });
      expect(await arbitrable.rulingOf(caseId)).to.equal(2n);
    });
  });

  describe("execute()", () => {
    it("delivers the ruling", async () => {
      const { asStranger, caseId, arbitrable } = await loadFixture(aFinalCase);
      const { delivered, ruling } = await asStranger.court.execute.wait({ caseId });
      expect([delivered, ruling]).to.deep.equal([true, 1]);
      expect(await arbitrable.rulingOf(caseId)).to.equal(1n);
      expect((await asStranger.court.case({ caseId })).phase).to.equal("executed");
    });

    it("tells that the receiver refused, so that it can be delivered again", async () => {
      const { asStranger, caseId, arbitrable } = await loadFixture(aFinalCase);
      await arbitrable.setManner(1);
      expect((await asStranger.court.execute.wait({ caseId })).delivered).to.equal(false);
      await arbitrable.setManner(0);
      expect(await asStranger.court.execute.simulate({ caseId })).to.equal(true);
      expect((await asStranger.court.execute.wait({ caseId })).delivered).to.equal(true);
    });

    it("tells what it is to be given", async () => {
      const { asStranger, caseId } = await loadFixture(aFinalCase);
      expect((await asStranger.court.execute.estimate({ caseId })).gas).to.equal(3_000_000n);
    });

    it("says that it is too early before anything is sent", async () => {
      const { asStranger, caseId, stranger } = await loadFixture(aJudgedCase);
      const nonce = await stranger.getNonce();
      const error = await failureOf(asStranger.court.execute({ caseId }));
      expect(isRevert(error, "Court_WrongPhase")).to.equal(true);
      expect(await stranger.getNonce()).to.equal(nonce);
    });
  });

  describe("what is due", () => {
    it("is an equal part for each juror who voted, with the ruling or not", async () => {
      const world = await loadFixture(aFinalCase);
      const { caseId } = world;
      const [right, wrong] = await jurors(world, caseId);
      const claimable = await right.court.claimable();
      expect(claimable.rounds).to.deep.equal([{ caseId, round: 0, fees: COST / 3n }]);
      expect(claimable.total).to.equal(COST / 3n);
      expect((await wrong.court.claimable()).rounds).to.deep.equal([{ caseId, round: 0, fees: COST / 3n }]);
    });

    it("is collected at one go", async () => {
      const world = await loadFixture(aFinalCase);
      const [right] = await jurors(world, world.caseId);
      const steps: string[] = [];
      const collected = await right.court.claimAll({ onStep: ({ act }) => steps.push(act) });
      expect(steps).to.deep.equal(["settle", "claimForCitizen"]);
      expect(collected).to.deep.equal({ account: right.account, owed: 0n, fees: COST / 3n });
      expect((await right.court.claimable()).total).to.equal(0n);
    });

    it("is what was paid too much, too", async () => {
      const { asStranger, stranger } = await loadFixture(aLawfulNation);
      await asStranger.court.open.wait({ choices: 2, cost: wei.from(COST + 5n) });
      expect((await asStranger.court.claimable()).owed).to.equal(5n);
      expect(await asStranger.court.claimAll()).to.deep.equal({ account: stranger.address, owed: 5n, fees: 0n });
    });

    it("is nothing for who did nothing", async () => {
      const world = await loadFixture(aFinalCase);
      expect(await world.as(1).court.claimAll()).to.deep.equal({
        account: world.citizens[0].address,
        owed: 0n,
        fees: 0n,
      });
    });

    it("can be asked for anyone, by anyone", async () => {
      const world = await loadFixture(aFinalCase);
      const [right] = await jurors(world, world.caseId);
      const reader = await world.asStranger.as(ethers.provider);
      expect((await reader.court.claimable({ account: right.account })).total).to.equal(COST / 3n);
    });

    it("is settled by anyone, all rounds at once", async () => {
      const world = await loadFixture(aFinalCase);
      const [settled] = await world.asStranger.court.settleAll({ caseId: world.caseId });
      expect(settled).to.deep.include({ caseId: world.caseId, round: 0, share: COST / 3n, toTreasury: 0n });
      expect(await world.asStranger.court.settleAll({ caseId: world.caseId })).to.deep.equal([]);
    });
  });

  describe("duties()", () => {
    it("tells a juror what to do until when", async () => {
      const world = await loadFixture(aSeatedCase);
      const { found, caseId } = world;
      const [juror] = await jurors(world, caseId);
      const duty = { caseId, round: 0, seat: 0 };
      const { commitEndsAt, revealEndsAt } = found.round;
      expect(await juror.court.duties()).to.deep.equal([
        { ...duty, act: "commit", from: undefined, until: commitEndsAt },
      ]);
      await juror.court.commit.wait({ caseId, choice: 1 });
      expect(await juror.court.duties()).to.deep.equal([
        { ...duty, act: "reveal", from: commitEndsAt, until: revealEndsAt },
      ]);
      await outwait(world, caseId);
      expect(await juror.court.duties()).to.deep.equal([
        { ...duty, act: "reveal", from: undefined, until: revealEndsAt },
      ]);
      await juror.court.reveal.wait({ caseId });
      expect((await juror.court.duties()).map(({ act }) => act)).to.deep.equal([undefined]);
    });

    it("ends with the settling", async () => {
      const world = await loadFixture(aFinalCase);
      const [juror] = await jurors(world, world.caseId);
      expect(await juror.court.duties()).to.have.length(1);
      await world.asStranger.court.settleAll({ caseId: world.caseId });
      expect(await juror.court.duties()).to.deep.equal([]);
    });

    it("finds a duty behind many newer cases", async () => {
      const world = await loadFixture(aSeatedCase);
      const { found } = world;
      const [{ citizenId: id }] = found.round.panel;
      for (let count = 0; count < 25; ++count) {
        // Each contract's first case is at the base price.
        const arbitrable = await ethers.deployContract("PlainArbitrable", [world.founding.addresses.court!]);
        await bring({ ...world, arbitrable });
      }
      const duties = await world.asStranger.court.duties({ citizenId: id });
      expect(duties.map(({ caseId }) => caseId)).to.deep.equal([world.caseId]);
      expect(await world.asStranger.court.duties({ citizenId: id, atMost: 10 })).to.deep.equal([]);
    });

    it("asks for a citizen where the account is none's", async () => {
      const { asStranger } = await loadFixture(aCase);
      expect(await failureOf(asStranger.court.duties())).to.be.instanceOf(NotACitizenError);
    });
  });

  describe("the government", () => {
    it("appoints where randomness comes from", async () => {
      const { government, asStranger } = await loadFixture(aLawfulNation);
      const other = await ethers.deployContract("BlockRandomness", [2]);
      const randomness = await other.getAddress();
      await government.court.appointRandomness.wait({ randomness });
      expect(await asStranger.court.randomness()).to.equal(randomness);
    });

    it("sets provisions by their units", async () => {
      const { government, asStranger } = await loadFixture(aLawfulNation);
      await government.court.setProvision.wait({ key: "seatFee", value: gwei.parse("0.002") });
      expect(await asStranger.court.cost()).to.equal(wei.parse("0.006"));
    });
  });

  it("appeals for the contract that brought the case", async () => {
    const world = await loadFixture(aLawfulNation);
    const { asStranger } = world;
    for (let id = 1; id <= 3; ++id) await world.as(id).juryRoll.enrol.wait();
    const { caseId } = await asStranger.court.open.wait({ choices: 2, cost: wei.from(COST) });
    await judge(world, caseId, [1, 1, 1]);
    const { appeal } = await asStranger.court.case({ caseId });
    await asStranger.court.appeal.wait({ caseId, cost: appeal!.cost });
    const { round, phase } = await asStranger.court.case({ caseId });
    expect([round.round, round.size, phase]).to.deep.equal([1, 11, "evidence"]);
    await mine();
  });

  it("reads what comes with a dispute as it was written", () => {
    expect(readExtraData("0x")).to.deep.equal({
      track: "general",
      isLine: false,
      hasFiveSeats: false,
      ending: undefined,
      isPanelsOnly: false,
      isPlenaryAtOnce: false,
      parties: [],
    });
  });

  it("reads what is said of the end of a citizenship as it was written", () => {
    const terms = { ending: { quorum: 40_00, majority: 66_66 }, isPlenaryAtOnce: true, parties: [citizenId.from(7)] };
    expect(readExtraData(extraDataOf(terms))).to.deep.include({ ...terms, isLine: true, hasFiveSeats: true });
  });

  it("refuses an end of a citizenship off a line, or by more than all", () => {
    for (const terms of [
      { ending: { quorum: 1, majority: 1 }, isLine: false },
      { ending: { quorum: 100_01, majority: 1 } },
    ]) {
      expect(() => extraDataOf(terms)).to.throw(InvalidInputError);
    }
  });
});
