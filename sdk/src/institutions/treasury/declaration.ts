import { declare, each } from "../../core/declaration";
import { addressOf } from "../../core/directory";
import { nativeBalance, readEncoder } from "../../core/reader";
import { CivicCoin__factory, Treasury__factory } from "../../generated/contracts";
import { civic } from "../coin/units";
import { treasuryClient } from "./client";
import { logs } from "./logs";
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
  overview: (connection) => {
    const { runner } = connection;
    const addresses = { coin: addressOf(connection, "coin"), treasury: addressOf(connection, "treasury") };
    const coin = CivicCoin__factory.connect(addresses.coin, runner);
    const contract = Treasury__factory.connect(addresses.treasury, runner);
    return {
      coin: readEncoder(coin, addresses.coin)(coin.balanceOf, [addresses.treasury], civic.from),
      native: nativeBalance(addresses.treasury),
      spendable: readEncoder(contract, addresses.treasury)(contract.outflowOf, [addresses.coin], ({ available }) =>
        civic.from(available),
      ),
      budgets: readEncoder(contract, addresses.treasury)(contract.budgetCount, [], Number),
    };
  },
});
