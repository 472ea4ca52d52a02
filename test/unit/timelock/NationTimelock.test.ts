import { loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { ethers } from "hardhat";

const days = (count: number): number => count * 86_400;
const [DELAY, LONG_DELAY] = ["delay", "longDelay"].map(encodeBytes32String);
const waits = [
  { value: days(2), min: days(2), max: days(30) },
  { value: days(7), min: days(2), max: days(30) },
];

/** A timelock that governs itself by an authority, with a guarded institution in the treasury's place. */
async function aTimelock() {
  const [founder, governor, stranger, coin] = await ethers.getSigners();
  const authority = await ethers.deployContract("AccessManager", [founder]);
  const terms = { value: 10_00n, min: 1_00n, max: 50_00n };
  const treasury = await ethers.deployContract("GuardedInstitution", [authority, [terms, terms, terms]]);
  const factory = await ethers.getContractFactory("NationTimelock");
  const parts = { authority, governor, treasury, coin };
  const timelock = await factory.deploy(parts, waits);
  await authority.grantRole(0, timelock, 0);
  return { founder, governor, stranger, coin, authority, treasury, factory, parts, timelock };
}

describe("NationTimelock", () => {
  describe("constructor()", () => {
    for (const [index, key] of [
      [0, "delay"],
      [1, "longDelay"],
    ] as const) {
      const withTerms = (change: object) => waits.map((terms, at) => (at === index ? { ...terms, ...change } : terms));

      it(`accepts a ${key} from an hour to 30 days`, async () => {
        const { factory, parts } = await loadFixture(aTimelock);
        await expect(factory.deploy(parts, withTerms({ min: 3_600 }))).not.to.be.reverted;
      });

      it(`reverts with NationTimelock_BoundsTooWide for a ${key} below an hour`, async () => {
        const { factory, parts, timelock } = await loadFixture(aTimelock);
        await expect(factory.deploy(parts, withTerms({ min: 3_599 })))
          .to.be.revertedWithCustomError(timelock, "NationTimelock_BoundsTooWide")
          .withArgs(encodeBytes32String(key), 3_599, days(30), 3_600, days(30));
      });

      it(`reverts with NationTimelock_BoundsTooWide for a ${key} above 30 days`, async () => {
        const { factory, parts, timelock } = await loadFixture(aTimelock);
        await expect(factory.deploy(parts, withTerms({ max: days(30) + 1 })))
          .to.be.revertedWithCustomError(timelock, "NationTimelock_BoundsTooWide")
          .withArgs(encodeBytes32String(key), days(2), days(30) + 1, 3_600, days(30));
      });
    }

    it("gives its roles to the governor, and their administration to itself alone", async () => {
      const { timelock, governor, founder } = await loadFixture(aTimelock);
      for (const role of ["PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE"] as const) {
        expect(await timelock.hasRole(await timelock[role](), governor)).to.equal(true);
      }
      expect(await timelock.hasRole(ethers.ZeroHash, timelock)).to.equal(true);
      expect(await timelock.hasRole(ethers.ZeroHash, founder)).to.equal(false);
    });
  });

  describe("getMinDelay()", () => {
    it("returns the provision", async () => {
      const { timelock } = await loadFixture(aTimelock);
      expect(await timelock.getMinDelay()).to.equal(days(2));
    });

    it("follows the provision", async () => {
      const { timelock } = await loadFixture(aTimelock);
      await timelock.setProvision(DELAY, days(3));
      expect(await timelock.getMinDelay()).to.equal(days(3));
    });
  });

  describe("setProvision(), tryProvision(), ratifyProvision()", () => {
    it("announces another delay as OpenZeppelin's timelocks do", async () => {
      const { timelock } = await loadFixture(aTimelock);
      await expect(timelock.setProvision(DELAY, days(3)))
        .to.emit(timelock, "MinDelayChange")
        .withArgs(days(2), days(3));
      await expect(timelock.tryProvision(DELAY, days(5), days(10)))
        .to.emit(timelock, "MinDelayChange")
        .withArgs(days(3), days(5));
      await expect(timelock.ratifyProvision(DELAY)).to.emit(timelock, "MinDelayChange").withArgs(days(5), days(5));
    });

    it("announces no other delay for another provision", async () => {
      const { timelock } = await loadFixture(aTimelock);
      await expect(timelock.setProvision(LONG_DELAY, days(8))).not.to.emit(timelock, "MinDelayChange");
    });

    it("announces the first delay at the creation", async () => {
      const { factory, parts } = await loadFixture(aTimelock);
      const created = await factory.deploy(parts, waits);
      await expect(created.deploymentTransaction()).to.emit(created, "MinDelayChange").withArgs(0, days(2));
    });
  });

  describe("delayOf()", () => {
    const calls = (...all: { target: unknown; value?: number; data?: string }[]) =>
      [
        all.map(({ target }) => target as string),
        all.map(({ value }) => value ?? 0),
        all.map(({ data }) => data ?? "0x"),
      ] as const;

    it("returns the delay for an ordinary call elsewhere", async () => {
      const { timelock, stranger } = await loadFixture(aTimelock);
      expect(await timelock.delayOf(false, ...calls({ target: stranger }))).to.equal(days(2));
    });

    it("returns the long delay for what is constitutional", async () => {
      const { timelock, stranger } = await loadFixture(aTimelock);
      expect(await timelock.delayOf(true, ...calls({ target: stranger }))).to.equal(days(7));
    });

    it("returns the long delay if a call sends native coin", async () => {
      const { timelock, stranger } = await loadFixture(aTimelock);
      const all = calls({ target: stranger }, { target: stranger, value: 1 });
      expect(await timelock.delayOf(false, ...all)).to.equal(days(7));
    });

    it("returns the long delay for a call to the coin", async () => {
      const { timelock, coin } = await loadFixture(aTimelock);
      expect(await timelock.delayOf(false, ...calls({ target: coin }))).to.equal(days(7));
    });

    it("returns the long delay for a call to the treasury", async () => {
      const { timelock, treasury } = await loadFixture(aTimelock);
      const data = treasury.interface.encodeFunctionData("open");
      expect(await timelock.delayOf(false, ...calls({ target: treasury, data }))).to.equal(days(7));
    });

    it("returns the delay for a call to the treasury that takes power back", async () => {
      const { timelock, treasury } = await loadFixture(aTimelock);
      const data = treasury.interface.encodeFunctionData("close");
      expect(await timelock.delayOf(false, ...calls({ target: treasury, data }))).to.equal(days(2));
    });

    it("returns the delay for everything where it is the longer one", async () => {
      const { timelock, stranger } = await loadFixture(aTimelock);
      await timelock.setProvision(DELAY, days(10));
      expect(await timelock.delayOf(true, ...calls({ target: stranger }))).to.equal(days(10));
    });
  });

  describe("scheduleBatch()", () => {
    it("reverts with TimelockInsufficientDelay a second below the delay", async () => {
      const { timelock, governor, stranger } = await loadFixture(aTimelock);
      const sent = timelock
        .connect(governor)
        .scheduleBatch([stranger], [0], ["0x"], ethers.ZeroHash, ethers.ZeroHash, days(2) - 1);
      await expect(sent)
        .to.be.revertedWithCustomError(timelock, "TimelockInsufficientDelay")
        .withArgs(days(2) - 1, days(2));
    });
  });

  describe("updateDelay()", () => {
    it("reverts with NationTimelock_DelayIsAProvision for the timelock, too", async () => {
      const { timelock } = await loadFixture(aTimelock);
      const itself = await ethers.getImpersonatedSigner(timelock.target as string);
      await setBalance(itself.address, 10n ** 18n);
      await expect(timelock.connect(itself).updateDelay(0))
        .to.be.revertedWithCustomError(timelock, "NationTimelock_DelayIsAProvision")
        .withArgs(0);
    });
  });

  describe("setAuthority()", () => {
    it("reverts with NationTimelock_ConstitutionIsFixed for the constitution, too", async () => {
      const { timelock, authority, stranger } = await loadFixture(aTimelock);
      await expect(authority.updateAuthority(timelock, stranger))
        .to.be.revertedWithCustomError(timelock, "NationTimelock_ConstitutionIsFixed")
        .withArgs(stranger.address);
    });
  });

  describe("provisions()", () => {
    it("lists its waits in order", async () => {
      const { timelock } = await loadFixture(aTimelock);
      expect((await timelock.provisions()).map(({ key }) => key)).to.deep.equal([DELAY, LONG_DELAY]);
    });
  });

  describe("hold(), release(), strike()", () => {
    const [OPERATION_WAIT, MAX_HOLD] = [days(2), days(60)];

    /** Somebody holds the petition's role, and an operation waits. */
    async function anOperation() {
      const world = await aTimelock();
      const { authority, timelock, founder, governor, stranger } = world;
      await authority.connect(founder).grantRole(6, stranger, 0);
      const selectors = ["hold", "release", "strike"].map(
        (name) => timelock.interface.getFunction(name as "hold").selector,
      );
      await authority.connect(founder).setTargetFunctionRole(timelock, selectors, 6);
      const call = [stranger.address, 0, "0x", ethers.ZeroHash, ethers.ZeroHash] as const;
      await timelock.connect(governor).schedule(...call, OPERATION_WAIT);
      const id = await timelock.hashOperation(...call);
      const execute = () => timelock.connect(governor).execute(...call);
      return { ...world, id, call, execute, petitioner: stranger, readyAt: await timelock.getTimestamp(id) };
    }

    it("holds back what waits, and lets it be ready later by just as long", async () => {
      const { timelock, petitioner, id, execute, readyAt } = await loadFixture(anOperation);
      const at = (await time.latest()) + 100;
      await time.setNextBlockTimestamp(at);
      await expect(timelock.connect(petitioner).hold(id, days(5)))
        .to.emit(timelock, "OperationHeld")
        .withArgs(id, at + days(5));
      expect(await timelock.heldUntil(id)).to.equal(at + days(5));
      expect(await timelock.getTimestamp(id)).to.equal(readyAt + BigInt(days(5)));
      await time.increaseTo(readyAt + BigInt(days(5)) - 2n);
      await expect(execute()).to.be.revertedWithCustomError(timelock, "TimelockUnexpectedOperationState");
      await time.increaseTo(readyAt + BigInt(days(5)));
      await execute();
      expect(await timelock.isOperationDone(id)).to.equal(true);
    });

    it("lets it go again, and gives back the time that it was not held", async () => {
      const { timelock, petitioner, id, readyAt } = await loadFixture(anOperation);
      await timelock.connect(petitioner).hold(id, days(5));
      const since = await time.latest();
      await time.setNextBlockTimestamp(since + days(1));
      await expect(timelock.connect(petitioner).release(id))
        .to.emit(timelock, "OperationReleased")
        .withArgs(id, readyAt + BigInt(days(1)));
    });

    it("strikes what was held for good, whoever schedules it again (TIME-3)", async () => {
      const { timelock, petitioner, governor, id, call, execute } = await loadFixture(anOperation);
      await timelock.connect(petitioner).hold(id, days(5));
      await expect(timelock.connect(petitioner).strike(id)).to.emit(timelock, "OperationStruck").withArgs(id);
      expect(await timelock.getTimestamp(id)).to.equal(0n);
      expect(await timelock.heldUntil(id)).to.equal(0n);
      await timelock.connect(governor).schedule(...call, OPERATION_WAIT);
      await time.increase(days(60));
      await expect(execute()).to.be.revertedWithCustomError(timelock, "TimelockUnexpectedOperationState");
    });

    it("holds at most for 60 days", async () => {
      const { timelock, petitioner, id } = await loadFixture(anOperation);
      await expect(timelock.connect(petitioner).hold(id, MAX_HOLD + 1))
        .to.be.revertedWithCustomError(timelock, "NationTimelock_HoldTooLong")
        .withArgs(MAX_HOLD + 1, MAX_HOLD);
      await timelock.connect(petitioner).hold(id, MAX_HOLD);
    });

    it("holds nothing twice (TIME-2)", async () => {
      const { timelock, petitioner, id } = await loadFixture(anOperation);
      await timelock.connect(petitioner).hold(id, days(1));
      await timelock.connect(petitioner).release(id);
      await expect(timelock.connect(petitioner).hold(id, days(1)))
        .to.be.revertedWithCustomError(timelock, "NationTimelock_HeldBefore")
        .withArgs(id);
    });

    it("holds nothing that is ready, done or unknown", async () => {
      const { timelock, petitioner, id, execute, readyAt } = await loadFixture(anOperation);
      const refused = async (operation: string) =>
        expect(timelock.connect(petitioner).hold(operation, 1))
          .to.be.revertedWithCustomError(timelock, "NationTimelock_NotWaiting")
          .withArgs(operation);
      await refused(ethers.id("unknown"));
      await time.increaseTo(readyAt);
      await refused(id);
      await execute();
      await refused(id);
    });

    it("releases and strikes nothing that never was held", async () => {
      const { timelock, petitioner, id } = await loadFixture(anOperation);
      for (const act of ["release", "strike"] as const)
        await expect(timelock.connect(petitioner)[act](id))
          .to.be.revertedWithCustomError(timelock, "NationTimelock_NotHeld")
          .withArgs(id);
    });

    it("releases nothing whose hold is over, and nothing twice", async () => {
      const { timelock, petitioner, id } = await loadFixture(anOperation);
      await timelock.connect(petitioner).hold(id, days(1));
      await time.increase(days(1));
      await expect(timelock.connect(petitioner).release(id))
        .to.be.revertedWithCustomError(timelock, "NationTimelock_NotHeld")
        .withArgs(id);
    });

    it("strikes nothing that was let go (TIME-3)", async () => {
      const { timelock, petitioner, id } = await loadFixture(anOperation);
      await timelock.connect(petitioner).hold(id, days(1));
      await timelock.connect(petitioner).release(id);
      await expect(timelock.connect(petitioner).strike(id))
        .to.be.revertedWithCustomError(timelock, "NationTimelock_NotHeld")
        .withArgs(id);
    });

    it("strikes and releases nothing that was struck or done", async () => {
      const { timelock, petitioner, id, execute } = await loadFixture(anOperation);
      await timelock.connect(petitioner).hold(id, days(1));
      await time.increase(days(4));
      await execute();
      const refused = async () => {
        for (const act of ["release", "strike"] as const)
          await expect(timelock.connect(petitioner)[act](id))
            .to.be.revertedWithCustomError(timelock, "NationTimelock_NotWaiting")
            .withArgs(id);
      };
      await refused();
      const other = await loadFixture(anOperation);
      await other.timelock.connect(other.petitioner).hold(other.id, days(1));
      await other.timelock.connect(other.petitioner).strike(other.id);
      await refused();
    });

    it("obeys nobody else", async () => {
      const { timelock, governor, id } = await loadFixture(anOperation);
      for (const sent of [
        timelock.connect(governor).hold(id, 1),
        timelock.connect(governor).release(id),
        timelock.connect(governor).strike(id),
      ])
        await expect(sent)
          .to.be.revertedWithCustomError(timelock, "AccessManagedUnauthorized")
          .withArgs(governor.address);
    });
  });
});
