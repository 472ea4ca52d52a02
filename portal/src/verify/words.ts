import type { Check, Finding, Verdict } from "@civitas/sdk/founding";

const verdicts: Readonly<Record<Verdict, string>> = {
  whole: "It is whole: everything is as it was founded.",
  changed: "It is whole: only its own decisions changed it since.",
  partly: "Nothing is wrong with what this software knows. There is something that it does not know.",
  fault: "Something is otherwise, and no decision explains it.",
  incomplete: "The node did not tell everything. Nothing follows from it. Ask again, or ask another node.",
};

const findings: Readonly<Record<Finding, string>> = {
  founded: "as founded",
  changed: "changed by a decision",
  fault: "fault",
  unknown: "not known",
  incomplete: "not told",
};

const topics: Readonly<Record<Check["topic"], string>> = {
  code: "The contracts' code",
  profile: "Name and directory",
  provisions: "Numbers and their bounds",
  articles: "Articles",
  powers: "Who holds power",
  "founding acts": "The founding",
  terms: "What was agreed at the founding",
  decisions: "Decisions since",
  evidence: "The evidence itself",
};

export const words = {
  title: "Verify",
  lead: "Your browser asks the chain and believes nobody, this page's host included.",
  start: "Verify this nation now",
  again: "Verify it again",
  running: "It reads the whole history of the nation and compares it. That can take a minute.",
  verdicts,
  findings,
  topics,
  count: (count: number) => (count === 1 ? "1 question" : `${count} questions`),
  atBlock: (block: string, count: string) => `${count} questions, answered at block ${block}.`,
  withoutCharter: "No charter was at hand to compare with. What the chain itself tells was compared.",
  cannot: "What this cannot tell you",
  cannots: [
    "Whether this page is the one that its makers published: build it yourself, and compare.",
    "Whether the node tells the truth: ask a second one, or run your own.",
    "Whether the code is good: it compares the code with that of this software, which anyone can read.",
    "Who the people behind the accounts are.",
  ],
} as const;
