import { expect } from "chai";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { ZeroHash, type ParamType } from "ethers";
import { ethers } from "hardhat";
import { found, memoryJournal, type FoundingRecord } from "../../../sdk/src/founding";
import { interfaceOf } from "../../../sdk/src/founding/institutions";
import { powers } from "../../../sdk/src/founding/powers";
import { declarationOf, institutionNames, isOptional } from "../../../sdk/src/institutions/registry";
import { compiledCode, roomToFound } from "../../fixtures/code";
import { charterOf, consentsOf } from "../../fixtures/nation";
import { verdictsOf } from "../../fixtures/verification";

/** Whoever has no power. A citizen's acts before the hand-over are the citizen's own. */
const POWERLESS = ["anyone", "citizen", "holder", "party", "juror", "proposer", "spender"];

/** Some value for each parameter: this number, or this account. */
function valueOf(type: ParamType, { number, account }: { number: bigint; account: string }): unknown {
  if (type.arrayChildren !== null) return [valueOf(type.arrayChildren, { number, account })];
  if (type.components !== null) return type.components.map((one) => valueOf(one, { number, account }));
  if (type.baseType === "address") return account;
  if (type.baseType === "bool") return true;
  if (type.baseType === "string") return "x";
  if (type.baseType === "bytes") return "0x";
  if (type.baseType.startsWith("bytes")) return ZeroHash.slice(0, 2 + 2 * Number(type.baseType.slice(5)));
  return number;
}

// A stranger withdrew vouchers that nobody had given, before the hand-over. Verification took that for an act of the founding, so that
// found() failed after everything was paid, and the nation was condemned for good.
describe("Attack: a stranger spoils a founding by an act that needs no power", () => {
  /** Calls every function that needs no power, with several values, and tells which succeeded. */
  async function tryEverything(record: FoundingRecord, callers: readonly HardhatEthersSigner[]): Promise<string[]> {
    const done = new Set<string>();
    for (const { contract, power, function: fragment } of powers()) {
      if (contract === "deployer" || !POWERLESS.includes(power)) continue;
      const to = record.institutions[contract]!.address;
      for (const caller of callers) {
        for (const number of [0n, 1n, 5n]) {
          for (const account of [caller.address, record.institutions.treasury.address]) {
            const values = fragment.inputs.map((type) => valueOf(type, { number, account }));
            const data = interfaceOf(contract).encodeFunctionData(fragment, values);
            const isDone = await caller.sendTransaction({ to, data, gasLimit: 1_000_000 }).then(
              () => true,
              () => false,
            );
            if (isDone) done.add(`${contract}.${fragment.name}`);
          }
        }
      }
    }
    return [...done];
  }

  it("fails: whatever strangers and citizens do before the hand-over, the nation is founded and whole", async () => {
    const [founder, ...others] = await ethers.getSigners();
    const [citizens, stranger] = [others.slice(0, 4), others.at(-1)!];
    const journal = memoryJournal();
    let done: string[] = [];
    const institutions = Object.fromEntries(institutionNames.filter(isOptional).map((name) => [name, true]));
    const accounts = citizens.map(({ address }) => address);
    const founding = await found(charterOf(accounts, { institutions }), founder, {
      code: compiledCode,
      consents: consentsOf(citizens),
      ...roomToFound,
      journal,
      onProgress: async ({ step, of }) => {
        if (step === of - 1) done = await tryEverything((await journal.load())!, [stranger, citizens[3]]);
      },
    });
    expect(done).to.include.members(["citizenship.withdrawVouchers", "citizenship.renounce", "coin.transfer"]);
    expect(await verdictsOf({ founding })).to.deep.equal([["whole"], ["whole"]]);
  });

  for (const name of institutionNames) {
    it(`takes no act of the ${name} that needs no power for one of its founding`, () => {
      const { neverFounding = [], logs } = declarationOf(name);
      expect(neverFounding.filter((event) => logs.personal?.includes(event))).to.deep.equal([]);
    });
  }
});
