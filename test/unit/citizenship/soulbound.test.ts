import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id } from "ethers";
import { ICitizenship__factory } from "../../../typechain-types";
import { shouldBehaveLikeSoulbound } from "../../fixtures/soulbound";
import { two } from "./world";

/** ERC-165: the exclusive or of the functions' selectors. */
const interfaceOf = (...functions: string[]): string => {
  const sum = functions.reduce((bits, fn) => bits ^ BigInt(id(fn).slice(0, 10)), 0n);
  return `0x${sum.toString(16).padStart(8, "0")}`;
};

async function aCitizenship() {
  const { citizenship, ann, ben } = await two();
  return { token: citizenship, tokenId: 1n, owner: ann, other: ben, unknownId: 3n, error: "Citizenship_Soulbound" };
}

describe("Citizenship", () => {
  shouldBehaveLikeSoulbound(aCitizenship);

  describe("supportsInterface()", () => {
    const standards: Readonly<Record<string, readonly [string, string]>> = {
      "ERC-165": ["0x01ffc9a7", interfaceOf("supportsInterface(bytes4)")],
      "ERC-721": [
        "0x80ac58cd",
        interfaceOf(
          "balanceOf(address)",
          "ownerOf(uint256)",
          "approve(address,uint256)",
          "getApproved(uint256)",
          "setApprovalForAll(address,bool)",
          "isApprovedForAll(address,address)",
          "transferFrom(address,address,uint256)",
          "safeTransferFrom(address,address,uint256)",
          "safeTransferFrom(address,address,uint256,bytes)",
        ),
      ],
      "ERC-721 metadata": ["0x5b5e139f", interfaceOf("name()", "symbol()", "tokenURI(uint256)")],
      "ERC-5192": ["0xb45a3c0e", interfaceOf("locked(uint256)")],
      "ERC-5484": ["0x0489b56f", interfaceOf("burnAuth(uint256)")],
      "ERC-7858": [
        "0x3ebdfa31",
        interfaceOf("expiryType()", "isTokenExpired(uint256)", "startTime(uint256)", "endTime(uint256)"),
      ],
      "ERC-6372": ["0xda287a1d", interfaceOf("clock()", "CLOCK_MODE()")],
      IVotes: [
        "0xe90fb3f6",
        interfaceOf(
          "getVotes(address)",
          "getPastVotes(address,uint256)",
          "getPastTotalSupply(uint256)",
          "delegates(address)",
          "delegate(address)",
          "delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32)",
        ),
      ],
      // Its text gives the number: there is no function to work it out from.
      "ERC-4906": ["0x49064906", "0x49064906"],
    };

    for (const [name, [given, computed]] of Object.entries(standards)) {
      it(`returns true for ${name}, ${given}`, async () => {
        const { citizenship } = await loadFixture(two);
        expect(given).to.equal(computed);
        expect(await citizenship.supportsInterface(given)).to.equal(true);
      });
    }

    it("returns true for ICitizenship", async () => {
      const { citizenship } = await loadFixture(two);
      const functions: string[] = [];
      ICitizenship__factory.createInterface().forEachFunction((fn) => functions.push(fn.format("sighash")));
      expect(await citizenship.supportsInterface(interfaceOf(...functions))).to.equal(true);
    });

    for (const other of ["0xffffffff", "0x780e9d63", "0x00000000"]) {
      it(`returns false for ${other}`, async () => {
        const { citizenship } = await loadFixture(two);
        expect(await citizenship.supportsInterface(other)).to.equal(false);
      });
    }
  });
});
