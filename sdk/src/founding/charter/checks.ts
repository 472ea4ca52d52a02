import { toUtf8Bytes } from "ethers";
import { onChain, provisionSpecs } from "../provisions";
import { scaled, secondsOf } from "../quantities";
import type { CharterProblem } from "./problems";
import { CHARTER_LIMITS, citizenNamed, provisionIn, type Charter } from "./schema";

/** The most coin, in base units, that a balance can hold. */
const MOST_COIN = 2n ** 96n - 1n;

/** What only shows when fields are seen together. */
export function crossCheck(charter: Charter): CharterProblem[] {
  const problems: CharterProblem[] = [];
  const complain = (field: string, message: string) => problems.push({ field, message });

  for (const spec of provisionSpecs) {
    const field = spec.path.join(".");
    const { value, min, max } = provisionIn(charter, spec);
    const number = (one: number | string) => onChain(spec.kind, one);
    if (number(min) < number(spec.limits.min) || number(max) > number(spec.limits.max)) {
      complain(
        field,
        `has the bounds ${min} to ${max}: they must lie within ${spec.limits.min} to ${spec.limits.max}.`,
      );
    } else if (number(min) > number(max)) {
      complain(field, `has a min of ${min} above its max of ${max}.`);
    } else if (number(value) < number(min) || number(value) > number(max)) {
      complain(
        field,
        `is ${value}, outside its bounds of ${min} to ${max}: give { "value", "min", "max" } to choose other bounds.`,
      );
    }
  }
  checkThresholds(charter, complain);
  checkPeople(charter, complain);
  checkTexts(charter, complain);

  const timelock = secondsOf(charter.government.timelock);
  if (timelock < 3600n || timelock > 60n * 86_400n) {
    complain("government.timelock", `is ${charter.government.timelock}: it must last from 1 hour to 60 days.`);
  }
  const invitation = secondsOf(charter.citizenship.invitation);
  if (invitation < 86_400n || invitation > 3650n * 86_400n) {
    complain("citizenship.invitation", `is ${charter.citizenship.invitation}: it must last from 1 day to 3650 days.`);
  }
  const { margin } = charter.justice.randomness.drand;
  if (margin !== undefined && (secondsOf(margin) < 900n || secondsOf(margin) > 86_400n)) {
    complain("justice.randomness.drand.margin", `is ${margin}: it must last from 15 minutes to 1 day.`);
  }
  const { maxSupply, genesis } = charter.coin;
  const minted = scaled(genesis.perCitizen, 18) * BigInt(charter.citizens.length) + scaled(genesis.treasury, 18);
  if (minted > scaled(maxSupply, 18)) {
    complain(
      "coin.maxSupply",
      `is ${maxSupply}, less than the genesis gives to the treasury and ${charter.citizens.length} citizens together.`,
    );
  }
  if (scaled(maxSupply, 18) > MOST_COIN) {
    complain("coin.maxSupply", `is ${maxSupply}: it must be at most ${MOST_COIN / 10n ** 18n} coins.`);
  }
  return problems;
}

type Complain = (field: string, message: string) => void;

function checkThresholds(charter: Charter, complain: Complain): void {
  const provisionOf = (kind: string, house: string, what: string) =>
    provisionIn(
      charter,
      provisionSpecs.find(({ path }) => path.join(".") === `government.${kind}.${house}.${what}`)!,
    );
  const figure = (kind: string, house: string, what: string) => Number(provisionOf(kind, house, what).value);

  for (const kind of ["ordinary", "constitutional"]) {
    for (const house of ["citizens", "stake"]) {
      const [quorum, majority] = [figure(kind, house, "quorum"), figure(kind, house, "majority")];
      if (majority !== 0 && majority < 50) {
        complain(
          `government.${kind}.${house}.majority`,
          `is ${majority}: a majority is at least 50, or 0 for a house without a say.`,
        );
      } else if (majority === 0 && quorum !== 0) {
        complain(
          `government.${kind}.${house}.quorum`,
          `is ${quorum} in a house without a say (its majority is 0): it must be 0, too.`,
        );
      }
    }
    if (figure(kind, "citizens", "majority") === 0 && figure(kind, "stake", "majority") === 0) {
      complain(`government.${kind}`, "gives no house a say: nothing could ever be decided.");
    }
  }
  const least = ["citizens", "stake"].map((house) => Number(provisionOf("constitutional", house, "majority").min));
  if (least.every((min) => min === 0) && figure("constitutional", "citizens", "majority") !== 0) {
    complain(
      "government.constitutional",
      "allows both majorities to become 0, after which no house could amend anything: give one a min of at least 50.",
    );
  }
  let stricter = false;
  for (const house of ["citizens", "stake"]) {
    for (const what of ["quorum", "majority"]) {
      const [ordinary, constitutional] = [figure("ordinary", house, what), figure("constitutional", house, what)];
      stricter ||= constitutional > ordinary;
      if (constitutional < ordinary) {
        complain(
          `government.constitutional.${house}.${what}`,
          `is ${constitutional}: it must be at least the ordinary one, ${ordinary}.`,
        );
      }
    }
  }
  if (!stricter) complain("government.constitutional", "must be stricter than ordinary in at least one threshold.");
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

  const admissions = onChain(
    "heads",
    provisionIn(
      charter,
      provisionSpecs.find(({ key }) => key === "monthlyAdmissions")!,
    ).value,
  );
  if (BigInt(charter.citizens.length) > admissions) {
    complain(
      "citizenship.monthlyAdmissions",
      `is ${admissions}, fewer than the ${charter.citizens.length} founding citizens, who all come in the first month.`,
    );
  }
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

function checkTexts(charter: Charter, complain: Complain): void {
  const { flag } = charter.nation;
  if (flag !== undefined) {
    if (!flag.startsWith("<svg ") || !/<\/svg>\s*$/.test(flag) || !flag.includes("http://www.w3.org/2000/svg")) {
      complain(
        "nation.flag",
        'must be one complete SVG image: <svg xmlns="http://www.w3.org/2000/svg" ...> ... </svg>.',
      );
    } else if (/<script|\son\w+\s*=|javascript:|<foreignObject|href\s*=/i.test(flag)) {
      complain("nation.flag", "must be a picture alone: no script, no event handler, no link, no foreign content.");
    }
    checkBytes("nation.flag", flag, CHARTER_LIMITS.flag, complain);
  }
  for (const field of ["name", "motto", "daoURI"] as const) {
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    if (/[\u0000-\u001f\u007f]/.test(charter.nation[field]))
      complain(`nation.${field}`, "must be one line without control characters.");
  }
  checkBytes("nation.daoURI", charter.nation.daoURI, CHARTER_LIMITS.daoURI, complain);
  checkBytes("nation.name", charter.nation.name, CHARTER_LIMITS.name, complain);
  checkBytes("nation.motto", charter.nation.motto, CHARTER_LIMITS.motto, complain);

  // The coin's name is that of its signing domain, which OpenZeppelin keeps in one word.
  checkBytes("coin.name", charter.coin.name ?? "", CHARTER_LIMITS.coinName, complain);

  const known = new Set(provisionSpecs.map(({ institution, key }) => `${institution}.${key}`));
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
