import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aGivenRound, COUNTED, POT } from "../../unit/grants/world";

describe("Attack: a crowd gives in the last second, so that nobody can answer", () => {
  it("gets its share of the donors at most, as at any time", async () => {
    const { grants, give, round } = await loadFixture(aGivenRound);
    const crowd = [11, 12, 13, 14, 15];
    await time.increaseTo(round.closesAt - 1n - BigInt(crowd.length));
    for (const citizenId of crowd) await give(citizenId, 4, COUNTED);
    await time.increaseTo(round.closesAt);
    await grants.closeRound();
    expect((await grants.projectOf(4)).matching).to.equal(POT / 3n);
  });

  it("registers nothing for it: projects stand for half of the round", async () => {
    const { grants, register, round } = await loadFixture(aGivenRound);
    await time.increaseTo(round.closesAt - 2n);
    await expect(register(11))
      .to.be.revertedWithCustomError(grants, "Grants_RegistrationOver")
      .withArgs(1, round.registerUntil);
  });
});
