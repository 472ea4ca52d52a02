import { declare, each } from "../../core/declaration";
import { addressOf } from "../../core/directory";
import { Findings } from "../../core/findings";
import { readEncoder } from "../../core/reader";
import { Court__factory } from "../../generated/contracts";
import { courtClient } from "./client";
import { logs } from "./logs";
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
    inspection.compare(findings, {
      title: "The court's source of randomness",
      founded: inspection.addresses.randomness,
      found: String(source),
      since: (await inspection.queryLogs(["court"], ["RandomnessAppointed"])).slice(1),
    });
    return findings.checks;
  },
  repointedBy: { randomness: "appointRandomness" },
  payouts: true,
  counted: [{ what: "cases", by: "caseCount", told: each("CaseOpened") }],
  logs,
  client: courtClient,
  overview: (connection) => {
    const address = addressOf(connection, "court");
    const contract = Court__factory.connect(address, connection.runner);
    /** How many cases were brought to the court. */
    return { cases: readEncoder(contract, address)(contract.caseCount, [], Number) };
  },
});
