import { useList } from "@civitas/react";
import { moment } from "@civitas/sdk";
import type { Standing } from "@civitas/sdk/citizenship";
import { useState } from "react";
import { Filters } from "../../parts/forms";
import { Citizen } from "../../parts/people";
import { Empty, Listing } from "../../parts/states";
import { date } from "../../parts/time";
import { words } from "./words";

type Part = keyof typeof words.filters;

const standingsOf: Readonly<Record<Part, readonly Standing[] | undefined>> = {
  active: ["active"],
  all: undefined,
  suspended: ["suspended"],
  former: ["revoked", "renounced"],
};

/** Everyone who is or was a citizen, in pages. */
export function Citizens() {
  const [part, setPart] = useState<Part>("active");
  const standing = standingsOf[part];
  const list = useList("citizenship.list", { limit: 20, ...(standing !== undefined && { standing }) });
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
          <Empty title={words.none}>
            <p className="small soft">{words.noneLead}</p>
          </Empty>
        }
      >
        {({ id, holder, standing: is, since, until }) => (
          <li key={String(id)}>
            <p className="head-line">
              <Citizen id={id} holder={holder} />
              {is !== "active" && <span className="tag">{words.standings[is]}</span>}
            </p>
            <p className="tiny faint">
              {words.since(date(since))}
              {until < moment.never && `, ${words.until(date(until))}`}
            </p>
          </li>
        )}
      </Listing>
    </>
  );
}
