import { id } from "ethers";
import { decode } from "../../core/decoding";
import type { ChainLog, Evidence } from "../../core/evidence";
import { roles } from "../../core/roles";
import { declarationOf } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { deployerInterface, interfaceOf } from "../institutions";
import { claimsOf, claimsOfStep, explains, missingOf, type Claim, type LoggedEvent, type NameOf } from "./claims";
import type { Account, Explained, Explanation, Named } from "./explanations";
import { Holders, selectorsOf, type Holder } from "./holders";
import { Past } from "./past";
import type { PerformedStep } from "./performed";
import { created, proposalIn, type Proposal } from "./proposals";
import { toldBy } from "./reading";
import { Rulings, type Inside, type Ruled } from "./rulings";

const { assembly, authority, executive } = spine;

const keyOf = ({ blockNumber, index }: ChainLog): string => `${blockNumber} ${index}`;

/** Claims that count between two places of a transaction. */
interface Bracket {
  readonly from: number;
  readonly to: number;
  readonly claims: readonly Claim[];
  readonly explanation: Explanation;
  readonly decision?: { effects: LoggedEvent[] };
}

/**
 * Explains every log of a nation's institutions: by the creation of the contract, by a step of the plan, by a proposal whose calls
 * the timelock carried out right there, or as an act that needs no power.
 *
 * @param accounts Every contract that is or was an institution.
 */
export async function explain(
  evidence: Evidence,
  {
    accounts,
    deployers,
    steps,
  }: {
    readonly accounts: readonly Account[];
    /** The nation's own deployer first. */
    readonly deployers: readonly string[];
    readonly steps: readonly PerformedStep[];
  },
): Promise<Explained> {
  const names = new Map(accounts.map(({ address, name }) => [address, name]));
  const nameOf: NameOf = (address) => names.get(address);
  const [governor, timelock] = [assembly.name, executive.name].map(
    (name) => accounts.find((one) => one.name === name)!.address,
  );
  const [logs, made] = [
    await evidence.logsOf([...names.keys()]),
    (await evidence.logsOf([...deployers])).filter(({ topics }) => topics[0] === DEPLOYED),
  ];
  const explained = new Map<string, Explanation>();
  const settle = (log: ChainLog, explanation: Explanation) => explained.set(keyOf(log), explanation);

  // Nobody calls a contract before it stands.
  const birth = new Map(made.map((log) => [String(toldBy(log)?.args[1]), log]));
  const known = new Map<bigint, Proposal>();
  const byOperation = new Map<string, Proposal>();
  const transactions = new Map<string, ChainLog[]>();
  for (const log of logs) {
    transactions.set(log.transactionHash, [...(transactions.get(log.transactionHash) ?? []), log]);
    const born = birth.get(log.address);
    if (born?.transactionHash === log.transactionHash && log.index < born.index) settle(log, { by: "creation" });
    if (log.address !== governor || log.topics[0] !== created.topicHash) continue;
    const proposal = proposalIn(log, governor, nameOf);
    if (proposal === undefined) continue;
    known.set(proposal.id, proposal);
    byOperation.set(proposal.operation, proposal);
  }

  const constitution = accounts.find(({ name }) => name === authority.name)!.address;
  const holders = new Holders(constitution, [timelock, deployers[0]]);
  const operationOf = (proposalId: bigint) => known.get(proposalId)?.operation;
  const rulings = new Rulings({ holders, nameOf, operationOf });
  const past = new Past(evidence);
  const unexplained: Explained["unexplained"][number][] = [];
  const cases: Explained["cases"][number][] = [];
  const cancelled: LoggedEvent[] = [];
  const struck: LoggedEvent[] = [];
  const official: Explained["official"][number][] = [];
  const named: Named[] = [];
  const missing: string[] = [];
  const untold: LoggedEvent[] = [];

  for (const [hash, inside] of transactions) {
    const events = inside.map((log): Inside => {
      const institution = nameOf(log.address)!;
      const event = decode(interfaceOf(institution), log);
      return { log, one: event === null ? undefined : { institution, event, log } };
    });
    const decided = decisionBrackets(events, { timelock, governor, byOperation, known, nameOf, settle });
    const brackets = [
      ...planBrackets(
        steps.filter(({ log }) => log.transactionHash === hash),
        { deployer: deployers[0], nameOf },
      ),
      ...decided.brackets,
    ];
    missing.push(...decided.missing);
    rulings.begin(events);
    for (const { log, one } of events) {
      if (one === undefined) {
        unexplained.push({ institution: nameOf(log.address)!, log });
        continue;
      }
      if (one.event.name === "CaseOpened")
        cases.push({ ...one, isTold: inside.some(({ address }) => address === one.event.args.arbitrable) });
      if (!explained.has(keyOf(log))) {
        const ruled = (): Ruled => rulings.judge(one);
        const explanation = await judge(one, { brackets, ruled, holders, past });
        if (explanation === undefined) unexplained.push(one);
        else settle(log, explanation);
        if (explanation?.by === "ruling" && explanation.isUntold) untold.push(one);
        if (explanation?.by === "officer" && explanation.decisions.length > 0)
          official.push({ ...one, ...explanation });
      }
      const explanation = explained.get(keyOf(log));
      if (explanation !== undefined) past.remember(one);
      holders.remember(one, explanation);
      if (one.institution === executive.name && explanation?.by === "officer") cancelled.push(one);
      if (one.event.name === "OperationStruck" && explanation?.by === "ruling") struck.push(one);
    }
    named.push(...brackets.flatMap(({ claims }) => claims.flatMap(namedBy)));
    missing.push(
      ...brackets.flatMap(({ claims }) => missingOf(claims).map((call) => `${call} in block ${inside[0].blockNumber}`)),
      ...rulings.missing(),
    );
  }
  for (const one of untold) {
    const { more, isShown } = await evidence.untoldBeside(one.log, [...names.keys()]);
    // The receipt of the transaction says that nothing else was told.
    if (isShown && more === 0) unexplained.push(one);
    else missing.push(`what stands beside ${one.event.name} of ${one.institution} in block ${one.log.blockNumber}`);
  }
  return {
    of: (log) => explained.get(keyOf(log)),
    decisions: [...known.values()],
    cases,
    cancelled,
    struck,
    official,
    named,
    missing,
    unexplained,
  };
}

/** Whom a call names to hold a role, or an office. */
function namedBy({ institution, method, values }: Claim): Named[] {
  const [role] = values.get("role") ?? values.get("roleId") ?? [];
  const [account] = values.get("account") ?? [];
  const [citizenId] = values.get("citizenId") ?? [];
  if (role === undefined) return [];
  if (method === "grantRole" && account !== undefined) return [{ institution, role, account }];
  return method === "appoint" && citizenId !== undefined ? [{ institution, role, citizenId }] : [];
}

const DEPLOYED = deployerInterface.getEvent("Deployed").topicHash;

/** Whoever holds it may cancel what waits at the timelock. The governor never uses its own. */
const CANCELLER = id("CANCELLER_ROLE");

/** What explains a log that no creation does. The narrowest bracket counts first. */
async function judge(
  one: LoggedEvent,
  context: {
    readonly brackets: readonly Bracket[];
    readonly ruled: () => Ruled;
    readonly holders: Holders;
    readonly past: Past;
  },
): Promise<Explanation | undefined> {
  const { institution, event, log } = one;
  const rules = declarationOf(institution).logs;
  if (rules.harmless?.[event.name]?.([...event.args]) === true) return { by: "person" };
  const around = context.brackets
    .filter(({ from, to }) => log.index > from && log.index < to)
    .sort((a, b) => a.to - a.from - (b.to - b.from));
  for (const { claims, explanation, decision } of around) {
    if (!claims.some((claim) => explains(claim, one, rules))) continue;
    decision?.effects.push(one);
    return explanation;
  }
  if (rules.personal?.includes(event.name) === true) return { by: "person" };
  const ruled = context.ruled();
  if (ruled === "told") return { by: "ruling", isUntold: false };
  // What anybody may do by then needs nobody who tells of it.
  if (await context.past.isDue(one)) return { by: "person" };
  if (ruled === "untold") return { by: "ruling", isUntold: true };
  if (context.past.isAccepted(one)) return { by: "person" };
  return byOffice(one, context);
}

/** Whose office explains a log: of whoever may cancel at the timelock, or of those whom the constitution lets do it. */
async function byOffice(
  { institution, event, log }: LoggedEvent,
  { holders, past }: { readonly holders: Holders; readonly past: Past },
): Promise<Explanation | undefined> {
  if (institution === executive.name && event.name === "Cancelled") {
    const isHelped = holders.holding(CANCELLER).some(({ given }) => given?.by === "decision");
    return isHelped ? { by: "officer", office: "government", decisions: [] } : undefined;
  }
  const { official = {}, decided = {} } = declarationOf(institution).logs;
  const office = official[event.name];
  if (office === undefined) return undefined;
  // Somebody without the office may do it, too, where the function is another role's.
  const selectors = selectorsOf(institution, { methods: decided[event.name] ?? [], role: office });
  if (holders.calling(log.address, { selectors, except: roles[office] })?.length !== 0) return undefined;
  const inTerm: Holder[] = [];
  for (const holder of holders.holding(roles[office])) if (await past.isInTerm(holder, log)) inTerm.push(holder);
  if (inTerm.length === 0) return undefined;
  const decisions = inTerm.flatMap(({ given }) => (given?.by === "decision" ? [given.decision] : []));
  return { by: "officer", office, decisions: decisions.length === inTerm.length ? [...new Set(decisions)] : [] };
}

/** What each step of a plan explains: the logs after the deployer took it, up to the next step. */
const planBrackets = (
  steps: readonly PerformedStep[],
  { deployer, nameOf }: { readonly deployer: string; readonly nameOf: NameOf },
): Bracket[] =>
  steps.map(({ step, log, number }, index) => ({
    from: log.index,
    to: steps[index + 1]?.log.index ?? Infinity,
    claims: claimsOfStep(step, { deployer, nameOf }),
    explanation: { by: "plan", step: number },
  }));

/**
 * What each call of a proposal explains: the logs between the timelock's log of the call before and that of the call itself. Whoever
 * was given a role at the timelock could have the calls of any proposal carried out there: only what the governor itself carries out,
 * or queued as it stands, was decided.
 */
function decisionBrackets(
  events: readonly Inside[],
  context: {
    readonly timelock: string;
    readonly governor: string;
    readonly byOperation: ReadonlyMap<string, Proposal>;
    readonly known: ReadonlyMap<bigint, Proposal>;
    readonly nameOf: NameOf;
    readonly settle: (log: ChainLog, explanation: Explanation) => void;
  },
): { readonly brackets: readonly Bracket[]; readonly missing: readonly string[] } {
  const { timelock, governor, byOperation, known, nameOf, settle } = context;
  const brackets: Bracket[] = [];
  const places = new Map<string, number[]>();
  // Of each proposal that was queued or carried out here, the timelock tells as many logs as it has calls.
  const due = new Map<string, Set<Proposal>>();
  const seen = new Map<string, number>();
  const isDueHere = (event: string, decision: Proposal) => due.set(event, (due.get(event) ?? new Set()).add(decision));
  const toldOf = (name: string) =>
    new Set(
      events.flatMap(({ log, one }) =>
        log.address === governor && one?.event.name === name ? [one.event.args[0] as bigint] : [],
      ),
    );
  const [queued, carriedOut] = [toldOf("ProposalQueued"), toldOf("ProposalExecuted")];
  for (const { log, one } of events) {
    if (one === undefined) continue;
    const { name, args } = one.event;
    if (log.address === timelock) {
      const decision = byOperation.get(String(args.id));
      if (decision === undefined) continue;
      const isDecided = decision.isQueued || carriedOut.has(decision.id);
      seen.set(`${name} ${decision.operation}`, (seen.get(`${name} ${decision.operation}`) ?? 0) + 1);
      if (name === "CallScheduled" || name === "CallExecuted") isDueHere(name, decision);
      if (name === "CallScheduled" || name === "CallSalt") {
        if (!queued.has(decision.id)) continue;
        decision.isQueued = true;
        settle(log, { by: "decision", decision });
      } else if (name === "Cancelled") {
        decision.isQueued = false;
      } else if (name === "CallExecuted" && isDecided) {
        const index = Number(args.index);
        const call = decision.raw[index];
        const done = places.get(decision.operation) ?? [];
        const isDue =
          index === done.length &&
          call !== undefined &&
          call.target === args.target &&
          call.value === args.value &&
          call.data === args.data;
        if (!isDue) continue;
        places.set(decision.operation, [...done, log.index]);
        settle(log, { by: "decision", decision });
        brackets.push({
          from: done.at(-1) ?? -1,
          to: log.index,
          claims: claimsOf(call, nameOf),
          explanation: { by: "decision", decision },
          decision,
        });
        // By whoever the government let carry out what waits there.
        if (places.get(decision.operation)?.length === decision.raw.length) decision.executed = log;
      }
    } else if (log.address === governor && name === "ProposalCanceled") {
      const decision = known.get(args[0] as bigint);
      if (decision !== undefined) decision.isQueued = false;
    } else if (log.address === governor && name === "ProposalQueued") {
      const decision = known.get(args[0] as bigint);
      if (decision !== undefined) isDueHere("CallScheduled", decision);
    } else if (log.address === governor && name === "ProposalExecuted") {
      const decision = known.get(args[0] as bigint);
      if (decision !== undefined) isDueHere("CallExecuted", decision);
      if (decision === undefined || places.get(decision.operation)?.length !== decision.raw.length) continue;
      decision.executed = log;
      settle(log, { by: "decision", decision });
    }
  }
  const missing = [...due].flatMap(([event, decisions]) =>
    [...decisions]
      .filter(({ operation, raw }) => seen.get(`${event} ${operation}`) !== raw.length)
      .map(({ name }) => `${event} of ${name}`),
  );
  return { brackets, missing };
}
