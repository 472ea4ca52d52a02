import { NationError } from "../../core/errors";
import type { RehearsedCall } from "./rehearsal";
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

/** A proposal would be voted on in vain: calls of it fail now, and no later state can let them succeed. Nothing was sent. */
export class ProposalWouldFailError extends NationError {
  static override readonly kind: string = "ProposalWouldFailError";
  override readonly name = "ProposalWouldFailError";
  /** The calls that fail, and why. */
  readonly failures: readonly RehearsedCall[];

  constructor(failures: readonly RehearsedCall[]) {
    const [first] = failures;
    const { problem, advice } = first.error!.messages;
    const named = { index: first.index, reason: problem };
    super(
      failures.length === 1
        ? say("ProposalWouldFailError.one", named)
        : say("ProposalWouldFailError.many", { ...named, count: failures.length }),
      say("ProposalWouldFailError.advice", { advice }),
      { cause: first.error },
    );
    this.failures = failures;
  }
}
