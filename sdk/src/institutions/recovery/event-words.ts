import { eventWords } from "../../core/event-words";

/** What the events of the recovery tell, in sentences: each names the fields of its event. */
export const eventSentences = eventWords("recovery", {
  sentences: {
    GuardiansChosen:
      "{citizenId} chose as guardians the accounts {accounts} and {citizenIds}: {threshold} of them together announce a recovery from {from} on.",
    RecoveryConfirmed:
      "The guardian in seat {seat} confirmed that the citizenship of {citizenId} moves to {newHolder}, after {nonce} announcements.",
    RecoveryAnnounced:
      "Guardians announced that the citizenship of {citizenId} moves to {newHolder}, from {readyAt} on, unless the present key stops it.",
    RecoveryDecreed:
      "The government announced that the citizenship of {citizenId} moves to {newHolder}, from {readyAt} on, unless the present key stops it.",
    RecoveryStopped:
      "{citizenId} stopped the move of the citizenship to {newHolder}, which can be contested until {contestableUntil}.",
    RecoveryContested: "{contestant} brought before the court, in case {caseId}, that {citizenId} stopped a recovery.",
    RecoveryDecided: "The court ruled in case {caseId} whether the recovery of {citizenId} passes: {isGranted}.",
    RecoveryCompleted: "The recovery of {citizenId} was completed: {newHolder} holds the citizenship.",
  },
  kinds: {
    threshold: "count",
    seat: "count",
    nonce: "count",
    from: "moment",
    readyAt: "moment",
    contestableUntil: "moment",
    caseId: "id",
  },
});
