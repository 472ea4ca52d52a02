import { toUtf8Bytes } from "ethers";
import type { SectionCheck, Terms } from "../../core/declaration";
import type { Fields, SettingsOf } from "../../core/fields";
import { scaled } from "../../core/quantities";
import { section as nationSection } from "../nation/charter";

/** The coin's name is that of its signing domain, which OpenZeppelin keeps in one word. */
const NAME_BYTES = 31;

/** The most coin, in base units, that a balance can hold. */
const MOST_COIN = 2n ** 96n - 1n;

/** What a charter says of the coin, beside its provisions. */
export const section = ({ text, symbol, coins, record }: Fields) => ({
  name: text(NAME_BYTES, "a name", { min: 1 })
    .optional()
    .describe("Name of the civic coin, which wallets show when it is signed for; after the nation if left out."),
  symbol: symbol().default("CIVIC"),
  maxSupply: coins.default(1_000_000_000).describe("The most coins that can ever exist."),
  genesis: record({
    perCitizen: coins.default(1000).describe("What each founding citizen starts with."),
    treasury: coins.default(1_000_000).describe("What the treasury starts with."),
  }).prefault({}),
});

type Settings = SettingsOf<ReturnType<typeof section>>;

/** The coin's name: as the charter says, or after the nation, as far as that fits a signing domain. */
export function coinNameOf({ settings, settingsOf }: Pick<Terms<Settings>, "settings" | "settingsOf">): string {
  const { name: nation } = settingsOf(nationSection);
  const fitting = [`${nation} Coin`, nation].find((name) => toUtf8Bytes(name).length <= NAME_BYTES);
  return settings.name ?? fitting ?? `${settings.symbol} Coin`;
}

export function check({ settings, citizens, complain, fit }: SectionCheck<Settings>): void {
  const { maxSupply, genesis, name } = settings;
  const minted = scaled(genesis.perCitizen, 18) * BigInt(citizens) + scaled(genesis.treasury, 18);
  if (minted > scaled(maxSupply, 18)) {
    complain(
      "maxSupply",
      `is ${maxSupply}, less than the genesis gives to the treasury and ${citizens} citizens together.`,
    );
  }
  if (scaled(maxSupply, 18) > MOST_COIN) {
    complain("maxSupply", `is ${maxSupply}: it must be at most ${MOST_COIN / 10n ** 18n} coins.`);
  }
  fit("name", name ?? "", NAME_BYTES);
}
