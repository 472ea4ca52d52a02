import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { recordOf } from "../../fixtures/records";
import { aConstitution, aConstitutionWithArticles, GOVERNMENT, hashOf, speech, taxes } from "./world";

describe("Constitution", () => {
  describe("enact()", () => {
    it("appends the articles in order", async () => {
      const { constitution, enactedAt } = await loadFixture(aConstitutionWithArticles);
      const articles = await constitution.articles();
      expect(articles.map(recordOf)).to.deep.equal([
        { number: 1n, version: 1n, adoptedAt: enactedAt, hash: hashOf(speech.text), ...speech },
        { number: 2n, version: 1n, adoptedAt: enactedAt, hash: hashOf(taxes.text), ...taxes },
      ]);
    });

    it("goes on after the last number", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await constitution.enact([speech]);
      expect((await constitution.article(3)).title).to.equal("Speech");
      expect(await constitution.articleCount()).to.equal(3);
    });

    it("announces each article with its text", async () => {
      const { constitution } = await loadFixture(aConstitution);
      await expect(constitution.enact([speech, taxes]))
        .to.emit(constitution, "ArticleEnacted")
        .withArgs(1, 1, hashOf(speech.text), speech.title, speech.text)
        .and.to.emit(constitution, "ArticleEnacted")
        .withArgs(2, 1, hashOf(taxes.text), taxes.title, taxes.text);
    });

    it("takes the longest title and text, in bytes, and gives them back", async () => {
      const { constitution } = await loadFixture(aConstitution);
      const longest = { title: "é".repeat(40), text: "§".repeat(1024) };
      await constitution.enact([longest]);
      const article = await constitution.article(1);
      expect({ title: article.title, text: article.text }).to.deep.equal(longest);
    });

    for (const length of [0, 81]) {
      it(`reverts for a title of ${length} bytes, naming the article`, async () => {
        const { constitution } = await loadFixture(aConstitutionWithArticles);
        await expect(constitution.enact([speech, { ...speech, title: "t".repeat(length) }]))
          .to.be.revertedWithCustomError(constitution, "Constitution_TitleOutOfBounds")
          .withArgs(4, length, 80);
      });
    }

    for (const length of [0, 2049]) {
      it(`reverts for a text of ${length} bytes, naming the article`, async () => {
        const { constitution } = await loadFixture(aConstitutionWithArticles);
        await expect(constitution.enact([speech, { ...speech, text: "t".repeat(length) }]))
          .to.be.revertedWithCustomError(constitution, "Constitution_TextOutOfBounds")
          .withArgs(4, length, 2048);
      });
    }

    it("holds 64 articles", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await constitution.enact(Array.from({ length: 62 }, () => speech));
      expect((await constitution.articles()).length).to.equal(64);
    });

    it("reverts for the 65th", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await expect(constitution.enact(Array.from({ length: 63 }, () => speech)))
        .to.be.revertedWithCustomError(constitution, "Constitution_TooManyArticles")
        .withArgs(65, 64);
    });

    it("reverts for whoever is not the government", async () => {
      const { constitution, stranger } = await loadFixture(aConstitution);
      await expect(constitution.connect(stranger).enact([speech]))
        .to.be.revertedWithCustomError(constitution, "AccessManagerUnauthorizedAccount")
        .withArgs(stranger, GOVERNMENT);
    });
  });
});
