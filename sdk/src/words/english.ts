import { effectSentences, provisionSentences } from "../core/call-words";
import { errorMessages } from "../core/error-messages";
import { nodeErrorMessages } from "../core/node-error-messages";
import type { Catalogue, KeysOf, Templates } from "../core/messages";
import { foundingMessages } from "../founding/messages";
import { revertErrors } from "../generated/errors";
import { agreementMessages } from "../institutions/agreements/messages";
import { courtMessages } from "../institutions/court/messages";
import { governorMessages } from "../institutions/governor/messages";
import { identityMessages } from "../identity/messages";
import { randomnessMessages } from "../institutions/randomness/messages";
import { sharedEventSentences } from "../core/event-words";
import { watchMessages } from "../watch/messages";
import { nextSentences as admissionsNext } from "../institutions/admissions/next";
import { nextSentences as agreementsNext } from "../institutions/agreements/next";
import { nextSentences as citizenshipNext } from "../institutions/citizenship/next";
import { nextSentences as courtNext } from "../institutions/court/next";
import { nextSentences as governorNext } from "../institutions/governor/next";
import { nextSentences as juryRollNext } from "../institutions/jury-roll/next";
import { nextSentences as stakeNext } from "../institutions/stake/next";
import { nextSentences as treasuryNext } from "../institutions/treasury/next";
import { nextSentences as tribunalNext } from "../institutions/tribunal/next";
import { nextSentences as payoutsNext } from "../next/next";
import { eventWordsOf } from "./events";
import { endings } from "../institutions/tribunal/challenges";
import { tribunalMessages } from "../institutions/tribunal/messages";
import { callWordsOf } from "./registry";
import { institutionSentences, otherCallSentences, roleSentences, thingSentences, tokenSentences } from "./sentences";

const catalogues = [
  errorMessages,
  nodeErrorMessages,
  foundingMessages,
  agreementMessages,
  courtMessages,
  governorMessages,
  identityMessages,
  randomnessMessages,
  tribunalMessages,
  provisionSentences,
  effectSentences,
  thingSentences,
  institutionSentences,
  roleSentences,
  otherCallSentences,
  tokenSentences,
  sharedEventSentences,
  watchMessages,
  admissionsNext,
  agreementsNext,
  citizenshipNext,
  courtNext,
  governorNext,
  juryRollNext,
  stakeNext,
  treasuryNext,
  tribunalNext,
  payoutsNext,
] as const;

/** The key of a sentence that the SDK itself says; those of calls, provisions and custom errors come on top. */
export type EnglishKey = KeysOf<(typeof catalogues)[number]>;

/** The sentences of a catalogue by their whole keys. */
const keyed = ({ area, sentences }: Catalogue): [string, string][] =>
  Object.entries(sentences).map(([key, template]) => [`${area}.${key}`, template]);

/**
 * Every sentence of the SDK in English, by its key: what a translation has to say. `{name}` stands where an argument is put.
 *
 * @example
 * const missing = Object.keys(english()).filter((key) => !(key in german));
 */
export function english(): Templates {
  return Object.fromEntries([
    ...catalogues.flatMap(keyed),
    ...Object.entries(endings).map(([outcome, ending]) => [`tribunal.outcome.${outcome}`, ending]),
    ...Object.values(callWordsOf).flatMap(({ sentences, seen, returned }) =>
      [sentences, seen, returned].flatMap(keyed),
    ),
    ...Object.values(eventWordsOf).flatMap((words) => keyed(words.sentences)),
    ...Object.entries(callWordsOf).flatMap(([institution, { provisions }]) =>
      Object.entries(provisions).flatMap(([key, [standing, trial]]) => [
        [`provision.${institution}.${key}`, standing],
        [`provision.${institution}.${key}.trial`, trial],
      ]),
    ),
    ...revertErrors.map(([signature, advice]) => [`revert.${/(?:error )?(\w+)\(/.exec(signature)![1]}`, advice]),
  ]) as Templates;
}
