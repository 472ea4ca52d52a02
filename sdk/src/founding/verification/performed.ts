import type { ChainLog, Evidence } from "../../core/evidence";
import { deployerInterface } from "../institutions";
import { dueBy, type Step } from "../steps";
import { stepIn, toldBy } from "./reading";

/** A step that a deployer took, and the log that tells so. */
export interface PerformedStep {
  readonly step: Step;
  readonly log: ChainLog;
  /** Its place in the plan, from 1. */
  readonly number: number;
}

/** The steps that a deployer took, as far as they can be shown. */
export interface Performed {
  readonly steps: readonly PerformedStep[];
  /** How many steps the deployer's logs tell of. */
  readonly told: number;
  /** Whether the node does not have the transaction of a step that cannot be shown: another node may show it. */
  readonly isForgotten: boolean;
}

const { topicHash } = deployerInterface.getEvent("StepPerformed");

/** Where in a step's call the rest of the plan is, in hexadecimal digits: its last argument, each of which takes a word. */
const RESTS = deployerInterface.fragments.flatMap((fragment) => {
  if (!("selector" in fragment) || !("inputs" in fragment) || fragment.inputs.at(-1)?.name !== "rest") return [];
  return [{ selector: (fragment.selector as string).slice(2), place: 8 + 64 * (fragment.inputs.length - 1) }];
});

/** So many calls of one transaction are taken for the step that is sought: whoever hides it among more hides it. */
const CANDIDATES = 32;

/**
 * Reads the steps that a deployer took: those of the plan, or else from the data of the transactions that brought them, be it
 * through other contracts. Whoever brings a step may put anything beside it, so that only what hashes to what was due counts.
 *
 * @param plan What the deployer was created for; undefined if that cannot be read.
 * @param planned The steps that are expected, by their places; undefined where none is known.
 * @returns Those that can be shown.
 */
export async function performedSteps(
  evidence: Evidence,
  {
    deployer,
    plan,
    planned = [],
  }: {
    readonly deployer: string;
    readonly plan: string | undefined;
    readonly planned?: readonly (Step | undefined)[];
  },
): Promise<Performed> {
  const told = (await evidence.logsOf([deployer]))
    .filter(({ topics }) => topics[0] === topicHash)
    .flatMap((log) => {
      const event = toldBy(log);
      return event === null ? [] : [{ log, number: Number(event.args[0]), rest: event.args[1] as string }];
    });
  const restAfter = new Map([[0, plan], ...told.map(({ number, rest }) => [number, rest] as const)]);
  let isForgotten = false;
  const steps = await Promise.all(
    told.map(async ({ log, number, rest }): Promise<PerformedStep[]> => {
      const due = restAfter.get(number - 1);
      if (due === undefined) return [];
      const isDue = (step: Step) => dueBy(step, rest) === due;
      const expected = planned[number - 1];
      const step =
        expected !== undefined && isDue(expected) ? expected : await stepBehind(evidence, { log, rest, isDue });
      if (step !== undefined) return [{ step, log, number }];
      if ((await evidence.transaction(log)) === null) isForgotten = true;
      return [];
    }),
  );
  return { steps: steps.flat(), told: told.length, isForgotten };
}

/** The step of the transaction that raised a log. */
async function stepBehind(
  evidence: Evidence,
  { log, rest, isDue }: { readonly log: ChainLog; readonly rest: string; readonly isDue: (step: Step) => boolean },
): Promise<Step | undefined> {
  const transaction = await evidence.transaction(log);
  if (transaction === null) return undefined;
  const hex = transaction.data.slice(2).toLowerCase();
  let left = CANDIDATES;
  for (const { selector, place: ahead } of RESTS) {
    for (let place = hex.indexOf(selector); place >= 0; place = hex.indexOf(selector, place + 1)) {
      if (place % 2 !== 0 || !hex.startsWith(rest.slice(2), place + ahead)) continue;
      if (left === 0) return undefined;
      left -= 1;
      const step = stepIn(`0x${hex.slice(place)}`);
      if (step !== undefined && isDue(step)) return step;
    }
  }
  return undefined;
}
