import type { ValueKind } from "./call-words";
import { catalogue, type Catalogue } from "./messages";

/** How a field of an event is written for people: as an argument of a function, or as the short form of a proposal's id. */
export type EventValueKind = ValueKind | "proposal";

/** The sentences of an institution's events, and how their fields are written. */
export interface EventWords {
  /** By the events' names. */
  readonly sentences: Catalogue;
  /** By the fields' names, or by event and field ("Paid.amount"). */
  readonly kinds: Readonly<Record<string, EventValueKind>>;
}

/**
 * Declares how an institution's events are told. A sentence names the event's fields as the contract does: "{to} was paid {amount}.".
 * What every institution has of events is told once for all, see {@link sharedEventSentences}.
 */
/* @__NO_SIDE_EFFECTS__ */
export const eventWords = (
  institution: string,
  words: {
    readonly sentences: Readonly<Record<string, string>>;
    readonly kinds?: Readonly<Record<string, EventValueKind>>;
  },
): EventWords => ({ sentences: catalogue(`event.${institution}`, words.sentences), kinds: words.kinds ?? {} });

/** Events that several institutions have. `{institution}` is the one that raised it. */
export const sharedEventSentences = /* @__PURE__ */ catalogue("event.any", {
  ProvisionSet: "The government set {provision} to {newValue}: it was {oldValue}.",
  ProvisionTried: "The government tries {trialName} of {trial} until {until}: {provision} stays {standing} afterwards.",
  ProvisionRatified: "The government made the tried value of {provision} permanent: {newValue}, after {oldValue}.",
  AuthorityUpdated: "The authority over {institution} is now {authority}.",
  EIP712DomainChanged: "The domain in which signatures for {institution} count has changed.",
  Credited: "Of {institution}, {creditor} can claim {amount}.",
  Claimed: "{account} was paid {amount} that {institution} owed.",
  Dispute: "Case {disputeId} was brought before {arbitrator}.",
  Evidence: "{party} submitted evidence in case {evidenceGroupId}.",
  MetaEvidence: "{institution} described what its cases are about.",
  Ruling: "{arbitrator} delivered ruling {ruling} in case {disputeId} to {institution}.",
  DelegateVotesChanged: "The votes of {delegate} changed from {previousVotes} to {newVotes}.",
  unknown: "{institution} logged something that this software does not know.",
});

/** How the fields of shared events are written. */
export const sharedEventKinds: Readonly<Record<string, EventValueKind>> = {
  "Credited.amount": { of: "asset" },
  "Claimed.amount": { of: "asset" },
  disputeId: "id",
  evidenceGroupId: "id",
  ruling: "id",
  caseId: "id",
  formerId: "citizen",
  oldUntil: "moment",
};
