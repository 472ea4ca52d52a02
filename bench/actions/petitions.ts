import { concat, id, Signature, toBeHex, ZeroHash, type BytesLike, type Signer } from "ethers";
import { ethers } from "hardhat";
import { petitionsSignedTypes } from "../../sdk/src/institutions/petitions/signatures";
import type { Petitions } from "../../typechain-types";
import type { Act } from "../measure";
import type { World } from "../world";
import type { Area } from "./action";

const BATCH = 40;

/** Petitions of which one has been opened; the timelock's operation was scheduled by an account in the governor's place. */
async function petition(world: World) {
  const { chain, constitution, citizenship } = world;
  await chain.nextMoment();
  const [deployer] = await ethers.getSigners();
  const authority = await ethers.deployContract("AccessManager", [deployer]);
  const waits = [0, 1].map(() => ({ value: 172_800, min: 172_800, max: 2_592_000 }));
  const parts = { authority, governor: deployer, treasury: citizenship, coin: citizenship };
  const timelock = await ethers.deployContract("NationTimelock", [parts, waits]);
  const terms = [
    { value: 1000, min: 200, max: 1000 },
    { value: 7, min: 3, max: 14 },
  ];
  const petitions = await ethers.deployContract("Petitions", [constitution, citizenship, deployer, timelock, terms]);
  const held = ["hold", "release", "strike"].map((name) => timelock.interface.getFunction(name as "hold").selector);
  await authority.setTargetFunctionRole(timelock, held, 6);
  await authority.grantRole(6, petitions, 0);
  const hash = id("petition");
  const [targets, values, calldatas] = [[deployer.address], [0n], ["0x"] as BytesLike[]];
  const salt = toBeHex(BigInt(deployer.address.padEnd(66, "0")) ^ BigInt(hash), 32);
  await timelock.scheduleBatch(targets, values, calldatas, ZeroHash, salt, 172_800);
  await chain.nextMoment();
  const first = await world.citizen(2);
  await chain.send(() => petitions.connect(first.signer).open(targets, values, calldatas, hash));
  const proposalId = await petitions.petitionAt(1);
  await chain.nextMoment();
  return { petitions, proposalId };
}

async function signed(petitions: Petitions, proposalId: bigint, signer: Signer, citizenId: bigint | number) {
  const { name, version, chainId, verifyingContract } = await petitions.eip712Domain();
  const { until } = await petitions.petitionOf(proposalId);
  const types = { PetitionSignature: [...petitionsSignedTypes.PetitionSignature] };
  const domain = { name, version, chainId, verifyingContract };
  const { r, yParityAndS } = Signature.from(await signer.signTypedData(domain, types, { proposalId, until }));
  return concat([toBeHex(citizenId, 3), r, yParityAndS]);
}

/** A signature by a transaction. */
async function sign(world: World): Promise<Act> {
  const { petitions, proposalId } = await petition(world);
  const { signer } = await world.citizen(3);
  return () => petitions.connect(signer).sign(proposalId);
}

/** A batch of signatures, of citizens whose bits stand beside each other. */
async function bring(world: World): Promise<Act> {
  const { petitions, proposalId } = await petition(world);
  const parts: string[] = [];
  for (let citizenId = 10; citizenId < 10 + BATCH; ++citizenId) {
    const { wallet } = await world.citizen(citizenId);
    parts.push(await signed(petitions, proposalId, wallet, citizenId));
  }
  const found = await petitions.bring.staticCall(proposalId, concat(parts));
  if (found !== BigInt(BATCH)) throw new Error(`${found} signatures of the batch count, not ${BATCH}.`);
  return () => petitions.bring(proposalId, concat(parts));
}

/** A ballot of the second vote. Another citizen of the same word voted before. */
async function ballot(world: World): Promise<Act> {
  const { petitions, proposalId } = await petition(world);
  const { needed } = await petitions.petitionOf(proposalId);
  const parts: string[] = [];
  for (let citizenId = 10; parts.length < Number(needed) - 1; ++citizenId) {
    const { wallet } = await world.citizen(citizenId);
    parts.push(await signed(petitions, proposalId, wallet, citizenId));
  }
  await world.chain.send(() => petitions.bring(proposalId, concat(parts)));
  await world.chain.nextMoment();
  const [before, { signer }] = [await world.citizen(4), await world.citizen(3)];
  await world.chain.send(() => petitions.connect(before.signer).vote(proposalId, true));
  await world.chain.nextMoment();
  return () => petitions.connect(signer).vote(proposalId, false);
}

export const area: Area = {
  title: "Petitions",
  actions: [
    {
      id: "petitionSign",
      title: "sign a petition",
      prepare: sign,
      accesses: { change: 2, read: 3, account: 2 },
      target: { gas: 60_000, newSlots: 0 },
    },
    {
      id: "petitionBringBatch",
      title: `bring signatures of a petition, in a batch of ${BATCH}`,
      count: BATCH,
      prepare: bring,
      accesses: { open: 0, change: 0, read: 1, account: 0 },
      target: { gas: 8_000, newSlots: 0 },
      note: "A precompile recovers each signature, for 3,000, and its 67 bytes are paid for as calldata.",
    },
    {
      id: "petitionVote",
      title: "vote in a second vote",
      prepare: ballot,
      // The petition and the ballots. The account, its citizenship and its past vote are read.
      accesses: { change: 2, read: 3, account: 2 },
      target: { gas: 60_000, newSlots: 0 },
    },
  ],
};
