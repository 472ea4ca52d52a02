import { setBalance, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, id, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { localAccount } from "../../cli/src/chain/development";
import { found, NothingToVerifyError, parseCharter, verifyFounding, type FoundingRecord } from "../../sdk/src/founding";
import { namesIn } from "../../sdk/src/founding/charter";
import { admissionRequest } from "../../sdk/src/founding/consents";
import { addressesOf, argumentsOf, contractOf, forEach, interfaceOf } from "../../sdk/src/founding/institutions";
import { birthIn, planOf, type Codes } from "../../sdk/src/founding/plan";
import { birthData, bornAt, chained, dataOf, type Plan, type SignedConsent } from "../../sdk/src/founding/steps";
import type { InstitutionName } from "../../sdk/src/institutions/registry";
import { compiledCode } from "../fixtures/code";
import { variantsOf } from "../fixtures/dishonest";
import { charterOf, consentsOf } from "../fixtures/nation";

const [founder, ...people] = Array.from({ length: 12 }, (_, index) => localAccount(index).address);
const citizens = people.slice(0, 3);
const stranger = people[8];
const charter = charterOf(citizens, { offices: [{ role: "registrar", citizen: "Citizen 1" }] });
const codes = compiledCode as Codes;
const variants = { randomness: "block" };
const names = namesIn(parseCharter(charter));
const plan = planOf({ charter: parseCharter(charter), founder, citizens, chainId: "31337", variants }, codes);
const honest = plan.steps.length;

const dishonest = variantsOf({
  plan,
  names,
  contractOf: (name) => contractOf(name, (variants as Record<string, string>)[name]),
  codeLength: (contract) => (codes(contract as never).creation.length - 2) / 2,
  stranger,
});

/** Acts of a power, done by whoever has it without a step or a decision. */
const acts: readonly {
  readonly title: string;
  readonly institution: InstitutionName;
  readonly method: string;
  readonly values: (at: (name: InstitutionName) => string, now: number) => readonly unknown[];
  readonly by?: InstitutionName;
}[] = [
  { title: "coin made", institution: "coin", method: "mint", values: () => [stranger, 1] },
  { title: "an exemption from tax", institution: "coin", method: "setExemption", values: () => [stranger, 3] },
  {
    title: "a budget",
    institution: "treasury",
    method: "openBudget",
    values: (at, now) => [
      { purpose: "Me", spender: at("coin"), asset: ZeroAddress, ceiling: 1, period: 1, until: now + 9999 },
    ],
  },
  { title: "another motto", institution: "nation", method: "setMotto", values: () => ["Mine"] },
  { title: "another name", institution: "nation", method: "setName", values: () => ["Mine"] },
  {
    title: "an institution in the directory",
    institution: "nation",
    method: "appointInstitution",
    values: (at) => [encodeBytes32String("bank"), at("coin")],
  },
  {
    title: "another treasury in the directory",
    institution: "nation",
    method: "appointInstitution",
    values: (at) => [encodeBytes32String("treasury"), at("coin")],
  },
  { title: "an article", institution: "constitution", method: "enact", values: () => [[{ title: "X", text: "Y" }]] },
  { title: "an article amended", institution: "constitution", method: "amend", values: () => [1, "X", "Y"] },
  { title: "an article repealed", institution: "constitution", method: "repeal", values: () => [1] },
  ...[0, 1, 2, 3, 77].map((role) => ({
    title: `role ${role} granted`,
    institution: "constitution" as const,
    method: "grantRole",
    values: (at: (name: InstitutionName) => string) => [role, at("coin"), 0],
  })),
  {
    title: "justice taken from the tribunal",
    institution: "constitution",
    method: "revokeRole",
    values: (at) => [2, at("tribunal")],
  },
  { title: "an office", institution: "constitution", method: "appoint", values: (_, now) => [3, 1, now + 99_999] },
  {
    title: "a longer office",
    institution: "constitution",
    method: "appoint",
    values: (_, now) => [1, 1, now + 9_9999_999],
  },
  { title: "an admin", institution: "constitution", method: "setRoleAdmin", values: () => [2, 1] },
  { title: "a guardian", institution: "constitution", method: "setRoleGuardian", values: () => [2, 1] },
  { title: "a delay of grants", institution: "constitution", method: "setGrantDelay", values: () => [2, 86_400] },
  { title: "a label", institution: "constitution", method: "labelRole", values: () => [3, "nobody"] },
  {
    title: "an institution closed",
    institution: "constitution",
    method: "setTargetClosed",
    values: (at) => [at("coin"), true],
  },
  {
    title: "an admin's delay",
    institution: "constitution",
    method: "setTargetAdminDelay",
    values: (at) => [at("coin"), 86_400],
  },
  {
    title: "another authority",
    institution: "constitution",
    method: "updateAuthority",
    values: (at) => [at("coin"), at("timelock")],
  },
  {
    title: "a function opened",
    institution: "constitution",
    method: "setTargetFunctionRole",
    values: (at) => [at("coin"), [interfaceOf("coin").getFunction("mint")!.selector], 1],
  },
  ...(
    [
      ["coin", "taxRate", 50],
      ["governor", "votingDelay", 7200],
      ["stake", "cooldown", 172_800],
      ["juryRoll", "bond", 60],
      ["court", "evidencePeriod", 172_800],
      ["tribunal", "maxFine", 60],
    ] as const
  ).map(([institution, key, value]) => ({
    title: `another ${institution}.${key}`,
    institution,
    method: "setProvision",
    values: () => [encodeBytes32String(key), value],
  })),
  {
    title: "a tax on trial",
    institution: "coin",
    method: "tryProvision",
    values: () => [encodeBytes32String("taxRate"), 0, 1000],
  },
];

/** The same of what the hand-over leaves behind. */
const laterActs: typeof acts = [
  { title: "a dismissal", institution: "constitution", method: "dismiss", values: () => [1, 1] },
  {
    title: "another delay",
    institution: "timelock",
    method: "setProvision",
    values: () => ["0x" + Buffer.from("delay").toString("hex").padEnd(64, "0"), 172_801],
  },
  {
    title: "another proposer",
    institution: "timelock",
    method: "grantRole",
    values: () => [id("PROPOSER_ROLE"), stranger],
  },
  {
    title: "another executor",
    institution: "timelock",
    method: "grantRole",
    values: () => [id("EXECUTOR_ROLE"), ZeroAddress],
  },
  {
    title: "an operation that no proposal scheduled",
    institution: "timelock",
    method: "schedule",
    values: (at) => [at("nation"), 0, "0x", ZeroHash, ZeroHash, 172_800],
    by: "governor",
  },
  {
    title: "a citizen suspended beside the court",
    institution: "citizenship",
    method: "suspend",
    values: (_, now) => [1, now + 99_999, ZeroHash],
    by: "tribunal",
  },
];

// Checks POWER-3.
describe("verifyFounding(), of dishonest foundings", function () {
  this.timeout(60_000);

  let start: Awaited<ReturnType<typeof takeSnapshot>>;
  let unborn: Awaited<ReturnType<typeof takeSnapshot>>;
  const snapshots: Awaited<ReturnType<typeof takeSnapshot>>[] = [];
  let record: FoundingRecord;

  before(async () => {
    start = await takeSnapshot();
    const signers = await ethers.getSigners();
    const options = { code: compiledCode, consents: consentsOf(signers.slice(1, 4)) };
    const founding = await found(charter, signers[0], options);
    // The blocks in which it happened are other ones the second time.
    record = { ...founding.record, transactions: [] };
    await start.restore();
    await signers[0].sendTransaction({ data: codes("Create2Factory").creation, gasLimit: 16_000_000 });
    unborn = await takeSnapshot();
    await bear(record);
    snapshots[0] = await takeSnapshot();
    for (const index of plan.steps.keys()) {
      await perform(plan, index, record);
      snapshots[index + 1] = await takeSnapshot();
    }
  });

  after(async () => {
    await start.restore();
  });

  /** Creates the deployer of a plan, as every founding does. */
  async function bear({ plan: hash, factory, salt }: Pick<FoundingRecord, "plan" | "factory" | "salt">): Promise<void> {
    const [signer] = await ethers.getSigners();
    const data = birthData(birthIn({ plan: hash, factory, salt, founder }, codes));
    await (await signer.sendTransaction({ to: factory, data, gasLimit: 16_000_000 })).wait();
  }

  /** Brings a step, whoever has to. */
  async function perform(
    { steps, rests }: Plan,
    index: number,
    { deployer, consents }: Pick<FoundingRecord, "deployer" | "consents">,
  ): Promise<void> {
    const [signer] = await ethers.getSigners();
    const data = dataOf(steps[index], rests[index], consents);
    await (await signer.sendTransaction({ to: deployer, data, gasLimit: 16_500_000 })).wait();
  }

  /** Goes back to an honest founding of so many steps. What was founded later is gone for good, so that the latest come first. */
  const back = (steps: number) => snapshots[steps].restore();

  /** What whoever founded by another plan would show: a record that names its contracts, and the honest charter. */
  async function recordFor(other: Plan): Promise<FoundingRecord> {
    const deployer = bornAt(birthIn({ ...record, plan: other.hash }, codes));
    const addresses = addressesOf(deployer, names);
    const encoded = argumentsOf({ ...record, chainId: 31_337n, deployer, addresses });
    const institutions = forEach(names, (name) => ({
      ...record.institutions[name]!,
      address: addresses[name]!,
      arguments: encoded[name]!,
    }));
    const consents: Record<string, SignedConsent> = {};
    for (const signer of (await ethers.getSigners()).slice(1, 4)) {
      const { deadline } = record.consents[signer.address];
      const { domain, types, message } = admissionRequest({
        chainId: 31_337n,
        citizenship: addresses.citizenship,
        charterHash: record.charterHash,
        applicant: signer.address,
        deadline,
      });
      consents[signer.address] = { deadline, signature: await signer.signTypedData(domain, types, message) };
    }
    return { ...record, plan: other.hash, deployer, institutions, consents };
  }

  /** What a verification comes to; a founding that was never finished is none. */
  async function verdictOf(nation: FoundingRecord | string): Promise<string> {
    try {
      const report = await verifyFounding(ethers.provider, nation, {
        code: compiledCode,
        nodeTimeoutMs: 400,
        pollMs: 10,
      });
      return report.verdict;
    } catch (error) {
      if (error instanceof NothingToVerifyError) return "no nation";
      throw error;
    }
  }

  const shouldBeCaught = async (shown = record) => {
    for (const nation of [shown, shown.institutions.nation.address])
      expect(await verdictOf(nation), typeof nation === "string" ? "by address" : "by record").to.be.oneOf([
        "fault",
        "no nation",
      ]);
  };

  it("has at least 200 dishonest foundings to find", () => {
    expect(dishonest.length + 2 * acts.length + laterActs.length).to.be.greaterThanOrEqual(200);
  });

  context("given a founding that was honest", () => {
    it("is whole by its record, and by its address", async () => {
      await back(honest);
      expect([await verdictOf(record), await verdictOf(record.institutions.nation.address)]).to.deep.equal([
        "whole",
        "whole",
      ]);
    });
  });

  const at = (name: InstitutionName) => record.institutions[name]!.address;

  async function act({ institution, method, values }: (typeof acts)[number], by: string): Promise<void> {
    await setBalance(by, 10n ** 20n);
    const signer = await ethers.getImpersonatedSigner(by);
    const data = interfaceOf(institution).encodeFunctionData(method, values(at, await time.latest()));
    await (await signer.sendTransaction({ to: at(institution), data, gasLimit: 8_000_000 })).wait();
  }

  context("given a power that was used after the hand-over, without a decision", () => {
    for (const one of [...acts, ...laterActs]) {
      it(`finds ${one.title}`, async () => {
        await back(honest);
        await act(one, at(one.by ?? "timelock"));
        await shouldBeCaught();
      });
    }
  });

  context("given a power that was used before the hand-over, without a step", () => {
    for (const one of acts) {
      it(`finds ${one.title}`, async () => {
        await back(honest - 1);
        await act(one, record.deployer);
        await perform(plan, honest - 1, record);
        await shouldBeCaught();
      });
    }
  });

  context("given a deployer that was created for another plan", () => {
    for (const { title, honest: done, rest } of dishonest) {
      it(`finds ${title}`, async () => {
        await unborn.restore();
        unborn = await takeSnapshot();
        const other = chained([...plan.steps.slice(0, done), ...rest]);
        const shown = await recordFor(other);
        await bear(shown);
        // A step that fails leaves a founding that never ends.
        await [...other.steps.keys()]
          .reduce<Promise<void>>(
            (earlier, index) => earlier.then(() => perform(other, index, shown)),
            Promise.resolve(),
          )
          .catch(() => undefined);
        await shouldBeCaught(shown);
      });
    }
  });
});
