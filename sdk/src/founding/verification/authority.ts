import { id, ZeroHash } from "ethers";
import { Findings, type Check } from "../../core/findings";
import type { Inspection, DecodedLog } from "../../core/inspection";
import { roles } from "../../core/roles";
import { spine } from "../../institutions/spine";
import { isManaged, powers, roleOf } from "../powers";
import { checkOffices } from "./offices";
import { accountsIn, checkRoles, membersOf, nameOfRole, onlyOnce, type Expected } from "./roles";
import type { Subject } from "./subjects";

const { authority, assembly, executive } = spine;

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
    findings.add(
      "The constitution's settings",
      lawful ? "changed" : "fault",
      odd.map(({ title }) => title).join(", ") + (lawful ? inspection.because(touched) : ""),
    );
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
        `${signature} is for ${nameOfRole(found)}, not ${nameOfRole(due)}${inspection.because(acts)}`,
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
      `${strange.length} were given a role${inspection.because(strange)}`,
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

async function checkTimelock(inspection: Inspection, { deployer, named }: Expected): Promise<Check[]> {
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
  const pairs = onlyOnce([
    ...everyRole.flatMap((role) => everyone.map((account) => ({ role, account }))),
    ...accountsIn(named, executive.name),
  ]);
  const answers = await inspection.multicall(
    "the timelock's roles",
    pairs.map(({ role, account }) => inspection.encodeRead(executive.name, "hasRole", [role, account])),
  );
  for (const [index, { role, account }] of pairs.entries()) {
    const key = `${role} ${account}`;
    const holds = answers[index][0] as boolean;
    const acts = members.get(key)?.acts ?? [];
    const title = `Timelock's ${TIMELOCK_ROLES[role] ?? role}`;
    // Its code is proved: it holds what its logs tell.
    if (holds !== (members.get(key)?.holds ?? false)) {
      findings.add(
        title,
        "incomplete",
        `${account} ${holds ? "holds it" : "does not hold it"}, and the logs tell otherwise`,
      );
      continue;
    }
    if (holds === due.includes(key)) {
      if (holds) findings.add(title, "founded", account === timelock ? "is the timelock itself" : "is the governor");
    } else if (inspection.areLawful(acts.slice(due.includes(key) ? 1 : 0))) {
      const words = holds ? "was added" : "was removed";
      findings.add(title, "changed", `${account} ${words} by the government${inspection.because(acts)}`);
    } else {
      findings.add(title, "fault", `${account} ${holds ? "holds it, too" : "does not hold it"}`);
    }
  }
  const admins = logs.filter(({ event }) => event.name === "RoleAdminChanged");
  if (admins.length > 0)
    findings.add(
      "Timelock's admins of roles",
      inspection.areLawful(admins) ? "changed" : "fault",
      `were changed${inspection.because(admins)}`,
    );
  return findings.checks;
}
