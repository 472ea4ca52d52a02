import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import {
  ACCUSED,
  aTribunal,
  CHALLENGE_BOND,
  COOL_OFF,
  fine,
  Ground,
  OTHER,
  PRICE,
  Ruling,
} from "../../fixtures/tribunal";
import { NATIVE } from "../../fixtures/money";

describe("Attack: a citizen is harassed by challenge after challenge", () => {
  it("costs the author fees and bond each time, and pays the accused", async () => {
    const { tribunal, stranger, citizen, send, rule } = await loadFixture(aTribunal);
    await expect(send()).to.changeEtherBalance(stranger, -PRICE);
    await rule(1n, Ruling.dismiss);
    await expect(tribunal.claimForCitizen(NATIVE, ACCUSED)).to.changeEtherBalance(citizen(ACCUSED), CHALLENGE_BOND);
  });

  it("cannot be repeated before the cool-off ends, by anybody, with another statement or another duplicate", async () => {
    const { tribunal, ruled, send, citizen, newKey } = await loadFixture(aTribunal);
    await ruled(Ruling.dismiss, { ground: Ground.DuplicatePerson, citedId: OTHER });
    for (const by of [newKey, citizen(1)]) {
      await expect(
        send({ by, ground: Ground.DuplicatePerson, citedId: 2, statement: "Again." }),
      ).to.be.revertedWithCustomError(tribunal, "Tribunal_CoolingOff");
    }
  });

  it("cannot be repeated with other sanctions for the same article", async () => {
    const { tribunal, ruled, send } = await loadFixture(aTribunal);
    await ruled(Ruling.dismiss, { sanctions: [fine(1n)] });
    await expect(send({ sanctions: [fine(2n)] })).to.be.revertedWithCustomError(tribunal, "Tribunal_CoolingOff");
  });

  it("cannot be piled up: one at a time on each ground", async () => {
    const { tribunal, challenge, send } = await loadFixture(aTribunal);
    await challenge();
    await expect(send({ value: PRICE })).to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyPending");
  });

  it("starts the cool-off anew each time that it fails", async () => {
    const { tribunal, ruled, send } = await loadFixture(aTribunal);
    await ruled(Ruling.dismiss);
    await time.increase(COOL_OFF);
    await ruled(Ruling.refuse);
    await expect(send()).to.be.revertedWithCustomError(tribunal, "Tribunal_CoolingOff");
  });
});
