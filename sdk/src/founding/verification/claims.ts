import type { FunctionFragment, LogDescription, ParamType, Result } from "ethers";
import { callIn, functionIn } from "../../core/calldata";
import type { ChainLog } from "../../core/evidence";
import type { LogRules } from "../../core/log-rules";
import { declarationOf, type InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { addressAt, interfaceOf } from "../institutions";
import { patched, type Step } from "../steps";

const { assembly, authority } = spine;

/** A log of an institution, decoded. */
export interface LoggedEvent {
  readonly institution: InstitutionName;
  readonly event: LogDescription;
  readonly log: ChainLog;
}

/** A call that may explain logs: each as often as it raises one. */
export interface Claim {
  readonly target: string;
  readonly institution: InstitutionName;
  readonly method: string;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly most: number;
  /** How many of one kind it raises at least. */
  readonly least: number;
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

/** How many events of one kind a call raises at least: one for each item of a list that it is given. */
function leastOf(institution: InstitutionName, { name, inputs }: FunctionFragment, args: Result): number {
  const { decided = {}, silent = [] } = declarationOf(institution).logs;
  if (silent.includes(name) || !Object.values(decided).some((methods) => methods.includes(name))) return 0;
  const lists = inputs.flatMap(({ arrayChildren }, index) =>
    arrayChildren === null ? [] : [[...(args[index] as Iterable<unknown>)].length],
  );
  return lists.length === 0 ? 1 : Math.min(...lists);
}

/** What calls must have raised of which no log is there: as `institution.function`. */
export const missingOf = (claims: readonly Claim[]): string[] =>
  claims
    .filter(({ used, least }) => Math.max(0, ...used.values()) < least)
    .map(({ institution, method }) => `${institution}.${method}`);

/** The calls that one call makes in the end: the constitution and the governor pass calls on. */
export function claimsOf(call: { readonly target: string; readonly data: string }, nameOf: NameOf): Claim[] {
  const institution = nameOf(call.target);
  if (institution === undefined) return [];
  const parsed = callIn(interfaceOf(institution), call.data);
  if (parsed === null) {
    // Decided, though nobody can tell with which values.
    const unread = functionIn(interfaceOf(institution), call.data);
    if (unread === undefined) return [];
    const { name: method } = unread;
    const used = new Map<string, number>();
    return [{ target: call.target, institution, method, values: new Map(), most: Infinity, least: 0, used }];
  }
  const { name: method, args, fragment } = parsed;
  if (institution === authority.name && method === "multicall")
    return [...(args[0] as Iterable<string>)].flatMap((data) => claimsOf({ target: call.target, data }, nameOf));
  const values = new Map<string, string[]>();
  const most = gather(fragment.inputs, args, values);
  const least = leastOf(institution, fragment, args);
  const own: Claim = { target: call.target, institution, method, values, most, least, used: new Map() };
  const isPassedOn =
    (institution === authority.name && method === "execute") || (institution === assembly.name && method === "relay");
  return isPassedOn
    ? [own, ...claimsOf({ target: String(args[0]), data: String(args[method === "relay" ? 2 : 1]) }, nameOf)]
    : [own];
}

/** Which institution stands at an address. */
export type NameOf = (address: string) => InstitutionName | undefined;

/** Whether a call explains a log: it does that, to that institution, with those values, and has not explained another one by it. */
export function explains(claim: Claim, { institution, event, log }: LoggedEvent, rules: LogRules): boolean {
  const methods = rules.decided?.[event.name] ?? [];
  const isOwn = claim.target === log.address && methods.includes(claim.method);
  const isOther =
    methods.includes(`${claim.institution}.${claim.method}`) &&
    [...claim.values.values()].some((all) => all.includes(log.address));
  if (!isOwn && !isOther) return false;
  const fits = event.fragment.inputs.every(({ name }, index) => {
    const given = claim.values.get(bare(name));
    if (rules.rounded?.[event.name]?.includes(name) === true) return true;
    return /^old[A-Z]/.test(name) || given === undefined || given.includes(String(event.args[index]));
  });
  const key = `${institution} ${event.name}`;
  const used = claim.used.get(key) ?? 0;
  if (!fits || used >= claim.most) return false;
  claim.used.set(key, used + 1);
  return true;
}

/** What a step of a plan explains. */
export function claimsOfStep(
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
    // Whoever cannot be let in is invited, and an office may be left open.
    least: 0,
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
