import { AbiCoder, dataSlice, type Provider } from "ethers";
import type { Check, VerificationReport } from "../core/findings";
import { Inspection } from "../core/inspection";
import { interfaceOf as spoken } from "../core/declaration";
import { declarationOf, institutionNames, type InstitutionName } from "../institutions/registry";
import { spine } from "../institutions/spine";
import { packagedCode, type CodeSource } from "./codes";
import { NothingToVerifyError } from "./errors";
import {
  addressesOf,
  argumentsOf,
  checksummed,
  contractsOf,
  deployerInterface,
  interfaceOf,
  variantOf,
  type Addresses,
} from "./institutions";
import type { FoundingRecord, InstitutionRecord } from "./journal";
import { retry, RETRY_DEFAULTS, type RetryOptions } from "./retry";
import { addressesIn, readContract } from "./plan";
import { checkActs, handOverIn } from "./verification/acts";
import { checkArticles } from "./verification/articles";
import { checkAuthority } from "./verification/authority";
import { checkCode, readDeployments } from "./verification/code";
import { checkProvisions } from "./verification/provisions";
import { checkTerms, termsIn } from "./verification/terms";
import { checkWiring } from "./verification/wiring";

export { reportText, type Check, type Finding, type VerificationReport } from "../core/findings";

/** How to verify. Everything has a default. */
export interface VerificationOptions extends Partial<RetryOptions> {
  /** What the institutions' code must be; by default that of this package. */
  readonly code?: CodeSource;
}

/** The institution that is built last. */
const LAST = institutionNames[institutionNames.length - 1];

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
  const inspection = inspectionOf(provider, { addresses, range: { from: known.from, to }, retryOptions });

  const built = await retry("the nation's code", () => provider.getCode(addresses[LAST]), retryOptions);
  if (built === "0x")
    throw new NothingToVerifyError(addresses[spine.directory.name], "its last institution is not built");

  const checks: Check[] = [];
  if (record !== undefined) {
    const due = argumentsOf({ ...record, chainId: BigInt(record.chainId), addresses });
    checks.push(...checkTerms(record, due));
  }
  const deployments = await readDeployments(inspection, known.deployer);
  checks.push(...(await checkCode(inspection, { record: known, deployments, code })));
  // What is read with other code than expected would be nonsense: faults of code end the comparison.
  if (!checks.some(({ finding }) => finding === "fault")) {
    checks.push(...checkWiring(inspection, known));
    checks.push(...(await checkInstitutions(inspection, known)));
    checks.push(...(await checkProvisions(inspection, known)));
    if (record !== undefined) checks.push(...(await checkArticles(inspection, record)));
    checks.push(...(await checkActs(inspection, record ?? known)));
    checks.push(...(await checkAuthority(inspection, record ?? known)));
  }
  return {
    nation: addresses[spine.directory.name],
    block: to,
    checks,
    faults: checks.filter(({ finding }) => finding === "fault"),
    changes: checks.filter(({ finding }) => finding === "changed"),
    comparedWithCharter: record !== undefined,
  };
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
  known: Pick<FoundingRecord, "founder" | "institutions">,
): Promise<Check[]> {
  const handOver = await handOverIn(inspection, known.founder);
  const end = handOver?.log.blockNumber ?? inspection.range.to;
  const checks: Check[] = [];
  for (const name of institutionNames) {
    const found = await declarationOf(name).verify?.({
      inspection,
      terms: termsIn(known, name),
      variant: variantOf(name, known.institutions[name].contract),
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
  const created = logs.find((log) => addressesOf(log.address)[spine.directory.name] === nation);
  if (created === undefined) throw new NothingToVerifyError(nation, "no deployer created it");

  const deployer = created.address;
  const addresses = addressesOf(deployer);
  const [founder] = await read("the founder", () =>
    readContract(provider, { address: deployer, interface: deployerInterface }, "FOUNDER"),
  );
  const from = await firstBlockOf(deployer, block, { provider, read });
  const to = await read("the latest block", () => provider.getBlockNumber());
  const deployments = await readDeployments(
    inspectionOf(provider, { addresses, range: { from, to }, retryOptions }),
    deployer,
  );

  const institutions = Object.fromEntries(
    await Promise.all(
      institutionNames.map(async (name, index): Promise<[InstitutionName, InstitutionRecord]> => {
        const created = deployments[index]?.creation ?? "0x";
        const address = addresses[name];
        for (const contract of contractsOf(name)) {
          const { creation } = await code(contract);
          if (!created.startsWith(creation)) continue;
          return [name, { contract, address, arguments: dataSlice(created, (creation.length - 2) / 2) }];
        }
        return [name, { contract: contractsOf(name)[0], address, arguments: "0x" }];
      }),
    ),
  ) as Record<InstitutionName, InstitutionRecord>;
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
