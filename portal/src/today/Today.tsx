import { useNext, useOverview, useRead } from "@civitas/react";
import { bps, civic } from "@civitas/sdk";
import type { NextStep } from "@civitas/sdk/watch";
import { useActs } from "../act/acts";
import { wayOf } from "../institutions";
import { useSymbol } from "../parts/money";
import { Sentence } from "../parts/Sentence";
import { Bones, Empty, Failure, Reading } from "../parts/states";
import { Picture, plain } from "../parts/strangers";
import { date, dateTime, Due } from "../parts/time";
import { to } from "../router";
import { useActors } from "../wallet/actor";
import { Choose } from "../wallet/Choose";
import { Rosette } from "./Rosette";
import { words } from "./words";

/** What one must and can do; then the nation in four figures; then what happened lately. */
export function Today() {
  const { actor } = useActors();
  return (
    <>
      <Banner />
      {actor === undefined ? <Stranger /> : <ForYou />}
      <Figures />
      <Lately />
    </>
  );
}

function Banner() {
  const { data } = useOverview();
  if (data === undefined) return null;
  const { name, motto, flag, foundedAt } = data.profile;
  return (
    <section className="banner">
      <Rosette />
      <div className="row">
        {flag !== "" && <Picture className="flag" svg={flag} alt="" />}
        <h1 tabIndex={-1}>
          <bdi>{plain(name)}</bdi>
        </h1>
      </div>
      {motto !== "" && (
        <p className="motto">
          <bdi>{plain(motto)}</bdi>
        </p>
      )}
      <p className="small soft">
        {words.founded(date(foundedAt))} {words.keyless}{" "}
        {data.citizenship !== undefined && words.citizensDecide(data.citizenship.count.toLocaleString("en"))}
      </p>
      <div className="row">
        <a className="btn light" href={to("/constitution")}>
          {words.readConstitution}
        </a>
        <a href={to("/verify")}>{words.check}</a>
      </div>
    </section>
  );
}

function Stranger() {
  const { people } = useActors();
  return (
    <section className="card">
      <h2>{words.stranger}</h2>
      <p>{people.length > 0 ? words.demonstration : words.strangerLead}</p>
      <Choose />
    </section>
  );
}

/** So many are shown at first. */
const FIRST = 7;

function ForYou() {
  const next = useNext({}, { everyMs: 30_000 });
  const { data } = next;
  const count = (kind: NextStep["kind"]) => data?.steps.filter((step) => step.kind === kind).length ?? 0;
  return (
    <section className="sec">
      <header>
        <h2>{words.forYou}</h2>
        <span className="small soft">{words.count(count("must"), count("can"), count("owed"))}</span>
      </header>
      <Failure error={next.error} again={next.refresh} />
      {data === undefined ? (
        next.isLoading && <Bones />
      ) : (
        <>
          {data.steps.length === 0 ? (
            <Empty title={words.nothing}>
              <p className="small soft">{words.nothingLead}</p>
            </Empty>
          ) : (
            <ol className="next">
              {data.steps.slice(0, FIRST).map((step, index) => (
                <Step key={`${step.institution} ${step.text}`} step={step} isMain={index === 0} />
              ))}
            </ol>
          )}
          {data.steps.length > FIRST && (
            <details>
              <summary>{words.more(data.steps.length - FIRST)}</summary>
              <ol className="next">
                {data.steps.slice(FIRST).map((step) => (
                  <Step key={`${step.institution} ${step.text}`} step={step} isMain={false} />
                ))}
              </ol>
            </details>
          )}
          {data.partial.length > 0 && <p className="small soft">{words.partial}</p>}
          {data.unreadable.map(({ institution, reason }) => (
            <p className="small" key={institution}>
              {words.unreadable(institution)} {reason.advice}
            </p>
          ))}
        </>
      )}
    </section>
  );
}

const tags = { must: "tag must", can: "tag live", owed: "tag good" } as const;

function Step({ step, isMain }: { readonly step: NextStep; readonly isMain: boolean }) {
  const { open } = useActs();
  const way = wayOf(step);
  const className = isMain ? "btn main" : "btn";
  return (
    <li className={`item ${step.kind}`}>
      <p className="row">
        <span className={tags[step.kind]}>{words.kinds[step.kind]}</span>
        {step.until !== undefined && <Due until={step.until} isCostly={step.cost !== undefined} />}
      </p>
      <div className="stack tight">
        <h3>
          <Sentence text={step.text} />
        </h3>
        {step.cost !== undefined && <p className="small soft">{step.cost}</p>}
      </div>
      {way !== undefined &&
        ("href" in way ? (
          <a className={className} href={way.href}>
            {words.open}
          </a>
        ) : (
          <button type="button" className={className} onClick={() => open(way.intended)}>
            {words.act}
          </button>
        ))}
    </li>
  );
}

function Figures() {
  const { data } = useOverview();
  const symbol = useSymbol();
  if (data === undefined) return null;
  const { citizenship, treasury, stake, provisions } = data;
  return (
    <section className="sec">
      <header>
        <h2>{words.theNation}</h2>
      </header>
      <dl className="facts">
        {citizenship !== undefined && (
          <div>
            <dt>{words.citizens}</dt>
            <dd>{citizenship.count.toLocaleString("en")}</dd>
          </div>
        )}
        {treasury !== undefined && (
          <div>
            <dt>{words.treasury}</dt>
            <dd>
              {civic.format(treasury.coin)} <small>{symbol}</small>
            </dd>
          </div>
        )}
        {provisions.coin !== undefined && (
          <div>
            <dt>{words.tax}</dt>
            <dd>{bps.format(provisions.coin.taxRate.current)}</dd>
          </div>
        )}
        {stake !== undefined && (
          <div>
            <dt>{words.staked}</dt>
            <dd>
              {civic.format(stake.total)} <small>{symbol}</small>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** So many of the last events are told. */
const LAST = 6;

function Lately() {
  const record = useRead(["lately"], (nation) => nation.record({ limit: LAST }));
  return (
    <section className="sec">
      <header>
        <h2>{words.lately}</h2>
        <a href={to("/record")}>{words.wholeRecord}</a>
      </header>
      <Reading read={record} lines={LAST}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={words.quiet} />
          ) : (
            <ul className="list card">
              {items.map(({ text, institution, at, transaction, logIndex }) => (
                <li key={`${transaction} ${logIndex}`}>
                  <p className="event">
                    <Sentence text={text} />
                  </p>
                  <p className="tiny faint">{words.where(institution, dateTime(at))}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </section>
  );
}
