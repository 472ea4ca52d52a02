import { useNation, useRead } from "@civitas/react";
import type { NationClient } from "@civitas/sdk";
import type { Agreement, AgreementParty } from "@civitas/sdk/agreements";
import { useState } from "react";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Field } from "../../parts/forms";
import { moneyText, useSymbol } from "../../parts/money";
import { useActors } from "../../wallet/actor";
import { Choose } from "../../wallet/Choose";
import { words } from "./words";

/** One's own part in an agreement, and what one can do about it now. */
export function Yours({ agreement }: { readonly agreement: Agreement }) {
  const { actor } = useActors();
  const own = agreement.parties.find(({ actsFrom }) => actsFrom.toLowerCase() === actor?.account.toLowerCase());
  return (
    <section className="card">
      <h2>{words.yours}</h2>
      {actor === undefined ? (
        <Choose />
      ) : own === undefined ? (
        <p>{words.notParty}</p>
      ) : (
        <Own agreement={agreement} own={own} account={actor.account} />
      )}
      {actor !== undefined && <DueNow agreement={agreement} />}
    </section>
  );
}

/** What anyone can carry out. */
function DueNow({ agreement: { id, due } }: { readonly agreement: Agreement }) {
  const { open } = useActs();
  if (due === undefined) return null;
  const select = ({ agreements }: NationClient) => agreements[due];
  return (
    <div className="row">
      <button
        type="button"
        className="btn"
        onClick={() => open(intend({ title: words[due], select, params: { agreementId: id } }))}
      >
        {words[due]}
      </button>
    </div>
  );
}

interface OwnProps {
  readonly agreement: Agreement;
  readonly own: AgreementParty;
  readonly account: string;
}

function Own({ agreement, own, account }: OwnProps) {
  const { open } = useActs();
  const { id, phase } = agreement;
  const [statement, setStatement] = useState("");
  const params = { agreementId: id, party: own.party };
  const decline = (): void =>
    open(
      intend({
        title: words.decline,
        select: ({ agreements }: NationClient) => agreements.decline,
        params,
        then: words.declineThen,
      }),
    );
  const declare = (): void => {
    if (statement.trim() === "") return;
    open(
      intend({
        title: words.performed,
        select: ({ agreements }: NationClient) => agreements.declarePerformed,
        params: { ...params, statement: statement.trim() },
        then: words.performedThen,
      }),
    );
  };
  return (
    <div className="stack">
      <p>{own.hasSigned ? words.signed : words.notSigned}</p>
      {phase === "open" && !own.hasSigned && <Sign agreement={agreement} own={own} account={account} />}
      {phase === "open" && (
        <div className="row">
          <button type="button" className="btn" onClick={decline}>
            {words.decline}
          </button>
        </div>
      )}
      {phase === "binding" && own.declaration === undefined && (
        <>
          <Field label={words.performedSays} value={statement} onChange={setStatement} isLong />
          <div className="row">
            <button type="button" className="btn" aria-disabled={statement.trim() === ""} onClick={declare}>
              {words.performed}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

/** A signature takes what is locked: coin out of an allowance of exactly that, which comes first. */
function Sign({ agreement, own, account }: OwnProps) {
  const { open } = useActs();
  const { data: nation } = useNation();
  const symbol = useSymbol();
  const needed = own.lock.coin ?? 0n;
  const allowed = useRead(
    ["allowance", account, "agreements"],
    ({ coin, agreements }) => coin.allowance({ owner: account, spender: agreements.address }),
    { enabled: needed > 0n },
  ).data;
  if (nation === undefined || (needed > 0n && allowed === undefined)) return null;
  const amount = moneyText(own.lock, symbol);
  if (own.lock.coin !== undefined && allowed !== undefined && allowed < needed) {
    const { coin } = own.lock;
    return (
      <>
        <p className="small soft">{words.allowLead}</p>
        <div className="row">
          <button
            type="button"
            className="btn main"
            onClick={() =>
              open(
                intend({
                  title: words.allowTitle(amount),
                  select: (one: NationClient) => one.coin.approve,
                  params: { spender: nation.agreements.address, amount: coin },
                }),
              )
            }
          >
            {words.allow(amount)}
          </button>
        </div>
      </>
    );
  }
  return (
    <div className="row">
      <button
        type="button"
        className="btn main"
        onClick={() =>
          open(
            intend({
              title: words.signTitle(String(agreement.id)),
              select: ({ agreements }: NationClient) => agreements.sign,
              params: { agreementId: agreement.id, party: own.party },
              costs: [words.signCost(amount)],
              then: words.signThen,
            }),
          )
        }
      >
        {words.sign}
      </button>
    </div>
  );
}
