import { formatEther } from "ethers";
import { NationError } from "../core/errors";

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
      `${account} has ${formatEther(balance)} of the chain's native coin and needs ${formatEther(missing)} more for "${step}".`,
      `Send it at least that much, then ${resume}`,
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
      `"${title}" can cost ${formatEther(cost)} of the chain's native coin now; of the ${formatEther(maxCost)} that were agreed to, ${formatEther(spent)} are spent.`,
      `Wait until gas is cheaper or agree to more (\`maxCost\`), then ${resume}`,
    );
    this.cost = cost;
    this.spent = spent;
    this.maxCost = maxCost;
  }
}

const mismatches = {
  chain: "on another chain, or on one that was started anew since",
  charter: "with another charter",
  founder: "by another founder",
  salt: "with another salt, which signed requests may have chosen",
  code: "with other contracts, or these were compiled anew since",
  version: "by another version of this software",
  institutions: "with institutions that this version of the software does not know",
} as const;

/** In what a journal differs from the founding that it is given for. */
export type MismatchSubject = keyof typeof mismatches;

/** The journal given belongs to another founding. */
export class JournalMismatchError extends NationError {
  static override readonly kind: string = "JournalMismatchError";
  override readonly name = "JournalMismatchError";
  readonly subject: MismatchSubject;

  constructor(subject: MismatchSubject, details: { journaled: string; given: string }) {
    super(
      `The journal belongs to a founding begun ${mismatches[subject]} (${details.journaled}, now ${details.given || "none"}).`,
      "Go on with what it was begun with, or give an empty journal to found anew.",
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
      `The node gave no usable answer about ${asked} for ${seconds} seconds: ${reasonOf(details.cause)}`,
      `Check the RPC address, then ${details.resume}`,
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
      `"${step}" (${sent}) was not mined within ${Math.round(details.timeoutMs / 1000)} seconds.`,
      `Wait until it is mined, or ${details.resume}`,
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
      `"${step}" ${hash === undefined ? "would fail" : `failed in transaction ${hash}`}: ${reason}`,
      `Mend what it names, then ${resume}`,
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
      `"${step}" would take ${details.gas ?? "too much"} gas; one transaction may have ${details.cap}.`,
      "Shorten the texts or lists of the charter.",
    );
  }
}

/** A citizen of the charter has no account. */
export class CitizenWithoutAccountError extends NationError {
  static override readonly kind: string = "CitizenWithoutAccountError";
  override readonly name = "CitizenWithoutAccountError";

  constructor(index: number, citizen: string) {
    super(
      `citizens[${index}] (${citizen}) has no address.`,
      "Write it in the charter, or give found() an option `accounts` that knows it.",
    );
  }
}

/** An office would go to the founder's own account. */
export class OfficeRefusedError extends NationError {
  static override readonly kind: string = "OfficeRefusedError";
  override readonly name = "OfficeRefusedError";

  constructor(index: number, citizen: string) {
    super(
      `offices[${index}] would go to the founder's own account (${citizen}), and the founder keeps no power.`,
      "Give the office to another citizen, or found from another account.",
    );
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
    const list = mismatches.map(({ what, found, expected }) => `\n  ${what} is ${found}, not ${expected}`).join("");
    super(
      `The request is not for this founding:${list}`,
      "Prepare the requests anew with the charter, the chain and the founder as they are, and let everybody sign again.",
    );
  }
}

/** The chain has no CREATE2 factory that everybody knows. */
export class FactoryMissingError extends NationError {
  static override readonly kind: string = "FactoryMissingError";
  override readonly name = "FactoryMissingError";

  constructor(readonly factory: string) {
    super(
      `There is no CREATE2 factory at ${factory}, from which the nation's address would follow.`,
      "Send the presigned transaction of the deterministic deployment proxy to this chain. On a local chain use anvil, which has it, or let found() ask for the signatures itself.",
    );
  }
}

/** The chain lacks what the contracts need. */
export class ChainTooOldError extends NationError {
  static override readonly kind: string = "ChainTooOldError";
  override readonly name = "ChainTooOldError";

  constructor(refusal: string) {
    super(
      `This chain lacks an instruction that the contracts use (PUSH0, MCOPY or TSTORE): ${refusal}`,
      "Found on a chain with Ethereum's Cancun upgrade, or one that came after it.",
    );
  }
}

/** The node does not answer what founding and verifying have to ask. */
export class NodeUnableError extends NationError {
  static override readonly kind: string = "NodeUnableError";
  override readonly name = "NodeUnableError";

  constructor(refusal: string) {
    super(
      `The node makes no call without a receiver, by which a founding compares the contracts' code: ${refusal}`,
      "Use another node of the chain.",
    );
  }
}

/** A block of the chain cannot hold the largest step. */
export class BlockTooSmallError extends NationError {
  static override readonly kind: string = "BlockTooSmallError";
  override readonly name = "BlockTooSmallError";

  constructor(institution: string, details: { readonly gas: bigint; readonly gasLimit: bigint }) {
    super(
      `To build the ${institution} takes at least ${details.gas} gas, and a block of this chain holds ${details.gasLimit}.`,
      "Found on a chain with larger blocks.",
    );
  }
}

/** A signature given as a citizen's consent is not that citizen's, or is for something else. */
export class ConsentRefusedError extends NationError {
  static override readonly kind: string = "ConsentRefusedError";
  override readonly name = "ConsentRefusedError";

  constructor(citizen: string, signer: string) {
    super(
      `The request for citizenship of ${citizen} was signed by ${signer}, or is for something else.`,
      "Let the citizen sign the typed data exactly as `consents` was given it.",
    );
  }
}

/** A signed request counts no more. */
export class ConsentLapsedError extends NationError {
  static override readonly kind: string = "ConsentLapsedError";
  override readonly name = "ConsentLapsedError";

  constructor(citizen: string, deadline: number) {
    super(
      `The request for citizenship of ${citizen} counted until ${new Date(deadline * 1000).toISOString()}.`,
      "Ask for a new signature, or leave the request out: who has not signed is invited.",
    );
  }
}

/** There is no nation that can be verified at that address. */
export class NothingToVerifyError extends NationError {
  static override readonly kind: string = "NothingToVerifyError";
  override readonly name = "NothingToVerifyError";

  constructor(address: string, missing: string) {
    super(
      `${address} is not a founded nation: ${missing}.`,
      "Check the address and the chain, and finish the founding first.",
    );
  }
}

/** The nation stands, but is not as its charter says. */
export class VerificationFailedError extends NationError {
  static override readonly kind: string = "VerificationFailedError";
  override readonly name = "VerificationFailedError";

  constructor(readonly faults: readonly { readonly title: string; readonly detail: string }[]) {
    super(
      `The verification found ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:${faults.map(({ title, detail }) => `\n  ${title}: ${detail}`).join("")}`,
      "Do not use this nation: found anew, and report it if you did nothing unusual.",
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
    super(
      `The ${institution} cannot be adopted: every nation is founded with it, and the others know it for good.`,
      "Name an institution that a charter can leave out.",
    );
  }
}

/** An institution is to be adopted without what it needs. */
export class NeedsMissingError extends NationError {
  static override readonly kind: string = "NeedsMissingError";
  override readonly name = "NeedsMissingError";

  constructor(
    readonly institution: string,
    readonly missing: readonly string[],
  ) {
    super(
      `The ${institution} needs ${missing.join(", ")}, and the nation has none of that name.`,
      `Adopt them together: [${[institution, ...missing].map((name) => `"${name}"`).join(", ")}].`,
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
      `The ${institution} cannot be replaced alone: ${dependents.join(", ")} would know the old one for good.`,
      `Adopt them anew together: [${[institution, ...dependents].map((name) => `"${name}"`).join(", ")}].`,
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
    const list = mismatches.map(({ what, found, expected }) => `\n  ${what}: ${found}, not ${expected}`).join("");
    super(
      `${address} is not the ${institution} that this nation could adopt:${list}`,
      "Do not appoint it. If only provisions differ, give adopt() the same ones; otherwise let adopt() build another one.",
    );
    this.institution = institution;
    this.address = address;
    this.mismatches = mismatches;
  }
}
