import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import type { Signer } from "ethers";
import { ethers } from "hardhat";
import { recoverySignedTypes } from "../../../sdk/src/institutions/recovery/signatures";
import type { Recovery } from "../../../typechain-types";
import { admitFounders, DAY, ENDLESS, now, signedAcceptance, waitUntil } from "../../fixtures/citizenship";
import { nation } from "../../fixtures/institutions";

export const WAIT = 14n * DAY;
export const LONG_WAIT = 30n * DAY;
export const DELAY = 14n * DAY;
export const PAUSE = 90n * DAY;
export const CONTEST_PERIOD = 14n * DAY;
export const COMPLETION_PERIOD = 90n * DAY;
export const CONFIRMATION_PERIOD = 30n * DAY;
export const COST = 7n * 10n ** 9n;
export const Phase = { None: 0n, Announced: 1n, Stopped: 2n, Contested: 3n, Granted: 4n } as const;

/** The citizen whom the tests are about, the guardian who is a citizen, and one who has no guardians. */
export const ANN = 1n;
export const BEN = 2n;
export const CYD = 3n;

/** The seats of Ann's guardians: two accounts, then Ben. */
export const SEATS = { first: 0, second: 1, ben: 2 } as const;

/** The recovery of a nation with five founding citizens, and people without a citizenship. */
export async function aRecovery() {
  const [, ann, ben, cyd, dan, eve, one, other, newKey, stranger, justice] = await ethers.getSigners();
  const court = await ethers.deployContract("AgreementCourtStub");
  const world = await nation({
    only: ["citizenship", "recovery"],
    stub: { passport: "PassportStub" },
    accounts: { court: await court.getAddress(), treasury: stranger },
    officers: { justice },
    founding: { citizens: 5, window: 7n * DAY },
    provisions: { citizenship: { term: { value: 0, min: 0, max: 36_500 } } },
  });
  await admitFounders(world, [ann, ben, cyd, dan, eve]);
  const [first, second] = [one, other].sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  return { ...world, court, justice, ann, ben, cyd, dan, eve, first, second, newKey, stranger };
}

export type World = Awaited<ReturnType<typeof aRecovery>>;

/** Two of two accounts and Ben are Ann's guardians, but not in force yet. */
export async function aChoice() {
  const world = await aRecovery();
  const { recovery, ann, first, second } = world;
  await recovery.connect(ann).chooseGuardians(2, [first, second], [BEN]);
  return world;
}

/** The same, in force. */
export async function guarded() {
  const world = await aChoice();
  await waitUntil((await now()) + DELAY);
  return world;
}

/** Two guardians announced that Ann's citizenship moves to the new key. */
export async function announced() {
  const world = await guarded();
  await announce(world);
  return world;
}

/** Ann's present key stopped it. */
export async function stopped() {
  const world = await announced();
  await world.recovery.connect(world.ann).stop();
  return world;
}

/** That was brought before the court, as case 1. */
export async function contested() {
  const world = await stopped();
  await world.recovery.connect(world.stranger).contest(ANN, { value: COST });
  return world;
}

/** The court let the recovery pass. */
export async function granted() {
  const world = await contested();
  await rule(world, 1, 2);
  return world;
}

/** The government announced that the citizenship of Cyd, who has no guardians, moves to the new key. */
export async function decreed() {
  const world = await aRecovery();
  await world.recovery.connect(world.government).decree(CYD, world.newKey);
  return world;
}

/** Confirmations by the first account and Ben, in one transaction. */
export async function announce(world: World, newHolder: { readonly address: string } = world.newKey) {
  const { recovery, first, ben } = world;
  const confirmations = [
    await confirmation(recovery, { signer: first, seat: SEATS.first, newHolder: newHolder.address }),
    await confirmation(recovery, { signer: ben, seat: SEATS.ben, newHolder: newHolder.address }),
  ];
  return recovery.confirmSigned(ANN, newHolder.address, confirmations);
}

/** A guardian's signed confirmation. */
export async function confirmation(
  recovery: Recovery,
  given: {
    readonly signer: Signer;
    /** The guardian's account; the signer's if left out. */
    readonly guardian?: string;
    readonly seat: number;
    readonly newHolder: string;
    readonly citizenId?: bigint;
    readonly nonce?: bigint;
    readonly deadline?: bigint;
    readonly domain?: { readonly chainId?: bigint; readonly verifyingContract?: string };
  },
) {
  const { signer, seat, newHolder, citizenId = ANN, deadline = ENDLESS } = given;
  const nonce = given.nonce ?? (await recovery.recoveryOf(citizenId)).nonce;
  const { name, version, chainId, verifyingContract } = await recovery.eip712Domain();
  const signature = await signer.signTypedData(
    { name, version, chainId, verifyingContract, ...given.domain },
    recoverySignedTypes,
    { citizenId, newHolder, nonce, deadline },
  );
  return { seat, guardian: given.guardian ?? (await signer.getAddress()), deadline, signature };
}

/** The court rules as it is told, and delivers that. */
export async function rule({ court }: World, caseId: number, ruling: number) {
  await court.solve(caseId, ruling);
  return court.deliver(caseId);
}

/** Completes a recovery with the acceptance of the new key. */
export async function complete(
  { recovery, citizenship, newKey, stranger }: World,
  citizenId: bigint,
  signer: HardhatEthersSigner = newKey,
) {
  const signature = await signedAcceptance(citizenship, { citizenId, newHolder: signer.address, signer });
  return recovery.connect(stranger).complete(citizenId, ENDLESS, signature);
}

/** The moment at which the recovery of a citizen can be completed. */
export const readyAt = async ({ recovery }: World, citizenId: bigint): Promise<bigint> =>
  (await recovery.recoveryOf(citizenId)).readyAt;
