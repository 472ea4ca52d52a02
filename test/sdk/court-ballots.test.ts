import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import {
  AbstractSigner,
  HDNodeWallet,
  hexlify,
  randomBytes,
  Signature,
  type Provider,
  type TransactionRequest,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";
import { ethers } from "hardhat";
import { InvalidInputError, isRevert, moment, type NationError } from "../../sdk/src";
import {
  CasePhaseError,
  commitmentOf,
  NoSeatError,
  NothingSealedError,
  saltFrom,
  SealBrokenError,
  sealedVoteData,
  UnsteadySignatureError,
  rankingOf,
} from "../../sdk/src/institutions/court";
import { failureOf } from "../fixtures/failure";
import { aCourtroom, bring, jurors, outwait, pass, seat } from "../fixtures/justice";

const phrase = "test test test test test test test test test test test junk";

/** The key of a citizen's account: the first citizen's is Hardhat's second. */
const keyOf = (citizenId: bigint): HDNodeWallet =>
  HDNodeWallet.fromPhrase(phrase, undefined, `m/44'/60'/0'/0/${citizenId}`);

/** A wallet that signs through what a test gives it, and counts how often it is asked. */
class TestWallet extends AbstractSigner {
  asked = 0;
  constructor(
    private readonly key: HDNodeWallet,
    private readonly seal: (honest: string) => string,
    provider: Provider | null = ethers.provider,
  ) {
    super(provider);
  }
  override getAddress(): Promise<string> {
    return Promise.resolve(this.key.address);
  }
  override connect(provider: Provider | null): TestWallet {
    return new TestWallet(this.key, this.seal, provider);
  }
  override signTransaction(transaction: TransactionRequest): Promise<string> {
    return this.key.signTransaction(transaction);
  }
  override async signTypedData(
    domain: TypedDataDomain,
    types: Record<string, TypedDataField[]>,
    value: Record<string, unknown>,
  ): Promise<string> {
    ++this.asked;
    return this.seal(await this.key.signTypedData(domain, types, value));
  }
  override signMessage(message: string): Promise<string> {
    return this.key.signMessage(message);
  }
}

const honestly = (signature: string): string => signature;
const unsteadily = (): string =>
  Signature.from({ r: hexlify(randomBytes(32)), s: `0x${"01".repeat(32)}`, v: 27 }).serialized;

describe("sealed votes", () => {
  async function aVote() {
    const world = await loadFixture(aCourtroom);
    const caseId = await bring(world, 3);
    const found = await seat(world, caseId);
    const [juror, second, third] = await jurors(world, caseId);
    const [{ citizenId }] = found.round.panel;
    return { ...world, caseId, found, juror, second, third, citizenId };
  }

  async function aSealedVote() {
    const world = await loadFixture(aVote);
    const { caseId, juror } = world;
    const sealed = await juror.court.commit.wait({ caseId, choice: 2 });
    return { ...world, sealed };
  }

  async function aReveal() {
    const world = await loadFixture(aSealedVote);
    await outwait(world, world.caseId);
    return world;
  }

  describe("commit()", () => {
    it("hands in what the court would reckon itself", async () => {
      const { caseId, sealed, citizenId, juror } = await loadFixture(aSealedVote);
      const { choice, salt, round, commitment } = sealed;
      expect([choice, round]).to.deep.equal([2, 0]);
      expect(commitment).to.equal(await juror.court.contract.commitmentOf(caseId, 0, citizenId, 2, salt));
      const [committed] = await juror.court.events.VoteCommitted.query({ where: { caseId, citizenId } });
      expect(committed.commitment).to.equal(commitment);
    });

    it("shows in the case that a vote is committed, and not which", async () => {
      const { caseId, juror } = await loadFixture(aSealedVote);
      const { round } = await juror.court.case({ caseId });
      expect(round.panel[0]).to.deep.include({ vote: "sealed", choice: undefined });
    });

    it("replaces an earlier vote", async () => {
      const world = await loadFixture(aSealedVote);
      const { caseId, juror } = world;
      await juror.court.commit.wait({ caseId, choice: 3 });
      await outwait(world, caseId);
      expect((await juror.court.reveal.wait({ caseId })).choice).to.equal(3);
    });

    it("has its other forms", async () => {
      const { caseId, juror } = await loadFixture(aVote);
      const call = await juror.court.commit.call({ caseId, choice: 1 });
      expect(call.target).to.equal(juror.court.address);
      await juror.court.commit.simulate({ caseId, choice: 1 });
      expect((await juror.court.commit.estimate({ caseId, choice: 1 })).gas).to.be.lessThan(80_000n);
    });

    it("refuses a choice that the case does not offer: it could never be revealed", async () => {
      const { caseId, juror } = await loadFixture(aVote);
      for (const choice of [4, -1, 0.5]) {
        const error = await failureOf(juror.court.commit({ caseId, choice }));
        expect(error, String(choice)).to.be.instanceOf(InvalidInputError);
        expect((error as NationError).advice).to.contain("0 (to refuse to decide) to 3");
      }
    });

    it("refuses who does not sit", async () => {
      const { caseId, asStranger, stranger } = await loadFixture(aVote);
      const error = await failureOf(asStranger.court.commit({ caseId, choice: 1 }));
      expect(error).to.be.instanceOf(NoSeatError);
      expect((error as NationError).message).to.contain(stranger.address);
    });

    it("refuses outside its phase, and says what can be done", async () => {
      const world = await loadFixture(aReveal);
      const { caseId, juror } = world;
      const late = await failureOf(juror.court.commit({ caseId, choice: 1 }));
      expect(late).to.be.instanceOf(CasePhaseError);
      expect((late as NationError).advice).to.contain("Reveal what you sealed");
      const early = await failureOf(juror.court.commit({ caseId: await bring(world), choice: 1 }));
      expect((early as NationError).message).to.contain("is in its evidence phase, which ends at 20");
    });

    it("lets a juror vote whose citizenship has ended since", async () => {
      const { caseId, juror, citizenId } = await loadFixture(aVote);
      await juror.citizenship.renounce.wait();
      const sealed = await juror.court.commit.wait({ caseId, choice: 1 });
      expect(sealed.citizenId).to.equal(citizenId);
    });
  });

  describe("the salt", () => {
    it("is what the published message gives, signed", async () => {
      const { caseId, sealed, citizenId, juror } = await loadFixture(aSealedVote);
      const { chainId } = await ethers.provider.getNetwork();
      const court = juror.court.address;
      const { domain, types, message } = sealedVoteData({ chainId, court, caseId, round: 0, citizenId });
      expect(message.purpose).to.contain("seals your vote").and.to.contain("show it to nobody");
      const salt = saltFrom(await keyOf(citizenId).signTypedData(domain, types, message));
      expect(salt).to.equal(sealed.salt);
      expect(commitmentOf({ court, caseId, round: 0, citizenId, choice: 2, salt })).to.equal(sealed.commitment);
    });

    it("is the same however a wallet writes the signature", () => {
      const signature = keyOf(1n).signingKey.sign(ethers.id("vote"));
      const { r, s, yParity } = signature;
      const bare = ethers.concat([r, s, ethers.toBeHex(yParity, 1)]);
      expect(saltFrom(bare)).to.equal(saltFrom(signature.serialized));
      expect(saltFrom(signature.compactSerialized)).to.equal(saltFrom(signature.serialized));
    });

    it("takes what a contract account signs", () => {
      expect(saltFrom("0x1234567890")).to.equal(ethers.keccak256("0x1234567890"));
    });

    it("differs between rounds, cases and citizens", async () => {
      const { caseId, juror, citizenId } = await loadFixture(aVote);
      const base = { chainId: 1n, court: juror.court.address, caseId, round: 0, citizenId };
      const others = [base, { ...base, round: 1 }, { ...base, chainId: 2n }, { ...base, court: juror.address }];
      const salts = others.map((vote) => {
        const { domain, types, message } = sealedVoteData(vote);
        return ethers.TypedDataEncoder.hash(domain, types, message);
      });
      expect(new Set(salts).size).to.equal(others.length);
    });
  });

  describe("a wallet", () => {
    async function aWallet(seal: (honest: string) => string) {
      const world = await loadFixture(aVote);
      const wallet = new TestWallet(keyOf(world.citizenId), seal);
      return { ...world, wallet, client: await world.asStranger.as(wallet) };
    }

    it("is asked twice the first time, and once from then on", async () => {
      const { caseId, wallet, client } = await aWallet(honestly);
      await client.court.commit.wait({ caseId, choice: 1 });
      expect(wallet.asked).to.equal(2);
      await client.court.commit.wait({ caseId, choice: 2 });
      expect(wallet.asked).to.equal(3);
    });

    it("is refused, before anything is sent, if it does not sign alike", async () => {
      const { caseId, client, juror } = await aWallet(unsteadily);
      const error = await failureOf(client.court.commit({ caseId, choice: 1 }));
      expect(error).to.be.instanceOf(UnsteadySignatureError);
      expect((error as NationError).advice).to.contain("Pass a salt of 32 random bytes");
      expect((await juror.court.case({ caseId })).round.panel[0].vote).to.equal("none");
    });

    it("votes with a salt of its own when it does not sign alike", async () => {
      const world = await aWallet(unsteadily);
      const { caseId, client, wallet } = world;
      const salt = hexlify(randomBytes(32));
      await client.court.commit.wait({ caseId, choice: 3, salt });
      await outwait(world, caseId);
      expect((await client.court.reveal.wait({ caseId, salt })).choice).to.equal(3);
      expect(wallet.asked).to.equal(0);
    });

    it("is told what a salt is", async () => {
      const { caseId, client } = await aWallet(unsteadily);
      const error = await failureOf(client.court.commit({ caseId, choice: 3, salt: "0x12" }));
      expect(error).to.be.instanceOf(InvalidInputError);
      expect((error as NationError).advice).to.contain("32 bytes");
    });
  });

  describe("reveal()", () => {
    it("finds the vote again on another device, with the key alone", async () => {
      const { caseId, asStranger, citizenId } = await loadFixture(aReveal);
      // Sealed by a browser's wallet; nothing is left of it but the key, in another kind of wallet.
      const device = await asStranger.as(keyOf(citizenId).connect(ethers.provider));
      const given = await device.court.reveal.wait({ caseId, justification: "The lease says so." });
      expect(given).to.deep.include({ caseId, citizenId, round: 0, choice: 2, justification: "The lease says so." });
    });

    it("opens a refusal to decide, too", async () => {
      const world = await loadFixture(aVote);
      const { caseId, second } = world;
      await second.court.commit.wait({ caseId, choice: 0 });
      await outwait(world, caseId);
      expect((await second.court.reveal.wait({ caseId })).choice).to.equal(0);
    });

    it("takes the choice from who remembers it", async () => {
      const { caseId, juror } = await loadFixture(aReveal);
      expect((await juror.court.reveal.wait({ caseId, choice: 2 })).choice).to.equal(2);
    });

    it("says that the choice is not the one that was sealed", async () => {
      const { caseId, juror } = await loadFixture(aReveal);
      const error = await failureOf(juror.court.reveal({ caseId, choice: 1 }));
      expect(isRevert(error, "Court_RevealMismatch") && error.args).to.deep.equal({ caseId, round: 0n, seat: 0n });
    });

    it("says that it was sealed otherwise", async () => {
      const { caseId, juror } = await loadFixture(aReveal);
      const error = await failureOf(juror.court.reveal({ caseId, salt: ethers.id("another") }));
      expect(error).to.be.instanceOf(SealBrokenError);
      expect((error as NationError).advice).to.contain("the wallet that sealed it");
    });

    it("says that nothing was sealed", async () => {
      const { caseId, second } = await loadFixture(aReveal);
      const error = await failureOf(second.court.reveal({ caseId }));
      expect(error).to.be.instanceOf(NothingSealedError);
      expect((error as NationError).message).to.contain("You handed in no vote");
    });

    it("says that it is done already", async () => {
      const { caseId, juror } = await loadFixture(aReveal);
      await juror.court.reveal.wait({ caseId });
      const error = await failureOf(juror.court.reveal({ caseId }));
      expect((error as NationError).message).to.contain("revealed already");
    });

    it("says that it is too early", async () => {
      const { caseId, juror } = await loadFixture(aSealedVote);
      const error = await failureOf(juror.court.reveal({ caseId }));
      expect(error).to.be.instanceOf(CasePhaseError);
      expect((error as NationError).advice).to.contain("once the time to hand them in is over");
    });

    it("says what the contract says once the time is over", async () => {
      const world = await loadFixture(aReveal);
      const { caseId, juror } = world;
      await outwait(world, caseId);
      const error = await failureOf(juror.court.reveal({ caseId }));
      expect(isRevert(error, "Court_TooLate")).to.equal(true);
    });

    it("says that the justification is too long", async () => {
      const { caseId, juror } = await loadFixture(aReveal);
      const error = await failureOf(juror.court.reveal({ caseId, justification: "é".repeat(1_025) }));
      expect(error).to.be.instanceOf(InvalidInputError);
      expect((error as NationError).advice).to.contain("2048 bytes");
    });

    context("given a juror who moved to a new key since", () => {
      async function aMovedJuror() {
        const world = await loadFixture(aSealedVote);
        const { caseId, citizenId, government, stranger, asStranger } = world;
        const { citizenship, constitution } = government;
        const selectors = [citizenship.move.fragment.selector];
        const target = citizenship.address;
        await constitution.setTargetFunctionRole.wait({ target, selectors, role: "government" });
        const deadline = moment.from((await time.latest()) + 3_600);
        const accepted = await asStranger.citizenship.signAcceptance({ citizenId, deadline });
        await citizenship.move.wait(accepted);
        await outwait(world, caseId);
        return { ...world, newKey: await asStranger.as(stranger) };
      }

      it("says that the new key did not seal it", async () => {
        const { caseId, newKey } = await loadFixture(aMovedJuror);
        expect(await failureOf(newKey.court.reveal({ caseId }))).to.be.instanceOf(SealBrokenError);
      });

      it("takes the salt that the old key makes again", async () => {
        const { caseId, newKey, citizenId } = await loadFixture(aMovedJuror);
        const { chainId } = await ethers.provider.getNetwork();
        const court = newKey.court.address;
        const { domain, types, message } = sealedVoteData({ chainId, court, caseId, round: 0, citizenId });
        const salt = saltFrom(await keyOf(citizenId).signTypedData(domain, types, message));
        expect((await newKey.court.reveal.wait({ caseId, salt })).choice).to.equal(2);
      });

      it("lets the old key no more", async () => {
        const { caseId, juror } = await loadFixture(aMovedJuror);
        expect(await failureOf(juror.court.reveal({ caseId }))).to.be.instanceOf(NoSeatError);
      });
    });

    context("given a case whose choices are ranked", () => {
      it("counts a ranking, which is passed again to reveal it", async () => {
        const world = await loadFixture(aCourtroom);
        const caseId = await bring(world, 3);
        await seat(world, caseId);
        const [juror] = await jurors(world, caseId);
        const choice = rankingOf([3, 1]);
        await juror.court.commit.wait({ caseId, choice });
        await outwait(world, caseId);
        expect(await failureOf(juror.court.reveal({ caseId }))).to.be.instanceOf(SealBrokenError);
        await juror.court.reveal.wait({ caseId, choice });
        const { round } = await world.asStranger.court.case({ caseId });
        expect(round.panel.map((held) => held.choice)).to.deep.equal([3, undefined, undefined]);
        expect(
          round.pairs.filter(({ before }) => before === 1n).map((pair) => [pair.choice, pair.other]),
        ).to.deep.equal([
          [0, 2],
          [1, 2],
        ]);
      });

      for (const [what, choice] of [
        ["a choice twice", 0x11],
        ["a choice that there is not", 0x41],
      ] as const) {
        it(`refuses a ranking that names ${what}`, async () => {
          const world = await loadFixture(aCourtroom);
          const caseId = await bring(world, 3);
          await seat(world, caseId);
          const [juror] = await jurors(world, caseId);
          expect(await failureOf(juror.court.commit({ caseId, choice }))).to.be.instanceOf(InvalidInputError);
        });
      }
    });

    context("given a case of many choices", () => {
      it("finds the last of them", async () => {
        const world = await loadFixture(aCourtroom);
        const caseId = await bring(world, 40, { isLine: true });
        await seat(world, caseId);
        const [juror] = await jurors(world, caseId);
        await juror.court.commit.wait({ caseId, choice: 40 });
        await outwait(world, caseId);
        expect((await juror.court.reveal.wait({ caseId })).choice).to.equal(40);
        await pass(world, caseId);
      });
    });
  });
});
