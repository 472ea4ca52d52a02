import { citizenshipSignedTypes } from "../../sdk/src/institutions/citizenship/signatures";
import type { Act } from "../measure";
import { DAY, type Person, type World } from "../world";
import { AUTHORITY, type Action } from "./action";

const BATCH = 50;

/** The bench's terms last ten years. Renewals begin 90 days before their end. */
const [BEFORE_THE_END, AFTER_THE_END] = [3_600 * DAY, 3_700 * DAY];

const ids = Array.from({ length: BATCH }, (_, index) => 10 + index);

/** So many people are invited at once. */
async function invitation(world: World): Promise<Act> {
  const invitees = await Promise.all(ids.map((id) => world.person(`invitee ${id}`)));
  const { signer } = await world.registrar();
  const until = world.chain.time + 30 * DAY;
  return () =>
    world.citizenship.connect(signer).invite(
      invitees.map(({ address }) => address),
      until,
    );
}

async function renewal(world: World): Promise<Act> {
  const { signer } = await world.citizen(2);
  world.chain.wait(BEFORE_THE_END);
  return () => world.citizenship.connect(signer).renewOwn();
}

/** What citizens signed, renewed by somebody else. */
async function signedRenewals(world: World): Promise<Act> {
  const { chain, citizenship } = world;
  const domain = await world.domainOf(citizenship);
  const deadline = chain.time + AFTER_THE_END;
  const renewals = await Promise.all(
    ids.map(async (citizenId) => {
      const { wallet } = await world.citizen(citizenId);
      const { until } = await citizenship.citizen(citizenId);
      const types = { Renewal: [...citizenshipSignedTypes.Renewal] };
      return {
        citizenId,
        deadline,
        signature: await wallet.signTypedData(domain, types, { citizenId, until, deadline }),
      };
    }),
  );
  chain.wait(BEFORE_THE_END);
  return () => citizenship.renewSigned(renewals);
}

/** Three citizens renewed. The others' terms are over. */
async function marks(world: World): Promise<Act> {
  const { chain, citizenship } = world;
  const known = [2, 3, 4];
  chain.wait(BEFORE_THE_END);
  for (const id of known) {
    const { signer } = await world.citizen(id);
    await chain.send(() => citizenship.connect(signer).renewOwn());
  }
  chain.wait(AFTER_THE_END - BEFORE_THE_END);
  await chain.send(() => citizenship.markLapsed([...known, 5]));
  const found = await citizenship.markLapsed.staticCall(ids);
  if (found !== BigInt(BATCH)) throw new Error(`${found} terms are over, not ${BATCH}.`);
  return () => citizenship.markLapsed(ids);
}

/** A citizen's own move to a key that holds nothing. */
async function rotation(world: World): Promise<Act> {
  const { chain, citizenship } = world;
  const [holder, next]: Person[] = [await world.citizen(2), await world.person("next key")];
  const deadline = chain.time + DAY;
  const message = {
    citizenId: 2,
    newHolder: next.address,
    nonce: await citizenship.admissionNonce(next.address),
    deadline,
  };
  const types = { Acceptance: [...citizenshipSignedTypes.Acceptance] };
  const signature = await next.wallet.signTypedData(await world.domainOf(citizenship), types, message);
  return () => citizenship.connect(holder.signer).move(2, next.address, deadline, signature);
}

async function renunciation(world: World): Promise<Act> {
  const { signer } = await world.citizen(2);
  return () => world.citizenship.connect(signer).renounce();
}

/** What happens to a citizenship after it was given. */
export const laterActions: readonly Action[] = [
  {
    id: "inviteBatch",
    title: `invite, in a batch of ${BATCH}`,
    count: BATCH,
    prepare: invitation,
    accesses: { ...AUTHORITY, open: BATCH },
  },
  {
    id: "renewOwn",
    title: "renew one's citizenship",
    prepare: renewal,
    // The citizen's word. The account and the citizenship's provisions are read. Where its end is counted, a slot can open.
    accesses: { read: 2, change: 1 },
  },
  {
    id: "renewSignedBatch",
    title: `renew by signature, in a batch of ${BATCH}`,
    count: BATCH,
    prepare: signedRenewals,
    accesses: { change: BATCH, read: 1, signature: BATCH },
  },
  {
    id: "markLapsedBatch",
    title: `take citizens whose terms are over out of the total, in a batch of ${BATCH}`,
    count: BATCH,
    prepare: marks,
    accesses: { change: BATCH + 1 },
  },
  {
    id: "moveOwn",
    title: "move to another key",
    prepare: rotation,
    accesses: { open: 1, change: 2, signature: 1 },
    target: { newSlots: 1 },
  },
  {
    id: "renounce",
    title: "renounce the citizenship",
    prepare: renunciation,
    accesses: { change: 2, read: 1 },
  },
];
