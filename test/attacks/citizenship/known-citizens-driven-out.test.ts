import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { admitAll, citizens, DAY, nextAt, Provision } from "../../fixtures/citizenship";

// Whoever lapsed long ago comes back while fewer than three are known who may vote. A registrar names three friends who are about to
// lapse, and lets accomplices of long ago come back the second after.
describe("Attack: a registrar makes the nation forget who is known, to revive accomplices", () => {
  /** Ann lapsed long ago. Ben, Cyd and Dot have no end, and Eve, Fay and Gus lapse soon. */
  async function aNationOfMany() {
    const world = await citizens(1, { term: 10n });
    const { citizenship, government, people } = world;
    await admitAll(world, people.slice(1, 4));
    const lapsedAt = await citizenship.endTime(1);
    await nextAt(lapsedAt + 200n * DAY);
    await citizenship.markLapsed([2, 3, 4]);
    await citizenship.connect(government).setProvision(Provision.term, 2);
    await admitAll(world, people.slice(4, 7));
    return { ...world, lapsedAt, soon: await citizenship.endTime(5) };
  }

  it("fails: nobody drives out who stays longer", async () => {
    const { citizenship, people, registrar, lapsedAt, soon } = await loadFixture(aNationOfMany);
    await citizenship.connect(registrar).markLapsed([5, 6, 7]);
    await nextAt(soon);
    await expect(citizenship.connect(people[0]).renewOwn())
      .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
      .withArgs(1n, lapsedAt);
  });

  it("fails by naming one of them thrice", async () => {
    const { citizenship, people, registrar, lapsedAt } = await loadFixture(aNationOfMany);
    await citizenship.connect(people[1]).renounce();
    await citizenship.connect(registrar).markLapsed([3, 3, 3, 4]);
    await citizenship.connect(registrar).markLapsed([5, 1]);
    expect((await citizenship.citizen(1)).markedLapsed).to.equal(true);
    await expect(citizenship.connect(people[0]).renewOwn())
      .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
      .withArgs(1n, lapsedAt);
  });
});
