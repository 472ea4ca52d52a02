import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
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

const MAX_TERM = 1461 * DAY;

describe("Constitution", () => {
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
      const { constitution, citizen, citizenship } = await loadFixture(anOffice);
      await constitution.setTargetFunctionRole(citizenship, ["0x12345678"], REGISTRAR);
      expect(await constitution.canCall(citizen, citizenship, "0x12345678")).to.deep.equal([true, 0n]);
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
      const { constitution, citizenship, record, citizenId } = await loadFixture(aConstitution);
      await citizenship.write(citizenId, { ...record, standing: SUSPENDED });
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
});
