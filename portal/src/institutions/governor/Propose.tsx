import { useNation, useOverview } from "@civitas/react";
import type { Call, NationClient, NationError, Overview } from "@civitas/sdk";
import { toNationError } from "@civitas/sdk/core";
import type { Rehearsal } from "@civitas/sdk/governor";
import type { DescribedCall } from "@civitas/sdk/words";
import { useEffect, useState } from "react";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Field } from "../../parts/forms";
import { moneyText, useSymbol } from "../../parts/money";
import { Sentence } from "../../parts/Sentence";
import { Bones, Failure } from "../../parts/states";
import { go, usePlace } from "../../router";
import { keep, kept } from "../../settings";
import { ActForm } from "./ActForm";
import { words } from "./builder-words";
import { callOf, emptyAct, isDraft, kinds, type Draft, type DraftAct, type DraftKind } from "./drafts";

/** A proposal made of forms: each act in words, tried before it is proposed. */
export function Propose() {
  const { data: nation } = useNation();
  const { data: overview } = useOverview();
  if (nation === undefined || overview === undefined) return <Bones />;
  return <Builder nation={nation} overview={overview} />;
}

const keyOf = (nation: NationClient): string => `civitas.draft.${nation.address.toLowerCase()}`;

function keptDraft(nation: NationClient, query: URLSearchParams): Draft {
  const asked = query.get("act");
  // Another page asks for an act of its own.
  if (asked !== null && kinds.includes(asked as DraftKind)) {
    return { title: "", why: "", acts: [emptyAct(asked as DraftKind, Object.fromEntries(query))] };
  }
  try {
    const found: unknown = JSON.parse(kept(keyOf(nation)) ?? "null");
    if (isDraft(found)) return found;
  } catch {
    // What is kept there is no draft.
  }
  return { title: "", why: "", acts: [emptyAct()] };
}

interface Whole {
  readonly nation: NationClient;
  readonly overview: Overview;
}

function Builder({ nation, overview }: Whole) {
  const { query } = usePlace();
  const [draft, setDraft] = useState(() => keptDraft(nation, query));
  const [isAsked, setAsked] = useState(false);
  const { open } = useActs();
  const change = (part: Partial<Draft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    keep(keyOf(nation), JSON.stringify(next));
  };
  const changeAct = (index: number, act: DraftAct): void =>
    change({ acts: draft.acts.map((one, place) => (place === index ? act : one)) });
  const clear = (): void => {
    setDraft({ title: "", why: "", acts: [emptyAct()] });
    keep(keyOf(nation), undefined);
  };

  const written = draft.acts.map((act) => writtenCall(act, { nation, overview }));
  const isComplete = written.every(({ call }) => call !== undefined);
  const calls = written.flatMap(({ call }) => call ?? []);
  const title = draft.title.trim();
  const propose = (): void => {
    setAsked(true);
    if (!isComplete || title === "") return;
    const why = draft.why.trim();
    open(
      intend({
        title: words.proposeTitle(title),
        select: ({ governor }: NationClient) => governor.propose,
        params: { calls, description: why === "" ? title : `${title}\n\n${why}` },
        seen: words.seen,
        then: words.then,
        onIncluded: () => {
          clear();
          go("/decisions");
        },
      }),
    );
  };
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.title}</h1>
        <p className="lead">{words.lead}</p>
      </div>
      <div className="two">
        <div>
          <section className="card">
            <h2>{words.what}</h2>
            {draft.acts.map((act, index) => (
              <ActForm
                key={index}
                number={index + 1}
                act={act}
                overview={overview}
                fault={isAsked || isTouched(act) ? written[index].error : undefined}
                onChange={(next) => changeAct(index, next)}
                {...(draft.acts.length > 1 && {
                  onRemove: () => change({ acts: draft.acts.filter((_, place) => place !== index) }),
                })}
              />
            ))}
            <div className="row">
              <button type="button" className="btn" onClick={() => change({ acts: [...draft.acts, emptyAct()] })}>
                {words.add}
              </button>
            </div>
          </section>
          <section className="card">
            <h2>{words.wordsOf}</h2>
            <Field
              label={words.proposalTitle}
              value={draft.title}
              onChange={(value) => change({ title: value })}
              fault={isAsked && title === "" ? words.titleMissing : undefined}
            />
            <Field
              label={words.why}
              hint={words.whyHint}
              value={draft.why}
              onChange={(value) => change({ why: value })}
              isLong
            />
            <p className="small soft">{words.draft}</p>
          </section>
        </div>
        <div>
          <section className="card" aria-live="polite">
            <h2>{words.tried}</h2>
            {isComplete ? <Tried nation={nation} calls={calls} /> : <p className="soft">{words.incomplete}</p>}
          </section>
          <section className="card">
            <button
              type="button"
              className="btn main wide"
              aria-disabled={!isComplete || title === ""}
              onClick={propose}
            >
              {words.propose}
            </button>
            <button type="button" className="btn quiet" onClick={clear}>
              {words.clear}
            </button>
          </section>
        </div>
      </div>
    </>
  );
}

/** Whether somebody has begun to fill it in: an empty form is no fault. */
const isTouched = ({ fields }: DraftAct): boolean =>
  ["value", "amount", "to", "citizen", "text"].some((name) => (fields[name] ?? "") !== "");

function writtenCall(
  act: DraftAct,
  { nation, overview }: Whole,
): { readonly call?: Call; readonly error?: NationError } {
  try {
    return { call: callOf(act, { nation, overview, now: overview.at }) };
  } catch (error) {
    return { error: toNationError(error) };
  }
}

interface Found {
  readonly described: readonly DescribedCall[];
  readonly rehearsal: Rehearsal;
}

/** How long nothing must have been written before it is tried. */
const PAUSE_MS = 500;

/** The acts in words, and what the chain says of them now. */
function Tried({ nation, calls }: { readonly nation: NationClient; readonly calls: readonly Call[] }) {
  const [found, setFound] = useState<Found>();
  const [error, setError] = useState<NationError>();
  const symbol = useSymbol();
  const key = calls.map(({ target, value, data }) => `${target} ${value} ${data}`).join();
  useEffect(() => {
    let isCurrent = true;
    setFound(undefined);
    setError(undefined);
    const timer = setTimeout(() => {
      Promise.all([nation.describeCalls(calls), nation.governor.rehearse({ calls })]).then(
        ([described, rehearsal]) => isCurrent && setFound({ described, rehearsal }),
        (reason: unknown) => isCurrent && setError(toNationError(reason)),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
    // The same calls are the same, however often the form is drawn.
  }, [nation, key]);
  if (error !== undefined) return <Failure error={error} />;
  if (found === undefined) return <p>{words.trying}</p>;
  const { described, rehearsal } = found;
  return (
    <>
      <ol className="acts">
        {described.map(({ text }, index) => (
          <li key={index}>
            <p className="event">
              <Sentence text={text} />
            </p>
          </li>
        ))}
      </ol>
      <p>{words.isClass[rehearsal.class]}</p>
      {rehearsal.changes.map(({ key: name, before, after }) => (
        <p className="small" key={name}>
          {words.changes(name, before.text, after.text)}
        </p>
      ))}
      {rehearsal.outflow.map((money, index) => (
        <p className="small" key={index}>
          {words.outflow(moneyText(money, symbol))}
        </p>
      ))}
      {rehearsal.failures.map(({ index, error: refusal }) => (
        <div className="stack" key={index}>
          <p>{words.wouldFail(index + 1)}</p>
          <Failure error={refusal} />
        </div>
      ))}
      {rehearsal.failures.length === 0 && <p className="done-line">{words.goesThrough}</p>}
      {calls.length > 1 && <p className="small soft">{words[rehearsal.mode]}</p>}
    </>
  );
}
