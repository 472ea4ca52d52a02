import type { CitizenshipProvisions } from "./institutions/citizenship/client";
import type { CoinProvisions } from "./institutions/coin/client";
import { toArticle, type Article } from "./institutions/constitution/client";
import type { CourtProvisions } from "./institutions/court";
import { placeOf, type Connection, type InstitutionName } from "./core/directory";
import { guard } from "./core/failures";
import {
  Citizenship__factory,
  CivicCoin__factory,
  Constitution__factory,
  Court__factory,
  IProvisions__factory,
  JuryRoll__factory,
  Nation__factory,
  Stake__factory,
  TimelockController__factory,
  Treasury__factory,
} from "./generated/contracts";
import type { GovernorProvisions } from "./institutions/governor/client";
import type { JuryRollProvisions } from "./institutions/jury-roll/client";
import { toProfile, type Profile } from "./institutions/nation/client";
import { byKey, type Provision, type ProvisionKeys, type ProvisionsOf } from "./core/provisions";
import { ask, questioner, type Question } from "./core/reader";
import type { StakeProvisions } from "./institutions/stake/client";
import type { TreasuryProvisions } from "./institutions/treasury/client";
import type { TribunalProvisions } from "./institutions/tribunal";
import {
  citizenId,
  civic,
  heads,
  seconds,
  wei,
  type CitizenId,
  type Civic,
  type Heads,
  type Moment,
  type Seconds,
  type Wei,
} from "./core/units";
import { providerOf } from "./core/write";

/** An article with its citations filled in. */
export interface RenderedArticle extends Article {
  /** The text with `{coin.taxRate}` and its like replaced by what applies now, such as "5 %". */
  readonly rendered: string;
}

/** The provisions of every institution, by key. */
export interface AllProvisions {
  readonly citizenship: ProvisionsOf<CitizenshipProvisions>;
  readonly coin: ProvisionsOf<CoinProvisions>;
  readonly court: ProvisionsOf<CourtProvisions>;
  readonly governor: ProvisionsOf<GovernorProvisions>;
  readonly juryRoll: ProvisionsOf<JuryRollProvisions>;
  readonly stake: ProvisionsOf<StakeProvisions>;
  readonly treasury: ProvisionsOf<TreasuryProvisions>;
  readonly tribunal: ProvisionsOf<TribunalProvisions>;
}

/** The whole state of a nation at one block. */
export interface Overview {
  readonly block: number;
  readonly at: Moment;
  readonly profile: Profile;
  readonly articles: readonly RenderedArticle[];
  readonly provisions: AllProvisions;
  readonly citizens: {
    /** How many a quorum is measured against. */
    readonly count: Heads;
    readonly lastId: CitizenId;
  };
  readonly coin: {
    readonly name: string;
    readonly symbol: string;
    readonly supply: Civic;
    readonly maxSupply: Civic;
    readonly mintable: Civic;
  };
  /** What the treasury holds; tax collected and not spent is part of it. */
  readonly treasury: { readonly coin: Civic; readonly native: Wei; readonly budgets: bigint };
  readonly stake: { readonly total: Civic };
  readonly timelock: { readonly delay: Seconds };
  readonly justice: {
    /** How many cases were brought to the court. */
    readonly cases: number;
    /** How many citizens may be drawn as jurors. */
    readonly jurors: Heads;
  };
}

type Cited = Readonly<Record<string, Readonly<Record<string, Provision>>>>;

/**
 * Fills in what a text cites: `{coin.taxRate}` becomes "5 %". What it does not know stays as it is written.
 *
 * @example
 * renderCitations({ text: "The tax is {coin.taxRate}.", provisions });
 */
export const renderCitations = ({ text, provisions }: { text: string; provisions: Cited | AllProvisions }): string =>
  text.replaceAll(/\{(\w+)\.(\w+)\}/g, (citation, institution: string, key: string) => {
    const known = Object.hasOwn(provisions, institution) ? (provisions as Cited)[institution] : {};
    return Object.hasOwn(known, key) ? known[key].text : citation;
  });

/** Reads everything in one request. */
export const overviewOf = (connection: Connection): Promise<Overview> =>
  guard(async () => {
    const provider = providerOf(connection.runner);
    const { values, block, at } = await ask(provider, questionsTo(connection));
    const [profile, articles, citizenship, coin, court, governor, juryRoll, stake, treasury, tribunal, ...figures] =
      values;
    const [
      count,
      lastId,
      name,
      symbol,
      supply,
      maxSupply,
      mintable,
      treasuryCoin,
      treasuryNative,
      budgets,
      staked,
      delay,
      cases,
      jurors,
    ] = figures;
    const provisions = { citizenship, coin, court, governor, juryRoll, stake, treasury, tribunal };
    return {
      block,
      at,
      profile,
      articles: articles.map((article) => ({
        ...article,
        rendered: renderCitations({ text: article.text, provisions }),
      })),
      provisions,
      citizens: { count, lastId },
      coin: { name, symbol, supply, maxSupply, mintable },
      treasury: { coin: treasuryCoin, native: treasuryNative, budgets },
      stake: { total: staked },
      timelock: { delay },
      justice: { cases, jurors },
    };
  });

/** A question of each thing that the overview tells, in its order. */
function questionsTo(connection: Connection) {
  const { runner, nation } = connection;
  const at = (name: InstitutionName) => placeOf(connection, name);
  const places = { constitution: at("constitution"), citizenship: at("citizenship"), coin: at("coin") };
  const treasury = at("treasury");

  const face = Nation__factory.connect(nation, runner);
  const constitution = Constitution__factory.connect(places.constitution, runner);
  const citizenship = Citizenship__factory.connect(places.citizenship, runner);
  const coin = CivicCoin__factory.connect(places.coin, runner);
  const askCitizenship = questioner(citizenship, places.citizenship);
  const askCoin = questioner(coin, places.coin);
  const budgets = Treasury__factory.connect(treasury, runner);
  const stake = Stake__factory.connect(at("stake"), runner);
  const timelock = TimelockController__factory.connect(at("timelock"), runner);

  const court = Court__factory.connect(at("court"), runner);
  const roll = JuryRoll__factory.connect(at("juryRoll"), runner);

  const provisions = <Keys extends ProvisionKeys>(name: InstitutionName): Question<ProvisionsOf<Keys>> => {
    const contract = IProvisions__factory.connect(at(name), runner);
    return questioner(contract, at(name))(contract.provisions, [], (views) => byKey<Keys>(views));
  };

  return [
    questioner(face, nation)(face.profile, [], toProfile),
    questioner(constitution, places.constitution)(constitution.articles, [], (all) => all.map(toArticle)),
    provisions<CitizenshipProvisions>("citizenship"),
    provisions<CoinProvisions>("coin"),
    provisions<CourtProvisions>("court"),
    provisions<GovernorProvisions>("governor"),
    provisions<JuryRollProvisions>("juryRoll"),
    provisions<StakeProvisions>("stake"),
    provisions<TreasuryProvisions>("treasury"),
    provisions<TribunalProvisions>("tribunal"),
    askCitizenship(citizenship.citizenCount, [], heads.from),
    askCitizenship(citizenship.lastCitizenId, [], citizenId.from),
    askCoin(coin.name, [], String),
    askCoin(coin.symbol, [], String),
    askCoin(coin.totalSupply, [], civic.from),
    askCoin(coin.MAX_SUPPLY, [], civic.from),
    askCoin(coin.mintable, [], civic.from),
    askCoin(coin.balanceOf, [treasury], civic.from),
    nativeBalanceOf(treasury),
    questioner(budgets, treasury)(budgets.budgetCount, [], (budgetCount) => budgetCount),
    questioner(stake, at("stake"))(stake.totalStaked, [], civic.from),
    questioner(timelock, at("timelock"))(timelock.getMinDelay, [], seconds.from),
    questioner(court, at("court"))(court.caseCount, [], Number),
    questioner(roll, at("juryRoll"))(roll.size, [], ({ jurors }) => heads.from(jurors)),
  ] as const;
}

const nativeBalanceOf = (target: string): Question<Wei> => ({
  target,
  data: "0x",
  decode: (answer) => wei.from(BigInt(answer)),
});
