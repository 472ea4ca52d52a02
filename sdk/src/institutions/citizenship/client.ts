import { ZeroAddress, ZeroHash } from "ethers";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { provisionActions } from "../../core/provisions";
import { splitSignature } from "../../core/typed-data";
import { gwei, heads, moment } from "../../core/units";
import { providerOf, writer, type ReceiptEvents } from "../../core/write";
import { Citizenship__factory, type Citizenship } from "../../generated/contracts";
import { citizenshipEventUnits } from "./events";
import { listAdmissions, listApplicants, listCitizens } from "./lists";
import type { CitizenshipProvisions } from "./provisions";
import { citizenFrom, openingFrom, someMoment } from "./records";
import { signatures } from "./signing";
import { termsEnding } from "./terms";
import type { Admitted, CitizenshipClient, Delegated } from "./types";
import { citizenId as idUnit, someCitizen } from "./units";

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
    events: eventsOf(contract, connection, citizenshipEventUnits),
    ...provisionActions<CitizenshipProvisions>(address, runner),
    ...signatures(contract, runner),

    citizenOf: ({ account }) => withNationErrors(async () => someCitizen(await contract.citizenOf(account))),
    activeCitizenOf: ({ account }) =>
      withNationErrors(async () => someCitizen(await contract.activeCitizenOf(account))),
    formerCitizenOf: ({ account }) =>
      withNationErrors(async () => someCitizen(await contract.formerCitizenOf(account))),
    isActive: ({ citizenId }) => withNationErrors(() => contract.isActive(citizenId)),
    mayVote: ({ citizenId }) => withNationErrors(() => contract.mayVote(citizenId)),
    citizen: ({ citizenId }) => withNationErrors(async () => citizenFrom(citizenId, await contract.citizen(citizenId))),
    list: (query = {}) => withNationErrors(() => listCitizens({ connection, contract }, query)),
    applicants: (query = {}) => withNationErrors(() => listApplicants({ connection, contract }, query)),
    admissions: (query = {}) => withNationErrors(() => listAdmissions({ connection, contract }, query)),
    termsEnding: (range = {}) => withNationErrors(() => termsEnding(contract, providerOf(runner), range)),
    holderOf: ({ citizenId }) =>
      withNationErrors(async () => {
        const holder = await contract.holderOf(citizenId);
        return holder === ZeroAddress ? undefined : holder;
      }),
    lastCitizenId: () => withNationErrors(async () => idUnit.from(await contract.lastCitizenId())),
    admittedCount: () => withNationErrors(async () => heads.from(await contract.admittedCount())),
    isOpen: () => withNationErrors(() => contract.isOpen()),
    opening: () => withNationErrors(async () => openingFrom(await contract.opening())),
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
    tellMetadata: write(contract.tellMetadata, {
      args: () => [],
      result: ({ get }) => {
        const { _fromTokenId, _toTokenId } = get("BatchMetadataUpdate");
        return { from: idUnit.from(_fromTokenId), to: idUnit.from(_toTokenId) };
      },
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
    restore: write(contract.restore, {
      args: ({ citizenId, rulingId }) => [citizenId, rulingId],
      result: ({ get }) => {
        const { citizenId, holder, rulingId } = get("CitizenshipRestored");
        return { citizenId: idUnit.from(citizenId), holder, rulingId };
      },
    }),
    keepAsleep: write(contract.keepAsleep, {
      args: ({ citizenId, isKept }) => [citizenId, isKept],
      result: ({ all }) => {
        const [kept] = all("CitizenKeptAsleep");
        return {
          changed: kept === undefined ? undefined : { citizenId: idUnit.from(kept.citizenId), isKept: kept.isKept },
        };
      },
    }),
    wake: write(contract.wake, {
      args: ({ citizenId }) => [citizenId],
      result: ({ get }) => ({ citizenId: idUnit.from(get("CitizenWoken").citizenId) }),
    }),
    withdrawVouchers: write(contract.withdrawVouchers, {
      args: ({ until }) => [until],
      result: ({ get }) => {
        const { registrar, until } = get("VouchersWithdrawn");
        return { registrar, until: moment.from(until) };
      },
    }),
    renounce: write(contract.renounce, {
      args: () => [],
      result: ({ get }) => ({ citizenId: idUnit.from(get("CitizenRenounced").citizenId) }),
    }),
    move: write(contract.move, {
      args: ({ citizenId, newHolder, deadline, signature }) => [citizenId, newHolder, deadline, signature],
      result: ({ get, all }) => {
        const { citizenId, oldHolder, newHolder } = all("CitizenRotated")[0] ?? get("CitizenMoved");
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
