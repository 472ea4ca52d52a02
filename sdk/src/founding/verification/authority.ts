import { id, ZeroHash } from "ethers";
import { Findings, type Check } from "../../core/findings";
import type { Inspection, DecodedLog } from "../../core/inspection";
import { roles } from "../../core/roles";
import { moment } from "../../core/units";
import { spine } from "../../institutions/spine";
import { citizenNamed, type Charter } from "../charter";
import { deployerInterface } from "../institutions";
import type { FoundingRecord } from "../journal";
import { rolesHeld } from "../plan";
import { isManaged, powers, roleOf } from "../powers";
import { isGivenAway } from "./likeness";
import type { Subject } from "./subjects";

const { authority, register, assembly, executive } = spine;

const roleNames: Record<string, string> = Object.fromEntries(
  Object.entries(roles).map(([name, role]) => [String(role), name]),
);
const dateOf = (until: bigint): string => moment.format(moment.from(until));
const nameOfRole = (role: bigint): string => roleNames[String(role)] ?? `role ${role}`;

/** What a nation's record tells of who should hold what. */
export type Expected = Pick<FoundingRecord, "deployer"> &
  Partial<Pick<FoundingRecord, "charter" | "citizens" | "founder">> & {
    /** Every institution that is verified, the replaced ones, too. */
    readonly subjects: readonly Subject[];
    /** Those that hold their names today, or held them last. */
    readonly inView: readonly Subject[];
    /** The accounts of founded institutions that this software does not know. */
    readonly unknown: readonly string[];
  };

/**
 * Compares every role on every contract with what the founding leaves behind, and what adoptions do: the government, the
 * institutions, and the charter's officers.
 */
export async function checkAuthority(inspection: Inspection, expected: Expected): Promise<Check[]> {
  const logs = await inspection.queryLogs([authority.name]);
  return [
    ...(await checkRoles(inspection, logs, expected)),
    ...(await checkOffices(inspection, logs, expected)),
    ...(await checkSettings(inspection, logs, expected)),
    ...(await checkFunctionRoles(inspection, logs, expected)),
    ...(await checkAuthorities(inspection, expected)),
    ...(await checkTimelock(inspection, expected)),
  ];
}

/** Members of a role, folded from the logs that granted and revoked it; each with the logs that concern it. */
function membersOf(
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

async function checkRoles(
  inspection: Inspection,
  logs: readonly DecodedLog[],
  { deployer, founder, subjects, unknown }: Expected,
): Promise<Check[]> {
  const findings = new Findings("powers");
  const members = membersOf(logs, "RoleGranted", "RoleRevoked");
  const held = subjects.flatMap(({ name, address, origin, isCurrent }) =>
    rolesHeld([name]).map(({ id }) => ({ name, id, holder: address, origin, isCurrent })),
  );
  const keysOf = (origin: Subject["origin"]) =>
    held.filter((one) => one.origin === origin).map(({ id, holder }) => `${id} ${holder}`);
  const expected = keysOf("founded");
  const adopted = keysOf("adopted");
  const former = held
    .filter((one) => one.origin === "founded" && !one.isCurrent)
    .map((one) => `${one.id} ${one.holder}`);
  const known = new Map<string, string>([
    ...(founder === undefined ? [] : [[founder, "the founder"] as const]),
    [deployer, "the deployer"],
    ...held.map(({ name, holder, isCurrent }): [string, string] => [
      holder,
      name === executive.name ? "the government" : isCurrent ? `the ${name}` : `the former ${name}`,
    ]),
  ]);

  const everyone = [...new Set([...[...members.values()].map(({ account }) => account), ...known.keys()])];
  const everyRole = [
    ...new Set([...[...members.values()].map(({ role }) => role), ...Object.values(roles).map(String)]),
  ];
  const pairs = everyRole.flatMap((role) => everyone.map((account) => ({ role, account })));
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

/** The offices that a charter can give. */
const FOUNDED_OFFICES: readonly Charter["offices"][number]["role"][] = ["registrar"];

async function checkOffices(inspection: Inspection, logs: readonly DecodedLog[], expected: Expected): Promise<Check[]> {
  const findings = new Findings("powers");
  const offices = new Map<string, { role: bigint; citizenId: bigint; until: bigint; acts: DecodedLog[] }>();
  for (const one of logs) {
    const { name, args } = one.event;
    if (name !== "OfficerAppointed" && name !== "OfficerDismissed" && name !== "OfficerResigned") continue;
    const [role, citizenId] = [args[0] as bigint, args[1] as bigint];
    const key = `${role} ${citizenId}`;
    const office = offices.get(key) ?? { role, citizenId, until: 0n, acts: [] };
    office.until = name === "OfficerAppointed" ? (args[3] as bigint) : 0n;
    // Whoever lays down an office needs nobody's leave.
    if (name !== "OfficerResigned") office.acts.push(one);
    offices.set(key, office);
  }
  const { charter, citizens } = expected;
  if (charter === undefined || citizens === undefined) {
    for (const { role, citizenId, until, acts } of offices.values()) {
      const title = `Office of ${nameOfRole(role)} of citizen ${citizenId}`;
      const words = until === 0n ? "is over" : `until ${dateOf(until)}`;
      if (inspection.areLawful(acts)) findings.add(title, "changed", words + inspection.because(acts));
      else if (FOUNDED_OFFICES.some((one) => roles[one] === role)) findings.add(title, "founded", words);
      else findings.add(title, "fault", `${words}: no charter can give it, and no decision did`);
    }
    return findings.checks;
  }

  const holders = charter.offices.map(({ citizen }) => citizens[citizenNamed(charter, citizen)!]);
  const ids = await inspection.queryLogs([register.name], ["CitizenAdmitted"]);
  const idOf = (account: string) =>
    ids.find(({ event }) => event.args.holder === account)?.event.args.citizenId as bigint | undefined;
  const due = charter.offices.map(({ role }, index) => `${roles[role]} ${idOf(holders[index])}`);
  const leftOpen = await officesLeftOpen(inspection, expected.deployer);
  for (const [index, key] of due.entries()) {
    const { role, citizen } = charter.offices[index];
    if (offices.has(key)) continue;
    const title = `Office of ${role} of ${citizen}`;
    // The deployer has the code of this software, and tells so only where the officer was not in.
    if (leftOpen.has(`${roles[role]} ${holders[index]}`))
      findings.add(title, "founded", "was left open: the officer was not a citizen yet");
    else findings.add(title, "fault", "was never given");
  }
  const list = [...offices.entries()];
  const answers = await inspection.multicall(
    "the offices",
    list.map(([, { role, citizenId }]) => inspection.encodeRead(authority.name, "officeOf", [role, citizenId])),
  );
  for (const [index, [key, { role, citizenId, until, acts }]] of list.entries()) {
    const title = `Office of ${nameOfRole(role)} of citizen ${citizenId}`;
    const isDue = due.includes(key);
    const since = isDue ? acts.slice(1) : acts;
    if ((answers[index][0] as bigint) !== until) findings.add(title, "incomplete", "is otherwise than its logs tell");
    else if (isDue && since.length === 0)
      findings.add(title, "founded", until === 0n ? "was laid down" : `until ${dateOf(until)}`);
    else if (inspection.areLawful(since))
      findings.add(
        title,
        "changed",
        (until === 0n ? "was ended" : `until ${dateOf(until)}`) + inspection.because(since),
      );
    else findings.add(title, "fault", "was given, though the charter does not name it");
  }
  return findings.checks;
}

/** The offices that a deployer did not fill, as `role holder`. */
async function officesLeftOpen({ evidence }: Inspection, deployer: string): Promise<ReadonlySet<string>> {
  const told = (await evidence.logsOf([deployer])).map((log) => deployerInterface.parseLog(log));
  return new Set(
    told
      .filter((event) => event?.name === "OfficeLeftOpen")
      .map((event) => `${event!.args[0] as bigint} ${event!.args[1] as string}`),
  );
}

/** Everything in the constitution that could give power by a back door, and that the founding never touches. */
const SETTINGS = [
  "RoleAdminChanged",
  "RoleGuardianChanged",
  "RoleGrantDelayChanged",
  "TargetClosed",
  "TargetAdminDelayUpdated",
];

async function checkSettings(
  inspection: Inspection,
  logs: readonly DecodedLog[],
  { inView }: Expected,
): Promise<Check[]> {
  const findings = new Findings("powers");
  const touched = logs.filter(({ event }) => SETTINGS.includes(event.name));
  if (touched.length === 0)
    findings.add("Admins, guardians and delays of roles, closed targets", "founded", "none was ever set");
  else if (inspection.areLawful(touched))
    findings.add(
      "Admins, guardians and delays of roles, closed targets",
      "changed",
      `${touched.length} times${inspection.because(touched)}`,
    );
  else
    findings.add("Admins, guardians and delays of roles, closed targets", "fault", "were set, and no decision did it");

  const asked = Object.values(roles).flatMap((role) => [
    {
      title: `Admin of role ${nameOfRole(role)}`,
      read: inspection.encodeRead(authority.name, "getRoleAdmin", [role]),
    },
    {
      title: `Guardian of role ${nameOfRole(role)}`,
      read: inspection.encodeRead(authority.name, "getRoleGuardian", [role]),
    },
    {
      title: `Grant delay of role ${nameOfRole(role)}`,
      read: inspection.encodeRead(authority.name, "getRoleGrantDelay", [role]),
    },
  ]);
  const targets = inView.flatMap(({ name, address }) => [
    {
      title: `Admin delay of ${name}`,
      read: inspection.encodeRead(authority.name, "getTargetAdminDelay", [address]),
    },
    { title: `Closing of ${name}`, read: inspection.encodeRead(authority.name, "isTargetClosed", [address]) },
  ]);
  const all = [...asked, ...targets];
  const answers = await inspection.multicall(
    "the constitution's settings",
    all.map(({ read }) => read),
  );
  const odd = all.filter((_, index) => Boolean(answers[index][0]) && answers[index][0] !== 0n);
  const lawful = odd.length > 0 && inspection.areLawful(touched);
  if (odd.length === 0)
    findings.add("The constitution's settings", "founded", "all are the government's, without delay");
  else
    findings.add("The constitution's settings", lawful ? "changed" : "fault", odd.map(({ title }) => title).join(", "));
  return findings.checks;
}

async function checkFunctionRoles(
  inspection: Inspection,
  logs: readonly DecodedLog[],
  { subjects, inView, unknown }: Expected,
): Promise<Check[]> {
  const findings = new Findings("powers");
  const updates = logs.filter(({ event }) => event.name === "TargetFunctionRoleUpdated");
  const entriesOf = ({ name }: Subject) => powers().filter(({ contract }) => contract === name);
  const former = subjects.filter((one) => !inView.includes(one));
  const managed = [...inView, ...former].filter(({ name }) => isManaged(name));
  const table = managed.flatMap((subject) =>
    entriesOf(subject).map((entry) => ({ ...entry, target: subject.address })),
  );
  const answers = await inspection.multicall(
    "the roles of functions",
    table.map(({ target, selector }) =>
      inspection.encodeRead(authority.name, "getTargetFunctionRole", [target, selector]),
    ),
  );
  const actsOn = (target: string, selector: string) =>
    updates.filter(({ event: { args } }) => args.target === target && args.selector === selector);

  for (const subject of managed) {
    const isFormer = former.includes(subject);
    const wrong: string[] = [];
    const changed: string[] = [];
    for (const [index, entry] of table.entries()) {
      const { selector, signature, target } = entry;
      if (target !== subject.address) continue;
      const [found, due] = [answers[index][0] as bigint, roleOf(entry)];
      if (found === due) continue;
      const acts = actsOn(target, selector).slice(due === roles.government ? 0 : 1);
      (inspection.areLawful(acts) ? changed : wrong).push(
        `${signature} is for ${nameOfRole(found)}, not ${nameOfRole(due)}`,
      );
    }
    const finding = wrong.length > 0 ? "fault" : changed.length > 0 ? "changed" : "founded";
    // Others may know it still, and what it lets them do.
    if (isFormer && finding === "founded") continue;
    findings.add(
      `Who may do what in ${isFormer ? "the former " : ""}${subject.name}`,
      finding,
      [...wrong, ...changed].join("; ") || "as the table of powers says",
    );
  }

  const known = new Set(
    subjects
      .filter(({ name }) => isManaged(name))
      .flatMap((subject) => entriesOf(subject).map(({ selector }) => `${subject.address} ${selector}`)),
  );
  // What an unknown institution lets others do concerns nobody but itself.
  const strange = updates.filter(
    ({ event: { args } }) => !known.has(`${args.target} ${args.selector}`) && !unknown.includes(String(args.target)),
  );
  const lawful = inspection.areLawful(strange);
  if (strange.length > 0)
    findings.add(
      "Functions beside the table of powers",
      lawful ? "changed" : "fault",
      `${strange.length} were given a role`,
    );
  return findings.checks;
}

async function checkAuthorities(inspection: Inspection, { inView }: Expected): Promise<Check[]> {
  const findings = new Findings("powers");
  const managed = inView.map(({ name }) => name).filter(isManaged);
  const answers = await inspection.multicall(
    "the institutions' authority",
    managed.map((name) => inspection.encodeRead(name, "authority")),
  );
  const updates = await inspection.queryLogs(managed, ["AuthorityUpdated"]);
  for (const [index, name] of managed.entries()) {
    const found = String(answers[index][0]);
    const since = updates.filter(({ institution }) => institution === name).slice(1);
    const title = `The authority over ${name}`;
    if (found === inspection.addresses[authority.name] && since.length === 0)
      findings.add(title, "founded", "is the constitution");
    else if (inspection.areLawful(since)) findings.add(title, "changed", `is ${found}${inspection.because(since)}`);
    else findings.add(title, "fault", `is ${found}, not the constitution`);
  }
  return findings.checks;
}

const TIMELOCK_ROLES: Readonly<Record<string, string>> = {
  [ZeroHash]: "admin",
  [id("PROPOSER_ROLE")]: "proposer",
  [id("EXECUTOR_ROLE")]: "executor",
  [id("CANCELLER_ROLE")]: "canceller",
};

async function checkTimelock(inspection: Inspection, { deployer }: Expected): Promise<Check[]> {
  const findings = new Findings("powers");
  const { [assembly.name]: governor, [executive.name]: timelock } = inspection.addresses;
  const logs = await inspection.queryLogs([executive.name], ["RoleGranted", "RoleRevoked", "RoleAdminChanged"]);
  const members = membersOf(logs, "RoleGranted", "RoleRevoked");
  const due = Object.keys(TIMELOCK_ROLES).map((role) => `${role} ${role === ZeroHash ? timelock : governor}`);

  const everyone = [
    ...new Set([
      ...[...members.values()].map(({ account }) => account),
      deployer,
      governor,
      timelock,
      `0x${"0".repeat(40)}`,
    ]),
  ];
  const everyRole = [...new Set([...[...members.values()].map(({ role }) => role), ...Object.keys(TIMELOCK_ROLES)])];
  const pairs = everyRole.flatMap((role) => everyone.map((account) => ({ role, account })));
  const answers = await inspection.multicall(
    "the timelock's roles",
    pairs.map(({ role, account }) => inspection.encodeRead(executive.name, "hasRole", [role, account])),
  );
  for (const [index, { role, account }] of pairs.entries()) {
    const key = `${role} ${account}`;
    const holds = answers[index][0] as boolean;
    const acts = members.get(key)?.acts ?? [];
    const title = `Timelock's ${TIMELOCK_ROLES[role] ?? role}`;
    if (holds === due.includes(key)) {
      if (holds) findings.add(title, "founded", account === timelock ? "is the timelock itself" : "is the governor");
    } else if (inspection.areLawful(acts.slice(due.includes(key) ? 1 : 0))) {
      findings.add(title, "changed", `${account} ${holds ? "was added" : "was removed"} by the government`);
    } else {
      findings.add(title, "fault", `${account} ${holds ? "holds it, too" : "does not hold it"}`);
    }
  }
  const admins = logs.filter(({ event }) => event.name === "RoleAdminChanged");
  if (admins.length > 0)
    findings.add("Timelock's admins of roles", inspection.areLawful(admins) ? "changed" : "fault", "were changed");
  return findings.checks;
}
