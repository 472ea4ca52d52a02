import { loadFixture, setCode, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, id, JsonRpcProvider, Network, ZeroHash, type Signer } from "ethers";
import { ethers } from "hardhat";
import { NationError } from "../../sdk/src/core/errors";
import {
  LookalikeError,
  verifyFounding,
  type Adoption,
  type OptionalName,
  type VerificationReport,
} from "../../sdk/src/founding";
import { deployerInterface, interfaceOf } from "../../sdk/src/founding/institutions";
import { CREATE2_PROXY } from "../../sdk/src/founding/steps";
import {
  ACCUSED,
  aNationThatAdoptedJustice,
  aNationWithoutJustice,
  decide,
  JUSTICE,
  lookalikeOf,
  prepare,
  suspend,
} from "../fixtures/adoption";
import { compiledCode } from "../fixtures/code";
import { failureOf } from "../fixtures/failure";
import type { Call } from "../fixtures/governance";
import { forgetting } from "../fixtures/habits";
import { foundNation, type FoundedNation } from "../fixtures/nation";
import { publicNode } from "../fixtures/public-node";
import { verdictsOf } from "../fixtures/verification";

const STORE = "0x00000000000000000000000000000000000aaaa3";
const DAY = 86_400;

/** What is incomplete for good is asked for again. */
const BRIEFLY = { nodeTimeoutMs: 1000 };

const CREATE = deployerInterface.getFunction("create").selector;

type Sent = Parameters<Signer["sendTransaction"]>[0];

/** Whether a transaction brings a deployer's step, or creates the deployer. */
const KINDS = {
  "a step": ({ data }: Sent) => String(data).startsWith(CREATE),
  "the birth of the deployer": ({ to, data }: Sent) => typeof to === "string" && !String(data).startsWith(CREATE),
} as const;

/** Whoever only wanted something to be hidden does no more. */
class Ended extends NationError {
  override readonly name = "Ended";

  constructor() {
    super("That was all.", "Go on, if you like.");
  }
}

/** A payer whose transactions somebody else makes first, from the code of a contract: no transaction tells what they say. */
async function overtaken(payer: FoundedNation["stranger"], isHidden: (sent: Sent) => boolean, endsThere = false) {
  const bringer = await ethers.deployContract("Bringer");
  const hidden = { count: 0 };
  const sendTransaction = async (sent: Sent) => {
    if (isHidden(sent)) {
      hidden.count += 1;
      await setCode(STORE, sent.data as string);
      await (await bringer.bringFrom(sent.to!, STORE, { gasLimit: 16_500_000 })).wait();
      if (endsThere) throw new Ended();
    }
    return payer.sendTransaction(sent);
  };
  const runner = new Proxy(payer, {
    get(target, key) {
      if (key === "sendTransaction") return sendTransaction;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  return { runner, hidden };
}

/** Lets somebody build what somebody else hides, and returns why it is refused. */
async function overtake(
  world: FoundedNation,
  name: OptionalName,
  isHidden: (sent: Sent) => boolean = KINDS["a step"],
): Promise<LookalikeError> {
  const { runner, hidden } = await overtaken(world.stranger, isHidden);
  const refused = await failureOf(prepare({ ...world, stranger: runner }, { institutions: [name], pollMs: 20 }));
  expect(hidden.count).to.equal(1);
  expect(refused).to.be.instanceOf(LookalikeError);
  return refused as LookalikeError;
}

/** What a government decides that adopts an institution from another account than `adopt()` says. */
function instead({ addresses, calls }: Adoption, name: OptionalName, account: string): Call[] {
  const [shown, other] = [addresses[name]!, account].map((address) => address.slice(2).toLowerCase());
  return calls.map(({ target, data }) => ({
    target: target === addresses[name] ? account : target,
    data: data.replaceAll(shown, other),
  }));
}

/** A nation on a chain with the factory that nearly all have, which gives the same adoption the same place each time. */
async function aNationOnAUsualChain() {
  const world = await loadFixture(aNationWithoutJustice);
  const factory = await ethers.deployContract("Create2Factory");
  await setCode(CREATE2_PROXY, await ethers.provider.getCode(factory));
  return world;
}

/** A nation of twelve that was founded with justice. */
const aJustNation = () => foundNation(12);

/** Whom the government gives all roles at the timelock carries out what nobody voted on. */
async function usurp(world: FoundedNation) {
  const { timelock, nation, stranger } = world;
  const grant = (role: string) => ({
    target: timelock.target as string,
    data: timelock.interface.encodeFunctionData("grantRole", [id(role), stranger.address]),
  });
  await decide(world, [grant("PROPOSER_ROLE"), grant("EXECUTOR_ROLE")]);
  const data = nation.interface.encodeFunctionData("setMotto", ["I rule alone"]);
  await timelock.connect(stranger).schedule(nation, 0, data, ZeroHash, id("alone"), 8 * DAY);
  await time.increase(8 * DAY + 1);
  await timelock.connect(stranger).execute(nation, 0, data, ZeroHash, id("alone"));
}

/**
 * The creation of a "court" that asks nothing for a case, answers everything else with the time, and makes the calls that its owner
 * sends: an address, and the data behind it.
 */
function ownCourt(owner: string): string {
  const cost = interfaceOf("court").getFunction("arbitrationCost")!.selector.slice(2);
  // CALLER = owner? Then `own`. The time into memory; the cost asked for? Then zero instead. Return four words.
  const answer = (own: string, time: string) =>
    `3373${owner.slice(2)}1460${own}57425f525f3560e01c63${cost}141560${time}575f5f525b60805ff3`;
  // Copy what is behind the address, and call it; `done` stops, else the failure is handed on.
  const call = (done: string) => `5b601436038060145f375f5f825f5f5f3560601c5af160${done}573d5f5f3e3d5ffd5b00`;
  const byte = (place: number) => place.toString(16).padStart(2, "0");
  const time = answer("00", "00").indexOf("5b60805ff3") / 2;
  const own = answer("00", "00").length / 2;
  const done = own + call("00").length / 2 - 2;
  const runtime = answer(byte(own), byte(time)) + call(byte(done));
  return `0x60${byte(runtime.length / 2)}8060095f395ff3${runtime}`;
}

/** Verifies through a node that has no transaction since a block, by the record and by the address. */
async function verdictsThrough({ founding }: FoundedNation, since: number): Promise<VerificationReport[]> {
  const later = new Set<string>();
  for (let block = since; block <= (await ethers.provider.getBlockNumber()); ++block)
    for (const hash of (await ethers.provider.getBlock(block))!.transactions) later.add(hash);
  const node = await publicNode({ instead: forgetting((hash) => later.has(hash)) });
  const provider = new JsonRpcProvider(node.url, Network.from(31_337), { cacheTimeout: -1 });
  try {
    const reports: VerificationReport[] = [];
    for (const by of [founding.record, founding.nation])
      reports.push(await verifyFounding(provider, by, { code: compiledCode, pollMs: 50, nodeTimeoutMs: 2000 }));
    return reports;
  } finally {
    provider.destroy();
    await node.close();
  }
}

describe("Adoption, where what was built cannot be shown", () => {
  for (const [what, isKind] of Object.entries(KINDS)) {
    context(`given somebody who hides ${what}`, () => {
      it("is refused, and says why", async () => {
        const world = await loadFixture(aNationOnAUsualChain);
        const { message } = await overtake(world, "residency", isKind);
        expect(message).to.match(/brought by other means|created by other means/);
      });

      it("is refused again, and costs nothing", async () => {
        const world = await loadFixture(aNationOnAUsualChain);
        const { message } = await overtake(world, "residency", isKind);
        const before = await world.stranger.getNonce();
        const again = prepare(world, { institutions: ["residency"], pollMs: 20 });
        await expect(again).to.be.rejectedWith(LookalikeError, message);
        expect(await world.stranger.getNonce()).to.equal(before);
      });

      it("is built anew with another salt, so that the nation is proved", async () => {
        const world = await loadFixture(aNationOnAUsualChain);
        await overtake(world, "residency", isKind);
        await decide(world, (await prepare(world, { institutions: ["residency"], salt: id("again") })).calls);
        expect(await verdictsOf(world)).to.deep.equal([["changed"], ["changed"]]);
      });
    });
  }

  // Nobody can look at a deployer that has built nothing yet.
  for (const [what, paid] of [
    ["a step", 0],
    ["the birth of the deployer", 1],
  ] as const) {
    it(`costs ${paid} of six transactions where somebody had hidden ${what} beforehand`, async () => {
      const world = await loadFixture(aNationOnAUsualChain);
      const [{ runner }, options] = [
        await overtaken(world.citizens[0], KINDS[what], true),
        { institutions: JUSTICE, pollMs: 20 },
      ];
      await expect(prepare({ ...world, stranger: runner }, options)).to.be.rejectedWith(Ended);
      const before = await world.stranger.getNonce();
      await expect(prepare(world, options)).to.be.rejectedWith(LookalikeError);
      expect((await world.stranger.getNonce()) - before).to.equal(paid);
    });
  }

  it("refuses a salt that is none, and sends nothing", async () => {
    const world = await loadFixture(aNationWithoutJustice);
    const before = await world.stranger.getNonce();
    const failure = await failureOf(prepare(world, { institutions: ["residency"], salt: "0x12" }));
    expect(failure).to.have.property("name", "InvalidInputError");
    expect(await world.stranger.getNonce()).to.equal(before);
  });

  context("given a nation that adopted it all the same", () => {
    async function aNationWithAHiddenInstitution() {
      const world = await loadFixture(aNationWithoutJustice);
      const { address } = await overtake(world, "residency");
      const adoption = await prepare(world, { institutions: ["residency"], salt: id("again") });
      await decide(world, instead(adoption, "residency", address));
      return world;
    }

    it("says that nothing proves it, and condemns nobody", async () => {
      for (const [verdict, ...details] of await verdictsOf(await loadFixture(aNationWithAHiddenInstitution), BRIEFLY)) {
        expect(verdict).to.equal("incomplete");
        expect(details).to.have.length(1);
        expect(details[0]).to.match(/^The adopted residency \(Residency\): was created by a step that cannot be shown/);
      }
    });

    it("says so, too, once another one has its place", async () => {
      const world = await loadFixture(aNationWithAHiddenInstitution);
      await decide(world, (await prepare(world, { institutions: ["residency"] })).calls);
      for (const [verdict, ...details] of await verdictsOf(world, BRIEFLY)) {
        expect(verdict).to.equal("incomplete");
        expect(details).to.have.length(1);
      }
    });

    it("condemns nobody whose court was told of it", async () => {
      const world = await loadFixture(aNationThatAdoptedJustice);
      const { address } = await overtake(world, "randomness");
      const adoption = await prepare(world, { institutions: ["randomness"], salt: id("again") });
      await decide(world, instead(adoption, "randomness", address));
      for (const [verdict, ...details] of await verdictsOf(world, BRIEFLY)) {
        expect(verdict).to.equal("incomplete");
        expect(details).to.have.length(1);
      }
    });

    it("is blind to no fault for that", async () => {
      const world = await loadFixture(aNationWithAHiddenInstitution);
      await usurp(world);
      for (const [verdict, ...details] of await verdictsOf(world)) {
        expect(verdict).to.equal("fault");
        expect(details.some((detail) => /motto/i.test(detail))).to.equal(true, details.join("\n"));
      }
    });
  });

  context("given a tribunal that obeyed a citizen's own court, and was replaced", () => {
    for (const isNamed of [false, true])
      it(`is found by what it did, ${isNamed ? "although that court was the nation's" : "whose that court never was"}`, async () => {
        const world = await loadFixture(aJustNation);
        const { citizens, citizenship, nation, court } = world;
        const [usurper] = citizens;
        const own = (await (await usurper.sendTransaction({ data: ownCourt(usurper.address) })).wait())!
          .contractAddress!;
        const obedient = await lookalikeOf(world, { name: "tribunal", knows: "court", account: own });
        const adoption = await prepare(world, { institutions: ["tribunal"] });
        const courtIs = (account: string): Call[] => {
          const data = nation.interface.encodeFunctionData("appointInstitution", [
            encodeBytes32String("court"),
            account,
          ]);
          return isNamed ? [{ target: nation.target as string, data }] : [];
        };
        await decide(world, [...courtIs(own), ...instead(adoption, "tribunal", obedient)]);

        const tribunal = await ethers.getContractAt("Tribunal", obedient, usurper);
        const { fees, bond } = await tribunal.challengeCost(usurper, ACCUSED, true);
        const opened = await tribunal.challenge(ACCUSED, 0, 11, [], "I do not like her.", { value: fees + bond });
        const caseId = (await ethers.provider.getBlock((await opened.wait())!.blockNumber))!.timestamp;
        const ruling = tribunal.interface.encodeFunctionData("rule", [caseId, 3]).slice(2);
        await (await usurper.sendTransaction({ to: own, data: obedient + ruling })).wait();
        await tribunal.enforce(caseId);
        expect(await citizenship.isActive(ACCUSED)).to.equal(false);

        const left = { ...world, citizens: citizens.slice(0, 11) };
        const genuine = courtIs(await court.getAddress());
        if (isNamed) await decide(left, genuine);
        await decide(left, (await prepare(world, { institutions: ["tribunal"], salt: id("another") })).calls);
        for (const [verdict, ...details] of await verdictsOf(world)) {
          expect(verdict).to.equal("fault");
          expect(details.some((detail) => /^CitizenRevoked of citizenship/.test(detail))).to.equal(
            true,
            details.join("\n"),
          );
        }
      });
  });

  context("given a node that has forgotten the transactions of an adoption", () => {
    it("condemns nobody for what an adopted tribunal ruled", async () => {
      const world = await loadFixture(aNationThatAdoptedJustice);
      const since = world.founding.record.transactions.at(-1)!.outcome!.blockNumber + 1;
      await suspend(world);
      for (const { verdict, faults, incomplete } of await verdictsThrough(world, since)) {
        expect([verdict, faults]).to.deep.equal(["incomplete", []]);
        const titles = JUSTICE.map((name) => `The adopted ${name} (`);
        for (const title of titles) expect(incomplete.some((one) => one.title.startsWith(title))).to.equal(true, title);
      }
    });

    it("condemns nobody for a tribunal that replaced another, and what it ruled", async () => {
      const world = await loadFixture(aNationThatAdoptedJustice);
      const since = await ethers.provider.getBlockNumber();
      await decide(world, (await prepare(world, { institutions: ["tribunal"] })).calls);
      await suspend(world);
      for (const { verdict, faults } of await verdictsThrough(world, since))
        expect([verdict, faults]).to.deep.equal(["incomplete", []]);
    });

    it("condemns nobody whose court was told of other randomness", async () => {
      const world = await loadFixture(aNationThatAdoptedJustice);
      const since = await ethers.provider.getBlockNumber();
      await decide(world, (await prepare(world, { institutions: ["randomness"] })).calls);
      for (const { verdict, faults } of await verdictsThrough(world, since))
        expect([verdict, faults]).to.deep.equal(["incomplete", []]);
    });
  });
});
