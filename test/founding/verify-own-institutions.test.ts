import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat, encodeBytes32String, getCreateAddress, id, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { adoptionCalls } from "../../sdk/src/founding/adoption/calls";
import { admissionRequest } from "../../sdk/src/founding/consents";
import { addressAt, creatorOf } from "../../sdk/src/founding/institutions";
import { chained, dataOf, type SignedConsent, type Step } from "../../sdk/src/founding/steps";
import { decodeTerms } from "../../sdk/src/founding/verification/terms";
import { aNationThatAdoptedJustice, decide, prepare, suspend } from "../fixtures/adoption";
import { caseView } from "../fixtures/case-view";
import { compiledCode } from "../fixtures/code";
import { Phase } from "../fixtures/court";
import { creating, leftBehind, planned } from "../fixtures/deployer";
import type { Call } from "../fixtures/governance";
import { coins, DAY } from "../fixtures/money";
import { foundNation, type FoundedNation } from "../fixtures/nation";
import { foundJury, Trial, type Jury } from "../fixtures/trial";
import { Ground, Ruling } from "../fixtures/tribunal";
import { verdictsOf } from "../fixtures/verification";

const JUSTICE = 2n;
const VICTIM = 12;
const FINED = 10n;
const PUPPETS = 5;

const aJustNation = () => foundNation(VICTIM);
const aNationOfJurors = () => foundJury(VICTIM, 0, { offices: [{ role: "registrar", citizen: "Citizen 1" }] });

/** The verdicts, and what some of the faults are about. */
async function foundIn(world: Pick<FoundedNation, "founding">) {
  const reports = await verdictsOf(world);
  return { verdicts: reports.map(([verdict]) => verdict), told: reports.map(([, ...details]) => details.join("\n")) };
}

const appointment = ({ nation }: Pick<FoundedNation, "nation">, name: string, account: string): Call => ({
  target: nation.target as string,
  data: nation.interface.encodeFunctionData("appointInstitution", [encodeBytes32String(name), account]),
});

/** A nation whose government gave a foreign contract the role of justice. */
async function aForeignJudge() {
  const world = await loadFixture(aNationThatAdoptedJustice);
  const judge = await ethers.deployContract("Bringer");
  const { constitution } = world;
  const target = constitution.target as string;
  await decide(world, [
    { target, data: constitution.interface.encodeFunctionData("grantRole", [JUSTICE, judge.target, 0]) },
  ]);
  return { ...world, judge };
}

/** What the institutions of a government's own know, and when they decide. */
interface Own {
  readonly names: readonly ("citizenship" | "juryRoll" | "court" | "tribunal")[];
  /** What they are created with, from what the nation's own were. */
  readonly changed: (name: string, terms: unknown[]) => unknown[];
  /** Who serves as jurors: accounts that are citizens of the own citizenship alone, or the nation's. */
  readonly jurors: (world: Jury) => Promise<readonly Awaited<ReturnType<typeof ethers.getSigner>>[]>;
}

const ownCitizens: Own = {
  names: ["citizenship", "juryRoll", "court", "tribunal"],
  changed: (name, terms) =>
    name === "citizenship"
      ? [
          ...terms.slice(0, 5),
          { citizens: PUPPETS, window: (terms[5] as { readonly window: bigint }).window },
          ...terms.slice(6),
        ]
      : terms,
  jurors: async () => (await ethers.getSigners()).slice(VICTIM + 1, VICTIM + 1 + PUPPETS),
};

interface ProvisionTuple {
  readonly value: bigint;
  readonly min: bigint;
  readonly max: bigint;
}

/** The court's periods by their places, but for those that wait for a source of randomness. */
const PERIODS = new Set([0, 1, 2, 3, 5, 6, 7, 8, 11]);

const ownPeriods: Own = {
  names: ["juryRoll", "court", "tribunal"],
  changed: (name, terms) =>
    name === "court"
      ? [
          ...terms.slice(0, -1),
          [...(terms.at(-1) as readonly ProvisionTuple[])].map(({ value, min, max }, place) =>
            PERIODS.has(place) ? { value: 60n, min: 1n, max: 60n } : { value, min, max },
          ),
        ]
      : terms,
  jurors: ({ citizens }) => Promise.resolve(citizens.slice(0, PUPPETS)),
};

/** Builds institutions of one's own, has them appointed, and ends a citizenship by them. */
async function endByOwn(own: Own) {
  const world = await loadFixture(aNationOfJurors);
  const { founding, citizens, coin } = world;
  const [account] = await ethers.getSigners();
  const deployerAddress = getCreateAddress({ from: account.address, nonce: await account.getNonce() });
  const at: Record<string, string> = Object.fromEntries(
    own.names.map((name, index) => [name, addressAt(deployerAddress, index)]),
  );
  const steps: Step[] = [];
  for (const name of own.names) {
    const { contract, arguments: encoded } = founding.record.institutions[name]!;
    const terms = own.changed(name, [...decodeTerms(name, { contract, arguments: encoded })]);
    let data = creatorOf(name, contract).encodeDeploy(terms);
    for (const known of own.names) {
      // It ends citizenships of the nation, whoever judges.
      if (name === "tribunal" && known === "citizenship") continue;
      const [theirs, ours] = [founding.addresses[known], at[known]].map((one) => one!.slice(2).toLowerCase());
      data = data.replaceAll(theirs, ours);
    }
    const { creation } = await compiledCode(contract as never);
    steps.push(creating(concat([creation, data])));
  }
  const jurors = await own.jurors(world);
  const consents: Record<string, SignedConsent> = {};
  const hasOwnCitizens = at.citizenship !== undefined;
  if (hasOwnCitizens) {
    const dossier = id("mine");
    const applicants = jurors.map(({ address }) => address);
    steps.push({ id: "admit", title: "Admit", kind: "admit", index: 0, dossier, applicants, period: BigInt(30 * DAY) });
    const deadline = (await time.latest()) + 5 * DAY;
    for (const juror of jurors) {
      const applicant = juror.address;
      const asked = { chainId: 31_337n, citizenship: at.citizenship, charterHash: dossier, applicant, deadline };
      const { domain, types, message } = admissionRequest(asked);
      consents[applicant] = { deadline, signature: await juror.signTypedData(domain, types, message) };
    }
  }
  const { perform } = await planned(steps, ZeroAddress);
  for (const index of steps.keys()) await (await perform(index, account, consents)).wait();

  const adopted = own.names.flatMap((name) =>
    name === "citizenship" ? [] : [{ name, address: at[name], former: [founding.addresses[name]!], isExempt: false }],
  );
  await decide(world, [
    ...(hasOwnCitizens ? [appointment(world, "citizenship", at.citizenship)] : []),
    ...adoptionCalls(adopted, { ...founding.addresses, ...at }),
  ]);

  for (const [index, juror] of jurors.entries()) {
    if (hasOwnCitizens) await coin.connect(citizens[index]).transfer(juror, coins(150));
    await coin.connect(juror)["transferAndCall(address,uint256)"](at.juryRoll, coins(100));
  }
  await time.increase(5);
  const [court, tribunal] = [
    await ethers.getContractAt("Court", at.court),
    await ethers.getContractAt("Tribunal", at.tribunal),
  ];
  const { fees, bond } = await tribunal.challengeCost(citizens[0], VICTIM, true);
  const by = tribunal.connect(citizens[0]);
  await by.challenge(VICTIM, Ground.FalseDossier, 0, [], "Nothing.", { value: fees + bond });
  const caseId = await court.caseCount();
  const citizenship = hasOwnCitizens ? await ethers.getContractAt("Citizenship", at.citizenship) : world.citizenship;
  const trial = new Trial({ court, citizenship, randomness: world.randomness }, caseId);
  for (;;) {
    const { phase, choices } = await caseView(court, caseId);
    const ruling = Math.min(Ruling.grant, Number(choices));
    if (phase === Phase.Draw) {
      await trial.pin();
      await trial.draw();
    } else if (phase === Phase.Commit) {
      await trial.vote(Object.fromEntries((await trial.panel()).map((one) => [one, ruling])));
    } else if (phase === Phase.Plenary) {
      for (const juror of jurors) await court.connect(juror).voteInPlenary(caseId, ruling, "");
      await trial.pass();
    } else if (phase >= Phase.Final) break;
    else await trial.pass();
  }
  await court.execute(caseId);
  await tribunal.enforce(caseId);
  expect(await world.citizenship.isActive(VICTIM)).to.equal(false);
  return { ...world, at, citizens: citizens.slice(0, VICTIM - 1) };
}

/** Puts genuine institutions in the places of a government's own. */
async function putRight(
  world: FoundedNation & { readonly at: Readonly<Record<string, string>> },
  keepsJustice = false,
) {
  if (world.at.citizenship !== undefined)
    await decide(world, [appointment(world, "citizenship", world.founding.addresses.citizenship)]);
  const institutions = ["juryRoll", "court", "agreements", "tribunal", "randomness"] as const;
  const { calls } = await prepare(world, { institutions, salt: id("genuine") });
  const taken = world.constitution.interface.encodeFunctionData("revokeRole", [JUSTICE, world.at.tribunal]);
  await decide(
    world,
    calls.filter(({ data }) => !keepsJustice || data !== taken),
  );
}

describe("verifyFounding(), of institutions of a government's own", () => {
  context("given a foreign contract that does justice in a transaction of the tribunal's own", () => {
    it("finds what it did", async () => {
      const world = await loadFixture(aForeignJudge);
      const { citizens, citizenship, coin, constitution, stake, judge, stranger } = world;
      const tribunal = await ethers.getContractAt("Tribunal", world.adoption.addresses.tribunal!);
      await coin.connect(citizens[Number(FINED) - 1])["transferAndCall(address,uint256)"](stake, coins(30));
      const { fees, bond } = await tribunal.challengeCost(judge, VICTIM - 1, true);
      const rulingId = id("whatever");
      const acts = [
        [tribunal, fees + bond, tribunal.interface.encodeFunctionData("challenge", [VICTIM - 1, 0, FINED, [], "x"])],
        [citizenship, 0n, citizenship.interface.encodeFunctionData("revoke", [VICTIM, rulingId])],
        [stake, 0n, stake.interface.encodeFunctionData("slash", [FINED, coins(30), rulingId])],
      ] as const;
      const columns = [acts.map(([to]) => to), acts.map(([, , data]) => data), acts.map(([, value]) => value)] as const;
      await judge.connect(stranger).bringAll(...columns, { value: fees + bond });
      expect(await citizenship.isActive(VICTIM)).to.equal(false);
      const taken = constitution.interface.encodeFunctionData("revokeRole", [JUSTICE, judge.target]);
      await decide({ ...world, citizens: citizens.slice(0, VICTIM - 1) }, [
        { target: constitution.target as string, data: taken },
      ]);
      const { verdicts, told } = await foundIn(world);
      expect(verdicts).to.deep.equal(["fault", "fault"]);
      for (const text of told) expect(text).to.match(/CitizenRevoked[^]*Slashed/);
    });

    it("doubts nothing that the tribunal itself does beside a contract that does nothing", async () => {
      const world = await loadFixture(aForeignJudge);
      await suspend(world);
      expect((await foundIn(world)).verdicts).to.deep.equal(["changed", "changed"]);
    });
  });

  context(
    "given a tribunal that obeys a court of accounts that are no citizens, and knows the nation's citizens",
    () => {
      for (const keepsJustice of [false, true])
        it(`is found by what it did${keepsJustice ? ", and by what it holds" : ""}, though all are replaced`, async () => {
          const world = await endByOwn(ownCitizens);
          await putRight(world, keepsJustice);
          const { verdicts, told } = await foundIn(world);
          expect(verdicts).to.deep.equal(["fault", "fault"]);
          for (const text of told) {
            expect(text).to.match(/CitizenRevoked of citizenship/);
            if (keepsJustice) expect(text).to.match(/Role justice of the former tribunal: is held still/);
          }
        });

      it("is found where the citizenship alone was put back", async () => {
        const world = await endByOwn(ownCitizens);
        await decide(world, [appointment(world, "citizenship", world.founding.addresses.citizenship)]);
        const { told } = await foundIn(world);
        for (const text of told) expect(text).to.match(/Whom the adopted court knows: 0x\w+ as citizenship/);
      });
    },
  );

  context("given a court with periods that no charter can choose", () => {
    it("is found though it is replaced", async () => {
      const world = await endByOwn(ownPeriods);
      await putRight(world);
      const { verdicts, told } = await foundIn(world);
      expect(verdicts).to.deep.equal(["fault", "fault"]);
      for (const text of told)
        expect(text).to.match(/court\.evidencePeriod: 0x\w+, which was the court, has it within 1 to 60/);
    });
  });

  context("given a deployer that other creation code left behind", () => {
    // Nothing was ever sent in the first block: that a node has nothing of it says nothing.
    for (const [when, createdAt] of [
      ["when it was created", undefined],
      ["a time before all others", 0],
    ] as const)
      it(`hides no fault by saying ${when}`, async () => {
        const world = await loadFixture(aJustNation);
        const { founding, nation, timelock, stranger } = world;
        const { contract, arguments: encoded } = founding.record.institutions.agreements!;
        const { creation } = await compiledCode(contract as never);
        const plan = chained([creating(concat([creation, encoded]))]);
        const deployer = await ethers.getContractAt(
          "NationDeployer",
          await leftBehind(plan.hash, ZeroAddress, createdAt),
        );
        await stranger.sendTransaction({ to: deployer, data: dataOf(plan.steps[0], plan.rests[0]) });
        const { calls, addresses } = await prepare(world, { institutions: ["agreements"], salt: id("shown") });
        const [shown, own] = [addresses.agreements!, await deployer.addressOf(0)].map((one) =>
          one.slice(2).toLowerCase(),
        );
        await decide(
          world,
          calls.map(({ target, data }) => ({
            target: `0x${target.slice(2).toLowerCase().replace(shown, own)}`,
            data: data.replaceAll(shown, own),
          })),
        );

        const grant = (role: string): Call => ({
          target: timelock.target as string,
          data: timelock.interface.encodeFunctionData("grantRole", [id(role), stranger.address]),
        });
        await decide(world, [grant("PROPOSER_ROLE"), grant("EXECUTOR_ROLE")]);
        const alone = [nation, 0, nation.interface.encodeFunctionData("setMotto", ["I rule alone"]), ZeroHash] as const;
        await timelock.connect(stranger).schedule(...alone, id("alone"), 8 * DAY);
        await time.increase(8 * DAY + 1);
        await timelock.connect(stranger).execute(...alone, id("alone"));
        expect((await foundIn(world)).verdicts).to.deep.equal(["fault", "fault"]);
      });
  });

  context("given two decisions of an honest government", () => {
    for (const together of [false, true])
      it(`finds no fault where anybody carries them out in ${together ? "one transaction" : "two"}`, async () => {
        const world = await loadFixture(aJustNation);
        const { governor, citizens, stranger } = world;
        const adoption = await prepare(world, { institutions: ["agreements"] });
        const proposals = [
          world.propose(adoption.calls, "Adopt agreements"),
          world.propose([appointment(world, "court", ZeroAddress)], "Close the court"),
        ];
        for (const one of proposals) await one.propose();
        await proposals[1].open();
        for (const one of proposals) await one.voteAll(citizens, 1);
        await proposals[1].close();
        for (const one of proposals) await one.queue();
        for (const one of proposals) await one.mature();
        const calls = proposals.map(({ targets, values, calldatas, hash }) =>
          governor.interface.encodeFunctionData("execute", [targets, values, calldatas, hash]),
        );
        const bringer = await ethers.deployContract("Bringer", stranger);
        for (const some of together ? [calls] : calls.map((one) => [one])) await bringer.bring(governor, some, "0x");
        expect((await foundIn(world)).verdicts).to.deep.equal(["changed", "changed"]);
      });
  });

  context("given a former tribunal that keeps justice", () => {
    it("finds no fault where it was closed, and ends what it has begun", async () => {
      const world = await loadFixture(aJustNation);
      await decide(world, (await prepare(world, { institutions: ["tribunal"] })).calls);
      await decide(world, [appointment(world, "tribunal", ZeroAddress)]);
      expect((await foundIn(world)).verdicts).to.deep.equal(["changed", "changed"]);
    });

    for (const isFounded of [true, false])
      it(`is found where it was ${isFounded ? "founded" : "adopted"}`, async () => {
        const world = await loadFixture(aJustNation);
        if (!isFounded) await decide(world, (await prepare(world, { institutions: ["tribunal"] })).calls);
        const { calls } = await prepare(world, { institutions: ["tribunal"] });
        const { selector } = world.constitution.interface.getFunction("revokeRole");
        await decide(
          world,
          calls.filter(({ data }) => !data.startsWith(selector)),
        );
        const { verdicts, told } = await foundIn(world);
        expect(verdicts).to.deep.equal(["fault", "fault"]);
        for (const text of told) expect(text).to.match(/Role justice of the former tribunal: is held still/);
      });
  });
});
