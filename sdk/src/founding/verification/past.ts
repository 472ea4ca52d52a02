import type { ChainLog, Evidence } from "../../core/evidence";
import { declarationOf } from "../../institutions/registry";
import type { LoggedEvent } from "./claims";
import type { Holder } from "./holders";
import { blockAt, blocksOf } from "./inspecting";

/** What was told before, that later logs are explained by, and when it was. */
export class Past {
  readonly #invited: LoggedEvent[] = [];
  readonly #due = new Map<string, bigint>();
  readonly #ends = new Map<bigint, Promise<number>>();

  constructor(private readonly evidence: Evidence) {}

  remember(one: LoggedEvent): void {
    const { institution, event } = one;
    const { accepted = {}, due = {} } = declarationOf(institution).logs;
    if (Object.values(accepted).some(({ after }) => after === event.name)) this.#invited.push(one);
    for (const { after, named, at } of Object.values(due)) {
      if (after === event.name)
        this.#due.set(`${after} ${institution} ${String(event.args[named])}`, event.args[at] as bigint);
    }
  }

  /** Whether an event is the act of whom an earlier one named. */
  isAccepted({ institution, event }: LoggedEvent): boolean {
    const accepted = declarationOf(institution).logs.accepted?.[event.name];
    return (
      accepted !== undefined &&
      this.#invited.some(
        (earlier) =>
          earlier.institution === institution &&
          earlier.event.name === accepted.after &&
          earlier.event.args[accepted.named] === event.args[accepted.account],
      )
    );
  }

  /** Whether anybody may have done it by then. */
  async isDue({ institution, event, log }: LoggedEvent): Promise<boolean> {
    const due = declarationOf(institution).logs.due?.[event.name];
    const at = due && this.#due.get(`${due.after} ${institution} ${String(event.args[due.named])}`);
    if (at === undefined) return false;
    const timestamp = log.timestamp ?? (await this.evidence.block(log.blockNumber)).timestamp;
    return BigInt(timestamp) >= at;
  }

  /** Whether somebody held a role when a log was raised: an office may have ended by itself. */
  async isInTerm({ until }: Holder, { blockNumber }: ChainLog): Promise<boolean> {
    if (until === undefined || until > BigInt(this.evidence.pin.timestamp)) return true;
    const end = this.#ends.get(until) ?? blockAt(Number(until), blocksOf(this.evidence));
    this.#ends.set(until, end);
    return blockNumber < (await end);
  }
}
