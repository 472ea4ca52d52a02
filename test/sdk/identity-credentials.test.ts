import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { verifyCredential as stockVerifyCredential, verifyPresentation as stockVerifyPresentation } from "did-jwt-vc";
import { HDNodeWallet, id, JsonRpcProvider, ZeroAddress } from "ethers";
import { ethers } from "hardhat";
import { moment, seconds } from "../../sdk/src";
import { openConnection } from "../../sdk/src/connection";
import {
  credentialSchemas,
  didOf,
  didOfAccount,
  issueCredential,
  nationDidOf,
  presentationRequests,
  presentCredential,
  verifyCredential,
  verifyPresentation,
  walletKey,
} from "../../sdk/src/identity";
import { readJwt, signJwt } from "../../sdk/src/identity/jwt";
import { failureOf } from "../fixtures/failure";
import { ADA, aNationOfHolders, BO } from "../fixtures/identity";
import { foundNation } from "../fixtures/nation";
import { publicNode } from "../fixtures/public-node";

const TYPE = "DriversLicence";
const AUDIENCE = "https://rental.example";
const claims = { class: "B", since: 2020 };

/** Ada issued Bo a public licence, and attested to it. */
async function aLicence() {
  const world = await aNationOfHolders();
  const { connection, wallets, clients, licences } = world;
  const [adaDid, boDid] = await Promise.all(
    [wallets.ada, wallets.bo].map(({ address }) => didOfAccount(connection, address)),
  );
  const issuer = { did: adaDid, key: walletKey(wallets.ada) };
  const until = moment.from((await time.latest()) + 86_400 * 100);
  const terms = { connection, issuer, subject: boDid, type: TYPE, schemaId: licences, claims, until };
  const issued = await issueCredential({ ...terms, about: { citizenId: BO } });
  await clients.ada.attestations.attest.wait({ contents: [issued.content] });
  const expected = { type: TYPE, schemaId: licences };
  const verify = (changes: object = {}) =>
    verifyCredential({ connection, credential: issued.credential, expected, ...changes });
  return { ...world, adaDid, boDid, issuer, terms, expired: until, issued, expected, verify };
}

/** Bo presents it to somebody who rents cars. */
async function aPresentation() {
  const world = await loadFixture(aLicence);
  const { connection, boDid, wallets, issued, expected } = world;
  const requests = presentationRequests({ audience: AUDIENCE });
  const holder = { did: boDid, key: walletKey(wallets.bo) };
  const request = requests.open();
  const presentation = await presentCredential({ connection, holder, credential: issued.credential, request });
  const verify = (changes: object = {}) =>
    verifyPresentation({ connection, presentation, requests, expected, ...changes });
  return { ...world, requests, holder, request, presentation, verify };
}

/** The same, with something else in its payload, signed by a key or left as it was signed. */
async function altered(
  jwt: string,
  change: (payload: Record<string, never>) => object,
  key?: Parameters<typeof signJwt>[2],
) {
  const { header, payload, signature } = readJwt(jwt);
  const { alg, ...rest } = header;
  const other = change(structuredClone(payload) as never);
  if (key !== undefined) return signJwt(rest, other, key);
  const text = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${text({ alg, ...rest })}.${text(other)}.${signature}`;
}

describe("issueCredential()", () => {
  it("issues what a stock verifier takes, which knows nothing but the resolver", async () => {
    const { issued, stock, adaDid, boDid } = await loadFixture(aLicence);
    const { verifiableCredential, issuer } = await stockVerifyCredential(issued.credential, stock);
    expect(issuer).to.equal(adaDid);
    expect(verifiableCredential.credentialSubject).to.deep.equal({ ...claims, id: boDid });
    expect(verifiableCredential.type).to.deep.equal(["VerifiableCredential", TYPE]);
  });

  it("gives the id under which it is attested", async () => {
    const { issued, clients } = await loadFixture(aLicence);
    expect(await clients.bo.attestations.isValid({ uid: issued.uid })).to.equal(true);
  });

  it("refuses a key that is none of the issuer's", async () => {
    const { terms, adaDid, wallets } = await loadFixture(aLicence);
    const issuer = { did: adaDid, key: walletKey(wallets.cai) };
    expect(await failureOf(issueCredential({ ...terms, issuer }))).to.have.property("name", "InvalidInputError");
  });

  it("refuses a citizen as the recipient who does not control the subject", async () => {
    const { terms } = await loadFixture(aLicence);
    const error = await failureOf(issueCredential({ ...terms, about: { citizenId: ADA } }));
    expect(error).to.include({ name: "CredentialRefusedError", fault: "holder" });
  });

  it("refuses an id among the claims", async () => {
    const { terms } = await loadFixture(aLicence);
    const error = await failureOf(issueCredential({ ...terms, claims: { id: "did:web:evil.example" } }));
    expect(error).to.have.property("name", "InvalidInputError");
  });
});

describe("verifyCredential()", () => {
  it("says what it says, of whom, by whom, and until when", async () => {
    const { verify, issued, adaDid, boDid, expired } = await loadFixture(aLicence);
    expect(await verify()).to.deep.equal({
      issuer: adaDid,
      subject: boDid,
      type: TYPE,
      claims,
      uid: issued.uid,
      attesters: [ADA],
      until: expired,
    });
  });

  it("takes one of the nation, signed by a delegate of its identity", async () => {
    const { connection, clients, registrar, terms, expected } = await loadFixture(aLicence);
    const did = await nationDidOf(connection);
    const { credential, content } = await issueCredential({ ...terms, issuer: { did, key: registrar } });
    await clients.ada.attestations.attest.wait({ contents: [content] });
    const verified = await verifyCredential({ connection, credential, expected: { ...expected, issuer: did } });
    expect(verified.issuer).to.equal(did);
  });

  it("follows the citizenship of whom it is about to another key", async () => {
    const { clients, moveCitizen, verify, boDid } = await loadFixture(aLicence);
    await clients.bo.didRegistry.followCitizen.wait();
    await moveCitizen(2, HDNodeWallet.createRandom().connect(ethers.provider));
    expect((await verify()).subject).to.equal(boDid);
  });

  it("leaves a subject whose identity did not follow the citizenship without it", async () => {
    const { moveCitizen, verify } = await loadFixture(aLicence);
    await moveCitizen(2, HDNodeWallet.createRandom().connect(ethers.provider));
    expect(await failureOf(verify())).to.have.property("fault", "holder");
  });

  it("finds schemas by their definitions", async () => {
    const { connection, licences, records } = await loadFixture(aLicence);
    expect(await credentialSchemas({ connection })).to.deep.equal([
      { schemaId: licences, definition: "bytes32 DriversLicence" },
      { schemaId: records, definition: "bytes32 HealthRecord" },
    ]);
  });

  context("given something that is wrong", () => {
    it("refuses what nobody attested", async () => {
      const { terms, connection, expected } = await loadFixture(aLicence);
      const { credential, uid } = await issueCredential(terms);
      const error = await failureOf(verifyCredential({ connection, credential, expected }));
      expect(error).to.include({ fault: "unanchored", detail: `no attestation ${uid}` });
      expect(error).to.have.property("message", `Nobody attested to it on chain: no attestation ${uid}.`);
      expect(error).to.have.property("advice").that.includes("attestations.attest");
    });

    it("refuses a revoked one", async () => {
      const { clients, issued, verify } = await loadFixture(aLicence);
      await clients.ada.attestations.revoke.wait({ uids: [issued.uid] });
      const detail = moment.format(moment.from(await time.latest()));
      expect(await failureOf(verify())).to.include({ fault: "revoked", detail });
    });

    it("refuses an expired one, from the second of its end on", async () => {
      const { expired, verify } = await loadFixture(aLicence);
      await verify({ at: moment.from(expired - 1n) });
      expect(await failureOf(verify({ at: expired }))).to.include({ fault: "expired", detail: moment.format(expired) });
    });

    it("refuses one whose attestation has ended, whatever it says itself", async () => {
      const { terms, connection, clients, issuer, licences, expected } = await loadFixture(aLicence);
      const { credential, content } = await issueCredential(terms);
      const endless = await altered(credential, (payload) => ({ ...payload, exp: undefined }), issuer.key);
      const { anchorContent } = await import("../../sdk/src/identity/anchors");
      const claim = (readJwt(endless).payload.vc as { credentialStatus: never }).credentialStatus;
      await clients.ada.attestations.attest.wait({ contents: [anchorContent(claim, endless)] });
      expect(content.schemaId).to.equal(licences);
      const verified = { connection, credential: endless, expected };
      expect((await verifyCredential(verified)).until).to.equal(undefined);
      const at = moment.from(terms.until);
      expect(await failureOf(verifyCredential({ ...verified, at }))).to.have.property("fault", "expired");
    });

    it("refuses one before its time, by more than a minute", async () => {
      const { verify } = await loadFixture(aLicence);
      const early = moment.from(moment.of(new Date()) - 1_000n);
      expect(await failureOf(verify({ at: early }))).to.have.property("fault", "early");
    });

    it("refuses one whose attester was disowned", async () => {
      const { government, licences, issued, verify } = await loadFixture(aLicence);
      await government.attestations.disown.wait({ schemaId: licences, citizenId: ADA, reasons: id("bribed") });
      const detail = `an attester of ${issued.uid}`;
      expect(await failureOf(verify())).to.include({ fault: "disowned", detail });
    });

    it("still takes one whose attester's accreditation has ended since", async () => {
      const { government, licences, verify } = await loadFixture(aLicence);
      const until = moment.from(1);
      await government.attestations.accredit.wait({ schemaId: licences, citizenId: ADA, until });
      expect((await verify()).attesters).to.deep.equal([ADA]);
    });

    it("refuses an issuer who attested nothing", async () => {
      const { terms, connection, clients, wallets, boDid, expected } = await loadFixture(aLicence);
      const issuer = { did: boDid, key: walletKey(wallets.bo) };
      const { credential, content } = await issueCredential({ ...terms, issuer });
      await clients.ada.attestations.attest.wait({ contents: [content] });
      const error = await failureOf(verifyCredential({ connection, credential, expected }));
      expect(error).to.include({ fault: "issuer", detail: boDid });
    });

    it("refuses another issuer than the one that is expected", async () => {
      const { connection, expected, adaDid, verify } = await loadFixture(aLicence);
      const issuer = await nationDidOf(connection);
      const error = await failureOf(verify({ expected: { ...expected, issuer } }));
      expect(error).to.include({ fault: "issuer", detail: adaDid });
    });

    it("refuses another kind, and another schema", async () => {
      const { records, expected, verify } = await loadFixture(aLicence);
      const kind = await failureOf(verify({ expected: { ...expected, type: "HealthRecord" } }));
      expect(kind).to.include({ fault: "type", detail: "VerifiableCredential, DriversLicence" });
      const schema = await failureOf(verify({ expected: { ...expected, schemaId: records } }));
      expect(schema).to.include({ fault: "type", detail: "schema 1, not 2" });
    });

    it("refuses changed claims", async () => {
      const { issued, verify, adaDid } = await loadFixture(aLicence);
      const credential = await altered(issued.credential, (payload) => {
        (payload.vc as { credentialSubject: object }).credentialSubject = { class: "C" };
        return payload;
      });
      expect(await failureOf(verify({ credential }))).to.include({ fault: "signature", detail: adaDid });
    });

    it("refuses what the issuer signed again with other claims, without attesting to it", async () => {
      const { issued, verify, issuer } = await loadFixture(aLicence);
      const other = (payload: Record<string, never>) => {
        (payload.vc as { credentialSubject: object }).credentialSubject = { class: "C" };
        return payload;
      };
      const credential = await altered(issued.credential, other, issuer.key);
      expect(await failureOf(verify({ credential }))).to.have.property("fault", "unanchored");
    });

    it("refuses the other form of the same signature, which a stock verifier takes", async () => {
      const { issued, verify, stock } = await loadFixture(aLicence);
      const [header, payload, signature] = issued.credential.split(".");
      const bytes = Buffer.from(signature, "base64url");
      const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
      const s = order - BigInt(`0x${bytes.subarray(32).toString("hex")}`);
      const other = Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, "0"), "hex")]);
      const credential = `${header}.${payload}.${other.toString("base64url")}`;
      expect((await stockVerifyCredential(credential, stock)).verified).to.equal(true);
      expect(await failureOf(verify({ credential }))).to.have.property("fault", "unanchored");
    });

    it("refuses one that its issuer's former key signed", async () => {
      const { clients, moveCitizen, verify, adaDid } = await loadFixture(aLicence);
      await clients.ada.didRegistry.followCitizen.wait();
      await moveCitizen(1, HDNodeWallet.createRandom().connect(ethers.provider));
      expect(await failureOf(verify())).to.include({ fault: "signature", detail: adaDid });
    });

    it("refuses one whose issuer's identity is deactivated", async () => {
      const { clients, wallets, verify } = await loadFixture(aLicence);
      await clients.ada.didRegistry.deactivate.wait({ identity: wallets.ada.address });
      expect(await failureOf(verify())).to.include({ name: "DidError", fault: "deactivated" });
    });

    it("refuses one of another nation on the same chain", async () => {
      const { verify } = await loadFixture(aLicence);
      const other = await foundNation(3, { institutions: { didRegistry: true, attestations: true } });
      const connection = await openConnection(ethers.provider, other.founding.addresses.nation);
      const error = await failureOf(verify({ connection }));
      expect(error).to.have.property("fault", "nation");
      expect(error)
        .to.have.property("detail")
        .that.matches(/^did:ethr:0x7a69:0x/);
    });

    it("refuses one of another chain, though nation and issuer have the same addresses there", async () => {
      const { issued, verify, issuer, address, wallets } = await loadFixture(aLicence);
      const elsewhere = { account: address, chainId: 8453 };
      const credential = await altered(
        issued.credential,
        (payload) => {
          const status = (payload.vc as { credentialStatus: Record<string, unknown> }).credentialStatus;
          status.nation = didOf(elsewhere);
          return { ...payload, iss: didOf({ account: wallets.ada.address, chainId: 8453 }) };
        },
        issuer.key,
      );
      expect(await failureOf(verify({ credential }))).to.include({ fault: "nation", detail: didOf(elsewhere) });
    });

    it("refuses an issuer of another chain, or of another method", async () => {
      const { issued, verify, issuer, wallets } = await loadFixture(aLicence);
      const iss = didOf({ account: wallets.ada.address, chainId: 8453 });
      const foreign = await altered(issued.credential, (payload) => ({ ...payload, iss }), issuer.key);
      expect(await failureOf(verify({ credential: foreign }))).to.include({ name: "DidError", fault: "unresolved" });
      const web = await altered(issued.credential, (payload) => ({ ...payload, iss: "did:web:x.example" }), issuer.key);
      expect(await failureOf(verify({ credential: web }))).to.include({ fault: "issuer", detail: "did:web:x.example" });
    });

    it("refuses a claim to an attestation in a contract of the issuer's own", async () => {
      const { issued, verify, issuer } = await loadFixture(aLicence);
      const credential = await altered(
        issued.credential,
        (payload) => {
          const status = (payload.vc as { credentialStatus: { id: string } }).credentialStatus;
          status.id = status.id.replace(/0x[0-9a-fA-F]{40}/, ZeroAddress);
          return payload;
        },
        issuer.key,
      );
      expect(await failureOf(verify({ credential }))).to.have.property("fault", "unanchored");
    });

    for (const text of ["", "a.b", "e30.e30.e30", "!.!.!", "W10.e30.AA", `${"a".repeat(1_000_001)}.b.c`]) {
      it(`refuses "${text.slice(0, 12)}"`, async () => {
        const { verify } = await loadFixture(aLicence);
        expect(await failureOf(verify({ credential: text }))).to.include({ fault: "malformed" });
      });
    }

    it("refuses the algorithm none", async () => {
      const { issued, verify } = await loadFixture(aLicence);
      const [, payload, signature] = issued.credential.split(".");
      const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
      expect(await failureOf(verify({ credential: `${none}.${payload}.${signature}` }))).to.have.property(
        "fault",
        "signature",
      );
    });
  });
});

describe("verifyPresentation()", () => {
  it("says what is presented", async () => {
    const { verify, boDid } = await aPresentation();
    const { subject, claims: shown } = await verify();
    expect([subject, shown]).to.deep.equal([boDid, claims]);
  });

  it("takes what a stock verifier takes, too", async () => {
    const { presentation, request, stock } = await aPresentation();
    const options = { challenge: request.nonce, domain: AUDIENCE };
    expect((await stockVerifyPresentation(presentation, stock, options)).verified).to.equal(true);
  });

  it("takes the new key of a holder whose identity follows the citizenship, and the former one no more", async () => {
    const { clients, moveCitizen, connection, boDid, issued, requests, verify, presentation } = await aPresentation();
    await clients.bo.didRegistry.followCitizen.wait();
    const next = HDNodeWallet.createRandom().connect(ethers.provider);
    await moveCitizen(2, next);
    expect(await failureOf(verify({ presentation }))).to.include({ fault: "signature", detail: boDid });
    const holder = { did: boDid, key: walletKey(next) };
    const request = requests.open();
    const fresh = await presentCredential({ connection, holder, credential: issued.credential, request });
    expect((await verify({ presentation: fresh })).subject).to.equal(boDid);
  });

  it("refuses the same a second time", async () => {
    const { verify, request } = await aPresentation();
    await verify();
    expect(await failureOf(verify())).to.include({ fault: "replayed", detail: request.nonce });
  });

  it("takes one of two that arrive at once", async () => {
    const { verify } = await aPresentation();
    const both = await Promise.allSettled([verify(), verify()]);
    expect(both.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "rejected"]);
  });

  it("refuses what answers no request", async () => {
    const { verify, request } = await aPresentation();
    const requests = presentationRequests({ audience: AUDIENCE });
    expect(await failureOf(verify({ requests }))).to.include({ fault: "nonce", detail: request.nonce });
  });

  it("refuses what was presented to somebody else", async () => {
    const { verify } = await aPresentation();
    const requests = presentationRequests({ audience: "https://evil.example" });
    expect(await failureOf(verify({ requests }))).to.include({ fault: "audience", detail: AUDIENCE });
  });

  it("refuses an answer that is late, from the second of the end on", async () => {
    const { connection, holder, issued, expected } = await aPresentation();
    let now = moment.of(new Date());
    const requests = presentationRequests({ audience: AUDIENCE, validity: seconds.from(60), clock: () => now });
    const request = requests.open();
    const presentation = await presentCredential({ connection, holder, credential: issued.credential, request });
    now = request.until;
    const error = await failureOf(verifyPresentation({ connection, presentation, requests, expected }));
    expect(error).to.include({ fault: "late", detail: moment.format(request.until) });
  });

  it("refuses a thief who has the credential", async () => {
    const { connection, wallets, issued, requests, verify } = await aPresentation();
    const did = await didOfAccount(connection, wallets.cai.address);
    const holder = { did, key: walletKey(wallets.cai) };
    const request = requests.open();
    const presentation = await presentCredential({ connection, holder, credential: issued.credential, request });
    expect(await failureOf(verify({ presentation }))).to.include({ fault: "holder", detail: did });
  });

  it("refuses a thief who says to be the holder", async () => {
    const { presentation, wallets, verify, boDid } = await aPresentation();
    const forged = await altered(presentation, (payload) => payload, walletKey(wallets.cai));
    expect(await failureOf(verify({ presentation: forged }))).to.include({ fault: "signature", detail: boDid });
  });

  it("refuses a delegate who signs for the holder, and may not log in", async () => {
    const { clients, wallets, presentation, verify } = await aPresentation();
    const delegate = { identity: wallets.bo.address, type: "veriKey", delegate: wallets.cai.address };
    await clients.bo.didRegistry.addDelegate.wait({ ...delegate, validity: seconds.days(30_000) });
    const signed = await altered(presentation, (payload) => payload, walletKey(wallets.cai));
    expect(await failureOf(verify({ presentation: signed }))).to.have.property("fault", "signature");
  });

  it("refuses none, and several", async () => {
    const { presentation, holder, verify, issued } = await aPresentation();
    for (const verifiableCredential of [[], [issued.credential, issued.credential], [{}]]) {
      const other = await altered(
        presentation,
        (payload) => ({ ...payload, vp: { verifiableCredential } }),
        holder.key,
      );
      expect(await failureOf(verify({ presentation: other }))).to.have.property("fault", "malformed");
    }
  });
});

describe("a verifier with nothing but the nation's address and the URL of a node", () => {
  it("verifies", async () => {
    const { presentation, requests, address, expected } = await aPresentation();
    const server = await publicNode({});
    const provider = new JsonRpcProvider(server.url);
    try {
      const connection = await openConnection(provider, address);
      const schemas = await credentialSchemas({ connection });
      const { schemaId } = schemas.find(({ definition }) => definition === `bytes32 ${TYPE}`)!;
      expect(schemaId).to.equal(expected.schemaId);
      const { claims: shown } = await verifyPresentation({
        connection,
        presentation,
        requests,
        expected: { type: TYPE, schemaId },
      });
      expect(shown).to.deep.equal(claims);
    } finally {
      provider.destroy();
      await server.close();
    }
  });
});
