import { useRead } from "@civitas/react";
import { civic, heads as headsUnit, type CitizenId, type Civic, type Heads, type NationClient } from "@civitas/sdk";
import type { ProposalId, Support } from "@civitas/sdk/governor";
import { useState } from "react";
import { Citizen } from "../../parts/people";
import { useSymbol } from "../../parts/money";
import { Reading } from "../../parts/states";
import { Quote } from "../../parts/strangers";
import { words } from "./words";

interface Cast {
  readonly citizenId: CitizenId;
  readonly support: Support;
  readonly heads: Heads;
  readonly stake: Civic;
  readonly reason: string;
}

/** Every ballot, with the reason that its voter gave where the ballot stands alone in its transaction. */
async function readBallots({ governor }: NationClient, proposalId: ProposalId): Promise<Cast[]> {
  const [counted, cast] = await Promise.all([
    governor.events.BallotCounted.query({ where: { proposalId } }),
    governor.events.VoteCast.query(),
  ]);
  return counted.map(({ citizenId, support, heads, stake, transaction }) => {
    const beside = cast.filter((one) => one.transaction === transaction && one.proposalId === proposalId);
    const reason = beside.length === 1 ? beside[0].reason : "";
    return { citizenId, support: support, heads, stake, reason };
  });
}

/** Who voted how: looked for in the log when somebody asks. */
export function Ballots({ proposalId }: { readonly proposalId: ProposalId }) {
  const [isOpen, setOpen] = useState(false);
  const ballots = useRead(["ballots", proposalId], (nation) => readBallots(nation, proposalId), { enabled: isOpen });
  const symbol = useSymbol();
  return (
    <details className="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.ballots}</summary>
      {isOpen && (
        <Reading read={ballots}>
          {(all) =>
            all.length === 0 ? (
              <p>{words.noBallots}</p>
            ) : (
              <ul className="list">
                {all.map(({ citizenId, support, heads, stake, reason }) => (
                  <li key={String(citizenId)}>
                    <p className="head-line">
                      <Citizen id={citizenId} />
                      <span>{words.ballot[support]}</span>
                    </p>
                    <p className="tiny faint num">
                      {words.weighs(headsUnit.format(heads), `${civic.format(stake)} ${symbol}`)}
                    </p>
                    {reason !== "" && <Quote text={reason} />}
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
