import { loadFixture, setStorageAt, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import type { JuryRoll } from "../../typechain-types";
import { aCourt, aCourtOf, COST, extraData, foundCourt } from "../fixtures/court";
import { DAY, impersonated } from "../fixtures/money";

const SEED = ethers.id("randomness");

const jurorSlot = (position: bigint, slot: number) =>
  ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode(["uint256", "uint256"], [position, slot]));

/** The positions that a seed's first six tries look at. */
const placesOf = (seed: string, positions: number): bigint[] =>
  Array.from({ length: 6 }, (_, i) => {
    const encoded = ethers.AbiCoder.defaultAbiCoder().encode(["bytes32", "uint256"], [seed, i]);
    return (BigInt(ethers.keccak256(encoded)) % BigInt(positions)) + 1n;
  });

/** Where the roll keeps its jurors: the mapping whose word of position 1 is citizen 1's. */
async function jurorsSlotOf(roll: JuryRoll): Promise<number> {
  for (let slot = 0; ; ++slot) {
    const word = await ethers.provider.getStorage(roll, jurorSlot(1n, slot));
    if (BigInt(word) % 2n ** 32n === 1n) return slot;
  }
}

/** A roll of ten, and an account that speaks as the court. */
async function aRoll() {
  const world = await foundCourt(12, 10);
  const asCourt = world.roll.connect(await impersonated(await world.court.getAddress()));
  await time.increase(1);
  const frozenAt = await time.latest();
  const terms = { frozenAt, openedAt: frozenAt, firstTry: 0, tries: 200 };
  return { ...world, asCourt, frozenAt, terms: { ...terms, servesUntil: frozenAt, caseId: 1, hasRecusals: false } };
}

/** A case whose panel of three is complete. */
async function aPanel() {
  const world = await aCourt();
  const dispute = await world.open();
  await dispute.seat();
  return { ...world, dispute };
}

// Apart from the unit tests, which are also run where every line is counted and so costs more.
describe("Gas of arbitration", () => {
  describe("Court.createDispute()", () => {
    // 200,000 before a contract's open cases were counted, which takes a slot, and before the court asked who counts its own.
    it("costs at most 230,000 gas for a contract's first case", async () => {
      const { arbitrable, open } = await loadFixture(aCourt);
      await (await open()).decide([1, 1, 1]);
      const { gasUsed } = (await (await arbitrable.open(2, extraData(0, [1, 2]), { value: COST })).wait())!;
      expect(gasUsed).to.be.at.most(230_000n);
    });
  });

  describe("Court.draw()", () => {
    it("costs at most 120,000 gas for three, and at most 10,600 for each seat beyond, of which the service is a part", async () => {
      const gas = [];
      for (const hasFiveSeats of [false, true]) {
        const { open } = await loadFixture(aCourtOf(36, 36));
        const dispute = await (await open({ hasFiveSeats })).pass();
        await dispute.seed();
        const { gasUsed } = (await (await dispute.draw()).wait())!;
        gas.push(gasUsed);
        const { panel, tries } = await dispute.round();
        expect(tries).to.equal(panel.length);
      }
      const [three, five] = gas;
      expect(three).to.be.at.most(120_000n);
      expect((five - three) / 2n).to.be.at.most(10_600n);
    });
  });

  describe("Court.commit()", () => {
    it("costs at most 55,000 gas", async () => {
      const { dispute } = await loadFixture(aPanel);
      const { gasUsed } = (await (await dispute.commit(1, 2)).wait())!;
      expect(gasUsed).to.be.at.most(55_000n);
    });
  });

  describe("Court.reveal()", () => {
    it("costs at most 65,000 gas", async () => {
      const { dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await dispute.wait();
      const { gasUsed } = (await (
        await dispute.reveal(1, 2, "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqab")
      ).wait())!;
      expect(gasUsed).to.be.at.most(65_000n);
    });
  });

  describe("JuryRoll.enrol()", () => {
    it("costs at most 100,000 gas at the end of the roll, of which one new slot, with a bond that is measured against the supply", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      const { gasUsed } = (await (await roll.connect(citizen(11)).enrol()).wait())!;
      expect(gasUsed).to.be.at.most(100_000n);
    });

    context("given free positions", () => {
      it("costs at most 83,000 gas", async () => {
        const { roll, citizen } = await loadFixture(aRoll);
        for (const id of [3, 4]) await roll.connect(citizen(id)).retire();
        await time.increase(30 * DAY);
        for (const id of [3, 4]) await roll.withdraw(id);
        const { gasUsed } = (await (await roll.connect(citizen(11)).enrol()).wait())!;
        expect(gasUsed).to.be.at.most(83_000n);
      });
    });
  });

  describe("JuryRoll.draw()", () => {
    for (const positions of [10, 1_000, 1_000_000]) {
      it(`costs at most 10,000 gas for each further seat, of ${positions.toLocaleString("en")} positions`, async () => {
        const { roll, asCourt, terms, frozenAt } = await loadFixture(aRoll);
        const slot = await jurorsSlotOf(roll);
        const address = await roll.getAddress();
        // A seed whose first tries are all at different positions, and as if each of those were of another juror.
        let [seed, places] = [SEED, placesOf(SEED, positions)];
        while (new Set(places).size < places.length)
          [seed, places] = [ethers.id(seed), placesOf(ethers.id(seed), positions)];
        for (const [i, place] of places.entries()) {
          await setStorageAt(address, jurorSlot(place, slot), BigInt(i + 1) | (BigInt(frozenAt - 1) << 32n));
        }
        const gas = async (seats: number) => {
          const { gasUsed } = (await (await asCourt.draw({ ...terms, seed, positions, seats }, [])).wait())!;
          return gasUsed;
        };
        const three = await gas(3);
        const each = ((await gas(6)) - three) / 3n;
        expect(each).to.be.at.most(10_000n);
      });
    }
  });
});
