import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { recordOf } from "../../fixtures/records";
import { aNation, name, terms } from "./world";

describe("Nation", () => {
  describe("constructor()", () => {
    it("shows everything in one call", async () => {
      const { nation, constitution, treasury, coin, foundedAt } = await loadFixture(aNation);
      expect(recordOf(await nation.profile())).to.deep.equal({
        terms,
        foundedAt,
        authority: await constitution.getAddress(),
        institutions: [
          { name: name("treasury"), account: treasury },
          { name: name("coin"), account: coin },
        ],
      });
    });

    it("shows each thing by itself", async () => {
      const { nation } = await loadFixture(aNation);
      expect({
        name: await nation.name(),
        motto: await nation.motto(),
        domain: await nation.domain(),
        daoURI: await nation.daoURI(),
        flag: await nation.flag(),
      }).to.deep.equal(terms);
    });

    it("remembers when it was founded", async () => {
      const { nation, foundedAt } = await loadFixture(aNation);
      expect(await nation.foundedAt()).to.equal(foundedAt);
    });

    it("announces its profile and its institutions", async () => {
      const { nation, treasury } = await loadFixture(aNation);
      await expect(nation.deploymentTransaction())
        .to.emit(nation, "NameChanged")
        .withArgs("", terms.name)
        .and.to.emit(nation, "MottoChanged")
        .withArgs("", terms.motto)
        .and.to.emit(nation, "DomainChanged")
        .withArgs("", terms.domain)
        .and.to.emit(nation, "DaoURIChanged")
        .withArgs("", terms.daoURI)
        .and.to.emit(nation, "FlagChanged")
        .withArgs("", terms.flag)
        .and.to.emit(nation, "InstitutionAppointed")
        .withArgs(name("treasury"), ethers.ZeroAddress, treasury);
    });

    it("reverts for a profile out of bounds", async () => {
      const { factory, constitution, nation } = await loadFixture(aNation);
      await expect(factory.deploy(constitution, { ...terms, name: "" }, []))
        .to.be.revertedWithCustomError(nation, "Nation_TextOutOfBounds")
        .withArgs(name("name"), 0, 1, 64);
    });

    it("reverts for an institution without a name", async () => {
      const { factory, constitution, nation, coin } = await loadFixture(aNation);
      await expect(factory.deploy(constitution, terms, [{ name: ethers.ZeroHash, account: coin }]))
        .to.be.revertedWithCustomError(nation, "Nation_UnnamedInstitution")
        .withArgs(coin);
    });

    it("reverts for an institution without an account", async () => {
      const { factory, constitution, nation } = await loadFixture(aNation);
      await expect(factory.deploy(constitution, terms, [{ name: name("coin"), account: ethers.ZeroAddress }]))
        .to.be.revertedWithCustomError(nation, "Nation_AlreadyAppointed")
        .withArgs(name("coin"), ethers.ZeroAddress);
    });
  });
});
