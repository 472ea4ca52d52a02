import type { CallWords } from "../core/call-words";
import type { ProvisionKind } from "../core/provision-specs";
import { message, type Message } from "../core/messages";
import { words as agreements } from "../institutions/agreements/words";
import { words as citizenship } from "../institutions/citizenship/words";
import { words as coin } from "../institutions/coin/words";
import { words as constitution } from "../institutions/constitution/words";
import { words as court } from "../institutions/court/words";
import { words as didRegistry } from "../institutions/did-registry/words";
import { words as governor } from "../institutions/governor/words";
import { words as juryRoll } from "../institutions/jury-roll/words";
import { words as nation } from "../institutions/nation/words";
import { words as passport } from "../institutions/passport/words";
import { words as randomness } from "../institutions/randomness/words";
import { declarationOf, type InstitutionName } from "../institutions/registry";
import { words as stake } from "../institutions/stake/words";
import { words as timelock } from "../institutions/timelock/words";
import { words as treasury } from "../institutions/treasury/words";
import { words as tribunal } from "../institutions/tribunal/words";
import { otherProvisionMessage } from "./values";

/** How calls to each institution are described. */
export const callWordsOf = {
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
} as const satisfies Readonly<Record<InstitutionName, CallWords>>;

/** A provision as sentences name it: as it stands, and to be tried. */
export function provisionNames(
  institution: InstitutionName,
  key: string,
): { readonly standing: Message; readonly trial: Message } {
  const { provisions }: CallWords = callWordsOf[institution];
  if (!Object.hasOwn(provisions, key))
    return { standing: otherProvisionMessage(key), trial: otherProvisionMessage(key) };
  const [standing, trial] = provisions[key];
  const name = `provision.${institution}.${key}`;
  return {
    standing: message({ key: name, template: standing }),
    trial: message({ key: `${name}.trial`, template: trial }),
  };
}

/** How an institution's provision is written; undefined if it has none of that key. */
export function provisionKind(institution: InstitutionName, key: string): ProvisionKind | undefined {
  const { provisions = {} } = declarationOf(institution);
  return Object.hasOwn(provisions, key) ? provisions[key].kind : undefined;
}
