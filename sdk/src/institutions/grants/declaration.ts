import { declare, each } from "../../core/declaration";
import { Grants__factory } from "../../generated/contracts";
import { grantsClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";

export const grants = declare({
  name: "grants",
  contract: "Grants",
  factory: Grants__factory,
  summary: "public money for what citizens give to",
  founded: "if named",
  charter: ["grants"],
  provisions,
  terms: ({ constitution, coin, citizenship, treasury }, { provisions: figures }) => [
    constitution,
    coin,
    citizenship,
    treasury,
    figures,
  ],
  inherited: {
    constitution: ["setAuthority"],
  },
  taxExempt: true,
  payouts: true,
  counted: [
    { what: "rounds of grants", by: "roundCount", told: each("RoundOpened") },
    { what: "projects", by: "projectCount", told: each("ProjectRegistered") },
  ],
  logs,
  client: grantsClient,
  due: async (query) => (await import("./due")).grantsDue(query),
  kept: ["closeRound", "openRound", "settle", "returnRest"],
  next: async (query) => (await import("./next")).nextOf(query),
  overview,
});
