import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { createHmac } from "node:crypto";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { ethers } from "hardhat";
import { connect, moment, seconds } from "../../sdk/src";
import { openConnection } from "../../sdk/src/connection";
import {
  createDossierKey,
  createUniquenessKey,
  deleteDossiers,
  didOfAccount,
  dossierKeyAttribute,
  dossierKeyOf,
  folderStore,
  httpStore,
  memoryStore,
  openDossier,
  sealDossier,
  uniquenessDigest,
  verifyReceipt,
  type DossierFile,
  type DossierReceipt,
  type DossierStore,
} from "../../sdk/src/identity";
import { archive, unarchive } from "../../sdk/src/identity/tar";
import { failureOf } from "../fixtures/failure";
import { aNationOfHolders } from "../fixtures/identity";
import { foundNation } from "../fixtures/nation";

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const files: DossierFile[] = [
  { name: "passport.jpg", bytes: bytesOf("a scan of a passport") },
  { name: "selfie with Ünicode.mp4", bytes: new Uint8Array(70_000).fill(7) },
];
const deleteAt = moment.of(new Date("2030-01-01"));

/** Two validators have named keys, and a stranger has sealed a dossier to them, and keeps it in memory. */
async function aDossier() {
  const world = await aNationOfHolders();
  const { connection, clients, wallets, stranger } = world;
  const keys = [await createDossierKey(), await createDossierKey()];
  for (const [index, name] of (["ada", "bo"] as const).entries())
    await clients[name].didRegistry.setAttribute.wait({
      identity: wallets[name].address,
      ...(await dossierKeyAttribute(keys[index].recipient)),
    });
  const dids = await Promise.all([wallets.ada, wallets.bo].map(({ address }) => didOfAccount(connection, address)));
  const recipients = await Promise.all(dids.map((did) => dossierKeyOf({ connection, did })));
  const applicant = stranger.address;
  const terms = { connection, applicant, recipients, files, deleteAt };
  const dossier = await sealDossier(terms);
  return { ...world, keys, dids, recipients, applicant, terms, dossier };
}

async function openable() {
  const world = await loadFixture(aDossier);
  const { connection, applicant, dossier, keys, wallets } = world;
  const store = memoryStore();
  await store.put(dossier);
  const receipts: DossierReceipt[] = [];
  const open = (changes: object = {}) =>
    openDossier({
      connection,
      store,
      digest: dossier.digest,
      applicant,
      secret: keys[0].secret,
      signer: wallets.ada,
      purpose: "admission",
      keepReceipt: (receipt) => Promise.resolve(void receipts.push(receipt)),
      ...changes,
    });
  return { ...world, store, receipts, open };
}

describe("dossierKeyOf()", () => {
  it("gives the key that an identity names, in the form of age", async () => {
    const { keys, recipients } = await loadFixture(aDossier);
    expect(recipients).to.deep.equal(keys.map(({ recipient }) => recipient));
  });

  it("gives the newest of two", async () => {
    const { connection, clients, wallets, dids } = await loadFixture(aDossier);
    const { recipient } = await createDossierKey();
    const identity = wallets.ada.address;
    await clients.ada.didRegistry.setAttribute.wait({ identity, ...(await dossierKeyAttribute(recipient)) });
    expect(await dossierKeyOf({ connection, did: dids[0] })).to.equal(recipient);
  });

  it("refuses an identity that names none, or took it back", async () => {
    const { connection, clients, wallets, keys, dids } = await loadFixture(aDossier);
    const none = await didOfAccount(connection, wallets.cai.address);
    expect(await failureOf(dossierKeyOf({ connection, did: none }))).to.include({ fault: "noDossierKey", did: none });
    const attribute = await dossierKeyAttribute(keys[0].recipient);
    await clients.ada.didRegistry.revokeAttribute.wait({ identity: wallets.ada.address, ...attribute });
    expect(await failureOf(dossierKeyOf({ connection, did: dids[0] }))).to.have.property("fault", "noDossierKey");
  });
});

describe("dossierKeyAttribute()", () => {
  for (const recipient of ["", "age1", "AGE-SECRET-KEY-1QQQ", "age1pq1qqqqqq"]) {
    it(`refuses "${recipient}"`, async () => {
      expect(await failureOf(dossierKeyAttribute(recipient))).to.have.property("name", "InvalidInputError");
    });
  }
});

describe("sealDossier()", () => {
  it("gives an age file whose digest binds it, and which shows nothing", async () => {
    const { dossier, applicant } = await loadFixture(aDossier);
    const text = Buffer.from(dossier.bytes).toString("latin1");
    expect(text.startsWith("age-encryption.org/v1\n")).to.equal(true);
    expect(text).not.to.match(new RegExp(`passport|scan|${applicant.slice(2)}`, "i"));
    expect(dossier.digest).to.equal(ethers.sha256(dossier.bytes));
  });

  it("gives another digest for the same files each time", async () => {
    const { terms, dossier } = await loadFixture(aDossier);
    expect((await sealDossier(terms)).digest).not.to.equal(dossier.digest);
  });

  it("tells little of the size of what is in it", async () => {
    const { terms } = await loadFixture(aDossier);
    const sizes = await Promise.all(
      [1, 50_000].map(async (size) => {
        const one = [{ name: "a", bytes: new Uint8Array(size) }];
        return (await sealDossier({ ...terms, files: one })).bytes.length;
      }),
    );
    expect(sizes[0]).to.equal(sizes[1]);
  });

  for (const name of ["", "..", "a/b", "a\\b", "dossier.json", "passport.jpg", "é".repeat(51), "a\u0000b"]) {
    it(`refuses a file named ${JSON.stringify(name.slice(0, 14))}`, async () => {
      const { terms } = await loadFixture(aDossier);
      const more = [...files, { name, bytes: new Uint8Array(1) }];
      const error = await failureOf(sealDossier({ ...terms, files: more }));
      expect(error).to.include({ name: "InvalidInputError", found: name });
    });
  }

  it("refuses no file, no recipient, and what is no recipient", async () => {
    const { terms } = await loadFixture(aDossier);
    for (const changes of [{ files: [] }, { recipients: [] }, { recipients: ["age1nobody"] }])
      expect(await failureOf(sealDossier({ ...terms, ...changes }))).to.have.property("name", "InvalidInputError");
  });
});

describe("openDossier()", () => {
  for (const [index, name] of (["ada", "bo"] as const).entries()) {
    it(`gives the files to each recipient: ${name}`, async () => {
      const { open, keys, wallets, applicant } = await openable();
      const opened = await open({ secret: keys[index].secret, signer: wallets[name] });
      expect(opened.files).to.deep.equal(files);
      expect([opened.applicant, opened.deleteAt]).to.deep.equal([applicant, deleteAt]);
    });
  }

  it("keeps a receipt that anybody verifies", async () => {
    const { open, receipts, connection, wallets, dossier } = await openable();
    await open();
    expect(receipts).to.have.length(1);
    expect(receipts[0]).to.include({ dossier: dossier.digest, openedBy: wallets.ada.address, purpose: "admission" });
    await verifyReceipt({ connection, receipt: receipts[0] });
  });

  it("gives nothing out where the receipt is not signed, or not kept", async () => {
    const { open, wallets } = await openable();
    const signer = {
      getAddress: () => wallets.ada.getAddress(),
      signTypedData: () => Promise.reject(new TypeError("no")),
    };
    expect(await failureOf(open({ signer }))).to.be.instanceOf(Error);
    const keepReceipt = () => Promise.reject(new TypeError("full"));
    expect(await failureOf(open({ keepReceipt }))).to.be.instanceOf(Error);
  });

  it("refuses somebody to whom it was not sealed", async () => {
    const { open, receipts } = await openable();
    const { secret } = await createDossierKey();
    expect(await failureOf(open({ secret }))).to.include({ name: "DossierError", fault: "sealed" });
    expect(receipts).to.deep.equal([]);
  });

  it("refuses one that is not there", async () => {
    const { open, store, dossier } = await openable();
    await store.delete(dossier);
    expect(await failureOf(open())).to.include({ fault: "absent", detail: dossier.digest });
  });

  it("refuses another one in its place", async () => {
    const { open, store, dossier, terms } = await openable();
    const other = await sealDossier(terms);
    await store.put({ digest: dossier.digest, bytes: other.bytes });
    expect(await failureOf(open())).to.include({ fault: "changed", detail: other.digest });
  });

  it("refuses one of which a byte was changed, though its digest was applied with", async () => {
    const { open, store, dossier } = await openable();
    const bytes = dossier.bytes.slice();
    bytes[bytes.length - 1] ^= 1;
    const digest = ethers.sha256(bytes);
    await store.put({ digest, bytes });
    expect(await failureOf(open({ digest }))).to.have.property("fault", "sealed");
  });

  it("refuses a copy that somebody else applies with", async () => {
    const { open, wallets } = await openable();
    expect(await failureOf(open({ applicant: wallets.cai.address }))).to.have.property("fault", "other");
  });

  it("refuses one that was sealed for another nation", async () => {
    const { open } = await openable();
    const other = await foundNation(3, { institutions: { didRegistry: true } });
    const connection = await openConnection(ethers.provider, other.founding.addresses.nation);
    expect(await failureOf(open({ connection }))).to.have.property("fault", "other");
  });

  it("refuses what is an age file, and no dossier", async () => {
    const { open, store, recipients } = await openable();
    const { Encrypter } = await import("age-encryption");
    const none = [new Uint8Array(), bytesOf("hello".repeat(200)), archive([{ name: "a", bytes: new Uint8Array(3) }])];
    for (const contents of none) {
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipients[0]);
      const bytes = await encrypter.encrypt(contents);
      const digest = ethers.sha256(bytes);
      await store.put({ digest, bytes });
      expect(await failureOf(open({ digest }))).to.have.property("fault", "unreadable");
    }
  });
});

describe("verifyReceipt()", () => {
  for (const change of [{ purpose: "curiosity" }, { openedAt: 1n }, { dossier: `0x${"11".repeat(32)}` }]) {
    it(`refuses another ${Object.keys(change)[0]}`, async () => {
      const { open, connection, receipts, wallets } = await openable();
      await open();
      const receipt = { ...receipts[0], ...change } as DossierReceipt;
      expect(await failureOf(verifyReceipt({ connection, receipt }))).to.include({
        fault: "receipt",
        detail: wallets.ada.address,
      });
    });
  }

  it("refuses a receipt of another account's, and of another nation's", async () => {
    const { open, connection, receipts, wallets } = await openable();
    await open();
    const forged = { ...receipts[0], openedBy: wallets.bo.address };
    expect(await failureOf(verifyReceipt({ connection, receipt: forged }))).to.have.property("fault", "receipt");
    const elsewhere = { ...connection, nation: wallets.bo.address };
    expect(await failureOf(verifyReceipt({ connection: elsewhere, receipt: receipts[0] }))).to.have.property(
      "fault",
      "receipt",
    );
  });
});

describe("the archive in a dossier", () => {
  it("is one that tar reads", async () => {
    const folder = await fs.mkdtemp(path.join(tmpdir(), "civitas-dossier-"));
    try {
      await fs.writeFile(path.join(folder, "all.tar"), archive(files));
      execFileSync("tar", ["xf", "all.tar"], { cwd: folder });
      for (const { name, bytes } of files)
        expect(new Uint8Array(await fs.readFile(path.join(folder, name)))).to.deep.equal(bytes);
    } finally {
      await fs.rm(folder, { recursive: true });
    }
  });

  it("is one that tar writes", async () => {
    const folder = await fs.mkdtemp(path.join(tmpdir(), "civitas-dossier-"));
    try {
      await fs.writeFile(path.join(folder, "one"), files[0].bytes);
      execFileSync("tar", ["--format=ustar", "-cf", "all.tar", "one"], { cwd: folder });
      expect(unarchive(new Uint8Array(await fs.readFile(path.join(folder, "all.tar"))))).to.deep.equal([
        { name: "one", bytes: files[0].bytes },
      ]);
    } finally {
      await fs.rm(folder, { recursive: true });
    }
  });

  it("is refused with a link in it", async () => {
    const folder = await fs.mkdtemp(path.join(tmpdir(), "civitas-dossier-"));
    try {
      await fs.symlink("/etc/passwd", path.join(folder, "one"));
      execFileSync("tar", ["--format=ustar", "-cf", "all.tar", "one"], { cwd: folder });
      const bytes = new Uint8Array(await fs.readFile(path.join(folder, "all.tar")));
      expect(() => unarchive(bytes))
        .to.throw()
        .with.property("fault", "unreadable");
    } finally {
      await fs.rm(folder, { recursive: true });
    }
  });

  it("is refused with a wrong sum, a name that leads elsewhere, a size past its end, or a name twice", () => {
    const [file] = files;
    const broken = archive([file]);
    broken[0] ^= 1;
    const outside = archive([{ ...file, name: "../evil" }]);
    const twice = archive([file, file]);
    const short = archive([file]).slice(0, 512);
    for (const bytes of [broken, outside, twice, short])
      expect(() => unarchive(bytes))
        .to.throw()
        .with.property("fault", "unreadable");
  });
});

describe("deleteDossiers()", () => {
  it("deletes what is due, from the second on, and nothing else", async () => {
    const { store, dossier, terms } = await openable();
    const later = await sealDossier({ ...terms, deleteAt: moment.from(deleteAt + 1n) });
    await store.put(later);
    const records = [dossier, later];
    expect(await deleteDossiers({ store, records, at: moment.from(deleteAt - 1n) })).to.deep.equal({
      deleted: [],
      failed: [],
    });
    expect((await deleteDossiers({ store, records, at: deleteAt })).deleted).to.deep.equal([dossier.digest]);
    expect(await store.get(dossier)).to.equal(undefined);
    expect(await store.get(later)).to.deep.equal(later.bytes);
  });

  it("goes on past what the store refuses, and says so", async () => {
    const { dossier, terms } = await openable();
    const other = await sealDossier(terms);
    const kept = memoryStore();
    const store: DossierStore = {
      ...kept,
      delete: ({ digest }) =>
        digest === dossier.digest ? Promise.reject(new TypeError("busy")) : kept.delete({ digest }),
    };
    const { deleted, failed } = await deleteDossiers({ store, records: [dossier, other], at: deleteAt });
    expect(deleted).to.deep.equal([other.digest]);
    expect(failed.map(({ digest, error }) => [digest, error.fault, error.detail])).to.deep.equal([
      [dossier.digest, "store", "busy"],
    ]);
  });
});

describe("stores of dossiers", () => {
  const digest = `0x${"ab".repeat(32)}`;
  const bytes = new Uint8Array([1, 2, 3]);

  /** A web server that keeps what is put there, and wants a header. */
  async function aServer() {
    const kept = new Map<string, Buffer>();
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        if (request.headers.authorization !== "Bearer right") return response.writeHead(403).end();
        const place = request.url!;
        if (request.method === "PUT") {
          kept.set(place, Buffer.concat(parts));
          return response.writeHead(201).end();
        }
        const found = kept.get(place);
        if (found === undefined) return response.writeHead(404).end();
        if (request.method === "DELETE") kept.delete(place);
        return response.writeHead(200).end(found);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dossiers/`;
    return { url, kept, close: () => server.close() };
  }

  async function keeps(store: DossierStore) {
    expect(await store.get({ digest })).to.equal(undefined);
    await store.delete({ digest });
    await store.put({ digest, bytes });
    expect(await store.get({ digest })).to.deep.equal(bytes);
    await store.delete({ digest });
    expect(await store.get({ digest })).to.equal(undefined);
    for (const bad of ["", "../../etc/passwd", `0x${"AB".repeat(31)}`, `${digest}/../x`])
      expect(await failureOf(store.get({ digest: bad }))).to.include({ name: "InvalidInputError", found: bad });
  }

  it("keeps and deletes in memory", async () => {
    await keeps(memoryStore());
  });

  it("keeps and deletes in a folder, and says what is wrong with it", async () => {
    const folder = await fs.mkdtemp(path.join(tmpdir(), "civitas-dossiers-"));
    try {
      await keeps(folderStore({ folder: path.join(folder, "new"), fs }));
      await fs.writeFile(path.join(folder, "file"), "");
      const store = folderStore({ folder: path.join(folder, "file"), fs });
      for (const act of [() => store.put({ digest, bytes }), () => store.get({ digest })])
        expect(await failureOf(act())).to.include({ name: "DossierError", fault: "store" });
    } finally {
      await fs.rm(folder, { recursive: true });
    }
  });

  it("keeps and deletes on a web server, and says what that answers", async () => {
    const { url, close } = await aServer();
    try {
      await keeps(httpStore({ url, headers: { authorization: "Bearer right" } }));
      const store = httpStore({ url });
      const put = () => store.put({ digest, bytes });
      for (const act of [put, () => store.get({ digest }), () => store.delete({ digest })])
        expect(await failureOf(act())).to.include({ fault: "store", detail: "status 403" });
    } finally {
      close();
    }
    const store = httpStore({ url });
    expect(await failureOf(store.get({ digest }))).to.include({ fault: "store" });
  });
});

describe("uniquenessDigest()", () => {
  const key = createUniquenessKey();
  const document = { country: "DEU", kind: "passport", number: "C01X00T47", birthDate: "1990-01-31" };

  it("is the HMAC-SHA-256 of country, kind, number and date", () => {
    const expected = createHmac("sha256", key).update("DEU|passport|C01X00T47|1990-01-31").digest("hex");
    expect(uniquenessDigest({ key, document })).to.equal(`0x${expected}`);
  });

  it("is the same however the document is typed", () => {
    const typed = { ...document, country: " deu", kind: "Passport", number: "c01x-00t 47" };
    expect(uniquenessDigest({ key, document: typed })).to.equal(uniquenessDigest({ key, document }));
  });

  it("is another one under another key", () => {
    expect(uniquenessDigest({ key: createUniquenessKey(), document })).not.to.equal(
      uniquenessDigest({ key, document }),
    );
  });

  it("refuses a key that could be guessed", () => {
    expect(() => uniquenessDigest({ key: key.slice(1), document })).to.throw("31 bytes");
  });

  for (const [field, value] of [
    ["country", "DE"],
    ["country", "D|U"],
    ["kind", "pass|port"],
    ["number", "--"],
    ["number", "C01|X"],
    ["birthDate", "31.01.1990"],
    ["birthDate", "1990-13-01"],
  ] as const) {
    it(`refuses "${value}" as ${field}`, () => {
      expect(() => uniquenessDigest({ key, document: { ...document, [field]: value } })).to.throw(value);
    });
  }
});

describe("an application with a dossier", () => {
  it("leads from sealing to a validator's attestation, by the digest alone", async () => {
    const { founding, citizens, stranger } = await foundNation(7, {
      institutions: { admissions: true, didRegistry: true },
    });
    const { nation, timelock } = founding.addresses;
    await ethers.provider.send("hardhat_setBalance", [timelock, "0xde0b6b3a7640000"]);
    const government = await connect(await ethers.getImpersonatedSigner(timelock), nation);
    const [validator, ...others] = await Promise.all(citizens.slice(0, 4).map((citizen) => connect(citizen, nation)));
    for (const { admissions, account, citizenship } of [validator, ...others]) {
      await government.admissions.accredit.wait({ citizenId: (await citizenship.citizenOf({ account: account! }))! });
      await admissions.payBond.wait();
    }
    const { recipient, secret } = await createDossierKey();
    const identity = validator.account!;
    await validator.didRegistry.setAttribute.wait({ identity, ...(await dossierKeyAttribute(recipient)) });

    const store = memoryStore();
    const applicant = stranger.address;
    const connection = await openConnection(stranger, nation);
    const did = await didOfAccount(connection, identity);
    const recipients = [await dossierKeyOf({ connection, did })];
    const dossier = await sealDossier({ connection, applicant, recipients, files, deleteAt });
    await store.put(dossier);
    const client = await connect(stranger, nation);
    const uniqueness = uniquenessDigest({
      key: createUniquenessKey(),
      document: { country: "DEU", kind: "passport", number: "C01X00T47", birthDate: "1990-01-31" },
    });
    const { application } = await client.admissions.apply.wait({ dossier: dossier.digest, uniqueness });

    const receipts: DossierReceipt[] = [];
    const opened = await openDossier({
      connection,
      store,
      digest: application.dossier,
      applicant: application.applicant,
      secret,
      signer: citizens[0],
      purpose: "admission",
      keepReceipt: (receipt) => Promise.resolve(void receipts.push(receipt)),
    });
    expect(opened.files).to.deep.equal(files);
    await verifyReceipt({ connection, receipt: receipts[0] });
    await validator.admissions.attest.wait({ application });

    const records = [{ digest: application.dossier, deleteAt: opened.deleteAt }];
    const at = moment.after(opened.deleteAt, seconds.days(1));
    expect((await deleteDossiers({ store, records, at })).deleted).to.deep.equal([dossier.digest]);
  });
});
