import type { ChainLog } from "../../core/evidence";
import { Findings, type Check } from "../../core/findings";
import { spine } from "../../institutions/spine";
import type { LoggedEvent } from "./claims";
import type { Explained } from "./explain";
import { valuesText, type Decision } from "./proposals";
import { isBefore } from "./reading";

/** Changes that are compared, and told, each by itself: elsewhere, with what was founded beside it. */
const TOLD = [
  "ArticleAmended",
  "ArticleEnacted",
  "ArticleRepealed",
  "AuthorityUpdated",
  "DaoURIChanged",
  "DomainChanged",
  "FlagChanged",
  "InstitutionAppointed",
  "MinDelayChange",
  "MottoChanged",
  "NameChanged",
  "OfficerAppointed",
  "OfficerDismissed",
  "ProvisionRatified",
  "ProvisionSet",
  "ProvisionTried",
  "RandomnessAppointed",
  "RoleGranted",
  "RoleRevoked",
  "TargetFunctionRoleUpdated",
];

/** What the timelock and the governor tell of a decision itself. */
const isOfItself = ({ institution }: LoggedEvent): boolean =>
  institution === spine.executive.name || institution === spine.assembly.name;

/**
 * Tells of every log that nothing explains, of what was begun before the nation was the government's, of every decision that was
 * carried out, and of what it changed.
 *
 * @param handedOver The log of the plan's last step.
 * @param powerful The accounts that have power in the nation: of its deployer, and of the founded institutions with a role.
 */
export function checkExplained(
  { unexplained, decisions, cases, cancelled }: Explained,
  { handedOver, powerful }: { readonly handedOver: ChainLog | undefined; readonly powerful: readonly string[] },
): Check[] {
  const powers = new Findings("powers");
  for (const one of unexplained) {
    const [title, values] =
      "event" in one
        ? [`${one.event.name} of ${one.institution}`, valuesText(one.event.fragment.inputs, one.event.args)]
        : [`A log of ${one.institution}`, "of an event that this software does not know"];
    powers.add(
      title,
      "fault",
      `${values}: in block ${one.log.blockNumber}, and neither the plan nor a decision explains it`,
    );
  }

  const early = new Findings("founding acts");
  const isEarly = (log: ChainLog) => handedOver === undefined || isBefore(log, handedOver);
  for (const { name, created } of decisions.filter(({ created: log }) => isEarly(log)))
    early.add("A decision from before the hand-over", "fault", `${name}, in block ${created.blockNumber}`);
  for (const { event, log, isTold } of cases.filter((one) => isEarly(one.log))) {
    const [number, arbitrable] = [event.args[0] as bigint, String(event.args.arbitrable)];
    // The court hears everybody from its creation on, and the tribunal from when it has its role: what a person brings, be it by
    // an institution that says so, is the person's.
    const isOfPower = powerful.includes(arbitrable) && !isTold;
    early.add(
      "A case from before the hand-over",
      isOfPower ? "fault" : "founded",
      `case ${number}, in block ${log.blockNumber}, ${isOfPower ? "" : "as anyone may, "}brought by ${arbitrable}`,
    );
  }

  const changes = new Findings("decisions");
  for (const decision of decisions.filter(({ executed }) => executed !== undefined)) {
    changes.add(capitalized(decision.name), "founded", `was carried out: ${callsOf(decision)}`);
    for (const { institution, event } of decision.effects.filter(
      (one) => !isOfItself(one) && !TOLD.includes(one.event.name),
    )) {
      const values = valuesText(event.fragment.inputs, event.args);
      changes.add(`${event.name} of ${institution}`, "changed", `${values}, by ${decision.name}`);
    }
  }
  for (const { event, log } of cancelled) {
    const decision = decisions.find(({ operation }) => operation === event.args.id);
    const what = decision?.name ?? `operation ${String(event.args.id)}`;
    changes.add("Cancelled of timelock", "changed", `${what}, in block ${log.blockNumber}, by who may cancel there`);
  }
  return [...powers.checks, ...early.checks, ...changes.checks];
}

const capitalized = (text: string): string => text[0].toUpperCase() + text.slice(1);

const callsOf = ({ calls }: Decision): string => calls.map(({ text }) => text).join("; ");
