import { impersonateAccount, loadFixture, setBalance, setCode, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { recordOf } from "../../fixtures/records";

const GOVERNMENT = 0n;
const REGISTRAR = 1n;
const JUSTICE = 2n;
const CONSTITUTIONAL = 4n;
const EVERYONE = 2n ** 64n - 1n;

const ACTIVE = 1n;
const SUSPENDED = 2n;
const WITHOUT_END = 2n ** 40n - 1n;

const DAY = 24 * 60 * 60;
const MAX_TERM = 1461 * DAY;

const hashOf = (text: string) => ethers.keccak256(ethers.toUtf8Bytes(text));

const speech = { title: "Speech", text: "Everyone may speak." };
const taxes = { title: "Taxes", text: "A transfer is taxed at {coin.taxRate}.\nNobody else takes a share." };

async function aConstitution() {
  const [founder, citizen, otherKey, stranger] = await ethers.getSigners();
  const roll = await (await ethers.getContractFactory("PlainCitizenRoll")).deploy();
  const constitution = await (await ethers.getContractFactory("Constitution")).deploy(founder, roll);
  const agent = await (await ethers.getContractFactory("PlainAgent")).deploy();
  const citizenId = 7n;
  const record = {
    holder: citizen.address,
    since: 1n,
    until: WITHOUT_END,
    standing: ACTIVE,
    suspendedUntil: 0n,
    markedLapsed: false,
  };
  await roll.write(citizenId, record);
  return { constitution, roll, agent, founder, citizen, otherKey, stranger, citizenId, record };
}

async function aConstitutionWithArticles() {
  const world = await aConstitution();
  await world.constitution.enact([speech, taxes]);
  return { ...world, enactedAt: BigInt(await time.latest()) };
}

async function anOffice() {
  const world = await aConstitution();
  const until = (await time.latest()) + 30 * DAY;
  await world.constitution.appoint(REGISTRAR, world.citizenId, until);
  return { ...world, until };
}

describe("Constitution", () => {
  describe("constructor()", () => {
    it("gives the founder the government's power", async () => {
      const { constitution, founder } = await loadFixture(aConstitution);
      expect(await constitution.hasRole(GOVERNMENT, founder)).to.deep.equal([true, 0n]);
    });

    it("knows the citizenship before it exists", async () => {
      const { founder, stranger } = await loadFixture(aConstitution);
      const constitution = await (await ethers.getContractFactory("Constitution")).deploy(founder, stranger);
      expect(await constitution.CITIZENSHIP()).to.equal(stranger);
    });
  });

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

  describe("appoint()", () => {
    it("lets the citizen hold the role at once, without delay", async () => {
      const { constitution, citizen } = await loadFixture(anOffice);
      expect(await constitution.hasRole(REGISTRAR, citizen)).to.deep.equal([true, 0n]);
    });

    it("records the end of the term", async () => {
      const { constitution, citizenId, until } = await loadFixture(anOffice);
      expect(await constitution.officeOf(REGISTRAR, citizenId)).to.equal(until);
    });

    it("gives no other role", async () => {
      const { constitution, citizen } = await loadFixture(anOffice);
      expect(await constitution.hasRole(JUSTICE, citizen)).to.deep.equal([false, 0n]);
    });

    it("announces the old term and the new one", async () => {
      const { constitution, citizenId, until } = await loadFixture(anOffice);
      await expect(constitution.appoint(REGISTRAR, citizenId, until + DAY))
        .to.emit(constitution, "OfficerAppointed")
        .withArgs(REGISTRAR, citizenId, until, until + DAY);
    });

    it("opens to the officer what is the role's in any institution", async () => {
      const { constitution, citizen, roll } = await loadFixture(anOffice);
      await constitution.setTargetFunctionRole(roll, ["0x12345678"], REGISTRAR);
      expect(await constitution.canCall(citizen, roll, "0x12345678")).to.deep.equal([true, 0n]);
    });

    for (const role of [GOVERNMENT, CONSTITUTIONAL, EVERYONE]) {
      it(`reverts for the role ${role}`, async () => {
        const { constitution, citizenId } = await loadFixture(aConstitution);
        await expect(constitution.appoint(role, citizenId, (await time.latest()) + DAY))
          .to.be.revertedWithCustomError(constitution, "Constitution_NoOffice")
          .withArgs(role);
      });
    }

    it("reverts for a citizen who is not active", async () => {
      const { constitution, roll, record, citizenId } = await loadFixture(aConstitution);
      await roll.write(citizenId, { ...record, standing: SUSPENDED });
      await expect(constitution.appoint(REGISTRAR, citizenId, (await time.latest()) + DAY))
        .to.be.revertedWithCustomError(constitution, "Constitution_NotActive")
        .withArgs(citizenId);
    });

    it("reverts for the id 0, which nobody has", async () => {
      const { constitution } = await loadFixture(aConstitution);
      await expect(constitution.appoint(REGISTRAR, 0, (await time.latest()) + DAY))
        .to.be.revertedWithCustomError(constitution, "Constitution_NotActive")
        .withArgs(0);
    });

    for (const length of [1, MAX_TERM]) {
      it(`accepts a term of ${length} seconds`, async () => {
        const { constitution, citizenId } = await loadFixture(aConstitution);
        const now = (await time.latest()) + 60;
        await time.setNextBlockTimestamp(now);
        await constitution.appoint(REGISTRAR, citizenId, now + length);
        expect(await constitution.officeOf(REGISTRAR, citizenId)).to.equal(now + length);
      });
    }

    for (const length of [0, MAX_TERM + 1]) {
      // Checks OFFICE-2.
      it(`reverts for a term of ${length} seconds`, async () => {
        const { constitution, citizenId } = await loadFixture(aConstitution);
        const now = (await time.latest()) + 60;
        await time.setNextBlockTimestamp(now);
        await expect(constitution.appoint(REGISTRAR, citizenId, now + length))
          .to.be.revertedWithCustomError(constitution, "Constitution_TermOutOfBounds")
          .withArgs(now + length, now, now + MAX_TERM);
      });
    }

    it("reverts for whoever is not the government", async () => {
      const { constitution, stranger, citizenId } = await loadFixture(aConstitution);
      await expect(constitution.connect(stranger).appoint(REGISTRAR, citizenId, (await time.latest()) + DAY))
        .to.be.revertedWithCustomError(constitution, "AccessManagerUnauthorizedAccount")
        .withArgs(stranger, GOVERNMENT);
    });
  });

  describe("hasRole()", () => {
    context("given an office", () => {
      it("holds one second before the term ends", async () => {
        const { constitution, citizen, until } = await loadFixture(anOffice);
        await time.increaseTo(until - 1);
        expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(true);
      });

      it("ends with the term, without a transaction", async () => {
        const { constitution, citizen, until } = await loadFixture(anOffice);
        await time.increaseTo(until);
        expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(false);
      });

      it("pauses while the citizen is suspended", async () => {
        const { constitution, roll, citizen, citizenId, record } = await loadFixture(anOffice);
        await roll.write(citizenId, { ...record, standing: SUSPENDED });
        expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(false);
      });

      it("goes on when the citizen is reinstated within the term", async () => {
        const { constitution, roll, citizen, citizenId, record } = await loadFixture(anOffice);
        await roll.write(citizenId, { ...record, standing: SUSPENDED });
        await roll.write(citizenId, record);
        expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(true);
      });

      it("ends when the citizenship lapses", async () => {
        const { constitution, roll, citizen, citizenId, record } = await loadFixture(anOffice);
        const lapse = (await time.latest()) + DAY;
        await roll.write(citizenId, { ...record, until: lapse });
        await time.increaseTo(lapse);
        expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(false);
      });

      it("follows the citizen to a new key", async () => {
        const { constitution, roll, otherKey, citizenId, record } = await loadFixture(anOffice);
        await roll.write(citizenId, { ...record, holder: otherKey.address });
        expect((await constitution.hasRole(REGISTRAR, otherKey)).isMember).to.equal(true);
      });

      it("leaves the old key", async () => {
        const { constitution, roll, citizen, otherKey, citizenId, record } = await loadFixture(anOffice);
        await roll.write(citizenId, { ...record, holder: otherKey.address });
        expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(false);
      });

      it("does not pass to the same key's next citizenship", async () => {
        const { constitution, roll, citizen, otherKey, citizenId, record } = await loadFixture(anOffice);
        await roll.write(citizenId, { ...record, holder: otherKey.address });
        await roll.write(citizenId + 1n, record);
        expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(false);
      });
    });

    it("is true for an institution", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      await constitution.grantRole(REGISTRAR, agent, 0);
      expect(await constitution.hasRole(REGISTRAR, agent)).to.deep.equal([true, 0n]);
    });

    it("tells the delay of an institution that has one", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      await constitution.grantRole(REGISTRAR, agent, DAY);
      expect(await constitution.hasRole(REGISTRAR, agent)).to.deep.equal([true, BigInt(DAY)]);
    });

    it("is true for everyone in the role that is everyone's", async () => {
      const { constitution, stranger } = await loadFixture(aConstitution);
      expect(await constitution.hasRole(EVERYONE, stranger)).to.deep.equal([true, 0n]);
    });

    // Checks POWER-7.
    context("given the role of constitutional functions", () => {
      it("is true for the government, without delay", async () => {
        const { constitution, founder } = await loadFixture(aConstitution);
        expect(await constitution.hasRole(CONSTITUTIONAL, founder)).to.deep.equal([true, 0n]);
      });

      it("is true for a successor with the government's power", async () => {
        const { constitution, agent } = await loadFixture(aConstitution);
        await constitution.grantRole(GOVERNMENT, agent, 0);
        expect(await constitution.hasRole(CONSTITUTIONAL, agent)).to.deep.equal([true, 0n]);
      });

      it("is false for a former government", async () => {
        const { constitution, agent, founder } = await loadFixture(aConstitution);
        await constitution.grantRole(GOVERNMENT, agent, 0);
        await constitution.renounceRole(GOVERNMENT, founder);
        expect(await constitution.hasRole(CONSTITUTIONAL, founder)).to.deep.equal([false, 0n]);
      });

      it("is false for an institution with another role", async () => {
        const { constitution, agent } = await loadFixture(aConstitution);
        await constitution.grantRole(JUSTICE, agent, 0);
        expect(await constitution.hasRole(CONSTITUTIONAL, agent)).to.deep.equal([false, 0n]);
      });

      it("opens the functions that it marks to the government alone", async () => {
        const { constitution, founder, agent, roll } = await loadFixture(aConstitution);
        await constitution.setTargetFunctionRole(roll, ["0x12345678"], CONSTITUTIONAL);
        expect(await constitution.canCall(founder, roll, "0x12345678")).to.deep.equal([true, 0n]);
        expect(await constitution.canCall(agent, roll, "0x12345678")).to.deep.equal([false, 0n]);
      });
    });

    it("answers about the government even where no citizenship exists yet", async () => {
      const { founder, stranger } = await loadFixture(aConstitution);
      const constitution = await (await ethers.getContractFactory("Constitution")).deploy(founder, stranger);
      expect(await constitution.hasRole(GOVERNMENT, stranger)).to.deep.equal([false, 0n]);
    });
  });

  describe("dismiss()", () => {
    it("ends the office at once", async () => {
      const { constitution, citizen, citizenId } = await loadFixture(anOffice);
      await constitution.dismiss(REGISTRAR, citizenId);
      expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(false);
      expect(await constitution.officeOf(REGISTRAR, citizenId)).to.equal(0);
    });

    it("announces the term that it cut short", async () => {
      const { constitution, citizenId, until } = await loadFixture(anOffice);
      await expect(constitution.dismiss(REGISTRAR, citizenId))
        .to.emit(constitution, "OfficerDismissed")
        .withArgs(REGISTRAR, citizenId, until);
    });

    it("reverts when the citizen holds no such office", async () => {
      const { constitution, citizenId } = await loadFixture(anOffice);
      await expect(constitution.dismiss(JUSTICE, citizenId))
        .to.be.revertedWithCustomError(constitution, "Constitution_NotInOffice")
        .withArgs(JUSTICE, citizenId, 0);
    });

    it("reverts when the term is over", async () => {
      const { constitution, citizenId, until } = await loadFixture(anOffice);
      await time.setNextBlockTimestamp(until);
      await expect(constitution.dismiss(REGISTRAR, citizenId))
        .to.be.revertedWithCustomError(constitution, "Constitution_NotInOffice")
        .withArgs(REGISTRAR, citizenId, until);
    });

    it("reverts for whoever is not the government", async () => {
      const { constitution, citizen, citizenId } = await loadFixture(anOffice);
      await expect(constitution.connect(citizen).dismiss(REGISTRAR, citizenId))
        .to.be.revertedWithCustomError(constitution, "AccessManagerUnauthorizedAccount")
        .withArgs(citizen, GOVERNMENT);
    });
  });

  describe("resign()", () => {
    it("ends the office at once", async () => {
      const { constitution, citizen } = await loadFixture(anOffice);
      await constitution.connect(citizen).resign(REGISTRAR);
      expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(false);
    });

    it("announces the term that it cut short", async () => {
      const { constitution, citizen, citizenId, until } = await loadFixture(anOffice);
      await expect(constitution.connect(citizen).resign(REGISTRAR))
        .to.emit(constitution, "OfficerResigned")
        .withArgs(REGISTRAR, citizenId, until);
    });

    it("works while suspended", async () => {
      const { constitution, roll, citizen, citizenId, record } = await loadFixture(anOffice);
      await roll.write(citizenId, { ...record, standing: SUSPENDED });
      await constitution.connect(citizen).resign(REGISTRAR);
      expect(await constitution.officeOf(REGISTRAR, citizenId)).to.equal(0);
    });

    it("reverts for a citizen without that office", async () => {
      const { constitution, citizen, citizenId } = await loadFixture(anOffice);
      await expect(constitution.connect(citizen).resign(JUSTICE))
        .to.be.revertedWithCustomError(constitution, "Constitution_NotInOffice")
        .withArgs(JUSTICE, citizenId, 0);
    });

    it("reverts for who is no citizen", async () => {
      const { constitution, stranger } = await loadFixture(anOffice);
      await expect(constitution.connect(stranger).resign(REGISTRAR))
        .to.be.revertedWithCustomError(constitution, "Constitution_NotInOffice")
        .withArgs(REGISTRAR, 0, 0);
    });
  });

  describe("grantRole()", () => {
    it("grants to a contract", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      const now = (await time.latest()) + 60;
      await time.setNextBlockTimestamp(now);
      await expect(constitution.grantRole(JUSTICE, agent, 0))
        .to.emit(constitution, "RoleGranted")
        .withArgs(JUSTICE, agent, 0, now, true);
    });

    it("changes the delay of an institution that has the role", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      await constitution.grantRole(JUSTICE, agent, 0);
      await constitution.grantRole(JUSTICE, agent, DAY);
      expect(await constitution.hasRole(JUSTICE, agent)).to.deep.equal([true, BigInt(DAY)]);
    });

    for (const role of [GOVERNMENT, REGISTRAR]) {
      it(`reverts for a plain account and the role ${role}`, async () => {
        const { constitution, stranger } = await loadFixture(aConstitution);
        await expect(constitution.grantRole(role, stranger, 0))
          .to.be.revertedWithCustomError(constitution, "Constitution_PersonNeedsTerm")
          .withArgs(role, stranger);
      });
    }

    it("reverts for a contract that holds a citizenship", async () => {
      const { constitution, agent, roll, record } = await loadFixture(aConstitution);
      await roll.write(8, { ...record, holder: await agent.getAddress() });
      await expect(constitution.grantRole(JUSTICE, agent, 0))
        .to.be.revertedWithCustomError(constitution, "Constitution_PersonNeedsTerm")
        .withArgs(JUSTICE, agent);
    });

    it("reverts for a plain account that delegated its code", async () => {
      const { constitution, agent, stranger } = await loadFixture(aConstitution);
      await setCode(stranger.address, ethers.concat(["0xef0100", await agent.getAddress()]));
      await expect(constitution.grantRole(JUSTICE, stranger, 0))
        .to.be.revertedWithCustomError(constitution, "Constitution_PersonNeedsTerm")
        .withArgs(JUSTICE, stranger);
    });

    it("reverts for a government with an execution delay", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      await expect(constitution.grantRole(GOVERNMENT, agent, 1))
        .to.be.revertedWithCustomError(constitution, "Constitution_GovernmentDelayed")
        .withArgs(1);
    });

    it("reverts for the role of constitutional functions, which is the government's", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      await expect(constitution.grantRole(CONSTITUTIONAL, agent, 0))
        .to.be.revertedWithCustomError(constitution, "Constitution_HeldByGovernment")
        .withArgs(CONSTITUTIONAL);
    });

    it("reverts for the role that is everyone's", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      await expect(constitution.grantRole(EVERYONE, agent, 0))
        .to.be.revertedWithCustomError(constitution, "AccessManagerLockedRole")
        .withArgs(EVERYONE);
    });
  });

  describe("setGrantDelay()", () => {
    it("lets grants of any other role wait", async () => {
      const { constitution } = await loadFixture(aConstitution);
      await constitution.setGrantDelay(JUSTICE, DAY);
      await time.increase(5 * DAY);
      expect(await constitution.getRoleGrantDelay(JUSTICE)).to.equal(DAY);
    });

    it("reverts for the government, whose successor would be powerless meanwhile", async () => {
      const { constitution } = await loadFixture(aConstitution);
      await expect(constitution.setGrantDelay(GOVERNMENT, 1))
        .to.be.revertedWithCustomError(constitution, "Constitution_GovernmentDelayed")
        .withArgs(1);
    });
  });

  // Checks POWER-5.
  describe("revokeRole()", () => {
    it("takes any other role from its last member", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      await constitution.grantRole(JUSTICE, agent, 0);
      await constitution.revokeRole(JUSTICE, agent);
      expect((await constitution.hasRole(JUSTICE, agent)).isMember).to.equal(false);
    });

    it("takes the government's power from one of two", async () => {
      const { constitution, agent, founder } = await loadFixture(aConstitution);
      await constitution.grantRole(GOVERNMENT, agent, 0);
      await constitution.revokeRole(GOVERNMENT, agent);
      expect((await constitution.hasRole(GOVERNMENT, agent)).isMember).to.equal(false);
      expect((await constitution.hasRole(GOVERNMENT, founder)).isMember).to.equal(true);
    });

    it("changes nothing for who does not hold the government's power", async () => {
      const { constitution, agent, founder } = await loadFixture(aConstitution);
      await constitution.revokeRole(GOVERNMENT, agent);
      expect((await constitution.hasRole(GOVERNMENT, founder)).isMember).to.equal(true);
    });

    it("reverts for the last one with the government's power", async () => {
      const { constitution, founder } = await loadFixture(aConstitution);
      await expect(constitution.revokeRole(GOVERNMENT, founder))
        .to.be.revertedWithCustomError(constitution, "Constitution_LastGovernment")
        .withArgs(founder);
    });
  });

  // Checks POWER-5.
  describe("renounceRole()", () => {
    it("hands over when a successor has the government's power", async () => {
      const { constitution, agent, founder } = await loadFixture(aConstitution);
      await constitution.grantRole(GOVERNMENT, agent, 0);
      await constitution.renounceRole(GOVERNMENT, founder);
      expect((await constitution.hasRole(GOVERNMENT, founder)).isMember).to.equal(false);
    });

    it("counts a successor once, however often the power is granted", async () => {
      const { constitution, agent, founder } = await loadFixture(aConstitution);
      await constitution.grantRole(GOVERNMENT, agent, 0);
      await constitution.grantRole(GOVERNMENT, agent, 0);
      await constitution.renounceRole(GOVERNMENT, founder);
      const successor = await agent.getAddress();
      await impersonateAccount(successor);
      await setBalance(successor, ethers.parseEther("1"));
      await expect(constitution.connect(await ethers.getSigner(successor)).renounceRole(GOVERNMENT, successor))
        .to.be.revertedWithCustomError(constitution, "Constitution_LastGovernment")
        .withArgs(agent);
    });

    it("reverts for the last one with the government's power", async () => {
      const { constitution, founder } = await loadFixture(aConstitution);
      await expect(constitution.renounceRole(GOVERNMENT, founder))
        .to.be.revertedWithCustomError(constitution, "Constitution_LastGovernment")
        .withArgs(founder);
    });
  });
});
