import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import type { NationGovernor } from "../../../typechain-types";
import { aGovernor, days, placeOf, provisions } from "./world";

describe("NationGovernor", () => {
  describe("setProvision(), tryProvision(), ratifyProvision()", () => {
    const settings = [
      ["votingDelay", "VotingDelaySet", days(1), days(2), days(3)],
      ["votingPeriod", "VotingPeriodSet", days(5), days(6), days(7)],
      ["proposalThreshold", "ProposalThresholdSet", 1, 2, 3],
      ["citizenQuorum", "QuorumNumeratorUpdated", 20_00, 19_00, 18_00],
    ] as const;
    for (const [key, event, first, second, third] of settings) {
      const name = encodeBytes32String(key);

      it(`announces a set ${key} by ${event}`, async () => {
        const { governor } = await loadFixture(aGovernor);
        await expect(governor.setProvision(name, second)).to.emit(governor, event).withArgs(first, second);
      });

      it(`announces a tried and a ratified ${key} by ${event}`, async () => {
        const { governor } = await loadFixture(aGovernor);
        await expect(governor.tryProvision(name, second, days(10)))
          .to.emit(governor, event)
          .withArgs(first, second);
        await expect(governor.ratifyProvision(name)).to.emit(governor, event).withArgs(second, second);
      });

      it(`announces the ${key} after a trial's end as it was in between`, async () => {
        const { governor } = await loadFixture(aGovernor);
        await governor.tryProvision(name, second, days(10));
        await time.increase(days(10));
        await expect(governor.setProvision(name, third)).to.emit(governor, event).withArgs(first, third);
      });
    }

    it("announces no setting for a provision that OpenZeppelin's governors have not", async () => {
      const { governor } = await loadFixture(aGovernor);
      const { logs } = (await (await governor.setProvision(encodeBytes32String("lateExtension"), 0)).wait())!;
      expect(logs).to.have.lengthOf(1);
    });
  });

  describe("provisions()", () => {
    const read = async (governor: NationGovernor) =>
      (await governor.provisions()).map(({ current, standing }) => ({ current, standing }));

    /** What stands at the founding, with another value of one provision. */
    const withOne = (index: number, change: { current?: bigint; standing?: bigint }) =>
      provisions().map(({ value }, at) => ({
        current: BigInt(value),
        standing: BigInt(value),
        ...(at === index ? change : {}),
      }));

    // A quorum or majority is raised by a proposal whose ballots reached it: here it is lowered.
    const isShare = (index: number) => index >= placeOf("citizenQuorum") && index < placeOf("stakeObjection");
    for (const [index, { min, max }] of provisions().entries()) {
      const other = BigInt(isShare(index) ? min : max);

      it(`keeps another value of provision ${index} beside the others`, async () => {
        const { governor } = await loadFixture(aGovernor);
        await governor.setProvision((await governor.provisions())[index].key, other);
        expect(await read(governor)).to.deep.equal(withOne(index, { current: other, standing: other }));
      });

      it(`tries provision ${index} beside the others`, async () => {
        const { governor } = await loadFixture(aGovernor);
        await governor.tryProvision((await governor.provisions())[index].key, other, days(10));
        expect(await read(governor)).to.deep.equal(withOne(index, { current: other }));
      });

      it(`returns to the standing value of provision ${index} after its trial`, async () => {
        const { governor } = await loadFixture(aGovernor);
        await governor.tryProvision((await governor.provisions())[index].key, other, days(10));
        await time.increase(days(10));
        expect(await read(governor)).to.deep.equal(withOne(index, {}));
      });

      it(`keeps provision ${index} as it was ratified`, async () => {
        const { governor } = await loadFixture(aGovernor);
        const { key } = (await governor.provisions())[index];
        await governor.tryProvision(key, other, days(10));
        await governor.ratifyProvision(key);
        await time.increase(days(10));
        expect(await read(governor)).to.deep.equal(withOne(index, { current: other, standing: other }));
      });

      it(`ends a trial of provision ${index} by setting it`, async () => {
        const { governor } = await loadFixture(aGovernor);
        const { key, standing } = (await governor.provisions())[index];
        await governor.tryProvision(key, other, days(10));
        await governor.setProvision(key, standing);
        expect(await read(governor)).to.deep.equal(withOne(index, {}));
      });
    }
  });
});
