import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { citizenId, civic, coins, days, isRevert, SignerNeededError } from "../../sdk/src";
import { Keeper } from "../../sdk/src/keeper";
import { BOND } from "../fixtures/court";
import { failureOf } from "../fixtures/failure";
import { aCourtroom, aLawfulNation, bring, jurors, seat } from "../fixtures/justice";
import { DAY, unfix } from "../fixtures/money";

const one = citizenId.from(1);

describe("nation.juryRoll", () => {
  describe("enrolling", () => {
    it("sends the bond, and takes a place, in one transaction", async () => {
      const world = await loadFixture(aLawfulNation);
      const { juryRoll, coin } = world.as(1);
      const [citizen] = world.citizens;
      const [balance, nonce] = [await coin.balanceOf({ account: citizen.address }), await citizen.getNonce()];
      const enrolled = await juryRoll.enrol.wait();
      expect(enrolled).to.deep.include({ citizenId: 1n, position: 1, bond: BOND });
      expect(balance - (await coin.balanceOf({ account: citizen.address }))).to.equal(BOND);
      expect(await citizen.getNonce()).to.equal(nonce + 1);
    });

    it("is described as what it is, a call of the coin", async () => {
      const { juryRoll, coin } = (await loadFixture(aLawfulNation)).as(1);
      expect((await juryRoll.enrol.call()).target).to.equal(coin.address);
      expect(await juryRoll.enrol.simulate()).to.equal(true);
    });

    it("takes the bond out of an allowance, too", async () => {
      const world = await loadFixture(aLawfulNation);
      const { juryRoll, coin } = world.as(1);
      await coin.approve.wait({ spender: juryRoll.address, amount: civic.from(BOND) });
      expect((await juryRoll.enrolFromAllowance.wait()).bond).to.equal(BOND);
    });

    it("says what is missing if no allowance was given", async () => {
      const world = await loadFixture(aLawfulNation);
      const error = await failureOf(world.as(1).juryRoll.enrolFromAllowance());
      expect(isRevert(error, "ERC20InsufficientAllowance") && error.args.needed).to.equal(BOND);
    });

    it("says that a place is taken already", async () => {
      const world = await loadFixture(aCourtroom);
      const error = await failureOf(world.as(1).juryRoll.enrol());
      expect(isRevert(error, "JuryRoll_AlreadyEnrolled") && error.advice).to.contain("withdraw before you enrol again");
    });

    it("says that a stranger is no citizen", async () => {
      const { government, asStranger, stranger } = await loadFixture(aLawfulNation);
      await government.coin.mint.wait({ to: stranger.address, amount: civic.from(BOND) });
      const error = await failureOf(asStranger.juryRoll.enrol());
      expect(isRevert(error, "JuryRoll_NotActiveCitizen") && error.args.account).to.equal(stranger.address);
    });

    it("takes an account", async () => {
      const world = await loadFixture(aLawfulNation);
      const reader = await world.asStranger.as(ethers.provider);
      expect(await failureOf(reader.juryRoll.enrol())).to.be.instanceOf(SignerNeededError);
    });
  });

  describe("enrolFor()", () => {
    async function withoutBond() {
      const world = await loadFixture(aCourtroom);
      await world.government.juryRoll.setProvision.wait({ key: "bond", value: coins.from(0n) });
      return world;
    }

    it("takes places for those who never had one, and did not opt out", async () => {
      const world = await withoutBond();
      expect((await world.as(11).juryRoll.optOut.wait()).citizenId).to.equal(11n);
      const citizenIds = [10, 11, 12].map((id) => citizenId.from(id));
      expect((await world.asStranger.juryRoll.enrolFor.wait({ citizenIds })).enrolled).to.deep.equal([12n]);
    });

    it("tells of nobody who was out before", async () => {
      const world = await withoutBond();
      await world.as(11).juryRoll.optOut.wait();
      expect((await world.as(11).juryRoll.optOut.wait()).citizenId).to.equal(undefined);
    });

    it("is refused where a bond is due", async () => {
      const { asStranger } = await loadFixture(aCourtroom);
      const error = await failureOf(asStranger.juryRoll.enrolFor({ citizenIds: [citizenId.from(12)] }));
      expect(isRevert(error, "JuryRoll_BondDue") && error.args.bond).to.equal(BOND);
    });

    it("is done by a keeper", async () => {
      const world = await withoutBond();
      await world.as(11).juryRoll.optOut.wait();
      const [account] = (await ethers.getSigners()).slice(-3);
      const keeper = new Keeper(account, world.founding.addresses.nation, { only: ["juryRoll"] });
      expect((await keeper.pass()).map(({ key, outcome }) => [key, outcome])).to.deep.equal([["enrol 1 1", "done"]]);
      expect(await keeper.pass()).to.deep.equal([]);
      expect(await world.asStranger.juryRoll.jurorOf({ citizenId: citizenId.from(11) })).to.equal(undefined);
    });
  });

  describe("conditions()", () => {
    it("finds nothing in the way of a citizen with the coin", async () => {
      const world = await loadFixture(aLawfulNation);
      const { since } = await world.as(1).citizenship.citizen({ citizenId: one });
      expect(await world.as(1).juryRoll.conditions()).to.deep.equal({
        bond: BOND,
        price: BOND,
        eligibleAt: since + BigInt(DAY),
        reasons: [],
      });
    });

    it("tells a stranger everything", async () => {
      const { asStranger } = await loadFixture(aLawfulNation);
      const { eligibleAt, reasons } = await asStranger.juryRoll.conditions();
      expect(eligibleAt).to.equal(undefined);
      expect(reasons).to.deep.equal(["notActive", "tooLittleCoin"]);
    });

    it("tells who is enrolled, and who is too new", async () => {
      const world = await loadFixture(aCourtroom);
      const account = world.citizens[0].address;
      await world.government.juryRoll.setProvision.wait({ key: "citizenDays", value: days.from(30) });
      expect((await world.asStranger.juryRoll.conditions({ account })).reasons).to.deep.equal(["tooNew", "enrolled"]);
    });

    it("reckons the tax into the price where the roll is not exempt", async () => {
      const world = await loadFixture(aLawfulNation);
      const { juryRoll, coin } = world.government;
      await unfix(coin.address, juryRoll.address);
      const { bond, price } = await world.as(1).juryRoll.conditions();
      expect(price).to.equal(await coin.grossFor({ from: world.citizens[0].address, to: juryRoll.address, net: bond }));
      expect(price).to.be.greaterThan(bond);
      await world.as(1).juryRoll.enrol.wait();
      expect((await juryRoll.jurorOf({ citizenId: one }))?.bond).to.equal(BOND);
    });
  });

  describe("jurorOf()", () => {
    it("knows nobody who has no place", async () => {
      const { asStranger } = await loadFixture(aLawfulNation);
      expect(await asStranger.juryRoll.jurorOf({ citizenId: one })).to.equal(undefined);
    });

    it("tells a place in words", async () => {
      const { asStranger } = await loadFixture(aCourtroom);
      const juror = await asStranger.juryRoll.jurorOf({ citizenId: one });
      expect(juror).to.deep.include({
        citizenId: 1n,
        standing: "enrolled",
        position: 1,
        servesUntil: undefined,
        duties: 0,
        bond: BOND,
      });
    });

    it("tells a service, then its end", async () => {
      const world = await loadFixture(aCourtroom);
      const { asStranger } = world;
      const caseId = await bring(world);
      await seat(world, caseId);
      const { panel, revealEndsAt } = (await asStranger.court.case({ caseId })).round;
      const [{ citizenId: id }] = panel;
      const serving = await asStranger.juryRoll.jurorOf({ citizenId: id });
      expect([serving?.standing, serving?.duties]).to.deep.equal(["serving", 1]);
      expect(serving?.servesUntil).to.equal(revealEndsAt);
      await time.increaseTo(revealEndsAt!);
      expect((await asStranger.juryRoll.jurorOf({ citizenId: id }))?.standing).to.equal("enrolled");
    });
  });

  describe("leaving", () => {
    it("keeps the bond for 30 days where no duty is open, and pays it out then", async () => {
      const world = await loadFixture(aCourtroom);
      const { citizenId: id, withdrawn } = await world.as(1).juryRoll.retire.wait();
      expect([id, withdrawn]).to.deep.equal([1n, undefined]);
      expect(await world.asStranger.juryRoll.size()).to.deep.equal({ positions: 10, jurors: 9n });
      // Who left is found by draws that were frozen before that second.
      const freeAt = BigInt(await time.latest()) - 1n + 30n * 86_400n;
      const error = await failureOf(world.as(1).juryRoll.withdraw({ citizenId: one }));
      expect(isRevert(error, "JuryRoll_LeftLately") && error.args).to.deep.equal({ citizenId: 1n, freeAt });
      await time.increaseTo(freeAt);
      const paid = await world.as(1).juryRoll.withdraw.wait({ citizenId: one });
      expect(paid).to.deep.include({ citizenId: 1n, to: world.citizens[0].address, amount: BOND });
    });

    it("keeps the bond while a duty is open", async () => {
      const world = await loadFixture(aCourtroom);
      const caseId = await bring(world);
      await seat(world, caseId);
      const [juror] = await jurors(world, caseId);
      const { citizenId: id, withdrawn } = await juror.juryRoll.retire.wait();
      expect(withdrawn).to.equal(undefined);
      expect((await world.asStranger.juryRoll.jurorOf({ citizenId: id }))?.standing).to.equal("retired");
      const error = await failureOf(world.asStranger.juryRoll.withdraw({ citizenId: id }));
      expect(isRevert(error, "JuryRoll_OnDuty") && error.args).to.deep.equal({ citizenId: id, duties: 1n });
    });

    it("is done for whose citizenship has ended, by anyone", async () => {
      const world = await loadFixture(aCourtroom);
      await world.as(1).citizenship.renounce.wait();
      const paid = await world.asStranger.juryRoll.withdraw.wait({ citizenId: one });
      expect(paid).to.deep.include({ citizenId: 1n, to: world.citizens[0].address, amount: BOND });
    });
  });

  describe("slash()", () => {
    const rulingId = ethers.id("ruling 7");

    /** What a ruling could do, the government may in this world. */
    async function withJustice() {
      const world = await loadFixture(aCourtroom);
      const { constitution, juryRoll } = world.government;
      const selectors = [juryRoll.slash.fragment.selector];
      await constitution.setTargetFunctionRole.wait({ target: juryRoll.address, selectors, role: "government" });
      return world;
    }

    it("takes what a ruling says, for justice", async () => {
      const { asStranger, government } = await loadFixture(withJustice);
      const fine = { citizenId: one, amount: civic.parse("30"), rulingId };
      const taken = await government.juryRoll.slash.wait(fine);
      expect(taken).to.deep.include(fine);
      expect((await asStranger.juryRoll.jurorOf({ citizenId: one }))?.bond).to.equal(civic.parse("70"));
    });

    it("takes nothing from who has no place", async () => {
      const { government } = await loadFixture(withJustice);
      const fine = { citizenId: citizenId.from(12), amount: civic.parse("30"), rulingId };
      expect((await government.juryRoll.slash.wait(fine)).amount).to.equal(0n);
    });

    it("is nobody else's", async () => {
      const world = await loadFixture(aCourtroom);
      const error = await failureOf(world.as(1).juryRoll.slash({ citizenId: one, amount: civic.parse("1"), rulingId }));
      expect(isRevert(error, "AccessManagedUnauthorized")).to.equal(true);
    });
  });

  it("tells its events", async () => {
    const { asStranger } = await loadFixture(aCourtroom);
    const enrolled = await asStranger.juryRoll.events.JurorEnrolled.query();
    expect(enrolled.map(({ citizenId: id }) => id)).to.deep.equal([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n]);
  });
});
