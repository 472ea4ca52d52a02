import { expect } from "chai";
import { citizens, GROUNDS, DAY, now, waitUntil } from "../../fixtures/citizenship";

describe("Attack: a vote is counted twice by delegating it around", () => {
  async function four() {
    const world = await citizens(4);
    const all = () => Promise.all([1, 2, 3, 4].map((id) => world.citizenship.votesOf(id)));
    const past = (moment: bigint) => Promise.all([1, 2, 3, 4].map((id) => world.citizenship.pastVotesOf(id, moment)));
    return { ...world, all, past };
  }

  it("fails in a circle", async () => {
    const { citizenship, people, all } = await four();
    for (const i of [0, 1, 2, 3]) await citizenship.connect(people[i]).delegate(people[(i + 1) % 4]);
    expect(await all()).to.deep.equal([1n, 1n, 1n, 1n]);
  });

  it("fails after the snapshot", async () => {
    const { citizenship, people, past } = await four();
    await citizenship.connect(people[0]).delegate(people[1]);
    const snapshot = await now();
    await waitUntil(snapshot + 1n);
    await citizenship.connect(people[0]).delegate(people[2]);
    await citizenship.connect(people[3]).delegate(people[2]);
    expect(await past(snapshot)).to.deep.equal([0n, 2n, 1n, 1n]);
  });

  it("fails by parking votes with one who is suspended, and reinstated after they left", async () => {
    const { citizenship, justice, people, all } = await four();
    await citizenship.connect(people[0]).delegate(people[1]);
    await citizenship.connect(justice).suspend(2, (await now()) + DAY, GROUNDS);
    await citizenship.connect(people[0]).delegate(people[2]);
    await citizenship.connect(justice).reinstate(2);
    expect(await all()).to.deep.equal([0n, 1n, 2n, 1n]);
  });
});
