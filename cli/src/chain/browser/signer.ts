import {
  AbstractSigner,
  getAddress,
  hexlify,
  isHexString,
  JsonRpcApiProvider,
  makeError,
  resolveProperties,
  toQuantity,
  toUtf8Bytes,
  TypedDataEncoder,
  type Provider,
  type TransactionRequest,
  type TransactionResponse,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";
import { StillPendingError, UnexpectedError } from "../../../../sdk/src";
import { WrongChainError } from "../../../../sdk/src/core";
import { CommandError } from "../../errors";
import type { WalletBridge } from "./bridge";

/** How often a node is asked for what the wallet has sent, by a node of the wallet's own. */
const LOOKS = 150;

/** Who acts by the wallet of a browser, and by a hardware wallet that it opens. It sends and signs, and never gives a key away. */
export class BrowserSigner extends AbstractSigner {
  readonly #bridge: WalletBridge;

  private constructor(
    bridge: WalletBridge,
    readonly address: string,
    provider?: Provider,
  ) {
    super(provider);
    this.#bridge = bridge;
  }

  /** Asks the wallet which account acts. */
  static async open(bridge: WalletBridge): Promise<BrowserSigner> {
    const accounts = await bridge.ask("eth_requestAccounts");
    const account: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
    if (typeof account !== "string") {
      throw new CommandError("The wallet gave no account.", "Choose one in the wallet, and run the command again.", {
        exit: "locked",
      });
    }
    return new BrowserSigner(bridge, getAddress(account));
  }

  override getAddress(): Promise<string> {
    return Promise.resolve(this.address);
  }

  override connect(provider: Provider | null): BrowserSigner {
    return new BrowserSigner(this.#bridge, this.address, provider ?? undefined);
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
    await this.#changeChain((await provider.getNetwork()).chainId);
    // The wallet chooses fees and nonce, where they are not given.
    const resolved = await resolveProperties({ ...request, from: this.address });
    const sent = provider.getRpcTransaction(resolved);
    const hash = await this.#bridge.ask("eth_sendTransaction", [sent]);
    if (!isHexString(hash, 32)) throw new UnexpectedError("The wallet named no transaction that it has sent.");
    for (let look = 0; look < LOOKS; ++look) {
      const found = await provider.getTransaction(hash);
      if (found !== null) return found.replaceableTransaction(await provider.getBlockNumber());
      await new Promise((done) => setTimeout(done, Math.min(provider.pollingInterval, 2_000)));
    }
    throw new StillPendingError(hash);
  }

  override async signMessage(message: string | Uint8Array): Promise<string> {
    const bytes = typeof message === "string" ? toUtf8Bytes(message) : message;
    return this.#sign("personal_sign", [hexlify(bytes), this.address.toLowerCase()]);
  }

  override async signTypedData(
    domain: TypedDataDomain,
    types: Record<string, TypedDataField[]>,
    value: Record<string, unknown>,
  ): Promise<string> {
    // Wallets sign for no other chain than the one they are on.
    if (domain.chainId != null) await this.#changeChain(BigInt(domain.chainId));
    const payload = TypedDataEncoder.getPayload(domain, types, value) as unknown;
    return this.#sign("eth_signTypedData_v4", [this.address.toLowerCase(), JSON.stringify(payload)]);
  }

  async #sign(method: "personal_sign" | "eth_signTypedData_v4", params: readonly string[]): Promise<string> {
    const signature = await this.#bridge.ask(method, params);
    if (!isHexString(signature)) throw new UnexpectedError("The wallet gave no signature.");
    return signature;
  }

  async #changeChain(chainId: bigint): Promise<void> {
    if ((await this.#chain()) === chainId) return;
    await this.#bridge.ask("wallet_switchEthereumChain", [{ chainId: toQuantity(chainId) }]);
    const found = await this.#chain();
    if (found !== chainId) throw new WrongChainError(`it is on chain ${found ?? "unknown"}, and not on ${chainId}`);
  }

  async #chain(): Promise<bigint | undefined> {
    const found = await this.#bridge.ask("eth_chainId");
    return typeof found === "string" && /^(0x[0-9a-f]+|\d+)$/i.test(found) ? BigInt(found) : undefined;
  }
}
