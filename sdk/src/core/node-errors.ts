import { NationError } from "./errors";
import { nodeErrorMessages } from "./node-error-messages";
import { NetworkFaultError } from "./node-faults";

export { MissingStateError, NetworkFaultError, UnsupportedError } from "./node-faults";

const { say } = nodeErrorMessages;

/* NODES */

/** The node limits how often it may be asked. */
export class RateLimitError extends NetworkFaultError {
  static override readonly kind: string = "RateLimitError";
  override readonly name = "RateLimitError";

  constructor(what: string, options?: ErrorOptions) {
    super(what, { ...options, says: [say("RateLimitError", { what }), say("RateLimitError.advice")] });
  }
}

/** The node, or one behind it, failed. */
export class NodeFaultError extends NetworkFaultError {
  static override readonly kind: string = "NodeFaultError";
  override readonly name = "NodeFaultError";

  constructor(what: string, options?: ErrorOptions) {
    super(what, { ...options, says: [say("NodeFaultError", { what }), say("NodeFaultError.advice")] });
  }
}

/** The node does not serve whoever asks: the RPC address or its key is wrong, or its plan does not include this. */
export class NodeRefusedError extends NationError {
  static override readonly kind: string = "NodeRefusedError";
  override readonly name = "NodeRefusedError";

  constructor(what: string, options?: ErrorOptions) {
    super(say("NodeRefusedError", { what }), say("NodeRefusedError.advice"), options);
  }
}

/** The node answers this, but not so much of it at once: too many blocks, results, or requests in one batch. */
export class TooMuchAskedError extends NationError {
  static override readonly kind: string = "TooMuchAskedError";
  override readonly name = "TooMuchAskedError";

  constructor(what: string, options?: ErrorOptions) {
    super(say("TooMuchAskedError", { what }), say("TooMuchAskedError.advice"), options);
  }
}

/* TRANSACTIONS */

/** The account cannot pay for the transaction. */
export class InsufficientFundsError extends NationError {
  static override readonly kind: string = "InsufficientFundsError";
  override readonly name = "InsufficientFundsError";
  constructor(options?: ErrorOptions) {
    super(say("InsufficientFundsError"), say("InsufficientFundsError.advice"), options);
  }
}

/** What is wrong with a transaction's nonce: it is used, another one is missing before it, or the node has the very transaction. */
export type NonceProblem = "used" | "ahead" | "known";

/** The transaction has no place in the line of its account. */
export class NonceError extends NationError {
  static override readonly kind: string = "NonceError";
  override readonly name = "NonceError";
  readonly problem: NonceProblem;

  constructor(what: string, options?: ErrorOptions & { readonly problem?: NonceProblem }) {
    const problem = options?.problem ?? "used";
    super(say(`NonceError.${problem}`, { what }), say(`NonceError.${problem}.advice`), options);
    this.problem = problem;
  }
}

/** The node takes no transaction with these fees: they are below what the chain asks, or above what the node allows. */
export class FeesRefusedError extends NationError {
  static override readonly kind: string = "FeesRefusedError";
  override readonly name = "FeesRefusedError";

  constructor(what: string, options?: ErrorOptions) {
    super(say("FeesRefusedError", { what }), say("FeesRefusedError.advice"), options);
  }
}

/** A call takes more gas than it was given, or more than a transaction may have. */
export class GasLimitError extends NationError {
  static override readonly kind: string = "GasLimitError";
  override readonly name = "GasLimitError";

  constructor(what: string, options?: ErrorOptions) {
    super(say("GasLimitError", { what }), say("GasLimitError.advice"), options);
  }
}

/* WALLETS */

/** The person declined in the wallet. */
export class UserRejectedError extends NationError {
  static override readonly kind: string = "UserRejectedError";
  override readonly name = "UserRejectedError";
  constructor(options?: ErrorOptions) {
    super(say("UserRejectedError"), say("UserRejectedError.advice"), options);
  }
}

/** The wallet or device is locked, disconnected, or not set up to sign this; or this account is not connected. */
export class WalletLockedError extends NationError {
  static override readonly kind: string = "WalletLockedError";
  override readonly name = "WalletLockedError";

  constructor(what: string, options?: ErrorOptions) {
    super(say("WalletLockedError", { what }), say("WalletLockedError.advice"), options);
  }
}

/** The wallet waits for an earlier request to be answered. */
export class RequestPendingError extends NationError {
  static override readonly kind: string = "RequestPendingError";
  override readonly name = "RequestPendingError";

  constructor(what: string, options?: ErrorOptions) {
    super(say("RequestPendingError", { what }), say("RequestPendingError.advice"), options);
  }
}

/** The wallet is on another chain. */
export class WrongChainError extends NationError {
  static override readonly kind: string = "WrongChainError";
  override readonly name = "WrongChainError";

  constructor(what: string, options?: ErrorOptions) {
    super(say("WrongChainError", { what }), say("WrongChainError.advice"), options);
  }
}

/** The wallet does not know the chain. */
export class UnknownChainError extends NationError {
  static override readonly kind: string = "UnknownChainError";
  override readonly name = "UnknownChainError";

  constructor(what: string, options?: ErrorOptions) {
    super(say("UnknownChainError", { what }), say("UnknownChainError.advice"), options);
  }
}
