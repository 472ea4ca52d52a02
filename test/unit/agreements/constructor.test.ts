import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anArchive } from "../../fixtures/agreements";
import { domainOf } from "../../fixtures/money";

describe("Agreements", () => {
  describe("constructor()", () => {
    it("publishes the question for each number of parties", async () => {
      const { agreements } = await loadFixture(anArchive);
      const published = await agreements.queryFilter(agreements.filters.MetaEvidence);
      const questions = published.map(({ args }) => {
        const document = JSON.parse(args.evidence.slice("data:application/json,".length)) as {
          question: string;
          rulingOptions: { titles: string[] };
        };
        return [args.metaEvidenceId, document.rulingOptions.titles.length, document.question.endsWith("?")];
      });
      expect(questions).to.deep.equal([2, 3, 4, 5, 6, 7, 8].map((parties) => [BigInt(parties), parties, true]));
    });

    it("names the rulings as the demands of the parties", async () => {
      const { agreements } = await loadFixture(anArchive);
      const [two] = await agreements.queryFilter(agreements.filters.MetaEvidence(2));
      expect(two.args.evidence).to.contain('"titles":["The demand of party 1","The demand of party 2"]');
    });

    it("states its domain", async () => {
      const { agreements } = await loadFixture(anArchive);
      const { name, version, verifyingContract } = await domainOf(agreements);
      expect([name, version, verifyingContract]).to.deep.equal(["Agreements", "1", await agreements.getAddress()]);
    });
  });
});
