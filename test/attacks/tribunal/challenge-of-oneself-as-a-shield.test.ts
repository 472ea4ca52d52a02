import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { SEAT_FEE } from "../../fixtures/court";
import { ACCUSED, aTribunal, CHALLENGE_BOND, CHALLENGER, fine, Ground, PRICE, Ruling } from "../../fixtures/tribunal";
import { NATIVE } from "../../fixtures/money";

/** Whoever loses a challenge on purpose keeps others from the same one for the cool-off. That cannot be told from an honest one. */
describe("Attack: a citizen is challenged weakly by an accomplice, as a shield", () => {
  it("reverts with Tribunal_OwnCitizenship when the citizen in person brings it", async () => {
    const { tribunal, send, citizen } = await loadFixture(aTribunal);
    await expect(send({ by: citizen(ACCUSED) })).to.be.revertedWithCustomError(tribunal, "Tribunal_OwnCitizenship");
  });

  it("costs the two of them the court's fees each time", async () => {
    const { tribunal, citizen, send, rule } = await loadFixture(aTribunal);
    await expect(send({ by: citizen(CHALLENGER) })).to.changeEtherBalance(citizen(CHALLENGER), -PRICE);
    await rule(1n, Ruling.dismiss);
    await expect(tribunal.claimForCitizen(NATIVE, ACCUSED)).to.changeEtherBalance(citizen(ACCUSED), CHALLENGE_BOND);
    await tribunal.refund(1);
    const back = await tribunal.owedToCitizen(NATIVE, CHALLENGER);
    expect(PRICE - CHALLENGE_BOND - back).to.equal(5n * SEAT_FEE);
  });

  it("does not keep others from bringing what they know as evidence in that case", async () => {
    const { court, challenge, stranger, citizen } = await loadFixture(aTribunal);
    const caseId = await challenge({ by: citizen(CHALLENGER) });
    await expect(court.connect(stranger).submitEvidence(caseId, "ipfs://the-truth")).to.emit(court, "Evidence");
  });

  it("shields against that ground alone", async () => {
    const { ruled, send, citizen } = await loadFixture(aTribunal);
    await ruled(Ruling.dismiss, { by: citizen(CHALLENGER) });
    for (const ground of [Ground.DuplicatePerson, Ground.Deceased]) await expect(send({ ground })).not.to.be.rejected;
    await expect(send({ sanctions: [fine(1n)] })).not.to.be.rejected;
  });

  it("gains nothing when the weak challenge is granted", async () => {
    const { tribunal, citizenship, ruled, citizen } = await loadFixture(aTribunal);
    const caseId = await ruled(Ruling.grant, { by: citizen(CHALLENGER) });
    await tribunal.enforce(caseId);
    expect(await citizenship.isActive(ACCUSED)).to.equal(false);
  });
});
