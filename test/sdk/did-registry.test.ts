import { impersonateAccount, loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Resolver } from "did-resolver";
import { getResolver } from "ethr-did-resolver";
import { ethers } from "hardhat";
import { connect, moment, seconds } from "../../sdk/src";
import { didOf, readDid } from "../../sdk/src/institutions/did-registry";
import { failureOf } from "../fixtures/failure";
import { foundNation } from "../fixtures/nation";
import { signedAcceptance, ENDLESS, Role } from "../fixtures/citizenship";

/** A nation with a DID registry, and what strangers resolve its identities with. */
async function aNationOfIdentities() {
  const world = await foundNation(3, { institutions: { didRegistry: true } });
  const { nation, timelock, didRegistry } = world.founding.addresses;
  const clients = await Promise.all(world.citizens.map((citizen) => connect(citizen, nation)));
  await impersonateAccount(timelock);
  await setBalance(timelock, 10n ** 20n);
  const government = await connect(await ethers.getSigner(timelock), nation);
  const resolver = new Resolver(
    getResolver({ networks: [{ chainId: 31337n, provider: ethers.provider as never, registry: didRegistry! }] }),
  );
  const documentOf = async (did: string) => {
    const { didDocument, didDocumentMetadata } = await resolver.resolve(did);
    return { document: didDocument!, metadata: didDocumentMetadata };
  };
  return { ...world, clients, government, timelock, documentOf, deadline: moment.of(new Date(4e12)) };
}

describe("nation.didRegistry", () => {
  describe("did()", () => {
    it("returns the connected account's identifier, and any other's", async () => {
      const { clients } = await loadFixture(aNationOfIdentities);
      const [ada, bo] = clients;
      expect(await ada.didRegistry.did()).to.equal(`did:ethr:0x7a69:${ada.account}`);
      expect(await ada.didRegistry.did({ account: bo.account! })).to.equal(`did:ethr:0x7a69:${bo.account}`);
    });
  });

  describe("readDid()", () => {
    it("reads what didOf() writes", async () => {
      const { clients } = await loadFixture(aNationOfIdentities);
      const account = clients[0].account!;
      expect(readDid(didOf({ account, chainId: 8453 }))).to.deep.equal({ account, chainId: 8453n });
      expect(readDid(`did:ethr:${account}`)).to.deep.equal({ account, chainId: 1n });
    });

    for (const did of ["", "did:web:example.org", "did:ethr:0x1:", "did:ethr:nation:0x00"]) {
      it(`refuses "${did}"`, () => {
        expect(() => readDid(did)).to.throw("a DID");
      });
    }
  });

  context("given a stock resolver", () => {
    it("resolves an identity that never changed", async () => {
      const { clients, documentOf } = await loadFixture(aNationOfIdentities);
      const did = await clients[0].didRegistry.did();
      const { document } = await documentOf(did);
      expect(document.verificationMethod![0].blockchainAccountId).to.equal(`eip155:31337:${clients[0].account}`);
    });

    it("resolves services and keys while they last", async () => {
      const { clients, documentOf } = await loadFixture(aNationOfIdentities);
      const { didRegistry, account } = clients[0];
      const identity = account!;
      await didRegistry.setAttribute.wait({ identity, name: "did/svc/Hub", value: "https://hub.example.org" });
      await didRegistry.addDelegate.wait({
        identity,
        type: "veriKey",
        delegate: clients[1].account!,
        validity: seconds.days(30_000),
      });
      const did = await didRegistry.did();
      const { document } = await documentOf(did);
      expect(document.service!.map(({ serviceEndpoint }) => serviceEndpoint)).to.deep.equal([
        "https://hub.example.org",
      ]);
      expect(document.verificationMethod!.map(({ blockchainAccountId }) => blockchainAccountId)).to.include(
        `eip155:31337:${clients[1].account}`,
      );
      expect(await didRegistry.isDelegate({ identity, type: "veriKey", delegate: clients[1].account! })).to.equal(true);

      await didRegistry.revokeAttribute.wait({ identity, name: "did/svc/Hub", value: "https://hub.example.org" });
      await didRegistry.revokeDelegate.wait({ identity, type: "veriKey", delegate: clients[1].account! });
      const after = await documentOf(did);
      expect(after.document.service ?? []).to.deep.equal([]);
      expect(await didRegistry.isDelegate({ identity, type: "veriKey", delegate: clients[1].account! })).to.equal(
        false,
      );
      const { items } = await clients[0].record({ institution: "didRegistry", limit: 20 });
      const told = items.filter(({ event }) => event === "DIDAttributeChanged").map((item) => item.text);
      expect(told).to.have.length(2);
      expect(told[0]).to.contain(" of itself, 23 bytes, no longer.");
      expect(told[1]).to.contain(" of itself, 23 bytes, without end.");
    });

    it("resolves the new owner, and that an identity is deactivated", async () => {
      const { clients, stranger, documentOf } = await loadFixture(aNationOfIdentities);
      const [{ didRegistry, account }] = clients;
      const identity = account!;
      const did = await didRegistry.did();
      expect(await didRegistry.changeOwner.wait({ identity, newOwner: stranger.address })).to.include({
        identity,
        owner: stranger.address,
      });
      const { document } = await documentOf(did);
      expect(document.verificationMethod![0].blockchainAccountId).to.equal(`eip155:31337:${stranger.address}`);
      const asOwner = await clients[0].as(stranger);
      expect((await asOwner.didRegistry.deactivate.wait({ identity })).owner).to.equal(undefined);
      expect((await documentOf(did)).metadata.deactivated).to.equal(true);
      expect(await didRegistry.ownerOf({ identity })).to.equal(undefined);
    });

    it("resolves the holder of a citizenship that moved", async () => {
      const world = await loadFixture(aNationOfIdentities);
      const { clients, stranger, timelock, constitution, citizenship, documentOf } = world;
      const [{ didRegistry, account }] = clients;
      const identity = account!;
      const { citizenId } = await didRegistry.followCitizen.wait();
      expect(citizenId).to.equal(1n);
      const recovery = await ethers.getSigner(timelock);
      await constitution.connect(recovery).grantRole(Role.Recovery, timelock, 0);
      const signature = await signedAcceptance(citizenship, {
        citizenId: 1,
        newHolder: stranger.address,
        signer: stranger,
      });
      await citizenship.connect(recovery).move(1, stranger, ENDLESS, signature);
      expect(await didRegistry.ownerOf({ identity })).to.equal(stranger.address);
      expect(await didRegistry.citizenFollowedBy({ identity })).to.equal(1n);

      expect((await didRegistry.announceOwner.wait({ identity })).owner).to.equal(stranger.address);
      const { document } = await documentOf(await didRegistry.did());
      expect(document.verificationMethod![0].blockchainAccountId).to.equal(`eip155:31337:${stranger.address}`);
    });

    it("resolves the nation's own identity, of which the government speaks", async () => {
      const { government, timelock, founding, documentOf } = await loadFixture(aNationOfIdentities);
      const did = await government.didRegistry.nationDid();
      const identity = founding.addresses.nation;
      await government.didRegistry.setAttribute.wait({ identity, name: "did/svc/Site", value: "https://example.org" });
      const { document } = await documentOf(did);
      expect(document.verificationMethod![0].blockchainAccountId).to.equal(`eip155:31337:${timelock}`);
      expect(document.service![0].serviceEndpoint).to.equal("https://example.org");
    });
  });

  context("given somebody else who pays", () => {
    it("does what the owner signed", async () => {
      const { clients, stranger, deadline } = await loadFixture(aNationOfIdentities);
      const [ada, bo] = clients;
      const relayer = (await ada.as(stranger)).didRegistry;
      const identity = ada.account!;
      const delegate = bo.account!;
      const service = { identity, name: "did/svc/Hub", value: "https://hub.example.org" };

      await relayer.followCitizenBySignature.wait(await ada.didRegistry.signFollowCitizen({ deadline }));
      const added = await ada.didRegistry.signAddDelegate({ identity, type: "sigAuth", delegate, deadline });
      await relayer.addDelegateBySignature.wait(added);
      expect(await relayer.isDelegate({ identity, type: "sigAuth", delegate })).to.equal(true);
      await relayer.revokeDelegateBySignature.wait(
        await ada.didRegistry.signRevokeDelegate({ identity, type: "sigAuth", delegate, deadline }),
      );
      expect(await relayer.isDelegate({ identity, type: "sigAuth", delegate })).to.equal(false);
      const validity = seconds.days(1);
      await relayer.setAttributeBySignature.wait(
        await ada.didRegistry.signSetAttribute({ ...service, validity, deadline }),
      );
      await relayer.revokeAttributeBySignature.wait(
        await ada.didRegistry.signRevokeAttribute({ ...service, deadline }),
      );
      expect(await relayer.events.DIDAttributeChanged.query({ from: 0, where: { identity } })).to.have.length(2);
      expect(await relayer.citizenFollowedBy({ identity })).to.equal(1n);

      const moved = await bo.didRegistry.signChangeOwner({ identity: delegate, newOwner: stranger.address, deadline });
      expect((await relayer.changeOwnerBySignature.wait(moved)).owner).to.equal(stranger.address);
    });
  });

  it("refuses names that resolvers do not take", async () => {
    const { clients } = await loadFixture(aNationOfIdentities);
    const { didRegistry, account } = clients[0];
    for (const name of ["", "did/pub/Ed25519VerificationKey2018/veriKey/base64"]) {
      const error = await failureOf(didRegistry.setAttribute({ identity: account!, name, value: "0x01" }));
      expect(error).to.have.property("name", "InvalidInputError");
    }
  });

  it("says whose identity it is to who may not speak for it", async () => {
    const { clients } = await loadFixture(aNationOfIdentities);
    const error = await failureOf(
      clients[0].didRegistry.setAttribute({ identity: clients[1].account!, name: "did/svc/Hub", value: "x" }),
    );
    expect(error).to.have.property("revert", "DidRegistry_NotOwner");
  });
});
