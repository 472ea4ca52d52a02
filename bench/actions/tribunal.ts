import { ZeroHash } from "ethers";
import { Justice } from "../justice";
import { COIN, DAY, type World } from "../world";
import type { Action, Area } from "./action";

const OFFENCE = 3;
const FALSE_DOSSIER = 1;
const NO_RECIPIENT = { recipientId: 0, institution: ZeroHash, order: 0 };
const FINE = { ...NO_RECIPIENT, kind: 0, value: 50n * COIN };
const SUSPENSION = { ...NO_RECIPIENT, kind: 1, value: 30n * BigInt(DAY) };
const STATEMENT = "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqab";
/** Of an offence, and on the other grounds. */
const GRANTED = { offence: 3, other: 2 };
const DISMISSED = 1;

/** A citizen with stake whom somebody accuses. */
const ACCUSED = 60;

type Sanctions = readonly (typeof FINE)[];

/** As many jurors as two panels about the end of a citizenship take, and some to choose from. */
const JURORS = 20;

/** Courts and an article in force, and what challenges the accused. */
async function aChallenge(world: World, sanctions: Sanctions) {
  const { chain, constitution, government } = world;
  const justice = await Justice.found(world, JURORS);
  await chain.send(() => constitution.connect(government).enact([{ title: "Peace", text: "Nobody harms another." }]));
  const { signer } = await world.person("accuser");
  const { fees, bond } = await justice.tribunal.challengeCost(signer, ACCUSED, sanctions.length === 0);
  const [ground, article] = sanctions.length === 0 ? [FALSE_DOSSIER, 0] : [OFFENCE, 1];
  const challenge = () =>
    justice.tribunal
      .connect(signer)
      .challenge(ACCUSED, ground, article, [...sanctions], STATEMENT, { value: fees + bond });
  return { justice, challenge };
}

/** The challenge was ruled on, and the ruling delivered. */
async function aRuledChallenge(world: World, sanctions: Sanctions, ruling: number) {
  const { justice, challenge } = await aChallenge(world, sanctions);
  await world.chain.send(challenge);
  const opened = await justice.lastCase();
  const { caseId } = await (sanctions.length === 0 ? await opened.find(ruling) : opened).decide(ruling);
  await world.chain.send(() => justice.court.execute(caseId, { gasLimit: 3_000_000 }));
  return { justice, caseId };
}

const enforcement = (id: string, title: string, sanctions: Sanctions, accesses: Action["accesses"]): Action => ({
  id,
  title,
  prepare: async (world) => {
    const { justice, caseId } = await aRuledChallenge(
      world,
      sanctions,
      sanctions.length === 0 ? GRANTED.other : GRANTED.offence,
    );
    return () => justice.tribunal.enforce(caseId, { gasLimit: 5_000_000 });
  },
  accesses,
});

export const area: Area = {
  title: "Tribunal",
  actions: [
    {
      id: "challengeOffence",
      title: "challenge a citizen for an offence, of two sanctions: the court's case included",
      prepare: async (world) => {
        const { justice, challenge } = await aChallenge(world, [FINE, SUSPENSION]);
        await justice.open(11, 12);
        return challenge;
      },
      accesses: { account: 4, read: 14, change: 1, open: 10 },
    },
    {
      id: "challengeDossier",
      title: "challenge a citizenship for a false dossier: the court's case included",
      prepare: async (world) => {
        const { justice, challenge } = await aChallenge(world, []);
        await justice.open(11, 12);
        return challenge;
      },
      accesses: { account: 3, read: 9, change: 1, open: 8 },
    },
    enforcement("enforceFine", "enforce a fine, from stake", [FINE], { account: 5, read: 10, change: 7, open: 1 }),
    enforcement("enforceSuspension", "enforce a suspension", [SUSPENSION], { account: 2, read: 6, change: 2, open: 3 }),
    enforcement("enforceRevocation", "enforce a revocation", [], { account: 2, read: 5, change: 3, open: 3 }),
    {
      id: "reopen",
      title: "reopen the end of a citizenship, and give it back meanwhile: the court's case included",
      prepare: async (world) => {
        const { justice, caseId } = await aRuledChallenge(world, [], GRANTED.other);
        await world.chain.send(() => justice.tribunal.enforce(caseId, { gasLimit: 5_000_000 }));
        await justice.open(11, 12);
        const { signer } = await world.person("friend");
        const value = await justice.tribunal.reopeningCost();
        return () => justice.tribunal.connect(signer).reopen(caseId, STATEMENT, { value });
      },
      // The challenge, its number before the plenary, the end and the person's record; the account and the vote's history.
      accesses: { account: 3, read: 12, change: 5, open: 6 },
    },
    {
      id: "deliverDismissal",
      title: "deliver a dismissal, whose bond the accused is owed",
      prepare: async (world) => {
        const { justice, challenge } = await aChallenge(world, [FINE, SUSPENSION]);
        await world.chain.send(challenge);
        const { caseId } = await (await justice.lastCase()).decide(DISMISSED);
        return () => justice.court.execute(caseId, { gasLimit: 3_000_000 });
      },
      accesses: { account: 1, read: 2, change: 3, open: 1 },
    },
  ],
};
