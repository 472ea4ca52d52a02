import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { nextAt, now, signedDelegation } from "../../fixtures/citizenship";
import { three } from "./world";

describe("CitizenVotes", () => {
  describe("delegateBySig()", () => {
    async function aSignature() {
      const world = await three();
      const expiry = (await now()) + 1_000n;
      const terms = { signer: world.ann, delegatee: world.ben.address, nonce: 0n, expiry };
      return { ...world, expiry, terms, ...(await signedDelegation(world.citizenship, terms)) };
    }

    it("delegates for the signer", async () => {
      const { citizenship, ben, expiry, v, r, s, votes } = await loadFixture(aSignature);
      await citizenship.delegateBySig(ben, 0, expiry, v, r, s);
      expect(await votes()).to.deep.equal([0n, 2n, 1n]);
      expect(await citizenship.nonces(await citizenship.holderOf(1))).to.equal(1n);
    });

    it("delegates in the second of the expiry", async () => {
      const { citizenship, ben, expiry, v, r, s, votes } = await loadFixture(aSignature);
      await nextAt(expiry);
      await citizenship.delegateBySig(ben, 0, expiry, v, r, s);
      expect(await votes()).to.deep.equal([0n, 2n, 1n]);
    });

    it("reverts with VotesExpiredSignature afterwards", async () => {
      const { citizenship, ben, expiry, v, r, s } = await loadFixture(aSignature);
      await nextAt(expiry + 1n);
      await expect(citizenship.delegateBySig(ben, 0, expiry, v, r, s))
        .to.be.revertedWithCustomError(citizenship, "VotesExpiredSignature")
        .withArgs(expiry);
    });

    it("reverts with InvalidAccountNonce the second time", async () => {
      const { citizenship, ann, ben, expiry, v, r, s } = await loadFixture(aSignature);
      await citizenship.delegateBySig(ben, 0, expiry, v, r, s);
      await expect(citizenship.delegateBySig(ben, 0, expiry, v, r, s))
        .to.be.revertedWithCustomError(citizenship, "InvalidAccountNonce")
        .withArgs(ann.address, 1n);
    });

    it("reverts with Citizenship_NotCitizen for a signer who is none", async () => {
      const { citizenship, stranger, ben, terms, expiry } = await loadFixture(aSignature);
      const { v, r, s } = await signedDelegation(citizenship, { ...terms, signer: stranger });
      await expect(citizenship.delegateBySig(ben, 0, expiry, v, r, s))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotCitizen")
        .withArgs(stranger.address);
    });
  });
});
