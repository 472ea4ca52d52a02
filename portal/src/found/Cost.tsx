import { wei, type NationError } from "@civitas/sdk";
import { toNationError } from "@civitas/sdk/core";
import { estimateFounding, type Charter, type FoundingEstimate } from "@civitas/sdk/founding";
import type { Provider } from "ethers";
import { useCallback, useEffect, useState } from "react";
import { Native } from "../parts/money";
import { Bones, Failure } from "../parts/states";
import { useActors } from "../wallet/actor";
import { words } from "./words";

export interface Cost {
  readonly estimate: FoundingEstimate | undefined;
  /** What the founder has, in wei. */
  readonly balance: bigint | undefined;
  readonly error: NationError | undefined;
  readonly isReading: boolean;
  readonly again: () => void;
}

/** What founding would cost at the chain's present prices. */
export function useCost(charter: Charter, consenting: number, reader: Provider): Cost {
  const { actor } = useActors();
  const [turn, setTurn] = useState(0);
  const [estimate, setEstimate] = useState<FoundingEstimate>();
  const [balance, setBalance] = useState<bigint>();
  const [error, setError] = useState<NationError>();
  const [isReading, setReading] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    setReading(true);
    setError(undefined);
    estimateFounding(charter, reader, { consenting, nodeTimeoutMs: 20_000 })
      .then(
        (found) => isCurrent && setEstimate(found),
        (reason: unknown) => isCurrent && setError(toNationError(reason)),
      )
      .finally(() => isCurrent && setReading(false));
    return () => {
      isCurrent = false;
    };
  }, [charter, consenting, reader, turn]);
  const account = actor?.account;
  useEffect(() => {
    let isCurrent = true;
    setBalance(undefined);
    if (account === undefined) return undefined;
    // A node that does not answer is told by the estimate.
    reader.getBalance(account).then(
      (found) => isCurrent && setBalance(found),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [account, reader, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { estimate, balance, error, isReading, again };
}

export function CostCard({ cost: { estimate, balance, error, isReading, again } }: { readonly cost: Cost }) {
  const isShort = estimate !== undefined && balance !== undefined && balance < estimate.needed;
  return (
    <section className="card">
      <h2>{words.cost}</h2>
      <Failure error={error} again={again} />
      {estimate === undefined && isReading && <Bones lines={2} />}
      {estimate !== undefined && (
        <>
          <p>
            <Native amount={wei.from(rounded(estimate.cost))} />
          </p>
          <p className="small soft">{words.costLead(estimate.transactions, (Number(estimate.gas) / 1e6).toFixed(1))}</p>
          <dl className="kv small">
            <div>
              <dt>{words.costMost}</dt>
              <dd>
                <Native amount={wei.from(rounded(estimate.needed))} />
              </dd>
            </div>
            {balance !== undefined && (
              <div>
                <dt>{words.balance}</dt>
                <dd>
                  <Native amount={wei.from(rounded(balance))} />
                </dd>
              </div>
            )}
          </dl>
          {isShort && <p className="note must small">{words.short}</p>}
          <div className="row">
            <button type="button" className="btn quiet" aria-disabled={isReading} onClick={() => !isReading && again()}>
              {words.reckon}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

/** Five figures are enough for what moves with every block; rounded up. */
export function rounded(amount: bigint): bigint {
  const unit = 10n ** BigInt(Math.max(0, String(amount).length - 5));
  return ((amount + unit - 1n) / unit) * unit;
}
