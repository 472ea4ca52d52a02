import type { NationClient } from "@civitas/sdk";
import type { Case } from "@civitas/sdk/court";
import { useState } from "react";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Field, Options } from "../../parts/forms";
import { choiceName, choicesOf, type Subject } from "./choices";
import { words } from "./words";

interface DutyProps {
  readonly found: Case;
  readonly subject: Subject | undefined;
}

/** What a juror, or in the plenary every citizen, must or can do now. */
export function Duty({ found, subject }: DutyProps) {
  const { phase, round, viewer } = found;
  const seat = viewer?.seat === undefined ? undefined : round.panel.find(({ seat: one }) => one === viewer.seat);
  if (phase === "plenary" && viewer !== undefined) return <Plenary found={found} subject={subject} />;
  if (seat === undefined) return null;
  if (phase === "commit") {
    return (
      <section className="card">
        <h2>{words.duty}</h2>
        <p>{seat.vote === "none" ? words.dutyCommit : words.dutyDone}</p>
        {seat.vote === "none" && <Seal found={found} subject={subject} />}
      </section>
    );
  }
  if (phase === "reveal" && seat.vote === "sealed") {
    return (
      <section className="card">
        <h2>{words.duty}</h2>
        <p>{words.dutyReveal}</p>
        <Reveal found={found} />
      </section>
    );
  }
  return null;
}

function useChoice({ found, subject }: DutyProps) {
  const [choice, setChoice] = useState<string>();
  const shown = (
    <Options
      legend={words.choose}
      choices={choicesOf(found).map((one) => ({ value: String(one), label: choiceName(one, found, subject) }))}
      value={choice}
      onChange={setChoice}
    />
  );
  return { choice: choice === undefined ? undefined : Number(choice), shown };
}

/** Sealing asks the wallet for a signature first, of which the salt is made: so it is tried when it is sent. */
function Seal(props: DutyProps) {
  const { open } = useActs();
  const { choice, shown } = useChoice(props);
  const seal = (): void => {
    if (choice === undefined) return;
    open(
      intend({
        title: words.sealTitle,
        select: ({ court }: NationClient) => court.commit,
        params: { caseId: props.found.id, choice },
        seen: words.sealSeen,
        then: words.sealThen,
        signsFirst: true,
      }),
    );
  };
  return (
    <>
      {shown}
      <div className="row">
        <button type="button" className="btn main" aria-disabled={choice === undefined} onClick={seal}>
          {words.acts.commit}
        </button>
      </div>
    </>
  );
}

function Reveal({ found }: { readonly found: Case }) {
  const { open } = useActs();
  const [why, setWhy] = useState("");
  const reveal = (): void =>
    open(
      intend({
        title: words.revealTitle,
        select: ({ court }: NationClient) => court.reveal,
        params: { caseId: found.id, justification: why },
        seen: words.revealSeen,
        signsFirst: true,
      }),
    );
  return (
    <>
      <Field label={words.why} value={why} onChange={setWhy} isLong />
      <div className="row">
        <button type="button" className="btn main" onClick={reveal}>
          {words.revealNow}
        </button>
      </div>
    </>
  );
}

function Plenary(props: DutyProps) {
  const { open } = useActs();
  const [why, setWhy] = useState("");
  const { choice, shown } = useChoice(props);
  const vote = (): void => {
    if (choice === undefined) return;
    open(
      intend({
        title: words.acts.voteInPlenary,
        select: ({ court }: NationClient) => court.voteInPlenary,
        params: { caseId: props.found.id, choice, justification: why },
        seen: words.revealSeen,
      }),
    );
  };
  return (
    <section className="card">
      <h2>{words.choose}</h2>
      {shown}
      <Field label={words.why} value={why} onChange={setWhy} isLong />
      <div className="row">
        <button type="button" className="btn main" aria-disabled={choice === undefined} onClick={vote}>
          {words.acts.voteInPlenary}
        </button>
      </div>
    </section>
  );
}
