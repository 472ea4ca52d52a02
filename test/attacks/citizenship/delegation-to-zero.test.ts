import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { citizens, ENDLESS, signedDelegation } from "../../fixtures/citizenship";

describe("Attack: a vote is burnt by delegating it to nobody", () => {
  it("fails by a transaction", async () => {
    const { citizenship, people } = await citizens(1);
    await expect(citizenship.connect(people[0]).delegate(ZeroAddress))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_DelegateNotActive")
      .withArgs(ZeroAddress, 0n);
  });

  it("fails by a signature", async () => {
    const { citizenship, people } = await citizens(1);
    const { v, r, s } = await signedDelegation(citizenship, {
      signer: people[0],
      delegatee: ZeroAddress,
      nonce: 0n,
      expiry: ENDLESS,
    });
    await expect(citizenship.delegateBySig(ZeroAddress, 0, ENDLESS, v, r, s))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_DelegateNotActive")
      .withArgs(ZeroAddress, 0n);
    expect(await citizenship.votesOf(1)).to.equal(1n);
  });
});
