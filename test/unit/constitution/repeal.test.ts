import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { recordOf } from "../../fixtures/records";
import { aConstitutionWithArticles, GOVERNMENT, hashOf, speech, taxes } from "./world";

describe("Constitution", () => {
  describe("repeal()", () => {
    it("leaves the number and the title, without a text", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await constitution.repeal(1);
      expect(recordOf(await constitution.article(1))).to.deep.equal({
        number: 1n,
        version: 2n,
        adoptedAt: BigInt(await time.latest()),
        hash: hashOf(""),
        title: speech.title,
        text: "",
      });
    });

    it("keeps what was repealed readable", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await constitution.repeal(1);
      expect((await constitution.articleAt(1, 1)).text).to.equal(speech.text);
    });

    it("does not renumber the others", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await constitution.repeal(1);
      expect((await constitution.articles()).map((article) => article.text)).to.deep.equal(["", taxes.text]);
    });

    it("announces the version", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await expect(constitution.repeal(1))
        .to.emit(constitution, "ArticleRepealed")
        .withArgs(1, 2, hashOf(""), speech.title, "");
    });

    it("reverts when the article is repealed already", async () => {
      const { constitution } = await loadFixture(aConstitutionWithArticles);
      await constitution.repeal(1);
      await expect(constitution.repeal(1))
        .to.be.revertedWithCustomError(constitution, "Constitution_AlreadyRepealed")
        .withArgs(1, 2);
    });

    for (const number of [0, 3]) {
      it(`reverts for article ${number}, of which there is none`, async () => {
        const { constitution } = await loadFixture(aConstitutionWithArticles);
        await expect(constitution.repeal(number))
          .to.be.revertedWithCustomError(constitution, "Constitution_UnknownArticle")
          .withArgs(number, 2);
      });
    }

    it("reverts for whoever is not the government", async () => {
      const { constitution, stranger } = await loadFixture(aConstitutionWithArticles);
      await expect(constitution.connect(stranger).repeal(1))
        .to.be.revertedWithCustomError(constitution, "AccessManagerUnauthorizedAccount")
        .withArgs(stranger, GOVERNMENT);
    });
  });
});
