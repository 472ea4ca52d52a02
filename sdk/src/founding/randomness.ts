import type { Provider } from "ethers";
import type { ContractName } from "../generated/bytecode";
import type { Charter } from "./charter";
import { RandomnessUnsupportedError } from "./errors";
import { secondsOf } from "./quantities";

/**
 * Where a nation's chance comes from: rounds of drand's beacon, each verified on chain and mixed with a block's hash, or such a
 * hash alone.
 */
export type RandomnessSource = "drand" | "block";

/** The contract of each source. */
export const randomnessContracts = {
  drand: "DrandRandomness",
  block: "BlockRandomness",
} as const satisfies Record<RandomnessSource, ContractName>;

/** Chains on one's own machine, whose accounts are everyone's. */
export const isLocalChain = (chainId: bigint): boolean => [31_337n, 1337n].includes(chainId);

/** Ethereum and its test networks: their clock is the world's, to a slot. */
const LAYER_1 = [1n, 11_155_111n, 17_000n, 560_048n];

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

/** Whether a charter lets a source be that of a nation on a chain. */
export function allowsSource({ justice }: Charter, { chainId, source }: FoundedChance): boolean {
  const wanted = justice.randomness.source;
  if (wanted !== "auto") return source === wanted;
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
  { justice }: Charter,
  { chainId, verifies }: { chainId: bigint; verifies: () => Promise<boolean> },
): Promise<RandomnessSource> {
  const { source } = justice.randomness;
  if (source === "block" || (source === "auto" && isLocalChain(chainId))) return "block";
  if (await verifies()) return "drand";
  if (source === "drand") throw new RandomnessUnsupportedError(chainId);
  return "block";
}

/** A source of chance on its chain. */
export interface FoundedChance {
  readonly chainId: bigint;
  readonly source: RandomnessSource;
}

/** What the contract of a source is created with: how many blocks ahead, and for the beacon how many seconds. */
export function randomnessTermsOf({ justice }: Charter, { chainId, source }: FoundedChance): readonly bigint[] {
  const { drand, block } = justice.randomness;
  if (source === "block") {
    return [BigInt(block.blocksAhead ?? (isLocalChain(chainId) ? BLOCKS_AHEAD.local : BLOCKS_AHEAD.public))];
  }
  const usual = LAYER_1.includes(chainId) ? MARGIN.layer1 : MARGIN.others;
  return [BigInt(drand.blocksAhead), drand.margin === undefined ? usual : secondsOf(drand.margin)];
}
