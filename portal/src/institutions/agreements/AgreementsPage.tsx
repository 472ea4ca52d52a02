import { useList } from "@civitas/react";
import type { AgreementPhase } from "@civitas/sdk/agreements";
import { useState } from "react";
import { Filters } from "../../parts/forms";
import { Account } from "../../parts/people";
import { Empty, Listing } from "../../parts/states";
import { plain } from "../../parts/strangers";
import { to } from "../../router";
import { useActors } from "../../wallet/actor";
import { words } from "./words";

type Part = keyof typeof words.filters;

const phasesOf: Readonly<Record<Part, readonly AgreementPhase[] | undefined>> = {
  mine: undefined,
  all: undefined,
  running: ["open", "binding", "disputed", "ruled"],
  over: ["declined", "lapsed", "performed", "settled", "divided"],
};

/** So much of a text is shown in a list. */
const GLANCE = 140;

export const glance = (text: string): string => {
  const line = plain(text).replaceAll(/\s+/g, " ").trim();
  return line.length > GLANCE ? `${line.slice(0, GLANCE)}…` : line;
};

/** Every agreement that was opened, in pages; one's own on request. */
export function AgreementsPage() {
  const { actor } = useActors();
  const [part, setPart] = useState<Part>("all");
  const phase = phasesOf[part];
  const list = useList("agreements.list", {
    limit: 10,
    ...(phase !== undefined && { phase }),
    ...(part === "mine" && actor !== undefined && { account: actor.account }),
  });
  const parts = (Object.keys(words.filters) as Part[]).filter((one) => one !== "mine" || actor !== undefined);
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.title}</h1>
        <p className="lead">{words.lead}</p>
      </div>
      <Filters
        label={words.which}
        choices={parts.map((value) => ({ value, label: words.filters[value] }))}
        value={part}
        onChange={setPart}
      />
      <Listing
        list={list}
        empty={
          <Empty title={words.none}>
            <p className="small soft">{words.noneLead}</p>
          </Empty>
        }
      >
        {({ id, opener, terms, phase: is }) => (
          <li key={String(id)}>
            <p className="head-line">
              <a className="title" href={to(`/agreements/${String(id)}`)}>
                {words.number(String(id))}
              </a>
              <span className="tag">{words.phases[is]}</span>
            </p>
            <p className="people">
              <bdi>{glance(terms.text)}</bdi>
            </p>
            <p className="tiny faint row">
              {words.parties(String(terms.parties.length))}, {words.openedBy} <Account account={opener} />
            </p>
          </li>
        )}
      </Listing>
    </>
  );
}
