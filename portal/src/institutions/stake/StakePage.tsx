import { useNation, useOverview, useRead } from "@civitas/react";
import { civic, type CitizenId, type Civic, type NationClient } from "@civitas/sdk";
import { toNationError } from "@civitas/sdk/core";
import { useState } from "react";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Field } from "../../parts/forms";
import { useCitizenOf } from "../../parts/people";
import { Coin, useSymbol } from "../../parts/money";
import { Reading } from "../../parts/states";
import { dateTime, useChainNow } from "../../parts/time";
import { useActors } from "../../wallet/actor";
import { Choose } from "../../wallet/Choose";
import { words } from "./words";

/** What is locked for a voice in the second house. */
export function StakePage() {
  const { data } = useOverview();
  const { actor } = useActors();
  const id = useCitizenOf(actor?.account);
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.title}</h1>
        <p className="lead">{words.lead}</p>
      </div>
      {data?.stake !== undefined && (
        <section className="card">
          <h2>{words.total}</h2>
          <p>
            <Coin amount={data.stake.total} big />
          </p>
        </section>
      )}
      <section className="card">
        <h2>{words.yours}</h2>
        {actor === undefined ? (
          <>
            <p>{words.nobody}</p>
            <Choose />
          </>
        ) : id === undefined ? (
          <p>{words.strangers}</p>
        ) : (
          <Own id={id} />
        )}
      </section>
    </>
  );
}

function Own({ id }: { readonly id: CitizenId }) {
  const { open } = useActs();
  const now = useChainNow();
  const { data: nation } = useNation();
  const position = useRead(["position", id], ({ stake }) => stake.positionOf({ citizenId: id }));
  const symbol = useSymbol();
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string>();
  const begin = (act: (amount: Civic) => void): void => {
    try {
      act(civic.parse(text));
      setFault(undefined);
    } catch (error) {
      const { message, advice } = toNationError(error);
      setFault(`${message} ${advice}`);
    }
  };
  const put = (amount: Civic): void => {
    if (nation === undefined) return;
    open(
      intend({
        title: words.putTitle(`${civic.format(amount)} ${symbol}`),
        // The coin calls the stake, so that no allowance is left behind.
        select: ({ coin }: NationClient) => coin.transferAndCall,
        params: { to: nation.stake.address, amount },
        then: words.putThen,
        onIncluded: () => setText(""),
      }),
    );
  };
  const take = (amount: Civic): void =>
    open(
      intend({
        title: words.takeTitle(`${civic.format(amount)} ${symbol}`),
        select: ({ stake }: NationClient) => stake.unstake,
        params: { amount },
        then: words.takeThen,
        onIncluded: () => setText(""),
      }),
    );
  const withdraw = (): void =>
    open(
      intend({
        title: words.withdraw,
        select: ({ stake }: NationClient) => stake.withdraw,
        params: { citizenId: id },
      }),
    );
  return (
    <Reading read={position}>
      {({ staked, leaving, leavesAt }) => (
        <>
          <dl className="kv">
            <div>
              <dt>{words.staked}</dt>
              <dd>
                <Coin amount={staked} />
              </dd>
            </div>
            {leaving > 0n && (
              <div>
                <dt>{words.leaving}</dt>
                <dd>
                  <Coin amount={leaving} />
                </dd>
              </div>
            )}
            {leavesAt !== undefined && (
              <div>
                <dt>{words.leavesAt}</dt>
                <dd>{dateTime(leavesAt)}</dd>
              </div>
            )}
          </dl>
          <Field label={words.amount} value={text} onChange={setText} unit={symbol} fault={fault} isNumber />
          <div className="row">
            <button type="button" className="btn main" onClick={() => begin(put)}>
              {words.put}
            </button>
            <button type="button" className="btn" onClick={() => begin(take)}>
              {words.take}
            </button>
            {leavesAt !== undefined && now !== undefined && leavesAt <= now && (
              <button type="button" className="btn" onClick={withdraw}>
                {words.withdraw}
              </button>
            )}
          </div>
        </>
      )}
    </Reading>
  );
}
