import { impersonateAccount, loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id, toBeHex } from "ethers";
import { ethers } from "hardhat";
import { citizenId, civic, connect, isRevert, moment } from "../../sdk/src";
import { roles } from "../../sdk/src/core/roles";
import { proposalId } from "../../sdk/src/institutions/governor";
import { merit as points } from "../../sdk/src/institutions/merit";
import { failureOf } from "../fixtures/failure";
import { judge, pass } from "../fixtures/justice";
import { foundNation } from "../fixtures/nation";

const DAY = 86_400n;
const JURORS = 10;
const CHALLENGER = 11;
const ACCUSED = citizenId.from(12);
const VOTER = citizenId.from(1);
const GRANT = 3;

/** A founded nation of twelve with the ledger, ten of whom serve as jurors. */
async function aNation() {
  const world = await foundNation(12, { institutions: { merit: true, admissions: true } });
  const { nation, timelock, court } = world.founding.addresses;
  await impersonateAccount(timelock);
  await setBalance(timelock, 10n ** 20n);
  const timelockSigner = await ethers.getSigner(timelock);
  const government = await connect(timelockSigner, nation);
  const clients = await Promise.all(world.citizens.map((citizen) => government.as(citizen)));
  await time.increase(1);
  for (const juror of clients.slice(0, JURORS)) await juror.juryRoll.enrol.wait();
  return {
    ...world,
    government,
    timelockSigner,
    asStranger: await government.as(world.stranger),
    as: (number: bigint | number) => clients[Number(number) - 1],
    arbitrable: await ethers.deployContract("PlainArbitrable", [court]),
  };
}

/** A vote in which the first three citizens cast ballots is over. */
async function aVote() {
  const world = await aNation();
  const { propose, nation, citizens } = world;
  const call = { target: nation.target as string, data: nation.interface.encodeFunctionData("setMotto", ["Ours"]) };
  const vote = propose([call], "A motto");
  await vote.pass(citizens.slice(0, 3));
  return { ...world, voted: proposalId.from(vote.id) };
}

/** An offence was granted by a panel of three, who all voted, and the ruling was delivered. */
async function aRuling() {
  const world = await aNation();
  const { caseId } = await world.as(CHALLENGER).tribunal.challenge.wait({
    citizenId: ACCUSED,
    ground: "offence",
    article: 1,
    sanctions: [{ kind: "fine", amount: civic.parse("25") }],
    statement: "He shouted.",
  });
  await judge(world, caseId, [GRANT, GRANT, GRANT]);
  await pass(world, caseId);
  await world.asStranger.court.execute.wait({ caseId });
  const { rounds } = await world.asStranger.court.case({ caseId });
  return { ...world, caseId, jurors: rounds[0].panel.map((one) => one.citizenId) };
}

/** An institution that the government named has awarded four points. */
async function anAward() {
  const world = await aNation();
  const { constitution, timelockSigner, government } = world;
  const institution = await world.arbitrable.getAddress();
  await impersonateAccount(institution);
  await setBalance(institution, 10n ** 20n);
  await constitution.connect(timelockSigner).grantRole(roles.awarder, institution, 0);
  const asInstitution = await government.as(await ethers.getSigner(institution));
  const given = { citizenId: VOTER, cause: "bounty", referenceId: id("delivery"), points: 4 } as const;
  const awarded = await asInstitution.merit.award.wait(given);
  return { ...world, institution, asInstitution, given, awarded };
}

const asked = { citizenId: VOTER };

describe("nation.merit", () => {
  describe("due()", () => {
    it("finds a ballot, and nothing else", async () => {
      const { asStranger, voted } = await loadFixture(aVote);
      const ballots = [{ citizenId: VOTER, proposalId: voted }];
      expect(await asStranger.merit.due(asked)).to.deep.equal({ ballots, rounds: [], applicationIds: [] });
    });

    it("finds the rounds in which a juror served", async () => {
      const { asStranger, caseId, jurors } = await loadFixture(aRuling);
      const { rounds } = await asStranger.merit.due({ citizenId: jurors[0] });
      expect(rounds).to.deep.equal([{ caseId, round: 0 }]);
    });

    it("finds nothing that was recorded", async () => {
      const { asStranger, caseId, jurors } = await loadFixture(aRuling);
      await asStranger.merit.recordDuties.wait({ rounds: [{ caseId, round: 0 }] });
      expect((await asStranger.merit.due({ citizenId: jurors[0] })).rounds).to.deep.equal([]);
    });

    it("finds no ballot of a period that has its point", async () => {
      const { asStranger } = await loadFixture(aVote);
      const { ballots } = await asStranger.merit.due(asked);
      await asStranger.merit.recordBallots.wait({ ballots });
      expect((await asStranger.merit.due(asked)).ballots).to.deep.equal([]);
    });

    it("finds nothing for whoever did nothing", async () => {
      const { asStranger } = await loadFixture(aNation);
      expect(await asStranger.merit.due(asked)).to.deep.equal({ ballots: [], rounds: [], applicationIds: [] });
    });
  });

  describe("recordBallots()", () => {
    it("tells the points, and what they refer to", async () => {
      const { asStranger, voted, founding } = await loadFixture(aVote);
      const { ballots } = await asStranger.merit.due(asked);
      const { points: recorded } = await asStranger.merit.recordBallots.wait({ ballots });
      expect(recorded).to.have.lengthOf(1);
      expect(recorded[0]).to.deep.include({
        citizenId: VOTER,
        cause: "ballot",
        reference: { kind: "ballot", proposalId: voted },
        institution: founding.addresses.governor,
        points: 1,
      });
    });
  });

  describe("recordDuties()", () => {
    it("gives each juror of a panel three points", async () => {
      const { asStranger, caseId, jurors } = await loadFixture(aRuling);
      const { points: recorded } = await asStranger.merit.recordDuties.wait({ rounds: [{ caseId, round: 0 }] });
      expect(recorded.map((one) => [one.citizenId, one.reference, one.points])).to.deep.equal(
        jurors.map((juror, seat) => [juror, { kind: "jury", caseId, round: 0, seat }, 3]),
      );
    });

    it("says that nobody served where nobody did", async () => {
      const { asStranger, caseId } = await loadFixture(aRuling);
      const error = await failureOf(asStranger.merit.recordDuties({ rounds: [{ caseId, round: 1 }] }));
      expect(isRevert(error, "Merit_NoDuty")).to.equal(true);
    });
  });

  describe("recordOffences() and offences()", () => {
    it("puts the offence of a ruling beside the sum", async () => {
      const { asStranger, caseId, founding } = await loadFixture(aRuling);
      const { offences } = await asStranger.merit.recordOffences.wait({ caseIds: [caseId] });
      expect(offences).to.deep.equal([{ citizenId: ACCUSED, caseId }]);
      const [found] = await asStranger.merit.offences({ citizenId: ACCUSED });
      const { chargedAt, ...rest } = found;
      expect(rest).to.deep.equal({
        number: 1,
        tribunal: founding.addresses.tribunal,
        caseId,
        ground: "offence",
        isGranted: true,
      });
      expect(chargedAt).to.be.greaterThan(0n);
    });

    it("knows none of whoever has none", async () => {
      const { asStranger } = await loadFixture(aNation);
      expect(await asStranger.merit.offences(asked)).to.deep.equal([]);
    });
  });

  describe("award()", () => {
    it("tells what was awarded", async () => {
      const { awarded, given, institution } = await loadFixture(anAward);
      const { earnedAt, ...rest } = awarded;
      expect(rest).to.deep.include({
        citizenId: VOTER,
        cause: "bounty",
        reference: { kind: "award", referenceId: given.referenceId },
        institution,
        points: 4,
      });
      expect(earnedAt).to.equal(BigInt(await time.latest()));
    });

    it("takes a number as the reference", async () => {
      const { asInstitution, given } = await loadFixture(anAward);
      const { reference } = await asInstitution.merit.award.wait({ ...given, referenceId: 7n });
      expect(reference).to.deep.equal({ kind: "award", referenceId: toBeHex(7, 32) });
    });

    it("is nobody's before the government names an institution", async () => {
      const { government } = await loadFixture(aNation);
      const given = { citizenId: VOTER, cause: "bounty", referenceId: 1n, points: 4 };
      const error = await failureOf(government.merit.award(given));
      expect(isRevert(error, "AccessManagedUnauthorized")).to.equal(true);
    });
  });

  describe("record(), past() and left()", () => {
    it("tells the sum, where it came from, and what it was", async () => {
      const { asStranger, awarded } = await loadFixture(anAward);
      await time.increaseTo(awarded.earnedAt + 365n * DAY);
      const { sum, points: whole, offences } = await asStranger.merit.record(asked);
      expect([whole, offences]).to.deep.equal([{ ballots: 0, duties: 0, attestations: 0, awarded: 4 }, 0]);
      expect(points.format(sum)).to.match(/^(2|1\.99999999999999999\d)$/);
      expect(await asStranger.merit.past({ ...asked, at: awarded.earnedAt })).to.equal(4n * 10n ** 18n);
      expect(await asStranger.merit.left({ points: 4, earnedAt: awarded.earnedAt })).to.equal(sum);
    });

    it("refuses a moment that is not past", async () => {
      const { asStranger } = await loadFixture(anAward);
      const error = await failureOf(asStranger.merit.past({ ...asked, at: moment.from(10n ** 10n) }));
      expect(isRevert(error, "Merit_NotPast")).to.equal(true);
    });
  });

  describe("list()", () => {
    it("tells where every point came from, the newest first, in pages", async () => {
      const { asStranger, asInstitution, given } = await loadFixture(anAward);
      await asInstitution.merit.award.wait({ ...given, referenceId: 2n, cause: "grant", points: 1 });
      const first = await asStranger.merit.list({ ...asked, limit: 1 });
      expect(first.items.map((one) => [one.cause, one.points, one.isTakenBack])).to.deep.equal([["grant", 1, false]]);
      const second = await asStranger.merit.list({ ...asked, limit: 1, cursor: first.cursor! });
      expect(second.items.map(({ cause, reference }) => [cause, reference])).to.deep.equal([
        ["bounty", { kind: "award", referenceId: given.referenceId }],
      ]);
      expect(second.items[0].left).to.be.closeTo(4n * 10n ** 18n, 10n ** 15n);
    });

    it("lists nobody else's", async () => {
      const { asStranger } = await loadFixture(anAward);
      expect((await asStranger.merit.list({ citizenId: citizenId.from(2) })).items).to.deep.equal([]);
      expect((await asStranger.merit.list()).items).to.have.lengthOf(1);
    });
  });

  describe("events", () => {
    it("tells causes by their names", async () => {
      const { asStranger } = await loadFixture(anAward);
      const [{ cause, points: count }] = await asStranger.merit.events.PointsAwarded.query({
        where: { cause: "bounty" },
      });
      expect([cause, count]).to.deep.equal(["bounty", 4]);
    });
  });
});
