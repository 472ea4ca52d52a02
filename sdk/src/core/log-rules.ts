import type { RoleName } from "./roles";

/** An event's name and arguments. */
export interface ReadEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** What was told before an event. */
export interface Before {
  /** What institutions with a role carried out elsewhere, in order. */
  readonly done: readonly ReadEvent[];
  /** The events of the same institution in the same transaction, in order. */
  readonly beside: readonly ReadEvent[];
  /** What the timelock calls a proposal; undefined if no log tells of it. */
  readonly operationOf: (proposalId: unknown) => string | undefined;
}

/**
 * Why each event may stand in an institution's logs. An event of which nothing is said here stands there by a decision of the
 * government that is shown, or it is a fault.
 */
export interface LogRules {
  /**
   * Acts of people for themselves, and what follows from them by the contract's own rules: they need no power. Where a decision did
   * it, it is told as the decision's.
   */
  readonly personal?: readonly string[];
  /** Acts of whoever holds an office. */
  readonly official?: Readonly<Record<string, RoleName>>;
  /** An event after which another is the act of whom it named: an invitation, and its acceptance. */
  readonly accepted?: Readonly<
    Record<string, { readonly after: string; readonly named: string; readonly account: string }>
  >;
  /**
   * What an institution carries out elsewhere by a role that it holds, and that role: it stands beside an event of that institution's
   * own.
   */
  readonly ruled?: Readonly<Record<string, RoleName>>;
  /** Of an institution with a role, what it does elsewhere: by the event there, whether one of its own tells of the very same. */
  readonly effects?: Readonly<Record<string, (done: ReadEvent, told: ReadEvent, before: Before) => boolean>>;
  /** Of an institution with a role, which events elsewhere each of its own always brings about. */
  readonly brings?: (told: ReadEvent) => readonly string[];
  /**
   * What an institution does elsewhere by its role of which it tells nothing itself, and when it may. It counts where nobody but such
   * institutions can do it.
   */
  readonly quiet?: Readonly<Record<string, (done: ReadEvent, before: Before) => boolean>>;
  /** An event that comes right before another of the same one, where an institution does both at once by its role. */
  readonly precedes?: Readonly<Record<string, string>>;
  /** What takes a power before a moment that an earlier event told, and is anyone's from then on. */
  readonly due?: Readonly<Record<string, { readonly after: string; readonly named: string; readonly at: string }>>;
  /** An event after which the values that another tells of the same one begin anew: it may move them itself. */
  readonly restarts?: Readonly<Record<string, string>>;
  /**
   * Acts of the government, with the functions by which it does them; those of another institution as `institution.function`.
   */
  readonly decided?: Readonly<Record<string, readonly string[]>>;
  /** Of the functions by which the government acts, those that may succeed without an event. */
  readonly silent?: readonly string[];
  /** The values that an event tells otherwise than the call gave them: the contract rounds them. */
  readonly rounded?: Readonly<Record<string, readonly string[]>>;
  /** Whether an event that is the government's act needs no power with these arguments. */
  readonly harmless?: Readonly<Record<string, (args: readonly unknown[]) => boolean>>;
}

/** The rules of every institution with provisions. */
export const provisionRules = {
  ProvisionSet: ["setProvision"],
  ProvisionTried: ["tryProvision"],
  ProvisionRatified: ["ratifyProvision"],
} as const;

/** The functions after which an event tells once more, in the words of another standard, what a provision is now. */
export const settingFunctions = ["setProvision", "tryProvision", "ratifyProvision"] as const;

/** Whether an event tells what a provision is now. A trial that ends tells nobody: what comes next need not begin with it. */
export const tellsSetting = ({ decided }: LogRules, event: string): boolean =>
  decided?.[event]?.includes("tryProvision") === true;

/** The rule of every institution that the constitution governs. */
export const managedRules = { AuthorityUpdated: ["constitution.updateAuthority"] } as const;
