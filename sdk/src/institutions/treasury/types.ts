import type { Address } from "../../core/address";
import type { EventLocation } from "../../core/events";
import type { Moment, Seconds } from "../../core/units";
import type { CitizenId } from "../citizenship/units";
import type { Money } from "../coin/money";
import type { BudgetId } from "./units";

/** A budget as it stands. */
export interface Budget {
  readonly id: BudgetId;
  readonly purpose: string;
  readonly spender: Address;
  /** The citizen to whom it belongs; undefined if it belongs to the account. */
  readonly citizenId: CitizenId | undefined;
  readonly ceiling: Money;
  /** What has been spent in the present period. */
  readonly spent: Money;
  readonly period: Seconds;
  readonly periodSince: Moment;
  readonly until: Moment;
}

/** Which budgets to list: those that are all of this. */
export interface BudgetQuery {
  /** The account that was named as the spender. */
  readonly spender?: Address;
  /** The citizen to whom it belongs. */
  readonly citizenId?: CitizenId;
  /** Whether it has ended. */
  readonly isOver?: boolean;
}

/** Money that left the treasury. */
export interface Payment extends EventLocation {
  /** The account that spent from a budget; undefined if the government paid. */
  readonly spender: Address | undefined;
  /** Undefined if the government paid. */
  readonly budgetId: BudgetId | undefined;
  readonly to: Address;
  readonly amount: Money;
  /** What for. */
  readonly purpose: string;
  /** Whether a constitutional decision paid. */
  readonly isConstitutional: boolean;
}

/** Which payments to list: those that are all of this. */
export interface PaymentQuery {
  readonly to?: Address;
  /** Only what was spent from this budget. */
  readonly budgetId?: BudgetId;
}
