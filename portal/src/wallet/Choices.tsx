import type { NationError } from "@civitas/sdk";
import { toNationError } from "@civitas/sdk/core";
import { useState } from "react";
import { Failure } from "../parts/states";
import { useActors } from "./actor";
import type { FoundWallet } from "./discovery";
import { words } from "./words";

/** How many of the demonstration's people are offered at first. */
const FIRST = 4;

/** Everyone whom one can act as: wallets, and on a demonstration's chain its people. */
export function Choices({ onChosen }: { readonly onChosen?: () => void }) {
  const { wallets, people, openWallet, be } = useActors();
  const [isWhole, setWhole] = useState(false);
  const [error, setError] = useState<NationError>();
  const open = (wallet: FoundWallet) => {
    setError(undefined);
    openWallet(wallet).then(onChosen, (reason: unknown) => setError(toNationError(reason)));
  };
  const shown = isWhole ? people : people.slice(0, FIRST);
  return (
    <div className="stack roomy">
      {people.length > 0 && (
        <section className="stack">
          <h3>{words.demo}</h3>
          <p className="small soft">{words.demoLead}</p>
          <div className="row">
            {shown.map((person) => (
              <button
                type="button"
                className="btn"
                key={person.index}
                onClick={() => {
                  be(person);
                  onChosen?.();
                }}
              >
                {words.be(person.name)}
              </button>
            ))}
            {!isWhole && people.length > FIRST && (
              <button type="button" className="btn quiet" onClick={() => setWhole(true)}>
                {words.showAll}
              </button>
            )}
          </div>
        </section>
      )}
      <section className="stack">
        <h3>{words.wallets}</h3>
        {wallets.length === 0 ? (
          <>
            <p>{words.noWallet}</p>
            <p className="small soft">{words.noWalletAdvice}</p>
          </>
        ) : (
          <div className="row">
            {wallets.map((wallet) => (
              <button type="button" className="btn" key={wallet.id} onClick={() => open(wallet)}>
                {wallet.icon !== undefined && <img className="wallet-icon" src={wallet.icon} alt="" />}
                {words.connect(wallet.name)}
              </button>
            ))}
          </div>
        )}
        <Failure error={error} />
      </section>
    </div>
  );
}
