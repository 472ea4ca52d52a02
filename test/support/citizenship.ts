import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { type AddressLike, type BigNumberish, encodeBytes32String, type Signer, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import type { Citizenship, PlainManager } from "../../typechain-types";

export const DAY = 86_400n;
/** The end of a term that has none. */
export const ENDLESS = (1n << 40n) - 1n;
/** The last moment that a term can end at. */
export const LATEST = 65_534n * DAY;
/** What `monthlyAdmissions` limits. */
export const WINDOW = 30n * DAY;
export const DOSSIER = ethers.id("dossier");
export const GROUNDS = ethers.id("ruling 7");

export const Standing = { None: 0n, Active: 1n, Suspended: 2n, Revoked: 3n, Renounced: 4n } as const;
export const Role = { Registrar: 1n, Justice: 2n, Recovery: 3n } as const;
export const Provision = {
  term: encodeBytes32String("term"),
  fee: encodeBytes32String("fee"),
  monthlyAdmissions: encodeBytes32String("monthlyAdmissions"),
} as const;

/** The midnight at or after a moment. */
export const midnight = (moment: bigint): bigint => ((moment + DAY - 1n) / DAY) * DAY;

export const now = async (): Promise<bigint> => BigInt(await time.latest());

/** Lets a moment become the present. */
export const waitUntil = (moment: bigint): Promise<void> => time.increaseTo(moment);

/** The next transaction happens at that moment. */
export const nextAt = (moment: bigint): Promise<void> => time.setNextBlockTimestamp(moment);

const guarded: Record<keyof typeof Role, readonly string[]> = {
  Registrar: ["invite", "admit", "admitBatch", "admitSigned", "renew"],
  Justice: ["suspend", "reinstate", "revoke"],
  Recovery: ["move"],
};

export interface Terms {
  readonly term?: bigint;
  readonly fee?: bigint;
  readonly monthlyAdmissions?: bigint;
}

export interface Citizenry {
  readonly citizenship: Citizenship;
  readonly manager: PlainManager;
  readonly government: HardhatEthersSigner;
  readonly registrar: HardhatEthersSigner;
  readonly justice: HardhatEthersSigner;
  readonly recovery: HardhatEthersSigner;
  readonly stranger: HardhatEthersSigner;
  readonly people: readonly HardhatEthersSigner[];
  readonly treasury: string;
}

/** A citizenship without citizens, and those who run it. Terms have no end unless said otherwise. */
export async function aRegister(
  { term = 0n, fee = 0n, monthlyAdmissions = 1_000n }: Terms = {},
  treasury: string = ethers.Wallet.createRandom().address,
): Promise<Citizenry> {
  const [government, registrar, justice, recovery, stranger, ...people] = await ethers.getSigners();
  const manager = await (await ethers.getContractFactory("PlainManager")).deploy(government);
  const passport = await (await ethers.getContractFactory("PassportStub")).deploy();
  const citizenship = await (
    await ethers.getContractFactory("Citizenship")
  ).deploy(manager, passport, treasury, "Citizenship of Arcadia", "ARC", [
    { value: term, min: 0, max: 36_500_000 },
    { value: fee, min: 0, max: 10_000_000_000 },
    { value: monthlyAdmissions, min: 1, max: 1_000_000 },
  ]);
  const officers = { Registrar: registrar, Justice: justice, Recovery: recovery };
  for (const name of ["Registrar", "Justice", "Recovery"] as const) {
    const selectors = guarded[name].map((fn) => citizenship.interface.getFunction(fn as "admit").selector);
    await manager.setTargetFunctionRole(citizenship, selectors, Role[name]);
    await manager.grantRole(Role[name], officers[name], 0);
  }
  return { citizenship, manager, government, registrar, justice, recovery, stranger, people, treasury };
}

/** A citizenship whose first `count` people are citizens 1 to `count`. */
export async function citizens(count: number, terms: Terms = {}): Promise<Citizenry> {
  const world = await aRegister(terms);
  await admitAll(world, world.people.slice(0, count));
  return world;
}

export async function admitAll({ citizenship, registrar }: Citizenry, applicants: readonly Signer[]): Promise<void> {
  for (const applicant of applicants) await citizenship.connect(applicant).requestAdmission(ZeroHash);
  await citizenship.connect(registrar).admitBatch(applicants as readonly AddressLike[] as AddressLike[]);
}

type Fields = Record<string, { name: string; type: string }[]>;

const admissionFields = (primary: string): Fields => ({
  [primary]: [
    { name: "applicant", type: "address" },
    { name: "dossier", type: "bytes32" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
});

async function sign(
  citizenship: Citizenship,
  signer: Signer,
  fields: Fields,
  value: Record<string, unknown>,
  domain: { chainId?: bigint } = {},
): Promise<string> {
  const { name, version, chainId, verifyingContract } = await citizenship.eip712Domain();
  return signer.signTypedData({ name, version, chainId, verifyingContract, ...domain }, fields, value);
}

export interface Admission {
  readonly applicant: string;
  readonly signer: Signer;
  readonly dossier?: string;
  readonly nonce?: bigint;
  readonly deadline?: bigint;
  readonly chainId?: bigint;
}

/** A request for citizenship that `signer` signs for `applicant`. */
export async function signedRequest(citizenship: Citizenship, admission: Admission) {
  const { applicant, signer, dossier = DOSSIER, deadline = ENDLESS, chainId } = admission;
  const nonce = admission.nonce ?? (await citizenship.admissionNonce(applicant));
  const value = { applicant, dossier, nonce, deadline };
  const domain = chainId === undefined ? {} : { chainId };
  const signature = await sign(citizenship, signer, admissionFields("AdmissionRequest"), value, domain);
  return { applicant, dossier, deadline, signature };
}

/** A voucher for `applicant` that `signer` signs in the name of `registrar`. */
export async function signedVoucher(citizenship: Citizenship, admission: Admission & { registrar: string }) {
  const { applicant, signer, registrar, dossier = DOSSIER, deadline = ENDLESS, chainId } = admission;
  const nonce = admission.nonce ?? (await citizenship.admissionNonce(applicant));
  const value = { applicant, dossier, nonce, deadline };
  const domain = chainId === undefined ? {} : { chainId };
  const signature = await sign(citizenship, signer, admissionFields("AdmissionVoucher"), value, domain);
  return { voucher: { applicant, dossier, deadline, registrar }, signature };
}

/** The new holder's consent to take a citizenship over. */
export async function signedAcceptance(
  citizenship: Citizenship,
  acceptance: {
    citizenId: BigNumberish;
    newHolder: string;
    signer: Signer;
    nonce?: bigint;
    deadline?: bigint;
    chainId?: bigint;
  },
): Promise<string> {
  const { citizenId, newHolder, signer, deadline = ENDLESS, chainId } = acceptance;
  const nonce = acceptance.nonce ?? (await citizenship.admissionNonce(newHolder));
  const fields = {
    Acceptance: [
      { name: "citizenId", type: "uint256" },
      { name: "newHolder", type: "address" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ],
  };
  const domain = chainId === undefined ? {} : { chainId };
  return sign(citizenship, signer, fields, { citizenId, newHolder, nonce, deadline }, domain);
}

/** Moves a citizenship to a new account that agrees. */
export async function moveTo(
  { citizenship, recovery }: Citizenry,
  citizenId: BigNumberish,
  newHolder: HardhatEthersSigner,
) {
  const signature = await signedAcceptance(citizenship, { citizenId, newHolder: newHolder.address, signer: newHolder });
  return citizenship.connect(recovery).move(citizenId, newHolder, ENDLESS, signature);
}

/** A delegation that the signer signs for others to send. */
export async function signedDelegation(
  citizenship: Citizenship,
  delegation: { signer: Signer; delegatee: string; nonce: bigint; expiry: bigint; chainId?: bigint },
): Promise<{ v: number; r: string; s: string }> {
  const { signer, delegatee, nonce, expiry, chainId } = delegation;
  const fields = {
    Delegation: [
      { name: "delegatee", type: "address" },
      { name: "nonce", type: "uint256" },
      { name: "expiry", type: "uint256" },
    ],
  };
  const domain = chainId === undefined ? {} : { chainId };
  const signature = await sign(citizenship, signer, fields, { delegatee, nonce, expiry }, domain);
  const { v, r, s } = ethers.Signature.from(signature);
  return { v, r, s };
}
