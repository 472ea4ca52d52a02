import { getAddress, id, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { attestationsSignedTypes } from "../../sdk/src/institutions/attestations/signatures";
import type { Attestations } from "../../typechain-types";
import type { Act } from "../measure";
import { DAY, type World } from "../world";
import type { Area } from "./action";

const ATTESTERS = [2, 3, 4];

/** Schemas of one attester and of three, for which the first citizens are accredited. */
async function anInstitution({ chain, constitution, citizenship, government }: World): Promise<Attestations> {
  await chain.nextMoment();
  const attestations = await ethers.deployContract("Attestations", [constitution, citizenship]);
  const asGovernment = attestations.connect(government);
  for (const [index, quorum] of [1, 3].entries()) {
    await chain.send(() => asGovernment.registerSchema("bytes32 licence", ZeroAddress, quorum, true));
    for (const attester of ATTESTERS)
      await chain.send(() => asGovernment.accredit(index + 1, attester, chain.time + 300 * DAY));
  }
  return attestations;
}

/** A licence of a citizen. */
const contentOf = (schemaId: number) => ({
  schemaId,
  expiration: 0,
  recipient: getAddress(toBeHex(9, 20)),
  refUid: ZeroHash,
  salt: 0,
  data: id("licence"),
});

async function single(world: World): Promise<Act> {
  const attestations = await anInstitution(world);
  const { signer } = await world.citizen(ATTESTERS[0]);
  return () => attestations.connect(signer).attest([contentOf(1)]);
}

async function quorum(world: World): Promise<Act> {
  const attestations = await anInstitution(world);
  const deadline = world.chain.time + DAY;
  const { Attestation } = attestationsSignedTypes;
  const domain = await world.domainOf(attestations);
  const approvals = await Promise.all(
    ATTESTERS.map(async (one) => {
      const { wallet, address } = await world.citizen(one);
      const signature = await wallet.signTypedData(
        domain,
        { Attestation: [...Attestation] },
        { ...contentOf(2), round: 0, deadline },
      );
      return { attester: address, deadline, signature };
    }),
  );
  const { signer } = await world.citizen(10);
  return () => attestations.connect(signer).attestSigned(contentOf(2), approvals);
}

async function revocation(world: World): Promise<Act> {
  const attestations = await anInstitution(world);
  const { signer } = await world.citizen(ATTESTERS[0]);
  await world.chain.send(() => attestations.connect(signer).attest([contentOf(1)]));
  const uid = await attestations.uidOf(contentOf(1));
  return () => attestations.connect(signer).revoke([uid]);
}

export const area: Area = {
  title: "Attestations",
  actions: [
    {
      id: "attest",
      title: "attest",
      prepare: single,
      // The attestation. The schema and its number, the accreditation, and the attester's account and citizenship are read.
      accesses: { open: 1, read: 5, account: 1 },
      target: { gas: 100_000, newSlots: 1 },
    },
    {
      id: "attestSigned",
      title: "attest by three attesters' signatures",
      prepare: quorum,
      accesses: { open: 1, read: 11, account: 1, signature: 3 },
      target: { gas: 150_000, newSlots: 1 },
    },
    {
      id: "revokeAttestation",
      title: "revoke an attestation",
      prepare: revocation,
      accesses: { change: 1, read: 2, account: 1 },
      target: { newSlots: 0 },
    },
  ],
};
