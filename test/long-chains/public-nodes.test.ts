import { loadFixture, mine } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { JsonRpcProvider, Network, ZeroAddress, type Provider } from "ethers";
import { ethers } from "hardhat";
import { localAccount } from "../../cli/src/chain/development";
import { bps, civic, connect, NetworkFaultError, seconds, StillPendingError, type NationClient } from "../../sdk/src";
import { openNode, RateLimitError, toNationError, TooMuchAskedError } from "../../sdk/src/core";
import { failureOf } from "../fixtures/failure";
import * as habits from "../fixtures/habits";
import { aNation } from "../fixtures/nation";
import { publicNode, Refusal, type Asked, type PublicNode, type PublicNodeLimits } from "../fixtures/public-node";

const CHAIN = 31_337;

/** At least so many blocks lie before the nation, which others may have added to, and so many after it. */
const [BEFORE, AFTER] = [200_000, 3_000];

/** A nation with a proposal, long after the chain's first block and long ago. */
async function anOldNation() {
  await mine(BEFORE, { interval: 12 });
  const founded = await ethers.provider.getBlockNumber();
  // Not by a fixture of its own: that would take the blocks before it back.
  const world = await aNation();
  const client = await connect(world.citizens[0], await world.nation.getAddress());
  const calls = [
    client.coin.tryProvision.call({ key: "taxRate", value: bps.percent("0.5"), period: seconds.days(30) }),
  ];
  const { proposal } = await client.governor.propose.wait({ calls, description: "Try it" });
  await mine(AFTER, { interval: 12 });
  for (let block = 0; block < 4; ++block) await mine();
  return { ...world, client, proposal, founded };
}

describe("reads, through a public node", () => {
  /** Reads the nation through a node with limits. */
  async function through<Value>(
    limits: PublicNodeLimits,
    read: (nation: NationClient, node: PublicNode) => Promise<Value>,
    open: (url: string) => Provider & { destroy(): void } = (url) => openNode(url, { chainId: CHAIN }),
  ): Promise<Value> {
    const { nation } = await loadFixture(anOldNation);
    const node = await publicNode(limits);
    const provider = open(node.url);
    try {
      return await read(await connect(provider, await nation.getAddress()), node);
    } finally {
      provider.destroy();
      await node.close();
    }
  }

  /** A node that notes from which block on it is asked for logs. */
  const noting =
    (found: number[]): habits.Habit =>
    ({ method, params }: Asked) => {
      if (method === "eth_getLogs") found.push(Number((params[0] as { fromBlock: string }).fromBlock));
      return undefined;
    };

  context("given ranges of at most 100 blocks", () => {
    it("finds every event, and a proposal by its id", async () => {
      const { proposal } = await loadFixture(anOldNation);
      const [events, found] = await through({ blocks: 100 }, async ({ governor }) => [
        await governor.events.ProposalClassified.query(),
        await governor.proposal({ proposalId: proposal.id }),
      ]);
      expect(events.map(({ proposalId }) => proposalId)).to.deep.equal([proposal.id]);
      expect(found).to.deep.equal(proposal);
    });

    it("asks for nothing long before the founding once the whole range was refused", async () => {
      const { founded } = await loadFixture(anOldNation);
      const asked: number[] = [];
      await through({ blocks: 100, instead: noting(asked) }, ({ governor }) => governor.events.VoteCast.query());
      expect(asked[0]).to.equal(0);
      expect(Math.min(...asked.slice(1))).to.be.greaterThan(founded - 8000);
    });

    it("asks in pieces as it is told to", async () => {
      const { proposal, founded } = await loadFixture(anOldNation);
      const found = await through({ blocks: 1000 }, ({ governor }) =>
        governor.events.ProposalClassified.query({ from: founded, blocksPerRequest: 1000 }),
      );
      expect(found.map(({ proposalId }) => proposalId)).to.deep.equal([proposal.id]);
    });
  });

  context("given a node that refuses every range", () => {
    it("says what the node says", async () => {
      const instead: habits.Habit = ({ method }) =>
        method === "eth_getLogs" ? Promise.reject(new Refusal("block range is wider than 0")) : undefined;
      const error = await failureOf(through({ instead }, ({ governor }) => governor.events.VoteCast.query()));
      expect(error).to.be.instanceOf(TooMuchAskedError);
    });
  });

  context("given a node that limits how often it is asked", () => {
    it("reads all the same where it is limited now and then", async () => {
      let count = 0;
      const instead: habits.Habit = () =>
        ++count % 2 === 1 ? Promise.reject(new Refusal("Too many requests: slow down")) : undefined;
      const { profile } = await through({ instead }, (nation) => nation.overview());
      expect(profile.name).to.equal("Testland");
    });

    it("says so where it always is", async () => {
      let isOpen = true;
      const instead: habits.Habit = () =>
        isOpen ? undefined : Promise.reject(new Refusal("Too many requests: slow down"));
      const error = await failureOf(
        through({ instead }, (nation) => {
          isOpen = false;
          return nation.overview();
        }),
      );
      expect(error).to.be.instanceOf(RateLimitError).and.to.be.instanceOf(NetworkFaultError);
    });
  });

  context("given at most three requests in a batch", () => {
    it("reads the whole nation", async () => {
      const largest = await through({ batch: 3 }, async (nation, node) => {
        await Promise.all([
          nation.overview(),
          nation.coin.totalSupply(),
          nation.coin.taxRate(),
          nation.citizenship.citizenCount(),
          nation.governor.gracePeriod(),
          nation.stake.totalStaked(),
        ]);
        return node.largestBatch();
      });
      expect(largest).to.be.at.most(3);
    });
  });

  context("given a node that does not answer", () => {
    it("says so, and does not go on waiting", async () => {
      const provider = openNode("http://127.0.0.1:9", { retries: { tries: 2, firstMs: 10 } });
      const failures = [await failureOf(provider.getBlockNumber()), await failureOf(connect(provider, ZeroAddress))];
      provider.destroy();
      expect(toNationError(failures[0])).to.be.instanceOf(NetworkFaultError);
      expect(failures[1]).to.be.instanceOf(NetworkFaultError);
    });
  });

  context("given no calls without a receiver", () => {
    it("reads the whole nation all the same, at one block", async () => {
      const usual = await through({}, (nation) => nation.overview());
      const found = await through({ instead: habits.withoutCreations, batch: 3 }, (nation) => nation.overview());
      expect(found).to.deep.equal(usual);
    });

    it("reads it by a client that gathers large batches, too", async () => {
      const network = Network.from(CHAIN);
      const open = (url: string) => new JsonRpcProvider(url, network, { cacheTimeout: -1, staticNetwork: network });
      const { profile } = await through(
        { instead: habits.withoutCreations, batch: 3 },
        (nation) => nation.overview(),
        open,
      );
      expect(profile.name).to.equal("Testland");
    });
  });

  context("given a state that is two blocks old", () => {
    it("reads the nation", async () => {
      const { profile } = await through({ instead: habits.staleState(2) }, (nation) => nation.overview());
      expect(profile.name).to.equal("Testland");
    });
  });

  /** Acts in the nation through a node with habits. */
  async function actingThrough<Value>(
    habit: habits.Habit,
    act: (nation: NationClient) => Promise<Value>,
  ): Promise<Value> {
    const { citizens, client } = await loadFixture(anOldNation);
    const node = await publicNode({ instead: habit });
    const provider = openNode(node.url, { chainId: CHAIN, pollMs: 20, retries: { tries: 3, firstMs: 20 } });
    try {
      const key = [...Array(20).keys()].map(localAccount).find(({ address }) => address === citizens[0].address)!;
      return await act(await connect(key.connect(provider), client.address));
    } finally {
      provider.destroy();
      await node.close();
    }
  }

  const approval = (nation: NationClient, coins: string) => ({
    spender: nation.stake.address,
    amount: civic.parse(coins),
  });

  context("given a node that limits it while it waits", () => {
    const limitedReceipts = (): { habit: habits.Habit; limit: (times: number) => void } => {
      let left = 0;
      return {
        limit: (times) => (left = times),
        habit: ({ method }) =>
          method === "eth_getTransactionReceipt" && left-- > 0
            ? Promise.reject(new Refusal("Too many requests: slow down"))
            : undefined,
      };
    };

    it("waits on", async () => {
      const { habit, limit } = limitedReceipts();
      const { receipt } = await actingThrough(habit, async (nation) => {
        const sent = await nation.coin.approve(approval(nation, "1"));
        limit(2);
        return sent.wait();
      });
      expect(receipt.status).to.equal(1);
    });

    it("never says that it may be sent again", async () => {
      const { habit, limit } = limitedReceipts();
      const error = await failureOf(
        actingThrough(habit, async (nation) => {
          const sent = await nation.coin.approve(approval(nation, "1"));
          limit(Infinity);
          return sent.wait();
        }),
      );
      expect(error).to.be.instanceOf(StillPendingError).with.property("retryable", false);
    });
  });

  context("given no pending transactions", () => {
    it("sends one act after the other", async () => {
      const statuses = await actingThrough(habits.withoutPending, async (nation) => {
        const first = await nation.coin.approve.wait(approval(nation, "1"));
        const second = await nation.coin.approve.wait(approval(nation, "2"));
        return [first, second].map(({ receipt }) => receipt.status);
      });
      expect(statuses).to.deep.equal([1, 1]);
    });
  });
});
