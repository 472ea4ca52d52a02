import type { Address } from "../core/address";
import type { NationError } from "../core/errors";
import type { EventLocation } from "../core/events";
import type { Message } from "../core/messages";
import type { Moment } from "../core/units";

/** Something that happened in the nation. */
export interface RecordedEvent extends EventLocation {
  /** In whose log it is, by its name in the directory. */
  readonly institution: string;
  /** The contract's address, which may be one that the nation has replaced since. */
  readonly address: Address;
  /** The event's name in the contract; undefined if this software does not know it. */
  readonly event: string | undefined;
  /** Its fields in their units, as `nation[institution].events[event]` gives them; undefined if the event is not known. */
  readonly fields: Readonly<Record<string, unknown>> | undefined;
  /** What happened, in a sentence. */
  readonly text: string;
  /** The sentence by its key and arguments, for other languages. */
  readonly message: Message;
  readonly at: Moment;
}

/** What part of the record to read. */
export interface RecordQuery {
  /** In whose log, by its name in the directory; in all of them if left out. */
  readonly institution?: string;
}

/** Something that a watch tells. */
export interface NationEvent extends RecordedEvent {
  /** Where a watch goes on after this event. */
  readonly cursor: string;
}

/** From where on to watch a nation, and how. */
export interface WatchNationOptions {
  /** Where an earlier watch ended, as its last event or `onCursor` said; from now on if left out. */
  readonly cursor?: string;
  /**
   * How many blocks must confirm an event before it is told, its own included; 3 if left out. What a reorganisation of fewer blocks
   * undoes is never told. A local chain that makes blocks only when something happens wants 1.
   */
  readonly confirmations?: number;
  /** How long to wait between two looks at the chain, in milliseconds; 4,000 if left out. */
  readonly everyMs?: number;
  /**
   * Called where a watch without a cursor begins, and after each look that found new blocks, whether anything happened in them or not:
   * keep the cursor to go on from there.
   */
  readonly onCursor?: (cursor: string) => void;
  /** Called if a look failed, or the listener did. The watch goes on. */
  readonly onFailure?: (failure: NationError) => void;
}
