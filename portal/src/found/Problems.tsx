import { Icon } from "../parts/Icon";
import { plain } from "../parts/strangers";
import { useFounding } from "./state";
import { words } from "./words";

/** So many are shown at once. */
const FIRST = 8;

/** What the SDK says of the charter as it stands. */
export function Problems() {
  const {
    checked: { problems },
    showAll,
  } = useFounding();
  return (
    <section className="card">
      <h2>{words.checks}</h2>
      <div aria-live="polite">
        {problems.length === 0 ? (
          <p className="verdict yes">
            <Icon name="check" />
            <span>{words.sound}</span>
          </p>
        ) : (
          <p className="verdict no">
            <Icon name="warning" />
            <span>{words.problems(problems.length)}</span>
          </p>
        )}
      </div>
      {problems.length > 0 && (
        <>
          <ul className="list">
            {problems.slice(0, FIRST).map(({ field, message }, index) => (
              <li key={index} className="small event">
                <b className="chain" dir="ltr">
                  {field === "" ? words.theCharter : plain(field)}
                </b>{" "}
                {plain(message)}
              </li>
            ))}
          </ul>
          <p className="small soft">{words.mayShow}</p>
          {problems.length > FIRST && <p className="small soft">{words.moreProblems(problems.length - FIRST)}</p>}
          <div className="row">
            <button type="button" className="btn quiet" onClick={showAll}>
              {words.showThere}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
