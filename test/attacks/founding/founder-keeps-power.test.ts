import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { ParamType } from "ethers";
import { ethers } from "hardhat";
import { nation } from "../../fixtures/institutions";

// After founding nobody but the timelock may do anything: not the founder, not a citizen, not an officer, and by no path
// that OpenZeppelin's manager offers (direct call, multicall, execute, schedule).

const GOVERNMENT = 0n;
const REGISTRAR = 1n;
const DAY = 24 * 60 * 60;

// What everyone may call by design. Whatever else changes state is guarded.
const OPEN = ["cancel", "consumeScheduledOp", "execute", "multicall", "renounceRole", "resign", "schedule"];

function sample(type: ParamType): unknown {
  if (type.isArray()) return [sample(type.arrayChildren)];
  if (type.isTuple()) return type.components.map(sample);
  if (type.type === "address") return ethers.ZeroAddress;
  if (type.type === "bool") return true;
  if (type.type === "string") return "x";
  if (type.type.startsWith("bytes")) return ethers.zeroPadBytes("0x", Number(type.type.slice(5)) || 4);
  return 1n;
}

async function aFoundedConstitution() {
  const [founder, officer, stranger, principal] = await ethers.getSigners();
  const { constitution, citizenship } = await nation({
    only: ["constitution"],
    stub: { citizenship: "CitizenshipStub" },
  });
  const timelock = await (await ethers.getContractFactory("PlainAgent", principal)).deploy();
  const clerk = await (await ethers.getContractFactory("PlainAgent")).deploy();
  await citizenship.write(1, {
    holder: officer.address,
    since: 1,
    wakesAt: 1,
    until: 2n ** 40n - 1n,
    standing: 1,
    suspendedUntil: 0,
    markedLapsed: false,
  });

  await constitution.appoint(REGISTRAR, 1, (await time.latest()) + 30 * DAY);
  await constitution.grantRole(REGISTRAR, clerk, 0);
  await constitution.enact([{ title: "x", text: "x" }]);
  await constitution.grantRole(GOVERNMENT, timelock, 0);
  await constitution.renounceRole(GOVERNMENT, founder);
  return { constitution, timelock, clerk, founder, officer, stranger, principal };
}

type Powerless = "founder" | "officer" | "stranger";
const powerless: Powerless[] = ["founder", "officer", "stranger"];

describe("Attack: someone keeps power over the constitution after founding", () => {
  it("finds every guarded function", async () => {
    const { constitution } = await loadFixture(aFoundedConstitution);
    const writes: string[] = [];
    constitution.interface.forEachFunction((fn) => {
      if (!fn.constant && !OPEN.includes(fn.name)) writes.push(fn.name);
    });
    expect(writes.sort()).to.deep.equal(
      [
        ...["amend", "appoint", "dismiss", "enact", "grantRole", "labelRole", "repeal", "revokeRole"],
        ...["setGrantDelay", "setRoleAdmin", "setRoleGuardian", "setTargetAdminDelay", "setTargetClosed"],
        ...["setTargetFunctionRole", "updateAuthority"],
      ].sort(),
    );
  });

  for (const who of powerless) {
    for (const path of ["direct", "multicall", "execute", "execute of multicall", "schedule"]) {
      it(`lets the ${who} reach no guarded function by ${path}`, async () => {
        const world = await loadFixture(aFoundedConstitution);
        const { constitution } = world;
        const account = world[who];
        const calls: string[] = [];
        constitution.interface.forEachFunction((fn) => {
          if (fn.constant || OPEN.includes(fn.name)) return;
          calls.push(
            ethers.concat([fn.selector, ethers.AbiCoder.defaultAbiCoder().encode(fn.inputs, fn.inputs.map(sample))]),
          );
        });

        for (const call of calls) {
          const { data, error } = {
            direct: { data: call, error: "AccessManagerUnauthorizedAccount" },
            multicall: {
              data: constitution.interface.encodeFunctionData("multicall", [[call]]),
              error: "AccessManagerUnauthorizedAccount",
            },
            execute: {
              data: constitution.interface.encodeFunctionData("execute", [await constitution.getAddress(), call]),
              error: "AccessManagerUnauthorizedCall",
            },
            "execute of multicall": {
              data: constitution.interface.encodeFunctionData("execute", [
                await constitution.getAddress(),
                constitution.interface.encodeFunctionData("multicall", [[call]]),
              ]),
              error: "AccessManagerUnauthorizedCall",
            },
            schedule: {
              data: constitution.interface.encodeFunctionData("schedule", [await constitution.getAddress(), call, 0]),
              error: "AccessManagerUnauthorizedCall",
            },
          }[path] as { data: string; error: string };
          await expect(account.sendTransaction({ to: constitution, data })).to.be.revertedWithCustomError(
            constitution,
            error,
          );
        }
      });
    }
  }

  it("reverts with AccessManagerUnauthorizedAccount for an institution with another role", async () => {
    const { constitution, clerk } = await loadFixture(aFoundedConstitution);
    const call = constitution.interface.encodeFunctionData("grantRole", [GOVERNMENT, await clerk.getAddress(), 0]);
    await expect(clerk.perform(constitution, call))
      .to.be.revertedWithCustomError(constitution, "AccessManagerUnauthorizedAccount")
      .withArgs(clerk, GOVERNMENT);
  });

  it("obeys the timelock", async () => {
    const { constitution, timelock, principal } = await loadFixture(aFoundedConstitution);
    const call = constitution.interface.encodeFunctionData("repeal", [1]);
    await expect(timelock.connect(principal).perform(constitution, call)).to.emit(constitution, "ArticleRepealed");
  });

  it("lets the founder take nothing back by renouncing twice", async () => {
    const { constitution, timelock, founder } = await loadFixture(aFoundedConstitution);
    await constitution.connect(founder).renounceRole(GOVERNMENT, founder);
    expect((await constitution.hasRole(GOVERNMENT, timelock)).isMember).to.equal(true);
  });

  it("reverts with AccessManagerBadConfirmation when somebody renounces in another's name", async () => {
    const { constitution, timelock, founder } = await loadFixture(aFoundedConstitution);
    await expect(constitution.connect(founder).renounceRole(GOVERNMENT, timelock)).to.be.revertedWithCustomError(
      constitution,
      "AccessManagerBadConfirmation",
    );
  });
});
