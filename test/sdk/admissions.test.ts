import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AbiCoder, id } from "ethers";
import { ethers } from "hardhat";
import { connect, isRevert, moment, wei } from "../../sdk/src";
import { applicationIdOf } from "../../sdk/src/institutions/admissions";
import { verifyFounding } from "../../sdk/src/founding";
import { Admissions__factory } from "../../sdk/src/generated/contracts";
import { compiledCode } from "../fixtures/code";
import { foundNation } from "../fixtures/nation";

const DOSSIER = id("dossier");
const UNIQUENESS = id("a person");

/** A nation of seven that is founded with admissions; the government is acted for, and accredits four validators. */
async function aFoundedNation() {
  const world = await foundNation(7, { institutions: { admissions: true } });
  const { nation, timelock } = world.founding.addresses;
  await ethers.provider.send("hardhat_setBalance", [timelock, "0xde0b6b3a7640000"]);
  const government = await connect(await ethers.getImpersonatedSigner(timelock), nation);
  const clients = await Promise.all(world.citizens.map((citizen) => connect(citizen, nation)));
  for (const client of clients.slice(0, 4)) {
    const citizenId = (await client.citizenship.citizenOf({ account: client.account! }))!;
    await government.admissions.accredit.wait({ citizenId });
    await client.admissions.payBond.wait();
  }
  const signers = await ethers.getSigners();
  const strangers = await Promise.all(signers.slice(-3).map((signer) => connect(signer, nation)));
  return { ...world, government, clients, strangers, address: nation };
}

/** The same with an application of the first stranger's. */
async function anApplication() {
  const world = await aFoundedNation();
  const [stranger] = world.strangers;
  const { application } = await stranger.admissions.apply.wait({ dossier: DOSSIER, uniqueness: UNIQUENESS });
  return { ...world, application };
}

/** An admission in a nation whose validators were accredited by a proposal. */
async function anAdmissionByThePeople() {
  const world = await foundNation(5, { institutions: { admissions: true } });
  const { nation, admissions } = world.founding.addresses;
  const calls = [1, 2, 3].map((citizenId) => ({
    target: admissions!,
    data: Admissions__factory.createInterface().encodeFunctionData("accredit", [citizenId]),
  }));
  await world.propose(calls).passAndExecute(world.citizens);
  const clients = await Promise.all(world.citizens.map((citizen) => connect(citizen, nation)));
  const stranger = await connect((await ethers.getSigners()).at(-2)!, nation);
  const { application } = await stranger.admissions.apply.wait({ dossier: DOSSIER, uniqueness: UNIQUENESS });
  await stranger.citizenship.requestAdmission.wait({ dossier: DOSSIER });
  for (const { admissions } of clients.slice(0, 2)) {
    await admissions.payBond.wait();
    await admissions.attest.wait({ application });
  }
  await stranger.admissions.admit.wait({ application });
  return { address: nation };
}

describe("nation.admissions", () => {
  it("holds the registrar's role from the founding on", async () => {
    const { clients, founding } = await loadFixture(aFoundedNation);
    const account = founding.addresses.admissions!;
    expect(await clients[0].constitution.hasRole({ role: "registrar", account })).to.equal(true);
  });

  it("leads from an application to a citizenship, with what validators signed", async () => {
    const { clients, strangers, application } = await loadFixture(anApplication);
    const [stranger, relayer] = strangers;
    const { deadline, signature } = await stranger.citizenship.signRequest({
      dossier: DOSSIER,
      deadline: moment.from(BigInt(await time.latest()) + 10_000n),
    });
    const attestations = await Promise.all(
      clients.slice(1, 4).map((client) => client.admissions.signAttestation({ application })),
    );
    const attested = await relayer.admissions.attestSigned.wait({ application, attestations });
    expect(attested.validatorIds).to.have.length(3);
    const { citizenId } = await relayer.admissions.admit.wait({ application, request: { deadline, signature } });
    expect(await stranger.citizenship.citizenOf({ account: stranger.account! })).to.equal(citizenId);
    expect((await stranger.admissions.digest({ uniqueness: UNIQUENESS })).citizenId).to.equal(citizenId);

    await time.increaseTo((await stranger.citizenship.citizen({ citizenId })).wakesAt);
    expect(await relayer.admissions.settle.wait({ application })).to.include({ citizenId });
    const { bond } = await stranger.admissions.cost();
    expect(await stranger.admissions.owedToCitizen({ citizenId })).to.deep.equal({ native: bond });
  });

  it("leads there by transactions alone", async () => {
    const { clients, strangers, application } = await loadFixture(anApplication);
    const [stranger] = strangers;
    await stranger.citizenship.requestAdmission.wait({ dossier: DOSSIER });
    for (const { admissions } of clients.slice(0, 2)) await admissions.attest.wait({ application });
    const { id: applicationId } = await stranger.admissions.admit.wait({ application });
    expect(applicationId).to.equal(applicationIdOf(application));
  });

  it("gives the id that the contract gives", async () => {
    const { clients, application } = await loadFixture(anApplication);
    expect(await clients[0].admissions.contract.idOf(application)).to.equal(applicationIdOf(application));
  });

  it("lets a sponsor pay for who signed", async () => {
    const { strangers } = await loadFixture(aFoundedNation);
    const [stranger, sponsor] = strangers;
    const consent = await stranger.admissions.signConsent({
      dossier: DOSSIER,
      uniqueness: UNIQUENESS,
      payer: sponsor.account!,
      deadline: moment.from(BigInt(await time.latest()) + 10_000n),
    });
    const { application } = await sponsor.admissions.sponsor.wait(consent);
    expect(application).to.include({ applicant: stranger.account, payer: sponsor.account });
    await stranger.admissions.withdraw.wait({ application });
    const { total } = await sponsor.admissions.cost();
    expect(await stranger.admissions.owedTo({ account: sponsor.account! })).to.deep.equal({ native: total });
  });

  it("says where an application stands", async () => {
    const { clients, application } = await loadFixture(anApplication);
    const { admissions } = clients[0];
    await admissions.attest.wait({ application });
    expect(await admissions.application({ application })).to.deep.include({
      phase: "open",
      citizenId: undefined,
      validatorIds: [1n],
      counted: 1,
      refusedBy: 0,
    });
  });

  it("lists applications by applicant and phase, the newest first", async () => {
    const { clients, strangers, application } = await loadFixture(anApplication);
    const { application: second } = await strangers[1].admissions.apply.wait({
      dossier: DOSSIER,
      uniqueness: id("another"),
    });
    const { admissions } = clients[0];
    const all = await admissions.applications();
    expect(all.items.map((one) => one.application)).to.deep.equal([second, application]);
    const own = await admissions.applications({ applicant: application.applicant, phase: "open" });
    expect(own.items.map((one) => one.id)).to.deep.equal([applicationIdOf(application)]);
    expect((await admissions.applications({ uniqueness: UNIQUENESS, phase: "admitted" })).items).to.deep.equal([]);
  });

  it("lists what a validator attested to", async () => {
    const { clients, application } = await loadFixture(anApplication);
    for (const { admissions } of clients.slice(0, 2)) await admissions.attest.wait({ application });
    const { items } = await clients[0].admissions.attestations({ validatorId: (await idOf(clients[1]))! });
    expect(items.map(({ applicationId }) => applicationId)).to.deep.equal([applicationIdOf(application)]);
    const both = await clients[0].admissions.attestations({ applicationId: applicationIdOf(application) });
    expect(both.items).to.have.length(2);
    expect((await clients[0].admissions.attestations()).items).to.have.length(2);
  });

  it("rejects an applicant whom validators refuse, for the cool-off", async () => {
    const { clients, strangers, application } = await loadFixture(anApplication);
    const [stranger] = strangers;
    const account = stranger.account!;
    expect(await stranger.admissions.coolOffEndsAt({ account })).to.equal(undefined);
    const first = await clients[0].admissions.refuse.wait({ application });
    expect(first.isRejected).to.equal(false);
    const last = await clients[1].admissions.refuse.wait({ application, reasons: id("a forged passport") });
    expect(last.isRejected).to.equal(true);
    expect(await stranger.admissions.coolOffEndsAt({ account })).to.equal(BigInt(await time.latest()) + 30n * 86_400n);
  });

  it("closes an application whose time is over", async () => {
    const { strangers, application } = await loadFixture(anApplication);
    const [stranger, anyone] = strangers;
    await time.increaseTo((await stranger.admissions.application({ application })).deadline);
    await anyone.admissions.expire.wait({ application });
    expect((await stranger.admissions.application({ application })).phase).to.equal("expired");
  });

  it("tells who the validators are, and returns the bond of one who resigned", async () => {
    const { clients } = await loadFixture(aFoundedNation);
    const { admissions } = clients[2];
    const citizenId = (await idOf(clients[2]))!;
    expect((await admissions.validators()).map((one) => one.citizenId)).to.include(citizenId);
    expect((await admissions.provisions()).validatorBond.current).to.equal(50_000_000n);
    const { number } = await admissions.resign.wait();
    expect(await admissions.validator({ citizenId })).to.include({
      number,
      bond: wei.parse("0.05"),
      isDisowned: false,
    });
    await admissions.returnBond.wait({ number });
    expect(await admissions.owedToCitizen({ citizenId })).to.deep.equal({ native: wei.parse("0.05") });
    expect(await admissions.validator({ citizenId: (await idOf(clients[6]))! })).to.equal(undefined);
  });

  it("dismisses a validator by the government", async () => {
    const { clients, government } = await loadFixture(aFoundedNation);
    const citizenId = (await idOf(clients[0]))!;
    await government.admissions.dismiss.wait({ citizenId });
    expect(await government.admissions.validator({ citizenId })).to.include({ isDisowned: true });
  });

  it("lets a person return with another account whose digest the government freed", async () => {
    const { clients, strangers, government, application } = await loadFixture(anApplication);
    const [stranger, other] = strangers;
    await stranger.citizenship.requestAdmission.wait({ dossier: DOSSIER });
    for (const { admissions } of clients.slice(0, 2)) await admissions.attest.wait({ application });
    const { citizenId } = await stranger.admissions.admit.wait({ application });
    await stranger.citizenship.renounce.wait();
    expect(await government.admissions.freeDigest.wait({ uniqueness: UNIQUENESS })).to.include({ formerId: citizenId });
    const filed = await other.admissions.apply.wait({ dossier: DOSSIER, uniqueness: UNIQUENESS });
    expect(filed.application.applicant).to.equal(other.account);
  });

  context("when asked what is next", () => {
    const acts = async (client: Awaited<ReturnType<typeof connect>>) => {
      const { steps, unreadable } = await client.next();
      expect(unreadable).to.deep.equal([]);
      return steps.filter(({ institution }) => institution === "admissions").map(({ kind, act }) => `${kind} ${act}`);
    };

    it("tells an applicant to be admitted once enough validators attested, and to have the bond back", async () => {
      const { clients, strangers, application } = await loadFixture(anApplication);
      const [stranger] = strangers;
      expect(await acts(stranger)).to.deep.equal([]);
      for (const { admissions } of clients.slice(0, 2)) await admissions.attest.wait({ application });
      expect(await acts(stranger)).to.deep.equal(["must admit"]);
      await stranger.citizenship.requestAdmission.wait({ dossier: DOSSIER });
      const { citizenId } = await stranger.admissions.admit.wait({ application });
      expect(await acts(stranger)).to.deep.equal([]);
      await time.increaseTo((await stranger.citizenship.citizen({ citizenId })).wakesAt);
      expect(await acts(stranger)).to.deep.equal(["owed settle"]);
    });

    it("tells an applicant to close what nobody decided", async () => {
      const { strangers, application } = await loadFixture(anApplication);
      await time.increaseTo((await strangers[0].admissions.application({ application })).deadline);
      expect(await acts(strangers[0])).to.deep.equal(["owed expire"]);
    });

    it("tells a validator to pay the bond", async () => {
      const { clients, government } = await loadFixture(aFoundedNation);
      await government.admissions.accredit.wait({ citizenId: (await idOf(clients[5]))! });
      expect(await acts(clients[5])).to.deep.equal(["can payBond"]);
      expect(await acts(clients[0])).to.deep.equal([]);
    });
  });

  it("lets a proof of personhood stand for a validator", async () => {
    const { clients, strangers, government, application } = await loadFixture(anApplication);
    const adapter = await ethers.deployContract("PersonhoodProofStub");
    const proof = await adapter.getAddress();
    const data = AbiCoder.defaultAbiCoder().encode(["bytes32", "uint256"], [UNIQUENESS, 1]);
    await government.admissions.acceptProof.wait({ proof });
    expect(await strangers[0].admissions.isProofAccepted({ proof })).to.equal(true);
    const shown = await strangers[0].admissions.prove.wait({ application, proof, data });
    expect(shown).to.include({ id: applicationIdOf(application), proof, level: 1 });
    await clients[0].admissions.attest.wait({ application });
    await strangers[0].citizenship.requestAdmission.wait({ dossier: DOSSIER });
    const { steps } = await strangers[0].next();
    expect(steps.filter(({ institution }) => institution === "admissions").map(({ act }) => act)).to.deep.equal([
      "admit",
    ]);
    await strangers[0].admissions.admit.wait({ application });
    await government.admissions.rejectProof.wait({ proof });
    expect(await strangers[0].admissions.isProofAccepted({ proof })).to.equal(false);
  });

  it("explains why an application is refused", async () => {
    const { clients } = await loadFixture(aFoundedNation);
    const { admissions } = clients[0];
    const error = await admissions.apply
      .simulate({ dossier: DOSSIER, uniqueness: UNIQUENESS })
      .catch((e: unknown) => e);
    expect(isRevert(error, "Admissions_AlreadyCitizen")).to.equal(true);
  });

  it("is told by the overview", async () => {
    const { clients } = await loadFixture(aFoundedNation);
    const { admissions } = await clients[0].overview();
    expect(admissions).to.deep.equal({
      cost: { fee: wei.parse("0.002"), bond: wei.parse("0.02") },
      validators: [1n, 2n, 3n, 4n],
    });
  });

  it("is verified with the nation", async () => {
    const { address } = await loadFixture(anAdmissionByThePeople);
    const { faults } = await verifyFounding(ethers.provider, address, { code: compiledCode });
    expect(faults).to.deep.equal([]);
  });
});

const idOf = (client: Awaited<ReturnType<typeof connect>>) =>
  client.citizenship.citizenOf({ account: client.account! });
