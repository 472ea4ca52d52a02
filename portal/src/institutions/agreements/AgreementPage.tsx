import { useRead } from "@civitas/react";
import type { NationClient } from "@civitas/sdk";
import { agreementId as unit, type Agreement, type AgreementParty } from "@civitas/sdk/agreements";
import { Account, Citizen } from "../../parts/people";
import { Money, Native } from "../../parts/money";
import { Reading } from "../../parts/states";
import { Quote } from "../../parts/strangers";
import { dateTime } from "../../parts/time";
import { to } from "../../router";
import type { PageProps } from "../registration";
import { Yours } from "./Yours";
import { words } from "./words";

/** An agreement: its text, its parties and their money, how it stands, and one's own part in it. */
export function AgreementPage({ params }: PageProps) {
  const agreementId = unit.from(/^\d{1,20}$/.test(params.id) ? BigInt(params.id) : 0n);
  const agreement = useRead<Agreement>(
    ["agreement", agreementId],
    (nation: NationClient) => nation.agreements.agreement({ agreementId }),
    { everyMs: 30_000 },
  );
  return (
    <Reading read={agreement} lines={6}>
      {(found) => (
        <>
          <div className="head">
            <p className="row">
              <span className="tag live">{words.phases[found.phase]}</span>
            </p>
            <h1 tabIndex={-1}>{words.number(String(found.id))}</h1>
            <p className="small soft row">
              {words.openedBy} <Account account={found.opener} />
            </p>
          </div>
          <div className="two mix">
            <div className="a">
              <section className="card">
                <h2>{words.text}</h2>
                <Quote text={found.terms.text} />
                <p className="small soft">{words.textNote}</p>
              </section>
            </div>
            <div className="b">
              <Yours agreement={found} />
              <Times agreement={found} />
            </div>
            <div className="c">
              <section className="card">
                <h2>{words.who}</h2>
                <ul className="list">
                  {found.parties.map((party) => (
                    <Party key={party.party} party={party} agreement={found} />
                  ))}
                </ul>
              </section>
            </div>
          </div>
        </>
      )}
    </Reading>
  );
}

function Times({ agreement }: { readonly agreement: Agreement }) {
  const { terms, collateral, objectionEndsAt, answersUntil, caseId } = agreement;
  return (
    <section className="card">
      <dl className="kv">
        <div>
          <dt>{words.collateral}</dt>
          <dd>
            <Money money={collateral} />
          </dd>
        </div>
        <div>
          <dt>{words.signBy}</dt>
          <dd>{dateTime(terms.signBy)}</dd>
        </div>
        <div>
          <dt>{words.runs}</dt>
          <dd>{dateTime(terms.until)}</dd>
        </div>
        {objectionEndsAt !== undefined && (
          <div>
            <dt>{words.objections}</dt>
            <dd>{dateTime(objectionEndsAt)}</dd>
          </div>
        )}
        {answersUntil !== undefined && (
          <div>
            <dt>{words.answers}</dt>
            <dd>{dateTime(answersUntil)}</dd>
          </div>
        )}
      </dl>
      {caseId !== undefined && (
        <p>
          <a href={to(`/justice/case/${String(caseId)}`)}>{words.case(String(caseId))}</a>
        </p>
      )}
    </section>
  );
}

function Party({ party, agreement }: { readonly party: AgreementParty; readonly agreement: Agreement }) {
  const { party: place, citizenId, actsFrom, hasSigned, lock, payout, feeLock, demand, declaration } = party;
  const got = agreement.division?.[place];
  return (
    <li>
      <p className="head-line">
        {citizenId === undefined ? <Account account={actsFrom} /> : <Citizen id={citizenId} holder={actsFrom} />}
        <span className={hasSigned ? "tag good" : "tag must"}>{hasSigned ? words.signed : words.notSigned}</span>
      </p>
      <dl className="kv small">
        <div>
          <dt>{words.locks}</dt>
          <dd>
            <Money money={lock} />
          </dd>
        </div>
        <div>
          <dt>{words.gets}</dt>
          <dd>
            <Money money={payout} />
          </dd>
        </div>
        {feeLock !== undefined && feeLock > 0n && (
          <div>
            <dt>{words.feeLock}</dt>
            <dd>
              <Native amount={feeLock} />
            </dd>
          </div>
        )}
        {demand !== undefined &&
          demand.map((money, index) => (
            <div key={index}>
              <dt>
                {words.demands}: {words.party(index + 1)}
              </dt>
              <dd>
                <Money money={money} />
              </dd>
            </div>
          ))}
        {got !== undefined && (
          <div>
            <dt>{words.got}</dt>
            <dd>
              <Money money={got} />
            </dd>
          </div>
        )}
      </dl>
      {declaration !== undefined && (
        <>
          <p className="small soft">{words.declared}</p>
          <Quote text={declaration} />
        </>
      )}
    </li>
  );
}
