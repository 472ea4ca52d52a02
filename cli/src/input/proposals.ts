import type { NationClient } from "../../../sdk/src";
import { proposalId as proposalUnit, type ProposalId } from "../../../sdk/src/institutions/governor";
import type { Context } from "../context";
import { usageError } from "../errors";
import { proposalsMade } from "../reading/lists";

/** A proposal's id as people tell it from others: its first digits in hexadecimal. */
export const shortId = (id: bigint): string => `0x${id.toString(16).padStart(64, "0").slice(0, 8)}`;

const ORDINAL = /^#?\d{1,7}$/;
const PREFIX = /^0x[0-9a-f]{4,63}$/i;

/** Which proposal somebody means: its number among the nation's, its id, the first digits of that, or "latest". */
export async function proposalMeant(context: Context, text: string): Promise<ProposalId> {
  const nation: NationClient = await context.nation();
  if (ORDINAL.test(text) || PREFIX.test(text) || text === "latest") {
    const made = await proposalsMade(nation);
    const matching =
      text === "latest"
        ? made.slice(-1)
        : PREFIX.test(text)
          ? made.filter(({ id }) => `0x${id.toString(16).padStart(64, "0")}`.startsWith(text.toLowerCase()))
          : made.slice(Number(text.replace("#", "")) - 1, Number(text.replace("#", "")));
    if (matching.length === 1) return matching[0].id as ProposalId;
    throw usageError(
      matching.length === 0 ? `There is no proposal ${text}.` : `Several proposals begin with ${text}.`,
      "civitas proposals lists them with their numbers.",
    );
  }
  try {
    return proposalUnit.parse(text);
  } catch (cause) {
    throw usageError(`"${text}" is no proposal.`, "Write its number, as civitas proposals lists it, or its id.", cause);
  }
}
