import { catalogue } from "../../core/messages";

/** What the errors about proposals say: what happened by the class, what to do by the class and `.advice`. */
export const governorMessages = /* @__PURE__ */ catalogue("governor", {
  UnknownProposalError: "The governor's log holds no proposal {proposalId}.",
  "UnknownProposalError.advice": "Check the id, and that the search begins before the block in which it was made.",
  "ProposalWouldFailError.one": "Call {index} of the proposal would fail whenever it is made: {reason}",
  "ProposalWouldFailError.many":
    "{count} calls of the proposal would fail whenever they are made; the first is call {index}: {reason}",
  "ProposalWouldFailError.advice": "{advice} To propose it nevertheless, pass rehearse: false.",
});
