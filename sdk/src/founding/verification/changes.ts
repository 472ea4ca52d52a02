import type { ChainLog } from "../../core/evidence";
import { Findings, type Check } from "../../core/findings";
import { valuesText, type Decision, type Explained, type LoggedEvent } from "./explain";
import { spine } from "../../institutions/spine";

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
 * @param institutions The accounts of the nation: of the founded institutions and of their deployer.
 */
export function checkExplained(
  { unexplained, decisions, cases }: Explained,
  { handedOver, institutions }: { readonly handedOver: ChainLog | undefined; readonly institutions: readonly string[] },
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
  for (const { event, log } of cases.filter((one) => isEarly(one.log))) {
    const [number, arbitrable] = [event.args[0] as bigint, String(event.args.arbitrable)];
    const isOfNation = institutions.includes(arbitrable);
    // The court hears everybody's contracts from its creation on: what they bring is theirs.
    early.add(
      "A case from before the hand-over",
      isOfNation ? "fault" : "founded",
      `case ${number}, in block ${log.blockNumber}, ${isOfNation ? "" : "by no institution of the nation: "}brought by ${arbitrable}`,
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
  return [...powers.checks, ...early.checks, ...changes.checks];
}

const isBefore = (one: ChainLog, other: ChainLog): boolean =>
  one.blockNumber < other.blockNumber || (one.blockNumber === other.blockNumber && one.index < other.index);

const capitalized = (text: string): string => text[0].toUpperCase() + text.slice(1);

const callsOf = ({ calls }: Decision): string => calls.map(({ text }) => text).join("; ");
