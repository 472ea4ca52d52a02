import { Justice } from "../justice";
import { COIN, DAY, type World } from "../world";
import type { Action, Area } from "./action";

const OFFENCE = 3;
const FALSE_DOSSIER = 1;
const FINE = { sanction: 0, value: 50n * COIN, recipientId: 0 };
const SUSPENSION = { sanction: 1, value: 30 * DAY, recipientId: 0 };
const STATEMENT = "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqab";
const GRANTED = 2;
const DISMISSED = 1;

/** A citizen with stake whom somebody accuses. */
const ACCUSED = 60;

type Measures = readonly { sanction: number; value: bigint | number; recipientId: number }[];

/** Courts and an article in force, and what charges the accused. */
async function aCharge(world: World, measures: Measures) {
  const { chain, constitution, government } = world;
  const justice = await Justice.found(world);
  await chain.send(() => constitution.connect(government).enact([{ title: "Peace", text: "Nobody harms another." }]));
  const { signer } = await world.person("accuser");
  const { fees, bond } = await justice.tribunal.challengeCost();
  const [ground, article] = measures.length === 0 ? [FALSE_DOSSIER, 0] : [OFFENCE, 1];
  const charge = () =>
    justice.tribunal
      .connect(signer)
      .challenge(ACCUSED, ground, article, [...measures], STATEMENT, { value: fees + bond });
  return { justice, charge };
}

/** The charge was ruled on, and the ruling delivered. */
async function aRuledCharge(world: World, measures: Measures, ruling: number) {
  const { justice, charge } = await aCharge(world, measures);
  await world.chain.send(charge);
  const { caseId } = await (await justice.lastCase()).decide(ruling);
  await world.chain.send(() => justice.court.execute(caseId, { gasLimit: 3_000_000 }));
  return { justice, caseId };
}

const enforcement = (id: string, title: string, measures: Measures, touches: Action["touches"]): Action => ({
  id,
  title,
  prepare: async (world) => {
    const { justice, caseId } = await aRuledCharge(world, measures, GRANTED);
    return () => justice.tribunal.enforce(caseId, { gasLimit: 5_000_000 });
  },
  touches,
});

export const tribunalActions: Area = {
  title: "Tribunal",
  actions: [
    {
      id: "challengeOffence",
      title: "charge a citizen with an offence, of two measures: the court's case included",
      prepare: async (world) => {
        const { justice, charge } = await aCharge(world, [FINE, SUSPENSION]);
        await justice.open(11, 12);
        return charge;
      },
      touches: { account: 4, read: 14, change: 1, open: 10 },
    },
    {
      id: "challengeDossier",
      title: "challenge a citizenship for a false dossier: the court's case included",
      prepare: async (world) => {
        const { justice, charge } = await aCharge(world, []);
        await justice.open(11, 12);
        return charge;
      },
      touches: { account: 3, read: 9, change: 1, open: 8 },
    },
    enforcement("enforceFine", "enforce a fine, from stake", [FINE], { account: 5, read: 10, change: 7, open: 1 }),
    enforcement("enforceSuspension", "enforce a suspension", [SUSPENSION], { account: 2, read: 7, change: 2, open: 5 }),
    enforcement("enforceRevocation", "enforce a revocation", [], { account: 2, read: 6, change: 3, open: 5 }),
    {
      id: "deliverDismissal",
      title: "deliver a dismissal, whose bond the accused is owed",
      prepare: async (world) => {
        const { justice, charge } = await aCharge(world, [FINE, SUSPENSION]);
        await world.chain.send(charge);
        const { caseId } = await (await justice.lastCase()).decide(DISMISSED);
        return () => justice.court.execute(caseId, { gasLimit: 3_000_000 });
      },
      touches: { account: 1, read: 2, change: 3, open: 1 },
    },
  ],
};
