import { expect } from "chai";
import { citizens, DAY, ENDLESS, GROUNDS, nextAt, waitUntil } from "../../fixtures/citizenship";

describe("Attack: a delegated vote is counted twice, or never again, by lapse and renewal", () => {
  /** Ann delegated to Ben, whose term has no end; hers ends at `until`. */
  async function aDelegation() {
    const world = await citizens(2, { term: 10n });
    const [ann, ben] = world.people;
    await world.citizenship.connect(world.registrar).renew(2, ENDLESS);
    await world.citizenship.connect(ann).delegate(ben);
    return { ...world, ann, ben, until: await world.citizenship.endTime(1) };
  }

  for (const seconds of [-1n, 0n, 1n]) {
    it(`fails by a renewal ${seconds} seconds from the end`, async () => {
      const { citizenship, registrar, until } = await aDelegation();
      await nextAt(until + seconds);
      await citizenship.connect(registrar).renew(1, until + 5n * DAY);
      expect(await citizenship.votesOf(2)).to.equal(2n);
      await waitUntil(until + 5n * DAY);
      expect(await citizenship.votesOf(2)).to.equal(1n);
    });
  }

  it("fails by lapsing and being renewed again and again", async () => {
    const { citizenship, registrar, until } = await aDelegation();
    for (let day = 1n; day < 10n; day++) {
      await nextAt(until + day * 2n * DAY);
      await citizenship.connect(registrar).renew(1, until + day * 2n * DAY + DAY);
      expect(await citizenship.votesOf(2)).to.equal(2n);
      await waitUntil(until + day * 2n * DAY + DAY);
      expect(await citizenship.votesOf(2)).to.equal(1n);
    }
  });

  it("fails by suspension over the end of the term", async () => {
    const { citizenship, registrar, justice, until } = await aDelegation();
    await citizenship.connect(justice).suspend(1, until + DAY, GROUNDS);
    await nextAt(until + DAY);
    await citizenship.reinstate(1);
    expect(await citizenship.votesOf(2)).to.equal(1n);
    await citizenship.connect(registrar).renew(1, ENDLESS);
    expect(await citizenship.votesOf(2)).to.equal(2n);
  });

  it("fails by revocation after the end of the term", async () => {
    const { citizenship, justice, until } = await aDelegation();
    await nextAt(until);
    await citizenship.connect(justice).revoke(1, GROUNDS);
    expect(await citizenship.votesOf(2)).to.equal(1n);
  });

  it("fails by taking the delegation back after the end of the term", async () => {
    const { citizenship, registrar, ann, until } = await aDelegation();
    await nextAt(until);
    await citizenship.connect(ann).delegate(ann);
    expect(await citizenship.votesOf(2)).to.equal(1n);
    await citizenship.connect(registrar).renew(1, ENDLESS);
    expect([await citizenship.votesOf(1), await citizenship.votesOf(2)]).to.deep.equal([1n, 1n]);
  });
});
