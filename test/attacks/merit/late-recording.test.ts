import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aMerit, beginning, CITIZEN, DAY, now } from "../../unit/merit/world";

describe("Attack: points are saved up, and recorded when they are of use", () => {
  it("gives an old deed no more than what decay has left of it", async () => {
    const { merit, recordBallot, start } = await loadFixture(aMerit);
    await recordBallot(start, 1);
    await time.increase(730n * DAY);
    await recordBallot(start, 2);
    expect(await merit.meritOf(2)).to.equal(await merit.meritOf(1));
  });

  it("gives deeds from before the ledger no more, either", async () => {
    const { merit, recordBallot, start } = await loadFixture(aMerit);
    const old = start - 3650n * DAY;
    await recordBallot(old);
    expect(await merit.meritOf(CITIZEN)).to.equal(await merit.leftOf(1, beginning(old)));
    expect(await merit.meritOf(CITIZEN)).to.be.lessThan(10n ** 15n);
  });

  it("changes no sum that a contract has read of a past moment", async () => {
    const { merit, recordBallot, start } = await loadFixture(aMerit);
    await recordBallot(start, CITIZEN);
    await time.increase(DAY);
    const at = await now();
    const then = await merit.meritOf(CITIZEN);
    await recordBallot(start - 300n * DAY, CITIZEN);
    expect(await merit.pastMeritOf(CITIZEN, at)).to.equal(then);
  });
});
