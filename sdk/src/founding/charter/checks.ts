import { toUtf8Bytes } from "ethers";
import { onChain } from "../../core/provision-specs";
import { secondsOf } from "../../core/quantities";
import { declarationOf, institutionNames } from "../../institutions/registry";
import { allProvisions, provisionsOf } from "../provisions";
import type { CharterProblem } from "./problems";
import { CHARTER_LIMITS, citizenNamed, provisionIn, sectionIn, settingsIn, type Charter } from "./schema";

/** What only shows when fields are seen together. */
export function crossCheck(charter: Charter): CharterProblem[] {
  const problems: CharterProblem[] = [];
  const complain = (field: string, message: string) => problems.push({ field, message });
  checkBounds(charter, complain);
  checkPeople(charter, complain);
  checkArticles(charter, complain);
  checkSections(charter, complain);
  return problems;
}

type Complain = (field: string, message: string) => void;

function checkBounds(charter: Charter, complain: Complain): void {
  for (const spec of allProvisions()) {
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

function checkSections(charter: Charter, complain: Complain): void {
  for (const name of institutionNames) {
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
    for (const mark of [citizen.name, citizen.address?.toLowerCase()]) {
      if (mark === undefined) continue;
      if (seen.has(mark))
        complain(`citizens[${index}]`, `repeats ${mark}, whom citizens[${seen.get(mark)!}] names already.`);
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
  const known = new Set(allProvisions().map(({ institution, key }) => `${institution}.${key}`));
  charter.articles.forEach((article, index) => {
    const field = `articles[${index}]`;
    checkBytes(`${field}.title`, article.title, CHARTER_LIMITS.articleTitle, complain);
    checkBytes(`${field}.text`, article.text, CHARTER_LIMITS.articleText, complain);
    for (const [, cited] of article.text.matchAll(/\{([^{}]*)\}/g)) {
      if (!known.has(cited))
        complain(
          `${field}.text`,
          `cites {${cited}}, which is no provision: the provisions are ${[...known].join(", ")}.`,
        );
    }
  });
}

function checkBytes(field: string, value: string, max: number, complain: Complain): void {
  const size = toUtf8Bytes(value).length;
  if (size > max)
    complain(field, `takes ${size} bytes: at most ${max} are allowed (a letter with an accent takes two).`);
}
