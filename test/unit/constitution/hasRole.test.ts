import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  aConstitution,
  anOffice,
  CONSTITUTIONAL,
  DAY,
  EVERYONE,
  GOVERNMENT,
  JUSTICE,
  REGISTRAR,
  SUSPENDED,
} from "./world";

describe("Constitution", () => {
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
        const { constitution, citizenship, citizen, citizenId, record } = await loadFixture(anOffice);
        await citizenship.write(citizenId, { ...record, standing: SUSPENDED });
        expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(false);
      });

      it("goes on when the citizen is reinstated within the term", async () => {
        const { constitution, citizenship, citizen, citizenId, record } = await loadFixture(anOffice);
        await citizenship.write(citizenId, { ...record, standing: SUSPENDED });
        await citizenship.write(citizenId, record);
        expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(true);
      });

      it("ends when the citizenship lapses", async () => {
        const { constitution, citizenship, citizen, citizenId, record } = await loadFixture(anOffice);
        const lapse = (await time.latest()) + DAY;
        await citizenship.write(citizenId, { ...record, until: lapse });
        await time.increaseTo(lapse);
        expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(false);
      });

      it("follows the citizen to a new key", async () => {
        const { constitution, citizenship, otherKey, citizenId, record } = await loadFixture(anOffice);
        await citizenship.write(citizenId, { ...record, holder: otherKey.address });
        expect((await constitution.hasRole(REGISTRAR, otherKey)).isMember).to.equal(true);
      });

      it("leaves the old key", async () => {
        const { constitution, citizenship, citizen, otherKey, citizenId, record } = await loadFixture(anOffice);
        await citizenship.write(citizenId, { ...record, holder: otherKey.address });
        expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(false);
      });

      it("does not pass to the same key's next citizenship", async () => {
        const { constitution, citizenship, citizen, otherKey, citizenId, record } = await loadFixture(anOffice);
        await citizenship.write(citizenId, { ...record, holder: otherKey.address });
        await citizenship.write(citizenId + 1n, record);
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
        const { constitution, founder, agent, citizenship } = await loadFixture(aConstitution);
        await constitution.setTargetFunctionRole(citizenship, ["0x12345678"], CONSTITUTIONAL);
        expect(await constitution.canCall(founder, citizenship, "0x12345678")).to.deep.equal([true, 0n]);
        expect(await constitution.canCall(agent, citizenship, "0x12345678")).to.deep.equal([false, 0n]);
      });
    });

    it("answers about the government even where no citizenship exists yet", async () => {
      const { founder, stranger } = await loadFixture(aConstitution);
      const constitution = await (await ethers.getContractFactory("Constitution")).deploy(founder, stranger);
      expect(await constitution.hasRole(GOVERNMENT, stranger)).to.deep.equal([false, 0n]);
    });
  });
});
