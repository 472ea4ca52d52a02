export { WalletBridge, type BridgeOptions } from "./bridge";
export { BrowserSigner } from "./signer";
