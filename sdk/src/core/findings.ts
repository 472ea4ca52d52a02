/**
 * What became of something that was founded.
 *
 * - `founded`: it is as the founding made it.
 * - `changed`: the government changed it since, by a decision that passed.
 * - `fault`: it is otherwise, and no decision explains it.
 * - `unknown`: this software cannot tell, for it does not know the institution.
 */
export type Finding = "founded" | "changed" | "fault" | "unknown";

/** One thing that was compared. */
export interface Check {
  readonly topic: "code" | "profile" | "provisions" | "articles" | "powers" | "founding acts";
  readonly title: string;
  readonly finding: Finding;
  readonly detail: string;
}

/** What a verification found. */
export interface VerificationReport {
  readonly nation: string;
  /** The block at which everything was read. */
  readonly block: number;
  readonly checks: readonly Check[];
  readonly faults: readonly Check[];
  readonly changes: readonly Check[];
  /** What a newer version of this software may be able to verify. */
  readonly unknown: readonly Check[];
  /** Whether a charter was there to compare with; otherwise only what the chain itself tells was. */
  readonly comparedWithCharter: boolean;
}

/** Collects checks. */
export class Findings {
  readonly checks: Check[] = [];

  constructor(private readonly topic: Check["topic"]) {}

  add(title: string, finding: Finding, detail: string): void {
    this.checks.push({ topic: this.topic, title, finding, detail });
  }

  /** It is what it was founded as, or a fault. */
  expect(title: string, isSo: boolean, details: { readonly good: string; readonly bad: string }): void {
    this.add(title, isSo ? "founded" : "fault", isSo ? details.good : details.bad);
  }
}

const MARKS = { founded: "ok     ", changed: "changed", fault: "FAULT  ", unknown: "unknown" } as const;

/** A report as text: what was checked, what changed lawfully, what is wrong. */
export function reportText(report: VerificationReport): string {
  const lines = report.checks.map(({ finding, title, detail }) => `  ${MARKS[finding]}  ${title}: ${detail}`);
  const { faults, changes, unknown, checks } = report;
  const left =
    unknown.length === 0 ? "" : ` ${unknown.length} could not be verified: this software does not know them.`;
  const verdict =
    faults.length > 0
      ? `${faults.length} of ${checks.length} checks failed.`
      : changes.length > 0
        ? `All ${checks.length - unknown.length} checks passed; the government has changed ${changes.length} of these things since the founding.`
        : `All ${checks.length - unknown.length} checks passed: the nation is as founded.`;
  return [`The nation ${report.nation} at block ${report.block}`, ...lines, verdict + left].join("\n");
}
