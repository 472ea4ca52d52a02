import type { ChainLog } from "../../core/evidence";
import { Findings, type Check } from "../../core/findings";
import { tellsSetting } from "../../core/log-rules";
import { declarationOf } from "../../institutions/registry";
import type { LoggedEvent } from "./claims";
import type { Explained } from "./explanations";
import { valuesText, type Decision } from "./proposals";
import { isBefore } from "./reading";

/** Changes that are compared with what was founded: elsewhere, where they are told. What came and went is told here. */
const COMPARED = [
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

/** What tells a provision once more. */
const isRepeated = ({ institution, event }: LoggedEvent): boolean =>
  tellsSetting(declarationOf(institution).logs, event.name);

/**
 * Tells of every log that nothing explains, of what was begun before the nation was the government's, of every decision that was
 * carried out, and of what it changed.
 *
 * @param handedOver The log of the plan's last step.
 * @param early The cases that were brought before the nation opened.
 * @param isTold Whether a comparison told of a log.
 * @param powerful The accounts that have power in the nation: of its deployer, and of the founded institutions with a role.
 */
export function checkExplained(
  { unexplained, decisions, cancelled, struck, official, missing }: Omit<Explained, "cases">,
  {
    handedOver,
    early: cases,
    powerful,
    isTold,
  }: {
    readonly handedOver: ChainLog | undefined;
    readonly early: Explained["cases"];
    readonly powerful: readonly string[];
    readonly isTold: (log: ChainLog) => boolean;
  },
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
  for (const { event, log, isTold } of cases) {
    const [number, arbitrable] = [event.args[0] as bigint, String(event.args.arbitrable)];
    // The court hears everybody from its creation on, and the tribunal from when it has its role: what a person brings, be it by
    // an institution that says so, is the person's.
    const isOfPower = powerful.includes(arbitrable) && !isTold;
    early.add(
      "A case from before the opening",
      isOfPower ? "fault" : "founded",
      `case ${number}, in block ${log.blockNumber}, ${isOfPower ? "" : "as anyone may, "}brought by ${arbitrable}`,
    );
  }

  const changes = new Findings("decisions");
  for (const decision of decisions.filter(({ executed }) => executed !== undefined)) {
    changes.add(capitalized(decision.name), "founded", `was carried out: ${callsOf(decision)}`);
    for (const { institution, event } of decision.effects.filter(
      (one) => !isRepeated(one) && !(COMPARED.includes(one.event.name) && isTold(one.log)),
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
  for (const { event, log } of struck) {
    const decision = decisions.find(({ operation }) => operation === event.args.id);
    const what = decision?.name ?? `operation ${String(event.args.id)}`;
    changes.add("OperationStruck of timelock", "founded", `${what}, in block ${log.blockNumber}, after a second vote`);
  }
  for (const [title, detail] of actsOf(official)) changes.add(title, "changed", detail);

  const evidence = new Findings("evidence");
  evidence.add(
    "The logs of what was decided and ruled",
    missing.length === 0 ? "founded" : "incomplete",
    missing.length === 0 ? "each act has the logs that it raises" : `some are missing: ${listed(missing)}`,
  );
  return [...powers.checks, ...early.checks, ...changes.checks, ...evidence.checks];
}

/** So many things of one kind are listed. */
const LISTED = 8;

const listed = (all: readonly string[]): string =>
  [...all.slice(0, LISTED), ...(all.length > LISTED ? [`${all.length - LISTED} more`] : [])].join(", ");

/** The acts of officers whom decisions appointed, together by office and decisions, each with a title. */
function actsOf(official: Explained["official"]): (readonly [title: string, detail: string])[] {
  const groups = new Map<string, { readonly title: string; readonly by: string; readonly acts: string[] }>();
  for (const { office, decisions, event, log } of official) {
    const by = decisions.map(({ name }) => name).join(" and ");
    const group = groups.get(`${office} ${by}`) ?? { title: `Acts of ${office}`, by, acts: [] };
    groups.set(`${office} ${by}`, group);
    group.acts.push(`${event.name} ${String(event.args[0])} in block ${log.blockNumber}`);
  }
  return [...groups.values()].map(({ title, by, acts }) => [title, `${listed(acts)}, in office by ${by}`]);
}

const capitalized = (text: string): string => text[0].toUpperCase() + text.slice(1);

const callsOf = ({ calls }: Decision): string => calls.map(({ text }) => text).join("; ");
