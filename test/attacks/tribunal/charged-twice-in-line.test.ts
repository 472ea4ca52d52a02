import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY } from "../../fixtures/money";
import { ACCUSED, aTribunalOfPanels, fine, Ground, revocation, Ruling } from "../../fixtures/tribunal";

/** How long a challenge counts as pending once its grant is final: a bond that waits for it is not returned before. */
const WEEK = 7n * BigInt(DAY);

async function inLine() {
  const world = await aTribunalOfPanels();
  return { ...world, caseId: await world.ruled(Ruling.grant) };
}

describe("Attack: the same charge, brought again while the first grant waits in line, outlives the acquittal", () => {
  it("is not taken while the end of the citizenship waits", async () => {
    const { tribunal, send, caseId } = await loadFixture(inLine);
    await expect(send()).to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyPending").withArgs(ACCUSED, caseId);
  });

  it("is told beforehand", async () => {
    const { tribunal, caseId } = await loadFixture(inLine);
    const { isChallengeable, pendingId } = await tribunal.challengeable(ACCUSED, Ground.FalseDossier, 0);
    expect([isChallengeable, pendingId]).to.deep.equal([false, caseId]);
  });

  it("is taken a week after the grant has lapsed, and no sooner", async () => {
    const { tribunal, send, caseId } = await loadFixture(inLine);
    await time.increaseTo((await tribunal.challengeOf(caseId)).lapsesAt + WEEK - 60n);
    await expect(send()).to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyPending").withArgs(ACCUSED, caseId);
    await time.increase(60);
    await expect(send()).to.emit(tribunal, "ChallengeOpened");
  });

  it("is told as pending once the citizenship has ended, until a week after nobody can have it given back", async () => {
    const { tribunal, caseId } = await loadFixture(inLine);
    await tribunal.enforce(caseId);
    const pendingId = async () => (await tribunal.challengeable(ACCUSED, Ground.FalseDossier, 0)).pendingId;
    expect(await pendingId()).to.equal(caseId);
    await time.increaseTo((await tribunal.challengeOf(caseId)).reopenableUntil + WEEK);
    expect(await pendingId()).to.equal(0n);
  });

  it("is taken at once where nothing ends, so that no mild grant shields an offender for a year", async () => {
    const { tribunal, send, ruled } = await loadFixture(aTribunalOfPanels);
    await ruled(Ruling.grant, { sanctions: [fine(1n)] });
    await expect(send({ sanctions: [revocation] })).to.emit(tribunal, "ChallengeOpened");
  });
});
