import { InvalidInputError } from "../../core/errors";
import { natural, type Unit } from "../../core/units";

/** The id of a proposal. */
export type ProposalId = Unit<"proposalId">;

/**
 * Ids of proposals.
 *
 * @example
 * proposalId.parse("0x1f"); // as an explorer or another front end shows it
 */
export const proposalId = {
  from: (raw: bigint): ProposalId => natural(raw, "a proposal's id") as ProposalId,
  /** Reads an id in decimal or 0x-hexadecimal digits. */
  parse: (text: string): ProposalId => {
    if (!/^(\d+|0x[0-9a-fA-F]{1,64})$/.test(text.trim())) {
      throw new InvalidInputError({
        what: "a proposal's id",
        found: text,
        allowed: "decimal or 0x-hexadecimal digits",
      });
    }
    return BigInt(text.trim()) as ProposalId;
  },
} as const;
