import { concat, dataSlice, getAddress, TypedDataEncoder, type Log } from "ethers";
import {
  contractOf,
  institutionNames,
  interfaceOf,
  sourceIn,
  type CodeSource,
  type InstitutionName,
} from "../institutions";
import { interfaces } from "../interfaces";
import type { FoundingRecord } from "../journal";
import type { Inspection } from "./inspection";
import { Findings, type Check } from "./report";

/** What the chain keeps of how a stone was laid. */
export interface StoneLaid {
  readonly address: string;
  readonly timestamp: number;
  /** What the laying transaction carried to the cornerstone; undefined if it went another way. */
  readonly creation: string | undefined;
}

/** Reads from the cornerstone's logs how each institution was created. */
export async function readStones(inspection: Inspection, cornerstone: string): Promise<StoneLaid[]> {
  const { provider, range } = inspection;
  const event = interfaces.cornerstone.getEvent("StoneLaid");
  // Every stone of a founding is laid within its first blocks; later ones are no institutions.
  const logs = await inspection.read("how the institutions were created", () =>
    provider.getLogs({ address: cornerstone, topics: [event.topicHash], fromBlock: range.from, toBlock: range.to }),
  );
  return Promise.all(logs.slice(0, institutionNames.length).map((log) => stoneOf(inspection, cornerstone, log)));
}

async function stoneOf(inspection: Inspection, cornerstone: string, log: Log): Promise<StoneLaid> {
  const { provider } = inspection;
  const { account } = interfaces.cornerstone.parseLog(log)!.args;
  const block = (await inspection.read("a block", () => provider.getBlock(log.blockNumber)))!;
  const transaction = await inspection.read("a transaction", () => provider.getTransaction(log.transactionHash));
  const call = transaction?.to === cornerstone ? interfaces.cornerstone.parseTransaction(transaction) : null;
  return { address: account as string, timestamp: block.timestamp, creation: call?.args[1] as string | undefined };
}

/**
 * Compares the code of every institution with what this software would have built: byte by byte outside the immutable
 * values, and these with what the same creation code gives now.
 */
export async function checkCode(
  inspection: Inspection,
  context: {
    readonly record: Pick<FoundingRecord, "cornerstone" | "institutions">;
    readonly stones: readonly StoneLaid[];
    readonly code: CodeSource;
  },
): Promise<Check[]> {
  const { record, stones, code } = context;
  const findings = new Findings("code");
  const cornerstone = await code("Cornerstone");
  const found = await codeAt(inspection, record.cornerstone);
  findings.expect("Cornerstone", isSameCode(found, cornerstone), {
    good: "has the code of this software",
    bad: `has other code at ${record.cornerstone}`,
  });

  for (const [index, name] of institutionNames.entries()) {
    const { address, arguments: encoded } = record.institutions[name];
    const contract = contractOf(name, sourceIn(record.institutions));
    const { creation, ...compiled } = await code(contract);
    const stone = stones[index];
    const title = `${name} (${contract})`;
    const deployed = await codeAt(inspection, address);
    if (deployed === "0x") {
      findings.add(title, "fault", `there is no contract at ${address}`);
    } else if (!isSameCode(deployed, compiled)) {
      findings.add(title, "fault", `has other code at ${address}`);
    } else if (stone === undefined || stone.address !== address) {
      findings.add(title, "fault", `was not laid by the cornerstone at ${address}`);
    } else if (stone.creation !== concat([creation, encoded])) {
      findings.add(title, "fault", "was created with other code or other terms than recorded");
    } else {
      const strange = await strangeImmutables(inspection, {
        name,
        address,
        deployed,
        creation: stone.creation,
        immutables: compiled.immutables,
        cornerstone: record.cornerstone,
        timestamp: stone.timestamp,
      });
      findings.expect(title, strange === 0, {
        good: "has the code and terms of this founding",
        bad: `has ${strange} immutable values that its terms do not explain`,
      });
    }
  }
  return findings.checks;
}

const codeAt = (inspection: Inspection, address: string): Promise<string> =>
  inspection.read("a contract's code", () => inspection.provider.getCode(address));

interface Compiled {
  readonly runtime: string;
  readonly immutables: Readonly<Record<string, readonly { readonly start: number; readonly length: number }[]>>;
}

function isSameCode(deployed: string, { runtime, immutables }: Compiled): boolean {
  return masked(deployed, immutables) === masked(runtime, immutables);
}

function masked(code: string, immutables: Compiled["immutables"]): string {
  let text = code.toLowerCase();
  for (const { start, length } of Object.values(immutables).flat()) {
    const from = 2 + 2 * start;
    text = text.slice(0, from) + "0".repeat(2 * length) + text.slice(from + 2 * length);
  }
  return text;
}

/**
 * How many immutable values are neither what the same creation gives now, nor what depends on place and time alone: the
 * contract's own address, its signing domain, the moment of its creation.
 */
async function strangeImmutables(
  inspection: Inspection,
  contract: {
    readonly name: InstitutionName;
    readonly address: string;
    readonly deployed: string;
    readonly creation: string;
    readonly immutables: Compiled["immutables"];
    readonly cornerstone: string;
    readonly timestamp: number;
  },
): Promise<number> {
  const { provider } = inspection;
  const { name, address, deployed, creation, immutables, cornerstone, timestamp } = contract;
  const values = Object.values(immutables).map((places) => ({
    here: places.map(({ start, length }) => dataSlice(deployed, start, start + length)),
    place: places[0],
  }));
  if (values.length === 0) return 0;
  const again = await inspection.read("what a creation code builds", () =>
    provider.call({ from: cornerstone, data: creation }),
  );
  const own = [
    address.toLowerCase().replace("0x", `0x${"0".repeat(24)}`),
    `0x${timestamp.toString(16).padStart(64, "0")}`,
  ];
  const domain = await domainSeparator(inspection, name);
  return values.filter(({ here, place }) => {
    const [value] = here;
    if (place === undefined || value === undefined) return false;
    if (here.some((other) => other !== value)) return true;
    return (
      value !== dataSlice(again, place.start, place.start + place.length) && !own.includes(value) && value !== domain
    );
  }).length;
}

/** The EIP-712 domain separator that a contract must have, if it signs at all. */
async function domainSeparator(inspection: Inspection, institution: InstitutionName): Promise<string | undefined> {
  if (!interfaceOf(institution).hasFunction("eip712Domain")) return undefined;
  const [answer] = await inspection.ask("a signing domain", [inspection.question(institution, "eip712Domain")]);
  const { name, version, chainId } = answer;
  const verifyingContract = getAddress(inspection.addresses[institution]);
  return TypedDataEncoder.hashDomain({
    name: name as string,
    version: version as string,
    chainId: chainId as bigint,
    verifyingContract,
  });
}
