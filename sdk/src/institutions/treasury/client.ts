import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import type { Page, PageQuery } from "../../core/pages";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { moment, wei, type Moment, type Seconds, type Wei } from "../../core/units";
import { providerOf, writer, type ReceiptEvents, type Write } from "../../core/write";
import { Treasury__factory, type Treasury } from "../../generated/contracts";
import { someCitizen, type CitizenId } from "../citizenship/units";
import { moneyChanger, type Asset, type Money } from "../coin/money";
import { treasuryEventUnits, type TreasuryEventUnits } from "./events";
import type { TreasuryProvisions } from "./provisions";
import { budgetFrom, listBudgets, listPayments } from "./lists";
import type { Budget, BudgetQuery, Payment, PaymentQuery } from "./types";
import { budgetId as budgetUnit, type BudgetId } from "./units";

/** What the government decides when it opens a budget. */
export interface BudgetTerms {
  /** What the money is for, in 1 to 256 bytes of text. */
  readonly purpose: string;
  /** Who spends it: a citizen's present account, or a contract. A citizen's budget is the person's, not the account's. */
  readonly spender: Address;
  /** The most that may be spent in one period. */
  readonly ceiling: Money;
  readonly period: Seconds;
  /** When the budget ends. */
  readonly until: Moment;
}

/** How much of one asset may still leave under a cap. */
export interface Outflow {
  readonly balance: Money;
  /** What left within the last 30 days and counts against the cap. */
  readonly left: Money;
  /** The most that may have left within 30 days. */
  readonly limit: Money;
  /** What may leave now. */
  readonly available: Money;
}

/** A payment that was made. */
export interface TreasuryPaid extends TreasuryPayment {
  /** What the treasury holds afterwards. */
  readonly balance: Money;
  /** Whether a constitutional decision paid. */
  readonly isConstitutional: boolean;
}

/** A payment by the government. */
export interface TreasuryPayment {
  readonly to: Address;
  readonly amount: Money;
  /** What for, in 1 to 256 bytes of text. */
  readonly purpose: string;
}

/** A payment out of a budget. */
export interface Spending {
  readonly budgetId: BudgetId;
  readonly to: Address;
  /** In the budget's asset. */
  readonly amount: Money;
  /** What for, in 1 to 256 bytes of text. */
  readonly note: string;
}

/** The nation's money. */
export interface TreasuryClient extends ProvisionActions<TreasuryProvisions> {
  /** Anyone pays in by sending native coin or a token here. */
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Treasury;
  readonly events: Events<Treasury, TreasuryEventUnits>;

  /** What ordinary payments and budgets may spend. */
  outflowOf(parameters: { asset: Asset }): Promise<Outflow>;
  /** What a constitutional decision may pay; everything that left counts against it. */
  totalOutflowOf(parameters: { asset: Asset }): Promise<Outflow>;
  budget(parameters: { budgetId: BudgetId }): Promise<Budget>;
  /** Budgets, the one opened last first. */
  budgets(query?: BudgetQuery & PageQuery): Promise<Page<Budget>>;
  /**
   * What the government and the budgets paid, the newest first.
   *
   * @example
   * const { items, cursor } = await nation.treasury.payments({ to: account });
   */
  payments(query?: PaymentQuery & PageQuery): Promise<Page<Payment>>;
  /** How many budgets were ever opened; their numbers run from 1 to this. */
  budgetCount(): Promise<number>;
  /** The most that could be spent from a budget now. */
  availableOf(parameters: { budgetId: BudgetId }): Promise<Money>;
  /** What the treasury holds of native coin. */
  nativeBalance(): Promise<Wei>;

  /** Pays, within the cap on ordinary payments. The government's. */
  readonly pay: Write<TreasuryPayment, TreasuryPaid>;
  /** Pays, within the cap on everything that leaves. The government's, by a constitutional decision. */
  readonly payConstitutionally: Write<TreasuryPayment, TreasuryPaid>;
  /** Spends from a budget. Its spender's. */
  readonly spend: Write<Spending, Spending & { readonly balance: Money }>;
  /** Opens a budget. The government's. */
  readonly openBudget: Write<
    BudgetTerms,
    { readonly budgetId: BudgetId; readonly citizenId: CitizenId | undefined },
    bigint
  >;
  /** Ends a budget now. The government's. */
  readonly closeBudget: Write<
    { readonly budgetId: BudgetId },
    { readonly budgetId: BudgetId; readonly oldUntil: Moment }
  >;
}

/**
 * The treasury of a nation: `connect()` calls this.
 *
 * @example
 * const wages = nation.treasury.pay.call({ to, amount: { coin: civic.parse("100") }, purpose: "Wages" });
 */
export function treasuryClient(connection: Connection): TreasuryClient {
  const address = addressOf(connection, "treasury");
  const { runner } = connection;
  const contract = Treasury__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  const money = moneyChanger(connection);
  const { assetAddress, split, join } = money;
  const reader = { connection, contract, money };

  const outflow = (read: typeof contract.outflowOf, asset: Asset): Promise<Outflow> =>
    withNationErrors(async () => {
      const assetAt = assetAddress(asset);
      const { balance, left, limit, available } = await read(assetAt);
      return {
        balance: join(assetAt, balance),
        left: join(assetAt, left),
        limit: join(assetAt, limit),
        available: join(assetAt, available),
      };
    });
  const payment = {
    args: ({ to, amount: money, purpose }: TreasuryPayment): [string, string, bigint, string] => {
      const [asset, amount] = split(money);
      return [asset, to, amount, purpose];
    },
    result: ({ get }: ReceiptEvents<Treasury>): TreasuryPaid => {
      const { asset, to, amount, purpose, balance, isConstitutional } = get("Paid");
      return { to, amount: join(asset, amount), purpose, balance: join(asset, balance), isConstitutional };
    },
  };

  return {
    address,
    contract,
    events: eventsOf(contract, connection, treasuryEventUnits(connection)),
    ...provisionActions<TreasuryProvisions>(address, runner),

    outflowOf: ({ asset }) => outflow(contract.outflowOf, asset),
    totalOutflowOf: ({ asset }) => outflow(contract.totalOutflowOf, asset),
    budget: ({ budgetId }) =>
      withNationErrors(async () => budgetFrom(budgetId, await contract.budget(budgetId), money)),
    budgets: (query = {}) => withNationErrors(() => listBudgets(reader, query)),
    payments: (query = {}) => withNationErrors(() => listPayments(reader, query)),
    budgetCount: () => withNationErrors(async () => Number(await contract.budgetCount())),
    availableOf: ({ budgetId }) =>
      withNationErrors(async () => {
        const [{ asset }, available] = await Promise.all([contract.budget(budgetId), contract.availableOf(budgetId)]);
        return join(asset, available);
      }),
    nativeBalance: () => withNationErrors(async () => wei.from(await providerOf(runner).getBalance(address))),

    pay: write(contract.pay, payment),
    payConstitutionally: write(contract.payConstitutionally, payment),
    spend: write(contract.spend, {
      args: ({ budgetId, to, amount: money, note }) => {
        const [, amount] = split(money);
        return [budgetId, to, amount, note];
      },
      result: ({ get }) => {
        const { budgetId, to, asset, amount, note, balance } = get("BudgetSpent");
        return {
          budgetId: budgetUnit.from(budgetId),
          to,
          amount: join(asset, amount),
          note,
          balance: join(asset, balance),
        };
      },
    }),
    openBudget: write(contract.openBudget, {
      args: ({ purpose, spender, ceiling: money, period, until }) => {
        const [asset, ceiling] = split(money);
        return [{ purpose, spender, asset, ceiling, period, until }];
      },
      result: ({ get }) => {
        const { budgetId, citizenId } = get("BudgetOpened");
        return { budgetId: budgetUnit.from(budgetId), citizenId: someCitizen(citizenId) };
      },
    }),
    closeBudget: write(contract.closeBudget, {
      args: ({ budgetId }) => [budgetId],
      result: ({ get }) => {
        const { budgetId, oldUntil } = get("BudgetClosed");
        return { budgetId: budgetUnit.from(budgetId), oldUntil: moment.from(oldUntil) };
      },
    }),
  };
}
