import { id } from "ethers";
import type { Act } from "../measure";
import { DAY, type Person, type World } from "../world";
import { AUTHORITY, type Action, type Area } from "./action";
import { laterActions } from "./citizenship-later";

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
async function baselineSigned(world: World, type: "Request" | "Voucher", people: readonly Person[], by?: Person) {
  const { citizens } = world.baseline;
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

async function baselineAdmitSigned(world: World, count: number): Promise<Act> {
  const people = await applicants(world, count);
  const { deadline, signatures } = await baselineSigned(world, "Request", people);
  return () =>
    world.baseline.citizens.admitSigned(
      people.map(({ address }) => address),
      deadline,
      signatures,
    );
}

async function baselineAdmitBatch(world: World, count: number): Promise<Act> {
  const people = (await applicants(world, count)).map(({ address }) => address);
  return () => (count === 1 ? world.baseline.citizens.admit(people[0]) : world.baseline.citizens.admitBatch(people));
}

/** The transaction by which an applicant asks, and the one by which a registrar admits. */
async function requestAndAdmission(
  world: World,
  registrar: (world: World) => Person["signer"] | Promise<Person["signer"]>,
) {
  const [{ address, signer }] = await applicants(world, 1);
  const by = await registrar(world);
  return [
    { act: () => world.citizenship.connect(signer).requestAdmission(id("dossier")) },
    { act: () => world.citizenship.connect(by).admit(address) },
  ];
}

const officer = async (world: World) => (await world.registrar()).signer;

const WHOLE_ADMISSION =
  "The transactions of applicant and registrar together. OpenZeppelin's side has no request: its registrar decides.";

const SPARED =
  "The target is below the lower bound: record and account are two new slots in one transaction. The applicant needs no " +
  "transaction of their own.";

export const signedBatch: Action = {
  id: "admitSignedBatch",
  title: "admit by signed request, in a batch of 50",
  count: BATCH,
  prepare: (world) => admitSigned(world, BATCH),
  baseline: (world) => baselineAdmitSigned(world, BATCH),
  accesses: { ...AUTHORITY, open: 2 * BATCH, change: 1, signature: BATCH },
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
  baseline: async (world) => {
    const [from, to] = [await world.citizen(2), await world.citizen(3)];
    return () => world.baseline.citizens.connect(from.signer).delegate(to.address);
  },
  accesses: { change: 2, open: 2, read: 2 },
  note:
    "Ours knows in advance when the delegator's term ends, so that a lapsed vote leaves the delegate without a transaction. " +
    "OpenZeppelin's vote never ends. The ends of the first five terms share the slot of the delegate's count.",
};

/** Delegates to a citizen who has so many delegators. */
const delegationAfter = (before: number): Pick<Action, "prepare" | "baseline"> => {
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
    baseline: async (world) => {
      const { from, to, others } = await people(world);
      const { citizens } = world.baseline;
      for (const { signer } of others) await world.chain.send(() => citizens.connect(signer).delegate(to.address));
      return () => citizens.connect(from.signer).delegate(to.address);
    },
  };
};

export const area: Area = {
  title: "Citizenship",
  actions: [
    {
      id: "requestAdmission",
      title: "request admission",
      prepare: async (world) => {
        const [applicant] = await applicants(world, 1);
        return () => world.citizenship.connect(applicant.signer).requestAdmission(id("dossier"));
      },
      accesses: { open: 1 },
      target: { newSlots: 1 },
    },
    {
      id: "admitRequested",
      title: "admit an applicant, by an officer",
      prepare: async (world) => {
        const [applicant] = await requested(world, 1);
        const { signer } = await world.registrar();
        return () => world.citizenship.connect(signer).admit(applicant);
      },
      accesses: { ...AUTHORITY, open: 1, change: 2 },
      target: { gas: 80_000, newSlots: 2 },
      note:
        "The registrar is a citizen in office. The constitution looks up term, account and record at each call, so that an " +
        "office ends by itself.",
    },
    {
      id: "admitByGovernment",
      title: "admit an applicant, by the government",
      prepare: async (world) => {
        const [applicant] = await requested(world, 1);
        return () => world.citizenship.connect(world.government).admit(applicant);
      },
      accesses: { ...AUTHORITY, open: 1, change: 2 },
      target: { gas: 80_000, newSlots: 2 },
      note: "An institution that holds the registrar's role: no office to look up.",
    },
    {
      id: "admitRequestedBatch",
      title: "admit applicants, by an officer, in a batch of 50",
      count: BATCH,
      prepare: async (world) => {
        const people = await requested(world, BATCH);
        const { signer } = await world.registrar();
        return () => world.citizenship.connect(signer).admitBatch(people);
      },
      accesses: { ...AUTHORITY, open: BATCH, change: 1 + BATCH },
      target: { gas: 53_000, newSlots: 2 },
    },
    {
      id: "admission",
      title: "request admission and be admitted, by an officer",
      prepare: (world) => requestAndAdmission(world, officer),
      baseline: (world) => baselineAdmitBatch(world, 1),
      accesses: { ...AUTHORITY, open: 2, change: 2 },
      note: WHOLE_ADMISSION,
    },
    {
      id: "admissionByGovernment",
      title: "request admission and be admitted, by the government",
      prepare: (world) => requestAndAdmission(world, ({ government }) => government),
      baseline: (world) => baselineAdmitBatch(world, 1),
      accesses: { ...AUTHORITY, open: 2, change: 2 },
      note: WHOLE_ADMISSION,
    },
    {
      id: "admissionBatch",
      title: "request admission and be admitted, by an officer, in a batch of 50",
      count: BATCH,
      prepare: async (world) => {
        const people = await applicants(world, BATCH);
        const by = await officer(world);
        return [
          ...people.map(({ signer }) => ({
            act: () => world.citizenship.connect(signer).requestAdmission(id("dossier")),
          })),
          { act: () => world.citizenship.connect(by).admitBatch(people.map(({ address }) => address)) },
        ];
      },
      baseline: (world) => baselineAdmitBatch(world, BATCH),
      accesses: { ...AUTHORITY, open: 2 * BATCH, change: 1 + BATCH },
      note: WHOLE_ADMISSION,
    },
    {
      id: "admitSigned",
      title: "admit by signed request",
      prepare: (world) => admitSigned(world, 1),
      baseline: (world) => baselineAdmitSigned(world, 1),
      accesses: { ...AUTHORITY, open: 2, change: 1, signature: 1 },
      target: { gas: 80_000, newSlots: 2 },
      note: SPARED,
    },
    signedBatch,
    {
      id: "redeem",
      title: "redeem a voucher",
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
          deadline: world.chain.time + 60 * DAY,
          registrar: registrar.address,
        };
        const signature = await registrar.wallet.signTypedData(await world.domainOf(world.citizenship), types, {
          ...voucher,
          nonce: 0,
        });
        return () => world.citizenship.connect(applicant.signer).redeem(voucher, signature);
      },
      baseline: async (world) => {
        const [applicant] = await applicants(world, 1);
        const registrar = await world.registrar();
        const { citizens } = world.baseline;
        await world.chain.send(async () => citizens.setRegistrar(registrar.address));
        const { deadline, signatures } = await baselineSigned(world, "Voucher", [applicant], registrar);
        return () => citizens.connect(applicant.signer).redeem(deadline, signatures[0]);
      },
      accesses: { ...AUTHORITY, open: 2, change: 1, signature: 1 },
      target: { gas: 80_000, newSlots: 2 },
      note: `Without a fee. The voucher counts only while its signer is registrar, which is looked up. ${SPARED}`,
    },
    delegation,
    {
      id: "delegateLater",
      title: "delegate the vote to a citizen who has one delegator",
      ...delegationAfter(1),
      accesses: { change: 2, open: 2, read: 3 },
    },
    {
      id: "delegateMost",
      title: "delegate the vote to a citizen who has five delegators, at most",
      ...delegationAfter(5),
      accesses: { change: 2, open: 4, read: 3 },
      note:
        "Each end of a term beyond the first five is counted by day and by block of 64 days. The first of sixteen days, and the " +
        "first of 1,024, open a slot. So does every second change of the delegate's count.",
    },
    {
      id: "delegateLeast",
      title: "delegate the vote to a citizen who has six delegators, at least",
      ...delegationAfter(6),
      accesses: { change: 5, open: 1, read: 3 },
    },
    {
      id: "delegateBack",
      title: "take the vote back",
      prepare: async (world) => {
        const [from, to] = [await world.citizen(2), await world.citizen(3)];
        await world.chain.send(() => world.citizenship.connect(from.signer).delegate(to.address));
        return () => world.citizenship.connect(from.signer).delegate(from.address);
      },
      baseline: async (world) => {
        const [from, to] = [await world.citizen(2), await world.citizen(3)];
        await world.chain.send(() => world.baseline.citizens.connect(from.signer).delegate(to.address));
        return () => world.baseline.citizens.connect(from.signer).delegate(from.address);
      },
      accesses: { change: 2, open: 2, read: 3 },
    },
    ...laterActions,
  ],
};
