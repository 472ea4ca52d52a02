import { NationError } from "@civitas/sdk";
import { words } from "./words";

/** The browser keeps nothing, so that a founding could not go on after a reload. */
export class StorageError extends NationError {
  static override readonly kind: string = "StorageError";
  override readonly name = "StorageError";

  constructor(cause: unknown) {
    super(words.nothingKept, words.nothingKeptAdvice, { cause });
  }
}

/** A founding is on its way in another window of this browser. */
export class BusyError extends NationError {
  static override readonly kind: string = "BusyError";
  override readonly name = "BusyError";

  constructor() {
    super(words.busy, words.busyAdvice);
  }
}
