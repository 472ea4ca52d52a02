import { useOverview, useRead } from "@civitas/react";
import type { Article } from "@civitas/sdk/constitution";
import { useState } from "react";
import { Empty, Reading } from "../../parts/states";
import { plain } from "../../parts/strangers";
import { date } from "../../parts/time";
import { to } from "../../router";
import { words } from "./words";

/** The law as it stands, with the numbers that are in force. */
export function Articles() {
  const overview = useOverview();
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.title}</h1>
        <p className="lead">{words.lead}</p>
      </div>
      <Reading read={overview}>
        {({ articles }) =>
          articles.length === 0 ? (
            <Empty title={words.none}>
              <p className="small soft">{words.noneLead}</p>
            </Empty>
          ) : (
            <div className="card">
              {articles.map(({ number, version, adoptedAt, title, rendered }) => (
                <article className="article" key={number}>
                  <h2>
                    <span>{number}.</span>
                    <bdi>{plain(title)}</bdi>
                  </h2>
                  {rendered === "" ? (
                    <p className="soft">{words.repealed}</p>
                  ) : (
                    <p className="law written" dir="auto">
                      {plain(rendered)}
                    </p>
                  )}
                  <p className="small soft">{words.version(String(version), date(adoptedAt))}</p>
                  {version > 1 && <Versions number={number} count={version} />}
                  <p className="small">
                    <a href={to("/decisions/new", { act: "amend", article: String(number) })}>{words.change}</a>
                  </p>
                </article>
              ))}
            </div>
          )
        }
      </Reading>
      <p className="small soft">{words.howToChange}</p>
    </>
  );
}

/** How an article stood before: read when somebody asks. */
function Versions({ number, count }: { readonly number: number; readonly count: number }) {
  const [isOpen, setOpen] = useState(false);
  const versions = useRead<Article[]>(
    ["versions", number, count],
    ({ constitution }) =>
      Promise.all(
        Array.from({ length: count - 1 }, (_, index) => constitution.article({ number, version: count - 1 - index })),
      ),
    { enabled: isOpen },
  );
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.versions(String(count))}</summary>
      <Reading read={versions}>
        {(all) => (
          <div className="stack roomy">
            {all.map(({ version, title, text, adoptedAt }) => (
              <div className="stack" key={version}>
                <h3>
                  <bdi className="people">{plain(title)}</bdi>
                </h3>
                <p className="small soft">{words.version(String(version), date(adoptedAt))}</p>
                <p className="law written people" dir="auto">
                  {plain(text)}
                </p>
              </div>
            ))}
          </div>
        )}
      </Reading>
    </details>
  );
}
