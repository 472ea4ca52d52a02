import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { connect, isRevert, moment, seconds, wei } from "../../sdk/src";
import { verifyFounding } from "../../sdk/src/founding";
import { residentId } from "../../sdk/src/institutions/residency";
import { compiledCode } from "../fixtures/code";
import { failureOf } from "../fixtures/failure";
import { foundNation } from "../fixtures/nation";

const PRICE = wei.from(2n * 10n ** 15n);
const DAY = 86_400;
const ENDLESS = moment.from(2n ** 40n - 1n);

/** A founded nation with residency, and three strangers. */
async function aFoundedNation() {
  const world = await foundNation(3, { institutions: { residency: true } });
  const { nation } = world.founding.addresses;
  const strangers = (await ethers.getSigners()).slice(-3);
  const [ann, ben, sponsor] = await Promise.all(strangers.map((signer) => connect(signer, nation)));
  return { ...world, ann, ben, sponsor };
}

/** The first stranger is a resident for twelve terms. */
async function aResident() {
  const world = await aFoundedNation();
  const paid = await world.ann.residency.subscribe.wait({ terms: 12 });
  return { ...world, paid };
}

describe("nation.residency", () => {
  it("tells what terms cost, and who pays becomes a resident", async () => {
    const { ann } = await loadFixture(aFoundedNation);
    const term = seconds.days(30);
    expect(await ann.residency.cost({ terms: 3 })).to.deep.equal({ cost: 3n * PRICE, price: PRICE, term });
    const paid = await ann.residency.subscribe.wait({ terms: 3 });
    expect(paid).to.include({ residentId: 1n, account: ann.account, terms: 3, price: PRICE, began: true });
    expect(await ann.residency.isResident({ account: ann.account! })).to.equal(true);
    const resident = (await ann.residency.residentOf({ account: ann.account! }))!;
    expect(resident).to.include({ id: 1n, ahead: 2, until: paid.until, citizenId: undefined, barredUntil: undefined });
  });

  it("lists residents, the newest first", async () => {
    const { ann, ben } = await loadFixture(aResident);
    await ben.residency.subscribe.wait({ terms: 1 });
    const { items, cursor } = await ann.residency.list({ limit: 1 });
    expect(items.map(({ account }) => account)).to.deep.equal([ben.account]);
    expect((await ann.residency.list({ limit: 1, cursor })).items.map(({ account }) => account)).to.deep.equal([
      ann.account,
    ]);
    expect(await ann.residency.residentCount()).to.equal(2);
    expect((await ann.residency.resident({ residentId: residentId.from(2) })).account).to.equal(ben.account);
  });

  it("lets a sponsor pay for who signed", async () => {
    const { ann, sponsor } = await loadFixture(aFoundedNation);
    const signed = await ann.residency.signSubscription({ terms: 2, deadline: ENDLESS });
    const paid = await sponsor.residency.subscribeFor.wait(signed);
    expect(paid).to.include({ account: ann.account, terms: 2 });
  });

  it("gives back what has not begun, which is among what one is owed", async () => {
    const { ann } = await loadFixture(aResident);
    const { refund } = await ann.residency.cancel.wait();
    expect(refund).to.equal(11n * PRICE);
    const owed = await ann.claimable({ account: ann.account! });
    expect(owed.map(({ institution, amount }) => [institution, amount])).to.deep.equal([
      ["residency", { native: refund }],
    ]);
  });

  it("moves to a new account that signed", async () => {
    const { ann, ben } = await loadFixture(aResident);
    const signed = await ben.residency.signTakeover({ residentId: residentId.from(1), deadline: ENDLESS });
    expect(await ann.residency.moveResidency.wait(signed)).to.include({ before: ann.account, after: ben.account });
  });

  it("reminds two weeks before the end, and not sooner", async () => {
    const { ann, paid } = await loadFixture(aResident);
    expect((await ann.next()).steps.filter(({ institution }) => institution === "residency")).to.deep.equal([]);
    await time.increaseTo(paid.until - BigInt(14 * DAY));
    const [step] = (await ann.next()).steps.filter(({ institution }) => institution === "residency");
    expect(step).to.include({ act: "subscribe", until: paid.until });
  });

  it("tells a resident who became a citizen to go on as one, which anyone does", async () => {
    const { ann, sponsor, founding } = await loadFixture(aResident);
    const { timelock, nation } = founding.addresses;
    await ethers.provider.send("hardhat_setBalance", [timelock, "0xde0b6b3a7640000"]);
    const government = await connect(await ethers.getImpersonatedSigner(timelock), nation);
    await ann.citizenship.requestAdmission.wait({});
    await government.citizenship.admitBatch.wait({ applicants: [ann.account!] });
    const [step] = (await ann.next()).steps.filter(({ institution }) => institution === "residency");
    expect(step).to.include({ kind: "owed", act: "upgrade" });
    const { citizenId, refund } = await sponsor.residency.upgrade.wait({ residentId: residentId.from(1) });
    expect(refund).to.equal(11n * PRICE);
    expect((await ann.residency.formerResidency({ citizenId }))!.account).to.equal(ann.account);
    expect(await ann.residency.residentOf({ account: ann.account! })).to.equal(undefined);
  });

  it("settles for the treasury", async () => {
    const { sponsor } = await loadFixture(aResident);
    await time.increase(31 * DAY);
    const { settled } = await sponsor.residency.settle.wait({ residentIds: [residentId.from(1)] });
    expect(settled).to.deep.equal([{ residentId: 1n, terms: 1, amount: PRICE }]);
  });

  it("ends by a decision, which verification shows with its proposal", async () => {
    const { propose, citizens, founding, ann } = await loadFixture(aResident);
    const call = ann.residency.revokeResidency.call({ residentId: residentId.from(1), reasons: "Sold." });
    await propose([call], "End it").passAndExecute(citizens);
    expect(await ann.residency.isResident({ account: ann.account! })).to.equal(false);
    const { verdict, changes } = await verifyFounding(ethers.provider, founding.addresses.nation, {
      code: compiledCode,
    });
    expect(verdict).to.equal("changed");
    expect(changes.some(({ title }) => title.startsWith("ResidencyRevoked of residency"))).to.equal(true);
  });

  it("refuses strangers what is the government's, and residents nothing to take back", async () => {
    const { ann, ben } = await loadFixture(aResident);
    const revoke = ann.residency.revokeResidency({ residentId: residentId.from(1), reasons: "" });
    expect(isRevert(await failureOf(revoke), "AccessManagedUnauthorized")).to.equal(true);
    expect(isRevert(await failureOf(ben.residency.cancel()), "Residency_NotResident")).to.equal(true);
  });

  it("is told by the overview", async () => {
    const { ann } = await loadFixture(aResident);
    expect((await ann.overview()).residency).to.deep.include({ residents: 1, price: PRICE, term: seconds.days(30) });
  });
});
