import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { DAY, nextAt, now, waitUntil } from "../../fixtures/citizenship";
import { recordOf } from "../../fixtures/records";
import { aResidency, aResident, CITIZEN, MOST, PRICE, setPrice, TERM } from "./world";

const NATIVE = ethers.ZeroAddress;

describe("Residency", () => {
  describe("subscribe()", () => {
    it("makes the caller a resident, and emits ResidencyPaid", async () => {
      const { residency, ann, pay } = await loadFixture(aResidency);
      const at = (await now()) + 100n;
      await nextAt(at);
      await expect(pay(ann, 3))
        .to.emit(residency, "ResidencyPaid")
        .withArgs(1n, ann.address, ann.address, 3n, PRICE, at + 3n * TERM, true);
      expect(await residency.isPermitted(ann)).to.equal(true);
      expect(await residency.permitOf(ann)).to.equal(1n);
      expect(await residency.residentCount()).to.equal(1n);
    });

    it("owes the treasury the first term, and keeps the others", async () => {
      const { residency, ann, treasury, pay } = await loadFixture(aResidency);
      await expect(pay(ann, 3)).to.changeEtherBalances([ann, residency], [-3n * PRICE, 3n * PRICE]);
      expect(await residency.owedTo(NATIVE, treasury)).to.equal(PRICE);
      await expect(residency.claim(NATIVE, treasury)).to.changeEtherBalance(treasury, PRICE);
    });

    it("ends by the clock alone", async () => {
      const { residency, ann, since } = await loadFixture(aResident);
      await waitUntil(since + 12n * TERM - 1n);
      expect(await residency.isPermitted(ann)).to.equal(true);
      await waitUntil(since + 12n * TERM);
      expect(await residency.isPermitted(ann)).to.equal(false);
    });

    it("adds terms to a residency that runs", async () => {
      const { residency, ann, pay, since } = await loadFixture(aResident);
      await expect(pay(ann, 2))
        .to.emit(residency, "ResidencyPaid")
        .withArgs(1n, ann.address, ann.address, 2n, PRICE, since + 14n * TERM, false);
      expect((await residency.residencyAt(1)).ahead).to.equal(13n);
    });

    it("begins anew after the end, under the same number", async () => {
      const { residency, ann, treasury, pay, since } = await loadFixture(aResident);
      const at = since + 20n * TERM;
      await nextAt(at);
      await expect(pay(ann, 1))
        .to.emit(residency, "ResidencyPaid")
        .withArgs(1n, ann.address, ann.address, 1n, PRICE, at + TERM, true)
        .and.to.emit(residency, "TermsBegun")
        .withArgs(1n, 11n, 11n * PRICE);
      expect((await residency.residencyAt(1)).since).to.equal(since);
      expect(await residency.owedTo(NATIVE, treasury)).to.equal(13n * PRICE);
    });

    it("counts the terms ahead anew where the price rose", async () => {
      const world = await loadFixture(aResident);
      const { residency, ann } = world;
      await setPrice(world, 2n * PRICE);
      // Twelve terms are ahead then, at two prices each, of which eleven were paid at one.
      const cost = 24n * PRICE - 11n * PRICE;
      expect(await residency.costOf(ann, 1)).to.deep.equal([cost, 2n * PRICE]);
      await residency.connect(ann).subscribe(1, 2n * PRICE, TERM, { value: cost });
      expect((await residency.residencyAt(1)).price).to.equal(2n * PRICE);
    });

    it("owes back what the terms ahead cost less where the price fell", async () => {
      const world = await loadFixture(aResident);
      const { residency, ann } = world;
      await setPrice(world, PRICE / 4n);
      expect(await residency.costOf(ann, 1)).to.deep.equal([0n, PRICE / 4n]);
      await residency.connect(ann).subscribe(1, PRICE, TERM);
      expect(await residency.owedTo(NATIVE, ann)).to.equal(11n * PRICE - 3n * PRICE);
    });

    it("keeps the price of who does nothing, whatever the government decides", async () => {
      const world = await loadFixture(aResident);
      const { residency, ann, since } = world;
      await setPrice(world, 100n * PRICE);
      await waitUntil(since + 11n * TERM);
      expect(await residency.isPermitted(ann)).to.equal(true);
      expect((await residency.residencyAt(1)).price).to.equal(PRICE);
    });

    it("is free where a term costs nothing", async () => {
      const world = await loadFixture(aResidency);
      await setPrice(world, 0n);
      await world.pay(world.ann, 1, 0n);
      expect(await world.residency.isPermitted(world.ann)).to.equal(true);
    });

    it("takes as many terms as can be ahead, and reverts with Residency_TermsOutOfBounds beyond", async () => {
      const { residency, ann, ben, pay } = await loadFixture(aResidency);
      await pay(ann, MOST);
      await expect(pay(ann, 2)).to.be.revertedWithCustomError(residency, "Residency_TermsOutOfBounds").withArgs(2n, 1n);
      await expect(pay(ben, MOST + 1n))
        .to.be.revertedWithCustomError(residency, "Residency_TermsOutOfBounds")
        .withArgs(MOST + 1n, MOST);
    });

    it("reverts with Residency_TermsOutOfBounds for no term", async () => {
      const { residency, ann, pay } = await loadFixture(aResidency);
      await expect(pay(ann, 0))
        .to.be.revertedWithCustomError(residency, "Residency_TermsOutOfBounds")
        .withArgs(0n, MOST);
    });

    for (const off of [1n, -1n]) {
      it(`reverts with Residency_WrongPayment if ${off === 1n ? "more" : "less"} is sent`, async () => {
        const { residency, ann, pay } = await loadFixture(aResidency);
        await expect(pay(ann, 1, PRICE + off))
          .to.be.revertedWithCustomError(residency, "Residency_WrongPayment")
          .withArgs(PRICE + off, PRICE);
      });
    }

    it("reverts with Residency_PriceAbove if a term costs more than was agreed", async () => {
      const { residency, ann } = await loadFixture(aResidency);
      await expect(residency.connect(ann).subscribe(1, PRICE - 1n, TERM, { value: PRICE }))
        .to.be.revertedWithCustomError(residency, "Residency_PriceAbove")
        .withArgs(PRICE, PRICE - 1n);
    });

    it("reverts with Residency_TermBelow if a term is shorter than was agreed", async () => {
      const { residency, ann } = await loadFixture(aResidency);
      await expect(residency.connect(ann).subscribe(1, PRICE, TERM + 1n, { value: PRICE }))
        .to.be.revertedWithCustomError(residency, "Residency_TermBelow")
        .withArgs(TERM, TERM + 1n);
    });

    it("reverts with Residency_IsCitizen for a citizen", async () => {
      const { residency, citizenship, ann, pay } = await loadFixture(aResidency);
      await citizenship.setVoter(CITIZEN, ann, 1);
      await expect(pay(ann, 1))
        .to.be.revertedWithCustomError(residency, "Residency_IsCitizen")
        .withArgs(ann.address, CITIZEN);
    });
  });

  describe("cancel()", () => {
    it("owes back what has not begun, and lets the running term end", async () => {
      const { residency, ann, since } = await loadFixture(aResident);
      await nextAt(since + 2n * TERM + DAY);
      await expect(residency.connect(ann).cancel())
        .to.emit(residency, "ResidencyCancelled")
        .withArgs(1n, since + 3n * TERM, 9n * PRICE);
      expect(await residency.owedTo(NATIVE, ann)).to.equal(9n * PRICE);
      expect(await residency.permitUntil(1)).to.equal(since + 3n * TERM);
      expect(await residency.isPermitted(ann)).to.equal(true);
    });

    it("reverts with Residency_NothingAhead in the last term", async () => {
      const { residency, ann, since } = await loadFixture(aResident);
      await waitUntil(since + 11n * TERM);
      await expect(residency.connect(ann).cancel())
        .to.be.revertedWithCustomError(residency, "Residency_NothingAhead")
        .withArgs(1n);
    });

    it("reverts with Residency_NotResident for a stranger", async () => {
      const { residency, ben } = await loadFixture(aResident);
      await expect(residency.connect(ben).cancel())
        .to.be.revertedWithCustomError(residency, "Residency_NotResident")
        .withArgs(ben.address);
    });
  });

  describe("settle()", () => {
    it("owes the treasury what the terms cost that have begun", async () => {
      const { residency, ben, pay, treasury, since } = await loadFixture(aResident);
      await pay(ben, 1);
      await nextAt(since + 2n * TERM);
      await expect(residency.settle([1, 2]))
        .to.emit(residency, "TermsBegun")
        .withArgs(1n, 2n, 2n * PRICE);
      expect(await residency.owedTo(NATIVE, treasury)).to.equal(4n * PRICE);
      expect(recordOf(await residency.residencyAt(1))).to.include({ ahead: 9n, until: since + 12n * TERM });
    });

    it("says how much, which is nothing a second before the next term", async () => {
      const { residency, since } = await loadFixture(aResident);
      await waitUntil(since + TERM - 2n);
      expect(await residency.settle.staticCall([1])).to.equal(0n);
      await waitUntil(since + TERM);
      expect(await residency.settle.staticCall([1])).to.equal(PRICE);
    });

    it("counts a residency once that is named twice", async () => {
      const { residency, since } = await loadFixture(aResident);
      await waitUntil(since + TERM);
      expect(await residency.settle.staticCall([1, 1])).to.equal(PRICE);
    });

    it("reverts with Residency_UnknownResident", async () => {
      const { residency } = await loadFixture(aResident);
      await expect(residency.settle([2]))
        .to.be.revertedWithCustomError(residency, "Residency_UnknownResident")
        .withArgs(2n);
    });
  });

  describe("residencyAt()", () => {
    it("tells the same before and after somebody settles", async () => {
      const { residency, ann, since } = await loadFixture(aResident);
      await nextAt(since + 3n * TERM);
      const before = { account: ann.address, since, termEndsAt: since + 4n * TERM, until: since + 12n * TERM };
      const expected = { ...before, price: PRICE, term: TERM, ahead: 8n, citizenId: 0n, barredUntil: 0n };
      await ethers.provider.send("evm_mine");
      expect(recordOf(await residency.residencyAt(1))).to.deep.equal(expected);
      await residency.settle([1]);
      expect(recordOf(await residency.residencyAt(1))).to.deep.equal(expected);
    });
  });

  describe("permitHolder()", () => {
    it("names the account, and nobody of a number that there is not", async () => {
      const { residency, ann } = await loadFixture(aResident);
      expect(await residency.permitHolder(1)).to.equal(ann.address);
      expect(await residency.permitHolder(2)).to.equal(ethers.ZeroAddress);
      expect(await residency.permitUntil(2)).to.equal(0n);
    });
  });
});
