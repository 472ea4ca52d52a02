import { HDNodeWallet, Mnemonic } from "ethers";

/** The phrase from which development chains (Hardhat's node, anvil) derive their accounts. It is known to everyone. */
const PHRASE = "test test test test test test test test test test test junk";

/** An account of a development chain, by its place in the phrase. */
export const localAccount = (index: number): HDNodeWallet =>
  HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(PHRASE), `m/44'/60'/0'/0/${index}`);
