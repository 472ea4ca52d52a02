import { toUtf8Bytes, type Interface, type Provider } from "ethers";
import { interfaceOf as spoken } from "../core/declaration";
import { secondsOf } from "../core/quantities";
import { roles } from "../core/roles";
import type { ContractCode, ContractName } from "../generated/bytecode";
import { declarationOf, isKnown, type InstitutionName } from "../institutions/registry";
import { spine } from "../institutions/spine";
import { charterHashOf, citizenNamed, namesIn, sectionIn, type Charter } from "./charter";
import { creationCodeOf } from "./codes";
import {
  addressesOf,
  argumentsOf,
  contractOf,
  deployerInterface,
  forEach,
  namesOf,
  type Addresses,
  type FoundingTerms,
  type Variants,
} from "./institutions";
import type { FoundingRecord, InstitutionRecord } from "./journal";
import { functionRoles, roleLabels } from "./powers";
import {
  birthData,
  birthOf,
  bornAt,
  chained,
  dataOf,
  placeholderOf,
  SELF,
  templateOf,
  type Plan,
  type Step,
} from "./steps";

/** How much goes into one transaction: each batch stays well under what one may cost. */
export const BATCH = {
  /** Bytes of articles, as {@link articleSize} counts them: each is paid for as calldata and as stored code, and checked. */
  articleBytes: 24_000,
  /** Founding citizens. */
  admissions: 50,
} as const;

/** Calls a function that only reads, and gives its results by name. */
export async function readContract(
  provider: Provider,
  contract: { readonly address: string; readonly interface: Interface },
  method: string,
  values: readonly unknown[] = [],
) {
  const data = contract.interface.encodeFunctionData(method, values);
  return contract.interface.decodeFunctionResult(method, await provider.call({ to: contract.address, data }));
}

/* THE PLAN */

/** Everything that a plan follows from. */
export interface Draft {
  readonly charter: Charter;
  /** Who founds. */
  readonly founder: string;
  /** The accounts of the charter's citizens, in its order. */
  readonly citizens: readonly string[];
  readonly chainId: string;
  /** Which contract each institution with several is built by. */
  readonly variants: Variants;
}

/** The code of each contract, at hand. */
export type Codes = (contract: ContractName) => ContractCode;

/**
 * Turns a charter into the plan of its founding. Nothing in it depends on when it is carried out, by whom, or what it costs.
 *
 * @param names The institutions, in the order in which they are built; by default those that the charter founds.
 */
export function planOf(draft: Draft, codes: Codes, names: readonly InstitutionName[] = namesIn(draft.charter)): Plan {
  return chained(stepsOf(draft, codes, { names, site: siteFor(names) }));
}

function stepsOf(
  draft: Draft,
  codes: Codes,
  { names, site }: { readonly names: readonly InstitutionName[]; readonly site: Site },
): Step[] {
  return [
    ...buildings({ ...draft, deployer: placeholderOf(SELF) }, { ...site, names, codes }),
    ...enactments(draft, site),
    ...admissions(draft, site),
    ...closing(names, site, officesIn(draft)),
  ];
}

/**
 * The steps of a founding, some of whose institutions this software may not know.
 *
 * @param all The institutions in the order in which they are built.
 * @returns The steps by their places; undefined where one is built that this software does not know.
 */
export function stepsDue(draft: Draft, codes: Codes, all: readonly string[]): (Step | undefined)[] {
  const steps: (Step | undefined)[] = stepsOf(draft, codes, { names: all.filter(isKnown), site: siteFor(all) });
  for (const [index, name] of all.entries()) if (!isKnown(name)) steps.splice(index, 0, undefined);
  return steps;
}

/** The last two steps of each founding of these institutions: the powers, and the hand-over, which fills the charter's offices. */
export const closingOf = (names: readonly InstitutionName[], offices: Offices): Step[] =>
  closing(names, siteFor(names), offices);

type Offices = Extract<Step, { readonly kind: "handOver" }>["offices"];

const closing = (names: readonly InstitutionName[], site: Site, offices: Offices): Step[] => [
  powers(names, site),
  handOver(names, site, offices),
];

/** Where institutions are as long as the deployer's address is not known. */
interface Site {
  readonly at: Addresses;
  readonly indexOf: (name: InstitutionName) => number;
  readonly count: number;
}

function siteFor(names: readonly string[]): Site {
  const at = forEach(names, (_, index) => placeholderOf(index));
  return { at, indexOf: (name) => names.indexOf(name), count: names.length };
}

/**
 * The steps that create institutions, each with its terms.
 *
 * @param terms What decides the terms.
 */
export const buildings = (
  { chainId, ...terms }: Omit<Draft, "founder"> & Pick<FoundingTerms, "deployer">,
  {
    names,
    at,
    codes,
    count = names.length,
  }: {
    readonly names: readonly InstitutionName[];
    readonly at: Addresses;
    readonly codes: Codes;
    /** How many contracts the deployer creates. */
    readonly count?: number;
  },
): Step[] => {
  const encoded = argumentsOf({ ...terms, chainId: BigInt(chainId), addresses: at });
  return names.map((name) => {
    const contract = contractOf(name, terms.variants[name]);
    const { creation } = codes(contract);
    const { template, patches } = templateOf(encoded[name]!, {
      count,
      before: (creation.length - 2) / 2,
    });
    return {
      id: `institution:${name}`,
      title: titles.build(name, contract),
      kind: "create",
      template: creationCodeOf(codes, { contract, arguments: template }),
      patches,
    };
  });
};

/** What the steps are called. */
export const titles = {
  build: (name: InstitutionName, contract: string): string => `Build the ${name} (${contract})`,
  admissions: (count: number): string =>
    count === 1 ? "Let a founding citizen in" : `Let ${count} founding citizens in`,
  powers: "Write down who may do what",
  handOver: "Hand the nation over to its government",
} as const;

const authority = spoken(spine.authority);

/** A call to the authority; several of them happen together, or none. */
function byAuthority(
  { id, title, calls }: { readonly id: string; readonly title: string; readonly calls: readonly string[] },
  { indexOf, count }: Site,
): Extract<Step, { readonly kind: "call" }> {
  const data = calls.length === 1 ? calls[0] : authority.encodeFunctionData("multicall", [[...calls]]);
  return { id, title, kind: "call", index: indexOf(spine.authority.name), ...templateOf(data, { count }) };
}

/** The contract checks printable ASCII by the word and everything else by the character, which takes four times the gas. */
const articleSize = (text: string): number => toUtf8Bytes(text).length * (/^[ -~]*$/.test(text) ? 1 : 4);

/** Which articles are enacted together. */
export function articleBatches(articles: Charter["articles"]) {
  const batches: { upTo: number; texts: { title: string; text: string }[]; bytes: number }[] = [];
  articles.forEach(({ title, text }, index) => {
    const bytes = articleSize(title + text);
    const last = batches.at(-1);
    if (last === undefined || last.bytes + bytes > BATCH.articleBytes)
      batches.push({ upTo: index + 1, texts: [{ title, text }], bytes });
    else {
      last.upTo = index + 1;
      last.texts.push({ title, text });
      last.bytes += bytes;
    }
  });
  return batches.map(({ upTo, texts }) => ({
    upTo,
    texts,
    title: texts.length === 1 ? `Enact article ${upTo}` : `Enact articles ${upTo - texts.length + 1} to ${upTo}`,
  }));
}

const enactments = ({ charter }: Draft, site: Site): Step[] =>
  articleBatches(charter.articles).map(({ upTo, texts, title }) =>
    byAuthority({ id: `articles:${upTo}`, title, calls: [authority.encodeFunctionData("enact", [texts])] }, site),
  );

/** Begins the id of each step that lets founding citizens in. */
export const ADMISSION = "citizens:";

function admissions({ charter, citizens }: Draft, { indexOf }: Site): Step[] {
  const { invitation } = sectionIn(charter, spine.register.section!);
  return batchesOf(citizens, BATCH.admissions).map((applicants, index): Step => ({
    id: `${ADMISSION}${index + 1}`,
    title: titles.admissions(applicants.length),
    kind: "admit",
    index: indexOf(spine.register.name),
    dossier: charterHashOf(charter),
    applicants,
    period: secondsOf(invitation),
  }));
}

/** The offices that a charter fills. */
const officesIn = ({ charter, citizens }: Draft): Offices =>
  charter.offices.map(({ role, citizen, term }) => ({
    role: roles[role],
    holder: citizens[citizenNamed(charter, citizen)!],
    term: secondsOf(term),
  }));

/** The roles that the declarations give these institutions. */
export const rolesHeld = (names: readonly InstitutionName[]) =>
  names.flatMap((name) =>
    (declarationOf(name).roles ?? []).map((role) => ({ institution: name, role, id: roles[role] })),
  );

const grant = (at: Addresses, { institution, id }: ReturnType<typeof rolesHeld>[number]): string =>
  authority.encodeFunctionData("grantRole", [id, at[institution]!, 0]);

/** Writes the table of powers into the constitution, and gives the institutions their roles. */
function powers(names: readonly InstitutionName[], site: Site): Step {
  const { at } = site;
  return byAuthority(
    {
      id: "powers",
      title: titles.powers,
      calls: [
        ...Object.entries(roleLabels).map(([role, label]) =>
          authority.encodeFunctionData("labelRole", [roles[role as keyof typeof roleLabels], label]),
        ),
        ...functionRoles(names).map(({ institution, selectors, role }) =>
          authority.encodeFunctionData("setTargetFunctionRole", [at[institution]!, selectors, role]),
        ),
        ...rolesHeld(names)
          .filter(({ role }) => role !== "government")
          .map((one) => grant(at, one)),
      ],
    },
    site,
  );
}

/** The last step, after which the deployer holds nothing: the officers of the charter take their offices with it. */
export const HAND_OVER = "hand-over";

function handOver(names: readonly InstitutionName[], site: Site, offices: Offices): Step {
  const calls = [
    ...rolesHeld(names)
      .filter(({ role }) => role === "government")
      .map((one) => grant(site.at, one)),
    authority.encodeFunctionData("renounceRole", [roles.government, placeholderOf(SELF)]),
  ];
  const officers = offices.length === 1 ? "an officer" : `${offices.length} officers`;
  return {
    ...byAuthority({ id: HAND_OVER, title: titles.handOver, calls }, site),
    kind: "handOver",
    offices,
    ...(offices.length > 0 && { title: `Appoint ${officers}, and hand the nation over to its government` }),
  };
}

/* WHERE EVERYTHING WILL BE */

/** Where everything will stand, and on what terms: all that follows from a plan, the factory and the salt. */
export type Placed = Pick<FoundingRecord, "plan" | "deployer" | "institutions">;

/** Reckons from a draft where everything will be. */
export function placedFor(
  draft: Draft & Pick<FoundingRecord, "factory" | "salt">,
  codes: Codes,
  names: readonly InstitutionName[] = namesIn(draft.charter),
): Placed {
  const plan = planOf(draft, codes, names);
  const deployer = bornAt(birthIn({ ...draft, plan: plan.hash }, codes));
  const addresses = addressesOf(deployer, names);
  const encoded = argumentsOf({ ...draft, deployer, chainId: BigInt(draft.chainId), addresses });
  const institutions = forEach(names, (name): InstitutionRecord => ({
    contract: contractOf(name, draft.variants[name]),
    address: addresses[name]!,
    arguments: encoded[name]!,
  }));
  return { plan: plan.hash, deployer, institutions };
}

/** How the deployer of a founding comes about. */
export const birthIn = (
  { plan, factory, salt, founder }: Pick<FoundingRecord, "plan" | "factory" | "salt" | "founder">,
  codes: Codes,
) => birthOf(plan, { factory, salt, founder, code: codes("NationDeployer") });

/** The addresses of a record's institutions, of those that this software does not know, too. */
export const addressesIn = ({ institutions }: Pick<FoundingRecord, "institutions">): Addresses =>
  forEach(Object.keys(institutions), (name) => (institutions as Record<string, InstitutionRecord>)[name].address);

/* WHAT IS SENT THERE */

/** One transaction of a founding: what it sends, where it lands, and how to tell that it is done. */
export interface Act {
  readonly id: string;
  /** What it does, for people. */
  readonly title: string;
  readonly to: string;
  /** Asked when it is sent: consents may come until then. */
  readonly data: () => string;
  readonly done: (provider: Provider) => Promise<boolean>;
}

/** The transaction that creates the deployer. */
export const FOUNDATION = "deployer";

/** The acts that create a deployer and carry its plan out, in order. What is half done is harmless, and can be resumed by anyone. */
export function actsOf(
  { steps, rests }: Plan,
  {
    deployer,
    birth,
    consents,
  }: {
    readonly deployer: string;
    readonly birth: ReturnType<typeof birthIn>;
    readonly consents: FoundingRecord["consents"];
  },
): Act[] {
  return [
    {
      id: FOUNDATION,
      title: "Create the deployer",
      to: birth.factory,
      data: () => birthData(birth),
      done: async (provider) => (await provider.getCode(deployer)) !== "0x",
    },
    ...steps.map((step, index): Act => ({
      id: step.id,
      title: step.title,
      to: deployer,
      data: () => dataOf(step, rests[index], consents),
      done: async (provider) => (await stepsDone(deployer, provider)) > index,
    })),
  ];
}

/** How many steps a deployer has done; none if it does not exist. */
export async function stepsDone(deployer: string, provider: Provider): Promise<number> {
  const data = deployerInterface.encodeFunctionData("stepCount");
  const answer = await provider.call({ to: deployer, data });
  return answer === "0x" ? 0 : Number(deployerInterface.decodeFunctionResult("stepCount", answer)[0]);
}

/** The plan of a record, reckoned from what the record says. */
export const planIn = (record: FoundingRecord, codes: Codes): Plan =>
  planOf(record, codes, namesOf(record.institutions));

function batchesOf<item>(items: readonly item[], size: number): item[][] {
  const batches: item[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}
