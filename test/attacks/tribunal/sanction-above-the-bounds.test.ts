import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aTribunal, fine, MAX_FINE, MAX_SUSPENSION, revocation, suspension } from "../../fixtures/tribunal";

describe("Attack: a challenge asks for more than may be done to anybody", () => {
  it("cannot fine more than the highest fine, by one sanction or by several", async () => {
    const { tribunal, send } = await loadFixture(aTribunal);
    await expect(send({ sanctions: [fine(MAX_FINE + 1n)] }))
      .to.be.revertedWithCustomError(tribunal, "Tribunal_SanctionOutOfBounds")
      .withArgs(0, MAX_FINE + 1n, 1, MAX_FINE);
    await expect(send({ sanctions: [fine(MAX_FINE), fine(1n)] }))
      .to.be.revertedWithCustomError(tribunal, "Tribunal_SanctionRepeated")
      .withArgs(1);
  });

  it("cannot suspend for longer than the longest time, by one sanction or by several", async () => {
    const { tribunal, send } = await loadFixture(aTribunal);
    await expect(send({ sanctions: [suspension(MAX_SUSPENSION + 1)] }))
      .to.be.revertedWithCustomError(tribunal, "Tribunal_SanctionOutOfBounds")
      .withArgs(0, MAX_SUSPENSION + 1, 1, MAX_SUSPENSION);
    await expect(
      send({ sanctions: [suspension(MAX_SUSPENSION), revocation, suspension(MAX_SUSPENSION)] }),
    ).to.be.revertedWithCustomError(tribunal, "Tribunal_SanctionRepeated");
  });

  it("cannot wrap around what is stored of it", async () => {
    const { tribunal, send } = await loadFixture(aTribunal);
    for (const sanction of [fine((1n << 208n) + 1n), { ...suspension(1), value: (1n << 208n) + 1n }]) {
      await expect(send({ sanctions: [sanction] })).to.be.revertedWithCustomError(
        tribunal,
        "Tribunal_SanctionOutOfBounds",
      );
    }
  });

  it("cannot name a sanction that there is not", async () => {
    const { send } = await loadFixture(aTribunal);
    await expect(send({ sanctions: [{ ...revocation, kind: 4n }] })).to.be.reverted;
  });
});
