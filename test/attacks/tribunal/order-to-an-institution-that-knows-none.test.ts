import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type FunctionFragment, Interface, type InterfaceAbi } from "ethers";
import { artifacts, ethers } from "hardhat";
import { key } from "../../fixtures/money";
import { ACCUSED, fine, foundTribunal, order, Ruling } from "../../fixtures/tribunal";

const INSTITUTIONS = [
  "citizenship",
  "coin",
  "stake",
  "juryRoll",
  "court",
  "constitution",
  "tribunal",
  "silent",
] as const;

/** A directory of institutions that carry out no orders, one of which takes every call and answers nothing. */
async function unpreparedInstitutions() {
  const world = await foundTribunal();
  const silent = await ethers.deployContract("SilentAccount");
  await world.appoint("silent", await silent.getAddress());
  return world;
}

const functionsOf = async (name: string): Promise<FunctionFragment[]> => {
  const { abi } = (await artifacts.readArtifact(name)) as { abi: InterfaceAbi };
  return new Interface(abi).fragments.filter((fragment) => fragment.type === "function") as FunctionFragment[];
};

describe("Attack: an order names an institution that knows no orders, to make the tribunal call it with chosen words", () => {
  for (const name of INSTITUTIONS) {
    it(`is refused for ${name} as the challenge is brought`, async () => {
      const { tribunal, send } = await loadFixture(unpreparedInstitutions);
      await expect(send({ sanctions: [order(name, 0n, 1n, 1), fine(1n)] }))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_ObjectInvalid")
        .withArgs(0, key(name), 0, 1);
    });

    it(`fails at ${name} where it comes in later, and keeps no other sanction from being carried out`, async () => {
      const { tribunal, nation, ruled, appoint } = await loadFixture(unpreparedInstitutions);
      const caseId = await ruled(Ruling.grant, { sanctions: [order("permits", 0n, 1n), fine(1n)] });
      await appoint("permits", await nation.institution(key(name)));
      await expect(tribunal.enforce(caseId)).to.emit(tribunal, "SanctionFailed").withArgs(caseId, ACCUSED, 0, "0x");
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([false, true]);
    });
  }

  it("meets no other function with the same selector in any contract", async () => {
    const orders = await functionsOf("ISanctionable");
    const names = (await artifacts.getAllFullyQualifiedNames()).filter((name) => name.startsWith("contracts/"));
    const functions = (await Promise.all(names.map(functionsOf))).flat();
    const known = new Set(orders.map(({ selector }) => selector));
    const alike = functions.filter(({ selector }) => known.has(selector)).map((found) => found.format());
    expect(new Set(alike)).to.deep.equal(new Set(orders.map((found) => found.format())));
  });
});
