import { errorMessages } from "./error-messages";
import { NationError } from "./errors";
import type { Message } from "./messages";

const { say } = errorMessages;

/**
 * The connection to the chain failed, or the node gave no usable answer. Nothing that was asked was refused: it may be asked again.
 * What was being sent may or may not have reached the chain.
 */
export class NetworkFaultError extends NationError {
  static override readonly kind: string = "NetworkFaultError";
  override readonly name: string = "NetworkFaultError";
  override readonly retryable = true;

  constructor(what: string, options?: ErrorOptions & { readonly says?: readonly [problem: Message, advice: Message] }) {
    super(
      options?.says?.[0] ?? say("NetworkFaultError", { what }),
      options?.says?.[1] ?? say("NetworkFaultError.advice"),
      options,
    );
  }
}

/** The node lacks the block, or the state at the block, that it was asked for: it is behind, or it has forgotten it. */
export class MissingStateError extends NetworkFaultError {
  static override readonly kind: string = "MissingStateError";
  override readonly name = "MissingStateError";

  constructor(what: string, options?: ErrorOptions) {
    super(what, { ...options, says: [say("MissingStateError", { what }), say("MissingStateError.advice")] });
  }
}

/** The node or the wallet knows no such request. */
export class UnsupportedError extends NationError {
  static override readonly kind: string = "UnsupportedError";
  override readonly name = "UnsupportedError";

  constructor(what: string, options?: ErrorOptions) {
    super(say("UnsupportedError", { what }), say("UnsupportedError.advice"), options);
  }
}
