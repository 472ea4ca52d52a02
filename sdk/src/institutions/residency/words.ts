import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

/** What calls to the residency do, in sentences: each names the arguments of its function. */
export const words = callWords("residency", {
  sentences: {
    subscribe: "Pay {value} for {terms} terms as a resident",
    subscribeFor: "Pay {value} for {terms} terms of {account} as a resident",
    cancel: "Take back what was paid ahead as a resident",
    moveResidency: "Move one's own residency to {newAccount}",
    upgrade: "Let resident {residentId}, who became a citizen, go on as one",
    settle: "Give the treasury what begun terms cost of residents {residentIds}",
    revokeResidency: "End the residency of resident {residentId}, for these reasons: {reasons}",
    claim: "Pay {account} what the residency owes it in {asset}",
    claimForCitizen: "Pay {citizenId} what the residency owes in {asset}",
    setAuthority: "Put the residency under another authority: {newAuthority}",
  },
  kinds: { residentId: "id", terms: "count", residentIds: { each: "id" } },
  seen: {
    subscribe: "Everybody can see that this account is a resident, since when and until when.",
    subscribeFor: "Everybody can see that {account} is a resident, and that you paid for it.",
    moveResidency: "Everybody can see that both accounts are one resident's.",
  },
  returned: {
    subscribe: "What is paid for terms that have not begun comes back at any time. The first term does not.",
    subscribeFor: "What is paid for terms that have not begun comes back to the resident, and not to you.",
  },
  provisions: {
    fee: ["the price of a term of residency", "a price of a term of residency"],
    term: ["the length of a term of residency", "a length of a term of residency"],
  },
});
