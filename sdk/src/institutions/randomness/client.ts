import { ZeroHash, type ContractRunner } from "ethers";
import type { Address } from "../../core/address";
import { isForeignAnswer } from "../../core/foreign-answers";
import { addressOf, type Connection } from "../../core/directory";
import { isRevert, NationError, UnknownRevertError } from "../../core/errors";
import { eventsOf, type Events } from "../../core/events";
import { toNationError } from "../../core/classification";
import { asNationError, withNationErrors } from "../../core/failures";
import { multicall, readEncoder } from "../../core/reader";
import { moment, seconds, wei, type Moment, type Wei } from "../../core/units";
import { asyncWrite, providerOf, writer, type AsyncWrite, type ReceiptEvents, type Write } from "../../core/write";
import { DrandRandomness__factory, type DrandRandomness } from "../../generated/contracts";
import { decompressRound, drandPublishedAt } from "./drand";
import { randomnessEventUnits, someRound, type RandomnessEventUnits } from "./events";
import { requestId as idUnit, type RequestId } from "./units";
import { randomnessMessages } from "./messages";

/** What a nation's randomness is made of: the hash of a block alone, or with a round of drand's; or something the SDK does not know. */
export type RandomnessKind = "block" | "drand" | "unknown";

/**
 * What a seed waits for.
 *
 * `awaitingBlock`: the block is not built. `pinnable`: anyone can keep its hash, and someone should before the chain forgets it.
 * `missed`: the chain has forgotten it, and anyone can have another block fixed. `awaitingRound`: drand has not published the
 * round. `submittable`: anyone can submit the round, which pins the block, too. `known`: the seed is there.
 */
export type SeedState = "awaitingBlock" | "pinnable" | "missed" | "awaitingRound" | "submittable" | "known";

/** A round of drand's that a seed waits for. */
export interface AwaitedRound {
  readonly number: number;
  /** When drand publishes it. */
  readonly publishedAt: Moment;
  /** From when on it can be given up, if nobody could submit it. */
  readonly fallsBackAt: Moment;
}

/** A request for randomness, and what it waits for. */
export interface SeedRequest {
  readonly id: RequestId;
  readonly requester: Address;
  readonly state: SeedState;
  /** The block whose hash is mixed in. */
  readonly blockNumber: number;
  /** The hash, once it is pinned. */
  readonly blockHash: string | undefined;
  /** The round that is mixed in; undefined if the block decides alone. */
  readonly round: AwaitedRound | undefined;
  /** 1 at first; one more each time that the block or the round was missed. */
  readonly attempt: number;
  /** How often the round was given up because drand was silent. */
  readonly fallbacks: number;
  readonly seed: string | undefined;
}

/** What a request waits for after an act. */
export interface FixedSeed {
  readonly requestId: RequestId;
  readonly blockNumber: number;
  /** Undefined if the block decides alone. */
  readonly round: number | undefined;
}

interface OfRequest {
  readonly requestId: RequestId;
}

/** Where randomness comes from. */
export interface RandomnessClient {
  readonly address: Address;
  /** The contract in ethers' terms; if randomness comes from blocks alone, what concerns rounds is not there. */
  readonly contract: DrandRandomness;
  readonly events: Events<DrandRandomness, RandomnessEventUnits>;

  /** What this nation's randomness is made of. */
  kind(): Promise<RandomnessKind>;
  /** A request, and what it waits for. */
  seedRequest(parameters: OfRequest): Promise<SeedRequest>;
  /** The seed of a request; undefined until it is known. */
  seedOf(parameters: OfRequest): Promise<string | undefined>;
  lastRequestId(): Promise<RequestId>;
  /** The same for another source, as the one that an older draw keeps. */
  sourceAt(parameters: { address: Address }): RandomnessClient;

  /** Asks for a seed. A request belongs to its caller. */
  readonly request: Write<void, FixedSeed, bigint>;
  /** Keeps the hash of a request's block, before the chain forgets it. Anyone's. */
  readonly pin: Write<OfRequest, { readonly requestId: RequestId; readonly blockHash: string }>;
  /** Has another block fixed in place of one that is forgotten. Anyone's. */
  readonly renew: AsyncWrite<OfRequest, FixedSeed & { readonly attempt: number }>;
  /** Brings the round of a request, as a relay serves its signature, and pins the block if nobody did. Anyone's. */
  readonly submit: AsyncWrite<OfRequest & { readonly signature: string }, OfRequest>;
  /** Gives up a round on which drand was silent for seven days. Anyone's. */
  readonly fallBack: Write<OfRequest, FixedSeed & { readonly attempt: number }>;
}

/** A round was brought to a source of randomness whose blocks decide alone. */
export class NoRoundTakenError extends NationError {
  static override readonly kind: string = "NoRoundTakenError";
  override readonly name = "NoRoundTakenError";
  constructor(address: Address) {
    super(randomnessMessages.say("NoRoundTakenError", { address }), randomnessMessages.say("NoRoundTakenError.advice"));
  }
}

function renewedOf({ get }: ReceiptEvents<DrandRandomness>): FixedSeed & { readonly attempt: number } {
  const { requestId, attempt, blockNumber, round } = get("Renewed");
  return {
    requestId: idUnit.from(requestId),
    attempt: Number(attempt),
    blockNumber: Number(blockNumber),
    round: someRound(round),
  };
}

/**
 * A source of randomness: `connect()` calls this for the nation's own.
 *
 * @example
 * const { state, round } = await nation.randomness.seedRequest({ requestId });
 * if (state === "pinnable") await nation.randomness.pin.wait({ requestId });
 */
export const randomnessClient = (connection: Connection): RandomnessClient =>
  randomnessAt(addressOf(connection, "randomness"), connection.runner);

/**
 * A source of randomness that stands at an address.
 *
 * @example
 * const { state } = await randomnessAt(round.seed.randomness, signer).seedRequest(round.seed);
 */
export function randomnessAt(address: Address, runner: ContractRunner): RandomnessClient {
  const contract = DrandRandomness__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  let known: Promise<RandomnessKind> | undefined;

  const kind = (): Promise<RandomnessKind> => {
    known ??= kindOf(contract).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };

  return {
    address,
    contract,
    events: eventsOf(contract, { runner }, randomnessEventUnits),

    kind,
    seedRequest: ({ requestId }) => seedRequestOf({ contract, address, runner, requestId }),
    seedOf: ({ requestId }) => withNationErrors(async () => someSeed(await contract.seedOf(requestId))),
    lastRequestId: () => withNationErrors(async () => idUnit.from(await contract.lastRequestId())),
    sourceAt: ({ address: other }) => randomnessAt(other, runner),

    request: write(contract.request, {
      args: () => [],
      result: ({ get }) => {
        const { requestId, blockNumber, round } = get("Requested");
        return { requestId: idUnit.from(requestId), blockNumber: Number(blockNumber), round: someRound(round) };
      },
    }),
    pin: write(contract.pin, {
      args: ({ requestId }) => [requestId],
      result: ({ get }) => {
        const { requestId, blockHash } = get("Pinned");
        return { requestId: idUnit.from(requestId), blockHash };
      },
    }),
    renew: asyncWrite(
      write(contract.renew, {
        args: ({ requestId }: OfRequest & { readonly price: Wei }) => [requestId],
        value: ({ price }) => price,
        result: renewedOf,
      }),
      async ({ requestId }) => ({ requestId, price: wei.from(await contract.renewalPrice(requestId)) }),
    ),
    submit: asyncWrite(
      write(contract.submit, {
        args: ({ requestId, signature }: OfRequest & { readonly signature: string }) => [
          requestId,
          decompressRound(signature),
        ],
        result: (_happened, { requestId }) => ({ requestId }),
      }),
      async (parameters) => {
        if ((await kind()) === "block") {
          throw new NoRoundTakenError(address);
        }
        return parameters;
      },
    ),
    fallBack: write(contract.fallBack, { args: ({ requestId }) => [requestId], result: renewedOf }),
  };
}

const someSeed = (seed: string): string | undefined => (seed === ZeroHash ? undefined : seed);

/** Each kind answers what the ones before it do not. */
async function kindOf(contract: DrandRandomness): Promise<RandomnessKind> {
  const answers = async (encodeRead: () => Promise<unknown>): Promise<boolean> => {
    try {
      await encodeRead();
      return true;
    } catch (error) {
      // Another contract refuses without a reason, or answers with nothing; anything else is no answer to the question.
      const cause = toNationError(error);
      if (cause instanceof UnknownRevertError || isForeignAnswer(error)) return false;
      throw cause;
    }
  };
  if (!(await answers(() => contract.BLOCKS_AHEAD()))) return "unknown";
  return (await answers(() => contract.MARGIN())) ? "drand" : "block";
}

/** How long drand may be silent before a round can be given up. */
const SILENCE_PERIOD = seconds.days(7);

function awaited(number: number): AwaitedRound {
  const publishedAt = drandPublishedAt(number);
  return { number, publishedAt, fallsBackAt: moment.after(publishedAt, SILENCE_PERIOD) };
}

/** How far back a chain's own hashes reach at least. */
const REMEMBERED = 256;

async function seedRequestOf(parameters: {
  contract: DrandRandomness;
  address: Address;
  runner: ContractRunner;
  requestId: RequestId;
}): Promise<SeedRequest> {
  const { contract, address, runner, requestId } = parameters;
  return withNationErrors(async () => {
    const encodeRead = readEncoder(contract, address);
    const { values, block, at } = await multicall(providerOf(runner), [
      encodeRead(contract.requestOf, [requestId], (request) => request),
      encodeRead(contract.seedOf, [requestId], someSeed),
    ]);
    const [raw, seed] = values;
    const blockNumber = Number(raw.blockNumber);
    const blockHash = someSeed(raw.blockHash);
    const number = someRound(raw.round);
    const round = number === undefined ? undefined : awaited(number);

    const stateOf = async (): Promise<SeedState> => {
      if (seed !== undefined) return "known";
      if (block <= blockNumber) return "awaitingBlock";
      if (blockHash === undefined && block > blockNumber + REMEMBERED && (await isForgotten(contract, requestId))) {
        return "missed";
      }
      // Once the round is known here, or while it is to come, only the block is to be kept.
      if (round === undefined || (await contract.randomnessOf(round.number)) !== ZeroHash) return "pinnable";
      if (at >= round.publishedAt) return "submittable";
      return blockHash === undefined ? "pinnable" : "awaitingRound";
    };

    return {
      id: requestId,
      requester: raw.requester,
      state: await stateOf(),
      blockNumber,
      blockHash,
      round,
      attempt: Number(raw.attempt),
      fallbacks: Number(raw.fallbacks),
      seed,
    };
  });
}

/** Some chains remember more hashes than their own 256 blocks (EIP-2935): whether one can still be pinned, the contract knows. */
async function isForgotten(contract: DrandRandomness, requestId: RequestId): Promise<boolean> {
  try {
    await contract.pin.staticCall(requestId);
    return false;
  } catch (error) {
    const cause = await asNationError(error);
    if (isRevert(cause, "BlockRandomness_HashLost")) return true;
    throw cause;
  }
}
