import { useRead } from "@civitas/react";
import { citizenId as idUnit, type CitizenId, type NationClient } from "@civitas/sdk";
import type { Citizen as Record } from "@civitas/sdk/citizenship";
import type { Challenge } from "@civitas/sdk/tribunal";
import { useState } from "react";
import { Citizen, useName } from "../../parts/people";
import { Empty, Reading } from "../../parts/states";
import { plain } from "../../parts/strangers";
import { date } from "../../parts/time";
import { to } from "../../router";
import type { PageProps } from "../registration";
import { Passport } from "./Passport";
import { words } from "./words";

/** One citizen's record. */
export function CitizenPage({ params }: PageProps) {
  const id = idUnit.from(/^\d{1,20}$/.test(params.id) ? BigInt(params.id) : 0n);
  const citizen = useRead<Record>(["citizen", id], ({ citizenship }) => citizenship.citizen({ citizenId: id }));
  return (
    <Reading read={citizen}>
      {(found) =>
        found.standing === "none" ? (
          <>
            <h1 tabIndex={-1}>{words.unknown}</h1>
            <Empty title={words.unknown}>
              <p className="small soft">{words.unknownLead}</p>
            </Empty>
          </>
        ) : (
          <Shown citizen={found} />
        )
      }
    </Reading>
  );
}

function Shown({ citizen }: { readonly citizen: Record }) {
  const { id, holder } = citizen;
  const name = useName(holder);
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{name ?? words.title}</h1>
        <p>
          <Citizen id={id} holder={holder} />
        </p>
      </div>
      <div className="two">
        <div>
          <section className="card">
            <Facts citizen={citizen} />
          </section>
          <Challenges id={id} />
        </div>
        <div>
          <Passport id={id} />
        </div>
      </div>
    </>
  );
}

/** What stands in the register of a citizen. */
export function Facts({ citizen: { id, holder, since, until, wakesAt, standing } }: { readonly citizen: Record }) {
  const votes = useRead(["votesOf", id], ({ citizenship }) => citizenship.votesOf({ citizenId: id }));
  return (
    <dl className="kv">
      <div>
        <dt>{words.number}</dt>
        <dd>{String(id)}</dd>
      </div>
      <div>
        <dt>{words.standing}</dt>
        <dd>{words.standings[standing]}</dd>
      </div>
      <div>
        <dt>{words.sinceLabel}</dt>
        <dd>{date(since)}</dd>
      </div>
      <div>
        <dt>{words.term}</dt>
        <dd>{date(until)}</dd>
      </div>
      <div>
        <dt>{words.votesFrom}</dt>
        <dd>{date(wakesAt)}</dd>
      </div>
      {votes.data !== undefined && (
        <div>
          <dt>{words.carries}</dt>
          <dd>{String(votes.data)}</dd>
        </div>
      )}
      <div>
        <dt>{words.account}</dt>
        <dd className="chain" dir="ltr">
          {holder}
        </dd>
      </div>
    </dl>
  );
}

/** What the tribunal has of a citizen: looked for in the log when somebody asks. */
function Challenges({ id }: { readonly id: CitizenId }) {
  const [isOpen, setOpen] = useState(false);
  const challenges = useRead<Challenge[]>(
    ["challengesOf", id],
    (nation: NationClient) => nation.tribunal.challengesOf({ citizenId: id }),
    { enabled: isOpen },
  );
  return (
    <details className="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.challenges}</summary>
      {isOpen && (
        <Reading read={challenges}>
          {(all) =>
            all.length === 0 ? (
              <p>{words.noChallenges}</p>
            ) : (
              <ul className="list">
                {all.map(({ caseId, text }) => (
                  <li key={String(caseId)}>
                    <a href={to(`/justice/case/${String(caseId)}`)}>
                      <bdi>{plain(text)}</bdi>
                    </a>
                  </li>
                ))}
              </ul>
            )
          }
        </Reading>
      )}
    </details>
  );
}
