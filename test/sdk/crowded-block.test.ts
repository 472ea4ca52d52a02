import { loadFixture, mine } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { JsonRpcProvider, Network } from "ethers";
import { ethers } from "hardhat";
import { connect, type NationClient } from "../../sdk/src";
import { verifyFounding } from "../../sdk/src/founding";
import { letsThrough } from "../../sdk/src/core/evidence/crowded";
import { compiledCode } from "../fixtures/code";
import { aNation, type FoundedNation } from "../fixtures/nation";
import { publicNode, type PublicNodeLimits } from "../fixtures/public-node";

/** So many logs a node tells at once, and so many a stranger's transaction raises. */
const [MOST, RAISED] = [1000, 1200];

const hex = (value: string | number, digits = 0) =>
  (typeof value === "number" ? value.toString(16) : value.slice(2).toLowerCase()).padStart(digits, "0");

/** A nation in one of whose blocks a stranger approved very often. */
async function aNationWithACrowdedBlock() {
  const world = await aNation();
  const { coin, stranger, citizens } = world;
  // As a contract's creation: the call approve(stranger, 0) into memory, and then so often from the byte where the loop begins.
  const call = `63095ea7b360e01b60005273${hex(stranger.address)}600452`;
  const before = `${call}61${hex(RAISED, 4)}`;
  const loop = `5b6000600060446000600073${hex(await coin.getAddress())}5af150600190038060${hex(before.length / 2, 2)}57`;
  const sent = await stranger.sendTransaction({ data: `0x${before}${loop}00`, gasLimit: 16_000_000 });
  const receipt = await sent.wait();
  expect(receipt!.logs).to.have.length(RAISED);
  await mine(3);
  await (await coin.connect(citizens[0]).approve(stranger, 8n)).wait();
  return { ...world, crowded: receipt!.blockNumber };
}

describe("a block that holds more events than a node tells at once", () => {
  async function through<Value>(
    limits: PublicNodeLimits,
    read: (provider: JsonRpcProvider, world: FoundedNation & { crowded: number }) => Promise<Value>,
  ): Promise<Value> {
    const world = await loadFixture(aNationWithACrowdedBlock);
    const node = await publicNode({ results: MOST, ...limits });
    const provider = new JsonRpcProvider(node.url, Network.from(31_337), { cacheTimeout: -1 });
    try {
      return await read(provider, world);
    } finally {
      provider.destroy();
      await node.close();
    }
  }

  const asNation = <Value>(limits: PublicNodeLimits, read: (nation: NationClient, crowded: number) => Promise<Value>) =>
    through(limits, async (provider, { founding, crowded }) => read(await connect(provider, founding.nation), crowded));

  for (const by of ["record", "nation"] as const)
    it(`leaves a nation whole by its ${by}`, async () => {
      const verdict = await through({ batch: 3 }, async (provider, { founding }) => {
        const options = { code: compiledCode, pollMs: 50, nodeTimeoutMs: 20_000 };
        return (await verifyFounding(provider, founding[by], options)).verdict;
      });
      expect(verdict).to.equal("whole");
    });

  it("is told event by event", async () => {
    const found = await asNation({}, ({ coin }) => coin.events.Approval.query());
    expect(found.length).to.be.greaterThan(RAISED);
    expect(new Set(found.map(({ block, logIndex }) => `${block} ${logIndex}`)).size).to.equal(found.length);
  });

  it("is told where it is the last one", async () => {
    const found = await asNation({}, ({ coin }, crowded) => coin.events.Approval.query({ to: crowded }));
    expect(found.at(-1)!.block).to.equal(await asNation({}, (_, crowded) => Promise.resolve(crowded)));
  });

  it("ends no record", async () => {
    const { items } = await asNation({}, (nation) => nation.record({ limit: 50 }));
    expect(items.length).to.equal(50);
  });

  it("is not asked for by its transactions where the node tells no block's events", async () => {
    const node = await publicNode({
      instead: ({ method }) =>
        method === "eth_getLogs" ? Promise.reject(new Error("query returned more than 0 results")) : undefined,
    });
    const provider = new JsonRpcProvider(node.url, Network.from(31_337), { cacheTimeout: -1 });
    const { founding } = await loadFixture(aNationWithACrowdedBlock);
    const { coin } = await connect(provider, founding.nation);
    await expect(coin.events.Approval.query()).to.be.rejectedWith(/more than 0 results/);
    expect(node.asked.get("eth_getTransactionReceipt") ?? 0).to.equal(0);
    provider.destroy();
    await node.close();
  });

  it("lets through what the node would", async () => {
    const { coin, nation, crowded } = { ...(await loadFixture(aNationWithACrowdedBlock)) };
    const [account, other] = [await coin.getAddress(), await nation.getAddress()];
    const logs = await ethers.provider.getLogs({ fromBlock: 0, toBlock: crowded });
    const approval = coin.interface.getEvent("Approval").topicHash;
    const transfer = coin.interface.getEvent("Transfer").topicHash;
    const filters = [
      {},
      { address: account },
      { address: [other, account.toLowerCase()] },
      { topics: [approval] },
      { topics: [[approval, transfer]] },
      { topics: [null, null, null] },
      { address: account, topics: [transfer, null, [ethers.ZeroHash, ethers.zeroPadValue(other, 32)]] },
    ];
    for (const filter of filters) {
      const told = await ethers.provider.getLogs({ ...filter, fromBlock: 0, toBlock: crowded });
      const due = logs.filter((log) => letsThrough(filter, log)).map(({ index, blockNumber }) => [blockNumber, index]);
      expect(due).to.deep.equal(told.map(({ index, blockNumber }) => [blockNumber, index]));
    }
  });
});
