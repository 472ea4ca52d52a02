/**
 * What became of something that was founded.
 *
 * - `founded`: it is as the founding made it.
 * - `changed`: the government changed it since, by a decision that passed.
 * - `fault`: it is otherwise, and no decision explains it.
 * - `unknown`: this software cannot tell: it does not know the institution, or nothing proves it.
 * - `incomplete`: the node did not tell everything that the chain keeps: nothing follows from what it told.
 */
export type Finding = "founded" | "changed" | "fault" | "unknown" | "incomplete";

/** One thing that was compared. */
export interface Check {
  readonly topic:
    "code" | "profile" | "provisions" | "articles" | "powers" | "founding acts" | "terms" | "decisions" | "evidence";
  readonly title: string;
  readonly finding: Finding;
  readonly detail: string;
}

/**
 * What a verification comes to.
 *
 * - `whole`: the nation is as founded.
 * - `changed`: its government changed it since, by decisions that are listed, and nothing else did.
 * - `partly`: nothing is wrong with what this software knows, and there is something that it does not know.
 * - `fault`: something is otherwise, and nothing explains it.
 * - `incomplete`: the node did not tell everything. Another node, or the same one later, may.
 */
export type Verdict = "whole" | "changed" | "partly" | "fault" | "incomplete";

/** What a verification found. */
export interface VerificationReport {
  readonly nation: string;
  /** The block at which everything was read. */
  readonly block: number;
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
  /** Empty where the evidence is incomplete: nobody is condemned on half of it. */
  readonly faults: readonly Check[];
  readonly changes: readonly Check[];
  /** What a newer version of this software may be able to verify. */
  readonly unknown: readonly Check[];
  /** What the node did not tell, though the chain keeps it. */
  readonly incomplete: readonly Check[];
  /** Whether a charter was there to compare with; otherwise only what the chain itself tells was. */
  readonly comparedWithCharter: boolean;
}

/** What moves on a screen, or to another line: strangers' words must not pass for another check, or for the end of the report. */
const MOVING = /[\p{Control}\p{Bidi_Control}\p{Line_Separator}\p{Paragraph_Separator}]/gu;

const inOneLine = (text: string): string => text.replace(MOVING, "\ufffd");

/** Collects checks. */
export class Findings {
  readonly checks: Check[] = [];

  constructor(private readonly topic: Check["topic"]) {}

  add(title: string, finding: Finding, detail: string): void {
    this.checks.push({ topic: this.topic, title: inOneLine(title), finding, detail: inOneLine(detail) });
  }

  /** It is what it was founded as, or a fault. */
  expect(title: string, isSo: boolean, details: { readonly good: string; readonly bad: string }): void {
    this.add(title, isSo ? "founded" : "fault", isSo ? details.good : details.bad);
  }
}

/** The report of some checks. */
export function reportOf(
  checks: readonly Check[],
  about: Omit<VerificationReport, "verdict" | "checks" | "faults" | "changes" | "unknown" | "incomplete">,
): VerificationReport {
  const found = (finding: Finding) => checks.filter((check) => check.finding === finding);
  const incomplete = found("incomplete");
  // Another code is another code, whatever else the node keeps back; and what nothing proves to be this code's the node has told.
  const isDoubtful = incomplete.some(({ topic }) => topic !== "code");
  const faults = found("fault").filter(({ topic }) => !isDoubtful || topic === "code");
  const changes = found("changed");
  const unknown = found("unknown");
  const verdicts: readonly (readonly [Verdict, readonly Check[]])[] = [
    ["fault", faults],
    ["incomplete", incomplete],
    ["partly", unknown],
    ["changed", changes],
  ];
  const verdict = verdicts.find(([, those]) => those.length > 0)?.[0] ?? "whole";
  return { ...about, verdict, checks, faults, changes, unknown, incomplete };
}

const MARKS = {
  founded: "ok     ",
  changed: "changed",
  fault: "FAULT  ",
  unknown: "unknown",
  incomplete: "missing",
} as const;

/** A report as text: what was checked, what changed lawfully, what is wrong, what the node kept back. */
export function reportText(report: VerificationReport): string {
  const { verdict, faults, changes, unknown, incomplete, checks } = report;
  const isDoubtful = (check: Check) => check.finding === "fault" && !faults.includes(check);
  const lines = checks.map((check) => {
    const mark = isDoubtful(check) ? "doubted" : MARKS[check.finding];
    return `  ${mark}  ${check.title}: ${check.detail}`;
  });
  const left =
    unknown.length === 0 ? "" : ` ${unknown.length} could not be verified: this software does not know them.`;
  const known = checks.length - unknown.length;
  const endings: Readonly<Record<Verdict, string>> = {
    fault: `${faults.length} of ${checks.length} checks failed.`,
    incomplete: `The evidence is incomplete: ${incomplete.length} of ${checks.length} checks need what the node did not tell. Nothing is proved and nobody is condemned: ask another node.`,
    partly: `${known} of ${checks.length} checks passed, and nothing proves the rest: the nation is not proved to be as founded.${changes.length === 0 ? "" : ` The government has changed ${changes.length} of these things since the founding.`}`,
    changed: `All ${known} checks passed; the government has changed ${changes.length} of these things since the founding.`,
    whole: `All ${known} checks passed: the nation is as founded.`,
  };
  return [`The nation ${report.nation} at block ${report.block}`, ...lines, endings[verdict] + left].join("\n");
}
