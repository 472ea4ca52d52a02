import { NationError } from "../../core/errors";
import { governorMessages } from "./messages";
import type { ProposalId } from "./units";

const { say } = governorMessages;

/** The governor's log holds no such proposal. */
export class UnknownProposalError extends NationError {
  static override readonly kind: string = "UnknownProposalError";
  override readonly name = "UnknownProposalError";
  readonly proposalId: ProposalId;

  constructor(proposalId: ProposalId) {
    super(say("UnknownProposalError", { proposalId }), say("UnknownProposalError.advice"));
    this.proposalId = proposalId;
  }
}
