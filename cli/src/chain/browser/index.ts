export { WalletBridge, WalletGoneError, WalletSilentError } from "./bridge";
export { BrowserSigner } from "./signer";
