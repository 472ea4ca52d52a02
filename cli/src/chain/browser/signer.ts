import {
  AbstractSigner,
  dataLength,
  getAddress,
  hexlify,
  isHexString,
  JsonRpcApiProvider,
  JsonRpcProvider,
  makeError,
  resolveProperties,
  toQuantity,
  toUtf8Bytes,
  TypedDataEncoder,
  verifyMessage,
  verifyTypedData,
  type JsonRpcTransactionRequest,
  type Provider,
  type TransactionRequest,
  type TransactionResponse,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";
import { NationError, NetworkFaultError, StillPendingError, UnexpectedError } from "../../../../sdk/src";
import { toNationError, UnknownChainError, WrongChainError } from "../../../../sdk/src/core";
import { CommandError, UnsettledError } from "../../errors";
import { networkOf } from "../networks";
import type { WalletBridge } from "./bridge";

/** Told of a transaction that was sent. */
type TellSent = (hash: string) => void | Promise<void>;

/** How often a node is asked for what the wallet has sent, by a node of the wallet's own. */
const LOOKS = 150;

/** How a signature ends whose account is not deployed yet (ERC-6492). */
const UNDEPLOYED = "6492".repeat(16);

/** The wallet signed as another account than the one that it gave. */
class OtherSignerError extends NationError {
  override readonly name = "OtherSignerError";

  constructor(account: string) {
    super(
      `The wallet's signature is not that of ${account}.`,
      "Choose that account in the wallet, and run the command again.",
    );
  }
}

/** Who acts by the wallet of a browser, and by a hardware wallet that it opens. It sends and signs, and never gives a key away. */
export class BrowserSigner extends AbstractSigner {
  readonly #bridge: WalletBridge;
  readonly #tell: TellSent;

  private constructor(
    { bridge, tell }: { readonly bridge: WalletBridge; readonly tell: TellSent },
    readonly address: string,
    provider?: Provider,
  ) {
    super(provider);
    this.#bridge = bridge;
    this.#tell = tell;
  }

  /**
   * Asks the wallet which account acts.
   *
   * @param tell Told what the wallet has sent.
   */
  static async open(bridge: WalletBridge, tell: TellSent = () => undefined): Promise<BrowserSigner> {
    const accounts = await bridge.ask("eth_requestAccounts");
    const account: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
    if (typeof account !== "string") {
      throw new CommandError("The wallet gave no account.", "Choose one in the wallet, and run the command again.", {
        exit: "locked",
      });
    }
    return new BrowserSigner({ bridge, tell }, getAddress(account));
  }

  override getAddress(): Promise<string> {
    return Promise.resolve(this.address);
  }

  override connect(provider: Provider | null): BrowserSigner {
    return new BrowserSigner({ bridge: this.#bridge, tell: this.#tell }, this.address, provider ?? undefined);
  }

  /** Wallets of browsers sign no transaction without sending it. */
  override signTransaction(): Promise<string> {
    const operation = "signTransaction";
    const error: Error = makeError("it signs none without sending it", "UNSUPPORTED_OPERATION", { operation });
    return Promise.reject(error);
  }

  override async sendTransaction(request: TransactionRequest): Promise<TransactionResponse> {
    const { provider } = this;
    if (!(provider instanceof JsonRpcApiProvider)) throw new UnexpectedError("There is no node to send through.");
    await this.#changeChain(provider, (await provider.getNetwork()).chainId);
    // The wallet chooses fees and nonce, where they are not given.
    const resolved = await resolveProperties({ ...request, from: this.address });
    const asked = provider.getRpcTransaction(resolved);
    const since = await provider.getBlockNumber();
    const hash = await this.#send(asked);
    await this.#tell(hash);
    const found = await this.#find(provider, hash);
    const fault = faultIn(found, { asked, account: this.address, since });
    if (fault !== undefined) {
      throw new UnsettledError({
        hash,
        message: `The wallet named transaction ${hash}, which ${fault}: it is not what the wallet was asked for.`,
        advice: "Look in the wallet what it sent before you do it again.",
      });
    }
    return found.replaceableTransaction(since);
  }

  /** @throws UnsettledError where nobody knows whether the wallet has sent it. */
  async #send(asked: object): Promise<string> {
    const advice = "Look in the wallet whether anything was sent before you do it again.";
    const hash = await this.#bridge.ask("eth_sendTransaction", [asked]).catch((cause: unknown) => {
      const failure = toNationError(cause);
      if (!(failure instanceof NetworkFaultError || failure instanceof UnexpectedError)) throw cause;
      throw new UnsettledError({ message: failure.message, advice, cause });
    });
    if (isHexString(hash, 32)) return hash;
    throw new UnsettledError({ message: "The wallet named no transaction that it has sent.", advice });
  }

  /** What the wallet has sent by a node of its own, as this node comes to know it. */
  async #find(provider: JsonRpcApiProvider, hash: string): Promise<TransactionResponse> {
    for (let look = 0; look < LOOKS; ++look) {
      const found = await provider.getTransaction(hash).catch((cause: unknown) => {
        throw new StillPendingError(hash, { cause });
      });
      if (found !== null) return found;
      await new Promise((done) => setTimeout(done, Math.min(provider.pollingInterval, 2_000)));
    }
    throw new StillPendingError(hash);
  }

  override async signMessage(message: string | Uint8Array): Promise<string> {
    const bytes = typeof message === "string" ? toUtf8Bytes(message) : message;
    const asked = ["personal_sign", [hexlify(bytes), this.address.toLowerCase()]] as const;
    return this.#sign(asked, (signature) => verifyMessage(bytes, signature));
  }

  override async signTypedData(
    domain: TypedDataDomain,
    types: Record<string, TypedDataField[]>,
    value: Record<string, unknown>,
  ): Promise<string> {
    // Wallets sign for no other chain than the one they are on.
    if (domain.chainId != null) await this.#changeChain(this.provider, BigInt(domain.chainId));
    const payload = TypedDataEncoder.getPayload(domain, types, value) as unknown;
    const asked = ["eth_signTypedData_v4", [this.address.toLowerCase(), JSON.stringify(payload)]] as const;
    return this.#sign(asked, (signature) => verifyTypedData(domain, types, value, signature));
  }

  /** Accounts without code sign by their key alone; what one with code vouches for, its code says to whoever takes the signature. */
  async #sign(
    [method, params]: readonly ["personal_sign" | "eth_signTypedData_v4", readonly string[]],
    signerOf: (signature: string) => string,
  ): Promise<string> {
    const signature = await this.#bridge.ask(method, params);
    if (!isHexString(signature)) throw new UnexpectedError("The wallet gave no signature.");
    const isWhole = dataLength(signature) === 65 || dataLength(signature) === 64;
    if (isWhole && isSame(signedBy(signature, signerOf), this.address)) return signature;
    const hasCode = this.provider !== null && (await this.provider.getCode(this.address)) !== "0x";
    if (hasCode || signature.endsWith(UNDEPLOYED)) return signature;
    throw new OtherSignerError(this.address);
  }

  async #changeChain(provider: Provider | null, chainId: bigint): Promise<void> {
    if ((await this.#chain()) === chainId) return;
    const asked = { chainId: toQuantity(chainId) };
    try {
      await this.#bridge.ask("wallet_switchEthereumChain", [asked]);
    } catch (error) {
      const described = descriptionOf(provider, chainId);
      if (described === undefined || !(toNationError(error) instanceof UnknownChainError)) throw error;
      await this.#bridge.ask("wallet_addEthereumChain", [{ ...asked, ...described }]);
      // Some wallets add a chain without changing to it.
      if ((await this.#chain()) !== chainId) await this.#bridge.ask("wallet_switchEthereumChain", [asked]);
    }
    const found = await this.#chain();
    if (found !== chainId) throw new WrongChainError(`it is on chain ${found ?? "unknown"}, and not on ${chainId}`);
  }

  async #chain(): Promise<bigint | undefined> {
    const found = await this.#bridge.ask("eth_chainId");
    return typeof found === "string" && /^(0x[0-9a-f]+|\d+)$/i.test(found) ? BigInt(found) : undefined;
  }
}

/** In what a transaction differs from what a wallet was asked to send; undefined if in nothing. Fees and nonce are the wallet's. */
function faultIn(
  { from, to, data, value, blockNumber }: TransactionResponse,
  { asked, account, since }: { asked: JsonRpcTransactionRequest; account: string; since: number },
): string | undefined {
  if (blockNumber !== null && blockNumber <= since) return "was included before";
  if (!isSame(from, account)) return `${from} sent`;
  if (!isSame(to ?? "", asked.to ?? "")) return "goes elsewhere";
  if (!isSame(data, asked.data ?? "0x")) return "does something else";
  return value === BigInt(asked.value ?? 0) ? undefined : "carries another amount";
}

const isSame = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

/** Who signed; undefined if nobody can have. */
function signedBy(signature: string, signerOf: (signature: string) => string): string | undefined {
  try {
    return signerOf(signature);
  } catch {
    return undefined;
  }
}

/** What a wallet is told of a chain that it does not know. A node's address that may hold a key is kept from it: undefined. */
function descriptionOf(provider: Provider | null, chainId: bigint): object | undefined {
  if (!(provider instanceof JsonRpcProvider)) return undefined;
  const { url } = provider._getConnection();
  const { origin, href } = new URL(url);
  if (href !== `${origin}/`) return undefined;
  const { name, coin, explorer } = networkOf(chainId);
  return {
    chainName: name,
    rpcUrls: [origin],
    nativeCurrency: { name: coin, symbol: /^\w{2,6}$/.test(coin) ? coin : "COIN", decimals: 18 },
    ...(explorer !== undefined && { blockExplorerUrls: [explorer] }),
  };
}
