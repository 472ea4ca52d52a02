import { moment } from "@civitas/sdk";
import { Empty } from "../parts/states";
import { dateTime } from "../parts/time";
import { useActs } from "./acts";
import { useEntries, type ActStatus } from "./journal";
import { words } from "./words";

const tones: Readonly<Record<ActStatus, string>> = {
  asked: "tag must",
  sent: "tag live",
  included: "tag good",
  failed: "tag bad",
  refused: "tag",
  unknown: "tag must",
};

/** What was begun on this device, and how far it is. */
export function YourActs() {
  const { journal } = useActs();
  const entries = useEntries(journal);
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.yourActs}</h1>
        <p className="lead">{words.actsLead}</p>
      </div>
      {entries.length === 0 ? (
        <Empty title={words.none}>
          <p className="small soft">{words.noneLead}</p>
        </Empty>
      ) : (
        <>
          <ul className="list card">
            {entries.map(({ id, title, status, hash, reason, at }) => (
              <li key={id}>
                <p className="row">
                  <b>{title}</b> <span className={tones[status]}>{words.status[status]}</span>
                </p>
                {reason !== undefined && <p className="small">{reason}</p>}
                {hash !== undefined && (
                  <p className="chain small" dir="ltr">
                    {hash}
                  </p>
                )}
                <p className="tiny faint">{dateTime(moment.of(new Date(at)))}</p>
              </li>
            ))}
          </ul>
          <div className="row">
            <button type="button" className="btn" onClick={() => journal.putAway()}>
              {words.putAway}
            </button>
          </div>
        </>
      )}
    </>
  );
}
