import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { recordOf } from "../../fixtures/records";
import { aConstitutionWithArticles, GOVERNMENT, hashOf, taxes } from "./world";

describe("Constitution", () => {
  describe("amend()", () => {
    it("gives the article a new version", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await constitution.amend(2, "Tax", "There is no tax.");
      expect(recordOf(await constitution.article(2))).to.deep.equal({
        number: 2n,
        version: 2n,
        adoptedAt: BigInt(await time.latest()),
        hash: hashOf("There is no tax."),
        title: "Tax",
        text: "There is no tax.",
      });
    });

    // Checks ART-1.
    it("keeps the earlier version", async () => {
      const { constitution, enactedAt } = await loadFixture(aConstitutionWithArticles);
      await constitution.amend(2, "Tax", "There is no tax.");
      expect(recordOf(await constitution.articleAt(2, 1))).to.deep.equal({
        number: 2n,
        version: 1n,
        adoptedAt: enactedAt,
        hash: hashOf(taxes.text),
        ...taxes,
      });
    });

    it("shows the new version in the whole constitution", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await constitution.amend(1, "Speech", "Everyone may speak and be heard.");
      expect((await constitution.articles()).map((article) => article.version)).to.deep.equal([2n, 1n]);
    });

    it("announces the version with its text", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await expect(constitution.amend(2, "Tax", "There is no tax."))
        .to.emit(constitution, "ArticleAmended")
        .withArgs(2, 2, hashOf("There is no tax."), "Tax", "There is no tax.");
    });

    it("brings a repealed article back into force", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await constitution.repeal(2);
      await constitution.amend(2, "Tax", "There is a tax again.");
      const article = await constitution.article(2);
      expect([article.version, article.text]).to.deep.equal([3n, "There is a tax again."]);
    });

    for (const length of [0, 81]) {
      it(`reverts for a title of ${length} bytes`, async () => {
        const { constitution } = await loadFixture(aConstitutionWithArticles);
        await expect(constitution.amend(1, "t".repeat(length), "text"))
          .to.be.revertedWithCustomError(constitution, "Constitution_TitleOutOfBounds")
          .withArgs(1, length, 80);
      });
    }

    for (const length of [0, 2049]) {
      it(`reverts for a text of ${length} bytes`, async () => {
        const { constitution } = await loadFixture(aConstitutionWithArticles);
        await expect(constitution.amend(1, "title", "t".repeat(length)))
          .to.be.revertedWithCustomError(constitution, "Constitution_TextOutOfBounds")
          .withArgs(1, length, 2048);
      });
    }

    for (const number of [0, 3]) {
      it(`reverts for article ${number}, of which there is none`, async () => {
        const { constitution } = await loadFixture(aConstitutionWithArticles);
        await expect(constitution.amend(number, "title", "text"))
          .to.be.revertedWithCustomError(constitution, "Constitution_UnknownArticle")
          .withArgs(number, 2);
      });
    }

    it("reverts for whoever is not the government", async () => {
      const { constitution, stranger } = await loadFixture(aConstitutionWithArticles);
      await expect(constitution.connect(stranger).amend(1, "title", "text"))
        .to.be.revertedWithCustomError(constitution, "AccessManagerUnauthorizedAccount")
        .withArgs(stranger, GOVERNMENT);
    });
  });
});
