import { toUtf8Bytes, ZeroHash, type Interface, type Provider, type Result } from "ethers";
import { interfaceOf as spoken } from "../core/declaration";
import { secondsOf } from "../core/quantities";
import { roles } from "../core/roles";
import { declarationOf, type InstitutionName } from "../institutions/registry";
import { spine } from "../institutions/spine";
import { citizenNamed, namesIn, sectionIn } from "./charter";
import { creationCodeOf, type CodeSource } from "./codes";
import {
  addressesOf,
  argumentsOf,
  contractOf,
  deployerInterface,
  deployerOf,
  forEach,
  interfaceOf,
  namesOf,
  type Addresses,
  type FoundingTerms,
} from "./institutions";
import type { FoundingRecord, InstitutionRecord } from "./journal";
import { functionRoles, roleLabels } from "./powers";

/** How much goes into one transaction: each batch stays well under what one may cost. */
export const BATCH = {
  /** Bytes of articles, as {@link articleSize} counts them: each is paid for as calldata and as stored code, and checked. */
  articleBytes: 24_000,
  /** Signed admissions. */
  admissions: 50,
  invitations: 100,
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

/* WHERE EVERYTHING WILL BE */

/** Where everything will stand, and on what terms: all that follows from the nonce of the first transaction. */
export type Site = Pick<FoundingRecord, "firstNonce" | "deployer" | "institutions">;

/**
 * Computes every address, and what is created there, from the nonce that creates the deployer.
 *
 * @param names The institutions, in the order in which they are built; by default those that the charter founds.
 */
export function siteOf(
  founding: Omit<FoundingTerms, "addresses" | "chainId"> & { readonly chainId: string },
  firstNonce: number,
  names: readonly InstitutionName[] = namesIn(founding.charter),
): Site {
  const deployer = deployerOf(founding.founder, firstNonce);
  const addresses = addressesOf(deployer, names);
  const encoded = argumentsOf({ ...founding, chainId: BigInt(founding.chainId), addresses });
  const institutions = forEach(names, (name): InstitutionRecord => ({
    contract: contractOf(name, founding.variants[name]),
    address: addresses[name]!,
    arguments: encoded[name]!,
  }));
  return { firstNonce, deployer, institutions };
}

/** The addresses of a record's institutions, of those that this software does not know, too. */
export const addressesIn = ({ institutions }: Pick<FoundingRecord, "institutions">): Addresses =>
  forEach(Object.keys(institutions), (name) => (institutions as Record<string, InstitutionRecord>)[name].address);

/* WHAT IS SENT THERE */

/** What an act reads from the chain, to build its data and to tell whether it is done. */
export interface ChainReads {
  readonly exists: (address: string) => Promise<boolean>;
  readonly read: (institution: InstitutionName, method: string, values?: readonly unknown[]) => Promise<Result>;
  readonly code: CodeSource;
}

/** One transaction of a founding: what it sends, where it lands, and how to tell that it is done. */
export interface Act {
  readonly id: string;
  /** What it does, for people. */
  readonly title: string;
  /** The receiver; null if it creates a contract. */
  readonly to: string | null;
  data(chain: ChainReads): Promise<string>;
  done(chain: ChainReads): Promise<boolean>;
}

/** What the acts of a founding follow from. */
export type Planned = Pick<
  FoundingRecord,
  "charter" | "founder" | "citizens" | "startedAt" | "consents" | "deployer" | "institutions"
>;

/** The acts of a founding in order. A half-founded nation is harmless, and its founding can resume. */
export function planOf(planned: Planned): Act[] {
  return [
    foundation(planned),
    ...Object.entries(planned.institutions).map(([name, one], index) => building(planned, { name, one, index })),
    ...enactments(planned),
    ...admissions(planned),
    ...appointments(planned),
    powers(planned),
    handOver(planned),
  ];
}

/** The transaction that creates the deployer, and decides where everything is. */
export const FOUNDATION = "deployer";

/** The last transaction, after which the founder holds nothing. */
export const HAND_OVER = "hand-over";

const authority = spoken(spine.authority);
const register = spoken(spine.register);

const foundation = ({ deployer }: Planned): Act => ({
  id: FOUNDATION,
  title: "Create the deployer",
  to: null,
  data: async ({ code }) => (await code("NationDeployer")).creation,
  done: ({ exists }) => exists(deployer),
});

const building = (
  { deployer }: Planned,
  { name, one, index }: { readonly name: string; readonly one: InstitutionRecord; readonly index: number },
): Act => ({
  id: `institution:${name}`,
  title: `Build the ${name} (${one.contract})`,
  to: deployer,
  data: async ({ code }) => deployerInterface.encodeFunctionData("deploy", [index, await creationCodeOf(code, one)]),
  done: ({ exists }) => exists(one.address),
});

/** Several acts of the authority in one transaction: all of them happen, or none. */
const together = (calls: readonly string[]): string => authority.encodeFunctionData("multicall", [[...calls]]);

/** The contract checks printable ASCII by the word and everything else by the character, which takes four times the gas. */
const articleSize = (text: string): number => toUtf8Bytes(text).length * (/^[ -~]*$/.test(text) ? 1 : 4);

function enactments({ charter, institutions }: Planned): Act[] {
  const batches: { upTo: number; texts: { title: string; text: string }[]; bytes: number }[] = [];
  charter.articles.forEach(({ title, text }, index) => {
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
    id: `articles:${upTo}`,
    title: texts.length === 1 ? `Enact article ${upTo}` : `Enact articles ${upTo - texts.length + 1} to ${upTo}`,
    to: institutions[spine.authority.name].address,
    data: () => Promise.resolve(authority.encodeFunctionData("enact", [texts])),
    done: async ({ read }) => Number((await read(spine.authority.name, "articleCount"))[0]) >= upTo,
  }));
}

const isAdmitted = async ({ read }: ChainReads, account: string): Promise<boolean> =>
  ((await read(spine.register.name, "admissionNonce", [account]))[0] as bigint) > 0n;

const isInvited = async ({ read }: ChainReads, account: string): Promise<boolean> =>
  ((await read(spine.register.name, "admissionOf", [account]))[1] as bigint) > 0n;

function admissions({ charter, citizens, consents, startedAt, institutions }: Planned): Act[] {
  const to = institutions[spine.register.name].address;
  const willing = citizens.filter((account) => consents[account] !== undefined);
  const others = citizens.filter((account) => consents[account] === undefined);

  const admitting = batchesOf(willing, BATCH.admissions).map((accounts, index): Act => {
    const requests = accounts.map((applicant) => ({ applicant, dossier: ZeroHash, ...consents[applicant] }));
    return {
      id: `admissions:${index + 1}`,
      title: accounts.length === 1 ? "Admit a founding citizen" : `Admit ${accounts.length} founding citizens`,
      to,
      data: () => Promise.resolve(register.encodeFunctionData("admitSigned", [requests as never])),
      done: async (chain) => (await Promise.all(accounts.map((account) => isAdmitted(chain, account)))).every(Boolean),
    };
  });

  const { invitation } = sectionIn(charter, spine.register.section!);
  const until = startedAt + Number(secondsOf(invitation));
  const inviting = batchesOf(others, BATCH.invitations).map((accounts, index): Act => ({
    id: `invitations:${index + 1}`,
    title: accounts.length === 1 ? "Invite a founding citizen" : `Invite ${accounts.length} founding citizens`,
    to,
    data: () => Promise.resolve(register.encodeFunctionData("invite", [accounts, until])),
    done: async (chain) => {
      const states = accounts.map(
        async (account) => (await isAdmitted(chain, account)) || (await isInvited(chain, account)),
      );
      return (await Promise.all(states)).every(Boolean);
    },
  }));
  return [...admitting, ...inviting];
}

function appointments({ charter, citizens, startedAt, institutions }: Planned): Act[] {
  if (charter.offices.length === 0) return [];
  const officers = charter.offices.map(({ role, citizen, term }) => ({
    role: roles[role],
    account: citizens[citizenNamed(charter, citizen)!],
    until: startedAt + Number(secondsOf(term)),
  }));
  const citizenId = async ({ read }: ChainReads, account: string) =>
    (await read(spine.register.name, "citizenOf", [account]))[0] as bigint;
  return [
    {
      id: "offices",
      title: officers.length === 1 ? "Appoint an officer" : `Appoint ${officers.length} officers`,
      to: institutions[spine.authority.name].address,
      data: async (chain) => {
        const calls = officers.map(async ({ role, account, until }) =>
          authority.encodeFunctionData("appoint", [role, await citizenId(chain, account), until]),
        );
        return together(await Promise.all(calls));
      },
      done: async (chain) => {
        const terms = officers.map(async ({ role, account }) =>
          chain.read(spine.authority.name, "officeOf", [role, await citizenId(chain, account)]),
        );
        return (await Promise.all(terms)).every(([until]) => (until as bigint) > 0n);
      },
    },
  ];
}

/** The roles that the declarations give these institutions. */
export const rolesHeld = (names: readonly InstitutionName[]) =>
  names.flatMap((name) =>
    (declarationOf(name).roles ?? []).map((role) => ({ institution: name, role, id: roles[role] })),
  );

/** Writes the table of powers into the constitution, and gives the institutions their roles. */
function powers({ institutions }: Planned): Act {
  const names = namesOf(institutions);
  const assignments = functionRoles(names);
  const granted = rolesHeld(names).filter(({ role }) => role !== "government");
  return {
    id: "powers",
    title: "Write down who may do what",
    to: institutions[spine.authority.name].address,
    data: () =>
      Promise.resolve(
        together([
          ...Object.entries(roleLabels).map(([role, label]) =>
            authority.encodeFunctionData("labelRole", [roles[role as keyof typeof roleLabels], label]),
          ),
          ...assignments.map(({ institution, selectors, role }) =>
            authority.encodeFunctionData("setTargetFunctionRole", [
              institutions[institution]!.address,
              selectors,
              role,
            ]),
          ),
          ...granted.map(({ institution, id }) =>
            authority.encodeFunctionData("grantRole", [id, institutions[institution]!.address, 0]),
          ),
        ]),
      ),
    done: async ({ read }) => {
      const found = assignments.flatMap(({ institution, selectors, role }) =>
        selectors.map(async (selector) => {
          const target = institutions[institution]!.address;
          const [current] = await read(spine.authority.name, "getTargetFunctionRole", [target, selector]);
          return BigInt(current as bigint) === role;
        }),
      );
      return (await Promise.all(found)).every(Boolean);
    },
  };
}

const handOver = ({ founder, institutions }: Planned): Act => ({
  id: HAND_OVER,
  title: "Hand the nation over to its government",
  to: institutions[spine.authority.name].address,
  data: () =>
    Promise.resolve(
      together([
        ...rolesHeld(namesOf(institutions))
          .filter(({ role }) => role === "government")
          .map(({ institution, id }) =>
            authority.encodeFunctionData("grantRole", [id, institutions[institution]!.address, 0]),
          ),
        authority.encodeFunctionData("renounceRole", [roles.government, founder]),
      ]),
    ),
  done: async ({ read }) => !(await read(spine.authority.name, "hasRole", [roles.government, founder]))[0],
});

/** What a provider answers of a founding's institutions. */
export const readsOf = (
  provider: Provider,
  { record, code }: { readonly record: Pick<FoundingRecord, "institutions">; readonly code: CodeSource },
): ChainReads => ({
  exists: async (address) => (await provider.getCode(address)) !== "0x",
  read: (name, method, values) => {
    const { address } = record.institutions[name]!;
    return readContract(provider, { address, interface: interfaceOf(name) }, method, values);
  },
  code,
});

function batchesOf<item>(items: readonly item[], size: number): item[][] {
  const batches: item[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}
