import { toUtf8Bytes } from "ethers";
import { onChain } from "../../core/provision-specs";
import { secondsOf } from "../../core/quantities";
import {
  declarationOf,
  institutionNames,
  isKnown,
  isOptional,
  type InstitutionName,
} from "../../institutions/registry";
import { neededBy } from "../needs";
import { provisionsOf } from "../provisions";
import { complaintOfAccount, complaintOfName, nameAsRead } from "./people";
import type { CharterProblem } from "./problems";
import { CHARTER_LIMITS, citizenNamed, namesIn, provisionIn, sectionIn, settingsIn, type Charter } from "./schema";

/** What only shows when fields are seen together. */
export function crossCheck(charter: Charter): CharterProblem[] {
  const problems: CharterProblem[] = [];
  const complain = (field: string, message: string) => problems.push({ field, message });
  checkChoice(charter, complain);
  problems.push(...checkInstitutions(charter, namesIn(charter)));
  checkPeople(charter, complain);
  checkArticles(charter, complain);
  return problems;
}

/** What only shows when the fields of some institutions are seen together. */
export function checkInstitutions(charter: Charter, names: readonly InstitutionName[]): CharterProblem[] {
  const problems: CharterProblem[] = [];
  const complain = (field: string, message: string) => problems.push({ field, message });
  checkBounds(charter, names, complain);
  checkSections(charter, names, complain);
  return problems;
}

type Complain = (field: string, message: string) => void;

const listOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;

/** What is founded must have what it needs, and what every nation has is founded. */
function checkChoice(charter: Charter, complain: Complain): void {
  const founded = namesIn(charter);
  for (const [name, isFounded] of Object.entries(charter.institutions ?? {})) {
    const field = `institutions.${name}`;
    if (!isKnown(name)) {
      const known = listOf(institutionNames.filter(isOptional));
      complain(field, `is no institution that this software knows: those that a charter chooses are ${known}.`);
    } else if (!isFounded && !isOptional(name)) {
      const needers = listOf(neededBy(name, founded));
      complain(
        field,
        `cannot be left out: every nation has it${needers && `, and ${needers} would not work without`}.`,
      );
    }
  }
  for (const name of institutionNames) {
    if (founded.includes(name)) continue;
    const needers = neededBy(name, founded);
    if (needers.length === 0) continue;
    const others = needers.map((one) => `"${one}": false`).join(", ");
    complain(
      `institutions.${name}`,
      `is not founded, and ${listOf(needers)} cannot be without: say "${name}": true, or leave out what needs it: ${others}.`,
    );
  }
}

function checkBounds(charter: Charter, names: readonly InstitutionName[], complain: Complain): void {
  for (const spec of names.flatMap(provisionsOf)) {
    const field = spec.path.join(".");
    const { value, min, max } = provisionIn(charter, spec);
    const number = (one: number | string) => onChain(spec.kind, one);
    const [least, most] = spec.limits;
    if (number(min) < number(least) || number(max) > number(most)) {
      complain(field, `has the bounds ${min} to ${max}: they must lie within ${least} to ${most}.`);
    } else if (number(min) > number(max)) {
      complain(field, `has a min of ${min} above its max of ${max}.`);
    } else if (number(value) < number(min) || number(value) > number(max)) {
      complain(
        field,
        `is ${value}, outside its bounds of ${min} to ${max}: give { "value", "min", "max" } to choose other bounds.`,
      );
    }
  }
}

function checkSections(charter: Charter, names: readonly InstitutionName[], complain: Complain): void {
  for (const name of names) {
    const { charter: path = [], ...declaration } = declarationOf(name);
    const fieldPath = (field: string) => [...path, field].join(".");
    declaration.check?.({
      settings: settingsIn(charter, name),
      settingsOf: (section) => sectionIn(charter, section),
      citizens: charter.citizens.length,
      provision: (key) =>
        provisionIn(
          charter,
          provisionsOf(name).find((one) => one.key === key)!,
        ),
      complain: (field, message) => {
        complain(fieldPath(field), message);
      },
      fit: (field, text, bytes) => {
        checkBytes(fieldPath(field), text, bytes, complain);
      },
    });
  }
}

function checkPeople(charter: Charter, complain: Complain): void {
  const seen = new Map<string, number>();
  charter.citizens.forEach((citizen, index) => {
    if (citizen.name === undefined && citizen.address === undefined) {
      complain(`citizens[${index}]`, "must have a name, an address or both.");
    }
    const { name, address } = citizen;
    const strange = {
      name: name === undefined ? undefined : complaintOfName(name),
      address: address === undefined ? undefined : complaintOfAccount(address),
    };
    for (const [field, complaint] of Object.entries(strange))
      if (complaint !== undefined) complain(`citizens[${index}].${field}`, complaint);
    const marks = [
      { mark: name === undefined ? undefined : nameAsRead(name), text: name },
      { mark: address?.toLowerCase(), text: address?.toLowerCase() },
    ];
    for (const { mark, text } of marks) {
      if (mark === undefined) continue;
      if (seen.has(mark))
        complain(`citizens[${index}]`, `repeats ${text}, whom citizens[${seen.get(mark)!}] names already.`);
      seen.set(mark, index);
    }
  });

  const held = new Set<string>();
  charter.offices.forEach(({ role, citizen, term }, index) => {
    const holder = citizenNamed(charter, citizen);
    if (holder === undefined)
      complain(`offices[${index}].citizen`, `is ${citizen}: it must be the name or address of one of the citizens.`);
    if (held.has(`${role} ${holder}`)) complain(`offices[${index}]`, `gives ${citizen} the office of ${role} twice.`);
    held.add(`${role} ${holder}`);
    if (secondsOf(term) < 86_400n || secondsOf(term) > secondsOf(CHARTER_LIMITS.officeTerm)) {
      complain(`offices[${index}].term`, `is ${term}: it must be from 1 day to ${CHARTER_LIMITS.officeTerm}.`);
    }
  });
}

function checkArticles(charter: Charter, complain: Complain): void {
  const placesOf = (names: readonly InstitutionName[]) =>
    new Set(names.flatMap(provisionsOf).map(({ institution, key }) => `${institution}.${key}`));
  const known = placesOf(namesIn(charter));
  const all = placesOf(institutionNames);
  charter.articles.forEach((article, index) => {
    const field = `articles[${index}]`;
    checkBytes(`${field}.title`, article.title, CHARTER_LIMITS.articleTitle, complain);
    checkBytes(`${field}.text`, article.text, CHARTER_LIMITS.articleText, complain);
    for (const [, cited] of article.text.matchAll(/\{([^{}]*)\}/g)) {
      if (known.has(cited)) continue;
      complain(
        `${field}.text`,
        all.has(cited)
          ? `cites {${cited}}, and the charter does not found the ${cited.split(".")[0]}: found it, or cite something else.`
          : `cites {${cited}}, which is no provision: the provisions are ${[...known].join(", ")}.`,
      );
    }
  });
}

function checkBytes(field: string, value: string, max: number, complain: Complain): void {
  const size = toUtf8Bytes(value).length;
  if (size > max)
    complain(field, `takes ${size} bytes: at most ${max} are allowed (a letter with an accent takes two).`);
}
