import type { Provider } from "ethers";
import { blockAt } from "../../core/block-at";
import { Evidence } from "../../core/evidence";
import { Inspection, type DecisionOf } from "../../core/inspection";
import type { InstitutionName } from "../../institutions/registry";
import { interfaceOf, type Addresses } from "../institutions";
import { retry, type RetryOptions } from "../retry";

export { blockAt };

/** How gently a node is asked, and for how long. */
export interface AskOptions extends RetryOptions {
  /** The most requests in one batch. */
  readonly perBatch?: number;
  /** The most requests under way at once. */
  readonly inFlight?: number;
}

/** Pins the latest block of a chain, to read a nation there. */
export const evidenceOf = (
  provider: Provider,
  { from = 0, least, ask }: { readonly from?: number; readonly least?: number; readonly ask: AskOptions },
): Promise<Evidence> =>
  Evidence.pinned(provider, {
    from,
    ...(least !== undefined && { least }),
    ...(ask.perBatch !== undefined && { perBatch: ask.perBatch }),
    ...(ask.inFlight !== undefined && { inFlight: ask.inFlight }),
    insist: (what, request) => retry(what, request, ask),
  });

/** Reads a nation's institutions by that evidence. */
export const inspectionOf = (
  evidence: Evidence,
  { addresses, decisionOf = () => undefined }: { readonly addresses: Addresses; readonly decisionOf?: DecisionOf },
): Inspection =>
  new Inspection({ evidence, addresses, decisionOf, interfaceOf: (name) => interfaceOf(name as InstitutionName) });

/** A provider, and how it is asked. */
export interface Reading {
  readonly provider: Provider;
  readonly read: <answer>(what: string, request: () => Promise<answer>) => Promise<answer>;
}

/** How {@link blockAt} looks at the blocks of that evidence. */
export const blocksOf = (evidence: Evidence): Parameters<typeof blockAt>[1] => ({
  head: evidence.pin.number,
  timestampOf: async (block) => (await evidence.block(block)).timestamp,
});
