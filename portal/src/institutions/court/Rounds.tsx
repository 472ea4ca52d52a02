import type { Case, CaseRound } from "@civitas/sdk/court";
import { Citizen } from "../../parts/people";
import { dateTime } from "../../parts/time";
import { choiceName, type Subject } from "./choices";
import { words } from "./words";

interface RoundsProps {
  readonly found: Case;
  readonly subject: Subject | undefined;
}

/** The case as a timeline of its rounds. */
export function Rounds({ found, subject }: RoundsProps) {
  const last = found.rounds.length - 1;
  return (
    <section className="card">
      <h2>{words.timeline}</h2>
      <ol className="line">
        {found.rounds.map((round, index) => {
          const isDone = index < last || found.isFinal;
          return (
            <li key={round.round} className={isDone ? "done" : "now"}>
              <span className="dot" aria-hidden="true">
                {isDone ? "✓" : round.round + 1}
              </span>
              <div>
                <h3>
                  {words.round(round.round + 1)}
                  {round.isPlenary && `, ${words.plenary}`}
                  {round.isRedraw && `, ${words.redraw}`}
                </h3>
                <p className="small">
                  {round.size === undefined
                    ? words.plenaryVoted(String(round.voted))
                    : words.seats(String(round.voted), String(round.size))}
                </p>
                {!isDone && <Times round={round} />}
                <p className="small">
                  {round.ruling === undefined ? words.notRuled : words.ruled(choiceName(round.ruling, found, subject))}
                </p>
                {round.panel.length > 0 && <Panel found={found} subject={subject} round={round} />}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

const Times = ({ round: { commitEndsAt, revealEndsAt } }: { readonly round: CaseRound }) => (
  <p className="small soft">
    {commitEndsAt !== undefined && words.sealedUntil(dateTime(commitEndsAt))}
    {revealEndsAt !== undefined && `, ${words.openedUntil(dateTime(revealEndsAt))}`}
  </p>
);

/** Who sits on a panel. How jurors voted is told once all votes that will be are opened: nobody shall follow the others. */
function Panel({ found, subject, round }: RoundsProps & { readonly round: CaseRound }) {
  const isOpen = found.round.round === round.round && (found.phase === "commit" || found.phase === "reveal");
  return (
    <ul className="stack">
      {round.panel.map(({ seat, citizenId, vote, choice }) => (
        <li className="row" key={seat}>
          <Citizen id={citizenId} />
          <span className="small soft">
            {choice !== undefined && !isOpen ? choiceName(choice, found, subject) : words.juror[vote]}
          </span>
        </li>
      ))}
    </ul>
  );
}
