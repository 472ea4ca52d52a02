import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aLargeCourt } from "../../fixtures/court";

const [DISMISS, REPRIMAND, SANCTION] = [1, 2, 3];

/** Seven of eleven find guilt, but do not agree what should follow. */
const SPLIT = [DISMISS, DISMISS, DISMISS, DISMISS, SANCTION, SANCTION, SANCTION, SANCTION].concat(
  Array<number>(3).fill(REPRIMAND),
);

// Checks JUST-6.
describe("Attack: a minority wins because the majority is split", () => {
  for (const isLine of [true, false]) {
    it(`does not acquit whom most find guilty, by ${isLine ? "the median" : "pairs"}`, async () => {
      const { open, court, arbitrable } = await loadFixture(aLargeCourt);
      const dispute = await open({ choices: 3, isLine });
      await dispute.judge([DISMISS, DISMISS, DISMISS]);
      await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
      // As rankings: who sanctions would rather reprimand than acquit, and who acquits rather than sanction.
      const votes = SPLIT.map((choice) => (isLine || choice === REPRIMAND ? choice : choice | (REPRIMAND << 4)));
      await dispute.judge(votes);
      expect((await dispute.round()).ruling).to.equal(BigInt(REPRIMAND));
    });
  }
});
