import { ZeroAddress } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { token as tokenUnit, wei, type TokenUnits, type Wei } from "../../core/units";
import { civic, type Civic } from "./units";

/** Money of one kind: civic coin, native coin, or a token by its address. */
export type Money =
  | { readonly coin: Civic; readonly native?: undefined; readonly token?: undefined }
  | { readonly native: Wei; readonly coin?: undefined; readonly token?: undefined }
  | { readonly token: Address; readonly amount: TokenUnits; readonly coin?: undefined; readonly native?: undefined };

/** A kind of money. */
export type Asset = "coin" | "native" | { readonly token: Address };

/** Translates between the contracts' assets and kinds of money. */
export interface MoneyChanger {
  /** An asset as the contracts name it: the zero address for native coin. */
  readonly assetAddress: (asset: Asset) => Address;
  readonly split: (money: Money) => [asset: Address, amount: bigint];
  readonly join: (asset: Address, amount: bigint) => Money;
}

/** Translates between the contracts' assets and the kinds of money of a nation. */
export function moneyChanger(connection: Connection): MoneyChanger {
  const assetAddress = (asset: Asset): Address => {
    if (asset === "native") return ZeroAddress;
    return asset === "coin" ? addressOf(connection, "coin") : asset.token;
  };
  return {
    assetAddress,
    split: (money) => {
      if (money.native !== undefined) return [ZeroAddress, money.native];
      return money.coin === undefined ? [money.token, money.amount] : [assetAddress("coin"), money.coin];
    },
    join: (asset, amount) => {
      if (asset === ZeroAddress) return { native: wei.from(amount) };
      const isCoin = asset.toLowerCase() === connection.directory.coin.toLowerCase();
      return isCoin ? { coin: civic.from(amount) } : { token: asset, amount: tokenUnit.from(amount) };
    },
  };
}
