import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { coins, DAY } from "../fixtures/money";
import { ACCUSED, conveyance, fine, foundTribunal, OTHER, revocation, Ruling, suspension } from "../fixtures/tribunal";

const gasOf = async (sent: ContractTransactionResponse) => (await sent.wait())!.gasUsed;

/** A tribunal that has ruled before. */
async function aTribunalInUse() {
  const world = await foundTribunal();
  await world.ruled(Ruling.dismiss, { of: OTHER });
  await world.stake.connect(world.citizen(ACCUSED)).stake(coins(100));
  return world;
}

describe("Gas of the tribunal", () => {
  describe("challenge()", () => {
    // The count of the challenger's open challenges takes a slot, and so does what the plenary asks of an end.
    it("costs at most 370,000 gas for the end of a citizenship, with the case that the court opens", async () => {
      const { send } = await loadFixture(aTribunalInUse);
      expect(await gasOf(await send())).to.be.at.most(370_000n);
    });

    // 368,000 before the court asked who counts the cases of persons by itself.
    it("costs at most 377,000 gas for an offence with one sanction, and 27,100 for each further one", async () => {
      const { send } = await loadFixture(aTribunalInUse);
      const one = await gasOf(await send({ sanctions: [fine(1n)] }));
      // A second challenge that is open costs more by itself, so each is the only one.
      const again = await loadFixture(aTribunalInUse);
      const two = await gasOf(await again.send({ sanctions: [fine(1n), suspension(DAY)] }));
      expect(one).to.be.at.most(377_000n);
      expect(two - one).to.be.at.most(27_100n);
    });

    it("costs at most 73,000 gas for each further order, which keeps its institution's name, and asks it", async () => {
      const { send } = await loadFixture(aTribunalInUse);
      const one = await gasOf(await send({ sanctions: [fine(1n)] }));
      const two = await gasOf(await send({ of: OTHER, sanctions: [fine(1n), conveyance(1n)] }));
      expect(two - one).to.be.at.most(73_000n);
    });
  });

  describe("rule()", () => {
    for (const [what, ruling] of [
      ["dismissal", Ruling.dismiss],
      ["grant", Ruling.grant],
    ] as const) {
      // 102,000 before it was recorded whether the plenary ruled, and what ends with an acquittal; 107,000 before the register was
      // asked who the person is, whose penal record it is.
      it(`costs at most 119,000 gas for a ${what}, with its delivery by the court`, async () => {
        const { challenge, rule } = await loadFixture(aTribunalInUse);
        expect(await gasOf(await rule(await challenge(), ruling))).to.be.at.most(119_000n);
      });
    }
  });

  describe("enforce()", () => {
    for (const [what, sanction, most] of [
      ["fine", fine(coins(10)), 175_000n],
      ["suspension", suspension(DAY), 205_000n],
      // 210,000 before it was recorded which citizenship ended, and when: a slot; 232,000 before the register was asked who the person
      // is.
      ["revocation", revocation, 242_000n],
    ] as const) {
      it(`costs at most ${most.toLocaleString("en")} gas for a ${what}`, async () => {
        const { tribunal, ruled } = await loadFixture(aTribunalInUse);
        const caseId = await ruled(Ruling.grant, { sanctions: [sanction] });
        expect(await gasOf(await tribunal.enforce(caseId))).to.be.at.most(most);
      });
    }
  });
});
