import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { getAddress, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { attestationsSignedTypes } from "../../../sdk/src/institutions/attestations/signatures";
import type { ContentStruct } from "../../../typechain-types/contracts/attestations/Attestations";
import { nation } from "../../fixtures/institutions";

export const DAY = 86_400n;
export const REASONS = ethers.id("reasons");
export const DATA = ethers.id("level 2");

/** The attesters, and the citizen whom the tests attest something of. */
export const [ANA, BEN, CYD, EVE] = [1n, 2n, 3n, 7n];

/** The schemas: of one attester, of two, one that is not revocable, and one with an institution behind it. */
export const Schemas = { plain: 1n, quorum: 2n, lasting: 3n, resolved: 4n } as const;
export const DEFINITION = "uint8 level,bytes32 dossier";

export const now = async (): Promise<bigint> => BigInt(await time.latest());

/** A citizen as a recipient, whatever the key. */
export const person = (citizenId: bigint): string => getAddress(toBeHex(citizenId, 20));

/** The attestations of a nation without schemas. */
export async function empty() {
  const [, ana, ben, cyd, eve, stranger, newKey] = await ethers.getSigners();
  const world = await nation({ only: ["attestations"], stub: { citizenship: "CitizenshipStub" } });
  for (const [id, signer] of [
    [ANA, ana],
    [BEN, ben],
    [CYD, cyd],
    [EVE, eve],
  ] as const)
    await world.citizenship.setVoter(id, signer, 1);
  const resolver = await ethers.deployContract("AttestationResolverStub");
  return { ...world, resolver, ana, ben, cyd, eve, stranger, newKey };
}

export type World = Awaited<ReturnType<typeof empty>>;

/** The same with four schemas, for which Ana and Ben are accredited for a year. */
export async function accredited() {
  const world = await empty();
  const { attestations, resolver } = world;
  for (const [behind, quorum, isRevocable] of [
    [ZeroAddress, 1, true],
    [ZeroAddress, 2, true],
    [ZeroAddress, 1, false],
    [await resolver.getAddress(), 1, true],
  ] as const)
    await attestations.registerSchema(DEFINITION, behind, quorum, isRevocable);
  const until = (await now()) + 365n * DAY;
  for (const schema of Object.values(Schemas))
    for (const id of [ANA, BEN]) await attestations.accredit(schema, id, until);
  return { ...world, until };
}

/** The same with something that Ana attested of Eve. */
export async function attested() {
  const world = await accredited();
  await world.attestations.connect(world.ana).attest([contentOf()]);
  return { ...world, uid: await world.attestations.uidOf(contentOf()) };
}

/** The same with something that Ana and Ben attested of Eve together. */
export async function attestedByTwo() {
  const world = await accredited();
  const content = contentOf({ schemaId: Schemas.quorum });
  await world.attestations.attestSigned(content, await approvals(world, content, [world.ana, world.ben]));
  return { ...world, content, uid: await world.attestations.uidOf(content) };
}

/** What is attested unless said otherwise. */
export const contentOf = (changes: Partial<ContentStruct> = {}): ContentStruct => ({
  schemaId: Schemas.plain,
  expiration: 0n,
  recipient: person(EVE),
  refUid: ZeroHash,
  salt: 0n,
  data: DATA,
  ...changes,
});

export interface Changed {
  readonly deadline?: bigint;
  readonly chainId?: bigint;
  readonly verifyingContract?: string;
}

/** Attesters' signatures, in their order. */
export const approvals = (
  world: Pick<World, "attestations" | "citizenship">,
  content: ContentStruct,
  signers: readonly HardhatEthersSigner[],
  changes: Changed = {},
) => Promise.all(signers.map((signer) => approval(world, content, signer, changes)));

async function approval(
  { attestations, citizenship }: Pick<World, "attestations" | "citizenship">,
  content: ContentStruct,
  signer: HardhatEthersSigner,
  { deadline = 2n ** 40n - 1n, ...domain }: Changed,
) {
  const { round } = await attestations.accreditationOf(content.schemaId, await citizenship.citizenOf(signer));
  const { Attestation } = attestationsSignedTypes;
  const { name, version, chainId, verifyingContract } = await attestations.eip712Domain();
  const signature = await signer.signTypedData(
    { name, version, chainId, verifyingContract, ...domain },
    { Attestation },
    { ...content, round, deadline },
  );
  return { attester: signer.address, deadline, signature };
}

/** An attester's signed revocation. */
export async function revocation(
  { attestations }: Pick<World, "attestations">,
  uid: string,
  signer: HardhatEthersSigner,
  { deadline = 2n ** 40n - 1n, ...domain }: Changed = {},
): Promise<[uid: string, attester: string, deadline: bigint, signature: string]> {
  const { Revocation } = attestationsSignedTypes;
  const { name, version, chainId, verifyingContract } = await attestations.eip712Domain();
  const whole = { name, version, chainId, verifyingContract, ...domain };
  const signature = await signer.signTypedData(whole, { Revocation }, { uid, deadline });
  return [uid, signer.address, deadline, signature];
}
