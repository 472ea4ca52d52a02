import { declare, each } from "../../core/declaration";
import { Agreements__factory } from "../../generated/contracts";
import { agreementsClient } from "./client";
import { logs } from "./logs";

export const agreements = declare({
  name: "agreements",
  contract: "Agreements",
  factory: Agreements__factory,
  summary: "contracts between accounts, with collateral that a ruling divides",
  founded: "by default",
  terms: ({ citizenship, court, coin, treasury }) => [citizenship, court, coin, treasury],
  // It charges each party for that party's open disputes.
  roles: ["bringer"],
  taxExempt: true,
  payouts: true,
  counted: [{ what: "agreements", by: "agreementCount", told: each("AgreementOpened") }],
  logs,
  client: agreementsClient,
  due: async (query) => (await import("./due")).agreementsDue(query),
  kept: ["lapse", "complete", "divide"],
  next: async (query) => (await import("./next")).nextOf(query),
});
