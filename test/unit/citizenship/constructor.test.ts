import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aRegister, ENDLESS, GROUNDS, Role } from "../../fixtures/citizenship";
import { two } from "./world";

describe("Citizenship", () => {
  describe("constructor()", () => {
    it("sets name, symbol, authority, passport and treasury", async () => {
      const { citizenship, authority, treasury } = await loadFixture(two);
      expect(await citizenship.name()).to.equal("Citizenship of Arcadia");
      expect(await citizenship.symbol()).to.equal("ARC");
      expect(await citizenship.authority()).to.equal(await authority.getAddress());
      expect(await citizenship.TREASURY()).to.equal(treasury);
      expect(await ethers.provider.getCode(await citizenship.PASSPORT())).not.to.equal("0x");
    });

    it("calls no contract in its constructor", async () => {
      const { stranger } = await loadFixture(two);
      const later = stranger.address;
      const terms = [0, 0, 1, 0].map((value) => ({ value, min: 0, max: 1 }));
      const factory = await ethers.getContractFactory("Citizenship");
      const longName = "The Citizenship of a Nation whose Name is Longer than a Word of Storage";
      const citizenship = await factory.deploy(later, later, later, longName, "X", { citizens: 0, window: 0 }, terms);
      expect(await citizenship.name()).to.equal(longName);
      expect((await citizenship.eip712Domain()).name).to.equal("Citizenship");
    });
  });

  describe("the authority", () => {
    it("reverts with AccessManagerNotScheduled when justice acts without its delay", async () => {
      const { citizenship, authority, justice } = await aRegister();
      await authority.grantRole(Role.Justice, justice, 60);
      await expect(citizenship.connect(justice).suspend(1, ENDLESS, GROUNDS)).to.be.revertedWithCustomError(
        authority,
        "AccessManagerNotScheduled",
      );
    });
  });
});
