import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { SDJwtVcInstance } from "@sd-jwt/sd-jwt-vc";
import { expect } from "chai";
import { verifyJWT } from "did-jwt";
import { getBytes, HDNodeWallet, sha256, toUtf8Bytes, ZeroAddress } from "ethers";
import { createPublicKey, verify as verifySignature } from "node:crypto";
import { moment, seconds } from "../../sdk/src";
import {
  ageClaims,
  createHolderKey,
  didOfAccount,
  holderKeyFrom,
  issuePrivateCredential,
  nationDidOf,
  presentationRequests,
  presentPrivateCredential,
  verifyPrivatePresentation,
  walletKey,
  type CredentialKey,
  type PublicJwk,
} from "../../sdk/src/identity";
import { readJwt, signJwt } from "../../sdk/src/identity/jwt";
import { failureOf } from "../fixtures/failure";
import { ADA, aNationOfHolders } from "../fixtures/identity";

const AUDIENCE = "https://rental.example";
const on = new Date("2026-11-27");
const licence = {
  name: "Bo Berg",
  birth_date: "1990-01-31",
  number: "L-4711",
  class: "B",
  ...ageClaims({ birthDate: "1990-01-31", on }),
};
const record = {
  name: "Bo Berg",
  blood: { group: "0", rhesus: "-" },
  vaccinations: [
    { disease: "measles", on: "1991-05-02" },
    { disease: "tetanus", on: "2020-03-01" },
    { disease: "hepatitis B", on: "2021-07-09" },
  ],
};

/** Ada issued Bo a licence and a health record, each bound to a key of its own, and attested to them. */
async function privateCredentials() {
  const world = await aNationOfHolders();
  const { connection, wallets, clients, licences, records } = world;
  const issuer = { did: await didOfAccount(connection, wallets.ada.address), key: walletKey(wallets.ada) };
  const [{ key: licenceKey, secret }, { key: recordKey }] = [await createHolderKey(), await createHolderKey()];
  const until = moment.from((await time.latest()) + 86_400 * 100);
  const terms = { connection, issuer, until };
  const driving = {
    ...terms,
    type: "DriversLicence",
    schemaId: licences,
    holderKey: licenceKey.publicJwk,
    claims: licence,
  };
  const health = { ...terms, type: "HealthRecord", schemaId: records, holderKey: recordKey.publicJwk, claims: record };
  const [drives, isHealthy] = [await issuePrivateCredential(driving), await issuePrivateCredential(health)];
  await clients.ada.attestations.attest.wait({ contents: [drives.content, isHealthy.content] });
  return { ...world, issuer, until, driving, drives, isHealthy, licenceKey, recordKey, secret };
}

/** What somebody who rents cars is shown of the licence. */
async function shown(show: readonly string[] = ["class"]) {
  const world = await loadFixture(privateCredentials);
  const { connection, drives, licenceKey: key, licences } = world;
  const requests = presentationRequests({ audience: AUDIENCE });
  const request = requests.open();
  const presentation = await presentPrivateCredential({ credential: drives.credential, show, key, request });
  const expected = { type: "DriversLicence", schemaId: licences };
  const verify = (changes: object = {}) =>
    verifyPrivatePresentation({ connection, presentation, requests, expected, ...changes });
  return { ...world, requests, request, presentation, expected, verify };
}

const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const digestOf = (value: string) => Buffer.from(getBytes(sha256(toUtf8Bytes(value)))).toString("base64url");

/** Signs anew, by the holder's key, whatever is shown. */
async function rebound(shownParts: string, key: CredentialKey, changes: object, typ = "kb+jwt") {
  const payload = { iat: Math.floor(Date.now() / 1_000), sd_hash: digestOf(shownParts), ...changes };
  return shownParts + (await signJwt({ typ }, payload, key));
}

const withoutBinding = (presentation: string) => presentation.slice(0, presentation.lastIndexOf("~") + 1);

describe("issuePrivateCredential()", () => {
  it("names nobody on chain, and no digest that could be guessed", async () => {
    const { clients, drives } = await loadFixture(privateCredentials);
    const [attested] = await clients.ada.attestations.events.Attested.query({ from: 0 });
    expect(attested).to.include({ uid: drives.uid, recipient: ZeroAddress });
    expect(attested.data).to.equal(sha256(toUtf8Bytes(drives.credential.split("~")[0])));
  });

  it("says nothing in the part that is always shown but issuer, kind, end, key and attestation", async () => {
    const { drives } = await loadFixture(privateCredentials);
    const { payload } = readJwt(drives.credential.split("~")[0]);
    expect(payload).to.have.all.keys("iss", "nbf", "exp", "vct", "cnf", "status", "_sd", "_sd_alg");
  });

  it("hides how many things it says, in powers of two", async () => {
    const { drives, isHealthy } = await loadFixture(privateCredentials);
    const sizes = [drives, isHealthy].map(({ credential }) => {
      const { payload } = readJwt(credential.split("~")[0]);
      return (payload._sd as string[]).length;
    });
    expect(sizes).to.deep.equal([8, 4]);
  });

  for (const name of ["iss", "status", "_sd", "a.b"]) {
    it(`refuses the claim "${name}"`, async () => {
      const { driving } = await loadFixture(privateCredentials);
      const error = await failureOf(issuePrivateCredential({ ...driving, claims: { [name]: 1 } }));
      expect(error).to.include({ name: "InvalidInputError", found: name });
    });
  }

  it("refuses a key that is none of the issuer's, and what is no key of a holder", async () => {
    const { driving, issuer, wallets } = await loadFixture(privateCredentials);
    const stranger = { ...issuer, key: walletKey(wallets.cai) };
    const none = { kty: "OKP" } as never;
    for (const terms of [
      { ...driving, issuer: stranger },
      { ...driving, holderKey: none },
    ])
      expect(await failureOf(issuePrivateCredential(terms))).to.have.property("name", "InvalidInputError");
  });
});

describe("verifyPrivatePresentation()", () => {
  it("is shown the class of a driver's licence, and nothing else", async () => {
    const { verify, presentation, issuer, drives, until } = await shown();
    expect(await verify()).to.deep.equal({
      issuer: issuer.did,
      subject: undefined,
      type: "DriversLicence",
      claims: { class: "B" },
      uid: drives.uid,
      attesters: [ADA],
      until,
    });
    const read = presentation.split("~").map((part) => Buffer.from(part.split(".").at(-1)!, "base64url").toString());
    expect(read.join("\n")).not.to.match(/Berg|1990|4711/);
  });

  it("is shown an age above 18 without a birthday", async () => {
    const { verify, presentation } = await shown(["age_equal_or_over.18"]);
    expect((await verify({ required: ["age_equal_or_over.18"] })).claims).to.deep.equal({
      age_equal_or_over: { 18: true },
    });
    expect(presentation.split("~")).to.have.length(4);
  });

  it("is shown one vaccination of a health record", async () => {
    const { connection, isHealthy, recordKey: key, records } = await loadFixture(privateCredentials);
    const requests = presentationRequests({ audience: AUDIENCE });
    const show = ["vaccinations.1"];
    const request = requests.open();
    const presentation = await presentPrivateCredential({ credential: isHealthy.credential, show, key, request });
    const expected = { type: "HealthRecord", schemaId: records };
    const { claims } = await verifyPrivatePresentation({ connection, presentation, requests, expected });
    expect(claims).to.deep.equal({ vaccinations: [{ disease: "tetanus", on: "2020-03-01" }] });
  });

  it("takes one of the nation, bound to a wallet's key", async () => {
    const { connection, clients, registrar, driving, wallets, expected, requests } = await shown();
    const key = walletKey(wallets.bo);
    const issuer = { did: await nationDidOf(connection), key: registrar };
    const { credential, content } = await issuePrivateCredential({ ...driving, issuer, holderKey: key.publicJwk });
    await clients.ada.attestations.attest.wait({ contents: [content] });
    const request = requests.open();
    const presentation = await presentPrivateCredential({ credential, show: ["number"], key, request });
    const verified = await verifyPrivatePresentation({ connection, presentation, requests, expected });
    expect([verified.issuer, verified.claims]).to.deep.equal([issuer.did, { number: "L-4711" }]);
  });

  it("takes a key that was kept and read again", async () => {
    const { secret, drives, requests, verify } = await shown();
    const key = await holderKeyFrom(JSON.parse(JSON.stringify(secret)) as typeof secret);
    const request = requests.open();
    const presentation = await presentPrivateCredential({
      credential: drives.credential,
      show: ["name"],
      key,
      request,
    });
    expect((await verify({ presentation })).claims).to.deep.equal({ name: "Bo Berg" });
  });

  it("shows the same to a stock library, with the resolver alone", async () => {
    const { presentation, request, stock } = await shown();
    const verifier = async (data: string, signature: string) =>
      (await verifyJWT(`${data}.${signature}`, { resolver: stock })).verified;
    const kbVerifier = (data: string, signature: string, { cnf }: { cnf?: { jwk: object } }) => {
      const key = createPublicKey({ key: cnf!.jwk as never, format: "jwk" });
      const given = { key, dsaEncoding: "ieee-p1363" as const };
      return verifySignature("sha256", Buffer.from(data), given, Buffer.from(signature, "base64url"));
    };
    const hasher = (data: string | ArrayBuffer) => getBytes(sha256(toUtf8Bytes(data as string)));
    const library = new SDJwtVcInstance({ hasher, hashAlg: "sha-256", verifier, kbVerifier });
    const { payload, kb } = await library.verify(presentation, {
      keyBindingNonce: request.nonce,
      requiredClaimKeys: ["class"],
    });
    expect([payload.class, payload.vct, kb!.payload.aud]).to.deep.equal(["B", "DriversLicence", AUDIENCE]);
  });

  context("given a presentation that somebody changed", () => {
    it("refuses another value in place of what is shown", async () => {
      const { presentation, verify, licenceKey, request } = await shown();
      const [jwt, disclosure] = presentation.split("~");
      const [salt, name] = JSON.parse(Buffer.from(disclosure, "base64url").toString()) as string[];
      const parts = `${jwt}~${text([salt, name, "C"])}~`;
      const answer = { aud: AUDIENCE, nonce: request.nonce };
      const error = await failureOf(verify({ presentation: await rebound(parts, licenceKey, answer) }));
      expect(error).to.include({ fault: "disclosure", detail: "its issuer did not sign a part of it" });
    });

    it("refuses a part that the issuer did not sign, which the library passes over", async () => {
      const { presentation, verify, licenceKey, request } = await shown();
      const parts = `${withoutBinding(presentation)}${text(["salt", "admin", true])}~`;
      const answer = { aud: AUDIENCE, nonce: request.nonce };
      const error = await failureOf(verify({ presentation: await rebound(parts, licenceKey, answer) }));
      expect(error).to.include({ fault: "disclosure", detail: "its issuer did not sign a part of it" });
    });

    it("refuses the same part twice, and one that cannot be read", async () => {
      const { presentation, verify, licenceKey, request } = await shown();
      const [jwt, disclosure] = presentation.split("~");
      const answer = { aud: AUDIENCE, nonce: request.nonce };
      for (const parts of [`${jwt}~${disclosure}~${disclosure}~`, `${jwt}~!!~`, `${jwt}~${text({})}~`]) {
        const bound = await rebound(parts, licenceKey, answer);
        expect(await failureOf(verify({ presentation: bound }))).to.have.property("fault", "disclosure");
      }
    });

    it("refuses one of which somebody took a part away, or added one that the holder hid", async () => {
      const { presentation, verify, drives } = await shown();
      const binding = presentation.slice(presentation.lastIndexOf("~") + 1);
      const jwt = presentation.split("~")[0];
      const hidden = drives.credential
        .split("~")
        .find((part) => Buffer.from(part, "base64url").toString().includes("L-4711"))!;
      for (const other of [`${jwt}~${binding}`, `${withoutBinding(presentation)}${hidden}~${binding}`])
        expect(await failureOf(verify({ presentation: other }))).to.include({
          fault: "disclosure",
          detail: "the holder signed something else",
        });
    });

    it("refuses another JWT of the issuer", async () => {
      const { presentation, verify, issuer } = await shown();
      const [jwt, ...rest] = presentation.split("~");
      const [header, payload, signature] = jwt.split(".");
      const other = { ...(JSON.parse(Buffer.from(payload, "base64url").toString()) as object), exp: 4e9 };
      const forged = [`${header}.${text(other)}.${signature}`, ...rest].join("~");
      expect(await failureOf(verify({ presentation: forged }))).to.include({ fault: "signature", detail: issuer.did });
    });
  });

  context("given somebody who is not the holder", () => {
    it("refuses a presentation without the holder's signature", async () => {
      const { presentation, verify } = await shown();
      const error = await failureOf(verify({ presentation: withoutBinding(presentation) }));
      expect(error).to.include({ fault: "holder", detail: "nobody signed the presentation" });
    });

    it("refuses a thief's signature, and lends no thief a hand", async () => {
      const { presentation, verify, request, drives } = await shown();
      const { key } = await createHolderKey();
      const forged = await rebound(withoutBinding(presentation), key, { aud: AUDIENCE, nonce: request.nonce });
      expect(await failureOf(verify({ presentation: forged }))).to.include({ fault: "holder" });
      const stolen = presentPrivateCredential({ credential: drives.credential, show: ["class"], key, request });
      expect(await failureOf(stolen)).to.include({ fault: "holder", detail: "it is bound to another key" });
    });

    it("refuses a holder's signature that was made for something else", async () => {
      const { presentation, verify, licenceKey, request } = await shown();
      const answer = { aud: AUDIENCE, nonce: request.nonce };
      const other = await rebound(withoutBinding(presentation), licenceKey, answer, "JWT");
      expect(await failureOf(verify({ presentation: other }))).to.include({ fault: "holder" });
    });

    it("refuses one that does not say when, or says a moment to come", async () => {
      const { presentation, verify, licenceKey, request } = await shown();
      const answer = { aud: AUDIENCE, nonce: request.nonce };
      const never = await rebound(withoutBinding(presentation), licenceKey, { ...answer, iat: undefined });
      expect(await failureOf(verify({ presentation: never }))).to.have.property("fault", "holder");
      const early = await rebound(withoutBinding(presentation), licenceKey, { ...answer, iat: 4e9 });
      expect(await failureOf(verify({ presentation: early }))).to.have.property("fault", "early");
    });
  });

  context("given a copy", () => {
    it("refuses the same a second time", async () => {
      const { verify, request } = await shown();
      await verify();
      expect(await failureOf(verify())).to.include({ fault: "replayed", detail: request.nonce });
    });

    it("refuses it before another verifier", async () => {
      const { verify } = await shown();
      const requests = presentationRequests({ audience: "https://evil.example" });
      expect(await failureOf(verify({ requests }))).to.include({ fault: "audience", detail: AUDIENCE });
    });

    it("refuses an answer to another request, and one to none", async () => {
      const { verify, presentation, licenceKey } = await shown();
      const requests = presentationRequests({ audience: AUDIENCE });
      expect(await failureOf(verify({ requests }))).to.have.property("fault", "nonce");
      const none = await rebound(withoutBinding(presentation), licenceKey, { aud: AUDIENCE });
      expect(await failureOf(verify({ presentation: none }))).to.include({ fault: "nonce", detail: "it names none" });
    });

    it("refuses a late answer", async () => {
      const { verify, presentation, licenceKey } = await shown();
      let now = moment.of(new Date());
      const requests = presentationRequests({ audience: AUDIENCE, validity: seconds.from(60), clock: () => now });
      const { nonce } = requests.open();
      now = moment.from(now + 60n);
      const late = await rebound(withoutBinding(presentation), licenceKey, { aud: AUDIENCE, nonce });
      expect(await failureOf(verify({ presentation: late, requests }))).to.have.property("fault", "late");
    });
  });

  context("given a credential that does not count", () => {
    it("refuses a revoked one", async () => {
      const { clients, drives, verify } = await shown();
      await clients.ada.attestations.revoke.wait({ uids: [drives.uid] });
      expect(await failureOf(verify())).to.have.property("fault", "revoked");
    });

    it("refuses an expired one", async () => {
      const { verify, until } = await shown();
      expect(await failureOf(verify({ at: until }))).to.include({ fault: "expired", detail: moment.format(until) });
    });

    it("refuses one of a disowned attester", async () => {
      const { government, licences, verify } = await shown();
      await government.attestations.disown.wait({
        schemaId: licences,
        citizenId: ADA,
        reasons: `0x${"00".repeat(32)}`,
      });
      expect(await failureOf(verify())).to.have.property("fault", "disowned");
    });

    it("refuses one that nobody attested", async () => {
      const { driving, licenceKey: key, requests, verify } = await shown();
      const { credential } = await issuePrivateCredential(driving);
      const request = requests.open();
      const presentation = await presentPrivateCredential({ credential, show: [], key, request });
      expect(await failureOf(verify({ presentation }))).to.have.property("fault", "unanchored");
    });

    it("refuses one whose issuer attested nothing", async () => {
      const { connection, clients, driving, wallets, licenceKey: key, requests, verify } = await shown();
      const issuer = { did: await didOfAccount(connection, wallets.cai.address), key: walletKey(wallets.cai) };
      const { credential, content } = await issuePrivateCredential({ ...driving, issuer });
      await clients.ada.attestations.attest.wait({ contents: [content] });
      const request = requests.open();
      const presentation = await presentPrivateCredential({ credential, show: [], key, request });
      expect(await failureOf(verify({ presentation }))).to.include({ fault: "issuer", detail: issuer.did });
    });

    it("refuses another kind, another schema, and what is no SD-JWT VC", async () => {
      const { expected, records, verify, wallets } = await shown();
      const kind = await failureOf(verify({ expected: { ...expected, type: "HealthRecord" } }));
      expect(kind).to.include({ fault: "type", detail: "DriversLicence" });
      const schema = await failureOf(verify({ expected: { ...expected, schemaId: records } }));
      expect(schema).to.have.property("fault", "type");
      const none = await signJwt({ typ: "JWT" }, { iss: "x" }, walletKey(wallets.ada));
      expect(await failureOf(verify({ presentation: `${none}~` }))).to.have.property("fault", "malformed");
    });
  });

  it("refuses one that does not show what is required", async () => {
    const { verify } = await shown(["name"]);
    expect(await failureOf(verify({ required: ["name", "class"] }))).to.include({ fault: "missing", detail: "class" });
  });
});

describe("presentPrivateCredential()", () => {
  it("says what can be shown where something cannot", async () => {
    const { drives, licenceKey: key, request } = await shown();
    const error = await failureOf(
      presentPrivateCredential({ credential: drives.credential, show: ["income"], key, request }),
    );
    expect(error).to.include({ name: "InvalidInputError", found: "income" });
    expect(error).to.have.property("allowed").that.includes("age_equal_or_over.18").and.includes("class");
  });
});

describe("holderKeyFrom()", () => {
  it("refuses what is no private key", async () => {
    const { secret } = await loadFixture(privateCredentials);
    for (const bad of [{ ...secret, d: "AA" }, { ...(secret as PublicJwk), x: secret.y } as never])
      expect(await failureOf(holderKeyFrom(bad))).to.have.property("name", "InvalidInputError");
  });
});

describe("walletKey()", () => {
  it("signs what a stock verifier takes for the wallet's account", async () => {
    const wallet = HDNodeWallet.createRandom();
    const jwt = await signJwt({ typ: "JWT" }, { iss: "did:x:y" }, walletKey(wallet));
    const verificationMethod = [
      {
        id: "did:x:y#1",
        type: "EcdsaSecp256k1RecoveryMethod2020",
        controller: "did:x:y",
        blockchainAccountId: `eip155:1:${wallet.address}`,
      },
    ];
    const didDocument = { id: "did:x:y", verificationMethod };
    const resolver = {
      resolve: () => Promise.resolve({ didDocument, didDocumentMetadata: {}, didResolutionMetadata: {} }),
    };
    expect((await verifyJWT(jwt, { resolver })).verified).to.equal(true);
  });
});

describe("ageClaims()", () => {
  for (const [day, isOfAge] of [
    ["2008-01-30", false],
    ["2008-01-31", true],
  ] as const) {
    it(`says on ${day} of somebody born on 1990-01-31 that 18 years are over: ${isOfAge}`, () => {
      const { age_equal_or_over: ages } = ageClaims({ birthDate: "1990-01-31", on: new Date(day), ages: [18] });
      expect(ages).to.deep.equal({ 18: isOfAge });
    });
  }

  for (const birthDate of ["", "31.1.1990", "1990-02-30", "1990-13-01"]) {
    it(`refuses "${birthDate}"`, () => {
      expect(() => ageClaims({ birthDate, on })).to.throw("a date of birth");
    });
  }
});
