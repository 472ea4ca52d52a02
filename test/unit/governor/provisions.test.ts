import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { NationGovernor } from "../../../typechain-types";
import { aGovernor, days, provisions } from "./world";

describe("NationGovernor", () => {
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

    for (const [index, { max }] of provisions().entries()) {
      const greatest = BigInt(max);

      it(`keeps the greatest value of provision ${index} beside the others`, async () => {
        const { governor } = await loadFixture(aGovernor);
        await governor.setProvision((await governor.provisions())[index].key, greatest);
        expect(await read(governor)).to.deep.equal(withOne(index, { current: greatest, standing: greatest }));
      });

      it(`tries provision ${index} beside the others`, async () => {
        const { governor } = await loadFixture(aGovernor);
        await governor.tryProvision((await governor.provisions())[index].key, greatest, days(10));
        expect(await read(governor)).to.deep.equal(withOne(index, { current: greatest }));
      });

      it(`returns to the standing value of provision ${index} after its trial`, async () => {
        const { governor } = await loadFixture(aGovernor);
        await governor.tryProvision((await governor.provisions())[index].key, greatest, days(10));
        await time.increase(days(10));
        expect(await read(governor)).to.deep.equal(withOne(index, {}));
      });

      it(`keeps provision ${index} as it was ratified`, async () => {
        const { governor } = await loadFixture(aGovernor);
        const { key } = (await governor.provisions())[index];
        await governor.tryProvision(key, greatest, days(10));
        await governor.ratifyProvision(key);
        await time.increase(days(10));
        expect(await read(governor)).to.deep.equal(withOne(index, { current: greatest, standing: greatest }));
      });

      it(`ends a trial of provision ${index} by setting it`, async () => {
        const { governor } = await loadFixture(aGovernor);
        const { key, standing } = (await governor.provisions())[index];
        await governor.tryProvision(key, greatest, days(10));
        await governor.setProvision(key, standing);
        expect(await read(governor)).to.deep.equal(withOne(index, {}));
      });
    }
  });
});
