import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AgreementPhase, COLLATERAL, OBJECTION } from "../../fixtures/agreements";
import { coins, DAY } from "../../fixtures/money";
import { BENS, taxOn, anOpenOne, aBindingOne, aDeclaredOne, aDisputedOne, aRuledOne } from "./world";

describe("Agreements", () => {
  describe("settle()", () => {
    const HALVES = [coins(50), coins(50)];

    it("records an approval", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      const offer = await deal.offer(HALVES);
      await expect(deal.settle(ana, HALVES))
        .to.emit(agreements, "SettlementApproved")
        .withArgs(1, 0, HALVES, offer.validFrom, offer.validUntil, offer.nonce);
      expect(await agreements.approvalsOf(1, deal.terms, offer)).to.deep.equal([true, false]);
      expect(await deal.phase()).to.equal(AgreementPhase.Binding);
    });

    it("ends the agreement with the last approval", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await deal.settle(ana, HALVES);
      await expect(deal.settle(ben, HALVES))
        .to.emit(agreements, "AgreementEnded")
        .withArgs(1, AgreementPhase.Settled, HALVES);
    });

    it("ends it at once with all signatures, handed in by anyone", async () => {
      const { deal, ana, ben, stranger, agreements } = await loadFixture(aBindingOne);
      const signatures = [await deal.approval(ana, HALVES), await deal.approval(ben, HALVES)];
      await expect(deal.settle(stranger, HALVES, signatures))
        .to.emit(agreements, "AgreementEnded")
        .withArgs(1, AgreementPhase.Settled, HALVES);
    });

    it("joins a transaction to a signature", async () => {
      const { deal, ana, ben } = await loadFixture(aBindingOne);
      await deal.settle(ben, HALVES, [await deal.approval(ana, HALVES), "0x"]);
      expect(await deal.phase()).to.equal(AgreementPhase.Settled);
    });

    it("returns whether it ended", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      const settlement = await deal.offer(HALVES);
      const asked = () => agreements.connect(ana).settle.staticCall(1, deal.terms, settlement, ["0x", "0x"]);
      expect(await asked()).to.equal(false);
      await deal.settle(ben, HALVES);
      expect(await asked()).to.equal(true);
    });

    it("keeps approvals of different divisions apart", async () => {
      const { deal, ana, ben } = await loadFixture(aBindingOne);
      await deal.settle(ana, HALVES);
      await deal.settle(ben, BENS);
      expect(await deal.phase()).to.equal(AgreementPhase.Binding);
    });

    it("keeps approvals until different moments apart", async () => {
      const { deal, ana, ben } = await loadFixture(aBindingOne);
      await deal.settle(ana, HALVES, undefined, { validUntil: (await time.latest()) + DAY });
      await deal.settle(ben, HALVES);
      expect(await deal.phase()).to.equal(AgreementPhase.Binding);
    });

    it("takes signatures under an offer that ends", async () => {
      const { deal, ana, ben } = await loadFixture(aBindingOne);
      const validUntil = (await time.latest()) + DAY;
      const approval = await deal.approval(ana, HALVES, { validUntil });
      await deal.settle(ben, HALVES, [approval, "0x"], { validUntil });
      expect(await deal.phase()).to.equal(AgreementPhase.Settled);
    });

    it("counts an approval once, by whichever way it came first", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await deal.settle(ana, HALVES);
      const settling = await deal.settle(ben, HALVES, [await deal.approval(ana, HALVES), "0x"]);
      const told = await agreements.queryFilter(agreements.filters.SettlementApproved, settling.blockNumber!);
      expect(told.map(({ args }) => args.party)).to.deep.equal([1n]);
    });

    it("stays possible while the court hears the case", async () => {
      const { deal, ana, ben } = await loadFixture(aDisputedOne);
      await deal.settle(ana, HALVES);
      await deal.settle(ben, HALVES);
      expect(await deal.phase()).to.equal(AgreementPhase.Settled);
    });

    it("stays possible after a declaration", async () => {
      const { deal, ana, ben } = await loadFixture(aDeclaredOne);
      await deal.settle(ana, HALVES);
      await deal.settle(ben, HALVES);
      expect(await deal.phase()).to.equal(AgreementPhase.Settled);
    });

    it("taxes what is paid beyond a party's lock", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await deal.settle(ana, HALVES);
      await expect(deal.settle(ben, HALVES))
        .to.emit(agreements, "GainTaxed")
        .withArgs(1, 0, taxOn(coins(10)));
    });

    it("reverts with Agreements_WrongPhase before binding", async () => {
      const { deal, ana, agreements } = await loadFixture(anOpenOne);
      await expect(deal.settle(ana, HALVES))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Open);
    });

    it("reverts with Agreements_TooLate from the moment the offer ends, not a second before", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      const validUntil = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp(validUntil - 1);
      await deal.settle(ana, HALVES, undefined, { validUntil });
      await expect(deal.settle(ben, HALVES, undefined, { validUntil }))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, validUntil);
    });

    it("reverts with Agreements_OfferTooLong for more than 90 days, not for 90", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      const validFrom = await time.latest();
      const latest = validFrom + 90 * DAY;
      await expect(deal.settle(ana, HALVES, undefined, { validFrom, validUntil: latest + 1 }))
        .to.be.revertedWithCustomError(agreements, "Agreements_OfferTooLong")
        .withArgs(1, latest + 1, latest);
      const offer = { validFrom, validUntil: latest };
      await deal.settle(ana, HALVES, undefined, offer);
      expect(await agreements.approvalsOf(1, deal.terms, await deal.offer(HALVES, offer))).to.deep.equal([true, false]);
    });

    it("reverts with Agreements_TooEarly before the offer begins, not from then on", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      const validFrom = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp(validFrom - 1);
      await expect(deal.settle(ana, HALVES, undefined, { validFrom }))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooEarly")
        .withArgs(1, validFrom);
      await expect(deal.settle(ana, HALVES, undefined, { validFrom })).to.emit(agreements, "SettlementApproved");
    });

    for (const [what, decide] of [
      ["its time has passed", async ({ deal }) => time.increaseTo(deal.terms.until)],
      [
        "the time to object has passed",
        async ({ deal, ana }) => {
          await deal.declare(0, ana);
          await time.increase(OBJECTION);
        },
      ],
      [
        "all have declared that it was performed",
        async ({ deal, ana, ben }) => {
          await deal.declare(0, ana);
          await deal.declare(1, ben);
        },
      ],
    ] satisfies [string, (world: Awaited<ReturnType<typeof aBindingOne>>) => Promise<unknown>][]) {
      it(`reverts with Agreements_OutcomeDue once ${what}`, async () => {
        const world = await loadFixture(aBindingOne);
        await decide(world);
        await expect(world.deal.settle(world.ana, HALVES, undefined, { validUntil: world.deal.terms.until + DAY }))
          .to.be.revertedWithCustomError(world.agreements, "Agreements_OutcomeDue")
          .withArgs(1);
      });
    }

    it("reverts with Agreements_OfferEnded for the nonce of another time", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.settle(ana, HALVES, undefined, { nonce: 1n }))
        .to.be.revertedWithCustomError(agreements, "Agreements_OfferEnded")
        .withArgs(1, 1, 0);
    });

    context("given the court has a case of it", () => {
      it("stays possible in the time for appeals, by an offer made in it", async () => {
        const { deal, ana, ben } = await loadFixture(aDisputedOne);
        await (await deal.case()).judge([2, 2, 2]);
        await deal.settle(ana, HALVES);
        await deal.settle(ben, HALVES);
        expect(await deal.phase()).to.equal(AgreementPhase.Settled);
      });

      it("stays possible while jurors reveal, by an offer made in that time", async () => {
        const { deal, ana, ben } = await loadFixture(aDisputedOne);
        const dispute = await (await deal.case()).seat();
        for (const seat of [0, 1, 2]) await dispute.commit(seat, 2);
        await dispute.wait();
        await dispute.reveal(0, 2);
        await deal.settle(ana, HALVES);
        await deal.settle(ben, HALVES);
        expect(await deal.phase()).to.equal(AgreementPhase.Settled);
      });

      it("stays possible after an appeal, by an offer made in the time for it", async () => {
        const { deal, ana, ben } = await loadFixture(aDisputedOne);
        const dispute = await (await deal.case()).judge([2, 2, 2]);
        const approval = await deal.approval(ana, HALVES);
        const { nonce } = await deal.offer(HALVES);
        const { appealCost } = await dispute.caseView();
        await dispute.fund(1, ana, 3n * appealCost);
        await dispute.pass();
        await deal.settle(ben, HALVES, [approval, "0x"], { nonce });
        expect(await deal.phase()).to.equal(AgreementPhase.Settled);
      });

      it("reverts with Agreements_RulingDue once all have revealed", async () => {
        const { deal, ana, agreements } = await loadFixture(aDisputedOne);
        const dispute = await (await deal.case()).seat();
        await dispute.vote([2, 2, 2]);
        await expect(deal.settle(ana, HALVES))
          .to.be.revertedWithCustomError(agreements, "Agreements_RulingDue")
          .withArgs(1, dispute.id);
      });

      it("reverts with Agreements_RulingDue from the end of the reveal phase, though not all have revealed", async () => {
        const { deal, ana, agreements } = await loadFixture(aDisputedOne);
        const dispute = await (await deal.case()).seat();
        await dispute.vote([2, 2, undefined]);
        const { endsAt } = await dispute.caseView();
        await time.setNextBlockTimestamp(endsAt - 1n);
        await deal.settle(ana, HALVES);
        await expect(deal.settle(ana, BENS))
          .to.be.revertedWithCustomError(agreements, "Agreements_RulingDue")
          .withArgs(1, dispute.id);
      });

      it("reverts with Agreements_RulingDue from the end of the time for appeals, before anybody advances", async () => {
        const { deal, ana, agreements } = await loadFixture(aDisputedOne);
        const dispute = await (await deal.case()).judge([2, 2, 2]);
        const { endsAt } = await dispute.caseView();
        await time.setNextBlockTimestamp(endsAt - 1n);
        await deal.settle(ana, HALVES);
        await expect(deal.settle(ana, BENS))
          .to.be.revertedWithCustomError(agreements, "Agreements_RulingDue")
          .withArgs(1, dispute.id);
      });
    });

    it("reverts with Agreements_DivisionMismatch for a division of another sum", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.settle(ana, [coins(50), coins(51)]))
        .to.be.revertedWithCustomError(agreements, "Agreements_DivisionMismatch")
        .withArgs(coins(101), COLLATERAL);
    });

    it("reverts with Agreements_WrongCount for a division among fewer", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.settle(ana, [COLLATERAL]))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongCount")
        .withArgs(1, 2);
    });

    it("reverts with Agreements_WrongCount for more signatures than parties", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.settle(ana, HALVES, ["0x", "0x", "0x"]))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongCount")
        .withArgs(3, 2);
    });

    it("reverts with Agreements_SignatureInvalid for a signature under another division", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await expect(deal.settle(ben, HALVES, [await deal.approval(ana, BENS), "0x"]))
        .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
        .withArgs(1, 0, ana);
    });

    it("reverts with Agreements_NothingApproved when nobody approves", async () => {
      const { deal, stranger, agreements } = await loadFixture(aBindingOne);
      await expect(deal.settle(stranger, HALVES))
        .to.be.revertedWithCustomError(agreements, "Agreements_NothingApproved")
        .withArgs(1);
    });

    it("reverts with Agreements_NothingApproved when those who approve have done so before", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await deal.settle(ana, HALVES);
      await expect(deal.settle(ana, HALVES))
        .to.be.revertedWithCustomError(agreements, "Agreements_NothingApproved")
        .withArgs(1);
    });

    it("reverts with Agreements_CourtHasRuled once the court has ruled for the last time", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      const dispute = await deal.case();
      await dispute.decide([2, 2, 2]);
      await expect(deal.settle(ana, HALVES))
        .to.be.revertedWithCustomError(agreements, "Agreements_CourtHasRuled")
        .withArgs(1, dispute.id);
    });

    it("reverts with Agreements_WrongPhase once the ruling was delivered", async () => {
      const { deal, ana, agreements } = await loadFixture(aRuledOne);
      await expect(deal.settle(ana, HALVES))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Ruled);
    });
  });
});
