import { useList } from "@civitas/react";
import type { CasePhase } from "@civitas/sdk/court";
import { useState } from "react";
import { Filters } from "../../parts/forms";
import { Account } from "../../parts/people";
import { Empty, Listing } from "../../parts/states";
import { Due } from "../../parts/time";
import { to } from "../../router";
import { words } from "./words";

type Part = keyof typeof words.filters;

const phasesOf: Readonly<Record<Part, readonly CasePhase[] | undefined>> = {
  all: undefined,
  open: ["evidence", "draw", "commit", "reveal", "appeal", "plenary"],
  over: ["final", "executed"],
};

/** Every case that was brought, in pages. */
export function Cases() {
  const [part, setPart] = useState<Part>("all");
  const phase = phasesOf[part];
  const list = useList("court.list", { limit: 10, ...(phase !== undefined && { phase }) });
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.title}</h1>
        <p className="lead">{words.lead}</p>
      </div>
      <Filters
        label={words.which}
        choices={(Object.keys(words.filters) as Part[]).map((value) => ({ value, label: words.filters[value] }))}
        value={part}
        onChange={setPart}
      />
      <Listing
        list={list}
        empty={
          <Empty title={part === "all" ? words.none : words.noneHere}>
            <p className="small soft">{words.noneLead}</p>
          </Empty>
        }
      >
        {({ id, phase: is, track, endsAt, arbitrable, isFinal }) => (
          <li key={String(id)}>
            <p className="head-line">
              <a className="title" href={to(`/justice/case/${String(id)}`)}>
                {words.number(String(id))}
              </a>
              <span className={isFinal ? "tag good" : "tag live"}>{words.phases[is]}</span>
            </p>
            {!isFinal && endsAt !== undefined && <Due until={endsAt} />}
            <p className="tiny faint row">
              {words.track[track]}, {words.broughtBy} <Account account={arbitrable} />
            </p>
          </li>
        )}
      </Listing>
    </>
  );
}
