import { impersonateAccount, loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  citizenId,
  civic,
  connect,
  InvalidInputError,
  isRevert,
  moment,
  type NationClient,
  NationError,
  seconds,
  SignerNeededError,
  wei,
} from "../../sdk/src";
import { type CaseId, caseId as caseUnit } from "../../sdk/src/institutions/court";
import { describeCharge, describeSanction, type Sanction } from "../../sdk/src/institutions/tribunal";
import { judge, type LawfulNation, pass } from "../fixtures/justice";
import { aNationOf } from "../fixtures/nation";
import { failureOf } from "../fixtures/failure";
import { key } from "../fixtures/money";

const JURORS = 10;
const CHALLENGER = 11;
const ACCUSED = citizenId.from(12);
const OTHER = citizenId.from(1);
const DISMISS = 1;
/** Of an offence; 2 on the other grounds. */
const GRANT = 3;
const BOND = wei.parse("0.01");
/** Of a panel of five. */
const FEES = wei.parse("0.016");

interface NationWithJurors extends LawfulNation {
  /** As each citizen, by id. */
  readonly as: (citizenId: bigint | number) => NationClient;
}

/** A founded nation of twelve, ten of whom serve as jurors. */
async function aNationWithJurors(): Promise<NationWithJurors> {
  const world = await loadFixture(aNationOf(12));
  const { nation, timelock, court } = world.founding.addresses;
  await impersonateAccount(timelock);
  await setBalance(timelock, 10n ** 20n);
  const government = await connect(await ethers.getSigner(timelock), nation);
  const clients = await Promise.all(world.citizens.map((citizen) => government.as(citizen)));
  await time.increase(1);
  for (const juror of clients.slice(0, JURORS)) await juror.juryRoll.enrol.wait();
  const registry = await ethers.deployContract("PlainRegistry", [world.founding.addresses.tribunal]);
  await registry.open();
  for (const name of ["permits", "land"]) await appoint(world, name, await registry.getAddress());
  return {
    ...world,
    government,
    asStranger: await government.as(world.stranger),
    as: (id) => clients[Number(id) - 1],
    arbitrable: await ethers.deployContract("PlainArbitrable", [court]),
  };
}

/** The nation gets an institution. */
async function appoint({ founding }: Pick<LawfulNation, "founding">, name: string, account: string): Promise<void> {
  const { nation, timelock } = founding.addresses;
  const directory = await ethers.getContractAt("Nation", nation, await ethers.getSigner(timelock));
  await directory.appointInstitution(key(name), account);
}

/** Lets a panel rule, and all citizens where it finds that a citizenship ends and the roll has no eleven others. Delivers the ruling. */
async function rule(world: NationWithJurors, caseId: CaseId, ruling: number): Promise<void> {
  const { choices, round } = await world.asStranger.court.case({ caseId });
  await judge(world, caseId, Array<number>(round.size!).fill(Math.min(ruling, choices)));
  if ((await pass(world, caseId)).phase === "plenary") {
    for (let id = 1; id <= 8; ++id) await world.as(id).court.voteInPlenary.wait({ caseId, choice: choices });
    await pass(world, caseId);
  }
  await world.asStranger.court.execute.wait({ caseId });
}

const fine = { kind: "fine", amount: civic.parse("25") } as const;
const suspension = { kind: "suspend", period: seconds.days(30) } as const;
const permit = { kind: "order", institution: "permits", order: 0, value: 7n, to: undefined } as const;

const offence = (sanctions: readonly Sanction[]) =>
  ({ citizenId: ACCUSED, ground: "offence", article: 1, sanctions, statement: "He shouted." }) as const;

const dossier = { citizenId: ACCUSED, ground: "falseDossier", statement: "The diploma is forged." } as const;

describe("nation.tribunal", () => {
  async function aChallenge() {
    const world = await loadFixture(aNationWithJurors);
    const opened = await world.asStranger.tribunal.challenge.wait(dossier);
    return { ...world, caseId: opened.caseId, opened };
  }

  async function aGrantedOffence() {
    const world = await loadFixture(aNationWithJurors);
    const terms = offence([fine, suspension, permit]);
    const { caseId } = await world.as(CHALLENGER).tribunal.challenge.wait(terms);
    await rule(world, caseId, GRANT);
    await appoint(world, "permits", ethers.ZeroAddress);
    return { ...world, caseId };
  }

  async function aDismissedChallenge() {
    const world = await loadFixture(aChallenge);
    await rule(world, world.caseId, DISMISS);
    return world;
  }

  describe("cost()", () => {
    it("tells the court's fees, the bond and both", async () => {
      const { asStranger } = await loadFixture(aNationWithJurors);
      expect(await asStranger.tribunal.cost({ citizenId: ACCUSED, endsCitizenship: true })).to.deep.equal({
        fees: FEES,
        bond: BOND,
        total: FEES + BOND,
      });
      expect((await asStranger.tribunal.cost({ citizenId: ACCUSED, endsCitizenship: false })).fees).to.equal(
        wei.parse("0.003"),
      );
    });
  });

  describe("fund()", () => {
    it("tells what is there to repay those whose challenges were right", async () => {
      const { asStranger } = await loadFixture(aNationWithJurors);
      await asStranger.tribunal.challenge.wait(dossier);
      expect(await asStranger.tribunal.fund()).to.equal(0n);
      await asStranger.tribunal.challenge.wait({ ...dossier, citizenId: OTHER });
      expect(await asStranger.tribunal.fund()).to.equal(FEES);
    });
  });

  describe("challenge()", () => {
    it("pays exactly what it costs, and tells the challenge", async () => {
      const { asStranger, stranger, tribunal } = await loadFixture(aNationWithJurors);
      const sent = await asStranger.tribunal.challenge(dossier);
      const { receipt, ...opened } = await sent.wait();
      expect(opened).to.deep.equal({ caseId: 1n, citizenId: ACCUSED, bond: BOND });
      expect(await ethers.provider.getBalance(tribunal)).to.equal(BOND);
      const spent = (await ethers.provider.getBalance(stranger, receipt.blockNumber - 1)) - receipt.fee;
      expect(spent - (await ethers.provider.getBalance(stranger))).to.equal(FEES + BOND);
    });

    it("is tried, estimated and described like every act", async () => {
      const { asStranger, founding } = await loadFixture(aNationWithJurors);
      expect(await asStranger.tribunal.challenge.simulate(dossier)).to.equal(1n);
      expect((await asStranger.tribunal.challenge.estimate(dossier)).gas).to.be.within(200_000n, 410_000n);
      const { target, value } = await asStranger.tribunal.challenge.call(dossier);
      expect([target, value]).to.deep.equal([founding.addresses.tribunal, FEES + BOND]);
    });

    it("takes every ground", async () => {
      const { asStranger } = await loadFixture(aNationWithJurors);
      const common = { citizenId: ACCUSED, statement: "" };
      for (const terms of [
        { ...common, ground: "duplicatePerson", other: OTHER } as const,
        { ...common, ground: "deceased" } as const,
        offence([{ kind: "revoke" }, { kind: "order", institution: "land", order: 1, value: 3n, to: OTHER }]),
      ]) {
        const { caseId } = await asStranger.tribunal.challenge.wait(terms);
        const { citizenId: who, statement, ...charge } = terms;
        expect((await asStranger.tribunal.challengeOf({ caseId })).charge).to.deep.equal(charge);
        expect([who, statement.length <= 2048]).to.deep.equal([ACCUSED, true]);
      }
    });

    it("says which challenge is pending", async () => {
      const { as, caseId } = await loadFixture(aChallenge);
      const error = await failureOf(as(2).tribunal.challenge(dossier));
      expect(isRevert(error, "Tribunal_AlreadyPending") && error.args).to.deep.equal({ citizenId: ACCUSED, caseId });
      expect((error as NationError).advice).to.contain("bring what you know as evidence in that case");
    });

    it("says what is allowed if a fine is too high", async () => {
      const { asStranger } = await loadFixture(aNationWithJurors);
      const error = await failureOf(
        asStranger.tribunal.challenge(offence([{ ...fine, amount: civic.parse("500.01") }])),
      );
      expect(isRevert(error, "Tribunal_SanctionOutOfBounds") && error.args.max).to.equal(civic.parse("500"));
    });

    it("refuses a statement that is too long before anything is sent", async () => {
      const { asStranger } = await loadFixture(aNationWithJurors);
      const error = await failureOf(asStranger.tribunal.challenge({ ...dossier, statement: "é".repeat(1_025) }));
      expect(error).to.be.instanceOf(InvalidInputError);
      expect((error as NationError).message).to.contain("2050 bytes");
    });
  });

  describe("challengeOf()", () => {
    it("tells a challenge whole", async () => {
      const { asStranger, caseId, stranger, opened } = await loadFixture(aChallenge);
      const { timestamp } = (await ethers.provider.getBlock(opened.receipt.blockNumber))!;
      const { message, ...told } = await asStranger.tribunal.challengeOf({ caseId });
      expect([message.key, message.text]).to.deep.equal(["tribunal.challenge", told.text]);
      expect(told).to.deep.equal({
        caseId,
        citizenId: ACCUSED,
        charge: { ground: "falseDossier" },
        articleVersion: undefined,
        challenger: stranger.address,
        challengerId: undefined,
        openedAt: moment.from(timestamp),
        bond: BOND,
        coolOff: seconds.days(180),
        isNewcomer: false,
        isAnswered: false,
        reopenedAs: undefined,
        outcome: "pending",
        lapsesAt: undefined,
        reopenableUntil: undefined,
        sanctions: [{ index: 0, sanction: { kind: "revoke" }, isEnforced: false, text: "the end of the citizenship" }],
        isEnforceable: false,
        phase: "evidence",
        statement: "The diploma is forged.",
        replies: [],
        text: "Citizen 12 is charged with having been admitted by a false dossier; asked for: the end of the citizenship. The court has not ruled.",
      });
    });

    it("tells an offence, its article's version and its sanctions", async () => {
      const { asStranger, caseId } = await loadFixture(aGrantedOffence);
      const found = await asStranger.tribunal.challengeOf({ caseId });
      expect(found).to.deep.include({
        charge: { ground: "offence", article: 1, sanctions: [fine, suspension, permit] },
        articleVersion: 1,
        challengerId: BigInt(CHALLENGER),
        outcome: "granted",
        isEnforceable: true,
        phase: "executed",
      });
      expect(found.text).to.equal(
        "Citizen 12 is charged with an offence against article 1; asked for: a fine of 25 civic coin, a suspension for 30 days, and order 0 to permits about 7. The court granted it.",
      );
    });

    it("tells what is known where the log is not looked through", async () => {
      const { asStranger, caseId, opened } = await loadFixture(aChallenge);
      const found = await asStranger.tribunal.challengeOf({ caseId, from: opened.receipt.blockNumber + 1 });
      expect([found.caseId, found.statement, found.replies]).to.deep.equal([caseId, undefined, []]);
    });

    it("says if there is none", async () => {
      const { asStranger } = await loadFixture(aNationWithJurors);
      const error = await failureOf(asStranger.tribunal.challengeOf({ caseId: caseUnit.from(9) }));
      expect(isRevert(error, "Tribunal_NoSuchChallenge") && error.advice).to.contain("the number of its case");
    });
  });

  describe("challengesOf()", () => {
    it("tells every challenge of a citizen, with what was replied", async () => {
      const { asStranger, as, caseId } = await loadFixture(aChallenge);
      const second = await as(2).tribunal.challenge.wait(offence([fine]));
      const reply = { caseId: second.caseId, statement: "I whispered." };
      expect(await as(ACCUSED).tribunal.answer.wait(reply)).to.deep.include({ ...reply, citizenId: ACCUSED });
      const found = await asStranger.tribunal.challengesOf({ citizenId: ACCUSED });
      expect(found.map((one) => one.caseId)).to.deep.equal([caseId, second.caseId]);
      expect(found.map(({ statement }) => statement)).to.deep.equal(["The diploma is forged.", "He shouted."]);
      expect(found.map(({ replies }) => replies.map(({ statement }) => statement))).to.deep.equal([
        [],
        ["I whispered."],
      ]);
      expect(found[1].replies[0].by).to.equal(as(ACCUSED).account);
    });

    it("tells none of who was never challenged", async () => {
      const { asStranger } = await loadFixture(aChallenge);
      expect(await asStranger.tribunal.challengesOf({ citizenId: OTHER })).to.deep.equal([]);
    });
  });

  describe("answer()", () => {
    it("is the accused's alone", async () => {
      const { asStranger, caseId } = await loadFixture(aChallenge);
      const error = await failureOf(asStranger.tribunal.answer({ caseId, statement: "No." }));
      expect(isRevert(error, "Tribunal_NotTheAccused") && error.advice).to.contain("submit evidence to the court");
    });
  });

  describe("challengeable()", () => {
    const ofDossier = { citizenId: ACCUSED, ground: "falseDossier" } as const;

    it("says yes of who was never challenged", async () => {
      const { asStranger } = await loadFixture(aNationWithJurors);
      expect(await asStranger.tribunal.challengeable(ofDossier)).to.deep.equal({
        isChallengeable: true,
        pending: undefined,
        coolOffEndsAt: undefined,
      });
    });

    it("names the challenge that is pending, and tells offences by their article", async () => {
      const { asStranger, caseId } = await loadFixture(aChallenge);
      expect((await asStranger.tribunal.challengeable(ofDossier)).pending).to.equal(caseId);
      const second = await asStranger.tribunal.challenge.wait(offence([fine]));
      const ofArticle = (article: number) =>
        asStranger.tribunal.challengeable({ citizenId: ACCUSED, ground: "offence", article });
      expect((await ofArticle(1)).pending).to.equal(second.caseId);
      expect((await ofArticle(2)).isChallengeable).to.equal(true);
    });

    it("tells when the cool-off ends", async () => {
      const { asStranger } = await loadFixture(aDismissedChallenge);
      const { isChallengeable, coolOffEndsAt } = await asStranger.tribunal.challengeable(ofDossier);
      expect(isChallengeable).to.equal(false);
      expect(coolOffEndsAt).to.equal(moment.from((await time.latest()) + Number(seconds.days(180))));
      const error = await failureOf(asStranger.tribunal.challenge(dossier));
      expect(isRevert(error, "Tribunal_CoolingOff") && error.args.endsAt).to.equal(coolOffEndsAt);
    });
  });

  describe("enforce()", () => {
    it("tells what was carried out, and why the rest was not", async () => {
      const { asStranger, citizenship, caseId } = await loadFixture(aGrantedOffence);
      const { carriedOut, moot, failed } = await asStranger.tribunal.enforce.wait({ caseId });
      expect([carriedOut, moot]).to.deep.equal([[0, 1], []]);
      expect(failed.map(({ index }) => index)).to.deep.equal([2]);
      const [{ reason }] = failed;
      expect(isRevert(reason, "Enforcement_NoInstitution") && reason.advice).to.contain("try again when it has");
      expect(await citizenship.isActive(ACCUSED)).to.equal(false);
      expect((await asStranger.tribunal.challengeOf({ caseId })).isEnforceable).to.equal(true);
    });

    it("tells what finds nobody, and stays due", async () => {
      const { asStranger, as, caseId } = await loadFixture(aGrantedOffence);
      await as(ACCUSED).citizenship.renounce.wait();
      const { failed } = await asStranger.tribunal.enforce.wait({ caseId });
      expect(failed.some(({ index, reason }) => index === 1 && isRevert(reason, "Enforcement_NobodyHeld"))).to.equal(
        true,
      );
    });

    it("says how many sanctions would be left", async () => {
      const { asStranger, caseId } = await loadFixture(aGrantedOffence);
      expect(await asStranger.tribunal.enforce.simulate({ caseId })).to.equal(1n);
    });

    it("says if there is nothing to enforce", async () => {
      const { asStranger, caseId } = await loadFixture(aChallenge);
      const error = await failureOf(asStranger.tribunal.enforce({ caseId }));
      expect(isRevert(error, "Tribunal_NothingToEnforce") && error.advice).to.contain("was not granted");
    });

    it("says if too little gas is given", async () => {
      const { asStranger, caseId } = await loadFixture(aGrantedOffence);
      const error = await failureOf(
        asStranger.tribunal.enforce({ caseId }, { gasLimit: 900_000n }).then((s) => s.wait()),
      );
      expect(isRevert(error, "Enforcement_GasTooLow") && error.advice).to.contain("send more");
    });
  });

  describe("a fine", () => {
    it("is owed until there is something to take it from", async () => {
      const { asStranger, as, caseId } = await loadFixture(aGrantedOffence);
      await asStranger.tribunal.enforce.wait({ caseId });
      expect(await asStranger.tribunal.unpaidFineOf({ citizenId: ACCUSED })).to.equal(fine.amount);
      expect(await asStranger.tribunal.offencesOf({ citizenId: ACCUSED })).to.equal(1);
      const error = await failureOf(asStranger.tribunal.collectFine({ citizenId: ACCUSED }));
      expect(isRevert(error, "Enforcement_NothingToCollect") && error.args.unpaid).to.equal(fine.amount);

      const amount = civic.parse("10");
      await as(ACCUSED).coin.approve.wait({ spender: as(ACCUSED).stake.address, amount });
      await as(ACCUSED).stake.stake.wait({ amount });
      expect(await asStranger.tribunal.collectFine.wait({ citizenId: ACCUSED })).to.deep.include({
        citizenId: ACCUSED,
        fromStake: amount,
        fromBond: 0n,
        unpaid: civic.parse("15"),
      });
    });
  });

  describe("money", () => {
    it("owes a citizen by the citizenship, and pays it", async () => {
      const { as } = await loadFixture(aDismissedChallenge);
      const accused = as(ACCUSED);
      const owed = {
        institution: "tribunal",
        address: accused.tribunal.address,
        citizenId: ACCUSED,
        amount: { native: BOND },
      } as const;
      expect(await accused.claimable()).to.deep.equal([owed]);
      const { paid } = await accused.claimAll();
      expect(paid).to.deep.equal([{ ...owed, hash: paid[0].hash }]);
      expect(await accused.claimable()).to.deep.equal([]);
    });

    it("owes a stranger by the account, and pays it", async () => {
      const world = await loadFixture(aChallenge);
      await rule(world, world.caseId, GRANT);
      const { paid } = await world.asStranger.claimAll();
      expect(paid.map(({ citizenId: id, amount }) => [id, amount])).to.deep.equal([[undefined, { native: BOND }]]);
      expect((await world.asStranger.claimAll()).paid).to.deep.equal([]);
    });

    it("is claimed for others by anyone", async () => {
      const { as, citizens } = await loadFixture(aDismissedChallenge);
      const paid = await as(3).tribunal.claimForCitizen.wait({ citizenId: ACCUSED });
      expect(paid).to.deep.include({ citizenId: ACCUSED, to: citizens[11].address, amount: { native: BOND } });
      const error = await failureOf(as(3).tribunal.claim({ account: citizens[11].address }));
      expect(isRevert(error, "Payouts_NothingOwed") && error.advice).to.contain("Nothing is owed");
    });

    it("is told of anybody without a signer, and of nobody in particular not at all", async () => {
      const { nation, citizens } = await loadFixture(aDismissedChallenge);
      const reader = await connect(ethers.provider, await nation.getAddress());
      expect(await reader.claimable({ account: citizens[11].address })).to.have.length(1);
      expect(await reader.tribunal.owedToCitizen({ citizenId: ACCUSED })).to.deep.equal({ native: BOND });
      expect(await reader.tribunal.owedTo({ account: citizens[11].address })).to.deep.equal({ native: 0n });
      expect(await failureOf(reader.claimable())).to.be.instanceOf(SignerNeededError);
    });
  });

  it("tells its provisions in their units", async () => {
    const { asStranger } = await loadFixture(aNationWithJurors);
    const { challengeBond, coolOff, maxFine, maxSuspension } = await asStranger.tribunal.provisions();
    expect([challengeBond, coolOff, maxFine, maxSuspension].map(({ text }) => text)).to.deep.equal([
      "0.01 native coin",
      "180 days",
      "500 coins",
      "180 days",
    ]);
  });

  it("tells its events", async () => {
    const { asStranger, caseId } = await loadFixture(aDismissedChallenge);
    const [decided] = await asStranger.tribunal.events.ChallengeDecided.query({ where: { citizenId: ACCUSED } });
    expect([decided.caseId, decided.outcome, decided.offences]).to.deep.equal([caseId, "dismissed", 0]);
  });
});

describe("nation.tribunal.recognise()", () => {
  it("tells until when the present citizenship serves a suspension, and what follows the person by itself", async () => {
    const world = await loadFixture(aNationWithJurors);
    const { caseId } = await world.asStranger.tribunal.challenge.wait(offence([fine, suspension]));
    await rule(world, caseId, GRANT);
    await world.asStranger.tribunal.enforce.wait({ caseId });
    const accused = world.as(ACCUSED);
    const { suspendedUntil } = await accused.citizenship.citizen({ citizenId: ACCUSED });
    await accused.citizenship.renounce.wait();
    await accused.citizenship.requestAdmission.wait({});
    const anew = await world.government.citizenship.admit.wait({ applicant: accused.account! });
    const recognised = await world.asStranger.tribunal.recognise.wait({ formerId: ACCUSED });
    const { citizenId } = anew;
    expect(recognised).to.include({ formerId: ACCUSED, citizenId });
    expect((await accused.citizenship.citizen({ citizenId })).suspendedUntil).to.equal(suspendedUntil);
    expect(await world.asStranger.tribunal.offencesOf({ citizenId })).to.equal(1);
    expect(await world.asStranger.tribunal.unpaidFineOf({ citizenId })).to.equal(civic.parse("25"));
  });
});

describe("nation.tribunal.endedBy()", () => {
  it("is undefined before the end, and then the citizenship", async () => {
    const world = await loadFixture(aNationWithJurors);
    const { asStranger } = world;
    const terms = { citizenId: ACCUSED, ground: "deceased", statement: "" } as const;
    const { caseId } = await asStranger.tribunal.challenge.wait(terms);
    await rule(world, caseId, GRANT);
    expect(await asStranger.tribunal.endedBy({ caseId })).to.equal(undefined);
    await asStranger.tribunal.enforce.wait({ caseId });
    expect(await asStranger.tribunal.endedBy({ caseId })).to.equal(ACCUSED);
  });
});

describe("nation.tribunal.nextEndingAt()", () => {
  async function twoDeaths() {
    const world = await loadFixture(aNationWithJurors);
    const caseIds = [];
    for (const who of [ACCUSED, citizenId.from(CHALLENGER)]) {
      const terms = { citizenId: who, ground: "deceased", statement: "" } as const;
      const { caseId } = await world.asStranger.tribunal.challenge.wait(terms);
      await rule(world, caseId, GRANT);
      caseIds.push(caseId);
    }
    return { ...world, caseIds };
  }

  it("is undefined while a ruling can end a citizenship", async () => {
    const { asStranger } = await loadFixture(twoDeaths);
    expect(await asStranger.tribunal.nextEndingAt()).to.equal(undefined);
  });

  it("tells from when on the next one can be ended, as the failure does", async () => {
    const { asStranger, caseIds } = await loadFixture(twoDeaths);
    await asStranger.tribunal.enforce.wait({ caseId: caseIds[0] });
    const possibleAt = moment.from((await time.latest()) + 30 * 86_400);
    expect(await asStranger.tribunal.nextEndingAt()).to.equal(possibleAt);
    const { failed } = await asStranger.tribunal.enforce.wait({ caseId: caseIds[1] });
    const [{ reason }] = failed;
    expect(isRevert(reason, "Enforcement_EndingsBraked") && reason.args.possibleAt).to.equal(possibleAt);
  });
});

describe("describeSanction()", () => {
  const to = citizenId.from(7);
  const sentences: [Sanction, string][] = [
    [{ kind: "fine", amount: civic.parse("1250.5") }, "a fine of 1,250.5 civic coin"],
    [{ kind: "suspend", period: seconds.hours(36) }, "a suspension for 1 day 12 hours"],
    [{ kind: "revoke" }, "the end of the citizenship"],
    [{ kind: "order", institution: "permits", order: 0, value: 4n }, "order 0 to permits about 4"],
    [{ kind: "order", institution: "land", order: 1, value: 5n, to }, "order 1 to land about 5, for citizen 7"],
  ];
  for (const [sanction, sentence] of sentences) {
    it(`says "${sentence}"`, () => {
      expect(describeSanction(sanction)).to.equal(sentence);
    });
  }
});

describe("describeCharge()", () => {
  it("says what somebody is charged with", () => {
    expect([
      describeCharge({ ground: "duplicatePerson", other: citizenId.from(7) }),
      describeCharge({ ground: "falseDossier" }),
      describeCharge({ ground: "deceased" }),
      describeCharge({ ground: "offence", article: 3, sanctions: [] }),
    ]).to.deep.equal([
      "being the same person as citizen 7",
      "having been admitted by a false dossier",
      "having died",
      "an offence against article 3",
    ]);
  });
});
