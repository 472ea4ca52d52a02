import { useNext, useOverview, useRead } from "@civitas/react";
import { bps, wei } from "@civitas/sdk";
import { useActs } from "../../act/acts";
import { Coin, Native } from "../../parts/money";
import { Sentence } from "../../parts/Sentence";
import { Empty, Reading } from "../../parts/states";
import { plain } from "../../parts/strangers";
import { useActors } from "../../wallet/actor";
import { Choose } from "../../wallet/Choose";
import { wayOf } from "..";
import { Pay } from "./Pay";
import { words } from "./words";

/** What one has, what one is owed, and paying. */
export function CoinPage() {
  const { actor } = useActors();
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.title}</h1>
      </div>
      {actor === undefined ? (
        <section className="card">
          <p>{words.nobody}</p>
          <Choose />
        </section>
      ) : (
        <div className="two">
          <div>
            <Balance account={actor.account} />
            <Pay account={actor.account} />
          </div>
          <div>
            <Owed />
          </div>
        </div>
      )}
      <TheCoin />
    </>
  );
}

function Balance({ account }: { readonly account: string }) {
  const balance = useRead(["balance", account], async ({ coin }) => {
    const provider = coin.contract.runner!.provider!;
    const [civicCoin, native] = await Promise.all([coin.balanceOf({ account }), provider.getBalance(account)]);
    return { civicCoin, native: wei.from(native) };
  });
  return (
    <section className="card">
      <h2>{words.balance}</h2>
      <Reading read={balance} lines={1}>
        {({ civicCoin, native }) => (
          <>
            <p>
              <Coin amount={civicCoin} big />
            </p>
            <dl className="kv">
              <div>
                <dt>{words.native}</dt>
                <dd>
                  <Native amount={native} />
                </dd>
              </div>
            </dl>
          </>
        )}
      </Reading>
    </section>
  );
}

function Owed() {
  const next = useNext();
  const { open } = useActs();
  return (
    <section className="card">
      <h2>{words.owed}</h2>
      <Reading read={next}>
        {({ steps }) => {
          const owed = steps.filter(({ kind }) => kind === "owed");
          if (owed.length === 0) {
            return (
              <Empty title={words.nothingOwed}>
                <p className="small soft">{words.nothingOwedLead}</p>
              </Empty>
            );
          }
          return (
            <ul className="list">
              {owed.map((step) => {
                const way = wayOf(step);
                return (
                  <li key={`${step.institution} ${step.text}`}>
                    <p>
                      <Sentence text={step.text} />
                    </p>
                    {way !== undefined && "intended" in way && (
                      <div className="row">
                        <button type="button" className="btn" onClick={() => open(way.intended)}>
                          {words.claim}
                        </button>
                      </div>
                    )}
                  </li>
                );
              })}
            </ul>
          );
        }}
      </Reading>
    </section>
  );
}

function TheCoin() {
  const { data } = useOverview();
  if (data?.coin === undefined) return null;
  const { name, symbol, supply, maxSupply, mintable } = data.coin;
  return (
    <section className="card">
      <h2>{words.theCoin}</h2>
      <dl className="kv">
        <div>
          <dt>{words.name}</dt>
          <dd>
            <bdi>
              {plain(name)} ({plain(symbol)})
            </bdi>
          </dd>
        </div>
        <div>
          <dt>{words.supply}</dt>
          <dd>
            <Coin amount={supply} />
          </dd>
        </div>
        <div>
          <dt>{words.most}</dt>
          <dd>
            <Coin amount={maxSupply} />
          </dd>
        </div>
        <div>
          <dt>{words.mintable}</dt>
          <dd>
            <Coin amount={mintable} />
          </dd>
        </div>
        {data.provisions.coin !== undefined && (
          <div>
            <dt>{words.taxRate}</dt>
            <dd>{bps.format(data.provisions.coin.taxRate.current)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
