import { ZeroAddress, ZeroHash, type ContractRunner } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { sign, signerAddress, splitSignature } from "../../core/typed-data";
import { gwei, heads, moment, type Heads, type Moment, type Wei } from "../../core/units";
import { writer, type Change, type ReceiptEvents, type Write } from "../../core/write";
import { Citizenship__factory, type Citizenship } from "../../generated/contracts";
import type { OpeningViewStructOutput } from "../../generated/contracts/Citizenship";
import { citizenshipEventUnits, type CitizenshipEventUnits } from "./events";
import type { CitizenshipProvisions } from "./provisions";
import { citizenId as idUnit, type CitizenId } from "./units";
import { citizenshipSignedTypes } from "./signatures";

const standings = ["none", "active", "suspended", "revoked", "renounced"] as const;

/** The standing of a citizenship by the acts of institutions. {@link Citizen.until} says whether its term is over. */
export type Standing = (typeof standings)[number];

/** One citizen's record. */
export interface Citizen {
  readonly id: CitizenId;
  /** The account that holds the citizenship, or held it last. */
  readonly holder: Address;
  readonly since: Moment;
  /** From when on the citizen may vote, hold offices and be a juror. */
  readonly wakesAt: Moment;
  /** When the term ends; {@link moment.never} if it has no end. */
  readonly until: Moment;
  readonly standing: Standing;
  /** From when anyone may reinstate; undefined if not suspended. */
  readonly suspendedUntil: Moment | undefined;
  /** Whether the end of the term has been counted in the total. */
  readonly markedLapsed: boolean;
}

/** How far a founding is. */
export interface Opening {
  /** How many founding citizens the charter names; theirs are the ids from 1 to this number. */
  readonly founders: Heads;
  readonly foundersIn: Heads;
  readonly isOpen: boolean;
  /** Whether the nation was closed for good because it had not opened. */
  readonly isClosed: boolean;
  /** From then on half of the founding citizens are enough, if they are three. */
  readonly windowEndsAt: Moment;
  /** From when anyone may close a nation that is not open. */
  readonly closableAt: Moment;
  /** When the last founding invitation ends; undefined if there never was one. */
  readonly invitationsEndAt: Moment | undefined;
}

/** What became of an admission. */
export interface Admitted {
  readonly citizenId: CitizenId;
  readonly holder: Address;
  readonly until: Moment;
}

/** A request that its applicant signed, for a registrar to deliver. {@link CitizenshipClient.withdrawRequest} takes it back. */
export interface SignedRequest {
  readonly applicant: Address;
  readonly dossier: string;
  readonly deadline: Moment;
  readonly signature: string;
}

/** A registrar's promise, for the applicant to redeem. */
export interface SignedVoucher {
  readonly applicant: Address;
  readonly dossier: string;
  readonly deadline: Moment;
  readonly registrar: Address;
  readonly signature: string;
}

/** A new account's consent to take over a citizenship. */
export interface SignedAcceptance {
  readonly citizenId: CitizenId;
  readonly newHolder: Address;
  readonly deadline: Moment;
  readonly signature: string;
}

/** A citizen's consent to renew their citizenship, signed by a key: contract accounts renew themselves. It counts once. */
export interface SignedRenewal {
  readonly citizenId: CitizenId;
  readonly deadline: Moment;
  readonly signature: string;
}

/** A delegation that its citizen signed (ERC-5805). */
export interface SignedDelegation {
  readonly to: Address;
  readonly nonce: bigint;
  readonly expiry: Moment;
  readonly signature: string;
}

/** Who carries whose votes after a delegation. */
export interface Delegated extends Change<Address> {
  readonly delegator: Address;
}

interface Sentence {
  readonly citizenId: CitizenId;
  /** Digest of, or reference to, the ruling. */
  readonly rulingId: string;
}

/** Citizenship. */
export interface CitizenshipClient extends ProvisionActions<CitizenshipProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Citizenship;
  readonly events: Events<Citizenship, CitizenshipEventUnits>;

  /** The citizen whose citizenship an account holds, in good standing or not; undefined if it holds none. */
  citizenOf(parameters: { account: Address }): Promise<CitizenId | undefined>;
  /** The citizen whose citizenship an account holds, if active now; undefined otherwise. */
  activeCitizenOf(parameters: { account: Address }): Promise<CitizenId | undefined>;
  /** Whether a citizen may hold offices and be a juror now: in good standing, within the term and after the waiting period. */
  isActive(parameters: { citizenId: CitizenId }): Promise<boolean>;
  /** Whether a citizen may vote now: within the term and after the waiting period. A suspension takes no vote. */
  mayVote(parameters: { citizenId: CitizenId }): Promise<boolean>;
  citizen(parameters: { citizenId: CitizenId }): Promise<Citizen>;
  /** The account that holds a citizenship, or held it last; undefined if it was never given. */
  holderOf(parameters: { citizenId: CitizenId }): Promise<Address | undefined>;
  /** The greatest id. Ids run from 1 to this. Those of founding citizens who have not come in have standing `none`. */
  lastCitizenId(): Promise<CitizenId>;
  /** How many citizenships were ever given. */
  admittedCount(): Promise<Heads>;
  /** Whether the nation is open: before that nobody proposes, and only founding citizens come in. */
  isOpen(): Promise<boolean>;
  opening(): Promise<Opening>;
  /** How many citizens the quorums of a vote are measured against whose electorate was fixed at a past moment. */
  quorumBase(parameters: { at: Moment }): Promise<Heads>;
  /** How many citizens a quorum is measured against now. */
  citizenCount(): Promise<Heads>;
  /** When an account's pending request was sent, and until when it is invited. */
  admissionOf(parameters: {
    account: Address;
  }): Promise<{ readonly requestedAt: Moment | undefined; readonly invitedUntil: Moment | undefined }>;
  /** What redeeming a voucher costs now. */
  fee(): Promise<Wei>;
  votesOf(parameters: { citizenId: CitizenId }): Promise<Heads>;
  pastVotesOf(parameters: { citizenId: CitizenId; at: Moment }): Promise<Heads>;
  /** With whom a citizen's vote counted at a past moment. */
  pastDelegateOf(parameters: { citizenId: CitizenId; at: Moment }): Promise<CitizenId>;
  /** The account that carries an account's vote now. */
  delegateOf(parameters: { account: Address }): Promise<Address>;
  /** The passport, as a data URI. */
  passport(parameters: { citizenId: CitizenId }): Promise<string>;

  /** Asks for citizenship. An invited account is admitted at once. */
  readonly requestAdmission: Write<{ readonly dossier?: string }, { readonly admitted: Admitted | undefined }>;
  /** Takes one's own requests back: the one that was sent, and each one that was signed. */
  readonly withdrawRequest: Write<void, { readonly applicant: Address }>;
  /** Invites accounts until a moment. The registrar's. */
  readonly invite: Write<
    { readonly invitees: readonly Address[]; readonly until: Moment },
    { readonly invitees: readonly Address[] }
  >;
  /** Takes invitations back. The registrar's. */
  readonly uninvite: Write<{ readonly invitees: readonly Address[] }, { readonly invitees: readonly Address[] }>;
  /** Admits an applicant who sent a request. The registrar's. */
  readonly admit: Write<{ readonly applicant: Address }, Admitted, bigint>;
  /** Admits applicants who sent requests, all or none. The registrar's. */
  readonly admitBatch: Write<
    { readonly applicants: readonly Address[] },
    { readonly admitted: readonly Admitted[] },
    bigint
  >;
  /** Admits applicants who signed requests, all or none. The registrar's. */
  readonly admitSigned: Write<
    { readonly requests: readonly SignedRequest[] },
    { readonly admitted: readonly Admitted[] },
    bigint
  >;
  /** Takes up citizenship by a registrar's voucher, and pays the fee. */
  readonly redeem: Write<SignedVoucher & { readonly fee: Wei }, Admitted, bigint>;
  /** Prolongs a term, or revives it up to 90 days after its end. The registrar's. */
  readonly renew: Write<
    { readonly citizenId: CitizenId; readonly until: Moment },
    { readonly citizenId: CitizenId } & Change<Moment>
  >;
  /** Renews one's own citizenship, from 90 days before the end of its term to 90 days after it. */
  readonly renewOwn: Write<void, { readonly citizenId: CitizenId } & Change<Moment>>;
  /** Renews the citizenships of those who signed; skips all that cannot be renewed, and contract accounts. Anyone's. */
  readonly renewSigned: Write<
    { readonly renewals: readonly SignedRenewal[] },
    { readonly renewed: readonly CitizenId[] },
    bigint
  >;
  /** Allows so many more admissions in the next 30 days. The government's. */
  readonly allowAdmissions: Write<{ readonly extra: Heads }, { readonly extra: Heads; readonly until: Moment }>;
  /** Halts admissions until a moment, at most for 90 days. The government's. */
  readonly haltAdmissions: Write<{ readonly until: Moment }, { readonly until: Moment }>;
  /** Takes citizens whose term is over out of the total; skips all others. Anyone's. */
  readonly markLapsed: Write<
    { readonly citizenIds: readonly CitizenId[] },
    { readonly marked: readonly CitizenId[] },
    bigint
  >;
  /** Suspends a citizen, who keeps the vote. Justice's. */
  readonly suspend: Write<Sentence & { readonly until: Moment }, Sentence & { readonly until: Moment }>;
  /** Ends a suspension: justice at any time, anyone once it is over. */
  readonly reinstate: Write<{ readonly citizenId: CitizenId }, { readonly citizenId: CitizenId }>;
  /** Takes a citizenship away for good. Justice's. */
  readonly revoke: Write<Sentence, Sentence>;
  /** Gives up one's own citizenship for good. */
  readonly renounce: Write<void, { readonly citizenId: CitizenId }>;
  /** Moves a citizenship to its citizen's new account. Recovery's. */
  readonly move: Write<SignedAcceptance, { readonly citizenId: CitizenId } & Change<Address>>;
  /** Delegates one's vote to another citizen; to oneself to take it back. */
  readonly delegate: Write<{ readonly to: Address }, { readonly changed: Delegated | undefined }>;
  /** Delivers a signed delegation. */
  readonly delegateBySignature: Write<SignedDelegation, { readonly changed: Delegated | undefined }>;

  /** Closes a nation that has not opened 90 days after its creation: for good. Anyone's. */
  readonly close: Write<void, { readonly foundersIn: Heads; readonly founders: Heads }>;

  /** Signs a request for citizenship as the connected account. It counts until `withdrawRequest`. */
  signRequest(parameters: { dossier?: string; deadline: Moment }): Promise<SignedRequest>;
  /** Signs a voucher as a registrar. */
  signVoucher(parameters: { applicant: Address; dossier?: string; deadline: Moment }): Promise<SignedVoucher>;
  /** Signs a delegation as a citizen. */
  signDelegation(parameters: { to: Address; expiry: Moment }): Promise<SignedDelegation>;
  /** Consents to renew one's own citizenship, whose term is the present one. Only a key's signature counts. */
  signRenewal(parameters: { citizenId: CitizenId; deadline: Moment }): Promise<SignedRenewal>;
  /** Consents to take a citizenship over, as its citizen's new account. */
  signAcceptance(parameters: { citizenId: CitizenId; deadline: Moment }): Promise<SignedAcceptance>;
}

const someId = (raw: bigint): CitizenId | undefined => (raw === 0n ? undefined : idUnit.from(raw));
const someMoment = (raw: bigint): Moment | undefined => (raw === 0n ? undefined : moment.from(raw));

/** How far a founding is, in the SDK's units. */
export const openingOf = (raw: OpeningViewStructOutput): Opening => ({
  founders: heads.from(raw.founders),
  foundersIn: heads.from(raw.foundersIn),
  isOpen: raw.isOpen,
  isClosed: raw.isClosed,
  windowEndsAt: moment.from(raw.windowEndsAt),
  closableAt: moment.from(raw.closableAt),
  invitationsEndAt: someMoment(raw.invitationsEndAt),
});

const allAdmitted = ({ all }: ReceiptEvents<Citizenship>): Admitted[] =>
  all("CitizenAdmitted").map(({ citizenId, holder, until }) => ({
    citizenId: idUnit.from(citizenId),
    holder,
    until: moment.from(until),
  }));

function theAdmitted(emitted: ReceiptEvents<Citizenship>): Admitted {
  emitted.get("CitizenAdmitted"); // Throws if there is none.
  return allAdmitted(emitted)[0];
}

/** A delegation to who carries the vote already announces nothing. */
function delegatedOf({ all }: ReceiptEvents<Citizenship>): { readonly changed: Delegated | undefined } {
  const changed = all("DelegateChanged")
    .map(({ delegator, fromDelegate, toDelegate }) => ({ delegator, before: fromDelegate, after: toDelegate }))
    .at(0);
  return { changed };
}

/**
 * The citizenship of a nation: `connect()` calls this.
 *
 * @example
 * await nation.citizenship.requestAdmission.wait({});
 */
export function citizenshipClient(connection: Connection): CitizenshipClient {
  const address = addressOf(connection, "citizenship");
  const { runner } = connection;
  const contract = Citizenship__factory.connect(address, runner);
  const write = writer(contract, address, runner);

  return {
    address,
    contract,
    events: eventsOf(contract, runner, citizenshipEventUnits),
    ...provisionActions<CitizenshipProvisions>(address, runner),
    ...signatures(contract, runner),

    citizenOf: ({ account }) => withNationErrors(async () => someId(await contract.citizenOf(account))),
    activeCitizenOf: ({ account }) => withNationErrors(async () => someId(await contract.activeCitizenOf(account))),
    isActive: ({ citizenId }) => withNationErrors(() => contract.isActive(citizenId)),
    mayVote: ({ citizenId }) => withNationErrors(() => contract.mayVote(citizenId)),
    citizen: ({ citizenId }) =>
      withNationErrors(async () => {
        const record = await contract.citizen(citizenId);
        const { holder, since, wakesAt, until, standing, suspendedUntil, markedLapsed } = record;
        return {
          id: citizenId,
          holder,
          since: moment.from(since),
          wakesAt: moment.from(wakesAt),
          until: moment.from(until),
          standing: standings[Number(standing)],
          suspendedUntil: someMoment(suspendedUntil),
          markedLapsed,
        };
      }),
    holderOf: ({ citizenId }) =>
      withNationErrors(async () => {
        const holder = await contract.holderOf(citizenId);
        return holder === ZeroAddress ? undefined : holder;
      }),
    lastCitizenId: () => withNationErrors(async () => idUnit.from(await contract.lastCitizenId())),
    admittedCount: () => withNationErrors(async () => heads.from(await contract.admittedCount())),
    isOpen: () => withNationErrors(() => contract.isOpen()),
    opening: () => withNationErrors(async () => openingOf(await contract.opening())),
    quorumBase: ({ at }) => withNationErrors(async () => heads.from(await contract.quorumBase(at))),
    citizenCount: () => withNationErrors(async () => heads.from(await contract.citizenCount())),
    admissionOf: ({ account }) =>
      withNationErrors(async () => {
        const { requestedAt, invitedUntil } = await contract.admissionOf(account);
        return { requestedAt: someMoment(requestedAt), invitedUntil: someMoment(invitedUntil) };
      }),
    fee: () =>
      withNationErrors(async () => {
        const { fee } = await provisionActions<CitizenshipProvisions>(address, runner).provisions();
        return gwei.toWei(fee.current);
      }),
    votesOf: ({ citizenId }) => withNationErrors(async () => heads.from(await contract.votesOf(citizenId))),
    pastVotesOf: ({ citizenId, at }) =>
      withNationErrors(async () => heads.from(await contract.pastVotesOf(citizenId, at))),
    pastDelegateOf: ({ citizenId, at }) =>
      withNationErrors(async () => idUnit.from(await contract.pastDelegateOf(citizenId, at))),
    delegateOf: ({ account }) => withNationErrors(() => contract.delegates(account)),
    passport: ({ citizenId }) => withNationErrors(() => contract.tokenURI(citizenId)),

    requestAdmission: write(contract.requestAdmission, {
      args: ({ dossier = ZeroHash }) => [dossier],
      result: (emitted) => ({ admitted: allAdmitted(emitted).at(0) }),
    }),
    withdrawRequest: write(contract.withdrawRequest, {
      args: () => [],
      result: ({ get }) => ({ applicant: get("AdmissionRequestWithdrawn").applicant }),
    }),
    invite: write(contract.invite, {
      args: ({ invitees, until }) => [[...invitees], until],
      result: ({ all }) => ({ invitees: all("AdmissionInvited").map(({ invitee }) => invitee) }),
    }),
    uninvite: write(contract.invite, {
      args: ({ invitees }) => [[...invitees], 0n],
      result: ({ all }) => ({ invitees: all("AdmissionInvited").map(({ invitee }) => invitee) }),
    }),
    admit: write(contract.admit, { args: ({ applicant }) => [applicant], result: theAdmitted }),
    admitBatch: write(contract.admitBatch, {
      args: ({ applicants }) => [[...applicants]],
      result: (emitted) => ({ admitted: allAdmitted(emitted) }),
    }),
    admitSigned: write(contract.admitSigned, {
      args: ({ requests }) => [[...requests]],
      result: (emitted) => ({ admitted: allAdmitted(emitted) }),
    }),
    redeem: write(contract.redeem, {
      args: ({ applicant, dossier, deadline, registrar, signature }) => [
        { applicant, dossier, deadline, registrar },
        signature,
      ],
      value: ({ fee }) => fee,
      result: theAdmitted,
    }),
    renew: write(contract.renew, {
      args: ({ citizenId, until }) => [citizenId, until],
      result: ({ get }) => {
        const { citizenId, oldUntil, newUntil } = get("CitizenRenewed");
        return { citizenId: idUnit.from(citizenId), before: moment.from(oldUntil), after: moment.from(newUntil) };
      },
    }),
    renewOwn: write(contract.renewOwn, {
      args: () => [],
      result: ({ get }) => {
        const { citizenId, oldUntil, newUntil } = get("CitizenRenewed");
        return { citizenId: idUnit.from(citizenId), before: moment.from(oldUntil), after: moment.from(newUntil) };
      },
    }),
    renewSigned: write(contract.renewSigned, {
      args: ({ renewals }) => [[...renewals]],
      result: ({ all }) => ({ renewed: all("CitizenRenewed").map(({ citizenId }) => idUnit.from(citizenId)) }),
    }),
    allowAdmissions: write(contract.allowAdmissions, {
      args: ({ extra }) => [extra],
      result: ({ get }) => {
        const { extra, until } = get("AdmissionsAllowed");
        return { extra: heads.from(extra), until: moment.from(until) };
      },
    }),
    haltAdmissions: write(contract.haltAdmissions, {
      args: ({ until }) => [until],
      result: ({ get }) => ({ until: moment.from(get("AdmissionsHalted").until) }),
    }),
    markLapsed: write(contract.markLapsed, {
      args: ({ citizenIds }) => [[...citizenIds]],
      result: ({ all }) => ({ marked: all("CitizenMarkedLapsed").map(({ citizenId }) => idUnit.from(citizenId)) }),
    }),
    suspend: write(contract.suspend, {
      args: ({ citizenId, until, rulingId }) => [citizenId, until, rulingId],
      result: ({ get }) => {
        const { citizenId, until, rulingId } = get("CitizenSuspended");
        return { citizenId: idUnit.from(citizenId), until: moment.from(until), rulingId };
      },
    }),
    reinstate: write(contract.reinstate, {
      args: ({ citizenId }) => [citizenId],
      result: ({ get }) => ({ citizenId: idUnit.from(get("CitizenReinstated").citizenId) }),
    }),
    revoke: write(contract.revoke, {
      args: ({ citizenId, rulingId }) => [citizenId, rulingId],
      result: ({ get }) => {
        const { citizenId, rulingId } = get("CitizenRevoked");
        return { citizenId: idUnit.from(citizenId), rulingId };
      },
    }),
    renounce: write(contract.renounce, {
      args: () => [],
      result: ({ get }) => ({ citizenId: idUnit.from(get("CitizenRenounced").citizenId) }),
    }),
    move: write(contract.move, {
      args: ({ citizenId, newHolder, deadline, signature }) => [citizenId, newHolder, deadline, signature],
      result: ({ get }) => {
        const { citizenId, oldHolder, newHolder } = get("CitizenMoved");
        return { citizenId: idUnit.from(citizenId), before: oldHolder, after: newHolder };
      },
    }),
    delegate: write(contract.delegate, { args: ({ to }) => [to], result: delegatedOf }),
    close: write(contract.close, {
      args: () => [],
      result: ({ get }) => {
        const { foundersIn, founders } = get("NationClosed");
        return { foundersIn: heads.from(foundersIn), founders: heads.from(founders) };
      },
    }),
    delegateBySignature: write(contract.delegateBySig, {
      args: ({ to, nonce, expiry, signature }) => [to, nonce, expiry, ...splitSignature(signature)],
      result: delegatedOf,
    }),
  };
}

const signatures = (contract: Citizenship, runner: ContractRunner) => ({
  signRequest: ({ dossier = ZeroHash, deadline }: { dossier?: string; deadline: Moment }) =>
    withNationErrors(async () => {
      const applicant = await signerAddress(runner, "signing a request");
      const message = { applicant, dossier, nonce: await contract.admissionNonce(applicant), deadline };
      const signature = await sign({
        runner,
        contract,
        types: citizenshipSignedTypes,
        type: "AdmissionRequest",
        message,
      });
      return { applicant, dossier, deadline, signature };
    }),
  signVoucher: (parameters: { applicant: Address; dossier?: string; deadline: Moment }) =>
    withNationErrors(async () => {
      const { applicant, dossier = ZeroHash, deadline } = parameters;
      const registrar = await signerAddress(runner, "signing a voucher");
      const message = { applicant, dossier, nonce: await contract.admissionNonce(applicant), deadline };
      const signature = await sign({
        runner,
        contract,
        types: citizenshipSignedTypes,
        type: "AdmissionVoucher",
        message,
      });
      return { applicant, dossier, deadline, registrar, signature };
    }),
  signDelegation: ({ to, expiry }: { to: Address; expiry: Moment }) =>
    withNationErrors(async () => {
      const nonce = await contract.nonces(await signerAddress(runner, "signing a delegation"));
      const message = { delegatee: to, nonce, expiry };
      return {
        to,
        nonce,
        expiry,
        signature: await sign({ runner, contract, types: citizenshipSignedTypes, type: "Delegation", message }),
      };
    }),
  signRenewal: ({ citizenId, deadline }: { citizenId: CitizenId; deadline: Moment }) =>
    withNationErrors(async () => {
      const { until } = await contract.citizen(citizenId);
      const message = { citizenId, until, deadline };
      const signature = await sign({ runner, contract, types: citizenshipSignedTypes, type: "Renewal", message });
      return { citizenId, deadline, signature };
    }),
  signAcceptance: ({ citizenId, deadline }: { citizenId: CitizenId; deadline: Moment }) =>
    withNationErrors(async () => {
      const newHolder = await signerAddress(runner, "signing an acceptance");
      const message = { citizenId, newHolder, nonce: await contract.admissionNonce(newHolder), deadline };
      const signature = await sign({ runner, contract, types: citizenshipSignedTypes, type: "Acceptance", message });
      return { citizenId, newHolder, deadline, signature };
    }),
});
