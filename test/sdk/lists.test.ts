import { loadFixture, mine, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { toUtf8Bytes } from "ethers";
import { ethers, network } from "hardhat";
import { connect, InvalidInputError, moment, seconds, wei, type NationClient } from "../../sdk/src";
import { multicall, openNode, type Page } from "../../sdk/src/core";
import { describeProposal } from "../../sdk/src/institutions/governor";
import { aConnectedNation } from "../fixtures/connected";
import { failureOf } from "../fixtures/failure";
import * as habits from "../fixtures/habits";
import { publicNode, Refusal, type PublicNode, type PublicNodeLimits } from "../fixtures/public-node";

const CHAIN = 31_337;

/** Every page of a list. */
async function pagesOf<Item>(read: (cursor: string | undefined) => Promise<Page<Item>>): Promise<(readonly Item[])[]> {
  const found: (readonly Item[])[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    found.push(page.items);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return found;
}

const at = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });

/** A nation with five proposals: the first was executed, the second cancelled, and the fifth is not open yet. */
async function fiveProposals() {
  const world = await aConnectedNation();
  const { client, clients, stranger } = world;
  const propose = async (by: NationClient, description: string) => {
    const calls = [
      client.treasury.pay.call({ to: stranger.address, amount: { native: wei.from(0n) }, purpose: description }),
    ];
    return (await by.governor.propose.wait({ calls, description })).proposal;
  };
  const first = await propose(client, "One");
  await time.increaseTo(first.opensAt + 1n);
  for (const citizen of clients) await citizen.governor.vote.wait({ proposalId: first.id, support: "for" });
  await time.increaseTo((await client.governor.status({ proposalId: first.id })).closesAt + 1n);
  const { executableAt } = await client.governor.queue.wait(first);
  const second = await propose(clients[1], "Two");
  await clients[1].governor.cancel.wait(second);
  const third = await propose(client, "Three");
  const fourth = await propose(client, "Four");
  await time.increaseTo(executableAt);
  await client.governor.execute.wait(first);
  const fifth = await propose(clients[2], "Five");
  return { ...world, proposals: [first, second, third, fourth, fifth] as const };
}

/** Reads a nation through a node with limits. */
async function through<Value>(
  address: string,
  limits: PublicNodeLimits,
  read: (nation: NationClient, node: PublicNode) => Promise<Value>,
): Promise<Value> {
  const node = await publicNode(limits);
  const provider = openNode(node.url, { chainId: CHAIN });
  try {
    return await read(await connect(provider, address), node);
  } finally {
    provider.destroy();
    await node.close();
  }
}

describe("lists", () => {
  describe("governor.list()", () => {
    it("tells the newest first, with tallies and states", async () => {
      const { asStranger, proposals } = await loadFixture(fiveProposals);
      const { items, cursor, unreadable } = await asStranger.governor.list();
      expect(items.map(({ id }) => id)).to.deep.equal([...proposals].reverse().map(({ id }) => id));
      expect(items.map(({ state }) => state)).to.deep.equal([
        "pending",
        "defeated",
        "defeated",
        "canceled",
        "executed",
      ]);
      expect(items[4].houses.citizens.for).to.equal(3n);
      expect(items[4]).to.deep.include({ class: "ordinary", round: "first", calls: proposals[0].calls });
      expect([cursor, unreadable]).to.deep.equal([undefined, []]);
    });

    it("goes on where a page ended", async () => {
      const { asStranger, proposals } = await loadFixture(fiveProposals);
      const pages = await pagesOf((cursor) => asStranger.governor.list({ limit: 2, ...at(cursor) }));
      expect(pages.flat().map(({ id }) => id)).to.deep.equal([...proposals].reverse().map(({ id }) => id));
      expect(pages.slice(0, 2).map(({ length }) => length)).to.deep.equal([2, 2]);
    });

    it("tells nothing twice, and leaves nothing out, where something is proposed between two pages", async () => {
      const { asStranger, client, stranger, proposals } = await loadFixture(fiveProposals);
      const { items, cursor } = await asStranger.governor.list({ limit: 2 });
      const calls = [{ target: stranger.address, value: wei.from(0n), data: "0x" }];
      await client.governor.propose.wait({ calls, description: "Six" });
      const rest = await asStranger.governor.list({ cursor: cursor! });
      const ids = [...items, ...rest.items].map(({ id }) => id);
      expect(ids).to.deep.equal([...proposals].reverse().map(({ id }) => id));
    });

    it("tells those of a state, of states, and of a proposer", async () => {
      const { asStranger, clients, proposals } = await loadFixture(fiveProposals);
      const idsOf = async (query: Parameters<typeof asStranger.governor.list>[0]) =>
        (await asStranger.governor.list(query)).items.map(({ id }) => proposals.findIndex((one) => one.id === id) + 1);
      expect(await idsOf({ state: "executed" })).to.deep.equal([1]);
      expect(await idsOf({ state: ["pending", "defeated"] })).to.deep.equal([5, 4, 3]);
      expect(await idsOf({ proposer: clients[1].account!.toLowerCase() })).to.deep.equal([2]);
      expect(await idsOf({ class: "constitutional" })).to.deep.equal([]);
    });

    it("takes the cursor of no other list, and no page of nothing", async () => {
      const { asStranger } = await loadFixture(fiveProposals);
      const { cursor } = await asStranger.citizenship.list({ limit: 1 });
      for (const query of [{ cursor: cursor! }, { cursor: "proposals-xyz" }, { limit: 0 }, { limit: 1.5 }]) {
        expect(await failureOf(asStranger.governor.list(query))).to.be.instanceOf(InvalidInputError);
      }
    });

    it("shows a description of any bytes, and all others beside it", async () => {
      const { asStranger, client, stranger, citizens } = await loadFixture(fiveProposals);
      const { contract } = client.governor;
      const ending = describeProposal({ description: "", proposer: citizens[0].address });
      const bytes = ethers.concat(["0xff80fe", toUtf8Bytes(ending)]);
      const coder = ethers.AbiCoder.defaultAbiCoder();
      const types = ["address[]", "uint256[]", "bytes[]", "bytes"];
      const data = ethers.concat([
        contract.interface.getFunction("propose").selector,
        coder.encode(types, [[stranger.address], [0n], ["0x"], bytes]),
      ]);
      await citizens[0].sendTransaction({ to: client.governor.address, data });
      const { items } = await asStranger.governor.list();
      expect(items).to.have.length(6);
      expect(items[0].descriptionHash).to.equal(ethers.keccak256(bytes));
    });
  });

  describe("governor.list(), through a public node", () => {
    async function longAgo() {
      const world = await fiveProposals();
      await mine(20_000, { interval: 12 });
      for (let block = 0; block < 4; ++block) await mine();
      return world;
    }
    const idsThrough = async (limits: PublicNodeLimits) => {
      const { client, proposals } = await loadFixture(longAgo);
      const pages = await through(client.address, limits, ({ governor }) =>
        pagesOf((cursor) => governor.list({ limit: 2, ...at(cursor) })),
      );
      return pages.flat().map(({ id }) => proposals.findIndex((one) => one.id === id) + 1);
    };

    it("reads as usual where ranges are limited", async () => {
      expect(await idsThrough({ blocks: 1_000 })).to.deep.equal([5, 4, 3, 2, 1]);
    });

    it("reads as usual where answers are limited", async () => {
      expect(await idsThrough({ results: 3 })).to.deep.equal([5, 4, 3, 2, 1]);
    });

    it("reads as usual where the head lags, and the state is old", async () => {
      expect(await idsThrough({ instead: habits.laggingHead(3) })).to.deep.equal([5, 4, 3, 2, 1]);
      expect(await idsThrough({ instead: habits.staleState(2) })).to.deep.equal([5, 4, 3, 2, 1]);
    });

    it("says what the node says where it tells no logs", async () => {
      const { client } = await loadFixture(longAgo);
      const instead: habits.Habit = ({ method }) =>
        method === "eth_getLogs" ? Promise.reject(new Error("block range is wider than 0")) : undefined;
      const error = await failureOf(through(client.address, { instead }, ({ governor }) => governor.list()));
      expect(error).to.have.property("name", "TooMuchAskedError");
    });
  });

  describe("governor, by a proposal's id alone", () => {
    async function longAgo() {
      const world = await aConnectedNation();
      await mine(5_000, { interval: 12 });
      const { client, clients, stranger } = world;
      const calls = [{ target: stranger.address, value: wei.from(0n), data: "0x" }];
      const description = "Do nothing";
      const { proposal } = await client.governor.propose.wait({ calls, description });
      await time.increaseTo(proposal.opensAt + 1n);
      for (const citizen of clients) await citizen.governor.vote.wait({ proposalId: proposal.id, support: "for" });
      await time.increaseTo((await client.governor.status({ proposalId: proposal.id })).closesAt + 1n);
      await mine(5_000, { interval: 12 });
      return { ...world, calls, description, proposal };
    }

    it("is queued and executed by whoever did not propose it", async () => {
      const { asStranger, proposal } = await loadFixture(longAgo);
      const { executableAt } = await asStranger.governor.queue.wait({ proposalId: proposal.id });
      await time.increaseTo(executableAt);
      await asStranger.governor.execute.wait({ proposalId: proposal.id });
      expect(await asStranger.governor.state({ proposalId: proposal.id })).to.equal("executed");
    });

    it("is queued and executed by what propose() took", async () => {
      const { client, calls, description, proposal } = await loadFixture(longAgo);
      expect(await client.governor.idOf({ calls, description })).to.equal(proposal.id);
      const { executableAt } = await client.governor.queue.wait({ calls, description });
      await time.increaseTo(executableAt);
      await client.governor.execute.wait({ calls, description });
      expect(await client.governor.state({ proposalId: proposal.id })).to.equal("executed");
    });

    it("is known to others by what propose() took and who proposed it", async () => {
      const { asStranger, client, calls, description, proposal } = await loadFixture(longAgo);
      const terms = { calls, description, proposer: client.account! };
      expect(await asStranger.governor.idOf(terms)).to.equal(proposal.id);
      expect((await asStranger.governor.queue.call(terms)).data).to.equal(
        (await client.governor.queue.call(proposal)).data,
      );
    });

    it("is cancelled by what propose() took", async () => {
      const { clients, calls } = await loadFixture(longAgo);
      const terms = { calls, description: "Do nothing once more" };
      const { proposal } = await clients[1].governor.propose.wait(terms);
      await clients[1].governor.cancel.wait(terms);
      expect(await clients[1].governor.state({ proposalId: proposal.id })).to.equal("canceled");
    });

    it("is found without a look through the log, on a node with short ranges", async () => {
      const { client, proposal } = await loadFixture(longAgo);
      const { found, logs } = await through(client.address, { blocks: 50 }, async ({ governor }, node) => ({
        found: await governor.proposal({ proposalId: proposal.id }),
        logs: node.asked.get("eth_getLogs")!,
      }));
      expect(found).to.deep.equal(proposal);
      expect(logs).to.be.at.most(3);
    });

    it("is found where the delay of votes has changed since", async () => {
      const { client, government, proposal } = await loadFixture(longAgo);
      await government.governor.setProvision.wait({ key: "votingDelay", value: seconds.hours(2) });
      await mine(4);
      const found = await through(client.address, { blocks: 1_000 }, ({ governor }) =>
        governor.proposal({ proposalId: proposal.id }),
      );
      expect(found).to.deep.equal(proposal);
    });
  });

  describe("citizenship", () => {
    async function atTheDoor() {
      const world = await aConnectedNation();
      const { government, asStranger } = world;
      const signers = (await ethers.getSigners()).slice(8, 12);
      const guests = await Promise.all(signers.map((signer) => connect(signer, world.client.address)));
      const until = moment.from((await time.latest()) + 86_400 * 20);
      await government.citizenship.invite.wait({ invitees: signers.slice(0, 2).map(({ address }) => address), until });
      await guests[2].citizenship.requestAdmission.wait({});
      await guests[3].citizenship.requestAdmission.wait({ dossier: ethers.id("diploma") });
      await asStranger.citizenship.requestAdmission.wait({});
      await asStranger.citizenship.withdrawRequest.wait();
      await guests[2].citizenship.withdrawRequest.wait();
      await guests[2].citizenship.requestAdmission.wait({ dossier: ethers.id("licence") });
      return { ...world, guests, until };
    }

    it("lists citizens by their numbers, without a look at the log", async () => {
      const { client } = await loadFixture(atTheDoor);
      const { ids, logs } = await through(client.address, {}, async ({ citizenship }, node) => ({
        ids: (await pagesOf((cursor) => citizenship.list({ limit: 2, ...at(cursor) }))).flat().map(({ id }) => id),
        logs: node.asked.get("eth_getLogs"),
      }));
      expect(ids).to.deep.equal([3n, 2n, 1n]);
      expect(logs).to.equal(undefined);
    });

    it("lists citizens of a standing, and the one at an account", async () => {
      const { asStranger, clients } = await loadFixture(atTheDoor);
      await clients[1].citizenship.renounce.wait();
      const idsOf = async (query: Parameters<typeof asStranger.citizenship.list>[0]) =>
        (await asStranger.citizenship.list(query)).items.map(({ id }) => id);
      expect(await idsOf({ standing: "renounced" })).to.deep.equal([2n]);
      expect(await idsOf({ standing: ["active", "suspended"] })).to.deep.equal([3n, 1n]);
      expect(await idsOf({ holder: clients[2].account! })).to.deep.equal([3n]);
      expect(await idsOf({ isOver: true })).to.deep.equal([]);
    });

    it("lists open requests and invitations, each once, the newest first", async () => {
      const { asStranger, guests, until } = await loadFixture(atTheDoor);
      const pages = await pagesOf((cursor) => asStranger.citizenship.applicants({ limit: 1, ...at(cursor) }));
      const found = pages.flat();
      const accountOf = (index: number) => guests[index].account;
      expect(found.map(({ kind, account }) => [kind, account]).slice(0, 2)).to.deep.equal([
        ["request", accountOf(2)],
        ["request", accountOf(3)],
      ]);
      expect(found[0]).to.include({ dossier: ethers.id("licence") });
      const invitations = found.filter(({ kind }) => kind === "invitation");
      expect(invitations.map(({ account }) => account)).to.have.members([accountOf(0), accountOf(1)]);
      expect(invitations[0]).to.include({ until });
      expect(found).to.have.length(4);
    });

    it("lists requests alone, without who was admitted", async () => {
      const { asStranger, government, guests } = await loadFixture(atTheDoor);
      await government.citizenship.admit.wait({ applicant: guests[3].account! });
      const { items } = await asStranger.citizenship.applicants({ kind: "request" });
      expect(items.map(({ account }) => account)).to.deep.equal([guests[2].account]);
    });

    it("lists invitations alone, without who came in and what ended", async () => {
      const { asStranger, guests, until } = await loadFixture(atTheDoor);
      await guests[0].citizenship.requestAdmission.wait({});
      const { items } = await asStranger.citizenship.applicants({ kind: "invitation" });
      expect(items.map(({ account }) => account)).to.deep.equal([guests[1].account]);
      await time.increaseTo(until);
      expect((await asStranger.citizenship.applicants({ kind: "invitation" })).items).to.deep.equal([]);
    });

    it("lists admissions, and that of an account", async () => {
      const { asStranger, government, guests } = await loadFixture(atTheDoor);
      await government.citizenship.admit.wait({ applicant: guests[3].account! });
      const { items } = await asStranger.citizenship.admissions({ limit: 2 });
      expect(items.map(({ citizenId }) => citizenId)).to.deep.equal([4n, 3n]);
      expect(items[0]).to.include({ holder: guests[3].account, dossier: undefined });
      const own = await asStranger.citizenship.admissions({ holder: guests[3].account! });
      expect(own.items).to.deep.equal([items[0]]);
    });
  });

  describe("treasury", () => {
    async function spending() {
      const world = await aConnectedNation();
      const { government, client, clients, stranger } = world;
      await world.founder.sendTransaction({ to: client.treasury.address, value: 10n ** 20n });
      const until = moment.from((await time.latest()) + 86_400 * 300);
      const open = (spender: string) =>
        government.treasury.openBudget.wait({
          purpose: "Roads",
          spender,
          ceiling: { native: wei.parse("0.1") },
          period: seconds.days(30),
          until,
        });
      const { budgetId } = await open(clients[0].account!);
      await open(clients[1].account!);
      const amount = { native: wei.parse("0.01") };
      await government.treasury.pay.wait({ to: stranger.address, amount, purpose: "Thanks" });
      await client.treasury.spend.wait({ budgetId, to: clients[2].account!, amount, note: "Gravel" });
      return { ...world, budgetId };
    }

    it("lists budgets, and those of a citizen", async () => {
      const { asStranger, budgetId } = await loadFixture(spending);
      expect((await asStranger.treasury.budgets()).items.map(({ id }) => id)).to.deep.equal([2n, 1n]);
      const [own] = (
        await asStranger.treasury.budgets({ citizenId: (await asStranger.treasury.budget({ budgetId })).citizenId! })
      ).items;
      expect(own).to.deep.equal(await asStranger.treasury.budget({ budgetId }));
      expect((await asStranger.treasury.budgets({ isOver: true })).items).to.deep.equal([]);
    });

    it("lists payments of the government and out of budgets", async () => {
      const { asStranger, client, clients, stranger, budgetId } = await loadFixture(spending);
      const { items } = await asStranger.treasury.payments();
      expect(items.map(({ spender, purpose, budgetId: of }) => [spender, purpose, of])).to.deep.equal([
        [client.account, "Gravel", budgetId],
        [undefined, "Thanks", undefined],
      ]);
      const purposes = async (query: Parameters<typeof asStranger.treasury.payments>[0]) =>
        (await asStranger.treasury.payments(query)).items.map(({ purpose }) => purpose);
      expect(await purposes({ to: stranger.address })).to.deep.equal(["Thanks"]);
      expect(await purposes({ to: clients[2].account! })).to.deep.equal(["Gravel"]);
      expect(await purposes({ budgetId })).to.deep.equal(["Gravel"]);
      expect(
        (await pagesOf((cursor) => asStranger.treasury.payments({ limit: 1, ...at(cursor) }))).flat(),
      ).to.have.length(2);
    });
  });

  describe("constitution.officers()", () => {
    it("lists who is in office, each once, and nobody who left", async () => {
      const { asStranger, government, clients } = await aConnectedNation();
      const [first, second] = (await asStranger.citizenship.list()).items;
      if (BigInt(await time.latest()) <= first.wakesAt) await time.increaseTo(first.wakesAt + 1n);
      const term = (count: number) => moment.from(first.wakesAt + BigInt(count * 86_400));
      const appoint = (citizenId: typeof first.id, until: ReturnType<typeof term>) =>
        government.constitution.appoint.wait({ role: "registrar", citizenId, until });
      await appoint(first.id, term(10));
      await appoint(second.id, term(20));
      await appoint(first.id, term(30));
      await clients[1].constitution.resign.wait({ role: "registrar" });
      const { items } = await asStranger.constitution.officers();
      expect(items).to.deep.equal([{ role: "registrar", citizenId: first.id, until: term(30), isOver: false }]);
      expect((await asStranger.constitution.officers({ citizenId: second.id })).items).to.deep.equal([]);
      await time.increaseTo(term(31));
      expect((await asStranger.constitution.officers({ isOver: false })).items).to.deep.equal([]);
    });
  });

  context("given a contract that burns all gas where an institution was", () => {
    it("keeps the overview, and says what it could not read", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const stake = client.stake.address.slice(2).toLowerCase();
      const instead: habits.Habit = ({ method, params }) =>
        method === "eth_call" && JSON.stringify(params[0]).toLowerCase().includes(stake)
          ? Promise.reject(new Refusal("out of gas"))
          : undefined;
      const { overview, again } = await through(client.address, { instead }, async (nation, node) => {
        const found = await nation.overview();
        const before = node.asked.get("eth_call")!;
        await nation.citizenship.list();
        return { overview: found, again: node.asked.get("eth_call")! - before };
      });
      expect(overview.profile.name).to.equal("Testland");
      expect(overview.citizenship?.count).to.equal(3n);
      expect(overview.unreadable).to.deep.equal(["stake"]);
      // What is read of others still comes in one request.
      expect(again).to.equal(2);
    });
  });

  context("given more than fits into one request", () => {
    it("reads it in parts, at one block", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const longest: number[] = [];
      const instead: habits.Habit = ({ method, params }) => {
        const { data, to } = params[0] as { readonly data?: string; readonly to?: string };
        if (method === "eth_call" && to === undefined) longest.push((data!.length - 2) / 2);
        return undefined;
      };
      const { values } = await through(client.address, { instead }, async ({ coin, contract }) => {
        const encodeRead = coin.contract.interface.encodeFunctionData("totalSupply");
        const read = { target: coin.address, data: encodeRead, decode: (answer: string) => BigInt(answer) };
        return multicall(contract.runner!.provider!, Array<typeof read>(700).fill(read));
      });
      expect(new Set(values)).to.deep.equal(new Set([await client.coin.totalSupply()]));
      expect(values).to.have.length(700);
      expect(Math.max(...longest)).to.be.at.most(49_152);
    });
  });

  context("given a nation with a long past", () => {
    /** Proposals of the first citizen, so many blocks apart. */
    async function propose(count: number, apart: number) {
      const world = await aConnectedNation();
      const { client, stranger } = world;
      const { contract, address } = client.governor;
      const [proposer] = world.citizens;
      let nonce = await proposer.getNonce();
      for (let number = 0; number < count; ++number) {
        const description = describeProposal({ description: `Number ${number}`, proposer: proposer.address });
        const data = contract.interface.encodeFunctionData("propose", [[stranger.address], [0n], ["0x"], description]);
        await proposer.sendTransaction({ to: address, data, nonce: nonce++, gasLimit: 1_000_000 });
        if (apart > 0) await mine(apart, { interval: 12 });
      }
      for (let block = 0; block < 4; ++block) await mine();
      return world;
    }
    const manyProposals = () => propose(MANY, 0);
    const rareProposals = () => propose(25, 2_000);
    const MANY = 200;

    it("lists many proposals in little time and memory", async () => {
      const { client } = await loadFixture(manyProposals);
      await client.governor.list({ limit: 50 });
      const before = process.memoryUsage().heapUsed;
      const start = performance.now();
      const { items } = await client.governor.list({ limit: MANY });
      const took = performance.now() - start;
      expect(items).to.have.length(MANY);
      expect((process.memoryUsage().heapUsed - before) / 1e6).to.be.below(150);
      // The chain that answers runs on this machine, too.
      expect(took).to.be.below(20_000);
    });

    it("lists the latest twenty in at most ten requests, on a node with ranges of 1,000 blocks", async () => {
      const { client } = await loadFixture(rareProposals);
      const { items, requests } = await through(client.address, { blocks: 1_000 }, async ({ governor }, node) => {
        const before = node.requests();
        const page = await governor.list();
        return { items: page.items, requests: node.requests() - before };
      });
      expect(items.map(({ description }) => description.split("\n")[0])).to.deep.equal(
        Array.from({ length: 20 }, (_, index) => `Number ${24 - index}`),
      );
      expect(requests).to.be.at.most(10);
    });

    it("tells proposals of one block apart", async () => {
      const { client, citizens, stranger } = await loadFixture(aConnectedNation);
      const { contract, address } = client.governor;
      await network.provider.send("evm_setAutomine", [false]);
      for (const [index, proposer] of citizens.entries()) {
        const description = describeProposal({ description: `Number ${index}`, proposer: proposer.address });
        const data = contract.interface.encodeFunctionData("propose", [[stranger.address], [0n], ["0x"], description]);
        await proposer.sendTransaction({ to: address, data, gasLimit: 1_000_000 });
      }
      await mine();
      await network.provider.send("evm_setAutomine", [true]);
      const pages = await pagesOf((cursor) => client.governor.list({ limit: 1, ...at(cursor) }));
      const all = (await client.governor.list()).items.map(({ id }) => id);
      expect(pages.flat().map(({ id }) => id)).to.deep.equal(all);
      expect(new Set(all).size).to.equal(3);
    });
  });

  context("given a node that knows contracts' blocks by other numbers", () => {
    it("lists proposals from the log, and finds one by its time", async () => {
      const { client, proposals } = await loadFixture(fiveProposals);
      /** Answers as a rollup does, whose contracts see the numbers of the chain below. */
      const instead: habits.Habit = ({ method, params }, answer) => {
        const { to } = (params[0] ?? {}) as { readonly to?: string };
        if (method !== "eth_call" || to !== undefined) return undefined;
        return answer().then((found) => `0x${(20_000_000).toString(16).padStart(64, "0")}${String(found).slice(66)}`);
      };
      const { ids, found } = await through(client.address, { blocks: 1_000, instead }, async ({ governor }) => ({
        ids: (await governor.list()).items.map(({ id }) => id),
        found: await governor.proposal({ proposalId: proposals[1].id }),
      }));
      expect(ids).to.deep.equal([...proposals].reverse().map(({ id }) => id));
      expect(found).to.deep.equal(proposals[1]);
    });
  });
});

describe("events of thousands of logs", () => {
  it("reads two thousand in little time", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const { interface: iface } = client.citizenship.contract;
    const fragment = iface.getEvent("CitizenAdmitted");
    const log = (index: number) => ({
      address: client.citizenship.address,
      ...iface.encodeEventLog(fragment, [index, ethers.toBeHex(index + 1_000, 20), ethers.ZeroHash, 2_000_000_000]),
      blockNumber: "0x10",
      blockHash: ethers.ZeroHash,
      transactionHash: ethers.ZeroHash,
      transactionIndex: "0x0",
      logIndex: ethers.toQuantity(index),
    });
    const logs = Array.from({ length: 2_000 }, (_, index) => log(index));
    const instead: habits.Habit = ({ method }) => (method === "eth_getLogs" ? Promise.resolve(logs) : undefined);
    const { found, took } = await through(client.address, { instead }, async ({ citizenship }) => {
      const start = performance.now();
      const events = await citizenship.events.CitizenAdmitted.query();
      return { found: events, took: performance.now() - start };
    });
    expect(found).to.have.length(2_000);
    expect(found[1_999]).to.include({ citizenId: 1_999n, until: 2_000_000_000n });
    expect(took).to.be.below(3_000);
  });
});
