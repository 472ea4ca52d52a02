import { catalogue } from "../../core/messages";

/** What the errors about proposals say: what happened by the class, what to do by the class and `.advice`. */
export const governorMessages = /* @__PURE__ */ catalogue("governor", {
  UnknownProposalError: "The governor's log holds no proposal {proposalId}.",
  "UnknownProposalError.advice": "Check the id, and that the search begins before the block in which it was made.",
});
