import { Findings, type Check } from "../../core/findings";
import type { Inspection, DecodedLog } from "../../core/inspection";
import { roles } from "../../core/roles";
import { declarationOf } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { namesOf } from "../institutions";
import type { FoundingRecord } from "../journal";
import { isBefore, toldBy } from "./reading";

/** The log by which the deployer handed over; undefined if there is none. */
export const handOverIn = async (inspection: Inspection, deployer: string): Promise<DecodedLog | undefined> =>
  (await inspection.queryLogs([spine.authority.name], ["RoleRevoked"])).find(
    ({ event: { args } }) => args.roleId === roles.government && args.account === deployer,
  );

/** Whether a log stands before the hand-over: what follows in the same block is the nation's own. All do if there was none. */
export const isUntil =
  (handOver: DecodedLog | undefined) =>
  ({ log }: DecodedLog): boolean =>
    handOver === undefined || isBefore(log, handOver.log);

/** Checks that the deployer handed over, and did nothing before that the charter does not say. */
export async function checkActs(
  inspection: Inspection,
  record: Pick<FoundingRecord, "deployer" | "institutions"> & Partial<Pick<FoundingRecord, "citizens">>,
): Promise<Check[]> {
  const findings = new Findings("founding acts");
  const { deployer, citizens } = record;
  const renounced = await handOverIn(inspection, deployer);
  findings.expect("The hand-over", renounced !== undefined, {
    good: `in block ${renounced?.log.blockNumber}: the deployer holds nothing`,
    bad: `${deployer} has not given up the government's power`,
  });

  const before = async (name: string, events: readonly string[]) =>
    (await inspection.queryLogs([name], events)).filter(isUntil(renounced));

  if (citizens !== undefined) {
    const named = ({ event: { args } }: DecodedLog, key: string) => citizens.includes(String(args[key]));
    const admitted = await before(spine.register.name, ["CitizenAdmitted"]);
    const invited = await before(spine.register.name, ["AdmissionInvited"]);
    const strangers = [
      ...admitted.filter((one) => !named(one, "holder")),
      ...invited.filter((one) => !named(one, "invitee")),
    ];
    const missing = citizens.filter(
      (account) =>
        ![
          ...admitted.map(({ event }) => String(event.args.holder)),
          ...invited.map(({ event }) => String(event.args.invitee)),
        ].includes(account),
    );
    findings.expect("The founding citizens", strangers.length === 0 && missing.length === 0, {
      good: `${admitted.length} admitted, ${citizens.length - admitted.length} invited, and nobody else`,
      bad:
        strangers.length > 0
          ? `${strangers.length} were admitted or invited whom the charter does not name`
          : `${missing.length} were neither admitted nor invited: ${await whyLeftOut(inspection, { deployer, missing })}`,
    });
  }

  const beyond: DecodedLog[] = [];
  for (const name of namesOf(record.institutions)) {
    const { neverFounding = [] } = declarationOf(name);
    if (neverFounding.length > 0) beyond.push(...(await before(name, neverFounding)));
  }
  findings.expect("Other acts of the founding", beyond.length === 0, {
    good: "none",
    bad: beyond.map(({ event, institution }) => `${event.name} of ${institution}`).join(", "),
  });
  return findings.checks;
}

/** Why founding citizens were left out, as far as the deployer's logs tell. */
async function whyLeftOut(
  { evidence }: Inspection,
  { deployer, missing }: { readonly deployer: string; readonly missing: readonly string[] },
): Promise<string> {
  const invited = (await evidence.logsOf([deployer])).map(toldBy).filter((event) => event?.name === "FounderInvited");
  const isLate = missing.every((account) => invited.some((event) => event!.args[0] === account));
  return isLate
    ? "when the step came that invites them, the invitations before it had ended, and no more were sent"
    : "no step let them in";
}
