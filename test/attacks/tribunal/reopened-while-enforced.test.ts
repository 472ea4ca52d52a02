import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Standing } from "../../fixtures/citizenship";
import { ACCUSED, aTribunalOfPanels, order, Outcome, revocation, Ruling } from "../../fixtures/tribunal";

/** The institution of the order reopens the case as it carries the order out, before the end of the citizenship comes. */
async function aTreacherousOrder() {
  const world = await aTribunalOfPanels();
  const { tribunal, appoint, ruled } = world;
  const reopener = await ethers.deployContract("Reopener", [tribunal], { value: ethers.parseEther("1") });
  await appoint("permits", await reopener.getAddress());
  return { ...world, caseId: await ruled(Ruling.grant, { sanctions: [order("permits", 0n, 7n), revocation] }) };
}

describe("Attack: the institution of an order has the case reopened in the middle of its enforcement", () => {
  it("leaves what was not carried out by then: the plenary decides first", async () => {
    const { tribunal, citizenship, caseId } = await loadFixture(aTreacherousOrder);
    await tribunal.enforce(caseId);
    const { outcome, isEnforced } = await tribunal.challengeOf(caseId);
    expect([outcome, isEnforced]).to.deep.equal([Outcome.Reopened, [true, false]]);
    expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Active);
  });

  it("is told how many sanctions are left", async () => {
    const { tribunal, caseId } = await loadFixture(aTreacherousOrder);
    expect(await tribunal.enforce.staticCall(caseId)).to.equal(1n);
  });
});
