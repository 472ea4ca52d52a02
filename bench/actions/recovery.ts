import { ethers } from "hardhat";
import { roles } from "../../sdk/src/core/roles";
import { recoverySignedTypes } from "../../sdk/src/institutions/recovery/signatures";
import { citizenshipSignedTypes } from "../../sdk/src/institutions/citizenship/signatures";
import type { Recovery } from "../../typechain-types";
import type { Act, Step } from "../measure";
import { DAY, type World } from "../world";
import type { Area } from "./action";

/** The citizens who lost their keys, and the guardians of each, who are citizens. */
const LOST = [5, 6, 7];
const GUARDIANS = [2, 3, 4];
const WAIT = 14 * DAY;
const DELAY = 7 * DAY;

/** A recovery that may move citizenships. No case is brought: which address is the court changes no cost. */
async function anInstitution(world: World) {
  const { chain, constitution, citizenship, treasury, government } = world;
  await chain.nextMoment();
  const figures = [WAIT, 30 * DAY, DELAY, 90 * DAY, 2_00, 2].map((value) => ({ value, min: 0, max: 365 * DAY }));
  const recovery = await ethers.deployContract("Recovery", [constitution, citizenship, treasury, figures]);
  await chain.send(() => constitution.connect(government).grantRole(roles.recovery, recovery, 0));
  const { selector } = citizenship.interface.getFunction("move");
  await chain.send(() =>
    constitution.connect(government).setTargetFunctionRole(citizenship, [selector], roles.recovery),
  );
  return recovery;
}

async function choice(world: World): Promise<Act> {
  const recovery = await anInstitution(world);
  const { signer } = await world.citizen(LOST[0]);
  return () => recovery.connect(signer).chooseGuardians(2, [], GUARDIANS);
}

/** Two of three guardians have signed for each, and somebody sends that. */
async function signed(world: World) {
  const recovery = await anInstitution(world);
  const { chain } = world;
  for (const id of LOST) {
    const { signer } = await world.citizen(id);
    await chain.send(() => recovery.connect(signer).chooseGuardians(2, [], GUARDIANS));
  }
  chain.wait(DELAY);
  return Promise.all(LOST.map((id) => papersOf(world, recovery, id)));
}

/** How the citizenship of one comes to a new key. */
async function papersOf(world: World, recovery: Recovery, citizenId: number) {
  const { chain, citizenship } = world;
  const newKey = await world.person(`new key ${citizenId}`);
  const deadline = chain.time + 365 * DAY;
  const domain = await world.domainOf(recovery);
  const message = { citizenId, newHolder: newKey.address, nonce: 0, deadline };
  const confirmations = await Promise.all(
    GUARDIANS.slice(0, 2).map(async (id, seat) => {
      const { wallet, address: guardian } = await world.citizen(id);
      return { seat, guardian, deadline, signature: await wallet.signTypedData(domain, recoverySignedTypes, message) };
    }),
  );
  const acceptance = await newKey.wallet.signTypedData(
    await world.domainOf(citizenship),
    { Acceptance: [...citizenshipSignedTypes.Acceptance] },
    { ...message, nonce: await citizenship.admissionNonce(newKey.address) },
  );
  const sender = recovery.connect(newKey.signer);
  return {
    announce: () => sender.confirmSigned(citizenId, newKey.address, confirmations),
    complete: () => sender.complete(citizenId, deadline, acceptance),
  };
}

/** Two, after the first one in the nation: what the citizenship keeps of its moves packs two in a slot. */
async function whole(world: World): Promise<readonly Step[]> {
  const [first, ...two] = await signed(world);
  await world.chain.send(first.announce);
  world.chain.wait(WAIT);
  await world.chain.send(first.complete);
  return [
    ...two.map(({ announce }) => ({ act: announce })),
    ...two.map(({ complete }, index) => ({ wait: index === 0 ? WAIT : 0, act: complete })),
  ];
}

export const area: Area = {
  title: "Recovery",
  actions: [
    {
      id: "recoveryChoose",
      title: "choose three guardians, who are citizens",
      prepare: choice,
      // The set's word, and that of the ids. Of each guardian holder and account are read.
      accesses: { open: 2, read: 8, account: 1 },
      target: { newSlots: 2 },
    },
    {
      id: "recoveryAnnounce",
      title: "announce a recovery by two guardians' signatures",
      prepare: async (world) => (await signed(world))[0].announce,
      // The recovery's word. The set and its ids are read, the wait, what was confirmed before, and two accounts.
      accesses: { open: 1, read: 6, account: 1, signature: 2 },
      target: { newSlots: 1 },
    },
    {
      id: "recoveryWhole",
      title: "recover a citizenship by two guardians' signatures: announce, wait, complete",
      count: 2,
      prepare: whole,
      // For each the recovery's word, twice, and what the citizenship keeps of a move: both accounts, the citizen, the vote's history
      // and its waking, and the number of moves with every second one's earlier slot.
      accesses: { open: 12, change: 8, read: 26, account: 6, signature: 6 },
      target: { gas: 300_000 },
      note: "Two transactions. Whether the new account holds a citizenship, or one ended at it, is looked up in both.",
    },
  ],
};
