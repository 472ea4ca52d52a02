import { NationError } from "./errors";

/* NODES */

/**
 * The connection to the chain failed, or the node gave no usable answer. Nothing that was asked was refused: it may be asked again.
 * What was being sent may or may not have reached the chain.
 */
export class NetworkFaultError extends NationError {
  static override readonly kind: string = "NetworkFaultError";
  override readonly name: string = "NetworkFaultError";
  override readonly retryable = true;

  constructor(what: string, options?: ErrorOptions & { readonly message?: string; readonly advice?: string }) {
    super(
      options?.message ?? `The chain could not be reached: ${what}`,
      options?.advice ??
        "Check the connection and the RPC address, and look whether the act has arrived before you repeat it.",
      options,
    );
  }
}

/** The node limits how often it may be asked. */
export class RateLimitError extends NetworkFaultError {
  static override readonly kind: string = "RateLimitError";
  override readonly name = "RateLimitError";

  constructor(what: string, options?: ErrorOptions) {
    super(what, {
      ...options,
      message: `The node is asked too often: ${what}`,
      advice: "Wait a minute and try again, or use an RPC address with a key of your own.",
    });
  }
}

/** The node, or one behind it, failed. */
export class NodeFaultError extends NetworkFaultError {
  static override readonly kind: string = "NodeFaultError";
  override readonly name = "NodeFaultError";

  constructor(what: string, options?: ErrorOptions) {
    super(what, {
      ...options,
      message: `The node failed: ${what}`,
      advice:
        "Try again in a moment, and use another node if it goes on; look first whether what you sent has arrived.",
    });
  }
}

/** The node lacks the block, or the state at the block, that it was asked for: it is behind, or it has forgotten it. */
export class MissingStateError extends NetworkFaultError {
  static override readonly kind: string = "MissingStateError";
  override readonly name = "MissingStateError";

  constructor(what: string, options?: ErrorOptions) {
    super(what, {
      ...options,
      message: `The node lacks the block or state asked for: ${what}`,
      advice: "Try again in a moment, or use an archive node if the block is old.",
    });
  }
}

/** The node does not serve whoever asks: the RPC address or its key is wrong, or its plan does not include this. */
export class NodeRefusedError extends NationError {
  static override readonly kind: string = "NodeRefusedError";
  override readonly name = "NodeRefusedError";

  constructor(what: string, options?: ErrorOptions) {
    super(
      `The node does not serve this: ${what}`,
      "Check the RPC address, its key and its plan, or use another node.",
      options,
    );
  }
}

/** The node answers this, but not so much of it at once: too many blocks, results, or requests in one batch. */
export class TooMuchAskedError extends NationError {
  static override readonly kind: string = "TooMuchAskedError";
  override readonly name = "TooMuchAskedError";

  constructor(what: string, options?: ErrorOptions) {
    super(
      `The node refuses so much at once: ${what}`,
      "Ask for fewer blocks at once (`blocksPerRequest`) and put fewer requests into a batch, or use another node.",
      options,
    );
  }
}

/** The node or the wallet knows no such request. */
export class UnsupportedError extends NationError {
  static override readonly kind: string = "UnsupportedError";
  override readonly name = "UnsupportedError";

  constructor(what: string, options?: ErrorOptions) {
    super(
      `The node or wallet does not support this: ${what}`,
      "Use another node, or another wallet if it was to sign.",
      options,
    );
  }
}

/* TRANSACTIONS */

/** The account cannot pay for the transaction. */
export class InsufficientFundsError extends NationError {
  static override readonly kind: string = "InsufficientFundsError";
  override readonly name = "InsufficientFundsError";
  constructor(options?: ErrorOptions) {
    super(
      "The account has too little of the chain's native coin for the amount and the gas.",
      "Fund the account, or lower the amount; `.estimate` gives the cost.",
      options,
    );
  }
}

/** What is wrong with a transaction's nonce: it is used, another one is missing before it, or the node has the very transaction. */
export type NonceProblem = "used" | "ahead" | "known";

const nonceAdvice: Readonly<Record<NonceProblem, string>> = {
  used: "Wait for the account's other transactions, then send it again.",
  ahead: "Send the account's missing transaction first: the node waits for it.",
  known: "Wait until it is included; do not send it again.",
};

/** The transaction has no place in the line of its account. */
export class NonceError extends NationError {
  static override readonly kind: string = "NonceError";
  override readonly name = "NonceError";
  readonly problem: NonceProblem;

  constructor(what: string, options?: ErrorOptions & { readonly problem?: NonceProblem }) {
    const problem = options?.problem ?? "used";
    super(
      problem === "ahead" ? `The transaction comes too early: ${what}` : `The transaction's number is taken: ${what}`,
      nonceAdvice[problem],
      options,
    );
    this.problem = problem;
  }
}

/** The node takes no transaction with these fees: they are below what the chain asks, or above what the node allows. */
export class FeesRefusedError extends NationError {
  static override readonly kind: string = "FeesRefusedError";
  override readonly name = "FeesRefusedError";

  constructor(what: string, options?: ErrorOptions) {
    super(
      `The node refuses the fees: ${what}`,
      "Offer what the chain asks now; to replace a waiting transaction, an eighth more than that one offers.",
      options,
    );
  }
}

/** A call takes more gas than it was given, or more than a transaction may have. */
export class GasLimitError extends NationError {
  static override readonly kind: string = "GasLimitError";
  override readonly name = "GasLimitError";

  constructor(what: string, options?: ErrorOptions) {
    super(
      `The gas does not fit: ${what}`,
      "Give more gas, or do less in one transaction if it takes more than the chain allows.",
      options,
    );
  }
}

/* WALLETS */

/** The person declined in the wallet. */
export class UserRejectedError extends NationError {
  static override readonly kind: string = "UserRejectedError";
  override readonly name = "UserRejectedError";
  constructor(options?: ErrorOptions) {
    super("The request was declined in the wallet.", "Confirm it in the wallet if you meant it.", options);
  }
}

/** The wallet or device is locked, disconnected, or not set up to sign this; or this account is not connected. */
export class WalletLockedError extends NationError {
  static override readonly kind: string = "WalletLockedError";
  override readonly name = "WalletLockedError";

  constructor(what: string, options?: ErrorOptions) {
    super(
      `The wallet is not ready: ${what}`,
      "Unlock it and connect this account; on a hardware wallet open the Ethereum app and allow blind signing.",
      options,
    );
  }
}

/** The wallet waits for an earlier request to be answered. */
export class RequestPendingError extends NationError {
  static override readonly kind: string = "RequestPendingError";
  override readonly name = "RequestPendingError";

  constructor(what: string, options?: ErrorOptions) {
    super(
      `The wallet waits for an answer to an earlier request: ${what}`,
      "Open the wallet and answer what it asks, then try again.",
      options,
    );
  }
}

/** The wallet is on another chain. */
export class WrongChainError extends NationError {
  static override readonly kind: string = "WrongChainError";
  override readonly name = "WrongChainError";

  constructor(what: string, options?: ErrorOptions) {
    super(
      `The wallet is on another chain: ${what}`,
      "Switch the wallet to the nation's chain, then try again.",
      options,
    );
  }
}

/** The wallet does not know the chain. */
export class UnknownChainError extends NationError {
  static override readonly kind: string = "UnknownChainError";
  override readonly name = "UnknownChainError";

  constructor(what: string, options?: ErrorOptions) {
    super(`The wallet does not know the chain: ${what}`, "Add the chain to the wallet, then switch to it.", options);
  }
}
