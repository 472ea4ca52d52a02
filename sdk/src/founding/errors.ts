import { formatEther } from "ethers";
import { NationError } from "../core/errors";
import { foundingMessages } from "./messages";

const { say } = foundingMessages;

/** What is known of a step that cannot be paid. */
interface OutOfFunds {
  readonly account: string;
  readonly missing: bigint;
  readonly balance: bigint;
  readonly step: string;
  readonly resume: string;
  readonly cause?: unknown;
}

/** The founder's account cannot pay for the next step. */
export class OutOfFundsError extends NationError {
  static override readonly kind: string = "OutOfFundsError";
  override readonly name = "OutOfFundsError";
  /** Who has to pay. */
  readonly account: string;
  /** What is missing for the next step, in wei. */
  readonly missing: bigint;
  /** What the account has, in wei. */
  readonly balance: bigint;

  constructor(details: OutOfFunds) {
    const { account, missing, balance, step, resume, cause } = details;
    super(
      say("OutOfFundsError", { account, balance: formatEther(balance), missing: formatEther(missing), step }),
      say("OutOfFundsError.advice", { resume }),
      { cause },
    );
    this.account = account;
    this.missing = missing;
    this.balance = balance;
  }
}

/** The next transaction could cost more than was agreed to. Nothing was sent for it. */
export class CostExceededError extends NationError {
  static override readonly kind: string = "CostExceededError";
  override readonly name = "CostExceededError";
  /** What it can cost at the present price, what was spent before, and what all may cost, in wei. */
  readonly cost: bigint;
  readonly spent: bigint;
  readonly maxCost: bigint;

  constructor(details: {
    readonly title: string;
    readonly cost: bigint;
    readonly spent: bigint;
    readonly maxCost: bigint;
    readonly resume: string;
  }) {
    const { title, cost, spent, maxCost, resume } = details;
    super(
      say("CostExceededError", {
        title,
        cost: formatEther(cost),
        maxCost: formatEther(maxCost),
        spent: formatEther(spent),
      }),
      say("CostExceededError.advice", { resume }),
    );
    this.cost = cost;
    this.spent = spent;
    this.maxCost = maxCost;
  }
}

/** In what a journal differs from the founding that it is given for. */
export type MismatchSubject = "chain" | "charter" | "founder" | "salt" | "code" | "version" | "institutions";

/** The journal given belongs to another founding. */
export class JournalMismatchError extends NationError {
  static override readonly kind: string = "JournalMismatchError";
  override readonly name = "JournalMismatchError";
  readonly subject: MismatchSubject;

  constructor(subject: MismatchSubject, details: { journaled: string; given: string }) {
    super(
      say("JournalMismatchError", {
        subject: say(`JournalMismatchError.${subject}`),
        journaled: details.journaled,
        given: details.given || "none",
      }),
      say("JournalMismatchError.advice"),
    );
    this.subject = subject;
  }
}

/** The node did not answer, or not sensibly, for too long. */
export class NodeUnreachableError extends NationError {
  static override readonly kind: string = "NodeUnreachableError";
  override readonly name = "NodeUnreachableError";

  constructor(asked: string, details: { timeoutMs: number; resume: string; cause: unknown }) {
    const seconds = Math.round(details.timeoutMs / 1000);
    super(
      say("NodeUnreachableError", { asked, seconds, reason: reasonOf(details.cause) }),
      say("NodeUnreachableError.advice", { resume: details.resume }),
      { cause: details.cause },
    );
  }
}

/** A transaction was sent, but not mined within the time given. */
export class NotMinedError extends NationError {
  static override readonly kind: string = "NotMinedError";
  override readonly name = "NotMinedError";
  /** Every transaction that was offered for the step; all have the same nonce. */
  readonly hashes: readonly string[];

  constructor(step: string, details: { hashes: readonly string[]; timeoutMs: number; resume: string }) {
    const sent = details.hashes.at(-1) ?? "its hash is unknown";
    super(
      say("NotMinedError", { step, sent, seconds: Math.round(details.timeoutMs / 1000) }),
      say("NotMinedError.advice", { resume: details.resume }),
    );
    this.hashes = details.hashes;
  }
}

/** A step of the founding would fail, or has failed. */
export class StepFailedError extends NationError {
  static override readonly kind: string = "StepFailedError";
  override readonly name = "StepFailedError";
  readonly step: string;
  /** The transaction that failed; undefined if none was sent. */
  readonly hash: string | undefined;

  constructor(step: string, details: { hash?: string; reason: string; resume: string; cause?: unknown }) {
    const { hash, reason, resume, cause } = details;
    super(
      hash === undefined
        ? say("StepFailedError.before", { step, reason })
        : say("StepFailedError.after", { step, hash, reason }),
      say("StepFailedError.advice", { resume }),
      { cause },
    );
    this.step = step;
    this.hash = hash;
  }
}

/** A step would need more gas than one transaction may have. */
export class StepTooBigError extends NationError {
  static override readonly kind: string = "StepTooBigError";
  override readonly name = "StepTooBigError";

  constructor(step: string, details: { gas?: bigint; cap: bigint }) {
    super(
      say("StepTooBigError", { step, gas: details.gas ?? "too much", cap: details.cap }),
      say("StepTooBigError.advice"),
    );
  }
}

/** A citizen of the charter has no account. */
export class CitizenWithoutAccountError extends NationError {
  static override readonly kind: string = "CitizenWithoutAccountError";
  override readonly name = "CitizenWithoutAccountError";

  constructor(index: number, citizen: string) {
    super(say("CitizenWithoutAccountError", { index, citizen }), say("CitizenWithoutAccountError.advice"));
  }
}

/** An office would go to the founder's own account. */
export class OfficeRefusedError extends NationError {
  static override readonly kind: string = "OfficeRefusedError";
  override readonly name = "OfficeRefusedError";

  constructor(index: number, citizen: string) {
    super(say("OfficeRefusedError", { index, citizen }), say("OfficeRefusedError.advice"));
  }
}

/** In what a request for citizenship differs from what is founded. */
export interface RequestMismatch {
  readonly what: string;
  readonly found: string;
  readonly expected: string;
}

/** A request for citizenship is not for the nation that is founded. */
export class RequestMismatchError extends NationError {
  static override readonly kind: string = "RequestMismatchError";
  override readonly name = "RequestMismatchError";

  constructor(readonly mismatches: readonly RequestMismatch[]) {
    const list = mismatches.map(({ what, found, expected }) =>
      say("RequestMismatchError.item", { what, found, expected }),
    );
    super(say("RequestMismatchError", { mismatches: list }), say("RequestMismatchError.advice"));
  }
}

/** The chain has no CREATE2 factory that everybody knows. */
export class FactoryMissingError extends NationError {
  static override readonly kind: string = "FactoryMissingError";
  override readonly name = "FactoryMissingError";

  constructor(readonly factory: string) {
    super(say("FactoryMissingError", { factory }), say("FactoryMissingError.advice"));
  }
}

/** The chain lacks what the contracts need. */
export class ChainTooOldError extends NationError {
  static override readonly kind: string = "ChainTooOldError";
  override readonly name = "ChainTooOldError";

  constructor(refusal: string) {
    super(say("ChainTooOldError", { refusal }), say("ChainTooOldError.advice"));
  }
}

/** The node does not answer what founding and verifying have to ask. */
export class NodeUnableError extends NationError {
  static override readonly kind: string = "NodeUnableError";
  override readonly name = "NodeUnableError";

  constructor(refusal: string) {
    super(say("NodeUnableError", { refusal }), say("NodeUnableError.advice"));
  }
}

/** A block of the chain cannot hold the largest step. */
export class BlockTooSmallError extends NationError {
  static override readonly kind: string = "BlockTooSmallError";
  override readonly name = "BlockTooSmallError";

  constructor(step: string, { gas, gasLimit }: { readonly gas: bigint; readonly gasLimit: bigint }) {
    super(say("BlockTooSmallError", { step, gas, gasLimit }), say("BlockTooSmallError.advice"));
  }
}

/** A signature given as a citizen's consent is not that citizen's, or is for something else. */
export class ConsentRefusedError extends NationError {
  static override readonly kind: string = "ConsentRefusedError";
  override readonly name = "ConsentRefusedError";

  constructor(citizen: string, signer: string) {
    super(say("ConsentRefusedError", { citizen, signer }), say("ConsentRefusedError.advice"));
  }
}

/** A signed request counts no more. */
export class ConsentLapsedError extends NationError {
  static override readonly kind: string = "ConsentLapsedError";
  override readonly name = "ConsentLapsedError";

  constructor(citizen: string, deadline: number) {
    super(
      say("ConsentLapsedError", { citizen, deadline: new Date(deadline * 1000).toISOString() }),
      say("ConsentLapsedError.advice"),
    );
  }
}

/** There is no nation that can be verified at that address. */
export class NothingToVerifyError extends NationError {
  static override readonly kind: string = "NothingToVerifyError";
  override readonly name = "NothingToVerifyError";

  constructor(address: string, missing: string) {
    super(say("NothingToVerifyError", { address, missing }), say("NothingToVerifyError.advice"));
  }
}

/** The nation stands, but is not as its charter says. */
export class VerificationFailedError extends NationError {
  static override readonly kind: string = "VerificationFailedError";
  override readonly name = "VerificationFailedError";

  constructor(readonly faults: readonly { readonly title: string; readonly detail: string }[]) {
    const list = faults.map(({ title, detail }) => say("VerificationFailedError.item", { title, detail }));
    super(
      list.length === 1
        ? say("VerificationFailedError.one", { faults: list })
        : say("VerificationFailedError.many", { count: list.length, faults: list }),
      say("VerificationFailedError.advice"),
    );
  }
}

/** What a node or a contract said, in one line. */
export function reasonOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const { shortMessage, message } = error as { shortMessage?: string; message?: string };
  return (shortMessage ?? message ?? "unknown").split("\n")[0].slice(0, 200);
}

/** An institution that every nation is founded with, and that others know for good, cannot be adopted. */
export class NotAdoptableError extends NationError {
  static override readonly kind: string = "NotAdoptableError";
  override readonly name = "NotAdoptableError";

  constructor(readonly institution: string) {
    super(say("NotAdoptableError", { institution }), say("NotAdoptableError.advice"));
  }
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

/** An institution is to be adopted without what it needs. */
export class NeedsMissingError extends NationError {
  static override readonly kind: string = "NeedsMissingError";
  override readonly name = "NeedsMissingError";

  constructor(
    readonly institution: string,
    readonly missing: readonly string[],
  ) {
    super(
      say("NeedsMissingError", { institution, missing }),
      say("NeedsMissingError.advice", { list: quoted([institution, ...missing]) }),
    );
  }
}

/** An institution is to be replaced, and others that stay know the present one for good. */
export class DependentsLeftError extends NationError {
  static override readonly kind: string = "DependentsLeftError";
  override readonly name = "DependentsLeftError";

  constructor(
    readonly institution: string,
    readonly dependents: readonly string[],
  ) {
    super(
      say("DependentsLeftError", { institution, dependents }),
      say("DependentsLeftError.advice", { list: quoted([institution, ...dependents]) }),
    );
  }
}

/** In what a contract differs from the institution that it should be. */
export interface Mismatch {
  /** What is compared: the code, a provision by its key, or an institution that it knows by its name. */
  readonly what: string;
  readonly found: string;
  readonly expected: string;
}

/** A contract is not what this software would have built for the nation. */
export class LookalikeError extends NationError {
  static override readonly kind: string = "LookalikeError";
  override readonly name = "LookalikeError";
  readonly institution: string;
  readonly address: string;
  readonly mismatches: readonly Mismatch[];

  constructor(institution: string, details: { readonly address: string; readonly mismatches: readonly Mismatch[] }) {
    const { address, mismatches } = details;
    const list = mismatches.map(({ what, found, expected }) => say("LookalikeError.item", { what, found, expected }));
    super(say("LookalikeError", { address, institution, mismatches: list }), say("LookalikeError.advice"));
    this.institution = institution;
    this.address = address;
    this.mismatches = mismatches;
  }
}
