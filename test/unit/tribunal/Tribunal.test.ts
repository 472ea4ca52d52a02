import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { COST, GWEI, Phase } from "../../fixtures/court";
import { coins, DAY, impersonated, key } from "../../fixtures/money";
import {
  ACCUSED,
  ARTICLE,
  aTribunal,
  CHALLENGE_BOND,
  CHALLENGER,
  conveyance,
  COOL_OFF,
  fine,
  foundTribunal,
  Ground,
  groundsOf,
  MAX_FINE,
  MAX_SUSPENSION,
  type MeasureTerms,
  OTHER,
  Outcome,
  PRICE,
  REPEALED,
  revocation,
  Ruling,
  Sanction,
  suspension,
  tribunalTerms,
  voiding,
} from "../../fixtures/tribunal";

const LONG = "x".repeat(2048);
const now = async () => BigInt(await time.latest());

describe("Tribunal", () => {
  describe("constructor", () => {
    const deploy = (change: (terms: ReturnType<typeof tribunalTerms>) => void) => {
      const terms = tribunalTerms();
      change(terms);
      const parts = {
        authority: ethers.ZeroAddress,
        nation: ethers.ZeroAddress,
        citizenship: ethers.ZeroAddress,
        stake: ethers.ZeroAddress,
        juryRoll: ethers.ZeroAddress,
        court: ethers.ZeroAddress,
      };
      return ethers.deployContract("Tribunal", [parts, terms]);
    };

    it("declares its provisions, in this order", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      const provisions = await tribunal.provisions();
      expect(provisions.map(({ key: name, current }) => [ethers.decodeBytes32String(name), current])).to.deep.equal([
        ["challengeBond", CHALLENGE_BOND / GWEI],
        ["coolOff", BigInt(COOL_OFF)],
        ["maxFine", MAX_FINE / coins(1)],
        ["maxSuspension", BigInt(MAX_SUSPENSION)],
      ]);
    });

    it("takes periods whose bounds are ten years", async () => {
      const tribunal = await deploy((terms) => {
        terms[1].max = 3650 * DAY;
        terms[3].max = 3650 * DAY;
      });
      expect((await tribunal.provision(key("coolOff"))).max).to.equal(3650 * DAY);
    });

    for (const [index, name] of [
      [1, "coolOff"],
      [3, "maxSuspension"],
    ] as const) {
      it(`refuses a ${name} whose bound is a second longer than ten years`, async () => {
        const { tribunal } = await loadFixture(aTribunal);
        await expect(deploy((terms) => (terms[index].max = 3650 * DAY + 1)))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_PeriodTooLong")
          .withArgs(key(name), 3650 * DAY + 1, 3650 * DAY);
      });
    }

    it("publishes what jurors are asked, on each ground, as JSON", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      const documents = await tribunal.queryFilter(tribunal.filters.MetaEvidence());
      expect(documents.map(({ args }) => args.metaEvidenceId)).to.deep.equal(Object.values(Ground));
      const texts = documents.map(({ args }) => args.evidence.replace("data:application/json;base64,", ""));
      const [duplicate, dossier, death, offence] = texts.map(
        (text) =>
          JSON.parse(Buffer.from(text, "base64").toString()) as {
            title: string;
            question: string;
            rulingOptions: { titles: string[]; descriptions: string[] };
          },
      );
      expect(new Set([duplicate, dossier, death, offence].map(({ title }) => title)).size).to.equal(4);
      expect(duplicate.question).to.match(/same person/);
      expect(dossier.question).to.match(/admitted/);
      expect(death.question).to.match(/died/);
      expect(offence.question).to.match(/article/);
      for (const { rulingOptions } of [duplicate, dossier, death]) {
        expect(rulingOptions.titles).to.deep.equal(["Dismissed", "Granted"]);
        expect(rulingOptions.descriptions).to.have.length(2);
      }
      expect(offence.rulingOptions.titles).to.deep.equal(["Dismissed", "Granted", "Reprimanded"]);
      expect(offence.rulingOptions.descriptions).to.have.length(3);
    });
  });

  describe("challengeCost()", () => {
    it("is the court's fees for a panel of three, and the bond", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      expect(await tribunal.challengeCost()).to.deep.equal([COST, CHALLENGE_BOND]);
    });
  });

  describe("challenge()", () => {
    context("given an outsider who pays exactly what it costs", () => {
      it("opens a case, and numbers the challenge alike", async () => {
        const { tribunal, court, challenge } = await loadFixture(aTribunal);
        const caseId = await challenge({ ground: Ground.Deceased });
        expect(caseId).to.equal(1n);
        const docket = await court.docket(caseId);
        expect(docket.arbitrable).to.equal(tribunal);
        expect(docket.phase).to.equal(Phase.Evidence);
      });

      it("returns the number", async () => {
        const { tribunal } = await loadFixture(aTribunal);
        expect(await tribunal.challenge.staticCall(ACCUSED, Ground.Deceased, 0, [], "", { value: PRICE })).to.equal(1n);
      });

      it("pays the court's fees and keeps the bond", async () => {
        const { tribunal, court, send, stranger } = await loadFixture(aTribunal);
        await expect(send()).to.changeEtherBalances([stranger, court, tribunal], [-PRICE, COST, CHALLENGE_BOND]);
      });

      it("emits ChallengeOpened and Dispute", async () => {
        const { tribunal, court, send, stranger } = await loadFixture(aTribunal);
        const sent = send({ ground: Ground.FalseDossier, statement: "The diploma is forged." });
        await expect(sent)
          .to.emit(tribunal, "ChallengeOpened")
          .withArgs(1n, ACCUSED, stranger, Ground.FalseDossier, 0, 0, CHALLENGE_BOND, [], "The diploma is forged.");
        await expect(sent).to.emit(tribunal, "Dispute").withArgs(court, 1n, Ground.FalseDossier, 1n);
      });

      it("is kept whole", async () => {
        const { tribunal, challenge, stranger } = await loadFixture(aTribunal);
        const caseId = await challenge({ measures: [fine(coins(5)), suspension(DAY)] });
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
          Outcome.Pending,
          [
            [Sanction.Fine, coins(5), 0n],
            [Sanction.Suspend, BigInt(DAY), 0n],
          ],
          [false, false],
        ]);
      });
    });

    context("given each ground", () => {
      for (const ground of [Ground.DuplicatePerson, Ground.FalseDossier, Ground.Deceased]) {
        it(`asks for the end of the citizenship and offers two choices: ground ${ground}`, async () => {
          const { tribunal, court, challenge } = await loadFixture(aTribunal);
          const caseId = await challenge({ ground });
          expect((await court.docket(caseId)).choices).to.equal(2n);
          const { measures, isSettled } = await tribunal.challengeOf(caseId);
          expect(measures).to.deep.equal([[Sanction.Revoke, 0n, 0n]]);
          expect(isSettled).to.deep.equal([false]);
        });
      }

      it("offers three choices for an offence", async () => {
        const { court, challenge } = await loadFixture(aTribunal);
        const caseId = await challenge({ measures: [fine(1n)] });
        expect((await court.docket(caseId)).choices).to.equal(3n);
      });
    });

    context("given the parties", () => {
      it("excuses the accused alone, if an outsider challenges", async () => {
        const { court, challenge } = await loadFixture(aTribunal);
        expect((await court.docket(await challenge())).excused).to.deep.equal([BigInt(ACCUSED)]);
      });

      it("excuses a challenger who is a citizen, and records the person", async () => {
        const { tribunal, court, challenge, citizen } = await loadFixture(aTribunal);
        const caseId = await challenge({ by: citizen(CHALLENGER) });
        expect((await court.docket(caseId)).excused).to.deep.equal([BigInt(ACCUSED), BigInt(CHALLENGER)]);
        expect((await tribunal.challengeOf(caseId)).challengerId).to.equal(CHALLENGER);
      });

      it("excuses the other citizenship of a duplicate", async () => {
        const { court, challenge, citizen } = await loadFixture(aTribunal);
        const caseId = await challenge({ ground: Ground.DuplicatePerson, by: citizen(CHALLENGER) });
        expect((await court.docket(caseId)).excused).to.deep.equal([ACCUSED, CHALLENGER, OTHER].map(BigInt));
      });

      it("names each party once: the other citizen may be who challenges", async () => {
        const { court, challenge, citizen } = await loadFixture(aTribunal);
        const caseId = await challenge({ ground: Ground.DuplicatePerson, by: citizen(OTHER) });
        expect((await court.docket(caseId)).excused).to.deep.equal([ACCUSED, OTHER].map(BigInt));
      });

      it("excuses whoever would get a deed, and not the nation", async () => {
        const { court, challenge } = await loadFixture(aTribunal);
        const measures = [conveyance(1n, 3), conveyance(2n, 4), conveyance(3n, 3), conveyance(4n)];
        expect((await court.docket(await challenge({ measures }))).excused).to.deep.equal([BigInt(ACCUSED), 3n, 4n]);
      });
    });

    context("given the accused's standing", () => {
      it("takes a citizen who is suspended", async () => {
        const { challenge, ruled, tribunal } = await loadFixture(aTribunal);
        const caseId = await ruled(Ruling.grant, { measures: [suspension(100 * DAY)] });
        await tribunal.enforce(caseId);
        await expect(challenge()).not.to.be.reverted;
      });

      it("reverts if the citizenship was never given", async () => {
        const { tribunal, send } = await loadFixture(aTribunal);
        await expect(send({ of: OTHER + 1 }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NotHeld")
          .withArgs(OTHER + 1);
      });

      it("reverts if the citizenship has ended", async () => {
        const { tribunal, citizenship, send, citizen } = await loadFixture(aTribunal);
        await citizenship.connect(citizen(ACCUSED)).renounce();
        await expect(send()).to.be.revertedWithCustomError(tribunal, "Tribunal_NotHeld").withArgs(ACCUSED);
      });

      it("reverts if it is the caller's own", async () => {
        const { tribunal, send, citizen } = await loadFixture(aTribunal);
        await expect(send({ by: citizen(ACCUSED) }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_OwnCitizenship")
          .withArgs(ACCUSED);
      });
    });

    context("given what is cited", () => {
      for (const ground of [Ground.FalseDossier, Ground.Deceased]) {
        it(`reverts if anything is cited on ground ${ground}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ ground, citedId: 1 }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_CitationInvalid")
            .withArgs(ground, 1);
        });
      }

      it("reverts if a citizen is said to be the same person as that citizen", async () => {
        const { tribunal, send } = await loadFixture(aTribunal);
        await expect(send({ ground: Ground.DuplicatePerson, citedId: ACCUSED }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_CitationInvalid")
          .withArgs(Ground.DuplicatePerson, ACCUSED);
      });

      it("reverts if the other citizenship is held by nobody", async () => {
        const { tribunal, citizenship, send, citizen } = await loadFixture(aTribunal);
        await citizenship.connect(citizen(OTHER)).renounce();
        await expect(send({ ground: Ground.DuplicatePerson }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NotHeld")
          .withArgs(OTHER);
      });

      it("reverts if there is no such article", async () => {
        const { constitution, send } = await loadFixture(aTribunal);
        await expect(send({ citedId: 3, measures: [fine(1n)] }))
          .to.be.revertedWithCustomError(constitution, "Constitution_UnknownArticle")
          .withArgs(3, 2);
      });

      it("reverts if the article was repealed", async () => {
        const { tribunal, send } = await loadFixture(aTribunal);
        await expect(send({ citedId: REPEALED, measures: [fine(1n)] }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_ArticleNotInForce")
          .withArgs(REPEALED, 2);
      });

      it("keeps the article's version that was in force", async () => {
        const { tribunal, constitution, challenge } = await loadFixture(aTribunal);
        await constitution.amend(ARTICLE, "Peace", "Nobody harms anybody.");
        const caseId = await challenge({ measures: [fine(1n)] });
        await constitution.amend(ARTICLE, "Peace", "Anybody harms anybody.");
        expect((await tribunal.challengeOf(caseId)).articleVersion).to.equal(2n);
      });
    });

    context("given measures", () => {
      const most = 2n ** 208n - 1n;
      const allowed: Record<string, MeasureTerms[]> = {
        "the least fine": [fine(1n)],
        "the highest fine": [fine(MAX_FINE)],
        "the shortest suspension": [suspension(1)],
        "the longest suspension": [suspension(MAX_SUSPENSION)],
        "a revocation": [revocation],
        "the permit with id 0": [voiding(0n)],
        "the permit with the highest id": [voiding(most)],
        "the deed with the highest id, for the citizen with the highest": [conveyance(most, OTHER)],
        "four measures": [fine(1n), suspension(1), voiding(1n), conveyance(1n)],
        "several permits and deeds": [voiding(1n), voiding(2n), conveyance(1n), conveyance(2n)],
      };
      for (const [what, measures] of Object.entries(allowed)) {
        it(`takes ${what}`, async () => {
          const { tribunal, challenge } = await loadFixture(aTribunal);
          const caseId = await challenge({ measures });
          const kept = (await tribunal.challengeOf(caseId)).measures;
          expect(kept).to.deep.equal(
            measures.map(({ sanction, value, recipientId }) => [sanction, BigInt(value), BigInt(recipientId)]),
          );
        });
      }

      const tooMany = [voiding(1n), voiding(2n), voiding(3n), voiding(4n), voiding(5n)];
      const counts: [string, bigint, MeasureTerms[], number][] = [
        ["none, of an offence", Ground.Offence, [], 4],
        ["five, of an offence", Ground.Offence, tooMany, 4],
        ["one, of a duplicate", Ground.DuplicatePerson, [revocation], 0],
        ["one, of a false dossier", Ground.FalseDossier, [revocation], 0],
        ["one, of somebody who died", Ground.Deceased, [fine(1n)], 0],
      ];
      for (const [what, ground, measures, max] of counts) {
        it(`reverts with ${what}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ ground, measures }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_WrongMeasureCount")
            .withArgs(ground, measures.length, max);
        });
      }

      const outside: [string, MeasureTerms, bigint, bigint][] = [
        ["a fine of nothing", fine(0n), 1n, MAX_FINE],
        ["a fine above the highest", fine(MAX_FINE + 1n), 1n, MAX_FINE],
        ["a suspension for no time", suspension(0), 1n, BigInt(MAX_SUSPENSION)],
        ["a suspension longer than the longest", suspension(MAX_SUSPENSION + 1), 1n, BigInt(MAX_SUSPENSION)],
        ["a revocation with a value", { ...revocation, value: 1n }, 0n, 0n],
        ["a permit whose id is too high", voiding(most + 1n), 0n, most],
        ["a deed whose id is too high", conveyance(most + 1n), 0n, most],
      ];
      for (const [what, measure, min, max] of outside) {
        it(`reverts with ${what}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ measures: [voiding(1n), measure] }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_MeasureOutOfBounds")
            .withArgs(1, measure.value, min, max);
        });
      }

      for (const measure of [fine(1n), suspension(1), revocation]) {
        it(`reverts with the same sanction twice: ${measure.sanction}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ measures: [measure, voiding(1n), measure] }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_MeasureRepeated")
            .withArgs(2);
        });
      }

      const recipients: [string, MeasureTerms][] = [
        ["a fine for somebody", { ...fine(1n), recipientId: 1 }],
        ["a permit for somebody", { ...voiding(1n), recipientId: 1 }],
        ["a deed for the accused", conveyance(1n, ACCUSED)],
        ["a deed for nobody's citizenship", conveyance(1n, OTHER + 1)],
      ];
      for (const [what, measure] of recipients) {
        it(`reverts with ${what}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ measures: [measure] }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_RecipientInvalid")
            .withArgs(0, measure.recipientId);
        });
      }
    });

    context("given the same challenge is pending", () => {
      it("reverts, whoever brings it and whatever else is said", async () => {
        const { tribunal, challenge, send, citizen } = await loadFixture(aTribunal);
        const caseId = await challenge({ ground: Ground.DuplicatePerson });
        await expect(send({ ground: Ground.DuplicatePerson, citedId: 1, by: citizen(CHALLENGER), statement: "Other." }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyPending")
          .withArgs(ACCUSED, caseId);
      });

      it("reverts with an offence against the same article", async () => {
        const { tribunal, challenge, send } = await loadFixture(aTribunal);
        const caseId = await challenge({ measures: [fine(1n)] });
        await expect(send({ measures: [fine(2n)] }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyPending")
          .withArgs(ACCUSED, caseId);
      });

      it("takes one of another citizen, on another ground, or against another article", async () => {
        const { constitution, challenge, send } = await loadFixture(aTribunal);
        await constitution.amend(REPEALED, "Hats", "Hats are worn again.");
        await challenge({ measures: [fine(1n)] });
        await challenge();
        await expect(send({ of: OTHER, measures: [fine(1n)] })).not.to.be.reverted;
        await expect(send({ ground: Ground.Deceased })).not.to.be.reverted;
        await expect(send({ citedId: REPEALED, measures: [fine(1n)] })).not.to.be.reverted;
      });
    });

    context("given the payment", () => {
      for (const [what, value] of [
        ["a wei less", PRICE - 1n],
        ["a wei more", PRICE + 1n],
        ["nothing", 0n],
      ] as const) {
        it(`reverts with ${what}`, async () => {
          const { tribunal, send } = await loadFixture(aTribunal);
          await expect(send({ value }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_WrongPayment")
            .withArgs(value, PRICE);
        });
      }
    });

    context("given the statement", () => {
      it("takes 2,048 bytes", async () => {
        const { send } = await loadFixture(aTribunal);
        await expect(send({ statement: LONG })).not.to.be.reverted;
      });

      it("reverts with one more", async () => {
        const { tribunal, send } = await loadFixture(aTribunal);
        await expect(send({ statement: `${LONG}x` }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_StatementTooLong")
          .withArgs(2049, 2048);
      });
    });
  });

  describe("answer()", () => {
    async function aChallenge() {
      const world = await foundTribunal();
      const caseId = await world.challenge();
      return { ...world, caseId };
    }

    it("emits ChallengeAnswered", async () => {
      const { tribunal, caseId, citizen } = await loadFixture(aChallenge);
      await expect(tribunal.connect(citizen(ACCUSED)).answer(caseId, "Not so."))
        .to.emit(tribunal, "ChallengeAnswered")
        .withArgs(caseId, ACCUSED, citizen(ACCUSED), "Not so.");
    });

    it("is heard until the court moves the case on", async () => {
      const { tribunal, court, caseId, citizen, caseOf } = await loadFixture(aChallenge);
      await caseOf(caseId).wait();
      await expect(tribunal.connect(citizen(ACCUSED)).answer(caseId, "")).not.to.be.reverted;
      await court.advance(caseId);
      await expect(tribunal.connect(citizen(ACCUSED)).answer(caseId, ""))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NotHeard")
        .withArgs(caseId);
    });

    it("follows the person to a new key", async () => {
      const { tribunal, caseId, citizen, newKey, move } = await loadFixture(aChallenge);
      await move(ACCUSED, newKey);
      await expect(tribunal.connect(newKey).answer(caseId, "")).to.emit(tribunal, "ChallengeAnswered");
      await expect(tribunal.connect(citizen(ACCUSED)).answer(caseId, ""))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NotTheAccused")
        .withArgs(caseId, citizen(ACCUSED));
    });

    it("reverts if somebody else answers", async () => {
      const { tribunal, caseId, stranger, citizen } = await loadFixture(aChallenge);
      for (const somebody of [stranger, citizen(CHALLENGER)]) {
        await expect(tribunal.connect(somebody).answer(caseId, ""))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NotTheAccused")
          .withArgs(caseId, somebody);
      }
    });

    it("reverts if there is no such challenge", async () => {
      const { tribunal, citizen } = await loadFixture(aChallenge);
      await expect(tribunal.connect(citizen(ACCUSED)).answer(2, ""))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NoSuchChallenge")
        .withArgs(2);
    });

    it("takes 2,048 bytes and no more", async () => {
      const { tribunal, caseId, citizen } = await loadFixture(aChallenge);
      const accused = tribunal.connect(citizen(ACCUSED));
      await expect(accused.answer(caseId, LONG)).not.to.be.reverted;
      await expect(accused.answer(caseId, `${LONG}x`))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_StatementTooLong")
        .withArgs(2049, 2048);
    });
  });

  describe("rule()", () => {
    const outcomes = [
      [Ruling.refuse, Outcome.Undecided, "refuses to decide"],
      [Ruling.dismiss, Outcome.Dismissed, "dismisses"],
      [Ruling.grant, Outcome.Granted, "grants"],
      [Ruling.reprimand, Outcome.Reprimanded, "reprimands"],
    ] as const;

    for (const [ruling, outcome, what] of outcomes) {
      const isFounded = outcome === Outcome.Granted || outcome === Outcome.Reprimanded;

      context(`given the court ${what}`, () => {
        async function aRuledOffence() {
          const world = await foundTribunal();
          const caseId = await world.challenge({ measures: [fine(coins(1))], by: world.citizen(CHALLENGER) });
          await world.judge(caseId, ruling);
          return { ...world, caseId };
        }

        it("records the outcome, and the end of the cool-off if it failed", async () => {
          const { tribunal, court, caseId } = await loadFixture(aRuledOffence);
          const sent = await court.execute(caseId);
          const coolOffEndsAt = isFounded ? 0n : (await now()) + BigInt(COOL_OFF);
          expect((await tribunal.challengeOf(caseId)).outcome).to.equal(outcome);
          await expect(sent).to.emit(tribunal, "Ruling").withArgs(court, caseId, ruling);
          await expect(sent)
            .to.emit(tribunal, "ChallengeDecided")
            .withArgs(caseId, ACCUSED, outcome, isFounded ? 1 : 0, coolOffEndsAt);
        });

        it("is taken by the tribunal", async () => {
          const { court, caseId, tribunal } = await loadFixture(aRuledOffence);
          await expect(court.execute(caseId)).to.emit(court, "RulingDelivered").withArgs(caseId, tribunal, ruling);
        });

        it(isFounded ? "counts the offence" : "counts no offence", async () => {
          const { tribunal, court, caseId } = await loadFixture(aRuledOffence);
          await court.execute(caseId);
          expect(await tribunal.offencesOf(ACCUSED)).to.equal(isFounded ? 1 : 0);
        });

        const toId = outcome === Outcome.Dismissed ? ACCUSED : CHALLENGER;
        it(`owes the bond to the ${toId === ACCUSED ? "accused" : "challenger"}, as a person`, async () => {
          const { tribunal, court, caseId } = await loadFixture(aRuledOffence);
          await expect(court.execute(caseId))
            .to.emit(tribunal, "BondCredited")
            .withArgs(caseId, toId, ethers.ZeroAddress, CHALLENGE_BOND);
          expect(await tribunal.owedToCitizen(toId)).to.equal(CHALLENGE_BOND);
        });

        it("sanctions nobody by itself", async () => {
          const { tribunal, court, citizenship, caseId } = await loadFixture(aRuledOffence);
          await court.execute(caseId);
          expect(await citizenship.isActive(ACCUSED)).to.equal(true);
          expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(0n);
        });
      });
    }

    context("given an outsider challenged", () => {
      for (const ruling of [Ruling.refuse, Ruling.grant]) {
        it(`owes the bond to the account after ruling ${ruling}`, async () => {
          const { tribunal, stranger, challenge, rule } = await loadFixture(aTribunal);
          const caseId = await challenge();
          await expect(rule(caseId, ruling))
            .to.emit(tribunal, "BondCredited")
            .withArgs(caseId, 0, stranger, CHALLENGE_BOND);
          expect(await tribunal.owedTo(stranger)).to.equal(CHALLENGE_BOND);
        });
      }

      it("owes the account nothing after a dismissal", async () => {
        const { tribunal, stranger, ruled } = await loadFixture(aTribunal);
        await ruled(Ruling.dismiss);
        expect(await tribunal.owedTo(stranger)).to.equal(0n);
        expect(await tribunal.owedToCitizen(ACCUSED)).to.equal(CHALLENGE_BOND);
      });
    });

    it("counts a founded challenge on any ground as an offence", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      await ruled(Ruling.reprimand, { measures: [fine(1n)] });
      await ruled(Ruling.grant);
      expect(await tribunal.offencesOf(ACCUSED)).to.equal(2n);
    });

    it("reverts if anyone but the court rules", async () => {
      const { tribunal, government, challenge } = await loadFixture(aTribunal);
      const caseId = await challenge();
      await expect(tribunal.connect(government).rule(caseId, 2))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NotTheCourt")
        .withArgs(government);
    });

    it("reverts if it was ruled already, or there is no such challenge", async () => {
      const { tribunal, court, ruled } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.dismiss);
      const asCourt = tribunal.connect(await impersonated(await court.getAddress()));
      await expect(asCourt.rule(caseId, 2))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyRuled")
        .withArgs(caseId, Outcome.Dismissed);
      await expect(asCourt.rule(99, 2))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyRuled")
        .withArgs(99, Outcome.None);
    });
  });

  // Checks TRIB-6.
  describe("challengeable()", () => {
    it("says yes of whoever was never challenged", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      expect(await tribunal.challengeable(ACCUSED, Ground.Deceased, 0)).to.deep.equal([true, 0n, 0n]);
    });

    it("says no, and names the challenge, while one is pending", async () => {
      const { tribunal, challenge } = await loadFixture(aTribunal);
      const caseId = await challenge();
      expect(await tribunal.challengeable(ACCUSED, Ground.FalseDossier, 0)).to.deep.equal([false, caseId, 0n]);
    });

    it("tells offences by their article, and duplicates not by the other citizen", async () => {
      const { tribunal, challenge } = await loadFixture(aTribunal);
      await challenge({ measures: [fine(1n)] });
      await challenge({ ground: Ground.DuplicatePerson });
      expect((await tribunal.challengeable(ACCUSED, Ground.Offence, ARTICLE))[0]).to.equal(false);
      expect((await tribunal.challengeable(ACCUSED, Ground.Offence, ARTICLE + 1))[0]).to.equal(true);
      expect((await tribunal.challengeable(ACCUSED, Ground.DuplicatePerson, 1))[0]).to.equal(false);
    });

    it("says no of a citizenship that nobody holds", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      expect(await tribunal.challengeable(OTHER + 1, Ground.Deceased, 0)).to.deep.equal([false, 0n, 0n]);
    });

    for (const ruling of [Ruling.refuse, Ruling.dismiss]) {
      context(`given such a challenge failed by ruling ${ruling}`, () => {
        it("says no until the cool-off ends, and challenge() reverts until then", async () => {
          const { tribunal, ruled, send } = await loadFixture(aTribunal);
          await ruled(ruling);
          const endsAt = (await now()) + BigInt(COOL_OFF);
          expect(await tribunal.challengeable(ACCUSED, Ground.FalseDossier, 0)).to.deep.equal([false, 0n, endsAt]);
          await time.setNextBlockTimestamp(endsAt - 1n);
          await expect(send()).to.be.revertedWithCustomError(tribunal, "Tribunal_CoolingOff").withArgs(ACCUSED, endsAt);
          await time.setNextBlockTimestamp(endsAt);
          await expect(send()).not.to.be.reverted;
        });

        it("says yes on another ground", async () => {
          const { tribunal, ruled } = await loadFixture(aTribunal);
          await ruled(ruling);
          expect((await tribunal.challengeable(ACCUSED, Ground.Deceased, 0))[0]).to.equal(true);
        });
      });
    }

    it("says yes again at once after a reprimand", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      await ruled(Ruling.reprimand, { measures: [fine(1n)] });
      expect((await tribunal.challengeable(ACCUSED, Ground.Offence, ARTICLE))[0]).to.equal(true);
    });
  });

  describe("challengeOf()", () => {
    it("reverts if there is none", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      await expect(tribunal.challengeOf(1))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NoSuchChallenge")
        .withArgs(1);
    });
  });

  describe("enforce()", () => {
    it("reverts if there is no such challenge", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      await expect(tribunal.enforce(1)).to.be.revertedWithCustomError(tribunal, "Tribunal_NoSuchChallenge").withArgs(1);
    });

    it("reverts while the challenge is pending", async () => {
      const { tribunal, challenge, judge } = await loadFixture(aTribunal);
      const caseId = await challenge();
      await judge(caseId, Ruling.grant);
      await expect(tribunal.enforce(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToEnforce")
        .withArgs(caseId, Outcome.Pending);
    });

    for (const [ruling, outcome] of [
      [Ruling.refuse, Outcome.Undecided],
      [Ruling.dismiss, Outcome.Dismissed],
      [Ruling.reprimand, Outcome.Reprimanded],
    ] as const) {
      it(`reverts after ruling ${ruling}`, async () => {
        const { tribunal, ruled } = await loadFixture(aTribunal);
        const caseId = await ruled(ruling, { measures: [fine(1n)] });
        await expect(tribunal.enforce(caseId))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToEnforce")
          .withArgs(caseId, outcome);
      });
    }

    it("reverts once everything was carried out", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.grant);
      await tribunal.enforce(caseId);
      await expect(tribunal.enforce(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToEnforce")
        .withArgs(caseId, Outcome.Granted);
    });

    for (const ground of [Ground.DuplicatePerson, Ground.FalseDossier, Ground.Deceased]) {
      it(`ends the citizenship of whoever was challenged, on ground ${ground}, by anyone's act`, async () => {
        const { tribunal, citizenship, ruled, newKey } = await loadFixture(aTribunal);
        const caseId = await ruled(Ruling.grant, { ground });
        const sent = tribunal.connect(newKey).enforce(caseId);
        await expect(sent).to.emit(citizenship, "CitizenRevoked").withArgs(ACCUSED, groundsOf(caseId));
        await expect(sent)
          .to.emit(tribunal, "MeasureCarriedOut")
          .withArgs(caseId, ACCUSED, 0, [Sanction.Revoke, 0n, 0n]);
        expect((await tribunal.challengeOf(caseId)).isSettled).to.deep.equal([true]);
        expect((await citizenship.citizen(ACCUSED)).standing).to.equal(3n);
      });
    }

    it("says how many measures are left", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.grant, { measures: [voiding(1n), suspension(DAY), conveyance(1n)] });
      expect(await tribunal.enforce.staticCall(caseId)).to.equal(2n);
    });
  });

  describe("claim()", () => {
    async function anOutsidersBond() {
      const world = await foundTribunal();
      await world.ruled(Ruling.grant);
      return world;
    }

    it("pays the account, by anyone's act", async () => {
      const { tribunal, stranger, newKey } = await loadFixture(anOutsidersBond);
      await expect(tribunal.connect(newKey).claim(stranger)).to.changeEtherBalances(
        [tribunal, stranger],
        [-CHALLENGE_BOND, CHALLENGE_BOND],
      );
      expect(await tribunal.owedTo(stranger)).to.equal(0n);
    });

    it("emits Claimed and returns the amount", async () => {
      const { tribunal, stranger } = await loadFixture(anOutsidersBond);
      expect(await tribunal.claim.staticCall(stranger)).to.equal(CHALLENGE_BOND);
      await expect(tribunal.claim(stranger)).to.emit(tribunal, "Claimed").withArgs(stranger, CHALLENGE_BOND);
    });

    it("pays several bonds at once", async () => {
      const { tribunal, stranger, ruled } = await loadFixture(anOutsidersBond);
      await ruled(Ruling.refuse, { of: OTHER });
      await expect(tribunal.claim(stranger)).to.changeEtherBalance(stranger, 2n * CHALLENGE_BOND);
    });

    it("reverts if the account does not take it, and keeps owing it", async () => {
      const { tribunal, rule } = await loadFixture(anOutsidersBond);
      const challenger = await ethers.deployContract("RefusingChallenger");
      const data = tribunal.interface.encodeFunctionData("challenge", [OTHER, Ground.Deceased, 0, [], ""]);
      await challenger.send(tribunal, data, { value: PRICE });
      await rule(2n, Ruling.grant);
      await expect(tribunal.claim(challenger))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_PaymentRefused")
        .withArgs(challenger, CHALLENGE_BOND);
      expect(await tribunal.owedTo(challenger)).to.equal(CHALLENGE_BOND);
    });

    it("reverts if nothing is owed", async () => {
      const { tribunal, newKey } = await loadFixture(anOutsidersBond);
      await expect(tribunal.claim(newKey))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingOwed")
        .withArgs(newKey);
    });
  });

  describe("claimForCitizen()", () => {
    async function anAccusedsBond() {
      const world = await foundTribunal();
      await world.ruled(Ruling.dismiss);
      return world;
    }

    it("pays the account that holds the citizenship, by anyone's act", async () => {
      const { tribunal, citizen, newKey } = await loadFixture(anAccusedsBond);
      await expect(tribunal.connect(newKey).claimForCitizen(ACCUSED)).to.changeEtherBalances(
        [tribunal, citizen(ACCUSED)],
        [-CHALLENGE_BOND, CHALLENGE_BOND],
      );
      expect(await tribunal.owedToCitizen(ACCUSED)).to.equal(0n);
    });

    it("emits ClaimedForCitizen and returns the amount", async () => {
      const { tribunal, citizen } = await loadFixture(anAccusedsBond);
      expect(await tribunal.claimForCitizen.staticCall(ACCUSED)).to.equal(CHALLENGE_BOND);
      await expect(tribunal.claimForCitizen(ACCUSED))
        .to.emit(tribunal, "ClaimedForCitizen")
        .withArgs(ACCUSED, citizen(ACCUSED), CHALLENGE_BOND);
    });

    it("pays the account that held it last, if it has ended", async () => {
      const { tribunal, citizenship, citizen } = await loadFixture(anAccusedsBond);
      await citizenship.connect(citizen(ACCUSED)).renounce();
      await expect(tribunal.claimForCitizen(ACCUSED)).to.changeEtherBalance(citizen(ACCUSED), CHALLENGE_BOND);
    });

    it("reverts if nothing is owed", async () => {
      const { tribunal } = await loadFixture(anAccusedsBond);
      await expect(tribunal.claimForCitizen(OTHER))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingOwedToCitizen")
        .withArgs(OTHER);
    });
  });
});
