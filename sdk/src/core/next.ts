import type { Address } from "./address";
import type { Connection } from "./directory";
import { message, type Message, type MessageArguments } from "./messages";
import type { Moment } from "./units";

/** Something that a person must do, can do, or is owed. */
export interface NextStep {
  /** Whether it costs something to let it pass, it is a right, or money waits. */
  readonly kind: "must" | "can" | "owed";
  readonly institution: string;
  /** What does it: `nation[institution][act].wait(params)`. What else the act takes is the person's to say. */
  readonly act: string;
  /** What the act takes, as far as it is known. */
  readonly params: Readonly<Record<string, unknown>>;
  /** From when on it can be done; undefined if it can be done now. */
  readonly from: Moment | undefined;
  /** Until when; undefined if that does not depend on the clock. */
  readonly until: Moment | undefined;
  /** What is to be done, in a sentence. */
  readonly text: string;
  /** What it costs to let it pass, in a sentence; undefined if that costs nothing. */
  readonly cost: string | undefined;
  /** Both sentences by their keys and arguments, for other languages. */
  readonly messages: { readonly step: Message; readonly cost: Message | undefined };
}

/** Whom it concerns. */
export interface NextQuery {
  readonly connection: Connection;
  readonly account: Address;
  /** The citizenship that the account holds; undefined if it holds none. It is asked for once for all institutions. */
  readonly citizen: Promise<bigint | undefined>;
}

/** What an institution has for a person to do. */
export interface NextPart {
  readonly steps: readonly NextStep[];
  /** Whether it did not look at everything: the node tells so little of the log at once that it would take long. */
  readonly isPartial?: boolean;
}

/** What an institution tells a person to do next, in as few requests as it takes. */
export type TellNext = (query: NextQuery) => Promise<NextPart>;

/** The parts of a step. */
export interface StepParts extends Pick<NextStep, "kind" | "act"> {
  readonly params?: NextStep["params"];
  readonly from?: Moment | undefined;
  readonly until?: Moment | undefined;
  readonly args?: MessageArguments;
}

/** Makes the steps of an institution from its sentences: those of an act by its key, and what letting it pass costs by `.cost`. */
/* @__NO_SIDE_EFFECTS__ */
export const stepsOf =
  (
    institution: string,
    { area, sentences }: { readonly area: string; readonly sentences: Readonly<Record<string, string>> },
  ) =>
  (key: string, { kind, act, params = {}, from, until, args = {} }: StepParts): NextStep => {
    const say = (name: string): Message | undefined =>
      Object.hasOwn(sentences, name) ? message({ key: `${area}.${name}`, template: sentences[name], args }) : undefined;
    const [step, cost] = [say(key)!, say(`${key}.cost`)];
    return { kind, institution, act, params, from, until, text: step.text, cost: cost?.text, messages: { step, cost } };
  };
