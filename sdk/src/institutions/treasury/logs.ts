import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the treasury's logs. */
export const logs: LogRules = {
  personal: ["BudgetSpent", "Received"],
  decided: {
    ...managedRules,
    ...provisionRules,
    BudgetClosed: ["closeBudget"],
    BudgetOpened: ["openBudget"],
    Paid: ["pay", "payConstitutionally"],
  },
};
