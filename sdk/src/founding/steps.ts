import { toUtf8Bytes, ZeroHash, type Interface, type Provider, type Result } from "ethers";
import { citizenNamed, type Charter } from "./charter";
import { interfaces } from "./interfaces";
import {
  creationCodeOf,
  institutionNames,
  interfaceOf,
  type Addresses,
  type CodeSource,
  type InstitutionName,
} from "./institutions";
import type { FoundingRecord } from "./journal";
import { functionRoles, roleLabels, roles } from "./powers";
import { secondsOf } from "./quantities";
import type { Step } from "./sender";

/** How much goes into one transaction: each stays well under what one may cost. */
export const BATCH = {
  /** Bytes of articles: each byte is paid for as calldata and as stored code. */
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

/** Everything there is to send, in order, so that a nation founded half is harmless and can be gone on with. */
export function stepsOf(context: {
  readonly record: FoundingRecord;
  readonly provider: Provider;
  readonly code: CodeSource;
  readonly claim: (nonce: number) => void;
}): Step[] {
  const { record, provider, code, claim } = context;
  const addresses = addressesIn(record);
  const read = (name: InstitutionName, method: string, values: readonly unknown[] = []) =>
    readContract(provider, { address: addresses[name], interface: interfaceOf(name) }, method, values);
  const exists = async (address: string) => (await provider.getCode(address)) !== "0x";

  const deployer: Step = {
    id: "deployer",
    title: "Create the deployer",
    request: async () => ({ to: null, data: (await code("NationDeployer")).creation }),
    done: () => exists(record.deployer),
    claim,
  };
  const deployments = institutionNames.map((name, index): Step => ({
    id: `institution:${name}`,
    title: `Build the ${name} (${record.institutions[name].contract})`,
    request: async () => {
      const creation = await creationCodeOf(code, record.institutions[name]);
      return { to: record.deployer, data: interfaces.deployer.encodeFunctionData("deploy", [index, creation]) };
    },
    done: () => exists(addresses[name]),
  }));
  return [
    deployer,
    ...deployments,
    ...articleSteps(record.charter, addresses, async () => Number((await read("constitution", "articleCount"))[0])),
    ...citizenSteps(record, addresses, read),
    powersStep(addresses, async (target, selector) =>
      BigInt((await read("constitution", "getTargetFunctionRole", [target, selector]))[0] as bigint),
    ),
    {
      id: "hand-over",
      title: "Hand the nation over to its government",
      request: () =>
        Promise.resolve(
          constitutionActs(addresses, [
            interfaces.constitution.encodeFunctionData("grantRole", [roles.government, addresses.timelock, 0]),
            interfaces.constitution.encodeFunctionData("renounceRole", [roles.government, record.founder]),
          ]),
        ),
      done: async () => !(await read("constitution", "hasRole", [roles.government, record.founder]))[0],
    },
  ];
}

/** The addresses of a record's institutions. */
export const addressesIn = (record: Pick<FoundingRecord, "institutions">): Addresses =>
  Object.fromEntries(institutionNames.map((name) => [name, record.institutions[name].address])) as Record<
    InstitutionName,
    string
  >;

/** Several acts of the constitution in one transaction: all of them happen, or none. */
function constitutionActs(addresses: Addresses, calls: readonly string[]) {
  return { to: addresses.constitution, data: interfaces.constitution.encodeFunctionData("multicall", [[...calls]]) };
}

function articleSteps({ articles }: Charter, addresses: Addresses, count: () => Promise<number>): Step[] {
  const batches: { upTo: number; texts: { title: string; text: string }[]; bytes: number }[] = [];
  articles.forEach(({ title, text }, index) => {
    const bytes = toUtf8Bytes(title + text).length;
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
    request: () =>
      Promise.resolve({
        to: addresses.constitution,
        data: interfaces.constitution.encodeFunctionData("enact", [texts]),
      }),
    done: async () => (await count()) >= upTo,
  }));
}

function citizenSteps(
  record: FoundingRecord,
  addresses: Addresses,
  read: (name: InstitutionName, method: string, values?: readonly unknown[]) => Promise<Result>,
): Step[] {
  const { charter, citizens, consents } = record;
  const willing = citizens.filter((account) => consents[account] !== undefined);
  const invited = citizens.filter((account) => consents[account] === undefined);
  const admitted = async (account: string) =>
    ((await read("citizenship", "admissionNonce", [account]))[0] as bigint) > 0n;

  const admissions = batchesOf(willing, BATCH.admissions).map((accounts, index): Step => ({
    id: `admissions:${index + 1}`,
    title: accounts.length === 1 ? "Admit a founding citizen" : `Admit ${accounts.length} founding citizens`,
    request: () => {
      const requests = accounts.map((applicant) => ({ applicant, dossier: ZeroHash, ...consents[applicant] }));
      return Promise.resolve({
        to: addresses.citizenship,
        data: interfaces.citizenship.encodeFunctionData("admitSigned", [requests as never]),
      });
    },
    done: async () => (await Promise.all(accounts.map(admitted))).every(Boolean),
  }));

  const invitedUntil = record.startedAt + Number(secondsOf(charter.citizenship.invitation));
  const invitations = batchesOf(invited, BATCH.invitations).map((accounts, index): Step => ({
    id: `invitations:${index + 1}`,
    title: accounts.length === 1 ? "Invite a founding citizen" : `Invite ${accounts.length} founding citizens`,
    request: () =>
      Promise.resolve({
        to: addresses.citizenship,
        data: interfaces.citizenship.encodeFunctionData("invite", [accounts, invitedUntil]),
      }),
    done: async () => {
      const states = accounts.map(
        async (account) =>
          (await admitted(account)) || ((await read("citizenship", "admissionOf", [account]))[1] as bigint) > 0n,
      );
      return (await Promise.all(states)).every(Boolean);
    },
  }));
  if (charter.offices.length === 0) return [...admissions, ...invitations];

  const officers = charter.offices.map(({ role, citizen, term }) => ({
    role: roles[role],
    account: citizens[citizenNamed(charter, citizen)!],
    until: record.startedAt + Number(secondsOf(term)),
  }));
  const citizenId = async (account: string) => (await read("citizenship", "citizenOf", [account]))[0] as bigint;
  const offices: Step = {
    id: "offices",
    title: officers.length === 1 ? "Appoint an officer" : `Appoint ${officers.length} officers`,
    request: async () => {
      const calls = officers.map(async ({ role, account, until }) =>
        interfaces.constitution.encodeFunctionData("appoint", [role, await citizenId(account), until]),
      );
      return constitutionActs(addresses, await Promise.all(calls));
    },
    done: async () => {
      const terms = officers.map(async ({ role, account }) =>
        read("constitution", "officeOf", [role, await citizenId(account)]),
      );
      return (await Promise.all(terms)).every(([until]) => (until as bigint) > 0n);
    },
  };
  return [...admissions, ...invitations, offices];
}

/** Writes the table of powers into the constitution, makes the government the registrar, and gives justice to the tribunal. */
function powersStep(addresses: Addresses, roleOf: (target: string, selector: string) => Promise<bigint>): Step {
  const assignments = functionRoles();
  return {
    id: "powers",
    title: "Write down who may do what",
    request: () =>
      Promise.resolve(
        constitutionActs(addresses, [
          ...Object.entries(roleLabels).map(([role, label]) =>
            interfaces.constitution.encodeFunctionData("labelRole", [roles[role as keyof typeof roleLabels], label]),
          ),
          ...assignments.map(({ institution, selectors, role }) =>
            interfaces.constitution.encodeFunctionData("setTargetFunctionRole", [
              addresses[institution],
              selectors,
              role,
            ]),
          ),
          interfaces.constitution.encodeFunctionData("grantRole", [roles.registrar, addresses.timelock, 0]),
          interfaces.constitution.encodeFunctionData("grantRole", [roles.justice, addresses.tribunal, 0]),
        ]),
      ),
    done: async () => {
      const found = assignments.flatMap(({ institution, selectors, role }) =>
        selectors.map(async (selector) => (await roleOf(addresses[institution], selector)) === role),
      );
      return (await Promise.all(found)).every(Boolean);
    },
  };
}

function batchesOf<item>(items: readonly item[], size: number): item[][] {
  const batches: item[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}
