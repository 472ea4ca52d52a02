import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  decodePoint,
  decompress,
  encodePoint,
  foreign,
  MODULUS,
  published,
  QUICKNET_GENESIS,
  randomnessOf,
} from "../../fixtures/drand";

describe("DrandQuicknet", () => {
  async function aQuicknet() {
    return ethers.deployContract("QuicknetHarness");
  }

  const { thousandth } = published;
  const whole = decompress(thousandth.signature);
  const { x, y } = decodePoint(whole);

  describe("verify()", () => {
    for (const round of Object.values(published)) {
      it(`returns the randomness that drand published for round ${round.round}`, async () => {
        const quicknet = await loadFixture(aQuicknet);
        expect(await quicknet.verify(round.round, decompress(round.signature))).to.equal(randomnessOf(round));
      });
    }

    const randomness: [round: keyof typeof published, published: string][] = [
      ["first", "0x1466a6cd24e327188770752f6134001c64d6efcc590ccc26b721611ad96f165a"],
      ["thousandth", "0xfe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"],
      ["later", "0xfc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"],
    ];
    for (const [name, value] of randomness) {
      it(`agrees with the randomness on record for the ${name}`, () => {
        expect(randomnessOf(published[name])).to.equal(value);
      });
    }

    // Checks RAND-5.
    const refused: [what: string, round: number, signature: string][] = [
      ["another round's signature", 1001, whole],
      ["a signature for round 0", 0, whole],
      ["a negated signature", 1000, encodePoint(x, MODULUS - y)],
      ["the point at infinity", 1000, encodePoint(0n, 0n)],
      ["a point off the curve", 1000, encodePoint(x, y + 1n)],
      ["a point outside the group", 1000, encodePoint(0n, 2n)],
      ["x written in a second way", 1000, encodePoint(x + MODULUS, y)],
      ["y written in a second way", 1000, encodePoint(x, y + MODULUS)],
      ["another network's signature", foreign.round, decompress(foreign.signature)],
      ["a compressed signature", 1000, thousandth.signature],
      ["a byte too few", 1000, ethers.dataSlice(whole, 0, 95)],
      ["a byte too many", 1000, ethers.concat([whole, "0x00"])],
      ["nothing", 1000, "0x"],
    ];
    for (const [what, round, signature] of refused) {
      it(`returns zero for ${what}`, async () => {
        const quicknet = await loadFixture(aQuicknet);
        expect(await quicknet.verify(round, signature)).to.equal(ethers.ZeroHash);
      });
    }

    it("reverts for a round above 64 bits", async () => {
      const quicknet = await loadFixture(aQuicknet);
      await expect(quicknet.verify(2n ** 64n + 1000n, whole))
        .to.be.revertedWithCustomError(quicknet, "SafeCastOverflowedUintDowncast")
        .withArgs(64, 2n ** 64n + 1000n);
    });
  });

  describe("isSupported()", () => {
    it("is true where the precompiles are", async () => {
      expect(await (await loadFixture(aQuicknet)).isSupported()).to.equal(true);
    });
  });

  describe("roundAtOrAfter()", () => {
    const moments: [moment: number, round: number][] = [
      [0, 1],
      [QUICKNET_GENESIS, 1],
      [QUICKNET_GENESIS + 1, 2],
      [QUICKNET_GENESIS + 3, 2],
      [QUICKNET_GENESIS + 4, 3],
      [QUICKNET_GENESIS + 2997, 1000],
    ];
    for (const [moment, round] of moments) {
      it(`is ${round} at ${moment}`, async () => {
        expect(await (await loadFixture(aQuicknet)).roundAtOrAfter(moment)).to.equal(round);
      });
    }
  });

  describe("timeOf()", () => {
    for (const round of [1, 2, 1000]) {
      it(`returns when round ${round} is published`, async () => {
        expect(await (await loadFixture(aQuicknet)).timeOf(round)).to.equal(QUICKNET_GENESIS + 3 * (round - 1));
      });
    }
  });
});

describe("Bls12381", () => {
  const half = (MODULUS - 1n) / 2n;
  const split = (value: bigint): [bigint, bigint] => [value >> 256n, value & ((1n << 256n) - 1n)];

  describe("isGreater()", () => {
    const coordinates: [what: string, value: bigint, greater: boolean][] = [
      ["zero", 0n, false],
      ["half the modulus", half, false],
      ["one more than half", half + 1n, true],
      ["the last one", MODULUS - 1n, true],
    ];
    for (const [what, value, greater] of coordinates) {
      it(`is ${greater} for ${what}`, async () => {
        const harness = await ethers.deployContract("QuicknetHarness");
        expect(await harness.isGreater(...split(value))).to.equal(greater);
      });
    }
  });
});
