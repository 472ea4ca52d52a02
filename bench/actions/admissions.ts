import { id, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { offChain, onChain, type ProvisionSpec } from "../../sdk/src/core/provision-specs";
import { roles } from "../../sdk/src/core/roles";
import { provisions } from "../../sdk/src/institutions/admissions/provisions";
import { admissionsSignedTypes } from "../../sdk/src/institutions/admissions/signatures";
import type { Act } from "../measure";
import type { Person, World } from "../world";
import type { Area } from "./action";

/** Citizens who are validators. */
const VALIDATORS = [2, 3, 4, 5];
const DOSSIER = id("dossier");
const UNIQUENESS = id("a person");

/** Admissions that hold the registrar's role, with validators in office, and somebody who wants to become a citizen. */
async function found(world: World) {
  const { chain, constitution, citizenship, treasury, register, government } = world;
  await chain.nextMoment();
  const terms = Object.values<ProvisionSpec>(provisions).map(({ kind, value, within }) => {
    const [min, max] = within.map((bound) => onChain(kind, bound));
    return { value: onChain(kind, value), min, max };
  });
  const admissions = await ethers.deployContract("Admissions", [constitution, citizenship, register, treasury, terms]);
  await chain.send(() => constitution.connect(government).grantRole(roles.registrar, admissions, 0));
  const validatorBond = onChain("native", offChain("native", terms[7].value)) * 1_000_000_000n;
  for (const citizenId of VALIDATORS) {
    const { signer } = await world.citizen(citizenId);
    await chain.send(() => admissions.connect(government).accredit(citizenId));
    await chain.send(() => admissions.connect(signer).payBond({ value: validatorBond }));
  }
  const [fee, bond] = await admissions.cost();
  return { admissions, applicant: await world.person("applicant"), value: fee + bond };
}

type Founded = Awaited<ReturnType<typeof found>>;

async function typedData(admissions: Founded["admissions"], type: "Consent" | "Attestation") {
  const { name, version, chainId, verifyingContract } = await admissions.eip712Domain();
  const fields = { [type]: [...admissionsSignedTypes[type]], Application: [...admissionsSignedTypes.Application] };
  return { domain: { name, version, chainId, verifyingContract }, fields };
}

const applicationOf = (applicant: Person, payer: Person) => ({
  applicant: applicant.address,
  payer: payer.address,
  nonce: 0,
  dossier: DOSSIER,
  uniqueness: UNIQUENESS,
});

/** The first application of somebody. */
async function apply(world: World): Promise<Act> {
  const { admissions, applicant, value } = await found(world);
  return () => admissions.connect(applicant.signer).applyForAdmission(DOSSIER, UNIQUENESS, { value });
}

/** The same by signature, with a sponsor who pays. */
async function sponsor(world: World): Promise<Act> {
  const { admissions, applicant, value } = await found(world);
  const payer = await world.person("sponsor");
  const application = applicationOf(applicant, payer);
  const deadline = world.chain.time + 1000;
  const { domain, fields } = await typedData(admissions, "Consent");
  const signature = await applicant.wallet.signTypedData(domain, fields, { application, deadline });
  return () => admissions.connect(payer.signer).sponsor(application, deadline, signature, { value });
}

async function applied(world: World) {
  const founded = await found(world);
  const { admissions, applicant, value } = founded;
  await world.chain.send(() => admissions.connect(applicant.signer).applyForAdmission(DOSSIER, UNIQUENESS, { value }));
  return { ...founded, application: applicationOf(applicant, applicant) };
}

/** Three attestations in one transaction. */
async function attestation(world: World) {
  const founded = await applied(world);
  const { admissions, application } = founded;
  const { domain, fields } = await typedData(admissions, "Attestation");
  const attestations = await Promise.all(
    VALIDATORS.slice(0, 3).map(async (citizenId, index) => {
      const { wallet } = await world.citizen(citizenId);
      return { number: index + 1, signature: await wallet.signTypedData(domain, fields, { application }) };
    }),
  );
  const [relayer, applicationId] = [await world.person("relayer"), await admissions.idOf(application)];
  return {
    ...founded,
    relayer,
    act: () => admissions.connect(relayer.signer).attestSigned(applicationId, attestations),
  };
}

/** The citizenship, for an applicant who sent the request. */
async function admission(world: World): Promise<Act> {
  const { admissions, application, applicant, relayer, act } = await attestation(world);
  await world.chain.send(act);
  await world.chain.send(() => world.citizenship.connect(applicant.signer).requestAdmission(ZeroHash));
  return () => admissions.connect(relayer.signer).admit(application, 0, "0x");
}

/** The same by the applicant's signed request. */
async function admissionSigned(world: World): Promise<Act> {
  const { admissions, application, applicant, relayer, act } = await attestation(world);
  await world.chain.send(act);
  const { deadline, signature } = await world.requestOf(applicant);
  return () => admissions.connect(relayer.signer).admit(application, deadline, signature);
}

export const area: Area = {
  title: "Admissions",
  actions: [
    {
      id: "admissionsApply",
      title: "apply for admission",
      prepare: apply,
      // The application's record and the digest's. Two words of provisions, the cool-off, and the applicant's account are read.
      accesses: { open: 2, read: 4, account: 1 },
      target: { gas: 110_000, newSlots: 2 },
    },
    {
      id: "admissionsSponsor",
      title: "apply by signature, with a sponsor who pays",
      prepare: sponsor,
      accesses: { open: 2, read: 4, account: 1, signature: 1 },
      target: { gas: 110_000, newSlots: 2 },
    },
    {
      id: "admissionsAttest",
      title: "hand in three validators' signatures",
      prepare: async (world) => (await attestation(world)).act,
      // The application's record and the validators'. Three words of provisions, the seats, and the validators' citizenships are read.
      accesses: { change: 4, read: 7, account: 1, signature: 3 },
      target: { gas: 100_000, newSlots: 0 },
      note: "Each validator's liability for the newcomer is counted, and the citizenship of each is looked up.",
    },
    {
      id: "admissionsAdmit",
      title: "admit an applicant with three attestations, who sent the request",
      prepare: admission,
      // The new citizen's record. The application's record, the digest's, the account's and the register's word change.
      accesses: { open: 1, change: 4, read: 8, account: 2 },
      target: { gas: 110_000, newSlots: 1 },
    },
    {
      id: "admissionsAdmitSigned",
      title: "admit an applicant with three attestations, by the signed request",
      prepare: admissionSigned,
      // As before, and the applicant's account, which is new to the register.
      accesses: { open: 2, change: 3, read: 8, account: 2, signature: 1 },
      target: { newSlots: 2 },
      note: "Without a transaction of the applicant's: it costs less than the request and the admission together.",
    },
  ],
};
