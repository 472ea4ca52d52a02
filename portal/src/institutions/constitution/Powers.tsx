import { useOverview, useRead } from "@civitas/react";
import type { Power, PowerEntry } from "@civitas/sdk/founding";
import { Reading } from "../../parts/states";
import { words } from "./words";

interface Table {
  readonly entries: readonly PowerEntry[];
  readonly meanings: Readonly<Record<string, string>>;
  readonly sentences: Readonly<Record<string, string>>;
}

/** The ONE table of powers of the SDK, which founds and verifies: loaded when somebody asks. */
async function readTable(): Promise<Table> {
  const [{ powers, powerMeanings }, { english }] = await Promise.all([
    import("@civitas/sdk/founding"),
    import("@civitas/sdk/words"),
  ]);
  return { entries: powers(), meanings: powerMeanings, sentences: english() };
}

/** An act in words, with what it takes left open; its name in the contract where there are none. */
const sayingOf = ({ contract, signature }: PowerEntry, sentences: Table["sentences"]): string => {
  const name = signature.slice(0, signature.indexOf("("));
  const saying = sentences[`call.${contract}.${signature}`] ?? sentences[`call.${contract}.${name}`];
  return saying === undefined ? name : saying.replaceAll(/\{[^}]*\}/g, "…");
};

/** Every act of every institution that the nation has, by who may do it. */
export function Powers() {
  const table = useRead(["powers"], readTable);
  const { data: overview } = useOverview();
  const isPresent = ({ contract }: PowerEntry): boolean =>
    contract === "nation" ||
    contract === "constitution" ||
    Object.hasOwn(overview?.profile.institutions ?? {}, contract);
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.powersTitle}</h1>
        <p className="lead">{words.powersLead}</p>
      </div>
      <Reading read={table} lines={6}>
        {({ entries, meanings, sentences }) => {
          const shown = entries.filter(isPresent);
          const whose = [...new Set(shown.map(({ power }) => power))] as Power[];
          return whose.map((power) => {
            const own = shown.filter((entry) => entry.power === power);
            return (
              <details className="card" key={power}>
                <summary>
                  <span>
                    <b>{meanings[power] ?? power}</b> <span className="soft small">{words.acts(own.length)}</span>
                  </span>
                </summary>
                {[...new Set(own.map(({ contract }) => contract))].map((contract) => (
                  <div className="stack" key={contract}>
                    <h3>{words.institution(contract)}</h3>
                    <ul className="list">
                      {own
                        .filter((entry) => entry.contract === contract)
                        .map((entry) => (
                          <li key={entry.signature}>
                            <p>
                              {sayingOf(entry, sentences)}{" "}
                              {entry.constitutional && <span className="tag must">{words.constitutional}</span>}
                            </p>
                            {entry.note !== undefined && <p className="small soft">{entry.note}</p>}
                          </li>
                        ))}
                    </ul>
                  </div>
                ))}
              </details>
            );
          });
        }}
      </Reading>
    </>
  );
}
