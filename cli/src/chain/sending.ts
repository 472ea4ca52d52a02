import {
  BaseWallet,
  Transaction,
  type JsonRpcProvider,
  type Provider,
  type SigningKey,
  type TransactionRequest,
  type TransactionResponse,
  type TransactionResponseParams,
} from "ethers";
import { NetworkFaultError, UnexpectedError } from "../../../sdk/src";
import { toNationError } from "../../../sdk/src/core";
import { UnsettledError } from "../errors";

/** How often the very same transaction is offered to a node that did not say whether it has it, and the pause between. */
const OFFERS = 3;
const PAUSE_MS = 500;

/** What tells that no connection came about, so that nothing went out. */
const NO_CONNECTION = /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b/;

/** The chain of an error's causes as one text. */
function trailOf(error: unknown): string {
  const texts: string[] = [];
  for (let one = error; one instanceof Error && texts.length < 8; one = one.cause)
    texts.push((one as NodeJS.ErrnoException).code ?? "", one.message);
  return texts.join(" ");
}

/** A key that tells what it sends before it does: whatever becomes of the connection, the transaction can be looked for. */
export class TellingKey extends BaseWallet {
  readonly #key: SigningKey;
  readonly #provider: JsonRpcProvider;
  readonly #tell: (hash: string) => void;

  constructor(key: SigningKey, provider: JsonRpcProvider, tell: (hash: string) => void) {
    super(key, provider);
    this.#key = key;
    this.#provider = provider;
    this.#tell = tell;
  }

  override connect(provider: Provider | null): BaseWallet {
    return provider === this.#provider
      ? new TellingKey(this.#key, this.#provider, this.#tell)
      : super.connect(provider);
  }

  override async sendTransaction(request: TransactionRequest): Promise<TransactionResponse> {
    const raw = await this.signTransaction(await this.populateTransaction(request));
    // What an answer is made of is read beforehand: afterwards, nothing else may fail.
    const [block, network] = await Promise.all([this.#provider.getBlockNumber(), this.#provider.getNetwork()]);
    const sent = Transaction.from(raw);
    this.#tell(sent.hash!);
    await offer(this.#provider, { raw, hash: sent.hash! });
    return this.#provider
      ._wrapTransactionResponse(sent as unknown as TransactionResponseParams, network)
      .replaceableTransaction(block);
  }
}

/**
 * Hands a signed transaction to a node. Where it does not say that it took it, it is asked for it, and offered the same once more: that
 * is no second transaction.
 *
 * @throws The node's refusal, or that nothing went out; {@link UnsettledError} where it may have gone out all the same.
 */
async function offer(provider: JsonRpcProvider, { raw, hash }: { raw: string; hash: string }): Promise<void> {
  for (let offered = 1; ; ++offered) {
    try {
      await provider.send("eth_sendRawTransaction", [raw]);
      return;
    } catch (error) {
      const failure = toNationError(error);
      if (offered === 1 && failure instanceof NetworkFaultError && NO_CONNECTION.test(trailOf(error))) throw failure;
      const found = await hasTransaction(provider, hash);
      if (found === true) return;
      const isRefusal = !(failure instanceof NetworkFaultError || failure instanceof UnexpectedError);
      if (isRefusal && offered === 1 && found === false) throw failure;
      if (isRefusal || found === undefined || offered === OFFERS) throw new UnsettledError({ hash, cause: error });
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  }
}

/** Whether a node knows a transaction; undefined if it does not say. */
async function hasTransaction(provider: JsonRpcProvider, hash: string): Promise<boolean | undefined> {
  try {
    return (await provider.send("eth_getTransactionByHash", [hash])) !== null;
  } catch {
    return undefined;
  }
}
