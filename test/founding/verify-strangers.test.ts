import { mine, setBalance, setCode, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat, toBeHex, ZeroHash } from "ethers";
import { ethers, network } from "hardhat";
import {
  found,
  memoryJournal,
  reportText,
  verifyFounding,
  type Founding,
  type FoundingRecord,
  type Journal,
} from "../../sdk/src/founding";
import { addressesOf, argumentsOf, forEach, namesOf } from "../../sdk/src/founding/institutions";
import { birthIn, planIn, type Codes } from "../../sdk/src/founding/plan";
import { birthData, chained, CREATE2_PROXY, dataOf, type Plan } from "../../sdk/src/founding/steps";
import { compiledCode, roomToFound } from "../fixtures/code";
import { leftBehind } from "../fixtures/deployer";
import { charterOf, consentsOf, foundNation } from "../fixtures/nation";

const codes = compiledCode as Codes;

/** Somewhere that nothing stands. */
const STORE = "0x00000000000000000000000000000000000aaaa3";

/** A founding of three citizens, one of whom is the registrar. Something is done after each act. */
async function founding(
  meanwhile: (at: { record: FoundingRecord; plan: Plan; next: number }) => Promise<unknown>,
  journal: Journal = memoryJournal(),
): Promise<Founding> {
  const [founder, ...others] = await ethers.getSigners();
  const citizens = others.slice(0, 3);
  const charter = charterOf(
    citizens.map(({ address }) => address),
    { offices: [{ role: "registrar", citizen: "Citizen 1" }] },
  );
  return found(charter, founder, {
    code: compiledCode,
    consents: consentsOf(citizens),
    ...roomToFound,
    journal,
    onProgress: async ({ step, of }) => {
      const record = (await journal.load())!;
      const plan = planIn(record, codes);
      await meanwhile({ record, plan, next: step - (of - plan.steps.length) });
    },
  });
}

const stranger = async () => (await ethers.getSigners()).at(-1)!;

const verify = (nation: FoundingRecord | string) => verifyFounding(ethers.provider, nation, { code: compiledCode });

/** The verdicts by record and by address, each with what is wrong. */
async function verdictsOf({ record, nation }: Founding) {
  return Promise.all(
    [record, nation].map(async (by) => {
      const { verdict, faults, incomplete } = await verify(by);
      return [verdict, ...[...faults, ...incomplete].map(({ title, detail }) => `${title}: ${detail}`)];
    }),
  );
}

const WHOLE = [["whole"], ["whole"]];

/** Brings steps through another contract, in one transaction, with something beside them. */
async function bring(
  { record, plan, next }: { record: FoundingRecord; plan: Plan; next: number },
  { count = 1, beside = "0x" }: { count?: number; beside?: string } = {},
): Promise<void> {
  const bringer = await ethers.deployContract("Bringer", await stranger());
  const steps = plan.steps
    .slice(next, next + count)
    .map((step, index) => dataOf(step, plan.rests[next + index], record.consents));
  await (await bringer.bring(record.deployer, steps, beside, { gasLimit: 16_500_000 })).wait();
}

describe("verifyFounding(), of honest nations among strangers", () => {
  let start: Awaited<ReturnType<typeof takeSnapshot>>;
  beforeEach(async () => {
    start = await takeSnapshot();
  });
  afterEach(() => start.restore());

  context("given a stranger who brings steps through another contract", () => {
    for (const kind of ["create", "call", "admit", "handOver"] as const) {
      it(`finds the true one beside a decoy: ${kind}`, async () => {
        const result = await founding(async ({ record, plan, next }) => {
          if (next === 0 || next !== plan.steps.findIndex((step, index) => index > 0 && step.kind === kind)) return;
          const step = plan.steps[next];
          const decoy =
            step.kind === "admit" ? { ...step, period: 1n } : { ...step, template: "0x1234", patches: "0x" };
          await bring({ record, plan, next }, { beside: dataOf(decoy, plan.rests[next]) });
        });
        expect(await verdictsOf(result)).to.deep.equal(WHOLE);
      });
    }

    it("finds each of several in one transaction", async () => {
      const result = await founding(async ({ record, plan, next }) => {
        if (next === 1) await bring({ record, plan, next }, { count: 3 });
      });
      expect(await verdictsOf(result)).to.deep.equal(WHOLE);
    });

    it("finds the powers and the hand-over in one transaction", async () => {
      const result = await founding(async ({ record, plan, next }) => {
        if (next === plan.steps.length - 2) await bring({ record, plan, next }, { count: 2 });
      });
      expect(await verdictsOf(result)).to.deep.equal(WHOLE);
    });

    const hidden = () =>
      founding(async ({ record, plan, next }) => {
        if (next !== 2) return;
        const bringer = await ethers.deployContract("Bringer", await stranger());
        await setCode(STORE, dataOf(plan.steps[next], plan.rests[next]));
        await (await bringer.bringFrom(record.deployer, STORE, { gasLimit: 16_500_000 })).wait();
      });

    it("proves a nation by its record, though no transaction tells a step", async () => {
      expect((await verify((await hidden()).record)).verdict).to.equal("whole");
    });

    it("condemns nobody by an address, where no transaction tells a step", async () => {
      const { verdict, faults, incomplete } = await verify((await hidden()).nation);
      expect([verdict, faults]).to.deep.equal(["incomplete", []]);
      expect(incomplete[0].detail).to.match(/^are 18, and 1 of them cannot be shown/);
    });

    it("takes no end of decoys for a step, and condemns nobody", async () => {
      const result = await founding(async ({ record, plan, next }) => {
        if (next !== 2) return;
        const decoy = dataOf({ ...plan.steps[next], template: "0x", patches: "0x" } as never, plan.rests[next]);
        const bringer = await ethers.deployContract("Bringer", await stranger());
        const real = dataOf(plan.steps[next], plan.rests[next]);
        // The decoys come before the step.
        const data = concat([
          bringer.interface.getFunction("bring").selector,
          ethers.zeroPadValue(record.deployer, 32),
          toBeHex(0x60 + 32 + 100 * ((decoy.length - 2) / 2), 32),
          toBeHex(0x60, 32),
          toBeHex(100 * ((decoy.length - 2) / 2), 32),
          ...Array<string>(100).fill(decoy),
          toBeHex(1, 32),
          toBeHex(32, 32),
          toBeHex((real.length - 2) / 2, 32),
          real,
          "0x" + "00".repeat(32),
        ]);
        const by = await stranger();
        await (await by.sendTransaction({ to: bringer, data, gasLimit: 16_500_000 })).wait();
      });
      const [byRecord, [byAddress, ...details]] = await verdictsOf(result);
      expect([byRecord, byAddress]).to.deep.equal([["whole"], "incomplete"]);
      expect(details[0]).to.match(/^The steps: are 18, and 1 of them cannot be shown/);
    });
  });

  context("given a stranger who creates the deployer through another contract", () => {
    it("finds by its address how it was created", async () => {
      const factory = await ethers.deployContract("Create2Factory");
      await setCode(CREATE2_PROXY, await ethers.provider.getCode(factory));
      const bringer = await ethers.deployContract("Bringer", await stranger());
      const memory = memoryJournal();
      let isBorn = false;
      const journal: Journal = {
        load: () => memory.load(),
        save: async (record) => {
          await memory.save(record);
          if (isBorn) return;
          isBorn = true;
          const data = birthData(birthIn(record, codes));
          // Beside it stands another one, that has another address.
          await bringer.bring(CREATE2_PROXY, [data], data.slice(0, -2) + "00", { gasLimit: 16_500_000 });
        },
      };
      const result = await founding(() => Promise.resolve(), journal);
      expect(
        result.record.transactions.some(({ step, attempts }) => step === "deployer" && attempts.length > 0),
      ).to.equal(false);
      expect(await verdictsOf(result)).to.deep.equal(WHOLE);
    });
  });

  context("given a founding that took its time", () => {
    it("finds its birth after a pause of 7,300 blocks", async () => {
      const result = await founding(({ next }) => (next === 1 ? mine(7_300) : Promise.resolve()));
      expect(await verdictsOf(result)).to.deep.equal(WHOLE);
    });

    it("finds its birth before the first block of its journal", async () => {
      const result = await founding(() => Promise.resolve());
      await mine(10);
      const late = result.record.transactions.map((one) => ({ ...one, sinceBlock: one.sinceBlock + 50 }));
      const { verdict } = await verify({ ...result.record, transactions: late });
      expect(verdict).to.equal("whole");
    });

    it("finds its birth without a journal", async () => {
      const result = await founding(() => Promise.resolve());
      expect((await verify({ ...result.record, transactions: [] })).verdict).to.equal("whole");
    });
  });

  context("given a stranger who uses the institutions before the hand-over", () => {
    const beforeTheHandOver = (act: (record: FoundingRecord) => Promise<unknown>) =>
      founding(({ record, plan, next }) => (next === plan.steps.length - 1 ? act(record) : Promise.resolve()));

    const caseOf = async (record: FoundingRecord, by: "agreements" | "tribunal") => {
      const court = await ethers.getContractAt("Court", record.institutions.court!.address);
      const { address } = record.institutions[by]!;
      await setBalance(address, 10n ** 20n);
      const account = await ethers.getImpersonatedSigner(address);
      return court.connect(account).createDispute(2, "0x", { value: await court.arbitrationCost("0x") });
    };

    it("takes a case that a stranger's contract brings for the stranger's", async () => {
      const result = await beforeTheHandOver(async (record) => {
        const court = await ethers.getContractAt("Court", record.institutions.court!.address);
        const arbitrable = await ethers.deployContract("PlainArbitrable", [court.target], await stranger());
        return arbitrable.open(2, "0x", { value: await court.arbitrationCost("0x") });
      });
      expect(await verdictsOf(result)).to.deep.equal(WHOLE);
    });

    it("takes a case about strangers' agreement for the strangers'", async () => {
      const result = await beforeTheHandOver((record) => caseOf(record, "agreements"));
      expect(await verdictsOf(result)).to.deep.equal(WHOLE);
    });

    it("takes a challenge that a stranger brings to the tribunal for the stranger's", async () => {
      const result = await beforeTheHandOver(async (record) => {
        const tribunal = await ethers.getContractAt("Tribunal", record.institutions.tribunal!.address);
        const falseDossier = 1;
        const { fees, bond } = await tribunal.challengeCost(await stranger(), 1, true);
        return tribunal
          .connect(await stranger())
          .challenge(1, falseDossier, 0, [], "I know him.", { value: fees + bond });
      });
      expect(await verdictsOf(result)).to.deep.equal(WHOLE);
    });

    it("finds a case that an institution with power brought", async () => {
      const error = await beforeTheHandOver((record) => caseOf(record, "tribunal")).then(
        () => undefined,
        ({ faults }: { faults: { title: string }[] }) => faults.map(({ title }) => title),
      );
      expect(error).to.deep.equal(["A case from before the opening"]);
    });
  });

  context("given cases between the hand-over and the opening", () => {
    /** A nation of which only the first citizen is in, and how a stranger brings a case there. */
    async function invited(count: number) {
      const people = (await ethers.getSigners()).slice(1, count + 1);
      const world = await foundNation(count, {}, { consents: consentsOf(people.slice(0, 1)) });
      const { court, citizenship } = world;
      const bring = async () => {
        // Each by another contract: the second open case of one is dearer.
        const arbitrable = await ethers.deployContract("PlainArbitrable", [court.target], await stranger());
        await arbitrable.open(2, "0x", { value: await court.arbitrationCost("0x") });
      };
      const accept = (index: number) => citizenship.connect(people[index]).requestAdmission(ZeroHash);
      return { ...world, bring, accept };
    }

    const told = async ({ founding: { record, nation } }: { founding: Founding }) =>
      Promise.all(
        [record, nation].map(async (by) => {
          const { verdict, checks } = await verify(by);
          const found = checks.filter(({ title }) => title === "A case from before the opening");
          return [verdict, ...found.map(({ detail }) => /^case \d+/.exec(detail)![0])];
        }),
      );

    const twice = <Answer>(answer: Answer) => [answer, answer];

    it("tells all of a nation that has not opened", async () => {
      const world = await invited(3);
      await world.bring();
      expect(await told(world)).to.deep.equal(twice(["whole", "case 1"]));
    });

    it("tells those from before the last founding citizen came in", async () => {
      const world = await invited(2);
      await world.bring();
      await world.accept(1);
      await world.bring();
      expect(await told(world)).to.deep.equal(twice(["whole", "case 1"]));
    });

    it("tells those from before the end of the window, where half are in by then", async () => {
      const world = await invited(5);
      await world.accept(1);
      await world.accept(2);
      await world.bring();
      await time.increaseTo((await world.citizenship.opening()).windowEndsAt);
      await world.bring();
      await world.accept(3);
      await world.accept(4);
      await world.bring();
      expect(await told(world)).to.deep.equal(twice(["whole", "case 1"]));
    });

    it("tells those from before half were in, after the window", async () => {
      const world = await invited(5);
      await time.increaseTo((await world.citizenship.opening()).windowEndsAt);
      await world.accept(1);
      await world.bring();
      await world.accept(2);
      await world.bring();
      expect(await told(world)).to.deep.equal(twice(["whole", "case 1"]));
    });
  });

  context("given what happens in the block of the hand-over, after it", () => {
    it("takes it for the nation's own", async () => {
      let admitted = 0n;
      const result = await founding(async ({ record, plan, next }) => {
        if (next !== plan.steps.length - 1) return;
        const [founder, registrar] = await ethers.getSigners();
        const by = await stranger();
        const citizenship = await ethers.getContractAt("Citizenship", record.institutions.citizenship.address);
        await citizenship.connect(by).requestAdmission(ZeroHash);
        await network.provider.send("evm_setAutomine", [false]);
        const data = dataOf(plan.steps[next], plan.rests[next]);
        await founder.sendTransaction({ to: record.deployer, data, gasLimit: 10_000_000, gasPrice: 10n ** 11n });
        await citizenship.connect(registrar).admit(by, { gasLimit: 1_000_000, gasPrice: 10n ** 10n });
        await mine();
        await network.provider.send("evm_setAutomine", [true]);
        admitted = await citizenship.admittedCount();
      });
      expect([admitted, ...(await verdictsOf(result))]).to.deep.equal([4n, ...WHOLE]);
    });
  });

  context("given a citizen who proposes what cannot be read", () => {
    it("tells the rest", async () => {
      const world = await foundNation(3);
      const { coin, founding: result } = world;
      const target = await coin.getAddress();
      const setProvision = coin.interface.getFunction("setProvision").selector;
      const unreadable = [
        "0x",
        "0x12",
        setProvision,
        `${setProvision}00`,
        concat([setProvision, `0x${"ff".repeat(64)}`]),
      ];
      const calls = unreadable.map((data) => ({ target, data }));
      await world.propose(calls).propose();
      expect(await verdictsOf(result)).to.deep.equal(WHOLE);
    });

    it("explains what a decision did by data without its last padding", async () => {
      const world = await foundNation(3);
      const { nation, constitution, citizens } = world;
      const unpadded = (data: string, text: string): string => data.slice(0, -2 * (32 - text.length));
      const motto = unpadded(nation.interface.encodeFunctionData("setMotto", ["Onwards"]), "Onwards");
      const label = unpadded(constitution.interface.encodeFunctionData("labelRole", [77n, "baker"]), "baker");
      const bundle = constitution.interface.encodeFunctionData("multicall", [[label]]);
      const calls = [
        { target: await nation.getAddress(), data: motto },
        { target: await constitution.getAddress(), data: bundle.slice(0, -2 * (32 - (((label.length - 2) / 2) % 32))) },
      ];
      await world.propose(calls).passAndExecute(citizens);
      const report = await verify(world.founding.record);
      const told = report.faults.map(({ title, detail }) => `${title}: ${detail}`);
      expect([await nation.motto(), report.verdict, ...told]).to.deep.equal(["Onwards", "changed"]);
      expect(reportText(report)).to.include('nation.setMotto(newMotto "Onwards")');
    });

    it("lets no words of the report pass for its own", async () => {
      const world = await foundNation(3);
      const { nation, citizens } = world;
      const data = nation.interface.encodeFunctionData("setMotto", ['x", by proposal 1… ("None")']);
      const text = 'Greet") was carried out: nothing. Proposal 2… ("Rest';
      await world.propose([{ target: await nation.getAddress(), data }], text).passAndExecute(citizens);
      const told = reportText(await verify(world.founding.record));
      expect(told).to.include(`("Greet') was carried out: nothing. Proposal 2… ('Rest`);
      expect(told).to.include(`newMotto "x', by proposal 1… ('None')"`);
    });

    it("lets no words pass for lines of the report", async () => {
      const world = await foundNation(3);
      const { nation, citizens } = world;
      const data = nation.interface.encodeFunctionData("setMotto", ["Grown up"]);
      await world
        .propose([{ target: await nation.getAddress(), data }], "\u001b[2J\u001b[HAll\u2028checks \u202epassed\u0007")
        .passAndExecute(citizens);
      const report = await verify(world.founding.record);
      expect(report.verdict).to.equal("changed");
      const lines = reportText(report).split("\n");
      expect(lines).to.have.length(report.checks.length + 2);
      expect(lines.filter((line) => /[\p{Control}\u2028\u202e]/u.test(line))).to.deep.equal([]);
    });
  });
});

// Checks POWER-3.
describe("verifyFounding(), of a deployer that another creation code left behind", () => {
  async function aNationOfIts() {
    const { record } = (await foundNation(3)).founding;
    const [founder] = await ethers.getSigners();
    const plan = chained(planIn(record, codes).steps);
    const other = await leftBehind(plan.hash);
    for (const [index, step] of plan.steps.entries())
      await (
        await founder.sendTransaction({ to: other, data: dataOf(step, plan.rests[index]), gasLimit: 16_500_000 })
      ).wait();
    const names = Object.keys(record.institutions);
    const deployed = await ethers.getContractAt("NationDeployer", other);
    return { record, deployer: other, nation: await deployed.addressOf(names.indexOf("nation")) };
  }

  it("never calls the nation whole by its address", async () => {
    const { nation } = await aNationOfIts();
    const { verdict, incomplete } = await verify(nation);
    expect(verdict).to.equal("incomplete");
    expect(incomplete.map(({ title }) => title)).to.deep.equal(["The birth of the deployer"]);
  });

  it("finds a record that names it", async () => {
    const { record, deployer } = await aNationOfIts();
    const addresses = addressesOf(deployer, Object.keys(record.institutions));
    const encoded = argumentsOf({ ...record, chainId: 31_337n, deployer, addresses });
    const institutions = forEach(namesOf(addresses), (name) => ({
      ...record.institutions[name]!,
      address: addresses[name]!,
      arguments: encoded[name]!,
    }));
    const { faults } = await verify({ ...record, deployer, institutions });
    expect(faults.map(({ title }) => title)).to.include("The deployer's address");
  });
});
