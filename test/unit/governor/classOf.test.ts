import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id } from "ethers";
import { aGovernor, Constitutional, Ordinary } from "./world";

describe("NationGovernor", () => {
  describe("classOf()", () => {
    const classOfCall = async (
      pick: (world: Awaited<ReturnType<typeof aGovernor>>) => { target: string; data: string },
    ) => {
      const world = await loadFixture(aGovernor);
      const { target, data } = pick(world);
      return world.governor.classOf([target], [data]);
    };
    const address = (contract: { target: unknown }) => contract.target as string;

    it("is ordinary for a call elsewhere", async () => {
      expect(await classOfCall((world) => world.post(1))).to.equal(Ordinary);
    });

    it("is ordinary for no calls", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.classOf([], [])).to.equal(Ordinary);
    });

    for (const institution of ["constitution", "governor", "timelock", "electorate"] as const) {
      it(`is constitutional for any call to the ${institution === "electorate" ? "citizenship" : institution}`, async () => {
        expect(await classOfCall((world) => ({ target: address(world[institution]), data: "0x" }))).to.equal(
          Constitutional,
        );
      });
    }

    it("is constitutional for a call of a function that the constitution marks", async () => {
      expect(await classOfCall((world) => ({ ...world.post(1), target: address(world.markedBoard) }))).to.equal(
        Constitutional,
      );
    });

    it("is ordinary for another function of the same contract", async () => {
      expect(await classOfCall((world) => ({ target: address(world.markedBoard), data: id("notice()") }))).to.equal(
        Ordinary,
      );
    });

    it("is ordinary for a payment without data to the same contract", async () => {
      expect(await classOfCall((world) => ({ target: address(world.markedBoard), data: "0x" }))).to.equal(Ordinary);
    });

    it("is ordinary for the same function of another contract", async () => {
      expect(await classOfCall((world) => world.post(1))).to.equal(Ordinary);
    });

    it("follows the constitution when it takes the mark away", async () => {
      const { governor, constitution, markedBoard, post } = await loadFixture(aGovernor);
      const { data } = post(1);
      await constitution.setTargetFunctionRole(markedBoard, [data.slice(0, 10)], 0);
      expect(await governor.classOf([markedBoard], [data])).to.equal(Ordinary);
    });

    it("is constitutional if only the last of many calls is", async () => {
      const { governor, post, constitution } = await loadFixture(aGovernor);
      const calls = [post(1), post(2), { target: address(constitution), data: "0x" }];
      expect(
        await governor.classOf(
          calls.map(({ target }) => target),
          calls.map(({ data }) => data),
        ),
      ).to.equal(Constitutional);
    });
  });
});
