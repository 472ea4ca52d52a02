import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat } from "ethers";
import { signedAcceptance } from "../../fixtures/citizenship";
import { collecting, packed } from "../../unit/petitions/world";

const ENDLESS = 2n ** 40n - 1n;

describe("Attack: one citizen signs a petition several times", () => {
  it("counts once by transaction and by every signature (PET-1)", async () => {
    const { petitions, proposal, citizens } = await loadFixture(collecting);
    const signed = await packed(petitions, proposal.id, citizens[0], 1);
    await petitions.bring(proposal.id, concat([signed, signed]));
    expect((await petitions.petitionOf(proposal.id)).signatures).to.equal(2n);
    expect(await petitions.bring.staticCall(proposal.id, signed)).to.equal(0n);
    await expect(petitions.connect(citizens[0]).sign(proposal.id))
      .to.be.revertedWithCustomError(petitions, "Petitions_AlreadySigned")
      .withArgs(proposal.id, 1n);
  });

  it("counts once after the citizenship moved to another key", async () => {
    const { petitions, proposal, citizens, citizenship, stranger } = await loadFixture(collecting);
    const acceptance = { citizenId: 12, newHolder: stranger.address, signer: stranger };
    const signature = await signedAcceptance(citizenship, acceptance);
    await citizenship.connect(citizens[11]).move(12, stranger, ENDLESS, signature);
    await expect(petitions.connect(stranger).sign(proposal.id))
      .to.be.revertedWithCustomError(petitions, "Petitions_AlreadySigned")
      .withArgs(proposal.id, 12n);
    await expect(petitions.connect(citizens[11]).sign(proposal.id))
      .to.be.revertedWithCustomError(petitions, "Petitions_MayNotVote")
      .withArgs(citizens[11].address);
  });

  it("takes no signature of the key that the citizen left", async () => {
    const { petitions, proposal, citizens, citizenship, stranger } = await loadFixture(collecting);
    const signed = await packed(petitions, proposal.id, citizens[0], 1);
    const signature = await signedAcceptance(citizenship, {
      citizenId: 1,
      newHolder: stranger.address,
      signer: stranger,
    });
    await citizenship.connect(citizens[0]).move(1, stranger, ENDLESS, signature);
    expect(await petitions.bring.staticCall(proposal.id, signed)).to.equal(0n);
  });
});
