import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aNation } from "../support/nation";

describe("found()", () => {
  context("given a charter and the consent of its citizens", () => {
    it("founds a nation that passes every check", async () => {
      const { founding } = await loadFixture(aNation);
      expect(founding.verification.faults).to.deep.equal([]);
    });

    it("finds nothing changed yet", async () => {
      const { founding } = await loadFixture(aNation);
      expect(founding.verification.changes).to.deep.equal([]);
    });

    it("takes one transaction for each institution and five for the rest", async () => {
      const { founding } = await loadFixture(aNation);
      expect(founding.transactions).to.equal(14);
    });

    it("takes no transaction that is too big for Ethereum", async () => {
      const { founding } = await loadFixture(aNation);
      const most = founding.record.transactions.map(({ outcome }) => Number(outcome?.gasUsed));
      expect(Math.max(...most)).to.be.below(16_777_216);
    });

    it("makes citizens of those who consented", async () => {
      const { citizenship, citizens } = await loadFixture(aNation);
      expect(await citizenship.citizenOf(citizens[2])).to.equal(3);
    });

    it("gives the government's power to the timelock", async () => {
      const { constitution, timelock } = await loadFixture(aNation);
      expect(await constitution.hasRole(0, timelock)).to.deep.equal([true, 0n]);
    });

    it("leaves the founder without any", async () => {
      const { constitution, founder } = await loadFixture(aNation);
      expect(await constitution.hasRole(0, founder)).to.deep.equal([false, 0n]);
    });
  });
});
