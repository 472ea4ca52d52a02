import { setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, id, parseEther, ZeroAddress, ZeroHash, type BaseContract } from "ethers";
import { ethers } from "hardhat";
import { powers } from "../../sdk/src/founding/powers";
import { DAY, ENDLESS, now, signedAcceptance, signedRequest } from "../fixtures/citizenship";
import type { Call } from "../fixtures/governance";
import { foundNation, type FoundedNation } from "../fixtures/nation";
import { bothReports, verdictsOf } from "../fixtures/verification";

const key = encodeBytes32String;
const EVERYBODY = 2n ** 64n - 1n;

const callOf = (contract: BaseContract, method: string, values: readonly unknown[]): Call => ({
  target: contract.target as string,
  data: contract.interface.encodeFunctionData(method, values),
});

/** The functions that decisions call, by the powers that they take. */
const GOVERNED = ["government", "registrar", "justice", "recovery", "timelock"];

describe("verifyFounding(), of what decisions do", () => {
  it("explains every function that a decision can call", async () => {
    const world = await foundNation(12);
    const { constitution, nation, citizenship, treasury, coin, stake, timelock, governor, juryRoll, court, tribunal } =
      world;
    const { citizens, founder, stranger } = world;
    await founder.sendTransaction({ to: treasury, value: parseEther("100") });
    const signers = await ethers.getSigners();
    const [asked, batched, invited, moved] = [20, 21, 22, 23].map((index) => signers[index]);
    const signer = signers[24];
    for (const one of [asked, batched]) await citizenship.connect(one).requestAdmission(ZeroHash);
    const request = await signedRequest(citizenship, { applicant: signer.address, signer });
    for (const id of [5, 6]) {
      await coin.connect(citizens[id - 1])["transferAndCall(address,uint256)"](stake, 10n ** 18n);
      await time.increase(1);
    }
    const echo = await ethers.deployContract("Echo");
    const deadline = (1n << 40n) - 1n;
    const acceptance = await signedAcceptance(citizenship, {
      citizenId: 7,
      newHolder: moved.address,
      signer: moved,
      deadline,
    });
    // Not the beginning of a day: what the citizenship keeps of it is.
    const later = (await now()) + 200n * DAY + 12_345n;

    const provisionsOf = async (contract: typeof coin | typeof court): Promise<Call[]> => {
      const all = await contract.provisions();
      const one = all.find(({ current, min, max }) => min < current || current < max)!;
      const value = one.current < one.max ? one.current + 1n : one.current - 1n;
      const set = callOf(contract, "setProvision", [one.key, value]);
      if (contract.target === treasury.target) return [set];
      return [
        set,
        callOf(contract, "tryProvision", [one.key, one.current, 30n * DAY]),
        callOf(contract, "ratifyProvision", [one.key]),
      ];
    };
    const holding = [citizenship, treasury, coin, stake, timelock, governor, juryRoll, court, tribunal];
    const provisions: Call[] = [];
    for (const one of holding) provisions.push(...(await provisionsOf(one as typeof coin)));

    const roles = [1n, 2n, 3n];
    const decisions: Call[][] = [
      [
        callOf(constitution, "enact", [[{ title: "A", text: "a" }]]),
        callOf(constitution, "amend", [1, "A", "c"]),
        callOf(constitution, "repeal", [2]),
        callOf(constitution, "appoint", [1, 2, later]),
        callOf(constitution, "dismiss", [1, 2]),
        callOf(constitution, "grantRole", [7, echo.target, 0]),
        callOf(constitution, "labelRole", [7, "seven"]),
        callOf(constitution, "revokeRole", [7, echo.target]),
        callOf(constitution, "setRoleAdmin", [7, 8]),
        callOf(constitution, "setRoleGuardian", [7, 8]),
        callOf(constitution, "setGrantDelay", [7, 5]),
        callOf(constitution, "setTargetFunctionRole", [echo.target, ["0x12345678", "0x12345679"], 7]),
        callOf(constitution, "setTargetAdminDelay", [echo.target, 5]),
        callOf(constitution, "setTargetClosed", [echo.target, true]),
      ],
      [
        callOf(nation, "setName", ["N"]),
        callOf(nation, "setMotto", ["M"]),
        callOf(nation, "setDomain", ["a.b"]),
        callOf(nation, "setDaoURI", ["ipfs://x"]),
        callOf(nation, "setFlag", ['<svg xmlns="http://www.w3.org/2000/svg"/>']),
        callOf(nation, "appointInstitution", [key("x"), echo.target]),
        callOf(treasury, "pay", [ZeroAddress, stranger.address, 10n, "x"]),
        callOf(treasury, "payConstitutionally", [ZeroAddress, stranger.address, 10n, "x"]),
        callOf(treasury, "openBudget", [
          { purpose: "p", spender: citizens[1].address, asset: ZeroAddress, ceiling: 5n, period: 100n, until: later },
        ]),
        callOf(treasury, "closeBudget", [1]),
        callOf(coin, "setExemption", [stranger.address, 1]),
        callOf(coin, "fixExemption", [echo.target]),
        callOf(coin, "mint", [stranger.address, 5n]),
        callOf(court, "appointRandomness", [await court.randomness()]),
        callOf(timelock, "grantRole", [id("CANCELLER_ROLE"), echo.target]),
        callOf(timelock, "revokeRole", [id("CANCELLER_ROLE"), echo.target]),
      ],
      [
        ...roles.map((role) => callOf(constitution, "grantRole", [role, timelock.target, 0])),
        callOf(citizenship, "allowAdmissions", [10]),
        callOf(citizenship, "invite", [[invited.address], later - 150n * DAY]),
        callOf(citizenship, "admit", [asked.address]),
        callOf(citizenship, "admitBatch", [[batched.address]]),
        callOf(citizenship, "admitSigned", [[request]]),
        callOf(citizenship, "haltAdmissions", [later - 180n * DAY]),
        callOf(citizenship, "suspend", [4, later, ZeroHash]),
        callOf(citizenship, "reinstate", [4]),
        callOf(citizenship, "revoke", [4, ZeroHash]),
        callOf(citizenship, "restore", [4, ZeroHash]),
        callOf(citizenship, "keepAsleep", [13, true]),
        callOf(citizenship, "move", [7, moved.address, deadline, acceptance]),
        callOf(stake, "slash", [5, 1n, ZeroHash]),
        ...roles.map((role) => callOf(constitution, "revokeRole", [role, timelock.target])),
      ],
      provisions.slice(0, 15),
      provisions.slice(15),
    ];
    const called = new Set<string>();
    for (const [index, calls] of decisions.entries()) {
      await world
        .propose(calls, `Decision ${index}`)
        .passAndExecute(citizens.filter((_, place) => place !== 3 && place !== 6));
      for (const { target, data } of calls) called.add(`${target.toLowerCase()} ${String(data).slice(0, 10)}`);
    }

    // No cap of the treasury is tried. The others end this nation's authority, or need a juror or a term that lapses.
    const beyond = [
      "constitution.updateAuthority",
      "citizenship.renew",
      "juryRoll.slash",
      "treasury.tryProvision",
      "treasury.ratifyProvision",
    ];
    const left = powers().filter(({ contract, power, selector, function: { name } }) => {
      if (contract === "deployer" || !GOVERNED.includes(power) || beyond.includes(`${contract}.${name}`)) return false;
      const address = world.founding.record.institutions[contract]?.address;
      return address !== undefined && !called.has(`${address.toLowerCase()} ${selector}`);
    });
    expect(left.map(({ contract, signature }) => `${contract}.${signature}`)).to.deep.equal([]);
    expect(await verdictsOf(world)).to.deep.equal([["changed"], ["changed"]]);
  });

  context("given what came and went", () => {
    const trips: Record<string, (world: FoundedNation, agent: string) => [there: Call, back: Call, told: string]> = {
      "a role of the constitution": ({ constitution }, agent) => [
        callOf(constitution, "grantRole", [3, agent, 0]),
        callOf(constitution, "revokeRole", [3, agent]),
        "RoleGranted of constitution: roleId 3,",
      ],
      "the government's role": ({ constitution }, agent) => [
        callOf(constitution, "grantRole", [0, agent, 0]),
        callOf(constitution, "revokeRole", [0, agent]),
        "RoleGranted of constitution: roleId 0,",
      ],
      "a role of the timelock": ({ timelock }, agent) => [
        callOf(timelock, "grantRole", [id("PROPOSER_ROLE"), agent]),
        callOf(timelock, "revokeRole", [id("PROPOSER_ROLE"), agent]),
        "RoleGranted of timelock: role ",
      ],
      "a function that was opened to everybody": ({ constitution, citizenship }) => {
        const { selector } = citizenship.interface.getFunction("renew");
        const set = (role: bigint) =>
          callOf(constitution, "setTargetFunctionRole", [citizenship.target, [selector], role]);
        return [set(EVERYBODY), set(1n), "TargetFunctionRoleUpdated of constitution: "];
      },
      "a name in the directory": ({ nation }, agent) => [
        callOf(nation, "appointInstitution", [key("x"), agent]),
        callOf(nation, "appointInstitution", [key("x"), ZeroAddress]),
        "InstitutionAppointed of nation: ",
      ],
    };

    for (const [what, make] of Object.entries(trips)) {
      it(`tells of ${what}`, async () => {
        const world = await foundNation(3);
        const agent = await ethers.deployContract("Echo");
        await setBalance(agent.target as string, 10n ** 18n);
        const [there, back, told] = make(world, agent.target as string);
        await world.propose([there], "There").passAndExecute(world.citizens);
        await world.propose([back], "And back").passAndExecute(world.citizens);
        for (const { verdict, changes } of await bothReports(world)) {
          expect(verdict).to.equal("changed");
          const lines = changes.map(({ title, detail }) => `${title}: ${detail}`);
          expect(lines.some((line) => line.startsWith(told) && line.includes("There"))).to.equal(
            true,
            lines.join("\n"),
          );
        }
      });
    }
  });

  it("is whole after founding citizens moved to other accounts by their keys", async () => {
    const world = await foundNation(3);
    const { citizenship, citizens, stranger } = world;
    const signature = await signedAcceptance(citizenship, {
      citizenId: 1,
      newHolder: stranger.address,
      signer: stranger,
    });
    await citizenship.connect(citizens[0]).move(1, stranger, ENDLESS, signature);
    expect(await verdictsOf(world)).to.deep.equal([["whole"], ["whole"]]);
  });

  it("takes a name of the token that follows from a long name of the nation", async () => {
    const world = await foundNation(3, { nation: { name: "A".repeat(64) } });
    expect(await verdictsOf(world)).to.deep.equal([["whole"], ["whole"]]);
  });
});
