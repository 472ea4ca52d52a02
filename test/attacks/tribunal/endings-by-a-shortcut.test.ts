import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Phase, PLENARY, SEAT_FEE } from "../../fixtures/court";
import { NATIVE } from "../../fixtures/treasury";
import {
  ACCUSED,
  aTribunal,
  aTribunalOfPanels,
  CHALLENGER,
  foundTribunal,
  Outcome,
  REOPENING_PRICE,
  Ruling,
} from "../../fixtures/tribunal";

const [DISMISS, GRANT] = [1, 2];

/** The first panel did not end the citizenship, and the faction appeals. */
async function anAppealAgainstAnAcquittal() {
  const world = await foundTribunal();
  const { court, challenge, caseOf, stranger } = world;
  const caseId = await challenge();
  const dispute = caseOf(caseId);
  await dispute.judge([GRANT, GRANT, GRANT, DISMISS, DISMISS]);
  const cost = await court.appealCost(caseId, "0x");
  await dispute.fund(GRANT, stranger, 3n * cost);
  await dispute.pass();
  await dispute.pass();
  return { ...world, caseId, dispute, cost };
}

describe("Attack: a faction ends a citizenship without the majority that it takes", () => {
  it("gets no panel of eleven alone by an appeal against an acquittal: all citizens decide", async () => {
    const { dispute, cost } = await loadFixture(anAppealAgainstAnAcquittal);
    expect([await dispute.phase(), cost]).to.deep.equal([Phase.Plenary, BigInt(PLENARY) * SEAT_FEE]);
  });

  it("gains nothing by staying away from the plenary", async () => {
    const { tribunal, court, dispute, caseId } = await loadFixture(anAppealAgainstAnAcquittal);
    await dispute.pass();
    await court.execute(caseId);
    expect((await tribunal.challengeOf(caseId)).outcome).to.equal(Outcome.Dismissed);
  });

  it("gains nothing by votes that refuse to decide", async () => {
    const { tribunal, court, dispute, caseId, citizen } = await loadFixture(anAppealAgainstAnAcquittal);
    for (const id of [1, 2, 3, 4, 5]) await court.connect(citizen(id)).voteInPlenary(caseId, GRANT, "");
    for (const id of [6, 7, 8]) await court.connect(citizen(id)).voteInPlenary(caseId, 0, "");
    await dispute.pass();
    await court.execute(caseId);
    expect((await tribunal.challengeOf(caseId)).outcome).to.equal(Outcome.Dismissed);
  });

  it("gets back no fees of a plenary that did not find for it", async () => {
    const { court, tribunal, dispute, caseId, stranger, cost } = await loadFixture(anAppealAgainstAnAcquittal);
    await dispute.pass();
    await court.settleContribution(caseId, 0, GRANT, stranger);
    expect(await court.owedTo(NATIVE, stranger)).to.equal(2n * cost);
    expect(await court.owedTo(NATIVE, tribunal)).to.be.greaterThanOrEqual(cost);
  });

  it("cannot use up the accused's reopening while the accused has no vote", async () => {
    const { tribunal, citizenship, citizen, ruled } = await loadFixture(aTribunalOfPanels);
    const caseId = await ruled(Ruling.grant);
    await tribunal.enforce(caseId);
    // An accomplice of the faction comes first, and has to restore the citizenship by it.
    await tribunal.connect(citizen(CHALLENGER)).reopen(caseId, "", { value: REOPENING_PRICE });
    expect(await citizenship.mayVote(ACCUSED)).to.equal(true);
  });

  it("cannot take what another challenger has prepaid", async () => {
    const { tribunal, ruled, stranger, citizen } = await loadFixture(aTribunal);
    const caseId = await ruled(Ruling.dismiss);
    await tribunal.connect(citizen(CHALLENGER)).refund(caseId);
    expect(await tribunal.owedTo(NATIVE, stranger)).to.equal(11n * SEAT_FEE);
    expect(await tribunal.owedToCitizen(NATIVE, CHALLENGER)).to.equal(0n);
  });

  it("pays a true challenge of a nation without panels its fees back, and no more", async () => {
    const { tribunal, court, citizen, ruled, caseOf } = await loadFixture(aTribunal);
    const caseId = await ruled(Ruling.grant, { by: citizen(CHALLENGER) });
    const { rounds } = await caseOf(caseId).caseView();
    for (const round of rounds.keys()) await court.settle(caseId, round);
    await tribunal.refund(caseId);
    // The first panel's five were paid. The eleven were never seated: all citizens decided.
    const bondAndFees = await tribunal.owedToCitizen(NATIVE, CHALLENGER);
    expect(bondAndFees - (await tribunal.challengeOf(caseId)).bond).to.equal(11n * SEAT_FEE);
  });
});
