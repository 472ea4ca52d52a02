import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { GWEI } from "../../fixtures/court";
import { coins, DAY, key } from "../../fixtures/money";
import {
  aTribunal,
  CHALLENGE_BOND,
  COOL_OFF,
  Ground,
  MAX_FINE,
  MAX_SUSPENSION,
  tribunalTerms,
} from "../../fixtures/tribunal";

describe("Tribunal", () => {
  describe("constructor()", () => {
    const deploy = (change: (terms: ReturnType<typeof tribunalTerms>) => void) => {
      const terms = tribunalTerms();
      change(terms);
      const parts = {
        authority: ethers.ZeroAddress,
        nation: ethers.ZeroAddress,
        citizenship: ethers.ZeroAddress,
        stake: ethers.ZeroAddress,
        juryRoll: ethers.ZeroAddress,
        court: ethers.ZeroAddress,
      };
      return ethers.deployContract("Tribunal", [parts, terms]);
    };

    it("declares its provisions, in this order", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      const provisions = await tribunal.provisions();
      expect(provisions.map(({ key: name, current }) => [ethers.decodeBytes32String(name), current])).to.deep.equal([
        ["challengeBond", CHALLENGE_BOND / GWEI],
        ["coolOff", BigInt(COOL_OFF)],
        ["maxFine", MAX_FINE / coins(1)],
        ["maxSuspension", BigInt(MAX_SUSPENSION)],
        ["monthlyEndings", 2_00n],
      ]);
    });

    it("takes periods whose bounds are ten years", async () => {
      const tribunal = await deploy((terms) => {
        terms[1].max = 3650 * DAY;
        terms[3].max = 3650 * DAY;
      });
      expect((await tribunal.provision(key("coolOff"))).max).to.equal(3650 * DAY);
    });

    for (const [index, name] of [
      [1, "coolOff"],
      [3, "maxSuspension"],
    ] as const) {
      it(`reverts with Tribunal_PeriodTooLong for a ${name} whose bound is a second longer than ten years`, async () => {
        const { tribunal } = await loadFixture(aTribunal);
        await expect(deploy((terms) => (terms[index].max = 3650 * DAY + 1)))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_PeriodTooLong")
          .withArgs(key(name), 3650 * DAY + 1, 3650 * DAY);
      });
    }

    it("publishes what jurors are asked, on each ground, as JSON", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      const documents = await tribunal.queryFilter(tribunal.filters.MetaEvidence());
      expect(documents.map(({ args }) => args.metaEvidenceId)).to.deep.equal(Object.values(Ground));
      const texts = documents.map(({ args }) => args.evidence.replace("data:application/json;base64,", ""));
      const [duplicate, dossier, death, offence] = texts.map(
        (text) =>
          JSON.parse(Buffer.from(text, "base64").toString()) as {
            title: string;
            question: string;
            rulingOptions: { titles: string[]; descriptions: string[] };
          },
      );
      expect(new Set([duplicate, dossier, death, offence].map(({ title }) => title)).size).to.equal(4);
      expect(duplicate.question).to.match(/same person/);
      expect(dossier.question).to.match(/admitted/);
      expect(death.question).to.match(/died/);
      expect(offence.question).to.match(/article/);
      for (const { rulingOptions } of [duplicate, dossier, death]) {
        expect(rulingOptions.titles).to.deep.equal(["Dismissed", "Granted"]);
        expect(rulingOptions.descriptions).to.have.length(2);
      }
      expect(offence.rulingOptions.titles).to.deep.equal(["Dismissed", "Reprimanded", "Granted"]);
      expect(offence.rulingOptions.descriptions).to.have.length(3);
    });
  });
});
