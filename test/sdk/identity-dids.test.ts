import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { verifyJWT } from "did-jwt";
import { HDNodeWallet } from "ethers";
import { ethers } from "hardhat";
import { moment, seconds } from "../../sdk/src";
import {
  createHolderKey,
  didOf,
  didOfAccount,
  didResolver,
  domainFiles,
  keyAttribute,
  linkedDomainAttribute,
  nationDidOf,
  resolveDid,
  verifyDomain,
  walletKey,
  type DomainFile,
} from "../../sdk/src/identity";
import { signJwt } from "../../sdk/src/identity/jwt";
import { failureOf } from "../fixtures/failure";
import { ADA, aNationOfHolders, atMoment, DOMAIN } from "../fixtures/identity";

const accountIn = (id: string | undefined) => id?.split(":").at(-1);

describe("resolveDid()", () => {
  it("resolves an account that never did anything", async () => {
    const { connection } = await loadFixture(aNationOfHolders);
    const { address } = HDNodeWallet.createRandom();
    const did = await didOfAccount(connection, address);
    const { controller, citizenId, isAnnounced } = await resolveDid({ connection, did });
    expect({ controller, citizenId, isAnnounced }).to.deep.equal({
      controller: address,
      citizenId: undefined,
      isAnnounced: true,
    });
  });

  it("resolves the nation's identity, which the government controls", async () => {
    const { connection, address, founding } = await loadFixture(aNationOfHolders);
    const did = await nationDidOf(connection);
    expect(did).to.equal(`did:ethr:0x7a69:${address}`);
    expect((await resolveDid({ connection, did })).controller).to.equal(founding.addresses.timelock);
  });

  it("refuses an identity of another chain", async () => {
    const { connection, wallets } = await loadFixture(aNationOfHolders);
    const did = didOf({ account: wallets.ada.address, chainId: 8453 });
    expect(await failureOf(resolveDid({ connection, did }))).to.include({ name: "DidError", fault: "unresolved", did });
  });

  it("refuses a deactivated identity, for good", async () => {
    const { connection, clients, wallets } = await loadFixture(aNationOfHolders);
    const did = await didOfAccount(connection, wallets.bo.address);
    await clients.bo.didRegistry.deactivate.wait({ identity: wallets.bo.address });
    expect(await failureOf(resolveDid({ connection, did }))).to.include({ fault: "deactivated", did });
  });

  context("given a citizen whose identity follows the citizenship", () => {
    async function aFollower() {
      const world = await loadFixture(aNationOfHolders);
      const { connection, clients, wallets } = world;
      await clients.ada.didRegistry.followCitizen.wait();
      const did = await didOfAccount(connection, wallets.ada.address);
      const next = HDNodeWallet.createRandom().connect(ethers.provider);
      return { ...world, did, next };
    }

    it("names the citizenship", async () => {
      const { connection, did } = await aFollower();
      expect((await resolveDid({ connection, did })).citizenId).to.equal(ADA);
    });

    it("names the new holder as soon as the citizenship moved, before that is announced", async () => {
      const { connection, did, next, moveCitizen } = await aFollower();
      await moveCitizen(1, next);
      const { controller, isAnnounced, document } = await resolveDid({ connection, did });
      expect([controller, isAnnounced]).to.deep.equal([next.address, false]);
      expect(accountIn(document.verificationMethod![0].blockchainAccountId)).to.equal(next.address);
    });

    it("says that stock resolvers know the new holder once it is announced", async () => {
      const { connection, did, next, moveCitizen, clients, wallets, stock } = await aFollower();
      await moveCitizen(1, next);
      await clients.bo.didRegistry.announceOwner.wait({ identity: wallets.ada.address });
      expect((await resolveDid({ connection, did })).isAnnounced).to.equal(true);
      const { didDocument } = await stock.resolve(did);
      expect(accountIn(didDocument!.verificationMethod![0].blockchainAccountId)).to.equal(next.address);
    });
  });
});

describe("didResolver()", () => {
  it("gives a stock verifier what it needs: the owner's key", async () => {
    const { connection, wallets } = await loadFixture(aNationOfHolders);
    const iss = await didOfAccount(connection, wallets.bo.address);
    const jwt = await signJwt({ typ: "JWT" }, { iss }, walletKey(wallets.bo));
    expect((await verifyJWT(jwt, { resolver: didResolver(connection) })).verified).to.equal(true);
  });

  it("leaves a stock verifier nothing of a key that lost its citizenship", async () => {
    const { connection, wallets, clients, moveCitizen } = await loadFixture(aNationOfHolders);
    await clients.ada.didRegistry.followCitizen.wait();
    const next = HDNodeWallet.createRandom().connect(ethers.provider);
    await moveCitizen(1, next);
    const iss = await didOfAccount(connection, wallets.ada.address);
    const resolver = didResolver(connection);
    const stale = await signJwt({ typ: "JWT" }, { iss }, walletKey(wallets.ada));
    expect(await failureOf(verifyJWT(stale, { resolver })))
      .to.have.property("message")
      .that.includes("invalid_signature");
    const fresh = await signJwt({ typ: "JWT" }, { iss }, walletKey(next));
    expect((await verifyJWT(fresh, { resolver })).verified).to.equal(true);
  });

  it("answers about former versions as the stock resolver does", async () => {
    const { connection, clients, wallets, stock } = await loadFixture(aNationOfHolders);
    const identity = wallets.ada.address;
    const before = await ethers.provider.getBlockNumber();
    await clients.ada.didRegistry.changeOwner.wait({ identity, newOwner: wallets.bo.address });
    const did = `${await didOfAccount(connection, identity)}?versionId=${before}`;
    const { didDocument } = await didResolver(connection).resolve(did);
    expect(didDocument).to.deep.equal((await stock.resolve(did)).didDocument);
    expect(accountIn(didDocument!.verificationMethod![0].blockchainAccountId)).to.equal(identity);
  });

  for (const kind of ["P-256", "secp256k1"] as const) {
    it(`resolves a key on ${kind} that an identity names, and a stock verifier takes what it signs`, async () => {
      const { connection, clients, wallets } = await loadFixture(aNationOfHolders);
      const key = kind === "P-256" ? (await createHolderKey()).key : walletKey(HDNodeWallet.createRandom());
      const identity = wallets.bo.address;
      await clients.bo.didRegistry.setAttribute.wait({ identity, ...keyAttribute(key.publicJwk) });
      const iss = await didOfAccount(connection, identity);
      const jwt = await signJwt({ typ: "JWT" }, { iss }, key);
      const { signer } = await verifyJWT(jwt, { resolver: didResolver(connection), proofPurpose: "assertionMethod" });
      expect(signer.id).to.equal(`${iss}#delegate-1`);
    });
  }

  it("lets delegates and attributes end", async () => {
    const { connection, clients, wallets, stock } = await loadFixture(aNationOfHolders);
    const identity = wallets.bo.address;
    const validity = seconds.hours(1);
    const delegate = wallets.cai.address;
    await clients.bo.didRegistry.addDelegate.wait({ identity, type: "veriKey", delegate, validity });
    await clients.bo.didRegistry.setAttribute.wait({ identity, name: "did/svc/Hub", value: "https://hub", validity });
    const did = await didOfAccount(connection, identity);
    const begun = await time.latest();
    for (const resolver of [stock, didResolver(connection)]) {
      const sizes = async () => {
        const { didDocument } = await resolver.resolve(did);
        return [didDocument!.verificationMethod!.length, didDocument!.service?.length ?? 0];
      };
      expect(await atMoment(new Date((begun + 3_500) * 1_000), sizes)).to.deep.equal([2, 1]);
      expect(await atMoment(new Date((begun + 3_700) * 1_000), sizes)).to.deep.equal([1, 0]);
    }
    await time.increase(3_700);
    expect(await clients.bo.didRegistry.isDelegate({ identity, type: "veriKey", delegate })).to.equal(false);
  });
});

describe("the nation's domain", () => {
  /** The web server of the domain, as a dictionary. */
  const hosting = (files: readonly DomainFile[]) => (url: string) => {
    const found = files.find(({ path }) => url === `https://${DOMAIN}${path}`);
    return Promise.resolve({ ok: found !== undefined, text: () => Promise.resolve(found?.text ?? "") });
  };

  async function aHostedDomain() {
    const world = await loadFixture(aNationOfHolders);
    const { government, address, connection, registrar } = world;
    await government.didRegistry.setAttribute.wait({ identity: address, ...linkedDomainAttribute(DOMAIN) });
    const files = await domainFiles({ connection, key: registrar });
    return { ...world, files };
  }

  const changed = (files: readonly DomainFile[], end: string, change: (text: string) => string) =>
    files.map(({ path, text }) => ({ path, text: path.endsWith(end) ? change(text) : text }));

  it("proves the nation, and the nation proves it", async () => {
    const { connection, files } = await aHostedDomain();
    const { until, ...verified } = await verifyDomain({ connection, domain: DOMAIN, fetch: hosting(files) });
    expect(verified).to.deep.equal({
      domain: DOMAIN,
      did: await nationDidOf(connection),
      didWeb: `did:web:${DOMAIN}`,
    });
    expect(until > moment.of(new Date())).to.equal(true);
  });

  it("is linked by a credential that a stock verifier takes, with the header that DIF asks for", async () => {
    const { files, stock, connection } = await aHostedDomain();
    const { linked_dids: linked } = JSON.parse(files[0].text) as { linked_dids: string[] };
    const { verifyCredential } = await import("did-jwt-vc");
    const { verifiableCredential } = await verifyCredential(linked[0], stock);
    expect(verifiableCredential.credentialSubject).to.deep.equal({
      id: await nationDidOf(connection),
      origin: `https://${DOMAIN}`,
    });
    const header = JSON.parse(Buffer.from(linked[0].split(".")[0], "base64url").toString()) as object;
    expect(Object.keys(header)).to.have.members(["alg", "kid"]);
  });

  it("has a did:web document by whose key the stock verifier takes the second credential", async () => {
    const { files } = await aHostedDomain();
    const { linked_dids: linked } = JSON.parse(files[0].text) as { linked_dids: string[] };
    const didDocument = JSON.parse(files[1].text) as never;
    const resolver = {
      resolve: () => Promise.resolve({ didDocument, didDocumentMetadata: {}, didResolutionMetadata: {} }),
    };
    expect((await verifyJWT(linked[1], { resolver })).issuer).to.equal(`did:web:${DOMAIN}`);
  });

  it("is refused where another domain shows its files", async () => {
    const { connection, files } = await aHostedDomain();
    const error = await failureOf(verifyDomain({ connection, domain: "evil.example", fetch: hosting(files) }));
    expect(error).to.include({ name: "DomainRefusedError", fault: "other", detail: DOMAIN });
  });

  it("is refused where the nation names none", async () => {
    const { connection, government, files } = await aHostedDomain();
    await government.setDomain.wait({ domain: "" });
    expect(await failureOf(verifyDomain({ connection, fetch: hosting(files) }))).to.have.property("fault", "none");
  });

  it("is refused where the nation's identity does not name it", async () => {
    const { connection, government, address, files } = await aHostedDomain();
    await government.didRegistry.revokeAttribute.wait({ identity: address, ...linkedDomainAttribute(DOMAIN) });
    const error = await failureOf(verifyDomain({ connection, fetch: hosting(files) }));
    expect(error).to.include({ fault: "unnamed", detail: DOMAIN });
  });

  it("is refused where its files are missing, too long, or no JSON", async () => {
    const { connection, files } = await aHostedDomain();
    const bad = [[], changed(files, "configuration.json", () => "<html>"), changed(files, "did.json", () => "[1]")];
    for (const hosted of [...bad, changed(files, "configuration.json", (text) => text + " ".repeat(100_000))])
      expect(await failureOf(verifyDomain({ connection, fetch: hosting(hosted) }))).to.have.property(
        "fault",
        "unreachable",
      );
  });

  it("is refused where its files are of a key that the nation took back", async () => {
    const { connection, government, address, registrar, files } = await aHostedDomain();
    const { computeAddress, SigningKey } = await import("ethers");
    const { x, y } = registrar.publicJwk;
    const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
    const delegate = computeAddress(SigningKey.computePublicKey(point, true));
    await government.didRegistry.revokeDelegate.wait({ identity: address, type: "veriKey", delegate });
    const later = new Date((await time.latest()) * 1_000 + 2_000);
    const error = await atMoment(later, () => failureOf(verifyDomain({ connection, fetch: hosting(files) })));
    expect(error).to.have.property("fault", "unproven");
  });

  it("is refused after the end of its proof", async () => {
    const { connection, registrar, files } = await aHostedDomain();
    const at = moment.from(moment.of(new Date()) + seconds.days(366));
    expect(await failureOf(verifyDomain({ connection, fetch: hosting(files), at }))).to.have.property(
      "fault",
      "unproven",
    );
    const longer = await domainFiles({ connection, key: registrar, validity: seconds.days(400) });
    expect(await verifyDomain({ connection, fetch: hosting(longer), at })).to.include({ domain: DOMAIN });
  });

  it("is refused where it links, or its document names, another identity", async () => {
    const { connection, files } = await aHostedDomain();
    const did = await nationDidOf(connection);
    const linksNone = changed(files, "configuration.json", () => JSON.stringify({ linked_dids: [{}, "x.y.z"] }));
    const namesNone = changed(files, "did.json", (text) => text.replace(did, `${did.slice(0, -4)}0000`));
    for (const hosted of [linksNone, namesNone])
      expect(await failureOf(verifyDomain({ connection, fetch: hosting(hosted) }))).to.have.property(
        "fault",
        "unproven",
      );
  });

  it("is refused by what the nation signed for another domain, or as another credential", async () => {
    const { connection, government, address, registrar, files } = await aHostedDomain();
    await government.setDomain.wait({ domain: "old.example" });
    const old = await domainFiles({ connection, key: registrar });
    await government.setDomain.wait({ domain: DOMAIN });
    const iss = `did:ethr:0x7a69:${address}`;
    const other = await signJwt({}, { iss, sub: iss, exp: 4e9, vc: { type: ["VerifiableCredential"] } }, registrar);
    for (const text of [old[0].text, JSON.stringify({ linked_dids: [other] })]) {
      const hosted = changed(files, "configuration.json", () => text);
      expect(await failureOf(verifyDomain({ connection, fetch: hosting(hosted) }))).to.have.property(
        "fault",
        "unproven",
      );
    }
  });

  it("gets no files signed by a key that is none of the nation's", async () => {
    const { connection, wallets } = await loadFixture(aNationOfHolders);
    const error = await failureOf(domainFiles({ connection, key: walletKey(wallets.cai) }));
    expect(error).to.have.property("name", "InvalidInputError");
  });
});
