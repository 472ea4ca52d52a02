import { useOverview } from "@civitas/react";
import { civic, token, wei, type Civic, type Money as AnyMoney, type Wei } from "@civitas/sdk";
import { words } from "./words";

/** The coin's own sign, such as "CROWN". */
export const useSymbol = (): string => useOverview().data?.coin?.symbol ?? "";

function Figure({ text, unit, big = false }: { readonly text: string; readonly unit: string; readonly big?: boolean }) {
  const [whole, fraction] = text.split(".");
  return (
    <span className={big ? "money big" : "money"}>
      <b>{whole}</b>
      {fraction !== undefined && <span className="frac">.{fraction}</span>} <span className="unit">{unit}</span>
    </span>
  );
}

/** Civic coin in full: a fraction is grey, and never cut. */
export const Coin = ({ amount, big }: { readonly amount: Civic; readonly big?: boolean }) => (
  <Figure text={civic.format(amount)} unit={useSymbol()} {...(big !== undefined && { big })} />
);

export const Native = ({ amount }: { readonly amount: Wei }) => (
  <Figure text={wei.format(amount)} unit={words.native} />
);

/** Money of any kind. What a token counts in is not known here, so it is told in its smallest parts. */
export function Money({ money }: { readonly money: AnyMoney }) {
  if (money.coin !== undefined) return <Coin amount={money.coin} />;
  if (money.native !== undefined) return <Native amount={money.native} />;
  return <Figure text={token.format({ amount: money.amount, decimals: 0 })} unit={words.token(money.token)} />;
}

/** The same as a text, for sentences. */
export function moneyText(money: AnyMoney, symbol: string): string {
  if (money.coin !== undefined) return `${civic.format(money.coin)} ${symbol}`;
  if (money.native !== undefined) return `${wei.format(money.native)} ${words.native}`;
  return `${String(money.amount)} ${words.token(money.token)}`;
}
