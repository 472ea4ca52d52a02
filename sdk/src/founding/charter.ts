import { getAddress, isAddress, toUtf8Bytes } from "ethers";
import { z } from "zod";
import { NationError } from "../errors";
import { onChain, provisionSpecs, type ProvisionKind, type ProvisionSpec } from "./provisions";
import { COIN_AMOUNT, DURATION, NATIVE_AMOUNT, daysOf, scaled, secondsOf, UNLIMITED } from "./quantities";

/** What is wrong with a charter, and where. */
export interface CharterProblem {
  /** The field's path, such as `coin.taxRate.max`. */
  readonly field: string;
  /** What it must be. */
  readonly message: string;
}

/** The charter cannot found a nation: {@link CharterError.problems} lists everything that is wrong with it. */
export class CharterError extends NationError {
  override readonly name = "CharterError";

  constructor(readonly problems: readonly CharterProblem[]) {
    const list = problems.map(({ field, message }) => `\n  ${field || "the charter"}: ${message}`).join("");
    super(
      `The charter has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:${list}`,
      "Mend what is listed, field by field.",
    );
  }
}

/* LEAVES: each says in one message what is allowed, whatever was found. */

const text = (max: number, what: string, min = 0) => {
  const size = min === 0 ? `at most ${max}` : `${min} to ${max}`;
  const error = `must be ${what} of ${size} characters.`;
  return z.string({ error }).min(min, { error }).max(max, { error });
};

const DURATION_ERROR = 'must be a duration in words, such as "2 days", "36 hours" or "1 day 12 hours".';
const duration = z.string({ error: DURATION_ERROR }).regex(DURATION, { error: DURATION_ERROR });

const COIN_ERROR =
  'must be an amount of coins with at most 18 decimals, such as 1000 or "0.5" (quote what is large or tiny).';
const coins = decimal(COIN_AMOUNT, COIN_ERROR);

function decimal(pattern: RegExp, error: string) {
  return z.union(
    [
      z
        .number({ error })
        .min(0, { error })
        .refine((value) => pattern.test(String(value)), { error }),
      z.string({ error }).regex(pattern, { error }),
    ],
    { error },
  );
}

const address = z
  .string({ error: "must be an address: 0x and 40 hexadecimal digits." })
  .regex(/^0x[0-9a-fA-F]{40}$/, { error: "must be an address: 0x and 40 hexadecimal digits." })
  .refine((value) => isAddress(value), { error: "has a wrong checksum: copy the address again." });

function quantity(kind: ProvisionKind): z.ZodType<number | string> {
  switch (kind) {
    case "percent": {
      const error = "must be a percentage from 0 to 100 with at most two decimals, such as 1.5.";
      return z.number({ error }).min(0, { error }).max(100, { error }).multipleOf(0.01, { error });
    }
    case "heads":
    case "coins": {
      const error = kind === "heads" ? "must be a whole number." : "must be a whole number of coins.";
      return z.int({ error }).min(0, { error });
    }
    case "days": {
      const error = 'must be a whole number of days, such as "30 days".';
      return z
        .string({ error })
        .regex(DURATION, { error })
        .refine((value) => daysOf(value) !== undefined, { error });
    }
    case "native":
      return decimal(NATIVE_AMOUNT, "must be an amount of the native coin with at most 9 decimals, such as 0.01.");
    case "duration":
      return duration;
    case "term": {
      const error = `must be a whole number of days, such as "365 days", or "${UNLIMITED}".`;
      return z.union(
        [
          z.literal(UNLIMITED),
          z
            .string({ error })
            .regex(DURATION, { error })
            .refine((value) => (daysOf(value) ?? 0n) > 0n, { error }),
        ],
        { error },
      );
    }
  }
}

/** An object that names its fields when it meets one that it does not know. */
function record<shape extends z.ZodRawShape>(shape: shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `has unknown ${issue.keys.length === 1 ? "field" : "fields"} ${issue.keys.join(", ")}: the known ones are ${Object.keys(shape).join(", ")}.`
        : `must be an object with ${Object.keys(shape).join(", ")}.`,
  });
}

/* PROVISIONS: a value, or a value with bounds. */

interface Provision {
  value: number | string;
  min: number | string;
  max: number | string;
}

const provision = (path: string) => {
  const { kind, meaning, defaults, limits } = provisionSpecs.find((candidate) => candidate.path.join(".") === path)!;
  const one = quantity(kind);
  return z
    .union([one, record({ value: one, min: one.optional(), max: one.optional() })])
    .default(defaults.value)
    .describe(
      `${meaning} Its bounds: ${limits.min} to ${limits.max}; ${defaults.min} to ${defaults.max} unless given as min and max.`,
    );
};

const house = (path: string) =>
  record({ quorum: provision(`${path}.quorum`), majority: provision(`${path}.majority`) }).prefault({});

const thresholds = (path: string) =>
  record({ citizens: house(`${path}.citizens`), stake: house(`${path}.stake`) }).prefault({});

const lane = (path: string) =>
  record({
    evidencePeriod: provision(`${path}.evidencePeriod`),
    commitPeriod: provision(`${path}.commitPeriod`),
    revealPeriod: provision(`${path}.revealPeriod`),
    appealPeriod: provision(`${path}.appealPeriod`),
    seatFee: provision(`${path}.seatFee`),
  }).prefault({});

const blocks = (max: number) => {
  const error = `must be a whole number of blocks from 2 to ${max}.`;
  return z.int({ error }).min(2, { error }).max(max, { error });
};

const randomness = () =>
  record({
    source: z
      .enum(["auto", "drand", "block"], { error: "must be auto, drand or block." })
      .default("auto")
      .describe(
        "What panels are drawn by: rounds of drand's beacon, verified on chain and mixed with a block's hash (drand), a block's hash alone (block), or drand where the chain can verify it, but never on a local chain (auto).",
      ),
    drand: record({
      // More than this many blocks of Ethereum's could be built later than the shortest margin: the round must come last.
      blocksAhead: blocks(64)
        .default(5)
        .describe("With drand: how many blocks after a draw begins the block is built whose hash is mixed in."),
      margin: duration
        .optional()
        .describe(
          "With drand: how long after a draw begins its round is published, from 15 minutes to 1 day; 15 minutes on Ethereum and 1 hour elsewhere unless given.",
        ),
    }).prefault({}),
    block: record({
      blocksAhead: blocks(256)
        .optional()
        .describe(
          "With block: how many blocks after a draw begins the block is built whose hash decides; 64 on public chains and 4 on a local one unless given.",
        ),
    }).prefault({}),
  }).prefault({});

/* THE CHARTER */

/** How much a charter can hold: what the contracts take, and what founds in a few transactions. Texts in bytes of UTF-8. */
export const CHARTER_LIMITS = {
  articles: 64,
  articleTitle: 80,
  articleText: 2048,
  citizens: 100,
  offices: 20,
  officeTerm: "1461 days",
  name: 64,
  motto: 128,
  domain: 253,
  daoURI: 2048,
  flag: 8192,
  coinName: 31,
} as const;

/** The most coin, in base units, that a balance can hold. */
const MOST_COIN = 2n ** 96n - 1n;

const citizenSchema = record({
  name: text(64, "a name", 1)
    .optional()
    .describe("What the charter calls this person; it is not written to the chain."),
  address: address.optional().describe("The account. On a local chain it may be left out: an account is derived."),
});

const officeSchema = record({
  role: z
    .enum(["registrar", "recovery"], {
      error: ({ input }) =>
        input === "justice"
          ? "must be registrar or recovery: there is no office of justice, for the court alone suspends and revokes."
          : "must be registrar or recovery.",
    })
    .describe("What the office may do: admit and renew (registrar), move citizenships to new keys (recovery)."),
  citizen: text(64, "the name or address of one of the citizens", 1),
  term: duration.default("365 days").describe("How long the office lasts."),
});

const articleSchema = record({
  title: text(CHARTER_LIMITS.articleTitle, "a title", 1),
  text: text(CHARTER_LIMITS.articleText, "a text", 1).describe(
    "May cite provisions: {coin.taxRate}, {governor.votingPeriod}.",
  ),
});

export const charterSchema = record({
  $schema: z.string().optional(),
  nation: record({
    name: text(CHARTER_LIMITS.name, "a name", 1),
    motto: text(CHARTER_LIMITS.motto, "a motto").default(""),
    domain: z
      .string({ error: "must be a domain name, such as example.org." })
      .max(CHARTER_LIMITS.domain)
      .regex(/^$|^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/, {
        error: "must be a domain name in lower case, such as example.org.",
      })
      .default(""),
    daoURI: z
      .string({ error: "must be a URI, such as https://example.org/dao.json." })
      .max(CHARTER_LIMITS.daoURI)
      .regex(/^$|^[a-z][a-z0-9+.-]*:\S+$/i, {
        error: "must be a URI, such as https://example.org/dao.json or ipfs://...",
      })
      .default("")
      .describe("Where the ERC-4824 description of the organisation is."),
    flag: text(CHARTER_LIMITS.flag, "an SVG image")
      .optional()
      .describe("The flag: a complete SVG image. One is drawn from the name if left out."),
  }),
  articles: z
    .array(articleSchema, { error: "must be a list of articles, each with title and text." })
    .max(CHARTER_LIMITS.articles, { error: `must be at most ${CHARTER_LIMITS.articles} articles.` })
    .default([]),
  citizens: z
    .array(citizenSchema, { error: "must be a list of citizens, each with name, address or both." })
    .min(1, { error: "must have at least one citizen: a nation without citizens could never decide anything." })
    .max(CHARTER_LIMITS.citizens, {
      error: `must be at most ${CHARTER_LIMITS.citizens} founding citizens: the nation admits the others.`,
    }),
  offices: z
    .array(officeSchema, { error: "must be a list of offices, each with role, citizen and term." })
    .max(CHARTER_LIMITS.offices, { error: `must be at most ${CHARTER_LIMITS.offices} offices.` })
    .default([]),
  citizenship: record({
    name: text(64, "a name", 1).optional().describe("Name of the citizenship token."),
    symbol: text(16, "a symbol", 1).default("CITIZEN"),
    invitation: duration
      .default("90 days")
      .describe("How long a founding citizen who has not signed may take up the citizenship."),
    term: provision("citizenship.term"),
    fee: provision("citizenship.fee"),
    monthlyAdmissions: provision("citizenship.monthlyAdmissions"),
  }).prefault({}),
  coin: record({
    name: text(CHARTER_LIMITS.coinName, "a name", 1)
      .optional()
      .describe("Name of the civic coin, which wallets show when it is signed for; after the nation if left out."),
    symbol: text(16, "a symbol", 1).default("CIVIC"),
    maxSupply: coins.default(1_000_000_000).describe("The most coins that can ever exist."),
    genesis: record({
      perCitizen: coins.default(1000).describe("What each founding citizen starts with."),
      treasury: coins.default(1_000_000).describe("What the treasury starts with."),
    }).prefault({}),
    taxRate: provision("coin.taxRate"),
    yearlyMint: provision("coin.yearlyMint"),
  }).prefault({}),
  stake: record({ cooldown: provision("stake.cooldown") }).prefault({}),
  treasury: record({ outflow: provision("treasury.outflow") }).prefault({}),
  government: record({
    timelock: duration
      .default("2 days")
      .describe("How long a decision waits before it takes effect: from 1 hour to 60 days."),
    votingDelay: provision("government.votingDelay"),
    votingPeriod: provision("government.votingPeriod"),
    lateQuorumExtension: provision("government.lateQuorumExtension"),
    proposalThreshold: provision("government.proposalThreshold"),
    ordinary: thresholds("government.ordinary"),
    constitutional: thresholds("government.constitutional").describe(
      "For what touches the constitution itself: at least as strict as ordinary.",
    ),
  }).prefault({}),
  justice: record({
    randomness: randomness(),
    juryRoll: record({
      bond: provision("justice.juryRoll.bond"),
      citizenDays: provision("justice.juryRoll.citizenDays"),
      rest: provision("justice.juryRoll.rest"),
      noShowPenalty: provision("justice.juryRoll.noShowPenalty"),
    }).prefault({}),
    court: record({
      general: lane("justice.court.general"),
      fast: lane("justice.court.fast"),
      panelQuorum: provision("justice.court.panelQuorum"),
      plenaryPeriod: provision("justice.court.plenaryPeriod"),
      plenaryQuorum: provision("justice.court.plenaryQuorum"),
    }).prefault({}),
    tribunal: record({
      challengeBond: provision("justice.tribunal.challengeBond"),
      coolOff: provision("justice.tribunal.coolOff"),
      maxFine: provision("justice.tribunal.maxFine"),
      maxSuspension: provision("justice.tribunal.maxSuspension"),
    }).prefault({}),
  }).prefault({}),
});

/** The input from which a nation is founded, as a person writes it: only `nation.name` and `citizens` are needed. */
export type CharterInput = z.input<typeof charterSchema>;

/** A charter that has been checked, with every default filled in. Parsing it again gives the same. */
export type Charter = z.output<typeof charterSchema>;

/** The role that an office gives. */
export type OfficeRole = Charter["offices"][number]["role"];

/**
 * Checks a charter and fills in its defaults.
 *
 * @param json The charter, as read from JSON.
 * @returns The checked charter, in the same human units.
 * @throws {@link CharterError} with everything that is wrong with it.
 * @example
 * const charter = parseCharter({ nation: { name: "Weekend" }, citizens: [{ address: "0x…" }] });
 */
export function parseCharter(json: unknown): Charter {
  const parsed = charterSchema.safeParse(json);
  if (!parsed.success) throw new CharterError(parsed.error.issues.flatMap((issue) => problemsOf(issue, json)));
  const problems = crossCheck(parsed.data);
  if (problems.length > 0) throw new CharterError(problems);
  return parsed.data;
}

/** The provision at a path of the charter, with its bounds. */
export function provisionIn(charter: Charter, { path, defaults }: ProvisionSpec): Provision {
  const given = path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], charter) as
    number | string | Partial<Provision>;
  return typeof given === "object" ? { ...defaults, ...given } : { ...defaults, value: given };
}

/** The JSON Schema of charters, for editors. */
export function charterJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(charterSchema, { io: "input" });
  return { $schema, title: "Charter of a nation", ...schema };
}

/* PROBLEMS */

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, root: unknown, base: readonly PropertyKey[] = []): CharterProblem[] {
  const path = [...base, ...issue.path];
  if (issue.code === "invalid_union") {
    // A provision given as an object is judged as one, anything else as a plain quantity.
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const found = path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key], root);
    const inner = typeof found === "object" && found !== null ? branches.at(-1) : branches[0];
    if (inner !== undefined && issue.message === "Invalid input")
      return inner.flatMap((one) => problemsOf(one, root, path));
  }
  const missing = issue.code === "invalid_type" && path.length > 0 && at(root, path) === undefined;
  return [{ field: fieldOf(path), message: missing ? `is missing: it ${issue.message}` : issue.message }];
}

const at = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key], root);

const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (field, key) => (typeof key === "number" ? `${field}[${key}]` : field ? `${field}.${String(key)}` : String(key)),
    "",
  );

/** What only shows when fields are seen together. */
function crossCheck(charter: Charter): CharterProblem[] {
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

/** The index of the citizen whom a charter calls by that name or address. */
export function citizenNamed(charter: Charter, name: string): number | undefined {
  const index = charter.citizens.findIndex(
    (citizen) =>
      citizen.name === name ||
      (isAddress(name) && citizen.address !== undefined && getAddress(citizen.address) === getAddress(name)),
  );
  return index === -1 ? undefined : index;
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
