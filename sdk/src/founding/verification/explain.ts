import { id } from "ethers";
import { decode } from "../../core/decoding";
import type { ChainLog, Evidence } from "../../core/evidence";
import type { ReadEvent } from "../../core/log-rules";
import { roles } from "../../core/roles";
import { declarationOf, type InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { deployerInterface, interfaceOf } from "../institutions";
import { claimsOf, claimsOfStep, explains, type Claim, type LoggedEvent, type NameOf } from "./claims";
import type { PerformedStep } from "./performed";
import { created, proposalIn, type Decision, type Proposal } from "./proposals";
import { toldBy } from "./reading";

const { assembly, authority, executive } = spine;

/** A contract that is, or was, an institution of the nation. */
export interface Account {
  readonly name: InstitutionName;
  readonly address: string;
}

/** What explains a log. */
export type Explanation =
  | { readonly by: "creation" | "person" | "officer" | "ruling" }
  | { readonly by: "plan"; readonly step: number }
  | { readonly by: "decision"; readonly decision: Decision };

/** Every log of a nation's institutions, and what explains each. */
export interface Explained {
  readonly of: (log: ChainLog) => Explanation | undefined;
  readonly decisions: readonly Decision[];
  /** The cases that were brought to the court, and whether whoever brought one told of it beside: then a person brought it. */
  readonly cases: readonly (LoggedEvent & { readonly isTold: boolean })[];
  /** What waited at the timelock, and was cancelled by whom the government let do so. */
  readonly cancelled: readonly LoggedEvent[];
  /** What nothing explains. */
  readonly unexplained: readonly (LoggedEvent | { readonly institution: string; readonly log: ChainLog })[];
}

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

  const unexplained: Explained["unexplained"][number][] = [];
  const cases: Explained["cases"][number][] = [];
  const cancelled: LoggedEvent[] = [];
  const officers = new Set<bigint>();
  const judges = new Set<string>();
  const isTribunals = (holders: ReadonlySet<string>): boolean =>
    holders.size > 0 && [...holders].every((account) => doesJustice(nameOf(account)));
  const seen: LoggedEvent[] = [];

  for (const [hash, inside] of transactions) {
    const events = inside.map((log): { log: ChainLog; one: LoggedEvent | undefined } => {
      const institution = nameOf(log.address)!;
      const event = decode(interfaceOf(institution), log);
      return { log, one: event === null ? undefined : { institution, event, log } };
    });
    const brackets = [
      ...planBrackets(
        steps.filter(({ log }) => log.transactionHash === hash),
        { deployer: deployers[0], nameOf },
      ),
      ...decisionBrackets(events, { timelock, governor, byOperation, known, nameOf, settle }),
    ];
    const told = events.flatMap(({ one }) => (one !== undefined && doesJustice(one.institution) ? [one] : []));
    const used = new Set<string>();
    // Each event of the tribunal's own tells of one thing of a kind that it did.
    const isItsEffect = (done: LoggedEvent): boolean => {
      const { name } = done.event;
      const source = told.find(
        (one) =>
          !used.has(`${one.log.index} ${name}`) &&
          declarationOf(one.institution).logs.effects?.[name]?.(readable(done), readable(one)) === true,
      );
      if (source !== undefined) used.add(`${source.log.index} ${name}`);
      return source !== undefined;
    };
    const isRuled = (ruled: LoggedEvent): boolean => {
      const { ruled: those = [], quiet = {} } = declarationOf(ruled.institution).logs;
      const { name, args } = ruled.event;
      // Where strangers do justice as well, what a tribunal tells beside explains what it tells alone.
      if (told.length > 0) return those.includes(name) && (isTribunals(judges) || isItsEffect(ruled));
      if (!Object.hasOwn(quiet, name) || !isTribunals(judges)) return false;
      const { [name]: first } = quiet;
      const isAfter = ({ log, one }: (typeof events)[number]) =>
        log.address === ruled.log.address &&
        log.index < ruled.log.index &&
        one?.event.name === first &&
        one?.event.args[0] === args[0];
      return first === undefined || events.some(isAfter);
    };
    for (const { log, one } of events) {
      if (one === undefined) {
        unexplained.push({ institution: nameOf(log.address)!, log });
        continue;
      }
      if (one.event.name === "CaseOpened")
        cases.push({ ...one, isTold: inside.some(({ address }) => address === one.event.args.arbitrable) });
      if (!explained.has(keyOf(log))) {
        const explanation = judge(one, { brackets, isRuled, officers, seen });
        if (explanation !== undefined) settle(log, explanation);
        else unexplained.push(one);
      }
      const by = explained.get(keyOf(log))?.by;
      if (by !== undefined) remember(one, { by, officers, judges, seen });
      if (by === "officer" && one.institution === executive.name) cancelled.push(one);
    }
  }
  return {
    of: (log) => explained.get(keyOf(log)),
    decisions: [...known.values()],
    cases,
    cancelled,
    unexplained,
  };
}

const readable = ({ event: { name, args } }: LoggedEvent): ReadEvent => ({ name, args: args.toObject() });

/** Whether an institution carries out rulings. Its code is proved, so that it does nothing else with the role of justice. */
const doesJustice = (name: InstitutionName | undefined): boolean =>
  name !== undefined && declarationOf(name).roles?.includes("justice") === true;

const DEPLOYED = deployerInterface.getEvent("Deployed").topicHash;

/** Whoever holds it may cancel what waits at the timelock. The governor never uses its own. */
const CANCELLER = id("CANCELLER_ROLE");

/** What later logs are explained by: who holds an office, who does justice, who was invited. */
function remember(
  one: LoggedEvent,
  {
    by,
    officers,
    judges,
    seen,
  }: {
    readonly by: Explanation["by"];
    readonly officers: Set<bigint>;
    readonly judges: Set<string>;
    readonly seen: LoggedEvent[];
  },
): void {
  const { name, args } = one.event;
  if (one.institution === executive.name && name === "RoleGranted" && by === "decision" && args.role === CANCELLER)
    officers.add(BigInt(CANCELLER));
  if (one.institution === authority.name && name === "OfficerAppointed") officers.add(args[0] as bigint);
  if (one.institution === authority.name && name === "RoleGranted") officers.add(args[0] as bigint);
  if (one.institution === authority.name && args.roleId === roles.justice) {
    if (name === "RoleGranted") judges.add(String(args.account));
    if (name === "RoleRevoked") judges.delete(String(args.account));
  }
  if (Object.values(declarationOf(one.institution).logs.accepted ?? {}).some(({ after }) => after === name))
    seen.push(one);
}

/** What explains a log that no creation does. The narrowest bracket counts first. */
function judge(
  one: LoggedEvent,
  context: {
    readonly brackets: readonly Bracket[];
    readonly isRuled: (one: LoggedEvent) => boolean;
    readonly officers: ReadonlySet<bigint>;
    readonly seen: readonly LoggedEvent[];
  },
): Explanation | undefined {
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
  if (context.isRuled(one)) return { by: "ruling" };
  const accepted = rules.accepted?.[event.name];
  if (
    accepted !== undefined &&
    context.seen.some(
      (earlier) =>
        earlier.institution === institution &&
        earlier.event.name === accepted.after &&
        earlier.event.args[accepted.named] === event.args[accepted.account],
    )
  )
    return { by: "person" };
  if (institution === executive.name && event.name === "Cancelled" && context.officers.has(BigInt(CANCELLER)))
    return { by: "officer" };
  const office = rules.official?.[event.name];
  if (office !== undefined && context.officers.has(roles[office])) return { by: "officer" };
  return undefined;
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
  events: readonly { readonly log: ChainLog; readonly one: LoggedEvent | undefined }[],
  context: {
    readonly timelock: string;
    readonly governor: string;
    readonly byOperation: ReadonlyMap<string, Proposal>;
    readonly known: ReadonlyMap<bigint, Proposal>;
    readonly nameOf: NameOf;
    readonly settle: (log: ChainLog, explanation: Explanation) => void;
  },
): Bracket[] {
  const { timelock, governor, byOperation, known, nameOf, settle } = context;
  const brackets: Bracket[] = [];
  const places = new Map<string, number[]>();
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
    } else if (log.address === governor && name === "ProposalExecuted") {
      const decision = known.get(args[0] as bigint);
      if (decision === undefined || places.get(decision.operation)?.length !== decision.raw.length) continue;
      decision.executed = log;
      settle(log, { by: "decision", decision });
    }
  }
  return brackets;
}
