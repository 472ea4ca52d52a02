import { concat, dataSlice, getAddress, TypedDataEncoder, type Log } from "ethers";
import { Findings, type Check } from "../../core/findings";
import type { Inspection } from "../../core/inspection";
import type { ContractName } from "../../generated/bytecode";
import { institutionNames, type InstitutionName } from "../../institutions/registry";
import type { CodeSource } from "../codes";
import { contractsOf, deployerInterface } from "../institutions";
import type { FoundingRecord } from "../journal";

/** What the chain keeps of how an institution was deployed. */
export interface Deployment {
  readonly address: string;
  readonly timestamp: number;
  /** What the transaction carried to the deployer; undefined if it went another way. */
  readonly creation: string | undefined;
}

/** Reads from the deployer's logs how each institution was created. */
export async function readDeployments(inspection: Inspection, deployer: string): Promise<Deployment[]> {
  const { provider, range } = inspection;
  const event = deployerInterface.getEvent("Deployed");
  // A founding deploys everything within its first blocks; later ones are no institutions.
  const logs = await inspection.read("how the institutions were created", () =>
    provider.getLogs({ address: deployer, topics: [event.topicHash], fromBlock: range.from, toBlock: range.to }),
  );
  return Promise.all(logs.slice(0, institutionNames.length).map((log) => deploymentOf(inspection, deployer, log)));
}

async function deploymentOf(inspection: Inspection, deployer: string, log: Log): Promise<Deployment> {
  const { provider } = inspection;
  const { account } = deployerInterface.parseLog(log)!.args;
  const block = (await inspection.read("a block", () => provider.getBlock(log.blockNumber)))!;
  const transaction = await inspection.read("a transaction", () => provider.getTransaction(log.transactionHash));
  const call = transaction?.to === deployer ? deployerInterface.parseTransaction(transaction) : null;
  return { address: account as string, timestamp: block.timestamp, creation: call?.args[1] as string | undefined };
}

/** The contract that an institution was built by: what the record says, if it is one that the institution can be built by. */
function contractIn(record: Pick<FoundingRecord, "institutions">, name: InstitutionName): ContractName {
  const known = contractsOf(name);
  return known.find((contract) => contract === record.institutions[name].contract) ?? known[0];
}

/**
 * Compares the code of every institution with what this software would have built: byte by byte outside the immutable
 * values, and these with what the same creation code gives now.
 */
export async function checkCode(
  inspection: Inspection,
  context: {
    readonly record: Pick<FoundingRecord, "deployer" | "institutions">;
    readonly deployments: readonly Deployment[];
    readonly code: CodeSource;
  },
): Promise<Check[]> {
  const { record, deployments, code } = context;
  const findings = new Findings("code");
  const deployer = await code("NationDeployer");
  const found = await codeAt(inspection, record.deployer);
  findings.expect("NationDeployer", isSameCode(found, deployer), {
    good: "has the code of this software",
    bad: `has other code at ${record.deployer}`,
  });

  for (const [index, name] of institutionNames.entries()) {
    const { address, arguments: encoded } = record.institutions[name];
    const contract = contractIn(record, name);
    const { creation, ...compiled } = await code(contract);
    const deployment = deployments[index];
    const title = `${name} (${contract})`;
    const deployed = await codeAt(inspection, address);
    if (deployed === "0x") {
      findings.add(title, "fault", `there is no contract at ${address}`);
    } else if (!isSameCode(deployed, compiled)) {
      findings.add(title, "fault", `has other code at ${address}`);
    } else if (deployment === undefined || deployment.address !== address) {
      findings.add(title, "fault", `was not created by the deployer at ${address}`);
    } else if (deployment.creation !== concat([creation, encoded])) {
      findings.add(title, "fault", "was created with other code or other terms than recorded");
    } else {
      const strange = await strangeImmutables(inspection, {
        name,
        address,
        deployed,
        creation: deployment.creation,
        immutables: compiled.immutables,
        deployer: record.deployer,
        timestamp: deployment.timestamp,
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
    readonly deployer: string;
    readonly timestamp: number;
  },
): Promise<number> {
  const { provider } = inspection;
  const { name, address, deployed, creation, immutables, deployer, timestamp } = contract;
  const values = Object.values(immutables).map((positions) => ({
    here: positions.map(({ start, length }) => dataSlice(deployed, start, start + length)),
    position: positions[0],
  }));
  if (values.length === 0) return 0;
  const again = await inspection.read("what a creation code builds", () =>
    provider.call({ from: deployer, data: creation }),
  );
  const own = [
    address.toLowerCase().replace("0x", `0x${"0".repeat(24)}`),
    `0x${timestamp.toString(16).padStart(64, "0")}`,
  ];
  const domain = await domainSeparator(inspection, name);
  return values.filter(({ here, position }) => {
    const [value] = here;
    if (position === undefined || value === undefined) return false;
    if (here.some((other) => other !== value)) return true;
    return (
      value !== dataSlice(again, position.start, position.start + position.length) &&
      !own.includes(value) &&
      value !== domain
    );
  }).length;
}

/** The EIP-712 domain separator that a contract must have, if it signs at all. */
async function domainSeparator(inspection: Inspection, institution: InstitutionName): Promise<string | undefined> {
  if (!inspection.interfaceOf(institution).hasFunction("eip712Domain")) return undefined;
  const [answer] = await inspection.multicall("a signing domain", [inspection.encodeRead(institution, "eip712Domain")]);
  const { name, version, chainId } = answer;
  const verifyingContract = getAddress(inspection.addresses[institution]);
  return TypedDataEncoder.hashDomain({
    name: name as string,
    version: version as string,
    chainId: chainId as bigint,
    verifyingContract,
  });
}
