import type { Provider } from "ethers";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Field } from "../parts/forms";
import { short } from "../parts/people";
import { to, usePlace } from "../router";
import { Boundary } from "../shell/Boundary";
import { words as shellWords } from "../shell/words";
import { chooseSettings, isNode } from "../settings";
import { ActorsProvider, useActors } from "../wallet/actor";
import { ChooseSheet } from "../wallet/ChooseSheet";
import { words as walletWords } from "../wallet/words";
import { CharterFile } from "./files";
import { Identity } from "./Identity";
import { Invited } from "./Invited";
import { Law } from "./Law";
import { Numbers } from "./Numbers";
import { People } from "./People";
import { Preview } from "./Preview";
import { Problems } from "./Problems";
import { Progress } from "./Progress";
import { Signatures } from "./Signatures";
import { FoundingProvider, useFounding } from "./state";
import { Taken } from "./Taken";
import { words } from "./words";

interface FoundPagesProps {
  readonly reader: Provider | undefined;
  readonly rpc: string;
}

/** Founding a nation, and signing for one: pages of their own frame, since there is no nation yet. */
export function FoundPages({ reader, rpc }: FoundPagesProps) {
  if (reader === undefined) {
    return (
      <main id="main">
        <div className="head">
          <h1 tabIndex={-1}>{words.title}</h1>
        </div>
        <Node rpc={rpc} />
      </main>
    );
  }
  return (
    <ActorsProvider key={rpc} rpc={rpc} reader={reader}>
      {() => (
        <FoundingProvider>
          <Frame reader={reader} rpc={rpc} />
        </FoundingProvider>
      )}
    </ActorsProvider>
  );
}

const STEPS = ["name", "law", "citizens", "numbers", "signatures", "progress"] as const;

type Step = (typeof STEPS)[number];

const pathOf = (step: Step): string => (step === "name" ? "/found" : `/found/${step}`);

interface ReaderProps {
  readonly reader: Provider;
  readonly rpc: string;
}

function Frame(props: ReaderProps) {
  const { path, query } = usePlace();
  const main = useRef<HTMLElement>(null);
  const [isChoosing, setChoosing] = useState(false);
  const { actor } = useActors();
  const { plan, record } = useFounding();
  const isBegun = (record?.transactions.length ?? 0) > 0;
  const step = STEPS.find((one) => pathOf(one) === path.replace(/\/$/, ""));
  const isTaking = path === "/found/signed";
  const isSigning = path === "/found/sign";
  const title = isTaking ? words.takeTitle : isSigning ? words.signTitle : words.title;
  const stepTold = step === undefined ? "" : `${words.step(STEPS.indexOf(step) + 1, STEPS.length, words.steps[step])} `;
  const place = step === undefined ? title : `${words.steps[step]} · ${title}`;
  const before = useRef(path);
  useEffect(() => {
    document.title = place;
    if (before.current === path) return;
    before.current = path;
    window.scrollTo(0, 0);
    main.current?.querySelector<HTMLElement>("h1")?.focus();
  }, [place, path]);
  return (
    <>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {shellWords.skip}
      </a>
      <div className="strip" aria-hidden="true" />
      <header className="top founding-top">
        <a className="crumb" href={to("/")}>
          {words.allNations}
        </a>
        <div className="right">
          <button type="button" className="btn quiet" onClick={() => setChoosing(true)}>
            {actor === undefined ? walletWords.act : walletWords.acting(actor.name ?? short(actor.account))}
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <div className="head">
          <h1 tabIndex={-1} aria-describedby="lead">
            {title}
          </h1>
          <p className="lead" id="lead">
            {isSigning || isTaking ? words.signLead : `${stepTold}${words.lead}`}
          </p>
        </div>
        <Boundary key={path} words={shellWords}>
          {isTaking ? (
            <Taken code={query.get("a") ?? ""} reader={props.reader} />
          ) : isSigning ? (
            <Invited code={query.get("i") ?? ""} {...props} />
          ) : (
            <>
              <StepLinks current={step} />
              {isBegun && step !== "progress" && (
                <p className="note must">
                  <span>
                    {record?.handedOverIn === undefined ? words.onItsWayLead : words.standsAlready}{" "}
                    <a href={to("/found/progress")}>{words.toProgress}</a>
                  </span>
                </p>
              )}
              <StepPage step={step ?? "name"} isSettled={plan !== undefined} {...props} />
            </>
          )}
          <Node rpc={props.rpc} />
        </Boundary>
      </main>
      {isChoosing && <ChooseSheet onClose={() => setChoosing(false)} />}
    </>
  );
}

const StepLinks = ({ current = "name" }: { readonly current: Step | undefined }) => (
  <nav className="filters" aria-label={words.stepsLabel}>
    {STEPS.map((step, index) => (
      <a
        key={step}
        className="btn"
        href={to(pathOf(step))}
        {...(step === current && { "aria-current": "step" as const })}
      >
        {index + 1}. {words.steps[step]}
      </a>
    ))}
  </nav>
);

const pages: Readonly<Record<Exclude<Step, "signatures" | "progress">, () => ReactNode>> = {
  name: Identity,
  law: Law,
  citizens: People,
  numbers: Numbers,
};

function StepPage({ step, isSettled, ...props }: ReaderProps & { readonly step: Step; readonly isSettled: boolean }) {
  if (step === "progress") return <Progress {...props} />;
  if (step === "signatures") {
    return isSettled ? (
      <Signatures {...props} />
    ) : (
      <div className="two">
        <div>
          <Signatures {...props} />
        </div>
        <div>
          <Problems />
          <CharterFile />
        </div>
      </div>
    );
  }
  if (isSettled) {
    return (
      <section className="card">
        <p>{words.settled}</p>
        <p>
          <a href={to("/found/signatures")}>{words.toSignatures}</a>
        </p>
      </section>
    );
  }
  const Page = pages[step];
  const next = STEPS[STEPS.indexOf(step) + 1];
  return (
    <div className="two">
      <div>
        <Page />
        <div className="row">
          <a className="btn main" href={to(pathOf(next))}>
            {words.nextStep(words.steps[next])}
          </a>
        </div>
      </div>
      <div>
        <Preview />
        <Problems />
        <CharterFile />
      </div>
    </div>
  );
}

/** The node by which the chain is read, and so the chain itself. */
function Node({ rpc }: { readonly rpc: string }) {
  const [text, setText] = useState(rpc);
  const isWrong = !isNode(text.trim());
  return (
    <details className="card" open={!isNode(rpc)}>
      <summary>
        <b>{words.node}</b>
      </summary>
      <Field
        label={shellWords.node}
        hint={shellWords.nodeHint}
        value={text}
        onChange={setText}
        fault={isWrong ? shellWords.wrongNode : undefined}
        isCode
      />
      <div className="row">
        <button
          type="button"
          className="btn"
          aria-disabled={isWrong}
          onClick={() => !isWrong && chooseSettings({ nation: "", rpc: text.trim() })}
        >
          {shellWords.change}
        </button>
      </div>
    </details>
  );
}
