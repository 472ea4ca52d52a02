import { useState } from "react";
import { Filters } from "../parts/forms";
import { chooseLook, useLook, type Look } from "../settings";
import { to } from "../router";
import { useActors } from "../wallet/actor";
import { Choose } from "../wallet/Choose";
import { words as walletWords } from "../wallet/words";
import { Where } from "./Where";
import { words } from "./words";

const looks: readonly Look[] = ["system", "light", "dark"];

/** Node, look, who acts, and what is kept on this device. */
export function SettingsPage() {
  const look = useLook();
  const { actor, leave } = useActors();
  const [isForgotten, setForgotten] = useState(false);
  const forget = (): void => {
    for (const key of Object.keys(window.localStorage))
      if (key.startsWith("civitas.")) window.localStorage.removeItem(key);
    chooseLook("system");
    setForgotten(true);
  };
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.settings}</h1>
      </div>
      <div className="two even">
        <div>
          <Where />
          <p>
            <a href={to("/found")}>{words.found}</a>
          </p>
        </div>
        <div>
          <section className="card">
            <h2>{words.wallet}</h2>
            <Choose />
            {actor !== undefined && (
              <div className="row">
                <button type="button" className="btn" onClick={leave}>
                  {walletWords.leave}
                </button>
              </div>
            )}
          </section>
          <section className="card">
            <h2>{words.look}</h2>
            <Filters
              label={words.look}
              choices={looks.map((value) => ({ value, label: words.looks[value] }))}
              value={look}
              onChange={chooseLook}
            />
          </section>
          <section className="card">
            <h2>{words.kept}</h2>
            <p>{isForgotten ? words.forgotten : words.keptLead}</p>
            <div className="row">
              <button type="button" className="btn" onClick={forget}>
                {words.forget}
              </button>
            </div>
          </section>
        </div>
      </div>
    </>
  );
}
