import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { nextAt, now } from "../../fixtures/citizenship";
import { aResidency, consent, ENDLESS, PRICE, TERM, type World } from "./world";

const sponsored = (
  { residency, sponsor }: World,
  of: { readonly address: string },
  signature: string,
  { terms = 2n, deadline = ENDLESS, value = 2n * PRICE } = {},
) => residency.connect(sponsor).subscribeFor(of.address, terms, PRICE, TERM, deadline, signature, { value });

describe("Residency", () => {
  describe("subscribeFor()", () => {
    it("makes who signed a resident, whom the sponsor pays for", async () => {
      const world = await loadFixture(aResidency);
      const { residency, ann, sponsor } = world;
      const at = (await now()) + 100n;
      const signature = await consent(world, ann);
      await nextAt(at);
      await expect(sponsored(world, ann, signature))
        .to.emit(residency, "ResidencyPaid")
        .withArgs(1n, ann.address, sponsor.address, 2n, PRICE, at + 2n * TERM, true);
      expect(await residency.isPermitted(ann)).to.equal(true);
      expect(await residency.isPermitted(sponsor)).to.equal(false);
    });

    it("owes the resident what was paid ahead, and not the sponsor", async () => {
      const world = await loadFixture(aResidency);
      const { residency, ann, sponsor } = world;
      await sponsored(world, ann, await consent(world, ann));
      await residency.connect(ann).cancel();
      expect(await residency.owedTo(ethers.ZeroAddress, ann)).to.equal(PRICE);
      expect(await residency.owedTo(ethers.ZeroAddress, sponsor)).to.equal(0n);
    });

    it("accepts the consent of a contract account (ERC-1271)", async () => {
      const world = await loadFixture(aResidency);
      const wallet = await (await ethers.getContractFactory("SignerWallet")).deploy(world.ann);
      const address = await wallet.getAddress();
      await sponsored(world, { address }, await consent(world, world.ann, { account: address }));
      expect(await world.residency.isPermitted(address)).to.equal(true);
    });

    it("reverts with Residency_SignatureInvalid when it is used again", async () => {
      const world = await loadFixture(aResidency);
      const signature = await consent(world, world.ann);
      await sponsored(world, world.ann, signature);
      await expect(sponsored(world, world.ann, signature))
        .to.be.revertedWithCustomError(world.residency, "Residency_SignatureInvalid")
        .withArgs(world.ann.address);
    });

    for (const [what, changes] of Object.entries({
      "other terms": { terms: 3 },
      "another price": { agreedPrice: PRICE - 1n },
      "another length": { agreedTerm: TERM + 1n },
      "another deadline": { deadline: ENDLESS - 1n },
      "another nonce": { nonce: 1 },
    })) {
      it(`reverts with Residency_SignatureInvalid if ${what} was signed`, async () => {
        const world = await loadFixture(aResidency);
        await expect(sponsored(world, world.ann, await consent(world, world.ann, changes)))
          .to.be.revertedWithCustomError(world.residency, "Residency_SignatureInvalid")
          .withArgs(world.ann.address);
      });
    }

    it("reverts with Residency_SignatureInvalid if somebody else signed", async () => {
      const world = await loadFixture(aResidency);
      const signature = await consent(world, world.ben, { account: world.ann.address });
      await expect(sponsored(world, world.ann, signature))
        .to.be.revertedWithCustomError(world.residency, "Residency_SignatureInvalid")
        .withArgs(world.ann.address);
    });

    it("takes it in the second of the deadline, and reverts with Residency_SignatureExpired afterwards", async () => {
      const world = await loadFixture(aResidency);
      const deadline = (await now()) + 100n;
      const signature = await consent(world, world.ann, { deadline });
      await nextAt(deadline + 1n);
      await expect(sponsored(world, world.ann, signature, { deadline }))
        .to.be.revertedWithCustomError(world.residency, "Residency_SignatureExpired")
        .withArgs(deadline, deadline + 1n);
      const later = (await now()) + 100n;
      const again = await consent(world, world.ann, { deadline: later });
      await nextAt(later);
      await sponsored(world, world.ann, again, { deadline: later });
    });
  });
});
