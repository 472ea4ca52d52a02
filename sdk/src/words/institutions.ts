import type { CallWords } from "../core/call-words";
import type { EventWords } from "../core/event-words";
import * as admissions from "../institutions/admissions/words";
import * as agreements from "../institutions/agreements/words";
import * as attestations from "../institutions/attestations/words";
import * as citizenship from "../institutions/citizenship/words";
import * as coin from "../institutions/coin/words";
import * as constitution from "../institutions/constitution/words";
import * as court from "../institutions/court/words";
import * as didRegistry from "../institutions/did-registry/words";
import * as dividends from "../institutions/dividends/words";
import * as governor from "../institutions/governor/words";
import * as grants from "../institutions/grants/words";
import * as juryRoll from "../institutions/jury-roll/words";
import * as merit from "../institutions/merit/words";
import * as nation from "../institutions/nation/words";
import * as passport from "../institutions/passport/words";
import * as petitions from "../institutions/petitions/words";
import * as randomness from "../institutions/randomness/words";
import * as recovery from "../institutions/recovery/words";
import * as residency from "../institutions/residency/words";
import * as stake from "../institutions/stake/words";
import * as timelock from "../institutions/timelock/words";
import * as treasury from "../institutions/treasury/words";
import * as tribunal from "../institutions/tribunal/words";
import type { InstitutionName } from "../institutions/registry";
import * as upkeep from "../institutions/upkeep/words";

/** How the calls of an institution are described, and its events told. */
interface InstitutionWords {
  readonly words: CallWords;
  readonly eventSentences: EventWords;
}

/** The words of each institution. */
export const institutionWords = {
  constitution,
  nation,
  passport,
  citizenship,
  treasury,
  coin,
  stake,
  timelock,
  governor,
  randomness,
  juryRoll,
  court,
  agreements,
  tribunal,
  didRegistry,
  admissions,
  recovery,
  attestations,
  dividends,
  residency,
  petitions,
  merit,
  grants,
  upkeep,
} as const satisfies Readonly<Record<InstitutionName, InstitutionWords>>;

/** Something of each institution's words, by its name. */
/* @__NO_SIDE_EFFECTS__ */
export const ofEach = <Value>(pick: (words: InstitutionWords) => Value): Readonly<Record<InstitutionName, Value>> =>
  Object.fromEntries(Object.entries(institutionWords).map(([name, words]) => [name, pick(words)])) as Record<
    InstitutionName,
    Value
  >;
