import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { AgreementPhase, anArchive, COLLATERAL, FOREVER, NATIVE, OBJECTION, TEXT } from "../../fixtures/agreements";
import { FAST_PERIODS, FAST_SEAT_FEE, Phase } from "../../fixtures/court";
import { coins, DAY, domainOf, Exemption, impersonated } from "../../fixtures/money";

const LOCKS = [coins(40), coins(60)];
/** What Ana claims, and what Ben does. */
const ANAS = [coins(90), coins(10)];
const BENS = [coins(30), coins(70)];
/** The coin's tax, on what changes hands. */
const taxOn = (gain: bigint) => (gain * 2n) / 100n;

async function anOpenOne() {
  const world = await anArchive();
  return { ...world, deal: await world.open() };
}

async function aBindingOne() {
  const world = await anArchive();
  return { ...world, deal: await world.bind() };
}

/** Ana has declared that it was performed. */
async function aDeclaredOne() {
  const world = await aBindingOne();
  await world.deal.declare(0, world.ana);
  return { ...world, declaredAt: await time.latest() };
}

/** Ben disputes, and claims the most. */
async function aDisputedOne() {
  const world = await aBindingOne();
  await world.deal.dispute(1, world.ben, BENS);
  return world;
}

/** Ana has answered, and the court rules for her. */
async function aRuledOne() {
  const world = await aDisputedOne();
  await world.deal.answer(0, world.ana, ANAS);
  await world.deal.rule(1);
  return world;
}

describe("Agreements", () => {
  describe("constructor", () => {
    it("publishes the question for each number of parties", async () => {
      const { agreements } = await loadFixture(anArchive);
      const published = await agreements.queryFilter(agreements.filters.MetaEvidence);
      const questions = published.map(({ args }) => {
        const document = JSON.parse(args.evidence.slice("data:application/json,".length)) as {
          question: string;
          rulingOptions: { titles: string[] };
        };
        return [args.metaEvidenceId, document.rulingOptions.titles.length, document.question.endsWith("?")];
      });
      expect(questions).to.deep.equal([2, 3, 4, 5, 6, 7, 8].map((parties) => [BigInt(parties), parties, true]));
    });

    it("names the rulings as the claims of the parties", async () => {
      const { agreements } = await loadFixture(anArchive);
      const [two] = await agreements.queryFilter(agreements.filters.MetaEvidence(2));
      expect(two.args.evidence).to.contain('"titles":["The claim of party 1","The claim of party 2"]');
    });

    it("states its domain", async () => {
      const { agreements } = await loadFixture(anArchive);
      const { name, version, verifyingContract } = await domainOf(agreements);
      expect([name, version, verifyingContract]).to.deep.equal(["Agreements", "1", await agreements.getAddress()]);
    });
  });

  describe("open()", () => {
    it("numbers agreements from 1", async () => {
      const { agreements, open } = await loadFixture(anArchive);
      await open();
      expect((await open()).id).to.equal(2n);
      expect(await agreements.agreementCount()).to.equal(2n);
    });

    it("tells the terms, the text and who is which citizen", async () => {
      const { agreements, termsOf, ana, eve, passerBy } = await loadFixture(anArchive);
      const terms = await termsOf({ parties: [ana.address, eve.address] });
      const opening = await agreements.connect(passerBy).open(terms, TEXT);
      await expect(opening)
        .to.emit(agreements, "AgreementOpened")
        .withArgs(1, passerBy, Object.values(terms), TEXT, [11n, 0n]);
      await expect(opening).to.emit(agreements, "PartyNamed").withArgs(1, ana, 11, 0);
      await expect(opening).to.emit(agreements, "PartyNamed").withArgs(1, eve, 0, 1);
    });

    // Checks AGR-6.
    it("keeps the hash of the terms, and the citizens", async () => {
      const { deal, agreements } = await loadFixture(anOpenOne);
      expect(await deal.record()).to.deep.equal([
        AgreementPhase.Open,
        await agreements.hashOf(deal.id, deal.terms),
        0n,
        0n,
        0n,
        0n,
        [
          [11n, false, false, ethers.ZeroHash],
          [12n, false, false, ethers.ZeroHash],
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
      const most = 2n ** 128n - 1n;
      expect(await (await open({ locks: [most, 0n], payouts: [0n, most] })).phase()).to.equal(AgreementPhase.Open);
    });

    it("takes the longest text", async () => {
      const { agreements, termsOf } = await loadFixture(anArchive);
      const text = "x".repeat(8192);
      await expect(agreements.open(await termsOf({ textHash: ethers.id(text) }), text)).not.to.be.reverted;
    });

    describe("reverts", () => {
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
          () => ({ locks: [2n ** 128n - 1n, 1n] }),
          "Agreements_CollateralTooHigh",
          () => [2n ** 128n, 2n ** 128n - 1n],
        ],
        [
          "with locks whose sum no number holds",
          () => ({ locks: [ethers.MaxUint256, 2n] }),
          "Agreements_CollateralTooHigh",
          () => [ethers.MaxUint256, 2n ** 128n - 1n],
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
        it(what, async () => {
          const world = await loadFixture(anArchive);
          const { agreements, termsOf } = world;
          await expect(agreements.open(await termsOf(changes(world)), TEXT))
            .to.be.revertedWithCustomError(agreements, error)
            .withArgs(...args(world));
        });
      }

      it("with an end of signing that has come", async () => {
        const { agreements, termsOf } = await loadFixture(anArchive);
        const now = (await time.latest()) + 10;
        const terms = await termsOf({ signBy: now });
        await time.setNextBlockTimestamp(now);
        await expect(agreements.open(terms, TEXT))
          .to.be.revertedWithCustomError(agreements, "Agreements_MomentsOutOfOrder")
          .withArgs(now, now, terms.until);
      });

      it("with a lapse at the end of signing", async () => {
        const { agreements, termsOf } = await loadFixture(anArchive);
        const { signBy } = await termsOf();
        await expect(agreements.open(await termsOf({ signBy, until: signBy }), TEXT))
          .to.be.revertedWithCustomError(agreements, "Agreements_MomentsOutOfOrder")
          .withArgs(anyValue, signBy, signBy);
      });

      it("without a text", async () => {
        const { agreements, termsOf } = await loadFixture(anArchive);
        await expect(agreements.open(await termsOf({ textHash: ethers.id("") }), ""))
          .to.be.revertedWithCustomError(agreements, "Agreements_TextOutOfBounds")
          .withArgs(0, 8192);
      });

      it("with too long a text", async () => {
        const { agreements, termsOf } = await loadFixture(anArchive);
        const text = "x".repeat(8193);
        await expect(agreements.open(await termsOf({ textHash: ethers.id(text) }), text))
          .to.be.revertedWithCustomError(agreements, "Agreements_TextOutOfBounds")
          .withArgs(8193, 8192);
      });

      it("with a text that the terms do not name", async () => {
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

  describe("sign()", () => {
    it("locks the party's coins, untaxed", async () => {
      const { deal, ana, agreements, coin } = await loadFixture(anOpenOne);
      await expect(deal.sign(0, ana)).to.changeTokenBalances(coin, [ana, agreements], [-LOCKS[0], LOCKS[0]]);
    });

    it("tells so", async () => {
      const { deal, ben, agreements } = await loadFixture(anOpenOne);
      await expect(deal.sign(1, ben)).to.emit(agreements, "AgreementSigned").withArgs(1, 1, ben, LOCKS[1]);
    });

    it("records the signature", async () => {
      const { deal, ben } = await loadFixture(anOpenOne);
      await deal.sign(1, ben);
      expect((await deal.record()).parties.map(({ hasSigned }) => hasSigned)).to.deep.equal([false, true]);
      expect(await deal.phase()).to.equal(AgreementPhase.Open);
    });

    it("binds with the last signature", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(anOpenOne);
      await deal.sign(0, ana);
      await expect(deal.sign(1, ben)).to.emit(agreements, "AgreementBound").withArgs(1);
      expect(await deal.phase()).to.equal(AgreementPhase.Binding);
    });

    it("takes a party's signature from anyone, and its coins from the party", async () => {
      const { deal, ana, passerBy, coin } = await loadFixture(anOpenOne);
      const signature = await deal.signature(0, ana);
      await expect(deal.sign(0, passerBy, signature)).to.changeTokenBalances(coin, [ana, passerBy], [-LOCKS[0], 0n]);
    });

    it("takes a contract account's signature", async () => {
      const { open, ana, eve, passerBy, coin, agreements } = await loadFixture(anArchive);
      const wallet = await ethers.deployContract("SignerWallet", [eve]);
      await coin.connect(eve).transferNet(wallet, coins(60));
      await wallet.send(coin, coin.interface.encodeFunctionData("approve", [await agreements.getAddress(), coins(60)]));
      const deal = await open({ parties: [ana.address, await wallet.getAddress()] });
      await expect(deal.sign(1, passerBy, await deal.signature(1, eve))).to.changeTokenBalance(coin, wallet, -LOCKS[1]);
    });

    it("takes the signature of the account that holds the citizenship then", async () => {
      const { deal, ana, eve, citizenship, coin } = await loadFixture(anOpenOne);
      await citizenship.move(11, eve);
      await expect(deal.sign(0, ana))
        .to.be.revertedWithCustomError(deal.agreements, "Agreements_NotTheParty")
        .withArgs(1, 0, ana, eve);
      await expect(deal.sign(0, eve)).to.changeTokenBalance(coin, eve, -LOCKS[0]);
    });

    it("needs nothing of a party who locks nothing", async () => {
      const { open, ben, coin } = await loadFixture(anArchive);
      const deal = await open({ locks: [COLLATERAL, 0n] });
      await expect(deal.sign(1, ben)).to.changeTokenBalance(coin, ben, 0n);
    });

    context("given another token", () => {
      async function oneInTokens() {
        const world = await anArchive();
        return { ...world, deal: await world.open({ asset: await world.token.getAddress() }) };
      }

      it("locks it", async () => {
        const { deal, ana, agreements, token } = await loadFixture(oneInTokens);
        await expect(deal.sign(0, ana)).to.changeTokenBalances(token, [ana, agreements], [-LOCKS[0], LOCKS[0]]);
      });

      it("reverts with native coin", async () => {
        const { deal, ana, agreements } = await loadFixture(oneInTokens);
        await expect(agreements.connect(ana).sign(1, deal.terms, 0, "0x", { value: 1 }))
          .to.be.revertedWithCustomError(agreements, "Agreements_WrongValue")
          .withArgs(1, 0);
      });
    });

    context("given native coin", () => {
      async function oneInNative() {
        const world = await anArchive();
        return { ...world, deal: await world.open({ asset: NATIVE }) };
      }

      it("locks what comes with the call", async () => {
        const { deal, ana, agreements } = await loadFixture(oneInNative);
        await expect(deal.sign(0, ana)).to.changeEtherBalances([ana, agreements], [-LOCKS[0], LOCKS[0]]);
      });

      it("takes it from whoever hands the signature in", async () => {
        const { deal, ana, passerBy } = await loadFixture(oneInNative);
        const signature = await deal.signature(0, ana);
        await expect(deal.sign(0, passerBy, signature)).to.changeEtherBalances([ana, passerBy], [0n, -LOCKS[0]]);
      });

      for (const [what, offset] of [
        ["less", -1n],
        ["more", 1n],
      ] as const) {
        it(`reverts with ${what} than the lock`, async () => {
          const { deal, ana, agreements } = await loadFixture(oneInNative);
          await expect(agreements.connect(ana).sign(1, deal.terms, 0, "0x", { value: LOCKS[0] + offset }))
            .to.be.revertedWithCustomError(agreements, "Agreements_WrongValue")
            .withArgs(LOCKS[0] + offset, LOCKS[0]);
        });
      }
    });

    it("reverts with other terms", async () => {
      const { deal, ana, agreements } = await loadFixture(anOpenOne);
      const terms = { ...deal.terms, until: deal.terms.until + 1 };
      await expect(agreements.connect(ana).sign(1, terms, 0, "0x"))
        .to.be.revertedWithCustomError(agreements, "Agreements_TermsMismatch")
        .withArgs(1, await agreements.hashOf(1, terms), await agreements.hashOf(1, deal.terms));
    });

    it("reverts for an agreement that nobody opened", async () => {
      const { termsOf, ana, agreements } = await loadFixture(anArchive);
      await expect(agreements.connect(ana).sign(1, await termsOf(), 0, "0x"))
        .to.be.revertedWithCustomError(agreements, "Agreements_TermsMismatch")
        .withArgs(1, anyValue, ethers.ZeroHash);
    });

    it("reverts once binding", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.sign(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Binding);
    });

    it("reverts at the end of signing, not a second before", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(anOpenOne);
      await time.setNextBlockTimestamp(deal.terms.signBy - 1);
      await deal.sign(0, ana);
      await expect(deal.sign(1, ben))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, deal.terms.signBy);
    });

    it("reverts for a party that there is not", async () => {
      const { deal, ana, agreements } = await loadFixture(anOpenOne);
      await expect(agreements.connect(ana).sign(1, deal.terms, 2, "0x"))
        .to.be.revertedWithCustomError(agreements, "Agreements_NoSuchParty")
        .withArgs(2, 2);
    });

    it("reverts the second time", async () => {
      const { deal, ana, agreements } = await loadFixture(anOpenOne);
      await deal.sign(0, ana);
      await expect(deal.sign(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_AlreadyDone")
        .withArgs(1, 0);
    });

    it("reverts for somebody else", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(anOpenOne);
      await expect(deal.sign(0, ben))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 0, ben, ana);
    });

    it("reverts with somebody else's signature", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(anOpenOne);
      await expect(deal.sign(0, ben, await deal.signature(0, ben)))
        .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
        .withArgs(1, 0, ana);
    });

    it("reverts without the allowance", async () => {
      const { deal, ana, agreements, coin } = await loadFixture(anOpenOne);
      await coin.connect(ana).approve(agreements, LOCKS[0] - 1n);
      await expect(deal.sign(0, ana))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientAllowance")
        .withArgs(agreements, LOCKS[0] - 1n, LOCKS[0]);
    });
  });

  describe("decline()", () => {
    it("ends an agreement that nobody has signed", async () => {
      const { deal, ben, agreements } = await loadFixture(anOpenOne);
      await expect(deal.decline(1, ben))
        .to.emit(agreements, "AgreementEnded")
        .withArgs(1, AgreementPhase.Declined, [0n, 0n]);
      expect(await deal.phase()).to.equal(AgreementPhase.Declined);
    });

    it("gives those who signed their own lock back", async () => {
      const { deal, ana, ben, agreements, coin } = await loadFixture(anOpenOne);
      await deal.sign(0, ana);
      await expect(deal.decline(1, ben)).to.emit(agreements, "Credited").withArgs(coin, ana, 11, LOCKS[0]);
      expect(await agreements.owedToCitizen(coin, 11)).to.equal(LOCKS[0]);
      expect(await agreements.owedToCitizen(coin, 12)).to.equal(0n);
    });

    it("is open to those who have signed", async () => {
      const { deal, ana } = await loadFixture(anOpenOne);
      await deal.sign(0, ana);
      await deal.decline(0, ana);
      expect(await deal.phase()).to.equal(AgreementPhase.Declined);
    });

    it("reverts once binding", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.decline(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Binding);
    });

    it("reverts for somebody else", async () => {
      const { deal, ana, passerBy, agreements } = await loadFixture(anOpenOne);
      await expect(deal.decline(0, passerBy))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 0, passerBy, ana);
    });
  });

  describe("lapse()", () => {
    it("ends an agreement that not all have signed in time", async () => {
      const { deal, ana, agreements } = await loadFixture(anOpenOne);
      await deal.sign(0, ana);
      await time.setNextBlockTimestamp(deal.terms.signBy);
      await expect(deal.lapse())
        .to.emit(agreements, "AgreementEnded")
        .withArgs(1, AgreementPhase.Lapsed, [LOCKS[0], 0n]);
    });

    it("reverts a second before the end of signing", async () => {
      const { deal, agreements } = await loadFixture(anOpenOne);
      await time.setNextBlockTimestamp(deal.terms.signBy - 1);
      await expect(deal.lapse())
        .to.be.revertedWithCustomError(agreements, "Agreements_TooEarly")
        .withArgs(1, deal.terms.signBy);
    });

    it("ends a binding agreement that nobody has declared performed", async () => {
      const { deal, agreements } = await loadFixture(aBindingOne);
      await time.setNextBlockTimestamp(deal.terms.until);
      await expect(deal.lapse()).to.emit(agreements, "AgreementEnded").withArgs(1, AgreementPhase.Lapsed, LOCKS);
    });

    it("reverts a second before the end of a binding agreement", async () => {
      const { deal, agreements } = await loadFixture(aBindingOne);
      await time.setNextBlockTimestamp(deal.terms.until - 1);
      await expect(deal.lapse())
        .to.be.revertedWithCustomError(agreements, "Agreements_TooEarly")
        .withArgs(1, deal.terms.until);
    });

    it("reverts for one that was declared performed", async () => {
      const { deal, agreements, declaredAt } = await loadFixture(aDeclaredOne);
      await time.increaseTo(deal.terms.until);
      await expect(deal.lapse())
        .to.be.revertedWithCustomError(agreements, "Agreements_Declared")
        .withArgs(1, declaredAt);
    });

    it("reverts for one in dispute", async () => {
      const { deal, agreements } = await loadFixture(aDisputedOne);
      await time.increaseTo(deal.terms.until);
      await expect(deal.lapse())
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Disputed);
    });
  });

  describe("declarePerformed()", () => {
    it("tells the statement", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.declare(0, ana)).to.emit(agreements, "PerformanceDeclared").withArgs(1, 0, "Done.");
    });

    it("begins the time to object with the first declaration", async () => {
      const { deal, ben, declaredAt } = await loadFixture(aDeclaredOne);
      await time.increase(DAY);
      await deal.declare(1, ben);
      const record = await deal.record();
      expect([record.declaredAt, ...record.parties.map(({ hasDeclared }) => hasDeclared)]).to.deep.equal([
        BigInt(declaredAt),
        true,
        true,
      ]);
    });

    it("can follow another after the lapse", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await time.setNextBlockTimestamp(deal.terms.until - 1);
      await deal.declare(0, ana);
      await expect(deal.declare(1, ben)).to.emit(agreements, "PerformanceDeclared");
    });

    it("reverts at the lapse, if it is the first", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await time.setNextBlockTimestamp(deal.terms.until);
      await expect(deal.declare(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, deal.terms.until);
    });

    it("reverts before binding", async () => {
      const { deal, ana, agreements } = await loadFixture(anOpenOne);
      await expect(deal.declare(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Open);
    });

    it("reverts for somebody else", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await expect(deal.declare(0, ben))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 0, ben, ana);
    });

    it("reverts the second time", async () => {
      const { deal, ana, agreements } = await loadFixture(aDeclaredOne);
      await expect(deal.declare(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_AlreadyDone")
        .withArgs(1, 0);
    });

    it("takes a statement of 2,048 bytes and none longer", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await deal.declare(0, ana, "x".repeat(2048));
      await expect(deal.declare(1, ben, "x".repeat(2049)))
        .to.be.revertedWithCustomError(agreements, "Agreements_TextOutOfBounds")
        .withArgs(2049, 2048);
    });
  });

  describe("complete()", () => {
    it("applies the payouts when the time to object has passed", async () => {
      const { deal, agreements, declaredAt } = await loadFixture(aDeclaredOne);
      await time.setNextBlockTimestamp(declaredAt + OBJECTION);
      await expect(deal.complete())
        .to.emit(agreements, "AgreementEnded")
        .withArgs(1, AgreementPhase.Performed, deal.terms.payouts);
    });

    it("reverts a second before", async () => {
      const { deal, agreements, declaredAt } = await loadFixture(aDeclaredOne);
      await time.setNextBlockTimestamp(declaredAt + OBJECTION - 1);
      await expect(deal.complete())
        .to.be.revertedWithCustomError(agreements, "Agreements_TooEarly")
        .withArgs(1, declaredAt + OBJECTION);
    });

    it("applies them at once when all have declared", async () => {
      const { deal, ben } = await loadFixture(aDeclaredOne);
      await deal.declare(1, ben);
      await deal.complete();
      expect(await deal.phase()).to.equal(AgreementPhase.Performed);
    });

    it("taxes what is paid beyond the own lock, for the treasury", async () => {
      const { deal, ben, agreements, coin, treasury } = await loadFixture(aDeclaredOne);
      await deal.declare(1, ben);
      const tax = taxOn(coins(55));
      await expect(deal.complete()).to.emit(agreements, "GainTaxed").withArgs(1, 0, tax);
      expect(await agreements.owedToCitizen(coin, 11)).to.equal(coins(95) - tax);
      expect(await agreements.owedToCitizen(coin, 12)).to.equal(coins(5));
      expect(await agreements.owedTo(coin, treasury)).to.equal(tax);
    });

    it("reverts if nobody has declared", async () => {
      const { deal, agreements } = await loadFixture(aBindingOne);
      await expect(deal.complete()).to.be.revertedWithCustomError(agreements, "Agreements_NotDeclared").withArgs(1);
    });

    // Checks AGR-7.
    it("reverts once disputed", async () => {
      const { deal, ben, agreements } = await loadFixture(aDeclaredOne);
      await deal.dispute(1, ben, BENS);
      await time.increase(OBJECTION);
      await expect(deal.complete())
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Disputed);
    });

    it("takes no tax on another token", async () => {
      const { bind, ana, ben, agreements, token, treasury } = await loadFixture(anArchive);
      const deal = await bind({ asset: await token.getAddress() });
      await deal.declare(0, ana);
      await deal.declare(1, ben);
      await deal.complete();
      expect(await agreements.owedToCitizen(token, 11)).to.equal(coins(95));
      expect(await agreements.owedTo(token, treasury)).to.equal(0n);
    });

    for (const [gain, tax] of [
      [49n, 0n],
      [50n, 1n],
    ]) {
      it(`takes ${tax} of a gain of ${gain} base units, as a transfer would`, async () => {
        const { bind, ana, ben, agreements, coin, treasury } = await loadFixture(anArchive);
        const deal = await bind({ locks: [0n, gain], payouts: [gain, 0n] });
        await deal.declare(0, ana);
        await deal.declare(1, ben);
        await deal.complete();
        expect(await agreements.owedToCitizen(coin, 11)).to.equal(gain - tax);
        expect(await agreements.owedTo(coin, treasury)).to.equal(tax);
      });
    }

    it("takes none while the rate is zero", async () => {
      const { deal, ben, agreements, coin, government } = await loadFixture(aDeclaredOne);
      await coin.connect(government).setProvision(ethers.encodeBytes32String("taxRate"), 0);
      await deal.declare(1, ben);
      await expect(deal.complete()).not.to.emit(agreements, "GainTaxed");
      expect(await agreements.owedToCitizen(coin, 11)).to.equal(coins(95));
    });
  });

  describe("settle()", () => {
    const HALVES = [coins(50), coins(50)];

    it("records an approval", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.settle(ana, HALVES)).to.emit(agreements, "SettlementApproved").withArgs(1, 0, HALVES, FOREVER);
      expect(await agreements.approvalsOf(1, { division: HALVES, validUntil: FOREVER })).to.deep.equal([true, false]);
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
      const { deal, ana, ben, passerBy, agreements } = await loadFixture(aBindingOne);
      const signatures = [await deal.approval(0, ana, HALVES), await deal.approval(1, ben, HALVES)];
      await expect(deal.settle(passerBy, HALVES, signatures))
        .to.emit(agreements, "AgreementEnded")
        .withArgs(1, AgreementPhase.Settled, HALVES);
    });

    it("joins a transaction to a signature", async () => {
      const { deal, ana, ben } = await loadFixture(aBindingOne);
      await deal.settle(ben, HALVES, [await deal.approval(0, ana, HALVES), "0x"]);
      expect(await deal.phase()).to.equal(AgreementPhase.Settled);
    });

    it("says whether it ended", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      const settlement = { division: HALVES, validUntil: FOREVER };
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
      await deal.settle(ana, HALVES, undefined, (await time.latest()) + DAY);
      await deal.settle(ben, HALVES);
      expect(await deal.phase()).to.equal(AgreementPhase.Binding);
    });

    it("takes signatures under an offer that ends", async () => {
      const { deal, ana, ben } = await loadFixture(aBindingOne);
      const validUntil = (await time.latest()) + DAY;
      await deal.settle(ben, HALVES, [await deal.approval(0, ana, HALVES, validUntil), "0x"], validUntil);
      expect(await deal.phase()).to.equal(AgreementPhase.Settled);
    });

    it("counts an approval once, by whichever way it came first", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await deal.settle(ana, HALVES);
      const settling = await deal.settle(ben, HALVES, [await deal.approval(0, ana, HALVES), "0x"]);
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

    it("taxes what is paid beyond the own lock", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await deal.settle(ana, HALVES);
      await expect(deal.settle(ben, HALVES))
        .to.emit(agreements, "GainTaxed")
        .withArgs(1, 0, taxOn(coins(10)));
    });

    it("reverts before binding", async () => {
      const { deal, ana, agreements } = await loadFixture(anOpenOne);
      await expect(deal.settle(ana, HALVES))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Open);
    });

    it("reverts once the offer is not good any more, not a second before", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      const validUntil = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp(validUntil - 1);
      await deal.settle(ana, HALVES, undefined, validUntil);
      await expect(deal.settle(ben, HALVES, undefined, validUntil))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, validUntil);
    });

    it("reverts with a division of another sum", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.settle(ana, [coins(50), coins(51)]))
        .to.be.revertedWithCustomError(agreements, "Agreements_DivisionMismatch")
        .withArgs(coins(101), COLLATERAL);
    });

    it("reverts with a division among fewer", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.settle(ana, [COLLATERAL]))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongCount")
        .withArgs(1, 2);
    });

    it("reverts with more signatures than parties", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.settle(ana, HALVES, ["0x", "0x", "0x"]))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongCount")
        .withArgs(3, 2);
    });

    it("reverts with a signature under another division", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await expect(deal.settle(ben, HALVES, [await deal.approval(0, ana, BENS), "0x"]))
        .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
        .withArgs(1, 0, ana);
    });

    it("reverts if nobody approves", async () => {
      const { deal, passerBy, agreements } = await loadFixture(aBindingOne);
      await expect(deal.settle(passerBy, HALVES))
        .to.be.revertedWithCustomError(agreements, "Agreements_NothingApproved")
        .withArgs(1);
    });

    it("reverts if those who approve have done so before", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await deal.settle(ana, HALVES);
      await expect(deal.settle(ana, HALVES))
        .to.be.revertedWithCustomError(agreements, "Agreements_NothingApproved")
        .withArgs(1);
    });

    it("reverts once the court has ruled for the last time", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      const dispute = await deal.case();
      await dispute.decide([2, 2, 2]);
      await expect(deal.settle(ana, HALVES))
        .to.be.revertedWithCustomError(agreements, "Agreements_CourtHasRuled")
        .withArgs(1, dispute.id);
    });

    it("reverts once the ruling was delivered", async () => {
      const { deal, ana, agreements } = await loadFixture(aRuledOne);
      await expect(deal.settle(ana, HALVES))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Ruled);
    });
  });

  describe("dispute()", () => {
    it("brings a case with as many choices as parties", async () => {
      const { deal, ben, court, agreements } = await loadFixture(aBindingOne);
      await deal.dispute(1, ben, BENS);
      const { arbitrable, choices, phase } = await court.docket(1);
      expect([arbitrable, choices, phase]).to.deep.equal([await agreements.getAddress(), 2n, Phase.Evidence]);
    });

    it("pays the court exactly its cost", async () => {
      const { deal, ben, court, agreements } = await loadFixture(aBindingOne);
      const cost = await deal.cost();
      await expect(deal.dispute(1, ben, BENS)).to.changeEtherBalances([ben, court, agreements], [-cost, cost, 0n]);
    });

    it("excuses the parties who are citizens", async () => {
      const { open, ana, ben, eve, court } = await loadFixture(anArchive);
      const parties = [ana, eve, ben];
      const deal = await open({
        parties: parties.map(({ address }) => address),
        locks: [1n, 1n, 1n],
        payouts: [3n, 0n, 0n],
      });
      await deal.signAll(parties);
      await deal.dispute(0, ana, [3n, 0n, 0n]);
      expect((await court.docket(1)).excused).to.deep.equal([11n, 12n]);
    });

    it("excuses a party who has become a citizen since", async () => {
      const { open, ana, eve, court, citizenship } = await loadFixture(anArchive);
      const deal = await open({ parties: [ana.address, eve.address] });
      await deal.signAll([ana, eve]);
      await citizenship.admit(eve);
      await deal.dispute(0, ana, ANAS);
      expect((await court.docket(1)).excused).to.deep.equal([11n, 13n]);
    });

    it("goes in the lane that the terms name", async () => {
      const { bind, ben, court } = await loadFixture(anArchive);
      const deal = await bind({ lane: 1 });
      expect(await deal.cost()).to.equal(3n * FAST_SEAT_FEE);
      await deal.dispute(1, ben, BENS);
      expect((await court.docket(1)).lane).to.equal(1n);
      expect((await deal.record()).answersUntil).to.equal(BigInt((await time.latest()) + FAST_PERIODS.evidence));
    });

    it("tells so, and ties the case to the agreement", async () => {
      const { deal, ben, court, agreements } = await loadFixture(aBindingOne);
      const disputing = await deal.dispute(1, ben, BENS);
      await expect(disputing).to.emit(agreements, "AgreementDisputed").withArgs(1, 1, 1);
      await expect(disputing).to.emit(agreements, "ClaimStated").withArgs(1, 1, BENS);
      await expect(disputing).to.emit(agreements, "Dispute").withArgs(court, 1, 2, 1);
      await expect(disputing).to.emit(agreements, "Evidence").withArgs(court, 1, ben, "The paint peels off.");
      expect(await agreements.agreementOf(1)).to.equal(1n);
    });

    it("records the case, and until when claims can answer", async () => {
      const { deal, ben, court, agreements } = await loadFixture(aBindingOne);
      await deal.dispute(1, ben, BENS);
      const { phase, caseId, answersUntil, parties } = await agreements.agreement(1);
      expect([phase, caseId, answersUntil]).to.deep.equal([
        AgreementPhase.Disputed,
        1n,
        (await court.docket(1)).endsAt,
      ]);
      expect(parties.map(({ claimHash }) => claimHash)).to.deep.equal([
        ethers.ZeroHash,
        ethers.solidityPackedKeccak256(["uint256[]"], [BENS]),
      ]);
    });

    it("is possible until the lapse", async () => {
      const { deal, ben, agreements } = await loadFixture(aBindingOne);
      await time.setNextBlockTimestamp(deal.terms.until - 1);
      await expect(deal.dispute(1, ben, BENS)).to.emit(agreements, "AgreementDisputed");
    });

    it("reverts at the lapse", async () => {
      const { deal, ben, agreements } = await loadFixture(aBindingOne);
      await time.increaseTo(deal.terms.until);
      await expect(deal.dispute(1, ben, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, deal.terms.until);
    });

    it("is possible within the time to object, also after the lapse", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await time.setNextBlockTimestamp(deal.terms.until - 1);
      await deal.declare(0, ana);
      await time.setNextBlockTimestamp(deal.terms.until + OBJECTION - 2);
      await expect(deal.dispute(1, ben, BENS)).to.emit(agreements, "AgreementDisputed");
    });

    it("reverts at the end of the time to object", async () => {
      const { deal, ben, agreements, declaredAt } = await loadFixture(aDeclaredOne);
      await time.increaseTo(declaredAt + OBJECTION);
      await expect(deal.dispute(1, ben, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, declaredAt + OBJECTION);
    });

    it("reverts once all have declared", async () => {
      const { deal, ben, agreements } = await loadFixture(aDeclaredOne);
      await deal.declare(1, ben);
      await expect(deal.dispute(1, ben, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_NothingToDispute")
        .withArgs(1);
    });

    it("reverts before binding", async () => {
      const { deal, ben, agreements } = await loadFixture(anOpenOne);
      await expect(deal.dispute(1, ben, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Open);
    });

    it("reverts the second time", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.dispute(0, ana, ANAS))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Disputed);
    });

    it("reverts for somebody else", async () => {
      const { deal, ben, passerBy, agreements } = await loadFixture(aBindingOne);
      await expect(deal.dispute(1, passerBy, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 1, passerBy, ben);
    });

    for (const [what, offset] of [
      ["less", -1n],
      ["more", 1n],
    ] as const) {
      it(`reverts with ${what} than the cost`, async () => {
        const { deal, ben, agreements } = await loadFixture(aBindingOne);
        const cost = await deal.cost();
        await expect(deal.dispute(1, ben, BENS, cost + offset))
          .to.be.revertedWithCustomError(agreements, "Agreements_WrongValue")
          .withArgs(cost + offset, cost);
      });
    }

    it("reverts with a claim of another sum", async () => {
      const { deal, ben, agreements } = await loadFixture(aBindingOne);
      await expect(deal.dispute(1, ben, [0n, COLLATERAL - 1n]))
        .to.be.revertedWithCustomError(agreements, "Agreements_DivisionMismatch")
        .withArgs(COLLATERAL - 1n, COLLATERAL);
    });

    it("reverts with too long a statement", async () => {
      const { deal, ben, agreements } = await loadFixture(aBindingOne);
      await expect(deal.dispute(1, ben, BENS, undefined, "x".repeat(2049)))
        .to.be.revertedWithCustomError(agreements, "Agreements_TextOutOfBounds")
        .withArgs(2049, 2048);
    });
  });

  describe("answer()", () => {
    it("states a claim", async () => {
      const { deal, ana, court, agreements } = await loadFixture(aDisputedOne);
      const answering = await deal.answer(0, ana, ANAS);
      await expect(answering).to.emit(agreements, "ClaimStated").withArgs(1, 0, ANAS);
      await expect(answering).to.emit(agreements, "Evidence").withArgs(court, 1, ana, "It does not.");
      expect((await deal.record()).parties[0].claimHash).to.equal(
        ethers.solidityPackedKeccak256(["uint256[]"], [ANAS]),
      );
    });

    it("reverts when the evidence ends, not a second before", async () => {
      const { open, ana, ben, eve, agreements } = await loadFixture(anArchive);
      const parties = [ana, ben, eve];
      const deal = await open({
        parties: parties.map(({ address }) => address),
        locks: [1n, 1n, 1n],
        payouts: [3n, 0n, 0n],
      });
      await deal.signAll(parties);
      await deal.dispute(0, ana, [3n, 0n, 0n]);
      const { answersUntil } = await deal.record();
      await time.setNextBlockTimestamp(answersUntil - 1n);
      await deal.answer(1, ben, [0n, 3n, 0n]);
      await expect(deal.answer(2, eve, [0n, 0n, 3n]))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, answersUntil);
    });

    it("reverts for who disputes", async () => {
      const { deal, ben, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.answer(1, ben, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_AlreadyDone")
        .withArgs(1, 1);
    });

    it("reverts the second time", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      await deal.answer(0, ana, ANAS);
      await expect(deal.answer(0, ana, LOCKS))
        .to.be.revertedWithCustomError(agreements, "Agreements_AlreadyDone")
        .withArgs(1, 0);
    });

    it("reverts for somebody else", async () => {
      const { deal, ana, passerBy, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.answer(0, passerBy, ANAS))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 0, passerBy, ana);
    });

    it("reverts without a dispute", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.answer(0, ana, ANAS))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Binding);
    });

    it("reverts with a claim of another sum", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.answer(0, ana, [COLLATERAL, 1n]))
        .to.be.revertedWithCustomError(agreements, "Agreements_DivisionMismatch")
        .withArgs(COLLATERAL + 1n, COLLATERAL);
    });
  });

  describe("rule()", () => {
    it("records the ruling that the court delivers", async () => {
      const { deal, court, agreements } = await loadFixture(aDisputedOne);
      const dispute = await deal.case();
      await dispute.decide([2, 2, 1]);
      await expect(court.execute(dispute.id)).to.emit(agreements, "Ruling").withArgs(court, dispute.id, 2);
      const { phase, ruling } = await deal.record();
      expect([phase, ruling]).to.deep.equal([AgreementPhase.Ruled, 2n]);
    });

    it("moves nothing yet", async () => {
      const { agreements, coin } = await loadFixture(aRuledOne);
      expect(await agreements.owedToCitizen(coin, 11)).to.equal(0n);
    });

    it("reverts for anyone else", async () => {
      const { ben, agreements } = await loadFixture(aDisputedOne);
      await expect(agreements.connect(ben).rule(1, 2))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheCourt")
        .withArgs(ben);
    });

    it("reverts the second time", async () => {
      const { court, agreements } = await loadFixture(aRuledOne);
      const asCourt = agreements.connect(await impersonated(await court.getAddress()));
      await expect(asCourt.rule(1, 2))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Ruled);
    });

    it("reverts on a case that is about no agreement", async () => {
      const { court, agreements } = await loadFixture(aDisputedOne);
      const asCourt = agreements.connect(await impersonated(await court.getAddress()));
      await expect(asCourt.rule(7, 1))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(0, AgreementPhase.None);
    });

    it("is taken without effect once settled", async () => {
      const { deal, ana, ben, court, agreements } = await loadFixture(aDisputedOne);
      await deal.settle(ana, LOCKS);
      await deal.settle(ben, LOCKS);
      const dispute = await deal.case();
      await dispute.decide([2, 2, 2]);
      const executing = await court.execute(dispute.id);
      await expect(executing).to.emit(court, "RulingDelivered");
      await expect(executing).not.to.emit(agreements, "Ruling");
      expect(await deal.phase()).to.equal(AgreementPhase.Settled);
    });
  });

  describe("divide()", () => {
    it("divides as the party claimed whom the ruling names", async () => {
      const { deal, agreements, coin } = await loadFixture(aRuledOne);
      await expect(deal.divide(ANAS)).to.emit(agreements, "AgreementEnded").withArgs(1, AgreementPhase.Divided, ANAS);
      expect(await agreements.owedToCitizen(coin, 11)).to.equal(coins(90) - taxOn(coins(50)));
      expect(await agreements.owedToCitizen(coin, 12)).to.equal(coins(10));
    });

    it("reverts with another claim", async () => {
      const { deal, agreements } = await loadFixture(aRuledOne);
      const hash = (claim: bigint[]) => ethers.solidityPackedKeccak256(["uint256[]"], [claim]);
      await expect(deal.divide(BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_ClaimMismatch")
        .withArgs(1, 0, hash(BENS), hash(ANAS));
    });

    it("gives each the own lock back if the court refuses to decide", async () => {
      const { deal, agreements } = await loadFixture(aDisputedOne);
      await deal.rule(0);
      await expect(deal.divide()).to.emit(agreements, "AgreementEnded").withArgs(1, AgreementPhase.Divided, LOCKS);
    });

    it("gives each the own lock back if the ruling names a party without a claim", async () => {
      const { deal, agreements } = await loadFixture(aDisputedOne);
      await deal.rule(1);
      await expect(deal.divide()).to.emit(agreements, "AgreementEnded").withArgs(1, AgreementPhase.Divided, LOCKS);
    });

    // Checks AGR-7.
    it("reverts before the ruling is delivered", async () => {
      const { deal, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.divide(BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Disputed);
    });
  });

  describe("withdraw()", () => {
    /** Eve, who is no citizen, is owed what she locked. */
    async function aDebt(asset?: string) {
      const world = await anArchive();
      const { ana, eve } = world;
      const deal = await world.open({
        parties: [ana.address, eve.address],
        asset: asset ?? (await world.coin.getAddress()),
      });
      await deal.sign(1, eve);
      await deal.decline(0, ana);
      return { ...world, deal };
    }
    const aNativeDebt = () => aDebt(NATIVE);

    it("pays what is owed", async () => {
      const { agreements, coin, eve } = await loadFixture(aDebt);
      await expect(agreements.withdraw(coin, eve)).to.changeTokenBalances(
        coin,
        [eve, agreements],
        [LOCKS[1], -LOCKS[1]],
      );
      expect(await agreements.owedTo(coin, eve)).to.equal(0n);
    });

    it("tells so", async () => {
      const { agreements, coin, eve } = await loadFixture(aDebt);
      await expect(agreements.withdraw(coin, eve)).to.emit(agreements, "Withdrawn").withArgs(coin, eve, 0, LOCKS[1]);
    });

    it("pays native coin", async () => {
      const { agreements, eve, passerBy } = await loadFixture(aNativeDebt);
      await expect(agreements.connect(passerBy).withdraw(NATIVE, eve)).to.changeEtherBalance(eve, LOCKS[1]);
    });

    it("tells a citizen from an account whose address is the citizen's number", async () => {
      const { open, ana, eve, agreements, coin } = await loadFixture(anArchive);
      const account = ethers.toBeHex(11, 20);
      const deal = await open({
        parties: [eve.address, ana.address, account],
        locks: [1n, 0n, 0n],
        payouts: [0n, 0n, 1n],
      });
      await deal.sign(0, eve);
      await deal.sign(1, ana);
      await deal.sign(2, await impersonated(account));
      await deal.declare(0, eve);
      await time.increase(OBJECTION);
      await deal.complete();
      expect(await agreements.owedTo(coin, account)).to.equal(1n);
      expect(await agreements.owedToCitizen(coin, 11)).to.equal(0n);
    });

    it("returns how much", async () => {
      const { agreements, coin, eve } = await loadFixture(aDebt);
      expect(await agreements.withdraw.staticCall(coin, eve)).to.equal(LOCKS[1]);
    });

    it("reverts when nothing is owed any more", async () => {
      const { agreements, coin, eve } = await loadFixture(aDebt);
      await agreements.withdraw(coin, eve);
      await expect(agreements.withdraw(coin, eve))
        .to.be.revertedWithCustomError(agreements, "Agreements_NothingOwed")
        .withArgs(coin, eve, 0);
    });

    it("reverts if the account refuses native coin", async () => {
      const { open, agreements, ana } = await loadFixture(anArchive);
      const wallet = await ethers.deployContract("SignerWallet", [ana]);
      const deal = await open({ parties: [ana.address, await wallet.getAddress()], asset: NATIVE });
      await deal.sign(1, ana, await deal.signature(1, ana));
      await deal.decline(0, ana);
      await expect(agreements.withdraw(NATIVE, wallet))
        .to.be.revertedWithCustomError(agreements, "Agreements_PaymentRefused")
        .withArgs(wallet, LOCKS[1]);
    });

    it("loses nothing if the coin's exemption is taken away: the coin taxes what is sent", async () => {
      const { agreements, coin, eve, government } = await loadFixture(aDebt);
      await coin.connect(government).setExemption(agreements, Exemption.None);
      await expect(agreements.withdraw(coin, eve)).to.changeTokenBalances(
        coin,
        [eve, agreements],
        [LOCKS[1] - taxOn(LOCKS[1]), -LOCKS[1]],
      );
    });
  });

  describe("withdrawForCitizen()", () => {
    async function aDebt() {
      const world = await anOpenOne();
      await world.deal.sign(0, world.ana);
      await world.deal.decline(1, world.ben);
      return world;
    }

    it("pays the account that holds the citizenship", async () => {
      const { agreements, coin, ana } = await loadFixture(aDebt);
      await expect(agreements.withdrawForCitizen(coin, 11)).to.changeTokenBalance(coin, ana, LOCKS[0]);
    });

    it("tells so", async () => {
      const { agreements, coin, ana } = await loadFixture(aDebt);
      await expect(agreements.withdrawForCitizen(coin, 11))
        .to.emit(agreements, "Withdrawn")
        .withArgs(coin, ana, 11, LOCKS[0]);
    });

    it("pays the account that held it last, if it has ended", async () => {
      const { agreements, citizenship, coin, ana } = await loadFixture(aDebt);
      await citizenship.end(11);
      await expect(agreements.withdrawForCitizen(coin, 11)).to.changeTokenBalance(coin, ana, LOCKS[0]);
    });

    it("reverts if nothing is owed", async () => {
      const { agreements, coin, ben } = await loadFixture(aDebt);
      await expect(agreements.withdrawForCitizen(coin, 12))
        .to.be.revertedWithCustomError(agreements, "Agreements_NothingOwed")
        .withArgs(coin, ben, 12);
    });
  });

  describe("accountOf()", () => {
    it("is the account of the terms, or the one that holds the citizenship now", async () => {
      const { open, ana, ben, eve, agreements, citizenship } = await loadFixture(anArchive);
      const deal = await open({ parties: [ana.address, eve.address] });
      await citizenship.move(11, ben);
      expect(await agreements.accountOf(1, deal.terms, 0)).to.equal(ben.address);
      expect(await agreements.accountOf(1, deal.terms, 1)).to.equal(eve.address);
    });
  });

  describe("given the coin's exemption was taken away", () => {
    async function aTaxedArchive() {
      const world = await anArchive();
      await world.coin.connect(world.government).setExemption(world.agreements, Exemption.None);
      return world;
    }

    it("locks the whole, and the party bears the tax", async () => {
      const { open, ana, agreements, coin } = await loadFixture(aTaxedArchive);
      const deal = await open();
      const gross = await coin.grossFor(ana, agreements, LOCKS[0]);
      await expect(deal.sign(0, ana)).to.changeTokenBalances(coin, [ana, agreements], [-gross, LOCKS[0]]);
    });

    it("takes no tax a second time", async () => {
      const { bind, ana, ben, agreements } = await loadFixture(aTaxedArchive);
      const deal = await bind();
      await deal.declare(0, ana);
      await deal.declare(1, ben);
      await expect(deal.complete()).not.to.emit(agreements, "GainTaxed");
    });
  });
});
