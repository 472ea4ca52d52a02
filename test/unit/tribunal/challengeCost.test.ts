import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { SEAT_FEE } from "../../fixtures/court";
import { NATIVE } from "../../fixtures/treasury";
import { ACCUSED, aTribunal, CHALLENGE_BOND, CHALLENGER, Ground, OTHER, Ruling } from "../../fixtures/tribunal";

describe("Tribunal", () => {
  describe("challengeCost()", () => {
    for (const [what, isEnding, seats] of [
      ["five and then eleven where the citizenship is at stake", true, 16n],
      ["three otherwise", false, 3n],
    ] as const) {
      it(`is the court's fees for ${what}, and the bond`, async () => {
        const { tribunal, stranger } = await loadFixture(aTribunal);
        expect(await tribunal.challengeCost(stranger, ACCUSED, isEnding)).to.deep.equal([
          seats * SEAT_FEE,
          CHALLENGE_BOND,
        ]);
      });
    }

    context("given the challenger has two challenges open", () => {
      async function given() {
        const world = await aTribunal();
        const by = world.citizen(CHALLENGER);
        await world.challenge({ by });
        await world.challenge({ by, ground: Ground.Deceased });
        return { ...world, by };
      }

      it("is four times the fees, and one bond", async () => {
        const { tribunal, by } = await loadFixture(given);
        expect(await tribunal.challengeCost(by, OTHER, false)).to.deep.equal([12n * SEAT_FEE, CHALLENGE_BOND]);
      });

      it("is the base price for everybody else", async () => {
        const { tribunal, stranger } = await loadFixture(given);
        expect((await tribunal.challengeCost(stranger, OTHER, false)).fees).to.equal(3n * SEAT_FEE);
      });

      it("counts the person, whatever account holds the citizenship", async () => {
        const { tribunal, move, newKey } = await loadFixture(given);
        await move(CHALLENGER, newKey);
        expect((await tribunal.challengeCost(newKey, OTHER, false)).fees).to.equal(12n * SEAT_FEE);
      });

      it("keeps what is above the base price for those whose challenges are right", async () => {
        const { tribunal, treasury } = await loadFixture(given);
        expect(await tribunal.fund()).to.equal(16n * SEAT_FEE);
        expect(await tribunal.owedTo(NATIVE, treasury)).to.equal(0n);
      });

      it("counts no challenge that is ruled", async () => {
        const { tribunal, by, rule } = await loadFixture(given);
        await rule(1n, Ruling.dismiss);
        expect(await tribunal.openChallengesOf(by)).to.equal(1n);
      });
    });
  });
});
