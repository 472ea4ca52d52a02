import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aMerit, key } from "./world";

const half = (min: number, max: number) => [
  { value: max, min, max },
  { value: 1, min: 1, max: 10 },
];
const most = (min: number, max: number) => [
  { value: 365, min: 30, max: 3650 },
  { value: max, min, max },
];

describe("Merit", () => {
  describe("constructor()", () => {
    for (const [name, terms, limit] of [
      ["halfLife", half, 36_500],
      ["mostPoints", most, 10_000],
    ] as const) {
      for (const [min, max] of [
        [0, limit],
        [1, limit + 1],
      ]) {
        it(`reverts with Merit_BoundsUnsound for ${name} from ${min} to ${max}`, async () => {
          const { merit, authority, witness, citizenship } = await loadFixture(aMerit);
          await expect(ethers.deployContract("Merit", [authority, witness, citizenship, terms(min, max)]))
            .to.be.revertedWithCustomError(merit, "Merit_BoundsUnsound")
            .withArgs(key(name), min, max, limit);
        });
      }

      it(`takes ${name} from 1 to ${limit}`, async () => {
        const { authority, witness, citizenship } = await loadFixture(aMerit);
        const built = await ethers.deployContract("Merit", [authority, witness, citizenship, terms(1, limit)]);
        expect((await built.provision(key(name))).max).to.equal(limit);
      });
    }
  });
});
