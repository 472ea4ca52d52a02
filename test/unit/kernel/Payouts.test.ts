import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";

const NATIVE = ethers.ZeroAddress;
const NOBODY = ethers.ZeroAddress;
/** The citizen whom the tests are about. */
const ANA = 1n;

/** An institution that holds native coin and a token, and owes nothing yet. Ana is a citizen, Ben is none. */
async function anInstitution() {
  const [ana, ben, newKey, stranger] = await ethers.getSigners();
  const citizenship = await ethers.deployContract("CitizenshipStub");
  await citizenship.admit(ana);
  const payouts = await ethers.deployContract("PayoutsHarness", [citizenship], { value: 1_000n });
  const token = await ethers.deployContract("HostileToken");
  await token.mint(payouts, 1_000n);
  const receiver = await ethers.deployContract("CallbackReceiver");

  /** Has an account called back whenever it is paid native coin, or the token is sent. */
  async function whenPaid(data: string): Promise<void> {
    await receiver.onReceive(payouts, 0, data);
    await token.setHook(receiver);
  }

  return { citizenship, payouts, token, receiver, whenPaid, ana, ben, newKey, stranger };
}

/** What is owed: 7 wei and 70 of the token to Ben, 5 wei and 50 of the token to Ana. */
async function anInstitutionThatOwes() {
  const world = await anInstitution();
  const { payouts, token, ben } = world;
  await payouts.credit(NATIVE, ben, 0, 7);
  await payouts.credit(token, ben, 0, 70);
  await payouts.credit(NATIVE, NOBODY, ANA, 5);
  await payouts.credit(token, NOBODY, ANA, 50);
  return world;
}

// Checks PAY-1.
describe("Payouts", () => {
  describe("crediting", () => {
    it("owes an account what it is credited", async () => {
      const { payouts, ben } = await loadFixture(anInstitutionThatOwes);
      expect(await payouts.owedTo(NATIVE, ben)).to.equal(7n);
    });

    it("owes a citizen what the citizen is credited", async () => {
      const { payouts } = await loadFixture(anInstitutionThatOwes);
      expect(await payouts.owedToCitizen(NATIVE, ANA)).to.equal(5n);
    });

    it("owes the account of a citizen nothing of what the citizen is owed", async () => {
      const { payouts, ana } = await loadFixture(anInstitutionThatOwes);
      expect(await payouts.owedTo(NATIVE, ana)).to.equal(0n);
    });

    it("keeps assets apart", async () => {
      const { payouts, token, ben } = await loadFixture(anInstitutionThatOwes);
      expect(await payouts.owedTo(token, ben)).to.equal(70n);
    });

    it("adds up what a creditor is owed", async () => {
      const { payouts, ben } = await loadFixture(anInstitutionThatOwes);
      await payouts.credit(NATIVE, ben, 0, 3);
      expect(await payouts.owedTo(NATIVE, ben)).to.equal(10n);
    });

    it("emits Credited with the account", async () => {
      const { payouts, ben } = await loadFixture(anInstitution);
      await expect(payouts.credit(NATIVE, ben, 0, 7))
        .to.emit(payouts, "Credited")
        .withArgs(NATIVE, ben, 0, 7);
    });

    it("emits Credited with the citizen and no account", async () => {
      const { payouts, ana } = await loadFixture(anInstitution);
      await expect(payouts.credit(NATIVE, ana, ANA, 5))
        .to.emit(payouts, "Credited")
        .withArgs(NATIVE, NOBODY, ANA, 5);
    });

    it("emits nothing when the amount is 0", async () => {
      const { payouts, ben } = await loadFixture(anInstitution);
      await expect(payouts.credit(NATIVE, ben, 0, 0)).not.to.emit(payouts, "Credited");
    });

    it("owes without an event what the institution's own event tells", async () => {
      const { payouts } = await loadFixture(anInstitution);
      await expect(payouts.owe(NATIVE, NOBODY, ANA, 5)).not.to.emit(payouts, "Credited");
      expect(await payouts.owedToCitizen(NATIVE, ANA)).to.equal(5n);
    });

    it("pays nobody by itself", async () => {
      const { payouts, ben } = await loadFixture(anInstitution);
      await expect(payouts.credit(NATIVE, ben, 0, 7)).to.changeEtherBalance(ben, 0n);
    });
  });

  describe("claim()", () => {
    it("pays the account native coin when a stranger claims", async () => {
      const { payouts, ben, stranger } = await loadFixture(anInstitutionThatOwes);
      await expect(payouts.connect(stranger).claim(NATIVE, ben)).to.changeEtherBalances([payouts, ben], [-7n, 7n]);
    });

    it("pays the account a token when a stranger claims", async () => {
      const { payouts, token, ben, stranger } = await loadFixture(anInstitutionThatOwes);
      await expect(payouts.connect(stranger).claim(token, ben)).to.changeTokenBalances(
        token,
        [payouts, ben],
        [-70n, 70n],
      );
    });

    it("returns what it pays", async () => {
      const { payouts, ben } = await loadFixture(anInstitutionThatOwes);
      expect(await payouts.claim.staticCall(NATIVE, ben)).to.equal(7n);
    });

    it("emits Claimed with the account", async () => {
      const { payouts, ben } = await loadFixture(anInstitutionThatOwes);
      await expect(payouts.claim(NATIVE, ben)).to.emit(payouts, "Claimed").withArgs(NATIVE, ben, 0, 7);
    });

    it("owes nothing afterwards", async () => {
      const { payouts, ben } = await loadFixture(anInstitutionThatOwes);
      await payouts.claim(NATIVE, ben);
      expect(await payouts.owedTo(NATIVE, ben)).to.equal(0n);
    });

    it("leaves other assets and creditors what they are owed", async () => {
      const { payouts, token, ben } = await loadFixture(anInstitutionThatOwes);
      await payouts.claim(NATIVE, ben);
      expect(await payouts.owedTo(token, ben)).to.equal(70n);
      expect(await payouts.owedToCitizen(NATIVE, ANA)).to.equal(5n);
    });

    it("reverts with Payouts_NothingOwed when it was claimed before", async () => {
      const { payouts, ben } = await loadFixture(anInstitutionThatOwes);
      await payouts.claim(NATIVE, ben);
      await expect(payouts.claim(NATIVE, ben))
        .to.be.revertedWithCustomError(payouts, "Payouts_NothingOwed")
        .withArgs(NATIVE, ben, 0);
    });

    it("reverts with Payouts_NothingOwed when only the account's citizen is owed money", async () => {
      const { payouts, ana } = await loadFixture(anInstitutionThatOwes);
      await expect(payouts.claim(NATIVE, ana))
        .to.be.revertedWithCustomError(payouts, "Payouts_NothingOwed")
        .withArgs(NATIVE, ana, 0);
    });
  });

  describe("claimForCitizen()", () => {
    it("pays native coin to the account that holds the citizenship", async () => {
      const { payouts, ana, stranger } = await loadFixture(anInstitutionThatOwes);
      await expect(payouts.connect(stranger).claimForCitizen(NATIVE, ANA)).to.changeEtherBalances(
        [payouts, ana],
        [-5n, 5n],
      );
    });

    it("pays a token to the account that holds the citizenship", async () => {
      const { payouts, token, ana } = await loadFixture(anInstitutionThatOwes);
      await expect(payouts.claimForCitizen(token, ANA)).to.changeTokenBalances(token, [payouts, ana], [-50n, 50n]);
    });

    it("returns what it pays", async () => {
      const { payouts } = await loadFixture(anInstitutionThatOwes);
      expect(await payouts.claimForCitizen.staticCall(NATIVE, ANA)).to.equal(5n);
    });

    it("emits Claimed with the account that is paid and the citizen", async () => {
      const { payouts, ana } = await loadFixture(anInstitutionThatOwes);
      await expect(payouts.claimForCitizen(NATIVE, ANA)).to.emit(payouts, "Claimed").withArgs(NATIVE, ana, ANA, 5);
    });

    it("pays the new account when the citizenship has moved", async () => {
      const { citizenship, payouts, newKey } = await loadFixture(anInstitutionThatOwes);
      await citizenship.move(ANA, newKey);
      await expect(payouts.claimForCitizen(NATIVE, ANA)).to.changeEtherBalance(newKey, 5n);
    });

    it("pays the last holder when the citizenship has ended", async () => {
      const { citizenship, payouts, ana } = await loadFixture(anInstitutionThatOwes);
      await citizenship.end(ANA);
      await expect(payouts.claimForCitizen(NATIVE, ANA)).to.changeEtherBalance(ana, 5n);
    });

    it("owes nothing afterwards", async () => {
      const { payouts } = await loadFixture(anInstitutionThatOwes);
      await payouts.claimForCitizen(NATIVE, ANA);
      expect(await payouts.owedToCitizen(NATIVE, ANA)).to.equal(0n);
    });

    it("leaves other assets and creditors what they are owed", async () => {
      const { payouts, token, ben } = await loadFixture(anInstitutionThatOwes);
      await payouts.claimForCitizen(NATIVE, ANA);
      expect(await payouts.owedToCitizen(token, ANA)).to.equal(50n);
      expect(await payouts.owedTo(NATIVE, ben)).to.equal(7n);
    });

    it("reverts with Payouts_NothingOwed when it was claimed before", async () => {
      const { payouts } = await loadFixture(anInstitutionThatOwes);
      await payouts.claimForCitizen(NATIVE, ANA);
      await expect(payouts.claimForCitizen(NATIVE, ANA))
        .to.be.revertedWithCustomError(payouts, "Payouts_NothingOwed")
        .withArgs(NATIVE, NOBODY, ANA);
    });

    for (const [what, numberOf] of [
      ["0", () => 0n],
      ["the number of an account that is owed money", (account: string) => BigInt(account)],
      ["a citizen's number with a bit above an account's", () => ANA + 2n ** 160n],
      ["a citizen's number with the highest bit", () => ANA + 2n ** 255n],
      ["a number that wraps to an account", (account: string) => 2n ** 256n - 2n ** 160n + BigInt(account)],
    ] as const) {
      it(`reverts with Payouts_NothingOwed when the id is ${what}`, async () => {
        const { payouts, ben } = await loadFixture(anInstitutionThatOwes);
        const citizenId = numberOf(ben.address);
        await expect(payouts.claimForCitizen(NATIVE, citizenId))
          .to.be.revertedWithCustomError(payouts, "Payouts_NothingOwed")
          .withArgs(NATIVE, NOBODY, citizenId);
      });
    }
  });

  context("given an account that refuses native coin", () => {
    async function aRefusal() {
      const world = await anInstitution();
      const refusing = await ethers.deployContract("RefusingChallenger");
      await world.payouts.credit(NATIVE, refusing, 0, 7);
      return { ...world, refusing };
    }

    it("reverts with Payouts_PaymentRefused", async () => {
      const { payouts, refusing } = await loadFixture(aRefusal);
      await expect(payouts.claim(NATIVE, refusing))
        .to.be.revertedWithCustomError(payouts, "Payouts_PaymentRefused")
        .withArgs(refusing, 7);
    });

    it("leaves the money owed", async () => {
      const { payouts, refusing } = await loadFixture(aRefusal);
      await payouts.claim(NATIVE, refusing).catch(() => undefined);
      expect(await payouts.owedTo(NATIVE, refusing)).to.equal(7n);
    });

    it("pays once the account accepts", async () => {
      const { payouts, refusing } = await loadFixture(aRefusal);
      await refusing.setTakes(true);
      await expect(payouts.claim(NATIVE, refusing)).to.changeEtherBalance(refusing, 7n);
    });

    it("reverts with Payouts_PaymentRefused when the account holds a creditor's citizenship", async () => {
      const { citizenship, payouts, refusing } = await loadFixture(aRefusal);
      await citizenship.move(ANA, refusing);
      await payouts.credit(NATIVE, NOBODY, ANA, 5);
      await expect(payouts.claimForCitizen(NATIVE, ANA))
        .to.be.revertedWithCustomError(payouts, "Payouts_PaymentRefused")
        .withArgs(refusing, 5);
    });
  });

  context("given an account that answers with 100,000 bytes", () => {
    it("copies none of them", async () => {
      const { payouts, ben } = await loadFixture(anInstitution);
      const loud = await ethers.deployContract("LoudReceiver");
      await payouts.credit(NATIVE, loud, 0, 7);
      await payouts.credit(NATIVE, ben, 0, 7);
      const plain = await payouts.claim.estimateGas(NATIVE, ben);
      const dear = await payouts.claim.estimateGas(NATIVE, loud);
      // The receiver's own memory costs some 28,500 gas: a copy would cost as much again.
      expect(dear - plain).to.be.lessThan(32_000n);
    });
  });

  context("given a token that refuses", () => {
    it("reverts with SafeERC20FailedOperation", async () => {
      const { payouts, token, ben } = await loadFixture(anInstitutionThatOwes);
      await token.setRefuses(true);
      await expect(payouts.claim(token, ben))
        .to.be.revertedWithCustomError(payouts, "SafeERC20FailedOperation")
        .withArgs(token);
    });

    it("leaves the money owed", async () => {
      const { payouts, token, ben } = await loadFixture(anInstitutionThatOwes);
      await token.setRefuses(true);
      await payouts.claim(token, ben).catch(() => undefined);
      expect(await payouts.owedTo(token, ben)).to.equal(70n);
    });

    it("keeps no other asset from being claimed", async () => {
      const { payouts, token, ben } = await loadFixture(anInstitutionThatOwes);
      await token.setRefuses(true);
      await expect(payouts.claim(NATIVE, ben)).to.changeEtherBalance(ben, 7n);
    });
  });

  context("given a creditor that claims again while it is paid", () => {
    it("reverts with Payouts_PaymentRefused when it passes the failure on", async () => {
      const { payouts, receiver, whenPaid } = await loadFixture(anInstitution);
      await payouts.credit(NATIVE, receiver, 0, 7);
      await whenPaid(payouts.interface.encodeFunctionData("claim", [NATIVE, await receiver.getAddress()]));
      await expect(payouts.claim(NATIVE, receiver))
        .to.be.revertedWithCustomError(payouts, "Payouts_PaymentRefused")
        .withArgs(receiver, 7);
    });

    it("pays each of two creditors once when one claims for the other", async () => {
      const { payouts, receiver, whenPaid, ben } = await loadFixture(anInstitutionThatOwes);
      await payouts.credit(NATIVE, receiver, 0, 9);
      await whenPaid(payouts.interface.encodeFunctionData("claim", [NATIVE, ben.address]));
      await expect(payouts.claim(NATIVE, receiver)).to.changeEtherBalances([payouts, receiver, ben], [-16n, 9n, 7n]);
    });

    it("reverts with ReentrancyGuardReentrantCall when a token calls back", async () => {
      const { payouts, token, whenPaid, ben } = await loadFixture(anInstitutionThatOwes);
      await whenPaid(payouts.interface.encodeFunctionData("claimForCitizen", [await token.getAddress(), ANA]));
      await expect(payouts.claim(token, ben)).to.be.revertedWithCustomError(payouts, "ReentrancyGuardReentrantCall");
    });
  });

  context("given an act of the institution that is guarded", () => {
    it("reverts with ReentrancyGuardReentrantCall when a token is claimed in the middle of it", async () => {
      const { payouts, token, ben } = await loadFixture(anInstitutionThatOwes);
      const claim = payouts.interface.encodeFunctionData("claim", [await token.getAddress(), ben.address]);
      await expect(payouts.takeIn(claim)).to.be.revertedWithCustomError(payouts, "ReentrancyGuardReentrantCall");
    });

    it("pays native coin, which no institution measures by its balance", async () => {
      const { payouts, ben } = await loadFixture(anInstitutionThatOwes);
      const claim = payouts.interface.encodeFunctionData("claim", [NATIVE, ben.address]);
      await expect(payouts.takeIn(claim)).to.changeEtherBalance(ben, 7n);
    });
  });
});
