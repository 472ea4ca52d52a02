import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Phase } from "../../fixtures/admissions";
import { aMerit, APPLICATION, CITIZEN, CITIZENS, key, REFERENCE, wordsOf } from "../../unit/merit/world";

describe("Attack: one deed is recorded twice", () => {
  it("counts a ballot once in a batch that names it twice", async () => {
    const { merit, vote, start } = await loadFixture(aMerit);
    const ballot = { citizenId: CITIZEN, proposalId: await vote(start, CITIZEN) };
    await merit.recordBallots([ballot, ballot, ballot]);
    expect((await merit.recordOf(CITIZEN)).ballots).to.equal(1);
  });

  it("counts a round of a case once in a batch that names it twice", async () => {
    const { merit, witness, start } = await loadFixture(aMerit);
    const rounds = [{ jurors: [1, 2, 3], voted: [1] }];
    await witness.setCase(4, wordsOf(rounds, { isLine: true, commitEndsAt: start }));
    const round = { caseId: 4, round: 0 };
    await merit.recordDuties([round, round]);
    expect((await merit.recordOf(1)).duties).to.equal(3);
  });

  it("counts a case of another court, which has the same number, as another one", async () => {
    const { merit, witness, start } = await loadFixture(aMerit);
    const rounds = [{ jurors: [1, 2, 3], voted: [1] }];
    const words = wordsOf(rounds, { isLine: true, commitEndsAt: start });
    await witness.setCase(4, words);
    await merit.recordDuties([{ caseId: 4, round: 0 }]);
    const other = await ethers.deployContract("MeritWitness");
    await other.setCase(4, words);
    await witness.appoint(key("court"), other);
    await merit.recordDuties([{ caseId: 4, round: 0 }]);
    expect((await merit.recordOf(1)).duties).to.equal(6);
  });

  it("gives no second point of a period for a ballot before another governor", async () => {
    const { merit, witness, recordBallot, start } = await loadFixture(aMerit);
    await recordBallot(start);
    const other = await ethers.deployContract("MeritWitness");
    await other.setBallots(1, start, [CITIZEN]);
    await witness.appoint(key("governor"), other);
    await merit.recordBallots([{ citizenId: CITIZEN, proposalId: 1 }]);
    expect((await merit.recordOf(CITIZEN)).ballots).to.equal(1);
  });

  it("gives a false admission's points back to nobody", async () => {
    const { merit, witness, settle } = await loadFixture(aMerit);
    await settle(2);
    await merit.recordAttestations([APPLICATION, APPLICATION]);
    await witness.setApplication(APPLICATION, Phase.False, CITIZENS, [2]);
    await merit.recordAttestations([APPLICATION, APPLICATION]);
    expect((await merit.recordOf(2)).attestations).to.equal(0);
  });

  it("lets no institution spend the references of another", async () => {
    const { merit, awarder, authority, anyone, award } = await loadFixture(aMerit);
    await authority.grantRole(7, anyone, 0);
    await merit.connect(anyone).award(CITIZEN, key("bounty"), REFERENCE, 1);
    await expect(award(1n)).to.emit(merit, "PointsAwarded");
    expect(await merit.isAwarded(awarder, key("bounty"), REFERENCE)).to.equal(true);
  });
});
