import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ethers } from "hardhat";
import {
  citizenId,
  civic,
  InvalidInputError,
  isRevert,
  moment,
  seconds,
  SignerNeededError,
  token,
  wei,
  type Money,
  type NationClient,
} from "../../sdk/src";
import {
  agreementId as agreementUnit,
  agreementsClient,
  NoDemandError,
  NotAPartyError,
  NotRuledError,
  UnknownAgreementError,
  type AgreementTerms,
} from "../../sdk/src/institutions/agreements";
import { failureOf } from "../fixtures/failure";
import { aCourtroom, aLawfulNation, CITIZENS, judge, pass, type LawfulNation } from "../fixtures/justice";

const coin = (amount: string): Money => ({ coin: civic.parse(amount) });
const native = (amount: string): Money => ({ native: wei.parse(amount) });
const SHARES = [coin("90"), coin("10")];
const HALVES = [coin("50"), coin("50")];
const ANA = citizenId.from(CITIZENS - 1);
const BEN = citizenId.from(CITIZENS);
const TEXT = "Ana paints the house of Ben by the end of May, and Ben pays 60 coins.";

/** The last two citizens, who are on no roll, have coins and let agreements take them. */
async function paint<World extends LawfulNation>(world: World) {
  const [ana, ben] = [world.as(CITIZENS - 1), world.as(CITIZENS)];
  for (const { account, coin: coins, agreements } of [ana, ben]) {
    await world.government.coin.mint.wait({ to: account!, amount: civic.parse("200") });
    await coins.approve.wait({ spender: agreements.address, amount: civic.parse("200") });
  }
  const now = await time.latest();
  const terms: AgreementTerms = {
    parties: [
      { account: ana.account!, lock: coin("40"), payout: coin("95"), feeLock: wei.from(0n) },
      { account: ben.account!, lock: coin("60"), payout: coin("5"), feeLock: wei.from(0n) },
    ],
    text: TEXT,
    signBy: moment.from(now + 86_400),
    until: moment.from(now + 30 * 86_400),
    objectionPeriod: seconds.days(2),
  };
  return { ...world, ana, ben, terms };
}

const aHouse = async () => paint(await aLawfulNation());

async function opened<World extends { ana: NationClient; terms: AgreementTerms }>(world: World) {
  const { agreementId } = await world.ana.agreements.open.wait(world.terms);
  return { ...world, agreementId };
}

const anOpenOne = async () => opened(await aHouse());

async function bound<World extends { ana: NationClient; ben: NationClient; terms: AgreementTerms }>(world: World) {
  const open = await opened(world);
  for (const { agreements } of [world.ana, world.ben]) {
    await agreements.sign.wait({ agreementId: open.agreementId });
  }
  return open;
}

const aBindingOne = async () => bound(await aHouse());

/** In a nation with jurors, Ben disputes and Ana answers. */
async function aDisputedOne() {
  const world = await bound(await paint(await aCourtroom()));
  const { agreementId, ana, ben } = world;
  const demand = [coin("30"), coin("70")];
  const { caseId } = await ben.agreements.dispute.wait({ agreementId, demand, statement: "It peels off." });
  await ana.agreements.answer.wait({ agreementId, demand: SHARES, statement: { name: "Photo" } });
  return { ...world, caseId };
}

/** The court has ruled so, and its ruling was delivered. */
async function ruled(ruling: number) {
  const world = await aDisputedOne();
  await judge(world, world.caseId, [ruling, ruling, ruling]);
  await pass(world, world.caseId);
  await world.asStranger.court.execute.wait({ caseId: world.caseId });
  return world;
}
const ruledForAna = () => ruled(1);
const ruledForNobody = () => ruled(0);

describe("nation.agreements", () => {
  describe("open()", () => {
    it("tells the number, and who is which citizen", async () => {
      const { ana, ben, stranger, terms } = await loadFixture(aHouse);
      const parties = [terms.parties[0], { ...terms.parties[1], account: stranger.address }];
      const { agreementId, citizenIds } = await ben.agreements.open.wait({ ...terms, parties });
      expect([agreementId, citizenIds]).to.deep.equal([1n, [ANA, undefined]]);
      expect(await ana.agreements.agreementCount()).to.equal(1);
    });

    it("asks for money of one kind", async () => {
      const { ana, terms } = await loadFixture(aHouse);
      const parties = [terms.parties[0], { ...terms.parties[1], lock: native("1") }];
      const error = await failureOf(ana.agreements.open({ ...terms, parties }));
      expect(error).to.be.instanceOf(InvalidInputError).with.property("what", "money of the agreement's kind");
    });

    it("gives the contract's own advice", async () => {
      const { ana, terms } = await loadFixture(aHouse);
      const error = await failureOf(ana.agreements.open({ ...terms, parties: [] }));
      expect(isRevert(error, "Agreements_PartiesOutOfBounds") && error.advice).to.equal(
        "An agreement is between two and eight parties: name that many.",
      );
    });
  });

  describe("agreement()", () => {
    it("gives everything of one that was opened, the terms from the log", async () => {
      const { asStranger, ana, ben, agreementId, terms } = await loadFixture(anOpenOne);
      const party = (place: number, { account }: NationClient) => ({
        ...terms.parties[place],
        party: place,
        actsFrom: account,
        citizenId: place === 0 ? ANA : BEN,
        hasSigned: false,
        declaration: undefined,
        demand: undefined,
        owed: coin("0"),
      });
      expect(await asStranger.agreements.agreement({ agreementId })).to.deep.equal({
        id: agreementId,
        opener: ana.account,
        terms: { ...terms, track: "general" },
        phase: "open",
        parties: [party(0, ana), party(1, ben)],
        collateral: coin("100"),
        due: undefined,
        declaredAt: undefined,
        objectionEndsAt: undefined,
        answersUntil: undefined,
        movesUntil: undefined,
        caseId: undefined,
        ruling: undefined,
        division: undefined,
        feesBack: undefined,
        statements: [],
      });
    });

    it("finds it in pieces, where a node does not look through all of the log", async () => {
      const { asStranger, agreementId } = await loadFixture(anOpenOne);
      const { phase } = await asStranger.agreements.agreement({ agreementId, blocksPerRequest: 10 });
      expect(phase).to.equal("open");
    });

    it("says that there is none", async () => {
      const { asStranger } = await loadFixture(aHouse);
      const error = await failureOf(asStranger.agreements.agreement({ agreementId: agreementUnit.from(7) }));
      expect(error).to.be.instanceOf(UnknownAgreementError).with.property("agreementId", 7n);
    });

    it("says that there is none in the part of the log that was searched", async () => {
      const { asStranger, agreementId } = await loadFixture(anOpenOne);
      const from = (await ethers.provider.getBlockNumber()) + 1;
      const error = await failureOf(asStranger.agreements.disputeCost({ agreementId, party: 0, from }));
      expect(error).to.be.instanceOf(UnknownAgreementError);
    });
  });

  describe("list()", () => {
    it("gives those of an account and of the citizen who holds it", async () => {
      const { asStranger, ana, stranger, terms, agreementId } = await loadFixture(anOpenOne);
      const parties = [terms.parties[0], { ...terms.parties[1], account: stranger.address }];
      await ana.agreements.open.wait({ ...terms, parties });
      const idsOf = async (account?: string) =>
        (await asStranger.agreements.list(account === undefined ? {} : { account })).items.map(({ id }) => id);
      expect(await idsOf(ana.account)).to.deep.equal([2n, agreementId]);
      expect(await idsOf(stranger.address)).to.deep.equal([2n]);
      expect(await idsOf(asStranger.address)).to.deep.equal([]);
      expect(await idsOf()).to.deep.equal([2n, 1n]);
    });

    it("tells terms and phase", async () => {
      const { asStranger, ana, terms, agreementId } = await loadFixture(anOpenOne);
      expect((await asStranger.agreements.list()).items).to.deep.equal([
        { id: agreementId, opener: ana.account, terms: { ...terms, track: "general" }, phase: "open" },
      ]);
    });
  });

  describe("sign()", () => {
    it("locks what the connected account must", async () => {
      const { ana, agreementId } = await loadFixture(anOpenOne);
      const signed = await ana.agreements.sign.wait({ agreementId });
      expect(signed).to.include({ agreementId, party: 0, account: ana.account, isBinding: false });
      expect(signed.locked).to.deep.equal(coin("40"));
    });

    it("tells when it binds", async () => {
      const { asStranger, ana, ben, agreementId } = await loadFixture(anOpenOne);
      await ana.agreements.sign.wait({ agreementId });
      expect((await ben.agreements.sign.wait({ agreementId, party: 1 })).isBinding).to.equal(true);
      expect((await asStranger.agreements.agreement({ agreementId })).phase).to.equal("binding");
    });

    it("sends native coin along", async () => {
      const { ana, terms } = await loadFixture(aHouse);
      const parties = terms.parties.map((party) => ({ ...party, lock: native("1"), payout: native("1") }));
      const { agreementId } = await ana.agreements.open.wait({ ...terms, parties });
      expect((await ana.agreements.sign.call({ agreementId })).value).to.equal(wei.parse("1"));
      const { locked } = await ana.agreements.sign.wait({ agreementId });
      expect(locked).to.deep.equal(native("1"));
    });

    it("says that the account is no party", async () => {
      const { asStranger, ana, agreementId } = await loadFixture(anOpenOne);
      const error = await failureOf(asStranger.agreements.sign({ agreementId }));
      expect(error).to.be.instanceOf(NotAPartyError);
      expect((error as NotAPartyError).advice).to.contain(ana.account);
    });

    it("asks a connection without an account to name the party", async () => {
      const { asStranger, ana, agreementId } = await loadFixture(anOpenOne);
      const reader = await asStranger.as(ethers.provider);
      expect(await failureOf(reader.agreements.sign.simulate({ agreementId }))).to.be.instanceOf(SignerNeededError);
      await reader.agreements.sign.simulate({ agreementId, party: 0 }, { from: ana.account! });
    });

    it("leaves a place that is none to the contract", async () => {
      const { ana, agreementId } = await loadFixture(anOpenOne);
      const error = await failureOf(ana.agreements.sign({ agreementId, party: 2 }));
      expect(isRevert(error, "Agreements_NoSuchParty") && error.args).to.deep.equal({ party: 2n, parties: 2n });
    });
  });

  describe("signatureFor() and submitSignature()", () => {
    it("lets somebody else hand the signature in", async () => {
      const { asStranger, ana, agreementId } = await loadFixture(anOpenOne);
      const signature = await ana.agreements.signatureFor({ agreementId });
      const { party, account } = await asStranger.agreements.submitSignature.wait(signature);
      expect([party, account]).to.deep.equal([0, ana.account]);
    });

    it("shows the wallet the text itself", async () => {
      const { ana, agreementId } = await loadFixture(anOpenOne);
      const shown: unknown[] = [];
      const wallet = await ethers.getSigner(ana.account!);
      const signTypedData = wallet.signTypedData.bind(wallet);
      wallet.signTypedData = (domain, types, message) => {
        shown.push(message);
        return signTypedData(domain, types, message);
      };
      await (await ana.as(wallet)).agreements.signatureFor({ agreementId });
      expect(shown[0]).to.have.nested.property("agreement.text", TEXT);
    });
  });

  describe("decline()", () => {
    it("ends it, and gives locks back", async () => {
      const { asStranger, ana, ben, agreementId } = await loadFixture(anOpenOne);
      await ana.agreements.sign.wait({ agreementId });
      const { outcome, division, tax } = await ben.agreements.decline.wait({ agreementId });
      expect([outcome, division, tax]).to.deep.equal(["declined", [coin("40"), coin("0")], 0n]);
      const { parties } = await asStranger.agreements.agreement({ agreementId });
      expect(parties[0].owed).to.deep.equal(coin("40"));
    });
  });

  describe("lapse()", () => {
    it("is due when not all have signed in time", async () => {
      const { asStranger, agreementId, terms } = await loadFixture(anOpenOne);
      await time.increaseTo(terms.signBy);
      expect((await asStranger.agreements.agreement({ agreementId })).due).to.equal("lapse");
      expect((await asStranger.agreements.lapse.wait({ agreementId })).outcome).to.equal("lapsed");
    });

    it("is due when nobody has declared a performance", async () => {
      const { asStranger, agreementId, terms } = await loadFixture(aBindingOne);
      expect((await asStranger.agreements.agreement({ agreementId })).due).to.equal(undefined);
      await time.increaseTo(terms.until);
      expect((await asStranger.agreements.agreement({ agreementId })).due).to.equal("lapse");
    });

    it("advises to wait", async () => {
      const { asStranger, agreementId } = await loadFixture(aBindingOne);
      const error = await failureOf(asStranger.agreements.lapse({ agreementId }));
      expect(isRevert(error, "Agreements_TooEarly") && error.advice).to.match(/come back at the moment named/);
    });
  });

  describe("declarePerformed() and complete()", () => {
    it("pays out when nobody objects", async () => {
      const { asStranger, ana, agreementId, treasury } = await loadFixture(aBindingOne);
      const statement = "Painted.";
      await ana.agreements.declarePerformed.wait({ agreementId, statement });
      const declared = await asStranger.agreements.agreement({ agreementId });
      expect(declared.due).to.equal(undefined);
      expect(declared.parties.map(({ declaration }) => declaration)).to.deep.equal([statement, undefined]);
      await time.increaseTo(declared.objectionEndsAt!);
      expect((await asStranger.agreements.agreement({ agreementId })).due).to.equal("complete");

      const { outcome, division, tax } = await asStranger.agreements.complete.wait({ agreementId });
      expect([outcome, division]).to.deep.equal(["performed", [coin("95"), coin("5")]]);
      const owed = await asStranger.agreements.owedToCitizen({ asset: "coin", citizenId: ANA });
      expect(owed).to.deep.equal({ coin: civic.parse("95") - tax });
      const toTreasury = await asStranger.agreements.owedTo({ asset: "coin", account: await treasury.getAddress() });
      expect(toTreasury).to.deep.equal({ coin: tax });
      expect((await asStranger.agreements.agreement({ agreementId })).division).to.deep.equal(division);
    });

    it("is due at once when all declare", async () => {
      const { asStranger, ana, ben, agreementId } = await loadFixture(aBindingOne);
      for (const { agreements } of [ana, ben]) {
        await agreements.declarePerformed.wait({ agreementId, statement: "Painted." });
      }
      expect((await asStranger.agreements.agreement({ agreementId })).due).to.equal("complete");
    });
  });

  describe("settle()", () => {
    it("takes a transaction of each", async () => {
      const { asStranger, ana, ben, agreementId } = await loadFixture(aBindingOne);
      const first = await ana.agreements.settle.wait({ agreementId, division: HALVES });
      expect([first.approved, first.ended]).to.deep.equal([[0], undefined]);
      expect(await asStranger.agreements.approvalsOf({ agreementId, division: HALVES })).to.deep.equal([true, false]);
      const { ended } = await ben.agreements.settle.wait({ agreementId, division: HALVES });
      expect(ended).to.include({ outcome: "settled" });
    });

    it("takes the signatures of all, from anyone", async () => {
      const { asStranger, ana, ben, agreementId } = await loadFixture(aBindingOne);
      const offer = { agreementId, division: HALVES, validUntil: moment.from((await time.latest()) + 3_600) };
      const approvals = [await ben.agreements.approvalFor(offer), await ana.agreements.approvalFor(offer)];
      const { approved, ended } = await asStranger.agreements.settle.wait({ ...offer, approvals });
      expect(approved).to.deep.equal([0, 1]);
      expect(ended?.division).to.deep.equal(HALVES);
    });

    it("joins a transaction to the offer of the same division that stands", async () => {
      const { ana, ben, agreementId } = await loadFixture(aBindingOne);
      await ana.agreements.settle.wait({ agreementId, division: SHARES });
      await ana.agreements.settle.wait({ agreementId, division: HALVES });
      await time.increase(86_400);
      const { ended } = await ben.agreements.settle.wait({ agreementId, division: HALVES });
      expect(ended).to.include({ outcome: "settled" });
    });

    it("takes from signed approvals until when the offer is good", async () => {
      const { asStranger, ana, ben, agreementId } = await loadFixture(aBindingOne);
      const first = await ana.agreements.approvalFor({ agreementId, division: HALVES });
      expect(first).to.include({ nonce: 0, validUntil: BigInt((await time.latest()) + 7 * 86_400) });
      await time.increase(3_600);
      const { validFrom, validUntil } = first;
      const second = await ben.agreements.approvalFor({ agreementId, division: HALVES, validFrom, validUntil });
      const offer = { agreementId, division: HALVES, approvals: [first, second] };
      expect((await asStranger.agreements.settle.wait(offer)).approved).to.deep.equal([0, 1]);
    });

    it("asks for money of the agreement's kind", async () => {
      const { ana, agreementId } = await loadFixture(aBindingOne);
      const division = [{ token: ana.agreements.address, amount: token.from(1n) }];
      expect(await failureOf(ana.agreements.settle({ agreementId, division }))).to.be.instanceOf(InvalidInputError);
    });
  });

  describe("offers() and retractOffers()", () => {
    it("shows the offers that stand, each once", async () => {
      const { asStranger, ana, agreementId } = await loadFixture(aBindingOne);
      const first = moment.from(await time.latest());
      const validUntil = moment.after(first, seconds.hours(1));
      const week = moment.after(first, seconds.days(7));
      await ana.agreements.settle.wait({ agreementId, division: HALVES });
      const second = moment.from(await time.latest());
      await ana.agreements.settle.wait({ agreementId, division: SHARES, validUntil });
      expect(await asStranger.agreements.offers({ agreementId })).to.deep.equal([
        { division: HALVES, validFrom: first, validUntil: week, approvals: [true, false] },
        { division: SHARES, validFrom: second, validUntil, approvals: [true, false] },
      ]);
    });

    it("shows none that has run out", async () => {
      const { asStranger, ana, agreementId } = await loadFixture(aBindingOne);
      await ana.agreements.settle.wait({ agreementId, division: HALVES });
      await time.increase(7 * 86_400);
      expect(await asStranger.agreements.offers({ agreementId })).to.deep.equal([]);
    });

    it("shows none once a party withdrew", async () => {
      const { asStranger, ana, ben, agreementId } = await loadFixture(aBindingOne);
      await ana.agreements.settle.wait({ agreementId, division: HALVES });
      expect(await ana.agreements.retractOffers.wait({ agreementId })).to.include({ agreementId, party: 0 });
      expect(await asStranger.agreements.offers({ agreementId })).to.deep.equal([]);
      const { ended } = await ben.agreements.settle.wait({ agreementId, division: HALVES });
      expect(ended).to.equal(undefined);
    });

    it("says what became of a signed approval", async () => {
      const { ana, ben, agreementId } = await loadFixture(aBindingOne);
      const approval = await ana.agreements.approvalFor({ agreementId, division: HALVES });
      await ana.agreements.retractOffers.wait({ agreementId });
      const failure = await failureOf(ben.agreements.settle({ agreementId, division: HALVES, approvals: [approval] }));
      expect(isRevert(failure, "Agreements_OfferEnded")).to.equal(true);
    });
  });

  describe("concede()", () => {
    it("moves a demand", async () => {
      const { asStranger, ben, agreementId } = await loadFixture(aDisputedOne);
      const demand = [coin("40"), coin("60")];
      const conceded = await ben.agreements.concede.wait({ agreementId, demand });
      expect(conceded).to.include({ agreementId, party: 1, ended: undefined });
      expect(conceded.demand).to.deep.equal(demand);
      const { parties, answersUntil, movesUntil } = await asStranger.agreements.agreement({ agreementId });
      expect(parties[1].demand).to.deep.equal(demand);
      expect(answersUntil! > movesUntil!).to.equal(true);
    });

    it("tells the settlement when demands meet", async () => {
      const { ben, agreementId } = await loadFixture(aDisputedOne);
      const { ended } = await ben.agreements.concede.wait({ agreementId, demand: SHARES });
      expect([ended?.outcome, ended?.division]).to.deep.equal(["settled", SHARES]);
    });

    it("says that there is nothing to move", async () => {
      const { ben, agreementId } = await loadFixture(aBindingOne);
      expect(await failureOf(ben.agreements.concede({ agreementId, demand: SHARES }))).to.be.instanceOf(NoDemandError);
    });
  });

  describe("fee locks", () => {
    it("sends them with the signature, pays the court out of them, and tells what came back", async () => {
      const { asStranger, ana, ben, terms } = await loadFixture(aHouse);
      const feeLock = wei.from(2n * (await asStranger.court.cost()));
      const parties = terms.parties.map((party) => ({ ...party, feeLock }));
      const { agreementId } = await ana.agreements.open.wait({ ...terms, parties });
      expect((await ana.agreements.sign.call({ agreementId })).value).to.equal(feeLock);
      await ana.agreements.sign.wait({ agreementId });
      await ben.agreements.sign.wait({ agreementId });
      expect(await ben.agreements.disputeCost({ agreementId })).to.equal(0n);
      await ben.agreements.dispute.wait({ agreementId, demand: SHARES, statement: "It peels off." });
      await ana.agreements.settle.wait({ agreementId, division: SHARES });
      await ben.agreements.settle.wait({ agreementId, division: SHARES });
      const { feesBack } = await asStranger.agreements.agreement({ agreementId });
      expect(feesBack).to.deep.equal([feeLock, feeLock / 2n]);
    });
  });

  describe("dispute() and answer()", () => {
    it("pays exactly what the court asks", async () => {
      const { ben, agreementId, asStranger } = await loadFixture(aBindingOne);
      const cost = await asStranger.agreements.disputeCost({ agreementId, party: 1 });
      expect(cost).to.equal(await asStranger.court.cost());
      const act = { agreementId, demand: SHARES, statement: "It peels off." };
      expect((await ben.agreements.dispute.call(act)).value).to.equal(cost);
      const disputed = await ben.agreements.dispute.wait(act);
      expect(disputed).to.include({ agreementId, caseId: 1n, party: 1 });
      expect(disputed.demand).to.deep.equal(SHARES);
      expect(await asStranger.agreements.agreementOf({ caseId: disputed.caseId })).to.equal(agreementId);
    });

    it("shows the demands, and what was stated with them", async () => {
      const { asStranger, ana, ben, agreementId, caseId } = await loadFixture(aDisputedOne);
      const found = await asStranger.agreements.agreement({ agreementId });
      expect([found.phase, found.caseId, found.due]).to.deep.equal(["disputed", caseId, undefined]);
      expect(found.parties.map(({ demand }) => demand)).to.deep.equal([SHARES, [coin("30"), coin("70")]]);
      expect(found.statements.map(({ by, statement }) => [by, statement])).to.deep.equal([
        [ben.account, { name: "Statement", description: "It peels off." }],
        [ana.account, { name: "Photo" }],
      ]);
    });

    it("excuses the parties from the case", async () => {
      const { asStranger, caseId } = await loadFixture(aDisputedOne);
      expect((await asStranger.court.case({ caseId })).excused).to.deep.equal([ANA, BEN]);
    });

    it("knows of no agreement behind another case", async () => {
      const { asStranger, caseId } = await loadFixture(aDisputedOne);
      const next = (caseId + 1n) as typeof caseId;
      expect(await asStranger.agreements.agreementOf({ caseId: next })).to.equal(undefined);
    });
  });

  describe("divide()", () => {
    it("divides by the demand that the ruling names", async () => {
      const { asStranger, agreementId } = await loadFixture(ruledForAna);
      const { due, ruling } = await asStranger.agreements.agreement({ agreementId });
      expect([due, ruling]).to.deep.equal(["divide", 0]);
      const { outcome, division } = await asStranger.agreements.divide.wait({ agreementId });
      expect([outcome, division]).to.deep.equal(["divided", SHARES]);
    });

    it("gives locks back if the ruling names nobody", async () => {
      const { asStranger, agreementId } = await loadFixture(ruledForNobody);
      expect((await asStranger.agreements.agreement({ agreementId })).ruling).to.equal("nobody");
      const { division } = await asStranger.agreements.divide.wait({ agreementId });
      expect(division).to.deep.equal([coin("40"), coin("60")]);
    });

    it("says that there is no ruling", async () => {
      const { asStranger, agreementId } = await loadFixture(aBindingOne);
      expect(await failureOf(asStranger.agreements.divide({ agreementId }))).to.be.instanceOf(NotRuledError);
    });
  });

  describe("claim() and claimForCitizen()", () => {
    it("pays a citizen", async () => {
      const { asStranger, ana, ben, agreementId } = await loadFixture(anOpenOne);
      await ana.agreements.sign.wait({ agreementId });
      await ben.agreements.decline.wait({ agreementId });
      const creditor = { asset: "coin", citizenId: ANA } as const;
      const { to, amount } = await asStranger.agreements.claimForCitizen.wait(creditor);
      expect([to, amount]).to.deep.equal([ana.account, coin("40")]);
    });

    it("pays an account, in any token", async () => {
      const { asStranger, ana, stranger, terms } = await loadFixture(aHouse);
      const plain = await ethers.deployContract("PlainToken");
      const lock = { token: await plain.getAddress(), amount: token.from(7n) };
      const party = { account: stranger.address, lock, payout: lock };
      await plain.mint(stranger, 7n);
      await plain.connect(stranger).approve(ana.agreements.address, 7n);
      const parties = [party, { ...party, account: ana.account! }];
      const { agreementId } = await ana.agreements.open.wait({ ...terms, parties });
      await asStranger.agreements.sign.wait({ agreementId });
      await ana.agreements.decline.wait({ agreementId });
      const asset = { token: lock.token };
      const { to, amount } = await ana.agreements.claim.wait({ asset, account: stranger.address });
      expect([to, amount]).to.deep.equal([stranger.address, lock]);
      const error = await failureOf(ana.agreements.claim({ asset, account: ZeroAddress }));
      expect(isRevert(error, "Payouts_NothingOwed")).to.equal(true);
    });
  });

  it("tells events by name", async () => {
    const { asStranger, ana, agreementId } = await loadFixture(anOpenOne);
    const [named] = await asStranger.agreements.events.PartyNamed.query({ where: { account: ana.account! } });
    expect(named).to.include({ agreementId, account: ana.account, citizenId: ANA, party: 0 });
  });

  it("is made from addresses alone, too", async () => {
    const { ana, agreementId } = await loadFixture(anOpenOne);
    const directory = await ana.institutions();
    const runner = await ethers.getSigner(ana.account!);
    const agreements = agreementsClient({ runner, account: ana.account, nation: ana.address, directory });
    expect((await agreements.agreement({ agreementId })).id).to.equal(agreementId);
  });
});
