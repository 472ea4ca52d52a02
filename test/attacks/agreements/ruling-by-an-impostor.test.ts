import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AgreementPhase, anArchive } from "../../fixtures/agreements";
import { coins } from "../../fixtures/money";

async function aDispute() {
  const world = await anArchive();
  const deal = await world.bind();
  await deal.dispute(0, world.ana, [coins(90), coins(10)]);
  return { ...world, deal };
}

describe("Attack: somebody else than the court rules on an agreement", () => {
  it("fails for a party, and for anyone", async () => {
    const { agreements, ana, stranger } = await loadFixture(aDispute);
    for (const caller of [ana, stranger]) {
      await expect(agreements.connect(caller).rule(1, 1))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheCourt")
        .withArgs(caller);
    }
  });

  it("is not done by the ruling on a case that another contract brought", async () => {
    const { court, arbitrable, agreements, deal } = await loadFixture(aDispute);
    await arbitrable.open(2, "0x", { value: await court.arbitrationCost("0x") });
    expect(await agreements.agreementOf(2)).to.equal(0n);
    expect(await deal.phase()).to.equal(AgreementPhase.Disputed);
  });
});
