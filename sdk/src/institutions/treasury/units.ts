import { natural, type Unit } from "../../core/units";

/** The number of a budget. */
export type BudgetId = Unit<"budgetId">;

/**
 * Numbers of budgets.
 *
 * @example
 * budgetId.from(1);
 */
export const budgetId = {
  from: (raw: bigint | number): BudgetId => natural(raw, "a budget's number") as BudgetId,
} as const;
