import { useList, useOverview, useRead } from "@civitas/react";
import { moment, seconds } from "@civitas/sdk";
import type { Budget, Payment } from "@civitas/sdk/treasury";
import { Account, Citizen, useCitizenOf } from "../../parts/people";
import { Coin, Money, moneyText, Native, useSymbol } from "../../parts/money";
import { Empty, Listing, Reading } from "../../parts/states";
import { Written } from "../../parts/strangers";
import { date } from "../../parts/time";
import { to } from "../../router";
import { useActors } from "../../wallet/actor";
import { Spend } from "./Spend";
import { words } from "./words";

/** What the nation holds, may spend, and paid. */
export function TreasuryPage() {
  const overview = useOverview();
  const payments = useList("treasury.payments", { limit: 10 });
  const budgets = useList("treasury.budgets", { limit: 10 });
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.title}</h1>
        <p className="lead">{words.lead}</p>
      </div>
      <Reading read={overview}>
        {({ treasury, profile }) =>
          treasury === undefined ? null : (
            <section className="card">
              <h2>{words.holds}</h2>
              <p>
                <Coin amount={treasury.coin} big />
              </p>
              <dl className="kv">
                <div>
                  <dt>{words.native}</dt>
                  <dd>
                    <Native amount={treasury.native} />
                  </dd>
                </div>
                <div>
                  <dt>{words.may}</dt>
                  <dd>
                    <Coin amount={treasury.spendable} />
                  </dd>
                </div>
                <div>
                  <dt>{words.address}</dt>
                  <dd className="chain" dir="ltr">
                    {profile.institutions.treasury}
                  </dd>
                </div>
              </dl>
              <p className="small soft">{words.payIn}</p>
              <Outflow />
            </section>
          )
        }
      </Reading>
      <div className="two even">
        <div>
          <section className="sec">
            <header>
              <h2>{words.payments}</h2>
              <a href={to("/decisions/new", { act: "pay" })}>{words.propose}</a>
            </header>
            <Listing
              list={payments}
              empty={
                <Empty title={words.noPayments}>
                  <p className="small soft">{words.noPaymentsLead}</p>
                </Empty>
              }
            >
              {(payment) => <Line key={`${payment.transaction} ${payment.logIndex}`} payment={payment} />}
            </Listing>
          </section>
        </div>
        <div>
          <section className="sec">
            <header>
              <h2>{words.budgets}</h2>
            </header>
            <Listing
              list={budgets}
              empty={
                <Empty title={words.noBudgets}>
                  <p className="small soft">{words.noBudgetsLead}</p>
                </Empty>
              }
            >
              {(budget) => <BudgetLine key={String(budget.id)} budget={budget} />}
            </Listing>
          </section>
        </div>
      </div>
    </>
  );
}

/** How much of what may leave has left. */
function Outflow() {
  const symbol = useSymbol();
  const outflow = useRead(["outflow"], ({ treasury }) => treasury.outflowOf({ asset: "coin" }));
  return (
    <Reading read={outflow} lines={1}>
      {({ left, limit }) => {
        const [spent, most] = [left.coin ?? 0n, limit.coin ?? 0n];
        const share = most === 0n ? 0 : Math.min(100, Number((spent * 1_000n) / most) / 10);
        return (
          <div className="hbar">
            <h3>{words.spent}</h3>
            <div className="track" aria-hidden="true">
              <i style={{ ["--w" as string]: `${share}%` }} />
            </div>
            <p className="small">{words.spentOf(moneyText(left, symbol), moneyText(limit, symbol))}</p>
          </div>
        );
      }}
    </Reading>
  );
}

function Line({
  payment: { to: receiver, amount, purpose, budgetId, isConstitutional },
}: {
  readonly payment: Payment;
}) {
  const by =
    budgetId !== undefined
      ? words.byBudget(String(budgetId))
      : isConstitutional
        ? words.byConstitutional
        : words.byDecision;
  return (
    <li>
      <p className="head-line">
        <Money money={amount} />
        <span className="row">
          {words.to} <Account account={receiver} />
        </span>
      </p>
      <p>
        <Written text={purpose} />
      </p>
      <p className="tiny faint">{by}</p>
    </li>
  );
}

function BudgetLine({ budget }: { readonly budget: Budget }) {
  const { id, purpose, spender, citizenId, spent, ceiling, period, until } = budget;
  const symbol = useSymbol();
  const { actor } = useActors();
  const own = useCitizenOf(actor?.account);
  const isOwn =
    actor !== undefined &&
    (citizenId === undefined ? spender.toLowerCase() === actor.account.toLowerCase() : citizenId === own);
  return (
    <li>
      <h3>
        <Written text={purpose} />
      </h3>
      <p className="small num">
        {words.spentInPeriod(moneyText(spent, symbol), moneyText(ceiling, symbol))},{" "}
        {words.every(seconds.format(period))}
        {until < moment.never && `, ${words.until(date(until))}`}
      </p>
      <p className="small row">
        {words.spender} {citizenId === undefined ? <Account account={spender} /> : <Citizen id={citizenId} />}
      </p>
      {isOwn && <Spend id={id} ceiling={ceiling} />}
    </li>
  );
}
