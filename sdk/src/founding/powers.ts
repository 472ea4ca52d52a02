import type { FunctionFragment, Interface } from "ethers";
import { parseAccess, type Access } from "../core/access";
import { roles, type RoleName } from "../core/roles";
import { documentedAccess } from "../generated/powers";
import { powerOrder, type Power } from "../institutions/powers";
import { declarationOf, institutionNames, type InstitutionName } from "../institutions/registry";
import { deployerInterface, interfaceOf } from "./institutions";

export { roles, type Power };

/** The labels that the constitution gives to its roles; the government's cannot be labelled. */
export const roleLabels = Object.fromEntries(
  Object.keys(roles).flatMap((role) => (role === "government" ? [] : [[role, role]])),
) as { readonly [Role in Exclude<RoleName, "government">]: Role };

/** A contract of the table: the institutions, and the deployer that created them. */
export type PoweredName = InstitutionName | "deployer";

/** The contracts of the table. */
export const poweredNames: readonly PoweredName[] = ["deployer", ...institutionNames];

/** The interface of a contract of the table. */
export const spokenBy = (name: PoweredName): Interface => (name === "deployer" ? deployerInterface : interfaceOf(name));

/** One line of the table. */
export interface PowerEntry {
  readonly contract: PoweredName;
  readonly power: Power;
  readonly function: FunctionFragment;
  /** As an institution is asked for it: `invite(address[],uint40)`. */
  readonly signature: string;
  readonly selector: string;
  /** Whether the constitution marks the function, so that a proposal that calls it changes the constitution. */
  readonly constitutional: boolean;
  readonly note: string | undefined;
}

let entries: readonly PowerEntry[] | undefined;

/**
 * The ONE table of powers, line by line: for each contract, who may call each function that changes state. The contracts'
 * documentation says it, and for what they inherit the institutions' declarations. The table grants (`setTargetFunctionRole` of the
 * founding), verifies, tests (whoever is not named here is turned away) and documents itself (docs/powers.md).
 */
export function powers(): readonly PowerEntry[] {
  entries ??= poweredNames.flatMap(entriesOf);
  return entries;
}

/** Whether every call to an institution makes a proposal constitutional, whatever function it names. */
export const isWhollyConstitutional = (name: PoweredName): boolean =>
  name !== "deployer" && declarationOf(name).constitutional === true;

function entriesOf(contract: PoweredName): PowerEntry[] {
  const iface = spokenBy(contract);
  const lines: PowerEntry[] = [...documentedOf(contract), ...inheritedBy(contract)].map(([method, access]) => {
    const fragment = iface.getFunction(method)!;
    return {
      contract,
      // The generation refuses what is no power.
      power: access.power as Power,
      function: fragment,
      signature: fragment.format("sighash"),
      selector: fragment.selector,
      constitutional: access.constitutional,
      note: access.note,
    };
  });
  const rank = ({ power }: PowerEntry) => powerOrder.indexOf(power);
  return lines.sort((a, b) => rank(a) - rank(b));
}

function documentedOf(contract: PoweredName): [method: string, Access][] {
  const source = contract === "deployer" ? "NationDeployer" : declarationOf(contract).contract;
  return (documentedAccess[source] ?? []).map(({ signature, power, constitutional = false, note }) => [
    signature,
    { power, constitutional, note },
  ]);
}

function inheritedBy(contract: PoweredName): [method: string, Access][] {
  const inherited = contract === "deployer" ? {} : (declarationOf(contract).inherited ?? {});
  return Object.entries(inherited).flatMap(([line, methods]) => {
    const access = parseAccess(line) ?? { power: line, constitutional: false, note: undefined };
    return methods.map((method): [string, Access] => [method, access]);
  });
}

/** The powers that the constitution decides on: what its table of function roles must say. */
const DECIDED: readonly RoleName[] = (Object.keys(roles) as RoleName[]).filter(
  (role) => role !== "government" && role !== "constitutional",
);

/** Whether the authority governs an institution by roles of functions; its own acts, and the timelock's, are guarded by themselves. */
export const isManaged = (name: InstitutionName): boolean => interfaceOf(name).hasFunction("authority()");

const roleNameOf = ({ power, constitutional }: Pick<PowerEntry, "power" | "constitutional">): RoleName =>
  constitutional ? "constitutional" : (DECIDED.find((role) => role === power) ?? "government");

/** The role that a function of a governed institution must have: the government's, unless another is named. */
export const roleOf = (entry: Pick<PowerEntry, "power" | "constitutional">): bigint => roles[roleNameOf(entry)];

/** What the constitution is told of some institutions: the functions whose role is not simply the government's. */
export function functionRoles(
  names: readonly InstitutionName[],
): { institution: InstitutionName; role: bigint; selectors: string[] }[] {
  return names.filter(isManaged).flatMap((institution) =>
    ([...DECIDED, "constitutional"] as const).flatMap((role) => {
      const selectors = powers()
        .filter((entry) => entry.contract === institution && roleNameOf(entry) === role)
        .map(({ selector }) => selector);
      return selectors.length === 0 ? [] : [{ institution, role: roles[role], selectors }];
    }),
  );
}
