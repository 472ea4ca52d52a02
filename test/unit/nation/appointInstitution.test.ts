import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { recordOf } from "../../fixtures/records";
import { aNation, name } from "./world";

async function aNationWithAFullDirectory() {
  const world = await aNation();
  const { nation, successor } = world;
  for (let i = 2; i < 64; i++) await nation.appointInstitution(name(`institution ${i}`), successor);
  return world;
}

describe("Nation", () => {
  describe("appointInstitution()", () => {
    it("puts the contract in place of the one that was", async () => {
      const { nation, successor } = await loadFixture(aNation);
      await nation.appointInstitution(name("treasury"), successor);
      expect(await nation.institution(name("treasury"))).to.equal(successor);
    });

    it("announces the old contract and the new one", async () => {
      const { nation, treasury, successor } = await loadFixture(aNation);
      await expect(nation.appointInstitution(name("treasury"), successor))
        .to.emit(nation, "InstitutionAppointed")
        .withArgs(name("treasury"), treasury, successor);
    });

    // Checks NATION-1.
    it("keeps the history", async () => {
      const { nation, treasury, successor, foundedAt } = await loadFixture(aNation);
      await nation.appointInstitution(name("treasury"), successor);
      const history = await nation.historyOf(name("treasury"));
      expect(history.map(recordOf)).to.deep.equal([
        { account: treasury, since: foundedAt },
        { account: await successor.getAddress(), since: BigInt(await time.latest()) },
      ]);
    });

    // Checks NATION-2.
    it("keeps the name's place in the directory", async () => {
      const { nation, successor, coin } = await loadFixture(aNation);
      await nation.appointInstitution(name("treasury"), successor);
      expect((await nation.institutions()).map(({ account }) => account)).to.deep.equal([
        await successor.getAddress(),
        coin,
      ]);
    });

    it("adds a new name after the others", async () => {
      const { nation, successor } = await loadFixture(aNation);
      await nation.appointInstitution(name("court"), successor);
      expect(recordOf((await nation.institutions())[2])).to.deep.equal({
        name: name("court"),
        account: await successor.getAddress(),
      });
    });

    context("given an institution that is closed", () => {
      it("is nobody", async () => {
        const { nation } = await loadFixture(aNation);
        await nation.appointInstitution(name("treasury"), ethers.ZeroAddress);
        expect(await nation.institution(name("treasury"))).to.equal(ethers.ZeroAddress);
      });

      it("is not in the directory", async () => {
        const { nation, coin } = await loadFixture(aNation);
        await nation.appointInstitution(name("treasury"), ethers.ZeroAddress);
        const institutions = await nation.institutions();
        expect(institutions.map(recordOf)).to.deep.equal([{ name: name("coin"), account: coin }]);
      });

      it("can be opened again, in its place", async () => {
        const { nation, successor } = await loadFixture(aNation);
        await nation.appointInstitution(name("treasury"), ethers.ZeroAddress);
        await nation.appointInstitution(name("treasury"), successor);
        expect((await nation.institutions()).map((entry) => entry.name)).to.deep.equal([
          name("treasury"),
          name("coin"),
        ]);
      });

      it("reverts when it is closed again", async () => {
        const { nation } = await loadFixture(aNation);
        await nation.appointInstitution(name("treasury"), ethers.ZeroAddress);
        await expect(nation.appointInstitution(name("treasury"), ethers.ZeroAddress))
          .to.be.revertedWithCustomError(nation, "Nation_AlreadyAppointed")
          .withArgs(name("treasury"), ethers.ZeroAddress);
      });
    });

    it("reverts for the contract that it is already", async () => {
      const { nation, successor } = await loadFixture(aNation);
      await nation.appointInstitution(name("treasury"), successor);
      await expect(nation.appointInstitution(name("treasury"), successor))
        .to.be.revertedWithCustomError(nation, "Nation_AlreadyAppointed")
        .withArgs(name("treasury"), successor);
    });

    it("reverts for an account without code", async () => {
      const { nation, stranger } = await loadFixture(aNation);
      await expect(nation.appointInstitution(name("treasury"), stranger))
        .to.be.revertedWithCustomError(nation, "Nation_NotAContract")
        .withArgs(name("treasury"), stranger);
    });

    it("reverts without a name", async () => {
      const { nation, successor } = await loadFixture(aNation);
      await expect(nation.appointInstitution(ethers.ZeroHash, successor))
        .to.be.revertedWithCustomError(nation, "Nation_UnnamedInstitution")
        .withArgs(successor);
    });

    it("holds 64 names", async () => {
      const { nation } = await loadFixture(aNationWithAFullDirectory);
      expect((await nation.institutions()).length).to.equal(64);
    });

    it("reverts for the 65th name", async () => {
      const { nation, successor } = await loadFixture(aNationWithAFullDirectory);
      await expect(nation.appointInstitution(name("one more"), successor))
        .to.be.revertedWithCustomError(nation, "Nation_DirectoryFull")
        .withArgs(name("one more"), 64);
    });

    it("still appoints to the names that are there when it is full", async () => {
      const { nation, successor } = await loadFixture(aNationWithAFullDirectory);
      await nation.appointInstitution(name("treasury"), successor);
      expect(await nation.institution(name("treasury"))).to.equal(successor);
    });

    it("reverts for whoever is not the government", async () => {
      const { nation, stranger, successor } = await loadFixture(aNation);
      await expect(nation.connect(stranger).appointInstitution(name("treasury"), successor))
        .to.be.revertedWithCustomError(nation, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("institution()", () => {
    it("is nobody for a name that was never used", async () => {
      const { nation } = await loadFixture(aNation);
      expect(await nation.institution(name("court"))).to.equal(ethers.ZeroAddress);
    });
  });

  describe("historyOf()", () => {
    it("is empty for a name that was never used", async () => {
      const { nation } = await loadFixture(aNation);
      expect(await nation.historyOf(name("court"))).to.deep.equal([]);
    });
  });
});
