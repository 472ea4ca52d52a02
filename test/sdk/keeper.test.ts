import { loadFixture, mine, time } from "@nomicfoundation/hardhat-network-helpers";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { expect } from "chai";
import { ethers, network } from "hardhat";
import { citizenId, civic, moment, seconds, wei, type NationError } from "../../sdk/src";
import { caseId as caseUnit } from "../../sdk/src/institutions/court";
import { keep, Keeper, type KeeperOptions, type KeptAct } from "../../sdk/src/keeper";
import {
  CITIZENS,
  aCourtroom,
  aLawfulNation,
  bring,
  jurors,
  outwait,
  pass,
  type LawfulNation,
} from "../fixtures/justice";
import { failureOf } from "../fixtures/failure";
import { BLOCKS_AHEAD, MARGIN, signatureOf } from "../fixtures/randomness";
import { inFavour } from "../fixtures/governance";

const COURT = { only: ["court"] } satisfies KeeperOptions;

const told = (acts: readonly KeptAct[]) => acts.map(({ key, outcome }) => [key, outcome]);
const done = (acts: readonly KeptAct[]) => acts.filter(({ outcome }) => outcome === "done").map(({ key }) => key);

/** Two people with nothing to do with the nation. */
async function keepersOf(world: LawfulNation, options: KeeperOptions = {}) {
  const accounts = (await ethers.getSigners()).slice(-3, -1);
  const { nation: address } = world.founding.addresses;
  const keeperOf = (account: HardhatEthersSigner, more: KeeperOptions = {}) =>
    new Keeper(account, address, { ...options, ...more });
  return { accounts, address, keeperOf, first: keeperOf(accounts[0]), second: keeperOf(accounts[1]) };
}

async function aCase() {
  const world = await loadFixture(aCourtroom);
  return { ...world, caseId: await bring(world), ...(await keepersOf(world)) };
}

/** Ana and Ben have an agreement on which Ben demands 70 of 100. Nobody answers. */
async function aDispute() {
  const world = await loadFixture(aCourtroom);
  const [ana, ben] = [world.as(CITIZENS - 1), world.as(CITIZENS)];
  const now = await time.latest();
  const party = (account: string, lock: string, payout: string) => ({
    account,
    lock: { coin: civic.parse(lock) },
    payout: { coin: civic.parse(payout) },
  });
  const { agreementId } = await ana.agreements.open.wait({
    parties: [party(ana.account!, "40", "95"), party(ben.account!, "60", "5")],
    text: "Ana paints the house of Ben.",
    signBy: moment.from(now + 86_400),
    until: moment.from(now + 30 * 86_400),
    objectionPeriod: seconds.days(2),
  });
  for (const { account, coin, agreements } of [ana, ben]) {
    await world.government.coin.mint.wait({ to: account!, amount: civic.parse("200") });
    await coin.approve.wait({ spender: agreements.address, amount: civic.parse("200") });
    await agreements.sign.wait({ agreementId });
  }
  const demand = [{ coin: civic.parse("30") }, { coin: civic.parse("70") }];
  const { caseId } = await ben.agreements.dispute.wait({ agreementId, demand, statement: "It peels off." });
  return { ...world, agreementId, caseId, ...(await keepersOf(world)) };
}

/** Jurors vote, and do nothing else. */
async function vote(world: LawfulNation, caseId: Parameters<typeof jurors>[1], choice: number) {
  const panel = await jurors(world, caseId);
  for (const juror of panel) await juror.court.commit.wait({ caseId, choice });
  await outwait(world, caseId);
  for (const juror of panel) await juror.court.reveal.wait({ caseId });
}

describe("Keeper", () => {
  describe("pass()", () => {
    it("drives a case from its opening to its settlement, and the agreement to its end", async () => {
      const world = await aDispute();
      const { first, caseId, agreementId, asStranger } = world;
      const acts: KeptAct[] = [...(await first.pass())];
      await outwait(world, caseId);
      acts.push(...(await first.pass()));
      await mine(BLOCKS_AHEAD + 1);
      acts.push(...(await first.pass()));
      await vote(world, caseId, 2);
      acts.push(...(await first.pass()));
      await outwait(world, caseId);
      acts.push(...(await first.pass()));
      acts.push(...(await first.pass()));

      const { round } = await asStranger.court.case({ caseId });
      const { randomness, requestId } = round.seed!;
      expect(told(acts)).to.deep.equal(
        [
          `advance ${caseId} 0 evidence`,
          `pin ${randomness} ${requestId} 1`,
          `draw ${caseId} 0 0`,
          `advance ${caseId} 0 reveal`,
          `advance ${caseId} 0 appeal`,
          `execute ${caseId}`,
          `settle ${caseId} 0`,
          `divide ${agreementId}`,
        ].map((key) => [key, "done"]),
      );
      expect((await asStranger.court.case({ caseId })).next).to.deep.equal([]);
      expect((await asStranger.agreements.agreement({ agreementId })).phase).to.equal("divided");
    });

    it("tells what each act was, where, in which transaction, and for how much at most", async () => {
      const world = await aCase();
      await outwait(world, world.caseId);
      const seen: KeptAct[] = [];
      const [act] = await world.keeperOf(world.accounts[0], { onAct: (one) => seen.push(one) }).pass();
      expect(act).to.include({ institution: "court", text: "Moves case 1 on from evidence.", reason: undefined });
      expect((await ethers.provider.getTransactionReceipt(act.hash!))?.status).to.equal(1);
      expect(act.maxCost! > 0n).to.equal(true);
      expect(seen).to.deep.equal([act]);
    });

    it("does nothing where nothing is due", async () => {
      const { first } = await aCase();
      expect(await first.pass()).to.deep.equal([]);
    });

    it("does each act once beside a second keeper that races it", async () => {
      const world = await aCase();
      const { first, second, caseId, accounts, asStranger } = world;
      const race = async () => (await Promise.all([first.pass(), second.pass()])).flat();
      const acts: KeptAct[] = [];
      await outwait(world, caseId);
      acts.push(...(await race()));
      await mine(BLOCKS_AHEAD + 1);
      acts.push(...(await race()));
      await vote(world, caseId, 1);
      acts.push(...(await race()));
      await outwait(world, caseId);
      acts.push(...(await race()), ...(await race()));

      const kept = done(acts);
      expect(new Set(kept).size).to.equal(kept.length);
      expect(kept).to.have.length(7);
      expect(acts.every(({ outcome }) => outcome === "done" || outcome === "refused")).to.equal(true);
      expect((await asStranger.court.case({ caseId })).next).to.deep.equal([]);
      for (const account of accounts) expect(await account.getNonce("pending")).to.equal(await account.getNonce());
    });

    it("queues a proposal that passed, and executes it after its wait", async () => {
      const world = await loadFixture(aLawfulNation);
      const { first } = await keepersOf(world);
      const { coin, treasury, citizens } = world;
      const data = coin.interface.encodeFunctionData("mint", [treasury.target, 1n]);
      const proposal = world.propose([{ target: coin.target as string, data }]);
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(citizens, inFavour);
      expect(await first.pass()).to.deep.equal([]);
      await proposal.close();
      expect(told(await first.pass())).to.deep.equal([[`queue ${proposal.id}`, "done"]]);
      await proposal.mature();
      expect(told(await first.pass())).to.deep.equal([[`execute ${proposal.id}`, "done"]]);
      expect(await first.pass()).to.deep.equal([]);
    });

    it("carries out what the court granted", async () => {
      const world = await loadFixture(aCourtroom);
      const { first } = await keepersOf(world);
      const { asStranger } = world;
      const charge = {
        ground: "offence",
        article: 1,
        sanctions: [{ kind: "suspend", period: seconds.days(30) }],
      } as const;
      const { caseId } = await world.as(11).tribunal.challenge.wait({
        citizenId: citizenId.from(12),
        ...charge,
        statement: "He did.",
      });
      await outwait(world, caseId);
      await first.pass();
      await mine(BLOCKS_AHEAD + 1);
      await first.pass();
      await vote(world, caseId, 3);
      await first.pass();
      await outwait(world, caseId);
      expect(done(await first.pass())).to.include(`enforce ${caseId} 1`);
      expect((await asStranger.tribunal.challengeOf({ caseId })).isEnforceable).to.equal(false);
      expect(await first.pass()).to.deep.equal([]);
    });

    it("leaves what would cost more than the limit, and says how much that is", async () => {
      const world = await aCase();
      await outwait(world, world.caseId);
      const nonce = await world.accounts[0].getNonce();
      const [act] = await world.keeperOf(world.accounts[0], { maxCost: wei.from(1n) }).pass();
      expect(act).to.include({ outcome: "tooDear", hash: undefined });
      expect(act.maxCost! > 1n).to.equal(true);
      expect(await world.accounts[0].getNonce()).to.equal(nonce);
    });

    it("keeps what it is told to, and nothing else", async () => {
      const world = await aCase();
      await outwait(world, world.caseId);
      expect(await world.keeperOf(world.accounts[0], { only: ["governor"] }).pass()).to.deep.equal([]);
    });

    it("leaves a ruling that its receiver refuses", async () => {
      const world = await aCase();
      const { arbitrable, caseId, keeperOf, accounts } = world;
      await arbitrable.setManner(1);
      await outwait(world, caseId);
      await world.first.pass();
      await mine(BLOCKS_AHEAD + 1);
      await world.first.pass();
      await vote(world, caseId, 1);
      await world.first.pass();
      await outwait(world, caseId);
      await world.first.pass();
      expect(told(await keeperOf(accounts[1], COURT).pass())).to.deep.equal([[`execute ${caseId}`, "useless"]]);
    });

    it("does not pay again and again for a ruling that is taken only where nobody pays", async () => {
      const world = await aCase();
      const { court, asStranger, first } = world;
      const arbitrable = await ethers.deployContract("TwoFacedArbitrable", [court]);
      await arbitrable.open(2, "0x", { value: await asStranger.court.cost() });
      const caseId = caseUnit.from(2n);
      await outwait(world, caseId);
      await first.pass();
      await mine(BLOCKS_AHEAD + 1);
      await first.pass();
      await vote(world, caseId, 1);
      await first.pass();
      await outwait(world, caseId);
      const outcomes: (string | undefined)[] = [];
      for (let count = 0; count < 5; ++count) {
        outcomes.push((await first.pass()).find(({ key }) => key === `execute ${caseId}`)?.outcome);
      }
      expect(outcomes).to.deep.equal(["done", "done", "done", "useless", "useless"]);
    });

    it("leaves agreements to lapse that nobody has signed", async () => {
      const world = await loadFixture(aCourtroom);
      const { first } = await keepersOf(world);
      const now = await time.latest();
      const party = (id: number) => ({
        account: world.as(id).account!,
        lock: { coin: civic.parse("1") },
        payout: { coin: civic.parse("1") },
      });
      await world.as(1).agreements.open.wait({
        parties: [party(1), party(2)],
        text: "Nothing.",
        signBy: moment.from(now + 3_600),
        until: moment.from(now + 7_200),
        objectionPeriod: seconds.days(2),
      });
      await time.increase(7_200);
      expect(await first.pass()).to.deep.equal([]);
    });

    it("does not send again what is not included yet", async () => {
      const world = await aCase();
      const { caseId, keeperOf, accounts } = world;
      await outwait(world, caseId);
      const keeper = keeperOf(accounts[0], { ...COURT, timeout: 1 });
      const nonce = await accounts[0].getNonce();
      await network.provider.send("evm_setAutomine", [false]);
      try {
        const [sent] = await keeper.pass();
        const [again] = await keeper.pass();
        expect([sent.outcome, again.outcome]).to.deep.equal(["pending", "pending"]);
        expect(again.hash).to.equal(sent.hash);
        expect(await accounts[0].getNonce("pending")).to.equal(nonce + 1);
        await mine();
      } finally {
        await network.provider.send("evm_setAutomine", [true]);
      }
      expect(await keeper.pass()).to.deep.equal([]);
    });

    it("finds an old case under many, by turns", async () => {
      const world = await aCase();
      const { caseId, accounts, keeperOf } = world;
      for (let count = 0; count < 4; ++count) await bring(world);
      await time.increase(10 * 86_400);
      const keeper = keeperOf(accounts[0], { ...COURT, atMost: 2 });
      const keys = new Set<string | undefined>();
      for (let count = 0; count < 5; ++count) for (const { key } of await keeper.pass()) keys.add(key);
      expect([...keys]).to.include(`advance ${caseId} 0 evidence`);
    });

    it("says that it needs a signer", async () => {
      const { address } = await aCase();
      expect(await failureOf(new Keeper(ethers.provider, address).pass())).to.have.property(
        "name",
        "SignerNeededError",
      );
    });

    context("given randomness from a beacon", () => {
      async function aBeacon() {
        const world = await loadFixture(aCourtroom);
        const beacon = await ethers.deployContract("BeaconHarness", [BLOCKS_AHEAD, MARGIN]);
        await world.government.court.appointRandomness.wait({ randomness: await beacon.getAddress() });
        const caseId = await bring(world);
        await pass(world, caseId);
        await mine(BLOCKS_AHEAD + 1);
        return { ...world, caseId, beacon, ...(await keepersOf(world, COURT)) };
      }

      it("pins the block before the round is published", async () => {
        const { first, beacon } = await aBeacon();
        expect(told(await first.pass())).to.deep.equal([[`pin ${await beacon.getAddress()} 1 1`, "done"]]);
        expect(await first.pass()).to.deep.equal([]);
      });

      it("pins the block where it cannot fetch the published round", async () => {
        const { first, beacon } = await aBeacon();
        await mine(2, { interval: MARGIN + 3 });
        expect(told(await first.pass())).to.deep.equal([[`pin ${await beacon.getAddress()} 1 1`, "done"]]);
        expect(await first.pass()).to.deep.equal([]);
      });

      it("submits the round that it fetches, and draws", async () => {
        const { keeperOf, accounts, beacon, caseId } = await aBeacon();
        await mine(2, { interval: MARGIN + 3 });
        const fetchRound = (round: number) => Promise.resolve(signatureOf(BigInt(round)));
        expect(done(await keeperOf(accounts[0], { fetchRound }).pass())).to.deep.equal([
          `submit ${await beacon.getAddress()} 1 1`,
          `draw ${caseId} 0 0`,
        ]);
      });

      it("tells that a relay failed", async () => {
        const { keeperOf, accounts } = await aBeacon();
        await mine(2, { interval: MARGIN + 3 });
        const fetchRound = () => Promise.reject(new Error("no relay"));
        const [act] = await keeperOf(accounts[0], { fetchRound }).pass();
        expect(act).to.include({ key: "read case 1", outcome: "failed", institution: "court" });
      });

      it("asks for another seed after thirty days of silence", async () => {
        const { first, caseId } = await aBeacon();
        await time.increase(31 * 86_400);
        const [act] = await first.pass();
        expect(act.text).to.equal(`Asks for another seed for case ${caseId}, round 0.`);
        expect(act.outcome).to.equal("done");
      });
    });
  });
});

describe("keep()", () => {
  it("keeps the nation until the signal ends it", async () => {
    const world = await aCase();
    const { accounts, address, caseId, asStranger } = world;
    await outwait(world, caseId);
    const ending = new AbortController();
    const acts: KeptAct[] = [];
    const onAct = (act: KeptAct) => {
      acts.push(act);
      ending.abort();
    };
    await keep(accounts[0], address, { signal: ending.signal, rest: 60_000, onAct });
    expect(done(acts)).to.deep.equal([`advance ${caseId} 0 evidence`]);
    expect((await asStranger.court.case({ caseId })).phase).to.equal("draw");
  });

  it("tells of a pass that failed, and goes on", async () => {
    const { accounts } = await aCase();
    const ending = new AbortController();
    const failures: NationError[] = [];
    const onFailure = (failure: NationError) => {
      failures.push(failure);
      if (failures.length === 2) ending.abort();
    };
    await keep(accounts[0], accounts[1].address, { signal: ending.signal, rest: 1, onFailure });
    expect(failures.map(({ name }) => name)).to.deep.equal(["NoNationError", "NoNationError"]);
  });

  it("rests longer than a timer of the platform can", async () => {
    const { accounts } = await aCase();
    const failures: NationError[] = [];
    const signal = AbortSignal.timeout(1_000);
    const onFailure = (failure: NationError) => failures.push(failure);
    await keep(accounts[0], accounts[1].address, { signal, rest: 30 * 86_400_000, onFailure });
    expect(failures).to.have.length(1);
  });

  it("does nothing once it has ended", async () => {
    const { accounts, address } = await aCase();
    const acts: KeptAct[] = [];
    await keep(accounts[0], address, { signal: AbortSignal.abort(), onAct: (act) => acts.push(act) });
    expect(acts).to.deep.equal([]);
  });
});
