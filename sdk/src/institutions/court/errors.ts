import { NationError } from "../../core/errors";
import { moment, type Moment } from "../../core/units";
import type { RequestId } from "../randomness/units";
import type { CasePhase } from "./case";
import type { CaseId } from "./units";

/** The case is in another phase than the act takes: thrown before anything is sent. */
export class CasePhaseError extends NationError {
  static override readonly kind: string = "CasePhaseError";
  override readonly name = "CasePhaseError";
  readonly caseId: CaseId;
  readonly phase: CasePhase;

  constructor(details: { caseId: CaseId; phase: CasePhase; endsAt: Moment | undefined; what: string; advice: string }) {
    const { caseId, phase, endsAt, what, advice } = details;
    const until = endsAt === undefined ? "" : `, which ends at ${moment.format(endsAt)}`;
    super(`${what} is not possible now: case ${caseId} is in its ${phase} phase${until}.`, advice);
    this.caseId = caseId;
    this.phase = phase;
  }
}

/** The account holds no citizenship, so that nobody knows whose duties are meant. */
export class NotACitizenError extends NationError {
  static override readonly kind: string = "NotACitizenError";
  override readonly name = "NotACitizenError";
  readonly account: string;

  constructor(account: string) {
    super(`${account} holds no citizenship.`, "Use a citizen's account, or name the citizen: duties({ citizenId }).");
    this.account = account;
  }
}

/** The account holds no seat on the case's present panel. */
export class NoSeatError extends NationError {
  static override readonly kind: string = "NoSeatError";
  override readonly name = "NoSeatError";
  readonly caseId: CaseId;

  constructor(caseId: CaseId, account: string) {
    super(
      `${account} holds no seat on the present panel of case ${caseId}.`,
      "Use the account that holds the juror's citizenship; the last of the case's rounds names who sits.",
    );
    this.caseId = caseId;
  }
}

/** The wallet signs the same message differently each time, so that no salt can be made from it. */
export class UnsteadySignatureError extends NationError {
  static override readonly kind: string = "UnsteadySignatureError";
  override readonly name = "UnsteadySignatureError";
  constructor() {
    super(
      "This wallet signs the same message differently each time: a vote sealed by its signature could never be revealed.",
      "Pass a salt of 32 random bytes with the vote, keep it, and pass it again when you reveal.",
    );
  }
}

/** There is no sealed vote to reveal. */
export class NothingSealedError extends NationError {
  static override readonly kind: string = "NothingSealedError";
  override readonly name = "NothingSealedError";
  readonly caseId: CaseId;

  constructor(caseId: CaseId, isRevealed: boolean) {
    super(
      isRevealed ? `Your vote in case ${caseId} is revealed already.` : `You handed in no vote in case ${caseId}.`,
      isRevealed
        ? "There is nothing left to do before the case moves on."
        : "A vote that was not sealed does not count.",
    );
    this.caseId = caseId;
  }
}

/** No choice opens the vote that was sealed. */
export class SealBrokenError extends NationError {
  static override readonly kind: string = "SealBrokenError";
  override readonly name = "SealBrokenError";
  readonly caseId: CaseId;

  constructor(caseId: CaseId) {
    super(
      `None of the choices of case ${caseId} opens the vote that was sealed.`,
      "If you ranked several choices, pass the ranking. Else reveal with the wallet that sealed it, or pass the salt: the one that was passed then, or what the old wallet's signature gives (sealedVoteData, saltFrom).",
    );
    this.caseId = caseId;
  }
}

/** The seed of a draw is not there yet. */
export class SeedAwaitedError extends NationError {
  static override readonly kind: string = "SeedAwaitedError";
  override readonly name = "SeedAwaitedError";
  readonly caseId: CaseId;
  readonly requestId: RequestId;

  constructor(details: { caseId: CaseId; requestId: RequestId; what: string; advice: string }) {
    const { caseId, requestId, what, advice } = details;
    super(`The panel of case ${caseId} cannot be drawn yet: ${what}.`, advice);
    this.caseId = caseId;
    this.requestId = requestId;
  }
}

/** A side of an appeal takes no contributions. */
export class AppealSideClosedError extends NationError {
  static override readonly kind: string = "AppealSideClosedError";
  override readonly name = "AppealSideClosedError";
  readonly caseId: CaseId;
  readonly choice: number;

  constructor(details: { caseId: CaseId; choice: number; why: string; advice: string }) {
    const { caseId, choice, why, advice } = details;
    super(`The side of choice ${choice} in the appeal of case ${caseId} takes no contributions: ${why}.`, advice);
    this.caseId = caseId;
    this.choice = choice;
  }
}
