import { NationError } from "../core/errors";
import { watchMessages } from "./messages";

const { say } = watchMessages;

/** The chain was reorganised deeper than a watch had waited. */
export class ReorganisedError extends NationError {
  static override readonly kind: string = "ReorganisedError";
  override readonly name = "ReorganisedError";
  /** The last block that was looked at, and is another one now. */
  readonly block: number;

  constructor(block: number) {
    super(say("ReorganisedError", { block }), say("ReorganisedError.advice"));
    this.block = block;
  }
}
