import { loadFixture, mine } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { JsonRpcProvider, Network, toQuantity } from "ethers";
import { reportText, verifyFounding, type FoundingRecord, type VerificationReport } from "../../sdk/src/founding";
import { compiledCode } from "../fixtures/code";
import { aNation } from "../fixtures/nation";
import { publicNode, type Asked, type PublicNodeLimits } from "../fixtures/public-node";

/** Three years of blocks that come every twelve seconds. */
const THREE_YEARS = 7_900_000;

const network = Network.from(31_337);

/** Verifies through a node with limits, by a client as people make it. */
async function verifyThrough(
  limits: PublicNodeLimits,
  nation: FoundingRecord | string,
): Promise<{ report: VerificationReport; seconds: number; largestBatch: number }> {
  const node = await publicNode(limits);
  const provider = new JsonRpcProvider(node.url, network, { cacheTimeout: -1 });
  try {
    const started = Date.now();
    const report = await verifyFounding(provider, nation, { code: compiledCode, pollMs: 100, nodeTimeoutMs: 60_000 });
    return { report, seconds: (Date.now() - started) / 1000, largestBatch: node.largestBatch() };
  } finally {
    provider.destroy();
    await node.close();
  }
}

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

async function anOldNation() {
  const world = await aNation();
  await mine(THREE_YEARS, { interval: 12 });
  return world;
}

/** What public nodes allow. */
const LIMITS = { blocks: 1000, batch: 3, latencyMs: 50, states: 128, transactions: 2_350_000 };

/** Whether logs are asked for. */
const isLogs = ({ method }: Asked): boolean => method === "eth_getLogs";

describe("verifyFounding(), through a public node", function () {
  this.timeout(120_000);

  context(
    "given a nation three years old, by ranges of 1,000 blocks, three requests a batch, 50 ms and no archive",
    () => {
      for (const by of ["record", "address"] as const) {
        it(`verifies it within a minute by its ${by}`, async () => {
          const { founding } = await loadFixture(anOldNation);
          const nation = by === "record" ? founding.record : founding.nation;
          const { report, seconds, largestBatch } = await verifyThrough(LIMITS, nation);
          expect(report.verdict).to.equal("whole");
          expect(largestBatch).to.be.at.most(3);
          expect(seconds).to.be.lessThan(60);
        });
      }
    },
  );

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

  context("given a node that has forgotten transactions", () => {
    /** Answers as a node that has none of some transactions, neither by itself nor in its block. */
    const without = (isForgotten: (hash: string) => boolean) => (asked: Asked, answer: () => Promise<unknown>) => {
      if (!/^eth_getTransactionBy|^eth_getBlockByNumber$/.test(asked.method)) return undefined;
      return answer().then((found) => {
        const { hash, transactions } = (found ?? {}) as { hash: string; transactions?: { hash?: string }[] };
        if (transactions === undefined) return isForgotten(hash) ? null : found;
        const left = transactions.filter((one) => one.hash === undefined || !isForgotten(one.hash));
        return { ...(found as object), transactions: left };
      });
    };
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
        const { report } = await verifyThrough({ instead: without(forgotten[which](record)) }, record);
        expect(report.verdict).to.equal("whole");
      });

      it(`proves nothing by its address, and condemns nobody: ${which}`, async () => {
        const { record, nation } = (await loadFixture(aNation)).founding;
        const { report } = await verifyThrough({ instead: without(forgotten[which](record)) }, nation);
        expect([report.verdict, report.faults]).to.deep.equal(["incomplete", []]);
      });
    }
  });
});
