import { TypedDataEncoder } from "ethers";
import { topicOf, type ChainLog, type Evidence } from "../../core/evidence";
import { Findings, type Check } from "../../core/findings";
import type { ContractName } from "../../generated/bytecode";
import type { InstitutionName } from "../../institutions/registry";
import type { CodeSource } from "../codes";
import { contractsOf, deployerInterface, interfaceOf, addressAt } from "../institutions";
import type { InstitutionRecord } from "../journal";
import { patched } from "../steps";
import { performedSteps, type Performed, type PerformedStep } from "./performed";
import { toldBy } from "./reading";
import { HIDDEN, NOT_SHOWN, type Deployment, type Subject } from "./subjects";
import { areReadable } from "./terms";

const { topicHash } = deployerInterface.getEvent("Deployed");

/** What a deployer was created with, and what remains of its plan. */
export interface DeployerTerms {
  readonly plan: string;
  readonly founder: string;
  readonly createdAt: number;
  /** 0 once the plan is carried out. */
  readonly remaining: string;
}

/** What a deployer tells of itself; undefined unless it has the code of this software. */
export async function deployerTerms(
  evidence: Evidence,
  { deployer, code }: { readonly deployer: string; readonly code: CodeSource },
): Promise<DeployerTerms | undefined> {
  if (!isSameCode(await evidence.code(deployer), await code("NationDeployer"))) return undefined;
  const [plan, founder, createdAt, remaining] = await evidence.multicall<unknown>(
    "the deployer",
    (["PLAN", "FOUNDER", "CREATED_AT", "remaining"] as const).map((method) => ({
      target: deployer,
      data: deployerInterface.encodeFunctionData(method as "PLAN"),
      decode: (answer: string) => deployerInterface.decodeFunctionResult(method as "PLAN", answer)[0] as unknown,
    })),
  );
  return {
    plan: plan as string,
    founder: founder as string,
    createdAt: Number(createdAt),
    remaining: remaining as string,
  };
}

/** Reads from the deployer's logs how each of some contracts was created. */
export async function readDeployments(
  evidence: Evidence,
  {
    deployer,
    addresses,
    performed,
  }: {
    readonly deployer: string;
    readonly addresses: readonly string[];
    /** The steps that the deployer took. */
    readonly performed: Performed;
  },
): Promise<Deployment[]> {
  const logs = await evidence.logsOf([deployer]);
  const wanted = logs
    .filter(({ topics }) => topics[0] === topicHash)
    .filter((log) => addresses.includes(accountIn(log) ?? ""));
  return Promise.all(wanted.map((log) => deploymentOf(evidence, { log, performed })));
}

/** Finds how a contract was created, if some deployer created it: only its creator has the place from which its address follows. */
export async function findDeployment(
  evidence: Evidence,
  { address, code }: { readonly address: string; readonly code: CodeSource },
): Promise<Deployment | undefined> {
  const logs = await evidence.search({ topics: [topicHash, null, topicOf(address)] });
  const log = logs.find((one) => isByCreator(one));
  if (log === undefined) return undefined;
  const deployer = log.address;
  const plan = (await deployerTerms(evidence, { deployer, code }))?.plan;
  return deploymentOf(evidence, { log, performed: await performedSteps(evidence, { deployer, plan }) });
}

const accountIn = (log: ChainLog): string | undefined => toldBy(log)?.args[1] as string | undefined;

/** Whether a deployment is told by whoever created the contract. Anyone can raise such a log. */
export function isByCreator(log: ChainLog): boolean {
  const index = toldBy(log)?.args[0] as bigint | undefined;
  return index !== undefined && index < 127n && addressAt(log.address, Number(index)) === accountIn(log);
}

async function deploymentOf(
  evidence: Evidence,
  { log, performed }: { readonly log: ChainLog; readonly performed: Performed },
): Promise<Deployment> {
  const deployer = log.address;
  const { timestamp } = await evidence.block(log.blockNumber);
  const step = creationAt(performed.steps, Number(BigInt(log.topics[1])));
  const isHidden = step === undefined && !performed.isForgotten;
  return { address: accountIn(log)!, deployer, timestamp, creation: step && patched(step, deployer), isHidden };
}

/** The step that created a deployer's contract of that index; undefined if it, or one before it, cannot be shown. */
function creationAt(steps: readonly PerformedStep[], index: number) {
  const inOrder = [...steps].sort((a, b) => a.number - b.number);
  const shown = inOrder.filter(({ number }, place) => number === place + 1);
  return shown.flatMap(({ step }) => (step.kind === "create" ? [step] : []))[index];
}

/**
 * What an institution was created with, by what the chain keeps: the contract whose creation code it is, and the arguments behind
 * it. Where that is none of the institution's contracts, code and terms show as faults.
 */
export async function recordOf(
  name: InstitutionName,
  {
    address,
    creation = "0x",
    code,
  }: { readonly address: string; readonly creation: string | undefined; readonly code: CodeSource },
): Promise<InstitutionRecord> {
  for (const contract of contractsOf(name)) {
    const { creation: start } = await code(contract);
    if (creation.startsWith(start)) return { contract, address, arguments: bytesIn(creation, (start.length - 2) / 2) };
  }
  return { contract: contractsOf(name)[0], address, arguments: "0x" };
}

/** Some bytes of many, as text: ethers would turn all of them into numbers first. */
const bytesIn = (data: string, start: number, end = Infinity): string => `0x${data.slice(2 + 2 * start, 2 + 2 * end)}`;

/** The contract that an institution was built by: what the record says, if it is one that the institution can be built by. */
function contractIn({ name, contract }: Subject): ContractName {
  const known = contractsOf(name);
  return known.find((one) => one === contract) ?? known[0];
}

/** Compares the code of a deployer with that of this software. */
export async function checkDeployer(
  evidence: Evidence,
  { title, deployer, code }: { readonly title: string; readonly deployer: string; readonly code: CodeSource },
): Promise<Check[]> {
  const findings = new Findings("code");
  const found = await evidence.code(deployer);
  findings.expect(title, isSameCode(found, await code("NationDeployer")), {
    good: "has the code of this software",
    bad: `has other code at ${deployer}`,
  });
  return findings.checks;
}

/**
 * Compares the code of an institution with what this software would have built: byte by byte outside the immutable values, and
 * these with what the same creation code gives now.
 */
export async function checkCode(evidence: Evidence, subject: Subject, code: CodeSource): Promise<Check[]> {
  const { name, address, arguments: encoded, deployer, deployment, origin } = subject;
  const findings = new Findings("code");
  const contract = contractIn(subject);
  const { creation, ...compiled } = await code(contract);
  const title = origin === "founded" ? `${name} (${contract})` : `The adopted ${name} (${contract})`;
  const deployed = await evidence.code(address);
  if (deployed === "0x") {
    findings.add(title, "fault", `there is no contract at ${address}`);
  } else if (!(await hasCodeOf(subject, { deployed, code, compiled }))) {
    findings.add(title, "fault", `has other code at ${address}`);
  } else if (deployment === undefined || deployment.address !== address) {
    // That no log tells of it may be the node's fault, unlike another code. How many there are of the nation's own deployer it counts.
    const isFounded = origin === "founded";
    const created = new Findings(isFounded ? "founding acts" : "code");
    if (isFounded) created.add(title, "fault", `was not created by the deployer at ${address}`);
    else created.add(title, "incomplete", `is told by no deployer to have been created at ${address}`);
    return created.checks;
  } else if (deployment.creation === undefined) {
    // For what no node shows of an adopted institution nothing else is doubted: what it did counts as what a genuine one does.
    const isHidden = origin === "adopted" && deployment.isHidden;
    const shown = new Findings(isHidden ? "code" : "evidence");
    shown.add(title, "incomplete", `was created by a step that ${isHidden ? HIDDEN : NOT_SHOWN}`);
    return shown.checks;
  } else if (deployment.creation !== creation + encoded.slice(2)) {
    findings.add(title, "fault", "was created with other code or other terms than recorded");
  } else if (!areReadable(name, subject)) {
    findings.add(title, "fault", "was created with terms that cannot be read");
  } else {
    const strange = await strangeImmutables(evidence, {
      name,
      address,
      deployed,
      creation: deployment.creation,
      immutables: compiled.immutables,
      deployer,
      timestamp: deployment.timestamp,
    });
    const good =
      origin === "founded"
        ? "has the code and terms of this founding"
        : `stands at ${address}, with code and terms of this software`;
    findings.expect(title, strange === 0, {
      good,
      bad: `has ${strange} immutable values that its terms do not explain`,
    });
  }
  return findings.checks;
}

/** Whether code is that of an institution: of the contract that it was built by, or, where that is unknown, of any of its contracts. */
async function hasCodeOf(
  { name, deployment }: Subject,
  { deployed, code, compiled }: { readonly deployed: string; readonly code: CodeSource; readonly compiled: Compiled },
): Promise<boolean> {
  if (deployment?.creation !== undefined) return isSameCode(deployed, compiled);
  for (const contract of contractsOf(name)) if (isSameCode(deployed, await code(contract))) return true;
  return false;
}

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
  evidence: Evidence,
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
  const { name, address, deployed, creation, immutables, deployer, timestamp } = contract;
  const values = Object.values(immutables).map((places) => ({
    here: places.map(({ start, length }) => bytesIn(deployed, start, start + length).toLowerCase()),
    place: places[0],
  }));
  if (values.length === 0) return 0;
  const again = await evidence.call("what a creation code builds", { from: deployer, data: creation });
  const own = [
    address.toLowerCase().replace("0x", `0x${"0".repeat(24)}`),
    `0x${timestamp.toString(16).padStart(64, "0")}`,
  ];
  const domain = await domainSeparator(evidence, { name, address });
  return values.filter(({ here, place }) => {
    const [value] = here;
    if (place === undefined || value === undefined) return false;
    if (here.some((other) => other !== value)) return true;
    return (
      value !== bytesIn(again, place.start, place.start + place.length).toLowerCase() &&
      !own.includes(value) &&
      value !== domain
    );
  }).length;
}

/** The EIP-712 domain separator that a contract must have, if it signs at all. */
async function domainSeparator(
  evidence: Evidence,
  { name: institution, address }: { readonly name: InstitutionName; readonly address: string },
): Promise<string | undefined> {
  const iface = interfaceOf(institution);
  if (!iface.hasFunction("eip712Domain")) return undefined;
  const data = iface.encodeFunctionData("eip712Domain");
  const answer = await evidence.call("a signing domain", { to: address, data });
  const { name, version, chainId } = iface.decodeFunctionResult("eip712Domain", answer);
  return TypedDataEncoder.hashDomain({
    name: name as string,
    version: version as string,
    chainId: chainId as bigint,
    verifyingContract: address,
  });
}
