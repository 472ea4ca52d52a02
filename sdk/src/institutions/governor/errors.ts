import { NationError } from "../../core/errors";
import type { ProposalId } from "./units";

/** The governor's log holds no such proposal. */
export class UnknownProposalError extends NationError {
  static override readonly kind: string = "UnknownProposalError";
  override readonly name = "UnknownProposalError";
  readonly proposalId: ProposalId;

  constructor(proposalId: ProposalId) {
    super(
      `The governor's log holds no proposal ${proposalId}.`,
      "Check the id, and that the search begins before the block in which it was made.",
    );
    this.proposalId = proposalId;
  }
}
