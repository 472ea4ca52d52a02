import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { AgreementPhase, anArchive, COLLATERAL, TEXT } from "../../fixtures/agreements";
import { coins, DAY } from "../../fixtures/money";
import { anOpenOne } from "./world";

const NO_DEMAND = ethers.zeroPadValue("0x", 20);

describe("Agreements", () => {
  describe("open()", () => {
    it("numbers agreements from 1", async () => {
      const { agreements, open } = await loadFixture(anArchive);
      await open();
      expect((await open()).id).to.equal(2n);
      expect(await agreements.agreementCount()).to.equal(2n);
    });

    it("emits AgreementOpened with the terms, the text and the citizens", async () => {
      const { agreements, termsOf, ana, eve, stranger } = await loadFixture(anArchive);
      const terms = await termsOf({ parties: [ana.address, eve.address] });
      const opening = await agreements.connect(stranger).open(terms, TEXT);
      await expect(opening)
        .to.emit(agreements, "AgreementOpened")
        .withArgs(1, stranger, Object.values(terms), TEXT, [11n, 0n]);
      await expect(opening).to.emit(agreements, "PartyNamed").withArgs(1, ana, 11, 0);
      await expect(opening).to.emit(agreements, "PartyNamed").withArgs(1, eve, 0, 1);
    });

    // Checks AGR-7.
    it("keeps the hash of the terms, and the citizens", async () => {
      const { deal, agreements } = await loadFixture(anOpenOne);
      expect(await deal.record()).to.deep.equal([
        AgreementPhase.Open,
        await agreements.hashOf(deal.id, deal.terms),
        0n,
        0n,
        0n,
        0n,
        0n,
        0n,
        0n,
        [
          [11n, false, false, NO_DEMAND, 0n],
          [12n, false, false, NO_DEMAND, 0n],
        ],
      ]);
    });

    it("gives the same terms another hash under another number", async () => {
      const { deal, agreements } = await loadFixture(anOpenOne);
      expect(await agreements.hashOf(1, deal.terms)).not.to.equal(await agreements.hashOf(2, deal.terms));
    });

    it("takes eight parties", async () => {
      const { open, citizens } = await loadFixture(anArchive);
      const parties = citizens.slice(0, 8).map(({ address }) => address);
      const deal = await open({ parties, locks: Array<bigint>(8).fill(1n), payouts: Array<bigint>(8).fill(1n) });
      expect((await deal.record()).parties.map(({ citizenId }) => citizenId)).to.deep.equal(
        [1, 2, 3, 4, 5, 6, 7, 8].map(BigInt),
      );
    });

    it("takes as much collateral as can be counted", async () => {
      const { open } = await loadFixture(anArchive);
      const most = 2n ** 96n - 1n;
      expect(await (await open({ locks: [most, 0n], payouts: [0n, most] })).phase()).to.equal(AgreementPhase.Open);
    });

    it("takes the longest text", async () => {
      const { agreements, termsOf } = await loadFixture(anArchive);
      const text = "x".repeat(8192);
      await expect(agreements.open(await termsOf({ textHash: ethers.id(text) }), text)).not.to.be.reverted;
    });

    context("given terms that no agreement can have", () => {
      const refusals: [
        what: string,
        changes: (world: Awaited<ReturnType<typeof anArchive>>) => Record<string, unknown>,
        error: string,
        args: (world: Awaited<ReturnType<typeof anArchive>>) => unknown[],
      ][] = [
        [
          "with one party",
          ({ ana }) => ({ parties: [ana.address], locks: [0n], payouts: [0n] }),
          "Agreements_PartiesOutOfBounds",
          () => [1, 2, 8],
        ],
        [
          "with nine parties",
          ({ citizens }) => ({ parties: citizens.slice(0, 9).map(({ address }) => address) }),
          "Agreements_PartiesOutOfBounds",
          () => [9, 2, 8],
        ],
        [
          "with nobody for a party",
          ({ ana }) => ({ parties: [ana.address, ethers.ZeroAddress] }),
          "Agreements_PartyInvalid",
          () => [ethers.ZeroAddress],
        ],
        [
          "with a party named twice",
          ({ ana, ben }) => ({ parties: [ana.address, ben.address, ana.address] }),
          "Agreements_PartyInvalid",
          ({ ana }) => [ana],
        ],
        [
          "with an asset that is no contract",
          ({ eve }) => ({ asset: eve.address }),
          "Agreements_NotAnAsset",
          ({ eve }) => [eve],
        ],
        ["with fewer locks than parties", () => ({ locks: [1n] }), "Agreements_WrongCount", () => [1, 2]],
        ["with more payouts than parties", () => ({ payouts: [1n, 1n, 1n] }), "Agreements_WrongCount", () => [3, 2]],
        [
          "with more collateral than can be counted",
          () => ({ locks: [2n ** 96n - 1n, 1n] }),
          "Agreements_CollateralTooHigh",
          () => [2n ** 96n, 2n ** 96n - 1n],
        ],
        [
          "with locks whose sum no number holds",
          () => ({ locks: [ethers.MaxUint256, 2n] }),
          "Agreements_CollateralTooHigh",
          () => [ethers.MaxUint256, 2n ** 96n - 1n],
        ],
        [
          "with payouts below the locks",
          () => ({ payouts: [coins(95), coins(5) - 1n] }),
          "Agreements_DivisionMismatch",
          () => [COLLATERAL - 1n, COLLATERAL],
        ],
        [
          "with payouts above the locks",
          () => ({ payouts: [coins(95), coins(5) + 1n] }),
          "Agreements_DivisionMismatch",
          () => [COLLATERAL + 1n, COLLATERAL],
        ],
        [
          "with payouts whose sum overflows to the locks'",
          () => ({ payouts: [ethers.MaxUint256, COLLATERAL + 1n] }),
          "Agreements_DivisionMismatch",
          () => [ethers.MaxUint256, COLLATERAL],
        ],
        [
          "with an objection period of less than an hour",
          () => ({ objectionPeriod: 3_599 }),
          "Agreements_ObjectionPeriodOutOfBounds",
          () => [3_599, 3_600, 365 * DAY],
        ],
        [
          "with an objection period of more than a year",
          () => ({ objectionPeriod: 365 * DAY + 1 }),
          "Agreements_ObjectionPeriodOutOfBounds",
          () => [365 * DAY + 1, 3_600, 365 * DAY],
        ],
      ];
      for (const [what, changes, error, args] of refusals) {
        it(`reverts with ${error} ${what}`, async () => {
          const world = await loadFixture(anArchive);
          const { agreements, termsOf } = world;
          await expect(agreements.open(await termsOf(changes(world)), TEXT))
            .to.be.revertedWithCustomError(agreements, error)
            .withArgs(...args(world));
        });
      }

      it("reverts with Agreements_MomentsOutOfOrder with an end of signing that has come", async () => {
        const { agreements, termsOf } = await loadFixture(anArchive);
        const now = (await time.latest()) + 10;
        const terms = await termsOf({ signBy: now });
        await time.setNextBlockTimestamp(now);
        await expect(agreements.open(terms, TEXT))
          .to.be.revertedWithCustomError(agreements, "Agreements_MomentsOutOfOrder")
          .withArgs(now, now, terms.until);
      });

      it("reverts with Agreements_MomentsOutOfOrder with a lapse at the end of signing", async () => {
        const { agreements, termsOf } = await loadFixture(anArchive);
        const { signBy } = await termsOf();
        await expect(agreements.open(await termsOf({ signBy, until: signBy }), TEXT))
          .to.be.revertedWithCustomError(agreements, "Agreements_MomentsOutOfOrder")
          .withArgs(anyValue, signBy, signBy);
      });

      it("reverts with Agreements_TextOutOfBounds without a text", async () => {
        const { agreements, termsOf } = await loadFixture(anArchive);
        await expect(agreements.open(await termsOf({ textHash: ethers.id("") }), ""))
          .to.be.revertedWithCustomError(agreements, "Agreements_TextOutOfBounds")
          .withArgs(0, 8192);
      });

      it("reverts with Agreements_TextOutOfBounds with too long a text", async () => {
        const { agreements, termsOf } = await loadFixture(anArchive);
        const text = "x".repeat(8193);
        await expect(agreements.open(await termsOf({ textHash: ethers.id(text) }), text))
          .to.be.revertedWithCustomError(agreements, "Agreements_TextOutOfBounds")
          .withArgs(8193, 8192);
      });

      it("reverts with Agreements_TextMismatch with a text that the terms do not name", async () => {
        const { agreements, termsOf } = await loadFixture(anArchive);
        await expect(agreements.open(await termsOf(), `${TEXT} `))
          .to.be.revertedWithCustomError(agreements, "Agreements_TextMismatch")
          .withArgs(ethers.id(`${TEXT} `), ethers.id(TEXT));
      });
    });

    for (const objectionPeriod of [3_600, 365 * DAY]) {
      it(`takes an objection period of ${objectionPeriod} seconds`, async () => {
        const { open } = await loadFixture(anArchive);
        expect(await (await open({ objectionPeriod })).phase()).to.equal(AgreementPhase.Open);
      });
    }
  });
});
