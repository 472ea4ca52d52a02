import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { matchingOf } from "./model";
import {
  aGivenRound,
  aMatchedRound,
  aMatchedRoundWith,
  anUnmatchedRound,
  aRound,
  COIN,
  GIFTS,
  POT,
  TAX,
} from "./world";

const TABLE = matchingOf(POT, 4, GIFTS);
const GIVEN = 39n * COIN;
const TAXES = (GIVEN * TAX) / 10_000n;

const untaxed = () => aMatchedRoundWith({}, false);
const allAtOnce = () => aMatchedRoundWith({ advance: { value: 10_000 } });
const nothingAhead = () => aMatchedRoundWith({ advance: { value: 0 } });
async function anAcceptedProject() {
  const world = await aMatchedRound();
  for (const index of [0, 1]) await world.grants.connect(world.citizens[index]).accept(1);
  return world;
}
async function anExemptionEnded() {
  const world = await untaxed();
  await world.coin.setExemption(world.grants, 0);
  return world;
}

describe("Grants", () => {
  describe("settle()", () => {
    it("owes a project its gifts less tax, and the advance of its matching", async () => {
      const { grants, coin, treasury, stranger } = await loadFixture(aMatchedRound);
      const settle = grants.connect(stranger).settle(1);
      await expect(settle)
        .to.emit(grants, "ProjectSettled")
        .withArgs(1, GIVEN - TAXES, TAXES, TABLE[0] / 2n);
      await expect(settle).to.changeTokenBalance(coin, treasury, TAXES);
      expect(await grants.owedToCitizen(coin, 1)).to.equal(GIVEN - TAXES + TABLE[0] / 2n);
      expect((await grants.roundOf(1)).left).to.equal(POT - TABLE[0] / 2n);
    });

    it("returns what is due, as dueOf() tells", async () => {
      const { grants } = await loadFixture(aMatchedRound);
      expect(await grants.dueOf(1)).to.deep.equal([GIVEN, TABLE[0] / 2n]);
      expect(await grants.settle.staticCall(1)).to.deep.equal([GIVEN - TAXES, TABLE[0] / 2n]);
    });

    it("owes the rest once enough of its donors accepted it", async () => {
      const { grants, citizens } = await loadFixture(aMatchedRound);
      await grants.settle(1);
      await grants.connect(citizens[0]).accept(1);
      expect(await grants.dueOf(1)).to.deep.equal([0n, 0n]);
      await grants.connect(citizens[1]).accept(1);
      await expect(grants.settle(1))
        .to.emit(grants, "ProjectSettled")
        .withArgs(1, 0, 0, TABLE[0] - TABLE[0] / 2n);
      const { matched, matching, isSettled } = await grants.projectOf(1);
      expect([matched, matching, isSettled]).to.deep.equal([TABLE[0], TABLE[0], true]);
    });

    it("owes all at once where it was accepted before", async () => {
      const { grants } = await loadFixture(anAcceptedProject);
      await expect(grants.settle(1))
        .to.emit(grants, "ProjectSettled")
        .withArgs(1, GIVEN - TAXES, TAXES, TABLE[0]);
    });

    it("owes all at once where nobody has to accept", async () => {
      const { grants } = await loadFixture(allAtOnce);
      await expect(grants.settle(1))
        .to.emit(grants, "ProjectSettled")
        .withArgs(1, GIVEN - TAXES, TAXES, TABLE[0]);
    });

    it("owes the gifts alone where nothing is paid ahead", async () => {
      const { grants } = await loadFixture(nothingAhead);
      await expect(grants.settle(1))
        .to.emit(grants, "ProjectSettled")
        .withArgs(1, GIVEN - TAXES, TAXES, 0);
    });

    it("pays a citizen, and an account that is nobody's", async () => {
      const { grants, coin, citizens, stranger, give, close } = await loadFixture(aRound);
      for (let citizenId = 5; citizenId <= 14; ++citizenId) await give(citizenId, citizenId % 2 === 0 ? 4 : 1, COIN);
      await close();
      await grants.settle(1);
      await grants.settle(4);
      const [citizen, account] = [await grants.owedToCitizen(coin, 1), await grants.owedTo(coin, stranger)];
      await expect(grants.claimForCitizen(coin, 1)).to.changeTokenBalance(coin, citizens[0], citizen);
      await expect(grants.claim(coin, stranger)).to.changeTokenBalance(coin, stranger, account);
      expect(citizen).to.equal(account);
    });

    it("owes the gifts alone where the round is not matched", async () => {
      const { grants } = await loadFixture(anUnmatchedRound);
      await expect(grants.settle(3))
        .to.emit(grants, "ProjectSettled")
        .withArgs(3, 95n * COIN, 5n * COIN, 0);
    });

    it("owes a single donor's gift, and nothing of the pot", async () => {
      const { grants } = await loadFixture(aMatchedRound);
      await expect(grants.settle(3))
        .to.emit(grants, "ProjectSettled")
        .withArgs(3, 95n * COIN, 5n * COIN, 0);
    });

    it("owes of the pot in the last second, and gifts at any time", async () => {
      const { grants, claimableUntil } = await loadFixture(aMatchedRound);
      await time.setNextBlockTimestamp(claimableUntil);
      await expect(grants.settle(1))
        .to.emit(grants, "ProjectSettled")
        .withArgs(1, GIVEN - TAXES, TAXES, TABLE[0] / 2n);
      await expect(grants.settle(3))
        .to.emit(grants, "ProjectSettled")
        .withArgs(3, 95n * COIN, 5n * COIN, 0);
    });

    it("owes nothing of the pot a second later", async () => {
      const { grants, claimableUntil } = await loadFixture(aMatchedRound);
      await time.setNextBlockTimestamp(claimableUntil + 1n);
      await expect(grants.settle(1))
        .to.emit(grants, "ProjectSettled")
        .withArgs(1, GIVEN - TAXES, TAXES, 0);
    });

    it("leaves the tax to the coin where the exemption was ended", async () => {
      const { grants } = await loadFixture(anExemptionEnded);
      await expect(grants.settle(1))
        .to.emit(grants, "ProjectSettled")
        .withArgs(1, GIVEN, 0, TABLE[0] / 2n);
    });

    it("takes no tax where there is none", async () => {
      const { grants, coin, treasury } = await loadFixture(aMatchedRound);
      await coin.setProvision("0x7461785261746500000000000000000000000000000000000000000000000000", 0);
      await expect(grants.settle(1)).to.changeTokenBalance(coin, treasury, 0);
    });

    it("reverts with Grants_NothingDue the second time", async () => {
      const { grants } = await loadFixture(aMatchedRound);
      await grants.settle(1);
      await expect(grants.settle(1)).to.be.revertedWithCustomError(grants, "Grants_NothingDue").withArgs(1);
    });

    it("reverts with Grants_NothingDue for one to which nobody gave", async () => {
      const { grants } = await loadFixture(aMatchedRound);
      await expect(grants.settle(4)).to.be.revertedWithCustomError(grants, "Grants_NothingDue").withArgs(4);
    });

    it("reverts with Grants_NotClosed while the round is open", async () => {
      const { grants, round } = await loadFixture(aGivenRound);
      expect(await grants.dueOf(1)).to.deep.equal([0n, 0n]);
      await expect(grants.settle(1))
        .to.be.revertedWithCustomError(grants, "Grants_NotClosed")
        .withArgs(1, round.closesAt);
    });

    it("reverts with Grants_UnknownProject for one that there is none of", async () => {
      const { grants } = await loadFixture(aMatchedRound);
      await expect(grants.settle(5)).to.be.revertedWithCustomError(grants, "Grants_UnknownProject").withArgs(5);
    });
  });

  describe("the matching", () => {
    it("is that of an independent model", async () => {
      const { grants } = await loadFixture(aMatchedRound);
      const found = await Promise.all([1, 2, 3, 4].map(async (id) => (await grants.projectOf(id)).matching));
      expect(found).to.deep.equal(TABLE);
    });
  });
});
