import { declare, each } from "../../core/declaration";
import { Treasury__factory } from "../../generated/contracts";
import { treasuryClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";

export const treasury = declare({
  name: "treasury",
  contract: "Treasury",
  factory: Treasury__factory,
  summary: "the nation's money, its budgets and what may leave",
  charter: ["treasury"],
  provisions,
  terms: ({ constitution, citizenship }, { provisions: figures }) => [constitution, citizenship, figures],
  inherited: {
    constitution: ["setAuthority"],
  },
  neverFounding: ["Paid", "BudgetOpened", "BudgetClosed"],
  counted: [{ what: "budgets", by: "budgetCount", told: each("BudgetOpened") }],
  logs,
  client: treasuryClient,
  /** What the treasury holds, tax included, and what ordinary decisions and budgets may still spend of its coin now. */
  overview,
  next: async (query) => (await import("./next")).nextOf(query),
});
