import { concat, Signature, toBeHex } from "ethers";
import { InvalidInputError } from "../../core/errors";
import type { CitizenId } from "../citizenship/units";
import type { ProposalId } from "./units";
import { supportCode, type Support } from "./vote";

/** A ballot that its citizen signed and anyone sends, with many others in one transaction. */
export interface BatchBallot {
  readonly proposalId: ProposalId;
  readonly citizenId: CitizenId;
  readonly support: Support;
  readonly signature: string;
}

/** What three bytes hold: more citizens than any nation has. */
const MAX_ID = 2n ** 24n - 1n;

/**
 * Packs ballots as the governor takes them, 68 bytes each, those with near ids beside each other, which costs least.
 *
 * @throws `InvalidInputError` if a ballot is for another proposal, or its signature is none.
 *
 * @example
 * const data = packBallots({ proposalId, ballots });
 */
export function packBallots(parameters: { proposalId: ProposalId; ballots: readonly BatchBallot[] }): string {
  const { proposalId, ballots } = parameters;
  const sorted = [...ballots].sort((a, b) => (a.citizenId < b.citizenId ? -1 : 1));
  return concat(sorted.map((ballot) => pack(ballot, proposalId)));
}

function pack({ citizenId, support, signature, proposalId }: BatchBallot, expected: ProposalId): string {
  if (proposalId !== expected) {
    throw new InvalidInputError({
      what: "the proposal of this batch",
      found: String(proposalId),
      allowed: `ballots for ${expected} only`,
    });
  }
  if (citizenId > MAX_ID) {
    throw new InvalidInputError({ what: "a citizen's id", found: String(citizenId), allowed: `at most ${MAX_ID}` });
  }
  try {
    const { r, yParityAndS } = Signature.from(signature);
    return concat([toBeHex(citizenId, 3), toBeHex(supportCode(support), 1), r, yParityAndS]);
  } catch (cause) {
    throw new InvalidInputError({
      what: "a signature that fits a ballot of a batch",
      found: signature,
      allowed: "the 65 bytes that a key's wallet gave (contract accounts vote singly)",
      cause,
    });
  }
}
