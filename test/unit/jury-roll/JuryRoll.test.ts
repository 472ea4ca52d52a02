import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCourtOf, BOND, CITIZEN_DAYS, foundCourt, NO_SHOW_PENALTY, REST, rollTerms } from "../../fixtures/court";
import { coins, DAY, impersonated, key } from "../../fixtures/money";

const SEED = ethers.id("chance");
const transferAndCall = "transferAndCall(address,uint256)";
const transferFromAndCall = "transferFromAndCall(address,address,uint256)";

/** Ten on the roll of twelve citizens, and an account that speaks as the court. */
async function aRoll() {
  const world = await foundCourt(12, 10);
  const asCourt = world.roll.connect(await impersonated(await world.court.getAddress()));
  await time.increase(1);
  const frozenAt = await time.latest();
  const terms = {
    seed: SEED,
    frozenAt,
    positions: (await world.roll.size()).positions,
    firstTry: 0,
    tries: 200,
    seats: 3,
  };
  /** Draws, and tells who was drawn after how many tries. */
  const draw = async (changes: Partial<typeof terms> = {}, excluded: readonly bigint[] = []) => {
    const asked = { ...terms, ...changes };
    const [drawn, tried] = await asCourt.draw.staticCall(asked, [...excluded]);
    await asCourt.draw(asked, [...excluded]);
    return { drawn: [...drawn], tried };
  };
  return { ...world, asCourt, terms, draw, frozenAt };
}

describe("JuryRoll", () => {
  describe("constructor", () => {
    it("has four provisions in their order", async () => {
      const { roll } = await loadFixture(aRoll);
      expect((await roll.provisions()).map((p) => [p.key, p.unit, p.current])).to.deep.equal([
        [key("bond"), 2n, 100n],
        [key("citizenDays"), 5n, BigInt(CITIZEN_DAYS)],
        [key("rest"), 1n, BigInt(REST)],
        [key("noShowPenalty"), 0n, NO_SHOW_PENALTY],
      ]);
    });

    it("reverts with a penalty whose upper bound is above the whole bond", async () => {
      const { roll, authority, coin, citizenship, court, treasury } = await loadFixture(aRoll);
      const provisions = [...rollTerms().slice(0, 3), { value: 0, min: 0, max: 100_01 }];
      const factory = await ethers.getContractFactory("JuryRoll");
      await expect(factory.deploy(authority, coin, citizenship, court, treasury, provisions))
        .to.be.revertedWithCustomError(roll, "JuryRoll_PenaltyTooHigh")
        .withArgs(100_01, 100_00);
    });
  });

  describe("enrol()", () => {
    it("takes the bond", async () => {
      const { roll, coin, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(11)).enrol()).to.changeTokenBalances(coin, [citizen(11), roll], [-BOND, BOND]);
    });

    it("gives the next position, from 1", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(11)).enrol())
        .to.emit(roll, "JurorEnrolled")
        .withArgs(11, 11, BOND);
      expect(await roll.size()).to.deep.equal([11n, 11n]);
    });

    it("records the juror", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(11)).enrol();
      expect(await roll.jurorOf(11)).to.deep.equal([11n, BigInt(await time.latest()), false, 0n, 0n, BOND]);
    });

    it("reverts for somebody who is no citizen", async () => {
      const { roll, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).enrol())
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotActiveCitizen")
        .withArgs(stranger);
    });

    it("reverts for a citizen who is not active", async () => {
      const { roll, citizenship, citizen } = await loadFixture(aRoll);
      await citizenship.setActive(11, false);
      await expect(roll.connect(citizen(11)).enrol())
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotActiveCitizen")
        .withArgs(citizen(11));
    });

    // Checks JURY-1.
    it("reverts for a citizen who is on the roll", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(4)).enrol())
        .to.be.revertedWithCustomError(roll, "JuryRoll_AlreadyEnrolled")
        .withArgs(4, 4);
    });

    context("given a citizen since so few days", () => {
      async function aNewcomer() {
        const world = await aRoll();
        await world.citizenship.admit(world.stranger);
        return { ...world, eligibleAt: (await time.latest()) + CITIZEN_DAYS * DAY };
      }

      it("reverts a second before the time", async () => {
        const { roll, stranger, eligibleAt } = await loadFixture(aNewcomer);
        await time.setNextBlockTimestamp(eligibleAt - 1);
        await expect(roll.connect(stranger).enrol())
          .to.be.revertedWithCustomError(roll, "JuryRoll_CitizenTooNew")
          .withArgs(13, eligibleAt);
      });

      it("takes the citizen at the time", async () => {
        const { roll, stranger, eligibleAt } = await loadFixture(aNewcomer);
        await time.setNextBlockTimestamp(eligibleAt);
        await expect(roll.connect(stranger).enrol()).to.emit(roll, "JurorEnrolled");
      });
    });

    context("given holes", () => {
      // Checks JURY-1.
      it("fills the last one made first, then the others, then the end", async () => {
        const { roll, citizen, citizenship, stranger } = await loadFixture(aRoll);
        await roll.connect(citizen(3)).retire();
        await roll.connect(citizen(7)).retire();
        expect(await roll.size()).to.deep.equal([10n, 8n]);
        await expect(roll.connect(citizen(11)).enrol())
          .to.emit(roll, "JurorEnrolled")
          .withArgs(11, 7, BOND);
        await expect(roll.connect(citizen(12)).enrol())
          .to.emit(roll, "JurorEnrolled")
          .withArgs(12, 3, BOND);
        await citizenship.admit(stranger);
        await time.increase(CITIZEN_DAYS * DAY);
        await expect(roll.connect(stranger).enrol()).to.emit(roll, "JurorEnrolled").withArgs(13, 11, BOND);
      });
    });
  });

  describe("onTransferReceived()", () => {
    it("takes a place in one transaction, without an allowance", async () => {
      const { roll, coin, citizen } = await loadFixture(aRoll);
      await coin.connect(citizen(11)).approve(roll, 0);
      await expect(coin.connect(citizen(11))[transferAndCall](roll, BOND))
        .to.emit(roll, "JurorEnrolled")
        .withArgs(11, 11, BOND);
      expect(await roll.jurorOf(11)).to.deep.equal([11n, BigInt(await time.latest()), false, 0n, 0n, BOND]);
    });

    it("answers with its selector, which accepts the payment", async () => {
      const { roll, coin, citizen } = await loadFixture(aRoll);
      const asCoin = roll.connect(await impersonated(await coin.getAddress()));
      expect(await asCoin.onTransferReceived.staticCall(citizen(11), citizen(11), BOND, "0x")).to.equal("0x88a7ca5c");
    });

    it("reverts if anything but the coin calls", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(11)).onTransferReceived(citizen(11), citizen(11), BOND, "0x"))
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheCoin")
        .withArgs(citizen(11));
    });

    it("reverts if somebody else sends a citizen's coin", async () => {
      const { roll, coin, citizen } = await loadFixture(aRoll);
      await coin.connect(citizen(11)).approve(citizen(12), BOND);
      await expect(coin.connect(citizen(12))[transferFromAndCall](citizen(11), roll, BOND))
        .to.be.revertedWithCustomError(roll, "JuryRoll_SentForAnother")
        .withArgs(citizen(12), citizen(11));
    });

    it("reverts for somebody who is no citizen", async () => {
      const { roll, coin, stranger } = await loadFixture(aRoll);
      await expect(coin.connect(stranger)[transferAndCall](roll, BOND))
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotActiveCitizen")
        .withArgs(stranger);
    });

    it("reverts for a citizen who is on the roll", async () => {
      const { roll, coin, citizen } = await loadFixture(aRoll);
      await expect(coin.connect(citizen(4))[transferAndCall](roll, BOND))
        .to.be.revertedWithCustomError(roll, "JuryRoll_AlreadyEnrolled")
        .withArgs(4, 4);
    });

    for (const [what, amount] of [
      ["a unit less than", BOND - 1n],
      ["a unit more than", BOND + 1n],
    ] as const) {
      it(`reverts for ${what} the bond`, async () => {
        const { roll, coin, citizen } = await loadFixture(aRoll);
        await expect(coin.connect(citizen(11))[transferAndCall](roll, amount))
          .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheBond")
          .withArgs(amount, BOND);
      });
    }

    context("given the roll lost its exemption from tax", () => {
      it("reverts for a bond of which tax was taken", async () => {
        const { roll, coin, citizen, government } = await loadFixture(aRoll);
        await coin.connect(government).setExemption(roll, 0);
        const tax = await coin.taxOn(citizen(11), roll, BOND);
        expect(tax).to.be.greaterThan(0n);
        await expect(coin.connect(citizen(11))[transferAndCall](roll, BOND))
          .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheBond")
          .withArgs(BOND - tax, BOND);
      });

      it("takes what arrives as the bond", async () => {
        const { roll, coin, citizen, government } = await loadFixture(aRoll);
        await coin.connect(government).setExemption(roll, 0);
        const gross = await coin.grossFor(citizen(11), roll, BOND);
        await expect(coin.connect(citizen(11))[transferAndCall](roll, gross)).to.changeTokenBalance(coin, roll, BOND);
      });
    });
  });

  describe("retire()", () => {
    it("pays the bond out", async () => {
      const { roll, coin, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(4)).retire()).to.changeTokenBalances(coin, [citizen(4), roll], [BOND, -BOND]);
    });

    it("tells so", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(4)).retire())
        .to.emit(roll, "JurorRetired")
        .withArgs(4)
        .and.to.emit(roll, "BondWithdrawn")
        .withArgs(4, citizen(4), BOND);
    });

    it("takes the juror off the roll", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(4)).retire();
      expect(await roll.jurorOf(4)).to.deep.equal([0n, 0n, false, 0n, 0n, 0n]);
    });

    it("reverts for somebody who has no place", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await expect(roll.connect(citizen(11)).retire())
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotEnrolled")
        .withArgs(11);
    });

    context("given a duty", () => {
      async function aDuty() {
        const world = await aRoll();
        const { drawn } = await world.draw();
        return { ...world, drawn, juror: world.citizen(drawn[0]) };
      }

      it("keeps the bond", async () => {
        const { roll, coin, juror } = await loadFixture(aDuty);
        await expect(roll.connect(juror).retire()).to.changeTokenBalance(coin, juror, 0n);
      });

      it("keeps the place, from which the juror is drawn no more", async () => {
        const { roll, juror, drawn } = await loadFixture(aDuty);
        await roll.connect(juror).retire();
        const record = await roll.jurorOf(drawn[0]);
        expect([record.hasRetired, record.duties, record.bond]).to.deep.equal([true, 1n, BOND]);
        expect((await roll.size()).jurors).to.equal(9n);
      });

      it("reverts the second time", async () => {
        const { roll, juror, drawn } = await loadFixture(aDuty);
        await roll.connect(juror).retire();
        await expect(roll.connect(juror).retire())
          .to.be.revertedWithCustomError(roll, "JuryRoll_NotEnrolled")
          .withArgs(drawn[0]);
      });

      it("lets nobody enrol anew before the bond is withdrawn", async () => {
        const { roll, juror, drawn } = await loadFixture(aDuty);
        const { position } = await roll.jurorOf(drawn[0]);
        await roll.connect(juror).retire();
        await expect(roll.connect(juror).enrol())
          .to.be.revertedWithCustomError(roll, "JuryRoll_AlreadyEnrolled")
          .withArgs(drawn[0], position);
      });
    });
  });

  describe("withdraw()", () => {
    it("reverts for a citizen without a place", async () => {
      const { roll } = await loadFixture(aRoll);
      await expect(roll.withdraw(11)).to.be.revertedWithCustomError(roll, "JuryRoll_NotEnrolled").withArgs(11);
    });

    it("reverts for a citizen on the roll", async () => {
      const { roll } = await loadFixture(aRoll);
      await expect(roll.withdraw(4)).to.be.revertedWithCustomError(roll, "JuryRoll_NotRetired").withArgs(4);
    });

    it("reverts while a duty is open", async () => {
      const { roll, draw, citizen } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await roll.connect(citizen(drawn[0])).retire();
      await expect(roll.withdraw(drawn[0]))
        .to.be.revertedWithCustomError(roll, "JuryRoll_OnDuty")
        .withArgs(drawn[0], 1);
    });

    it("pays a retired juror once the duty is done, at anyone's call", async () => {
      const { roll, coin, draw, citizen, asCourt, stranger } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await roll.connect(citizen(drawn[0])).retire();
      await asCourt.release([drawn[0]]);
      await expect(roll.connect(stranger).withdraw(drawn[0])).to.changeTokenBalance(coin, citizen(drawn[0]), BOND);
    });

    it("pays to the account that the citizenship was moved to", async () => {
      const { roll, coin, citizenship, stranger, citizen, draw, asCourt } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await roll.connect(citizen(drawn[0])).retire();
      await citizenship.move(drawn[0], stranger);
      await asCourt.release([drawn[0]]);
      await expect(roll.withdraw(drawn[0])).to.changeTokenBalance(coin, stranger, BOND);
    });

    it("takes off the roll whose citizenship has ended, and pays", async () => {
      const { roll, coin, citizenship, citizen } = await loadFixture(aRoll);
      await citizenship.end(4);
      await expect(roll.withdraw(4)).to.changeTokenBalance(coin, citizen(4), BOND);
      expect(await roll.size()).to.deep.equal([10n, 9n]);
    });
  });

  describe("draw()", () => {
    it("reverts for anyone but the court", async () => {
      const { roll, terms, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).draw(terms, []))
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheCourt")
        .withArgs(stranger);
    });

    it("draws as many as are wanted, each once", async () => {
      const { draw } = await loadFixture(aRoll);
      const { drawn } = await draw({ seats: 10 });
      expect(new Set(drawn).size).to.equal(10);
    });

    it("gives each a duty", async () => {
      const { roll, draw } = await loadFixture(aRoll);
      const { drawn } = await draw();
      for (const citizenId of drawn) expect((await roll.jurorOf(citizenId)).duties).to.equal(1n);
    });

    it("draws the same however the tries are divided", async () => {
      const { draw, terms } = await loadFixture(aRoll);
      const { drawn: whole } = await draw();
      const divided: bigint[] = [];
      for (let firstTry = 0; divided.length < 3; firstTry += 2) {
        const { drawn } = await draw({ firstTry, tries: 2, seats: terms.seats - divided.length }, divided);
        divided.push(...drawn);
      }
      expect(divided).to.deep.equal(whole);
    });

    it("stops after the tries it was given", async () => {
      const { draw } = await loadFixture(aRoll);
      expect((await draw({ tries: 2, seats: 10 })).tried).to.equal(2n);
    });

    it("draws nobody who is excluded", async () => {
      const { draw } = await loadFixture(aRoll);
      const excluded = [1n, 2n, 3n, 4n, 5n, 6n, 7n];
      expect([...(await draw({}, excluded)).drawn].sort()).to.deep.equal([10n, 8n, 9n]);
    });

    it("takes nobody for an excluded citizen whose number ends in the same bits", async () => {
      const { draw } = await loadFixture(aRoll);
      const excluded = Array.from({ length: 10 }, (_, index) => BigInt(257 + index));
      expect((await draw({ seats: 10 }, excluded)).drawn.length).to.equal(10);
    });

    it("takes nobody for a drawn one whose number ends in the same bits", async () => {
      const { roll, draw, citizenship, stranger } = await loadFixture(aRoll);
      for (let id = 13; id < 257; ++id) await citizenship.admit(ethers.toBeHex(id, 20));
      await citizenship.admit(stranger);
      await time.increase(CITIZEN_DAYS * DAY);
      await roll.connect(stranger).enrol();
      const frozenAt = (await time.latest()) + 1;
      const { drawn } = await draw({ positions: 11n, frozenAt, seats: 11 });
      expect(drawn).to.include.members([1n, 257n]);
      expect(drawn.length).to.equal(11);
    });

    it("draws nobody who is not active", async () => {
      const { draw, citizenship } = await loadFixture(aRoll);
      for (let id = 1; id <= 7; ++id) await citizenship.setActive(id, false);
      expect([...(await draw()).drawn].sort()).to.deep.equal([10n, 8n, 9n]);
    });

    it("draws nobody who retired", async () => {
      const { roll, draw, citizen } = await loadFixture(aRoll);
      for (let id = 1; id <= 10; ++id) await roll.connect(citizen(id)).retire();
      expect(await draw({ tries: 200 })).to.deep.equal({ drawn: [], tried: 200n });
    });

    it("draws nobody who took a position in the second of the freeze", async () => {
      const { roll, draw, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(11)).enrol();
      const frozenAt = await time.latest();
      expect((await draw({ positions: 11n, frozenAt, seats: 11 })).drawn).not.to.include(11n);
    });

    it("draws those who took one a second before", async () => {
      const { roll, draw, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(11)).enrol();
      const frozenAt = (await time.latest()) + 1;
      expect((await draw({ positions: 11n, frozenAt, seats: 11 })).drawn).to.include(11n);
    });

    it("finds each juror about as often as any other", async () => {
      const { asCourt, terms } = await loadFixture(aRoll);
      const counts = new Array<number>(10).fill(0);
      for (let i = 0; i < 500; ++i) {
        const [drawn] = await asCourt.draw.staticCall({ ...terms, seed: ethers.id(`${i}`) }, []);
        for (const citizenId of drawn) ++counts[Number(citizenId) - 1];
      }
      // 150 are expected, with a standard deviation of about ten.
      expect(Math.min(...counts)).to.be.greaterThan(100);
      expect(Math.max(...counts)).to.be.lessThan(200);
    });
  });

  describe("release()", () => {
    async function aRelease() {
      const world = await aRoll();
      const { drawn } = await world.draw({ seats: 10 });
      await world.asCourt.release([...drawn.slice(0, 3)]);
      return { ...world, drawn, releasedAt: await time.latest() };
    }

    it("reverts for anyone but the court", async () => {
      const { roll, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).release([]))
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheCourt")
        .withArgs(stranger);
    });

    it("ends the duty, and starts the rest", async () => {
      const { roll, drawn, releasedAt } = await loadFixture(aRelease);
      const record = await roll.jurorOf(drawn[0]);
      expect([record.duties, record.restsUntil]).to.deep.equal([0n, BigInt(releasedAt + REST)]);
    });

    it("tells who rests until when", async () => {
      const { roll, asCourt, drawn } = await loadFixture(aRelease);
      await expect(asCourt.release([drawn[3]]))
        .to.emit(roll, "JurorsReleased")
        .withArgs([drawn[3]], anyValue);
    });

    it("keeps who rests out of draws, until a second before the end", async () => {
      const { draw, drawn, releasedAt } = await loadFixture(aRelease);
      const found = await draw({ frozenAt: releasedAt + REST - 1, seats: 10 });
      expect(found.drawn).not.to.include(drawn[0]);
      expect(found.drawn.length).to.equal(7);
    });

    it("lets them be drawn again from the end on", async () => {
      const { draw, drawn, releasedAt } = await loadFixture(aRelease);
      expect((await draw({ frozenAt: releasedAt + REST, seats: 10 })).drawn).to.include(drawn[0]);
    });

    it("does not touch draws that were frozen before", async () => {
      const { draw, drawn, frozenAt } = await loadFixture(aRelease);
      expect((await draw({ frozenAt, seats: 10 })).drawn).to.include(drawn[0]);
    });

    context("given a rest under way", () => {
      it("makes one rest of two, so that who rested at a freeze is not found by its draw", async () => {
        const { asCourt, draw, drawn, frozenAt, releasedAt } = await loadFixture(aRelease);
        await draw({ frozenAt, seats: 10 });
        await time.increase(DAY);
        await asCourt.release([drawn[0]]);
        expect((await draw({ frozenAt: releasedAt + 1, seats: 10 })).drawn).not.to.include(drawn[0]);
      });

      it("never shortens it", async () => {
        const { roll, asCourt, draw, drawn, frozenAt, releasedAt, government } = await loadFixture(aRelease);
        await draw({ frozenAt, seats: 10 });
        await roll.connect(government).setProvision(key("rest"), 0);
        await asCourt.release([drawn[0]]);
        expect((await roll.jurorOf(drawn[0])).restsUntil).to.equal(releasedAt + REST);
      });
    });

    it("is remembered across retirement, so that to come back does not end a rest", async () => {
      const { roll, citizen, drawn, releasedAt, draw } = await loadFixture(aRelease);
      await roll.connect(citizen(drawn[0])).retire();
      expect((await roll.jurorOf(drawn[0])).restsUntil).to.equal(releasedAt + REST);
      await roll.connect(citizen(drawn[0])).enrol();
      const frozenAt = (await time.latest()) + 1;
      expect((await draw({ frozenAt, seats: 10 })).drawn).not.to.include(drawn[0]);
    });
  });

  describe("penalize()", () => {
    const PENALTY = (BOND * NO_SHOW_PENALTY) / 100_00n;

    it("reverts for anyone but the court", async () => {
      const { roll, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).penalize([], 1))
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheCourt")
        .withArgs(stranger);
    });

    it("gives a part of the bond to the treasury", async () => {
      const { coin, roll, draw, asCourt, treasury } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await expect(asCourt.penalize([...drawn.slice(0, 2)], NO_SHOW_PENALTY)).to.changeTokenBalances(
        coin,
        [treasury, roll],
        [2n * PENALTY, -2n * PENALTY],
      );
    });

    it("strikes the juror off the roll", async () => {
      const { roll, draw, asCourt } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await expect(asCourt.penalize([drawn[0]], NO_SHOW_PENALTY))
        .to.emit(roll, "JurorRemoved")
        .withArgs(drawn[0], PENALTY)
        .and.to.emit(roll, "JurorRetired")
        .withArgs(drawn[0]);
      const record = await roll.jurorOf(drawn[0]);
      expect([record.hasRetired, record.duties, record.bond]).to.deep.equal([true, 0n, BOND - PENALTY]);
    });

    it("counts a juror who retired before only once", async () => {
      const { roll, draw, asCourt, citizen } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await roll.connect(citizen(drawn[0])).retire();
      await asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
      expect((await roll.size()).jurors).to.equal(9n);
    });

    it("leaves the rest of the bond to be withdrawn by the juror", async () => {
      const { roll, coin, draw, asCourt, citizen } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
      await expect(roll.connect(citizen(drawn[0])).withdraw(drawn[0])).to.changeTokenBalance(
        coin,
        citizen(drawn[0]),
        BOND - PENALTY,
      );
      expect(await roll.size()).to.deep.equal([10n, 9n]);
    });

    it("keeps the juror out of draws that are frozen in the second of the strike, or later", async () => {
      const { draw, asCourt, roll, government } = await loadFixture(aRoll);
      await roll.connect(government).setProvision(key("rest"), 0);
      const { drawn } = await draw({ seats: 10 });
      await asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
      const struckAt = await time.latest();
      for (const frozenAt of [struckAt, struckAt + 1]) {
        expect((await draw({ frozenAt, seats: 10 })).drawn).not.to.include(drawn[0]);
      }
    });

    it("lets a draw that was frozen before find the juror, who sits as any other", async () => {
      const { roll, draw, asCourt } = await loadFixture(aRoll);
      const { drawn } = await draw({ seats: 10 });
      await asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
      const frozenAt = (await time.latest()) - 1;
      expect((await draw({ frozenAt, seats: 10 })).drawn).to.include(drawn[0]);
      const record = await roll.jurorOf(drawn[0]);
      expect([record.hasRetired, record.duties]).to.deep.equal([true, 1n]);
    });

    it("keeps the moment of a first strike, whatever follows", async () => {
      const { roll, draw, asCourt, government } = await loadFixture(aRoll);
      await roll.connect(government).setProvision(key("rest"), 0);
      const { drawn } = await draw({ seats: 10 });
      await draw({ seats: 10 });
      await asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
      const struckAt = await time.latest();
      await time.increase(DAY);
      await asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
      expect((await roll.size()).jurors).to.equal(9n);
      expect((await draw({ frozenAt: struckAt + 1, seats: 10 })).drawn).not.to.include(drawn[0]);
    });

    context("given a citizen who was struck", () => {
      async function aStrike() {
        const world = await aRoll();
        const { drawn } = await world.draw();
        await world.asCourt.penalize([drawn[0]], NO_SHOW_PENALTY);
        return { ...world, struck: drawn[0], freeAt: (await time.latest()) - 1 + 30 * DAY };
      }

      it("lets nobody else withdraw the bond, until a second before 30 days are over", async () => {
        const { roll, struck, stranger, freeAt } = await loadFixture(aStrike);
        await time.setNextBlockTimestamp(freeAt - 1);
        await expect(roll.connect(stranger).withdraw(struck))
          .to.be.revertedWithCustomError(roll, "JuryRoll_RemovedLately")
          .withArgs(struck, freeAt);
      });

      it("lets anyone withdraw it from then on", async () => {
        const { roll, coin, struck, stranger, citizen, freeAt } = await loadFixture(aStrike);
        await time.setNextBlockTimestamp(freeAt);
        await expect(roll.connect(stranger).withdraw(struck)).to.changeTokenBalance(
          coin,
          citizen(struck),
          BOND - PENALTY,
        );
      });

      it("lets anyone withdraw it once the citizenship has ended", async () => {
        const { roll, coin, citizenship, struck, stranger, citizen } = await loadFixture(aStrike);
        await citizenship.end(struck);
        await expect(roll.connect(stranger).withdraw(struck)).to.changeTokenBalance(
          coin,
          citizen(struck),
          BOND - PENALTY,
        );
        expect((await roll.size()).jurors).to.equal(9n);
      });

      it("has nothing to retire from", async () => {
        const { roll, struck, citizen } = await loadFixture(aStrike);
        await expect(roll.connect(citizen(struck)).retire())
          .to.be.revertedWithCustomError(roll, "JuryRoll_NotEnrolled")
          .withArgs(struck);
      });
    });
  });

  describe("slash()", () => {
    const GROUNDS = ethers.id("ruling");

    it("reverts for anyone but justice", async () => {
      const { roll, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).slash(4, 1, GROUNDS))
        .to.be.revertedWithCustomError(roll, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });

    it("takes what was ruled, for the treasury", async () => {
      const { roll, coin, government, treasury } = await loadFixture(aRoll);
      await expect(roll.connect(government).slash(4, coins(30), GROUNDS)).to.changeTokenBalances(
        coin,
        [treasury, roll],
        [coins(30), -coins(30)],
      );
    });

    it("takes no more than the bond", async () => {
      const { roll, government } = await loadFixture(aRoll);
      await expect(roll.connect(government).slash(4, BOND + 1n, GROUNDS))
        .to.emit(roll, "BondSlashed")
        .withArgs(4, BOND, GROUNDS);
    });

    it("takes the juror off the roll, who may withdraw what is left", async () => {
      const { roll, coin, government, citizen } = await loadFixture(aRoll);
      await roll.connect(government).slash(4, coins(30), GROUNDS);
      expect((await roll.jurorOf(4)).hasRetired).to.equal(true);
      await expect(roll.connect(citizen(4)).withdraw(4)).to.changeTokenBalance(coin, citizen(4), coins(70));
    });

    it("counts a juror who retired before only once", async () => {
      const { roll, government, draw, citizen } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await roll.connect(citizen(drawn[0])).retire();
      await expect(roll.connect(government).slash(drawn[0], coins(30), GROUNDS)).not.to.emit(roll, "JurorRetired");
      expect((await roll.size()).jurors).to.equal(9n);
    });

    it("takes nothing from who has no place", async () => {
      const { roll, government } = await loadFixture(aRoll);
      expect(await roll.connect(government).slash.staticCall(11, 1, GROUNDS)).to.equal(0n);
      await expect(roll.connect(government).slash(11, 1, GROUNDS)).not.to.emit(roll, "BondSlashed");
    });
  });

  describe("noShowPenalty()", () => {
    it("is the provision", async () => {
      const { roll, government } = await loadFixture(aRoll);
      await roll.connect(government).setProvision(key("noShowPenalty"), 5_00);
      expect(await roll.noShowPenalty()).to.equal(5_00n);
    });
  });

  // Checks JURY-2.
  it("holds the bonds of a small roll in coin", async () => {
    const { roll, coin } = await loadFixture(aCourtOf(5, 5));
    expect(await coin.balanceOf(roll)).to.equal(5n * BOND);
  });
});
