import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { CITIZEN_DAYS } from "../../fixtures/court";
import { DAY } from "../../fixtures/money";
import { aRoll, SERVICE } from "./world";

describe("JuryRoll", () => {
  describe("draw()", () => {
    it("reverts with JuryRoll_NotTheCourt when the caller is not the court", async () => {
      const { roll, terms, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).draw(terms, []))
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheCourt")
        .withArgs(stranger);
    });

    it("draws the wanted number of jurors, each once", async () => {
      const { draw } = await loadFixture(aRoll);
      const { drawn } = await draw({ seats: 10 });
      expect(new Set(drawn).size).to.equal(10);
    });

    it("gives each juror a duty", async () => {
      const { roll, draw } = await loadFixture(aRoll);
      const { drawn } = await draw();
      for (const citizenId of drawn) expect((await roll.jurorOf(citizenId)).duties).to.equal(1n);
    });

    it("draws the same jurors when the tries are divided", async () => {
      const { draw, terms } = await loadFixture(aRoll);
      const { drawn: whole } = await draw();
      const divided: bigint[] = [];
      for (let firstTry = 0; divided.length < 3; firstTry += 2) {
        const { drawn } = await draw({ firstTry, tries: 2, seats: terms.seats - divided.length }, divided);
        divided.push(...drawn);
      }
      expect(divided).to.deep.equal(whole);
    });

    it("stops after the given number of tries", async () => {
      const { draw } = await loadFixture(aRoll);
      expect((await draw({ tries: 2, seats: 10 })).tried).to.equal(2n);
    });

    it("draws no excluded citizen", async () => {
      const { draw } = await loadFixture(aRoll);
      const excluded = [1n, 2n, 3n, 4n, 5n, 6n, 7n];
      expect([...(await draw({}, excluded)).drawn].sort()).to.deep.equal([10n, 8n, 9n]);
    });

    it("draws a citizen whose id shares its last bits with an excluded one", async () => {
      const { draw } = await loadFixture(aRoll);
      const excluded = Array.from({ length: 10 }, (_, index) => BigInt(257 + index));
      expect((await draw({ seats: 10 }, excluded)).drawn.length).to.equal(10);
    });

    it("draws a citizen whose id shares its last bits with a drawn one", async () => {
      const { roll, draw, citizenship, stranger } = await loadFixture(aRoll);
      for (let id = 13; id < 257; ++id) await citizenship.admit(ethers.toBeHex(id, 20));
      await citizenship.admit(stranger);
      await time.increase(CITIZEN_DAYS * DAY);
      await roll.connect(stranger).enrol();
      const frozenAt = (await time.latest()) + 1;
      const { drawn } = await draw({ positions: 11n, frozenAt, openedAt: frozenAt, seats: 11 });
      expect(drawn).to.include.members([1n, 257n]);
      expect(drawn.length).to.equal(11);
    });

    it("draws no inactive citizen", async () => {
      const { draw, citizenship } = await loadFixture(aRoll);
      for (let id = 1; id <= 7; ++id) await citizenship.setActive(id, false);
      expect([...(await draw()).drawn].sort()).to.deep.equal([10n, 8n, 9n]);
    });

    it("draws no juror who retired before the freeze, or in its second", async () => {
      const { roll, draw, citizen } = await loadFixture(aRoll);
      for (let id = 1; id <= 10; ++id) await roll.connect(citizen(id)).retire();
      const frozenAt = await time.latest();
      expect(await draw({ frozenAt, tries: 200 })).to.deep.equal({ drawn: [], tried: 200n });
    });

    it("draws who retired after the freeze", async () => {
      const { roll, draw, citizen } = await loadFixture(aRoll);
      const frozenAt = await time.latest();
      await time.increase(1);
      for (let id = 1; id <= 10; ++id) await roll.connect(citizen(id)).retire();
      expect((await draw({ frozenAt, tries: 200 })).drawn.length).to.equal(3);
    });

    // Checks JURY-4.
    it("draws no juror who enrolled in the second in which the case was opened", async () => {
      const { roll, draw, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(11)).enrol();
      const openedAt = await time.latest();
      const terms = { positions: 11n, openedAt, frozenAt: openedAt + DAY, seats: 11 };
      expect((await draw(terms)).drawn).not.to.include(11n);
    });

    // Checks JURY-4.
    it("draws a juror who enrolled a second before the case was opened", async () => {
      const { roll, draw, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(11)).enrol();
      const openedAt = (await time.latest()) + 1;
      expect((await draw({ positions: 11n, openedAt, frozenAt: openedAt, seats: 11 })).drawn).to.include(11n);
    });

    it("draws nobody who stepped aside from the case", async () => {
      const { draw, asCourt } = await loadFixture(aRoll);
      for (let id = 1; id <= 7; ++id) await asCourt.recuse(1, id);
      expect([...(await draw({ hasRecusals: true })).drawn].sort()).to.deep.equal([10n, 8n, 9n]);
    });

    it("draws who stepped aside from another case", async () => {
      const { draw, asCourt } = await loadFixture(aRoll);
      for (let id = 1; id <= 10; ++id) await asCourt.recuse(2, id);
      expect((await draw({ hasRecusals: true, seats: 10 })).drawn.length).to.equal(10);
    });

    context("given jurors who serve", () => {
      async function aService() {
        const world = await aRoll();
        const { drawn } = await world.draw({ seats: 4 });
        const frozenAt = (await time.latest()) + 1;
        return { ...world, drawn, later: { frozenAt, openedAt: world.frozenAt } };
      }

      it("draws them like everybody", async () => {
        const { draw, drawn, later } = await loadFixture(aService);
        expect((await draw({ ...later, seats: 10 })).drawn).to.include.members(drawn);
      });

      it("tells until when they serve, whoever settles it", async () => {
        const { roll, drawn, frozenAt } = await loadFixture(aService);
        expect((await roll.jurorOf(drawn[0])).servesUntil).to.equal(frozenAt + SERVICE);
      });

      it("tells the end of a later service", async () => {
        const { roll, draw, drawn, frozenAt, later } = await loadFixture(aService);
        await draw({ ...later, servesUntil: frozenAt + 2 * SERVICE, seats: 10 });
        expect((await roll.jurorOf(drawn[0])).servesUntil).to.equal(frozenAt + 2 * SERVICE);
      });

      it("keeps the end of a service that outlasts a later one", async () => {
        const { roll, draw, drawn, frozenAt, later } = await loadFixture(aService);
        await draw({ ...later, servesUntil: frozenAt + 1, seats: 10 });
        expect((await roll.jurorOf(drawn[0])).servesUntil).to.equal(frozenAt + SERVICE);
      });
    });

    it("draws each juror about equally often", async () => {
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
});
