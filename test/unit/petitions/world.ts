import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { concat, Signature, toBeHex } from "ethers";
import { ethers } from "hardhat";
import { petitionsSignedTypes } from "../../../sdk/src/institutions/petitions/signatures";
import type { Petitions } from "../../../typechain-types";
import { nation } from "../../fixtures/institutions";
import { foundNation } from "../../fixtures/nation";

export const DAY = 86_400n;
export const VOTE = 7n * DAY;
/** The longest that anything waits, so that a vote beyond it is held, too. */
export const LONGEST_WAIT = 30n * DAY;

/** A nation of twelve whose treasury has money. */
export async function aNation() {
  const world = await foundNation(12, { institutions: { petitions: true } });
  await world.founder.sendTransaction({ to: world.treasury, value: 10n ** 18n });
  const government = await ethers.getImpersonatedSigner(world.founding.addresses.timelock);
  await ethers.provider.send("hardhat_setBalance", [government.address, "0xde0b6b3a7640000"]);
  return { ...world, government };
}

export type World = Awaited<ReturnType<typeof aNation>>;

/** A payment to the stranger that five of twelve carried, and that waits. */
export async function waiting() {
  const world = await aNation();
  const { treasury, stranger, citizens } = world;
  const data = treasury.interface.encodeFunctionData("pay", [ethers.ZeroAddress, stranger.address, 10n ** 16n, "Raid"]);
  const proposal = await world
    .propose([{ target: treasury.target as string, data }], "Raid")
    .passAndQueue(citizens.slice(0, 5));
  const open = (by: HardhatEthersSigner) =>
    world.petitions.connect(by).open(proposal.targets, proposal.values, proposal.calldatas, proposal.hash);
  return { ...world, proposal, open, readyAt: await world.governor.proposalEta(proposal.id) };
}

/** Citizen 12 has opened a petition, which takes three signatures. */
export async function collecting() {
  const world = await waiting();
  await world.open(world.citizens[11]);
  return world;
}

/** It has its heads: all vote. */
export async function voting() {
  const world = await collecting();
  await world.petitions.connect(world.citizens[10]).sign(world.proposal.id);
  await world.petitions.connect(world.citizens[9]).sign(world.proposal.id);
  const votesFrom = BigInt(await time.latest());
  await time.increase(1);
  return { ...world, votesFrom, voteEndsAt: world.readyAt + VOTE };
}

/** A signature in a batch: 67 bytes. */
export async function packed(
  petitions: Petitions,
  proposalId: bigint,
  signer: HardhatEthersSigner,
  citizenId: number,
  changes: { readonly proposalId?: bigint; readonly until?: bigint } = {},
): Promise<string> {
  const { name, version, chainId, verifyingContract } = await petitions.eip712Domain();
  const { until } = await petitions.petitionOf(proposalId);
  const types = { PetitionSignature: [...petitionsSignedTypes.PetitionSignature] };
  const message = { proposalId, until, ...changes };
  const signature = await signer.signTypedData({ name, version, chainId, verifyingContract }, types, message);
  const { r, yParityAndS } = Signature.from(signature);
  return concat([toBeHex(citizenId, 3), r, yParityAndS]);
}

/** Petitions and a timelock with a register of the test's own, whose governor is an account. */
export async function aStubbedNation() {
  const [, governor, ...people] = await ethers.getSigners();
  const world = await nation({
    only: ["timelock", "petitions"],
    stub: { citizenship: "CitizenshipStub" },
    accounts: { governor },
  });
  return { ...world, governor, people: people.slice(0, 3) };
}

/** The first of the people, the only citizen, has opened a petition. */
export async function alone() {
  const world = await aStubbedNation();
  const { citizenship, timelock, petitions, governor, people } = world;
  await citizenship.setVoter(1, people[0], 1);
  await citizenship.setLeastBase(1);
  const hash = ethers.id("Alone");
  const [targets, values, calldatas] = [[people[2].address], [0n], ["0x"]];
  const salt = toBeHex(BigInt(governor.address.padEnd(66, "0")) ^ BigInt(hash), 32);
  const delay = await timelock.getMinDelay();
  await timelock.connect(governor).scheduleBatch(targets, values, calldatas, ethers.ZeroHash, salt, delay);
  await time.increase(1);
  await petitions.connect(people[0]).open(targets, values, calldatas, hash);
  const operation = await timelock.hashOperationBatch(targets, values, calldatas, ethers.ZeroHash, salt);
  return { ...world, operation, proposalId: await petitions.petitionAt(1) };
}
