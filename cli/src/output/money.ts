import { formatEther } from "ethers";
import { civic, wei, type Civic, type Money, type Wei } from "../../../sdk/src";

/** An amount with no more digits than people read. */
export function brief(amount: string, digits = 6): string {
  const [whole, fraction = ""] = amount.split(".");
  // Small amounts keep their first digits, whatever their place.
  const leading = /^0*$/.test(whole) ? (/^0*/.exec(fraction)?.[0].length ?? 0) : 0;
  const kept = fraction.slice(0, leading + digits).replace(/0+$/, "");
  return kept === "" ? whole : `${whole}.${kept}`;
}

/** An amount of native coin for people: whole, or with six digits that matter. */
export function coins(amount: bigint): string {
  const number = Number(formatEther(amount));
  return number.toLocaleString("en", { maximumSignificantDigits: number >= 1000 ? 8 : 6 });
}

/** Civic coin: "2.5 VIL". */
export const civicOf = (amount: Civic, symbol: string): string => `${brief(civic.format(amount))} ${symbol}`;

/** Native coin: "0.01 ETH". */
export const nativeOf = (amount: Wei, symbol: string): string => `${brief(wei.format(amount))} ${symbol}`;

/** The names of a nation's coin and of the chain's. */
export interface Symbols {
  readonly civic: string;
  readonly native: string;
}

/** Money of any kind. Amounts of tokens that are not the nation's are in base units. */
export function moneyOf(money: Money, symbols: Symbols): string {
  if (money.coin !== undefined) return civicOf(money.coin, symbols.civic);
  if (money.native !== undefined) return nativeOf(money.native, symbols.native);
  return `${money.amount} units of token ${money.token}`;
}
