import { setCode, takeSnapshot, time, type SnapshotRestorer } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat, id, makeError } from "ethers";
import { ethers } from "hardhat";
import { NationError } from "../../sdk/src/core/errors";
import {
  ConsentLapsedError,
  ConsentRefusedError,
  found,
  memoryJournal,
  prepareRequests,
  type CharterInput,
  type Founding,
  type FoundingOptions,
  type FoundingRecord,
  type FoundingRequest,
  type Journal,
} from "../../sdk/src/founding";
import { typedDataOf } from "../../sdk/src/founding/requests";
import { CREATE2_PROXY } from "../../sdk/src/founding/steps";
import { compiledCode, roomToFound } from "../fixtures/code";
import { failureOf } from "../fixtures/failure";
import { charterOf, consentsOf } from "../fixtures/nation";

const DAY = 86_400;

/** The founding ends here, for now. */
class Interrupted extends NationError {
  override readonly name = "Interrupted";

  constructor() {
    super("The founding was interrupted.", "Call found() again.");
  }
}

/** What is code of a contract account whose owner is somebody. */
const walletOf = async (owner: string): Promise<string> =>
  ethers.provider.getCode(await ethers.deployContract("SignerWallet", [owner]));

const hostileCode = async (manner: number): Promise<string> =>
  ethers.provider.getCode(await ethers.deployContract("HostileWallet", [manner]));

/** A founding with requests: one by a key, one by the owner of a contract account, who will be the registrar, and one that soon lapses. */
async function aPreparedFounding() {
  const [founder, ...others] = await ethers.getSigners();
  const citizens = others.slice(0, 3);
  const [owner, stranger] = others.slice(8, 10);
  await setCode(CREATE2_PROXY, await ethers.provider.getCode(await ethers.deployContract("Create2Factory")));
  await setCode(citizens[1].address, await walletOf(owner.address));
  const charter = charterOf(
    citizens.map(({ address }) => address),
    { offices: [{ role: "registrar", citizen: "Citizen 2" }] },
  );
  const options = { founder: founder.address, code: compiledCode, salt: id("consents") };
  const requests = await prepareRequests(charter, ethers.provider, options);
  const brief = await prepareRequests(charter, ethers.provider, { ...options, period: 2 * DAY });
  const sign = async (request: FoundingRequest, by = citizens[request.citizen.index]): Promise<FoundingRequest> => {
    const { domain, types, message } = typedDataOf(request);
    return { ...request, signature: await by.signTypedData(domain, types, message) };
  };
  const signed = [await sign(requests[0]), await sign(requests[1], owner), await sign(brief[2])];
  return { founder, citizens, owner, stranger, charter, requests, signed, sign };
}

type World = Awaited<ReturnType<typeof aPreparedFounding>>;

/** A founding that was interrupted after a step. */
async function interrupted({ charter, founder, signed }: World, journal: Journal, after: number): Promise<void> {
  const founding = found(charter, founder, {
    code: compiledCode,
    ...roomToFound,
    requests: signed,
    journal,
    onProgress: ({ step }) => {
      if (step === after) throw new Interrupted();
    },
  });
  expect(await failureOf(founding)).to.be.instanceOf(Interrupted);
}

/** The steps after which a founding is interrupted: the first one, one in the middle, and the one before citizens are let in. */
const STEPS = [1, 6, 16] as const;
const LAST = 16;

describe("a consent of a founding citizen", () => {
  let pristine: SnapshotRestorer;
  const moments = new Map<number, { readonly snapshot: SnapshotRestorer; readonly record: FoundingRecord }>();
  let prepared: SnapshotRestorer;
  let world: World;

  before(async () => {
    pristine = await takeSnapshot();
    world = await aPreparedFounding();
    prepared = await takeSnapshot();
    const journal = memoryJournal();
    for (const step of STEPS) {
      await interrupted(world, journal, step);
      moments.set(step, { snapshot: await takeSnapshot(), record: (await journal.load())! });
    }
  });

  after(() => pristine.restore());

  /** Goes back to the moment after a step: what comes later is gone with it. */
  async function backTo(step: number): Promise<Journal> {
    const { snapshot, record } = moments.get(step)!;
    await snapshot.restore();
    const journal = memoryJournal();
    await journal.save(record);
    return journal;
  }

  const goOn = (options: FoundingOptions): Promise<Founding> =>
    found(world.charter, world.founder, { code: compiledCode, ...roomToFound, requests: world.signed, ...options });

  /** That some citizens were invited, and nothing else became of it. */
  function expectInvited({ invited, openOffices, verification }: Founding, indices: readonly number[]): void {
    const accounts = indices.map((index) => world.citizens[index].address);
    expect(invited).to.deep.equal(accounts);
    expect(openOffices.map(({ account }) => account)).to.deep.equal(
      indices.includes(1) ? [world.citizens[1].address] : [],
    );
    expect(verification.faults).to.deep.equal([]);
  }

  /** How a consent can cease to hold, and whose does. */
  const ways: Record<
    string,
    { readonly end: () => Promise<unknown>; readonly whose: number; readonly since?: number }
  > = {
    "it lapsed": { end: () => time.increase(3 * DAY), whose: 2 },
    "its citizen withdrew it": {
      end: async () => {
        const { domain } = world.requests[0].request;
        const citizenship = await ethers.getContractAt("Citizenship", domain.verifyingContract);
        return citizenship.connect(world.citizens[0]).withdrawRequest();
      },
      whose: 0,
      // The citizenship, where it is withdrawn, is built by then.
      since: 6,
    },
    "its account moved to another key": {
      end: async () => setCode(world.citizens[1].address, await walletOf(world.stranger.address)),
      whose: 1,
    },
    "its account's code vanished": { end: () => setCode(world.citizens[1].address, "0x"), whose: 1 },
    "its account delegates to other code (EIP-7702)": {
      end: async () => {
        const other = await ethers.deployContract("SignerWallet", [world.stranger.address]);
        return setCode(world.citizens[1].address, concat(["0xef0100", other.target as string]));
      },
      whose: 1,
    },
  };
  for (const [manner, what] of ["burns all gas", "reverts", "answers at length", "denies it"].entries())
    ways[`its account has other code, which ${what}`] = {
      end: async () => setCode(world.citizens[1].address, await hostileCode(manner)),
      whose: 1,
    };

  function beforeCitizensAreLetIn(): void {
    context("given its account has code since then (EIP-7702)", () => {
      it("holds by its key", async () => {
        const journal = await backTo(LAST);
        await setCode(world.citizens[0].address, await hostileCode(0));
        expectInvited(await goOn({ journal }), []);
      });
    });

    context("given all of them lapsed", () => {
      it("stops nothing: all are invited", async () => {
        const journal = await backTo(LAST);
        await time.increase(31 * DAY);
        expectInvited(await goOn({ journal }), [0, 1, 2]);
      });

      it("stops nothing without the requests, which the journal remembers", async () => {
        const journal = await backTo(LAST);
        await time.increase(31 * DAY);
        expectInvited(await goOn({ journal, requests: [] }), [0, 1, 2]);
      });
    });

    context("given a worse one than the journal remembers", () => {
      it("goes on with what is remembered", async () => {
        const journal = await backTo(LAST);
        const forged = await world.sign(world.requests[0], world.stranger);
        expectInvited(await goOn({ journal, requests: [forged, ...world.signed.slice(1)] }), []);
      });
    });

    context("given its citizen is asked again, since it is about to lapse", () => {
      it("holds still if no better one comes", async () => {
        const journal = await backTo(LAST);
        expectInvited(await goOn({ journal, requests: [], consents: () => undefined }), []);
      });

      it("holds still if its citizen refuses to sign anew", async () => {
        const journal = await backTo(LAST);
        const refused = makeError("user rejected action", "ACTION_REJECTED", {
          action: "signTypedData",
          reason: "rejected",
        });
        expectInvited(await goOn({ journal, requests: [], consents: () => Promise.reject(refused) }), []);
      });

      it("is replaced by a better one", async () => {
        const journal = await backTo(LAST);
        await time.increase(3 * DAY);
        expectInvited(await goOn({ journal, requests: [], consents: consentsOf(world.citizens) }), []);
      });

      it("stops nothing if what is signed anew is somebody else's", async () => {
        const journal = await backTo(LAST);
        await time.increase(3 * DAY);
        const consents: FoundingOptions["consents"] = ({ domain, types, message }) =>
          world.stranger.signTypedData(domain, types, message);
        expectInvited(await goOn({ journal, requests: [], consents }), [2]);
      });
    });
  }

  for (const step of [...STEPS].reverse()) {
    describe(`once the founding is paid for, after step ${step}`, () => {
      for (const [way, { end, whose, since = 1 }] of Object.entries(ways)) {
        if (since > step) continue;
        context(`given ${way}`, () => {
          it("stops nothing: its citizen is invited", async () => {
            const journal = await backTo(step);
            await end();
            expectInvited(await goOn({ journal }), [whose]);
          });
        });
      }

      if (step === LAST) beforeCitizensAreLetIn();
    });
  }

  describe("once the founding is paid for, and the journal is lost", () => {
    it("stops nothing: all are invited whose lapsed", async () => {
      await backTo(1);
      const { founder, charter, signed } = world;
      const sent = found(charter, founder, {
        ...{ code: compiledCode, ...roomToFound, requests: signed },
        onProgress: ({ step }) => {
          if (step === 3) throw new Interrupted();
        },
      });
      expect(await failureOf(sent)).to.be.instanceOf(Interrupted);
      await time.increase(31 * DAY);
      expectInvited(await goOn({ journal: memoryJournal() }), [0, 1, 2]);
    });
  });

  describe("before anything is paid", () => {
    beforeEach(async () => {
      await prepared.restore();
      prepared = await takeSnapshot();
    });

    /** What is refused without a transaction. */
    async function refusal(options: FoundingOptions, charter: CharterInput = world.charter): Promise<unknown> {
      const nonce = await world.founder.getNonce();
      const founding = found(charter, world.founder, { code: compiledCode, ...roomToFound, ...options });
      const error = await failureOf(founding);
      expect(await world.founder.getNonce()).to.equal(nonce);
      return error;
    }

    const forger: FoundingOptions["consents"] = ({ domain, types, message }) =>
      world.stranger.signTypedData(domain, types, message);

    it("is refused if it lapsed", async () => {
      await time.increase(3 * DAY);
      expect(await refusal({ requests: world.signed })).to.be.instanceOf(ConsentLapsedError);
    });

    it("is refused if its account's code vanished", async () => {
      await setCode(world.citizens[1].address, "0x");
      expect(await refusal({ requests: world.signed })).to.be.instanceOf(ConsentRefusedError);
    });

    it("is refused on a chain without a factory, too", async () => {
      await setCode(CREATE2_PROXY, "0x");
      await setCode(world.citizens[1].address, "0x");
      expect(await refusal({ consents: forger })).to.be.instanceOf(ConsentRefusedError);
      expect(await refusal({ consents: () => "0x1234" })).to.be.instanceOf(ConsentRefusedError);
    });

    it("is refused there, too, if the factory has to be elsewhere, where everybody is asked again", async () => {
      await setCode(CREATE2_PROXY, "0x");
      await setCode(world.citizens[1].address, "0x");
      const { founder, citizens, charter } = world;
      const nonce = await founder.getNonce();
      let asked = 0;
      const consents: FoundingOptions["consents"] = async (request, citizen) => {
        // Whoever signs takes their time, and the founder does something else meanwhile.
        if (++asked === 3) await (await founder.sendTransaction({ to: founder.address })).wait();
        return asked <= 3 ? consentsOf(citizens)(request, citizen) : forger(request, citizen);
      };
      const founding = found(charter, founder, { code: compiledCode, ...roomToFound, consents });
      expect(await failureOf(founding)).to.be.instanceOf(ConsentRefusedError);
      expect(asked).to.equal(4);
      expect(await founder.getNonce()).to.equal(nonce + 1);
    });

    it("counts where the factory had to be elsewhere", async () => {
      await setCode(CREATE2_PROXY, "0x");
      await setCode(world.citizens[1].address, "0x");
      const { founder, citizens, charter } = world;
      let asked = 0;
      const consents: FoundingOptions["consents"] = async (request, citizen) => {
        if (++asked === 3) await (await founder.sendTransaction({ to: founder.address })).wait();
        return consentsOf(citizens)(request, citizen);
      };
      expectInvited(await found(charter, founder, { code: compiledCode, ...roomToFound, consents }), []);
      expect(asked).to.equal(6);
    });
  });
});
