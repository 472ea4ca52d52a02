import { StillPendingError } from "@civitas/sdk";
import { WrongChainError } from "@civitas/sdk/core";
import {
  AbstractSigner,
  BrowserProvider,
  toQuantity,
  type Eip1193Provider,
  type JsonRpcSigner,
  type Provider,
  type TransactionRequest,
  type TransactionResponse,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";
import { words } from "./words";

/** How often, and how long, the reader's node is asked for what the wallet sent. */
const [EVERY_MS, TRIES] = [500, 120];

/**
 * A wallet that signs and sends, beside a node that reads: what is shown comes from the node that the reader chose, whatever node the
 * wallet has.
 */
export class WalletSigner extends AbstractSigner<Provider> {
  private constructor(
    private readonly wallet: Eip1193Provider,
    private readonly inner: JsonRpcSigner,
    private readonly account: string,
    reader: Provider,
  ) {
    super(reader);
  }

  /** Asks the wallet for its account. */
  static async open(wallet: Eip1193Provider, reader: Provider): Promise<WalletSigner> {
    const browser = new BrowserProvider(wallet, "any");
    const inner = await browser.getSigner();
    return new WalletSigner(wallet, inner, await inner.getAddress(), reader);
  }

  override getAddress(): Promise<string> {
    return Promise.resolve(this.account);
  }

  override connect(): never {
    throw new TypeError("A wallet stays with its node.");
  }

  override signTransaction(): Promise<string> {
    return Promise.reject(new TypeError("Wallets sign what they send, and nothing else."));
  }

  override async signMessage(message: string | Uint8Array): Promise<string> {
    return this.inner.signMessage(message);
  }

  override async signTypedData(
    domain: TypedDataDomain,
    types: Record<string, TypedDataField[]>,
    value: Record<string, unknown>,
  ): Promise<string> {
    await this.requireChain();
    return this.inner.signTypedData(domain, types, value);
  }

  override async sendTransaction(request: TransactionRequest): Promise<TransactionResponse> {
    await this.requireChain();
    const hash = await this.inner.sendUncheckedTransaction({ ...request, from: this.account });
    for (let tries = 0; tries < TRIES; ++tries) {
      const found = await this.provider.getTransaction(hash).catch(() => null);
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    // The reader's node has not heard of it: the wallet's own has.
    const own = await this.inner.provider.getTransaction(hash);
    if (own !== null) return own;
    throw new StillPendingError(hash);
  }

  /** Asks the wallet to go to the nation's chain, and adds nothing to it. */
  private async requireChain(): Promise<void> {
    const { chainId: wanted } = await this.provider.getNetwork();
    const now = async () => BigInt((await this.wallet.request({ method: "eth_chainId" })) as string);
    if ((await now()) === wanted) return;
    await this.wallet
      .request({ method: "wallet_switchEthereumChain", params: [{ chainId: toQuantity(wanted) }] })
      .catch(() => undefined);
    const found = await now();
    if (found === wanted) return;
    throw new WrongChainError(words.wrongChain(String(found), String(wanted)));
  }
}
