import { wei } from "@civitas/sdk";
import { ConsentLapsedError, CostExceededError, type FoundingRecord } from "@civitas/sdk/founding";
import type { Provider } from "ethers";
import { useEffect, useRef } from "react";
import { Icon } from "../parts/Icon";
import { Native } from "../parts/money";
import { Failure } from "../parts/states";
import { plain } from "../parts/strangers";
import { save } from "../record/export";
import { go, to } from "../router";
import { useActors } from "../wallet/actor";
import { Choose } from "../wallet/Choose";
import { CostCard, rounded, useCost } from "./Cost";
import { useFounding } from "./state";
import { newDraft, type Plan } from "./store";
import { words } from "./words";

/** The founding itself, step by step, from wherever it stands. */
export function Progress({ reader, rpc }: { readonly reader: Provider; readonly rpc: string }) {
  const { plan, record } = useFounding();
  if (record?.handedOverIn !== undefined) return <Stands record={record} rpc={rpc} />;
  if (plan !== undefined) return <Steps plan={plan} reader={reader} />;
  return (
    <section className="card">
      <h2>{words.steps.progress}</h2>
      <p>{words.noPlan}</p>
      <p>
        <a href={to("/found/signatures")}>{words.toSignatures}</a>
      </p>
    </section>
  );
}

const isDone = ({ outcome, failed }: FoundingRecord["transactions"][number]): boolean =>
  outcome !== undefined && failed !== true;

function Steps({ plan, reader }: { readonly plan: Plan; readonly reader: Provider }) {
  const { record, run, start, stop, putAway, settle } = useFounding();
  const { actor } = useActors();
  const { charter, requests } = plan;
  const signed = requests.filter(({ signature }) => signature !== undefined).length;
  const cost = useCost(charter, signed, reader);
  const done = record?.transactions.filter(isDone) ?? [];
  const [pending] = record?.transactions.filter(({ outcome }) => outcome === undefined) ?? [];
  const isBegun = done.length > 0 || pending !== undefined;
  const [{ founder }] = requests;
  // They were prepared together, and lapse together.
  const withoutLapsed = (): void =>
    settle({ ...plan, requests: requests.map((request) => ({ ...request, signature: undefined })) });
  const isFounder = actor?.account.toLowerCase() === founder.toLowerCase();
  const isDearer = run.error instanceof CostExceededError;
  const most = mostOf(record, { needed: cost.estimate?.needed, isMore: isDearer });
  const isRunning = run.status === "running" || run.status === "stopping";
  const of = run.done.at(-1)?.of ?? Math.max(cost.estimate?.transactions ?? 0, done.length);
  return (
    <>
      {!isRunning && (!isBegun || isDearer) && <CostCard cost={cost} />}
      <section className="card">
        <h2>{isBegun ? words.onItsWay : words.steps.progress}</h2>
        <p>{actor?.kind === "wallet" ? words.walletAsks : words.progressLead}</p>
        {signed < requests.length && !isBegun && (
          <p className="note must small">{words.willInvite(requests.length - signed)}</p>
        )}
        {actor === undefined ? (
          <>
            <p>{words.whoFounds}</p>
            <Choose />
          </>
        ) : !isFounder && !isBegun ? (
          <p className="note must">
            {words.otherFounder}{" "}
            <span className="chain long" dir="ltr">
              {founder}
            </span>
          </p>
        ) : (
          <div className="row">
            {isRunning ? (
              <button
                type="button"
                className="btn"
                aria-disabled={run.status === "stopping"}
                onClick={() => run.status === "running" && stop()}
              >
                {words.stop}
              </button>
            ) : (
              <button
                type="button"
                className="btn main"
                aria-disabled={most === undefined}
                onClick={() => most !== undefined && start(actor.signer, most)}
              >
                {isDearer && most !== undefined
                  ? words.goOnFor(wei.format(wei.from(rounded(most))))
                  : isBegun
                    ? words.goOn
                    : words.begin}
              </button>
            )}
          </div>
        )}
        <div aria-live="polite" className="stack">
          {(isRunning || isBegun) && <p>{words.stepOf(done.length, of)}</p>}
          {run.status === "stopping" && <p>{words.stopping}</p>}
          {run.status === "stopped" && run.error === undefined && <p>{words.stopped}</p>}
        </div>
        {(isRunning || isBegun) && of > 0 && (
          <progress className="founding" max={of} value={Math.min(done.length, of)} aria-label={words.progress} />
        )}
        <Failure error={run.error} />
        {run.error instanceof ConsentLapsedError && (
          <div className="row">
            <button type="button" className="btn" onClick={withoutLapsed}>
              {words.withoutLapsed}
            </button>
          </div>
        )}
        {isBegun && !isRunning && (
          <details>
            <summary>{words.giveUp}</summary>
            <div className="stack">
              <p className="small">{words.giveUpLead}</p>
              <div className="row">
                <button type="button" className="btn" onClick={putAway}>
                  {words.giveUpNow}
                </button>
              </div>
            </div>
          </details>
        )}
        <ol className="list">
          {done.map(({ step, title, outcome }) => (
            <li key={step} className="head-line">
              <span className="verdict yes">
                <Icon name="check" />
                <span>{plain(title)}</span>
              </span>
              <span className="small">
                <Native amount={wei.from(BigInt(outcome?.cost ?? 0))} />
              </span>
            </li>
          ))}
          {isRunning && pending !== undefined && (
            <li className="head-line">
              <span className="verdict">
                <Icon name="clock" />
                <span>{plain(pending.title)}</span>
              </span>
              <span className="small soft">{words.underWay}</span>
            </li>
          )}
        </ol>
      </section>
    </>
  );
}

/** The most that was agreed to: what the journal says, or what the page shows now. */
function mostOf(
  record: FoundingRecord | undefined,
  { needed, isMore }: { readonly needed: bigint | undefined; readonly isMore: boolean },
): bigint | undefined {
  const agreed = record?.maxCost === undefined ? undefined : BigInt(record.maxCost);
  if (agreed === undefined) return needed;
  return isMore && needed !== undefined ? agreed + needed : agreed;
}

function Stands({ record, rpc }: { readonly record: FoundingRecord; readonly rpc: string }) {
  const { run, putAway, setDraft } = useFounding();
  const heading = useRef<HTMLHeadingElement>(null);
  const nation = record.institutions.nation.address;
  const name = plain(record.charter.nation.name);
  const isVerifying = run.status === "running" || run.status === "stopping";
  const sum = record.transactions.reduce((total, { outcome }) => total + BigInt(outcome?.cost ?? 0), 0n);
  const link = (place: string): string => `?${new URLSearchParams({ nation, rpc }).toString()}#${place}`;
  useEffect(() => {
    if (run.status === "done") heading.current?.focus();
  }, [run.status]);
  return (
    <section className="card">
      <h2 ref={heading} tabIndex={-1}>
        {words.stands(name)}
      </h2>
      <div aria-live="polite">
        {isVerifying && <p>{words.verifying}</p>}
        {run.report !== undefined && (
          <p className="verdict yes">
            <Icon name="check" />
            <span>{words.verified(run.report.checks.length)}</span>
          </p>
        )}
      </div>
      <Failure error={run.error} />
      <dl className="kv small">
        <div>
          <dt>{words.nationAddress}</dt>
          <dd className="chain" dir="ltr">
            {nation}
          </dd>
        </div>
        <div>
          <dt>{words.costInAll}</dt>
          <dd>
            <Native amount={wei.from(sum)} />
          </dd>
        </div>
      </dl>
      <p>{words.standsLead}</p>
      <div className="row">
        <a className="btn main" href={link("/verify")}>
          {words.toVerify}
        </a>
        <a className="btn" href={link("/")}>
          {words.toNation(name)}
        </a>
      </div>
      <div className="row">
        <button
          type="button"
          className="btn"
          onClick={() => save("founding.json", "application/json", JSON.stringify(record, null, 2))}
        >
          {words.saveRecord}
        </button>
        {!isVerifying && (
          <button
            type="button"
            className="btn quiet"
            onClick={() => {
              putAway();
              setDraft(newDraft());
              go("/found");
            }}
          >
            {words.another}
          </button>
        )}
      </div>
      <p className="small soft">{words.recordLead}</p>
    </section>
  );
}
