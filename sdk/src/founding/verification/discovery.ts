import { ZeroHash } from "ethers";
import { topicOf, type Evidence } from "../../core/evidence";
import { decode } from "../../core/decoding";
import { PanicError, RevertError, RevertTextError, UnknownRevertError } from "../../core/errors";
import { fromKey } from "../../core/keys";
import { institutionNames, isKnown, isOptional } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { codesOf, type CodeSource } from "../codes";
import { NothingToVerifyError } from "../errors";
import { checksummed, deployerInterface, interfaceOf, namesOf } from "../institutions";
import type { FoundingRecord, InstitutionRecord } from "../journal";
import { addressesIn, stepsDue, type Codes } from "../plan";
import { deployerTerms, isByCreator, readDeployments, recordOf, type DeployerTerms } from "./code";
import { blockAt, blocksOf } from "./inspecting";
import { performedSteps, type Performed } from "./performed";

/** What a verification starts from: all of a record, or what the chain alone shows. */
export type Known = Pick<FoundingRecord, "deployer" | "institutions"> & {
  readonly record?: FoundingRecord;
  /** Every log since the nation's birth, and values at one block. */
  readonly evidence: Evidence;
  /** The code of the institutions that this software knows. */
  readonly codes: Codes;
  /** The steps that the deployer took. */
  readonly performed: Performed;
};

/** What a record tells. */
export async function knownFrom(
  record: FoundingRecord,
  { evidence, code }: { readonly evidence: Evidence; readonly code: CodeSource },
): Promise<Known> {
  const { deployer, institutions, transactions } = record;
  refuseHalf(deployer, Object.keys(institutions));
  const terms = await deployerTerms(evidence, { deployer, code });
  refuseUnfinished(deployer, terms);
  const since = evidence.since(await birthOf(evidence, { terms, known: transactions[0]?.sinceBlock ?? 0 }));
  await since.logsOf([deployer, ...Object.values(addressesIn(record) as Readonly<Record<string, string>>)]);
  const codes = await codesOf(code, namesOf(institutions));
  const planned = stepsDue(record, codes, Object.keys(institutions));
  const performed = await performedSteps(since, { deployer, plan: terms?.plan, planned });
  return { deployer, institutions, record, evidence: since, codes, performed };
}

/**
 * The block of a nation's birth: the first one of its deployer's moment. Whoever created the deployer, and built what is due first,
 * the deployer knows when.
 *
 * @param known A block by which it was born, for one that does not tell.
 */
async function birthOf(
  evidence: Evidence,
  { terms, known }: { readonly terms: DeployerTerms | undefined; readonly known: number },
): Promise<number> {
  return terms === undefined ? known : blockAt(terms.createdAt, blocksOf(evidence));
}

/** The last block in which a record says that something happened. */
export const lastBlockOf = ({ transactions }: FoundingRecord): number =>
  Math.max(0, ...transactions.map(({ outcome }) => outcome?.blockNumber ?? 0));

/** Finds out from the nation's address alone how it was created: who created its deployer, and on what terms. */
export async function discover(
  evidence: Evidence,
  { address, code }: { readonly address: string; readonly code: CodeSource },
): Promise<Known> {
  const nation = checksummed(address);
  if ((await evidence.code(nation)) === "0x") {
    throw new NothingToVerifyError(nation, "there is no contract at that address");
  }
  const directory = interfaceOf(spine.directory.name);
  const foundedAt = await ageOf(nation, evidence);
  // Blocks of fast chains share their seconds.
  const from = await blockAt(Number(foundedAt), blocksOf(evidence));
  const to = await blockAt(Number(foundedAt) + 1, blocksOf(evidence));
  const { topicHash } = deployerInterface.getEvent("Deployed");
  const logs = await evidence.search({ topics: [topicHash, null, topicOf(nation)] }, { from, to });
  // Anyone can raise such a log; only the true deployer can have created what lies there.
  const created = logs.find((log) => isByCreator(log));
  if (created === undefined) throw new NothingToVerifyError(nation, "no log tells of a deployer that created it");

  const deployer = created.address;
  const terms = await deployerTerms(evidence, { deployer, code });
  refuseUnfinished(nation, terms);
  // What lies to be younger than its nation is none of this software's.
  const born = Math.min(created.blockNumber, await birthOf(evidence, { terms, known: created.blockNumber }));

  // The nation tells at its creation whom it is founded with, in their order.
  const appointments = await evidence.search(
    { address: nation, topics: [directory.getEvent("InstitutionAppointed")!.topicHash] },
    { from: created.blockNumber, to: created.blockNumber },
  );
  const accounts = appointments
    .filter((log) => log.transactionHash === created.transactionHash)
    .flatMap((log) => {
      const event = decode(directory, log);
      return event === null ? [] : [{ args: event.args }];
    })
    .map(({ args }) => ({ name: fromKey(String(args[0])), address: String(args[2]) }));
  refuseHalf(
    nation,
    accounts.map((one) => one.name),
  );
  const since = evidence.since(born);
  await since.logsOf([deployer, ...accounts.map((one) => one.address)]);
  const performed = await performedSteps(since, { deployer, plan: terms?.plan });
  const deployments = await readDeployments(since, {
    deployer,
    addresses: accounts.map((one) => one.address),
    performed,
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
  const codes = await codesOf(code, namesOf(institutions));
  return { deployer, institutions, evidence: since, codes, performed };
}

/** Refuses what lacks an institution that no nation is without. */
function refuseHalf(nation: string, names: readonly string[]): void {
  const missing = institutionNames.filter((name) => !isOptional(name) && !names.includes(name));
  if (missing.length > 0) throw new NothingToVerifyError(nation, `it has no ${missing.join(", no ")}`);
}

/** Refuses what is not handed over yet: its deployer governs it, and nobody else. */
function refuseUnfinished(nation: string, terms: DeployerTerms | undefined): void {
  if (terms === undefined || terms.remaining === ZeroHash) return;
  throw new NothingToVerifyError(nation, "its founding is not finished, and its deployer governs it");
}

/** When a nation was founded, in seconds since 1970. */
async function ageOf(nation: string, evidence: Evidence): Promise<bigint> {
  const data = interfaceOf(spine.directory.name).encodeFunctionData("foundedAt");
  const read = { target: nation, data, decode: (answer: string) => (answer === "0x" ? 0n : BigInt(answer)) };
  try {
    const [age] = await evidence.multicall("the nation's age", [read]);
    return age;
  } catch (error) {
    if (!REVERTS.some((kind) => error instanceof kind)) throw error;
    throw new NothingToVerifyError(nation, "the contract at that address is no nation");
  }
}

const REVERTS = [RevertError, RevertTextError, PanicError, UnknownRevertError];
