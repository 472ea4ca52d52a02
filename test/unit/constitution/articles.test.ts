import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aConstitution, aConstitutionWithArticles } from "./world";

describe("Constitution", () => {
  describe("articles()", () => {
    it("is empty before anything is enacted", async () => {
      const { constitution } = await loadFixture(aConstitution);
      expect(await constitution.articles()).to.deep.equal([]);
    });
  });

  describe("article()", () => {
    it("reverts for a number that there is not", async () => {
      const { constitution } = await loadFixture(aConstitution);
      await expect(constitution.article(1))
        .to.be.revertedWithCustomError(constitution, "Constitution_UnknownArticle")
        .withArgs(1, 0);
    });
  });

  describe("versionsOf()", () => {
    it("counts the versions of an article", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await constitution.repeal(1);
      expect([await constitution.versionsOf(1), await constitution.versionsOf(2)]).to.deep.equal([2n, 1n]);
    });

    it("reverts for a number that there is not", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await expect(constitution.versionsOf(3))
        .to.be.revertedWithCustomError(constitution, "Constitution_UnknownArticle")
        .withArgs(3, 2);
    });
  });

  describe("articleAt()", () => {
    for (const version of [0, 2]) {
      it(`reverts for version ${version}, of which there is none`, async () => {
        const { constitution } = await loadFixture(aConstitutionWithArticles);
        await expect(constitution.articleAt(1, version))
          .to.be.revertedWithCustomError(constitution, "Constitution_UnknownVersion")
          .withArgs(1, version, 1);
      });
    }

    it("reverts for a number that there is not", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await expect(constitution.articleAt(3, 1))
        .to.be.revertedWithCustomError(constitution, "Constitution_UnknownArticle")
        .withArgs(3, 2);
    });
  });
});
