import { Findings, type Check } from "../../core/findings";
import type { Inspection, DecodedLog } from "../../core/inspection";
import { keptRoles, roles } from "../../core/roles";
import type { InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import type { FoundingRecord } from "../journal";
import { rolesHeld } from "../plan";
import { isGivenAway } from "./likeness";
import type { Named } from "./explanations";
import type { Subject } from "./subjects";

const { authority, executive } = spine;

const roleNames: Record<string, string> = Object.fromEntries(
  Object.entries(roles).map(([name, role]) => [String(role), name]),
);
/** A role by the name that people know. */
export const nameOfRole = (role: bigint): string => roleNames[String(role)] ?? `role ${role}`;

/** What a nation's record tells of who should hold what. */
export type Expected = Pick<FoundingRecord, "deployer"> &
  Partial<Pick<FoundingRecord, "charter" | "citizens" | "founder">> & {
    /** Every institution that is verified, the replaced ones, too. */
    readonly subjects: readonly Subject[];
    /** Those that hold their names today, or held them last. */
    readonly inView: readonly Subject[];
    /** Those that decisions appointed, and that are no institutions any more. */
    readonly former: readonly { readonly name: InstitutionName; readonly address: string }[];
    /** The accounts of founded institutions that this software does not know. */
    readonly unknown: readonly string[];
    /** Whom carried-out calls name to hold a role, or an office. */
    readonly named: readonly Named[];
  };

/** Members of a role, folded from the logs that granted and revoked it; each with the logs that concern it. */
export function membersOf(
  logs: readonly DecodedLog[],
  granted: string,
  revoked: string,
): Map<string, { role: string; account: string; holds: boolean; acts: DecodedLog[] }> {
  const members = new Map<string, { role: string; account: string; holds: boolean; acts: DecodedLog[] }>();
  for (const one of logs) {
    const { name, args } = one.event;
    if (name !== granted && name !== revoked) continue;
    // The event of a grant in the constitution has delays before the account.
    const [role, account] = [String(args.roleId ?? args.role), String(args.account)];
    const key = `${role} ${account}`;
    const member = members.get(key) ?? { role, account, holds: false, acts: [] };
    member.holds = name === granted;
    member.acts.push(one);
    members.set(key, member);
  }
  return members;
}

interface Pair {
  readonly role: string;
  readonly account: string;
}

/** The accounts that calls of an institution name to hold a role. */
export const accountsIn = (named: readonly Named[], by: InstitutionName): Pair[] =>
  named.flatMap(({ institution, role, account }) =>
    institution === by && account !== undefined ? [{ role, account }] : [],
  );

export const onlyOnce = (pairs: readonly Pair[]): Pair[] => [
  ...new Map(pairs.map((pair) => [`${pair.role} ${pair.account}`, pair])).values(),
];

/** Compares who holds which role, and ever held it. */
export async function checkRoles(
  inspection: Inspection,
  logs: readonly DecodedLog[],
  { deployer, founder, subjects, former: others, unknown, named }: Expected,
): Promise<Check[]> {
  const findings = new Findings("powers");
  const members = membersOf(logs, "RoleGranted", "RoleRevoked");
  const held = subjects.flatMap(({ name, address, origin, isCurrent }) =>
    rolesHeld([name]).map(({ id, role }) => ({ name, id, role, holder: address, origin, isCurrent })),
  );
  const keysOf = (origin: Subject["origin"]) =>
    held.filter((one) => one.origin === origin).map(({ id, holder }) => `${id} ${holder}`);
  const expected = keysOf("founded");
  const adopted = keysOf("adopted");
  const formerly = others.flatMap(({ name, address }) => rolesHeld([name]).map((one) => ({ ...one, holder: address })));
  const former = [...held.filter(({ origin, isCurrent }) => origin === "founded" && !isCurrent), ...formerly]
    .filter(({ role }) => !keptRoles.includes(role))
    .map((one) => `${one.id} ${one.holder}`);
  const known = new Map<string, string>([
    ...(founder === undefined ? [] : [[founder, "the founder"] as const]),
    [deployer, "the deployer"],
    ...others.map(({ name, address }) => [address, `the former ${name}`] as const),
    ...held.map(({ name, holder, isCurrent }): [string, string] => [
      holder,
      name === executive.name ? "the government" : isCurrent ? `the ${name}` : `the former ${name}`,
    ]),
  ]);

  const everyone = [...new Set([...[...members.values()].map(({ account }) => account), ...known.keys()])];
  const everyRole = [
    ...new Set([...[...members.values()].map(({ role }) => role), ...Object.values(roles).map(String)]),
  ];
  const pairs = onlyOnce([
    ...everyRole.flatMap((role) => everyone.map((account) => ({ role, account }))),
    ...accountsIn(named, authority.name),
  ]);
  const answers = await inspection.multicall(
    "who holds which role",
    pairs.map(({ role, account }) => inspection.encodeRead(authority.name, "getAccess", [role, account])),
  );

  const wasGiven = (member: { readonly acts: readonly DecodedLog[] } | undefined): boolean => {
    const grants = (member?.acts ?? []).filter(({ event }) => event.name === "RoleGranted");
    return grants.length === 0 || inspection.areLawful(grants);
  };
  for (const [index, { role, account }] of pairs.entries()) {
    const [since, currentDelay, pendingDelay] = answers[index] as unknown as [bigint, bigint, bigint];
    const key = `${role} ${account}`;
    const holds = since !== 0n;
    const member = members.get(key);
    const title = `Role ${nameOfRole(BigInt(role))} of ${known.get(account) ?? account}`;
    if (holds !== (member?.holds ?? false)) {
      findings.add(
        title,
        "incomplete",
        holds ? "is held, though no log granted it" : "is not held, though a log granted it",
      );
    } else if (holds && unknown.includes(account) && isGivenAway(BigInt(role)) && !inspection.areLawful(member!.acts)) {
      findings.add(title, "unknown", "is held, and this software does not know what for");
    } else if (holds && former.includes(key)) {
      findings.add(title, "fault", "is held still, though another has its place");
    } else if (!holds && !expected.includes(key) && key !== `${roles.government} ${deployer}` && !wasGiven(member)) {
      findings.add(title, "fault", "was held, and no decision gave it");
    } else if (!holds && adopted.includes(key)) {
      const isLawful = inspection.areLawful(member?.acts ?? []);
      findings.add(
        title,
        isLawful ? "changed" : "fault",
        isLawful ? `was given up by the government${inspection.because(member?.acts ?? [])}` : "is not held",
      );
    } else if (holds === expected.includes(key) && currentDelay === 0n && pendingDelay === 0n) {
      if (holds || account === deployer) findings.add(title, "founded", holds ? "is held" : "is not held");
    } else if (inspection.areLawful((member?.acts ?? []).slice(expected.includes(key) ? 1 : 0))) {
      findings.add(
        title,
        "changed",
        `was ${holds ? "granted" : "given up"} by the government${inspection.because(member?.acts ?? [])}`,
      );
    } else {
      findings.add(title, "fault", holds ? "is held, and the founding gave it to nobody else" : "is not held");
    }
  }
  return findings.checks;
}
