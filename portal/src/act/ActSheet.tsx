import { useAct, useOverview, type Act, type ActState, type Preview } from "@civitas/react";
import {
  PanicError,
  RevertError,
  RevertTextError,
  UnknownRevertError,
  UserRejectedError,
  wei,
  type NationError,
} from "@civitas/sdk";
import { toNationError } from "@civitas/sdk/core";
import { useEffect, useRef, useState } from "react";
import { Icon } from "../parts/Icon";
import { Native } from "../parts/money";
import { Sheet } from "../parts/Sheet";
import { Bones, Failure } from "../parts/states";
import { plain } from "../parts/strangers";
import { useActors } from "../wallet/actor";
import { Choose } from "../wallet/Choose";
import type { Intended } from "./intend";
import type { Journal } from "./journal";
import { words } from "./words";

interface ActSheetProps {
  readonly intended: Intended;
  readonly journal: Journal;
  readonly onClose: () => void;
}

/** One act before it is signed, and how far it is afterwards. */
export function ActSheet(props: ActSheetProps) {
  const { actor } = useActors();
  return (
    <Sheet title={props.intended.title} closing={words.close} onClose={props.onClose}>
      {actor === undefined ? (
        <div className="part plain">
          <p>{words.chooseFirst}</p>
          <Choose />
        </div>
      ) : (
        <Prepared key={actor.account} {...props} />
      )}
    </Sheet>
  );
}

function Prepared({ intended, journal, onClose }: ActSheetProps) {
  const { actor } = useActors();
  const onStep = useJournal(journal, intended.title, actor?.account ?? "");
  const act = useAct(intended.select, { onStep });
  const isDemonstration = actor?.kind === "demonstration";
  const [attempt, setAttempt] = useState(0);
  const tried = usePreview(act, intended, attempt);
  const { status, hash, error, isBusy } = act;

  const isReady = tried.preview !== undefined || intended.signsFirst === true;
  const begin = (): void => {
    // What is paid is at most what was told.
    void act.send(intended.params, tried.preview?.estimate.limits).then((result) => {
      if (result !== undefined) intended.onIncluded?.();
    });
  };
  // Nothing is sent a second time on what was tried, or told of its cost, before the first.
  const anew = (): void => {
    act.reset();
    setAttempt((last) => last + 1);
  };
  const hasFailed = status === "failed" || tried.error !== undefined;
  const isOver = status === "included";
  const isRefused = error instanceof UserRejectedError;
  return (
    <>
      {status === "idle" && <p className="part plain small soft">{words.lead}</p>}
      <section className="part">
        <Icon name="decisions" />
        <h3>{words.happens}</h3>
        {tried.preview !== undefined ? (
          <Happens preview={tried.preview} />
        ) : intended.signsFirst === true ? (
          <p>{intended.title}</p>
        ) : tried.error === undefined ? (
          <Bones lines={1} />
        ) : (
          <p>{intended.title}</p>
        )}
        {intended.then !== undefined && <p className="small soft">{intended.then}</p>}
      </section>
      <section className="part">
        <Icon name="money" />
        <h3>{words.costs}</h3>
        {tried.preview !== undefined && (
          <>
            {tried.preview.described.value > 0n && (
              <p>
                <Native amount={tried.preview.described.value} />
              </p>
            )}
            <p className="num">{words.gas(`${wei.format(tried.preview.estimate.maxCost)} ETH`)}</p>
            <p className="small soft num">{words.gasUsed(tried.preview.estimate.gas.toLocaleString("en"))}</p>
          </>
        )}
        {intended.costs?.map((cost, index) => (
          <p key={index}>{cost}</p>
        ))}
      </section>
      <section className="part">
        <Icon name="people" />
        <h3>{words.seen}</h3>
        <p>{intended.seen ?? words.everybody}</p>
      </section>
      {intended.signsFirst !== true && (
        <section className="part" aria-live="polite">
          <Icon name="verify" />
          <h3>{words.rehearsed}</h3>
          <Rehearsed {...tried} />
        </section>
      )}
      <section className="part">
        <Icon name="acts" />
        <h3>{words.next}</h3>
        <p>{isDemonstration ? words.demoShows : words.walletShows(tried.preview?.described.institution ?? "")}</p>
      </section>
      <footer aria-live="polite">
        <Progress status={status} isDemonstration={isDemonstration} />
        {isRefused ? <p>{words.notSigned}</p> : <Failure error={error} />}
        {hash !== undefined && (
          <p className="chain small" dir="ltr">
            {hash}
          </p>
        )}
        {isOver ? (
          <button type="button" className="btn main wide" onClick={onClose}>
            {words.done}
          </button>
        ) : (
          <button
            type="button"
            className="btn main wide"
            aria-disabled={isBusy || (!hasFailed && !isReady)}
            onClick={() => {
              if (isBusy) return;
              if (hasFailed) anew();
              else if (isReady) begin();
            }}
          >
            {hasFailed ? words.again : isDemonstration ? words.toChain : words.toWallet}
          </button>
        )}
      </footer>
    </>
  );
}

/** What it would do and take: or what the chain says against it. */
interface Tried {
  readonly preview: Preview | undefined;
  readonly error: NationError | undefined;
}

function usePreview(act: Act<unknown, unknown>, { params, signsFirst }: Intended, attempt: number): Tried {
  const [tried, setTried] = useState<Tried>({ preview: undefined, error: undefined });
  useEffect(() => {
    if (signsFirst === true) return undefined;
    let isCurrent = true;
    setTried({ preview: undefined, error: undefined });
    act.preview(params).then(
      (found) => isCurrent && setTried({ preview: found, error: undefined }),
      (reason: unknown) => isCurrent && setTried({ preview: undefined, error: toNationError(reason) }),
    );
    return () => {
      isCurrent = false;
    };
    // An act is tried as it was meant when its sheet opened: once for each attempt.
  }, [attempt]);
  return tried;
}

function Happens({ preview: { described } }: { readonly preview: Preview }) {
  return (
    <>
      <p>
        <bdi>{plain(described.text)}</bdi>
      </p>
      <details>
        <summary>{words.more}</summary>
        <p className="small">
          {words.contract}:{" "}
          <span className="chain" dir="ltr">
            {described.target}
          </span>
        </p>
        {described.signature !== undefined && (
          <p className="small">
            {words.call}:{" "}
            <span className="chain" dir="ltr">
              {described.signature}
            </span>
          </p>
        )}
      </details>
    </>
  );
}

/** Whether the chain said no; else the node could not be asked. */
const isRefusal = (error: NationError): boolean =>
  [RevertError, RevertTextError, PanicError, UnknownRevertError].some((one) => error instanceof one);

function Rehearsed({ preview, error }: Tried) {
  const { data } = useOverview();
  if (error !== undefined) {
    return (
      <>
        <p>{isRefusal(error) ? words.refused : words.notTried}</p>
        <Failure error={error} />
      </>
    );
  }
  if (preview === undefined) return <p>{words.trying}</p>;
  return <p>{words.passed((data?.block ?? 0).toLocaleString("en"))}</p>;
}

/** How long a wallet may say nothing before one is told where to look. */
const SILENT_MS = 20_000;

function Progress({ status, isDemonstration }: { readonly status: string; readonly isDemonstration: boolean }) {
  const [isSilent, setSilent] = useState(false);
  useEffect(() => {
    setSilent(false);
    if (status !== "asking" || isDemonstration) return undefined;
    const timer = setTimeout(() => setSilent(true), SILENT_MS);
    return () => clearTimeout(timer);
  }, [status, isDemonstration]);
  if (status === "asking") {
    return <p>{isSilent ? words.silent : isDemonstration ? words.askingDemo : words.asking}</p>;
  }
  if (status === "sent") return <p>{words.sent}</p>;
  if (status === "included") return <p className="done-line">{words.included}</p>;
  return null;
}

/** Writes down how far an act is: also when its sheet was closed meanwhile. */
function useJournal(journal: Journal, title: string, account: string): (state: ActState<unknown>) => void {
  const id = useRef("");
  return ({ status, hash, error }) => {
    if (status === "idle") return;
    if (status === "asking") {
      id.current = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
      journal.write({ id: id.current, title, account, status: "asked", at: Date.now() });
      return;
    }
    const is = error instanceof UserRejectedError ? "refused" : status;
    journal.update(id.current, {
      status: is,
      ...(hash !== undefined && { hash }),
      ...(error !== undefined && { reason: `${error.message} ${error.advice}` }),
    });
  };
}
