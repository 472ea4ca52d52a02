import { useOverview, useRead } from "@civitas/react";
import type { NationClient } from "@civitas/sdk";
import { proposalId as proposalUnit, type Proposal, type ProposalId, type ProposalStatus } from "@civitas/sdk/governor";
import type { DescribedCall } from "@civitas/sdk/words";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Account, useCitizenOf } from "../../parts/people";
import { Sentence } from "../../parts/Sentence";
import { Reading } from "../../parts/states";
import { Quote, Written } from "../../parts/strangers";
import { dateTime, Due } from "../../parts/time";
import { useActors } from "../../wallet/actor";
import type { PageProps } from "../registration";
import { Ballots } from "./Ballots";
import { tones } from "./Decisions";
import { Houses } from "./Houses";
import { bodyOf, titleOf } from "./text";
import { Vote } from "./Vote";
import { words } from "./words";

interface Whole {
  readonly proposal: Proposal;
  readonly status: ProposalStatus;
  readonly calls: readonly DescribedCall[];
}

async function readWhole(nation: NationClient, id: ProposalId): Promise<Whole> {
  const [proposal, status] = await Promise.all([
    nation.governor.proposal({ proposalId: id }),
    nation.governor.status({ proposalId: id }),
  ]);
  return { proposal, status, calls: await nation.describeCalls(proposal.calls) };
}

const idIn = (text: string): ProposalId => proposalUnit.from(/^\d{1,78}$/.test(text) ? BigInt(text) : 0n);

/** A proposal: what the chain does if it passes, why, how it stands, and what one can do about it. */
export function ProposalPage({ params }: PageProps) {
  const id = idIn(params.id);
  const whole = useRead(["proposal", id], (nation) => readWhole(nation, id), { everyMs: 20_000 });
  return <Reading read={whole}>{(found) => <Shown {...found} />}</Reading>;
}

function Shown({ proposal, status, calls }: Whole) {
  const { description, proposer } = proposal;
  const { state, class: kind, closesAt, houses } = status;
  const isOver = state !== "pending" && state !== "active";
  const body = bodyOf(description);
  return (
    <>
      <div className="head">
        <p className="row">
          <span className={tones[state]}>{words.states[state]}</span>
          {kind === "constitutional" && <span className="tag must">{words.classes[kind]}</span>}
          {state === "active" && <Due until={closesAt} isCostly />}
        </p>
        <h1 tabIndex={-1}>{titleOf(description) === "" ? words.untitled : <Written text={titleOf(description)} />}</h1>
        <p className="small soft row">
          {words.by} <Account account={proposer} />
        </p>
      </div>
      <div className="two mix">
        <div className="a">
          <section className="card">
            <h2>{words.calls}</h2>
            <ol className="acts">
              {calls.map((call, index) => (
                <CallLine key={index} call={call} />
              ))}
            </ol>
            {calls.length > 1 && <p className="small soft">{words.oneByOne}</p>}
            <p className="small soft">{words.classNote}</p>
          </section>
          {body !== "" && (
            <section className="card">
              <h2>{words.why}</h2>
              <Quote text={body} />
            </section>
          )}
        </div>
        <div className="b">
          <Vote status={status} />
          <Deeds proposal={proposal} status={status} />
          <Houses houses={houses} isOver={isOver} />
          <Timeline status={status} />
        </div>
        <div className="c">
          <Ballots proposalId={proposal.id} />
        </div>
      </div>
    </>
  );
}

function CallLine({ call: { text, target, signature, institution } }: { readonly call: DescribedCall }) {
  return (
    <li>
      <div className="stack tight">
        <p className="event">
          <Sentence text={text} />
        </p>
        {institution === undefined && <p className="small note must">{words.unreadableCall}</p>}
        <details>
          <summary>{words.callBehind}</summary>
          <p className="chain small" dir="ltr">
            {target}
            {signature !== undefined && ` ${signature}`}
          </p>
        </details>
      </div>
    </li>
  );
}

/** What anyone, or the proposer, can do about it now. */
function Deeds({ proposal, status }: Omit<Whole, "calls">) {
  const { open } = useActs();
  const { actor } = useActors();
  const { data: overview } = useOverview();
  const citizenId = useCitizenOf(actor?.account);
  const { data: proposer } = useRead(["proposerOf", proposal.id], ({ governor }) =>
    governor.proposerOf({ proposalId: proposal.id }),
  );
  const { state, executableAt, id } = status;
  const isReady = executableAt !== undefined && overview !== undefined && executableAt <= overview.at;
  const title = titleOf(proposal.description);
  if (state === "succeeded") {
    const queue = intend({
      title: `${words.queue}: ${title}`,
      select: ({ governor }: NationClient) => governor.queue,
      params: { proposalId: id },
      then: words.queueThen,
    });
    return <Deed label={words.queue} onClick={() => open(queue)} />;
  }
  if (state === "queued") {
    const execute = intend({
      title: `${words.execute}: ${title}`,
      select: ({ governor }: NationClient) => governor.execute,
      params: { proposalId: id },
      then: words.executeThen,
    });
    return isReady ? (
      <Deed label={words.execute} onClick={() => open(execute)} />
    ) : (
      <section className="card">
        <p>{words.waitsUntil(dateTime(executableAt!))}</p>
      </section>
    );
  }
  if (state === "pending" && citizenId !== undefined && citizenId === proposer) {
    const cancel = intend({
      title: words.cancel,
      select: ({ governor }: NationClient) => governor.cancel,
      params: { proposalId: id },
    });
    return (
      <section className="card">
        <button type="button" className="btn wide" onClick={() => open(cancel)}>
          {words.cancel}
        </button>
      </section>
    );
  }
  return state === "defeated" ? <SecondVote id={id} /> : null;
}

const Deed = ({ label, onClick }: { readonly label: string; readonly onClick: () => void }) => (
  <section className="card">
    <button type="button" className="btn main wide" onClick={onClick}>
      {label}
    </button>
  </section>
);

/** Whether the same may be voted on once more. */
function SecondVote({ id }: { readonly id: ProposalId }) {
  const { data } = useRead(
    ["secondVote", id],
    async ({ governor }) => (await governor.secondVote({ proposalId: id })) ?? null,
  );
  if (data === undefined || data === null) return null;
  return (
    <section className="card">
      <p>{words.secondVote(dateTime(data.from), dateTime(data.until))}</p>
    </section>
  );
}

function Timeline({ status: { state, opensAt, closesAt, executableAt } }: Pick<Whole, "status">) {
  const order = ["pending", "active", "succeeded", "queued", "executed"] as const;
  const place = order.indexOf(state as (typeof order)[number]);
  const steps = [
    { text: words.stepProposed, when: undefined },
    { text: words.stepOpens, when: opensAt },
    { text: words.stepCloses, when: closesAt },
    { text: words.stepQueue, when: undefined },
    { text: words.stepExecute, when: executableAt },
  ];
  // What failed, was taken back or lapsed goes no further.
  const done = place === -1 ? (state === "canceled" ? 1 : state === "expired" ? 4 : 3) : place + 1;
  const isLost = place === -1;
  return (
    <section className="card">
      <h2>{words.timeline}</h2>
      <ol className="line">
        {steps.slice(0, isLost ? done + 1 : steps.length).map(({ text, when }, index) => (
          <li key={text} className={index < done ? "done" : isLost ? "lost" : index === done ? "now" : "todo"}>
            <span className="dot" aria-hidden="true">
              {index < done ? "✓" : index + 1}
            </span>
            <div>
              <h3>{isLost && index === done ? words.states[state] : text}</h3>
              {when !== undefined && !(isLost && index === done) && <p className="small soft">{dateTime(when)}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
