import { id } from "ethers";
import type { Act } from "../measure";
import { DAY, type Person, type World } from "../world";
import type { Action, Area } from "./action";

const BATCH = 50;

const applicants = (world: World, count: number): Promise<Person[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => world.person(`applicant ${index}`)));

async function requested(world: World, count: number): Promise<string[]> {
  const people = await applicants(world, count);
  for (const { signer } of people) {
    await world.chain.send(() => world.citizenship.connect(signer).requestAdmission(id("dossier")));
  }
  return people.map(({ address }) => address);
}

async function admitSigned(world: World, count: number): Promise<Act> {
  const people = await applicants(world, count);
  const requests = await Promise.all(people.map((person) => world.requestOf(person)));
  const { signer } = await world.registrar();
  return () => world.citizenship.connect(signer).admitSigned(requests);
}

/** OpenZeppelin's side of it: the same signature over less. */
async function plainSigned(world: World, type: "Request" | "Voucher", people: readonly Person[], by?: Person) {
  const { citizens } = world.plain;
  const deadline = world.chain.time + 365 * DAY;
  const domain = await world.domainOf(citizens);
  const types = {
    [type]: [
      { name: "applicant", type: "address" },
      { name: "deadline", type: "uint256" },
    ],
  };
  const signatures = await Promise.all(
    people.map((person) => (by ?? person).wallet.signTypedData(domain, types, { applicant: person.address, deadline })),
  );
  return { deadline, signatures };
}

async function plainAdmitSigned(world: World, count: number): Promise<Act> {
  const people = await applicants(world, count);
  const { deadline, signatures } = await plainSigned(world, "Request", people);
  return () =>
    world.plain.citizens.admitSigned(
      people.map(({ address }) => address),
      deadline,
      signatures,
    );
}

async function plainAdmitBatch(world: World, count: number): Promise<Act> {
  const people = (await applicants(world, count)).map(({ address }) => address);
  return () => (count === 1 ? world.plain.citizens.admit(people[0]) : world.plain.citizens.admitBatch(people));
}

/** What asking the authority takes at least: one contract, the role of the function, the membership of the caller. */
const AUTHORITY = { account: 1, read: 2 };

const SPARED =
  "The target lies below the floor: record and account are two new slots in one transaction. It spares the applicant the " +
  "transaction that asks, which opens the account's slot in the other way.";

export const signedBatch: Action = {
  id: "admitSignedBatch",
  title: "admit by signed request, in a batch of 50",
  count: BATCH,
  prepare: (world) => admitSigned(world, BATCH),
  plain: (world) => plainAdmitSigned(world, BATCH),
  touches: { ...AUTHORITY, open: 2 * BATCH, change: 1, signature: BATCH },
  target: { gas: 53_000, newSlots: 2 },
  note: SPARED,
};

export const delegation: Action = {
  id: "delegate",
  title: "delegate the vote to another citizen, for the first time",
  prepare: async (world) => {
    const [from, to] = [await world.citizen(2), await world.citizen(3)];
    return () => world.citizenship.connect(from.signer).delegate(to.address);
  },
  plain: async (world) => {
    const [from, to] = [await world.citizen(2), await world.citizen(3)];
    return () => world.plain.citizens.connect(from.signer).delegate(to.address);
  },
  touches: { change: 2, open: 2, read: 2 },
  note:
    "Ours knows in advance when the delegator's term ends, so that a lapsed vote leaves the delegate without a transaction. " +
    "OpenZeppelin's vote never ends. The ends of the first five terms share the slot of the delegate's count.",
};

/** Delegates to a citizen to whom so many delegated before. */
const delegationAfter = (before: number): Pick<Action, "prepare" | "plain"> => {
  const people = async (world: World) => {
    const [from, to] = [await world.citizen(2), await world.citizen(3)];
    const others = await Promise.all(Array.from({ length: before }, (_, index) => world.citizen(4 + index)));
    return { from, to, others };
  };
  return {
    prepare: async (world) => {
      const { from, to, others } = await people(world);
      for (const { signer } of others)
        await world.chain.send(() => world.citizenship.connect(signer).delegate(to.address));
      return () => world.citizenship.connect(from.signer).delegate(to.address);
    },
    plain: async (world) => {
      const { from, to, others } = await people(world);
      const { citizens } = world.plain;
      for (const { signer } of others) await world.chain.send(() => citizens.connect(signer).delegate(to.address));
      return () => citizens.connect(from.signer).delegate(to.address);
    },
  };
};

export const citizenshipActions: Area = {
  title: "Citizenship",
  actions: [
    {
      id: "requestAdmission",
      title: "ask for citizenship",
      prepare: async (world) => {
        const [applicant] = await applicants(world, 1);
        return () => world.citizenship.connect(applicant.signer).requestAdmission(id("dossier"));
      },
      touches: { open: 1 },
      target: { newSlots: 1 },
    },
    {
      id: "admitRequested",
      title: "admit who asked",
      prepare: async (world) => {
        const [applicant] = await requested(world, 1);
        const { signer } = await world.registrar();
        return () => world.citizenship.connect(signer).admit(applicant);
      },
      plain: (world) => plainAdmitBatch(world, 1),
      touches: { ...AUTHORITY, open: 1, change: 2 },
      target: { gas: 80_000, newSlots: 2 },
      note:
        "The registrar is a citizen in office: at each call the constitution looks up term, account and record, so that an office " +
        "ends by itself.",
    },
    {
      id: "admitByGovernment",
      title: "admit who asked, by the government",
      prepare: async (world) => {
        const [applicant] = await requested(world, 1);
        return () => world.citizenship.connect(world.government).admit(applicant);
      },
      plain: (world) => plainAdmitBatch(world, 1),
      touches: { ...AUTHORITY, open: 1, change: 2 },
      target: { gas: 80_000, newSlots: 2 },
      note: "An institution that holds the registrar's role: no office to look up.",
    },
    {
      id: "admitRequestedBatch",
      title: "admit who asked, in a batch of 50",
      count: BATCH,
      prepare: async (world) => {
        const people = await requested(world, BATCH);
        const { signer } = await world.registrar();
        return () => world.citizenship.connect(signer).admitBatch(people);
      },
      plain: (world) => plainAdmitBatch(world, BATCH),
      touches: { ...AUTHORITY, open: BATCH, change: 1 + BATCH },
      target: { gas: 53_000, newSlots: 2 },
    },
    {
      id: "admitSigned",
      title: "admit by signed request",
      prepare: (world) => admitSigned(world, 1),
      plain: (world) => plainAdmitSigned(world, 1),
      touches: { ...AUTHORITY, open: 2, change: 1, signature: 1 },
      target: { gas: 80_000, newSlots: 2 },
      note: SPARED,
    },
    signedBatch,
    {
      id: "redeem",
      title: "take up citizenship by voucher",
      prepare: async (world) => {
        const [applicant] = await applicants(world, 1);
        const registrar = await world.registrar();
        const types = {
          AdmissionVoucher: [
            { name: "applicant", type: "address" },
            { name: "dossier", type: "bytes32" },
            { name: "nonce", type: "uint256" },
            { name: "deadline", type: "uint256" },
          ],
        };
        const voucher = {
          applicant: applicant.address,
          dossier: id("dossier"),
          deadline: world.chain.time + 365 * DAY,
          registrar: registrar.address,
        };
        const signature = await registrar.wallet.signTypedData(await world.domainOf(world.citizenship), types, {
          ...voucher,
          nonce: 0,
        });
        return () => world.citizenship.connect(applicant.signer).redeem(voucher, signature);
      },
      plain: async (world) => {
        const [applicant] = await applicants(world, 1);
        const registrar = await world.registrar();
        const { citizens } = world.plain;
        await world.chain.send(async () => citizens.setRegistrar(registrar.address));
        const { deadline, signatures } = await plainSigned(world, "Voucher", [applicant], registrar);
        return () => citizens.connect(applicant.signer).redeem(deadline, signatures[0]);
      },
      touches: { ...AUTHORITY, open: 2, change: 1, signature: 1 },
      target: { gas: 80_000, newSlots: 2 },
      note: `Without a fee. The voucher counts only while its signer is registrar, which is looked up. ${SPARED}`,
    },
    delegation,
    {
      id: "delegateLater",
      title: "delegate the vote to a citizen whom somebody delegated to before",
      ...delegationAfter(1),
      touches: { change: 2, open: 2, read: 3 },
    },
    {
      id: "delegateMost",
      title: "delegate the vote to a citizen to whom five delegated before, at most",
      ...delegationAfter(5),
      touches: { change: 2, open: 4, read: 3 },
      note:
        "Each end of a term beyond the first five is counted by day and by block of 64 days. The first of sixteen days, and the " +
        "first of 1,024, open a slot. So does every second change of the delegate's count.",
    },
    {
      id: "delegateLeast",
      title: "delegate the vote to a citizen to whom six delegated before, at least",
      ...delegationAfter(6),
      touches: { change: 5, open: 1, read: 3 },
    },
    {
      id: "delegateBack",
      title: "take the vote back",
      prepare: async (world) => {
        const [from, to] = [await world.citizen(2), await world.citizen(3)];
        await world.chain.send(() => world.citizenship.connect(from.signer).delegate(to.address));
        return () => world.citizenship.connect(from.signer).delegate(from.address);
      },
      plain: async (world) => {
        const [from, to] = [await world.citizen(2), await world.citizen(3)];
        await world.chain.send(() => world.plain.citizens.connect(from.signer).delegate(to.address));
        return () => world.plain.citizens.connect(from.signer).delegate(from.address);
      },
      touches: { change: 2, open: 2, read: 3 },
    },
  ],
};
