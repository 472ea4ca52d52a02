import { setBalance, takeSnapshot } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { HDNodeWallet, id, Mnemonic, parseUnits } from "ethers";
import { ethers, network } from "hardhat";
import { openNode } from "../../sdk/src/core";
import { found, memoryJournal, type Founding, type FoundingOptions } from "../../sdk/src/founding";
import { CostExceededError } from "../../sdk/src/founding/errors";
import { compiledCode } from "../fixtures/code";
import { failureOf } from "../fixtures/failure";
import * as habits from "../fixtures/habits";
import { charterOf, consentsOf } from "../fixtures/nation";
import { publicNode } from "../fixtures/public-node";

const founderKey = HDNodeWallet.fromMnemonic(
  Mnemonic.fromPhrase("test test test test test test test test test test test junk"),
  "m/44'/60'/0'/0/0",
);

const nonceNow = (): Promise<number> => ethers.provider.getTransactionCount(founderKey.address);

/** How many transactions a founding takes where nothing disturbs it. */
const STEPS = 20;

describe("found(), through a node with habits", () => {
  let snapshot: Awaited<ReturnType<typeof takeSnapshot>>;

  before(async () => {
    snapshot = await takeSnapshot();
  });

  afterEach(async () => {
    await network.provider.send("evm_setIntervalMining", [0]);
    await snapshot.restore();
  });

  /** Founds by a client as people make it. */
  async function foundThrough(habit: habits.Habit, options: FoundingOptions = {}): Promise<Founding> {
    const citizens = (await ethers.getSigners()).slice(1, 4);
    const charter = charterOf(
      citizens.map(({ address }) => address),
      { offices: [{ role: "registrar", citizen: "Citizen 1" }] },
    );
    const node = await publicNode({ instead: habit, batch: 3 });
    const provider = openNode(node.url, { chainId: 31_337 });
    try {
      return await found(charter, founderKey.connect(provider), {
        code: compiledCode,
        consents: consentsOf(citizens.slice(0, 2)),
        pollMs: 50,
        replaceAfterMs: 1000,
        nodeTimeoutMs: 20_000,
        salt: id("habits"),
        ...options,
      });
    } finally {
      provider.destroy();
      await node.close();
    }
  }

  const shouldFind = (given: string, habit: () => habits.Habit, { mining = 0 } = {}) => {
    context(`given ${given}`, () => {
      it("founds the nation, and sends nothing twice", async () => {
        if (mining > 0) await network.provider.send("evm_setIntervalMining", [mining]);
        const first = await nonceNow();
        const { record, verification, transactions } = await foundThrough(habit());
        expect(verification.faults).to.deep.equal([]);
        expect(record.transactions.map(({ nonce }) => nonce - first)).to.deep.equal([...Array(STEPS).keys()]);
        expect(transactions).to.equal(STEPS);
        expect(await nonceNow()).to.equal(first + STEPS);
      });
    });
  };

  shouldFind("a head that is two blocks behind now and then", () => habits.laggingHead(2), { mining: 60 });
  shouldFind("a state that is two blocks old", () => habits.staleState(2), { mining: 60 });
  shouldFind('a full pool once, and "insufficient funds" once, of an account that can pay', () =>
    habits.refusingAtFirst("txpool is full", "insufficient funds for gas * price + value: have 0 want 252000002265890"),
  );
  shouldFind("connections that break while it sends", () => habits.hangingUp());
  shouldFind("no pending transactions", () => habits.withoutPending);

  context("given a pending transaction that is dropped", () => {
    it("takes its nonce, and founds the nation", async () => {
      const first = await nonceNow();
      const { record, verification } = await foundThrough(habits.droppedTransaction());
      expect(verification.faults).to.deep.equal([]);
      const nonces = record.transactions.map(({ nonce }) => nonce - first);
      expect([...nonces].sort((a, b) => a - b)).to.deep.equal([...Array(STEPS + 1).keys()]);
      expect(record.transactions.find(({ nonce }) => nonce === first)?.title).to.match(/that was dropped/);
    });
  });

  context("given a first attempt that ran out of gas", () => {
    it("gives more, once, and founds the nation", async () => {
      const { record, verification, cost } = await foundThrough(habits.estimatingLittle());
      expect(verification.faults).to.deep.equal([]);
      const steps = record.transactions.filter(({ failed }) => failed !== true).map(({ step }) => step);
      expect(new Set(steps).size).to.equal(STEPS);
      const sum = record.transactions.reduce((total, { outcome }) => total + BigInt(outcome!.cost), 0n);
      expect(cost).to.equal(sum);
    });
  });

  context("given an absurd tip", () => {
    const absurd = parseUnits("5000", "gwei");

    it("offers no more than what the last blocks took", async () => {
      const before = await ethers.provider.getBalance(founderKey.address);
      const { cost } = await foundThrough(habits.tipOf(absurd));
      expect(cost).to.equal(before - (await ethers.provider.getBalance(founderKey.address)));
      expect(cost).to.be.lessThan(parseUnits("1", "ether"));
    });

    it("never pays more than was agreed to without asking again", async () => {
      const before = await ethers.provider.getBalance(founderKey.address);
      const maxCost = parseUnits("0.01", "ether");
      const asked: bigint[] = [];
      const journal = memoryJournal();
      const confirmCost = ({ cost, spent }: { cost: bigint; spent: bigint }): undefined => {
        asked.push(cost + spent);
      };
      const error = await failureOf(foundThrough(habits.tipOf(absurd), { maxCost, confirmCost, journal }));
      expect(error).to.be.instanceOf(CostExceededError).with.property("maxCost", maxCost);
      expect(asked).to.have.length(1);
      expect(asked[0] > maxCost).to.equal(true);
      expect(before - (await ethers.provider.getBalance(founderKey.address)) <= maxCost).to.equal(true);
    });

    it("goes on within what was agreed to anew", async () => {
      const maxCost = parseUnits("0.01", "ether");
      const agreed = parseUnits("2", "ether");
      const { cost } = await foundThrough(habits.tipOf(absurd), { maxCost, confirmCost: () => agreed });
      expect(cost > maxCost && cost <= agreed).to.equal(true);
    });
  });

  context("given a reorganisation in the same run that takes settled steps back", () => {
    it("offers the same transactions again", async () => {
      const first = await nonceNow();
      let fork: Awaited<ReturnType<typeof takeSnapshot>> | undefined;
      let isDone = false;
      const { record, verification } = await foundThrough(() => undefined, {
        onProgress: async ({ step }) => {
          if (step === 4) fork ??= await takeSnapshot();
          if (step !== 8 || isDone) return;
          isDone = true;
          await fork!.restore();
        },
      });
      expect(verification.faults).to.deep.equal([]);
      expect(record.transactions.map(({ nonce }) => nonce - first)).to.deep.equal([...Array(STEPS).keys()]);
      expect(await nonceNow()).to.equal(first + STEPS);
    });
  });

  context("given no calls without a receiver, by which the code is compared in the end", () => {
    it("refuses the node before anything is sent", async () => {
      const first = await nonceNow();
      const error = await failureOf(foundThrough(habits.withoutCreations));
      expect((error as Error).name).to.equal("NodeUnableError");
      expect(await nonceNow()).to.equal(first);
    });
  });

  context("given an account that can truly not pay", () => {
    it("says so", async () => {
      await setBalance(founderKey.address, 10n ** 12n);
      const error = await failureOf(foundThrough(() => undefined));
      expect((error as Error).name).to.equal("OutOfFundsError");
    });
  });
});
