import { impersonateAccount, loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { citizenId, connect, moment, type NationClient } from "../../sdk/src";
import { foundNation } from "../fixtures/nation";

const DAY = 86_400;
const ANN = citizenId.from(1);
const BEN = citizenId.from(2);
const CYD = citizenId.from(3);
const DAN = citizenId.from(4);

/** A nation with a recovery, clients of its citizens, and of a friend and a new key that hold no citizenship. */
async function aNationOfKeys() {
  const world = await foundNation(5, { institutions: { recovery: true } });
  const { nation, timelock } = world.founding.addresses;
  const clientOf = async (index: number) => connect((await ethers.getSigners())[index], nation);
  const [ann, ben, cyd] = await Promise.all(world.citizens.slice(0, 3).map((signer) => connect(signer, nation)));
  const [friend, newKey] = [await clientOf(20), await clientOf(21)];
  await impersonateAccount(timelock);
  await setBalance(timelock, 10n ** 20n);
  const government = await connect(await ethers.getSigner(timelock), nation);
  return { ...world, ann, ben, cyd, friend, newKey, government, deadline: moment.of(new Date(4e12)) };
}

type World = Awaited<ReturnType<typeof aNationOfKeys>>;

/** Ann's guardians are Cyd, a friend, and Ben, in force. */
async function guarded() {
  const world = await aNationOfKeys();
  await world.ann.recovery.chooseGuardians.wait({
    guardians: [{ citizenId: CYD }, { account: world.friend.account! }, { citizenId: BEN }],
    threshold: 2,
  });
  await time.increase(14 * DAY);
  return world;
}

/** Two of them announced by their signatures that the citizenship moves to the new key. */
async function announced() {
  const world = await guarded();
  const readyAt = await announce(world);
  return { ...world, readyAt };
}

async function announce({ friend, ben, newKey, deadline }: World) {
  const move = { citizenId: ANN, newHolder: newKey.account! };
  const confirmations = [
    await friend.recovery.signConfirmation({ ...move, seat: 0, deadline }),
    await ben.recovery.signConfirmation({ ...move, seat: 1, deadline }),
  ];
  return (await newKey.recovery.confirmSigned.wait({ ...move, confirmations })).readyAt!;
}

const statusOf = async (client: NationClient) => (await client.recovery.recoveryOf({ citizenId: ANN })).status;

describe("nation.recovery", () => {
  describe("chooseGuardians()", () => {
    it("seats accounts first, then citizens in their order", async () => {
      const { ann, friend } = await loadFixture(guarded);
      const { guardians, threshold } = (await ann.recovery.guardiansOf({ citizenId: ANN }))!;
      expect(guardians).to.deep.equal([{ account: friend.account }, { citizenId: BEN }, { citizenId: CYD }]);
      expect(threshold).to.equal(2);
    });

    it("tells from when on they may announce", async () => {
      const { ann } = await loadFixture(aNationOfKeys);
      const guardians = [{ citizenId: BEN }, { citizenId: CYD }];
      const { from } = await ann.recovery.chooseGuardians.wait({ guardians, threshold: 2 });
      expect(from).to.equal(BigInt((await time.latest()) + 14 * DAY));
      expect((await ann.recovery.chosenGuardiansOf({ citizenId: ANN }))!.from).to.equal(from);
    });

    it("orders accounts as the contract takes them", async () => {
      const { ann } = await loadFixture(aNationOfKeys);
      const accounts = (await ethers.getSigners()).slice(25, 30).map(({ address }) => address);
      const guardians = accounts.map((account) => ({ account }));
      await ann.recovery.chooseGuardians.wait({ guardians, threshold: 3 });
      expect((await ann.recovery.chosenGuardiansOf({ citizenId: ANN }))!.guardians).to.have.deep.members(guardians);
    });

    it("says undefined of who has none", async () => {
      const { ann } = await loadFixture(aNationOfKeys);
      expect(await ann.recovery.guardiansOf({ citizenId: ANN })).to.equal(undefined);
    });
  });

  context("given guardians who confirm by transactions", () => {
    it("tells which seats have, and announces with the second", async () => {
      const { friend, cyd, newKey } = await loadFixture(guarded);
      const move = { citizenId: ANN, newHolder: newKey.account! };
      const first = await friend.recovery.confirm.wait({ ...move, seat: 0 });
      expect(first).to.deep.include({ seats: [0], readyAt: undefined });
      expect(await newKey.recovery.confirmationsOf(move)).to.deep.equal([0]);
      const second = await cyd.recovery.confirm.wait({ ...move, seat: 2 });
      expect(second).to.deep.include({ seats: [2], readyAt: BigInt((await time.latest()) + 14 * DAY) });
    });
  });

  context("given a recovery that guardians announced", () => {
    it("shows how far it is", async () => {
      const { ann, newKey, readyAt } = await loadFixture(announced);
      expect(await ann.recovery.recoveryOf({ citizenId: ANN })).to.deep.equal({
        status: "announced",
        newHolder: newKey.account,
        byGovernment: false,
        readyAt,
        lapsesAt: readyAt + BigInt(90 * DAY),
        contestableUntil: undefined,
        pausedUntil: undefined,
        caseId: undefined,
        nonce: 1,
      });
    });

    it("tells the present key to stop it", async () => {
      const { ann, ben } = await loadFixture(announced);
      const { steps } = await ann.next();
      expect(steps.map(({ institution, kind, act }) => `${institution} ${kind} ${act}`)).to.deep.equal([
        "recovery must stop",
      ]);
      expect((await ben.next()).steps).to.deep.equal([]);
    });

    it("tells to stop it before it can be completed, and at once from then on", async () => {
      const { ann, readyAt } = await loadFixture(announced);
      const [before] = (await ann.next()).steps;
      expect(before.until).to.equal(readyAt);
      await time.increaseTo(readyAt);
      const [after] = (await ann.next()).steps;
      expect(after.until).to.equal(readyAt + BigInt(90 * DAY));
      expect(after.text).to.match(/^Your citizenship can move to \S+ at any moment: stop that at once/);
    });

    it("moves the citizenship with the new key's acceptance", async () => {
      const { newKey, stranger, founding, readyAt, deadline } = await loadFixture(announced);
      await time.increaseTo(readyAt);
      const acceptance = await newKey.citizenship.signAcceptance({ citizenId: ANN, deadline });
      const anyone = await connect(stranger, founding.addresses.nation);
      const moved = await anyone.recovery.complete.wait(acceptance);
      expect(moved).to.deep.include({ citizenId: ANN, newHolder: newKey.account });
      expect(await newKey.citizenship.citizenOf({ account: newKey.account! })).to.equal(ANN);
    });

    it("is over once it has lapsed", async () => {
      const { ann, readyAt } = await loadFixture(announced);
      await time.increaseTo(readyAt + BigInt(90 * DAY));
      expect(await statusOf(ann)).to.equal("none");
      expect((await ann.next()).steps).to.deep.equal([]);
    });
  });

  context("given a stop", () => {
    it("can be contested before the real court, without the citizen and the guardians on the panel", async () => {
      const { ann, newKey, court } = await loadFixture(announced);
      const { contestableUntil } = await ann.recovery.stop.wait();
      expect(contestableUntil).to.equal(BigInt((await time.latest()) + 14 * DAY));
      const { caseId } = await newKey.recovery.contest.wait({ citizenId: ANN });
      const excused = await court.queryFilter(court.filters.CitizenExcused(caseId));
      expect(excused.map(({ args }) => args.citizenId)).to.deep.equal([ANN, BEN, CYD]);
      expect(await ann.recovery.recoveryOf({ citizenId: ANN })).to.deep.include({ status: "contested", caseId });
    });

    it("costs what five jurors cost", async () => {
      const { ann, court } = await loadFixture(announced);
      await ann.recovery.stop.wait();
      const three = await court.arbitrationCost("0x");
      expect(await ann.recovery.contestCost({ citizenId: ANN })).to.equal((three * 5n) / 3n);
    });

    it("leaves nothing to do", async () => {
      const { ann } = await loadFixture(announced);
      await ann.recovery.stop.wait();
      expect((await ann.next()).steps).to.deep.equal([]);
    });
  });

  context("given a citizen without guardians", () => {
    it("lets the government announce it, with the longer wait", async () => {
      const { ann, government, newKey } = await loadFixture(aNationOfKeys);
      const { readyAt } = await government.recovery.decree.wait({ citizenId: DAN, newHolder: newKey.account! });
      expect(readyAt).to.equal(BigInt((await time.latest()) + 30 * DAY));
      expect(await ann.recovery.recoveryOf({ citizenId: DAN })).to.deep.include({
        status: "announced",
        byGovernment: true,
      });
    });

    it("gives nobody a way to contest the stop", async () => {
      const { ann, government, newKey } = await loadFixture(aNationOfKeys);
      await government.recovery.decree.wait({ citizenId: ANN, newHolder: newKey.account! });
      expect(await ann.recovery.stop.wait()).to.deep.include({ contestableUntil: undefined });
    });
  });
});
