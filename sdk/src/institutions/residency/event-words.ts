import { eventWords } from "../../core/event-words";

/** What the events of the residency tell, in sentences: each names the fields of its event. */
export const eventSentences = eventWords("residency", {
  sentences: {
    ResidencyPaid: "{account} is resident {residentId} until {until}: {payer} paid for {terms} terms, {price} each.",
    TermsBegun: "Resident {residentId} began {terms} of the terms paid ahead: {amount} is the treasury's.",
    ResidencyCancelled: "Resident {residentId} took back {refund}: the residency ends {until}.",
    ResidencyRevoked: "The government ended the residency of resident {residentId}, for these reasons: {reasons}.",
    ResidencyUpgraded: "Resident {residentId} is {citizenId} now.",
    ResidencyMoved: "Resident {residentId} moved from {oldAccount} to {newAccount}.",
  },
  kinds: {
    residentId: "id",
    terms: "count",
    price: "native",
    amount: "native",
    refund: "native",
    until: "moment",
    barredUntil: "moment",
  },
});
