import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AbiCoder, concat, type Signer, type TypedDataDomain, type TypedDataField } from "ethers";
import { ethers } from "hardhat";
import { civic, connect, InvalidInputError, moment, type NationClient } from "../../sdk/src";
import {
  delegationIn,
  isSignedBy,
  KeyNeededError,
  SignatureRefusedError,
  WalletNotDeployedError,
} from "../../sdk/src/core";
import { lendCode } from "../fixtures/account-code";
import { aConnectedNation } from "../fixtures/connected";
import { failureOf } from "../fixtures/failure";

const LATER = moment.of(new Date("2100-01-01"));
const FACTORY = "0x2222222222222222222222222222222222222222";
const undeployed = "6492".repeat(16);

type Types = Record<string, TypedDataField[]>;

/** A wallet as an app shows it: an account, and what its owner's key signs for it. */
const walletOf = (account: string, owner: Signer, shape = (signature: string) => signature): Signer =>
  new Proxy(owner, {
    get: (target, name) => {
      if (name === "address") return account;
      if (name === "getAddress") return () => Promise.resolve(account);
      if (name === "signTypedData")
        return async (domain: TypedDataDomain, types: Types, message: object) =>
          shape(await target.signTypedData(domain, types, message));
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });

/** A signature that says how its wallet is deployed (ERC-6492). */
const wrapped = (signature: string): string =>
  concat([
    AbiCoder.defaultAbiCoder().encode(["address", "bytes", "bytes"], [FACTORY, "0x1234", signature]),
    `0x${undeployed}`,
  ]);

/** A nation with a contract account that confirms what its owner signs. */
async function aWallet() {
  const world = await aConnectedNation();
  const wallet = await ethers.deployContract("SignerWallet", [world.stranger]);
  const account = await wallet.getAddress();
  const through = (shape?: (signature: string) => string): Promise<NationClient> =>
    connect(walletOf(account, world.stranger, shape), world.founding.addresses.nation);
  return { ...world, account, through };
}

const silence = async (account: string): Promise<string> => {
  const silent = await ethers.deployContract("SilentAccount");
  await lendCode(account, concat(["0xef0100", await silent.getAddress()]));
  return silent.getAddress();
};

describe("signing", () => {
  context("given an account whose code vouches for nothing (EIP-7702)", () => {
    it("signs what the contract takes from the key", async () => {
      const { client, asStranger, citizens, stranger } = await loadFixture(aConnectedNation);
      await silence(citizens[0].address);
      const amount = civic.parse("10");
      const payment = await client.coin.signTransfer({ to: stranger.address, amount, validBefore: LATER });
      const { received } = await asStranger.coin.transferWithAuthorization.wait(payment);
      expect(received > 0n).to.equal(true);
    });

    it("signs a ballot that the governor counts", async () => {
      const { client, asStranger, citizens } = await loadFixture(aConnectedNation);
      const { proposal } = await client.governor.propose.wait({
        calls: [client.setMotto.call({ motto: "Onwards" })],
        description: "Onwards",
      });
      await silence(citizens[0].address);
      const ballot = await client.governor.signBallot({ proposalId: proposal.id, support: "for" });
      const reasoned = await client.governor.signBallotWithReason({
        proposalId: proposal.id,
        support: "for",
        reason: "It is time.",
      });
      await time.increaseTo(proposal.opensAt + 1n);
      await asStranger.governor.voteWithReasonBySignature.simulate(reasoned);
      const { support } = await asStranger.governor.voteBySignature.wait(ballot);
      expect(support).to.equal("for");
    });

    it("names the delegation where neither the key signed nor the code vouches", async () => {
      const { citizens, stranger, founding } = await loadFixture(aConnectedNation);
      const [{ address }] = citizens;
      const client = await connect(walletOf(address, stranger), founding.addresses.nation);
      const delegation = await silence(address);
      const error = await failureOf(client.governor.signBallot({ proposalId: 1n as never, support: "for" }));
      expect(error).to.be.instanceOf(SignatureRefusedError).with.property("delegation", delegation);
      expect((error as SignatureRefusedError).advice).to.contain(delegation);
    });

    it("signs for a batch of ballots, which asks the key", async () => {
      const { client, citizens } = await loadFixture(aConnectedNation);
      const { proposal } = await client.governor.propose.wait({
        calls: [client.setMotto.call({ motto: "Onwards" })],
        description: "Onwards",
      });
      await silence(citizens[0].address);
      const { citizenId } = await client.governor.signBatchBallot({
        proposalId: proposal.id,
        support: "for",
        citizenId: await client.governor.proposerOf({ proposalId: proposal.id }),
      });
      expect(citizenId).to.equal(1n);
    });
  });

  context("given a contract account", () => {
    it("signs what its code vouches for", async () => {
      const { through, account } = await loadFixture(aWallet);
      const nation = await through();
      const request = await nation.citizenship.signRequest({ deadline: LATER });
      expect(request.applicant).to.equal(account);
    });

    it("says of what only takes keys to act by a transaction", async () => {
      const { through, stranger } = await loadFixture(aWallet);
      const nation = await through();
      const permit = { spender: stranger.address, amount: civic.parse("1"), deadline: LATER };
      const error = await failureOf(nation.coin.signPermit(permit));
      expect(error).to.be.instanceOf(KeyNeededError);
      expect((error as KeyNeededError).advice).to.contain("by a transaction of that account");
    });

    it("says that its code does not vouch for another's signature", async () => {
      const { account, citizens, founding } = await loadFixture(aWallet);
      const nation = await connect(walletOf(account, citizens[1]), founding.addresses.nation);
      const error = await failureOf(nation.citizenship.signRequest({ deadline: LATER }));
      expect(error).to.be.instanceOf(SignatureRefusedError).with.property("delegation", undefined);
    });

    it("takes the signature out of what says how it is deployed (ERC-6492)", async () => {
      const { through } = await loadFixture(aWallet);
      const [plain, unwrapped] = await Promise.all([
        (await through()).citizenship.signRequest({ deadline: LATER }),
        (await through(wrapped)).citizenship.signRequest({ deadline: LATER }),
      ]);
      expect(unwrapped.signature).to.equal(plain.signature);
    });
  });

  context("given a wallet that is not deployed yet (ERC-6492)", () => {
    it("says to deploy it, and by what", async () => {
      const { stranger, founding } = await loadFixture(aConnectedNation);
      const account = "0x3333333333333333333333333333333333333333";
      const nation = await connect(walletOf(account, stranger, wrapped), founding.addresses.nation);
      const error = await failureOf(nation.citizenship.signRequest({ deadline: LATER }));
      expect(error).to.be.instanceOf(WalletNotDeployedError).with.property("factory", FACTORY);
      expect((error as WalletNotDeployedError).advice).to.contain(FACTORY);
    });
  });

  context("given an account without code, and the key of another", () => {
    it("says that the signature is not the account's", async () => {
      const { stranger, founding } = await loadFixture(aConnectedNation);
      const account = "0x3333333333333333333333333333333333333333";
      const nation = await connect(walletOf(account, stranger), founding.addresses.nation);
      const error = await failureOf(nation.citizenship.signRequest({ deadline: LATER }));
      expect((error as Error).message).to.contain(`is not that of ${account}`);
    });
  });

  it("says of a signature of another form that a key's is needed", async () => {
    const { client, stranger, citizens } = await loadFixture(aConnectedNation);
    const permit = { owner: citizens[0].address, spender: stranger.address, amount: civic.parse("1"), deadline: LATER };
    const error = await failureOf(client.coin.permit({ ...permit, signature: "0x1234" }));
    expect(error).to.be.instanceOf(InvalidInputError);
    expect((error as InvalidInputError).advice).to.contain("by a transaction instead");
  });
});

describe("isSignedBy()", () => {
  const data = {
    domain: { name: "Test", version: "1", chainId: 1n },
    types: { Note: [{ name: "text", type: "string" }] },
    message: { text: "hello" },
  };
  const signatureOf = (signer: Signer): Promise<string> => signer.signTypedData(data.domain, data.types, data.message);

  it("knows the signature of a key, whatever code its account has", async () => {
    const { stranger, citizens } = await loadFixture(aConnectedNation);
    const { provider } = ethers;
    const signature = await signatureOf(citizens[0]);
    expect(await isSignedBy({ provider, account: citizens[0].address, data, signature })).to.equal(true);
    expect(await isSignedBy({ provider, account: stranger.address, data, signature })).to.equal(false);
    await silence(citizens[0].address);
    expect(await isSignedBy({ provider, account: citizens[0].address, data, signature })).to.equal(true);
  });

  it("asks the code of a contract account", async () => {
    const { account, stranger, citizens } = await loadFixture(aWallet);
    const { provider } = ethers;
    expect(await isSignedBy({ provider, account, data, signature: await signatureOf(stranger) })).to.equal(true);
    expect(await isSignedBy({ provider, account, data, signature: await signatureOf(citizens[0]) })).to.equal(false);
    expect(await isSignedBy({ provider, account, data, signature: "0x" })).to.equal(false);
  });
});

describe("delegationIn()", () => {
  it("tells whose code an account runs", () => {
    expect(delegationIn(concat(["0xef0100", FACTORY]))).to.equal(FACTORY);
  });

  it("returns undefined for other code", () => {
    expect([delegationIn("0x"), delegationIn("0x6001")]).to.deep.equal([undefined, undefined]);
  });
});
