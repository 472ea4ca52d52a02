import type { ChainLog } from "../../core/evidence";
import type { Before, ReadEvent } from "../../core/log-rules";
import { declarationOf } from "../../institutions/registry";
import type { LoggedEvent, NameOf } from "./claims";
import { selectorsOf, type Holder, type Holders } from "./holders";

/** A log of a transaction, and the event that it is, if it is one. */
export interface Inside {
  readonly log: ChainLog;
  readonly one: LoggedEvent | undefined;
}

/**
 * What is to be said of an event that institutions with a role bring about: that one did, that one must have and the node keeps back
 * what it told of it, or nothing.
 */
export type Ruled = "told" | "untold" | undefined;

export const readable = ({ event: { name, args } }: LoggedEvent): ReadEvent => ({ name, args: args.toObject() });

/** Explains what institutions do elsewhere by their roles: the tribunal by rulings, the petitions by second votes. */
export class Rulings {
  readonly #done: ReadEvent[] = [];
  #inside: readonly Inside[] = [];
  #used = new Set<string>();

  constructor(
    private readonly context: {
      readonly holders: Holders;
      readonly nameOf: NameOf;
      readonly operationOf: (proposalId: bigint) => string | undefined;
    },
  ) {}

  /** Turns to the logs of the next transaction. */
  begin(inside: readonly Inside[]): void {
    this.#inside = inside;
    this.#used = new Set();
  }

  /** What is to be said of an event of this transaction. */
  judge(done: LoggedEvent): Ruled {
    const rules = declarationOf(done.institution).logs;
    const { name } = done.event;
    const role = rules.ruled?.[name];
    if (role === undefined) return undefined;
    const selectors = selectorsOf(done.institution, { methods: rules.decided?.[name] ?? [], role });
    const callers = this.context.holders.calling(done.log.address, { selectors });
    const own = (callers ?? []).flatMap((holder) => this.#institutionOf(holder, role));
    // Nobody else can have done it, whatever is told.
    const isOwn = callers !== undefined && callers.length > 0 && own.length === callers.length;

    const before = this.#before(done);
    const isExplained =
      this.#isTold(done, { own, before }) ||
      (isOwn && rules.quiet?.[name]?.(readable(done), before) === true) ||
      this.#isBeforeItsLike(done, { own, then: rules.precedes?.[name] });
    if (!isExplained && !isOwn) return undefined;
    this.#done.push(readable(done));
    return isExplained ? "told" : "untold";
  }

  /** What institutions of this transaction told that they did elsewhere, of which no log is there: as `event of which`. */
  missing(): string[] {
    return this.#inside.flatMap(({ one }) => {
      if (one === undefined) return [];
      const brought = declarationOf(one.institution).logs.brings?.(readable(one)) ?? [];
      return brought
        .filter((name) => !this.#used.has(`${one.log.index} ${name}`))
        .map((name) => `${name} beside ${one.event.name} in block ${one.log.blockNumber}`);
    });
  }

  /** Whether an institution with the role tells of the very same, of which it told nothing else so far. */
  #isTold(
    done: LoggedEvent,
    {
      own,
      before,
      isAhead = false,
    }: { readonly own: readonly string[]; readonly before: Before; readonly isAhead?: boolean },
  ): boolean {
    const { name } = done.event;
    const source = this.#inside.find(
      ({ log, one }) =>
        one !== undefined &&
        own.includes(log.address) &&
        !this.#used.has(`${log.index} ${name}`) &&
        declarationOf(one.institution).logs.effects?.[name]?.(readable(done), readable(one), before) === true,
    );
    if (source === undefined) return false;
    if (!isAhead) this.#used.add(`${source.log.index} ${name}`);
    return true;
  }

  /** Whether what comes right after an event, of the same one, is told. Acts that need no power may stand between. */
  #isBeforeItsLike(
    done: LoggedEvent,
    { own, then }: { readonly own: readonly string[]; readonly then: string | undefined },
  ): boolean {
    const { personal = [] } = declarationOf(done.institution).logs;
    const next = this.#inside.find(
      ({ log, one }) =>
        log.address === done.log.address &&
        log.index > done.log.index &&
        (one === undefined || !personal.includes(one.event.name)),
    )?.one;
    return (
      then !== undefined &&
      next?.event.name === then &&
      next.event.args[0] === done.event.args[0] &&
      this.#isTold(next, { own, before: this.#before(next), isAhead: true })
    );
  }

  #before({ log }: LoggedEvent): Before {
    return {
      done: this.#done,
      beside: this.#inside.flatMap(({ log: { address, index }, one }) =>
        one !== undefined && address === log.address && index < log.index ? [readable(one)] : [],
      ),
      operationOf: (proposalId) => this.context.operationOf(proposalId as bigint),
    };
  }

  /** The address of a holder that is an institution with a role: its code is proved, so that it does nothing else with it. */
  #institutionOf({ account }: Holder, role: string): string[] {
    const name = account === undefined ? undefined : this.context.nameOf(account);
    return name !== undefined && declarationOf(name).roles?.some((one) => one === role) === true ? [account!] : [];
  }
}
