import { useCase, useRead } from "@civitas/react";
import type { NationClient } from "@civitas/sdk";
import { caseId as caseUnit, type Case, type NextAct } from "@civitas/sdk/court";
import { useActs } from "../../act/acts";
import { intend, type Intended } from "../../act/intend";
import { Account, Citizen } from "../../parts/people";
import { Sentence } from "../../parts/Sentence";
import { Reading } from "../../parts/states";
import { Quote } from "../../parts/strangers";
import { dateTime, Due } from "../../parts/time";
import { to } from "../../router";
import type { PageProps } from "../registration";
import { AppealCard } from "./AppealCard";
import { choiceName, readSubject, type Subject } from "./choices";
import { Duty } from "./Duty";
import { EvidenceCard } from "./EvidenceCard";
import { Rounds } from "./Rounds";
import { words } from "./words";

/** A case: one's duty in it, what it is about, how it went so far, and what can be done. */
export function CasePage({ params }: PageProps) {
  const caseId = caseUnit.from(/^\d{1,20}$/.test(params.id) ? BigInt(params.id) : 0n);
  const found = useCase({ caseId }, { everyMs: 20_000 });
  const { data } = found;
  const subject = useRead(["subject", caseId, data?.phase], (nation) => readSubject(nation, data!), {
    enabled: data !== undefined,
  });
  return (
    <Reading read={found} lines={6}>
      {(one) => (
        <>
          <Head found={one} />
          <div className="two mix">
            <div className="a">
              <Duty found={one} subject={subject.data} />
              <section className="card">
                <h2>{words.about}</h2>
                <Reading read={subject}>{(about) => <About found={one} subject={about} />}</Reading>
              </section>
              <EvidenceCard found={one} />
            </div>
            <div className="b">
              <Ruling found={one} subject={subject.data} />
              <NextActs found={one} subject={subject.data} />
              <AppealCard found={one} subject={subject.data} />
            </div>
            <div className="c">
              <Rounds found={one} subject={subject.data} />
            </div>
          </div>
        </>
      )}
    </Reading>
  );
}

interface Shown {
  readonly found: Case;
  readonly subject: Subject | undefined;
}

const Head = ({ found: { id, phase, isFinal, endsAt, track } }: Pick<Shown, "found">) => (
  <div className="head">
    <p className="row">
      <span className={isFinal ? "tag good" : "tag live"}>{words.phases[phase]}</span>
      <span className="tag">{words.track[track]}</span>
      {!isFinal && endsAt !== undefined && <Due until={endsAt} />}
    </p>
    <h1 tabIndex={-1}>{words.number(String(id))}</h1>
  </div>
);

function About({ found: { arbitrable }, subject }: { readonly found: Case; readonly subject: Subject }) {
  const { challenge, agreement } = subject;
  if (challenge !== undefined) {
    return (
      <>
        <p>
          <Sentence text={challenge.text} />
        </p>
        <dl className="kv">
          <div>
            <dt>{words.accused}</dt>
            <dd>
              <Citizen id={challenge.citizenId} />
            </dd>
          </div>
          <div>
            <dt>{words.challenger}</dt>
            <dd>
              <Account account={challenge.challenger} />
            </dd>
          </div>
        </dl>
        {challenge.statement !== undefined && <Quote text={challenge.statement} />}
        {challenge.replies.length > 0 && <h3>{words.replies}</h3>}
        {challenge.replies.map(({ statement, transaction, logIndex }) => (
          <Quote key={`${transaction} ${logIndex}`} text={statement} />
        ))}
      </>
    );
  }
  if (agreement !== undefined) {
    return (
      <>
        <p>
          <a href={to(`/agreements/${String(agreement.id)}`)}>{words.agreement(String(agreement.id))}</a>
        </p>
        <Quote text={agreement.terms.text} />
      </>
    );
  }
  return (
    <p className="row">
      {words.broughtBy} <Account account={arbitrable} isWhole />
    </p>
  );
}

function Ruling({ found, subject }: Shown) {
  const { ruling, isFinal } = found;
  return (
    <section className="card">
      <h2>{isFinal ? words.ruling : words.rulingSoFar}</h2>
      <p>{ruling === undefined ? words.noRuling : choiceName(ruling, found, subject)}</p>
      {isFinal && <p className="small soft">{words.isFinal}</p>}
    </section>
  );
}

/** Acts that take nothing but the case: what else there is has a form of its own on this page, or takes several steps. */
function intendedOf({ act }: NextAct, { id, rounds }: Case): Intended | undefined {
  const params = { caseId: id };
  const title = words.acts[act];
  switch (act) {
    case "recuse":
      return intend({ title, select: ({ court }: NationClient) => court.recuse, params });
    case "advance":
      return intend({ title, select: ({ court }: NationClient) => court.advance, params });
    case "requestAgain":
      return intend({ title, select: ({ court }: NationClient) => court.requestAgain, params });
    case "execute":
      return intend({ title, select: ({ court }: NationClient) => court.execute, params });
    case "settleAll": {
      const open = rounds.find(({ isSettled }) => !isSettled);
      if (open === undefined) return undefined;
      return intend({
        title: words.settleTitle(open.round + 1),
        select: ({ court }: NationClient) => court.settle,
        params: { ...params, round: open.round },
      });
    }
    default:
      return undefined;
  }
}

function NextActs({ found, subject }: Shown) {
  const { open } = useActs();
  const { next, id } = found;
  const isEnforceable = subject?.challenge?.isEnforceable === true;
  if (next.length === 0 && !isEnforceable) return null;
  const enforce = (): void =>
    open(
      intend({
        title: words.enforce,
        select: ({ tribunal }: NationClient) => tribunal.enforce,
        params: { caseId: id },
      }),
    );
  return (
    <section className="card">
      <h2>{words.next}</h2>
      <ul className="list">
        {next.map((act) => {
          const intended = act.isOpen && act.isYours ? intendedOf(act, found) : undefined;
          return (
            <li key={act.text}>
              <p>
                {act.text} {act.isYours && <span className="tag live">{words.yours}</span>}
              </p>
              {act.from !== undefined && <p className="small soft">{words.from(dateTime(act.from))}</p>}
              {intended !== undefined && (
                <div className="row">
                  <button type="button" className="btn" onClick={() => open(intended)}>
                    {intended.title}
                  </button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {isEnforceable && (
        <div className="row">
          <button type="button" className="btn" onClick={enforce}>
            {words.enforce}
          </button>
        </div>
      )}
    </section>
  );
}
