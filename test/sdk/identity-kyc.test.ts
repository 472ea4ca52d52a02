import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { moment, seconds } from "../../sdk/src";
import {
  checkPerson,
  KYC_SCHEMA,
  kycData,
  localKycProvider,
  verifyKycResult,
  type KycOutcome,
  type KycResult,
  type KycSession,
} from "../../sdk/src/identity";
import { failureOf } from "../fixtures/failure";
import { ADA, aNationOfHolders } from "../fixtures/identity";

const LEVEL = 2;

/** A nation in which Ada is accredited as a provider. */
async function aNationWithADesk() {
  const world = await aNationOfHolders();
  const { government, until, stranger, wallets } = world;
  const terms = { definition: KYC_SCHEMA, resolver: undefined, quorum: 1, isRevocable: true };
  const { schemaId } = await government.attestations.registerSchema.wait(terms);
  await government.attestations.accredit.wait({ schemaId, citizenId: ADA, until });
  return {
    ...world,
    schemaId,
    applicant: stranger.address,
    asked: { applicant: stranger.address, level: LEVEL, schemaId },
    wallets,
  };
}

async function checked(outcome: KycOutcome, changes: object = {}) {
  const world = await loadFixture(aNationWithADesk);
  const { connection, clients, schemaId, asked } = world;
  let now = moment.from(await time.latest());
  const clock = () => now;
  const waits: number[] = [];
  const sessions: KycSession[] = [];
  const { attestations } = clients.ada;
  const provider = localKycProvider({ attestations, schemaId, decide: () => outcome, clock });
  const check = () =>
    checkPerson({
      connection,
      provider,
      asked,
      clock,
      wait: (length) => {
        waits.push(length);
        now = moment.from(now + BigInt(length));
        return Promise.resolve();
      },
      onSession: (session) => sessions.push(session),
      ...changes,
    });
  return { ...world, provider, check, waits, sessions, clock };
}

describe("checkPerson()", () => {
  context("given a provider who confirms", () => {
    it("gives an attestation that anybody sends, and the nation knows the person's level", async () => {
      const { check, clients, sessions, applicant, schemaId } = await checked({ kind: "confirm" });
      const { content, approval } = await check();
      const { uid } = await clients.cai.attestations.attestSigned.wait({ ...content, approvals: [approval] });
      expect(await clients.bo.attestations.isValid({ uid })).to.equal(true);
      expect((await clients.bo.attestations.attestationOf({ uid }))!.attesters).to.deep.equal([ADA]);
      const data = kycData({ level: LEVEL, id: sessions[0].id });
      expect(content).to.deep.equal({ schemaId, about: { account: applicant }, data });
    });

    it("tells where the person goes on", async () => {
      const { check, sessions } = await checked({ kind: "confirm" });
      await check();
      expect(sessions.map(({ url }) => url)).to.deep.equal([`about:blank#${sessions[0].id}`]);
    });
  });

  context("given a provider who refuses", () => {
    it("says the provider's reason", async () => {
      const { check } = await checked({ kind: "refuse", reason: "the picture is blurred" });
      const error = await failureOf(check());
      expect(error).to.include({ name: "KycError", fault: "refused", detail: "the picture is blurred" });
      expect(error).to.have.property("advice").that.includes("start again");
    });
  });

  context("given a provider who does not answer", () => {
    it("asks every five seconds until the session is over", async () => {
      const { check, waits } = await checked({ kind: "silence" });
      expect(await failureOf(check())).to.have.property("fault", "late");
      expect([waits.length, waits[0]]).to.deep.equal([180, 5]);
    });
  });

  context("given a fraud", () => {
    const forged = async (forge: (result: KycResult) => KycResult | Promise<KycResult>, changes: object = {}) => {
      const { check } = await checked({ kind: "fraud", forge }, changes);
      return failureOf(check());
    };

    it("refuses a signature that is not the provider's", async () => {
      const [{ address }] = await ethers.getSigners();
      const error = await forged(({ content, approval }) => ({
        content,
        approval: { ...approval, attester: address },
      }));
      expect(error).to.include({ fault: "signature", detail: address });
    });

    it("refuses a result for another person", async () => {
      const [{ address }] = await ethers.getSigners();
      const error = await forged(({ content, approval }) => ({
        content: { ...content, about: { account: address } },
        approval,
      }));
      expect(error).to.include({ fault: "other", detail: `of ${address}` });
    });

    it("refuses a result for a citizen in place of the person", async () => {
      const error = await forged(({ content, approval }) => ({
        content: { ...content, about: { citizenId: ADA } },
        approval,
      }));
      expect(error).to.have.property("fault", "other");
    });

    it("refuses a higher level than was signed", async () => {
      const { clients, provider, sessions, check, connection, asked, wallets } = await checked({ kind: "confirm" });
      await check();
      const [{ id }] = sessions;
      const { content, approval } = await provider.result({ id });
      const result = { content: { ...content, data: kycData({ level: 9, id }) }, approval };
      expect(await failureOf(verifyKycResult({ connection, result, asked, id }))).to.include({
        fault: "signature",
        detail: wallets.ada.address,
      });
      expect(clients.ada.account).to.equal(wallets.ada.address);
    });

    it("refuses a lower level than was asked for, a result of another session, schema or form", async () => {
      const { provider, connection, asked, applicant, records } = await checked({ kind: "confirm" });
      const { id } = await provider.start({ applicant, level: 1 });
      const result = await provider.result({ id });
      const low = await failureOf(verifyKycResult({ connection, result, asked, id }));
      expect(low).to.include({ fault: "other", detail: "level 1" });
      const least = { ...asked, level: 1 };
      const session = await failureOf(verifyKycResult({ connection, result, asked: least, id: "another" }));
      expect(session).to.include({ fault: "other", detail: "another session" });
      const schema = await failureOf(
        verifyKycResult({ connection, result, asked: { ...least, schemaId: records }, id }),
      );
      expect(schema).to.include({ fault: "other", detail: "schema 3" });
      const formless = { ...result, content: { ...result.content, data: "0x12" } };
      const form = await failureOf(verifyKycResult({ connection, result: formless, asked: least, id }));
      expect(form).to.include({ fault: "other", detail: "its data has another form" });
    });

    it("refuses a citizen who signs without being accredited, and one whose accreditation is over", async () => {
      const { clients, connection, asked, schemaId, applicant, wallets, government } = await checked({
        kind: "confirm",
      });
      const { attestations } = clients.bo;
      const impostor = localKycProvider({ attestations, schemaId, decide: () => ({ kind: "confirm" }) });
      const { id } = await impostor.start({ applicant, level: LEVEL });
      const result = await impostor.result({ id });
      expect(await failureOf(verifyKycResult({ connection, result, asked, id }))).to.include({
        fault: "attester",
        detail: wallets.bo.address,
      });
      const desk = localKycProvider({ ...clients.ada, schemaId, decide: () => ({ kind: "confirm" }) });
      const session = await desk.start({ applicant, level: LEVEL });
      const former = { connection, result: await desk.result(session), asked, id: session.id };
      await verifyKycResult(former);
      await government.attestations.accredit.wait({ schemaId, citizenId: ADA, until: moment.from(1) });
      expect(await failureOf(verifyKycResult(former))).to.have.property("fault", "attester");
    });

    it("refuses a result of another nation", async () => {
      const { provider, connection, asked, applicant, wallets } = await checked({ kind: "confirm" });
      const { id } = await provider.start({ applicant, level: LEVEL });
      const result = await provider.result({ id });
      const { directory } = connection;
      const other = await ethers.deployContract("Attestations", [directory.timelock, directory.citizenship]);
      const elsewhere = { ...connection, directory: { ...directory, attestations: await other.getAddress() } };
      expect(await failureOf(verifyKycResult({ connection: elsewhere, result, asked, id }))).to.include({
        fault: "signature",
        detail: wallets.ada.address,
      });
    });

    it("refuses a result that can be sent no more, from the second of its end on", async () => {
      const { provider, connection, asked, applicant } = await checked({ kind: "confirm" });
      const { id } = await provider.start({ applicant, level: LEVEL });
      const result = await provider.result({ id });
      const { deadline } = result.approval;
      await verifyKycResult({ connection, result, asked, id, at: moment.from(deadline - 1n) });
      const late = { connection, result, asked, id, at: deadline };
      expect(await failureOf(verifyKycResult(late))).to.include({ fault: "late", detail: moment.format(deadline) });
    });
  });
});

describe("localKycProvider()", () => {
  it("knows the sessions that it began, and no others", async () => {
    const { provider } = await checked({ kind: "confirm" });
    for (const act of [() => provider.status({ id: "x" }), () => provider.result({ id: "x" })])
      expect(await failureOf(act())).to.include({ name: "InvalidInputError", found: "x" });
  });

  it("gives a session as long as it is told", async () => {
    const { clients, schemaId, applicant } = await checked({ kind: "confirm" });
    const validity = seconds.minutes(1);
    const clock = () => moment.from(100);
    const provider = localKycProvider({
      ...clients.ada,
      schemaId,
      decide: () => ({ kind: "silence" }),
      validity,
      clock,
    });
    expect((await provider.start({ applicant, level: 1 })).until).to.equal(160n);
  });
});
