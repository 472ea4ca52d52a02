import { useRead } from "@civitas/react";
import { civic, type Civic, type NationClient } from "@civitas/sdk";
import { toNationError } from "@civitas/sdk/core";
import { useContext, useState, type FormEvent } from "react";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Field } from "../../parts/forms";
import { Account, NamesContext } from "../../parts/people";
import { useSymbol } from "../../parts/money";
import { isAddress } from "../../settings";
import { words } from "./words";

/** Somebody known whose address begins and ends as this one, and is another. */
export function lookAlike(
  address: string,
  known: Readonly<Record<string, string>>,
): { readonly name: string; readonly account: string } | undefined {
  const ends = (one: string): string => `${one.slice(0, 6)}${one.slice(-4)}`.toLowerCase();
  const found = Object.entries(known).find(
    ([account]) => account.toLowerCase() !== address.toLowerCase() && ends(account) === ends(address),
  );
  return found && { account: found[0], name: found[1] };
}

function read(amount: string): { readonly amount?: Civic; readonly fault?: string } {
  try {
    return { amount: civic.parse(amount) };
  } catch (error) {
    const { message, advice } = toNationError(error);
    return { fault: `${message} ${advice}` };
  }
}

/** A payment, with its tax reckoned before anything is signed. */
export function Pay({ account }: { readonly account: string }) {
  const { open } = useActs();
  const symbol = useSymbol();
  const known = useContext(NamesContext);
  const [to, setTo] = useState("");
  const [text, setText] = useState("");
  const [isAsked, setAsked] = useState(false);
  const [isCompared, setCompared] = useState(false);
  const receiver = to.trim();
  const { amount, fault } = read(text);
  const isWhole = isAddress(receiver) && amount !== undefined;
  const alike = isAddress(receiver) ? lookAlike(receiver, known) : undefined;
  const tax = useRead(
    ["taxOn", account, receiver, amount],
    ({ coin }) => coin.taxOn({ from: account, to: receiver, amount: amount! }),
    { enabled: isWhole },
  ).data;
  const say = (value: Civic) => `${civic.format(value)} ${symbol}`;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (!isWhole || (alike !== undefined && !isCompared)) return;
    open(
      intend({
        title: words.payFor(say(amount)),
        select: ({ coin }: NationClient) => coin.transfer,
        params: { to: receiver, amount },
        seen: words.paySeen,
        costs: tax === undefined ? [] : [words.tax(say(tax))],
        onIncluded: () => setText(""),
      }),
    );
  };
  return (
    <form className="card" onSubmit={submit} noValidate>
      <h2>{words.pay}</h2>
      <Field
        label={words.to}
        value={to}
        onChange={(value) => {
          setTo(value);
          setCompared(false);
        }}
        fault={isAsked && !isAddress(receiver) ? words.noAddress : undefined}
        isCode
      />
      {isAddress(receiver) && alike === undefined && <Account account={receiver} />}
      {alike !== undefined && (
        <div className="note must" role="alert">
          <h3>{words.lookAlike}</h3>
          <p>{words.lookAlikeLead}</p>
          <p className="chain small" dir="ltr">
            {receiver}
            <br />
            {alike.account}
          </p>
          <div className="row">
            <button type="button" className="btn" aria-pressed={isCompared} onClick={() => setCompared(true)}>
              {words.notThem(alike.name)}
            </button>
          </div>
        </div>
      )}
      <Field
        label={words.amount}
        value={text}
        onChange={setText}
        unit={symbol}
        fault={isAsked && amount === undefined ? fault : undefined}
        isNumber
      />
      {isWhole && tax !== undefined && (
        <p className="small" aria-live="polite">
          {tax === 0n ? words.noTax(say(amount)) : words.preview(say(civic.from(amount - tax)), say(tax))}
        </p>
      )}
      <div className="row">
        <button type="submit" className="btn main">
          {words.payNow}
        </button>
      </div>
    </form>
  );
}
