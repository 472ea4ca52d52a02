import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id } from "ethers";
import { aNation, name, terms } from "./world";

const texts = [
  { field: "name", setter: "setName", event: "NameChanged", min: 1, max: 64 },
  { field: "motto", setter: "setMotto", event: "MottoChanged", min: 0, max: 128 },
  { field: "domain", setter: "setDomain", event: "DomainChanged", min: 0, max: 253 },
  { field: "daoURI", setter: "setDaoURI", event: "DaoURIChanged", min: 0, max: 2048 },
] as const;

describe("Nation", () => {
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

      if (field === "daoURI") {
        it("announces it as ERC-4824 does, too", async () => {
          const { nation } = await loadFixture(aNation);
          await expect(nation.setDaoURI("another")).to.emit(nation, "DAOURIUpdate").withArgs(nation, "another");
          expect(nation.interface.getEvent("DAOURIUpdate").topicHash).to.equal(id("DAOURIUpdate(address,string)"));
        });
      }

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
            .to.be.revertedWithCustomError(nation, "Nation_NotPlainText")
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
});
