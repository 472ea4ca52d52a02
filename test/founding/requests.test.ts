import {
  loadFixture,
  setCode,
  takeSnapshot,
  time,
  type SnapshotRestorer,
} from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id } from "ethers";
import { ethers } from "hardhat";
import { lendCode } from "../fixtures/account-code";
import {
  BlockTooSmallError,
  ChainTooOldError,
  CharterError,
  CitizenWithoutAccountError,
  ConsentLapsedError,
  ConsentRefusedError,
  examineRequest,
  FactoryMissingError,
  found,
  isRequestSigned,
  memoryJournal,
  NodeUnableError,
  OfficeRefusedError,
  parseRequest,
  prepareRequests,
  RequestMismatchError,
  signRequest,
  type CharterInput,
  type FoundingRequest,
} from "../../sdk/src/founding";
import { InvalidInputError } from "../../sdk/src/core/errors";
import { CREATE2_PROXY, placeholderOf } from "../../sdk/src/founding/steps";
import { aChain } from "../fixtures/chain";
import { compiledCode, roomToFound } from "../fixtures/code";
import { charterOf } from "../fixtures/nation";

/** A chain with the CREATE2 factory of everybody, and requests for three founding citizens. */
async function aPreparedFounding() {
  const [founder, ...others] = await ethers.getSigners();
  const citizens = others.slice(0, 3);
  const factory = await ethers.deployContract("Create2Factory");
  await setCode(CREATE2_PROXY, await ethers.provider.getCode(factory));
  const charter = charterOf(citizens.map(({ address }) => address));
  const options = { founder: founder.address, code: compiledCode };
  const requests = await prepareRequests(charter, ethers.provider, options);
  const sign = (request: FoundingRequest, by = citizens[request.citizen.index]) =>
    signRequest(request, { charter, signer: by, code: compiledCode });
  const begin = (changes: { charter?: CharterInput; requests: readonly FoundingRequest[]; by?: typeof founder }) =>
    found(changes.charter ?? charter, changes.by ?? founder, { code: compiledCode, requests: changes.requests });
  return { founder, citizens, charter, options, requests, sign, begin };
}

/** In what a request differs from a charter. */
async function mismatchesOf(examined: Promise<unknown>): Promise<string[]> {
  const error: unknown = await examined.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(RequestMismatchError);
  return (error as RequestMismatchError).mismatches.map(({ what }) => what);
}

describe("requests for a founding", () => {
  // What code accounts have is told to no other test.
  let snapshot: SnapshotRestorer;
  before(async () => {
    snapshot = await takeSnapshot();
  });
  after(() => snapshot.restore());

  describe("prepareRequests()", () => {
    it("prepares one for each founding citizen", async () => {
      const { requests, citizens } = await loadFixture(aPreparedFounding);
      expect(requests.map(({ citizen }) => citizen.address)).to.deep.equal(citizens.map(({ address }) => address));
    });

    it("is plain JSON", async () => {
      const { requests } = await loadFixture(aPreparedFounding);
      expect(JSON.parse(JSON.stringify(requests))).to.deep.equal(requests);
    });

    it("names the charter's digest in what is signed", async () => {
      const { requests } = await loadFixture(aPreparedFounding);
      expect(requests.every(({ request, charterHash }) => request.message.dossier === charterHash)).to.equal(true);
    });

    it("prepares another address for each founding of the same charter", async () => {
      const { requests, charter, options } = await loadFixture(aPreparedFounding);
      const [again] = await prepareRequests(charter, ethers.provider, options);
      expect(again.request.domain.verifyingContract).not.to.equal(requests[0].request.domain.verifyingContract);
    });

    it("prepares the same one for the same salt", async () => {
      const { requests, charter, options } = await loadFixture(aPreparedFounding);
      const { salt } = requests[0];
      const [again] = await prepareRequests(charter, ethers.provider, { ...options, salt });
      expect(again.request.domain).to.deep.equal(requests[0].request.domain);
    });

    it("refuses an office for the founder before anybody signs", async () => {
      const { charter, options, founder } = await loadFixture(aPreparedFounding);
      const own = {
        ...charter,
        citizens: [...charter.citizens, { name: "The founder", address: founder.address }],
        offices: [{ role: "registrar" as const, citizen: "The founder" }],
      };
      await expect(prepareRequests(own, ethers.provider, options)).to.be.rejectedWith(OfficeRefusedError);
    });

    it("needs a factory that everybody knows", async () => {
      const [founder, ada] = await ethers.getSigners();
      const options = { founder: founder.address, code: compiledCode };
      await setCode(CREATE2_PROXY, "0x");
      await expect(prepareRequests(charterOf([ada.address]), ethers.provider, options)).to.be.rejectedWith(
        FactoryMissingError,
      );
    });
  });

  describe("examineRequest()", () => {
    it("accepts a request for the charter", async () => {
      const { requests, charter } = await loadFixture(aPreparedFounding);
      await examineRequest(requests[0], charter, { code: compiledCode });
    });

    it("refuses one for another tax", async () => {
      const { requests, charter } = await loadFixture(aPreparedFounding);
      const other = { ...charter, coin: { taxRate: 2 } };
      expect(await mismatchesOf(examineRequest(requests[0], other, { code: compiledCode }))).to.deep.equal([
        "the charter's digest",
      ]);
    });

    const changes: Readonly<Record<string, readonly [(request: FoundingRequest) => FoundingRequest, string]>> = {
      "another founder": [(one) => ({ ...one, founder: CREATE2_PROXY }), "the domain's verifyingContract"],
      "another salt": [(one) => ({ ...one, salt: id("other") }), "the domain's verifyingContract"],
      "another factory": [(one) => ({ ...one, factory: one.founder }), "the domain's verifyingContract"],
      "another chain": [(one) => ({ ...one, chainId: "1" }), "the domain's chainId"],
      "another citizen": [
        (one) => ({ ...one, request: { ...one.request, message: { ...one.request.message, applicant: one.founder } } }),
        "the applicant",
      ],
      "another dossier": [
        (one) => ({ ...one, request: { ...one.request, message: { ...one.request.message, dossier: id("x") } } }),
        "the dossier",
      ],
      "a later nonce": [
        (one) => ({ ...one, request: { ...one.request, message: { ...one.request.message, nonce: "1" } } }),
        "the nonce",
      ],
      "another contract": [
        (one) => ({
          ...one,
          request: { ...one.request, domain: { ...one.request.domain, verifyingContract: one.founder } },
        }),
        "the domain's verifyingContract",
      ],
      "other types": [(one) => ({ ...one, request: { ...one.request, types: {} } }), "the types"],
      "fewer citizens": [(one) => ({ ...one, citizens: one.citizens.slice(1) }), "the number of founding citizens"],
      "no place in the charter": [(one) => ({ ...one, citizen: { ...one.citizen, index: 9 } }), "the citizen's place"],
    };
    for (const [what, [change, mismatch]] of Object.entries(changes)) {
      it(`refuses one with ${what}`, async () => {
        const { requests, charter } = await loadFixture(aPreparedFounding);
        const examined = examineRequest(change(requests[0]), charter, { code: compiledCode });
        expect(await mismatchesOf(examined)).to.include(mismatch);
      });
    }
  });

  describe("parseRequest()", () => {
    const wrong: Readonly<Record<string, (request: FoundingRequest) => unknown>> = {
      "nothing at all": () => undefined,
      "a text": () => "request",
      "no citizen": (one) => ({ ...one, citizen: undefined }),
      "citizens that are no list": (one) => ({ ...one, citizens: "abc" }),
      "variants that are none": (one) => ({ ...one, variants: null }),
      "a salt that is too short": (one) => ({ ...one, salt: "0x12" }),
      "a factory that is no address": (one) => ({ ...one, factory: "0x12" }),
      "a chain that is no number": (one) => ({ ...one, chainId: "mainnet" }),
      "a place that is a text": (one) => ({ ...one, citizen: { ...one.citizen, index: "0" } }),
      "a deadline that is no number": (one) => ({
        ...one,
        request: { ...one.request, message: { ...one.request.message, deadline: "soon" } },
      }),
      "a deadline beyond what the contract keeps": (one) => ({
        ...one,
        request: { ...one.request, message: { ...one.request.message, deadline: String(2n ** 40n) } },
      }),
      "a signature that is no bytes": (one) => ({ ...one, signature: "0xzz" }),
      "a signature that is an object": (one) => ({ ...one, signature: { r: "0x", s: "0x", v: 27 } }),
      "a signature of half a megabyte": (one) => ({ ...one, signature: `0x${"00".repeat(450_000)}` }),
      "something else in it": (one) => ({ ...one, note: "Sign here" }),
    };
    for (const [what, change] of Object.entries(wrong)) {
      it(`refuses ${what}`, async () => {
        const { requests, begin } = await loadFixture(aPreparedFounding);
        const given = change(requests[0]);
        expect(() => parseRequest(given)).to.throw(InvalidInputError);
        await expect(begin({ requests: [given as FoundingRequest] })).to.be.rejectedWith(InvalidInputError);
      });
    }
  });

  describe("found() with them", () => {
    it("admits who has signed, and invites the others", async () => {
      const { requests, sign, begin, citizens } = await loadFixture(aPreparedFounding);
      const { invited, verification } = await begin({ requests: [await sign(requests[0]), requests[1], requests[2]] });
      expect(invited).to.deep.equal([citizens[1].address, citizens[2].address]);
      expect(verification.faults).to.deep.equal([]);
    });

    it("founds where the requests say", async () => {
      const { requests, sign, begin } = await loadFixture(aPreparedFounding);
      const { addresses } = await begin({ requests: await Promise.all(requests.map((one) => sign(one))) });
      expect(addresses.citizenship).to.equal(requests[0].request.domain.verifyingContract);
    });

    it("refuses what was signed for another charter, before anything is sent", async () => {
      const { requests, sign, begin, charter, founder } = await loadFixture(aPreparedFounding);
      const signed = await Promise.all(requests.map((one) => sign(one)));
      const nonce = await founder.getNonce();
      const mismatches = await mismatchesOf(begin({ charter: { ...charter, coin: { taxRate: 2 } }, requests: signed }));
      expect(mismatches).to.deep.equal(["charterHash"]);
      expect(await founder.getNonce()).to.equal(nonce);
    });

    it("refuses another founder", async () => {
      const { requests, begin, citizens } = await loadFixture(aPreparedFounding);
      expect(await mismatchesOf(begin({ requests, by: citizens[0] }))).to.deep.equal(["founder"]);
    });

    it("refuses requests of two foundings", async () => {
      const { requests, begin, charter, options } = await loadFixture(aPreparedFounding);
      const others = await prepareRequests(charter, ethers.provider, options);
      expect(await mismatchesOf(begin({ requests: [requests[0], others[1]] }))).to.deep.equal(["salt"]);
    });

    it("refuses somebody else's signature", async () => {
      const { requests, begin, citizens } = await loadFixture(aPreparedFounding);
      const { domain, types, message } = requests[0].request;
      const signature = await citizens[1].signTypedData(domain, types, message);
      await expect(begin({ requests: [{ ...requests[0], signature }, requests[1], requests[2]] })).to.be.rejectedWith(
        ConsentRefusedError,
      );
    });

    it("refuses what counts no more, before anything is sent", async () => {
      const { requests, sign, begin, founder } = await loadFixture(aPreparedFounding);
      const signed = await sign(requests[0]);
      await time.increaseTo(Number(signed.request.message.deadline));
      const nonce = await founder.getNonce();
      await expect(begin({ requests: [signed, requests[1], requests[2]] })).to.be.rejectedWith(ConsentLapsedError);
      expect(await founder.getNonce()).to.equal(nonce);
    });

    it("refuses one that was rewritten for another source of randomness", async () => {
      const { requests, begin } = await loadFixture(aPreparedFounding);
      const forged = requests.map((one) => ({ ...one, variants: { randomness: "drand" } }));
      expect(await mismatchesOf(begin({ requests: forged }))).to.deep.equal(["variants"]);
    });

    it("refuses one that was rewritten for other citizens", async () => {
      const { requests, begin, citizens } = await loadFixture(aPreparedFounding);
      const forged = { ...requests[0], citizens: [citizens[0].address, citizens[0].address, citizens[0].address] };
      expect(await mismatchesOf(begin({ requests: [forged] }))).to.deep.equal(["citizens"]);
    });

    it("asks nobody's request who the others are", async () => {
      const { requests, citizens, charter, founder } = await loadFixture(aPreparedFounding);
      const nameless = { ...charter, citizens: charter.citizens.map(({ name }) => ({ name })) };
      const founding = found(nameless, founder, { code: compiledCode, requests: requests.slice(0, 1) });
      await expect(founding).to.be.rejectedWith(CitizenWithoutAccountError);
      expect(citizens.length).to.equal(3);
    });

    it("refuses an account of nobody for a citizen whom the charter gives no address, before anything is sent", async () => {
      const { charter, founder } = await loadFixture(aPreparedFounding);
      const nameless = { ...charter, citizens: charter.citizens.map(({ name }) => ({ name })) };
      const before = await founder.getNonce();
      for (const account of [ethers.ZeroAddress, placeholderOf(3), placeholderOf(255)]) {
        const founding = found(nameless, founder, { code: compiledCode, accounts: () => account });
        await expect(founding).to.be.rejectedWith(CharterError, /is nobody's/);
      }
      expect(await founder.getNonce()).to.equal(before);
    });

    it("goes on with a better signature than the journal's", async () => {
      const { requests, sign, charter, founder } = await loadFixture(aPreparedFounding);
      const signed = await Promise.all(requests.map((one) => sign(one)));
      const memory = memoryJournal();
      const first = found(charter, founder, {
        code: compiledCode,
        journal: memory,
        requests: signed,
        onProgress: ({ step }) => {
          if (step === 3) throw new InvalidInputError({ what: "a step", found: "3", allowed: "none" });
        },
      });
      await expect(first).to.be.rejectedWith(InvalidInputError);
      const record = (await memory.load())!;
      record.consents[requests[0].citizen.address] = { deadline: 2 ** 41, signature: "0xzz" };
      await memory.save(record);
      const { invited } = await found(charter, founder, { code: compiledCode, journal: memory, requests: signed });
      expect(invited).to.deep.equal([]);
    });

    it("invites who moved on before the founding: a consent that does not hold spoils nothing", async () => {
      const { requests, sign, begin, citizens } = await loadFixture(aPreparedFounding);
      const signed = await Promise.all(requests.map((one) => sign(one)));
      // The account is a contract's, which vouches for nothing: also not for what one of its owners signed.
      signed[0] = { ...signed[0], signature: signed[1].signature };
      const hostile = await ethers.deployContract("HostileWallet", [3]);
      await lendCode(citizens[0].address, await ethers.provider.getCode(hostile));
      const { invited, verification } = await begin({ requests: signed });
      expect(invited).to.deep.equal([citizens[0].address]);
      expect(verification.faults).to.deep.equal([]);
    });

    it("takes the key's signature, whatever code its account was given since (EIP-7702)", async () => {
      const { requests, sign, begin, citizens } = await loadFixture(aPreparedFounding);
      const signed = await Promise.all(requests.map((one) => sign(one)));
      const hostile = await ethers.deployContract("HostileWallet", [3]);
      await lendCode(citizens[0].address, await ethers.provider.getCode(hostile));
      const { invited, verification } = await begin({ requests: signed });
      expect(invited).to.deep.equal([]);
      expect(verification.faults).to.deep.equal([]);
    });
  });

  describe("one that came back", () => {
    it("is judged as the founding will judge it, before anything is sent", async () => {
      const { requests, sign } = await loadFixture(aPreparedFounding);
      expect(await isRequestSigned(await sign(requests[0]), ethers.provider)).to.equal(true);
    });

    it("is refused if somebody else signed it, or nobody", async () => {
      const { requests, sign, citizens } = await loadFixture(aPreparedFounding);
      const forged = await sign(requests[0], citizens[1]);
      await expect(isRequestSigned(forged, ethers.provider)).to.be.rejectedWith(ConsentRefusedError);
      await expect(isRequestSigned(requests[0], ethers.provider)).to.be.rejectedWith(ConsentRefusedError);
    });

    it("is refused once it counts no longer", async () => {
      const { requests, sign } = await loadFixture(aPreparedFounding);
      const signed = await sign(requests[0]);
      await time.increaseTo(BigInt(signed.request.message.deadline));
      await expect(isRequestSigned(signed, ethers.provider)).to.be.rejectedWith(ConsentLapsedError);
    });
  });

  describe("what is refused before anything is paid", () => {
    /** A founding through a node that answers one method otherwise. */
    async function refusal(
      method: "call" | "getBlock",
      answer: (...values: never[]) => unknown,
      change: Partial<CharterInput> = {},
    ): Promise<unknown> {
      const [founder, ada] = await ethers.getSigners();
      const provider = new Proxy(ethers.provider, {
        get: (target, key) => {
          const value: unknown = Reflect.get(target, key, target);
          if (key === method) return answer;
          return typeof value === "function" ? (value as (...values: unknown[]) => unknown).bind(target) : value;
        },
      });
      const nonce = await founder.getNonce();
      const error: unknown = await found({ ...charterOf([ada.address]), ...change }, founder.connect(provider), {
        code: compiledCode,
      }).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(await founder.getNonce()).to.equal(nonce);
      return error;
    }

    it("is a chain without an instruction", async () => {
      const error = await refusal("call", () => Promise.reject(new Error("invalid opcode: MCOPY")));
      expect(error).to.be.instanceOf(ChainTooOldError);
    });

    context("given a chain of an earlier hardfork", () => {
      /** What a founding comes to on a chain, and what it left there. */
      async function founded(hardfork: string) {
        const provider = await aChain({ hardfork });
        const [founder, ada] = await Promise.all([0, 1].map((index) => provider.getSigner(index)));
        const before = await provider.getBalance(founder.address);
        const error: unknown = await found(charterOf([ada.address]), founder, {
          code: compiledCode,
          ...roomToFound,
          consents: ({ domain, types, message }) => ada.signTypedData(domain, types, message),
        }).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        const [nonce, after, block] = [
          await provider.getTransactionCount(founder.address),
          await provider.getBalance(founder.address),
          await provider.getBlockNumber(),
        ];
        provider.destroy();
        return { error, nonce, spent: before - after, block };
      }

      for (const [hardfork, lacking] of [
        ["london", "PUSH0, MCOPY and TSTORE"],
        ["merge", "PUSH0, MCOPY and TSTORE"],
        ["shanghai", "MCOPY and TSTORE"],
      ])
        it(`is ${hardfork}, without ${lacking}`, async () => {
          const { error, ...left } = await founded(hardfork);
          expect(error).to.be.instanceOf(ChainTooOldError);
          expect((error as Error).message).to.match(/PUSH0, MCOPY or TSTORE\): .*opcode/i);
          expect(left).to.deep.equal({ nonce: 0, spent: 0n, block: 0 });
        });

      it("is not cancun, which has them all", async () => {
        const { error, nonce } = await founded("cancun");
        expect(error).to.equal(undefined);
        expect(nonce).to.be.greaterThan(0);
      });
    });

    it("is a factory that creates nothing, whoever named it", async () => {
      const { founder, charter, options } = await loadFixture(aPreparedFounding);
      await setCode(CREATE2_PROXY, "0x00");
      const nonce = await founder.getNonce();
      const requests = await prepareRequests(charter, ethers.provider, options);
      const founding = found(charter, founder, { code: compiledCode, requests });
      await expect(founding).to.be.rejectedWith(FactoryMissingError);
      expect(await founder.getNonce()).to.equal(nonce);
    });

    it("is a node that calls nothing without a receiver", async () => {
      const refused = ethers.makeError("missing revert data", "CALL_EXCEPTION", {
        action: "call",
        data: null,
        reason: null,
        transaction: { to: null, data: "0x" },
        invocation: null,
        revert: null,
      });
      const error = await refusal("call", () => Promise.reject(refused));
      expect(error).to.be.instanceOf(NodeUnableError);
    });

    const blocksOf = async (gasLimit: bigint) => ({
      ...(await ethers.provider.getBlock("latest"))!,
      gasLimit,
      hash: "0x",
      timestamp: 1,
    });

    it("is a chain whose blocks are too small for the largest institution", async () => {
      const error = await refusal("getBlock", () => blocksOf(3_000_000n));
      expect(error).to.be.instanceOf(BlockTooSmallError);
      expect((error as Error).message).to.match(/^"Build the .* takes about \d+ gas/);
    });

    it("is a chain whose blocks are too small for the articles that are enacted together", async () => {
      const articles = Array.from({ length: 64 }, (_, index) => ({ title: `Article ${index}`, text: "a".repeat(360) }));
      const error = await refusal("getBlock", () => blocksOf(9_000_000n), { articles });
      expect(error).to.be.instanceOf(BlockTooSmallError);
      expect((error as Error).message).to.match(/^"Enact articles 1 to 64" takes about 10\d{6} gas/);
    });
  });
});
