import { id as idOf, type Result } from "ethers";
import { Findings, type Check } from "../../core/findings";
import type { DecodedLog, Inspection } from "../../core/inspection";
import { tellsSetting } from "../../core/log-rules";
import type { ChainLog, Evidence } from "../../core/evidence";
import { deployerInterface } from "../institutions";
import { declarationOf, type InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { proposalIn } from "./proposals";

const { assembly, executive } = spine;

/**
 * Finds out whether the node told everything: by the numbers that the contracts keep themselves, by the states of proposals, and
 * by values before and after, of which each change begins where the one before ended.
 */
export async function checkCompleteness(inspection: Inspection, names: readonly InstitutionName[]): Promise<Check[]> {
  return [
    ...(await checkCounts(inspection, names)),
    ...(await checkChains(inspection, names)),
    ...(await checkProposals(inspection)),
  ];
}

/** Whether the node told of every contract that a deployer created. */
export async function checkDeployments(evidence: Evidence, deployer: string): Promise<Check[]> {
  const findings = new Findings("evidence");
  const { topicHash } = deployerInterface.getEvent("Deployed");
  const told = (await evidence.logsOf([deployer])).filter(({ topics }) => topics[0] === topicHash).length;
  const data = deployerInterface.encodeFunctionData("deployedCount");
  const answer = await evidence.call("how many contracts were created", { to: deployer, data });
  const kept = answer === "0x" ? told : Number(BigInt(answer));
  findings.add(
    "The deployments",
    kept === told ? "founded" : "incomplete",
    kept === told ? String(kept) : `are ${kept}, and the logs tell of ${told}`,
  );
  return findings.checks;
}

/** So many transactions are looked at again: what condemns a nation is in each of them. */
const AGAIN = 24;

/** Finds out whether the node told everything that stands beside what nothing explains: nobody is condemned by half a transaction. */
export async function checkBeside(
  evidence: Evidence,
  {
    unexplained,
    addresses,
  }: { readonly unexplained: readonly { readonly log: ChainLog }[]; readonly addresses: readonly string[] },
): Promise<Check[]> {
  if (unexplained.length === 0) return [];
  const findings = new Findings("evidence");
  const logs = [...new Map(unexplained.map(({ log }) => [log.transactionHash, log])).values()].slice(0, AGAIN);
  const untold = await Promise.all(logs.map((log) => evidence.untoldBeside(log, addresses)));
  const all = untold.reduce((sum, { more }) => sum + more, 0);
  findings.add(
    "The logs beside what nothing explains",
    all === 0 ? "founded" : "incomplete",
    all === 0 ? "were asked for again, and are no more" : `are ${all} more, asked for again`,
  );
  return findings.checks;
}

async function checkCounts(inspection: Inspection, names: readonly InstitutionName[]): Promise<Check[]> {
  const findings = new Findings("evidence");
  const counts = names.flatMap((name) => (declarationOf(name).counted ?? []).map((one) => ({ ...one, name })));
  const found = await inspection.multicall(
    "what the contracts count",
    counts.map(({ name, by }) => inspection.encodeRead(name, by)),
  );
  for (const [index, { name, what, told, result = 0 }] of counts.entries()) {
    const [kept, given] = [found[index][result] as bigint, told(await inspection.queryLogs([name]))];
    findings.add(
      `The ${what}`,
      kept === given ? "founded" : "incomplete",
      kept === given ? String(kept) : `are ${kept}, and the logs tell of ${given}`,
    );
  }
  return findings.checks;
}

const isBefore = (name: string): boolean => /^old[A-Z]/.test(name);
const isAfter = (name: string): boolean => /^new[A-Z]/.test(name);

/** Events that tell a value before and after: where one does not begin with what the last one ended, some are missing. */
async function checkChains(inspection: Inspection, names: readonly InstitutionName[]): Promise<Check[]> {
  const findings = new Findings("evidence");
  const broken: string[] = [];
  for (const name of names) {
    const last = new Map<string, string>();
    const { logs } = declarationOf(name);
    for (const { event } of await inspection.queryLogs([name])) {
      const restarted = logs.restarts?.[event.name];
      if (restarted !== undefined) last.delete(`${restarted} ${textOf(event.args, 0)}`);
      const { inputs } = event.fragment;
      const [before, after] = [isBefore, isAfter].map((is) => inputs.findIndex((one) => is(one.name)));
      // An office ends by events of other names, too.
      if (before === -1 || after === -1 || event.name === "OfficerAppointed") continue;
      if (tellsSetting(logs, event.name)) continue;
      const keys = inputs.flatMap(({ indexed, name: key }, index) =>
        indexed === true && !isBefore(key) && !isAfter(key) ? [textOf(event.args, index)] : [],
      );
      const key = [event.name.replace(/^ProvisionRatified$/, "ProvisionSet"), ...keys].join(" ");
      const earlier = last.get(key);
      if (earlier !== undefined && earlier !== textOf(event.args, before)) broken.push(`${event.name} of ${name}`);
      last.set(key, textOf(event.args, after));
    }
  }
  findings.add(
    "The changes of values",
    broken.length === 0 ? "founded" : "incomplete",
    broken.length === 0 ? "each begins where the one before ended" : `some are missing: ${broken.join(", ")}`,
  );
  return findings.checks;
}

const textOf = (args: Result, index: number): string => String(args[index]);

const STATES = ["pending", "active", "canceled", "defeated", "succeeded", "queued", "expired", "executed"] as const;

/** Whether each proposal's logs are there that its state says there are. */
async function checkProposals(inspection: Inspection): Promise<Check[]> {
  const findings = new Findings("evidence");
  const logs = await inspection.queryLogs([assembly.name]);
  const told = new Map<bigint, Set<string>>();
  for (const { event } of logs) {
    if (!event.fragment.inputs.some(({ name }) => name === "proposalId")) continue;
    const id = event.args.proposalId as bigint;
    told.set(id, (told.get(id) ?? new Set()).add(event.name));
  }
  const ids = [...told.keys()];
  const found = await inspection.multicall(
    "the proposals' states",
    ids.flatMap((id) => ["state", "proposalEta"].map((method) => inspection.encodeRead(assembly.name, method, [id]))),
  );
  const byOthers = await endedByOthers(inspection, logs);
  const lacking = ids.flatMap((id, index) => {
    const state = STATES[Number(found[2 * index][0])];
    const isQueued = (found[2 * index + 1][0] as bigint) !== 0n;
    const due = [
      "ProposalCreated",
      ...(isQueued ? ["ProposalQueued"] : []),
      ...(state === "executed" && !byOthers.has(`CallExecuted ${id}`) ? ["ProposalExecuted"] : []),
      ...(state === "canceled" && !["Cancelled", "OperationStruck"].some((event) => byOthers.has(`${event} ${id}`))
        ? ["ProposalCanceled"]
        : []),
    ];
    const missing = due.filter((event) => told.get(id)!.has(event) === false);
    return missing.map((event) => `${event} of ${id}`);
  });
  findings.add(
    "The logs of proposals",
    lacking.length === 0 ? "founded" : "incomplete",
    lacking.length === 0 ? `${ids.length}, each with the logs of its state` : `lack logs: ${lacking.join(", ")}`,
  );
  return findings.checks;
}

/** What the timelock tells of proposals that others than the governor carried out or cancelled there, as `event proposalId`. */
async function endedByOthers(inspection: Inspection, logs: readonly DecodedLog[]): Promise<ReadonlySet<string>> {
  const governor = inspection.addresses[assembly.name];
  const operations = new Map(
    logs
      .filter(({ event }) => event.name === "ProposalCreated")
      .flatMap(({ log }) => {
        const proposal = proposalIn(log, governor, () => undefined);
        return proposal === undefined ? [] : [[proposal.operation, proposal.id] as const];
      }),
  );
  const acts = await inspection.queryLogs([executive.name]);
  const isHelped = (role: string): boolean =>
    acts.some(
      ({ event: { name, args } }) => name === "RoleGranted" && args.role === idOf(role) && args.account !== governor,
    );
  const kinds = [
    // By a petition, which needs no role of the timelock.
    "OperationStruck",
    ...(isHelped("EXECUTOR_ROLE") ? ["CallExecuted"] : []),
    ...(isHelped("CANCELLER_ROLE") ? ["Cancelled"] : []),
  ];
  return new Set(
    acts.flatMap(({ event: { name, args } }) => {
      const proposalId = kinds.includes(name) ? operations.get(String(args.id)) : undefined;
      return proposalId === undefined ? [] : [`${name} ${proposalId}`];
    }),
  );
}
