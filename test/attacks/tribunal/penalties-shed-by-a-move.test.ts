import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ENDLESS, signedAcceptance, Standing } from "../../fixtures/citizenship";
import { coins, DAY } from "../../fixtures/money";
import {
  ACCUSED,
  aTribunalOfPanels,
  comeBack,
  fine,
  foundTribunal,
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
 * Attack: who left or was removed comes back to the same account, and moves the new citizenship on by their own act, so that the court
 * finds nobody where the former one ended. Or somebody moves a citizenship, whose key they have, to the account at which their own
 * ended, so that the court finds another person there.
 *
 * Defence: the records of all that a person held before follow the person, and nothing moves to an account at which one ended.
 */
const ANEW = OTHER + 1;

/** The same where more jurors fill the panels. */
const ANEW_OF_PANELS = ANEW + MORE_JURORS;

type Account = TribunalWorld["stranger"];

/** By their own act. */
async function moveOwn({ citizenship }: TribunalWorld, from: Account, to: Account) {
  const citizenId = await citizenship.citizenOf(from);
  const signature = await signedAcceptance(citizenship, { citizenId, newHolder: to.address, signer: to });
  return citizenship.connect(from).move(citizenId, to, ENDLESS, signature);
}

const byOthers = ({ move, citizenship }: TribunalWorld, from: Account, to: Account) =>
  citizenship.citizenOf(from).then((citizenId) => move(Number(citizenId), to));

/** The accused was sentenced, renounced before that was carried out, and came back. */
async function sentenced(sanctions: readonly SanctionTerms[]) {
  const world = await foundTribunal();
  const caseId = await world.ruled(Ruling.grant, { sanctions });
  const accused = world.citizen(ACCUSED);
  await world.citizenship.connect(accused).renounce();
  await comeBack(world, accused);
  return { ...world, caseId, accused };
}

async function aFinedReturner() {
  return sentenced([fine(coins(20))]);
}

async function aSuspendedReturner() {
  return sentenced([suspension(90 * DAY)]);
}

/** The accused never answered, was removed, and came back. */
async function aReturnOfARemoved() {
  const world = await aTribunalOfPanels();
  const caseId = await world.ruled(Ruling.grant, { sanctions: [revocation] });
  await world.tribunal.enforce(caseId);
  const accused = world.citizen(ACCUSED);
  await comeBack(world, accused);
  return { ...world, caseId, accused };
}

const ways = { "by their own act": moveOwn, "by a recovery": byOthers };

describe("Attack: penalties are shed by a return and a move", () => {
  for (const [way, move] of Object.entries(ways)) {
    it(`suspends the citizenship that moved ${way}`, async () => {
      const world = await loadFixture(aSuspendedReturner);
      const { tribunal, citizenship, caseId, accused, newKey } = world;
      await move(world, accused, newKey);
      await tribunal.enforce(caseId);
      expect((await citizenship.citizen(ANEW)).standing).to.equal(Standing.Suspended);
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true]);
    });

    it(`collects a fine from the stake of a citizenship that moved ${way}`, async () => {
      const world = await loadFixture(aFinedReturner);
      const { tribunal, stake, caseId, accused, newKey } = world;
      await stake.connect(accused).stake(coins(50));
      await move(world, accused, newKey);
      await tribunal.enforce(caseId);
      expect((await stake.positionOf(ANEW)).staked).to.equal(coins(30));
    });

    it(`gives no second citizenship back beside one that moved ${way}`, async () => {
      const world = await loadFixture(aReturnOfARemoved);
      const { tribunal, citizenship, caseId, accused, newKey, stranger } = world;
      await move(world, accused, newKey);
      await tribunal.connect(stranger).reopen(caseId, "", { value: REOPENING_PRICE });
      expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Revoked);
      expect(await citizenship.citizenOf(accused)).to.equal(0n);
    });
  }

  it("follows over several moves", async () => {
    const world = await loadFixture(aSuspendedReturner);
    const { tribunal, citizenship, caseId, accused, newKey, stranger } = world;
    await moveOwn(world, accused, newKey);
    await byOthers(world, newKey, stranger);
    await tribunal.enforce(caseId);
    expect((await citizenship.citizen(ANEW)).standing).to.equal(Standing.Suspended);
  });

  it("follows who leaves and comes back again and again", async () => {
    const world = await loadFixture(aSuspendedReturner);
    const { tribunal, citizenship, caseId, accused, newKey, stranger } = world;
    await citizenship.connect(accused).renounce();
    await comeBack(world, accused);
    await moveOwn(world, accused, newKey);
    await citizenship.connect(newKey).renounce();
    await comeBack(world, newKey);
    await moveOwn(world, newKey, stranger);
    for (const citizenId of [ACCUSED, ANEW, ANEW + 1]) {
      expect(await citizenship.holderOf(citizenId)).to.equal(stranger.address);
      expect((await citizenship.citizen(citizenId)).holder).to.equal(stranger.address);
    }
    await tribunal.enforce(caseId);
    expect((await citizenship.citizen(ANEW + 2)).standing).to.equal(Standing.Suspended);
  });

  it("punishes nobody with whom the account that was left stays", async () => {
    const world = await loadFixture(aSuspendedReturner);
    const { tribunal, citizenship, caseId, accused, newKey, citizen } = world;
    await moveOwn(world, accused, newKey);
    // The account is as any other one again.
    await moveOwn(world, citizen(OTHER), accused);
    await tribunal.enforce(caseId);
    expect((await citizenship.citizen(OTHER)).standing).to.equal(Standing.Active);
    expect((await citizenship.citizen(ANEW)).standing).to.equal(Standing.Suspended);
  });
});

describe("Attack: a citizenship is moved to where another one ended", () => {
  for (const [way, move] of Object.entries(ways)) {
    it(`reverts with Citizenship_AccountUsed ${way}`, async () => {
      const world = await loadFixture(foundTribunal);
      const { citizenship, citizen } = world;
      await citizenship.connect(citizen(ACCUSED)).renounce();
      await expect(move(world, citizen(OTHER), citizen(ACCUSED)))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AccountUsed")
        .withArgs(citizen(ACCUSED).address, ACCUSED);
    });
  }
});

describe("Attack: a citizenship is given back twice", () => {
  it("gives back what ended last, and nothing beside it", async () => {
    const world = await loadFixture(aReturnOfARemoved);
    const { tribunal, citizenship, caseId, ruled, accused, newKey, stranger } = world;
    const second = await ruled(Ruling.grant, { of: ANEW_OF_PANELS, sanctions: [revocation] });
    await time.increase(30 * DAY); // The brake on endings.
    await tribunal.enforce(second);
    for (const reopened of [caseId, second]) {
      await tribunal.connect(stranger).reopen(reopened, "", { value: REOPENING_PRICE });
    }
    expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Revoked);
    expect((await citizenship.citizen(ANEW_OF_PANELS)).standing).to.equal(Standing.Active);
    await moveOwn(world, accused, newKey);
    expect(await citizenship.holderOf(ACCUSED)).to.equal(newKey.address);
  });

  it("gives the later one back where the person is by then", async () => {
    const world = await loadFixture(aReturnOfARemoved);
    const { tribunal, citizenship, ruled, accused, newKey, stranger } = world;
    await moveOwn(world, accused, newKey);
    const second = await ruled(Ruling.grant, { of: ANEW_OF_PANELS, sanctions: [revocation] });
    await time.increase(30 * DAY); // The brake on endings.
    await tribunal.enforce(second);
    await tribunal.connect(stranger).reopen(second, "", { value: REOPENING_PRICE });
    expect(await citizenship.ownerOf(ANEW_OF_PANELS)).to.equal(newKey.address);
    expect(await citizenship.holderOf(ACCUSED)).to.equal(newKey.address);
    expect(await citizenship.formerCitizenOf(newKey)).to.equal(BigInt(ACCUSED));
    expect(await citizenship.formerCitizenOf(accused)).to.equal(0n);
  });
});
