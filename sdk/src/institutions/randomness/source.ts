import type { Provider } from "ethers";
import { isLayer1, isLocalChain } from "../../core/chains";
import type { SectionCheck } from "../../core/declaration";
import { NationError } from "../../core/errors";
import type { Fields, SettingsOf } from "../../core/fields";
import { secondsOf } from "../../core/quantities";
import { randomnessMessages } from "./messages";

/**
 * Where a nation's randomness comes from: rounds of drand's beacon, each verified on chain and mixed with a block's hash, or such a
 * hash alone.
 */
export type RandomnessSource = "drand" | "block";

export const section = ({ z, record, duration }: Fields) => {
  const blocks = (max: number) => {
    const error = `must be a whole number of blocks from 2 to ${max}.`;
    return z.int({ error }).min(2, { error }).max(max, { error });
  };
  return {
    source: z
      .enum(["auto", "drand", "block"], { error: "must be auto, drand or block." })
      .default("auto")
      .describe(
        "What panels are drawn by: rounds of drand's beacon, verified on chain and mixed with a block's hash (drand), a block's hash alone (block), or drand where the chain can verify it, but never on a local chain (auto).",
      ),
    drand: record({
      // More than this many blocks of Ethereum's could be built later than the shortest margin: the round must come last.
      blocksAhead: blocks(64)
        .default(5)
        .describe("With drand: how many blocks after a draw begins the block is built whose hash is mixed in."),
      margin: duration
        .optional()
        .describe(
          "With drand: how long after a draw begins its round is published, from 15 minutes to 1 day; 15 minutes on Ethereum and 1 hour elsewhere unless given.",
        ),
    }).prefault({}),
    block: record({
      blocksAhead: blocks(256)
        .optional()
        .describe(
          "With block: how many blocks after a draw begins the block is built whose hash decides; 64 on public chains and 4 on a local one unless given.",
        ),
    }).prefault({}),
  };
};

/** What a charter says of randomness. */
export type RandomnessSettings = SettingsOf<ReturnType<typeof section>>;

export function check({ settings, complain }: SectionCheck<RandomnessSettings>): void {
  const { margin } = settings.drand;
  if (margin !== undefined && (secondsOf(margin) < 900n || secondsOf(margin) > 86_400n)) {
    complain("drand.margin", `is ${margin}: it must last from 15 minutes to 1 day.`);
  }
}

/** Seconds from a request to its round: two epochs of Ethereum, or what the clock of a layer 2 may lag behind, twice. */
const MARGIN = { layer1: 900n, others: 3600n } as const;

/** Blocks from a request to the one that is mixed in: beyond those whose builders are known, where anyone builds them. */
const BLOCKS_AHEAD = { public: 64, local: 4 } as const;

/** The precompile of EIP-2537 that checks a signature, and a question that it answers with yes: a pairing of nothing. */
const PAIRING = "0x000000000000000000000000000000000000000F";
const NOTHING = `0x${"00".repeat(384)}`;
const YES = `0x${"1".padStart(64, "0")}`;

/** Whether a chain can verify drand's rounds. */
export async function verifiesBeacon(provider: Provider): Promise<boolean> {
  return (await provider.call({ to: PAIRING, data: NOTHING })) === YES;
}

/** A source of randomness on its chain. */
export interface SourceOnChain {
  readonly chainId: bigint;
  readonly source: RandomnessSource;
}

/** Whether a charter lets a source be that of a nation on a chain. */
export function allowsSource(settings: RandomnessSettings, { chainId, source }: SourceOnChain): boolean {
  if (settings.source !== "auto") return source === settings.source;
  return source === "block" || !isLocalChain(chainId);
}

/**
 * The source that a nation is founded with: what its charter says, or else the beacon where the chain can verify it.
 *
 * On a local chain it is the block, whatever the chain can: rounds come by the world's clock and over a network, while a local
 * chain's clock is moved by hand and its machine may have no network, so that no panel could ever be drawn. And who builds the
 * blocks there deceives nobody else.
 *
 * @throws {@link RandomnessUnsupportedError} if the charter wants the beacon, and the chain cannot verify it.
 */
export async function chooseSource(
  { source }: RandomnessSettings,
  { chainId, verifies }: { readonly chainId: bigint; readonly verifies: () => Promise<boolean> },
): Promise<RandomnessSource> {
  if (source === "block" || (source === "auto" && isLocalChain(chainId))) return "block";
  if (await verifies()) return "drand";
  if (source === "drand") throw new RandomnessUnsupportedError(chainId);
  return "block";
}

/** What the contract of a source is created with: how many blocks ahead, and for the beacon how many seconds. */
export function randomnessTermsOf(
  { drand, block }: RandomnessSettings,
  { chainId, source }: SourceOnChain,
): readonly bigint[] {
  if (source === "block") {
    return [BigInt(block.blocksAhead ?? (isLocalChain(chainId) ? BLOCKS_AHEAD.local : BLOCKS_AHEAD.public))];
  }
  const usual = isLayer1(chainId) ? MARGIN.layer1 : MARGIN.others;
  return [BigInt(drand.blocksAhead), drand.margin === undefined ? usual : secondsOf(drand.margin)];
}

/** The charter wants randomness from drand's beacon, which the chain cannot verify. */
export class RandomnessUnsupportedError extends NationError {
  static override readonly kind: string = "RandomnessUnsupportedError";
  override readonly name = "RandomnessUnsupportedError";

  constructor(readonly chainId: bigint) {
    super(
      randomnessMessages.say("RandomnessUnsupportedError", { chainId }),
      randomnessMessages.say("RandomnessUnsupportedError.advice"),
    );
  }
}
