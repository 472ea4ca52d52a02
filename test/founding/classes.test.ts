import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat } from "ethers";
import { isWhollyConstitutional, powers } from "../../sdk/src/founding/powers";
import { aNation } from "../fixtures/nation";

const Ordinary = 0n;
const Constitutional = 1n;

/** Whatever is called there changes the constitution. */
const WHOLLY = ["constitution", "citizenship", "timelock", "governor"];

/** These calls change it, too. All others are ordinary. */
const SINGLE = [
  "nation.appointInstitution(bytes32,address)",
  "treasury.payConstitutionally(address,address,uint256,string)",
  "coin.fixExemption(address)",
  "court.appointRandomness(address)",
];

const calls = powers().filter(({ contract }) => contract !== "deployer");
const nameOf = ({ contract, signature }: (typeof calls)[number]): string => `${contract}.${signature}`;

describe("The class of every call", () => {
  for (const entry of calls) {
    const expected = WHOLLY.includes(entry.contract) || SINGLE.includes(nameOf(entry)) ? Constitutional : Ordinary;

    it(`${nameOf(entry)} is ${expected === Constitutional ? "constitutional" : "ordinary"}`, async () => {
      const { founding, governor } = await loadFixture(aNation);
      const target = founding.addresses[entry.contract as keyof typeof founding.addresses]!;
      const data = concat([entry.selector, "0x" + "00".repeat(64)]);
      expect(await governor.classOf([target], [data])).to.equal(expected);
    });
  }

  it("is constitutional where the table of powers says so, and nowhere else", () => {
    const told = calls.filter((entry) => entry.constitutional || isWhollyConstitutional(entry.contract)).map(nameOf);
    expect(told).to.deep.equal(
      calls.map(nameOf).filter((name) => SINGLE.includes(name) || WHOLLY.includes(name.split(".")[0])),
    );
  });

  it("names calls that there are", () => {
    expect(calls.map(nameOf)).to.include.members(SINGLE);
  });
});
