import { useOverview } from "@civitas/react";
import type { Overview } from "@civitas/sdk";
import { Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { Icon } from "../parts/Icon";
import { short, useCitizenOf, useName } from "../parts/people";
import { Sheet } from "../parts/Sheet";
import { Bones, Failure } from "../parts/states";
import { Picture, plain } from "../parts/strangers";
import { age, useClock } from "../parts/time";
import { to, usePlace } from "../router";
import { useActors } from "../wallet/actor";
import { ChooseSheet } from "../wallet/ChooseSheet";
import { words as walletWords } from "../wallet/words";
import { Boundary } from "./Boundary";
import { pageAt, sectionsOf, tabsOf, type Found, type Section } from "./sections";
import { useColours } from "./colours";
import { Where } from "./Where";
import { useSteps, waitingIn } from "./waiting";
import { words } from "./words";

/** The frame of every page. */
export function Shell() {
  const overview = useOverview({ everyMs: 15_000 });
  const { data, error, isLoading } = overview;
  const { path } = usePlace();
  if (data === undefined) {
    return (
      <main id="main" tabIndex={-1}>
        {isLoading && <p className="soft">{words.reading}</p>}
        {isLoading && <Bones lines={5} />}
        <Failure error={error} again={overview.refresh} />
        {error !== undefined && <Where />}
      </main>
    );
  }
  const sections = sectionsOf(data);
  return <Frame overview={data} sections={sections} found={pageAt(sections, path)} path={path} />;
}

interface FrameProps {
  readonly overview: Overview;
  readonly sections: readonly Section[];
  readonly found: Found | undefined;
  readonly path: string;
}

function Frame({ overview, sections, found, path }: FrameProps) {
  const { name, flag } = overview.profile;
  const [isMore, setMore] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  const main = useRef<HTMLElement>(null);
  const steps = useSteps();
  const { actor } = useActors();
  useColours(flag);
  useTitle(plain(name), found, main, path);

  const nationLink = (
    <a className="nation" href={to("/")}>
      {flag !== "" && <Picture svg={flag} alt="" />}
      <bdi>{plain(name)}</bdi>
    </a>
  );
  const tabs = tabsOf(sections);
  const inRail = sections.filter(({ id }) => id !== "acts" && id !== "settings");
  const link = (section: Section) => (
    <SectionLink
      key={section.id}
      section={section}
      isCurrent={found?.section.id === section.id}
      waiting={waitingIn(steps, section.id)}
      onGo={() => setMore(false)}
    />
  );
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
        {words.skip}
      </a>
      <div className="strip" aria-hidden="true" />
      <div className="app">
        <div className="rail">
          <nav aria-label={words.sections}>
            {nationLink}
            {inRail.map(link)}
          </nav>
          <nav className="end" aria-label={words.settings}>
            {sections.filter(({ id }) => id === "acts" || id === "settings").map(link)}
          </nav>
        </div>
        <div className="column">
          <header className="over">
            <div className="top">
              {nationLink}
              <Fresh className="fresh wide-only" />
              <div className="right">
                <button type="button" className="btn quiet" onClick={() => setChoosing(true)}>
                  {actor === undefined ? walletWords.act : <Me account={actor.account} />}
                </button>
              </div>
            </div>
            <Fresh className="fresh under-top" />
          </header>
          <main id="main" tabIndex={-1} ref={main}>
            {found !== undefined && <Pages found={found} />}
            <Boundary key={path} words={words}>
              <Suspense fallback={<Bones lines={5} />}>
                {found === undefined ? <NoPage /> : <Page found={found} />}
              </Suspense>
            </Boundary>
          </main>
        </div>
      </div>
      <nav className="tabs" aria-label={words.mainSections}>
        {tabs.map(link)}
        <button type="button" className="tab" aria-haspopup="dialog" onClick={() => setMore(true)}>
          <Icon name="more" />
          <span>{words.more}</span>
        </button>
      </nav>
      {isMore && (
        <Sheet title={words.more} closing={words.close} onClose={() => setMore(false)}>
          <nav className="part plain more" aria-label={words.sections}>
            {sections.filter(({ id }) => !tabs.some((tab) => tab.id === id)).map(link)}
          </nav>
        </Sheet>
      )}
      {isChoosing && <ChooseSheet lead={walletWords.chooseLead} onClose={() => setChoosing(false)} />}
    </>
  );
}

function SectionLink({
  section: { label, icon, path },
  isCurrent,
  waiting,
  onGo,
}: {
  readonly section: Section;
  readonly isCurrent: boolean;
  readonly waiting: number;
  readonly onGo: () => void;
}) {
  return (
    <a href={to(path)} {...(isCurrent && { "aria-current": "page" as const })} onClick={onGo}>
      <Icon name={icon} />
      <span>{label}</span>
      {waiting > 0 && (
        <span className="badge">
          <span className="sr">{words.waiting}</span>
          {waiting}
        </span>
      )}
    </a>
  );
}

function Me({ account }: { readonly account: string }) {
  const id = useCitizenOf(account);
  const name = useName(account) ?? (id === undefined ? short(account) : words.citizen(String(id)));
  return (
    <span className={id === undefined ? "who stranger" : "who"}>
      <span className="mark" aria-hidden="true">
        {id === undefined ? "?" : name.slice(0, 1)}
      </span>
      <span className="small">{name}</span>
      <span className="sr">, {walletWords.account}</span>
    </span>
  );
}

/** After so long without an answer what is shown is called kept. */
const OLD_MS = 60_000;

function Fresh({ className }: { readonly className: string }) {
  const { data, readAt, error } = useOverview();
  const now = useClock();
  if (data === undefined) return null;
  const passed = Math.max(0, now - readAt);
  const isOld = error !== undefined || passed > OLD_MS;
  const say = isOld ? words.old : words.block;
  return (
    <p className={isOld ? `${className} old` : className}>
      {say(data.block.toLocaleString("en"), age(passed / 1_000))}
    </p>
  );
}

/** The named pages of a section, where it has several. */
function Pages({ found: { section, route } }: { readonly found: Found }) {
  const named = section.routes.filter(({ label }) => label !== undefined);
  if (named.length < 2) return null;
  return (
    <nav className="filters" aria-label={words.pages}>
      {named.map(({ pattern, label }) => (
        <a
          key={pattern}
          className="btn"
          href={to(pattern)}
          {...(pattern === route.pattern && { "aria-current": "page" as const })}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}

function Page({ found: { route, params } }: { readonly found: Found }): ReactNode {
  const { page: Shown } = route;
  return <Shown params={params} />;
}

function NoPage() {
  return (
    <div className="head">
      <h1 tabIndex={-1}>{words.noPage}</h1>
      <p className="lead">{words.noPageLead}</p>
      <p>
        <a href={to("/")}>{words.toToday}</a>
      </p>
    </div>
  );
}

/** Names the page in its window, and after a change of place moves the focus to its heading, once that is there. */
function useTitle(
  nation: string,
  found: Found | undefined,
  main: { readonly current: HTMLElement | null },
  path: string,
): void {
  const before = useRef(path);
  useEffect(() => {
    document.title = words.title(found?.route.label ?? found?.section.label ?? words.noPage, nation);
    if (before.current === path) return undefined;
    before.current = path;
    window.scrollTo(0, 0);
    let tries = 0;
    const timer = setInterval(() => {
      const heading = main.current?.querySelector<HTMLElement>("h1");
      if (heading !== null && heading !== undefined) heading.focus();
      if (heading !== null || ++tries > 50) clearInterval(timer);
    }, 60);
    return () => clearInterval(timer);
  }, [nation, found?.route, path]);
}
