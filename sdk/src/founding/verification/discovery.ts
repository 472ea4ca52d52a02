import { AbiCoder, type Provider } from "ethers";
import { fromKey } from "../../core/keys";
import { isKnown } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import type { CodeSource } from "../codes";
import { NothingToVerifyError } from "../errors";
import { checksummed, deployerInterface, interfaceOf, type Addresses } from "../institutions";
import type { FoundingRecord, InstitutionRecord } from "../journal";
import { readContract } from "../plan";
import { retry, type RetryOptions } from "../retry";
import { isByCreator, readDeployments, recordOf } from "./code";
import { blockAt, inspectionOf, type Reading } from "./inspecting";

/** What a verification starts from: all of a record, or what the chain alone shows. */
export type Known = Pick<FoundingRecord, "founder" | "deployer" | "institutions"> & {
  readonly from: number;
  readonly record?: FoundingRecord;
};

/** What a record tells. */
export function knownFrom(record: FoundingRecord): Known {
  const { founder, deployer, institutions, transactions } = record;
  return { founder, deployer, institutions, record, from: transactions[0]?.sinceBlock ?? 0 };
}

/** Finds out from the nation's address alone how it was created: who created its deployer, and on what terms. */
export async function discover(
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
