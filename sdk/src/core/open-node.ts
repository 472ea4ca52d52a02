import {
  FetchRequest,
  JsonRpcProvider,
  Network,
  type JsonRpcApiProviderOptions,
  type JsonRpcPayload,
  type JsonRpcResult,
} from "ethers";
import { CHANNEL_DEFAULTS } from "./evidence/channel";
import { withRetries, type RetryPolicy } from "./retries";

/** How a node is asked. Everything has a default that public nodes bear. */
export interface NodeSettings {
  /** The chain's id, which is then not asked for. */
  readonly chainId?: bigint | number | undefined;
  /** The most requests in one batch: 3 if left out. */
  readonly perBatch?: number | undefined;
  /** How long an answer may take, in milliseconds: half a minute if left out. */
  readonly timeoutMs?: number | undefined;
  /** How often to look for what was sent, in milliseconds: ethers' four seconds if left out. */
  readonly pollMs?: number | undefined;
  /** How often a read is tried, and the first pause between, which doubles. */
  readonly retries?: RetryPolicy | undefined;
}

const TIMEOUT_MS = 30_000;

/** How often ethers itself tries again what was answered with "too many requests", and the first pause, in milliseconds. */
const THROTTLE = { maxAttempts: 4, slotInterval: 250 };

/** What must not be sent again without a look at whether it has arrived. */
const SENDS = /^(eth_send|wallet_|personal_|eth_sign)/;

/** The JSON of an answer; undefined if it is none, of which ethers says what it is. */
function jsonIn(body: Uint8Array | null): unknown {
  try {
    return body === null ? undefined : (JSON.parse(new TextDecoder().decode(body)) as unknown);
  } catch {
    return undefined;
  }
}

/** A provider that puts few requests into a batch, and tries reads again that a node failed to answer. */
class GentleProvider extends JsonRpcProvider {
  constructor(
    request: FetchRequest,
    network: Network | undefined,
    options: JsonRpcApiProviderOptions,
    private readonly retries: RetryPolicy | undefined,
  ) {
    super(request, network, options);
  }

  /** As ethers does it, but the answer is read by the platform's own decoder: ethers' takes a second and 50 MB for a long one. */
  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    const request = this._getConnection();
    request.body = JSON.stringify(payload);
    request.setHeader("content-type", "application/json");
    const response = await request.send();
    response.assertOk();
    const found = jsonIn(response.body) ?? (response.bodyJson as unknown);
    return (Array.isArray(found) ? found : [found]) as JsonRpcResult[];
  }

  #detected: Promise<Network> | undefined;

  /** Asked for once: ethers asks for the chain's id again at each of its first steps. */
  override _detectNetwork(): Promise<Network> {
    this.#detected ??= super._detectNetwork().catch((error: unknown) => {
      this.#detected = undefined;
      throw error;
    });
    return this.#detected;
  }

  override async send(method: string, params: unknown[] | Record<string, unknown>): Promise<unknown> {
    // ethers would wait without end for the id of a chain whose node does not answer.
    if (!this.ready) await withRetries(() => this._detectNetwork(), this.retries);
    const ask = (): Promise<unknown> => super.send(method, params);
    return SENDS.test(method) ? ask() : withRetries(ask, this.retries);
  }
}

/**
 * Opens a node by its RPC address as the commands and tests of this package do: with batches that every public node takes, and
 * retries. An ethers provider for {@link connect} and `found()`.
 *
 * @param url The RPC address.
 *
 * @example
 * const nation = await connect(new Wallet(key, openNode("https://…")), "0x…");
 */
export function openNode(url: string, settings: NodeSettings = {}): JsonRpcProvider {
  const { chainId, perBatch = CHANNEL_DEFAULTS.perBatch, timeoutMs = TIMEOUT_MS, pollMs, retries } = settings;
  const request = new FetchRequest(url);
  request.timeout = timeoutMs;
  request.setThrottleParams(THROTTLE);
  const network = chainId === undefined ? undefined : Network.from(chainId);
  // A cached answer would repeat a nonce.
  const options = { batchMaxCount: perBatch, cacheTimeout: -1, staticNetwork: network ?? true };
  const provider = new GentleProvider(request, network, options, retries);
  if (pollMs !== undefined) provider.pollingInterval = pollMs;
  return provider;
}
