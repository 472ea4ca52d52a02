import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { citizens, moveTo, now, waitUntil } from "../../fixtures/citizenship";

describe("Attack: a citizen moves to a new key in the middle of a vote, and votes with both", () => {
  async function aMove() {
    const world = await citizens(3);
    const [ann, ben, , dot] = world.people;
    await world.citizenship.connect(ben).delegate(ann);
    const snapshot = await now();
    await waitUntil(snapshot + 10n);
    await moveTo(world, 1, dot);
    return { ...world, ann, dot, snapshot };
  }

  it("leaves the old key no vote", async () => {
    const { citizenship, ann, snapshot } = await aMove();
    expect(await citizenship.getPastVotes(ann, snapshot)).to.equal(0n);
    expect(await citizenship.activeCitizenOf(ann)).to.equal(0n);
  });

  it("leaves the new key none while the vote sleeps", async () => {
    const { citizenship, dot, snapshot } = await aMove();
    expect(await citizenship.voterOf(dot, snapshot)).to.deep.equal([0n, 0n]);
    expect(await citizenship.electorsOf([1], snapshot)).to.deep.equal([[ZeroAddress], [2n]]);
  });

  it("leaves the new key all of them afterwards, under the same id", async () => {
    const { citizenship, dot, snapshot } = await aMove();
    await waitUntil((await citizenship.citizen(1)).wakesAt);
    await citizenship.wake(1);
    expect(await citizenship.getPastVotes(dot, snapshot)).to.equal(2n);
    expect(await citizenship.electorsOf([1], snapshot)).to.deep.equal([[dot.address], [2n]]);
  });

  it("gives the old key no vote in the past if it becomes a new citizen's", async () => {
    const { citizenship, registrar, ann, snapshot } = await aMove();
    await citizenship.connect(ann).requestAdmission(ZeroHash);
    await citizenship.connect(registrar).admit(ann);
    expect(await citizenship.getPastVotes(ann, snapshot)).to.equal(0n);
  });

  it("reverts with Citizenship_NotCitizen when the old key delegates", async () => {
    const { citizenship, ann, dot } = await aMove();
    await expect(citizenship.connect(ann).delegate(dot))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_NotCitizen")
      .withArgs(ann.address);
  });
});
