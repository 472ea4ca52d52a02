import { setBalance, takeSnapshot } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { HDNodeWallet, id, Mnemonic, type Provider, type Signer, type TransactionRequest } from "ethers";
import { ethers, network } from "hardhat";
import { InvalidInputError, NationError } from "../../sdk/src/core/errors";
import {
  found,
  JournalMismatchError,
  memoryJournal,
  OutOfFundsError,
  type CharterInput,
  type Founding,
  type FoundingOptions,
  type FoundingRecord,
  type Journal,
} from "../../sdk/src/founding";
import { codesOf } from "../../sdk/src/founding/codes";
import { namesOf } from "../../sdk/src/founding/institutions";
import { actsOf, birthIn, planIn, stepsDone } from "../../sdk/src/founding/plan";
import { compiledCode } from "../fixtures/code";
import { charterOf, consentsOf } from "../fixtures/nation";

/** The process ends here. */
class Killed extends NationError {
  override readonly name = "Killed";

  constructor(point: string) {
    super(`Killed at ${point}.`, "Call found() again.");
  }
}

/** Ends the process at every point once: each time that it comes to one where it never ended before. */
class Killer {
  readonly points = new Set<string>();

  at(point: string): void {
    if (this.points.has(point)) return;
    this.points.add(point);
    throw new Killed(point);
  }
}

/** How far a founding is, in a few words. */
function stageOf({ transactions, consents }: FoundingRecord): string {
  const last = transactions.at(-1);
  const { length } = last?.attempts ?? [];
  const known = last?.attempts.at(-1)?.hash === undefined ? "unsent" : "signed";
  return [Object.keys(consents).length, transactions.length, last?.step, length, known, last?.outcome?.hash].join(" ");
}

/** A journal whose owner is killed just before and just after each save. */
function mortalJournal(killer: Killer): Journal {
  const { load, save } = memoryJournal();
  return {
    load,
    save: async (record) => {
      killer.at(`before saving ${stageOf(record)}`);
      await save(record);
      killer.at(`after saving ${stageOf(record)}`);
    },
  };
}

/** A node whose caller is killed just before and just after it gets each transaction. */
function mortalProvider(killer: Killer): Provider {
  return new Proxy(ethers.provider, {
    get: (provider, key) => {
      if (key !== "broadcastTransaction") return bound(provider, key);
      return async (raw: string) => {
        killer.at(`before sending ${raw.slice(0, 400)}`);
        await provider.broadcastTransaction(raw);
        killer.at(`after sending ${raw.slice(0, 400)}`);
      };
    },
  });
}

/** A wallet that signs what it sends, and whose caller is killed just before and just after. */
function mortalWallet(killer: Killer, signer: Signer): Signer {
  return new Proxy(signer, {
    get: (wallet, key) => {
      if (key !== "sendTransaction") return bound(wallet, key);
      return async (request: TransactionRequest) => {
        killer.at(`before asking for ${String(request.nonce)}`);
        const sent = await wallet.sendTransaction(request);
        killer.at(`after asking for ${String(request.nonce)}`);
        return sent;
      };
    },
  });
}

function bound(target: object, key: string | symbol): unknown {
  const value: unknown = Reflect.get(target, key, target);
  return typeof value === "function" ? (value as (...values: unknown[]) => unknown).bind(target) : value;
}

const founderKey = HDNodeWallet.fromMnemonic(
  Mnemonic.fromPhrase("test test test test test test test test test test test junk"),
  "m/44'/60'/0'/0/0",
);

interface World {
  readonly charter: CharterInput;
  readonly options: FoundingOptions;
}

async function aWorld(): Promise<World> {
  const citizens = (await ethers.getSigners()).slice(1, 4);
  const charter = charterOf(
    citizens.map(({ address }) => address),
    { offices: [{ role: "registrar", citizen: "Citizen 1" }] },
  );
  const options = { code: compiledCode, consents: consentsOf(citizens.slice(0, 2)), pollMs: 20, salt: id("resumed") };
  return { charter, options };
}

/** Founds again and again until nothing kills it any more. */
async function foundDespite(killer: Killer, attempt: () => Promise<Founding>): Promise<Founding> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }
}

const nonceNow = (): Promise<number> => ethers.provider.getTransactionCount(founderKey.address);

/** A founding that ends at a point: right after the intent of its nth transaction was journaled. */
async function begun(world: World, signer: Signer, transactions: number): Promise<Journal> {
  const { load, save } = memoryJournal();
  const journal: Journal = {
    load,
    save: async (record) => {
      await save(record);
      if (record.transactions.length === transactions) throw new Killed("that point");
    },
  };
  await expect(found(world.charter, signer, { ...world.options, journal })).to.be.rejectedWith(Killed);
  return { load, save };
}

describe("found(), again", () => {
  let snapshot: Awaited<ReturnType<typeof takeSnapshot>>;
  let world: World;
  let undisturbed: Founding;
  const founder = founderKey.connect(ethers.provider);

  before(async () => {
    snapshot = await takeSnapshot();
    world = await aWorld();
    undisturbed = await found(world.charter, founder, world.options);
  });

  beforeEach(() => snapshot.restore());

  after(() => snapshot.restore());

  const shouldBeTheSame = (run: (killer: Killer) => () => Promise<Founding>, points: number) => {
    it("founds the same nation, and sends nothing twice", async () => {
      const killer = new Killer();
      const first = await nonceNow();
      const founding = await foundDespite(killer, run(killer));

      expect(founding.addresses).to.deep.equal(undisturbed.addresses);
      expect(founding.transactions).to.equal(undisturbed.transactions);
      expect(founding.verification.faults).to.deep.equal([]);
      expect(founding.record.transactions.map(({ nonce }) => nonce - first)).to.deep.equal([...Array(20).keys()]);
      expect(await nonceNow()).to.equal(first + undisturbed.transactions);
      expect(killer.points.size).to.be.greaterThan(points);
    });
  };

  context("given it was killed at every save, every sending and every progress, signing here", () => {
    shouldBeTheSame((killer) => {
      const journal = mortalJournal(killer);
      const signer = founderKey.connect(mortalProvider(killer));
      return () =>
        found(world.charter, signer, {
          ...world.options,
          journal,
          onProgress: ({ step }) => killer.at(`progress ${step}`),
        });
    }, 100);
  });

  context("given it was killed at every save, every sending and every progress, with a wallet that signs", () => {
    shouldBeTheSame((killer) => {
      const journal = mortalJournal(killer);
      return async () => {
        const [wallet] = await ethers.getSigners();
        const options = {
          ...world.options,
          journal,
          onProgress: ({ step }: { step: number }) => killer.at(`progress ${step}`),
        };
        return found(world.charter, mortalWallet(killer, wallet), options);
      };
    }, 100);
  });

  context("given another transaction took the nonce of a step", () => {
    for (const [what, place] of [
      ["the factory", 1],
      ["the deployer", 2],
      ["an institution", 5],
    ] as const) {
      it(`takes the next nonce for ${what}`, async () => {
        const first = await nonceNow();
        const journal = await begun(world, founder, place);
        await founder.sendTransaction({ to: founder.address });
        const founding = await found(world.charter, founder, { ...world.options, journal });
        expect(founding.record.transactions.map(({ nonce }) => nonce - first)).to.deep.equal(
          [...Array(21).keys()].filter((nonce) => nonce !== place - 1),
        );
      });
    }

    it("places the nation elsewhere if the factory is elsewhere", async () => {
      const journal = await begun(world, founder, 1);
      await founder.sendTransaction({ to: founder.address });
      const { addresses, verification } = await found(world.charter, founder, { ...world.options, journal });
      expect(addresses).not.to.deep.equal(undisturbed.addresses);
      expect(verification.faults).to.deep.equal([]);
    });
  });

  context("given the wallet sent the step with fees of its own", () => {
    it("takes it for what it is", async () => {
      const [wallet] = await ethers.getSigners();
      const journal = await begun(world, wallet, 1);
      const { creation } = await compiledCode("Create2Factory");
      const nonce = await nonceNow();
      const sent = await wallet.sendTransaction({ data: creation, nonce, maxPriorityFeePerGas: 5n });
      const { record } = await found(world.charter, wallet, { ...world.options, journal });
      expect(record.transactions[0].outcome?.hash).to.equal(sent.hash);
    });
  });

  context("given a transaction is not mined", () => {
    afterEach(() => network.provider.send("evm_setAutomine", [true]));

    it("offers higher fees under the same nonce", async () => {
      const first = await nonceNow();
      await network.provider.send("evm_setAutomine", [false]);
      const memory = memoryJournal();
      const journal: Journal = {
        load: memory.load,
        save: async (record) => {
          await memory.save(record);
          const { attempts } = record.transactions[0] ?? { attempts: [] };
          if (attempts.length === 3 && (await network.provider.send("hardhat_getAutomine")) === false) {
            setTimeout(
              () => void network.provider.send("evm_setAutomine", [true]).then(() => network.provider.send("evm_mine")),
              100,
            );
          }
        },
      };
      const { record } = await found(world.charter, founder, { ...world.options, journal, replaceAfterMs: 150 });
      // A transaction that is mined while it is handed over is found by its nonce, and noted beside the attempt that sent it.
      const prices = [...new Set(record.transactions[0].attempts.map(({ maxFeePerGas }) => BigInt(maxFeePerGas)))];
      expect(prices.length).to.be.greaterThan(2);
      expect(prices.every((price, index) => index === 0 || price * 4n >= prices[index - 1] * 5n)).to.be.true;
      expect(record.transactions.map(({ nonce }) => nonce - first)).to.deep.equal([...Array(20).keys()]);
    });
  });

  context("given a reorganisation that takes confirmed steps back", () => {
    it("offers the same transactions again", async () => {
      const first = await nonceNow();
      const journal = memoryJournal();
      let fork: Awaited<ReturnType<typeof takeSnapshot>> | undefined;
      const interrupted = found(world.charter, founder, {
        ...world.options,
        journal,
        onProgress: async ({ step }) => {
          if (step === 3) fork = await takeSnapshot();
          if (step === 6) throw new Killed("the fork");
        },
      });
      await expect(interrupted).to.be.rejectedWith(Killed);
      const before = (await journal.load())!.transactions.map(({ outcome }) => outcome?.hash);

      await fork!.restore();
      const { record, addresses } = await found(world.charter, founder, { ...world.options, journal });
      expect(addresses).to.deep.equal(undisturbed.addresses);
      expect(record.transactions.slice(0, 6).map(({ outcome }) => outcome?.hash)).to.deep.equal(before);
      expect(await nonceNow()).to.equal(first + undisturbed.transactions);
    });
  });

  context("given the money does not suffice", () => {
    it("says how much is missing, and goes on when it is there", async () => {
      const journal = memoryJournal();
      await setBalance(founder.address, 10n ** 15n);
      const error: unknown = await found(world.charter, founder, { ...world.options, journal }).catch(
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(OutOfFundsError);
      const { missing, balance } = error as OutOfFundsError;
      expect(missing).to.be.greaterThan(0n);
      expect(balance).to.equal(await ethers.provider.getBalance(founder.address));

      await setBalance(founder.address, 10n ** 18n);
      const founding = await found(world.charter, founder, { ...world.options, journal });
      expect(founding.addresses).to.deep.equal(undisturbed.addresses);
    });
  });

  context("given a journal of something else", () => {
    const shouldRefuse = (subject: JournalMismatchError["subject"], change: (record: FoundingRecord) => void) => {
      it(`refuses that of another ${subject}`, async () => {
        const journal = await begun(world, founder, 3);
        const record = (await journal.load())!;
        change(record);
        await journal.save(record);
        const error: unknown = await found(world.charter, founder, { ...world.options, journal }).catch(
          (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(JournalMismatchError);
        expect((error as JournalMismatchError).subject).to.equal(subject);
      });
    };
    shouldRefuse("chain", (record) => (record.chainId = "1"));
    shouldRefuse("chain", (record) => (record.genesis = `0x${"11".repeat(32)}`));
    shouldRefuse("charter", (record) => (record.charterHash = `0x${"22".repeat(32)}`));
    shouldRefuse("code", (record) => (record.codeHash = `0x${"33".repeat(32)}`));

    const damages: readonly [string, (record: FoundingRecord) => unknown, string][] = [
      ["nothing", () => ({}), "version"],
      ["a null", () => null, "the whole of it"],
      ["a list", () => [], "the whole of it"],
      ["no transactions", (record) => ({ ...record, transactions: undefined }), "transactions"],
      ["a transaction without attempts", (record) => ({ ...record, transactions: [{ step: "a" }] }), "transactions"],
      ["institutions that are none", (record) => ({ ...record, institutions: { nation: null } }), "institutions"],
      ["a charter that is none", (record) => ({ ...record, charter: "Aurelia" }), "charter"],
    ];
    for (const [what, change, field] of damages) {
      it(`says that it is damaged: ${what}`, async () => {
        const journal = await begun(world, founder, 3);
        await journal.save(change((await journal.load())!) as FoundingRecord);
        const error: unknown = await found(world.charter, founder, { ...world.options, journal }).catch(
          (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(InvalidInputError);
        expect((error as InvalidInputError).found).to.equal(`a record that is damaged (${field})`);
      });
    }

    it("begins anew with a journal in which nothing was sent but the factory", async () => {
      const journal = await begun(world, founder, 1);
      const record = (await journal.load())!;
      record.charterHash = `0x${"22".repeat(32)}`;
      await journal.save(record);
      const founding = await found(world.charter, founder, { ...world.options, journal });
      expect(founding.verification.faults).to.deep.equal([]);
    });
  });

  context("given others who bring steps", () => {
    /** Brings the next steps of a founding from another account. */
    async function bringBy(stranger: Signer, record: FoundingRecord, count: number): Promise<void> {
      const codes = await codesOf(compiledCode, namesOf(record.institutions));
      const acts = actsOf(planIn(record, codes), {
        deployer: record.deployer,
        birth: birthIn(record, codes),
        consents: record.consents,
      });
      const done = await stepsDone(record.deployer, ethers.provider);
      for (const { to, data } of acts.slice(done + 1, done + 1 + count))
        await (await stranger.sendTransaction({ to, data: data() })).wait();
    }

    it("goes on behind them, and pays for no step that is done", async () => {
      const [, , , , , stranger] = await ethers.getSigners();
      const journal = await begun(world, founder, 4);
      await bringBy(stranger, (await journal.load())!, 3);
      const founding = await found(world.charter, founder, { ...world.options, journal });
      expect(founding.addresses).to.deep.equal(undisturbed.addresses);
      expect(founding.transactions).to.be.lessThan(undisturbed.transactions);
    });

    it("lets somebody else complete what the founder left", async () => {
      const [, , , , , stranger] = await ethers.getSigners();
      const journal = await begun(world, founder, 19);
      const founding = await found(world.charter, stranger, { ...world.options, journal });
      expect(founding.addresses).to.deep.equal(undisturbed.addresses);
      expect(founding.record.founder).to.equal(founder.address);
      expect(founding.verification.faults).to.deep.equal([]);
    });
  });
});
