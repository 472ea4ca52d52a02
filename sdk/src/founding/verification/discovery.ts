import { topicOf, type Evidence } from "../../core/evidence";
import { decode } from "../../core/decoding";
import { PanicError, RevertError, RevertTextError, UnknownRevertError } from "../../core/errors";
import { fromKey } from "../../core/keys";
import { isKnown } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import type { CodeSource } from "../codes";
import { NothingToVerifyError } from "../errors";
import { checksummed, deployerInterface, interfaceOf } from "../institutions";
import type { FoundingRecord, InstitutionRecord } from "../journal";
import { addressesIn } from "../plan";
import { isByCreator, readDeployments, recordOf } from "./code";
import { blockAt, blocksOf } from "./inspecting";

/** What a verification starts from: all of a record, or what the chain alone shows. */
export type Known = Pick<FoundingRecord, "deployer" | "institutions"> & {
  readonly from: number;
  readonly record?: FoundingRecord;
  /** Every log since the nation's birth, and values at one block. */
  readonly evidence: Evidence;
};

/** What a record tells. */
export async function knownFrom(record: FoundingRecord, evidence: Evidence): Promise<Known> {
  const { deployer, institutions, transactions } = record;
  const from = transactions[0]?.sinceBlock ?? 0;
  const since = evidence.since(from);
  await since.logsOf([deployer, ...Object.values(addressesIn(record) as Readonly<Record<string, string>>)]);
  return { deployer, institutions, record, from, evidence: since };
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
  if (created === undefined) throw new NothingToVerifyError(nation, "no deployer created it");

  const deployer = created.address;
  const born = await firstBlockOf(deployer, from, evidence);

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
  const since = evidence.since(born);
  await since.logsOf([deployer, ...accounts.map((one) => one.address)]);
  const deployments = await readDeployments(since, {
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
  return { deployer, institutions, from: born, evidence: since };
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

/** How many blocks before the nation's own the first deployment is looked for: near first, since short spans are read twice. */
const LOOKED_BACK = [60, 600, 7200];

/** The block of the first deployment, at most a day of blocks before the nation's own. */
async function firstBlockOf(deployer: string, block: number, evidence: Evidence): Promise<number> {
  const { topicHash } = deployerInterface.getEvent("Deployed");
  for (const blocks of LOOKED_BACK) {
    const [first] = await evidence.search(
      { address: deployer, topics: [topicHash, `0x${"0".repeat(64)}`] },
      { from: Math.max(0, block - blocks), to: block },
    );
    if (first !== undefined) return first.blockNumber;
  }
  return block;
}
