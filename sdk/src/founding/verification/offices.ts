import { Findings, type Check } from "../../core/findings";
import type { Inspection, DecodedLog } from "../../core/inspection";
import { roles } from "../../core/roles";
import { moment } from "../../core/units";
import { spine } from "../../institutions/spine";
import { citizenNamed, type Charter } from "../charter";
import { toldBy } from "./reading";
import { nameOfRole, type Expected } from "./roles";

const { authority, register } = spine;

const dateOf = (until: bigint): string => moment.format(moment.from(until));

/** The offices that a charter can give. */
const FOUNDED_OFFICES: readonly Charter["offices"][number]["role"][] = ["registrar"];

/** Compares the offices with those of the charter, or with what any charter can give. */
export async function checkOffices(
  inspection: Inspection,
  logs: readonly DecodedLog[],
  expected: Expected,
): Promise<Check[]> {
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
  findings.checks.push(...(await checkUntold(inspection, expected, offices)));
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

/** Asks for the offices that calls name, and of which no log tells. */
async function checkUntold(
  inspection: Inspection,
  { named }: Expected,
  told: ReadonlyMap<string, unknown>,
): Promise<Check[]> {
  const findings = new Findings("evidence");
  const untold = named.filter(({ role, citizenId }) => citizenId !== undefined && !told.has(`${role} ${citizenId}`));
  const answers = await inspection.multicall(
    "the offices that decisions name",
    untold.map(({ role, citizenId }) => inspection.encodeRead(authority.name, "officeOf", [role, citizenId])),
  );
  for (const [index, { role, citizenId }] of untold.entries()) {
    if ((answers[index][0] as bigint) === 0n) continue;
    const title = `Office of ${nameOfRole(BigInt(role))} of citizen ${citizenId}`;
    findings.add(title, "incomplete", "is held, though no log tells of it");
  }
  return findings.checks;
}

/** The offices that a deployer did not fill, as `role holder`. */
async function officesLeftOpen({ evidence }: Inspection, deployer: string): Promise<ReadonlySet<string>> {
  const told = (await evidence.logsOf([deployer])).map(toldBy);
  return new Set(
    told
      .filter((event) => event?.name === "OfficeLeftOpen")
      .map((event) => `${event!.args[0] as bigint} ${event!.args[1] as string}`),
  );
}
