import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import type { CitizenshipStub } from "../../../typechain-types";
import { ENDLESS, Standing } from "../../fixtures/citizenship";
import { aCoinAndStake, coins, domainOf } from "../../fixtures/money";

const [ANA, BEN, CEM] = [1n, 2n, 3n];

/** Ana has staked 100, Ben 50, Cem nothing. */
async function stakes() {
  const world = await aCoinAndStake();
  await world.stake.connect(world.ana).stake(coins(100));
  await world.stake.connect(world.ben).stake(coins(50));
  return world;
}

/** Ana's votes are cast by Ben. */
async function aDelegation() {
  const given = await stakes();
  await given.stake.connect(given.ana).delegate(given.ben);
  return { ...given, at: await time.latest() };
}

/** Writes the record of a citizen whose vote awakes at a moment. */
const asleepUntil = (citizenship: CitizenshipStub, citizenId: bigint, holder: HardhatEthersSigner, wakesAt: number) =>
  citizenship.write(citizenId, {
    holder,
    since: 1,
    wakesAt,
    until: ENDLESS,
    standing: Standing.Active,
    suspendedUntil: 0,
    markedLapsed: false,
  });

describe("StakeVotes", () => {
  describe("clock()", () => {
    it("returns the time in seconds, and its mode", async () => {
      const { stake } = await loadFixture(aCoinAndStake);
      expect(await stake.clock()).to.equal(await time.latest());
      expect(await stake.CLOCK_MODE()).to.equal("mode=timestamp");
    });
  });

  describe("delegate()", () => {
    it("adds the votes to the delegate", async () => {
      const { stake } = await loadFixture(aDelegation);
      expect([await stake.votesOf(ANA), await stake.votesOf(BEN)]).to.deep.equal([0n, coins(150)]);
    });

    it("emits DelegateChanged and DelegateVotesChanged, by account", async () => {
      const { stake, ana, ben } = await loadFixture(stakes);
      const delegating = stake.connect(ana).delegate(ben);
      await expect(delegating).to.emit(stake, "DelegateChanged").withArgs(ana, ana, ben);
      await expect(delegating).to.emit(stake, "DelegateVotesChanged").withArgs(ana, coins(100), 0);
      await expect(delegating).to.emit(stake, "DelegateVotesChanged").withArgs(ben, coins(50), coins(150));
    });

    it("moves them from one delegate to another", async () => {
      const { stake, ana, ben, cem } = await loadFixture(aDelegation);
      const delegating = stake.connect(ana).delegate(cem);
      await expect(delegating).to.emit(stake, "DelegateChanged").withArgs(ana, ben, cem);
      await expect(delegating).to.emit(stake, "DelegateVotesChanged").withArgs(ben, coins(150), coins(50));
      await expect(delegating).to.emit(stake, "DelegateVotesChanged").withArgs(cem, 0, coins(100));
    });

    it("takes them back when the delegatee is the caller", async () => {
      const { stake, ana } = await loadFixture(aDelegation);
      await stake.connect(ana).delegate(ana);
      expect([await stake.votesOf(ANA), await stake.votesOf(BEN)]).to.deep.equal([coins(100), coins(50)]);
    });

    it("moves no votes without a stake", async () => {
      const { stake, ben, cem } = await loadFixture(stakes);
      await expect(stake.connect(cem).delegate(ben)).not.to.emit(stake, "DelegateVotesChanged");
      expect((await stake.positionOf(CEM)).delegateId).to.equal(BEN);
    });

    it("moves no votes when the delegate stays the same", async () => {
      const { stake, ana, ben } = await loadFixture(aDelegation);
      const delegating = stake.connect(ana).delegate(ben);
      await expect(delegating).to.emit(stake, "DelegateChanged").withArgs(ana, ben, ben);
      await expect(delegating).not.to.emit(stake, "DelegateVotesChanged");
    });

    it("does not pass on what the delegator received", async () => {
      const { stake, ben, cem } = await loadFixture(aDelegation);
      await stake.connect(ben).delegate(cem);
      expect([await stake.votesOf(BEN), await stake.votesOf(CEM)]).to.deep.equal([coins(100), coins(50)]);
    });

    it("changes with the delegator's stake", async () => {
      const { stake, ana, ben } = await loadFixture(aDelegation);
      await expect(stake.connect(ana).stake(coins(5)))
        .to.emit(stake, "DelegateVotesChanged")
        .withArgs(ben, coins(150), coins(155));
      await expect(stake.connect(ana).unstake(coins(25)))
        .to.emit(stake, "DelegateVotesChanged")
        .withArgs(ben, coins(155), coins(130));
    });

    it("adds the delegate's stake to the received votes", async () => {
      const { stake, ben } = await loadFixture(aDelegation);
      await expect(stake.connect(ben).stake(coins(5)))
        .to.emit(stake, "DelegateVotesChanged")
        .withArgs(ben, coins(150), coins(155));
    });

    it("adds to the votes again after they were taken back", async () => {
      const { stake, ana } = await loadFixture(aDelegation);
      await stake.connect(ana).delegate(ana);
      await expect(stake.connect(ana).stake(coins(5)))
        .to.emit(stake, "DelegateVotesChanged")
        .withArgs(ana, coins(100), coins(105));
    });

    it("reverts with Stake_NotACitizen when the account holds no citizenship", async () => {
      const { stake, ana, eve } = await loadFixture(stakes);
      await expect(stake.connect(eve).delegate(ana))
        .to.be.revertedWithCustomError(stake, "Stake_NotACitizen")
        .withArgs(eve);
    });

    it("reverts with Stake_MayNotVote when the delegator's vote sleeps", async () => {
      const { citizenship, stake, ana, ben } = await loadFixture(stakes);
      await asleepUntil(citizenship, ANA, ana, (await time.latest()) + 1_000);
      await expect(stake.connect(ana).delegate(ben))
        .to.be.revertedWithCustomError(stake, "Stake_MayNotVote")
        .withArgs(ANA);
    });

    it("takes them back also for whoever may not vote", async () => {
      const { citizenship, stake, ana } = await loadFixture(aDelegation);
      await asleepUntil(citizenship, ANA, ana, (await time.latest()) + 1_000);
      await stake.connect(ana).delegate(ana);
      expect(await stake.votesOf(ANA)).to.equal(coins(100));
    });

    it("reverts with Stake_DelegateNotACitizen when the delegatee holds no citizenship", async () => {
      const { stake, ana, eve } = await loadFixture(stakes);
      await expect(stake.connect(ana).delegate(eve))
        .to.be.revertedWithCustomError(stake, "Stake_DelegateNotACitizen")
        .withArgs(eve);
    });
  });

  describe("delegateBySig()", () => {
    const types = {
      Delegation: [
        { name: "delegatee", type: "address" },
        { name: "nonce", type: "uint256" },
        { name: "expiry", type: "uint256" },
      ],
    };

    async function aSignedDelegation() {
      const given = await stakes();
      const expiry = (await time.latest()) + 1_000;
      const sign = async (signer: HardhatEthersSigner) => {
        const message = { delegatee: given.ben.address, nonce: 0, expiry };
        const signature = await signer.signTypedData(await domainOf(given.stake), types, message);
        const { v, r, s } = ethers.Signature.from(signature);
        return [given.ben.address, 0, expiry, v, r, s] as const;
      };
      return { ...given, expiry, sign };
    }

    it("delegates as the signer", async () => {
      const { stake, ana, cem, sign } = await loadFixture(aSignedDelegation);
      await stake.connect(cem).delegateBySig(...(await sign(ana)));
      expect(await stake.votesOf(BEN)).to.equal(coins(150));
    });

    it("is valid in the second of its expiry", async () => {
      const { stake, ana, expiry, sign } = await loadFixture(aSignedDelegation);
      await time.setNextBlockTimestamp(expiry);
      await stake.delegateBySig(...(await sign(ana)));
      expect(await stake.votesOf(BEN)).to.equal(coins(150));
    });

    it("reverts with VotesExpiredSignature one second after its expiry", async () => {
      const { stake, ana, expiry, sign } = await loadFixture(aSignedDelegation);
      await time.setNextBlockTimestamp(expiry + 1);
      await expect(stake.delegateBySig(...(await sign(ana))))
        .to.be.revertedWithCustomError(stake, "VotesExpiredSignature")
        .withArgs(expiry);
    });

    it("reverts with InvalidAccountNonce the second time", async () => {
      const { stake, ana, sign } = await loadFixture(aSignedDelegation);
      await stake.delegateBySig(...(await sign(ana)));
      await expect(stake.delegateBySig(...(await sign(ana))))
        .to.be.revertedWithCustomError(stake, "InvalidAccountNonce")
        .withArgs(ana, 1);
    });

    it("reverts with Stake_NotACitizen when the signer holds no citizenship", async () => {
      const { stake, eve, sign } = await loadFixture(aSignedDelegation);
      await expect(stake.delegateBySig(...(await sign(eve))))
        .to.be.revertedWithCustomError(stake, "Stake_NotACitizen")
        .withArgs(eve);
    });
  });

  describe("getVotes(), getPastVotes(), delegates()", () => {
    it("returns the figures of the citizen who holds the account", async () => {
      const { stake, ana, ben, cem, at } = await loadFixture(aDelegation);
      await time.increase(1);
      expect([await stake.getVotes(ben), await stake.getPastVotes(ben, at)]).to.deep.equal([coins(150), coins(150)]);
      expect([await stake.delegates(ana), await stake.delegates(cem)]).to.deep.equal([ben.address, cem.address]);
    });

    it("returns nothing for an account without a citizenship", async () => {
      const { stake, eve, at } = await loadFixture(aDelegation);
      await time.increase(1);
      expect([await stake.getVotes(eve), await stake.getPastVotes(eve, at)]).to.deep.equal([0n, 0n]);
      expect(await stake.delegates(eve)).to.equal(ethers.ZeroAddress);
    });

    it("follows the citizen to a new account, also for the past", async () => {
      const { citizenship, stake, ben, stranger, at } = await loadFixture(aDelegation);
      await citizenship.move(BEN, stranger);
      expect([await stake.getVotes(stranger), await stake.getPastVotes(stranger, at)]).to.deep.equal([
        coins(150),
        coins(150),
      ]);
      expect(await stake.getVotes(ben)).to.equal(0);
    });
  });

  describe("ballotVotesOf(), ballotVotesOfAll()", () => {
    it("returns the votes of the moment while they are still at stake", async () => {
      const { stake, at } = await loadFixture(aDelegation);
      await time.increase(1);
      expect(await stake.ballotVotesOf(BEN, 1, at)).to.equal(coins(150));
    });

    it("leaves out what came since", async () => {
      const { stake, ben, at } = await loadFixture(aDelegation);
      await time.increase(1);
      await stake.connect(ben).stake(coins(7));
      expect(await stake.ballotVotesOf(BEN, 1, at)).to.equal(coins(150));
    });

    it("leaves out what has left since", async () => {
      const { stake, ben, at } = await loadFixture(aDelegation);
      await time.increase(1);
      await stake.connect(ben).unstake(coins(20));
      expect(await stake.ballotVotesOf(BEN, 1, at)).to.equal(coins(130));
    });

    it("leaves out one's stake that was delegated at the moment, and is not now", async () => {
      const { stake, ana, at } = await loadFixture(aDelegation);
      await time.increase(1);
      await stake.connect(ana).delegate(ana);
      expect(await stake.ballotVotesOf(ANA, 1, at)).to.equal(0n);
      expect(await stake.ballotVotesOf(BEN, 1, at)).to.equal(coins(50));
    });

    it("counts one's stake again in votes after it was taken back", async () => {
      const { stake, ana } = await loadFixture(aDelegation);
      await stake.connect(ana).delegate(ana);
      const at = await time.latest();
      await time.increase(1);
      expect(await stake.ballotVotesOf(ANA, 1, at)).to.equal(coins(100));
    });

    it("puts no received stake in the place of one's stake that left", async () => {
      const { stake, ben, cem, coin, at, ana } = await loadFixture(aDelegation);
      await coin.connect(ana).transfer(cem, coins(10));
      await stake.connect(cem).stake(coins(50));
      await time.increase(1);
      await stake.connect(ben).unstake(coins(50));
      await stake.connect(cem).delegate(ben);
      expect(await stake.ballotVotesOf(BEN, 1, at)).to.equal(coins(100));
    });

    it("puts no own stake in the place of the received stake that left", async () => {
      const { stake, ana, ben, at } = await loadFixture(aDelegation);
      await time.increase(1);
      await stake.connect(ben).stake(coins(100));
      await stake.connect(ana).unstake(coins(100));
      expect(await stake.ballotVotesOf(BEN, 1, at)).to.equal(coins(50));
    });

    it("returns the votes of a citizen without heads who could vote then", async () => {
      const { stake, at } = await loadFixture(aDelegation);
      await time.increase(1);
      expect(await stake.ballotVotesOf(BEN, 0, at)).to.equal(coins(150));
    });

    it("returns nothing for a citizen without heads who could not vote then", async () => {
      const { citizenship, stake, ben, at } = await loadFixture(aDelegation);
      await time.increase(1);
      await asleepUntil(citizenship, BEN, ben, at + 1);
      expect(await stake.ballotVotesOf(BEN, 0, at)).to.equal(0n);
      expect(await stake.ballotVotesOfAll([ANA, BEN], [1, 0], at)).to.deep.equal([0n, 0n]);
    });

    it("returns those of each citizen", async () => {
      const { stake, at } = await loadFixture(aDelegation);
      await time.increase(1);
      expect(await stake.ballotVotesOfAll([ANA, BEN, CEM], [1, 1, 1], at)).to.deep.equal([0n, coins(150), 0n]);
    });

    for (const method of ["ballotVotesOf", "ballotVotesOfAll"] as const) {
      it(`reverts with ERC5805FutureLookup by ${method} when the moment is not past`, async () => {
        const { stake } = await loadFixture(aDelegation);
        const later = (await time.latest()) + 1_000;
        const asked =
          method === "ballotVotesOf" ? stake.ballotVotesOf(BEN, 1, later) : stake.ballotVotesOfAll([BEN], [1], later);
        await expect(asked)
          .to.be.revertedWithCustomError(stake, "ERC5805FutureLookup")
          .withArgs(later, (now: bigint) => now < later);
      });
    }
  });

  describe("objectionBase()", () => {
    it("returns all stake of the moment", async () => {
      const { stake, ana, at } = await loadFixture(aDelegation);
      await time.increase(1);
      await stake.connect(ana).unstake(coins(100));
      expect(await stake.objectionBase(at)).to.equal(coins(150));
    });

    it("returns 1 % of the coin that there was where less is staked", async () => {
      const { stake, coin, government, ana, ben } = await loadFixture(stakes);
      await stake.connect(ana).unstake(coins(100));
      const at = await time.latest();
      await coin.connect(government).mint(ben, coins(500));
      expect(await stake.objectionBase(at)).to.equal(coins(100));
      await time.increase(1);
      expect(await stake.objectionBase((await time.latest()) - 1)).to.equal(coins(105));
    });

    it("reverts with ERC5805FutureLookup when the moment is not past", async () => {
      const { stake, at } = await loadFixture(aDelegation);
      await expect(stake.objectionBase(at))
        .to.be.revertedWithCustomError(stake, "ERC5805FutureLookup")
        .withArgs(at, at);
    });
  });

  describe("pastVotesOf(), pastStakeOf(), pastDelegateOf(), getPastTotalSupply()", () => {
    it("returns the values before, at and after each change", async () => {
      const { stake, ana, at } = await loadFixture(aDelegation);
      await time.setNextBlockTimestamp(at + 10);
      await stake.connect(ana).stake(coins(7));
      await time.setNextBlockTimestamp(at + 20);
      await stake.connect(ana).delegate(ana);
      await time.increase(1);

      const rows = await Promise.all(
        [at - 1, at, at + 9, at + 10, at + 19, at + 20].map(async (t) => [
          await stake.pastVotesOf(ANA, t),
          await stake.pastVotesOf(BEN, t),
          await stake.pastStakeOf(ANA, t),
          await stake.pastDelegateOf(ANA, t),
          await stake.getPastTotalSupply(t),
        ]),
      );
      expect(rows).to.deep.equal([
        [coins(100), coins(50), coins(100), ANA, coins(150)],
        [0n, coins(150), coins(100), BEN, coins(150)],
        [0n, coins(150), coins(100), BEN, coins(150)],
        [0n, coins(157), coins(107), BEN, coins(157)],
        [0n, coins(157), coins(107), BEN, coins(157)],
        [coins(107), coins(50), coins(107), ANA, coins(157)],
      ]);
    });

    it("returns nothing before the first stake", async () => {
      const { stake, at } = await loadFixture(aDelegation);
      await time.increase(1);
      expect([await stake.pastVotesOf(ANA, at - 100), await stake.getPastTotalSupply(at - 100)]).to.deep.equal([
        0n,
        0n,
      ]);
    });

    it("returns the citizen when nothing was ever delegated", async () => {
      const { stake, at } = await loadFixture(aDelegation);
      await time.increase(1);
      expect(await stake.pastDelegateOf(CEM, at)).to.equal(CEM);
    });

    for (const read of ["pastVotesOf", "pastStakeOf", "pastDelegateOf"] as const) {
      it(`reverts with ERC5805FutureLookup when ${read}() is asked for the present`, async () => {
        const { stake, at } = await loadFixture(aDelegation);
        await expect(stake[read](ANA, at)).to.be.revertedWithCustomError(stake, "ERC5805FutureLookup").withArgs(at, at);
      });
    }

    it("reverts with ERC5805FutureLookup when it is asked for the future", async () => {
      const { stake, ana, at } = await loadFixture(aDelegation);
      await expect(stake.getPastTotalSupply(at + 1))
        .to.be.revertedWithCustomError(stake, "ERC5805FutureLookup")
        .withArgs(at + 1, at);
      await expect(stake.getPastVotes(ana, ethers.MaxUint256))
        .to.be.revertedWithCustomError(stake, "ERC5805FutureLookup")
        .withArgs(ethers.MaxUint256, at);
    });
  });
});
