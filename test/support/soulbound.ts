import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { BaseContract, BigNumberish, ContractTransactionResponse } from "ethers";
import type { IERC165, IERC5192, IERC721 } from "../../typechain-types";

/** What the behaviours of a soulbound token need to know of it. */
export interface Soulbound {
  readonly token: BaseContract &
    Pick<IERC721 & IERC5192 & IERC165, "ownerOf" | "balanceOf" | "locked"> & {
      readonly supportsInterface: (interfaceId: string) => Promise<boolean>;
    };
  readonly tokenId: BigNumberish;
  readonly owner: HardhatEthersSigner;
  readonly other: HardhatEthersSigner;
  /** An id that was never given. */
  readonly unknownId: BigNumberish;
  /** The error of every attempt to transfer or approve, with the token's id. */
  readonly error: string;
}

type Attempt = (soulbound: Soulbound) => Promise<ContractTransactionResponse>;

const attempt =
  (signature: string, args: (s: Soulbound) => readonly unknown[]): Attempt =>
  (soulbound) => {
    const { token, owner } = soulbound;
    return token
      .connect(owner)
      .getFunction(signature)
      .send(...args(soulbound));
  };

const attempts: Readonly<Record<string, Attempt>> = {
  "transferFrom()": attempt("transferFrom", (s) => [s.owner.address, s.other.address, s.tokenId]),
  "safeTransferFrom()": attempt("safeTransferFrom(address,address,uint256)", (s) => [
    s.owner.address,
    s.other.address,
    s.tokenId,
  ]),
  "safeTransferFrom() with data": attempt("safeTransferFrom(address,address,uint256,bytes)", (s) => [
    s.owner.address,
    s.other.address,
    s.tokenId,
    "0x01",
  ]),
  "approve()": attempt("approve", (s) => [s.other.address, s.tokenId]),
  "setApprovalForAll()": attempt("setApprovalForAll", (s) => [s.other.address, true]),
};

/** The behaviours of every soulbound token: nobody moves it, not even its owner, and it says so (ERC-5192). */
export function shouldBehaveLikeSoulbound(aToken: () => Promise<Soulbound>): void {
  describe("as a soulbound token", () => {
    it("is locked", async () => {
      const { token, tokenId } = await loadFixture(aToken);
      expect(await token.locked(tokenId)).to.equal(true);
    });

    it("reverts when asked whether an unknown token is locked", async () => {
      const { token, unknownId } = await loadFixture(aToken);
      await expect(token.locked(unknownId))
        .to.be.revertedWithCustomError(token, "ERC721NonexistentToken")
        .withArgs(unknownId);
    });

    it("says that it speaks ERC-5192", async () => {
      const { token } = await loadFixture(aToken);
      expect(await token.supportsInterface("0xb45a3c0e")).to.equal(true);
    });

    for (const [name, tryTo] of Object.entries(attempts)) {
      it(`refuses its owner's ${name}`, async () => {
        const soulbound = await loadFixture(aToken);
        const { token, tokenId, owner, error } = soulbound;
        await expect(tryTo(soulbound)).to.be.revertedWithCustomError(token, error).withArgs(tokenId);
        expect(await token.ownerOf(tokenId)).to.equal(owner.address);
      });
    }
  });
}
