import type { Provider } from "ethers";
import { interfaceOf as spoken } from "../../core/declaration";
import { Inspection } from "../../core/inspection";
import type { InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { interfaceOf, type Addresses } from "../institutions";
import { retry, type RetryOptions } from "../retry";

/** Reads a nation from a chain, asking again where a node does not answer sensibly. */
export function inspectionOf(
  provider: Provider,
  nation: {
    readonly addresses: Addresses;
    readonly range: { readonly from: number; readonly to: number };
    readonly retryOptions: RetryOptions;
  },
): Inspection {
  const { addresses, range, retryOptions } = nation;
  return new Inspection({
    provider,
    addresses,
    range,
    interfaceOf: (name) => interfaceOf(name as InstitutionName),
    lawfulBy: [
      {
        address: addresses[spine.assembly.name],
        topic: spoken(spine.assembly).getEvent("ProposalExecuted").topicHash,
      },
      { address: addresses[spine.executive.name], topic: spoken(spine.executive).getEvent("CallExecuted").topicHash },
    ],
    read: (what, request) => retry(what, request, retryOptions),
  });
}

/** A provider, and how it is asked. */
export interface Reading {
  readonly provider: Provider;
  readonly read: <answer>(what: string, request: () => Promise<answer>) => Promise<answer>;
}

/** The first block that is not earlier than a moment, or the latest one. */
export async function blockAt(timestamp: number, { provider, read }: Reading): Promise<number> {
  let [low, high] = [0, await read("the latest block", () => provider.getBlockNumber())];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const block = (await read("a block", () => provider.getBlock(middle)))!;
    if (block.timestamp < timestamp) low = middle + 1;
    else high = middle;
  }
  return low;
}
