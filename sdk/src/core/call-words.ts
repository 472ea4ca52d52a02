import { catalogue, type Catalogue } from "./messages";

/** What an argument of a contract's function counts or names, and so how it is written for people. */
export type ValueKind =
  | "civic"
  | "native"
  | "moment"
  | "duration"
  | "days"
  | "citizen"
  | "name"
  | "role"
  | "timelockRole"
  | "functions"
  | "size"
  | "id"
  | "count"
  /** A numbered choice, in the order of the contract's numbers. */
  | readonly string[]
  /** An amount of the asset that another argument names. */
  | { readonly of: string }
  /** A moment until which something holds, or what is said where the contract has a 0 for it. */
  | { readonly untilOr: "never" | "notAtAll" | "noLonger" }
  /** Each item of a list of structures, by a sentence of its own. */
  | { readonly each: string };

/** How an institution's provisions are called in sentences: "the tax rate", and "a tax" to try for a time. */
export type ProvisionNames = Readonly<Record<string, readonly [standing: string, trial: string]>>;

/** The sentences of an institution's functions, and how their arguments are written. */
export interface CallWords {
  /** By the functions' names, or their signatures where several share a name. */
  readonly sentences: Catalogue;
  /** By the arguments' names, or by function and argument ("mint.amount"). */
  readonly kinds: Readonly<Record<string, ValueKind>>;
  readonly provisions: ProvisionNames;
  /** What others see of a call, by the functions' names. Where nothing is said, everybody sees all of it. */
  readonly seen: Catalogue;
  /** What comes back of the money in a call, by the functions' names. Where nothing is said, none of the sender's moves. */
  readonly returned: Catalogue;
}

/**
 * Declares how calls to an institution are described. A sentence names the function's arguments, and the fields of its structures,
 * as the contract does: "Create {amount} for {to}". `{calls}` are the calls that it makes itself, `{value}` the native coin that goes
 * along unless the function has an argument of that name. What others see of a call, and what comes back of its money, are sentences
 * of the same arguments.
 */
/* @__NO_SIDE_EFFECTS__ */
export const callWords = (
  institution: string,
  words: {
    readonly sentences: Readonly<Record<string, string>>;
    readonly kinds?: Readonly<Record<string, ValueKind>>;
    readonly provisions?: ProvisionNames;
    readonly seen?: Readonly<Record<string, string>>;
    readonly returned?: Readonly<Record<string, string>>;
  },
): CallWords => ({
  sentences: catalogue(`call.${institution}`, words.sentences),
  kinds: words.kinds ?? {},
  provisions: words.provisions ?? {},
  seen: catalogue(`seen.${institution}`, words.seen ?? {}),
  returned: catalogue(`returned.${institution}`, words.returned ?? {}),
});

/** How the arguments are written that mean the same in every contract of the nation. */
export const commonKinds: Readonly<Record<string, ValueKind>> = {
  citizenId: "citizen",
  citizenIds: "citizen",
  formerId: "citizen",
  caseId: "id",
  until: "moment",
  newUntil: "moment",
  deadline: "moment",
  expiry: "moment",
  signBy: "moment",
  when: "moment",
  period: "duration",
  delay: "duration",
};

/** What may be done to the provisions of an institution: alike in all of them. */
export const provisionSentences = /* @__PURE__ */ catalogue("call.provisions", {
  setProvision: "Set {provision} to {newValue}",
  tryProvision: "Try {trial} of {newValue} for {period}",
  ratifyProvision: "Make the tried value of {provision} permanent",
});

/** What holds of calls whose institution says nothing of its own. */
export const effectSentences = /* @__PURE__ */ catalogue("effect", {
  seen: "Everybody can see for good who did this, when, and with what.",
  nothingMoves: "None of your money goes along.",
  goesAlong: "{amount} goes along, and nothing brings it back.",
  foreign: "Whether money comes back is up to the called contract.",
});
