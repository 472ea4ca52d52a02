import { useOverview, useRecord } from "@civitas/react";
import type { RecordedEvent } from "@civitas/sdk/watch";
import { useEffect, useState } from "react";
import { Field, Select } from "../parts/forms";
import { Sentence } from "../parts/Sentence";
import { Empty, Listing } from "../parts/states";
import { dateTime } from "../parts/time";
import { go, usePlace } from "../router";
import { save, toCsv, toJson } from "./export";
import { words } from "./words";

/** So many lines are read at once. */
const AT_ONCE = 50;

/** Everything that happened, the newest first; what is looked for stands in the page's address. */
export function RecordPage() {
  const { query } = usePlace();
  const institution = query.get("of") ?? "";
  const wanted = query.get("with") ?? "";
  const { data: overview } = useOverview();
  const list = useRecord({ limit: AT_ONCE, ...(institution !== "" && { institution }) });
  const [isWhole, setWhole] = useState(false);
  const { items, hasMore, isReading, more, error } = list;
  useEffect(() => {
    if (isWhole && hasMore && !isReading && error === undefined) more();
  }, [isWhole, hasMore, isReading, error, more]);

  const ask = (part: { readonly of?: string; readonly with?: string }): void =>
    go("/record", { of: institution, with: wanted, ...part });
  const names = ["nation", ...Object.keys(overview?.profile.institutions ?? {}).filter((name) => name !== "nation")];
  const shown = items.filter((event) => says(event, wanted));
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.title}</h1>
        <p className="lead">{words.lead}</p>
      </div>
      <section className="card">
        <Select
          label={words.institution}
          choices={[{ value: "", label: words.everything }, ...names.map((value) => ({ value, label: value }))]}
          value={institution}
          onChange={(of) => ask({ of })}
        />
        <Field label={words.search} hint={words.searchHint} value={wanted} onChange={(value) => ask({ with: value })} />
        <p className="small soft" aria-live="polite">
          {words.count(shown.length, items.length, !hasMore && !list.isLoading)}
        </p>
        <div className="row">
          {hasMore && (
            <button type="button" className="btn" aria-disabled={isWhole} onClick={() => setWhole(true)}>
              {words.all}
            </button>
          )}
          <button type="button" className="btn" onClick={() => save("record.csv", "text/csv", toCsv(shown))}>
            {words.csv}
          </button>
          <button type="button" className="btn" onClick={() => save("record.json", "application/json", toJson(shown))}>
            {words.json}
          </button>
        </div>
        <p className="small soft">{words.saved}</p>
      </section>
      <Listing
        list={{ ...list, items: shown }}
        empty={
          items.length === 0 ? (
            <Empty title={words.none}>
              <p className="small soft">{words.noneLead}</p>
            </Empty>
          ) : (
            <Empty title={words.noneFound}>
              <p className="small soft">{words.noneFoundLead}</p>
            </Empty>
          )
        }
      >
        {({ text, institution: whose, at, block, transaction, logIndex }) => (
          <li key={`${transaction} ${logIndex}`}>
            <p className="event">
              <Sentence text={text} />
            </p>
            <p className="tiny faint">{words.where(whose, dateTime(at), block.toLocaleString("en"))}</p>
          </li>
        )}
      </Listing>
    </>
  );
}

const says = ({ text, transaction }: RecordedEvent, wanted: string): boolean =>
  `${text} ${transaction}`.toLowerCase().includes(wanted.trim().toLowerCase());
