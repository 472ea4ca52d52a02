import { declare, each } from "../../core/declaration";
import { Findings } from "../../core/findings";
import { Court__factory } from "../../generated/contracts";
import { courtClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";

export const court = declare({
  name: "court",
  contract: "Court",
  factory: Court__factory,
  summary: "cases, the panels that decide them, and appeals",
  founded: "by default",
  charter: ["justice", "court"],
  provisions,
  terms: ({ constitution, citizenship, juryRoll, randomness, treasury }, { provisions: figures }) => [
    constitution,
    citizenship,
    juryRoll,
    randomness,
    treasury,
    figures,
  ],
  inherited: {
    constitution: ["setAuthority"],
  },
  verify: async ({ inspection }) => {
    const findings = new Findings("profile");
    const [[source]] = await inspection.multicall("the court's source of randomness", [
      inspection.encodeRead("court", "randomness"),
    ]);
    const title = "The court's source of randomness";
    const [found, founded] = [String(source), inspection.addresses.randomness];
    const since = (await inspection.queryLogs(["court"], ["RandomnessAppointed"])).slice(1);
    // Whatever the directory does not name was not compared with anything: it may draw whom it likes.
    if (found === founded) inspection.compare(findings, { title, founded, found, since });
    else findings.add(title, "fault", `is ${found}, which the directory does not name${inspection.because(since)}`);
    return findings.checks;
  },
  repointedBy: { randomness: "appointRandomness" },
  payouts: true,
  counted: [{ what: "cases", by: "caseCount", told: each("CaseOpened") }],
  logs,
  client: courtClient,
  due: async (query) => (await import("./due")).courtDue(query),
  // A draw can be cut into as many pieces as it has tries, and a ruling that is refused can be delivered again and again.
  kept: ["advance", "requestAgain", "settle"],
  next: async (query) => (await import("./next")).nextOf(query),
  overview,
});
