import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt } from "../../fixtures/court";

describe("Attack: a case is buried in evidence", () => {
  it("moves no deadline", async () => {
    const { court, open, stranger } = await loadFixture(aCourt);
    const dispute = await open();
    const { endsAt } = await dispute.caseView();
    for (let i = 0; i < 5; ++i) await court.connect(stranger).submitEvidence(dispute.id, `ipfs://${i}`);
    expect((await dispute.caseView()).endsAt).to.equal(endsAt);
  });

  it("costs the sender alone", async () => {
    const { court, open, stranger } = await loadFixture(aCourt);
    const [quiet, loud] = [await open(), await open()];
    const text = "x".repeat(2_048);
    let spent = 0n;
    for (let i = 0; i < 20; ++i) {
      spent += (await (await court.connect(stranger).submitEvidence(loud.id, text)).wait())!.gasUsed;
    }
    expect(spent / 20n).to.be.greaterThan(50_000n);
    await loud.wait();
    const gas = [];
    for (const { id } of [quiet, loud]) gas.push((await (await court.advance(id)).wait())!.gasUsed);
    expect(gas[1]).to.be.at.most(gas[0]);
  });

  it("reverts with Court_WrongPhase when the phase is over", async () => {
    const { court, open, stranger } = await loadFixture(aCourt);
    const dispute = await open();
    await dispute.pass();
    await expect(court.connect(stranger).submitEvidence(dispute.id, "late")).to.be.revertedWithCustomError(
      court,
      "Court_WrongPhase",
    );
  });
});
