import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Phase } from "../fixtures/court";
import { foundJury, openTrial } from "../fixtures/trial";

/** Nobody is on the roll, and everyone's vote in proposals is delegated to the first of ten citizens. */
async function aDelegatedNation() {
  const world = await foundJury(10, 0);
  const [delegate, ...others] = world.citizens;
  for (const citizen of others) await world.citizenship.connect(citizen).delegate(delegate);
  const trial = await (await openTrial(world)).pass();
  return { ...world, trial, delegate, others };
}

describe("Story: a case before all citizens", () => {
  it("comes to them when nobody is on the jury roll", async () => {
    const { court, trial } = await loadFixture(aDelegatedNation);
    expect(await court.phaseOf(trial.id)).to.equal(Phase.Plenary);
  });

  it("is decided by heads: a delegate who carries ten votes has one", async () => {
    const { citizenship, court, trial, delegate, others } = await loadFixture(aDelegatedNation);
    expect(await citizenship.getVotes(delegate)).to.equal(10n);
    await court.connect(delegate).voteInPlenary(trial.id, 1, "I know better.");
    for (const citizen of others.slice(0, 4)) await court.connect(citizen).voteInPlenary(trial.id, 2, "");
    const { voted, pairs } = await trial.round();
    // How many are for 1 rather than 2.
    expect([voted, pairs[2]]).to.deep.equal([5n, 1n]);
    await trial.pass();
    expect(await court.currentRuling(trial.id)).to.equal(2n);
  });

  it("lets nobody vote twice, for oneself or for whoever delegated", async () => {
    const { court, trial, delegate } = await loadFixture(aDelegatedNation);
    await court.connect(delegate).voteInPlenary(trial.id, 1, "");
    await expect(court.connect(delegate).voteInPlenary(trial.id, 1, ""))
      .to.be.revertedWithCustomError(court, "Court_AlreadyVoted")
      .withArgs(trial.id, 1);
  });
});
