import type { ChainLog, Evidence } from "../../core/evidence";
import { deployerInterface } from "../institutions";
import type { Plan, Step } from "../steps";
import { decodedStep } from "./plan";

/** A step that a deployer took, and the log that tells so. */
export interface PerformedStep {
  readonly step: Step;
  readonly log: ChainLog;
  /** Its place in the plan, from 1. */
  readonly number: number;
}

const { topicHash } = deployerInterface.getEvent("StepPerformed");
const SELECTORS = (["create", "call", "admit", "handOver"] as const).map(
  (name) => deployerInterface.getFunction(name).selector,
);

/**
 * Reads the steps that a deployer took from the transactions that brought them, be it through other contracts. Whether they are
 * its plan shows by their hash.
 *
 * @param planned The plan, if it is known: what leaves the same rest is the same step.
 * @returns Those that the transactions show.
 */
export async function performedSteps(
  evidence: Evidence,
  { deployer, planned }: { readonly deployer: string; readonly planned?: Plan | undefined },
): Promise<PerformedStep[]> {
  const logs = (await evidence.logsOf([deployer])).filter(({ topics }) => topics[0] === topicHash);
  const found = await Promise.all(
    logs.map(async (log): Promise<PerformedStep[]> => {
      const { args } = deployerInterface.parseLog(log)!;
      const [number, rest] = [Number(args[0]), args[1] as string];
      const due = planned?.rests[number - 1] === rest ? planned.steps[number - 1] : undefined;
      const step = due ?? (await stepBehind(evidence, log, rest));
      return step === undefined ? [] : [{ step, log, number }];
    }),
  );
  return found.flat();
}

/** The step that leaves a certain rest, of the transaction that raised a log. */
export async function stepBehind(evidence: Evidence, log: ChainLog, rest: string): Promise<Step | undefined> {
  const transaction = await evidence.transaction(log);
  return transaction === null ? undefined : stepWithin(transaction.data, rest);
}

/** The step that leaves a certain rest, wherever in a transaction's data it is. */
function stepWithin(data: string, rest: string): Step | undefined {
  const hex = data.slice(2);
  for (const selector of SELECTORS) {
    const sought = selector.slice(2);
    for (let place = hex.indexOf(sought); place >= 0; place = hex.indexOf(sought, place + 1)) {
      if (place % 2 !== 0) continue;
      const call = `0x${hex.slice(place)}`;
      if (restIn(call) !== rest) continue;
      const step = decodedStep(call);
      if (step !== undefined) return step;
    }
  }
  return undefined;
}

function restIn(data: string): string | undefined {
  try {
    return deployerInterface.parseTransaction({ data })?.args.rest as string | undefined;
  } catch {
    return undefined;
  }
}
