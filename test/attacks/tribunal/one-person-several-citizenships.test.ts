import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Standing } from "../../fixtures/citizenship";
import { coins, DAY } from "../../fixtures/money";
import {
  ACCUSED,
  aTribunalOfPanels,
  comeBack,
  fine,
  MORE_JURORS,
  OTHER,
  REOPENING_PRICE,
  revocation,
  Ruling,
  suspension,
  type SanctionTerms,
  type TribunalWorld,
} from "../../fixtures/tribunal";

/**
 * Attack: who was sentenced leaves and comes back, so that penalties hang on one citizenship and what is taken back on another one: a
 * fine outlives an acquittal, a suspension is served twice, or an end is spent on the later citizenship while the former one is given
 * back.
 *
 * Defence: all that a person held has one penal record, and only the last end that stands is taken back.
 */
const ANEW = OTHER + MORE_JURORS + 1;
const FINE = coins(20);
const PERIOD = 180 * DAY;

/** So long is the brake on endings closed after one. */
const BRAKE = 30 * DAY;

/** The accused never answered, was sentenced and removed, and came back. */
async function sentenced(...sanctions: SanctionTerms[]) {
  const world = await aTribunalOfPanels();
  const caseId = await world.ruled(Ruling.grant, { sanctions: [...sanctions, revocation] });
  await world.tribunal.enforce(caseId);
  const accused = world.citizen(ACCUSED);
  await comeBack(world, accused);
  return { ...world, caseId, accused };
}

const aFined = () => sentenced(fine(FINE));
const aSuspended = () => sentenced(suspension(PERIOD));
const aRemoved = () => sentenced();

/** Removed for another reason, silently too, when the brake is open again. */
async function removedOnceMore(world: TribunalWorld) {
  const second = await world.ruled(Ruling.grant, { of: ANEW, sanctions: [revocation] });
  await time.increase(BRAKE);
  await world.tribunal.enforce(second);
  return second;
}

/** Reopens a case, and returns the case before the plenary. */
async function reopen({ tribunal, court, stranger }: TribunalWorld, caseId: bigint) {
  await tribunal.connect(stranger).reopen(caseId, "", { value: REOPENING_PRICE });
  return court.caseCount();
}

/** The plenary acquits: nobody votes. */
async function acquit(world: TribunalWorld, reopenedAs: bigint) {
  await world.caseOf(reopenedAs).pass();
  await world.caseOf(reopenedAs).pass();
  await world.court.execute(reopenedAs);
}

const standings = async ({ citizenship }: TribunalWorld, ...citizenIds: number[]) =>
  Promise.all(citizenIds.map(async (citizenId) => (await citizenship.citizen(citizenId)).standing));

describe("Attack: a fine outlives the acquittal", () => {
  for (const [where, isBack] of [
    ["of whoever left again", false],
    ["of whoever is back", true],
  ] as const) {
    it(`remits what is unpaid ${where}, whatever citizenship is named`, async () => {
      const world = await loadFixture(aFined);
      const { tribunal, citizenship, coin, stake, accused, caseId } = world;
      expect(await tribunal.unpaidFineOf(ANEW)).to.equal(FINE);
      if (!isBack) await citizenship.connect(accused).renounce();
      await acquit(world, await reopen(world, caseId));
      const presentId = isBack ? ANEW : ACCUSED;
      expect(await citizenship.citizenOf(accused)).to.equal(presentId);
      await coin.connect(accused)["transferAndCall(address,uint256)"](stake, coins(50));
      for (const citizenId of [ACCUSED, ANEW]) {
        expect([await tribunal.unpaidFineOf(citizenId), await tribunal.offencesOf(citizenId)]).to.deep.equal([0n, 0n]);
        await expect(tribunal.collectFine(citizenId))
          .to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCollect")
          .withArgs(citizenId, 0n);
      }
    });
  }

  it("remits one fine of two, whichever citizenship they were imposed on", async () => {
    const world = await loadFixture(aFined);
    const { tribunal, caseId } = world;
    await tribunal.enforce(await world.ruled(Ruling.grant, { of: ANEW, sanctions: [fine(coins(5))] }));
    expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(FINE + coins(5));
    await acquit(world, await reopen(world, caseId));
    expect([await tribunal.unpaidFineOf(ANEW), await tribunal.offencesOf(ANEW)]).to.deep.equal([coins(5), 1n]);
  });

  it("collects what each citizenship has at stake, once", async () => {
    const world = await loadFixture(aFined);
    const { tribunal, citizenship, stake, coin, accused } = world;
    await coin.connect(accused)["transferAndCall(address,uint256)"](stake, coins(12));
    await citizenship.connect(accused).renounce();
    await comeBack(world, accused);
    await coin.connect(accused)["transferAndCall(address,uint256)"](stake, coins(12));
    await tribunal.collectFine(ANEW);
    expect([(await stake.positionOf(ANEW)).staked, (await stake.positionOf(ANEW + 1)).staked]).to.deep.equal([
      0n,
      coins(4),
    ]);
    expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(0n);
  });
});

describe("Attack: a suspension is served twice, or outlives the acquittal", () => {
  it("serves with the citizenship that is given back what is left, and no more", async () => {
    const world = await loadFixture(aSuspended);
    const { tribunal, citizenship, accused, caseId } = world;
    await tribunal.recognise(ACCUSED);
    const { suspendedUntil } = await citizenship.citizen(ANEW);
    await citizenship.connect(accused).renounce();
    await reopen(world, caseId);
    expect((await citizenship.citizen(ACCUSED)).suspendedUntil).to.equal(suspendedUntil);
    for (const formerId of [ANEW, ACCUSED]) {
      await expect(tribunal.recognise(formerId)).to.be.revertedWithCustomError(
        tribunal,
        formerId === ANEW ? "Enforcement_NothingToCarryOver" : "Enforcement_NoSuccessor",
      );
    }
  });

  it("serves another one after it, whether or not anybody recognised the person", async () => {
    const world = await loadFixture(aSuspended);
    const { tribunal, citizenship, caseId } = world;
    const [carriedOut] = await tribunal.queryFilter(tribunal.filters.SanctionCarriedOut(caseId));
    const until = BigInt((await carriedOut.getBlock()).timestamp + PERIOD);
    await tribunal.enforce(await world.ruled(Ruling.grant, { of: ANEW, sanctions: [suspension(PERIOD)] }));
    expect((await citizenship.citizen(ANEW)).suspendedUntil - until).to.be.within(PERIOD, PERIOD + DAY);
    await expect(tribunal.recognise(ACCUSED)).to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCarryOver");
  });

  it("is lifted of whoever left and is back once more", async () => {
    const world = await loadFixture(aSuspended);
    const { tribunal, citizenship, accused, caseId } = world;
    await tribunal.recognise(ACCUSED);
    const reopenedAs = await reopen(world, caseId);
    await citizenship.connect(accused).renounce();
    await comeBack(world, accused);
    await tribunal.recognise(ANEW);
    await acquit(world, reopenedAs);
    expect(await standings(world, ANEW + 1)).to.deep.equal([Standing.Active]);
    await expect(tribunal.recognise(ANEW)).to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCarryOver");
  });

  it("is not remembered by a citizenship that is given back after the acquittal", async () => {
    const world = await loadFixture(aTribunalOfPanels);
    const { tribunal, citizenship, citizen } = world;
    const accused = citizen(ACCUSED);
    const suspending = await world.ruled(Ruling.grant, { sanctions: [suspension(PERIOD), revocation] });
    const removing = await world.ruled(Ruling.grant);
    // Another one takes the place of the first end: the suspension is carried out alone.
    await tribunal.enforce(await world.ruled(Ruling.grant, { of: OTHER }));
    await tribunal.enforce(suspending);
    expect(await standings(world, ACCUSED)).to.deep.equal([Standing.Suspended]);
    await time.increase(BRAKE);
    await tribunal.enforce(removing);
    await comeBack(world, accused);
    await acquit(world, await reopen(world, suspending));
    await citizenship.connect(accused).renounce();
    await reopen(world, removing);
    expect(await standings(world, ACCUSED)).to.deep.equal([Standing.Active]);
  });
});

describe("Attack: an end is spent on the later citizenship", () => {
  it("gives nothing back while another end stands", async () => {
    const world = await loadFixture(aRemoved);
    const { citizenship, accused, caseId } = world;
    await removedOnceMore(world);
    await acquit(world, await reopen(world, caseId));
    expect(await standings(world, ACCUSED, ANEW)).to.deep.equal([Standing.Revoked, Standing.Revoked]);
    expect(await citizenship.citizenOf(accused)).to.equal(0n);
  });

  it("gives the former one back once the other end is taken back, and what it gave back has ended otherwise", async () => {
    const world = await loadFixture(aRemoved);
    const { citizenship, accused, caseId } = world;
    await reopen(world, await removedOnceMore(world));
    expect(await standings(world, ACCUSED, ANEW)).to.deep.equal([Standing.Revoked, Standing.Active]);
    await citizenship.connect(accused).renounce();
    await reopen(world, caseId);
    expect(await standings(world, ACCUSED, ANEW)).to.deep.equal([Standing.Active, Standing.Renounced]);
  });

  it("ends what was given back, if it waited in line meanwhile", async () => {
    const world = await loadFixture(aRemoved);
    const { tribunal, citizenship, accused, caseId } = world;
    const second = await world.ruled(Ruling.grant, { of: ANEW, sanctions: [revocation] });
    await citizenship.connect(accused).renounce();
    await reopen(world, caseId);
    await time.increase(BRAKE);
    await tribunal.enforce(second);
    expect(await standings(world, ACCUSED, ANEW)).to.deep.equal([Standing.Revoked, Standing.Renounced]);
  });
});
