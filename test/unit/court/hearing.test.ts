import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt, aJudgedCase, Phase } from "../../fixtures/court";
import { aPanel } from "./world";

describe("Court", () => {
  describe("hearing()", () => {
    it("returns no phase for a case that does not exist", async () => {
      const { court } = await loadFixture(aCourt);
      expect(await court.hearing(1)).to.deep.equal([Phase.None, 0n, 0n, false]);
    });

    context("given the evidence phase", () => {
      it("returns its end", async () => {
        const { open, court } = await loadFixture(aCourt);
        const dispute = await open();
        expect(await court.hearing(dispute.id)).to.deep.equal([
          Phase.Evidence,
          (await dispute.caseView()).endsAt,
          0n,
          false,
        ]);
      });

      it("says that it is over at its end", async () => {
        const { open, court } = await loadFixture(aCourt);
        const dispute = await open();
        await dispute.wait();
        expect((await court.hearing(dispute.id)).isOver).to.equal(true);
      });
    });

    it("returns no end of a draw", async () => {
      const { open, court } = await loadFixture(aCourt);
      const dispute = await open();
      await dispute.pass();
      expect(await court.hearing(dispute.id)).to.deep.equal([Phase.Draw, 0n, 0n, false]);
    });

    context("given all of the panel have revealed", () => {
      it("says that the phase is over before its end", async () => {
        const { dispute, court } = await loadFixture(aPanel);
        await dispute.vote([1, 1, 1]);
        const { phase, endsAt, isOver } = await court.hearing(dispute.id);
        expect([phase, isOver]).to.deep.equal([Phase.Reveal, true]);
        expect(endsAt).to.equal((await dispute.round()).revealEndsAt);
      });
    });

    context("given one of the panel has not revealed", () => {
      it("says that the phase is not over", async () => {
        const { dispute, court } = await loadFixture(aPanel);
        await dispute.vote([1, 1, undefined]);
        expect((await court.hearing(dispute.id)).isOver).to.equal(false);
      });
    });

    it("returns the round of an appeal", async () => {
      const { dispute, court, arbitrable } = await loadFixture(aJudgedCase);
      await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
      const { phase, round } = await court.hearing(dispute.id);
      expect([phase, round]).to.deep.equal([Phase.Evidence, 1n]);
    });
  });
});
