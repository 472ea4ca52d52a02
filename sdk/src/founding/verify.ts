import { AbiCoder, type Provider } from "ethers";
import { Findings, type Check, type VerificationReport } from "../core/findings";
import { Inspection } from "../core/inspection";
import { interfaceOf as spoken } from "../core/declaration";
import { fromKey } from "../core/keys";
import { declarationOf, isKnown, type InstitutionName } from "../institutions/registry";
import { spine } from "../institutions/spine";
import { packagedCode, type CodeSource } from "./codes";
import { NothingToVerifyError } from "./errors";
import {
  checksummed,
  deployerInterface,
  forEach,
  interfaceOf,
  namesOf,
  unknownOf,
  variantOf,
  type Addresses,
} from "./institutions";
import type { FoundingRecord, InstitutionRecord } from "./journal";
import { retry, RETRY_DEFAULTS, type RetryOptions } from "./retry";
import { addressesIn, readContract } from "./plan";
import { checkActs, handOverIn } from "./verification/acts";
import { checkArticles } from "./verification/articles";
import { checkAuthority } from "./verification/authority";
import { checkCode, checkDeployer, findDeployment, isByCreator, readDeployments, recordOf } from "./verification/code";
import { checkProvisions } from "./verification/provisions";
import { adoptedIn, readTenures, type Subject, type Tenures } from "./verification/subjects";
import { checkTerms, termsIn } from "./verification/terms";
import { checkWiring } from "./verification/wiring";

export { reportText, type Check, type Finding, type VerificationReport } from "../core/findings";

/** How to verify. Everything has a default. */
export interface VerificationOptions extends Partial<RetryOptions> {
  /** What the institutions' code must be; by default that of this package. */
  readonly code?: CodeSource;
}

/** What a verification starts from: all of a record, or what the chain alone shows. */
type Known = Pick<FoundingRecord, "founder" | "deployer" | "institutions"> & {
  readonly from: number;
  readonly record?: FoundingRecord;
};

/**
 * Reads a nation from the chain and compares everything with how it was founded: the code of every institution and the terms it
 * was created with, whom each of them knows, every provision and its bounds, the articles, the directory, every role on every
 * contract, the hand-over. What the government changed since by decisions that passed is kept apart from faults.
 *
 * @param provider A node of the nation's chain that still has the logs since the founding.
 * @param nation The record of the founding; or the nation's address, when what the charter said about articles, citizens and
 *        offices cannot be compared.
 * @returns The report; {@link reportText} prints it.
 * @throws {@link NothingToVerifyError} if there is no founded nation.
 * @example
 * const { faults, changes } = await verifyFounding(provider, record);
 */
export async function verifyFounding(
  provider: Provider,
  nation: FoundingRecord | string,
  options: VerificationOptions = {},
): Promise<VerificationReport> {
  const { code = packagedCode, ...rest } = options;
  const retryOptions = { ...RETRY_DEFAULTS, ...rest };
  const known =
    typeof nation === "string" ? await discover(provider, nation, { code, retryOptions }) : knownFrom(nation);
  const { record } = known;
  const addresses = addressesIn(known);
  const to = await retry("the latest block", () => provider.getBlockNumber(), retryOptions);
  const range = { from: known.from, to };
  const asFounded = inspectionOf(provider, { addresses, range, retryOptions });

  const last = Object.values(addresses as Readonly<Record<string, string>>).at(-1)!;
  const built = await retry("the nation's code", () => provider.getCode(last), retryOptions);
  if (built === "0x")
    throw new NothingToVerifyError(addresses[spine.directory.name], "its last institution is not built");

  const checks: Check[] = [];
  if (record !== undefined) checks.push(...checkTerms(record, addresses));
  checks.push(...checkUnknown(known));
  checks.push(...(await checkDeployer(asFounded, { title: "NationDeployer", deployer: known.deployer, code })));
  const tenures = await readTenures(asFounded, known);
  const founded = await foundedSubjects(asFounded, { known, tenures });
  for (const subject of founded) checks.push(...(await checkCode(asFounded, subject, code)));
  // What is read with other code than expected would be nonsense: faults of code end the comparison.
  if (!checks.some(({ finding }) => finding === "fault")) {
    const adopted = await adoptedSubjects(asFounded, { known, tenures, code });
    checks.push(...adopted.checks);
    const subjects = [...founded, ...adopted.subjects];
    const inView = [
      ...founded.filter(({ name }) => !adopted.subjects.some((one) => one.name === name)),
      ...adopted.subjects,
    ];
    const current = {
      ...addresses,
      ...forEach(
        adopted.subjects.map(({ name }) => name),
        (_, index) => adopted.subjects[index].address,
      ),
    };
    const inspection = inspectionOf(provider, { addresses: current, range, retryOptions });

    for (const subject of subjects) checks.push(...checkWiring(subject, tenures));
    checks.push(...(await checkInstitutions(inspection, { founder: known.founder, inView })));
    checks.push(...(await checkProvisions(inspection, inView)));
    if (record !== undefined) checks.push(...(await checkArticles(inspection, record)));
    checks.push(...(await checkActs(inspection, record ?? known)));
    const unknown = unknownOf(addresses).map((name) => (addresses as Readonly<Record<string, string>>)[name]);
    checks.push(...(await checkAuthority(inspection, { ...(record ?? known), subjects, inView, unknown })));
  }
  const found = (finding: Check["finding"]) => checks.filter((check) => check.finding === finding);
  return {
    nation: addresses[spine.directory.name],
    block: to,
    checks,
    faults: found("fault"),
    changes: found("changed"),
    unknown: found("unknown"),
    comparedWithCharter: record !== undefined,
  };
}

/** Tells which founded institutions this software does not know. */
function checkUnknown({ institutions }: Known): Check[] {
  const findings = new Findings("code");
  for (const name of unknownOf(institutions)) {
    findings.add(name, "unknown", "is an institution that this software does not know: a newer version can verify it");
  }
  return findings.checks;
}

/** The institutions as they were founded. */
async function foundedSubjects(
  inspection: Inspection,
  { known, tenures }: { readonly known: Known; readonly tenures: Tenures },
): Promise<Subject[]> {
  const { institutions, deployer } = known;
  const names = namesOf(institutions);
  const addresses = names.map((name) => institutions[name]!.address);
  const deployments = await readDeployments(inspection, { deployer, addresses });
  const replaced = adoptedIn(tenures, known);
  return names.map((name) => {
    const one = institutions[name]!;
    const deployment = deployments.find(({ address }) => address === one.address);
    const isCurrent = !replaced.some((other) => other.name === name);
    return { ...one, name, origin: "founded", isCurrent, deployer, deployment };
  });
}

/** The institutions that decisions appointed since, as far as they are what this software would have built. */
async function adoptedSubjects(
  inspection: Inspection,
  { known, tenures, code }: { readonly known: Known; readonly tenures: Tenures; readonly code: CodeSource },
): Promise<{ readonly subjects: readonly Subject[]; readonly checks: readonly Check[] }> {
  const subjects: Subject[] = [];
  const checks: Check[] = [];
  for (const { name, account } of adoptedIn(tenures, known)) {
    const deployment = await findDeployment(inspection, account);
    const record = await recordOf(name, { address: account, creation: deployment?.creation, code });
    const deployer = deployment?.deployer ?? account;
    const subject: Subject = { ...record, name, origin: "adopted", isCurrent: true, deployer, deployment };
    const found = await checkCode(inspection, subject, code);
    if (deployment !== undefined) {
      const created = await checkDeployer(inspection, { title: `The deployer of the adopted ${name}`, deployer, code });
      found.push(...created.filter(({ finding }) => finding === "fault"));
    }
    checks.push(...found);
    if (!found.some(({ finding }) => finding === "fault")) subjects.push(subject);
  }
  return { subjects, checks };
}

function inspectionOf(
  provider: Provider,
  nation: {
    readonly addresses: Addresses;
    readonly range: { readonly from: number; readonly to: number };
    readonly retryOptions: RetryOptions;
  },
): Inspection {
  const { addresses, range, retryOptions } = nation;
  return new Inspection({
    provider,
    addresses,
    range,
    interfaceOf: (name) => interfaceOf(name as InstitutionName),
    lawfulBy: [
      {
        address: addresses[spine.assembly.name],
        topic: spoken(spine.assembly).getEvent("ProposalExecuted").topicHash,
      },
      { address: addresses[spine.executive.name], topic: spoken(spine.executive).getEvent("CallExecuted").topicHash },
    ],
    read: (what, request) => retry(what, request, retryOptions),
  });
}

/** Lets each institution compare what nothing but itself has. */
async function checkInstitutions(
  inspection: Inspection,
  { founder, inView }: { readonly founder: string; readonly inView: readonly Subject[] },
): Promise<Check[]> {
  const handOver = await handOverIn(inspection, founder);
  const end = handOver?.log.blockNumber ?? inspection.range.to;
  const checks: Check[] = [];
  for (const subject of inView) {
    const { name, contract } = subject;
    const found = await declarationOf(name).verify?.({
      inspection,
      terms: termsIn(subject),
      variant: variantOf(name, contract),
      exemptSince: inView
        .filter((one) => one.origin === "adopted" && declarationOf(one.name).taxExempt)
        .map((one) => ({ name: one.name, account: one.address })),
      beforeHandOver: async (events) =>
        (await inspection.queryLogs([name], events)).filter(({ log }) => log.blockNumber <= end),
    });
    checks.push(...(found ?? []));
  }
  return checks;
}

function knownFrom(record: FoundingRecord): Known {
  const { founder, deployer, institutions, transactions } = record;
  return { founder, deployer, institutions, record, from: transactions[0]?.sinceBlock ?? 0 };
}

/** Finds out from the nation's address alone how it was created: who created its deployer, and on what terms. */
async function discover(
  provider: Provider,
  address: string,
  { code, retryOptions }: { code: CodeSource; retryOptions: RetryOptions },
): Promise<Known> {
  const nation = checksummed(address);
  const read = <answer>(what: string, request: () => Promise<answer>) => retry(what, request, retryOptions);
  if ((await read("the nation's code", () => provider.getCode(nation))) === "0x") {
    throw new NothingToVerifyError(nation, "there is no contract at that address");
  }
  const foundedAt = await read("the nation's age", () =>
    readContract(provider, { address: nation, interface: interfaceOf(spine.directory.name) }, "foundedAt"),
  );
  // Blocks of fast chains share their seconds.
  const block = await blockAt(Number(foundedAt[0]), { provider, read });
  const after = await blockAt(Number(foundedAt[0]) + 1, { provider, read });
  const { topicHash } = deployerInterface.getEvent("Deployed");
  const topic = AbiCoder.defaultAbiCoder().encode(["address"], [nation]);
  const logs = await read("how the nation was created", () =>
    provider.getLogs({ topics: [topicHash, null, topic], fromBlock: block, toBlock: after }),
  );
  // Anyone can raise such a log; only the true deployer can have created what lies there.
  const created = logs.find((log) => isByCreator(log));
  if (created === undefined) throw new NothingToVerifyError(nation, "no deployer created it");

  const deployer = created.address;
  const [founder] = await read("the founder", () =>
    readContract(provider, { address: deployer, interface: deployerInterface }, "FOUNDER"),
  );
  const from = await firstBlockOf(deployer, block, { provider, read });
  const to = await read("the latest block", () => provider.getBlockNumber());

  // The nation tells at its creation whom it is founded with, in their order.
  const directory = interfaceOf(spine.directory.name);
  const appointments = await read("the institutions", () =>
    provider.getLogs({
      address: nation,
      topics: [directory.getEvent("InstitutionAppointed")!.topicHash],
      fromBlock: created.blockNumber,
      toBlock: created.blockNumber,
    }),
  );
  const accounts = appointments
    .filter((log) => log.transactionHash === created.transactionHash)
    .map((log) => directory.parseLog(log)!.args)
    .map((args) => ({ name: fromKey(String(args[0])), address: String(args[2]) }));
  const addresses = Object.fromEntries(accounts.map((one) => [one.name, one.address])) as unknown as Addresses;
  const deployments = await readDeployments(inspectionOf(provider, { addresses, range: { from, to }, retryOptions }), {
    deployer,
    addresses: accounts.map((one) => one.address),
  });
  const institutions = Object.fromEntries(
    await Promise.all(
      accounts.map(async ({ name, address: account }): Promise<[string, InstitutionRecord]> => {
        const creation = deployments.find((one) => one.address === account)?.creation;
        if (!isKnown(name)) return [name, { contract: name, address: account, arguments: "0x" }];
        return [name, await recordOf(name, { address: account, creation, code })];
      }),
    ),
  ) as unknown as Known["institutions"];
  return { founder: founder as string, deployer, institutions, from };
}

interface Reading {
  readonly provider: Provider;
  readonly read: <answer>(what: string, request: () => Promise<answer>) => Promise<answer>;
}

/** The first block that is not earlier than a moment, or the latest one. */
async function blockAt(timestamp: number, { provider, read }: Reading): Promise<number> {
  let [low, high] = [0, await read("the latest block", () => provider.getBlockNumber())];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const block = (await read("a block", () => provider.getBlock(middle)))!;
    if (block.timestamp < timestamp) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The block of the first deployment, at most a day of blocks before the nation's own. */
async function firstBlockOf(deployer: string, block: number, { provider, read }: Reading): Promise<number> {
  const { topicHash } = deployerInterface.getEvent("Deployed");
  const [first] = await read("the first deployment", () =>
    provider.getLogs({
      address: deployer,
      topics: [topicHash, `0x${"0".repeat(64)}`],
      fromBlock: Math.max(0, block - 7200),
      toBlock: block,
    }),
  );
  return first?.blockNumber ?? block;
}
