import {
  proposalId as proposalUnit,
  type ListedProposal,
  type ProposalId,
} from "../../../sdk/src/institutions/governor";
import type { Context } from "../context";
import { CommandError, usageError } from "../errors";

const inHexadecimal = (id: bigint): string => `0x${id.toString(16).padStart(64, "0")}`;

/** A proposal's id as people tell it from others: its first digits in hexadecimal. */
export const shortId = (id: bigint): string => inHexadecimal(id).slice(0, 8);

const PREFIX = /^0x[0-9a-f]{4,63}$/i;

/** How far back a proposal is looked for by the first digits of its id. */
const PAGES = 10;
const PAGE = 100;

/** Which proposal somebody means: its id, the first digits of that, or "latest". */
export async function proposalMeant(context: Context, text: string): Promise<ProposalId> {
  const { governor } = await context.nation();
  if (text === "latest") {
    const [last] = (await governor.list({ limit: 1 })).items;
    if (last !== undefined) return last.id;
    throw new CommandError("Nothing was proposed yet.", "Propose something: civitas propose");
  }
  if (PREFIX.test(text)) {
    const matching = await proposalsBeginning(context, text.toLowerCase());
    if (matching.length === 1) return matching[0].id;
    if (matching.length === 0) throw new CommandError(`There is no proposal ${text}.`, "civitas proposals lists them.");
    throw usageError(`Several proposals begin with ${text}.`, "Write more of its digits.");
  }
  try {
    return proposalUnit.parse(text);
  } catch (cause) {
    throw usageError(`"${text}" is no proposal.`, "Write its id as civitas proposals lists it, or latest.", cause);
  }
}

async function proposalsBeginning(context: Context, prefix: string): Promise<ListedProposal[]> {
  const { governor } = await context.nation();
  const matching: ListedProposal[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const found = await governor.list({ limit: PAGE, ...(cursor !== undefined && { cursor }) });
    matching.push(...found.items.filter(({ id }) => inHexadecimal(id).startsWith(prefix)));
    if (found.cursor === undefined) break;
    ({ cursor } = found);
  }
  return matching;
}
