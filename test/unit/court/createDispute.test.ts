import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { caseView } from "../../fixtures/case-view";
import {
  aCourt,
  aCourtOf,
  COST,
  extraData,
  FAST_PERIODS,
  FAST_SEAT_FEE,
  FIVE_SEATS,
  LINE,
  PERIODS,
  Phase,
  SEAT_FEE,
} from "../../fixtures/court";
import { NATIVE } from "../../fixtures/treasury";

describe("Court", () => {
  describe("createDispute()", () => {
    it("numbers cases from 1", async () => {
      const { court, arbitrable, open } = await loadFixture(aCourt);
      await expect(arbitrable.open(2, "0x", { value: COST }))
        .to.emit(court, "DisputeCreation")
        .withArgs(1, arbitrable);
      expect((await open()).id).to.equal(2n);
    });

    it("emits CaseOpened with the track, the choices and the fees", async () => {
      const { court, arbitrable } = await loadFixture(aCourt);
      await expect(arbitrable.open(2, extraData(1), { value: 3n * FAST_SEAT_FEE }))
        .to.emit(court, "CaseOpened")
        .withArgs(1, arbitrable, 1, 2, 3n * FAST_SEAT_FEE);
    });

    it("opens a round of three seats with an evidence phase", async () => {
      const { court, arbitrable } = await loadFixture(aCourt);
      const tx = await arbitrable.open(2, "0x", { value: COST });
      await expect(tx)
        .to.emit(court, "RoundOpened")
        .withArgs(1, 0, 3, (await time.latest()) + PERIODS.evidence);
      expect(await court.phaseOf(1)).to.equal(Phase.Evidence);
    });

    it("uses the periods of the fast track when the extra data names it", async () => {
      const { court, arbitrable } = await loadFixture(aCourt);
      const tx = await arbitrable.open(2, extraData(1), { value: 3n * FAST_SEAT_FEE });
      await expect(tx)
        .to.emit(court, "RoundOpened")
        .withArgs(1, 0, 3, (await time.latest()) + FAST_PERIODS.evidence);
    });

    it("excuses the parties that the extra data names", async () => {
      const { court, arbitrable } = await loadFixture(aCourt);
      await expect(arbitrable.open(2, extraData(0, [4, 7]), { value: COST }))
        .to.emit(court, "CitizenExcused")
        .withArgs(1, 4)
        .and.to.emit(court, "CitizenExcused")
        .withArgs(1, 7);
      expect((await caseView(court, 1)).excused).to.deep.equal([4n, 7n]);
    });

    it("credits the surplus to the payer", async () => {
      const { court, arbitrable } = await loadFixture(aCourt);
      await arbitrable.open(2, "0x", { value: COST + 5n });
      expect(await court.owedTo(NATIVE, arbitrable)).to.equal(5n);
    });

    it("reverts with Court_CostNotCovered when the value is below the cost", async () => {
      const { court, government } = await loadFixture(aCourt);
      await expect(court.connect(government).createDispute(2, "0x", { value: COST - 1n }))
        .to.be.revertedWithCustomError(court, "Court_CostNotCovered")
        .withArgs(COST - 1n, COST);
    });

    for (const [what, marks, max] of [
      ["to rank", 0, 8],
      ["on a line", LINE, 254],
    ] as const) {
      for (const choices of [0, max + 1]) {
        it(`reverts with Court_ChoicesOutOfBounds for ${choices} choices ${what}`, async () => {
          const { court } = await loadFixture(aCourt);
          await expect(court.createDispute(choices, extraData(marks), { value: COST }))
            .to.be.revertedWithCustomError(court, "Court_ChoicesOutOfBounds")
            .withArgs(choices, max);
        });
      }

      it(`accepts ${max} choices ${what}`, async () => {
        const { court } = await loadFixture(aCourt);
        await expect(court.createDispute(max, extraData(marks), { value: COST })).not.to.be.reverted;
        expect((await caseView(court, 1)).isLine).to.equal(marks === LINE);
      });
    }

    it("opens a round of five seats, at their price, when the extra data asks for it", async () => {
      const { court } = await loadFixture(aCourt);
      await court.createDispute(2, extraData(FIVE_SEATS), { value: 5n * SEAT_FEE });
      const [{ size, fees }] = (await caseView(court, 1)).rounds;
      expect([size, fees]).to.deep.equal([5n, 5n * SEAT_FEE]);
    });

    for (const [what, data] of [
      ["a mark that does not exist", "0x08"],
      [
        "the two words that Kleros' courts take",
        ethers.AbiCoder.defaultAbiCoder().encode(["uint256", "uint256"], [0, 3]),
      ],
      ["half a party", "0x000000"],
      ["nine parties", extraData(0, [1, 2, 3, 4, 5, 6, 7, 8, 9])],
    ] as const) {
      it(`reverts with Court_ExtraDataInvalid for ${what}`, async () => {
        const { court } = await loadFixture(aCourt);
        await expect(court.createDispute(2, data, { value: COST }))
          .to.be.revertedWithCustomError(court, "Court_ExtraDataInvalid")
          .withArgs(data);
      });
    }

    for (const jurors of [11, 10, 2]) {
      it(`excuses eight parties with ${jurors} on the roll`, async () => {
        const { open } = await aCourtOf(12, jurors)();
        const dispute = await open({ excused: [1, 2, 3, 4, 5, 6, 7, 8] });
        expect((await dispute.caseView()).excused).to.deep.equal([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]);
      });
    }

    it("counts a party once who is named twice", async () => {
      const { open } = await loadFixture(aCourt);
      const dispute = await open({ excused: [1, 2, 1, 2, 3] });
      expect((await dispute.caseView()).excused).to.deep.equal([1n, 2n, 3n]);
    });

    it("reverts with Court_PartyInvalid for a party of id 0", async () => {
      const { court } = await loadFixture(aCourt);
      await expect(court.createDispute(2, extraData(0, [4, 0]), { value: COST }))
        .to.be.revertedWithCustomError(court, "Court_PartyInvalid")
        .withArgs(0);
    });
  });

  describe("arbitrationCost()", () => {
    it("returns the fee for three seats of the track", async () => {
      const { court } = await loadFixture(aCourt);
      expect(await court.arbitrationCost("0x")).to.equal(COST);
      expect(await court.arbitrationCost("0x01")).to.equal(3n * FAST_SEAT_FEE);
    });

    it("returns the fee for five seats where the first panel has five", async () => {
      const { court } = await loadFixture(aCourt);
      expect(await court.arbitrationCost(extraData(FIVE_SEATS))).to.equal(5n * SEAT_FEE);
    });
  });
});
