import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat, encodeBytes32String } from "ethers";
import { ethers } from "hardhat";
import { isWhollyConstitutional, powers } from "../../sdk/src/founding/powers";
import { provisionsOf } from "../../sdk/src/founding/provisions";
import type { InstitutionName } from "../../sdk/src/institutions/registry";
import { aWholeNation } from "../fixtures/whole";

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
  "admissions.freeDigest(bytes32)",
  "admissions.acceptProof(address)",
  "admissions.accredit(uint256)",
  "attestations.accredit(uint256,uint256,uint40)",
  "recovery.decree(uint256,address)",
];

/** Their provisions say who judges, and what it costs: a decision on one is constitutional, in both directions. */
const JUDGING = ["court", "juryRoll"];

/** Their provisions protect or cap, and the value that is tried here, nothing, takes the protection away. */
const PROTECTED = ["recovery"];

/** Their first provision gives power to somebody in either direction. */
const BALANCED = ["tribunal", "stake"];

/** These take power back, which is ordinary wherever it is done. */
const PROTECTIVE = [
  "constitution.dismiss(uint64,uint256)",
  "citizenship.haltAdmissions(uint40)",
  "treasury.closeBudget(uint256)",
  "admissions.dismiss(uint256)",
  "admissions.rejectProof(address)",
  "attestations.accredit(uint256,uint256,uint40)",
  "attestations.disown(uint256,uint256,bytes32)",
  "residency.revokeResidency(uint256,uint40,string)",
];

/** What such a function is called. */
const TAKING = /\.(dismiss|halt\w*|close\w*|reject\w*|disown|revoke\w*)\(/;

/** A call's arguments, nearly all zero. A provision that is moved is one that there is. */
const argumentsOf = ({ contract, signature }: { contract: string; signature: string }): string => {
  const [first] = /^(set|try|ratify)Provision/.test(signature) ? provisionsOf(contract as InstitutionName) : [];
  return first === undefined
    ? "0x" + "00".repeat(128)
    : concat([encodeBytes32String(first.key), "0x" + "00".repeat(128)]);
};

const calls = powers().filter(({ contract }) => contract !== "deployer");
const nameOf = ({ contract, signature }: (typeof calls)[number]): string => `${contract}.${signature}`;

/** What the government takes back outside of the constitution, whose roles and offices the governor knows by itself. */
const taking = calls.filter(
  (entry) => entry.power === "government" && entry.contract !== "constitution" && TAKING.test(nameOf(entry)),
);

describe("The class of every call", () => {
  for (const entry of calls) {
    const saysWhoJudges =
      [...JUDGING, ...PROTECTED, ...BALANCED].includes(entry.contract) &&
      /^(set|try|ratify)Provision/.test(entry.signature);
    const touchesConstitution = WHOLLY.includes(entry.contract) || SINGLE.includes(nameOf(entry)) || saysWhoJudges;
    const expected = touchesConstitution && !PROTECTIVE.includes(nameOf(entry)) ? Constitutional : Ordinary;

    it(`${nameOf(entry)} is ${expected === Constitutional ? "constitutional" : "ordinary"}`, async () => {
      const { founding, governor } = await loadFixture(aWholeNation);
      const target = founding.addresses[entry.contract as keyof typeof founding.addresses]!;
      const data = concat([entry.selector, argumentsOf(entry)]);
      expect(await governor.classOf([target], [data])).to.equal(expected);
    });
  }

  for (const entry of taking) {
    it(`${nameOf(entry)} is said to take power back, so that no stake objects to it`, async () => {
      const { founding } = await loadFixture(aWholeNation);
      const target = founding.addresses[entry.contract as keyof typeof founding.addresses]!;
      const institution = await ethers.getContractAt("IProvisions", target);
      const data = concat([entry.selector, argumentsOf(entry)]);
      expect(await institution.powerChangeOf(data)).to.equal(1n);
    });
  }

  it("is ordinary of all that takes power back, and of nothing else by that name", () => {
    expect(PROTECTIVE).to.include.members(taking.map(nameOf));
  });

  for (const { key: name } of provisionsOf("tribunal")) {
    const lowering = name === "challengeBond" || name === "coolOff" ? Constitutional : Ordinary;
    for (const [what, by, expected] of [
      ["raising", 1n, Constitutional],
      ["lowering", -1n, lowering],
    ] as const) {
      it(`is ${expected === Constitutional ? "constitutional" : "ordinary"} of ${what} the tribunal's ${name}`, async () => {
        const { tribunal, governor } = await loadFixture(aWholeNation);
        const { standing } = await tribunal.provision(encodeBytes32String(name));
        const args: [string, bigint] = [encodeBytes32String(name), standing + by];
        const data = tribunal.interface.encodeFunctionData("setProvision", args);
        expect(await governor.classOf([tribunal], [data])).to.equal(expected);
      });
    }
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
