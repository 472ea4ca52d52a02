import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, id, Interface } from "ethers";
import { roles } from "../../../sdk/src/core/roles";
import { aGovernor, aGuardedInstitution, Constitutional, Ordinary } from "./world";

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

    context("given a call to the constitution", () => {
      const classOfCallTo = async (name: string, args: readonly unknown[]) => {
        const { governor, constitution } = await loadFixture(aGovernor);
        const data = new Interface([...constitution.interface.fragments]).encodeFunctionData(name, args);
        return governor.classOf([constitution], [data]);
      };
      const anyone = "0x" + "11".repeat(20);

      for (const [what, name, args, expected] of [
        ["a dismissal", "dismiss", [1, 1], Ordinary],
        ["a role taken that there is not yet", "revokeRole", [77, anyone], Constitutional],
        ...Object.entries(roles).map(
          ([role, number]) =>
            [
              `the role of ${role} taken`,
              "revokeRole",
              [number, anyone],
              role === "registrar" ? Ordinary : Constitutional,
            ] as const,
        ),
        ["a role given", "grantRole", [1, anyone, 0], Constitutional],
        ["an appointment", "appoint", [1, 1, 1], Constitutional],
        ["an article repealed", "repeal", [1], Constitutional],
        ["an institution closed", "setTargetClosed", [anyone, true], Constitutional],
      ] as const) {
        it(`is ${expected === Ordinary ? "ordinary" : "constitutional"} for ${what}`, async () => {
          expect(await classOfCallTo(name, args)).to.equal(expected);
        });
      }
    });

    context("given an institution that says which calls take power back", () => {
      const classOfCallTo = async (
        name: "open" | "close" | "shut" | "widen" | "setProvision" | "tryProvision" | "ratifyProvision",
        args: unknown[],
      ) => {
        const world = await loadFixture(aGovernor);
        const institution = await aGuardedInstitution(world);
        const data = new Interface([...institution.interface.fragments]).encodeFunctionData(name, args);
        return world.governor.classOf([institution], [data]);
      };
      const [CAP, RATE] = ["cap", "rate"].map(encodeBytes32String);

      for (const [what, name, args, expected] of [
        ["a marked function that takes power back", "close", [], Ordinary],
        ["an unmarked function that takes power back", "shut", [], Ordinary],
        ["an unmarked function of which it says that it gives power", "widen", [], Ordinary],
        ["a marked function that does not", "open", [], Constitutional],
        ["a cap that a marked setter lowers", "setProvision", [CAP, 9_00], Ordinary],
        ["a cap that it raises", "setProvision", [CAP, 11_00], Constitutional],
        ["a rate that it moves", "setProvision", [RATE, 9_00], Constitutional],
        ["a cap that is tried lower", "tryProvision", [CAP, 9_00, 1], Ordinary],
        ["a cap that is tried higher by an unmarked function", "tryProvision", [CAP, 11_00, 1], Constitutional],
        ["a rate that an unmarked function tries", "tryProvision", [RATE, 11_00, 1], Ordinary],
        ["an unmarked ratification of nothing", "ratifyProvision", [CAP], Ordinary],
        ["a provision that there is not", "tryProvision", [encodeBytes32String("none"), 1, 1], Constitutional],
      ] as [string, Parameters<typeof classOfCallTo>[0], unknown[], bigint][]) {
        it(`is ${expected === Ordinary ? "ordinary" : "constitutional"} for ${what}`, async () => {
          expect(await classOfCallTo(name, args)).to.equal(expected);
        });
      }

      it("is constitutional for an unmarked ratification that raises a cap", async () => {
        const world = await loadFixture(aGovernor);
        const institution = await aGuardedInstitution(world);
        await world.constitution.setTargetFunctionRole(
          institution,
          [id("tryProvision(bytes32,uint256,uint256)").slice(0, 10)],
          0,
        );
        await institution.tryProvision(CAP, 11_00, 100);
        const data = institution.interface.encodeFunctionData("ratifyProvision", [CAP]);
        expect(await world.governor.classOf([institution], [data])).to.equal(Constitutional);
      });

      it("is constitutional where a setter's contract does not say it", async () => {
        const world = await loadFixture(aGovernor);
        const { interface: iface } = await aGuardedInstitution(world);
        const data = iface.encodeFunctionData("setProvision", [RATE, 1]);
        expect(await world.governor.classOf([world.board], [data])).to.equal(Constitutional);
      });

      it("is constitutional where a setter's address has no code", async () => {
        const world = await loadFixture(aGovernor);
        const { interface: iface } = await aGuardedInstitution(world);
        const data = iface.encodeFunctionData("setProvision", [RATE, 1]);
        expect(await world.governor.classOf([world.stranger], [data])).to.equal(Constitutional);
      });
    });
  });
});
