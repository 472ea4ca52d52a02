import { HDNodeWallet, Mnemonic, type Provider } from "ethers";

/** The chain of development nodes: what lives there is a demonstration. */
export const LOCAL_CHAIN = 31_337n;

/** Everybody's: development nodes fund its accounts. */
export const MNEMONIC = "test test test test test test test test test test test junk";

/** Who they are in the demonstration that `npm start` founds, after the founder; charters/demonstration.json names them. */
export const NAMES = [
  "Ada",
  "Bruno",
  "Chiara",
  "Dario",
  "Esma",
  "Felix",
  "Greta",
  "Hugo",
  "Ines",
  "Jonas",
  "Kaya",
  "Leo",
  "Noor",
] as const;

export interface DemoPerson {
  readonly index: number;
  readonly name: string;
  readonly wallet: HDNodeWallet;
}

/** The people of the demonstration, who can be acted as without a wallet. */
export function people(provider: Provider): DemoPerson[] {
  const root = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(MNEMONIC), "m/44'/60'/0'/0");
  return NAMES.map((name, index) => ({
    index: index + 1,
    name,
    wallet: root.deriveChild(index + 1).connect(provider),
  }));
}
