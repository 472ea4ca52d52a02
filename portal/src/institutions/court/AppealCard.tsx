import { wei, type NationClient } from "@civitas/sdk";
import type { Case } from "@civitas/sdk/court";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Native } from "../../parts/money";
import { Due } from "../../parts/time";
import { words as partWords } from "../../parts/words";
import { choiceName, type Subject } from "./choices";
import { words } from "./words";

/** What an appeal costs, and how far each side has paid it. */
export function AppealCard({ found, subject }: { readonly found: Case; readonly subject: Subject | undefined }) {
  const { open } = useActs();
  const { appeal } = found;
  if (appeal === undefined) return null;
  const write = (amount: Parameters<typeof wei.format>[0]) => `${wei.format(amount)} ${partWords.native}`;
  return (
    <section className="card">
      <h2>{words.appeal}</h2>
      <Due until={appeal.endsAt} />
      <p>
        {words.appealCost} <Native amount={appeal.cost} />
      </p>
      <ul className="list">
        {appeal.sides.map(({ choice, raised, needed, isFunded, isRuling, isOpen }) => {
          const name = choiceName(choice, found, subject);
          return (
            <li key={choice}>
              <p className="head-line">
                <b>{name}</b>
                {isRuling && <span className="tag">{words.ruledSide}</span>}
                {isFunded && <span className="tag good">{words.funded}</span>}
              </p>
              <p className="small num">{words.raised(write(raised), write(needed))}</p>
              {isOpen && !isFunded ? (
                <div className="row">
                  <button
                    type="button"
                    className="btn"
                    onClick={() =>
                      open(
                        intend({
                          title: words.appealTitle(name),
                          select: ({ court }: NationClient) => court.fundAppeal,
                          params: { caseId: found.id, choice },
                          costs: [words.appealReturns],
                        }),
                      )
                    }
                  >
                    {words.payAll}
                  </button>
                </div>
              ) : (
                !isOpen && <p className="small soft">{words.closed}</p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
