import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { FunctionFragment, toQuantity, ZeroAddress } from "ethers";
import { ethers } from "hardhat";
import { civic, connect, moment, seconds, wei } from "../../sdk/src";
import { institutionNames, NothingToVerifyError, reportText, type FoundingRecord } from "../../sdk/src/founding";
import { contractsOf, creatorOf, deployerInterface, interfaceOf } from "../../sdk/src/founding/institutions";
import { declarationOf, isOptional, type InstitutionName } from "../../sdk/src/institutions/registry";
import { proposalId } from "../../sdk/src/institutions/governor";
import { forgetting } from "../fixtures/habits";
import { bring, pass, type LawfulNation } from "../fixtures/justice";
import { aNation, foundNation } from "../fixtures/nation";
import type { Asked, PublicNodeLimits } from "../fixtures/public-node";
import { verifyThrough } from "../fixtures/verification";

const DAY = 86_400;
const COIN = 10n ** 18n;

/** What contracts call their counts. */
const COUNTS = /Count$|^lastRequestId$|^totalSupply$|^totalStaked$|^size$/;

/** What is so today: no log tells when a citizenship lapses. */
const OF_TODAY = ["citizenship.citizenCount"];

/** A nation that gave itself another motto, and the blocks of which a node may keep the logs back. */
async function aChangedNation() {
  const world = await aNation();
  const data = world.nation.interface.encodeFunctionData("setMotto", ["Grown up"]);
  const proposal = world.propose([{ target: await world.nation.getAddress(), data }]);
  await proposal.passAndQueue(world.citizens);
  await proposal.mature();
  const executed = await (await proposal.execute()).wait();
  return { ...world, lost: (block: number) => block === executed!.blockNumber };
}

/** What the chain counts of this nation, and the event that tells of each. */
const counted = {
  "The deployments": deployerInterface.getEvent("Deployed"),
  "The citizens": interfaceOf("citizenship").getEvent("CitizenAdmitted")!,
  "The articles": interfaceOf("constitution").getEvent("ArticleEnacted")!,
  "The base units of coin": interfaceOf("coin").getEvent("Transfer")!,
  "The proposals": interfaceOf("governor").getEvent("ProposalCreated")!,
};

const eventOf = (name: InstitutionName, event: string) => interfaceOf(name).getEvent(event)!;

/** The same of institutions that a nation may do without, or that did nothing yet. */
const countedLater = {
  "The agreements": eventOf("agreements", "AgreementOpened"),
  "The base units of stake": eventOf("stake", "DelegateVotesChanged"),
  "The budgets": eventOf("treasury", "BudgetOpened"),
  "The cases": eventOf("court", "CaseOpened"),
  "The epochs of dividends": eventOf("dividends", "EpochClosed"),
  "The jurors": eventOf("juryRoll", "JurorEnrolled"),
  "The petitions": eventOf("petitions", "PetitionOpened"),
  "The projects": eventOf("grants", "ProjectRegistered"),
  "The requests for randomness": eventOf("randomness", "Requested"),
  "The residents": eventOf("residency", "ResidencyPaid"),
  "The rounds of grants": eventOf("grants", "RoundOpened"),
  "The schemas": eventOf("attestations", "SchemaRegistered"),
};

/** A nation of every institution, each of which has something that its contract counts. */
async function aBusyNation() {
  const institutions = Object.fromEntries(institutionNames.filter(isOptional).map((name) => [name, true]));
  const juryRoll = { bond: 100, citizenDays: "1 day", minimumStay: "0 seconds" };
  const world = await foundNation(6, { institutions, justice: { juryRoll } });
  const { citizens, founding, court, coin, stake, stranger, treasury, attestations, grants } = world;
  const arbitrable = await ethers.deployContract("PlainArbitrable", [court]);
  const [first, second] = citizens;

  await time.increase(2 * DAY);
  const asFirst = await connect(first, founding.nation);
  const asStranger = await connect(stranger, founding.nation);
  for (const citizen of citizens) {
    const { juryRoll: roll } = await connect(citizen, founding.nation);
    await coin.connect(citizen).approve(roll.address, 100n * COIN);
    await roll.enrol.wait();
  }
  await coin.connect(first)["transferAndCall(address,uint256)"](stake, 3n * COIN);
  await stake.connect(first).delegate(second);
  await stake.connect(first).unstake(COIN);
  await asStranger.residency.subscribe.wait({ terms: 1 });
  await asStranger.residency.subscribe.wait({ terms: 1 });
  const now = await time.latest();
  await asFirst.agreements.open.wait({
    parties: citizens.slice(0, 2).map(({ address }) => ({
      account: address,
      lock: { coin: civic.from(1n) },
      payout: { coin: civic.from(1n) },
      feeLock: wei.from(0n),
    })),
    text: "One coin each.",
    signBy: moment.from(now + DAY),
    until: moment.from(now + 30 * DAY),
    objectionPeriod: seconds.days(2),
  });
  const caseId = await bring({ ...world, asStranger, arbitrable } as unknown as LawfulNation);
  await pass({ ...world, asStranger } as unknown as LawfulNation, caseId);

  const until = (await time.latest()) + 300 * DAY;
  const decision = world.propose(
    [
      {
        target: treasury.target as string,
        data: treasury.interface.encodeFunctionData("openBudget", [
          { purpose: "Roads", spender: second.address, asset: ZeroAddress, ceiling: 5n, period: 100n, until },
        ]),
      },
      {
        target: attestations.target as string,
        data: attestations.interface.encodeFunctionData("registerSchema", ["string skill", ZeroAddress, 1, true]),
      },
    ],
    "Roads and skills",
  );
  await decision.passAndQueue(citizens.slice(0, 5));
  const { petitions } = await connect(citizens[5], founding.nation);
  const { calls, description } = await asFirst.governor.proposal({ proposalId: proposalId.from(decision.id) });
  await petitions.open.wait({ calls, description });
  await decision.mature();
  await decision.execute();
  await coin.connect(first)["transferAndCall(address,uint256)"](grants, 100n * COIN);
  await asStranger.grants.openRound.wait();
  await asFirst.grants.register.wait({ recipient: first.address, title: "A bridge" });
  await time.increase(370 * DAY);
  await asStranger.dividends.closeEpoch.wait();
  return world;
}

/** Whether logs are asked for. */
const isLogs = ({ method }: Asked): boolean => method === "eth_getLogs";

describe("verifyFounding(), through a public node", () => {
  for (const by of ["record", "address"] as const) {
    context(`given a nation with a decision, by its ${by}`, () => {
      const verdictOf = async (limits: PublicNodeLimits) => {
        const { founding } = await loadFixture(aChangedNation);
        const { report } = await verifyThrough(limits, by === "record" ? founding.record : founding.nation);
        return report;
      };

      it("tells the change where the node tells all", async () => {
        expect((await verdictOf({})).verdict).to.equal("changed");
      });

      it("tells the change where the node allows but a few logs in one answer", async () => {
        expect((await verdictOf({ results: 60 })).verdict).to.equal("changed");
      });

      it("tells the change where the node excuses itself now and then", async () => {
        let count = 0;
        const instead = () => {
          count += 1;
          return count % 3 === 0 ? Promise.reject(new Error("Too many requests: slow down")) : undefined;
        };
        expect((await verdictOf({ instead })).verdict).to.equal("changed");
      });

      it("tells the change where one answer in a while is empty", async () => {
        let count = 0;
        const instead = (asked: Asked) => {
          if (isLogs(asked)) count += 1;
          return isLogs(asked) && Math.imul(count, 2_654_435_761) >>> 29 === 0 ? Promise.resolve([]) : undefined;
        };
        expect((await verdictOf({ instead, blocks: 5 })).verdict).to.equal("changed");
      });

      it("proves nothing where logs of a few blocks are never told", async () => {
        const { lost } = await loadFixture(aChangedNation);
        const instead = (asked: Asked, answer: () => Promise<unknown>) =>
          isLogs(asked)
            ? answer().then((logs) =>
                (logs as { blockNumber: string }[]).filter((log) => !lost(Number(log.blockNumber))),
              )
            : undefined;
        const report = await verdictOf({ instead });
        expect(report.verdict).to.equal("incomplete");
        expect(report.faults).to.deep.equal([]);
        expect(report.incomplete).not.to.be.empty;
        expect(reportText(report)).to.match(/ask another node\.$/);
      });

      for (const [title, { name, topicHash }] of Object.entries(counted)) {
        it(`proves nothing where no log is told of ${name}, and condemns nobody`, async () => {
          const instead = (asked: Asked, answer: () => Promise<unknown>) =>
            isLogs(asked)
              ? answer().then((logs) =>
                  (logs as { topics: string[] }[]).filter(({ topics }) => topics[0] !== topicHash),
                )
              : undefined;
          // By the address alone, that log is what leads from the nation to its deployer.
          if (name === "Deployed" && by === "address") {
            await expect(verdictOf({ instead })).to.be.rejectedWith(NothingToVerifyError, /no log tells of a deployer/);
            return;
          }
          const report = await verdictOf({ instead });
          expect([report.verdict, report.faults]).to.deep.equal(["incomplete", []]);
          expect(report.incomplete.map((one) => one.title)).to.include(title);
        });
      }

      for (const behind of [1, 2]) {
        it(`tells the change where the head is ${behind} behind now and then`, async () => {
          let count = 0;
          const instead = ({ method }: Asked, answer: () => Promise<unknown>) => {
            if (method !== "eth_blockNumber") return undefined;
            count += 1;
            return answer().then((head) => toQuantity(Number(head) - (count % 2) * behind));
          };
          expect((await verdictOf({ instead })).verdict).to.equal("changed");
        });
      }

      it("tells the change where the state is one block behind at first", async () => {
        let left = 4;
        const instead = ({ method }: Asked) =>
          method === "eth_call" && left-- > 0 ? Promise.reject(new Error("header not found")) : undefined;
        expect((await verdictOf({ instead })).verdict).to.equal("changed");
      });
    });
  }

  it("misses logs of whatever a contract counts for good", () => {
    const kept = institutionNames.flatMap((name) =>
      contractsOf(name).flatMap((contract) =>
        creatorOf(name, contract)
          .fragments.filter((one) => FunctionFragment.isFragment(one))
          .filter((one) => one.inputs.length === 0 && COUNTS.test(one.name))
          .map((one) => `${name}.${one.name}`),
      ),
    );
    const told = institutionNames.flatMap((name) =>
      (declarationOf(name).counted ?? []).map(({ by }) => `${name}.${by}`),
    );
    expect([...new Set(kept)].filter((one) => !OF_TODAY.includes(one)).sort()).to.deep.equal(told.sort());
  });

  it("has a nation that keeps back the logs of each count", () => {
    const counts = institutionNames.flatMap((name) =>
      (declarationOf(name).counted ?? []).map(({ what }) => `The ${what}`),
    );
    const tried = [...Object.keys(counted), ...Object.keys(countedLater)];
    expect(tried.sort()).to.deep.equal([...counts, "The deployments"].sort());
  });

  for (const by of ["record", "address"] as const) {
    context(`given a nation whose every institution was used, by its ${by}`, () => {
      const reportWithout = async (topicHash?: string) => {
        const { founding } = await loadFixture(aBusyNation);
        const instead = (asked: Asked, answer: () => Promise<unknown>) =>
          isLogs(asked)
            ? answer().then((logs) => (logs as { topics: string[] }[]).filter(({ topics }) => topics[0] !== topicHash))
            : undefined;
        // Asked again, it would keep the same back.
        const timeout = topicHash === undefined ? undefined : 1000;
        return (await verifyThrough({ instead }, by === "record" ? founding.record : founding.nation, timeout)).report;
      };

      it("tells the change where the node tells all, and calls no two checks of evidence the same", async () => {
        const { verdict, faults, incomplete, checks } = await reportWithout();
        expect([verdict, faults, incomplete]).to.deep.equal(["changed", [], []]);
        const titles = checks.filter(({ topic }) => topic === "evidence").map(({ title }) => title);
        expect(new Set(titles).size).to.equal(titles.length);
        expect(titles).to.include.members(Object.keys(countedLater));
      });

      for (const [title, { topicHash }] of Object.entries(countedLater)) {
        it(`proves nothing where no log is told of ${title.toLowerCase()}, and condemns nobody`, async () => {
          const report = await reportWithout(topicHash);
          expect([report.verdict, report.faults]).to.deep.equal(["incomplete", []]);
          expect(report.incomplete.map((one) => one.title)).to.include(title);
        });
      }
    });
  }

  context("given a node that has forgotten transactions", () => {
    const forgotten = {
      all: () => () => true,
      "that of a step": ({ transactions }: FoundingRecord) => {
        const step = transactions[4].outcome!.hash;
        return (hash: string) => hash === step;
      },
      "that of the deployer": ({ transactions }: FoundingRecord) => {
        const birth = transactions.find(({ step }) => step === "deployer")!.outcome!.hash;
        return (hash: string) => hash === birth;
      },
    } as const;

    for (const which of ["all", "that of a step", "that of the deployer"] as const) {
      it(`proves the nation by its record: ${which}`, async () => {
        const { record } = (await loadFixture(aNation)).founding;
        const { report } = await verifyThrough({ instead: forgetting(forgotten[which](record)) }, record);
        expect(report.verdict).to.equal("whole");
      });

      it(`proves nothing by its address, and condemns nobody: ${which}`, async () => {
        const { record, nation } = (await loadFixture(aNation)).founding;
        const { report } = await verifyThrough({ instead: forgetting(forgotten[which](record)) }, nation);
        expect([report.verdict, report.faults]).to.deep.equal(["incomplete", []]);
      });
    }
  });
});
