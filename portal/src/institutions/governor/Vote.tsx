import { useRead } from "@civitas/react";
import type { NationClient } from "@civitas/sdk";
import type { ProposalStatus, Support } from "@civitas/sdk/governor";
import { useState } from "react";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Field } from "../../parts/forms";
import { useCitizenOf } from "../../parts/people";
import { Bones, Failure } from "../../parts/states";
import { dateTime } from "../../parts/time";
import { useActors } from "../../wallet/actor";
import { Choose } from "../../wallet/Choose";
import { words } from "./words";

const supports: readonly Support[] = ["for", "against", "abstain"];

/** The ballot: or why one has none, before anything is signed. */
export function Vote({ status }: { readonly status: ProposalStatus }) {
  const { actor } = useActors();
  const citizenId = useCitizenOf(actor?.account);
  const { id, state, opensAt } = status;
  const own = useRead(
    ["ownBallot", id, citizenId],
    async ({ governor, citizenship, stake }) => {
      const [hasVoted, heads, weight] = await Promise.all([
        governor.hasVoted({ proposalId: id, citizenId: citizenId! }),
        citizenship.pastVotesOf({ citizenId: citizenId!, at: opensAt }),
        stake.pastVotesOf({ citizenId: citizenId!, at: opensAt }).catch(() => 0n),
      ]);
      return { hasVoted, hasVote: heads > 0n || weight > 0n };
    },
    { enabled: state === "active" && citizenId !== undefined },
  );
  if (state === "pending") return <Told text={words.opens(dateTime(opensAt))} />;
  if (state !== "active") return null;
  if (actor === undefined) {
    return (
      <section className="card">
        <h2>{words.yourVote}</h2>
        <p>{words.nobody}</p>
        <Choose />
      </section>
    );
  }
  if (citizenId === undefined) return <Told text={words.notCitizen} />;
  if (own.data === undefined) {
    return (
      <section className="card">
        <h2>{words.yourVote}</h2>
        <Failure error={own.error} again={own.refresh} />
        {own.isLoading && <Bones lines={1} />}
      </section>
    );
  }
  if (own.data.hasVoted) return <Told text={words.youVoted} />;
  if (!own.data.hasVote) return <Told text={words.noVoteThen} />;
  return <Ballot status={status} />;
}

const Told = ({ text }: { readonly text: string }) => (
  <section className="card">
    <h2>{words.yourVote}</h2>
    <p>{text}</p>
  </section>
);

function Ballot({ status: { id } }: { readonly status: ProposalStatus }) {
  const { open } = useActs();
  const [reason, setReason] = useState("");
  const vote = (support: Support): void => {
    const about = { title: words.voteTitle[support], seen: words.voteSeen };
    const written = reason.trim();
    open(
      written === ""
        ? intend({
            ...about,
            select: ({ governor }: NationClient) => governor.vote,
            params: { proposalId: id, support },
          })
        : intend({
            ...about,
            select: ({ governor }: NationClient) => governor.voteWithReason,
            params: { proposalId: id, support, reason: written },
          }),
    );
  };
  return (
    <section className="card">
      <h2>{words.yourVote}</h2>
      <Field label={words.reason} hint={words.reasonHint} value={reason} onChange={setReason} isLong />
      <div className="votes">
        {supports.map((support) => (
          <button type="button" className="btn" key={support} onClick={() => vote(support)}>
            <i className={`k-${support}`} aria-hidden="true" />
            {words[support]}
          </button>
        ))}
      </div>
      <p className="small soft">{words.voteOnce}</p>
    </section>
  );
}
