import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { encodeBytes32String, hexlify, toUtf8Bytes } from "ethers";
import { ethers } from "hardhat";
import { didRegistrySignedTypes } from "../../../sdk/src/institutions/did-registry/signatures";
import { nation } from "../../fixtures/institutions";

export const CITIZEN = 7n;
export const DAY = 86_400n;
export const VERI_KEY = encodeBytes32String("veriKey");
export const SERVICE = encodeBytes32String("did/svc/Hub");
export const VALUE = hexlify(toUtf8Bytes("https://hub.example.org"));
export const MAX = 2n ** 256n - 1n;

/** The DID registry of a nation with one citizen, and somebody without a citizenship. */
export async function aDidRegistry() {
  const [, citizen, person, other, delegate, relayer] = await ethers.getSigners();
  const world = await nation({
    only: ["didRegistry", "nation"],
    stub: { citizenship: "CitizenshipStub" },
  });
  await world.citizenship.setVoter(CITIZEN, citizen, 1);
  return { ...world, citizen, person, other, delegate, relayer };
}

export type World = Awaited<ReturnType<typeof aDidRegistry>>;

/** The same with a citizen whose identity follows the citizenship. */
export async function aFollower() {
  const world = await aDidRegistry();
  await world.didRegistry.connect(world.citizen).followCitizen();
  return world;
}

/** The same after the citizenship moved to another account. */
export async function aMovedFollower() {
  const world = await aFollower();
  await world.citizenship.move(CITIZEN, world.other);
  return world;
}

export const now = async (): Promise<bigint> => BigInt(await time.latest());

/** What an identity's owner signs, by name. */
export async function signed(
  { didRegistry }: World,
  signer: HardhatEthersSigner,
  type: keyof typeof didRegistrySignedTypes,
  message: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { name, version, chainId, verifyingContract } = await didRegistry.eip712Domain();
  const fields = didRegistrySignedTypes[type];
  return signer.signTypedData({ name, version, chainId, verifyingContract }, { [type]: fields }, message);
}
