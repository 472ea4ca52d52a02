import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import {
  AbstractSigner,
  BrowserProvider,
  HDNodeWallet,
  type Provider,
  type Signer,
  type TransactionRequest,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";
import { ethers, network } from "hardhat";
import {
  citizenId,
  civic,
  InvalidInputError,
  isRevert,
  moment,
  UserRejectedError,
  wei,
  type NationClient,
} from "../../sdk/src";
import { packBallots, proposalId } from "../../sdk/src/institutions/governor";
import { aConnectedNation } from "../fixtures/connected";

const ten = civic.parse("10");
const soon = async () => moment.from((await time.latest()) + 3_600);

const failureOf = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A device that shows what it signs: it knows transactions and typed data, and nothing else. */
class Device extends AbstractSigner {
  constructor(
    private readonly key: HDNodeWallet,
    provider: Provider | null,
  ) {
    super(provider);
  }
  override getAddress(): Promise<string> {
    return Promise.resolve(this.key.address);
  }
  override connect(provider: Provider | null): Device {
    return new Device(this.key, provider);
  }
  override signTransaction(transaction: TransactionRequest): Promise<string> {
    return this.key.signTransaction(transaction);
  }
  override signTypedData(
    domain: TypedDataDomain,
    types: Record<string, TypedDataField[]>,
    value: Record<string, unknown>,
  ): Promise<string> {
    return this.key.signTypedData(domain, types, value);
  }
  override signMessage(): Promise<string> {
    return Promise.reject(new UserRejectedError());
  }
}

const phrase = "test test test test test test test test test test test junk";

/** The first citizen's account is Hardhat's second. */
const firstCitizen = (): HDNodeWallet => HDNodeWallet.fromPhrase(phrase, undefined, "m/44'/60'/0'/0/1");

const wallets: Record<string, () => Promise<Signer>> = {
  "a private key": () => Promise.resolve(firstCitizen().connect(ethers.provider)),
  "a browser wallet": () => new BrowserProvider(network.provider).getSigner(firstCitizen().address),
  "a hardware wallet": () => Promise.resolve(new Device(firstCitizen(), ethers.provider)),
};

describe("a signature", () => {
  async function aRichNation() {
    const world = await loadFixture(aConnectedNation);
    await world.government.coin.mint.wait({ to: world.citizens[0].address, amount: civic.parse("100") });
    return world;
  }

  async function anOpenVote() {
    const world = await aRichNation();
    const call = world.client.setMotto.call({ motto: "Signed" });
    const { proposal } = await world.client.governor.propose.wait({ calls: [call], description: "Motto" });
    await time.increaseTo(proposal.opensAt + 1n);
    return { ...world, proposal };
  }

  for (const [kind, wallet] of Object.entries(wallets)) {
    context(`given ${kind}`, () => {
      async function aWallet() {
        const world = await loadFixture(anOpenVote);
        return { ...world, signing: await world.client.as(await wallet()) };
      }

      it("sends", async () => {
        const { signing, citizens } = await loadFixture(aWallet);
        const { received } = await signing.coin.transfer.wait({ to: citizens[1].address, amount: ten });
        expect(received).to.equal(civic.parse("9.9"));
      });

      it("fails with the contract's own error", async () => {
        const { signing, citizens } = await loadFixture(aWallet);
        const act = signing.coin.transfer({ to: citizens[1].address, amount: civic.parse("1000000") });
        expect(isRevert(await failureOf(act), "ERC20InsufficientBalance")).to.equal(true);
      });

      it("signs a permit", async () => {
        const { signing, asStranger, stranger } = await loadFixture(aWallet);
        const signed = await signing.coin.signPermit({
          spender: stranger.address,
          amount: ten,
          deadline: await soon(),
        });
        expect((await asStranger.coin.permit.wait(signed)).amount).to.equal(ten);
      });

      it("signs a ballot", async () => {
        const { signing, asStranger, proposal } = await loadFixture(aWallet);
        const signed = await signing.governor.signBallot({ proposalId: proposal.id, support: "for" });
        const counted = await asStranger.governor.voteBySignature.wait(signed);
        expect([counted.citizenId, counted.support, counted.heads]).to.deep.equal([1n, "for", 1n]);
      });

      it("signs a ballot for a batch", async () => {
        const { signing, asStranger, proposal } = await loadFixture(aWallet);
        const ballot = { proposalId: proposal.id, support: "abstain", citizenId: citizenId.from(1) } as const;
        const ballots = [await signing.governor.signBatchBallot(ballot)];
        const { counted } = await asStranger.governor.votesBySignature.wait({ proposalId: proposal.id, ballots });
        expect(counted.map(({ support }) => support)).to.deep.equal(["abstain"]);
      });
    });
  }

  describe("of the coin", () => {
    it("lets anyone deliver a payment", async () => {
      const { client, asStranger, citizens } = await loadFixture(aRichNation);
      const terms = { to: citizens[1].address, amount: ten, validBefore: await soon() };
      const signed = await client.coin.signTransfer(terms);
      const paid = await asStranger.coin.transferWithAuthorization.wait(signed);
      expect([paid.from, paid.received]).to.deep.equal([citizens[0].address, civic.parse("9.9")]);
    });

    it("lets the receiver alone take a payment", async () => {
      const { clients, citizens, asStranger } = await loadFixture(aRichNation);
      const terms = { to: citizens[1].address, amount: ten, validBefore: await soon() };
      const signed = await clients[0].coin.signReceive(terms);
      expect(await failureOf(asStranger.coin.receiveWithAuthorization(signed))).to.be.instanceOf(Error);
      expect((await clients[1].coin.receiveWithAuthorization.wait(signed)).received).to.equal(civic.parse("9.9"));
    });

    it("takes a payment back", async () => {
      const { client, asStranger, citizens } = await loadFixture(aRichNation);
      const terms = { to: citizens[1].address, amount: ten, validBefore: await soon() };
      const signed = await client.coin.signTransfer(terms);
      const cancelled = await client.coin.signCancellation({ nonce: signed.nonce });
      await asStranger.coin.cancelAuthorization.wait(cancelled);
      const error = await failureOf(asStranger.coin.transferWithAuthorization(signed));
      expect(isRevert(error, "ERC3009UsedAuthorization") && error.args.nonce).to.equal(signed.nonce);
      expect(await client.coin.isAuthorizationUsed(cancelled)).to.equal(true);
    });

    it("is for one payment only, under its own number", async () => {
      const { client, citizens } = await loadFixture(aRichNation);
      const terms = { to: citizens[1].address, amount: ten, validBefore: await soon() };
      const [first, second] = [await client.coin.signTransfer(terms), await client.coin.signTransfer(terms)];
      expect(first.nonce).not.to.equal(second.nonce);
    });
  });

  describe("of the governor", () => {
    it("carries a reason", async () => {
      const { client, asStranger, proposal } = await loadFixture(anOpenVote);
      const ballot = { proposalId: proposal.id, support: "against", reason: "Too short" } as const;
      const signed = await client.governor.signBallotWithReason(ballot);
      const { receipt } = await asStranger.governor.voteWithReasonBySignature.wait(signed);
      const [cast] = await client.governor.events.VoteCast.query({ from: receipt.blockNumber });
      expect(cast.reason).to.equal("Too short");
    });

    it("goes in a batch, which reports and skips what does not count", async () => {
      const { clients, asStranger, proposal } = await loadFixture(anOpenVote);
      const sign = (client: NationClient, id: number) =>
        client.governor.signBatchBallot({ proposalId: proposal.id, support: "for", citizenId: citizenId.from(id) });
      const ballots = [await sign(clients[2], 3), await sign(clients[0], 2), await sign(clients[0], 1)];
      const { counted, skipped } = await asStranger.governor.votesBySignature.wait({
        proposalId: proposal.id,
        ballots,
      });
      expect(counted.map(({ citizenId }) => citizenId)).to.deep.equal([1n, 3n]);
      expect(skipped).to.deep.equal([{ citizenId: 2n, fault: "badSignature" }]);
    });

    it("is refused in a batch for another proposal", async () => {
      const { client, proposal } = await loadFixture(anOpenVote);
      const ballot = { proposalId: proposal.id, support: "for", citizenId: citizenId.from(1) } as const;
      const ballots = [await client.governor.signBatchBallot(ballot)];
      expect(() => packBallots({ proposalId: proposalId.from(1n), ballots })).to.throw(InvalidInputError);
    });

    it("is refused in a batch if it is no key's", async () => {
      const { proposal } = await loadFixture(anOpenVote);
      const ballot = {
        proposalId: proposal.id,
        support: "for",
        citizenId: citizenId.from(1),
        signature: "0x1234",
      } as const;
      expect(() => packBallots({ proposalId: proposal.id, ballots: [ballot] })).to.throw(InvalidInputError);
    });

    it("is refused in a batch for an id that does not fit", async () => {
      const { client, proposal } = await loadFixture(anOpenVote);
      const ballot = { proposalId: proposal.id, support: "for", citizenId: citizenId.from(2n ** 24n) } as const;
      const ballots = [await client.governor.signBatchBallot(ballot)];
      expect(() => packBallots({ proposalId: proposal.id, ballots })).to.throw(InvalidInputError);
    });
  });

  for (const house of ["citizenship", "stake"] as const) {
    describe(`of a delegation in the ${house}`, () => {
      it("hands the votes to another citizen", async () => {
        const { clients, asStranger, citizens } = await loadFixture(aConnectedNation);
        const to = citizens[1].address;
        const signed = await clients[0][house].signDelegation({ to, expiry: await soon() });
        const { changed } = await asStranger[house].delegateBySignature.wait(signed);
        expect(changed).to.deep.equal({ delegator: citizens[0].address, before: citizens[0].address, after: to });
        expect(await clients[0][house].delegateOf({ account: citizens[0].address })).to.equal(to);
      });
    });
  }

  describe("of an admission", () => {
    async function aRegistrar() {
      const world = await loadFixture(aConnectedNation);
      const until = moment.from((await time.latest()) + 86_400);
      const office = { role: "registrar", citizenId: citizenId.from(1), until } as const;
      await world.government.constitution.appoint.wait(office);
      return world;
    }

    it("asks for citizenship", async () => {
      const { client, asStranger, stranger } = await loadFixture(aRegistrar);
      const requests = [await asStranger.citizenship.signRequest({ deadline: await soon() })];
      const { admitted } = await client.citizenship.admitSigned.wait({ requests });
      expect(admitted.map(({ citizenId, holder }) => [citizenId, holder])).to.deep.equal([[4n, stranger.address]]);
    });

    it("promises citizenship", async () => {
      const { client, asStranger, stranger } = await loadFixture(aRegistrar);
      const voucher = await client.citizenship.signVoucher({ applicant: stranger.address, deadline: await soon() });
      const fee = await asStranger.citizenship.fee();
      expect((await asStranger.citizenship.redeem.wait({ ...voucher, fee })).holder).to.equal(stranger.address);
    });

    it("says which fee is due if another is paid", async () => {
      const { client, asStranger, stranger } = await loadFixture(aRegistrar);
      const voucher = await client.citizenship.signVoucher({ applicant: stranger.address, deadline: await soon() });
      const error = await failureOf(asStranger.citizenship.redeem({ ...voucher, fee: wei.from(1n) }));
      expect(isRevert(error, "Citizenship_WrongFee") && error.args).to.deep.equal({ paid: 1n, fee: 0n });
    });
  });

  describe("of a move", () => {
    it("consents to take a citizenship over", async () => {
      const { government, asStranger, stranger, citizens } = await loadFixture(aConnectedNation);
      await government.constitution.setTargetFunctionRole.wait({
        target: government.citizenship.address,
        selectors: [government.citizenship.move.fragment.selector],
        role: "government",
      });
      const id = citizenId.from(1);
      const signed = await asStranger.citizenship.signAcceptance({ citizenId: id, deadline: await soon() });
      const moved = await government.citizenship.move.wait(signed);
      expect([moved.before, moved.after]).to.deep.equal([citizens[0].address, stranger.address]);
      expect(await asStranger.citizenship.citizenOf({ account: stranger.address })).to.equal(1n);
    });
  });
});
