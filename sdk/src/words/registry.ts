import type { CallWords } from "../core/call-words";
import type { ProvisionKind } from "../core/provision-specs";
import { message, type Message } from "../core/messages";
import { declarationOf, type InstitutionName } from "../institutions/registry";
import { ofEach } from "./institutions";
import { otherProvisionMessage } from "./values";

/** How calls to each institution are described. */
export const callWordsOf = /* @__PURE__ */ ofEach(({ words }) => words);

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
