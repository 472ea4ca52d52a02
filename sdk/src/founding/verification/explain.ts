import {
  AbiCoder,
  getBytes,
  keccak256,
  toBeHex,
  ZeroHash,
  type LogDescription,
  type ParamType,
  type Result,
} from "ethers";
import { interfaceOf as spoken } from "../../core/declaration";
import { decode } from "../../core/decoding";
import type { ChainLog, Evidence } from "../../core/evidence";
import type { LogRules } from "../../core/log-rules";
import { roles } from "../../core/roles";
import { declarationOf, type InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { addressAt, deployerInterface, interfaceOf } from "../institutions";
import { patched, type Step } from "../steps";
import type { PerformedStep } from "./performed";

const { assembly, authority, executive } = spine;

/** A contract that is, or was, an institution of the nation. */
export interface Account {
  readonly name: InstitutionName;
  readonly address: string;
}

/** A call that the government, or the plan, makes. */
export interface DecidedCall {
  readonly target: string;
  /** The institution that is called; undefined for any other contract. */
  readonly institution: InstitutionName | undefined;
  /** The function's name; undefined if the institution has none like it. */
  readonly method: string | undefined;
  /** The call as people read it. */
  readonly text: string;
}

/** A proposal as its log shows it. */
export interface Decision {
  readonly id: bigint;
  /** How it is named in a report: its number, and the beginning of its text. */
  readonly name: string;
  readonly created: ChainLog;
  readonly calls: readonly DecidedCall[];
  /** The logs that carrying it out raised, in order; empty as long as it is not executed. */
  readonly effects: readonly LoggedEvent[];
  readonly executed: ChainLog | undefined;
}

/** A log of an institution, decoded. */
export interface LoggedEvent {
  readonly institution: InstitutionName;
  readonly event: LogDescription;
  readonly log: ChainLog;
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
  /** The cases that were brought to the court. */
  readonly cases: readonly LoggedEvent[];
  /** What nothing explains. */
  readonly unexplained: readonly (LoggedEvent | { readonly institution: string; readonly log: ChainLog })[];
}

const coder = AbiCoder.defaultAbiCoder();
const keyOf = ({ blockNumber, index }: ChainLog): string => `${blockNumber} ${index}`;

/* CALLS AND WHAT THEY EXPLAIN */

/** A call that may explain logs: each as often as it raises one. */
interface Claim {
  readonly target: string;
  readonly institution: InstitutionName;
  readonly method: string;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly most: number;
  readonly used: Map<string, number>;
}

/** `newValue` and `value`, `selectors` and `selector` name the same. */
const bare = (name: string): string => {
  const short = name.replace(/^_?new(?=[A-Z])/, "").replace(/s$/, "");
  return short[0]?.toLowerCase() + short.slice(1);
};

function gather(params: readonly ParamType[], values: Result, into: Map<string, string[]>): number {
  let most = 1;
  for (const [index, param] of params.entries()) {
    const value: unknown = values[index];
    if (param.arrayChildren !== null) {
      const items = [...(value as Iterable<unknown>)];
      most = Math.max(most, items.length);
      for (const item of items) {
        if (param.arrayChildren.components !== null) gather(param.arrayChildren.components, item as Result, into);
        else into.set(bare(param.name), [...(into.get(bare(param.name)) ?? []), String(item)]);
      }
    } else if (param.components !== null) gather(param.components, value as Result, into);
    else into.set(bare(param.name), [...(into.get(bare(param.name)) ?? []), String(value)]);
  }
  return most;
}

/** The calls that one call makes in the end: the constitution and the governor pass calls on. */
function claimsOf(call: { readonly target: string; readonly data: string }, nameOf: NameOf): Claim[] {
  const institution = nameOf(call.target);
  if (institution === undefined) return [];
  const parsed = interfaceOf(institution).parseTransaction({ data: call.data });
  if (parsed === null) return [];
  const { name: method, args, fragment } = parsed;
  if (institution === authority.name && method === "multicall")
    return [...(args[0] as Iterable<string>)].flatMap((data) => claimsOf({ target: call.target, data }, nameOf));
  const values = new Map<string, string[]>();
  const most = gather(fragment.inputs, args, values);
  const own: Claim = { target: call.target, institution, method, values, most, used: new Map() };
  const isPassedOn =
    (institution === authority.name && method === "execute") || (institution === assembly.name && method === "relay");
  return isPassedOn
    ? [own, ...claimsOf({ target: String(args[0]), data: String(args[method === "relay" ? 2 : 1]) }, nameOf)]
    : [own];
}

type NameOf = (address: string) => InstitutionName | undefined;

/** Whether a call explains a log: it does that, to that institution, with those values, and has not explained another one by it. */
function explains(claim: Claim, { institution, event, log }: LoggedEvent, rules: LogRules): boolean {
  const methods = rules.decided?.[event.name] ?? [];
  const isOwn = claim.target === log.address && methods.includes(claim.method);
  const isOther =
    methods.includes(`${claim.institution}.${claim.method}`) &&
    [...claim.values.values()].some((all) => all.includes(log.address));
  if (!isOwn && !isOther) return false;
  const fits = event.fragment.inputs.every(({ name }, index) => {
    const given = claim.values.get(bare(name));
    return /^old[A-Z]/.test(name) || given === undefined || given.includes(String(event.args[index]));
  });
  const key = `${institution} ${event.name}`;
  const used = claim.used.get(key) ?? 0;
  if (!fits || used >= claim.most) return false;
  claim.used.set(key, used + 1);
  return true;
}

/** Claims that count between two places of a transaction. */
interface Bracket {
  readonly from: number;
  readonly to: number;
  readonly claims: readonly Claim[];
  readonly explanation: Explanation;
  readonly decision?: { effects: LoggedEvent[] };
}

/* PROPOSALS */

type Known = Decision & {
  readonly operation: string;
  readonly raw: readonly { readonly target: string; readonly value: bigint; readonly data: string }[];
  effects: LoggedEvent[];
  executed: ChainLog | undefined;
};

const created = spoken(assembly).getEvent("ProposalCreated");

/** Reads a proposal from the log that created it, whatever bytes its text has. Undefined if the log is not the governor's. */
function proposalIn(log: ChainLog, governor: string, nameOf: NameOf): Known | undefined {
  const types = created.inputs.map(({ type }) => type.replace("string", "bytes"));
  const [proposalId, , targets, values, , payloads, , , description] = coder.decode(types, log.data) as unknown as [
    bigint,
    string,
    Result,
    Result,
    Result,
    Result,
    bigint,
    bigint,
    string,
  ];
  const [to, amounts, data] = [targets.toArray(), values.toArray(), payloads.toArray()] as [
    string[],
    bigint[],
    string[],
  ];
  const textHash = keccak256(description);
  const hash = (...more: readonly string[]) =>
    keccak256(
      coder.encode(["address[]", "uint256[]", "bytes[]", ...more.map(() => "bytes32")], [to, amounts, data, ...more]),
    );
  if (BigInt(hash(textHash)) !== proposalId) return undefined;
  const salt = (BigInt(governor) << 96n) ^ BigInt(textHash);
  const raw = to.map((target, index) => ({ target, value: amounts[index], data: data[index] }));
  const text = new TextDecoder().decode(getBytes(description));
  return {
    id: proposalId,
    name: `proposal ${String(proposalId).slice(0, 8)}… (${firstLine(text)})`,
    created: log,
    calls: raw.map((call) => callText(call, nameOf)),
    effects: [],
    executed: undefined,
    raw,
    operation: hash(ZeroHash, toBeHex(salt, 32)),
  };
}

const firstLine = (text: string): string => {
  const line = text.split(/[\r\n]/, 1)[0].trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line || "without a text";
};

function callText({ target, data, value }: Known["raw"][number], nameOf: NameOf): DecidedCall {
  const institution = nameOf(target);
  const parsed = institution && interfaceOf(institution).parseTransaction({ data });
  const method = parsed?.name;
  const sent = value === 0n ? "" : `, with ${value} wei`;
  const text =
    parsed === null || parsed === undefined
      ? `${institution ?? target}: ${data.length > 42 ? `${data.slice(0, 39)}...` : data}${sent}`
      : `${institution}.${parsed.name}(${valuesText(parsed.fragment.inputs, parsed.args)})${sent}`;
  return { target, institution, method, text };
}

/** Values as people read them, each by its name. */
export const valuesText = (inputs: readonly ParamType[], args: Result): string =>
  inputs.map(({ name, type }, index) => `${name} ${shown(args[index], type)}`).join(", ");

function shown(value: unknown, type: string): string {
  if (type === "bytes32" && typeof value === "string") {
    const text = /^0x((?:[2-7][0-9a-f])+)(?:00)*$/.exec(value)?.[1];
    if (text !== undefined) return new TextDecoder().decode(getBytes(`0x${text}`));
  }
  const text = Array.isArray(value) ? `[${value.map((one) => shown(one, "")).join(", ")}]` : String(value);
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}

/* THE EXPLANATION */

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
  const birth = new Map(made.map((log) => [String(deployerInterface.parseLog(log)!.args[1]), log]));
  const known = new Map<bigint, Known>();
  const byOperation = new Map<string, Known>();
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
  const cases: LoggedEvent[] = [];
  const officers = new Set<bigint>();
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
    const sanctioned = new Set(
      events.flatMap(({ one }) =>
        one !== undefined && SANCTIONS.includes(`${one.institution}.${one.event.name}`)
          ? [String(one.event.args.citizenId)]
          : [],
      ),
    );
    for (const { log, one } of events) {
      if (one === undefined) {
        unexplained.push({ institution: nameOf(log.address)!, log });
        continue;
      }
      if (one.event.name === "CaseOpened") cases.push(one);
      if (!explained.has(keyOf(log))) {
        const explanation = judge(one, { brackets, sanctioned, officers, seen });
        if (explanation !== undefined) settle(log, explanation);
        else unexplained.push(one);
      }
      if (explained.has(keyOf(log))) remember(one, { officers, seen });
    }
  }
  return {
    of: (log) => explained.get(keyOf(log)),
    decisions: [...known.values()],
    cases,
    unexplained,
  };
}

/** What the tribunal tells of a citizen whom it sanctions. */
const SANCTIONS = ["tribunal.SanctionCarriedOut", "tribunal.FineCollected"];

const DEPLOYED = deployerInterface.getEvent("Deployed").topicHash;

/** What later logs are explained by: who holds an office, who was invited. */
function remember(
  one: LoggedEvent,
  { officers, seen }: { readonly officers: Set<bigint>; readonly seen: LoggedEvent[] },
): void {
  const { name, args } = one.event;
  if (one.institution === authority.name && name === "OfficerAppointed") officers.add(args[0] as bigint);
  if (one.institution === authority.name && name === "RoleGranted") officers.add(args[0] as bigint);
  if (Object.values(declarationOf(one.institution).logs.accepted ?? {}).some(({ after }) => after === name))
    seen.push(one);
}

/** What explains a log that no creation does. The narrowest bracket counts first. */
function judge(
  one: LoggedEvent,
  context: {
    readonly brackets: readonly Bracket[];
    readonly sanctioned: ReadonlySet<string>;
    readonly officers: ReadonlySet<bigint>;
    readonly seen: readonly LoggedEvent[];
  },
): Explanation | undefined {
  const { institution, event, log } = one;
  const rules = declarationOf(institution).logs;
  if (rules.personal?.includes(event.name) === true || rules.harmless?.[event.name]?.([...event.args]) === true)
    return { by: "person" };
  const around = context.brackets
    .filter(({ from, to }) => log.index > from && log.index < to)
    .sort((a, b) => a.to - a.from - (b.to - b.from));
  for (const { claims, explanation, decision } of around) {
    if (!claims.some((claim) => explains(claim, one, rules))) continue;
    decision?.effects.push(one);
    return explanation;
  }
  if (rules.ruled?.includes(event.name) === true && context.sanctioned.has(String(event.args.citizenId)))
    return { by: "ruling" };
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

function claimsOfStep(
  step: Step,
  { deployer, nameOf }: { readonly deployer: string; readonly nameOf: NameOf },
): Claim[] {
  if (step.kind === "create") return [];
  const target = addressAt(deployer, step.index);
  const institution = nameOf(target);
  if (institution === undefined) return [];
  const claim = (method: string, most: number, values: Readonly<Record<string, readonly string[]>>): Claim => ({
    target,
    institution,
    method,
    most,
    values: new Map(Object.entries(values)),
    used: new Map(),
  });
  switch (step.kind) {
    case "call":
      return claimsOf({ target, data: patched(step, deployer) }, nameOf);
    case "admit":
      return [
        claim("admitFounder", step.applicants.length, { holder: step.applicants }),
        claim("inviteFounders", step.applicants.length, { invitee: step.applicants }),
      ];
    case "handOver":
      return [
        claim("appoint", step.offices.length, { role: step.offices.map(({ role }) => String(role)) }),
        ...claimsOf({ target, data: patched(step, deployer) }, nameOf),
      ];
  }
}

/** What each call of a proposal explains: the logs between the timelock's log of the call before and that of the call itself. */
function decisionBrackets(
  events: readonly { readonly log: ChainLog; readonly one: LoggedEvent | undefined }[],
  context: {
    readonly timelock: string;
    readonly governor: string;
    readonly byOperation: ReadonlyMap<string, Known>;
    readonly known: ReadonlyMap<bigint, Known>;
    readonly nameOf: NameOf;
    readonly settle: (log: ChainLog, explanation: Explanation) => void;
  },
): Bracket[] {
  const { timelock, governor, byOperation, known, nameOf, settle } = context;
  const brackets: Bracket[] = [];
  const places = new Map<string, number[]>();
  for (const { log, one } of events) {
    if (one === undefined) continue;
    const { name, args } = one.event;
    if (log.address === timelock) {
      const decision = byOperation.get(String(args.id));
      if (name === "CallScheduled" || name === "CallSalt" || name === "Cancelled") {
        if (decision !== undefined) settle(log, { by: "decision", decision });
      } else if (name === "CallExecuted" && decision !== undefined) {
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
      }
    } else if (log.address === governor && name === "ProposalExecuted") {
      const decision = known.get(args[0] as bigint);
      if (decision === undefined || places.get(decision.operation)?.length !== decision.raw.length) continue;
      decision.executed = log;
      settle(log, { by: "decision", decision });
    }
  }
  return brackets;
}
