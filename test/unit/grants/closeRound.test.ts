import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aGivenRound, aMatchedRound, aNation, anUnmatchedRound, aRound, COIN, GIFTS, POT, WINDOW } from "./world";

const [OPEN, MATCHED, UNMATCHED] = [0n, 1n, 2n];

describe("Grants", () => {
  describe("closeRound()", () => {
    it("matches the projects once ten gave, whoever calls", async () => {
      const { grants, stranger, round } = await loadFixture(aGivenRound);
      const { weight } = await grants.roundOf(1);
      await time.setNextBlockTimestamp(round.closesAt);
      await expect(grants.connect(stranger).closeRound())
        .to.emit(grants, "RoundClosed")
        .withArgs(1, true, 10, weight, round.closesAt + WINDOW);
      const { outcome, left, claimableUntil } = await grants.roundOf(1);
      expect([outcome, left, claimableUntil]).to.deep.equal([MATCHED, POT, round.closesAt + WINDOW]);
    });

    it("sends the pot back where nine gave", async () => {
      const { grants, give, round } = await loadFixture(aRound);
      for (const [citizenId, projectId, amount] of GIFTS.slice(0, 9)) await give(citizenId, projectId, amount);
      const { weight } = await grants.roundOf(1);
      await time.increaseTo(round.closesAt);
      await expect(grants.closeRound())
        .to.emit(grants, "RoundClosed")
        .withArgs(1, false, 9, weight, 0)
        .and.to.emit(grants, "RestReturned")
        .withArgs(1, POT);
    });

    it("pays it to the treasury", async () => {
      const { grants, coin, treasury, round } = await loadFixture(aRound);
      await time.increaseTo(round.closesAt);
      await expect(grants.closeRound()).to.changeTokenBalances(coin, [grants, treasury], [-POT, POT]);
      const { outcome, left } = await grants.roundOf(1);
      expect([outcome, left]).to.deep.equal([UNMATCHED, 0n]);
    });

    it("sends it back where no project has two donors", async () => {
      const { grants, register, give, close } = await loadFixture(aRound);
      for (let citizenId = 5; citizenId <= 10; ++citizenId) await register(citizenId);
      for (let number = 1; number <= 10; ++number) await give(number, number, COIN);
      await expect(close()).to.emit(grants, "RoundClosed").withArgs(1, false, 10, 0, 0);
    });

    it("reverts with Grants_NotClosable a second too early", async () => {
      const { grants, round } = await loadFixture(aGivenRound);
      await time.setNextBlockTimestamp(round.closesAt - 1n);
      await expect(grants.closeRound())
        .to.be.revertedWithCustomError(grants, "Grants_NotClosable")
        .withArgs(1, round.closesAt);
      expect((await grants.roundOf(1)).outcome).to.equal(OPEN);
    });

    it("reverts with Grants_NotClosable the second time", async () => {
      const { grants } = await loadFixture(aMatchedRound);
      await expect(grants.closeRound()).to.be.revertedWithCustomError(grants, "Grants_NotClosable").withArgs(1, 0);
    });

    it("reverts with Grants_NotClosable before there is a round", async () => {
      const { grants } = await loadFixture(aNation);
      await expect(grants.closeRound()).to.be.revertedWithCustomError(grants, "Grants_NotClosable").withArgs(0, 0);
    });
  });

  describe("roundOf()", () => {
    it("tells all of a round", async () => {
      const { grants, round } = await loadFixture(aGivenRound);
      const found = await grants.roundOf(1);
      expect([found.pot, found.left, found.donors, found.firstProjectId, found.projects]).to.deep.equal([
        POT,
        POT,
        10n,
        1n,
        4n,
      ]);
      expect([found.openedAt, found.advance, found.acceptance]).to.deep.equal([round.openedAt, 50_00n, 25_00n]);
    });

    for (const roundId of [0, 2]) {
      it(`reverts with Grants_UnknownRound for round ${roundId} of one`, async () => {
        const { grants } = await loadFixture(aRound);
        await expect(grants.roundOf(roundId))
          .to.be.revertedWithCustomError(grants, "Grants_UnknownRound")
          .withArgs(roundId);
      });
    }
  });

  describe("projectOf()", () => {
    it("tells of an open round what a project would get", async () => {
      const { grants } = await loadFixture(aGivenRound);
      const { matching } = await grants.projectOf(1);
      expect(matching > 0n).to.equal(true);
    });

    it("tells that it gets nothing of an unmatched one", async () => {
      const { grants } = await loadFixture(anUnmatchedRound);
      expect((await grants.projectOf(1)).matching).to.equal(0n);
    });

    for (const projectId of [0, 5]) {
      it(`reverts with Grants_UnknownProject for project ${projectId} of four`, async () => {
        const { grants } = await loadFixture(aRound);
        await expect(grants.projectOf(projectId))
          .to.be.revertedWithCustomError(grants, "Grants_UnknownProject")
          .withArgs(projectId);
      });
    }
  });

  describe("projectCount()", () => {
    it("counts the projects of all rounds", async () => {
      const { grants } = await loadFixture(aRound);
      expect(await grants.projectCount()).to.equal(4n);
    });
  });

  describe("LEAST_DONORS(), MOST_PROJECTS(), STEP()", () => {
    it("returns ten, eight, and a millionth of a coin", async () => {
      const { grants } = await loadFixture(aNation);
      expect([await grants.LEAST_DONORS(), await grants.MOST_PROJECTS(), await grants.STEP()]).to.deep.equal([
        10n,
        8n,
        10n ** 12n,
      ]);
    });
  });

  describe("supportsInterface()", () => {
    it("knows ERC-165, and no id of nothing", async () => {
      const { grants } = await loadFixture(aNation);
      expect(await grants.supportsInterface("0x01ffc9a7")).to.equal(true);
      expect(await grants.supportsInterface("0xffffffff")).to.equal(false);
    });

    it("knows those of payouts, provisions and ERC-1363's receiver", async () => {
      const { grants } = await loadFixture(aNation);
      const idOf = async (name: string) => {
        const { interface: abi } = await ethers.getContractAt(name, ethers.ZeroAddress);
        let id = 0n;
        abi.forEachFunction(({ selector }) => (id ^= BigInt(selector)));
        return ethers.toBeHex(id, 4);
      };
      for (const name of ["IPayouts", "IProvisions", "IERC1363Receiver"])
        expect(await grants.supportsInterface(await idOf(name)), name).to.equal(true);
    });
  });
});
