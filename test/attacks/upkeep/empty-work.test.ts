import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AbiCoder, concat, type ParamType } from "ethers";
import { ethers } from "hardhat";
import { interfaceOf } from "../../../sdk/src/founding/institutions";
import { declarationOf, institutionNames } from "../../../sdk/src/institutions/registry";
import { anUpkeep, atBaseFee, FEES } from "../../unit/upkeep/world";
import { nation } from "../../fixtures/institutions";
import { failureOf } from "../../fixtures/failure";

const everything = () => nation({ only: institutionNames });

/** An argument of a type that names nothing, or the first record. */
function argument({ baseType, components, type }: ParamType, id: bigint): unknown {
  if (baseType === "array") return [];
  if (baseType === "tuple") return components!.map((component) => argument(component, id));
  if (type === "address") return ethers.ZeroAddress;
  if (type === "bool") return false;
  if (type.startsWith("bytes")) return type === "bytes" ? "0x" : ethers.zeroPadValue("0x", Number(type.slice(5)));
  return type === "string" ? "" : id;
}

const listed = institutionNames.flatMap((name) =>
  (declarationOf(name).kept ?? []).map((called) => ({
    name,
    fragment: interfaceOf(name).getFunction(called)!,
  })),
);

describe("Attack: a keeper is paid for work that nobody needs", () => {
  it("finds no function on the list that succeeds where nothing is due, or that asks for a power", async () => {
    const world = await loadFixture(everything);
    expect(listed.length).to.be.greaterThan(15);
    for (const { name, fragment } of listed) {
      for (const id of [0n, 1n, 2n]) {
        const inputs = AbiCoder.defaultAbiCoder().encode(
          fragment.inputs,
          fragment.inputs.map((input) => argument(input, id)),
        );
        const call = { to: world[name].target as string, from: world.upkeep.target as string };
        const failure = await failureOf(ethers.provider.call({ ...call, data: concat([fragment.selector, inputs]) }));
        const { data } = failure as { readonly data: string };
        expect(data, `${name}.${fragment.name}`).to.match(/^0x/);
        const isPower = world.upkeep.interface.getError("AccessManagedUnauthorized")!.selector === data.slice(0, 10);
        expect(isPower, `${name}.${fragment.name}`).to.equal(false);
      }
    }
  });

  it("lists nothing that takes native coin, or that its caller can cut into pieces", () => {
    const names = listed.map(({ name, fragment }) => `${name}.${fragment.name}`);
    expect(names).not.to.include.members(["court.draw"]);
    expect(names).not.to.include.members(["juryRoll.enrolFor"]);
    expect(names).not.to.include.members(["citizenship.wake"]);
    expect(names).not.to.include.members(["tribunal.enforce"]);
    expect(names).not.to.include.members(["court.execute"]);
  });

  it("pays for a step but once", async () => {
    const { upkeep, perform, take } = await loadFixture(anUpkeep);
    await perform([take(1), take(1)]);
    await expect(perform([take(1)]))
      .to.be.revertedWithCustomError(upkeep, "Upkeep_NothingDone")
      .withArgs(1);
  });

  it("counts what every transaction takes once, however often it has steps taken", async () => {
    const { upkeep, take } = await loadFixture(anUpkeep);
    const account = await ethers.deployContract("KeeperAccount", [upkeep]);
    const four = [1, 2, 3, 4].map((step) => take(step));
    const receipt = (await (await atBaseFee(() => account.performEach(four, FEES))).wait())!;
    const events = await upkeep.queryFilter(upkeep.filters.Performed(), receipt.blockNumber);
    const { baseFeePerGas } = await receipt.getBlock();
    const rewards = events.map(({ args }) => args.reward);
    expect(rewards).to.have.length(4);
    expect(rewards[1]).to.be.lessThan(rewards[0] - 29_000n * baseFeePerGas!);
    const paid = rewards.reduce((sum, reward) => sum + reward, 0n);
    expect(paid).to.be.lessThan((receipt.gasUsed * baseFeePerGas! * 110n) / 100n);
  });

  it("pays less for data that nobody reads than the data costs", async () => {
    const { perform, told, take } = await loadFixture(anUpkeep);
    const plain = await told(perform([take(1)]));
    const padding = `0x${"00".repeat(60_000)}`;
    const padded = await told(perform([{ ...take(2), data: concat([take(2).data, padding]) }]));
    expect(padded.reward - plain.reward).to.be.lessThan(padded.cost - plain.cost);
  });
});
