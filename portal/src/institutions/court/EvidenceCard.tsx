import { useRead } from "@civitas/react";
import type { NationClient } from "@civitas/sdk";
import type { Case } from "@civitas/sdk/court";
import { useState, type FormEvent } from "react";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Field } from "../../parts/forms";
import { Account } from "../../parts/people";
import { Empty, Reading } from "../../parts/states";
import { Announced, Quote, Written } from "../../parts/strangers";
import { useActors } from "../../wallet/actor";
import { words } from "./words";

/** What parties and others showed: strangers' words, which are text and no more. */
export function EvidenceCard({ found }: { readonly found: Case }) {
  const evidence = useRead(["evidence", found.id], ({ court }) => court.evidence({ caseId: found.id }));
  return (
    <section className="card">
      <h2>{words.evidence}</h2>
      <Reading read={evidence}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={words.noEvidence}>
              <p className="small soft">{words.noEvidenceLead}</p>
            </Empty>
          ) : (
            <ul className="list">
              {all.map(({ by, uri, statement, transaction, logIndex }) => (
                <li key={`${transaction} ${logIndex}`}>
                  <p className="small soft row">
                    {words.by} <Account account={by} />
                  </p>
                  {statement === undefined ? (
                    <>
                      <p>{words.notHere}</p>
                      <Announced uri={uri} />
                    </>
                  ) : (
                    <>
                      <h3>
                        <Written text={statement.name} />
                      </h3>
                      {statement.description !== undefined && <Quote text={statement.description} />}
                      {statement.fileUri !== undefined && <Announced uri={statement.fileUri} />}
                      {statement.fileHash !== undefined && (
                        <p className="small">
                          {words.fileHash}:{" "}
                          <span className="chain" dir="ltr">
                            {statement.fileHash}
                          </span>
                        </p>
                      )}
                    </>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
      {found.phase === "evidence" && <Submit found={found} />}
    </section>
  );
}

function Submit({ found }: { readonly found: Case }) {
  const { open } = useActs();
  const { actor } = useActors();
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  if (actor === undefined) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === "") return;
    open(
      intend({
        title: words.addEvidence,
        select: ({ court }: NationClient) => court.submitEvidence,
        params: { caseId: found.id, evidence: { name: name.trim(), ...(text.trim() !== "" && { description: text }) } },
        seen: words.evidenceSeen,
      }),
    );
  };
  return (
    <details>
      <summary>{words.addEvidence}</summary>
      <form className="stack" onSubmit={submit} noValidate>
        <Field label={words.evidenceName} value={name} onChange={setName} />
        <Field label={words.evidenceText} value={text} onChange={setText} isLong />
        <div className="row">
          <button type="submit" className="btn">
            {words.addEvidence}
          </button>
        </div>
      </form>
    </details>
  );
}
