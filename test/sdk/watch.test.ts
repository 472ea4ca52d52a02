import { loadFixture, mine, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AbiCoder, type EventFragment, id, type ParamType, toBeHex, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { civic, connect, InvalidInputError, moment, type NationClient } from "../../sdk/src";
import { openNode } from "../../sdk/src/core";
import { ReorganisedError, type NationEvent, type WatchNationOptions } from "../../sdk/src/watch";
import { institutionNames } from "../../sdk/src/institutions/registry";
import { interfacesOf, tellLog } from "../../sdk/src/words/events";
import { NameBook } from "../../sdk/src/words/names";
import { aConnectedNation } from "../fixtures/connected";
import { failureOf } from "../fixtures/failure";
import type * as habits from "../fixtures/habits";
import { publicNode, type PublicNodeLimits } from "../fixtures/public-node";

const CHAIN = 31_337;

/** A value of a type, such that sentences have something to say. */
function valueOf(param: ParamType): unknown {
  if (param.arrayChildren !== null) return [valueOf(param.arrayChildren)];
  if (param.components !== null) return param.components.map(valueOf);
  if (param.type === "address") return "0x00000000000000000000000000000000000000aa";
  if (param.type === "bool") return true;
  if (param.type === "string") return "a text";
  if (param.type === "bytes") return "0x1234";
  if (param.type.startsWith("bytes")) return `0x${"01".repeat(Number(param.type.slice(5)))}`;
  return 1n;
}

/** A log that holds an event. */
function logOf({ inputs, topicHash }: EventFragment) {
  const coder = AbiCoder.defaultAbiCoder();
  const indexed = inputs.filter((input) => input.indexed === true);
  const others = inputs.filter((input) => input.indexed !== true);
  return {
    address: ZeroAddress,
    topics: [topicHash, ...indexed.map((input) => coder.encode([input.type], [valueOf(input)]))],
    data: coder.encode(others, others.map(valueOf)),
    blockNumber: 1,
    blockHash: id("block"),
    transactionHash: id("transaction"),
    transactionIndex: 0,
    index: 0,
  };
}

describe("event sentences", () => {
  const names = new NameBook({ directory: {} });

  for (const name of institutionNames) {
    context(`given the ${name}`, () => {
      it("tells every event, and names only fields that it has", () => {
        for (const iface of interfacesOf(name)) {
          iface.forEachEvent((fragment) => {
            const { event, message } = tellLog(logOf(fragment), name, names);
            expect(event, fragment.name).to.equal(fragment.name);
            expect(message.text, fragment.name)
              .to.match(/^[\p{L}0"(].*\.$/su)
              .and.not.match(/\{\w+\}|undefined/);
            expect(message.key, fragment.name)
              .to.match(/^event\.(any|\w+)\.\w+$/)
              .and.not.equal("event.any.unknown");
          });
        }
      });
    });
  }
});

/** Waits until something holds. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400; ++tries) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("It never came about.");
}

/** What a watch tells while something happens. */
async function seenWhile(
  nation: NationClient,
  { count, act, ...options }: WatchNationOptions & { readonly count: number; readonly act?: () => Promise<unknown> },
): Promise<NationEvent[]> {
  const seen: NationEvent[] = [];
  const stop = await nation.watch((event) => void seen.push(event), { confirmations: 1, everyMs: 15, ...options });
  try {
    await act?.();
    await until(() => seen.length >= count);
    return seen;
  } finally {
    await stop();
  }
}

describe("nation.watch()", () => {
  /** The nation through a node that the test can bend. */
  async function through<Value>(
    address: string,
    limits: PublicNodeLimits,
    read: (nation: NationClient, asked: ReadonlyMap<string, number>) => Promise<Value>,
  ): Promise<Value> {
    const node = await publicNode(limits);
    const provider = openNode(node.url, { chainId: CHAIN });
    try {
      return await read(await connect(provider, address), node.asked);
    } finally {
      provider.destroy();
      await node.close();
    }
  }

  const amount = civic.parse("2");

  it("tells in sentences what happens in any institution, and when", async () => {
    const { client, clients, asStranger, stranger } = await loadFixture(aConnectedNation);
    const seen = await seenWhile(asStranger, {
      count: 4,
      act: async () => {
        await client.coin.transfer.wait({ to: clients[1].account!, amount });
        await asStranger.citizenship.requestAdmission.wait({});
        await client.stake.delegate.wait({ to: clients[2].account! });
      },
    });
    const texts = seen.map(({ text }) => text);
    const [from, to] = [`citizen 1 (${client.account})`, `citizen 2 (${clients[1].account})`];
    expect(texts).to.include(`C${from.slice(1)} paid 1.98 civic coin to ${to}.`);
    expect(texts).to.include(`C${from.slice(1)} paid 0.02 civic coin to the treasury.`);
    expect(texts).to.include(`${stranger.address} applied for citizenship.`);
    expect(seen.map(({ institution }) => institution)).to.include.members(["coin", "citizenship", "stake"]);
    const paid = seen.find(({ event }) => event === "Transfer")!;
    expect(paid.fields).to.include({ from: client.account, value: (amount * 99n) / 100n });
    const block = await stranger.provider.getBlock(paid.block);
    expect(paid.at).to.equal(moment.from(block!.timestamp));
    expect(paid.message.key).to.equal("event.coin.Transfer");
  });

  it("goes on where it ended, with nothing twice and no gap", async () => {
    const { client, clients, asStranger } = await loadFixture(aConnectedNation);
    const pay = (coins: string) => client.coin.transfer.wait({ to: clients[1].account!, amount: civic.parse(coins) });
    const all: NationEvent[] = [];
    let cursor: string | undefined;
    const first = await seenWhile(asStranger, { count: 1, act: () => pay("1"), onCursor: (found) => (cursor = found) });
    all.push(...first);
    for (let round = 0; round < 4; ++round) {
      await pay("2");
      await mine(3);
      await pay("3");
      // From an event in the middle, or from the end of a look.
      const from: string = round % 2 === 0 ? all[all.length - 1].cursor : cursor!;
      all.push(...(await seenWhile(asStranger, { count: 2, cursor: from, onCursor: (found) => (cursor = found) })));
    }
    const places = all.map(({ block, logIndex }) => `${block}/${logIndex}`);
    expect(new Set(places).size).to.equal(places.length);
    const logs = await asStranger.coin.events.Transfer.query({ from: all[0].block });
    expect(all.filter(({ event }) => event === "Transfer")).to.have.length(logs.length);
  });

  it("goes on from where it began, if it ended before it told anything", async () => {
    const { client, clients, asStranger } = await loadFixture(aConnectedNation);
    let cursor: string | undefined;
    const stop = await asStranger.watch(() => {}, { confirmations: 1, onCursor: (found) => (cursor = found) });
    await stop();
    await client.coin.transfer.wait({ to: clients[1].account!, amount: civic.parse("1") });
    const seen = await seenWhile(asStranger, { count: 1, cursor: cursor! });
    expect(seen.map(({ event }) => event)).to.include("Transfer");
  });

  it("goes on in the middle of a transaction", async () => {
    const { government, clients, asStranger } = await loadFixture(aConnectedNation);
    const invitees = clients.map((_, index) => toBeHex(index + 1_000, 20));
    const until = moment.from((await time.latest()) + 86_400);
    const seen = await seenWhile(asStranger, {
      count: 3,
      act: () => government.citizenship.invite.wait({ invitees, until }),
    });
    const rest = await seenWhile(asStranger, { count: 2, cursor: seen[0].cursor });
    expect(rest.map(({ logIndex }) => logIndex)).to.deep.equal(seen.slice(1).map(({ logIndex }) => logIndex));
  });

  it("tells nothing before it is confirmed, and so nothing that a reorganisation undid", async () => {
    const { client, clients, asStranger } = await loadFixture(aConnectedNation);
    const seen: NationEvent[] = [];
    const options = { confirmations: 3, everyMs: 15 };
    const stop = await asStranger.watch((event) => void seen.push(event), options);
    const snapshot: unknown = await network.provider.send("evm_snapshot", []);
    await client.coin.transfer.wait({ to: clients[1].account!, amount: civic.parse("7") });
    await mine(1);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(seen).to.deep.equal([]);
    await network.provider.send("evm_revert", [snapshot]);
    await client.coin.transfer.wait({ to: clients[1].account!, amount: civic.parse("8") });
    await mine(4);
    await until(() => seen.length > 0);
    await stop();
    const values = seen.map(({ fields }) => fields?.value);
    expect(values).to.include(civic.parse("7.92")).and.not.include(civic.parse("6.93"));
  });

  it("says that the chain was reorganised deeper than that, and goes on", async () => {
    const { client, clients, asStranger } = await loadFixture(aConnectedNation);
    const failures: unknown[] = [];
    const seen: NationEvent[] = [];
    const snapshot: unknown = await network.provider.send("evm_snapshot", []);
    const stop = await asStranger.watch((event) => void seen.push(event), {
      confirmations: 1,
      everyMs: 15,
      onFailure: (failure) => failures.push(failure),
    });
    await client.coin.transfer.wait({ to: clients[1].account!, amount });
    await until(() => seen.length > 0);
    const told = seen.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    await network.provider.send("evm_revert", [snapshot]);
    await mine(2);
    await client.coin.transfer.wait({ to: clients[1].account!, amount });
    await until(() => seen.length > told);
    await stop();
    expect(failures).to.have.length(1);
    expect(failures[0]).to.be.instanceOf(ReorganisedError);
  });

  it("asks for the logs of all institutions with one query", async () => {
    const { client, clients } = await loadFixture(aConnectedNation);
    const queries = await through(client.address, {}, async (nation, asked) => {
      const { cursor } = (
        await seenWhile(nation, {
          count: 1,
          act: () => client.coin.transfer.wait({ to: clients[1].account!, amount }),
        })
      )[0];
      const before = asked.get("eth_getLogs")!;
      await client.coin.transfer.wait({ to: clients[1].account!, amount });
      await client.stake.delegate.wait({ to: clients[2].account! });
      await seenWhile(nation, { count: 2, cursor });
      return asked.get("eth_getLogs")! - before;
    });
    expect(queries).to.equal(1);
  });

  it("tells what happened in a long sleep, of a node with short ranges", async () => {
    const { client, clients } = await loadFixture(aConnectedNation);
    const [{ cursor }] = await seenWhile(client, {
      count: 1,
      act: () => client.coin.transfer.wait({ to: clients[1].account!, amount }),
    });
    for (let day = 0; day < 3; ++day) {
      await mine(2_000, { interval: 12 });
      await client.coin.transfer.wait({ to: clients[1].account!, amount });
    }
    const seen = await through(client.address, { blocks: 500 }, (nation) => seenWhile(nation, { count: 3, cursor }));
    const paid = seen.filter(({ event }) => event === "Transfer").map(({ block }) => block);
    expect(paid).to.deep.equal([...paid].sort((a, b) => a - b));
    expect(new Set(paid).size).to.be.at.least(3);
  });

  it("goes on after failures of the node and of the listener", async () => {
    const { client, clients } = await loadFixture(aConnectedNation);
    let isDown = false;
    const instead: habits.Habit = () => (isDown ? Promise.reject(new Error("internal error")) : undefined);
    const failures: unknown[] = [];
    const seen: string[] = [];
    await through(client.address, { instead }, async (nation) => {
      const stop = await nation.watch(
        ({ text }) => {
          seen.push(text);
          throw new Error("The listener failed.");
        },
        { confirmations: 1, everyMs: 15, onFailure: (failure) => failures.push(failure) },
      );
      isDown = true;
      await client.coin.transfer.wait({ to: clients[1].account!, amount });
      await until(() => failures.length > 0);
      isDown = false;
      await until(() => seen.length > 0);
      await stop();
    });
    expect(seen).to.have.length.at.least(1);
    expect(new Set(seen).size).to.equal(seen.length);
  });

  it("refuses a cursor that is none, and no confirmation", async () => {
    const { client } = await loadFixture(aConnectedNation);
    for (const options of [{ cursor: "watch-zz" }, { cursor: "proposals-1-2" }, { confirmations: 0 }]) {
      expect(await failureOf(client.watch(() => undefined, options))).to.be.instanceOf(InvalidInputError);
    }
  });
});
