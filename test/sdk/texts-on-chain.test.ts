import { loadFixture, mine, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import {
  AbiCoder,
  concat,
  encodeBytes32String,
  HDNodeWallet,
  hexlify,
  id,
  type Interface,
  keccak256,
  type Signer,
  toUtf8Bytes,
  TypedDataEncoder,
} from "ethers";
import { citizenId, civic, moment, type NationClient, seconds, wei } from "../../sdk/src";
import { interfaceOf } from "../../sdk/src/core/declaration";
import { declarationOf, institutionNames } from "../../sdk/src/institutions/registry";
import type { CaseId } from "../../sdk/src/institutions/court";
import type { NationEvent } from "../../sdk/src/watch";
import { encodeWithBytes, holdsText, NO_TEXT, withBytes } from "../fixtures/bytes";
import { aWholeCourtroom, bring, jurors, type LawfulNation, outwait, pass, seat } from "../fixtures/justice";

/** What stands for {@link NO_TEXT}. */
const SHOWN = "a\ufffdb";
/** A text in whose place bytes are sent. */
const TEXT = "text";
/** The same as bytes. */
const PLAIN = hexlify(toUtf8Bytes(TEXT));
const ACCUSED = citizenId.from(18);
const [ANA, BEN] = [16, 17];
const GRANT = 2;

type Speaker = Exclude<(typeof institutionNames)[number], "passport" | "timelock">;

/** Sends calldata as it is. */
async function send(client: NationClient, { target, data, value = wei.from(0n) }: Sent) {
  return (await (await signerOf(client).sendTransaction({ to: target, data, value })).wait())!;
}

const signerOf = (client: NationClient): Signer => client.treasury.contract.runner as Signer;

interface Sent {
  readonly target: string;
  readonly data: string;
  readonly value?: bigint;
}

const abiOf = (institution: Speaker): Interface => interfaceOf(declarationOf(institution));

/** The call of a nation's institution with bytes for its texts. */
async function bent(institution: Speaker, call: Sent | Promise<Sent>, bytes = NO_TEXT): Promise<Sent> {
  const found = await call;
  return { ...found, data: withBytes(abiOf(institution), found.data, bytes) };
}

/** Who calls what. */
interface Prepared {
  readonly by: NationClient;
  readonly call: Sent;
}

/** A row: somebody sends a call whose every text is such bytes. */
interface Row {
  /** Does what comes before, and tells who calls what. */
  readonly prepare: (world: LawfulNation) => Prepared | Promise<Prepared>;
  /** The error by which the contract refuses the bytes, with its arguments. */
  readonly refused?: readonly [error: string, ...values: unknown[]];
  /** How the bytes are shown; {@link SHOWN} if left out. */
  readonly shown?: string;
}

/** Leads a case from where it is to its final ruling, with all jurors of one opinion. */
async function rule(world: LawfulNation, caseId: CaseId, choice: number): Promise<void> {
  const { court } = world.asStranger;
  for (;;) {
    const { phase } = await court.case({ caseId });
    if (phase === "final") break;
    if (phase === "draw") {
      await mine(20);
      await court.draw({ caseId });
    } else if (phase === "commit") {
      const panel = await jurors(world, caseId);
      for (const juror of panel) await juror.court.commit.wait({ caseId, choice });
      await outwait(world, caseId);
      for (const juror of panel) await juror.court.reveal.wait({ caseId });
      await court.advance.wait({ caseId });
    } else await pass(world, caseId);
  }
  await court.execute.wait({ caseId });
}

/* WHAT COMES BEFORE */

const dossier = { citizenId: ACCUSED, ground: "falseDossier", statement: TEXT } as const;

async function anAgreement(world: LawfulNation) {
  const [ana, ben] = [world.as(ANA), world.as(BEN)];
  const now = await time.latest();
  const lock = { native: wei.from(100n) };
  const terms = {
    parties: [ana, ben].map(({ account }) => ({ account: account!, lock, payout: lock, feeLock: wei.from(0n) })),
    text: TEXT,
    signBy: moment.from(now + 86_400),
    until: moment.from(now + 30 * 86_400),
    objectionPeriod: seconds.days(2),
  };
  return { ana, ben, terms };
}

/** Its text is bytes as well. */
async function openingCall(world: LawfulNation): Promise<Prepared> {
  const { ana, terms } = await anAgreement(world);
  const call = ana.agreements.open.call(terms);
  const written = ana.agreements.contract.interface.parseTransaction({ data: call.data })!.args.toArray(true) as [
    unknown[],
    string,
  ];
  written[0][5] = keccak256(NO_TEXT);
  return { by: ana, call: { ...call, data: encodeWithBytes(abiOf("agreements"), "open", [written[0], NO_TEXT]) } };
}

async function aBindingAgreement(world: LawfulNation) {
  const { by, call } = await openingCall(world);
  await send(by, call);
  const [{ agreementId }] = (await world.asStranger.agreements.list()).items.map((one) => ({ agreementId: one.id }));
  const [ana, ben] = [world.as(ANA), world.as(BEN)];
  for (const party of [ana, ben]) await party.agreements.sign.wait({ agreementId });
  return { ana, ben, agreementId };
}

const all = { native: wei.from(200n) };
const none = { native: wei.from(0n) };

async function aDispute(world: LawfulNation) {
  const found = await aBindingAgreement(world);
  const terms = { agreementId: found.agreementId, demand: [none, all], statement: TEXT };
  return { ...found, call: found.ben.agreements.dispute.call(terms) };
}

async function aProposal(world: LawfulNation, isOpen: boolean) {
  const by = world.as(1);
  const description = concat([NO_TEXT, toUtf8Bytes(`\n\n#proposer=${by.account!.toLowerCase()}`)]);
  const acts = [[world.stranger.address], [0n], ["0x"]];
  const call = {
    target: by.governor.address,
    data: encodeWithBytes(abiOf("governor"), "propose", [...acts, description]),
  };
  const receipt = await send(by, call);
  const [{ proposalId }] = await by.governor.events.ProposalCreated.query({ from: receipt.blockNumber });
  const { opensAt, closesAt } = await by.governor.proposal({ proposalId });
  if (isOpen) await time.increaseTo(opensAt + 1n);
  return { by, acts, description, call, proposalId, closesAt };
}

const ofGovernor = (world: LawfulNation, name: string, values: readonly unknown[]): Sent => ({
  target: world.asStranger.governor.address,
  data: encodeWithBytes(abiOf("governor"), name, values),
});

/** A ballot of the first citizen with a reason that is no text, signed with its key: ethers signs only texts. */
async function signedBallot(world: LawfulNation, proposalId: bigint): Promise<string> {
  const { governor } = world.asStranger;
  const voter = world.as(1).account!;
  const [, name, version, chainId, verifyingContract] = await governor.contract.eip712Domain();
  const typeHash = id(
    "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)",
  );
  const nonce = await governor.contract.nonces(voter);
  const fields = [typeHash, proposalId, 1, voter, nonce, keccak256(NO_TEXT), keccak256("0x01")];
  const types = ["bytes32", "uint256", "uint8", "address", "uint256", "bytes32", "bytes32"];
  const structHash = keccak256(AbiCoder.defaultAbiCoder().encode(types, fields));
  const domain = TypedDataEncoder.hashDomain({ name, version, chainId, verifyingContract });
  const phrase = "test test test test test test test test test test test junk";
  const { signingKey } = HDNodeWallet.fromPhrase(phrase, undefined, "m/44'/60'/0'/0/1");
  return signingKey.sign(keccak256(concat(["0x1901", domain, structHash]))).serialized;
}

async function aBudget(world: LawfulNation): Promise<Sent> {
  const purpose = { asset: "native", ceiling: { native: wei.from(5n) }, period: seconds.days(1) } as const;
  const until = moment.from((await time.latest()) + 86_400 * 90);
  const terms = { purpose: TEXT, spender: world.citizens[0].address, ...purpose, until };
  return bent("treasury", world.government.treasury.openBudget.call(terms));
}

const byGovernment =
  (
    institution: Speaker,
    call: (government: NationClient, world: LawfulNation) => Sent | Promise<Sent>,
    bytes?: string,
  ) =>
  async (world: LawfulNation) => ({
    by: world.government,
    call: await bent(institution, call(world.government, world), bytes),
  });

/** A call by the government whose texts are given as bytes. */
const byHand =
  (institution: "constitution" | "nation", name: string, values: readonly unknown[]) =>
  ({ government, founding }: LawfulNation) => ({
    by: government,
    call: { target: founding.addresses[institution], data: encodeWithBytes(abiOf(institution), name, values) },
  });

/** Every function of every institution that takes a text. */
const ROWS: Readonly<Record<string, Row>> = {
  "nation.setName": {
    prepare: byHand("nation", "setName", [NO_TEXT]),
    refused: ["Nation_NotPlainText", encodeBytes32String("name"), 1n],
  },
  "nation.setMotto": {
    prepare: byHand("nation", "setMotto", [NO_TEXT]),
    refused: ["Nation_NotPlainText", encodeBytes32String("motto"), 1n],
  },
  "nation.setDomain": {
    prepare: byHand("nation", "setDomain", [NO_TEXT]),
    refused: ["Nation_NotPlainText", encodeBytes32String("domain"), 1n],
  },
  "nation.setDaoURI": {
    prepare: byHand("nation", "setDaoURI", [NO_TEXT]),
    refused: ["Nation_NotPlainText", encodeBytes32String("daoURI"), 1n],
  },
  "nation.setFlag": {
    prepare: byHand("nation", "setFlag", [concat([toUtf8Bytes("<svg "), NO_TEXT])]),
    shown: `<svg ${SHOWN}`,
  },
  "constitution.enact, as a title": {
    prepare: byHand("constitution", "enact", [[[NO_TEXT, PLAIN]]]),
    refused: ["Constitution_TitleNotPlain", 3n, 1n],
  },
  "constitution.enact, as a text": {
    prepare: byHand("constitution", "enact", [[[PLAIN, NO_TEXT]]]),
    refused: ["Constitution_TextNotPlain", 3n, 1n],
  },
  "constitution.amend, as a title": {
    prepare: byHand("constitution", "amend", [1n, NO_TEXT, PLAIN]),
    refused: ["Constitution_TitleNotPlain", 1n, 1n],
  },
  "constitution.amend, as a text": {
    prepare: byHand("constitution", "amend", [1n, PLAIN, NO_TEXT]),
    refused: ["Constitution_TextNotPlain", 1n, 1n],
  },
  "constitution.labelRole": { prepare: byHand("constitution", "labelRole", [7n, NO_TEXT]) },
  "treasury.openBudget": {
    prepare: async (world) => ({ by: world.government, call: await aBudget(world) }),
  },
  "treasury.spend": {
    prepare: async (world) => {
      await send(world.government, await aBudget(world));
      await world.stranger.sendTransaction({ to: world.founding.addresses.treasury, value: 100n });
      const data = encodeWithBytes(abiOf("treasury"), "spend", [1n, world.stranger.address, 1n, NO_TEXT]);
      return { by: world.as(1), call: { target: world.founding.addresses.treasury, data } };
    },
  },
  "treasury.pay": {
    prepare: byGovernment("treasury", ({ treasury }, { stranger }) =>
      treasury.pay.call({ to: stranger.address, amount: { coin: civic.from(1n) }, purpose: TEXT }),
    ),
  },
  "treasury.payConstitutionally": {
    prepare: byGovernment("treasury", ({ treasury }, { stranger }) =>
      treasury.payConstitutionally.call({ to: stranger.address, amount: { coin: civic.from(1n) }, purpose: TEXT }),
    ),
  },
  "governor.propose": {
    prepare: async (world) => {
      const { by, acts } = await aProposal(world, false);
      const ending = toUtf8Bytes(`\n\n#proposer=${by.account!.toLowerCase()}`);
      const description = concat([NO_TEXT, NO_TEXT, ending]);
      return { by, call: ofGovernor(world, "propose", [...acts, description]) };
    },
  },
  "governor.proposeAgain": {
    prepare: async (world) => {
      const { by, acts, description, proposalId, closesAt } = await aProposal(world, true);
      await by.governor.vote.wait({ proposalId, support: "for" });
      await time.increaseTo(closesAt + 1n);
      await time.increaseTo((await by.governor.secondVote({ proposalId }))!.from);
      return { by: world.as(2), call: ofGovernor(world, "proposeAgain", [...acts, description]) };
    },
  },
  "governor.castVoteWithReason": {
    prepare: async (world) => {
      const { by, proposalId } = await aProposal(world, true);
      return { by, call: ofGovernor(world, "castVoteWithReason", [proposalId, 1, NO_TEXT]) };
    },
  },
  "governor.castVoteWithReasonAndParams": {
    prepare: async (world) => {
      const { by, proposalId } = await aProposal(world, true);
      return { by, call: ofGovernor(world, "castVoteWithReasonAndParams", [proposalId, 1, NO_TEXT, "0x01"]) };
    },
  },
  "governor.castVoteWithReasonAndParamsBySig": {
    prepare: async (world) => {
      const { by, proposalId } = await aProposal(world, true);
      const signature = await signedBallot(world, BigInt(proposalId));
      const values = [proposalId, 1, by.account!, NO_TEXT, "0x01", signature];
      return { by: world.asStranger, call: ofGovernor(world, "castVoteWithReasonAndParamsBySig", values) };
    },
  },
  "court.submitEvidence": {
    prepare: async (world) => {
      const caseId = await bring(world);
      const data = encodeWithBytes(abiOf("court"), "submitEvidence", [caseId, NO_TEXT]);
      return { by: world.as(1), call: { target: world.asStranger.court.address, data } };
    },
  },
  "court.reveal": {
    prepare: async (world) => {
      const caseId = await bring(world);
      await seat(world, caseId);
      const [juror] = await jurors(world, caseId);
      await juror.court.commit.wait({ caseId, choice: 1 });
      await outwait(world, caseId);
      return { by: juror, call: await bent("court", juror.court.reveal.call({ caseId, justification: TEXT })) };
    },
  },
  "court.voteInPlenary": {
    prepare: async (world) => {
      // Of a roll that fills no panel the plenary decides.
      for (let one = 1; one <= 17; ++one) await world.as(one).juryRoll.retire.wait();
      const caseId = await bring(world);
      await pass(world, caseId);
      const by = world.as(3);
      const call = by.court.voteInPlenary.call({ caseId, choice: 1, justification: TEXT });
      return { by, call: await bent("court", call) };
    },
  },
  "agreements.open": { prepare: openingCall },
  "agreements.declarePerformed": {
    prepare: async (world) => {
      const { ana, agreementId } = await aBindingAgreement(world);
      const call = ana.agreements.declarePerformed.call({ agreementId, statement: TEXT });
      return { by: ana, call: await bent("agreements", call) };
    },
  },
  "agreements.dispute": {
    prepare: async (world) => {
      const { ben, call } = await aDispute(world);
      return { by: ben, call: await bent("agreements", call) };
    },
  },
  "agreements.answer": {
    prepare: async (world) => {
      const { ana, ben, agreementId, call } = await aDispute(world);
      await send(ben, await bent("agreements", call));
      const answer = ana.agreements.answer.call({ agreementId, demand: [all, none], statement: TEXT });
      return { by: ana, call: await bent("agreements", answer) };
    },
  },
  "tribunal.challenge": {
    prepare: async ({ asStranger }) => ({
      by: asStranger,
      call: await bent("tribunal", asStranger.tribunal.challenge.call(dossier)),
    }),
  },
  "tribunal.answer": {
    prepare: async (world) => {
      const { caseId } = await world.asStranger.tribunal.challenge.wait(dossier);
      const by = world.as(ACCUSED);
      return { by, call: await bent("tribunal", by.tribunal.answer.call({ caseId, statement: TEXT })) };
    },
  },
  "tribunal.reopen": {
    prepare: async (world) => {
      const { caseId } = await world.asStranger.tribunal.challenge.wait(dossier);
      await rule(world, caseId, GRANT);
      await world.asStranger.tribunal.enforce.wait({ caseId });
      const call = world.asStranger.tribunal.reopen.call({ caseId, statement: TEXT });
      return { by: world.asStranger, call: await bent("tribunal", call) };
    },
  },
  "attestations.registerSchema": {
    prepare: byGovernment("attestations", ({ attestations }) =>
      attestations.registerSchema.call({ definition: TEXT, resolver: undefined, quorum: 1, isRevocable: true }),
    ),
  },
  "grants.register": {
    prepare: async (world) => {
      const by = world.as(1);
      await by.coin.transferAndCall.wait({ to: by.grants.address, amount: civic.parse("100") });
      await by.grants.openRound.wait();
      const call = by.grants.register.call({ recipient: by.account!, title: TEXT, uri: TEXT });
      return { by, call: await bent("grants", call) };
    },
  },
  "residency.revokeResidency": {
    prepare: byGovernment("residency", async ({ residency }, { asStranger }) => {
      const { residentId } = await asStranger.residency.subscribe.wait({ terms: 2 });
      return residency.revokeResidency.call({ residentId, reasons: TEXT });
    }),
  },
};

/** The functions of institutions that take a text, and write. */
const declared = institutionNames.flatMap((institution) =>
  interfaceOf(declarationOf(institution))
    .fragments.filter((fragment) => fragment.type === "function" && fragment.inputs.some(holdsText))
    .filter((fragment) => !["view", "pure"].includes((fragment as { stateMutability?: string }).stateMutability!))
    .map((fragment) => `${institution}.${(fragment as unknown as { name: string }).name}`),
);

/* READING BACK */

const isShown = (value: unknown, shown: string): boolean =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? `${one}` : one)).includes(shown);

/** Every event of every institution that was ever raised. */
async function allEvents(nation: NationClient): Promise<unknown[]> {
  const found = [];
  for (const name of ["nation", ...Object.keys(nation)]) {
    const client = (name === "nation" ? nation : (nation as unknown as Record<string, unknown>)[name]) as
      { events?: Record<string, { query(): Promise<unknown[]> }> } | undefined;
    for (const kind of Object.values(client?.events ?? {})) found.push(...(await kind.query()));
  }
  return found;
}

/** Every list, with nothing in it that could not be read. */
async function allLists(world: LawfulNation): Promise<unknown[]> {
  const { governor, treasury, agreements, citizenship, constitution, court } = world.asStranger;
  const pages = await Promise.all([
    governor.list(),
    treasury.budgets(),
    treasury.payments(),
    agreements.list(),
    citizenship.list(),
    citizenship.applicants(),
    citizenship.admissions(),
    constitution.officers(),
    court.list(),
    world.asStranger.residency.list(),
    world.asStranger.grants.projects(),
  ]);
  expect(pages.flatMap(({ unreadable }) => unreadable)).to.deep.equal([]);
  return pages.flatMap(({ items }) => [...items]);
}

/** What a watch tells of all that happened from a block on. */
async function watched(nation: NationClient, from: string, last: string): Promise<NationEvent[]> {
  const seen: NationEvent[] = [];
  const stop = await nation.watch((event) => void seen.push(event), { confirmations: 1, everyMs: 15, cursor: from });
  try {
    for (let tries = 0; tries < 400 && !seen.some(({ transaction }) => transaction === last); ++tries)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return seen;
  } finally {
    await stop();
  }
}

/** Where a watch begins that tells what happens from now on. */
async function cursorOf(nation: NationClient): Promise<string> {
  let cursor: string | undefined;
  const stop = await nation.watch(() => {}, { confirmations: 1, onCursor: (found) => (cursor = found) });
  await stop();
  return cursor!;
}

describe("Bytes that are no text, in every text that a function takes", () => {
  it("covers each of the functions that take one", () => {
    const covered = new Set(Object.keys(ROWS).map((row) => row.split(",")[0]));
    expect([...covered].sort()).to.deep.equal(declared.sort());
  });

  for (const [name, { prepare, refused, shown = SHOWN }] of Object.entries(ROWS)) {
    if (refused !== undefined) {
      const [error, ...values] = refused;
      it(`reverts with ${error} when ${name} is given them`, async () => {
        const world = await loadFixture(aWholeCourtroom);
        const { by, call } = await prepare(world);
        await expect(signerOf(by).sendTransaction({ to: call.target, data: call.data }))
          .to.be.revertedWithCustomError(world[name.startsWith("nation") ? "nation" : "constitution"], error)
          .withArgs(...values);
      });
      continue;
    }

    context(`given what ${name} wrote`, () => {
      async function written() {
        const world = await loadFixture(aWholeCourtroom);
        const { by, call } = await prepare(world);
        const cursor = await cursorOf(world.asStranger);
        const receipt = await send(by, call);
        return { ...world, receipt, cursor };
      }

      it("tells it in an event, and every other event of every institution", async () => {
        const { asStranger } = await written();
        expect(isShown(await allEvents(asStranger), shown)).to.equal(true);
      });

      it("tells it in the record and to a watch", async () => {
        const { asStranger, receipt, cursor } = await written();
        const { items, unreadable } = await asStranger.record({ limit: 1_000 });
        expect(unreadable).to.deep.equal([]);
        const seen = await watched(asStranger, cursor, receipt.hash);
        for (const events of [items, seen]) {
          const told = events.filter(({ transaction }) => transaction === receipt.hash);
          expect(told.some(({ fields }) => isShown(fields, shown))).to.equal(true);
          expect(told.every(({ text }) => text.length > 0)).to.equal(true);
        }
      });

      it("leaves the overview, every list and what everybody can do readable", async () => {
        const world = await written();
        expect((await world.asStranger.overview()).unreadable).to.deep.equal([]);
        expect((await allLists(world)).length).to.be.above(0);
        for (const one of [world.as(1), world.as(ACCUSED), world.asStranger])
          expect((await one.next()).unreadable).to.deep.equal([]);
      });
    });
  }
});
