import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import type { ProvisionSpec } from "../provisions";
import {
  address,
  coins,
  duration,
  lane,
  provision,
  randomness,
  record,
  text,
  thresholds,
  type Provision,
} from "./fields";

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

/** The provision at a path of the charter, with its bounds. */
export function provisionIn(charter: Charter, { path, defaults }: ProvisionSpec): Provision {
  const given = path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], charter) as
    number | string | Partial<Provision>;
  return typeof given === "object" ? { ...defaults, ...given } : { ...defaults, value: given };
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
