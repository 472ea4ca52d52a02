import { callIn } from "../../core/calldata";
import { interfaceOf as spoken } from "../../core/declaration";
import { quoted } from "../../core/legible";
import { roles } from "../../core/roles";
import { isKnown, type InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { addressAt, contractsOf } from "../institutions";
import type { Codes } from "../plan";
import { dataOf, patched, type Step } from "../steps";
import { termsApart } from "./terms";

/** What a founding is compared with that may have institutions that this software does not know. */
export interface Site {
  readonly deployer: string;
  /** The names of all institutions in the order in which they were built. */
  readonly names: readonly string[];
  readonly codes: Codes;
}

/** How steps differ from those that are due. */
export interface Likeness {
  /** What no founding on these terms does. */
  readonly odd: readonly string[];
  /** What concerns nobody but institutions that this software does not know. */
  readonly unknown: readonly string[];
}

const authority = spoken(spine.authority);
const NO_REST = `0x${"00".repeat(32)}`;

/** The accounts of the institutions that this software does not know, and their names. */
export const strangersIn = ({ deployer, names }: Pick<Site, "deployer" | "names">): ReadonlyMap<string, string> =>
  new Map(names.flatMap((name, index) => (isKnown(name) ? [] : [[addressAt(deployer, index), name] as const])));

/**
 * Compares steps with those that are due, one by one. Beside these there may only be what concerns institutions that this software
 * does not know: their creation, calls to them, and what the constitution says of them.
 *
 * @param due By their places; undefined where an unknown institution is built.
 */
export function likenessOf(steps: readonly Step[], due: readonly (Step | undefined)[], site: Site): Likeness {
  const { names } = site;
  const odd: string[] = [];
  const unknown = new Set<string>();
  const strangers = strangersIn(site);
  const left = steps
    .map((step, index) => ({ step, number: index + 1 }))
    .filter(({ step, number }) => {
      if (step.kind !== "call" || isKnown(names[step.index] ?? spine.authority.name)) return true;
      unknown.add(`step ${number} calls the institution ${quoted(names[step.index])}`);
      return false;
    });
  for (let index = 0; index < Math.max(left.length, due.length); ++index) {
    const taken = left.at(index);
    const expected = due[index];
    const isBuilt = index < names.length && !isKnown(names[index]);
    if (isBuilt && taken?.step.kind === "create") continue;
    const told = new Set<string>();
    const name = names[index] as InstitutionName | undefined;
    if (taken !== undefined && expected !== undefined) {
      if (textOf(taken.step) === textOf(expected)) continue;
      const [found, founded] = [taken.step, expected].map((step) =>
        essenceOf(step, { ...site, name, strangers, told }),
      );
      if (strangers.size > 0 && found === founded) {
        for (const one of told) unknown.add(one);
        continue;
      }
    }
    odd.push(`step ${taken?.number ?? index + 1} is not "${expected?.title ?? "nothing"}", which these terms give`);
  }
  return { odd, unknown: [...unknown] };
}

const textOf = (step: Step): string => dataOf(step, NO_REST);

type Essence = Site & {
  /** Which institution a step builds. */
  readonly name: InstitutionName | undefined;
  readonly strangers: ReadonlyMap<string, string>;
  /** What is left out of the essence. */
  readonly told: Set<string>;
};

/** What a step does, apart from what concerns unknown institutions alone. */
function essenceOf(step: Step, context: Essence): string {
  if (!("template" in step)) return textOf(step);
  const data = patched(step, context.deployer);
  const rest = textOf({ ...step, template: "0x", patches: "0x" });
  if (step.kind !== "create")
    return JSON.stringify([rest, callsIn(data).filter((call) => !isOfStranger(call, context))]);
  const { name, codes, strangers, told } = context;
  if (name === undefined || !isKnown(name)) return data;
  const contract = contractsOf(name).find((one) => data.startsWith(codes(one).creation));
  if (contract === undefined) return data;
  const encoded = `0x${data.slice(codes(contract).creation.length)}`;
  return JSON.stringify([rest, contract, termsApart(name, { contract, arguments: encoded }, { strangers, told })]);
}

/** The calls that a call to the authority comes to. */
function callsIn(data: string): string[] {
  const call = callIn(authority, data);
  return call?.name === "multicall" ? [...(call.args[0] as Iterable<string>)] : [data];
}

/** Whether a call to the authority says something of an unknown institution, and gives it no power over the nation's government. */
function isOfStranger(data: string, { strangers, told }: Pick<Essence, "strangers" | "told">): boolean {
  const call = callIn(authority, data);
  const args = call?.args;
  if (call?.name === "setTargetFunctionRole") {
    const name = strangers.get(String(args![0]));
    if (name !== undefined) told.add(`the constitution says who may do what in the institution ${quoted(name)}`);
    return name !== undefined;
  }
  if (call?.name === "grantRole") {
    const name = strangers.get(String(args![1]));
    const isMinor = isGivenAway(args![0] as bigint);
    if (name !== undefined && isMinor)
      told.add(`the institution ${quoted(name)} is given the role ${roleName(args![0] as bigint)}`);
    return name !== undefined && isMinor;
  }
  if (call?.name === "labelRole" && roleName(args![0] as bigint) === String(args![0])) {
    told.add(`role ${args![0] as bigint} is called ${quoted(String(args![1]))}`);
    return true;
  }
  return false;
}

/** Whether a founding may give a role to an institution that this software does not know: never what governs. */
export const isGivenAway = (role: bigint): boolean => role !== roles.government && role !== roles.constitutional;

const roleName = (role: bigint): string => Object.entries(roles).find(([, one]) => one === role)?.[0] ?? String(role);
