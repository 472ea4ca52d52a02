import { useNation } from "@civitas/react";
import type { NationClient, NationError } from "@civitas/sdk";
import { toNationError } from "@civitas/sdk/core";
import type { Check, Finding, VerificationReport } from "@civitas/sdk/founding";
import { useState } from "react";
import { Icon } from "../parts/Icon";
import { Bones, Failure } from "../parts/states";
import { plain } from "../parts/strangers";
import { words } from "./words";

const tones: Readonly<Record<Finding, string>> = {
  founded: "tag good",
  changed: "tag live",
  fault: "tag bad",
  unknown: "tag must",
  incomplete: "tag must",
};

/** The verifier carries every contract's code: it is loaded when somebody asks for it. */
async function verify(nation: NationClient): Promise<VerificationReport> {
  const [{ verifyFounding }, { browserShelf, readRecord }] = await Promise.all([
    import("@civitas/sdk/founding"),
    import("../found/store"),
  ]);
  // Who founded it on this device has its charter still, to compare with.
  const record = readRecord(browserShelf);
  const isOfThis = record?.institutions.nation.address.toLowerCase() === nation.address.toLowerCase();
  return verifyFounding(nation.contract.runner!.provider!, isOfThis ? record : nation.address);
}

/** The whole verification, in the reader's own browser. */
export function VerifyPage() {
  const { data: nation } = useNation();
  const [report, setReport] = useState<VerificationReport>();
  const [error, setError] = useState<NationError>();
  const [isRunning, setRunning] = useState(false);
  const run = (): void => {
    if (nation === undefined || isRunning) return;
    setRunning(true);
    setError(undefined);
    verify(nation)
      .then(setReport, (reason: unknown) => setError(toNationError(reason)))
      .finally(() => setRunning(false));
  };
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.title}</h1>
        <p className="lead">{words.lead}</p>
      </div>
      <div className="row">
        <button type="button" className="btn main" aria-disabled={isRunning} onClick={run}>
          {report === undefined ? words.start : words.again}
        </button>
      </div>
      <div className="stack" aria-live="polite">
        {isRunning && <p>{words.running}</p>}
        {isRunning && report === undefined && <Bones lines={5} />}
        <Failure error={error} />
        {report !== undefined && <Report report={report} />}
      </div>
      <section className="card">
        <h2>{words.cannot}</h2>
        <ul className="list">
          {words.cannots.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Report({ report: { verdict, checks, block, comparedWithCharter } }: { readonly report: VerificationReport }) {
  const isGood = verdict === "whole" || verdict === "changed";
  const topics = [...new Set(checks.map(({ topic }) => topic))];
  return (
    <div className="stack roomy">
      <div className={isGood ? "note good" : verdict === "fault" ? "note fault" : "note must"}>
        <h2>
          <Icon name={isGood ? "check" : "warning"} /> {words.verdicts[verdict]}
        </h2>
        <p className="small">{words.atBlock(block.toLocaleString("en"), String(checks.length))}</p>
        {!comparedWithCharter && <p className="small">{words.withoutCharter}</p>}
      </div>
      {topics.map((topic) => (
        <Topic key={topic} topic={topic} checks={checks.filter((check) => check.topic === topic)} />
      ))}
    </div>
  );
}

/** What is not as founded stands first, and open. */
function Topic({ topic, checks }: { readonly topic: Check["topic"]; readonly checks: readonly Check[] }) {
  const other = checks.filter(({ finding }) => finding !== "founded");
  const sorted = [...other, ...checks.filter(({ finding }) => finding === "founded")];
  return (
    <details className="card" open={other.some(({ finding }) => finding !== "changed")}>
      <summary>
        <span>
          <b>{words.topics[topic]}</b> <span className="small soft">{words.count(checks.length)}</span>
        </span>
      </summary>
      <ul className="list">
        {sorted.map(({ title, detail, finding }, index) => (
          <li key={index}>
            <p className="head-line">
              <b>{plain(title)}</b> <span className={tones[finding]}>{words.findings[finding]}</span>
            </p>
            <p className="small event">{plain(detail)}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
