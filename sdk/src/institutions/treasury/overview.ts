import { addressOf, type Connection } from "../../core/directory";
import { nativeBalance, readEncoder, readingContract } from "../../core/reader";
import type { CivicCoin, Treasury } from "../../generated/contracts";
import { civicCoinReads, treasuryReads } from "../../generated/reads";
import { civic } from "../coin/units";

/** What the overview tells of it. */
export const overview = (connection: Connection) => {
  const { runner } = connection;
  const addresses = { coin: addressOf(connection, "coin"), treasury: addressOf(connection, "treasury") };
  const coin = readingContract<CivicCoin>(addresses.coin, { runner, reads: civicCoinReads });
  const contract = readingContract<Treasury>(addresses.treasury, { runner, reads: treasuryReads });
  return {
    coin: readEncoder(coin, addresses.coin)(coin.balanceOf, [addresses.treasury], civic.from),
    native: nativeBalance(addresses.treasury),
    spendable: readEncoder(contract, addresses.treasury)(contract.outflowOf, [addresses.coin], ({ available }) =>
      civic.from(available),
    ),
    budgets: readEncoder(contract, addresses.treasury)(contract.budgetCount, [], Number),
  };
};
