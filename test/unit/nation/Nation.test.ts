import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { recordOf } from "../../fixtures/records";

const name = (text: string) => ethers.encodeBytes32String(text);
const svg = (length: number) => `<svg xmlns="http://www.w3.org/2000/svg">${"x".repeat(length - 46)}</svg>`;

const terms = {
  name: "Aurelia",
  motto: "Lux in tenebris",
  domain: "aurelia.example",
  daoURI: "ipfs://aurelia",
  flag: svg(64),
};

async function aNation() {
  const [government, stranger] = await ethers.getSigners();
  const constitution = await (await ethers.getContractFactory("AccessManager")).deploy(government);
  const factory = await ethers.getContractFactory("Nation");
  // At the creation, institutions may be addresses at which nothing exists yet.
  const [treasury, coin] = [ethers.Wallet.createRandom().address, ethers.Wallet.createRandom().address];
  const nation = await factory.deploy(constitution, terms, [
    { name: name("treasury"), account: treasury },
    { name: name("coin"), account: coin },
  ]);
  const foundedAt = BigInt(await time.latest());
  const successor = await (await ethers.getContractFactory("PlainAgent")).deploy();
  return { nation, factory, constitution, government, stranger, treasury, coin, successor, foundedAt };
}

async function aNationWithAFullDirectory() {
  const world = await aNation();
  const { nation, successor } = world;
  for (let i = 2; i < 64; i++) await nation.appointInstitution(name(`institution ${i}`), successor);
  return world;
}

const texts = [
  { field: "name", setter: "setName", event: "NameChanged", min: 1, max: 64 },
  { field: "motto", setter: "setMotto", event: "MottoChanged", min: 0, max: 128 },
  { field: "domain", setter: "setDomain", event: "DomainChanged", min: 0, max: 253 },
  { field: "daoURI", setter: "setDaoURI", event: "DaoURIChanged", min: 0, max: 2048 },
] as const;

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

  for (const { field, setter, event, min, max } of texts) {
    describe(`${setter}()`, () => {
      it("changes it", async () => {
        const { nation } = await loadFixture(aNation);
        await nation[setter]("another");
        expect(await nation[field]()).to.equal("another");
      });

      it("announces the old text and the new one", async () => {
        const { nation } = await loadFixture(aNation);
        await expect(nation[setter]("another")).to.emit(nation, event).withArgs(terms[field], "another");
      });

      for (const length of [min, max]) {
        it(`accepts ${length} bytes`, async () => {
          const { nation } = await loadFixture(aNation);
          await nation[setter]("x".repeat(length));
          expect((await nation[field]()).length).to.equal(length);
        });
      }

      it(`reverts for ${max + 1} bytes`, async () => {
        const { nation } = await loadFixture(aNation);
        await expect(nation[setter]("x".repeat(max + 1)))
          .to.be.revertedWithCustomError(nation, "Nation_TextOutOfBounds")
          .withArgs(name(field), max + 1, min, max);
      });

      for (const control of ["\0", "\n", "\x1f", "\x7f"]) {
        it(`reverts for the control character ${JSON.stringify(control)}, saying where it is`, async () => {
          const { nation } = await loadFixture(aNation);
          await expect(nation[setter](`ab${control}c`))
            .to.be.revertedWithCustomError(nation, "Nation_ControlCharacter")
            .withArgs(name(field), 2);
        });
      }

      it("takes letters of every script", async () => {
        const { nation } = await loadFixture(aNation);
        await nation[setter]("Ærø 光 ☀");
        expect(await nation[field]()).to.equal("Ærø 光 ☀");
      });

      it("reverts for whoever is not the government", async () => {
        const { nation, stranger } = await loadFixture(aNation);
        await expect(nation.connect(stranger)[setter]("another"))
          .to.be.revertedWithCustomError(nation, "AccessManagedUnauthorized")
          .withArgs(stranger);
      });
    });
  }

  describe("setName()", () => {
    it("reverts for an empty name", async () => {
      const { nation } = await loadFixture(aNation);
      await expect(nation.setName(""))
        .to.be.revertedWithCustomError(nation, "Nation_TextOutOfBounds")
        .withArgs(name("name"), 0, 1, 64);
    });
  });

  describe("setFlag()", () => {
    it("changes it", async () => {
      const { nation } = await loadFixture(aNation);
      await nation.setFlag(svg(100));
      expect(await nation.flag()).to.equal(svg(100));
    });

    it("announces the old flag and the new one", async () => {
      const { nation } = await loadFixture(aNation);
      await expect(nation.setFlag(svg(100)))
        .to.emit(nation, "FlagChanged")
        .withArgs(terms.flag, svg(100));
    });

    for (const flag of ["<svg ", svg(8192)]) {
      it(`accepts ${flag.length} bytes`, async () => {
        const { nation } = await loadFixture(aNation);
        await nation.setFlag(flag);
        expect(await nation.flag()).to.equal(flag);
      });
    }

    for (const flag of ["", "<svg", svg(8193)]) {
      it(`reverts for ${flag.length} bytes`, async () => {
        const { nation } = await loadFixture(aNation);
        await expect(nation.setFlag(flag))
          .to.be.revertedWithCustomError(nation, "Nation_TextOutOfBounds")
          .withArgs(name("flag"), flag.length, 5, 8192);
      });
    }

    for (const flag of ['<?xml version="1.0"?><svg />', "<html><svg /></html>", "<SVG />", " <svg />"]) {
      it(`reverts for ${flag}`, async () => {
        const { nation } = await loadFixture(aNation);
        await expect(nation.setFlag(flag))
          .to.be.revertedWithCustomError(nation, "Nation_NotSvg")
          .withArgs(ethers.toUtf8Bytes(flag.slice(0, 5)));
      });
    }

    it("reverts for whoever is not the government", async () => {
      const { nation, stranger } = await loadFixture(aNation);
      await expect(nation.connect(stranger).setFlag(svg(100)))
        .to.be.revertedWithCustomError(nation, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

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

  describe("supportsInterface()", () => {
    for (const [standard, id] of [
      ["ERC-165", "0x01ffc9a7"],
      ["ERC-4824", "0x7034731b"],
    ] as const) {
      it(`speaks ${standard}`, async () => {
        const { nation } = await loadFixture(aNation);
        expect(await nation.supportsInterface(id)).to.equal(true);
      });
    }

    it("returns false for an unknown interface", async () => {
      const { nation } = await loadFixture(aNation);
      expect(await nation.supportsInterface("0xffffffff")).to.equal(false);
    });
  });
});
