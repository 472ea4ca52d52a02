import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aBindingOne, aDisputedOne, aRuledOne } from "./world";

describe("Agreements", () => {
  describe("offerNonce()", () => {
    it("is 0 before anybody withdraws or votes", async () => {
      const { agreements } = await loadFixture(aBindingOne);
      expect(await agreements.offerNonce(1)).to.equal(0n);
    });

    it("is 0 for an agreement that is none", async () => {
      const { agreements } = await loadFixture(aBindingOne);
      expect(await agreements.offerNonce(2)).to.equal(0n);
    });

    it("changes as votes are opened, as they are counted, and so on in the next round", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      const dispute = await deal.case();
      const nonces = [await agreements.offerNonce(1)];
      await dispute.seat();
      nonces.push(await agreements.offerNonce(1));
      for (const seat of [0, 1, 2]) await dispute.commit(seat, 2);
      nonces.push(await agreements.offerNonce(1));
      await dispute.wait();
      nonces.push(await agreements.offerNonce(1));
      for (const seat of [0, 1, 2]) await dispute.reveal(seat, 2);
      await dispute.wait();
      await agreements.offerNonce(1);
      await dispute.court.advance(dispute.id);
      nonces.push(await agreements.offerNonce(1));
      await dispute.fund(1, ana, 3n * (await dispute.caseView()).appealCost);
      await dispute.pass();
      nonces.push(await agreements.offerNonce(1));
      expect(nonces).to.deep.equal([0n, 0n, 0n, 1n, 2n, 2n]);
    });

    it("changes with the plenary", async () => {
      const { deal, agreements, roll, citizens } = await loadFixture(aDisputedOne);
      for (const juror of citizens.slice(0, 10)) await roll.connect(juror).retire();
      await (await deal.case()).seat();
      expect(await agreements.offerNonce(1)).to.equal(1n);
    });

    it("changes with the final ruling, before and after its delivery", async () => {
      const { deal, court, agreements } = await loadFixture(aDisputedOne);
      const dispute = await (await deal.case()).decide([2, 2, 2]);
      expect(await agreements.offerNonce(1)).to.equal(2n);
      await court.execute(dispute.id);
      expect(await agreements.offerNonce(1)).to.equal(0n);
    });

    it("is that of no dispute once a ruling was delivered, when nobody settles", async () => {
      const { agreements } = await loadFixture(aRuledOne);
      expect(await agreements.offerNonce(1)).to.equal(0n);
    });
  });
});
