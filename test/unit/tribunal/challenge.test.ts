import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { caseView } from "../../fixtures/case-view";
import { Phase } from "../../fixtures/court";
import { coins, DAY, key } from "../../fixtures/money";
import {
  ACCUSED,
  ARTICLE,
  aTribunal,
  CHALLENGE_BOND,
  CHALLENGER,
  conveyance,
  COOL_OFF,
  fine,
  Ground,
  MAX_FINE,
  MAX_SUSPENSION,
  type SanctionTerms,
  OTHER,
  Outcome,
  PRICE,
  REPEALED,
  revocation,
  Ruling,
  suspension,
  valuesOf,
  voiding,
} from "../../fixtures/tribunal";
import { LONG, now } from "./world";

describe("Tribunal", () => {
  describe("challenge()", () => {
    context("given a stranger who pays exactly what it costs", () => {
      it("opens a case, whose number is the challenge's", async () => {
        const { tribunal, court, challenge } = await loadFixture(aTribunal);
        const caseId = await challenge({ ground: Ground.Deceased });
        expect(caseId).to.equal(1n);
        const view = await caseView(court, caseId);
        expect(view.arbitrable).to.equal(tribunal);
        expect(view.phase).to.equal(Phase.Evidence);
      });

      it("returns the number of the challenge", async () => {
        const { tribunal } = await loadFixture(aTribunal);
        expect(await tribunal.challenge.staticCall(ACCUSED, Ground.Deceased, 0, [], "", { value: PRICE })).to.equal(1n);
      });

      it("pays the court's fees and keeps the bond", async () => {
        const { tribunal, court, send, stranger } = await loadFixture(aTribunal);
        await expect(send()).to.changeEtherBalances(
          [stranger, court, tribunal],
          [-PRICE, PRICE - CHALLENGE_BOND, CHALLENGE_BOND],
        );
      });

      it("emits ChallengeOpened and Dispute", async () => {
        const { tribunal, court, send, stranger } = await loadFixture(aTribunal);
        const sent = send({ ground: Ground.FalseDossier, statement: "The diploma is forged." });
        await expect(sent)
          .to.emit(tribunal, "ChallengeOpened")
          .withArgs(1n, ACCUSED, stranger, Ground.FalseDossier, 0, 0, CHALLENGE_BOND, [], "The diploma is forged.");
        await expect(sent).to.emit(tribunal, "Dispute").withArgs(court, 1n, Ground.FalseDossier, 1n);
      });

      it("returns the stored challenge afterwards", async () => {
        const { tribunal, challenge, stranger } = await loadFixture(aTribunal);
        const caseId = await challenge({ sanctions: [fine(coins(5)), suspension(DAY)] });
        expect(await tribunal.challengeOf(caseId)).to.deep.equal([
          BigInt(ACCUSED),
          stranger.address,
          0n,
          Ground.Offence,
          BigInt(ARTICLE),
          1n,
          await now(),
          CHALLENGE_BOND,
          BigInt(COOL_OFF),
          false,
          false,
          0n,
          Outcome.Pending,
          0n,
          0n,
          [valuesOf(fine(coins(5))), valuesOf(suspension(DAY))],
          [false, false],
        ]);
      });
    });

    context("given each ground", () => {
      for (const ground of [Ground.DuplicatePerson, Ground.FalseDossier, Ground.Deceased]) {
        it(`asks for the end of the citizenship and offers two choices: ground ${ground}`, async () => {
          const { tribunal, court, challenge } = await loadFixture(aTribunal);
          const caseId = await challenge({ ground });
          expect((await caseView(court, caseId)).choices).to.equal(2n);
          const { sanctions, isEnforced } = await tribunal.challengeOf(caseId);
          expect(sanctions).to.deep.equal([valuesOf(revocation)]);
          expect(isEnforced).to.deep.equal([false]);
        });
      }

      it("offers three choices for an offence", async () => {
        const { court, challenge } = await loadFixture(aTribunal);
        const caseId = await challenge({ sanctions: [fine(1n)] });
        expect((await caseView(court, caseId)).choices).to.equal(3n);
      });
    });

    context("given the parties", () => {
      it("excuses only the accused when the challenger is no citizen", async () => {
        const { court, challenge } = await loadFixture(aTribunal);
        expect((await caseView(court, await challenge())).excused).to.deep.equal([BigInt(ACCUSED)]);
      });

      it("excuses a challenger who is a citizen, and records the person", async () => {
        const { tribunal, court, challenge, citizen } = await loadFixture(aTribunal);
        const caseId = await challenge({ by: citizen(CHALLENGER) });
        expect((await caseView(court, caseId)).excused).to.deep.equal([BigInt(ACCUSED), BigInt(CHALLENGER)]);
        expect((await tribunal.challengeOf(caseId)).challengerId).to.equal(CHALLENGER);
      });

      it("excuses the person whose citizenship has moved since", async () => {
        const { court, challenge, citizen, move, newKey } = await loadFixture(aTribunal);
        await move(CHALLENGER, newKey);
        expect((await caseView(court, await challenge({ by: newKey }))).excused).to.deep.equal(
          [ACCUSED, CHALLENGER].map(BigInt),
        );
        expect((await caseView(court, await challenge({ of: OTHER, by: citizen(CHALLENGER) }))).excused).to.deep.equal([
          BigInt(OTHER),
        ]);
      });

      it("excuses nobody else whom the challenger names as a duplicate", async () => {
        const { court, challenge, citizen } = await loadFixture(aTribunal);
        const caseId = await challenge({ ground: Ground.DuplicatePerson, by: citizen(CHALLENGER) });
        expect((await caseView(court, caseId)).excused).to.deep.equal([ACCUSED, CHALLENGER].map(BigInt));
      });

      it("names each party once when the other citizen of a duplicate is the challenger", async () => {
        const { court, challenge, citizen } = await loadFixture(aTribunal);
        const caseId = await challenge({ ground: Ground.DuplicatePerson, by: citizen(OTHER) });
        expect((await caseView(court, caseId)).excused).to.deep.equal([ACCUSED, OTHER].map(BigInt));
      });

      it("excuses no recipient of an order", async () => {
        const { court, challenge } = await loadFixture(aTribunal);
        const sanctions = [conveyance(1n, 3), conveyance(2n, 4), conveyance(3n, 3), conveyance(4n)];
        expect((await caseView(court, await challenge({ sanctions }))).excused).to.deep.equal([BigInt(ACCUSED)]);
      });
    });

    context("given the accused's standing", () => {
      it("takes a citizen who is suspended", async () => {
        const { challenge, ruled, tribunal } = await loadFixture(aTribunal);
        const caseId = await ruled(Ruling.grant, { sanctions: [suspension(100 * DAY)] });
        await tribunal.enforce(caseId);
        await expect(challenge()).not.to.be.reverted;
      });

      it("reverts with Tribunal_NotHeld when the citizenship was never given", async () => {
        const { tribunal, send } = await loadFixture(aTribunal);
        await expect(send({ of: OTHER + 1 }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NotHeld")
          .withArgs(OTHER + 1);
      });

      it("reverts with Tribunal_NotHeld when the citizenship has ended", async () => {
        const { tribunal, citizenship, send, citizen } = await loadFixture(aTribunal);
        await citizenship.connect(citizen(ACCUSED)).renounce();
        await expect(send()).to.be.revertedWithCustomError(tribunal, "Tribunal_NotHeld").withArgs(ACCUSED);
      });

      it("reverts with Tribunal_OwnCitizenship when it is the caller's own", async () => {
        const { tribunal, send, citizen } = await loadFixture(aTribunal);
        await expect(send({ by: citizen(ACCUSED) }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_OwnCitizenship")
          .withArgs(ACCUSED);
      });
    });

    context("given what is cited", () => {
      for (const ground of [Ground.FalseDossier, Ground.Deceased]) {
        it(`reverts with Tribunal_CitationInvalid when anything is cited on ground ${ground}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ ground, citedId: 1 }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_CitationInvalid")
            .withArgs(ground, 1);
        });
      }

      it("reverts with Tribunal_CitationInvalid when the accused is cited as the duplicate of the accused", async () => {
        const { tribunal, send } = await loadFixture(aTribunal);
        await expect(send({ ground: Ground.DuplicatePerson, citedId: ACCUSED }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_CitationInvalid")
          .withArgs(Ground.DuplicatePerson, ACCUSED);
      });

      it("reverts with Tribunal_NotHeld when the other citizenship is held by nobody", async () => {
        const { tribunal, citizenship, send, citizen } = await loadFixture(aTribunal);
        await citizenship.connect(citizen(OTHER)).renounce();
        await expect(send({ ground: Ground.DuplicatePerson }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NotHeld")
          .withArgs(OTHER);
      });

      it("reverts with Constitution_UnknownArticle when there is no such article", async () => {
        const { constitution, send } = await loadFixture(aTribunal);
        await expect(send({ citedId: 3, sanctions: [fine(1n)] }))
          .to.be.revertedWithCustomError(constitution, "Constitution_UnknownArticle")
          .withArgs(3, 2);
      });

      it("reverts with Tribunal_ArticleNotInForce when the article was repealed", async () => {
        const { tribunal, send } = await loadFixture(aTribunal);
        await expect(send({ citedId: REPEALED, sanctions: [fine(1n)] }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_ArticleNotInForce")
          .withArgs(REPEALED, 2);
      });

      it("keeps the article's version that was in force", async () => {
        const { tribunal, constitution, challenge } = await loadFixture(aTribunal);
        await constitution.amend(ARTICLE, "Peace", "Nobody harms anybody.");
        const caseId = await challenge({ sanctions: [fine(1n)] });
        await constitution.amend(ARTICLE, "Peace", "Anybody harms anybody.");
        expect((await tribunal.challengeOf(caseId)).articleVersion).to.equal(2n);
      });
    });

    context("given sanctions", () => {
      const most = 2n ** 208n - 1n;
      const allowed: Record<string, SanctionTerms[]> = {
        "the least fine": [fine(1n)],
        "the highest fine": [fine(MAX_FINE)],
        "the shortest suspension": [suspension(1)],
        "the longest suspension": [suspension(MAX_SUSPENSION)],
        "a revocation": [revocation],
        "the permit with id 0": [voiding(0n)],
        "the permit with the highest id": [voiding(most)],
        "the deed with the highest id, for the citizen with the highest": [conveyance(most, OTHER)],
        "four sanctions": [fine(1n), suspension(1), voiding(1n), conveyance(1n)],
        "several permits and deeds": [voiding(1n), voiding(2n), conveyance(1n), conveyance(2n)],
      };
      for (const [what, sanctions] of Object.entries(allowed)) {
        it(`accepts ${what}`, async () => {
          const { tribunal, challenge } = await loadFixture(aTribunal);
          const caseId = await challenge({ sanctions });
          const kept = (await tribunal.challengeOf(caseId)).sanctions;
          expect(kept).to.deep.equal(sanctions.map(valuesOf));
        });
      }

      const tooMany = [voiding(1n), voiding(2n), voiding(3n), voiding(4n), voiding(5n)];
      const counts: [string, bigint, SanctionTerms[], number][] = [
        ["none, of an offence", Ground.Offence, [], 4],
        ["five, of an offence", Ground.Offence, tooMany, 4],
        ["one, of a duplicate", Ground.DuplicatePerson, [revocation], 0],
        ["one, of a false dossier", Ground.FalseDossier, [revocation], 0],
        ["one, of somebody who died", Ground.Deceased, [fine(1n)], 0],
      ];
      for (const [what, ground, sanctions, max] of counts) {
        it(`reverts with Tribunal_WrongSanctionCount for ${what}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ ground, sanctions }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_WrongSanctionCount")
            .withArgs(ground, sanctions.length, max);
        });
      }

      const outside: [string, SanctionTerms, bigint, bigint][] = [
        ["a fine of nothing", fine(0n), 1n, MAX_FINE],
        ["a fine above the highest", fine(MAX_FINE + 1n), 1n, MAX_FINE],
        ["a suspension for no time", suspension(0), 1n, BigInt(MAX_SUSPENSION)],
        ["a suspension longer than the longest", suspension(MAX_SUSPENSION + 1), 1n, BigInt(MAX_SUSPENSION)],
        ["a revocation with a value", { ...revocation, value: 1n }, 0n, 0n],
        ["a permit whose id is too high", voiding(most + 1n), 0n, most],
        ["a deed whose id is too high", conveyance(most + 1n), 0n, most],
      ];
      for (const [what, sanction, min, max] of outside) {
        it(`reverts with Tribunal_SanctionOutOfBounds for ${what}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ sanctions: [voiding(1n), sanction] }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_SanctionOutOfBounds")
            .withArgs(1, sanction.value, min, max);
        });
      }

      for (const sanction of [fine(1n), suspension(1), revocation]) {
        it(`reverts with Tribunal_SanctionRepeated for the same sanction twice: ${sanction.kind}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ sanctions: [sanction, voiding(1n), sanction] }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_SanctionRepeated")
            .withArgs(2);
        });
      }

      const orders: [string, SanctionTerms][] = [
        ["an order that names no institution", { ...voiding(1n), institution: ethers.ZeroHash }],
        ["a fine that names an institution", { ...fine(1n), institution: key("permits") }],
        ["a suspension that names an order", { ...suspension(1), order: 1n }],
        ["a revocation that names an institution and an order", { ...revocation, institution: key("land"), order: 1n }],
      ];
      for (const [what, sanction] of orders) {
        it(`reverts with Tribunal_OrderInvalid for ${what}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ sanctions: [voiding(1n), sanction] }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_OrderInvalid")
            .withArgs(1, sanction.institution, sanction.order);
        });
      }

      const recipients: [string, SanctionTerms][] = [
        ["a fine for somebody", { ...fine(1n), recipientId: 1 }],
        ["a revocation for somebody", { ...revocation, recipientId: 1 }],
        ["a deed for the accused", conveyance(1n, ACCUSED)],
        ["a deed for nobody's citizenship", conveyance(1n, OTHER + 1)],
      ];
      for (const [what, sanction] of recipients) {
        it(`reverts with Tribunal_RecipientInvalid for ${what}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ sanctions: [sanction] }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_RecipientInvalid")
            .withArgs(0, sanction.recipientId);
        });
      }
    });

    context("given the same challenge is pending", () => {
      it("reverts with Tribunal_AlreadyPending, whoever brings it and whatever else is said", async () => {
        const { tribunal, challenge, send, citizen } = await loadFixture(aTribunal);
        const caseId = await challenge({ ground: Ground.DuplicatePerson });
        await expect(send({ ground: Ground.DuplicatePerson, citedId: 1, by: citizen(CHALLENGER), statement: "Other." }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyPending")
          .withArgs(ACCUSED, caseId);
      });

      it("reverts with Tribunal_AlreadyPending for an offence against the same article", async () => {
        const { tribunal, challenge, send } = await loadFixture(aTribunal);
        const caseId = await challenge({ sanctions: [fine(1n)] });
        await expect(send({ sanctions: [fine(2n)] }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyPending")
          .withArgs(ACCUSED, caseId);
      });

      it("takes one of another citizen, on another ground, or against another article", async () => {
        const { constitution, challenge, send } = await loadFixture(aTribunal);
        await constitution.amend(REPEALED, "Hats", "Hats are worn again.");
        await challenge({ sanctions: [fine(1n)] });
        await challenge();
        await expect(send({ of: OTHER, sanctions: [fine(1n)] })).not.to.be.reverted;
        await expect(send({ ground: Ground.Deceased })).not.to.be.reverted;
        await expect(send({ citedId: REPEALED, sanctions: [fine(1n)] })).not.to.be.reverted;
      });
    });

    context("given the payment", () => {
      for (const [what, value] of [
        ["a wei less", PRICE - 1n],
        ["a wei more", PRICE + 1n],
        ["nothing", 0n],
      ] as const) {
        it(`reverts with Tribunal_WrongPayment for ${what}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ value }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_WrongPayment")
            .withArgs(value, PRICE);
        });
      }
    });

    context("given the statement", () => {
      it("accepts 2,048 bytes", async () => {
        const { send } = await loadFixture(aTribunal);
        await expect(send({ statement: LONG })).not.to.be.reverted;
      });

      it("reverts with Tribunal_StatementTooLong for one byte more", async () => {
        const { tribunal, send } = await loadFixture(aTribunal);
        await expect(send({ statement: `${LONG}x` }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_StatementTooLong")
          .withArgs(2049, 2048);
      });
    });
  });
});
