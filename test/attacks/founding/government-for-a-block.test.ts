import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { impersonateAccount, setBalance, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id, MaxUint256, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import {
  adopt,
  found,
  memoryJournal,
  type Founding,
  type FoundingOptions,
  type FoundingRecord,
} from "../../../sdk/src/founding";
import { codesOf } from "../../../sdk/src/founding/codes";
import { deployerInterface, interfaceOf, namesOf } from "../../../sdk/src/founding/institutions";
import { planIn, stepsDone } from "../../../sdk/src/founding/plan";
import { dataOf, type Plan, type Step } from "../../../sdk/src/founding/steps";
import { institutionNames, isOptional, type OptionalName } from "../../../sdk/src/institutions/registry";
import { compiledCode, roomToFound } from "../../fixtures/code";
import { governmentsSince } from "../../fixtures/government";
import { charterOf, consentsOf, foundNation, type CharterOverrides } from "../../fixtures/nation";

const LAWFUL = ["nobody", "deployer", "timelock"];
const CITIZENS = 3;

const optional = institutionNames.filter(isOptional);
const every = (is: boolean) => Object.fromEntries(optional.map((name) => [name, is]));

describe("Attack: somebody holds the government's role for a block", () => {
  let snapshot: Awaited<ReturnType<typeof takeSnapshot>>;
  let first: number;
  let signers: HardhatEthersSigner[];

  beforeEach(async () => {
    snapshot = await takeSnapshot();
    signers = await ethers.getSigners();
    first = await ethers.provider.getBlockNumber();
  });

  afterEach(() => snapshot.restore());

  const nationOf = (overrides: CharterOverrides = {}, options: FoundingOptions = {}) =>
    foundNation(CITIZENS, overrides, options);

  // Checks POWER-2.
  for (const [title, overrides] of [
    ["no optional institution", { institutions: every(false) }],
    [
      "every optional institution, and a registrar",
      { institutions: every(true), offices: [{ role: "registrar", citizen: "Citizen 1" }] },
    ],
  ] as const satisfies readonly (readonly [string, CharterOverrides])[]) {
    it(`never happens in a founding with ${title}`, async () => {
      const { founding } = await nationOf(overrides);
      expect(await governmentsSince(first, founding.record)).to.deep.equal(LAWFUL);
    });
  }

  it("never happens where all founding citizens are invited, and the last one comes late", async () => {
    const { founding, citizenship, citizens } = await nationOf({}, { consents: () => undefined });
    for (const citizen of citizens.slice(0, 2)) await citizenship.connect(citizen).requestAdmission(ZeroHash);
    await time.increase(30 * 86_400);
    await citizenship.connect(citizens[2]).requestAdmission(ZeroHash);
    expect(await citizenship.isOpen()).to.equal(true);
    expect(await governmentsSince(first, founding.record)).to.deep.equal(LAWFUL);
  });

  it("never happens while an institution is built and adopted later", async () => {
    const world = await nationOf({ institutions: { residency: false } });
    const { founding, stranger, propose, citizens } = world;
    const residency: readonly OptionalName[] = ["residency"];
    const { calls, addresses } = await adopt(stranger, {
      nation: founding.nation,
      code: compiledCode,
      institutions: residency,
    });
    await propose(calls).passAndExecute(citizens);
    expect(await world.nation.institution(ethers.encodeBytes32String("residency"))).to.equal(addresses.residency);
    expect(await governmentsSince(first, founding.record)).to.deep.equal(LAWFUL);
  });

  /** What a founding is called with, whose journal is kept. */
  const terms = () => {
    const citizens = signers.slice(1, 1 + CITIZENS);
    const charter = charterOf(citizens.map(({ address }) => address));
    const journal = memoryJournal();
    const options = { code: compiledCode, consents: consentsOf(citizens), ...roomToFound, journal };
    return { charter, journal, options };
  };

  it("never happens in a founding that ends after every fourth step, and that another account resumes", async () => {
    const { charter, journal, options } = terms();
    let founding: Founding | undefined;
    for (let stop = 3; founding === undefined; stop += 4) {
      const onProgress = ({ step, earlier }: { step: number; earlier: boolean }) => {
        if (!earlier && step === stop) throw new Error("stop");
      };
      // The factory, the deployer and the first step of the plan are the founder's.
      const signer = stop === 3 ? signers[0] : signers[5 + (stop % 3)];
      founding = await found(charter, signer, { ...options, onProgress }).catch(async (error: Error) => {
        expect(error.message).to.equal("stop");
        // Blocks pass before somebody resumes.
        await time.increase(3_600);
        return undefined;
      });
    }
    expect(await governmentsSince(first, (await journal.load())!)).to.deep.equal(LAWFUL);
  });

  it("never happens while strangers do at random what they can", async () => {
    const { charter, journal, options } = terms();
    const strangers = signers.slice(8, 11);
    const dice = new Dice(1);
    const done: Record<string, number> = {};
    const onProgress = async () => {
      const record = (await journal.load())!;
      if ((await ethers.provider.getCode(record.deployer)) === "0x") return;
      const plan = planIn(record, await codesOf(compiledCode, namesOf(record.institutions)));
      for (let act = 0; act < 12; ++act) {
        const by = dice.one(strangers);
        const [name, transaction] = await stepOfAStranger(dice, { record, plan, by });
        const sent = await by.sendTransaction({ ...transaction, gasLimit: transaction.gasLimit ?? 16_000_000 }).then(
          () => true,
          () => false,
        );
        if (sent) done[name] = (done[name] ?? 0) + 1;
      }
    };
    const { record } = await found(charter, signers[0], { ...options, onProgress });
    expect(done["the due step"]).to.be.above(2);
    expect(done["a forged step"]).to.equal(undefined);
    expect(await governmentsSince(first, record)).to.deep.equal(LAWFUL);
  });

  it("is found out where it does: the government made somebody one, and took it back in the next block", async () => {
    const { founding, constitution, timelock, nation } = await nationOf({ institutions: every(false) });
    const government = await timelock.getAddress();
    await impersonateAccount(government);
    await setBalance(government, 10n ** 18n);
    const signer = await ethers.getSigner(government);
    await constitution.connect(signer).grantRole(0, nation, 0);
    await constitution.connect(signer).revokeRole(0, nation);
    expect(await governmentsSince(first, founding.record)).to.deep.equal([...LAWFUL, "timelock, 1 more", "timelock"]);
  });
});

/** Numbers that look random and are the same in every run. */
class Dice {
  private state: bigint;

  constructor(seed: number) {
    this.state = BigInt(id(`dice ${seed}`));
  }

  below(limit: number): number {
    this.state = BigInt(id(`after ${this.state}`));
    return Number(this.state % BigInt(limit));
  }

  one<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)];
  }
}

interface Moment {
  readonly record: FoundingRecord;
  readonly plan: Plan;
  readonly by: HardhatEthersSigner;
}

interface Act {
  readonly to: string;
  readonly data: string;
  readonly gasLimit?: number;
}

/** Something that a stranger may try while a nation is founded, and what it is called. */
async function stepOfAStranger(dice: Dice, { record, plan, by }: Moment): Promise<[string, Act]> {
  const { deployer, consents, institutions } = record;
  const due = await stepsDone(deployer, ethers.provider);
  const dataAt = (index: number) => dataOf(plan.steps[index], plan.rests[index], consents);
  const kind = dice.below(8);
  if (kind < 1 && due < plan.steps.length) return ["the due step", { to: deployer, data: dataAt(due) }];
  if (kind < 2 && due < plan.steps.length) {
    return [
      "the due step with little gas",
      { to: deployer, data: dataAt(due), gasLimit: 100_000 + dice.below(900_000) },
    ];
  }
  if (kind < 3) return ["any step", { to: deployer, data: dataAt(dice.below(plan.steps.length)) }];
  if (kind < 5) {
    const index = dice.below(2) === 0 ? Math.min(due, plan.steps.length - 1) : dice.below(plan.steps.length);
    return ["a forged step", { to: deployer, data: forged(dice, plan.steps[index], { rest: plan.rests[index], by }) }];
  }
  const { constitution, timelock, governor, nation } = institutions;
  const authority = interfaceOf("constitution");
  const account = dice.one([by.address, nation.address, governor.address]);
  const [name, values] = dice.one<readonly [string, readonly unknown[]]>([
    ["grantRole", [0, account, 0]],
    ["revokeRole", [0, deployer]],
    ["renounceRole", [0, by.address]],
    ["setRoleAdmin", [0, 77]],
    ["setRoleGuardian", [0, 77]],
    ["setGrantDelay", [0, 0]],
    [
      "setTargetFunctionRole",
      [constitution.address, [authority.getFunction("grantRole")!.selector], MaxUint256 >> 192n],
    ],
    ["updateAuthority", [nation.address, by.address]],
    ["appoint", [0, 1, 4_000_000_000]],
    ["execute", [constitution.address, authority.encodeFunctionData("grantRole", [0, account, 0])]],
    ["schedule", [constitution.address, authority.encodeFunctionData("grantRole", [0, account, 0]), 0]],
    ["multicall", [[authority.encodeFunctionData("grantRole", [0, account, 0])]]],
  ]);
  const data = authority.encodeFunctionData(name, values);
  if (dice.below(3) !== 0) return [name, { to: constitution.address, data }];

  const grant = authority.encodeFunctionData("grantRole", [0, account, 0]);
  const targets: readonly [string, Act][] = [
    [
      "the timelock's schedule",
      {
        to: timelock.address,
        data: interfaceOf("timelock").encodeFunctionData("schedule", [
          constitution.address,
          0,
          grant,
          ZeroHash,
          ZeroHash,
          0,
        ]),
      },
    ],
    [
      "the timelock's execution",
      {
        to: timelock.address,
        data: interfaceOf("timelock").encodeFunctionData("execute", [
          constitution.address,
          0,
          grant,
          ZeroHash,
          ZeroHash,
        ]),
      },
    ],
    [
      "the governor's relay",
      {
        to: governor.address,
        data: interfaceOf("governor").encodeFunctionData("relay", [constitution.address, 0, grant]),
      },
    ],
  ];
  return dice.one(targets);
}

/** A step that the plan does not contain. */
function forged(
  dice: Dice,
  step: Step,
  { rest, by }: { readonly rest: string; readonly by: HardhatEthersSigner },
): string {
  const wrong = dice.below(3) === 0 ? id(`rest ${dice.below(1_000)}`) : rest;
  const grant = interfaceOf("constitution").encodeFunctionData("grantRole", [0, by.address, 0]);
  const offices = [{ role: 0, holder: by.address, term: 1_000 }];
  switch (dice.below(4)) {
    case 0:
      return deployerInterface.encodeFunctionData("call", [0, grant, "0x", wrong]);
    case 1:
      return deployerInterface.encodeFunctionData("handOver", [0, offices, grant, "0x", wrong]);
    case 2:
      return deployerInterface.encodeFunctionData("create", ["0x60016000f3", "0x", wrong]);
    default:
      // A real step, after which the plan would be another one.
      return dataOf(step, id("another plan"));
  }
}
