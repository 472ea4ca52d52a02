import { concat, Signature, toBeHex } from "ethers";
import { InvalidInputError } from "../../core/errors";
import { struct } from "../../core/typed-data";
import type { CitizenId } from "../citizenship/units";
import type { ProposalId } from "../governor/units";

/** What petitions take signed, as EIP-712 has it. */
export const petitionsSignedTypes = {
  PetitionSignature: struct("uint256 proposalId", "uint256 until"),
} as const;

/** A citizen's signature of a petition, for anyone to bring. */
export interface SignedPetition {
  readonly proposalId: ProposalId;
  readonly citizenId: CitizenId;
  readonly signature: string;
}

/**
 * Packs signatures as the petitions take them, 67 bytes each, those with near ids beside each other, which costs least.
 *
 * @throws `InvalidInputError` if one is of another petition, or is none.
 *
 * @example
 * const data = packSignatures({ proposalId, signatures });
 */
export function packSignatures(parameters: {
  readonly proposalId: ProposalId;
  readonly signatures: readonly SignedPetition[];
}): string {
  const { proposalId, signatures } = parameters;
  const sorted = [...signatures].sort((a, b) => (a.citizenId < b.citizenId ? -1 : 1));
  return concat(
    sorted.map((one) => {
      if (one.proposalId !== proposalId)
        throw new InvalidInputError({
          what: "the petition of this batch",
          found: String(one.proposalId),
          allowed: `signatures against ${proposalId} only`,
        });
      try {
        const { r, yParityAndS } = Signature.from(one.signature);
        return concat([toBeHex(one.citizenId, 3), r, yParityAndS]);
      } catch (cause) {
        throw new InvalidInputError({
          what: "a signature that fits a petition's batch",
          found: one.signature,
          allowed: "the 65 bytes that a key's wallet gave (contract accounts sign by transaction)",
          cause,
        });
      }
    }),
  );
}
