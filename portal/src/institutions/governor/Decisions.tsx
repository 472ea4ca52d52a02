import { useList } from "@civitas/react";
import type { ListedProposal, ProposalState } from "@civitas/sdk/governor";
import { useState } from "react";
import { Filters } from "../../parts/forms";
import { Account } from "../../parts/people";
import { Empty, Listing } from "../../parts/states";
import { Written } from "../../parts/strangers";
import { dateTime, Due } from "../../parts/time";
import { to } from "../../router";
import { houseSentence } from "./sentences";
import { titleOf } from "./text";
import { words } from "./words";

type Part = "open" | "all" | "carriedOut" | "failed";

const partOf: Readonly<Record<Part, readonly ProposalState[] | undefined>> = {
  open: ["pending", "active", "succeeded", "queued"],
  all: undefined,
  carriedOut: ["executed"],
  failed: ["defeated", "canceled", "expired"],
};

const parts: readonly Part[] = ["all", "open", "carriedOut", "failed"];

export const tones: Readonly<Record<ProposalState, string>> = {
  pending: "tag",
  active: "tag live",
  canceled: "tag",
  defeated: "tag bad",
  succeeded: "tag good",
  queued: "tag live",
  expired: "tag",
  executed: "tag good",
};

/** Everything that was ever proposed, in pages. */
export function Decisions() {
  const [part, setPart] = useState<Part>("all");
  const state = partOf[part];
  const list = useList("governor.list", { limit: 10, ...(state !== undefined && { state }) });
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.title}</h1>
        <p className="lead">{words.lead}</p>
      </div>
      <Filters
        label={words.which}
        choices={parts.map((value) => ({ value, label: words[value] }))}
        value={part}
        onChange={setPart}
      />
      <Listing
        list={list}
        empty={
          <Empty title={part === "all" ? words.none : words.noneOpen}>
            <p className="small soft">{words.noneLead}</p>
            <a className="btn" href={to("/decisions/new")}>
              {words.proposeSomething}
            </a>
          </Empty>
        }
      >
        {(proposal) => <Line key={String(proposal.id)} proposal={proposal} />}
      </Listing>
    </>
  );
}

function Line({ proposal }: { readonly proposal: ListedProposal }) {
  const { id, description, state, class: kind, round, closesAt, opensAt, proposer, houses } = proposal;
  return (
    <li>
      <p className="head-line">
        <a className="title" href={to(`/decisions/${id}`)}>
          {titleOf(description) === "" ? words.untitled : <Written text={titleOf(description)} />}
        </a>
        <span className="row">
          {round !== "first" && <span className="tag">{words.rounds[round]}</span>}
          {kind === "constitutional" && <span className="tag must">{words.classes[kind]}</span>}
          <span className={tones[state]}>{words.states[state]}</span>
        </span>
      </p>
      {state === "active" && (
        <>
          <Due until={closesAt} isCostly />
          <p className="small soft">{houseSentence(houses.citizens, false)}</p>
        </>
      )}
      {state === "pending" && <p className="small soft">{words.opens(dateTime(opensAt))}</p>}
      <p className="tiny faint row">
        {words.by} <Account account={proposer} />
      </p>
    </li>
  );
}
